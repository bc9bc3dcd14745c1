"""Published cases of the proportional rules, and what they tell about them."""

from __future__ import annotations

import time
from fractions import Fraction
from typing import Any

import pytest

from roundtable.core.rules import RULES
from roundtable.core.rules.base import Outcome, Profile
from tests.core.rules.approving import approvals, first_run, outcome

RULE_NAMES = ("phragmen", "sequential_proportional", "equal_shares")
#: Lackner and Skowron, Multi-Winner Voting with Approval Preferences (2023), Example 1.
BOOK = approvals("ab*3 ac*3 ad*2 bcf e f g", 7)


def _fact(found: Outcome, code: str, option: str = "") -> dict[str, Any]:
    (fact,) = (
        fact for fact in found.facts if fact["fact"] == code and fact.get("option", "") == option
    )
    return {key: value for key, value in fact.items() if key not in ("fact", "option")}


def test_the_parties_of_phragmen() -> None:
    """His example of 1899, as told by Janson, Phragmén's and Thiele's Election Methods (2016), section 2."""
    profile = approvals("ABC*1034 PQR*519 ABQ*90 APQ*47", "ABCPQR")
    assert outcome("phragmen", profile, 3).chosen == ("A", "Q", "B")
    assert outcome("sequential_proportional", profile, 3).chosen == ("A", "Q", "B")


@pytest.mark.parametrize(
    ("rule", "chosen"),
    [("phragmen", "abcd"), ("sequential_proportional", "abcf"), ("equal_shares", "abcd")],
)
def test_the_book(rule: str, chosen: str) -> None:
    """As abcvoting gives them for the book (it completes Equal Shares by Phragmén, to the same outcome)."""
    assert "".join(outcome(rule, BOOK, 4).chosen) == chosen


def test_the_first_purchase_of_the_book() -> None:
    """Its example 11: a is bought for 1/8 each, and 5/24 are left to those who paid."""
    row = outcome("equal_shares", BOOK, 4).table["chosen"][0]
    assert (row["option"], row["people"], row["price"]) == ("a", 8, "1/8")


def test_half_of_the_money_for_half_of_the_people() -> None:
    """51 people want ten red projects, 49 ten blue ones, and there is money for ten: five and five.

    The case by which equal shares are commonly explained, against knapsack voting, which takes ten red ones.
    """
    colours = {"red": 51, "blue": 49}
    options = tuple(f"{colour} {n}" for colour in colours for n in range(10))
    votes = tuple(
        ({option: 1 for option in options if option.startswith(colour)}, people)
        for colour, people in colours.items()
    )
    profile = Profile(options, votes, dict.fromkeys(options, 100), 1000)
    found = RULES["equal_shares"].count(profile, 0, options)
    assert [option.split()[0] for option in found.chosen].count("red") == 5
    assert len(found.chosen) == 10
    assert found.table["steps"] == 1  # 49 people with 10 each pay for four
    undecided = RULES["equal_shares"].count(profile)
    assert (undecided.chosen, set(undecided.tied)) == ((), set(options))
    assert [fact["fact"] for fact in undecided.facts] == ["shares", "ties_many", "tie_open"]


def test_helenka() -> None:
    """403 want a project for all the money, 11 one for 6000: only that can be paid for, the rest is left.

    The "Helenka paradox", a real vote in Zabrze: Papasotiropoulos, Pishbin, Skibski, Skowron and Wąs, Method
    of Equal Shares with Bounded Overspending (2024).
    """
    found = outcome("equal_shares", approvals("a*403 b*11", 2, "310000,6000", 310000))
    assert (found.chosen, found.tied) == (("b",), ())
    assert _fact(found, "shares_left") == {
        "unit": "money",
        "limit": 310000,
        "spent": 6000,
        "left": 304000,
    }
    assert _fact(found, "shares_over") == {"cost": 316000, "limit": 310000}
    missing = _fact(found, "shares_not_taken", "a")
    assert (missing["people"], missing["cost"], missing["paid"]) == (403, 310000, [])
    assert 310000 - 403 < Fraction(missing["had"]) < 310000


