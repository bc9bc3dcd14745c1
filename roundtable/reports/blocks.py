"""What pages are made of: paragraphs, quotes, rows of marks, table rows, notes in the margin.

All are reportlab flowables that draw lines set by `roundtable.reports.text`; none parses markup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportlab.platypus import Flowable

from roundtable.core.charts import Picture
from roundtable.core.charts_shapes import Drawing
from roundtable.reports.drawing import draw_drawing, draw_picture
from roundtable.reports.styles import ACCENT_LINE, LINE, Style
from roundtable.reports.text import Line, Piece, width_of

_HAIR = 0.6
_LEAST_LINES = 2


def draw_lines(
    canvas: Any,
    lines: Sequence[Line],
    style: Style,
    top: float,
    left: float,
    width: float,
    end: bool,
) -> None:
    """Draw lines from `top` (y of the first line's upper edge) down, at the start or the end."""
    for number, line in enumerate(lines):
        baseline = top - number * style.leading - (style.leading + style.size * 0.68) / 2
        x = left + width - width_of(line) if end else left
        for piece in line:
            x = draw_piece(canvas, piece, x, baseline)


def draw_piece(canvas: Any, piece: Piece, x: float, y: float) -> float:
    """Draw a piece with its baseline at `y`; returns where the next one begins."""
    canvas.setFont(piece.font, piece.size)
    canvas.setFillColor(piece.color)
    if piece.language:
        canvas._code.append(f"/Span <</Lang ({piece.language})>> BDC")
    if piece.glyphs:
        _draw_glyphs(canvas, piece, x, y + piece.rise)
    else:
        canvas.drawString(x, y + piece.rise, piece.text, charSpace=piece.track or None)
    if piece.language:
        canvas._code.append("EMC")
    if piece.link and piece.text.strip():
        box = (x, y - piece.size * 0.3, x + piece.width, y + piece.size * 0.95)
        canvas.linkRect("", piece.link, box, relative=1, thickness=0)
    return float(x + piece.width)


def _draw_glyphs(canvas: Any, piece: Piece, x: float, y: float) -> None:
    """Draw shaped glyphs, and say which text they are."""
    meant = piece.text.encode("utf-16-be").hex().upper()
    canvas._code.append(f"/Span <</ActualText <FEFF{meant}>>> BDC")
    for glyph in piece.glyphs:
        canvas.drawString(x + glyph.dx * piece.size, y + glyph.dy * piece.size, glyph.character)
        x += glyph.advance * piece.size
    canvas._code.append("EMC")


class Paragraph(Flowable):
    """Lines of text, with an optional rule at the side on which they begin."""

    def __init__(
        self,
        lines: list[Line],
        style: Style,
        *,
        width: float,
        rtl: bool = False,
        indent: float = 0,
        rule: bool = False,
    ) -> None:
        super().__init__()
        self.lines, self.style, self.box, self.rtl = lines, style, width, rtl
        self.indent, self.rule = indent, rule
        self.spaceBefore, self.spaceAfter = style.before, style.after

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Width and height, in points."""
        return self.box, len(self.lines) * self.style.leading

    def split(self, _width: float, height: float) -> list[Flowable]:
        """Two parts, leaving no line alone; nothing where that can't be."""
        fit = int((height + 0.01) / self.style.leading)
        fit = min(fit, len(self.lines) - _LEAST_LINES)
        if fit < _LEAST_LINES:
            return []
        return [self._part(self.lines[:fit]), self._part(self.lines[fit:])]

    def _part(self, lines: list[Line]) -> Paragraph:
        part = Paragraph(
            lines, self.style, width=self.box, rtl=self.rtl, indent=self.indent, rule=self.rule
        )
        part.keepWithNext = 0
        return part

    def draw(self) -> None:
        """Draw at the origin."""
        height = len(self.lines) * self.style.leading
        end = self.rtl != (self.style.align == "end")
        left = 0 if self.rtl else self.indent
        draw_lines(self.canv, self.lines, self.style, height, left, self.box - self.indent, end)
        if self.rule:
            _rule(self.canv, self.box - 1 if self.rtl else 1, height)


def _rule(canvas: Any, x: float, height: float) -> None:
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(2.2)
    canvas.line(x, 1.5, x, height - 1)


class Hairline(Flowable):
    """A thin line across."""

    def __init__(
        self, width: float, before: float = 0, after: float = 0, color: str = LINE
    ) -> None:
        super().__init__()
        self.box, self.color = width, color
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Width and height, in points."""
        return self.box, _HAIR

    def draw(self) -> None:
        """Draw at the origin."""
        self.canv.setStrokeColor(self.color)
        self.canv.setLineWidth(_HAIR)
        self.canv.line(0, 0, self.box, 0)


@dataclass(frozen=True)
class Cell:
    """A box in a row: lines of text or a picture, at `left`, `width` wide."""

    left: float
    width: float
    style: Style
    lines: Sequence[Line] = ()
    rtl: bool = False
    picture: Picture | None = None
    drawing: Drawing | None = None
    scale: float = 1.0
    down: float = 0.0

    @property
    def height(self) -> float:
        """Height in points."""
        shown = self.picture or self.drawing
        inside = shown.height * self.scale if shown else 0.0
        return self.down + max(inside, len(self.lines) * self.style.leading)

    def draw(self, canvas: Any, top: float) -> None:
        """Draw with the upper edge at `top`."""
        top -= self.down
        if self.picture:
            draw_picture(canvas, self.picture, self.left, top, self.scale)
        if self.drawing:
            draw_drawing(canvas, self.drawing, self.left, top, self.scale)
        end = self.rtl != (self.style.align == "end")
        draw_lines(canvas, self.lines, self.style, top, self.left, self.width, end)


class Row(Flowable):
    """Cells side by side, with air above and below and, if wanted, a hairline over them.

    The hairline begins at `from_left`. `anchor` makes the row a place that links lead to.
    """

    def __init__(
        self,
        cells: Sequence[Cell],
        width: float,
        *,
        air: float = 0,
        line: bool = False,
        anchor: str = "",
        from_left: float = 0,
    ) -> None:
        super().__init__()
        self.cells, self.box, self.air, self.line = cells, width, air, line
        self.anchor, self.from_left = anchor, from_left

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Width and height, in points."""
        return self.box, max((cell.height for cell in self.cells), default=0) + 2 * self.air

    def split(self, width: float, height: float) -> list[Flowable]:
        """Nothing for a row that fits a page of its own; a taller one is divided at its lines."""
        whole = self.wrap(width, height)[1]
        if whole < height or whole < 500 or height < 200:  # noqa: PLR2004  (about a page; a part)
            return []
        first, rest = zip(*(_divided(c, height - 2 * self.air) for c in self.cells), strict=True)
        return [
            Row(first, self.box, air=self.air, line=self.line, anchor=self.anchor),
            Row(rest, self.box, air=self.air),
        ]

    def draw(self) -> None:
        """Draw at the origin."""
        height = self.wrap(0, 0)[1]
        if self.anchor:
            mark_place(self.canv, self.anchor, height)
        for cell in self.cells:
            cell.draw(self.canv, height - self.air)
        if self.line:
            self.canv.setStrokeColor(LINE)
            self.canv.setLineWidth(_HAIR)
            self.canv.line(self.from_left, height, self.box, height)


def _divided(cell: Cell, height: float) -> tuple[Cell, Cell]:
    fit = max(1, int(height / cell.style.leading))
    return replace(cell, lines=cell.lines[:fit]), replace(
        cell, lines=cell.lines[fit:], picture=None, drawing=None
    )


def mark_place(canvas: Any, anchor: str, height: float) -> None:
    """Make the current place one that links can lead to, and tell the document its page."""
    _x, y = canvas.absolutePosition(0, height)
    canvas.bookmarkPage(anchor, fit="XYZ", left=0, top=y + 14)
    canvas.places[anchor] = canvas.getPageNumber()


class Place(Flowable):
    """An invisible mark: a target of links, an entry of the outline, the name of a section."""

    def __init__(
        self,
        anchor: str,
        *,
        outline: str = "",
        level: int = 0,
        section: str = "",
        before: float = 0,
        reached: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self.anchor, self.outline, self.level = anchor, outline, level
        self.section, self.reached = section, reached
        self.spaceBefore = before
        self.keepWithNext = 1

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """It takes no room."""
        return 0, 0

    def draw(self) -> None:
        """Set the mark."""
        canvas: Any = self.canv
        mark_place(canvas, self.anchor, 10)
        if self.section:
            canvas.begin_section(self.section)
        if self.outline:
            canvas.addOutlineEntry(self.outline, self.anchor, self.level, self.level > 0)
        if self.reached:
            self.reached(self.outline or self.section)


class Margin(Flowable):
    """Notes beside the text: lines in the outer column, from the current place down."""

    def __init__(
        self, notes: Sequence[tuple[Sequence[Line], Style]], left: float, width: float
    ) -> None:
        super().__init__()
        self.notes, self.left, self.box = notes, left, width
        self.keepWithNext = 1

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """It takes no room in the main column."""
        return 0, 0

    def draw(self) -> None:
        """Draw from the current place down; the notes share the first line of the text."""
        top = -3.0
        for lines, style in self.notes:
            top -= style.before
            draw_lines(self.canv, lines, style, top, self.left, self.box, False)
            top -= len(lines) * style.leading


class Bar(Flowable):
    """A short accent line that opens a chapter."""

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Width and height, in points."""
        return 28, 10

    def draw(self) -> None:
        """Draw at the origin."""
        self.canv.setFillColor(ACCENT_LINE)
        self.canv.rect(0, 7, 28, 3, stroke=0, fill=1)
