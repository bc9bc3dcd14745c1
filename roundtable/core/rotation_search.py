"""Rows of steps whose differences do not repeat, or repeat little: see `core.rotation`.

Both searches begin at random places that are the same each time, so that a plan can be made again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from random import Random
from typing import Final

from roundtable.core.finite import Group

Row = list[int]

#: How far a search goes, and how many there are: all of them together take a tenth of a second.
_MOST_NODES: Final = 200
_BEGINNINGS: Final = 30
_MOST_ROWS: Final = 3_000
_MOST_TRIALS: Final = 30_000
_MOST_IDLE: Final = 3
_WITH_KNOWN: Final = 0.5
#: Steps in all rows together: what is larger would be too deep for a search that calls itself.
_DEEPEST: Final = 500
#: Rows for ten tables, which took minutes to find. Some of them, or of their columns, do as well.
_ROWS_10: Final = (
    "00000", "09862", "08214", "07485", "01793", "04631", "06927", "02346", "03178",
)  # fmt: skip


def search(group: Group, count: int, rounds: int) -> list[Row] | None:
    """Rows of which no difference of two repeats, the first of them zeros; None if none is found."""
    if group.order == 10 and count <= len(_ROWS_10) and rounds <= len(_ROWS_10[0]):  # noqa: PLR2004
        return [[int(step) for step in row[:rounds]] for row in _ROWS_10[:count]]
    if count * rounds > _DEEPEST:
        return None
    for beginning in range(max(3, min(_BEGINNINGS, _MOST_ROWS // (group.order * count)))):
        found = _Search(group, count, rounds, Random(beginning)).run()  # noqa: S311 (the same each time)
        if found is not None:
            return found
    return None


class _Search:
    """One search, depth first, row by row and round by round; another order may find it sooner."""

    def __init__(self, group: Group, count: int, rounds: int, chance: Random) -> None:
        self._group, self._count, self._rounds = group, count, rounds
        self._chance = chance
        self._rows: list[Row] = [[0] * rounds]
        self._nodes = 0

    def run(self) -> list[Row] | None:
        """The rows, or None if there are none or the search was too long."""
        return self._rows if self._count == 1 or self._begin() else None

    def _begin(self) -> bool:
        return self._fill([0], [{self._group.plus(0, other[0], -1)} for other in self._rows])

    def _fill(self, row: Row, seen: list[set[int]]) -> bool:
        """Go on with a row; `seen` are its differences to each of the rows before."""
        self._nodes += 1
        if len(row) == self._rounds:
            self._rows.append(row)
            if len(self._rows) == self._count or self._begin():
                return True
            self._rows.pop()
            return False
        order = self._group.order
        for step in self._chance.sample(range(order), order):
            if self._nodes > _MOST_NODES:
                return False
            new = [self._group.plus(step, other[len(row)], -1) for other in self._rows]
            if any(d in s for d, s in zip(new, seen, strict=True)):
                continue
            for d, s in zip(new, seen, strict=True):
                s.add(d)
            if self._fill([*row, step], seen):
                return True
            for d, s in zip(new, seen, strict=True):
                s.discard(d)
        return False


def nearly(
    group: Group, chairs: int, rounds: int, *, hosted: bool, known: Sequence[Row]
) -> list[Row]:
    """Rows whose differences repeat as little as a search from several beginnings finds.

    `known` are rows that repeat nothing among them, to begin with. With hosts it costs more to return
    to a table than to meet somebody again; without, nearly nothing.
    """
    chance = Random(chairs)  # noqa: S311 (the same plan each time)
    # What it costs to return to a table, in meetings; the row of zeros is the table's own.
    again = 2.0 if hosted else 0.1
    best: tuple[float, list[Row]] | None = None
    passes = max(2, _MOST_TRIALS // (chairs * rounds) ** 2)
    while passes > 0:
        rows = list(known) if best is None or chance.random() < _WITH_KNOWN else []
        rows += [
            [0, *(chance.randrange(group.order) for _ in range(rounds - 1))]
            for _ in range(chairs - len(rows))
        ]
        idle = 0
        while idle < _MOST_IDLE and passes > 0:  # equal rows may lead on to better ones
            idle = 0 if _better(group, rows, again, chance) else idle + 1
            passes -= 1
        total = _cost(group, rows, again)
        if best is None or total < best[0]:
            best = total, rows
    assert best is not None
    return best[1]


def _better(group: Group, rows: list[Row], again: float, chance: Random) -> bool:
    """Put every step of every row where it repeats least; whether that made anything better."""
    better = False
    zeros = [0] * len(rows[0])
    for c in range(len(rows)):
        for r in range(1, len(zeros)):
            penalty = [0.0] * group.order
            for e, other in enumerate([*rows, zeros]):
                if e == c:
                    continue
                weight = again if e == len(rows) else 1.0
                for difference, times in _differences(group, rows[c], other, without=r).items():
                    penalty[group.plus(difference, other[r])] += weight * (2 * times - 1)
            least = min(penalty)
            better = better or least < penalty[rows[c][r]] - 1e-9
            step = chance.choice([s for s, p in enumerate(penalty) if p <= least + 1e-9])
            rows[c] = [*rows[c][:r], step, *rows[c][r + 1 :]]
    return better


def _cost(group: Group, rows: Sequence[Row], again: float) -> float:
    """How much differences repeat; a third time counts more than twice a second time."""
    zeros = [0] * len(rows[0])
    pairs = [(a, b, 1.0) for a, b in combinations(rows, 2)] + [(row, zeros, again) for row in rows]
    return sum(
        weight * (times - 1) ** 2
        for a, b, weight in pairs
        for times in _differences(group, a, b).values()
    )


def _differences(group: Group, row: Row, other: Row, without: int | None = None) -> Counter[int]:
    return Counter(
        group.plus(a, b, -1)
        for r, (a, b) in enumerate(zip(row, other, strict=True))
        if r != without
    )
