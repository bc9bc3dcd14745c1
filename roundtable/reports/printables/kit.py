"""The tools with which sheets of paper are drawn: text that fits, boxes, lines, cuts, QR codes.

All lengths are points, measured from the upper left corner of an `Area`, downwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import segno

from roundtable.core import charts
from roundtable.core.text import direction
from roundtable.reports import styles as s
from roundtable.reports.drawing import draw_picture
from roundtable.reports.lines import draw_lines
from roundtable.reports.printables.words import Words
from roundtable.reports.styles import Style
from roundtable.reports.text import Line, Run, Setter, width_of

MM = 72 / 25.4
Align = Literal["start", "middle", "end"]
Content = str | Sequence[Run]

#: What is written on by hand: darker than a hairline, so that a copying machine keeps it.
WRITE, BOX = "#9aa0a6", "#3b4754"
HAIR = 0.6
#: The seats of the mark (group, x, y) around a table; the same picture as static/img/mark.svg.
_SEATS = ((1, 0, -8), (2, 7, -4), (3, 7, 4.4), (4, 0, 8), (1, -7, 4), (2, -7, -4))


def style(size: float, *, bold: bool = False, color: str = s.INK, lead: float = 1.32) -> Style:
    """Text of a size; large text is set a little closer."""
    track = -0.02 if size > 20 else 0.0  # noqa: PLR2004 (points)
    return Style(size, size * lead, color, bold, track=track)


@dataclass(frozen=True)
class Page:
    """One side of paper: how it is drawn, lying or standing, with a line at its foot or without."""

    draw: Callable[[Area], None]
    lying: bool = False
    foot: bool = True


@dataclass
class Section:
    """Pages that belong together; `note` says in the contents what they are for."""

    title: str
    pages: list[Page] = field(default_factory=list)
    note: str = ""


class Area:
    """A rectangle on the paper that things are drawn in."""

    def __init__(
        self, canvas: Any, setter: Setter, words: Words, width: float, height: float
    ) -> None:
        self.canvas, self.setter, self.w = canvas, setter, words
        self.width, self.height = width, height

    @contextmanager
    def part(
        self, left: float, top: float, width: float, height: float, *, turned: bool = False
    ) -> Iterator[Area]:
        """A rectangle within this one as an area of its own; `turned` stands on its head."""
        self.canvas.saveState()
        if turned:
            self.canvas.translate(left + width, -(top + height))
            self.canvas.rotate(180)
        else:
            self.canvas.translate(left, -top)
        yield Area(self.canvas, self.setter, self.w, width, height)
        self.canvas.restoreState()

    # --- text

    def lines(self, content: Content, how: Style, width: float) -> list[Line]:
        """The lines of a text."""
        runs = [Run(content)] if isinstance(content, str) else list(content)
        return self.setter.lines(runs, how, width, _direction(content))

    def text(
        self,
        content: Content,
        how: Style,
        left: float,
        top: float,
        width: float,
        *,
        align: Align = "start",
        most: int = 99,
    ) -> float:
        """Draw a text; returns where it ends."""
        lines = self.lines(content, how, width)
        if len(lines) > most:
            lines = _shortened(lines, most)
        return self.set(lines, how, left, top, width, align=align, rtl=_direction(content) == "rtl")

    def set(
        self,
        lines: Sequence[Line],
        how: Style,
        left: float,
        top: float,
        width: float,
        *,
        align: Align = "start",
        rtl: bool = False,
    ) -> float:
        """Draw lines; returns where they end."""
        for number, line in enumerate(lines):
            x, room = left, width
            if align == "middle":
                room = width_of(line)
                x = left + (width - room) / 2
            at_end = align != "middle" and rtl != (align == "end")
            draw_lines(self.canvas, [line], how, -(top + number * how.leading), x, room, at_end)
        return top + len(lines) * how.leading

    def fit(
        self, content: Content, width: float, height: float, sizes: Sequence[float], **how: Any
    ) -> tuple[list[Line], Style]:
        """Lines in the first of `sizes` in which they fit without a word being cut."""
        for size in sizes:
            wanted = replace(style(size, **how), balance=True)
            lines = self.lines(content, wanted, width)
            if len(lines) * wanted.leading <= height and not self._cuts(content, wanted, width):
                return lines, wanted
        room = max(1, int(height / wanted.leading))
        return (_shortened(lines, room) if len(lines) > room else lines), wanted

    def _cuts(self, content: Content, how: Style, width: float) -> bool:
        words = content if isinstance(content, str) else " ".join(run.text for run in content)
        return any(
            width_of(line) > width
            for word in words.split()
            for line in self.setter.lines([Run(word)], how, 10_000)
        )

    def fitted(
        self,
        content: Content,
        left: float,
        top: float,
        width: float,
        height: float,
        sizes: Sequence[float],
        *,
        align: Align = "start",
        **how: Any,
    ) -> float:
        """Draw a text as large as it fits; returns where it ends."""
        lines, chosen = self.fit(content, width, height, sizes, **how)
        rtl = _direction(content) == "rtl"
        return self.set(lines, chosen, left, top, width, align=align, rtl=rtl)

    def measure(self, content: Content, how: Style, width: float) -> float:
        """The height that a text takes."""
        return len(self.lines(content, how, width)) * how.leading

    # --- lines and boxes

    def rule(
        self, left: float, top: float, width: float, color: str = s.LINE, weight: float = HAIR
    ) -> None:
        """A line across."""
        self._pen(color, weight)
        self.canvas.line(left, -top, left + width, -top)

    def stroke(
        self, left: float, top: float, height: float, color: str = s.LINE, weight: float = HAIR
    ) -> None:
        """A line down."""
        self._pen(color, weight)
        self.canvas.line(left, -top, left, -(top + height))

    def writing(self, left: float, top: float, width: float, lines: int, pitch: float) -> float:
        """Lines to write on, the first one `pitch` below `top`; returns where they end."""
        for number in range(1, lines + 1):
            self.rule(left, top + number * pitch, width, WRITE)
        return top + lines * pitch

    def box(  # noqa: PLR0913 (a rectangle and its look)
        self,
        left: float,
        top: float,
        width: float,
        height: float | None = None,
        *,
        radius: float = 3,
        color: str = BOX,
        weight: float = 1.3,
        fill: str = "",
    ) -> None:
        """A rectangle with round corners; a square without a height."""
        self._pen(color, weight)
        height = width if height is None else height
        if fill:
            self.canvas.setFillColor(fill)
        self.canvas.roundRect(
            left,
            -(top + height),
            width,
            height,
            radius,
            stroke=int(weight > 0),
            fill=int(bool(fill)),
        )

    def circle(
        self, left: float, top: float, across: float, color: str = BOX, weight: float = 1.3
    ) -> None:
        """A circle to fill in."""
        self._pen(color, weight)
        half = across / 2
        self.canvas.circle(left + half, -(top + half), half, stroke=1, fill=0)

    def cut(self, left: float, top: float, length: float, *, down: bool = False) -> None:
        """A line to cut along."""
        self._pen(WRITE, 0.5)
        self.canvas.setDash([3, 3])
        if down:
            self.canvas.line(left, -top, left, -(top + length))
        else:
            self.canvas.line(left, -top, left + length, -top)
        self.canvas.setDash([])

    def _pen(self, color: str, weight: float) -> None:
        self.canvas.setStrokeColor(color)
        self.canvas.setLineWidth(weight)

    # --- pictures

    def shape(self, position: int, left: float, top: float, across: float, **look: Any) -> None:
        """The shape of a group in its colour, in a square box."""
        middle = across / 2
        mark = charts.Mark(middle, middle, across / 2.6, position, **look)
        self.picture(charts.Picture(across, across, (mark,)), left, top)

    def picture(self, picture: charts.Picture, left: float, top: float, scale: float = 1.0) -> None:
        """A picture of marks."""
        draw_picture(self.canvas, picture, left, -top, scale)

    def mark(self, left: float, top: float, across: float) -> None:
        """The mark: people around a table."""
        seats = tuple(charts.Mark(11 + x, 11 + y, 2.6, group) for group, x, y in _SEATS)
        self.picture(charts.Picture(22, 22, seats), left, top, across / 22)

    def qr(self, data: str, left: float, top: float, side: float) -> None:
        """A QR code as one path; keep a fifth of its side free around it."""
        matrix = [list(row) for row in segno.make(data, error="m", micro=False).matrix]
        module = side / len(matrix)
        path = self.canvas.beginPath()
        for row, cells in enumerate(matrix):
            for start, length in _runs(cells):
                # A hair taller than the module: no seams between the rows.
                height = module * (1.02 if row + 1 < len(matrix) else 1)
                path.rect(
                    left + start * module, -(top + row * module + height), length * module, height
                )
        self.canvas.setFillColor(s.INK)
        self.canvas.drawPath(path, stroke=0, fill=1, fillMode=1)


def _runs(cells: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Start and length of each run of dark cells."""
    start = None
    for index, dark in enumerate([*cells, 0]):
        if dark and start is None:
            start = index
        elif not dark and start is not None:
            yield start, index - start
            start = None


def _direction(content: Content) -> str:
    return direction(content if isinstance(content, str) else "".join(r.text for r in content))


def _shortened(lines: Sequence[Line], most: int) -> list[Line]:
    """The first lines; the last of them shows that there is more."""
    kept = list(lines[:most])
    if kept and kept[-1]:
        *before, last = kept[-1]
        kept[-1] = (*before, replace(last, text=last.text[:-2].rstrip() + "…", glyphs=()))
    return kept
