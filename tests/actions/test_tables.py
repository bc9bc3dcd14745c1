from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest

from roundtable import projections
from roundtable.core.formats import Format
from tests.actors import Facilitator, Guest, Table
from tests.factories import make_agenda, new_id

MakeTable = Callable[..., Table]


def cafe(tables: int = 4, seats: int = 6, rounds: int = 3, first: str = "rotate") -> Format:
    """A World Café: so many rounds, a break before the last, a harvest."""
    steps = [f"tables seating={'rotate' if n else first} as=round-{n + 1}" for n in range(rounds)]
    return make_agenda(*steps[:-1], "break", steps[-1], "harvest", tables=tables, seats=seats)


def room(table: Table) -> dict[str, Any]:
    """The tables in their order."""
    tables = table.sees()["tables"]
    found = {key: each for key, each in tables.items() if key != "now"}
    return dict(sorted(found.items(), key=lambda item: item[1]["position"]))


def seats(people: list[Guest]) -> dict[str, str]:
    """Person → table, as each phone says it."""
    return {person.id: person.own()["table"] for person in people}


def opens(table: Table, key: str) -> str:
    stage = table.step(key)
    table.facilitator.does("open_stage", stage=stage)
    return stage


def met(rounds: list[dict[str, str]]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for round_ in rounds:
        found.update(
            pair for pair in combinations(sorted(round_), 2) if round_[pair[0]] == round_[pair[1]]
        )
    return found


# -- the tables themselves -------------------------------------------------------------------------


def test_tables_are_added_named_and_taken_away(table: Table, facilitator: Facilitator) -> None:
    added = facilitator.does("add_tables", count=3, seats=6)
    one, two, three = room(table)
    assert [each["position"] for each in room(table).values()] == [1, 2, 3]
    facilitator.does("edit_table", table=two, title="By the window", seats=8)
    assert room(table)[two] == {
        "position": 2, "title": "By the window", "seats": 8, "people": 0, "groups": {},
        "hosted": False,
    }  # fmt: skip
    removed = facilitator.does("remove_table", table=three)
    assert list(room(table)) == [one, two]
    assert facilitator.tries("remove_table", table=three) == "table_gone"
    facilitator.does("add_tables", count=1, seats=4)
    assert [each["position"] for each in room(table).values()] == [1, 2, 4]
    facilitator.undoes(removed)
    assert three in room(table)
    assert facilitator.tries("add_tables", count=57, seats=4) == "too_many_tables"
    facilitator.undoes(added)
    assert [each["position"] for each in room(table).values()] == [4]


def test_people_choose_until_all_seats_are_taken(table: Table, facilitator: Facilitator) -> None:
    facilitator.does("add_tables", count=2, seats=2)
    one, two = room(table)
    people = table.people(city=3)
    people[0].does("choose_table", table=one)
    people[1].does("choose_table", table=one)
    assert people[2].tries("choose_table", table=one) == "table_full"
    people[0].does("choose_table", table=one)  # is there already
    people[2].does("choose_table", table=two)
    people[1].does("leave")
    people[2].does("choose_table", table=one)
    assert room(table)[one]["people"] == 2
    assert room(table)[one]["groups"] == {table.group("city"): 2}
    people[2].does("choose_table")
    assert people[2].own()["table"] is None
    assert table.sees()["people"]["now"]["tables"] == {one: 1}


def test_a_table_that_is_gone_is_nobodys(table: Table, facilitator: Facilitator) -> None:
    facilitator.does("add_tables", count=2, seats=6)
    one, two = room(table)
    alice = table.join()
    alice.does("choose_table", table=one)
    removed = facilitator.does("remove_table", table=one)
    assert alice.own()["table"] is None
    assert table.sees()["people"]["now"]["tables"] == {}
    assert alice.tries("host_table", on=True) == "no_table"
    facilitator.undoes(removed)
    assert alice.own()["table"] == one
    facilitator.does("remove_table", table=one)
    alice.does("choose_table", table=two)


def test_hosts_are_one_a_table(table: Table, facilitator: Facilitator) -> None:
    facilitator.does("add_tables", count=2, seats=6)
    one, two = room(table)
    alice, bob = table.people(city=2)
    assert alice.tries("host_table", on=True) == "no_table"
    for person in (alice, bob):
        person.does("choose_table", table=one)
    alice.does("host_table", on=True)
    alice.does("host_table", on=True)
    assert bob.tries("host_table", on=True) == "table_hosted"
    assert alice.own()["hosts"]
    assert room(table)[one]["hosted"]
    alice.does("choose_table", table=two)
    assert not alice.own()["hosts"]
    bob.does("host_table", on=True)
    bob.does("leave")
    assert not room(table)[one]["hosted"]
    link = facilitator.does("create_link", role="host", label="Ana", table=two)
    assert room(table)[two]["hosted"]
    facilitator.does("withdraw_link", link=link)
    assert not room(table)[two]["hosted"]
    assert facilitator.tries("create_link", role="writer", table=two) == "arg_wrong"


def test_phones_hear_of_tables_where_they_choose_one(make_table: MakeTable) -> None:
    """Elsewhere nobody's coming and going would be sent to every phone."""
    table = make_table(make_agenda("tables seating=choice", "propose", tables=2))
    alice = table.join("city")
    opens(table, "tables-1")
    one = next(iter(room(table)))
    alice.does("choose_table", table=one)
    assert table.sees(projections.PHONE)["tables"][one]["people"] == 1
    table.facilitator.opens("propose")
    assert table.sees(projections.PHONE)["tables"][one]["people"] is None
    assert table.sees(projections.SCREEN)["tables"][one]["people"] == 1


# -- how a stage seats people ----------------------------------------------------------------------


@pytest.mark.parametrize("way", ["draw", "balanced", "rotate"])
def test_seats_are_drawn(make_table: MakeTable, way: str) -> None:
    table = make_table(make_agenda(f"tables seating={way}", tables=4))
    people = table.people(city=8, newcomers=8, employers=8)
    assert people[0].own()["table"] is None
    opens(table, "tables-1")
    tables = room(table)
    assert [each["people"] for each in tables.values()] == [6, 6, 6, 6]
    if way != "draw":
        assert all(set(each["groups"].values()) == {2} for each in tables.values())
    before = seats(people)
    assert table.facilitator.does("seat_anew")
    if way != "rotate":  # there whoever sits well stays
        assert seats(people) != before
    assert people[0].tries("choose_table", table=next(iter(tables))) == "seats_given"
    now = table.sees()["tables"]["now"]
    assert (now["way"], now["promise"], now["round"], now["rounds"]) == (way, None, 1, 1)


@pytest.mark.parametrize("way", ["keep", "choice"])
def test_where_people_sit_as_they_like_nothing_is_drawn(make_table: MakeTable, way: str) -> None:
    table = make_table(make_agenda(f"tables seating={way}", tables=2))
    alice, bob = table.people(city=2)
    one, two = room(table)
    alice.does("choose_table", table=one)
    opens(table, "tables-1")
    assert table.facilitator.tries("seat_anew") == "not_drawn"
    assert seats([alice, bob]) == {alice.id: one, bob.id: None}
    bob.does("choose_table", table=two)  # has none yet
    expected = "accepted" if way == "choice" else "seats_given"
    assert alice.tries("choose_table", table=two) == expected


def test_no_tables_to_draw_to(make_table: MakeTable) -> None:
    table = make_table(make_agenda("tables seating=balanced", tables=1))
    table.facilitator.does("remove_table", table=next(iter(room(table))))
    stage = table.step("tables-1")
    assert table.facilitator.tries("open_stage", stage=stage) == "no_tables"
    assert table.sees()["roundtable"][table.id]["stage"] == table.stage("welcome")


def test_few_people_sit_together(make_table: MakeTable) -> None:
    table = make_table(make_agenda("tables seating=balanced", tables=6))
    table.people(city=7)
    opens(table, "tables-1")
    assert [each["people"] for each in room(table).values()] == [4, 3, 0, 0, 0, 0]


def test_small_groups_are_drawn_and_joined(make_table: MakeTable) -> None:
    table = make_table(
        make_agenda(
            "write", "tables seating=draw size=2 as=pairs", "tables seating=join size=4 as=fours",
            "discuss",
        )
    )  # fmt: skip
    people = table.people(city=11)
    opens(table, "pairs")
    pairs = {person.id: person.own()["place"] for person in people}
    assert sorted(Counter(pairs.values()).values()) == [2, 2, 2, 2, 3]
    late = table.join()
    assert late.own()["place"] in range(1, 6)
    assert table.sees()["tables"]["now"]["places"] == {
        str(place): count + (place == late.own()["place"])
        for place, count in sorted(Counter(pairs.values()).items())
    }
    people[0].does("leave")
    opens(table, "fours")
    fours = {person.id: person.own()["place"] for person in people[1:]}
    for place in set(pairs.values()) - {max(pairs.values())}:
        assert len({fours[p] for p, was in pairs.items() if was == place and p in fours}) == 1
    assert set(fours.values()) == {1, 2}
    opens(table, "discuss-4")
    assert people[1].own()["place"] is None
    opens(table, "pairs")
    assert people[1].own()["place"] == pairs[people[1].id]


# -- rotation --------------------------------------------------------------------------------------


def test_a_world_cafe_with_four_tables_of_six(make_table: MakeTable) -> None:
    """Hosts stay, the others go to another table each time, and the harvest is of all tables.

    Five travellers at each of four tables cannot all be kept apart: the console is told so.
    """
    table = make_table(cafe())
    people = table.people(city=8, newcomers=8, employers=8)
    opens(table, "round-1")
    first = seats(people)
    hosts = [next(p for p in people if first[p.id] == key) for key in room(table)]
    for host in hosts:
        host.does("host_table", on=True)
        host.does("write_minute", kind="note", text=f"Of the first round {new_id()}")
    rounds = [first]
    for key in ("round-2", "round-3"):
        opens(table, key)
        rounds.append(seats(people))
        assert [each["people"] for each in room(table).values()] == [6, 6, 6, 6]
        assert all(each["hosted"] for each in room(table).values())
    for person in people:
        assert len({each[person.id] for each in rounds}) == (1 if person in hosts else 3)
    travellers = [p.id for p in people if p not in hosts]
    again = met([{p: each[p] for p in travellers} for each in rounds])
    assert sum(n * (n - 1) // 2 for n in again.values()) == 24  # no plan has fewer
    now = table.sees()["tables"]["now"]
    assert (now["promise"], now["round"], now["rounds"]) == (False, 3, 3)
    notes = table.sees()["minutes"]
    assert {note["table"] for note in notes.values()} == set(room(table))
    assert table.sees(projections.PHONE)["minutes"] == {}
    opens(table, "harvest-5")
    assert table.sees(projections.PHONE)["minutes"] == notes
    for note in notes:
        table.facilitator.does("harvest", minute=note)
    assert len(table.sees()["proposals"]) == 4


@pytest.mark.parametrize(("tables", "size", "hosted"), [(4, 4, True), (5, 5, True), (5, 4, False)])
def test_nobody_meets_twice_where_it_is_promised(
    make_table: MakeTable, tables: int, size: int, hosted: bool
) -> None:
    """Also if somebody leaves, and with somebody who comes late."""
    table = make_table(cafe(tables, size + 1, first="balanced"))
    people = table.people(city=tables * size - 3, newcomers=3)
    opens(table, "round-1")
    if hosted:
        for key in room(table):
            next(p for p in people if p.own()["table"] == key).does("host_table", on=True)
    rounds = [seats(people)]
    assert table.sees()["tables"]["now"]["promise"] is True
    gone = next(p for p in people if not p.own()["hosts"])
    gone.does("leave")
    people.remove(gone)
    for key in ("round-2", "round-3"):
        opens(table, key)
        rounds.append(seats(people))
        assert table.sees()["tables"]["now"]["promise"] is True
    assert max(met(rounds).values()) == 1
    assert people[0].own()["table"] == rounds[-1][people[0].id]


def test_who_comes_late_is_in_the_plan_from_the_first_round_on(make_table: MakeTable) -> None:
    table = make_table(cafe(4, 6))
    people = table.people(city=14)
    opens(table, "round-1")
    people.append(table.join("newcomers"))
    assert sorted(each["people"] for each in room(table).values()) == [3, 4, 4, 4]
    rounds = [seats(people)]
    opens(table, "round-2")
    people.append(table.join("newcomers"))
    assert sorted(each["people"] for each in room(table).values()) == [4, 4, 4, 4]
    rounds.append(seats(people))
    opens(table, "round-3")
    rounds.append(seats(people))
    assert max(met(rounds).values()) == 1
    assert table.sees()["tables"]["now"]["promise"] is True
    # Back in the second round everybody sits as they did.
    opens(table, "round-2")
    assert seats(people) == rounds[1]


def test_a_table_that_is_taken_out_between_two_rounds(make_table: MakeTable) -> None:
    table = make_table(cafe(4, 6))
    people = table.people(city=12)
    opens(table, "round-1")
    gone = next(iter(room(table)))
    table.facilitator.does("remove_table", table=gone)
    opens(table, "round-2")
    assert [each["people"] for each in room(table).values()] == [4, 4, 4]
    assert all(person.own()["table"] in room(table) for person in people)


def test_a_host_who_stops_travels_on(make_table: MakeTable) -> None:
    table = make_table(cafe(4, 6))
    people = table.people(city=16)
    opens(table, "round-1")
    host = people[0]
    host.does("host_table", on=True)
    opens(table, "round-2")
    host.does("host_table", on=False)
    opens(table, "round-3")
    assert sorted(each["people"] for each in room(table).values()) == [4, 4, 4, 4]
    assert table.sees()["tables"]["now"]["promise"] is not None


def test_who_sits_at_a_table_stays_for_the_first_round(make_table: MakeTable) -> None:
    table = make_table(cafe(2, 6))
    people = table.people(city=6)
    one = next(iter(room(table)))
    for person in people[:4]:
        person.does("choose_table", table=one)
    opens(table, "round-1")
    assert [seats(people)[person.id] for person in people[:3]] == [one] * 3
    assert [each["people"] for each in room(table).values()] == [3, 3]


def test_seating_again_takes_in_who_came_and_leaves_out_who_left(make_table: MakeTable) -> None:
    table = make_table(make_agenda("tables seating=balanced", tables=3))
    people = table.people(city=9)
    opens(table, "tables-1")
    for person in people[:3]:
        person.does("leave")
    people = people[3:] + table.people(newcomers=3)
    table.facilitator.does("seat_anew")
    assert [each["people"] for each in room(table).values()] == [3, 3, 3]
    assert all(each["groups"] for each in room(table).values())


def test_the_same_room_is_seated_alike(make_table: MakeTable) -> None:
    """A draw is by the ids of roundtable and step: carried out again it is the same."""
    table = make_table(make_agenda("tables seating=draw", "break", tables=3))
    people = table.people(city=9)
    opens(table, "tables-1")
    before = seats(people)
    opens(table, "break-2")
    opens(table, "tables-1")
    assert seats(people) == before
