"""The formulas of Polis, by known answers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.core.consensus import agreement as a
from roundtable.core.consensus.agreement import Count

counts = st.builds(Count, st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))


def test_the_known_answers() -> None:
    six = Count(agree=6)
    assert a.smoothed(six) == Fraction(7, 8)
    assert a.z_share(six) == pytest.approx(2.645751, abs=1e-6)
    # The example of Polis's own test: 15 of 24 inside, 56 of 71 outside.
    assert a.z_apart(Count(15, 9), Count(56, 15)) == pytest.approx(-1.518, abs=0.01)


def test_passes_are_answers() -> None:
    assert a.smoothed(Count(agree=3, disagree=1, passed=4)) == Fraction(4, 10)
    assert a.smoothed(Count(agree=3, disagree=1, passed=4), "disagree") == Fraction(2, 10)


def test_no_group_is_outvoted() -> None:
    lopsided, shared = [Count(agree=98), Count(disagree=8)], [Count(60, 38), Count(5, 3)]
    assert a.consensus(lopsided) == Fraction(99, 100) * Fraction(1, 10)
    assert a.consensus(shared) > a.consensus(lopsided)


def test_how_many_times_as_likely_inside() -> None:
    assert a.representativeness(Count(agree=8), Count(agree=1, disagree=7)) == Fraction(9, 2)


def test_what_a_group_stands_for() -> None:
    rows = [
        [Count(20, 1), Count(2, 18)],  # agreed inside, not outside
        [Count(1, 20), Count(18, 2)],  # the other way round
        [Count(20, 1), Count(19, 1)],  # agreed by all: nothing special
        [Count(9, 8, 4), Count(2, 18)],  # more than outside, but not most of the group
    ]
    mine = [(s.statement, s.way) for s in a.stands_for(rows, 0)]
    assert sorted(mine) == [(0, "agree"), (1, "disagree")]


def test_what_divides_and_what_is_shared() -> None:
    rows = [
        [Count(12, 8), Count(9, 11)],  # a difference that may be chance
        [Count(20, 0), Count(0, 20)],
        [Count(15, 5), Count(4, 16)],
        [Count(19, 1), Count(18, 1)],
        [Count(1, 19), Count(0, 18)],
        [Count(6, 0), Count(6, 0)],  # too few of twenty to speak of all
    ]
    assert [(d.statement, d.high, d.low) for d in a.divides(rows)] == [(1, 0, 1), (2, 0, 1)]
    shared = {(s.statement, s.way) for s in a.shared(rows, [20, 20])}
    assert shared == {(3, "agree"), (4, "disagree")}


def test_where_a_room_without_groups_is_split() -> None:
    assert a.split([[Count(10, 10)], [Count(20, 1)], [Count(5, 6, 9)], [Count()]]) == [0, 2]


@given(st.lists(counts, min_size=1, max_size=5))
def test_the_order_of_groups_does_not_matter(row: list[Count]) -> None:
    assert a.consensus(row) == a.consensus(row[::-1])
    assert 0 < a.consensus(row) < 1


@given(counts, counts)
def test_apart_is_the_same_from_the_other_side(one: Count, other: Count) -> None:
    assert a.z_apart(one, other) == pytest.approx(-a.z_apart(other, one), abs=1e-9)


@given(counts, counts)
def test_one_more_in_favour_is_never_less(one: Count, other: Count) -> None:
    more = Count(one.agree + 1, one.disagree, one.passed)
    assert a.consensus([more, other]) > a.consensus([one, other])
    assert a.z_share(more) >= a.z_share(one)
