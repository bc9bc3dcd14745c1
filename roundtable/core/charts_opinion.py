"""The opinion map as shapes: an outline for each group, hatched, with a dot for each of its people.

Pure geometry, as in `charts`: drawn as SVG by `templates/_macros/opinions.html`, and fit for paper. Groups
are told apart by letter and hatching, not by colour: the colours and shapes of `charts` are those of the
stakeholder groups, and an opinion group is none of them. Dots are spread evenly inside their outline;
where one lies says nothing of anybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, pi, radians, sin, sqrt
from typing import Any, Final

from roundtable.core.charts import Mark, steps_for
from roundtable.core.consensus.outline import Outline

LETTERS: Final = "ABCDE"
#: More dots than this, and one stands for several people.
MOST_DOTS: Final = 240
WIDTH: Final = 640.0
#: Height over width of the outlines at the most.
_TALLEST: Final = 0.62
#: Room of a label (width, height), and around the map.
_LABEL, _EDGE = (150.0, 34.0), 8.0
#: Angle and distance of the hatching of each letter; the dots lie on it and are never alone.
_HATCHING: Final = ((45.0,), (-45.0,), (0.0,), (90.0,), (45.0, -45.0))
_PITCH: Final = 11.0
_LARGEST_DOT: Final = 6.5
_GOLDEN: Final = pi * (3 - sqrt(5))
#: Dots keep so many radii away from the edge.
_AWAY: Final = 1.7

Line = tuple[float, float, float, float]
Box = tuple[float, float, float, float]


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
    """The map of the `groups` of a result's `opinions`; its width is at most `width`."""
    outlines = [Outline(**group["outline"]) for group in groups]
    if not outlines:
        return OpinionMap(width, 0, ())
    placed = _to_scale(outlines, width)
    sizes = [int(group["dots"]) for group in groups]
    per = steps_for(sum(sizes), MOST_DOTS)
    counts = [max(1, round(size / per)) for size in sizes]
    dot = min(_dot(o, count) for o, count in zip(placed, counts, strict=True))
    labels = _labels(placed)
    boxes = [_box(outline) for outline in placed] + [_around(label) for label in labels]
    left, top = min(box[0] for box in boxes) - _EDGE, min(box[1] for box in boxes) - _EDGE
    right, bottom = max(box[2] for box in boxes) + _EDGE, max(box[3] for box in boxes) + _EDGE
    areas = [
        _area(
            replace(outline, x=outline.x - left, y=outline.y - top),
            int(group["label"]),
            int(group["size"]),
            _spread(replace(outline, x=outline.x - left, y=outline.y - top), count, dot),
            (round(label[0] - left, 1), round(label[1] - top, 1)),
        )
        for outline, group, count, label in zip(placed, groups, counts, labels, strict=True)
    ]
    return OpinionMap(round(right - left, 1), round(bottom - top, 1), tuple(areas), per)


def _to_scale(outlines: Sequence[Outline], width: float) -> list[Outline]:
    """The outlines on paper, y pointing down, as large as fits."""
    boxes = [_box(outline) for outline in outlines]
    wide = max(box[2] for box in boxes) - min(box[0] for box in boxes)
    high = max(box[3] for box in boxes) - min(box[1] for box in boxes)
    scale = min((width - 2 * _EDGE) / wide, width * _TALLEST / high)
    return [
        Outline(o.x * scale, -o.y * scale, o.rx * scale, o.ry * scale, -o.turn) for o in outlines
    ]


def _box(outline: Outline) -> Box:
    """Left, top, right, bottom of an outline."""
    xs, ys = zip(*outline.points(), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _around(label: tuple[float, float]) -> Box:
    """Left, top, right, bottom of a label, which stands in the middle on its line."""
    x, y = label
    return x - _LABEL[0] / 2, y - _LABEL[1], x + _LABEL[0] / 2, y + _LABEL[1] / 4


def _labels(outlines: Sequence[Outline]) -> list[tuple[float, float]]:
    """Where labels stand: over their outline, or else under or beside it, where nothing is in the way."""
    found: list[tuple[float, float]] = []
    for outline in outlines:
        left, top, right, bottom = _box(outline)
        half, high = _LABEL[0] / 2, _LABEL[1]
        over, under = top - high / 3, bottom + high
        places = [(outline.x + aside, over) for aside in (0, -half, half)]
        places += [(outline.x + aside, under) for aside in (0, -half, half)]
        places += [(left - half, outline.y), (right + half, outline.y)]
        found.append(min(places, key=lambda place: _in_the_way(place, outlines, found)))
    return found


def _in_the_way(
    place: tuple[float, float], outlines: Sequence[Outline], labels: Sequence[tuple[float, float]]
) -> int:
    """How much a label at this place would cover of outlines and other labels."""
    left, top, right, bottom = _around(place)
    points = [
        (left + (right - left) * across / 8, top + (bottom - top) * down / 2)
        for across in range(9)
        for down in range(3)
    ]
    covered = sum(outline.holds(*point) for outline in outlines for point in points)
    others = [_around(label) for label in labels]
    return covered + sum(
        27 for a, b, c, d in others if left < c and right > a and top < d and bottom > b
    )


def _dot(outline: Outline, count: int) -> float:
    """The radius at which so many dots fill a good third of the outline."""
    return min(_LARGEST_DOT, 0.6 * sqrt(outline.rx * outline.ry / count))


def _spread(outline: Outline, count: int, dot: float) -> tuple[Mark, ...]:
    """So many dots, evenly: a sunflower's seeds (Vogel 1979), which know nothing of people."""
    inside = max(0.5, 1 - _AWAY * dot / min(outline.rx, outline.ry))
    places = (
        outline.at(inside * sqrt((number + 0.5) / count), number * _GOLDEN)
        for number in range(count)
    )
    return tuple(Mark(round(x, 2), round(y, 2), round(dot, 2), 0) for x, y in places)


def _area(
    outline: Outline, label: int, size: int, dots: tuple[Mark, ...], place: tuple[float, float]
) -> Area:
    hatching = _hatching(outline, _HATCHING[label % len(_HATCHING)])
    return Area(letter(label), size, tuple(outline.points()), tuple(hatching), dots, place)


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
