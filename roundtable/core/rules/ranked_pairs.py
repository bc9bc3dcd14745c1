"""Ranked pairs: victories head to head are kept from the strongest down, unless they contradict kept ones.

Source: T. N. Tideman, Independence of Clones as a Criterion for Voting Rules, Social Choice and Welfare
4 (1987), with winning votes (see `pairwise` for why). Where equally strong victories contradict one
another, every order of keeping them is followed, each state once (parallel universes: Conitzer, Rognlie
and Xia 2009; Wang et al., Practical Algorithms for Multi-Stage Voting Rules with Parallel Universes
Tiebreaking, AAAI 2019), up to `MOST` states. Beyond that only what is kept so far is taken as sure, and
the fact `capped` tells it. A stated order decides between equally strong victories as Zavist and
Tideman (1989) let it: first those of the option that it prefers. (Among those of one option none stands
against another.)

Table: {"matrix": {a: {b: how many prefer a to b}}, "pairs": [{"winner", "loser", "for", "against",
"state": "kept", "dropped" or "open" where it depends on ties}], the strongest first}.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, permutations
from typing import Any

from roundtable.core.rules.base import Fact, Outcome, Profile, Rule
from roundtable.core.rules.kept_pairs import MOST, Pair, State, all_ways, kept, locked, path
from roundtable.core.rules.pairwise import (
    Matrix,
    beats,
    duel,
    duels_told,
    matrix_of,
    strength,
    told,
)
from roundtable.core.rules.ties import decided, extended, in_order, spanned


def count(profile: Profile, seats: int = 0, tiebreak: Sequence[str] = ()) -> Outcome:
    """Options by the victories that are kept."""
    matrix = matrix_of(profile)
    pairs = _by_strength(matrix)
    ends, branched, capped = all_ways(tuple(sorted(matrix)), pairs)
    places = [_places(state) for state in ends]
    best = {a: min(each[a][0] for each in places) for a in matrix}
    worst = {a: max(each[a][1] for each in places) for a in matrix}
    order, chosen, tied, ties = spanned(best, worst, seats)
    if branched and len(order[0]) == 1:
        ties.append({"fact": "tie_same", "option": order[0][0], "all": best == worst})
    if tiebreak:
        undecided = Outcome(order, chosen, tied, tuple(ties))
        state = _one_way(matrix, pairs, tiebreak)
        above = {a: [b for b in state if kept(state, b, a)] for a in state}
        order, chosen, ties = decided(extended(above, tiebreak), undecided, seats)
        tied, ends, capped = (), [state], False
    listed = _listed(matrix, pairs, ends)
    first = order[0] if order else ()
    facts = [*told(matrix, first), *ties, *_dropped_told(listed), *_open_told(listed)]
    facts.extend([{"fact": "capped", "ways": MOST}] if capped else [])
    each = in_order(duels_told(matrix), order)
    return Outcome(order, chosen, tied, (*facts, *each), {"matrix": matrix, "pairs": listed})


def _by_strength(matrix: Matrix) -> list[list[Pair]]:
    """All victories, equally strong ones together, the strongest first."""
    pairs = [(a, b) for a, b in permutations(sorted(matrix), 2) if beats(matrix, a, b)]
    pairs.sort(key=lambda pair: strength(matrix, *pair), reverse=True)
    return [list(group) for _, group in groupby(pairs, key=lambda pair: strength(matrix, *pair))]


def _places(state: State) -> Mapping[str, tuple[int, int]]:
    """The first and the last place of each option that what is kept allows."""
    above = {a: sum(kept(state, b, a) for b in state) for a in state}
    below = {a: sum(kept(state, a, b) for b in state) for a in state}
    return {a: (1 + above[a], len(state) - below[a]) for a in state}


def _one_way(matrix: Matrix, pairs: Sequence[Sequence[Pair]], tiebreak: Sequence[str]) -> State:
    place = {option: n for n, option in enumerate(tiebreak)}
    last = len(place)
    state: State = {a: frozenset() for a in sorted(matrix)}
    for group in pairs:
        for a, b in sorted(group, key=lambda pair: (place.get(pair[0], last), pair)):
            if not kept(state, b, a):
                state = locked(state, [(a, b)])
    return state


def _listed(
    matrix: Matrix, pairs: Sequence[Sequence[Pair]], ends: Sequence[State]
) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = []
    for a, b in (pair for group in pairs for pair in group):
        states = {_state_of(state, a, b) for state in ends}
        told_as = states.pop() if len(states) == 1 else "open"
        listed.append({"winner": a, "loser": b} | duel(matrix, a, b) | {"state": told_as})
    return listed


def _state_of(state: State, a: str, b: str) -> str:
    if kept(state, a, b):
        return "kept"
    return "dropped" if kept(state, b, a) else "open"


def _dropped_told(listed: Sequence[Mapping[str, Any]]) -> list[Fact]:
    """Victories that contradict kept ones, with the kept path from the loser to the winner."""
    sure = [(each["winner"], each["loser"]) for each in listed if each["state"] == "kept"]
    facts: list[Fact] = []
    for each in listed:
        if each["state"] == "dropped":
            fact = {"fact": "pair_dropped"} | {k: v for k, v in each.items() if k != "state"}
            facts.append(fact | {"path": path(sure, each["loser"], each["winner"])})
    return facts


def _open_told(listed: Sequence[Mapping[str, Any]]) -> list[Fact]:
    """The strongest victories of which not all can be kept: what comes after follows from them."""
    states = [
        {k: v for k, v in each.items() if k != "state"}
        for each in listed
        if each["state"] == "open"
    ]
    return [
        {"fact": "pair_open"} | each
        for each in states
        if (each["for"], each["against"]) == (states[0]["for"], states[0]["against"])
    ]


RULE = Rule("ranked_pairs", count, frozenset({"ranking", "pairs"}))
