"""After the vote: options are put together or taken apart by a declared rule. All can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from sqlalchemy import func, select

from roundtable.commands import FACILITATOR, Act, EntityId, Result, Words, command
from roundtable.core import mergers
from roundtable.core.errors import Refused
from roundtable.models import Merger, Passage, Proposal, Stage
from roundtable.models import Result as ResultRow
from roundtable.projections.revised import current, merger_of

Title = Annotated[str, Words(120)]


@command(FACILITATOR, undoable=True)
def merge_options(
    act: Act,
    stage: Stage,
    options: list[EntityId],
    into: EntityId,
    rule: Literal["once", "sum", "higher"],
) -> Result:
    """Put options of a vote that was revealed into another one of it, by a rule that is told with it.

    `once`: a person who marked several counts once (dots: theirs are added up; scores, grades and
    places: the best one), and the vote's rule counts anew. `sum`: the figures
    are added up. `higher`: those of the option that had more. The result as it was revealed stays
    beside it. `sum` and `higher` are for approval, dots and opinions counted by adding up; in a consent
    round an objection to a part is one to the whole. Comparisons of two cannot be put together.
    """
    standing = _standing(act, stage)
    row = _row(act, stage, "merge", list(options), into, rule)
    after = mergers.apply(standing, merger_of(row))
    row.title = after.choices[into].title
    act.session.add(row)
    act.says(title=row.title, into=row.title, count=len(options) + 1, rule=rule, stage=stage.title)
    act.everything_changed = True  # the draft's passages follow the options
    return None


@command(FACILITATOR, undoable=True)
def split_option(
    act: Act,
    stage: Stage,
    option: EntityId,
    proposals: list[Proposal],
    title: Title,
    rule: Literal["inherit"] = "inherit",
) -> Result:
    """Take proposals out of an option of a revealed vote: both parts inherit the marks of the whole."""
    standing = _standing(act, stage)
    if option not in standing.choices:
        raise Refused("option_unknown", "option")
    chosen = [proposal.id for proposal in proposals]
    whole = standing.choices[option]
    rest = [key for key in whole.proposals if key not in chosen]
    parts = [
        {"id": option, "title": whole.title, "proposals": rest},
        {"id": act.id, "title": title, "proposals": chosen},
    ]
    row = _row(act, stage, "split", parts, option, rule, title)
    mergers.apply(standing, merger_of(row))
    act.session.add(row)
    act.session.add(Passage(roundtable_id=act.roundtable.id, id=act.id, title=title))
    act.says(title=title, option=whole.title, stage=stage.title)
    act.everything_changed = True
    return {"option": act.id}


def _standing(act: Act, stage: Stage) -> mergers.Standing:
    result = act.session.get(ResultRow, stage.id)
    if result is None:
        raise Refused("not_revealed", "stage")
    return current(act.session, result)


def _row(
    act: Act,
    stage: Stage,
    kind: str,
    options: Sequence[object],
    into: str,
    rule: str,
    title: str = "",
) -> Merger:
    """A merger after all others of its stage, also those that were undone: redone, they come first."""
    last = act.session.scalar(
        select(func.max(Merger.created_at)).where(Merger.stage_id == stage.id)
    )
    return Merger(
        id=act.id,
        roundtable_id=act.roundtable.id,
        stage_id=stage.id,
        kind=kind,
        options=list(options),
        into=into,
        title=title,
        rule=rule,
        created_at=act.now if last is None else max(act.now, last + 1),
    )
