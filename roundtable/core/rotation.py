"""Who sits where in each round, so that nobody meets anybody twice: the mathematics of it.

Tables are numbered from 0. Whoever sits on chair `c` at table `t` in the first round sits in round
`r` at table `t + d[c][r]`; sums are those of a finite group whose elements are the tables. Two people
on chairs `c` and `e` share a table in round `r` just where the difference `d[c][r] - d[e][r]` is
that of their first tables, so they meet at most once if the differences of two chairs never repeat:
the rows `d` are a difference matrix. A host is the row of zeros: if the values of a row differ, too,
nobody returns to a table, and nobody meets a host twice.

- For `q` tables, `q` a power of a prime, the rows `c * x[r]` over the field of `q` elements do it for
  up to `q - 1` chairs and `q` rounds: the lines of an affine plane, which are `q - 1` orthogonal
  Latin squares (Bose 1938; Colbourn and Dinitz, Handbook of Combinatorial Designs, 2007, III.3).
- For other numbers a depth-first search over the cyclic group finds the rows for all sizes of a room
  (difference matrices, Handbook VI.17). Six tables with five travellers and three rounds have none;
  an idempotent Latin square does it instead.
- Pairs can meet for `2q - 1` rounds: the circle method of tournaments (Lucas 1883).

It is the social golfer problem (Harvey, CSPLib 010), with tables that are places: nobody meets twice
only if there are no more travellers at a table than tables, and fewer than everybody's other places
to go. Where it cannot be, or is not found, the rows are improved step by step until the meetings
that repeat are as few as they get. In most rooms these are as few as there can be: of those who share
a table in one round, two sit together again in the next if there are more of them than tables to go
to, and the rows spread them evenly over all tables between each two rounds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from random import Random
from typing import Final

from roundtable.core.finite import Group, group_of
from roundtable.core.rotation_search import Row, nearly, search

#: For each chair and each table of the first round, the tables of all rounds.
Ways = tuple[tuple[tuple[int, ...], ...], ...]

#: An idempotent Latin square: each number once in each row and column, and `i` in row `i`, column `i`.
_LATIN_6: Final = ("045231", "310452", "532104", "154320", "201543", "423015")


@dataclass(frozen=True, slots=True)
class Design:
    """Where everybody sits in each round.

    ways: `ways[chair][table]` are the tables, round by round, of who sits there in the first.
    promises: no two travellers meet twice (hosts, who stay, aside).
    moves: nobody returns to a table, so nobody meets a host twice either.
    """

    ways: Ways
    promises: bool
    moves: bool


@lru_cache(maxsize=512)
def design(tables: int, chairs: int, rounds: int, *, hosted: bool = False) -> Design:
    """The rounds of `tables` tables with up to `chairs` travellers each (besides a host, if hosted).

    With hosts, a plan that cannot promise anything lets nobody return to a table where it can;
    without, it has people meet as few as possible again. All numbers are 1 or more.
    """
    group = group_of(tables)
    if rounds == 1:
        return _designed(_ways(group, [[0]] * chairs))
    if rows := _moving(group, chairs, rounds):
        return _designed(_ways(group, rows))
    if ways := _special(group, chairs, rounds):
        return _designed(ways)
    if rows := _staying(group, chairs, rounds):
        return _designed(_ways(group, rows))
    known = _moving(group, min(chairs, tables - 1), rounds) if tables > 1 else None
    return _designed(_ways(group, nearly(group, chairs, rounds, hosted=hosted, known=known or ())))


def _designed(ways: Ways) -> Design:
    everybody = [way for chair in ways for way in chair]
    return Design(ways, not repeats(everybody), all(len(set(way)) == len(way) for way in everybody))


def repeats(ways: Sequence[Sequence[int | None]]) -> int:
    """How many pairs of people share a table in each two rounds that they share one in, all together.

    Who meets twice counts once, who meets three times thrice. None stands for a round without a seat.
    """
    met: Counter[tuple[int, int]] = Counter()
    for round_ in zip(*ways, strict=True):
        tables: dict[int, list[int]] = {}
        for person, table in enumerate(round_):
            if table is not None:
                tables.setdefault(table, []).append(person)
        for people in tables.values():
            met.update(combinations(people, 2))
    return sum(times * (times - 1) // 2 for times in met.values())


# -- rows ------------------------------------------------------------------------------------------


def _ways(group: Group, rows: Sequence[Row]) -> Ways:
    return tuple(
        tuple(tuple(group.plus(table, step) for step in row) for table in range(group.order))
        for row in rows
    )


def _moving(group: Group, chairs: int, rounds: int) -> list[Row] | None:
    """Rows that promise, and let nobody return to a table; a host's row stands beside them."""
    if rounds > group.order or chairs >= group.order > 1:
        return None
    if group.modulus is not None:
        return [[group.times(c, r) for r in range(rounds)] for c in range(1, chairs + 1)]
    found = search(group, chairs + 1, rounds)
    return found[1:] if found else None


