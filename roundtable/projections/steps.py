"""The steps that were taken, as far as it takes to say which of them can be undone now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable.core import mergers, undoing
from roundtable.models import (
    UNDOABLE,
    Base,
    LogEntry,
    Merger,
    Proposal,
    Result,
    Roundtable,
    Stage,
)
from roundtable.projections import votes
from roundtable.projections.revised import merger_of, standing_of

_UNDONE = {name: row.undone for name, row in UNDOABLE.items()}


def is_redo(entry: LogEntry) -> bool:
    """Whether it is the undo of an undo: what it redid is undone by its own name, not by this."""
    return entry.command == "undo" and (entry.names or {}).get("command") == "undo"


def room_of(
    session: Session, roundtable: Roundtable, entries: Collection[LogEntry] = ()
) -> undoing.Room:
    """What stands now; the rows that `entries` changed are read together."""
    held = _rows(session, entries)

    def row(table: str, key: str) -> Any | None:
        if (table, key) not in held and table in UNDOABLE:
            held[table, key] = session.get(UNDOABLE[table], key)
        return held.get((table, key))

    cards = select(Proposal.id, Proposal.cluster_id, Proposal.status)
    agenda = select(Stage.id, Stage.status, Stage.position, Stage.settings)
    here = Proposal.roundtable_id == roundtable.id
    return undoing.Room(
        row=row,
        cards={key: undoing.Card(c, s) for key, c, s in session.execute(cards.where(here))},
        agenda={
            key: undoing.Step(status, position, settings.get("of"))
            for key, status, position, settings in session.execute(
                agenda.where(Stage.roundtable_id == roundtable.id)
            )
        },
        undone=_UNDONE,
        mergers_fit=lambda statuses: _fit(session, roundtable, statuses),
        board=votes.board_held(session, roundtable.id),
        settled=votes.settled(session, roundtable.id),
    )


def _rows(session: Session, entries: Collection[LogEntry]) -> dict[undoing.Place, Base | None]:
    wanted: dict[str, set[str]] = {}
    for entry in entries:
        for table, key, *_ in entry.images or ():
            wanted.setdefault(table, set()).add(str(key[0]))
    held: dict[undoing.Place, Base | None] = {}
    for table, keys in wanted.items():
        model: Any = UNDOABLE[table]
        held |= dict.fromkeys(((table, key) for key in keys), None)
        held |= {(table, r.id): r for r in session.scalars(select(model).where(model.id.in_(keys)))}
    return held


def _fit(session: Session, roundtable: Roundtable, statuses: Mapping[str, str]) -> bool:
    """Whether all mergers could be applied if some had the status given."""
    query = select(Merger).where(Merger.roundtable_id == roundtable.id)
    rows = list(session.scalars(query.order_by(Merger.created_at, Merger.id)))
    for stage in {row.stage_id for row in rows if row.id in statuses}:
        steps = [
            merger_of(row)
            for row in rows
            if row.stage_id == stage and statuses.get(row.id, row.status) == "shown"
        ]
        result = session.get_one(Result, stage)
        if not mergers.fits(standing_of(session, result, counted=False), steps):
            return False
    return True
