"""Why two rules differ, by examples that a room can check by hand."""

from __future__ import annotations

from typing import Any

from roundtable.core.rules import RULES
from roundtable.core.rules.base import Profile
from roundtable.core.rules.compare import why
from tests.core.rules.test_known_orders import SCHULZE, TENNESSEE
from tests.core.rules.written import digits, ranked


def _why(profile: Profile, rule: str, other: str, seats: int = 0) -> list[dict[str, Any]]:
    return [*why(profile, {name: RULES[name].count(profile, seats) for name in (rule, other)})]


def test_nothing_to_say_where_rules_agree() -> None:
    assert _why(TENNESSEE, "schulze", "borda") == []


def test_the_favourite_of_most_pairs_goes_out_early() -> None:
    beats_all, early = _why(TENNESSEE, "schulze", "instant_runoff")
    assert (beats_all["fact"], beats_all["option"]) == ("condorcet", "N")
    assert early == {
        "fact": "few_firsts",
        "option": "N",
        "rival": "K",
        "round": 2,
        "votes": 26,
        "of": 100,
        "for": 68,
        "against": 32,
    }
    assert _why(TENNESSEE, "instant_runoff", "schulze") == [beats_all, early]


def test_a_better_average_place_against_a_majority() -> None:
    _, broad = _why(ranked("A>B>C*51, B>C>A*49"), "schulze", "borda")
    assert broad == {
        "fact": "broad",
        "option": "B",
        "rival": "A",
        "place": "151/100",
        "rival_place": "99/50",
        "for": 49,
        "against": 51,
    }


def test_a_cycle_broken_in_different_places() -> None:
    cycle, firsts = _why(SCHULZE, "schulze", "ranked_pairs")
    assert cycle == {"fact": "no_condorcet", "options": ["A", "C", "B"]}
    assert (firsts["fact"], firsts["option"], firsts["rival"]) == ("firsts_but_loses", "A", "E")
    assert (firsts["firsts"], firsts["rival_firsts"]) == (10, 8)
    assert (firsts["for"], firsts["against"]) == (22, 23)


def test_loved_by_some_and_rejected_by_others() -> None:
    votes = (({"x": 5, "y": 3}, 52), ({"x": 0, "y": 4}, 48))
    split, apart = _why(Profile(("x", "y"), votes, best=5), "majority_judgment", "mean")
    assert split == {
        "fact": "split",
        "option": "x",
        "rival": "y",
        "best": 5,
        "top": 52,
        "rival_top": 0,
        "bottom": 48,
        "rival_bottom": 0,
        "of": 100,
    }
    assert (apart["fact"], apart["option"]) == ("median_mean", "x")
    assert (apart["median"], apart["rival_median"]) == (5, 3)
    assert (apart["mean"], apart["rival_mean"]) == ("13/5", "87/25")


def test_who_is_beside_the_majority_grade() -> None:
    (gauge,) = _why(digits("45*3 43 33*2 13 12*2", -1), "majority_judgment", "mean")
    assert gauge == {
        "fact": "close_gauge",
        "option": "a",
        "rival": "b",
        "grade": 3,
        "above": 4,
        "below": 3,
        "rival_above": 3,
        "rival_below": 2,
    }


def test_fewer_below_the_majority_grade() -> None:
    # As many above it, but fewer below; the mean sees how far above.
    (gauge,) = _why(digits("52 12 23", -1), "majority_judgment", "mean")
    assert (gauge["option"], gauge["above"], gauge["below"]) == ("b", 1, 0)
    assert (gauge["rival_above"], gauge["rival_below"]) == (1, 1)


def test_one_rule_ties_where_another_decides() -> None:
    votes = (({"x": 3, "y": 3}, 2), ({"x": 5, "y": 4}, 1))
    assert _why(Profile(("x", "y"), votes, best=5), "median", "mean") == [
        {"fact": "only_tied", "rule": "median", "options": ["x", "y"], "first": ["x"]}
    ]


def test_how_many_are_heard() -> None:
    votes = (({"a": 1, "b": 1}, 60), ({"c": 1}, 40))
    (heard,) = _why(Profile(("a", "b", "c"), votes), "approval", "phragmen", 2)
    # Whichever of a and b has the other seat, all who marked them are heard.
    assert (heard["people"], heard["other_people"], heard["of"]) == (60, 100, 100)
    either = (*votes[:1], ({"a": 1}, 1), ({"b": 1}, 1), *votes[1:])
    assert _why(Profile(("a", "b", "c"), either), "approval", "phragmen", 2) == []


def test_what_a_choice_costs() -> None:
    votes = (({"a": 1, "b": 1}, 6), ({"a": 1}, 1), ({"c": 1}, 4))
    profile = Profile(("a", "b", "c"), votes, {"a": 30, "b": 30, "c": 25}, 60)
    heard, cost = _why(profile, "approval", "equal_shares")
    assert (heard["people"], heard["other_people"]) == (7, 11)
    assert cost == {
        "fact": "cheaper",
        "rule": "approval",
        "chosen": 2,
        "cost": 60,
        "other": "equal_shares",
        "other_chosen": 2,
        "other_cost": 55,
    }
