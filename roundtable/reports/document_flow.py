"""What the pages of a document are made of: paragraphs, figures, lines of the contents.

Each is a reportlab flowable that knows the element it belongs to; parts of one that is divided over
pages belong to the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable

from roundtable.reports import document_art
from roundtable.reports import styles as s
from roundtable.reports.document_text import Text, lighter
from roundtable.reports.text import Setter
from roundtable.tagged import Element

#: No fewer lines of a paragraph than these stand alone on a page.
_LEAST_LINES = 2
#: Where the rule of a quotation or warning is, and how thick.
_RULE = 2.2


@dataclass(frozen=True)
class Place:
    """Where one can be led to; headings are in the outline, too, at a level from 0."""

    anchor: str
    outline: str = ""
    level: int = 0
    section: str = ""
    reached: Callable[[str], None] | None = None

    def mark(self, canvas: Any, height: float) -> None:
        """Mark the place that is so far above the present origin."""
        _x, y = canvas.absolutePosition(0, height)
        canvas.bookmarkPage(self.anchor, fit="XYZ", left=0, top=y + 14)
        canvas.places[self.anchor] = canvas.getPageNumber()
        if self.section:
            canvas.begin_section(self.section)
        if self.outline:
            canvas.addOutlineEntry(self.outline, self.anchor, self.level, self.level > 0)
        if self.reached:
            self.reached(self.outline)


class Block(Flowable):
    """What a page is made of. `leads`: it stands on the page of what follows."""

    leads = False

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Width and height, in points."""
        return s.FULL, self.high

    @property
    def high(self) -> float:
        """Its height in points."""
        raise NotImplementedError

    @property
    def least(self) -> float:
        """How much of it must stand together at the least."""
        return self.high


class Words(Block):
    """A paragraph. `rule` is the colour of a line at the side where it begins, `ground` of its box."""

    def __init__(
        self,
        text: Text,
        left: float = 0,
        *,
        place: Place | None = None,
        rule: str = "",
        ground: str = "",
        leads: bool = False,
        marker: Text | None = None,
    ) -> None:
        super().__init__()
        self.text, self.left, self.place = text, left, place
        self.rule, self.ground, self.leads, self.marker = rule, ground, leads, marker
        self.air = 9.0 if ground else 0.0
        self.spaceBefore, self.spaceAfter = text.style.before, text.style.after

    @property
    def high(self) -> float:
        """Its height in points."""
        return self.text.height + 2 * self.air

    @property
    def least(self) -> float:
        """Two lines, or three where the third would be alone."""
        few = len(self.text.lines) < 2 * _LEAST_LINES
        lines = len(self.text.lines) if few else _LEAST_LINES
        return lines * self.text.style.leading + 2 * self.air

    def split(self, _width: float, height: float) -> list[Flowable]:
        """Two parts, leaving no line alone; nothing where that can't be."""
        fit = int((height - 2 * self.air + 0.01) / self.text.style.leading)
        fit = min(fit, len(self.text.lines) - _LEAST_LINES)
        if fit < _LEAST_LINES:
            return []
        first = self._part(self.text.part(0, fit))
        first.place, first.marker = self.place, self.marker
        rest = self._part(self.text.part(fit))
        first.spaceAfter = rest.spaceBefore = 0
        return [first, rest]

    def _part(self, text: Text) -> Words:
        return Words(text, self.left, rule=self.rule, ground=self.ground)

    def draw(self) -> None:
        """Draw at the origin."""
        if self.place:
            self.place.mark(self.canv, self.high)
        if self.ground or self.rule:
            self._draw_side()
        if self.marker:
            self.marker.draw(self.canv, self._marker_left(), self.high - self.air)
        self.text.draw(self.canv, self.left, self.high - self.air)

    def _marker_left(self) -> float:
        marker = self.marker
        assert marker
        return self.left + self.text.width if marker.rtl else self.left - marker.width

    def _draw_side(self) -> None:
        canvas: Any = self.canv
        far = 12.0
        end = self.left + self.text.width
        with canvas.artifact():
            if self.ground:
                canvas.setFillColor(lighter(self.ground, 0.07))
                wide = self.text.width + 2 * far
                canvas.rect(self.left - far, 0, wide, self.high, stroke=0, fill=1)
            canvas.setFillColor(self.rule)
            x = end + far - _RULE if self.text.rtl else self.left - far
            canvas.rect(x, 0 if self.ground else 1, _RULE, self.high - 2, stroke=0, fill=1)


class Picture(Block):
    """A figure, scaled to fit; `element` has its words for who does not see it."""

    def __init__(
        self, art: Any, element: Element, setter: Setter, *, rtl: bool, place: Place | None
    ) -> None:
        super().__init__()
        self.art = document_art.shapes(art, rtl=rtl)
        self.element, self.setter, self.rtl, self.place = element, setter, rtl, place
        wide, high = max(self.art.width, 1), max(self.art.height, 1)
        self.scale = min(1.0, s.FULL / wide, s.PAGE * 0.46 / high)
        self.spaceBefore, self.spaceAfter = 14, 6
        self.leads = True

    @property
    def high(self) -> float:
        """Its height in points."""
        return float(max(self.art.height, 1) * self.scale)

    def draw(self) -> None:
        """Draw at the origin."""
        canvas: Any = self.canv
        if self.place:
            self.place.mark(canvas, self.high)
        wide = self.art.width * self.scale
        left = s.FULL - wide if self.rtl else 0.0
        canvas.frame(self.element, (left, 0, left + wide, self.high))
        with canvas.mark(self.element):
            document_art.draw(canvas, self.art, (left, self.high), self.scale, self.setter)


class Entry(Block):
    """A line of the contents: the title, dots, the page. Both are one link."""

    def __init__(
        self, title: Text, page: Text, left: float, words: tuple[str, str], *, line: bool
    ) -> None:
        super().__init__()
        self.title, self.page, self.left, self.line = title, page, left, line
        self.anchor, self.words = words
        self.air = 4.2 if line else 1.6
        self.spaceBefore = 3 if line else 0

    @property
    def high(self) -> float:
        """Its height in points."""
        return self.title.height + 2 * self.air

    def draw(self) -> None:
        """Draw at the origin."""
        canvas: Any = self.canv
        top, rtl = self.high - self.air, self.title.rtl
        whole = s.FULL - self.left
        self.title.draw(canvas, s.FULL - self.left - self.title.width if rtl else self.left, top)
        low = self.title.height - self.page.height
        self.page.element = self.title.element.add("Span")
        self.page.draw(canvas, 0 if rtl else s.FULL - self.page.width, top - low)
        left = 0.0 if rtl else self.left
        box = (left, 0, left + whole, self.high)
        with canvas.mark(self.title.element):
            canvas.link(self.title.element, f"#{self.anchor}", box, self.words)
        if self.line:
            with canvas.artifact():
                canvas.setStrokeColor(s.LINE)
                canvas.setLineWidth(0.6)
                canvas.line(0, self.high, s.FULL, self.high)
