"""Pictures of a document: charts, people as marks, the map of opinions, bars over time."""

from __future__ import annotations

from typing import Any

from roundtable.core.charts import Picture
from roundtable.core.charts_opinion import OpinionMap
from roundtable.core.charts_shapes import Bar, Drawing, Line
from roundtable.core.charts_shapes import Text as Label
from roundtable.core.document import Art, Gantt
from roundtable.reports.drawing import draw_area, draw_drawing, draw_picture
from roundtable.reports.lines import draw_lines
from roundtable.reports.styles import TONES, Style
from roundtable.reports.text import Run, Setter, width_of

#: Of bars over time: width of the whole and of the labels, height of a row and of a bar, room for days.
_WIDE, _LABELS, _ROW, _BAR, _DAYS = 640.0, 210.0, 26.0, 12.0, 26.0
_SMALL, _SHORT = 12.0, 34


def shapes(art: Art, *, rtl: bool) -> Drawing | Picture | OpinionMap:
    """The picture as shapes inside a box."""
    return _bars(art, rtl=rtl) if isinstance(art, Gantt) else art


def draw(
    canvas: Any,
    art: Drawing | Picture | OpinionMap,
    at: tuple[float, float],
    scale: float,
    setter: Setter,
) -> None:
    """Draw with the upper left corner at `at`; `scale` points for one unit."""
    left, top = at
    if isinstance(art, Picture):
        draw_picture(canvas, art, left, top, scale)
    elif isinstance(art, OpinionMap):
        _draw_map(canvas, art, at, scale, setter)
    else:
        draw_drawing(canvas, art, left, top, scale)
        if art.marks:
            draw_picture(canvas, Picture(art.width, art.height, art.marks), left, top, scale)
        for label in art.texts:
            _draw_label(canvas, label, at, scale, setter)


def _draw_map(
    canvas: Any, art: OpinionMap, at: tuple[float, float], scale: float, setter: Setter
) -> None:
    canvas.saveState()
    canvas.translate(*at)
    canvas.scale(scale, -scale)
    for area in art.areas:
        draw_area(canvas, area)
    canvas.restoreState()
    for area in art.areas:
        x, y = area.label
        name = Label(x, y, f"{area.letter} · {area.size}", 18, "middle", bold=True)
        _draw_label(canvas, name, at, scale, setter)


def _draw_label(
    canvas: Any, label: Label, at: tuple[float, float], scale: float, setter: Setter
) -> None:
    """A text on its baseline, from there on or before it."""
    style = Style(label.size * scale, label.size * scale, TONES[label.tone], label.bold)
    lines = setter.lines([Run(label.text)], style, 10_000)[:1]
    if not lines:
        return
    back = {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
    x = at[0] + label.x * scale - back * width_of(lines[0])
    # Lines are drawn from their upper edge, under which the baseline is so far.
    top = at[1] - label.y * scale + (style.leading + style.size * 0.68) / 2
    draw_lines(canvas, lines, style, top, x, 10_000, False)


def _bars(gantt: Gantt, *, rtl: bool) -> Drawing:
    """Bars over time as a chart: labels on the side where one begins to read, days above."""
    days = [day for _label, first, last in gantt.rows for day in (first, last + 1)]
    days += [day for day, _label in gantt.ticks]
    start, end = min(days, default=0), max(days, default=1)
    room = _WIDE - _LABELS
    high = _DAYS + len(gantt.rows) * _ROW

    def across(day: float) -> float:
        x = room * (day - start) / max(1, end - start)
        return room - x if rtl else _LABELS + x

    lines = [
        Line(across(day), _DAYS - 4, across(day), high, "line", thick=0.8)
        for day, _label in gantt.ticks
    ]
    texts = [
        Label(across(day), _DAYS - 10, words, _SMALL, _side(day, start, end, rtl=rtl), "faint")
        for day, words in gantt.ticks
    ]
    bars = []
    for number, (words, first, last) in enumerate(gantt.rows):
        y = _DAYS + number * _ROW
        left, right = sorted((across(first), across(last + 1)))
        bars.append(Bar(left, y + (_ROW - _BAR) / 2, max(right - left, 3), _BAR))
        short = words if len(words) <= _SHORT else words[: _SHORT - 1].rstrip() + "…"
        side = _WIDE if rtl else 0.0
        texts.append(Label(side, y + _ROW / 2 + 4, short, _SMALL + 1, "end" if rtl else "start"))
        lines.append(Line(0, y, _WIDE, y, "line", thick=0.6))
    return Drawing(_WIDE, high, tuple(bars), tuple(lines), tuple(texts))


def _side(day: int, start: int, end: int, *, rtl: bool) -> Any:
    """On which side of a day its name stands: never over the edge."""
    if day - start < (end - start) * 0.06:
        return "end" if rtl else "start"
    if end - day < (end - start) * 0.06:
        return "start" if rtl else "end"
    return "middle"
