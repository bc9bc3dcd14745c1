"""Rounds at tables: which stages make one rotation, and what was sat of it already."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable.core.seating import Chair, Rotation, Step, rounds_of
from roundtable.models import RoomTable, Seat, Stage


def of_stage(session: Session, stage: Stage) -> list[str]:
    """The stages that make one rotation with this one, in order; often it alone."""
    query = select(Stage).where(
        Stage.roundtable_id == stage.roundtable_id, Stage.status != "removed"
    )
    steps = [
        Step(
            row.id,
            row.kind,
            str(row.settings.get("seating", "")) if row.kind == "tables" else "",
            int(row.settings.get("size", 0)) if row.kind == "tables" else 0,
        )
        for row in session.scalars(query.order_by(Stage.position, Stage.id))
    ]
    return rounds_of(steps, stage.id)


def rotation(session: Session, run: Sequence[str], sat: int) -> tuple[Rotation, list[str]]:
    """A rotation of which so many rounds were `sat`, and the ids of its tables, in order.

    Its tables are those of the first round. Somebody who hosts in one round is no traveller in it: the
    chairs of the first round are those of its travellers, so that hosts may be found while it lasts.
    """
    query = (
        select(Seat, RoomTable.position)
        .join(RoomTable, RoomTable.id == Seat.table_id)
        .where(Seat.stage_id.in_(run))
        .order_by(RoomTable.position, Seat.place, Seat.participant_id)
    )
    rows = session.execute(query).all()
    order: list[str] = []
    for seat, _ in rows:
        if seat.stage_id == run[0] and seat.table_id not in order:
            order.append(str(seat.table_id))
    index = {table: number for number, table in enumerate(order)}
    before: dict[str, dict[str, int]] = {key: {} for key in run[:sat]}
    first: dict[str, Chair] = {}
    taken = [0] * len(order)
    for seat, _ in rows:
        if seat.hosts or seat.table_id not in index:
            continue
        if seat.stage_id in before:
            before[seat.stage_id][seat.participant_id] = index[seat.table_id]
        if seat.stage_id == run[0]:
            at = index[seat.table_id]
            taken[at] += 1
            first[seat.participant_id] = Chair(at, taken[at])
    hosted = any(seat.hosts and seat.stage_id == run[0] for seat, _ in rows)
    return Rotation(len(order), len(run), first, list(before.values()), hosted), order
