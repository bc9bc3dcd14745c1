"""Every winner, tie and place as pref-voting has them; `golden/make_pref_voting.py` made the answers.

Differences, all in how the package is asked, none left in the results:
- Its plain instant runoff eliminates all options with the fewest votes at once; Split-IRV with parallel
  universes (`split_irv_put`) is the method here. It gives winners only; places are by brute force.
- Its Condorcet methods count margins; here they are given winning votes, a smaller opposition second.
- Its majority judgment looks no further than the larger of those above and those below the majority grade,
  and leaves ties that the majority value breaks: its winners contain ours, and all of them have
  that figure of our winners. The full order is by brute force.
- Its Borda count for truncated ballots is symmetric (options below less options above): the same order.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roundtable.core.rules import RULES
from roundtable.core.rules.base import Profile
from tests.core.rules.written import digits, order

GOLDEN = Path(__file__).with_name("golden")


def _cases(rule: str, blank: int = 0) -> list[tuple[Profile, list[str], str]]:
    made = json.loads((GOLDEN / f"{rule}.json").read_text())
    assert (made["package"], made["rule"]) == ("pref-voting", rule)
    assert len(made["cases"]) >= 200
    split = [case.split("|") for case in made["cases"]]
    return [(digits(ballots, blank), answers, ballots) for ballots, *answers in split]


@pytest.mark.parametrize(("rule", "blank"), [("borda", 0), ("schulze", 0), ("median", -1)])
def test_orders(rule: str, blank: int) -> None:
    cases = _cases(rule, blank)
    for profile, (expected,), ballots in cases:
        assert order(rule, profile) == expected, ballots
    assert any(">" not in answers[0] for _, answers, _ in cases) or rule == "borda"


@pytest.mark.parametrize(("rule", "blank"), [("minimax", 0), ("mean", -1), ("approval", 0)])
def test_winners(rule: str, blank: int) -> None:
    cases = _cases(rule, blank)
    for profile, (expected,), ballots in cases:
        assert order(rule, profile).split(">")[0] == expected, ballots
    assert sum(len(answers[0]) > 1 for _, answers, _ in cases) >= 20


@pytest.mark.parametrize("rule", ["instant_runoff", "ranked_pairs"])
def test_winners_and_places_over_all_ways_of_breaking_ties(rule: str) -> None:
    cases = _cases(rule)
    for profile, (winners, places), ballots in cases:
        spans = [tuple(map(int, each.split("-"))) for each in places.split()]
        best = {o: span[0] for o, span in zip(profile.options, spans, strict=True)}
        worst = {o: span[1] for o, span in zip(profile.options, spans, strict=True)}
        assert order(rule, profile).split(">")[0] == winners, ballots
        for seats in range(1, len(profile.options) + 1):
            outcome = RULES[rule].count(profile, seats)
            assert set(outcome.chosen) == {o for o in best if worst[o] <= seats}, ballots
            assert set(outcome.tied) == {o for o in best if best[o] <= seats < worst[o]}, ballots
    assert sum(len(answers[0]) > 1 for _, answers, _ in cases) >= 20


def test_majority_judgment_goes_on_where_the_gauge_ties() -> None:
    further = 0
    for profile, (by_gauge, expected), ballots in _cases("majority_judgment", -1):
        outcome = RULES["majority_judgment"].count(profile)
        assert order("majority_judgment", profile) == expected, ballots
        gauges = outcome.table["gauges"]
        assert set(outcome.first) <= set(by_gauge), ballots
        assert len({_figure(*gauges[option]) for option in by_gauge}) == 1, ballots
        further += len(outcome.first) < len(by_gauge)
    assert further


def _figure(above: int, grade: int, below: int) -> tuple[int, int]:
    return grade, above if above > below else -below
