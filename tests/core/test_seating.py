"""Rounds at tables: for which sizes nobody meets anybody twice, and why for no others.

Rows: tables, people at each (hosts, who stay, not counted); columns: rounds. `+` nobody meets twice;
`·` it cannot be (see `_impossible`). `test_the_table_of_promises` holds this table to the plans.

    2 to 5 rounds at tables of
            2      3      4      5      6      7      8
     2    ++··   ····   ····   ····   ····   ····   ····
     3    ++++   +++·   ····   ····   ····   ····   ····
     4    ++++   +++·   ++++   ····   ····   ····   ····
     5    ++++   ++++   ++++   ++++   ····   ····   ····
     6    ++++   ++++   ++++   ++++   ++··   ····   ····
     7    ++++   ++++   ++++   ++++   ++++   ++++   ····
     8    ++++   ++++   ++++   ++++   ++++   ++++   ++++
     9    ++++   ++++   ++++   ++++   ++++   ++++   ++++
    10    ++++   ++++   ++++   ++++   ++++   ++++   ++++
    11    ++++   ++++   ++++   ++++   ++++   ++++   ++++
    12    ++++   ++++   ++++   ++++   ++++   ++++   ++++
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import comb
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.core.rotation import design
from roundtable.core.seating import (
    Chair,
    Rotation,
    Step,
    balanced,
    chairs,
    drawn,
    emptiest,
    in_use,
    joined,
    rounds_of,
    settled,
    shares,
    sizes,
)

TABLES, SEATS, ROUNDS = range(2, 13), range(2, 9), range(1, 6)
Round = Mapping[str, int]


def meetings(rounds: Sequence[Round]) -> Counter[tuple[str, str]]:
    """How often each two people sat at one table."""
    met: Counter[tuple[str, str]] = Counter()
    for round_ in rounds:
        met.update(
            pair for pair in combinations(sorted(round_), 2) if round_[pair[0]] == round_[pair[1]]
        )
    return met


def again(rounds: Sequence[Round]) -> int:
    """Pairs that share a table in each two rounds, all together."""
    return sum(comb(times, 2) for times in meetings(rounds).values())


def fewest(tables: int, seats: int, rounds: int, *, moving: bool) -> int:
    """What no plan can avoid: those of one table spread over all (other) tables in another round."""
    ways = tables - moving
    spread = sum(comb(seats // ways + (way < seats % ways), 2) for way in range(ways))
    return comb(rounds, 2) * tables * spread


def loads(round_: Round, tables: int) -> list[int]:
    counts = Counter(round_.values())
    return [counts[table] for table in range(tables)]


def first_round(people: int, tables: int) -> dict[str, Chair]:
    """People dealt round the tables: `p0` on the first chair of the first table, and so on."""
    return {f"p{n:03}": Chair(n % tables, n // tables + 1) for n in range(people)}


def played(
    people: int, tables: int, rounds: int, *, hosted: bool = False
) -> tuple[list[Round], Rotation]:
    """All rounds of a room in which nobody comes or goes."""
    first = first_round(people, tables)
    sat: list[Round] = [{person: chair.table for person, chair in first.items()}]
    for _ in range(rounds - 1):
        sat.append(Rotation(tables, rounds, first, sat, hosted).next(list(first)))
    return sat, Rotation(tables, rounds, first, sat, hosted)


# -- the promise -----------------------------------------------------------------------------------


def _impossible(tables: int, seats: int, rounds: int) -> str | None:
    """Why nobody can be kept from meeting twice in full rooms, or None."""
    if rounds == 1:
        return None
    if seats > tables:
        return "those of one table go to fewer tables than they are: two go to the same"
    if rounds * (seats - 1) > tables * seats - 1:
        return "there are not so many others to meet"
    if (tables, seats) == (6, 6) and rounds > 3:
        return "there are no two orthogonal Latin squares of order six (Tarry 1900)"
    if (tables, seats, rounds) == (4, 3, 5):
        return "there is no nearly Kirkman triple system of twelve (Kotzig and Rosa 1974)"
    return None


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize("tables", TABLES)
def test_nobody_meets_twice_where_that_is_possible(tables: int, rounds: int) -> None:
    for seats in SEATS:
        sat, rotation = played(tables * seats, tables, rounds)
        assert all(loads(round_, tables) == [seats] * tables for round_ in sat)
        assert rotation.promises == (again(sat) == 0)
        assert rotation.promises == (_impossible(tables, seats, rounds) is None), (tables, seats)


def test_the_table_of_promises() -> None:
    rows = [
        f"{tables:6}    "
        + "   ".join(
            "".join(
                "·+"[design(tables, seats, rounds, hosted=False).promises] for rounds in range(2, 6)
            )
            for seats in SEATS
        )
        for tables in TABLES
    ]
    print("\n" + "\n".join(rows))
    assert "\n".join(rows) in str(sys.modules[__name__].__doc__)


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize("tables", TABLES)
def test_with_hosts_nobody_meets_their_host_twice_either(tables: int, rounds: int) -> None:
    """A table of `seats`: a host and the others, who go to another table each time."""
    for seats in SEATS:
        sat, rotation = played(tables * (seats - 1), tables, rounds, hosted=True)
        assert all(loads(round_, tables) == [seats - 1] * tables for round_ in sat)
        # At most six at six tables have a plan for four rounds; the sixth would make it a Latin one.
        possible = seats <= tables and rounds <= tables
        if possible and not (tables == 6 and seats == 6 and rounds > 3):
            hosts = {f"host{table}": table for table in range(tables)}
            assert rotation.promises
            assert again([{**round_, **hosts} for round_ in sat]) == 0, (tables, seats)


def test_a_world_cafe_of_four_tables_of_six() -> None:
    """Twenty travellers in fives cannot avoid each other; the plan says so, and does what can be done.

    Of five who leave a table for three others two pairs stay together: eight pairs at four tables
    from one round to another, twenty-four for the three pairs of rounds. No plan has fewer.
    """
    sat, rotation = played(20, 4, 3, hosted=True)
    assert not rotation.promises
    assert again(sat) == 24
    assert all(len({round_[person] for round_ in sat}) == 3 for person in sat[0])
    assert max(meetings(sat).values()) == 2
    # With four at a table besides the host nobody meets twice, though somebody returns to a table;
    # with three nobody does either.
    assert played(16, 4, 3, hosted=True)[1].promises
    three, plan = played(12, 4, 3, hosted=True)
    assert plan.promises
    assert all(len({round_[person] for round_ in three}) == 3 for person in three[0])


#: Full rooms for which there is no plan, or none that is known to avoid all it could.
BEYOND = [(4, 3, 5), (6, 6, 4), (6, 6, 5), (6, 8, 5), (7, 8, 5)]
CROWDED = [(2, 4, 3), (2, 8, 3), (3, 4, 4), (3, 6, 3), (3, 8, 4), (4, 5, 4), (4, 6, 3), (4, 8, 4),
           (5, 6, 5), (5, 7, 3), (5, 8, 5), (6, 7, 4), (6, 8, 3), (7, 8, 4)]  # fmt: skip


@pytest.mark.parametrize(("tables", "seats", "rounds"), CROWDED + BEYOND)
def test_where_it_cannot_be_as_few_as_can_be(tables: int, seats: int, rounds: int) -> None:
    people = [f"p{n:03}" for n in range(tables * seats)]
    plan = again(played(len(people), tables, rounds)[0])
    chance = Random(1)
    lots = [
        again([drawn(people, [seats] * tables, chance) for _ in range(rounds)]) for _ in range(200)
    ]
    print(f"{tables}×{seats}, {rounds} rounds: {plan} again, by lot {min(lots)} to {max(lots)}")
    assert plan <= min(lots)
    if (tables, seats, rounds) not in BEYOND:
        assert plan == fewest(tables, seats, rounds, moving=False)


@pytest.mark.parametrize(
    ("tables", "seats", "rounds"),
    [(3, 3, 2), (4, 5, 3), (4, 6, 3), (5, 6, 3), (5, 7, 3), (6, 7, 3), (7, 8, 4), (8, 9, 3)],
)
def test_with_hosts_everybody_moves_and_few_meet_again(
    tables: int, seats: int, rounds: int
) -> None:
    """Where nobody can be promised anything, all go to another table each time."""
    if seats == tables:  # nobody meets twice, but somebody returns
        assert played(tables * seats, tables, rounds, hosted=True)[1].promises
        return
    sat, rotation = played(tables * seats, tables, rounds, hosted=True)
    assert not rotation.promises
    assert all(len({round_[person] for round_ in sat}) == rounds for person in sat[0])
    assert again(sat) == fewest(tables, seats, rounds, moving=True)


@pytest.mark.parametrize("rounds", [2, 3, 4])
@pytest.mark.parametrize("tables", [3, 4, 5, 6, 8, 10, 12])
def test_odd_numbers_spread_evenly(tables: int, rounds: int) -> None:
    for people in range(tables, tables * min(tables, 6) + 1):
        sat, rotation = played(people, tables, rounds)
        spread = [max(loads(r, tables)) - min(loads(r, tables)) for r in sat]
        # Those of one chair share a table in the last round of a plan with a round more than tables.
        uneven = (tables == 6 and people > 24) or rounds > tables
        assert max(spread) <= (2 if uneven else 1), (people, spread)
        most = -(-people // tables)
        if _impossible(tables, most, rounds) is None:
            assert rotation.promises
            assert again(sat) == 0


# -- people who come and go ------------------------------------------------------------------------


@given(st.data())
def test_whoever_comes_or_goes_the_others_keep_to_the_plan(data: st.DataObject) -> None:
    tables = data.draw(st.integers(3, 8), "tables")
    rounds = data.draw(st.integers(2, 4), "rounds")
    start = data.draw(st.integers(tables, tables * (tables - 1)), "people")
    first = first_round(start, tables)
    here, sat, latest = list(first), [{p: c.table for p, c in first.items()}], 0
    planned = set(first)
    for _ in range(rounds - 1):
        for gone in data.draw(st.lists(st.sampled_from(here), max_size=4, unique=True), "gone"):
            here.remove(gone)
        for _ in range(data.draw(st.integers(0, 4), "late")):
            latest += 1
            here.append(f"late{latest}")
        if not here:
            return
        sat.append(Rotation(tables, rounds, first, sat).next(here))
        assert sat[-1].keys() == set(here)
        assert set(sat[-1].values()) <= set(range(tables))
    kept = [{p: t for p, t in round_.items() if p in planned} for round_ in sat]
    if _impossible(tables, -(-start // tables), rounds) is None:
        assert again(kept) == 0
    assert Rotation(tables, rounds, first, sat).promises <= (again(sat) == 0)


def test_who_comes_late_meets_few_again() -> None:
    """Somebody who came for the second round sits where the fewest are that they have met."""
    first = first_round(12, 4)
    one: Round = {p: c.table for p, c in first.items()}
    two = Rotation(4, 3, first, [one]).next([*first, "late"])
    three = Rotation(4, 3, first, [one, two]).next([*first, "late"])
    assert again([one, two, three]) == 0
    assert {loads(r, 4)[r["late"]] for r in (two, three)} == {4}


def test_who_changed_places_is_out_of_the_plan() -> None:
    first = first_round(12, 4)
    one: Round = {p: c.table for p, c in first.items()}
    two = dict(Rotation(4, 3, first, [one]).next(list(first)))
    elsewhere = next(p for p, table in two.items() if table == 0)
    two[elsewhere] = 1
    three = Rotation(4, 3, first, [one, two]).next(list(first))
    others = [{p: t for p, t in r.items() if p != elsewhere} for r in (one, two, three)]
    assert again(others) == 0
    assert max(loads(three, 4)) <= 4


def test_a_table_that_is_closed_is_left_out() -> None:
    first = first_round(12, 4)
    one: Round = {p: c.table for p, c in first.items()}
    two = Rotation(4, 3, first, [one]).next(list(first), closed={2})
    assert loads(two, 4)[2] == 0
    assert sorted(loads(two, 4)) == [0, 4, 4, 4]


def test_the_same_room_gets_the_same_plan() -> None:
    design.cache_clear()
    one = played(30, 4, 4, hosted=True)[0]
    design.cache_clear()
    assert played(30, 4, 4, hosted=True)[0] == one


@pytest.mark.parametrize(
    ("tables", "chairs_", "rounds"), [(60, 20, 8), (20, 20, 6), (16, 12, 5), (1, 9, 3)]
)
def test_large_rooms(tables: int, chairs_: int, rounds: int) -> None:
    plan = design(tables, chairs_, rounds, hosted=True)
    people = [way for chair in plan.ways for way in chair]
    assert len(people) == tables * chairs_
    for r in range(rounds):
        assert set(Counter(way[r] for way in people).values()) == {chairs_}
    assert plan.promises == (tables > chairs_)


# -- which stages make one rotation ----------------------------------------------------------------


def test_rounds_of_a_rotation() -> None:
    agenda = [
        Step("welcome", "welcome"),
        Step("one", "tables", "balanced"),
        Step("two", "tables", "rotate"),
        Step("coffee", "break"),
        Step("three", "tables", "rotate"),
        Step("talk", "discuss"),
        Step("four", "tables", "rotate"),
        Step("pairs", "tables", "draw", 2),
        Step("five", "tables", "rotate"),
    ]
    for stage in ("one", "two", "three"):
        assert rounds_of(agenda, stage) == ["one", "two", "three"]
    for stage in ("four", "pairs", "five"):
        assert rounds_of(agenda, stage) == [stage]


# -- drawing, mixing, joining ----------------------------------------------------------------------


@given(st.integers(0, 90), st.lists(st.integers(2, 20), min_size=1, max_size=12))
def test_shares_fill_tables_alike(people: int, seats: list[int]) -> None:
    counts = shares(people, seats)
    assert sum(counts) == people
    if people <= sum(seats):
        assert all(count <= room for count, room in zip(counts, seats, strict=True))
    if len(set(seats)) == 1:
        assert max(counts) - min(counts) <= 1


@given(st.integers(1, 90), st.lists(st.integers(2, 20), min_size=1, max_size=12), st.data())
def test_no_more_tables_than_have_company(
    people: int, seats: list[int], data: st.DataObject
) -> None:
    hosted = data.draw(st.sets(st.sampled_from(range(len(seats)))))
    used = in_use(seats, people, hosted)
    assert used
    assert hosted <= set(used)
    if set(used) - hosted:
        enough = people >= 3 * len(used)
        needed = sum(seats[t] for t in used) - seats[max(set(used) - hosted)] < people
        assert enough or needed or len(used) == 1


def test_few_people_sit_together() -> None:
    assert in_use([6] * 10, 7) == [0, 1]
    assert in_use([6] * 4, 24) == [0, 1, 2, 3]
    assert in_use([6] * 4, 40) == [0, 1, 2, 3]
    assert in_use([6] * 4, 5, hosted=[3]) == [3]


@pytest.mark.parametrize(
    ("people", "size", "expected"),
    [(8, 2, [2] * 4), (7, 2, [3, 2, 2]), (3, 2, [3]), (1, 2, [1]), (2, 4, [2]), (7, 4, [4, 3]),
     (5, 4, [5]), (10, 4, [5, 5]), (11, 4, [4, 4, 3]), (5, 3, [3, 2]), (0, 3, [0])],
)  # fmt: skip
def test_small_groups_have_nobody_alone(people: int, size: int, expected: list[int]) -> None:
    assert sizes(people, size) == expected


@given(st.lists(st.sampled_from("abcd"), max_size=60), st.integers(1, 10), st.integers(0, 99))
def test_groups_mix(groups: list[str], tables: int, seed: int) -> None:
    people = {f"p{n}": group for n, group in enumerate(groups)}
    counts = shares(len(people), [6] * tables)
    places = balanced(people, counts, Random(seed))
    assert loads(places, tables) == counts
    for group in set(groups):
        each = loads({p: t for p, t in places.items() if people[p] == group}, tables)
        assert max(each) - min(each) <= 1


def test_a_draw_is_by_lot_and_can_be_drawn_again() -> None:
    people = [f"p{n}" for n in range(20)]
    one = drawn(people, [5] * 4, Random("a"))
    assert one == drawn(people, [5] * 4, Random("a")) != drawn(people, [5] * 4, Random("b"))
    assert loads(one, 4) == [5] * 4


def test_who_sits_stays_as_far_as_there_is_room() -> None:
    people = {f"p{n}": "ab"[n % 2] for n in range(8)}
    sitting = {f"p{n}": 0 for n in range(6)}
    places = settled(people, sitting, [4, 4], Random(1))
    assert loads(places, 2) == [4, 4]
    assert [p for p in sitting if places[p] == 0] == ["p0", "p1", "p2", "p3"]


@given(st.integers(1, 20), st.integers(1, 4))
def test_two_small_groups_become_one(count: int, size: int) -> None:
    before = {f"p{place}-{n}": place for place in range(count) for n in range(size)}
    after = joined(before)
    assert after.keys() == before.keys()
    assert set(after.values()) == set(range(max(after.values()) + 1))
    for place in range(count // 2 * 2):  # who was together stays together
        assert len({after[p] for p, was in before.items() if was == place}) == 1
    counts = Counter(after.values())
    if count > 1 and (count != 3 or size < 3):
        assert min(counts.values()) >= 2 * size


def test_a_chair_for_each_and_alike_chairs_for_alike_groups() -> None:
    places = {"a": 0, "b": 0, "c": 1, "d": 1}
    groups = {"a": "02", "b": "01", "c": "01", "d": "02"}
    assert chairs(places, groups) == {"b": 1, "a": 2, "c": 1, "d": 2}


def test_late_people_sit_where_there_is_room() -> None:
    assert emptiest([3, 2, 2]) == 1
    assert emptiest([3, 2, 2], seats=[6, 2, 6]) == 2
    assert emptiest([6, 6], seats=[6, 6]) == 0
    assert emptiest([2, 3, 4], again=[2, 0, 0]) == 1
