"""Every committee and tie as abcvoting and pabutools have them; `golden/make_proportional.py` made them.

Differences, each of them shown below:
- abcvoting fills seats also with options that nobody approves of. Here such seats stay free.
- pabutools stops the completion of Equal Shares once nothing more would fit. Here nothing stops it but the
  first step that would overspend: a later step may hold something else. Where they differ, the package's
  answer is shown to be such an earlier step of the same count. With seats no case differs.
- pabutools counts options that cost more than the limit too, which may then end the completion. Here they
  are left aside; no case has one.
- pabutools' way to tell all tied outcomes fails (it copies what it cannot copy); its runs were made with
  every tie broken every way instead. abcvoting's Equal Shares is compared without a completion.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roundtable.core.rules.base import Profile
from tests.core.rules.approving import (
    approvals,
    first_run,
    outcome,
    plainly,
    supported,
    ways,
    written,
)

GOLDEN = Path(__file__).with_name("golden")


def _cases(name: str, package: str) -> list[list[str]]:
    made = json.loads((GOLDEN / f"{name}.json").read_text())
    assert (made["package"], made["rule"]) == (package, name)
    assert len(made["cases"]) >= 200
    return [case.split("|") for case in made["cases"]]


def _supported(profile: Profile, committees: str) -> set[str]:
    return {written(supported(profile) & set(each)) for each in committees.split()}


def _agrees(rule: str, profile: Profile, seats: int, expected: set[str]) -> bool:
    """Whether the outcome has what all expected ones have, and holds the rest as tied."""
    found = outcome(rule, profile, seats)
    every = [set(each) - {"."} for each in expected]
    sure = set.intersection(*every)
    assert set(found.chosen) == sure, (profile, expected)
    assert set(found.tied) == set.union(*every) - sure, (profile, expected)
    return not found.tied


@pytest.mark.parametrize("rule", ["phragmen", "sequential_proportional"])
def test_committees(rule: str) -> None:
    decided = unfilled = 0
    cases = _cases(rule, "abcvoting 2.19.2")
    for ballots, options, seats, committees in cases:
        profile = approvals(ballots, int(options))
        expected = _supported(profile, committees)
        assert ways(rule, profile, int(seats)) == expected, ballots
        decided += _agrees(rule, profile, int(seats), expected)
        unfilled += expected != set(committees.split())
    assert 30 < decided < len(cases) - 30
    assert unfilled > 5


def test_a_run_of_equal_shares() -> None:
    for ballots, options, seats, committees in _cases("equal_shares_run", "abcvoting 2.19.2"):
        profile = approvals(ballots, int(options))
        assert first_run(profile, int(seats)) == set(committees.split()), ballots


@pytest.mark.parametrize("kind", ["seats", "costs"])
def test_equal_shares(kind: str) -> None:
    decided = later = 0
    cases = _cases(f"equal_shares_{kind}", "pabutools 1.2.3")
    for ballots, costs, limit, first, possible, one, own in cases:
        options = 1 + costs.count(",")
        seats = int(limit) if kind == "seats" else 0
        profile = (
            approvals(ballots, options) if seats else approvals(ballots, options, costs, int(limit))
        )
        assert first_run(profile, seats) == set(first.split()), ballots
        expected = set(possible.split())
        assert ways("equal_shares", profile, seats) == expected, ballots
        decided += _agrees("equal_shares", profile, seats, expected)
        alphabet = "".join(profile.options)
        found = outcome("equal_shares", profile, seats, alphabet)
        assert (written(found.chosen), found.tied) == (one, ()), ballots
        if one != own:
            later += 1
            assert own in _full(profile, seats, alphabet), ballots
    assert 30 < decided < len(cases) - 30
    assert (later > 0) is (kind == "costs")


def _full(profile: Profile, seats: int, tiebreak: str) -> set[str]:
    """The outcomes before the one that holds, at which nothing more would fit."""
    costs = {option: profile.costs[option] if profile.limit else 1 for option in profile.options}
    left = {
        taken: (profile.limit or seats) - sum(costs[option] for option in taken if option != ".")
        for taken in plainly(profile, seats, tiebreak)[:-1]
    }
    return {
        taken
        for taken, rest in left.items()
        if all(costs[option] > rest for option in supported(profile) - set(taken))
    }
