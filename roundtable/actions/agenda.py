"""The agenda: which stage is open, and its time."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from sqlalchemy import func, select

from roundtable.actions import voting
from roundtable.commands import FACILITATOR, Act, LanguageTag, Result, Words, command
from roundtable.core import stages
from roundtable.core.errors import Refused
from roundtable.models import Stage

Title = Annotated[dict[LanguageTag, str], Words(120), Field(max_length=24)]
Question = Annotated[dict[LanguageTag, str], Words(300, empty=True), Field(max_length=24)]
Minutes = Annotated[int, Field(ge=1, le=stages.MAX_MINUTES)]
Seconds = Annotated[int, Field(ge=-3600, le=3600)]


@command(FACILITATOR)
def open_stage(act: Act, stage: Stage) -> Result:
    """Close the stage that is open and open this one, forward or back; its time begins to run.

    A vote that is opened for the first time freezes what is up for vote. A vote whose result was
    shown stays closed: who has seen it would vote otherwise.
    """
    if stage.id == act.roundtable.stage_id:
        raise Refused("stage_open", "stage")
    if stage.revealed_at is not None:
        raise Refused("already_revealed", "stage")
    _close(act.stage, act.now)
    act.roundtable.stage_id = stage.id
    act.roundtable.screen_mode, act.roundtable.screen_area = "auto", None
    stage.status, stage.opened_at, stage.closed_at = "open", stage.opened_at or act.now, None
    _set(stage, stages.start(act.now, stage.minutes))
    if stage.kind == "vote":
        voting.freeze_options(act, stage)
    act.everything_changed = True
    return None


def _close(stage: Stage, now: int) -> None:
    stage.status, stage.closed_at = "done", now
    _set(stage, stages.Timer())


def _set(stage: Stage, timer: stages.Timer) -> None:
    stage.ends_at, stage.remaining = timer.ends_at, timer.remaining


def _timer(stage: Stage) -> stages.Timer:
    return stages.Timer(stage.ends_at, stage.remaining)


@command(FACILITATOR)
def start_timer(act: Act) -> Result:
    """Start the open stage's time, or let it run on after a pause."""
    stage = act.stage
    paused = stage.remaining is not None
    _set(
        stage,
        stages.resume(_timer(stage), act.now) if paused else stages.start(act.now, stage.minutes),
    )
    return None


@command(FACILITATOR)
def pause_timer(act: Act) -> Result:
    """Let the time stand still. What people send meanwhile is accepted."""
    stage = act.stage
    if stages.left(_timer(stage), act.now) is None:
        raise Refused("no_timer")
    _set(stage, stages.pause(_timer(stage), act.now))
    return None


@command(FACILITATOR)
def extend_timer(act: Act, seconds: Seconds) -> Result:
    """Give more time, or less; a time that was up runs again from now."""
    stage = act.stage
    timer = _timer(stage)
    if stages.left(timer, act.now) is None:
        timer = stages.Timer(ends_at=act.now)
    _set(stage, stages.extend(timer, act.now, seconds))
    return None


@command(FACILITATOR, undoable=True)
def edit_stage(
    act: Act,
    stage: Stage,
    title: Title | None = None,
    question: Question | None = None,
    minutes: Minutes | None = None,
) -> Result:
    """Change a stage's title, question or minutes; what is not named stays."""
    if title is not None:
        stage.title = {**stage.title, **title}
    if question is not None:
        stage.question = {**stage.question, **question}
    if minutes is not None:
        stage.minutes = minutes
    act.says(stage=stage.title)
    return None


@command(FACILITATOR)
def close_roundtable(act: Act) -> Result:
    """End the roundtable: nothing can be sent any more, results and documents stay."""
    last = act.session.scalar(
        select(func.max(Stage.position)).where(Stage.roundtable_id == act.roundtable.id)
    )
    if act.stage.position != last:
        _close(act.stage, act.now)
    act.roundtable.status = "closed"
    act.everything_changed = True
    return None


@command(FACILITATOR, closed=True)
def reopen_roundtable(act: Act) -> Result:
    """Open an ended roundtable again."""
    act.roundtable.status = "open"
    act.stage.status, act.stage.closed_at = "open", None
    act.everything_changed = True
    return None
