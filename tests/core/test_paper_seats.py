"""Seats on paper: everybody has one in every round, and a rotation keeps what it promises."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from roundtable.core.paper_seats import PaperRound, rounds


def stage(key: str, seating: str = "keep", size: int = 0, kind: str = "tables") -> dict[str, Any]:
    settings = {"seating": seating, "size": size}
    return {"id": key, "kind": kind, "title": {"en": key}, "settings": settings}


def loads(made: PaperRound) -> list[int]:
    return [made.places.count(place) for place in range(1, max(made.places) + 1)]


def meetings(made: list[PaperRound], people: int) -> dict[tuple[int, int], int]:
    return {
        (a, b): sum(r.places[a] == r.places[b] for r in made)
        for a, b in combinations(range(people), 2)
    }


@pytest.mark.parametrize(("tables", "people"), [(4, 16), (5, 25), (7, 40), (8, 50)])
def test_a_world_cafe_on_paper_lets_nobody_meet_twice(tables: int, people: int) -> None:
    agenda = [stage("a", "balanced"), stage("b", "rotate"), stage("c", "rotate")]
    made = rounds(agenda, [8] * tables, people)
    assert [r.title["en"] for r in made] == ["a", "b", "c"]
    assert max(meetings(made, people).values()) == 1
    assert all(max(loads(r)) - min(loads(r)) <= 1 for r in made)
    assert not any(r.small for r in made)


def test_dealt_group_by_group_each_table_is_mixed() -> None:
    (made,) = rounds([stage("a", "draw")], [6, 6, 6, 6], 24)
    first_group = made.places[:8]
    assert [first_group.count(table) for table in (1, 2, 3, 4)] == [2, 2, 2, 2]


def test_one_two_four_all() -> None:
    agenda = [stage("one", kind="write"), stage("pairs", "draw", 2), stage("fours", "join")]
    pairs, fours = rounds(agenda, [], 13)
    assert pairs.small
    assert fours.small
    assert loads(pairs) == [3, 2, 2, 2, 2, 2]
    assert max(loads(fours)) <= 5
    for place in set(pairs.places):
        together = {fours.places[n] for n in range(13) if pairs.places[n] == place}
        assert len(together) == 1


@pytest.mark.parametrize("seating", ["keep", "choice"])
def test_where_people_choose_or_stay_nothing_is_printed(seating: str) -> None:
    assert rounds([stage("a", seating)], [6, 6], 12) == []


def test_without_tables_or_people_there_are_no_rounds() -> None:
    assert rounds([stage("a", "rotate")], [], 12) == []
    assert rounds([stage("a", "draw")], [6], 0) == []


def test_more_people_than_seats_still_have_one() -> None:
    (made,) = rounds([stage("a", "balanced")], [4, 4], 11)
    assert loads(made) == [6, 5]
