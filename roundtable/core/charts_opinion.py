"""The opinion map as shapes: an outline for each group, hatched, with a dot for each of its people.

Pure geometry, as in `charts`: drawn as SVG by `templates/_macros/opinions.html`, and fit for paper. Groups
are told apart by letter and hatching, not by colour: the colours and shapes of `charts` are those of the
stakeholder groups, and an opinion group is none of them. Dots are spread evenly inside their outline;
where one lies says nothing of anybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin, sqrt
from typing import Any, Final

from roundtable.core.charts import Mark, steps_for
from roundtable.core.consensus.outline import Outline

LETTERS: Final = "ABCDE"
#: More dots than this, and one stands for several people.
MOST_DOTS: Final = 240
WIDTH: Final = 640.0
#: Height over width at the least and at the most; width over the width asked for at the least.
_FLATTEST, _TALLEST, _NARROWEST = 0.42, 0.7, 0.5
#: Room for a label over each outline, and around the map.
_LABEL, _EDGE = 52.0, 8.0
#: Angle and distance of the hatching of each letter; the dots lie on it and are never alone.
_HATCHING: Final = ((45.0,), (-45.0,), (0.0,), (90.0,), (45.0, -45.0))
_PITCH: Final = 11.0
_LARGEST_DOT: Final = 6.5
_GOLDEN: Final = pi * (3 - sqrt(5))
#: Dots keep so far from the edge, as a share of the way to it.
_INSIDE: Final = 0.9

Line = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Area:
    """One group: its letter and size, corners of its outline, hatching lines, dots, place of its label."""

    letter: str
    size: int
    corners: tuple[tuple[float, float], ...]
    hatching: tuple[Line, ...]
    dots: tuple[Mark, ...]
    label: tuple[float, float]

    @property
    def path(self) -> str:
        """The outline as an SVG path."""
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in self.corners) + "Z"

    @property
    def lines(self) -> str:
        """The hatching as an SVG path."""
        return "".join(f"M{a:.1f} {b:.1f}L{c:.1f} {d:.1f}" for a, b, c, d in self.hatching)

    @property
    def marks(self) -> str:
        """The dots as SVG."""
        return "".join(mark.svg for mark in self.dots)


@dataclass(frozen=True, slots=True)
class OpinionMap:
    """Areas inside a box of `width` by `height`; each dot stands for `per_dot` people."""

    width: float
    height: float
    areas: tuple[Area, ...]
    per_dot: int = 1


def letter(label: int) -> str:
    """What a group is called: "A" for the label 0."""
    return LETTERS[label] if 0 <= label < len(LETTERS) else str(label + 1)


def opinion_map(groups: Sequence[Mapping[str, Any]], width: float = WIDTH) -> OpinionMap:
    """The map of the `groups` of a result's `opinions`."""
    outlines = [Outline(**group["outline"]) for group in groups]
    if not outlines:
        return OpinionMap(width, 0, ())
    points = [point for outline in outlines for point in outline.points()]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    room = width - 2 * _EDGE
    scale = min(
        room / (right - left), (width * _TALLEST - _LABEL - 2 * _EDGE) / max(high - low, 1e-9)
    )
    # A tall map is a narrow one: nothing is drawn beside it.
    width = max((right - left) * scale, width * _NARROWEST) + 2 * _EDGE
    height = max((high - low) * scale + _LABEL + 2 * _EDGE, width * _FLATTEST)
    across = (width - 2 * _EDGE - (right - left) * scale) / 2
    down = (height - _LABEL - (high - low) * scale) / 2
    placed = [
        Outline(
            _EDGE + across + (o.x - left) * scale,
            _LABEL + down + (high - o.y) * scale,
            o.rx * scale,
            o.ry * scale,
            -o.turn,  # y points down here
        )
        for o in outlines
    ]
    sizes = [int(group["dots"]) for group in groups]
    per = steps_for(sum(sizes), MOST_DOTS)
    counts = [max(1, round(size / per)) for size in sizes]
    dot = min(_dot(o, count) for o, count in zip(placed, counts, strict=True))
    areas = [
        _area(outline, int(group["label"]), int(group["size"]), count, dot)
        for outline, group, count in zip(placed, groups, counts, strict=True)
    ]
    return OpinionMap(width, round(height, 1), tuple(areas), per)


def _dot(outline: Outline, count: int) -> float:
    """The radius at which so many dots fill a good third of the outline."""
    return min(_LARGEST_DOT, 0.6 * sqrt(outline.rx * outline.ry / count))


def _area(outline: Outline, label: int, size: int, count: int, dot: float) -> Area:
    corners = tuple(outline.points())
    marks = (
        outline.at(_INSIDE * sqrt((number + 0.5) / count), number * _GOLDEN)
        for number in range(count)
    )
    top = min(y for _, y in corners)
    return Area(
        letter(label),
        size,
        corners,
        tuple(_hatching(outline, _HATCHING[label % len(_HATCHING)])),
        tuple(Mark(round(x, 2), round(y, 2), round(dot, 2), 0) for x, y in marks),
        (round(outline.x, 1), round(top - 12, 1)),
    )


def _hatching(outline: Outline, angles: Sequence[float]) -> list[Line]:
    """Parallel lines inside the outline, for each angle (degrees)."""
    found = []
    reach = max(outline.rx, outline.ry)
    for angle in angles:
        dx, dy = cos(radians(angle)), sin(radians(angle))
        for step in range(-int(reach / _PITCH), int(reach / _PITCH) + 1):
            x, y = outline.x - dy * step * _PITCH, outline.y + dx * step * _PITCH
            if (ends := _cut(outline, x, y, dx, dy)) is not None:
                found.append(ends)
    return found


def _cut(outline: Outline, x: float, y: float, dx: float, dy: float) -> Line | None:
    """The part of the line through (x, y) along (dx, dy) that is inside; None where it misses."""
    turn = radians(outline.turn)
    c, s = cos(turn), sin(turn)
    # In the ellipse's own directions, each divided by its half axis, it is a circle of radius 1.
    px, py = (
        ((x - outline.x) * c + (y - outline.y) * s) / outline.rx,
        ((y - outline.y) * c - (x - outline.x) * s) / outline.ry,
    )
    qx, qy = (dx * c + dy * s) / outline.rx, (dy * c - dx * s) / outline.ry
    a, b, rest = qx * qx + qy * qy, px * qx + py * qy, px * px + py * py - 1
    if (root := b * b - a * rest) <= 0:
        return None
    first, last = (-b - sqrt(root)) / a, (-b + sqrt(root)) / a
    return x + first * dx, y + first * dy, x + last * dx, y + last * dy
