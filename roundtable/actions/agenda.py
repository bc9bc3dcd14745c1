"""The agenda: which stage is open, and its time."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from sqlalchemy import func, select

from roundtable.actions import ballot_paper, sealed, tables, talk, voting
from roundtable.commands import FACILITATOR, Act, Result, command
from roundtable.core import stages
from roundtable.core.errors import Refused
from roundtable.models import Participant, Stage

Seconds = Annotated[int, Field(ge=-3600, le=3600)]


@command(FACILITATOR)
def open_stage(act: Act, stage: Stage) -> Result:
    """Close the stage that is open and open this one, forward or back; its time begins to run.

    A vote that is opened for the first time freezes what is up for vote. A vote whose result was
    shown stays closed: who has seen it would vote otherwise. A sealed vote is over once it is left:
    the list of its ballots is fixed. Tables seat their people, a round gives everyone a turn, and
    the feedback of a vote (`previous`) shows its result.
    """
    if stage.status == "removed":
        raise Refused("stage_gone", "stage")
    if stage.id == act.roundtable.stage_id:
        raise Refused("stage_open", "stage")
    if stage.revealed_at is not None:
        raise Refused("already_revealed", "stage")
    sealed.refuse_if_fixed(stage)
    talk.hush(act, act.stage)
    _close(act.stage, act.now)
    sealed.fix(act, act.stage)
    act.roundtable.stage_id = stage.id
    act.roundtable.screen_mode, act.roundtable.screen_area = "auto", None
    act.roundtable.spotlight = None
    stage.status, stage.opened_at, stage.closed_at = "open", stage.opened_at or act.now, None
    _set(stage, stages.start(act.now, stage.minutes))
    _begin(act, stage)
    act.says(stage=stage.title)
    act.everything_changed = True
    # Whether somebody has acted is said of the open stage: everyone's own things change with it.
    people = select(Participant.id).where(Participant.roundtable_id == act.roundtable.id)
    act.others.update(act.session.scalars(people))
    return None


def _begin(act: Act, stage: Stage) -> None:
    """What opening a stage of its kind brings about."""
    if stages.KINDS[stage.kind].puts_up:
        ballot_paper.freeze_options(act, stage)
    elif stage.kind == "tables":
        tables.seat_people(act, stage)
    elif stage.kind == "round":
        talk.fill_round(act, stage)
    elif stage.kind == "previous":
        vote = act.session.get(Stage, str(stage.settings.get("of")))
        if vote is not None and vote.opened_at is not None and vote.revealed_at is None:
            voting.reveal(act, vote)


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


@command(FACILITATOR)
def nudge(act: Act) -> Result:
    """Ask the phones of those who have not acted yet, gently and once in a step."""
    if not stages.KINDS[act.stage.kind].acts:
        raise Refused("not_now")
    if act.stage.nudged_at is not None:
        raise Refused("nudged")
    act.stage.nudged_at = act.now
    return None


@command(FACILITATOR)
def close_roundtable(act: Act) -> Result:
    """End the roundtable: nothing can be sent any more, results and documents stay."""
    last = act.session.scalar(
        select(func.max(Stage.position)).where(
            Stage.roundtable_id == act.roundtable.id, Stage.status != "removed"
        )
    )
    talk.hush(act, act.stage)
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