def _staying(group: Group, chairs: int, rounds: int) -> list[Row] | None:
    """Rows that promise, though some return to a table: as few, and each as seldom as can be."""
    if rounds > group.order or chairs > group.order:
        return None
    if group.modulus is not None:
        rows: list[Row] | None = [[group.times(c, r) for r in range(rounds)] for c in range(chairs)]
    else:
        rows = search(group, chairs, rounds)
    return _spread(group, rows) if rows else None


def _spread(group: Group, rows: list[Row]) -> list[Row]:
    """The rows with another shift in each round: differences stay, other people return."""
    chance = Random(group.order)  # noqa: S311 (the same plan each time)
    best = rows
    for _ in range(200):
        shifts = [0, *(chance.randrange(group.order) for _ in rows[0][1:])]
        shifted = [[group.plus(d, s) for d, s in zip(row, shifts, strict=True)] for row in rows]
        best = min(best, shifted, key=_returns)
    return best


def _returns(rows: Sequence[Row]) -> tuple[int, int]:
    """How often the unluckiest returns to a table, and all together."""
    each = [len(row) - len(set(row)) for row in rows]
    return max(each), sum(each)


# -- what is no difference matrix ------------------------------------------------------------------


def _special(group: Group, chairs: int, rounds: int) -> Ways | None:
    """Plans that promise and are made in ways of their own."""
    tables = group.order
    if chairs == 1:
        return _ways(group, [[r % tables for r in range(rounds)]])
    if chairs == tables and rounds == tables + 1 and group.modulus is not None:
        return tuple(
            tuple((*way, chair) for way in ways)
            for chair, ways in enumerate(_ways(group, _linear(group)))
        )
    if chairs == 2 and rounds < 2 * tables:  # noqa: PLR2004 (two make a pair)
        return _circle(tables, rounds)
    if tables == 6 and rounds == 3 and chairs in (5, 6):  # noqa: PLR2004 (see _LATIN_6)
        return tuple(
            tuple((t, (t + c) % 6, int(_LATIN_6[t][(t + c) % 6])) for t in range(6))
            for c in (1, 2, 3, 4, 5, 0)[:chairs]
        )
    return None


def _linear(group: Group) -> list[Row]:
    every = range(group.order)
    return [[group.times(c, r) for r in every] for c in every]


def _circle(tables: int, rounds: int) -> Ways:
    """Each pair once: one stays, the others go round. Nobody minds at which table."""
    others = 2 * tables - 1

    def pairs(round_: int) -> Iterator[tuple[int, int]]:
        yield others, round_
        for k in range(1, tables):
            yield (round_ + k) % others, (round_ - k) % others

    ways: dict[int, list[int]] = {person: [] for person in range(others + 1)}
    for r in range(rounds):
        for table, pair in enumerate(pairs(r)):
            for person in pair:
                ways[person].append((table + r) % tables)
    first = list(pairs(0))
    return tuple(tuple(tuple(ways[pair[c]]) for pair in first) for c in (0, 1))
