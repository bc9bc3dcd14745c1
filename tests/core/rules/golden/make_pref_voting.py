"""Known answers by an independent package: after `pip install pref-voting==1.18.2` writes *.json beside it.

A case is text: ballots, "|", the answer. A ballot is one digit for each option a, b, c …: its place (0: not
ranked) or its grade, "*3" for three people. An answer is the order "ab>c" (classes), or for methods of which
the package gives only winners those ("ab"). Where the package has no exact counterpart, what stands
here is written as literally as can be and as slowly: `ways_of_runoff`, `ways_of_pairs`, `majority_values`.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from fractions import Fraction
from itertools import permutations
from math import factorial, prod
from pathlib import Path
from typing import Any

from pref_voting import grade_methods, iterative_methods, margin_based_methods  # type: ignore[import-not-found]
from pref_voting.grade_profiles import GradeProfile  # type: ignore[import-not-found]
from pref_voting.profiles_with_ties import ProfileWithTies  # type: ignore[import-not-found]

VERSION = "1.18.2"
CASES = 240
BEST = 5


def ballot(chance: random.Random, options: int, kind: str) -> tuple[int, ...]:
    if kind == "grades":
        return tuple(chance.randint(0, BEST) for _ in range(options))
    if kind == "approvals":
        return tuple(chance.randint(0, 1) for _ in range(options))
    order = chance.sample(range(options), options)
    ranked = options if kind == "strict" else chance.randint(1, options)
    places = [0] * options
    place = 0
    for option in order[:ranked]:
        place += place == 0 or kind != "ties" or chance.random() < 0.6
        places[option] = place
    return tuple(places)


def ballots(chance: random.Random, kind: str, most: int) -> Counter[tuple[int, ...]]:
    options = chance.randint(3, most)
    few = [ballot(chance, options, kind) for _ in range(chance.randint(2, 8))]
    return Counter(chance.choice(few) for _ in range(chance.randint(3, 15)))


def ranked(votes: Counter[tuple[int, ...]]) -> ProfileWithTies:
    options = len(next(iter(votes)))
    rankings = [{o: place for o, place in enumerate(each) if place} for each in votes]
    profile = ProfileWithTies(rankings, list(votes.values()), candidates=list(range(options)))
    profile.use_extended_strict_preference()
    return profile


def graded(votes: Counter[tuple[int, ...]]) -> GradeProfile:
    grades = [dict(enumerate(each)) for each in votes.elements()]
    return GradeProfile(grades, list(range(BEST + 1)))


def winning_votes(profile: ProfileWithTies) -> Any:
    """Winning votes, the smaller opposition counting second; no victory, no strength."""

    def strength(a: int, b: int) -> int:
        ours, theirs = profile.support(a, b), profile.support(b, a)
        return int(1000 * ours - theirs) if ours > theirs else 0

    return strength


def names(options: Any) -> str:
    return "".join(sorted("abcdef"[option] for option in options))


def ordered(scores: dict[int, Any]) -> str:
    values = sorted(set(scores.values()), reverse=True)
    return ">".join(names(o for o in scores if scores[o] == value) for value in values)


def borda(votes: Counter[tuple[int, ...]]) -> str:
    return ordered(ranked(votes).borda_scores())


def schulze(votes: Counter[tuple[int, ...]]) -> str:
    profile = ranked(votes)
    defeats = margin_based_methods.beat_path_defeat(
        profile, strength_function=winning_votes(profile)
    )
    winners = margin_based_methods.beat_path(profile, strength_function=winning_votes(profile))
    above = {o: -sum(1 for _, b in defeats.edges if b == o) for o in profile.candidates}
    order = ordered(above)
    assert order.split(">")[0] == names(winners)
    return order


def minimax(votes: Counter[tuple[int, ...]]) -> str:
    return names(margin_based_methods.minimax_support(ranked(votes)))


def ranked_pairs(votes: Counter[tuple[int, ...]]) -> str | None:
    profile = ranked(votes)
    strength = winning_votes(profile)
    pairs = [
        (a, b)
        for a, b in permutations(profile.candidates, 2)
        if profile.support(a, b) >= profile.support(b, a)
    ]
    groups = Counter(strength(a, b) for a, b in pairs)
    if prod(factorial(size) for size in groups.values()) > 1500:
        return None
    winners = names(margin_based_methods.ranked_pairs(profile, strength_function=strength))
    places = ways_of_pairs(profile, strength)
    assert winners == names(o for o, each in places.items() if min(each) == 1)
    return winners + "|" + spans(places)


def ways_of_pairs(profile: ProfileWithTies, strength: Any) -> dict[int, set[int]]:
    """The places of each option over all orders of all equally strong victories, draws either way last."""
    options = list(profile.candidates)
    wins = [(a, b) for a, b in permutations(options, 2) if strength(a, b)]
    levels = sorted({strength(*pair) for pair in wins}, reverse=True)
    graphs: set[frozenset[tuple[int, int]]] = {frozenset()}
    for level in levels:
        group = [pair for pair in wins if strength(*pair) == level]
        graphs = {add(graph, order) for graph in graphs for order in permutations(group)}
    places: dict[int, set[int]] = {option: set() for option in options}
    for graph in graphs:
        for order in permutations(options):
            if all(order.index(a) < order.index(b) for a, b in graph):
                for option in options:
                    places[option].add(order.index(option) + 1)
    return places


def add(graph: frozenset[tuple[int, int]], pairs: Any) -> frozenset[tuple[int, int]]:
    for a, b in pairs:
        if not reaches(graph, b, a):
            graph |= {(a, b)}
    return graph


def reaches(graph: frozenset[tuple[int, int]], a: int, b: int) -> bool:
    return a == b or any(reaches(graph, d, b) for c, d in graph if c == a)


def instant_runoff(votes: Counter[tuple[int, ...]]) -> str:
    winners = names(iterative_methods.split_irv_put(ranked(votes)))
    places: dict[int, set[int]] = {option: set() for option in range(len(next(iter(votes))))}
    ways_of_runoff(votes, frozenset(places), places)
    assert winners == names(o for o, each in places.items() if min(each) == 1)
    return winners + "|" + spans(places)


def ways_of_runoff(
    votes: Counter[tuple[int, ...]], left: frozenset[int], places: dict[int, set[int]]
) -> None:
    firsts = dict.fromkeys(left, Fraction())
    for each, people in votes.items():
        best = min((each[o] for o in left if each[o]), default=0)
        tops = [o for o in left if best and each[o] == best]
        for option in tops:
            firsts[option] += Fraction(people, len(tops))
    for option in left:
        if firsts[option] == min(firsts.values()):
            places[option].add(len(left))
            ways_of_runoff(votes, left - {option}, places)


def spans(places: dict[int, set[int]]) -> str:
    return " ".join(f"{min(each)}-{max(each)}" for _, each in sorted(places.items()))


def mean(votes: Counter[tuple[int, ...]]) -> str:
    return names(grade_methods.score_voting(graded(votes), evaluation_method="mean"))


def median(votes: Counter[tuple[int, ...]]) -> str:
    profile = graded(votes)
    return ordered({option: profile.median(option) for option in profile.candidates})


def approval(votes: Counter[tuple[int, ...]]) -> str:
    grades = [dict(enumerate(each)) for each in votes.elements()]
    return names(grade_methods.approval(GradeProfile(grades, [0, 1])))


def majority_judgment(votes: Counter[tuple[int, ...]]) -> str:
    """The package stops at the majority gauge: its winners are all of ours and those with an equal gauge."""
    return names(grade_methods.majority_judgement(graded(votes))) + "|" + majority_values(votes)


def majority_values(votes: Counter[tuple[int, ...]]) -> str:
    """The order by majority values: the lower middle grade is taken out until none is left."""
    values = {}
    for option in range(len(next(iter(votes)))):
        grades = sorted(each[option] for each in votes.elements())
        values[option] = [grades.pop((len(grades) - 1) // 2) for _ in list(grades)]
    return ordered({option: tuple(each) for option, each in values.items()})


def written(votes: Counter[tuple[int, ...]]) -> str:
    return " ".join(
        "".join(map(str, each)) + (f"*{people}" if people > 1 else "")
        for each, people in votes.items()
    )


def make(count: Any, kinds: tuple[str, ...], most: int) -> None:
    chance = random.Random(count.__name__)
    cases: list[str] = []
    while len(cases) < CASES:
        votes = ballots(chance, kinds[len(cases) % len(kinds)], most)
        if (
            "ties" in kinds
            and chance.random() < 0.6
            and ranked(votes).condorcet_winner() is not None
        ):
            continue
        answer = count(votes)
        if answer is not None:
            cases.append(f"{written(votes)}|{answer}")
    made = {"package": "pref-voting", "version": VERSION, "rule": count.__name__, "cases": cases}
    path = Path(__file__).with_name(f"{count.__name__}.json")
    path.write_text(json.dumps(made, indent=0) + "\n")


if __name__ == "__main__":
    for count in (borda, schulze, minimax, instant_runoff):
        make(count, ("strict", "truncated", "ties"), 6)
    make(ranked_pairs, ("strict", "truncated", "ties"), 5)
    for count in (mean, median, majority_judgment):
        make(count, ("grades",), 6)
    make(approval, ("approvals",), 6)