def test_a_million_for_six_projects() -> None:
    """The running example of the same paper.

    By pabutools a, d and e are bought with the first share; with 9000 more each a, c, d and f; with 16000
    more a, c, d and e, which costs too much.
    """
    people = "a abce abc abc abc abf de de def cdf"
    costs = "300000,400000,300000,240000,170000,100000"
    profile = approvals(people, 6, costs, 1_000_000)
    found = outcome("equal_shares", profile)
    assert first_run(profile) == {"ade"}
    assert (found.chosen, found.tied) == (("a", "c", "d", "f"), ())
    assert {key: found.table[key] for key in ("steps", "given", "spent", "left")} == {
        "steps": 15_999,
        "given": "115999",
        "spent": 940_000,
        "left": 60_000,
    }
    assert _fact(found, "shares_taken", "d") == {
        "round": 3,
        "cost": 240_000,
        "supporters": 4,
        "people": 4,
        "price": "184001/3",
        "most": 3,
        "less": 1,
    }
    assert found.table["paid"]["d"] == [
        [6, "184001/3"],
        [7, "184001/3"],
        [8, "184001/3"],
        [9, "55999"],
    ]


def test_what_fits_is_not_filled_up() -> None:
    """54 are left and c costs 30, but with more for everybody a comes before it and is too dear."""
    found = outcome("equal_shares", approvals("ab*6 bc*3 d*3", 4, "60,36,30,30", 120))
    assert found.chosen == ("b", "d")
    assert _fact(found, "shares_over") == {"cost": 126, "limit": 120}
    assert _fact(found, "shares_not_taken", "c") == {
        "people": 3,
        "cost": 30,
        "had": "27",
        "paid": [{"option": "b", "people": 3, "sum": "12"}],
    }
    assert found.table["paid"] == {"b": [[0, "4"], [1, "4"]], "d": [[2, "10"]]}


@pytest.mark.parametrize("rule", RULE_NAMES)
def test_a_tie_is_open_until_an_order_decides(rule: str) -> None:
    profile = approvals("a*3 b*3 c", 3)
    open_tie = outcome(rule, profile, 1)
    decided = outcome(rule, profile, 1, "bac")
    if rule == "equal_shares":  # both are bought at once, which would be one seat too many
        assert (open_tie.chosen, decided.chosen) == ((), ())
        return
    assert (open_tie.chosen, open_tie.tied, open_tie.order) == (
        (),
        ("a", "b"),
        (("a", "b"), ("c",)),
    )
    assert (decided.chosen, decided.tied) == (("b",), ())
    assert decided.order == (("b",), ("a",), ("c",))
    assert _fact(decided, "tie_broken") == {"round": 1, "options": ["b", "a"], "taken": "b"}


def test_what_is_the_same_however_ties_are_broken_is_told() -> None:
    found = outcome("phragmen", approvals("ab*3 a*3 c*3 d*3", 4), 2)
    assert (found.chosen, found.tied) == (("a",), ("c", "d"))
    assert found.table["paid"] == {"a": [[0, "1/6"], [1, "1/6"]]}


@pytest.mark.parametrize("rule", RULE_NAMES)
def test_nothing_to_count(rule: str) -> None:
    for profile in (approvals("", 0), approvals("", 3), approvals("-*4", 3)):
        found = outcome(rule, profile, 2)
        assert (found.chosen, found.tied) == ((), ())
        assert sum(map(len, found.order)) == len(profile.options)


def test_an_order_of_all() -> None:
    found = outcome("phragmen", BOOK)
    assert ["".join(options) for options in found.order] == ["a", "bc", "d", "f", "eg"]
    assert (found.chosen, found.tied) == ((), ())


def test_costs_beyond_the_limit_and_none() -> None:
    found = outcome("equal_shares", approvals("abc*4", 3, "0,50,20", 40))
    assert found.chosen == ("a", "c")
    assert _fact(found, "shares_beyond", "b") == {"people": 4, "cost": 50, "limit": 40}
    assert _fact(found, "shares_taken", "a")["round"] == 0


@pytest.mark.parametrize("rule", RULE_NAMES)
def test_a_million_people_at_once(rule: str) -> None:
    """300 ballots that differ, 40 options, a million people: exact, and quick."""
    options = tuple(f"o{n}" for n in range(40))
    votes = tuple(
        ({options[(n * k * k + 7 * k) % 40]: 1 for k in range(1, 4 + n % 7)}, 3000 + 37 * n % 900)
        for n in range(300)
    )
    began = time.process_time()
    found = RULES[rule].count(Profile(options, votes), 12, options)
    assert time.process_time() - began < 1  # 0.1 s
    assert len(found.chosen) == 12 - found.table["left"] >= 11
    for row in found.table["chosen"]:
        paid = found.table["paid"][row["option"]]
        together = sum(Fraction(amount) * votes[index][1] for index, amount in paid)
        assert together == Fraction(row.get("score", 1))
