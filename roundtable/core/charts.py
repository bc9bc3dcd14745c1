"""Charts as lists of marks: one mark is one person.

Everything here is pure geometry. A picture is drawn twice from the same shapes: as SVG by
``templates/_macros/charts.html`` and as PDF by ``roundtable.reports``. Lengths have no unit; the
renderer scales. The y axis points down, as in SVG.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

State = Literal["full", "hollow", "against", "faint"]

#: Shape of a mark by stakeholder group; 0 is "no group, or one too small to be told apart".
SHAPES = ("circle", "circle", "diamond", "triangle", "square", "hexagon", "plus")

#: More marks than this in one row, and a mark stands for several people.
MOST_MARKS = 60

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)

# Corners of each shape around the origin for a mark of size 1 (the radius of the circle). The
# factors make the shapes look equally heavy: a triangle needs more reach than a circle.
_CORNERS: Mapping[str, tuple[tuple[float, float], ...]] = {
    "diamond": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    "triangle": ((0, -1.15), (1.15, 0.95), (-1.15, 0.95)),
    "square": ((-0.95, -0.95), (0.95, -0.95), (0.95, 0.95), (-0.95, 0.95)),
    "hexagon": ((-0.55, -1), (0.55, -1), (1.15, 0), (0.55, 1), (-0.55, 1), (-1.15, 0)),
    "plus": (
        (-0.4, -1.15), (0.4, -1.15), (0.4, -0.4), (1.15, -0.4), (1.15, 0.4), (0.4, 0.4),
        (0.4, 1.15), (-0.4, 1.15), (-0.4, 0.4), (-1.15, 0.4), (-1.15, -0.4), (-0.4, -0.4),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """One mark: centre, size (radius), group 1 to 6 or 0, and how it is filled.

    ``full`` acted or said yes; ``hollow`` not (yet); ``against`` said no: hollow and crossed;
    ``faint`` passed.
    """

    x: float
    y: float
    size: float
    group: int
    state: State = "full"

    @property
    def full(self) -> bool:
        """Whether the mark is filled."""
        return self.state == "full"

    @property
    def shape(self) -> str:
        """The name of its shape."""
        return shape_of(self.group)

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """Corners of the outline; empty for a circle."""
        around = _CORNERS.get(self.shape, ())
        return tuple((self.x + dx * self.size, self.y + dy * self.size) for dx, dy in around)

    @property
    def points(self) -> str:
        """The corners as SVG writes them, empty for a circle."""
        return " ".join(f"{_short(x)},{_short(y)}" for x, y in self.corners)

    @property
    def svg(self) -> str:
        """The mark as SVG, without its colour."""
        around = _CORNERS.get(self.shape)
        strokes = "".join(
            f'<path d="M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}"/>' for x1, y1, x2, y2 in self.cross
        )
        if around:
            return f'<polygon points="{self.points}"/>{strokes}'
        return f'<circle cx="{self.x:.2f}" cy="{self.y:.2f}" r="{self.size:.2f}"/>{strokes}'

    @property
    def cross(self) -> tuple[tuple[float, float, float, float], ...]:
        """The strokes (x1, y1, x2, y2) that cross out a mark which said no."""
        if self.state != "against":
            return ()
        d = self.size * 0.62
        return (
            (self.x - d, self.y - d, self.x + d, self.y + d),
            (self.x - d, self.y + d, self.x + d, self.y - d),
        )


@dataclass(frozen=True)
class Picture:
    """Marks inside a box of ``width`` by ``height``; each stands for ``per_mark`` people."""

    width: float
    height: float
    shapes: tuple[Mark, ...]
    per_mark: int = 1

    @property
    def runs(self) -> Iterator[tuple[int, State, tuple[Mark, ...]]]:
        """Marks that look alike, so that a renderer sets colours once."""
        alike = sorted(self.shapes, key=_look)
        for (group, state), marks in groupby(alike, _look):
            yield group, state, tuple(marks)

    def drawn(self, marks: Sequence[Mark]) -> str:
        """Marks as SVG: made here, as a table of a thousand is drawn several times a second."""
        return "".join(mark.svg for mark in marks)


@dataclass(frozen=True)
class Count:
    """How many of a group: ``present`` seats of which ``acted`` are filled."""

    group: int
    present: int
    acted: int


@dataclass(frozen=True)
class Answers:
    """What a group answered: so many for, against, passed, and so many that said nothing.

    In a ballot of dots ``yes`` are dots, and a mark is one dot.
    """

    group: int
    yes: int
    no: int = 0
    passed: int = 0
    silent: int = 0


def shape_of(group: int) -> str:
    """Name of the shape of a group; groups beyond the sixth look like no group."""
    return SHAPES[group] if 0 <= group < len(SHAPES) else SHAPES[0]


def key(group: int, size: float = 7) -> Picture:
    """A single full mark, for a legend."""
    side = size * 2.8
    return Picture(side, side, (Mark(side / 2, side / 2, size, group),))


def ring(
    counts: Sequence[Count],
    size: float = 200,
    hole: float = 0.6,
    rings: int | None = None,
    largest: float = 0.058,
) -> Picture:
    """People around a table, seen from above, each group a sector, first group from the top.

    ``hole`` is the radius that stays free in the middle, as a share of the outer radius.
    ``rings`` fixes the number of rings; without it there are as many as the people need.
    ``largest`` is the greatest radius of a mark, as a share of the outer radius.
    """
    people = sum(count.present for count in counts)
    if not people:
        return Picture(size, size, ())
    outer = size / 2
    rows = rings or _rings_needed(people, hole)
    step = outer * (1 - hole) / rows
    dot = _dot(people, outer, hole, rows, largest)
    radii = tuple(outer - dot * 1.3 - k * max(step, dot * 2.75) for k in range(rows))
    seats = _seats(people, radii, 0.0, 1.0, closed=True)
    return Picture(size, size, _seated(counts, seats, outer, dot))


def half_ring(
    counts: Sequence[Count], width: float = 200, hole: float = 0.6, rings: int | None = None
) -> Picture:
    """People around the far half of a table, first group at the left."""
    people = sum(count.present for count in counts)
    outer = width / 2
    if not people:
        return Picture(width, outer, ())
    rows = rings or _rings_needed(people * 2, hole)
    dot = _dot(people * 2, outer, hole, rows)
    step = max(outer * (1 - hole) / rows, dot * 2.75)
    radii = tuple(outer - dot * 1.3 - k * step for k in range(rows))
    seats = _seats(people, radii, -0.25, 0.5, closed=False)
    height = outer + dot * 1.4
    return Picture(width, height, _seated(counts, seats, outer, dot))


def mark_rows(
    answers: Sequence[Answers],
    size: float = 7,
    width: float | None = None,
    per_mark: int | None = None,
) -> Picture:
    """One row of marks for an option, group after group; full marks said yes.

    It wraps when ``width`` is given and full. Beyond ``MOST_MARKS`` people a mark stands for
    several; pass the ``per_mark`` of ``steps_for`` to keep the rows of one page comparable.
    """
    people = [a.yes + a.no + a.passed + a.silent for a in answers]
    per = per_mark or steps_for(sum(people))
    pitch, gap, line = size * 2.86, size * 2.86, size * 3.2
    marks: list[Mark] = []
    x, y, right = size * 1.3, size * 1.4, 0.0
    for answer in answers:
        states = _states(answer, per)
        for state in states:
            if width is not None and x + size * 1.3 > width and marks:
                x, y = size * 1.3, y + line
            marks.append(Mark(x, y, size, answer.group, state))
            right, x = max(right, x), x + pitch
        x += gap if states else 0
    return Picture(width or right + size * 1.3, y + size * 1.4, tuple(marks), per)


def steps_for(people: int, most: int = MOST_MARKS) -> int:
    """How many people a mark must stand for, so that at most ``most`` marks are drawn."""
    return next((step for step in _STEPS if people <= step * most), _STEPS[-1])


def _states(answer: Answers, per: int) -> list[State]:
    """Marks of a group by state. Somebody is never rounded to nobody, nor some to all."""
    parts: list[tuple[State, int]] = [
        ("full", answer.yes),
        ("against", answer.no),
        ("faint", answer.passed),
        ("hollow", answer.silent),
    ]
    total = sum(n for _, n in parts)
    marks = [max(1, math.floor(n / per + 0.5)) if n else 0 for _, n in parts]
    spare = sum(marks) - max(sum(1 for m in marks if m), math.floor(total / per + 0.5))
    for _ in range(max(0, spare)):
        marks[marks.index(max(marks))] -= 1
    return [state for (state, _), n in zip(parts, marks, strict=True) for _ in range(n)]


def _rings_needed(people: int, hole: float) -> int:
    """The fewest rings that leave each dot room, so that few people sit in one wide ring."""
    for rows in range(1, 40):
        if people <= _capacity(rows, hole):
            return rows
    return 40


def _capacity(rows: int, hole: float) -> int:
    """Seats when the dots of ``rows`` rings fill the band between hole and edge."""
    pitch = (1 - hole) / rows
    around = sum(2 * math.pi * (1 - pitch * (k + 0.5)) for k in range(rows))
    return int(around / min(pitch, 0.125))


def _dot(people: int, outer: float, hole: float, rows: int, largest: float = 0.058) -> float:
    """Radius of a dot, from the room along and across the rings."""
    around = sum(2 * math.pi * outer * (1 - (1 - hole) * (k + 0.5) / rows) for k in range(rows))
    along = around / people
    across = outer * (1 - hole) / rows
    return min(along / 2.85, across / 2.75, outer * largest)


@lru_cache(maxsize=64)
def _seats(
    people: int, radii: tuple[float, ...], start: float, turn: float, *, closed: bool
) -> tuple[tuple[float, float], ...]:
    """Seats as (x, y) from the middle of the table, in order of the angle."""
    shares = _share(people, radii)
    seats = []
    for radius, n in zip(radii, shares, strict=True):
        for k in range(n):
            part = k / n if closed else (k / (n - 1) if n > 1 else 0.5)
            seats.append((start + turn * part, radius))
    ordered = sorted(seats, key=lambda seat: (round(seat[0], 9), -seat[1]))
    angles = ((2 * math.pi * (turns - 0.25), radius) for turns, radius in ordered)
    return tuple((radius * math.cos(angle), radius * math.sin(angle)) for angle, radius in angles)


def _share(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to the weights that add up to the total."""
    whole, given, shares = sum(weights), 0, []
    seen = 0.0
    for weight in weights:
        seen += weight
        upto = math.floor(total * seen / whole + 0.5)
        shares.append(upto - given)
        given = upto
    return shares


def _seated(
    counts: Sequence[Count], seats: Sequence[tuple[float, float]], middle: float, dot: float
) -> tuple[Mark, ...]:
    """Put the groups on the seats in order."""
    marks = []
    where = iter(seats)
    size = round(dot, 3)
    for count in counts:
        filled = _filled(count.present, count.acted)
        for k in range(count.present):
            x, y = next(where)
            state: State = "full" if k in filled else "hollow"
            marks.append(Mark(round(middle + x, 3), round(middle + y, 3), size, count.group, state))
    return tuple(marks)


def _filled(present: int, acted: int) -> frozenset[int]:
    """Which seats are full: spread over the group, and once full a seat stays full."""
    return frozenset(_order(present)[:acted])


@lru_cache(maxsize=64)
def _order(present: int) -> tuple[int, ...]:
    """In which order seats are filled."""
    return tuple(sorted(range(present), key=lambda k: (k * 0.6180339887498949) % 1))


def _look(mark: Mark) -> tuple[int, State]:
    return mark.group, mark.state


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
