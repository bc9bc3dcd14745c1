"""Quorum and majority, at the number of people at which they are just reached."""

from __future__ import annotations

from typing import Any

import pytest

from roundtable.core.thresholds import thresholds_of


def told(present: int, voted: int, abstained: int, favour: int, **settings: Any) -> dict[str, Any]:
    return thresholds_of(
        settings, present=present, voted=voted, abstained=abstained, favour={"a": favour}
    )


@pytest.mark.parametrize(
    ("percent", "present", "need"),
    [(50, 10, 5), (50, 11, 6), (33, 100, 33), (34, 3, 2), (100, 7, 7), (1, 45, 1)],
)
def test_a_quorum_is_at_least_so_many_of_those_present(
    percent: int, present: int, need: int
) -> None:
    for voted in range(present + 1):
        quorum = told(present, voted, 0, 0, quorum=percent)["quorum"]
        expected = {"percent": percent, "need": need, "have": voted, "met": voted >= need}
        assert quorum == expected


@pytest.mark.parametrize(
    ("share", "base", "need"),
    [
        (50, 10, 6),  # more than half
        (50, 11, 6),
        (66, 3, 2),  # two thirds, as the whole percent below
        (75, 8, 6),
        (80, 10, 8),
        (80, 11, 9),
        (100, 9, 9),
    ],
)
def test_a_majority_is_more_than_half_or_at_least_so_many(share: int, base: int, need: int) -> None:
    for favour in range(base + 1):
        majority = told(99, base, 0, favour, majority="voting", share=share)["majority"]
        assert (majority["base"], majority["need"]) == (base, need)
        assert majority["options"] == {"a": {"have": favour, "met": favour >= need}}


def test_who_abstains_counts_for_the_quorum_and_not_among_those_voting() -> None:
    both = told(20, 12, 4, 5, quorum=60, majority="voting", share=50)
    assert both["quorum"]["met"]
    assert (both["majority"]["base"], both["majority"]["need"]) == (8, 5)
    assert both["majority"]["options"]["a"]["met"]
    of_all = told(20, 12, 4, 5, majority="present", share=50)["majority"]
    assert (of_all["base"], of_all["need"], of_all["options"]["a"]["met"]) == (20, 11, False)


def test_nothing_is_asked_for_unless_somebody_asks() -> None:
    assert told(20, 12, 4, 5, quorum=0, majority="none") == {"quorum": None, "majority": None}
    nobody = told(0, 0, 0, 0, quorum=50, majority="voting", share=100)
    assert not nobody["majority"]["options"]["a"]["met"]
