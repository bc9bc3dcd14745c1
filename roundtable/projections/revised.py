"""Results after options were put together or taken apart, beside the results as they were revealed."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable.core import mergers, names
from roundtable.models import Ballot, Merger, Option, Result, Roundtable, Stage
from roundtable.projections.view import Data


def standing_of(session: Session, stage_id: str, ballot: str) -> mergers.Standing:
    """What was voted on in a stage, and how, before any merger."""
    query = select(Option).where(Option.stage_id == stage_id, Option.up)
    choices = [
        mergers.Choice(o.id, names.citation(o.kind, o.number), o.title, tuple(o.proposals))
        for o in session.scalars(query.order_by(Option.position))
    ]
    cast = session.execute(
        select(Ballot.group_id, Ballot.body).where(Ballot.stage_id == stage_id, Ballot.marked)
    )
    return mergers.begin(ballot, choices, [(group or "", body) for group, body in cast])


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


def current(session: Session, stage_id: str, ballot: str) -> mergers.Standing:
    """The options as they stand now, after all mergers."""
    standing = standing_of(session, stage_id, ballot)
    for merger in mergers_of(session, stage_id):
        standing = mergers.apply(standing, merger)
    return standing


def revised(session: Session, result: Result) -> Data | None:
    """`core.mergers.revised` of a result, None where nothing was put together or taken apart."""
    steps = mergers_of(session, result.stage_id)
    if not steps:
        return None
    standing = standing_of(session, result.stage_id, str(result.body["ballot"]))
    return mergers.revised(result.body, standing, steps)


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
        standing = current(session, result.stage_id, str(result.body["ballot"]))
        found |= {o: Heading(areas[o], c.label) for o, c in standing.choices.items()}
    return found


def told(session: Session, result: Result) -> dict[str, Any]:
    """A result as every audience is told it: as it was revealed, `settled`, and `revised`."""
    return {**result.body, "settled": result.settled, "revised": revised(session, result)}
