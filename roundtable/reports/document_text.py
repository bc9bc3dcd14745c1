"""Spans set into lines, and drawn with what they are: links, passages in other languages, chips."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from reportlab.lib.colors import Color, HexColor

from roundtable.core.document import Document, Span, Spans
from roundtable.reports import styles as s
from roundtable.reports.fonts import Fonts
from roundtable.reports.lines import draw_piece
from roundtable.reports.styles import Style
from roundtable.reports.text import Line, Piece, Run, Setter, width_of
from roundtable.tagged import Element

_COLOR = re.compile("#[0-9a-fA-F]{6}")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad]")
#: A chip's size beside the text around it, and how light its ground is.
_CHIP, _GROUND = 0.8, 0.1
#: No line has more letters.
_LONGEST = 160
#: How far the line under a link is below the words, and how thick it is, as a share of the size.
_UNDER, _THICK = 0.16, 0.045


@dataclass
class Text:
    """A paragraph's lines, the element they belong to, and the elements inside it by span."""

    lines: Sequence[Line]
    style: Style
    width: float
    rtl: bool
    element: Element
    spans: Spans
    language: str
    accent: str
    inside: dict[int, Element] = field(default_factory=dict)

    @property
    def height(self) -> float:
        """Height in points."""
        return len(self.lines) * self.style.leading

    def part(self, first: int, last: int | None = None) -> Text:
        """Some of the lines; a link or passage that goes on in another part stays one."""
        return replace(self, lines=self.lines[first:last])

    def draw(self, canvas: Any, left: float, top: float) -> None:
        """Draw with the upper edge at `top`."""
        at_end = self.rtl != (self.style.align == "end")
        for number, line in enumerate(self.lines):
            middle = (self.style.leading + self.style.size * 0.68) / 2
            y = top - number * self.style.leading - middle
            x = left + self.width - width_of(line) if at_end else left
            self._draw_line(canvas, line, x, y)

    def _draw_line(self, canvas: Any, line: Line, x: float, y: float) -> None:
        """Draw in the order of reading, wherever on the line that is."""
        placed: list[tuple[Piece, float]] = []
        for piece in line:
            placed.append((piece, x))
            x += piece.width
        placed.sort(key=lambda one: one[0].place)
        for source, pieces in groupby(placed, key=lambda one: one[0].source):
            self._draw_group(canvas, source, list(pieces), y)

    def _draw_group(
        self, canvas: Any, source: int, placed: list[tuple[Piece, float]], y: float
    ) -> None:
        span = self.spans[source]
        left = min(x for _piece, x in placed)
        right = max(x + piece.width for piece, x in placed)
        with canvas.mark(self.element):
            if span.chip:
                self._ground(canvas, left, right, y)
            element = self._inside(source)
            with canvas.mark(element):
                for piece, x in placed:
                    draw_piece(canvas, piece, x, y)
                if span.to and right > left:
                    size = self.style.size
                    box = (left, y - size * 0.3, right, y + size * 0.95)
                    canvas.link(element, span.to, box, _shown(span.text) or span.to)
            if span.to and not span.chip:
                self._underline(canvas, left, right, y)

    def _inside(self, source: int) -> Element:
        """The element of a span: a link, a passage in another language, or just the paragraph.

        Where there are such, what is between them is a Span as well: some readers take the text that
        stands directly in a paragraph before all that is in elements of it.
        """
        if source not in self.inside:
            span = self.spans[source]
            language, actual = self._told(span)
            if span.to:
                self.inside[source] = self.element.add("Link", language=language, actual=actual)
            elif any(other.to or any(self._told(other)) for other in self.spans):
                self.inside[source] = self.element.add("Span", language=language, actual=actual)
            else:
                self.inside[source] = self.element
        return self.inside[source]

    def _told(self, span: Span) -> tuple[str, str]:
        """The language of a span if it is another one, its text if its glyphs stand in another order."""
        language = span.language if span.language != self.language else ""
        return language, _shown(span.text) if _RTL.search(span.text) else ""

    def _ground(self, canvas: Any, left: float, right: float, y: float) -> None:
        size = self.style.size * _CHIP
        with canvas.artifact():
            canvas.setFillColor(lighter(self.accent, _GROUND))
            box = (left, y - size * 0.3, right - left, size * 1.32)
            canvas.roundRect(*box, radius=size * 0.34, stroke=0, fill=1)

    def _underline(self, canvas: Any, left: float, right: float, y: float) -> None:
        with canvas.artifact():
            canvas.setStrokeColor(lighter(self.accent, 0.45))
            canvas.setLineWidth(self.style.size * _THICK)
            y -= self.style.size * _UNDER
            canvas.line(left, y, right, y)


class Typesetter:
    """Sets the spans of a document."""

    def __init__(self, document: Document, fonts: Fonts) -> None:
        self.document, self.setter = document, Setter(fonts)
        self.accent = document.accent if _COLOR.fullmatch(document.accent) else s.ACCENT
        self.rtl = document.direction == "rtl"

    def text(
        self,
        spans: Spans | str,
        style: Style,
        width: float,
        element: Element,
        *,
        rtl: bool | None = None,
        most: int | None = None,
    ) -> Text:
        """Spans as lines of a width, of which only the first `most` are kept. `rtl`: not by its letters."""
        spans = (Span(spans),) if isinstance(spans, str) else spans
        rtl = self.reads_rtl(spans) if rtl is None else rtl
        if most is not None:
            spans = tuple(replace(span, text=span.text[: most * _LONGEST]) for span in spans)
        runs = list(self._runs(spans, style))
        lines = self.setter.lines(runs, style, width, "rtl" if rtl else "ltr") if runs else []
        lines = [line for line in lines if line or len(lines) > 1][:most]
        language = self.document.language
        return Text(lines, style, width, rtl, element, spans, language, self.accent)

    def reads_rtl(self, spans: Spans) -> bool:
        """Whether most of the text runs from right to left."""
        rtl = sum(len(x.text) for x in spans if (x.direction or self.document.direction) == "rtl")
        return 2 * rtl > sum(len(x.text) for x in spans)

    def _runs(self, spans: Spans, style: Style) -> Iterator[Run]:
        for number, span in enumerate(spans):
            bold = True if span.strong or span.chip else None
            color = self.accent if span.to or span.chip else s.SOFT if span.soft else None
            if span.chip:
                # No-break spaces are the air inside a chip, and hold it together.
                text = "\u00a0" + span.text.strip().replace(" ", "\u00a0") + "\u00a0"
                yield Run(text, bold, color, style.size * _CHIP, source=number)
            else:
                yield Run(span.text, bold, color, source=number)


def lighter(color: str, share: float) -> Color:
    """The colour as it would look on white at this opacity."""
    whole = HexColor(color)
    return Color(*(1 - share * (1 - part) for part in (whole.red, whole.green, whole.blue)))


def _shown(text: str) -> str:
    """The text without the marks that are never drawn."""
    return " ".join(_UNSEEN.sub("", text).split())
