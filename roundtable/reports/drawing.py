"""Draws pictures of `roundtable.core.charts` on a PDF canvas."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import Color, HexColor

from roundtable.core.charts import Mark, Picture
from roundtable.core.charts_opinion import Area
from roundtable.core.charts_shapes import Drawing
from roundtable.reports.styles import GROUPS, TONES

_OPACITY = {"full": 1.0, "hollow": 0.55, "against": 1.0, "faint": 0.4}


def draw_picture(canvas: Any, picture: Picture, left: float, top: float, scale: float) -> None:
    """Draw with the upper left corner at (left, top); `scale` points for one unit."""
    canvas.saveState()
    canvas.translate(left, top)
    canvas.scale(scale, -scale)
    for group, state, marks in picture.runs:
        _pens(canvas, group, state, marks[0].size)
        for mark in marks:
            _draw(canvas, mark, fill=int(state == "full"))
    canvas.restoreState()


def _pens(canvas: Any, group: int, state: str, size: float) -> None:
    color = HexColor(GROUPS[group])
    canvas.setFillColor(color)
    canvas.setStrokeColor(_mixed(color, _OPACITY[state]))
    canvas.setLineWidth(size * 0.22)
    canvas.setLineJoin(0 if state == "full" else 1)


def _mixed(color: Any, share: float) -> Color:
    """The colour as it would look on white at this opacity: transparency costs printers dear."""
    return Color(*(1 - share * (1 - part) for part in (color.red, color.green, color.blue)))


def _draw(canvas: Any, mark: Mark, fill: int) -> None:
    stroke = 1 - fill
    corners = mark.corners
    if corners:
        path = canvas.beginPath()
        path.moveTo(*corners[0])
        for x, y in corners[1:]:
            path.lineTo(x, y)
        path.close()
        canvas.drawPath(path, stroke=stroke, fill=fill)
    else:
        canvas.circle(mark.x, mark.y, mark.size, stroke=stroke, fill=fill)
    for x1, y1, x2, y2 in mark.cross:
        canvas.line(x1, y1, x2, y2)


def draw_drawing(canvas: Any, drawing: Drawing, left: float, top: float, scale: float) -> None:
    """Draw bars and lines of a chart with the upper left corner at (left, top); words stand beside it."""
    canvas.saveState()
    canvas.translate(left, top)
    canvas.scale(scale, -scale)
    for bar in drawing.bars:
        canvas.setFillColor(HexColor(TONES[bar.tone]))
        canvas.rect(bar.x, bar.y, bar.width, bar.height, stroke=0, fill=1)
        canvas.setStrokeColor(HexColor(TONES["paper"]))
        canvas.setLineWidth(0.8)
        for x1, y1, x2, y2 in bar.hatching:
            canvas.line(x1, y1, x2, y2)
    for line in drawing.lines:
        canvas.setStrokeColor(HexColor(TONES[line.tone]))
        canvas.setLineWidth(line.thick)
        canvas.setDash([3, 3] if line.dashed else [])
        canvas.line(line.x1, line.y1, line.x2, line.y2)
    canvas.restoreState()


def draw_area(canvas: Any, area: Area) -> None:
    """An outline of the map of opinions, hatched, with its dots; the y axis points down."""
    path = canvas.beginPath()
    path.moveTo(*area.corners[0])
    for x, y in area.corners[1:]:
        path.lineTo(x, y)
    path.close()
    canvas.setFillColor(HexColor(TONES["track"]))
    canvas.setStrokeColor(HexColor(TONES["faint"]))
    canvas.setLineWidth(0.4)
    canvas.drawPath(path, stroke=0, fill=1)
    for x1, y1, x2, y2 in area.hatching:
        canvas.line(x1, y1, x2, y2)
    canvas.setLineWidth(1.2)
    canvas.setStrokeColor(HexColor(TONES["full"]))
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.setFillColor(HexColor(TONES["full"]))
    for mark in area.dots:
        _draw(canvas, mark, fill=1)
