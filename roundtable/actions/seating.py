"""Seating people when a stage asks for it: rows of seats out of `core.seating`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from random import Random
from typing import NamedTuple

from sqlalchemy import select

from roundtable.commands import Act
from roundtable.core import seating
from roundtable.core.errors import Refused
from roundtable.models import Group, Participant, RoomTable, Seat, Stage
from roundtable.projections import rounds

#: Where people sit as they wish: nothing is drawn.
FREE = ("keep", "choice")


class Place(NamedTuple):
    """Where somebody is seated: at a table, or (without one) in the small group `number`.

    At a table `number` is the chair, from 1, by which a rotation moves people on; 0 for hosts, and for
    those outside of its plan.
    """

    table: str | None
    number: int
    hosts: bool = False


def seat_people(act: Act, stage: Stage) -> None:
    """Seat people as the stage's setting "seating" says; called when a `tables` stage opens.

    One that was open before keeps its seats; who came since is seated where there is room. Refused
    with `no_tables` where people are to be drawn to tables and there is none.
    """
    held = _seats(act, stage.id)
    if not held:
        draw_seats(act, stage, chance=stage.id)
        return
    tables = {table.id for table in _tables(act)}
    for person in _present(act):
        seat = held.get(person.id)
        if seat is None:
            seat_late(act, stage, person)
        elif seat.table_id in tables:
            person.table_id = seat.table_id


def draw_seats(act: Act, stage: Stage, chance: str) -> bool:
    """Give everybody who is here a seat; True if seats were drawn, not left to people."""
    people = _present(act)
    for seat in _seats(act, stage.id).values():  # who is not here any more takes up no chair
        seat.table_id, seat.place, seat.hosts = None, 0, False
    way = str(stage.settings.get("seating", "keep"))
    size = int(stage.settings.get("size", 0))
    lot = Random(f"{act.roundtable.id} {chance}")  # noqa: S311 (seats, not secrets)
    if size:
        _put(act, stage, people, _small_groups(act, stage, people, size, lot))
        return True
    tables = _tables(act)
    if way in FREE:
        sitting = {p.id: p.table_id for p in people if p.table_id in {t.id for t in tables}}
        _put(act, stage, people, _with_chairs(act, people, sitting))
        return False
    if not tables:
        raise Refused("no_tables")
    if people:
        _put(act, stage, people, _at_tables(act, stage, people, tables, lot))
    return True


def seat_late(act: Act, stage: Stage, person: Participant) -> None:
    """Seat somebody who comes while a `tables` stage is open; who came to a table, sits there."""
    if stage.kind != "tables":
        return
    held = _seats(act, stage.id)
    here = {p.id for p in _present(act)} - {person.id}
    sitting = {key: seat for key, seat in held.items() if key in here}
    if int(stage.settings.get("size", 0)):
        places = [seat.place for seat in sitting.values() if seat.table_id is None]
        if places:
            loads = [places.count(place) for place in range(1, max(places) + 1)]
            _put(act, stage, [person], {person.id: Place(None, seating.emptiest(loads) + 1)})
        return
    tables = _tables(act)
    used = {seat.table_id for seat in sitting.values()}
    choice = [t for t in tables if t.id in used] or tables
    if person.table_id not in {t.id for t in tables}:
        if stage.settings.get("seating", "keep") in FREE or not choice:
            return
        loads = [sum(s.table_id == t.id for s in sitting.values()) for t in choice]
        person.table_id = choice[seating.emptiest(loads, [t.seats for t in choice])].id
    chairs = [seat.place for seat in held.values() if seat.table_id == person.table_id]
    # In the first round there is a chair for them in the plan; later they are outside of it.
    first = rounds.of_stage(act.session, stage)[0] == stage.id
    number = max(chairs, default=0) + 1 if first else 0
    _put(act, stage, [person], {person.id: Place(person.table_id, number)})


def sit(act: Act, person: Participant, table: RoomTable | None) -> None:
    """Move one person to a table, or to none; a host who moves hosts no more."""
    if table is None or table.id != person.table_id:
        person.hosts = False
    person.table_id = table.id if table else None
    stage = act.stage
    if stage.kind != "tables" or int(stage.settings.get("size", 0)):
        return
    seat = act.session.get(Seat, (stage.id, person.id))
    if table is not None and (seat is None or seat.table_id != table.id):
        act.session.flush()
        if seat is not None:
            seat.table_id = None  # the old chair is free before a new one is counted
        seat_late(act, stage, person)
    elif table is None and seat is not None:
        seat.table_id, seat.place, seat.hosts = None, 0, False


def _present(act: Act) -> list[Participant]:
    query = select(Participant).where(
        Participant.roundtable_id == act.roundtable.id, Participant.left_at.is_(None)
    )
    return list(act.session.scalars(query.order_by(Participant.alias)))


def _tables(act: Act) -> list[RoomTable]:
    query = select(RoomTable).where(
        RoomTable.roundtable_id == act.roundtable.id, RoomTable.status == "shown"
    )
    return list(act.session.scalars(query.order_by(RoomTable.position)))


def _seats(act: Act, stage: str) -> dict[str, Seat]:
    query = select(Seat).where(Seat.stage_id == stage)
    return {seat.participant_id: seat for seat in act.session.scalars(query)}


def _groups(act: Act, people: Sequence[Participant]) -> dict[str, str]:
    """Person → group, so that sorting by it is in the order of the groups; "" for none."""
    query = select(Group.id, Group.position).where(Group.roundtable_id == act.roundtable.id)
    positions = {key: f"{position:02}" for key, position in act.session.execute(query)}
    return {p.id: positions.get(p.group_id or "", "") for p in people}


def _put(
    act: Act, stage: Stage, people: Sequence[Participant], places: Mapping[str, Place]
) -> None:
    """Write the seats down; at tables people also stay there when the stage is over."""
    held = _seats(act, stage.id)
    for person in people:
        place, seat = places.get(person.id), held.get(person.id)
        if place is None:
            if seat is not None:
                seat.table_id, seat.place, seat.hosts = None, 0, False
            continue
        if seat is None:
            seat = Seat(
                stage_id=stage.id, participant_id=person.id, roundtable_id=act.roundtable.id
            )
            act.session.add(seat)
        seat.table_id, seat.place, seat.hosts = place
        if place.table is not None:
            person.table_id = place.table


def _with_chairs(
    act: Act, people: Sequence[Participant], tables: Mapping[str, str | None]
) -> dict[str, Place]:
    """Places at tables, with a chair for each traveller there."""
    order = {table: i for i, table in enumerate(sorted({t for t in tables.values() if t}))}
    hosts = {p.id for p in people if p.hosts}
    travel = {p.id: order[t] for p in people if p.id not in hosts and (t := tables.get(p.id))}
    numbers = seating.chairs(travel, _groups(act, people))
    return {p: Place(t, numbers.get(p, 0), p in hosts) for p, t in tables.items() if t}


def _small_groups(
    act: Act, stage: Stage, people: Sequence[Participant], size: int, lot: Random
) -> dict[str, Place]:
    """Small groups of about `size`: joined out of the last ones, or drawn so that groups mix."""
    before = _small_groups_before(act, stage) if stage.settings.get("seating") == "join" else {}
    known = {p.id: before[p.id] for p in people if p.id in before}
    if known:
        places = seating.joined(known)
        for person in people:
            if person.id not in places:
                loads = [list(places.values()).count(n) for n in range(max(places.values()) + 1)]
                places[person.id] = seating.emptiest(loads)
    elif stage.settings.get("seating") == "draw":
        places = seating.drawn([p.id for p in people], seating.sizes(len(people), size), lot)
    else:
        places = seating.balanced(_groups(act, people), seating.sizes(len(people), size), lot)
    return {person: Place(None, place + 1) for person, place in places.items()}


def _small_groups_before(act: Act, stage: Stage) -> dict[str, int]:
    """The small groups of the last stage before this one that had some."""
    query = (
        select(Seat.stage_id)
        .join(Stage, Stage.id == Seat.stage_id)
        .where(
            Stage.roundtable_id == act.roundtable.id,
            Stage.position < stage.position,
            Seat.table_id.is_(None),
            Seat.place > 0,
        )
        .order_by(Stage.position.desc())
    )
    last = act.session.scalar(query.limit(1))
    seats = _seats(act, last).values() if last else ()
    return {seat.participant_id: seat.place for seat in seats if seat.place}


def _at_tables(
    act: Act,
    stage: Stage,
    people: Sequence[Participant],
    tables: Sequence[RoomTable],
    lot: Random,
) -> dict[str, Place]:
    """Places at tables: drawn, mixed by group, or the next round of a rotation."""
    way = stage.settings.get("seating")
    ids = [table.id for table in tables]
    hosts = {p.id: p.table_id for p in people if p.hosts and p.table_id in ids}
    run = rounds.of_stage(act.session, stage)
    if way == "rotate" and run[0] != stage.id:
        rotation, order = rounds.rotation(act.session, run, sat=run.index(stage.id))
        if rotation.first:
            return _next_round(rotation, order, people, hosts, standing=ids)
    used = seating.in_use(
        [t.seats for t in tables], len(people), [ids.index(t) for t in hosts.values() if t]
    )
    chosen = [tables[index] for index in used]
    order = [table.id for table in chosen]
    free = [max(1, t.seats - (t.id in hosts.values())) for t in chosen]
    groups = _groups(act, [p for p in people if p.id not in hosts])
    counts = seating.shares(len(groups), free)
    if way == "draw":
        places = seating.drawn(list(groups), counts, lot)
    elif way == "rotate":
        sitting = {p.id: order.index(p.table_id) for p in people if p.table_id in order}
        sitting = {p: table for p, table in sitting.items() if p not in hosts}
        places = seating.settled(groups, sitting, counts, lot)
    else:
        places = seating.balanced(groups, counts, lot)
    seated: dict[str, str | None] = {p: order[place] for p, place in places.items()}
    return _with_chairs(act, people, seated | hosts)


def _next_round(
    rotation: seating.Rotation,
    order: Sequence[str],
    people: Sequence[Participant],
    hosts: Mapping[str, str | None],
    standing: Collection[str],
) -> dict[str, Place]:
    """The round of a rotation that comes next; chairs stay those of the first round."""
    closed = {index for index, table in enumerate(order) if table not in standing}
    travellers = [p.id for p in people if p.id not in hosts]
    if len(closed) == len(order):
        raise Refused("no_tables")
    seats = rotation.next(travellers, closed)
    chairs = {person: chair.number for person, chair in rotation.first.items()}
    moved = {p: Place(order[table], chairs.get(p, 0)) for p, table in seats.items()}
    return moved | {p: Place(table, 0, hosts=True) for p, table in hosts.items()}
