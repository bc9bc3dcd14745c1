"""Changing the agenda, also while the roundtable runs: its steps, their order, goals for groups."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, JsonValue
from sqlalchemy import select

from roundtable.actions.ballot_paper import put_up_anew
from roundtable.commands import FACILITATOR, Act, LanguageTag, Result, Words, command
from roundtable.core import stages
from roundtable.core.errors import Refused
from roundtable.core.format_model import MAX_GOAL, MAX_HELP, MAX_QUESTION, MAX_STAGES, MAX_TITLE
from roundtable.core.format_settings import changed_settings
from roundtable.models import Group, Stage

Title = Annotated[dict[LanguageTag, str], Words(MAX_TITLE), Field(max_length=24, min_length=1)]
Question = Annotated[dict[LanguageTag, str], Words(MAX_QUESTION, empty=True), Field(max_length=24)]
Help = Annotated[dict[LanguageTag, str], Words(MAX_HELP, empty=True), Field(max_length=24)]
Minutes = Annotated[int, Field(ge=1, le=stages.MAX_MINUTES)]
StageSettings = Annotated[dict[str, JsonValue], Field(max_length=20)]
Kind = Annotated[str, Field(max_length=20)]
Goal = Annotated[int, Field(ge=1, le=MAX_GOAL)]

#: What decides a vote, or where people sit: it stays as it was when the step was opened.
FROZEN = frozenset({"ballot", "budget", "on", "seating", "size"}) | {
    setting.name for setting in stages.COUNTING
}
#: Between two positions closer than this no third one is put; all are numbered anew.
CLOSEST = 1e-6


@command(FACILITATOR, undoable=True)
def edit_stage(  # noqa: PLR0913 (one for each part of a step)
    act: Act,
    stage: Stage,
    *,
    title: Title | None = None,
    question: Question | None = None,
    help: Help | None = None,  # noqa: A002 (the name on the wire)
    minutes: Minutes | None = None,
    untimed: bool = False,
    settings: StageSettings | None = None,
) -> Result:
    """Change a step's texts, minutes or settings; what is not named stays.

    Texts are changed in the languages named; an empty one is taken away. `untimed` takes the time
    limit away. Settings are checked by the kind of the step; those that decide a vote or a seating
    are refused with `stage_running` once the step was opened.
    """
    _refuse_removed(stage)
    if title is not None:
        stage.title = {**stage.title, **title}
    if question is not None:
        stage.question = _merged(stage.question, question)
        put_up_anew(act)  # a consent round may be on the question itself
    if help is not None:
        stage.help = _merged(stage.help, help)
    if minutes is not None or untimed:
        stage.minutes = None if untimed else minutes
    if settings is not None:
        after = _settings(act, stage, settings)
        refuse_frozen(stage, after)
        stage.settings = after
    act.says(stage=stage.title)
    return None


def refuse_frozen(stage: Stage, after: dict[str, object]) -> None:
    """What decides a step that was opened cannot change any more, whether edited or undone."""
    frozen = FROZEN | {"of"} if stage.kind == "previous" else FROZEN
    before = stage.settings
    if stage.opened_at is not None and any(
        before.get(name) != after.get(name) for name in frozen & (before.keys() & after.keys())
    ):
        raise Refused("stage_running", "settings")


@command(FACILITATOR, undoable=True)
def add_stage(
    act: Act,
    kind: Kind,
    title: Title,
    question: Question = {},  # noqa: B006 (never changed)
    minutes: Minutes | None = None,
    settings: StageSettings = {},  # noqa: B006 (never changed)
    before: Stage | None = None,
) -> Result:
    """Put a new step on the agenda, before another one or at the end (but before the closing).

    Settings that are not named have their defaults. Answers with the `stage`.
    """
    if kind not in stages.KINDS:
        raise Refused("kind_unknown", "kind")
    rows = agenda_of(act)
    if len(rows) >= MAX_STAGES:
        raise Refused("too_many_stages", "kind", most=MAX_STAGES)
    stage = Stage(
        id=act.id,
        roundtable_id=act.roundtable.id,
        position=0,
        kind=kind,
        title=dict(title),
        question=_merged({}, question),
        help={},
        minutes=minutes,
        settings={},
        status="waiting",
    )
    _place(stage, rows, before)
    stage.settings = _settings(act, stage, settings)
    act.session.add(stage)
    act.says(stage=stage.title)
    return {"stage": stage.id}


@command(FACILITATOR, undoable=True)
def move_stage(act: Act, stage: Stage, before: Stage | None = None) -> Result:
    """Move a step before another one, or to the end. A result stays after its vote."""
    _refuse_removed(stage)
    if before is not None and before.id == stage.id:
        raise Refused("arg_wrong", "before")
    rows = agenda_of(act)
    _place(stage, [row for row in rows if row.id != stage.id], before)
    places = {row.id: row.position for row in rows}
    for row in rows:
        if places.get(str(row.settings.get("of")), row.position) > row.position:
            raise Refused("result_before_vote", "before")
    act.says(stage=stage.title)
    return None


@command(FACILITATOR, undoable=True)
def remove_stage(act: Act, stage: Stage) -> Result:
    """Take a step off the agenda that was never opened, and whose result no other step shows."""
    _refuse_removed(stage)
    if stage.opened_at is not None:
        raise Refused("stage_running", "stage")
    if any(row.settings.get("of") == stage.id for row in agenda_of(act)):
        raise Refused("stage_needed", "stage")
    stage.status = "removed"
    act.says(stage=stage.title)
    return None


@command(FACILITATOR, undoable=True)
def set_goal(act: Act, group: Group, goal: Goal | None = None) -> Result:
    """How many people of a group are wished for; without a number there is no goal."""
    group.goal = goal
    act.says(group=group.title, goal=goal)
    return None


def agenda_of(act: Act) -> list[Stage]:
    """The steps on the agenda in their order, without those removed."""
    query = select(Stage).where(Stage.roundtable_id == act.roundtable.id, Stage.status != "removed")
    return list(act.session.scalars(query.order_by(Stage.position, Stage.id)))


def _refuse_removed(stage: Stage) -> None:
    if stage.status == "removed":
        raise Refused("stage_gone", "stage")


def _merged(before: dict[str, str], given: dict[str, str]) -> dict[str, str]:
    return {language: text for language, text in {**before, **given}.items() if text}


def _settings(act: Act, stage: Stage, given: dict[str, JsonValue]) -> dict[str, object]:
    """The step's settings with those given, complete. Raises `Refused`."""
    roundtable = act.roundtable
    main_first = dict.fromkeys((roundtable.language, *roundtable.languages))
    with act.session.no_autoflush:
        rows = [row for row in agenda_of(act) if row.id != stage.id]
    earlier = [(row.id, row.kind) for row in rows if row.position < stage.position]
    kind = stages.KINDS[stage.kind]
    after = changed_settings(kind, stage.settings, given, tuple(main_first), earlier)
    if after.get("of") == "":
        raise Refused("needs_vote", "before")
    return after


def _place(stage: Stage, others: list[Stage], before: Stage | None) -> None:
    """Give a step its position among the others of the agenda; None is the end."""
    if before is None and stage.kind != "close" and others and others[-1].kind == "close":
        before = others[-1]
    if before is not None and before.status == "removed":
        raise Refused("stage_gone", "before")
    at = len(others) if before is None else others.index(before)
    if 0 < at < len(others) and others[at].position - others[at - 1].position < CLOSEST:
        for number, row in enumerate(others, start=1):
            row.position = number
    if at == len(others):
        stage.position = others[-1].position + 1 if others else 1
    elif at == 0:
        stage.position = others[0].position - 1
    else:
        stage.position = (others[at - 1].position + others[at].position) / 2
