"""Tables: setting them up, sitting down, hosting, and seating people anew."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from sqlalchemy import func, select

from roundtable import sources
from roundtable.actions.seating import draw_seats, seat_late, seat_people, sit
from roundtable.commands import FACILITATOR, HOST, PARTICIPANT, Act, Result, Words, command
from roundtable.core.errors import Refused
from roundtable.models import Participant, RoomTable, Seat

__all__ = ["seat_late", "seat_people"]

MOST_TABLES = 60
Count = Annotated[int, Field(ge=1, le=MOST_TABLES)]
Seats = Annotated[int, Field(ge=2, le=20)]
TableTitle = Annotated[str, Words(80, empty=True)]


@command(FACILITATOR, undoable=True)
def add_tables(act: Act, count: Count, seats: Seats) -> Result:
    """Put so many tables in the room, with so many seats each. They are numbered on.

    A number is never given twice: it may stand on a sign. Refused with `too_many_tables` beyond 60.
    """
    query = select(func.max(RoomTable.position)).where(RoomTable.roundtable_id == act.roundtable.id)
    last = act.session.scalar(query) or 0
    standing = select(func.count()).where(
        RoomTable.roundtable_id == act.roundtable.id, RoomTable.status == "shown"
    )
    if (act.session.scalar(standing) or 0) + count > MOST_TABLES:
        raise Refused("too_many_tables", "count", most=MOST_TABLES)
    ids = [sources.new_id() for _ in range(count)]
    for position, key in enumerate(ids, start=last + 1):
        act.session.add(
            RoomTable(
                id=key,
                roundtable_id=act.roundtable.id,
                position=position,
                title="",
                seats=seats,
                status="shown",
            )
        )
    act.says(count=count)
    return {"tables": ids}


@command(FACILITATOR, undoable=True)
def edit_table(
    act: Act, table: RoomTable, title: TableTitle | None = None, seats: Seats | None = None
) -> Result:
    """Change a table's name (an empty one: its number alone) or its seats. Who sits there stays."""
    _refuse_removed(table)
    if title is not None:
        table.title = title
    if seats is not None:
        table.seats = seats
    act.says(table=table.title or table.position)
    return None


@command(FACILITATOR, undoable=True)
def remove_table(act: Act, table: RoomTable) -> Result:
    """Take a table out of the room. Who sat there has no table; what they wrote there stays."""
    _refuse_removed(table)
    table.status = "removed"
    act.says(table=table.title or table.position)
    return None


def _refuse_removed(table: RoomTable) -> None:
    if table.status != "shown":
        raise Refused("table_gone", "table")


@command(PARTICIPANT)
def choose_table(act: Act, table: RoomTable | None = None) -> Result:
    """Sit down at a table, or get up again.

    Where the open step lets people choose; before anybody was seated; or if one has no table yet.
    Refused with `table_full` where all seats are taken.
    """
    person = act.participant
    if not _may_choose(act, person):
        raise Refused("seats_given", "table")
    if table is not None and table.id != person.table_id:
        _refuse_removed(table)
        sitting = select(func.count()).where(
            Participant.table_id == table.id, Participant.left_at.is_(None)
        )
        if (act.session.scalar(sitting) or 0) >= table.seats:
            raise Refused("table_full", "table")
    sit(act, person, table)
    return None


def _may_choose(act: Act, person: Participant) -> bool:
    seating = act.stage.settings.get("seating") if act.stage.kind == "tables" else None
    if seating == "choice":
        return True
    if person.table_id is None or (old := act.session.get(RoomTable, person.table_id)) is None:
        return True
    seated = select(Seat.stage_id).where(Seat.roundtable_id == act.roundtable.id)
    return old.status != "shown" or act.session.scalar(seated.limit(1)) is None


@command(PARTICIPANT)
def host_table(act: Act, on: bool) -> Result:
    """Host the table at which one sits, or stop: a host stays when the others move on.

    Refused with `table_hosted` where somebody else does, with `no_table` where one sits nowhere.
    """
    person = act.participant
    table = act.session.get(RoomTable, person.table_id) if person.table_id else None
    if table is None or table.status != "shown":
        raise Refused("no_table")
    if on and not person.hosts:
        others = select(Participant.id).where(
            Participant.table_id == table.id, Participant.hosts, Participant.left_at.is_(None)
        )
        if act.session.scalar(others.limit(1)) is not None:
            raise Refused("table_hosted")
    person.hosts = on
    seat = act.session.get(Seat, (act.stage.id, person.id))
    if seat is not None and seat.table_id is not None:
        seat.hosts = on
    return None


@command(FACILITATOR, HOST)
def seat_person(act: Act, participant: Participant, table: RoomTable) -> Result:
    """Seat somebody without a phone at a table; there, and in the step that is open."""
    if participant.channel != "desk" or participant.left_at is not None:
        raise Refused("not_for_them", "participant")
    _refuse_removed(table)
    sit(act, participant, table)
    return None


@command(FACILITATOR, during=("tables",))
def seat_anew(act: Act) -> Result:
    """Draw the seats of the open step again, for who is here now. In a rotation the plan goes on."""
    if not draw_seats(act, act.stage, chance=act.id):
        raise Refused("not_drawn")
    act.everything_changed = True
    return None
