from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.core import ballots as b
from roundtable.core.errors import Refused

OPTIONS = list("abcdef")
PATCHES = st.lists(
    st.dictionaries(st.sampled_from(OPTIONS), st.none() | st.integers(-1, 4)), max_size=12
)
BALLOTS = st.lists(
    st.tuples(
        st.sampled_from(["x", "y", ""]), st.dictionaries(st.sampled_from(OPTIONS), st.just(1))
    ),
    max_size=30,
)


@given(PATCHES, st.integers(1, 8))
def test_no_row_of_patches_breaks_a_budget(patches: list[dict[str, Any]], budget: int) -> None:
    kind, body = b.Dots(budget), dict[str, int]()
    for patch in patches:
        after = b.patched(body, patch, OPTIONS, kind)
        try:
            kind.check(after)
        except Refused:
            continue
        body = after
        assert sum(body.values()) <= budget
        assert all(mark >= 1 for mark in body.values())


@given(st.dictionaries(st.sampled_from(OPTIONS), st.integers(1, 3)), PATCHES)
def test_a_patch_sent_twice_is_a_patch(before: dict[str, int], patches: list[Any]) -> None:
    for patch in patches:
        once = b.patched(before, patch, OPTIONS, b.Approval())
        assert b.patched(once, patch, OPTIONS, b.Approval()) == once


@given(BALLOTS)
def test_a_tally_counts_each_mark_once(cast: list[tuple[str, dict[str, int]]]) -> None:
    tally = b.tally(b.Approval(), OPTIONS, cast)
    for option in OPTIONS:
        assert tally.total(option).yes == sum(option in marks for _, marks in cast)
        for group in ("x", "y", ""):
            count = tally.options[option].get(group, b.Count())
            assert count.yes == sum(option in m for g, m in cast if g == group)
    assert sum(tally.voted.values()) == sum(bool(marks) for _, marks in cast)


def test_marks_on_what_is_not_up_are_left_out() -> None:
    tally = b.tally(b.Approval(), ["a"], [("x", {"a": 1, "gone": 1}), ("x", {"gone": 1})])
    assert tally.voted == {"x": 1}
    assert tally.total("a").yes == 1


def test_only_what_is_up_can_be_marked() -> None:
    with pytest.raises(Refused) as refused:
        b.patched({}, {"z": None}, OPTIONS, b.Approval())
    assert refused.value.code == "option_unknown"
    assert b.patched({"gone": 1, "a": 1}, {"b": 1}, OPTIONS, b.Approval()) == {"a": 1, "b": 1}


@pytest.mark.parametrize(
    ("settings", "marks", "code"),
    [
        ({}, {"a": 2}, "mark_unknown"), ({}, {"a": 0}, "mark_unknown"),
        ({"ballot": "dots", "budget": 3}, {"a": 0}, "mark_unknown"),
        ({"ballot": "dots", "budget": 3}, {"a": 2, "b": 2}, "over_budget"),
        ({"ballot": "opinion"}, {"a": 2}, "mark_unknown"),
        ({"ballot": "consent"}, {"a": 2}, "mark_unknown"),
    ],
)  # fmt: skip
def test_ballots_that_are_none(settings: dict[str, Any], marks: Any, code: str) -> None:
    with pytest.raises(Refused) as refused:
        b.of_settings(settings).check(marks)
    assert refused.value.code == code


@given(st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 5), min_size=1))
def test_ranks(totals: dict[str, int]) -> None:
    placed = b.ranked(totals)
    assert {option for option, _ in placed} == set(totals)
    for option, rank in placed:
        assert rank == 1 + sum(total > totals[option] for total in totals.values())
    assert [rank for _, rank in placed] == sorted(rank for _, rank in placed)
