"""A participant's own place in the room: table, hand, notes of the table. For that person alone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from roundtable.models import Minute, Participant, RoomTable, Roundtable, Seat, Stage, Turn
from roundtable.projections.view import Data

#: Stages in which tables read what they wrote.
WRITING = ("tables", "harvest")


def seat_of(session: Session, participant: Participant) -> Data:
    """Where somebody sits, whether their hand is up, and what their table wrote.

    `place` is the small group of the open stage; `hand.place` is 1 for who was first to raise a hand,
    0 for who speaks. It is one statement, as it is read after every vote; notes are read where they
    are written.
    """
    connection = session.connection()
    whose = {
        "roundtable": participant.roundtable_id,
        "participant": participant.id,
        "table": participant.table_id,
    }
    row = connection.execute(_SEAT, whose).one()
    notes = connection.execute(_NOTES, whose) if row.kind in WRITING else ()
    return {
        "channel": participant.channel,
        "table": row.table,
        "place": row.place or None,
        "hosts": participant.hosts,
        "agreed": participant.agreed_at is not None,
        "hand": _hand(row),
        "notes": [_note(note) for note in notes],
    }


_before = aliased(Turn)
_SEAT = (
    select(
        Stage.kind,
        RoomTable.id.label("table"),
        Seat.place,
        Turn.id.label("turn"),
        Turn.status,
        select(func.count())
        .where(
            _before.stage_id == Turn.stage_id,
            _before.status == "waiting",
            _before.position < Turn.position,
        )
        .correlate(Turn)
        .scalar_subquery()
        .label("ahead"),
    )
    .select_from(Roundtable)
    .join(Stage, Stage.id == Roundtable.stage_id)
    .outerjoin(RoomTable, and_(RoomTable.id == bindparam("table"), RoomTable.status == "shown"))
    .outerjoin(
        Seat,
        and_(
            Seat.stage_id == Roundtable.stage_id,
            Seat.participant_id == bindparam("participant"),
            Seat.table_id.is_(None),
        ),
    )
    .outerjoin(
        Turn,
        and_(
            Turn.stage_id == Roundtable.stage_id,
            Turn.participant_id == bindparam("participant"),
            Turn.status.in_(("waiting", "speaking")),
        ),
    )
    .where(Roundtable.id == bindparam("roundtable"))
)
_NOTES = (
    select(
        Minute.id,
        Minute.stage_id,
        Minute.text,
        Minute.language,
        Minute.direction,
        Minute.created_at,
    )
    .where(
        Minute.roundtable_id == bindparam("roundtable"),
        Minute.kind == "note",
        Minute.status != "removed",
        # In a small group without a table it is each one's own.
        or_(
            Minute.table_id == bindparam("table"),
            and_(Minute.table_id.is_(None), Minute.author_id == bindparam("participant")),
        ),
    )
    .order_by(Minute.created_at, Minute.id)
)


def _hand(row: Any) -> Data | None:
    if row.turn is None:
        return None
    place = row.ahead + 1 if row.status == "waiting" else 0
    return {"id": row.turn, "status": row.status, "place": place}


def _note(row: Any) -> Data:
    return {
        "id": row.id,
        "stage": row.stage_id,
        "text": row.text,
        "language": row.language,
        "direction": row.direction,
        "created": row.created_at,
    }
