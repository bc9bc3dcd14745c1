"""Options head to head, as all Condorcet methods count them.

Source: Condorcet, Essai sur l'application de l'analyse (1785). A ranking prefers what it ranks to what
it leaves out and says nothing between options of equal place. A ballot of pairs says what it answers
and no more.

How strong a victory is: by winning votes, that is by how many prefer the winner; of equal ones the one
with less opposition is stronger (Schulze 2011, section 2.1, "winning votes"). On full strict rankings
this is the order of margins. On ballots that leave options out it is not, and margins would let few
ballots about two options outweigh a victory that most people took part in.

Table part: {"matrix": {a: {b: how many prefer a to b}}}.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

from roundtable.core.ballots import pair_key, pair_of
from roundtable.core.rules.base import Fact, Profile
from roundtable.core.rules.rankings import rankings

#: How many people prefer the first option to the second.
Matrix = dict[str, dict[str, int]]
#: Larger is stronger; (0, 0, 0) is a draw and what is below it a defeat.
Strength = tuple[int, int, int]


def matrix_of(profile: Profile) -> Matrix:
    """How many people prefer each option to each other, from rankings or from pairs."""
    matrix = {a: {b: 0 for b in profile.options if b != a} for a in profile.options}
    _add_pairs(matrix, profile)
    for ranking, weight in rankings(profile).items():
        below = set(profile.options)
        for options in ranking:
            below.difference_update(options)
            for a in options:
                for b in below:
                    matrix[a][b] += weight
    return matrix


def _add_pairs(matrix: Matrix, profile: Profile) -> None:
    pairs = {pair_key(a, b): pair_of(pair_key(a, b)) for a, b in combinations(profile.options, 2)}
    for marks, weight in profile.votes:
        for key, mark in marks.items():
            if mark and key in pairs:
                a, b = pairs[key] if mark > 0 else pairs[key][::-1]
                matrix[a][b] += weight


def strength(matrix: Matrix, a: str, b: str) -> Strength:
    """How strong the link from a to b is."""
    ours, theirs = matrix[a][b], matrix[b][a]
    if ours > theirs:
        return 1, ours, -theirs
    return (0, 0, 0) if ours == theirs else (-1, -theirs, ours)


def beats(matrix: Matrix, a: str, b: str) -> bool:
    """Whether more people prefer a to b than b to a."""
    return matrix[a][b] > matrix[b][a]


def told(matrix: Matrix, first: Sequence[str]) -> list[Fact]:
    """Who beats all others, who is unbeaten, or else a cycle, through one of `first` if there is one."""
    if not any(matrix.values()):
        return []
    unbeaten = [a for a in sorted(matrix) if not any(beats(matrix, b, a) for b in matrix if b != a)]
    if not unbeaten:
        return [_cycle_told(matrix, shortest_cycle(matrix, sorted(first)))]
    a = unbeaten[0]
    rivals = [b for b in sorted(matrix) if b != a]
    if not all(beats(matrix, a, b) for b in rivals):
        return [{"fact": "unbeaten", "options": unbeaten}]
    closest = min(rivals, key=lambda b: matrix[a][b] - matrix[b][a])
    return [{"fact": "condorcet", "option": a, "closest": closest} | duel(matrix, a, closest)]


def duel(matrix: Matrix, a: str, b: str) -> dict[str, int]:
    """How many prefer a to b, and b to a, as fields of a fact."""
    return {"for": matrix[a][b], "against": matrix[b][a]}


def _cycle_told(matrix: Matrix, cycle: Sequence[str]) -> Fact:
    links = list(pairwise([*cycle, cycle[0]]))
    a, b = min(links, key=lambda link: (strength(matrix, *link), link))
    weakest = {"winner": a, "loser": b} | duel(matrix, a, b)
    return {"fact": "cycle", "options": list(cycle), "weakest": weakest}


def shortest_cycle(matrix: Matrix, first: Iterable[str]) -> list[str]:
    """Options each of which beats the next, and the last the first; there must be such a cycle."""
    for starts in (first, sorted(matrix)):
        found = [cycle for start in starts if (cycle := _back_to(matrix, start))]
        if found:
            return min(found, key=lambda cycle: (len(cycle), cycle))
    raise ValueError("no cycle")


def _back_to(matrix: Matrix, start: str) -> list[str]:
    paths, seen = [[start]], {start}
    for path in paths:
        if len(path) > 1 and beats(matrix, path[-1], start):
            return path
        for b in sorted(matrix):
            if b not in seen and beats(matrix, path[-1], b):
                seen.add(b)
                paths.append([*path, b])
    return []


def duels_told(matrix: Matrix) -> list[Fact]:
    """For each option how many others it beats, loses to, and draws with."""
    facts: list[Fact] = []
    for a, row in matrix.items():
        won = sum(beats(matrix, a, b) for b in row)
        lost = sum(beats(matrix, b, a) for b in row)
        drawn = len(row) - won - lost
        facts.append({"fact": "duels", "option": a, "won": won, "lost": lost, "drawn": drawn})
    return facts


def table_of(matrix: Matrix) -> Mapping[str, Mapping[str, Mapping[str, int]]]:
    """The matrix as part of an outcome's table."""
    return {"matrix": matrix}
