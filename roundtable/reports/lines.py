"""Draws lines that were set by `roundtable.reports.text`; no markup is parsed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from roundtable.reports.styles import Style
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
