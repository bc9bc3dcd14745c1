"""Table signs: folded once, the number reads from the far end of the room, the code from a chair."""

from __future__ import annotations

from functools import partial

from roundtable.core import codes
from roundtable.core.printables import Printable
from roundtable.reports import styles as s
from roundtable.reports.printables.kit import MM, Area, Page, Section, style
from roundtable.reports.printables.words import N_, Words

_SIDE = 15 * MM


def shown_address(p: Printable) -> str:
    """The address as people type it."""
    return p.address.partition("://")[2] or p.address


def signs(p: Printable, w: Words) -> Section:
    """A sign to fold for each table: the same on both sides."""
    pages = [
        Page(partial(_tent, p=p, number=number, title=title), foot=False)
        for number, title in enumerate(p.tables, 1)
    ]
    note = w.gettext("Fold them once and put one on each table.")
    return Section(w.gettext("Table signs"), pages, note)


def _tent(area: Area, p: Printable, number: int, title: str) -> None:
    half = area.height / 2
    for top, turned in ((0.0, True), (half, False)):
        with area.part(0, top, area.width, half, turned=turned) as side:
            _sign(side, p, number, title)
    for left in (0.0, area.width - 8 * MM):
        area.cut(left, half, 8 * MM)


def _sign(area: Area, p: Printable, number: int, title: str) -> None:
    """One side: the number as large as it goes, and beside it how a phone gets to this table."""
    w, top = area.w, 14 * MM
    room = area.width - 2 * _SIDE
    right = 56 * MM
    left = room - right - 8 * MM if p.code else room
    area.text(w.all(N_("Table")), style(26, bold=True, color=s.ACCENT), _SIDE, top, left, most=1)
    foot = area.height - 14 * MM
    below = 15 * MM if title else 0
    _number(area, str(number), _SIDE, top + 40, left, foot - top - 40 - below)
    if title:
        area.fitted(title, _SIDE, foot - 9 * MM, left, 13 * MM, (24, 20, 17, 14, 12), bold=True)
    if p.code:
        _joining(area, p, number, area.width - _SIDE - right, top + 2 * MM, right, foot)


def _number(area: Area, digits: str, left: float, top: float, width: float, height: float) -> None:
    """Digits as large as the box lets them be; their own height is two thirds of their size."""
    wide = area.lines(digits, style(100, bold=True), 10_000)[0]
    size = min(height / 0.70, 100 * width / sum(piece.width for piece in wide))
    how = style(size, bold=True, lead=0.70)
    area.set(area.lines(digits, how, 10_000), how, left - size * 0.04, top, width)


def _joining(
    area: Area, p: Printable, number: int, left: float, top: float, width: float, foot: float
) -> None:
    w = area.w
    area.qr(p.join(number), left, top, width)
    scan = N_("Scan it to sit here")
    y = top + width + 5 * MM
    y = area.text(w.gettext(scan), style(14, bold=True), left, y, width)
    for words in w.also(scan):
        y = area.text(words, style(11, color=s.SOFT), left, y, width)
    code = style(34, bold=True, lead=1)
    y = foot - code.size * 0.85
    area.text(codes.show(p.code), code, left - 1, y, width)
    area.text(shown_address(p), style(11, color=s.SOFT), left, y - 14, width)
