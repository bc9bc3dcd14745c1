"""Pabulib files: what is written is read, and counted the same; and every way in which one is broken."""

from __future__ import annotations

import random
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.core import ballots as b
from roundtable.core import pabulib
from roundtable.core.errors import Refused
from roundtable.core.pabulib import Election, ElectionError, Project
from roundtable.core.results import Cast, profile_of
from roundtable.core.rules import RULES

PROJECTS = [f"P-{n:03d}" for n in range(1, 7)]
NAMES = st.text("ab ;\",='\n🙂ăع#", max_size=12).map(lambda name: " ".join(name.split()))


def _marks(ballot: str, costs: dict[str, int], limit: int) -> st.SearchStrategy[dict[str, int]]:
    some = st.lists(st.sampled_from(PROJECTS), unique=True)
    if ballot == "knapsack":
        return some.map(lambda chosen: _affordable(chosen, costs, limit))
    if ballot == "dots":
        return st.lists(st.sampled_from(PROJECTS), max_size=5).map(
            lambda dots: {project: dots.count(project) for project in dots}
        )
    if ballot == "score":
        return st.dictionaries(st.sampled_from(PROJECTS), st.integers(0, 5))
    if ballot == "ranking":
        return st.dictionaries(st.sampled_from(PROJECTS), st.integers(1, 6))
    return some.map(lambda chosen: dict.fromkeys(chosen, 1))


def _affordable(chosen: list[str], costs: dict[str, int], limit: int) -> dict[str, int]:
    kept: dict[str, int] = {}
    for project in chosen:
        if sum(costs[each] for each in kept) + costs[project] <= limit:
            kept[project] = 1
    return kept


@st.composite
def votes(draw: st.DrawFn, *ballots: str) -> tuple[dict[str, Any], Election, list[dict[str, int]]]:
    """Settings of a vote, the election made of it, and its ballots."""
    ballot = draw(st.sampled_from(ballots))
    costs = {project: draw(st.integers(0, 40)) for project in PROJECTS}
    limit = draw(st.integers(1, 100))
    cast = draw(st.lists(_marks(ballot, costs, limit), max_size=12))
    how = {"ballot": ballot, "budget": 5, "limit": 0, "scale": 5, "sum": limit}
    projects = [Project(key, cost, draw(NAMES)) for key, cost in costs.items()]
    election = pabulib.election_of(
        how, projects, cast, draw(st.integers(0, 6)), rule="x", unit="Cluj"
    )
    return how, election, cast


@given(votes("approval", "dots", "score", "ranking", "knapsack"))
def test_what_is_written_is_read(vote: tuple[Any, Election, Any]) -> None:
    written = pabulib.write(vote[1])
    assert pabulib.read(written) == vote[1]
    assert pabulib.write(pabulib.read(written)) == written


@given(votes("approval", "knapsack"))
@settings(deadline=None)
def test_equal_shares_counts_a_vote_as_it_counts_the_file(
    vote: tuple[dict[str, Any], Election, list[dict[str, int]]],
) -> None:
    how, election, cast = vote
    again = pabulib.read(pabulib.write(election))
    money = how["ballot"] == "knapsack"
    profile = again.profile()
    assert profile.people == sum(map(bool, cast))
    direct = RULES["equal_shares"].count(_profile(how, election, cast), election.seats)
    assert RULES["equal_shares"].count(profile, again.seats) == direct
    assert (profile.limit, bool(profile.costs)) == ((how["sum"], True) if money else (0, False))


def _profile(how: dict[str, Any], election: Election, cast: list[dict[str, int]]) -> Any:
    """As a roundtable makes it of the ballots themselves."""
    options = [project.id for project in election.projects]
    cast_ = Cast(
        settings=how,
        options=options,
        ballots=[("", marks) for marks in cast],
        present={},
        costs=election.costs,
    )
    return profile_of(b.of_settings(how), cast_)


