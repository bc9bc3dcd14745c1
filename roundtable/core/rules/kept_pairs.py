"""Which victories can be kept together, over all orders of equally strong ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[str, str]
#: For each option all those that it comes before by what is kept, directly or over others.
State = Mapping[str, frozenset[str]]
#: So many states are followed.
MOST = 2000


def kept(state: State, a: str, b: str) -> bool:
    """Whether a comes before b."""
    return b in state[a]


def locked(state: State, pairs: Iterable[Pair]) -> State:
    """The state with further pairs kept, and with all that follows from them."""
    after = dict(state)
    for a, b in pairs:
        if b not in after[a]:
            gained = after[b] | {b}
            for c, below in after.items():
                if c == a or a in below:
                    after[c] = below | gained
    return after


def all_ways(
    options: Sequence[str], groups: Sequence[Sequence[Pair]]
) -> tuple[list[State], bool, bool]:
    """All states in which the groups can end; whether there was a choice; whether some were not followed."""
    ways: list[State] = [{option: frozenset() for option in options}]
    branched = False
    followed = 0
    for group in groups:
        ends: dict[tuple[frozenset[str], ...], State] = {}
        todo = list(ways)
        seen = {_key(state) for state in todo}
        while todo:
            followed += 1
            if followed > MOST:
                return [*ends.values(), *todo], True, True
            state, choices = _step(todo.pop(), group)
            if not choices:
                ends[_key(state)] = state
            for pair in choices:
                branched = True
                after = locked(state, [pair])
                if (key := _key(after)) not in seen:
                    seen.add(key)
                    todo.append(after)
        ways = list(ends.values())
    return ways, branched, False


def _key(state: State) -> tuple[frozenset[str], ...]:
    return tuple(state.values())


def _step(state: State, group: Sequence[Pair]) -> tuple[State, list[Pair]]:
    """The state with all that contradicts nothing in the group, and the pairs that leave a choice."""
    left = [(a, b) for a, b in group if b not in state[a] and a not in state[b]]
    together = locked(state, left)
    # A pair on no cycle is kept in whatever order; the others stand against each other.
    free = [(a, b) for a, b in left if a not in together[b]]
    return locked(state, free), [pair for pair in left if pair not in free]


def path(pairs: Sequence[Pair], start: str, end: str) -> list[str]:
    """The shortest way from one option to another over pairs; empty where there is none."""
    paths, seen = [[start]], {start}
    for each in paths:
        for a, b in sorted(pairs):
            if a == each[-1] and b not in seen:
                if b == end:
                    return [*each, b]
                seen.add(b)
                paths.append([*each, b])
    return []
