"""What must hold for any ballots: who voted and in what order the options stand decides nothing."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from itertools import combinations
from types import ModuleType
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.core import ballots as b
from roundtable.core.rules import RULES, approval, facts, instant_runoff, kept_pairs
from roundtable.core.rules.base import Marks, Outcome, Profile
from roundtable.core.rules.compare import why

OPTIONS = "abcde"
MARKS = {
    "approval": st.just(1),
    "dots": st.integers(1, 5),
    "score": st.integers(0, 5),
    "ranking": st.integers(1, 5),
}
BALLOTS = {
    "approval": "approval",
    "cumulative": "dots",
    "mean": "score",
    "median": "score",
    "majority_judgment": "score",
    "borda": "ranking",
    "instant_runoff": "ranking",
    "schulze": "ranking",
    "ranked_pairs": "ranking",
    "minimax": "ranking",
}
LIMITED = [("instant_runoff", instant_runoff), ("ranked_pairs", kept_pairs), ("approval", approval)]
CONDORCET = ("schulze", "ranked_pairs", "minimax")


@st.composite
def profiles(draw: st.DrawFn, ballot: str, costs: bool = False) -> Profile:
    options = OPTIONS[: draw(st.integers(1, 5))]
    marks = st.dictionaries(st.sampled_from(options), MARKS[ballot])
    votes = draw(st.lists(st.tuples(marks, st.integers(1, 4)), min_size=1, max_size=8))
    spent = {o: draw(st.integers(1, 9)) for o in options} if costs else {}
    limit = 12 if costs else 0
    return Profile(tuple(options), tuple(votes), spent, limit, best=5 if ballot == "score" else 0)


def _meaning(outcome: Outcome, names: dict[str, str] | None = None) -> Any:
    renamed = names or {option: option for options in outcome.order for option in options}
    return (
        [{renamed[option] for option in options} for options in outcome.order],
        {renamed[option] for option in outcome.chosen},
        {renamed[option] for option in outcome.tied},
    )


every_rule = pytest.mark.parametrize("rule", BALLOTS)
few = settings(max_examples=20, deadline=None)


@every_rule
@few
@given(data=st.data())
def test_neither_rows_nor_names_nor_the_size_of_the_room_decide(
    rule: str, data: st.DataObject
) -> None:
    profile = data.draw(
        profiles(BALLOTS[rule], costs=rule == "approval" and data.draw(st.booleans()))
    )
    seats = data.draw(st.integers(0, 4))
    outcome = RULES[rule].count(profile, seats)
    renamed = dict(zip(profile.options, data.draw(st.permutations(profile.options)), strict=True))
    # Each person's ballot on its own, in another order, with other names, a hundred thousand times.
    votes = [
        ({renamed[o]: mark for o, mark in reversed(list(marks.items()))}, 100_000)
        for marks, weight in profile.votes
        for _ in range(weight)
    ]
    other = Profile(
        tuple(data.draw(st.permutations(profile.options))),
        tuple(data.draw(st.permutations(votes))),
        {renamed[o]: cost for o, cost in profile.costs.items()},
        profile.limit,
        profile.best,
    )
    assert _meaning(RULES[rule].count(other, seats)) == _meaning(outcome, renamed)


@every_rule
@few
@given(data=st.data())
def test_seats_ties_and_a_stated_order(rule: str, data: st.DataObject) -> None:
    profile = data.draw(profiles(BALLOTS[rule]))
    seats = data.draw(st.integers(0, 6))
    outcome = RULES[rule].count(profile, seats)
    listed = [option for options in outcome.order for option in options]
    assert sorted(listed) == sorted(profile.options)
    taken = min(seats, len(profile.options))
    assert len(outcome.chosen) + (1 if outcome.tied else 0) <= taken
    assert not set(outcome.chosen) & set(outcome.tied)
    assert len(outcome.tied) == 0 if len(outcome.chosen) == taken else len(outcome.tied) >= 2
    preferred = data.draw(st.permutations(profile.options))
    settled = RULES[rule].count(profile, seats, preferred)
    assert all(len(options) == 1 for options in settled.order)
    assert not settled.tied
    assert len(settled.chosen) == taken
    assert set(outcome.chosen) <= set(settled.chosen) <= {*outcome.chosen, *outcome.tied}
    assert set(settled.first) <= set(outcome.first)
    codes = {fact["fact"] for fact in outcome.facts}
    if outcome.tied or len(outcome.first) > 1:
        assert "tie" in codes
        assert "tie_broken" in {fact["fact"] for fact in settled.facts}


@every_rule
@given(st.permutations(OPTIONS))
@few
def test_a_stated_order_decides_where_nothing_else_does(rule: str, preferred: list[str]) -> None:
    profile = Profile(tuple(OPTIONS), (({}, 3),), best=5)
    outcome = RULES[rule].count(profile, 2, preferred)
    assert [option for (option,) in outcome.order] == preferred
    assert outcome.chosen == tuple(preferred[:2])
    (told,) = [fact for fact in outcome.facts if fact["fact"] == "tie_broken"]
    assert (told["options"], told["place"], told["seats"]) == (preferred, 1, 2)


@pytest.mark.parametrize("rule", [rule for rule in BALLOTS if rule != "instant_runoff"])
@few
@given(data=st.data())
def test_support_never_costs_the_first_place(rule: str, data: st.DataObject) -> None:
    """Monotonicity; instant runoff does not have it, see the published elections."""
    profile = data.draw(profiles(BALLOTS[rule]))
    winner = data.draw(st.sampled_from(RULES[rule].count(profile).first))
    raised = data.draw(st.integers(0, len(profile.votes) - 1))
    top = {"approval": 1, "cumulative": 9}.get(rule, 5 if BALLOTS[rule] == "score" else 0)
    votes = [
        ({**marks, winner: top}, weight) if n == raised else (marks, weight)
        for n, (marks, weight) in enumerate(profile.votes)
    ]
    after = Profile(profile.options, tuple(votes), best=profile.best)
    assert winner in RULES[rule].count(after).first


@pytest.mark.parametrize(("rule", "limited"), LIMITED)
@few
@given(data=st.data(), most=st.integers(1, 12))
def test_what_is_not_followed_is_left_open(
    rule: str, limited: ModuleType, data: st.DataObject, most: int
) -> None:
    profile = data.draw(profiles(BALLOTS[rule], costs=rule == "approval"))
    seats = data.draw(st.integers(1, 4))
    whole = RULES[rule].count(profile, seats)
    with mock.patch.object(limited, "MOST", most):
        part = RULES[rule].count(profile, seats)
    assert set(part.chosen) <= set(whole.chosen)
    assert {*whole.chosen, *whole.tied} <= {*part.chosen, *part.tied}
    assert set(whole.first) <= set(part.first)
    capped = "capped" in {fact["fact"] for fact in part.facts}
    assert capped or _meaning(part) == _meaning(whole)


@pytest.mark.parametrize(("rule", "limited"), LIMITED[:2])
def test_a_room_in_which_everybody_ties_is_told_so(rule: str, limited: ModuleType) -> None:
    votes = tuple(({o: (n + k) % 5 for n, o in enumerate(OPTIONS)}, 3) for k in range(5))
    with mock.patch.object(limited, "MOST", 20):
        outcome = RULES[rule].count(Profile(tuple(OPTIONS), votes), 2)
    assert (outcome.chosen, set(outcome.tied), set(outcome.first)) == ((), {*OPTIONS}, {*OPTIONS})
    assert {"tie", "capped"} <= {fact["fact"] for fact in outcome.facts}


def test_nobody_is_sure_of_a_seat_before_all_is_followed() -> None:
    votes = (({"a": 1}, 20), *(({o: 1}, 3) for o in "bcde"))
    profile = Profile(tuple(OPTIONS), votes)
    assert RULES["instant_runoff"].count(profile, 3).chosen == ("a",)
    with mock.patch.object(instant_runoff, "MOST", 5):
        outcome = RULES["instant_runoff"].count(profile, 3)
    assert (outcome.chosen, set(outcome.tied)) == ((), {*OPTIONS})


def test_without_ties_all_rounds_are_followed_however_many_ballots_there_are() -> None:
    votes = (({"a": 1, "b": 2}, 4), ({"b": 1}, 3), ({"c": 1, "a": 2}, 2))
    profile = Profile(tuple("abcde"), votes)
    whole = RULES["instant_runoff"].count(profile, 1)
    with mock.patch.object(instant_runoff, "MOST", 1):
        assert RULES["instant_runoff"].count(profile, 1) == whole
    assert [each["eliminated"] for each in whole.table["rounds"]] == [["d", "e"], ["c"], ["b"], []]


@few
@given(profiles("ranking"))
def test_who_beats_all_others_wins(profile: Profile) -> None:
    for rule in CONDORCET:
        outcome = RULES[rule].count(profile)
        for fact in outcome.facts:
            if fact["fact"] == "condorcet":
                assert outcome.first == (fact["option"],)


def _as_pairs(profile: Profile, marks: Marks) -> dict[str, int]:
    place = {option: marks.get(option, len(OPTIONS) + 1) for option in profile.options}
    return {
        f"{a}-{b}": (place[b] > place[a]) - (place[b] < place[a])
        for a, b in combinations(profile.options, 2)
    }


@few
@given(profiles("ranking"))
def test_pairs_and_rankings_that_say_the_same_count_the_same(profile: Profile) -> None:
    votes = tuple((_as_pairs(profile, marks), weight) for marks, weight in profile.votes)
    for rule in CONDORCET:
        assert RULES[rule].count(Profile(profile.options, votes)) == RULES[rule].count(profile)


@few
@given(profiles("ranking"))
def test_no_vote_is_lost_between_rounds(profile: Profile) -> None:
    rounds = RULES["instant_runoff"].count(profile).table["rounds"]
    for now, after in zip(rounds, [*rounds[1:], None], strict=True):
        assert sum(map(Fraction, [*now["votes"].values(), now["resting"]])) == profile.people
        moved = dict.fromkeys([*now["votes"], None], Fraction())
        for transfer in now["transfers"]:
            moved[transfer["from"]] -= Fraction(transfer["votes"])
            moved[transfer["to"]] += Fraction(transfer["votes"])
        if after:
            then = {o: Fraction(now["votes"][o]) + moved[o] for o in now["votes"]}
            assert {o: str(votes) for o, votes in then.items() if o in after["votes"]} == after[
                "votes"
            ]
            assert not any(then[o] for o in now["eliminated"])
            assert str(Fraction(now["resting"]) + moved[None]) == after["resting"]


@every_rule
@few
@given(data=st.data())
def test_a_million_people_are_counted_exactly(rule: str, data: st.DataObject) -> None:
    profile = data.draw(profiles(BALLOTS[rule]))
    rest = 1_000_000 - profile.people
    marks = data.draw(st.dictionaries(st.sampled_from(profile.options), MARKS[BALLOTS[rule]]))
    million = Profile(profile.options, (*profile.votes, (marks, rest)), best=profile.best)
    outcome = RULES[rule].count(million)
    for fact in outcome.facts:
        assert not any(isinstance(value, float) for value in fact.values())
        assert fact.get("of", 1_000_000) == 1_000_000
    kept = json.loads(json.dumps(outcome.table))
    assert kept == outcome.table


def _documented() -> dict[str, set[str]]:
    """The fields of each code in the docstring of `facts`."""
    entries = re.split(r"\n {4}(?=\w)", facts.__doc__ or "")[1:]
    fields: dict[str, set[str]] = {}
    for entry in entries:
        fields.setdefault(entry.split()[0], set()).update(re.findall(r"\w+", entry))
    return fields


@pytest.mark.parametrize("ballot", ["approval", "knapsack", "dots", "score", "ranking"])
@few
@given(data=st.data())
def test_every_fact_is_documented(ballot: str, data: st.DataObject) -> None:
    kind = "approval" if ballot == "knapsack" else ballot
    profile = data.draw(profiles(kind, costs=ballot == "knapsack"))
    rules = [rule for rule, counts in BALLOTS.items() if counts == kind]
    seats = data.draw(st.integers(0, 2))
    tiebreak = data.draw(st.sampled_from([(), profile.options]))
    outcomes = {rule: RULES[rule].count(profile, seats, tiebreak) for rule in rules}
    told = [fact for outcome in outcomes.values() for fact in outcome.facts]
    usual = rules[0]
    for rule in rules[1:]:
        told.extend(why(profile, {usual: outcomes[usual], rule: outcomes[rule]}))
    documented = _documented()
    for fact in told:
        assert set(fact) - {"fact"} <= documented[fact["fact"]], fact


def test_rules_fit_their_ballots() -> None:
    assert {name: set(rule.ballots) for name, rule in RULES.items()} == {
        name: {ballot for ballot, names in b.RULES.items() if name in names} for name in RULES
    }
    assert {name for name, rule in RULES.items() if rule.seated} == b.SEATED