@given(votes("dots", "score", "ranking"))
@settings(deadline=None)
def test_every_rule_counts_the_file_as_the_vote(
    vote: tuple[dict[str, Any], Election, list[dict[str, int]]],
) -> None:
    how, election, cast = vote
    again = pabulib.read(pabulib.write(election)).profile()
    for rule in b.RULES[how["ballot"]]:
        assert RULES[rule].count(again) == RULES[rule].count(_profile(how, election, cast))


@given(votes("approval", "dots", "score", "ranking", "knapsack"))
def test_the_ballots_read_are_ballots_that_a_vote_accepts(vote: tuple[Any, Election, Any]) -> None:
    again = pabulib.read(pabulib.write(vote[1]))
    kind = b.of_settings(again.settings())
    for marks in again.ballots:
        kind.check(marks, again.costs)


@given(votes("approval", "dots", "score", "ranking", "knapsack"), st.randoms())
def test_the_file_does_not_tell_in_which_order_people_voted(
    vote: tuple[dict[str, Any], Election, list[dict[str, int]]], chance: random.Random
) -> None:
    how, election, cast = vote
    chance.shuffle(cast)
    other = pabulib.election_of(how, election.projects, cast, election.seats, rule="x", unit="Cluj")
    assert pabulib.write(other) == pabulib.write(election)


def test_ballots_that_the_format_has_no_word_for_are_refused() -> None:
    for ballot in ("pairs", "opinion", "grade"):
        with pytest.raises(Refused, match="ballot_unfit"):
            pabulib.election_of({"ballot": ballot}, [Project("a", 1)], [{"a": 1}])


ELSEWHERE = """\
META
key;value
description;Participatory budget of Anywhere
country;Poland
unit;Anywhere
instance;2024
num_projects;3
num_votes;3
budget;60.00
vote_type;approval
rule;greedy
min_length;1
max_length;2
PROJECTS
project_id;name;cost;votes
7;"Park; with trees";30;2
8;School;40;2
9;Road;20;1
VOTES
voter_id;age;sex;vote
a;34;M;7,8
b;;K;8,7
c;;;9
"""


def test_a_file_from_elsewhere_is_about_its_money() -> None:
    election = pabulib.read("\ufeff" + ELSEWHERE.replace("\n", "\r\n"))
    assert (election.budget, election.most, election.ballot) == (60, 2, "")
    assert election.projects[0] == Project("7", 30, "Park; with trees")
    profile = election.profile()
    assert (profile.limit, profile.people, profile.costs["8"]) == (60, 3, 40)
    # By hand, 20 each: both 7 and 8 cost their two supporters half of a unit for each unit of cost,
    # so they tie; with either of them, c pays 9 alone; and 30 + 40 + 20 would be too much.
    outcome = RULES["equal_shares"].count(profile)
    assert (outcome.chosen, set(outcome.tied)) == (("9",), {"7", "8"})


def test_equal_places_and_gaps_have_a_column_of_their_own() -> None:
    projects = [Project(key, 1) for key in "abc"]
    tied = pabulib.election_of({"ballot": "ranking"}, projects, [{"c": 1, "a": 1, "b": 3}])
    assert "voter_id;vote;places\n1;a,c,b;1,1,3\n" in pabulib.write(tied)
    plain = pabulib.election_of({"ballot": "ranking"}, projects, [{"c": 1, "a": 2}])
    assert "voter_id;vote\n1;c,a\n" in pabulib.write(plain)


POINTS = ELSEWHERE.replace("approval", "cumulative").replace("max_length;2", "max_sum_points;3")
POINTED = POINTS.replace("sex;vote", "vote;points").replace("34;M;7,8", "34;7,8;1,1").replace(
    ";K;8,7", ";8;3"
).replace("c;;;9", "c;;9;2")  # fmt: skip


def test_points_are_read_with_their_projects() -> None:
    assert pabulib.read(POINTED).ballots == ({"7": 1, "8": 1}, {"8": 3}, {"9": 2})


