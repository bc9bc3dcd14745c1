"""The map without the people: for each group an outline, drawn from its middle and its spread.

A position nearly is a ballot, so none is published: no hull, whose corners would be people, but an
ellipse from means and variances of the whole group, rounded. Where two would overlap all are made
smaller, so that everyone can see which group is which. What is left is where groups lie to each other,
and in which direction each of them spreads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from math import atan2, cos, degrees, hypot, pi, radians, sin
from typing import Final

import numpy as np

from roundtable.core.consensus.matrix import Labels, Positions

#: Half axes in standard deviations: an ellipse holds some two thirds of its group.
REACH: Final = 1.5
#: Lengths are told in steps of this (the map is two wide), angles in steps of so many degrees.
STEP, TURN = 0.02, 15
#: No outline is thinner than this share of its length, nor smaller than so much.
_THINNEST, _SMALLEST = 0.5, 0.1
_POINTS: Final = 48
#: By how much outlines that overlap are made smaller at each step, and not below which share.
_SMALLER, _LEAST = 0.05, 0.2


@dataclass(frozen=True, slots=True)
class Outline:
    """An ellipse on a map from -1 to 1, y up: middle, half axes, degrees counterclockwise."""

    x: float
    y: float
    rx: float
    ry: float
    turn: int

    def points(self, count: int = _POINTS) -> list[tuple[float, float]]:
        """Points around it."""
        return [self.at(1.0, 2 * pi * number / count) for number in range(count)]

    def at(self, reach: float, angle: float) -> tuple[float, float]:
        """The point at `reach` (0 the middle, 1 the edge) in a direction (radians)."""
        x, y = self.rx * reach * cos(angle), self.ry * reach * sin(angle)
        turn = radians(self.turn)
        return self.x + x * cos(turn) - y * sin(turn), self.y + x * sin(turn) + y * cos(turn)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside."""
        turn, dx, dy = radians(-self.turn), x - self.x, y - self.y
        along, across = dx * cos(turn) - dy * sin(turn), dx * sin(turn) + dy * cos(turn)
        return hypot(along / self.rx, across / self.ry) <= 1


def outlines(positions: Positions, labels: Labels, groups: int) -> list[Outline]:
    """One outline for each group, labels being 0 to `groups` - 1."""
    found = [_ellipse(positions[labels == group]) for group in range(groups)]
    most = max((abs(v) for o in found for point in o.points() for v in point), default=1.0)
    scaled = [_scaled(o, 1 / most, 1 / most) for o in found]
    share = 1.0
    while share > _LEAST and _overlap([_scaled(o, 1, share) for o in scaled]):
        share -= _SMALLER
    return [_rounded(_scaled(o, 1, share)) for o in scaled]


def as_json(outline: Outline) -> dict[str, float]:
    """As it stands in a result."""
    return asdict(outline)


def _ellipse(points: Positions) -> Outline:
    x, y = points.mean(axis=0)
    values, directions = np.linalg.eigh(np.cov(points.T, bias=True))
    long, short = (REACH * float(np.sqrt(max(v, 0))) for v in values[::-1])
    long = max(long, 1e-6)
    way = directions[:, 1]
    turn = degrees(atan2(float(way[1]), float(way[0]))) % 180
    return Outline(float(x), float(y), long, max(short, long * _THINNEST), int(turn))


def _scaled(o: Outline, places: float, sizes: float) -> Outline:
    return Outline(o.x * places, o.y * places, o.rx * sizes, o.ry * sizes, o.turn)


def _rounded(o: Outline) -> Outline:
    def step(value: float, least: float = 0.0) -> float:
        rounded = round(round(abs(value) / STEP) * STEP, 2)
        return max(least, rounded) if value >= 0 else -rounded

    turn = round(o.turn / TURN) * TURN % 180
    return Outline(step(o.x), step(o.y), step(o.rx, _SMALLEST), step(o.ry, _SMALLEST), turn)


def _overlap(found: Sequence[Outline]) -> bool:
    return any(
        any(other.holds(*point) for point in one.points())
        or any(one.holds(*point) for point in other.points())
        for one, other in combinations(found, 2)
    )
