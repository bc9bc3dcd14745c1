"""Schulze's method: a comes before b where the strongest path from a to b is stronger than any back.

Source: M. Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
single-winner election method, Social Choice and Welfare 36 (2011), with winning votes. A path is as
strong as its weakest link. "Comes before" is transitive; options of which neither comes before the
other tie.

Table: {"matrix": {a: {b: how many prefer a to b}}, "paths": {a: {b: [for, against] of the weakest link
of the strongest path from a to b, null where all paths lead over a defeat or a draw}}}.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, permutations

from roundtable.core.rules.base import Fact, Outcome, Profile, Rule
from roundtable.core.rules.pairwise import (
    Matrix,
    Strength,
    beats,
    duel,
    duels_told,
    matrix_of,
    strength,
    told,
)
from roundtable.core.rules.ties import decided, extended, in_order, spanned

#: By start and end the strongest path's strength, and the last stop before its end.
Paths = dict[tuple[str, str], tuple[Strength, str]]


def count(profile: Profile, seats: int = 0, tiebreak: Sequence[str] = ()) -> Outcome:
    """Options by the strength of their paths."""
    matrix = matrix_of(profile)
    paths = _strongest(matrix)
    above = {a: {b for b in matrix if b != a and paths[b, a][0] > paths[a, b][0]} for a in matrix}
    best = {a: 1 + len(above[a]) for a in matrix}
    worst = {a: len(matrix) - sum(a in each for each in above.values()) for a in matrix}
    order, chosen, tied, ties = spanned(best, worst, seats)
    if tiebreak:
        undecided = Outcome(order, chosen, tied, tuple(ties))
        order, chosen, ties = decided(extended(above, tiebreak), undecided, seats)
        tied = ()
    first = order[0] if order else ()
    facts = [*told(matrix, first), *_won_over(matrix, paths, first), *ties]
    table = {"matrix": matrix, "paths": _as_table(matrix, paths)}
    each = in_order(duels_told(matrix), order)
    return Outcome(order, chosen, tied, (*facts, *each), table)


def _strongest(matrix: Matrix) -> Paths:
    paths = {(a, b): (strength(matrix, a, b), a) for a, b in permutations(sorted(matrix), 2)}
    for over in sorted(matrix):
        for a, b in permutations([option for option in sorted(matrix) if option != over], 2):
            reach = min(paths[a, over][0], paths[over, b][0])
            if reach > paths[a, b][0]:
                paths[a, b] = reach, paths[over, b][1]
    return paths


def _stops(paths: Paths, a: str, b: str) -> list[str]:
    stops = [b]
    while stops[-1] != a:
        stops.append(paths[a, stops[-1]][1])
    return stops[::-1]


def _won_over(matrix: Matrix, paths: Paths, first: Sequence[str]) -> list[Fact]:
    """Why whoever comes first does so in spite of losing to someone head to head."""
    facts: list[Fact] = []
    for a in first:
        for b in sorted(matrix):
            if a != b and beats(matrix, b, a) and paths[a, b][0] > paths[b, a][0]:
                stops, back = _stops(paths, a, b), _stops(paths, b, a)
                ours, theirs = _weakest(matrix, stops), _weakest(matrix, back)
                fact = {"fact": "path", "option": a, "rival": b, "path": stops, "back": back}
                facts.append(fact | {"weakest": ours, "weakest_back": theirs})
    return facts


def _weakest(matrix: Matrix, stops: Sequence[str]) -> dict[str, str | int]:
    a, b = min(pairwise(stops), key=lambda link: strength(matrix, *link))
    return {"winner": a, "loser": b} | duel(matrix, a, b)


def _as_table(matrix: Matrix, paths: Paths) -> dict[str, dict[str, list[int] | None]]:
    table: dict[str, dict[str, list[int] | None]] = {a: {} for a in matrix}
    for (a, b), ((sign, ours, theirs), _) in sorted(paths.items()):
        table[a][b] = [ours, -theirs] if sign > 0 else None
    return table


RULE = Rule("schulze", count, frozenset({"ranking", "pairs"}))
