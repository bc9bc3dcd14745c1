"""Rooms made up: people of several minds who answer statements, with errors and gaps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

Ballot = dict[str, int]


def statements(count: int) -> list[str]:
    return [f"s{number:02}" for number in range(count)]


def minds(
    sizes: Sequence[int], count: int = 20, sure: float = 0.9, answered: float = 0.8, seed: int = 1
) -> tuple[list[Ballot], list[int]]:
    """Ballots and whose mind each follows: a mind agrees with a statement or not, people mostly follow."""
    chance = np.random.default_rng(seed)
    opinions = chance.choice([-1, 1], size=(len(sizes), count))
    whose = np.repeat(np.arange(len(sizes)), sizes)
    follows = chance.random((len(whose), count)) < sure
    marks = np.where(follows, opinions[whose], -opinions[whose])
    seen = chance.random(marks.shape) < answered
    ids = statements(count)
    ballots = [
        {ids[i]: int(row[i]) for i in np.flatnonzero(there)}
        for row, there in zip(marks, seen, strict=True)
    ]
    return ballots, whose.tolist()


def by_chance(people: int, count: int = 20, seed: int = 1) -> list[Ballot]:
    """Ballots that were filled in without reading."""
    chance = np.random.default_rng(seed)
    marks = chance.choice([-1, 0, 1], size=(people, count))
    return [dict(zip(statements(count), row.tolist(), strict=True)) for row in marks]