BROKEN = {
    "no section": ("META\nkey;value\n", "", "begin with META"),
    "other order": ("PROJECTS\n", "VOTES\n", "line 14: VOTES is not in its place"),
    "twice": ("VOTES\n", "META\n", "line 19: META is not in its place"),
    "no votes": ("VOTES\nvoter_id;age;sex;vote\na;34;M;7,8\nb;;K;8,7\nc;;;9\n", "", "VOTES is missing"),
    "no header": ("VOTES\nvoter_id;age;sex;vote\na;34;M;7,8\nb;;K;8,7\nc;;;9\n", "VOTES\n", "no header"),
    "no column": ("project_id;name;cost", "project_id;name;price", "line 15: PROJECTS has no column cost"),
    "column twice": ("voter_id;age;sex", "voter_id;age;age", "line 20: a column is there twice"),
    "no number": ("num_votes;3\n", "", "line 1: META has no num_votes"),
    "votes missing": ("num_votes;3", "num_votes;4", "line 8: num_votes is 4, but there are 3"),
    "projects missing": ("num_projects;3", "num_projects;2", "line 7: num_projects is 2"),
    "key twice": ("unit;Anywhere", "country;Anywhere", 'line 5: "country" is there twice'),
    "vote type": ("vote_type;approval", "vote_type;plurality", 'line 10: vote_type is "plurality"'),
    "budget": ("budget;60.00", "budget;60.50", 'line 9: budget is "60.50"; write a whole number'),
    "cost": (";40;2", ";-40;2", 'line 17: cost is "-40"'),
    "cost of digits": (";40;2", ";4_0;2", 'line 17: cost is "4_0"'),
    "cost of nothing": (";40;2", ";;2", "line 17: cost is empty"),
    "project twice": ("8;School", "7;School", 'line 17: the project "7" is there twice'),
    "project id": ("8;School", "8,9;School", 'line 17: project_id is "8,9"'),
    "unknown": ("c;;;9", "c;;;10", 'line 23: a vote for "10", which PROJECTS does not have'),
    "named twice": ("8,7", "8,8", "line 22: a project is named twice"),
    "voter twice": ("b;;K", "a;;K", 'line 22: voter_id is "a"'),
    "too many": ("c;;;9", "c;;;9,8,7", "line 23: this vote has 3, but META allows 2"),
    "cells": ("c;;;9", "c;;9", "line 23: 3 cells instead of 4"),
    "quotes": ("Road", '"Road', "line 18: it cannot be read"),
    "control": ("School", "Sch\x07ool", "line 17: name has an invisible control character"),
    "no ballot of ours": ("rule;greedy", "roundtable_ballot;dots", "line 11: \"dots\" is no ballot of"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, said: str) -> None:
    assert old in ELSEWHERE
    with pytest.raises(ElectionError) as failed:
        pabulib.read(ELSEWHERE.replace(old, new, 1))
    sentence = str(failed.value)
    assert said in sentence
    assert sentence.endswith((".", "?"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("7,8;1,1", "7,8;1", "line 21: 1 points for 2 projects"),
        ("7,8;1,1", "7,8;1,x", 'line 21: points is "x"'),
        ("7,8;1,1", "7,8;1,3", "line 21: this vote has 4, but META allows 3"),
        ("vote;points", "vote;dots", "line 20: VOTES has no column points"),
    ],
)
def test_points_that_are_wrong_are_told_likewise(old: str, new: str, said: str) -> None:
    with pytest.raises(ElectionError, match=said.replace("(", r"\(")):
        pabulib.read(POINTED.replace(old, new, 1))


@given(st.text(max_size=200) | st.integers(0, len(ELSEWHERE)).map(lambda n: ELSEWHERE[:n]))
def test_whatever_is_read_nothing_else_is_raised(text: str) -> None:
    with suppress(ElectionError):
        pabulib.read(text)
