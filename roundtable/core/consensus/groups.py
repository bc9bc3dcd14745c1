"""Groups of people who answer alike: k-means, with as many groups as stand out most clearly.

k-means after Lloyd (1982) with the seeding of Arthur and Vassilvitskii (2007); the number of groups
by the silhouette (Rousseeuw 1987). As in Polis a number of groups stays until another was better
several times in a row, so that a map that is watched does not jump.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from roundtable.core.consensus.matrix import Labels, Positions

NUMBERS: Final = (2, 3, 4, 5)
#: How many times in a row another number of groups must be better.
AGAIN: Final = 4
_STEPS, _SEED, _BLOCK = 100, 482, 512
#: Starts of k-means: many in a room, where one person more or less matters; fewer in a hall.
_STARTS, _FEWEST, _PEOPLE_STARTED = 40, 10, 40_000
#: Rounding, so that equal distances are equal.
_DECIMALS: Final = 9

#: Label of a group → the mean answer of its people, by statement.
Profiles = Mapping[int, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Memory:
    """What the next computation is told of this one; it holds sums over groups, no person.

    `rival` was the better number of groups `wins` times in a row.
    """

    k: int
    rival: int
    wins: int
    profiles: Profiles


def k_means(points: Positions, k: int, starts: int = 0) -> tuple[Labels, Positions]:
    """The label of each point and the centres: the best of several starts, always the same."""
    starts = starts or min(_STARTS, max(_FEWEST, _PEOPLE_STARTED // len(points)))
    chance = np.random.default_rng(_SEED)
    best, least = None, float("inf")
    for _ in range(starts):
        labels, centres = _lloyd(points, _seeds(points, k, chance))
        inertia = round(float(((points - centres[labels]) ** 2).sum()), _DECIMALS)
        if best is None or inertia < least:
            best, least = (labels, centres), inertia
    assert best is not None
    return best


def nearest(points: Positions, centres: Positions) -> Labels:
    """The centre that is nearest to each point."""
    return np.asarray(_squares(points, centres).round(_DECIMALS).argmin(axis=1), dtype=np.intp)


def silhouettes(points: Positions, groupings: Collection[Labels]) -> list[float]:
    """The mean silhouette of each grouping, from -1 to 1; distances are computed once for all."""
    members = [np.eye(int(labels.max()) + 1)[labels] for labels in groupings]
    sums = [0.0] * len(members)
    for start in range(0, len(points), _BLOCK):
        rows = slice(start, start + _BLOCK)
        distances = np.sqrt(_squares(points[rows], points))
        for number, (own, labels) in enumerate(zip(members, groupings, strict=True)):
            sums[number] += float(_silhouette(distances @ own, own.sum(axis=0), labels[rows]).sum())
    return [total / max(1, len(points)) for total in sums]


def settled(best: int, possible: Collection[int], before: Memory | None) -> tuple[int, int, int]:
    """The number of groups to show now, the rival and its wins, where `best` is the best."""
    if before is None or before.k not in possible or best == before.k:
        return best, best, 0
    wins = before.wins + 1 if best == before.rival else 1
    return (best, best, 0) if wins >= AGAIN else (before.k, best, wins)


def named(profiles: list[Mapping[str, float]], before: Profiles | None) -> list[int]:
    """A label for each group, so that a group keeps the one it had: the closest former profile.

    Without `before` they are numbered as they come.
    """
    if not before:
        return list(range(len(profiles)))
    pool = sorted(before)
    fresh = (number for number in range(len(profiles) + len(pool)) if number not in before)
    pool += [next(fresh) for _ in range(len(profiles) - len(pool))]

    def apart(labels: tuple[int, ...]) -> float:
        return sum(
            _apart(profile, before[label])
            for profile, label in zip(profiles, labels, strict=True)
            if label in before
        )

    candidates: list[tuple[int, ...]] = list(permutations(pool, len(profiles)))
    best = min(candidates, key=apart)
    return list(best)


def _apart(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum((mark - other[option]) ** 2 for option, mark in one.items() if option in other)


def _squares(points: Positions, others: Positions) -> NDArray[np.float64]:
    """Squared distances (points × others)."""
    return np.asarray(
        sum((points[:, None, axis] - others[None, :, axis]) ** 2 for axis in range(points.shape[1]))
    )


def _seeds(points: Positions, k: int, chance: np.random.Generator) -> Positions:
    """k-means++: each further seed is drawn by its squared distance from those before."""
    chosen = [int(chance.integers(len(points)))]
    while len(chosen) < k:
        far = _squares(points, points[chosen]).min(axis=1)
        steps = np.cumsum(far)
        drawn = np.searchsorted(steps, chance.random() * steps[-1], side="right")
        chosen.append(min(int(drawn), len(points) - 1))
    return points[chosen]


def _lloyd(points: Positions, centres: Positions) -> tuple[Labels, Positions]:
    labels = nearest(points, centres)
    for _ in range(_STEPS):
        sizes = np.bincount(labels, minlength=len(centres))
        sums = np.stack([np.bincount(labels, axis, len(centres)) for axis in points.T], axis=1)
        centres = np.where(sizes[:, None] > 0, sums / np.maximum(sizes, 1)[:, None], centres)
        after = nearest(points, centres)
        if np.array_equal(after, labels):
            break
        labels = after
    return labels, centres


def _silhouette(
    sums: NDArray[np.float64], sizes: NDArray[np.float64], labels: Labels
) -> NDArray[np.float64]:
    """Of each person, from the sums of distances to each group; 0 for one who is alone."""
    rows = np.arange(len(labels))
    own = sums[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    means = np.where(sizes > 0, sums / np.maximum(sizes, 1), np.inf)
    means[rows, labels] = np.inf
    other = means.min(axis=1)
    widest = np.maximum(own, other)
    found = np.where(widest > 0, (other - own) / np.where(widest > 0, widest, 1), 0)
    return np.where((sizes[labels] > 1) & np.isfinite(other), found, 0)
