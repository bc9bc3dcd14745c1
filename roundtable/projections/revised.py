"""Results after options were put together or taken apart, beside the results as they were revealed."""

from __future__ import annotations

import json
from collections.abc import Hashable
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable.core import mergers, names, revising
from roundtable.core.errors import Refused
from roundtable.core.results import settings_of
from roundtable.models import Ballot, Merger, Option, Result, Roundtable, Stage
from roundtable.projections import sealed
from roundtable.projections.view import Data


def standing_of(session: Session, result: Result, *, counted: bool = True) -> mergers.Standing:
    """What was voted on where this is the result, and how, before any merger.

    counted: False leaves the ballots out, for whoever asks only what options there are.
    """
    stage_id = result.stage_id
    up = select(Option).where(Option.stage_id == stage_id, Option.up)
    options = list(session.scalars(up.order_by(Option.position)))
    choices = [
        mergers.Choice(o.id, names.citation(o.kind, o.number), o.title, tuple(o.proposals))
        for o in options
    ]
    costs = {o.id: o.cost or 0 for o in options}
    ballots = _ballots(session, stage_id) if counted else []
    return mergers.begin(settings_of(result.body), choices, ballots, costs, seed=stage_id)


def _ballots(session: Session, stage_id: str) -> list[tuple[str, dict[str, int]]]:
    """Group and marks of each ballot. Raises `Refused` where a sealed one cannot be opened."""
    cast = select(*sealed.COLUMNS, Ballot.group_id).where(
        Ballot.stage_id == stage_id, Ballot.marked
    )
    rows = session.execute(cast).all()
    marks = zip(rows, sealed.chosen(rows), strict=True)
    return [(row.group_id or "", each.marks) for row, each in marks]


def merger_of(row: Merger) -> mergers.Merger:
    """A row as `core.mergers` takes it."""
    if row.kind == "merge":
        return mergers.Merger(row.id, "merge", row.rule, row.into, tuple(row.options))
    rest, part = row.options
    return mergers.Merger(
        row.id,
        "split",
        row.rule,
        row.into,
        part=part["id"],
        title=row.title,
        proposals=tuple(part["proposals"]),
        rest=tuple(rest["proposals"]),
    )


def mergers_of(session: Session, stage_id: str) -> list[mergers.Merger]:
    """The mergers of a stage that stand, in their order."""
    query = select(Merger).where(Merger.stage_id == stage_id, Merger.status == "shown")
    rows = session.scalars(query.order_by(Merger.created_at, Merger.id))
    return [merger_of(row) for row in rows]


def current(session: Session, result: Result, *, counted: bool = True) -> mergers.Standing:
    """The options as they stand now, after all mergers; `counted` as in `standing_of`."""
    standing = standing_of(session, result, counted=counted)
    for merger in mergers_of(session, result.stage_id):
        standing = mergers.apply(standing, merger)
    return standing


def revised(session: Session, result: Result) -> Data | None:
    """`core.revising.revised` of a result, None where nothing was put together or taken apart.

    None also where the ballots are sealed and the secret that opens them is lost.
    """
    steps = mergers_of(session, result.stage_id)
    if not steps:
        return None
    try:
        standing = standing_of(session, result)
    except Refused:
        return None
    made_of = _made_of(result.body, standing, steps)
    if made_of not in _KNOWN:
        while len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.pop(next(iter(_KNOWN)))
        _KNOWN[made_of] = revising.revised(result.body, standing, steps)
    return _KNOWN[made_of]


#: What was worked out last, by all that it is made of: every audience asks for the same at once.
_KNOWN: dict[Hashable, Data] = {}
_MOST_KNOWN = 4


def _made_of(body: Data, standing: mergers.Standing, steps: list[mergers.Merger]) -> Hashable:
    told = json.dumps(
        [settings_of(body), *(body[name] for name in ("groups", "present", "voted"))]
        + [body.get(name) for name in ("unanimous", "abstained")],
        sort_keys=True,
    )
    cast = tuple((group, tuple(marks.items())) for group, marks in standing.cast)
    choices = tuple(standing.choices.values())
    return told, standing.seed, choices, tuple(standing.costs.items()), cast, tuple(steps)


class Heading(NamedTuple):
    """An option of the draft: its policy area (an id) and its citation."""

    area: str | None
    label: str


def headings(session: Session, roundtable: Roundtable) -> dict[str, Heading]:
    """The options of all results as they stand now, after what was put together or taken apart."""
    found: dict[str, Heading] = {}
    results = select(Result).join(Stage, Stage.id == Result.stage_id)
    mine = results.where(Result.roundtable_id == roundtable.id).order_by(Stage.position)
    for result in session.scalars(mine):
        query = select(Option.id, Option.area_id).where(Option.stage_id == result.stage_id)
        areas = {row.id: row.area_id for row in session.execute(query)}
        for merger in mergers_of(session, result.stage_id):
            if merger.kind == "split":
                areas[merger.part] = areas.get(merger.into)
        standing = current(session, result, counted=False)
        found |= {o: Heading(areas[o], c.label) for o, c in standing.choices.items()}
    return found


def told(session: Session, result: Result) -> dict[str, Any]:
    """A result as every audience is told it: as it was revealed, `settled`, and `revised`."""
    return {**result.body, "settled": result.settled, "revised": revised(session, result)}
