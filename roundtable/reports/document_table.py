"""Tables over as many pages as they need: one for those who are read to, with its headers on each page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportlab.platypus import Flowable

from roundtable.reports import styles as s
from roundtable.reports.document_flow import Block, Place
from roundtable.reports.document_text import Text

_AIR, _HAIR, _HEAD = 4.7, 0.6, 0.9
#: Rows that stand together at the least.
_LEAST_ROWS = 2


@dataclass(frozen=True)
class Filled:
    """A cell: its text, where it begins, and the places that it is."""

    text: Text
    left: float
    place: Place | None = None


Row = tuple[Filled, ...]


def height(row: Row) -> float:
    """Height of a row in points."""
    return max((cell.text.height for cell in row), default=0.0) + 2 * _AIR


class Grid(Block):
    """A table. `again`: it goes on from another page, and its headers were read already.

    `whole`: it is divided only if it is higher than a page.
    """

    def __init__(
        self,
        caption: Text | None,
        head: Row,
        rows: Sequence[Row],
        *,
        place: Place | None = None,
        again: bool = False,
        whole: bool = False,
    ) -> None:
        super().__init__()
        self.caption, self.head, self.rows = caption, head, rows
        self.place, self.again, self.whole = place, again, whole
        self.spaceBefore, self.spaceAfter = (0 if again else 14), 16

    @property
    def top(self) -> float:
        """Height of what stands above the rows."""
        caption = self.caption.height + 5 if self.caption else 0.0
        return caption + (height(self.head) if self.head else 0.0)

    @property
    def high(self) -> float:
        """Its height in points."""
        return self.top + sum(map(height, self.rows))

    @property
    def least(self) -> float:
        """What stands above, and two rows."""
        if self.whole and self.high < s.PAGE:
            return self.high
        return self.top + min(sum(map(height, self.rows[:_LEAST_ROWS])), s.PAGE / 3)

    def split(self, _width: float, room: float) -> list[Flowable]:
        """As many rows as fit, and the rest; nothing where that can't be."""
        if self.whole and self.high <= s.PAGE:
            return []
        left = room - self.top
        count = 0
        while count < len(self.rows) and height(self.rows[count]) <= left:
            left -= height(self.rows[count])
            count += 1
        first, rest = list(self.rows[:count]), list(self.rows[count:])
        # A row that no page could hold is divided at its lines.
        if rest and height(rest[0]) > s.PAGE - self.top and left > s.PAGE / 4:
            begun, rest[0] = _divided(rest[0], left - 2 * _AIR)
            first.append(begun)
        if not first or not rest:
            return []
        return [
            Grid(self.caption, self.head, first, place=self.place, again=self.again),
            Grid(None, self.head, rest, again=True, whole=self.whole),
        ]

    def draw(self) -> None:
        """Draw at the origin."""
        canvas: Any = self.canv
        y = self.high
        if self.place:
            self.place.mark(canvas, y)
        if self.caption:
            left = s.FULL - self.caption.width if self.caption.rtl else 0.0
            self.caption.draw(canvas, left, y)
            y -= self.caption.height + 5
        if self.head:
            y = self._draw_head(canvas, y)
        else:
            _line(canvas, y, s.INK, _HEAD)
        for number, row in enumerate(self.rows):
            self._draw_row(canvas, row, y)
            y -= height(row)
            last = number == len(self.rows) - 1
            _line(canvas, y, s.LINE, _HAIR if not last else _HEAD)

    def _draw_head(self, canvas: Any, y: float) -> float:
        if self.again:
            # Read once; shown again for those who see the page.
            with canvas.artifact("Pagination"):
                for cell in self.head:
                    _quiet(cell.text).draw(_Silent(canvas), cell.left, y - _AIR)
        else:
            self._draw_row(canvas, self.head, y)
        y -= height(self.head)
        _line(canvas, y, s.INK, _HEAD)
        return y

    def _draw_row(self, canvas: Any, row: Row, y: float) -> None:
        for cell in row:
            if cell.place:
                cell.place.mark(canvas, y)
            cell.text.draw(canvas, cell.left, y - _AIR)


class _Silent:
    """A canvas on which nothing is marked: all is part of the artifact around it."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas

    def __getattr__(self, name: str) -> Any:
        return getattr(self._canvas, name)

    def mark(self, _element: Any) -> Any:
        """Nothing but what is around it."""
        return self._canvas.artifact("Pagination")


def _quiet(text: Text) -> Text:
    """The text without elements of its own."""
    return replace(text, inside=dict.fromkeys(range(len(text.spans)), text.element))


def _divided(row: Row, room: float) -> tuple[Row, Row]:
    first, rest = [], []
    for cell in row:
        fit = max(1, int(room / cell.text.style.leading))
        first.append(replace(cell, text=cell.text.part(0, fit)))
        rest.append(replace(cell, text=cell.text.part(fit), place=None))
    return tuple(first), tuple(rest)


def _line(canvas: Any, y: float, color: str, thick: float) -> None:
    with canvas.artifact():
        canvas.setStrokeColor(color)
        canvas.setLineWidth(thick)
        canvas.line(0, y, s.FULL, y)
