"""What is told of a count beside its order: which rules are compared, and what stays with the ballots."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from roundtable.core.deciding import decided
from roundtable.core.results import Cast, result_of
from roundtable.core.rules.base import Profile


def told(people: int) -> dict[str, Any]:
    """Approval of 20 options for 10 seats, each ballot another one."""
    options = tuple(f"o{n}" for n in range(20))
    votes = tuple(
        ({option: 1 for n, option in enumerate(options) if person >> n & 1}, 1)
        for person in range(1, people + 1)
    )
    found = decided({"ballot": "approval", "seats": 10}, Profile(options, votes), "s")
    assert found is not None
    return found


def test_what_takes_long_is_left_out_of_the_comparison_and_named() -> None:
    few, many = told(12), told(3001)
    assert [each["rule"] for each in few["others"]] == [
        "phragmen", "sequential_proportional", "equal_shares",
    ]  # fmt: skip
    assert few["left_out"] == []
    assert [each["rule"] for each in many["others"]] == ["phragmen", "sequential_proportional"]
    assert many["left_out"] == ["equal_shares"]


def test_what_single_ballots_pay_is_not_told() -> None:
    assert all("paid" not in each["table"] for each in told(12)["others"])


def test_who_pays_is_told_where_most_are_of_one_group_and_few_of_nobody() -> None:
    """Twelve newcomers and five of the firms pay for the school; three of the firms want the road."""
    ballots = [("new", {"school": 1})] * 12 + [("firms", {"school": 1})] * 5
    ballots += [("new", {"road": 1})] * 5 + [("firms", {"road": 1})] * 5
    cast = Cast(
        settings={"ballot": "knapsack", "sum": 2700, "rule": "equal_shares"},
        options=["road", "school"],
        ballots=ballots,
        present={"new": 17, "firms": 10},
        costs={"school": 1700, "road": 1000},
    )
    facts = {
        fact["option"]: fact["mostly"]
        for fact in result_of(cast)["count"]["facts"]
        if fact["fact"] == "shares_taken"
    }
    assert facts == {"school": "new", "road": None}  # of the road it is half and half
    few = replace(cast, threshold=6)  # five newcomers would be the rest
    told = [f.get("mostly") for f in result_of(few)["count"]["facts"] if "mostly" in f]
    assert told == [None, None]
