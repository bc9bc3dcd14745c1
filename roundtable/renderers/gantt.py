"""Bars over time as a drawing, for every format that draws its pictures from shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from roundtable.core.charts_shapes import Anchor, Bar, Drawing, Line, Text, fitting
from roundtable.core.document import Direction, Gantt

WIDTH: Final = 640.0
_LABELS: Final = 210.0
_ROW: Final = 30.0
_BAR: Final = 15.0
_HEAD: Final = 26.0
_SIZE: Final = 14.0
_SMALL: Final = 12.0
_GAP: Final = 12.0


def drawn(plan: Gantt, direction: Direction = "ltr", width: float = WIDTH) -> Drawing:
    """Labels where reading begins, a bar for each row, a line for each tick with its words above."""
    days = [day for _, first, last in plan.rows for day in (first, last)]
    days += [day for day, _ in plan.ticks]
    if not days:
        return Drawing(width, 0)
    begin, span = min(days), max(1, max(days) - min(days) + 1)
    scale = (width - _LABELS - _GAP) / span
    turned = direction == "rtl"

    def at(day: float) -> float:
        """Where a day begins."""
        along = _LABELS + _GAP + (day - begin) * scale
        return width - along if turned else along

    height = _HEAD + len(plan.rows) * _ROW
    lines = tuple(Line(at(day), _HEAD - 6, at(day), height, "line") for day, _ in plan.ticks)
    bars, texts = [], list(_ticks(plan, at, width, turned=turned))
    for number, (label, first, last) in enumerate(plan.rows):
        top = _HEAD + number * _ROW
        start, end = sorted((at(min(first, last)), at(max(first, last) + 1)))
        bars.append(Bar(start, top + (_ROW - _BAR) / 2, max(3.0, end - start), _BAR, "full"))
        words = fitting(label, _LABELS, _SIZE)
        base = top + _ROW / 2 + _SIZE * 0.35
        side: float = width if turned else 0.0
        texts.append(Text(side, base, words, _SIZE, "end" if turned else "start", own=True))
    return Drawing(width, height, tuple(bars), lines, tuple(texts))


def _ticks(
    plan: Gantt, at: Callable[[float], float], width: float, *, turned: bool
) -> Iterator[Text]:
    """Words of ticks, without those that would stand in one another."""
    free = -1.0
    for day, label in sorted(plan.ticks):
        along = at(day)
        reach = len(label) * _SMALL * 0.56
        place = width - along if turned else along
        if place < free:
            continue
        anchor: Anchor = "end" if turned else "start"
        if place + reach > width:
            anchor = "start" if turned else "end"
        free = place + reach + 8
        yield Text(along, _SMALL + 2, label, _SMALL, anchor, "faint")
