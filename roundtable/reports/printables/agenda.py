"""The agenda: with its questions to hand out, and large for the wall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from roundtable.core import codes
from roundtable.core.printables import Printable, Step, times
from roundtable.reports import styles as s
from roundtable.reports.printables.kit import MM, Area, Page, Section, style
from roundtable.reports.printables.signs import shown_address
from roundtable.reports.printables.words import Words

_SIDE = 15 * MM
#: Steps on one sheet of the handout, and of the wall.
_MOST_ROWS, _MOST_LARGE = 14, 7
#: Sizes from which the handout's type is chosen: as large as all steps fit.
_SIZES = (15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0)


def agenda(p: Printable, w: Words) -> Section:
    """To hand out, with questions; and large, for the wall."""
    made = [*_handout(p), *_wall(p)]
    return Section(
        w.gettext("Agenda"), made, w.gettext("The handout for hosts, the large one for the wall.")
    )


def head(area: Area, eyebrow: str, title: str, *, most: int = 25) -> float:
    """The head of a standing sheet; returns where it ends."""
    width = area.width - 2 * _SIDE
    top = area.text(eyebrow, style(11, bold=True, color=s.ACCENT), _SIDE, 15 * MM, width, most=1)
    sizes = [size for size in (30, 25, 21, 18, 15) if size <= most + 5]
    return area.fitted(title, _SIDE, top + 2, width, 70, sizes, bold=True, lead=1.15) + 12


def _handout(p: Printable) -> Iterator[Page]:
    """All steps on as few sheets as are needed, evenly full."""
    rows = list(zip(times(p.steps, p.start), p.steps, strict=True))
    sheets = -(-len(rows) // _MOST_ROWS)
    each = -(-len(rows) // sheets) if sheets else 1
    for number in range(sheets):
        part = rows[number * each : (number + 1) * each]
        last = number == sheets - 1
        yield Page(partial(_agenda_sheet, p=p, rows=part, ends=_end(p) if last else ""))


def _end(p: Printable) -> str:
    """When it is over, if that can be said."""
    if p.start is None or not p.steps:
        return ""
    return times([*p.steps, p.steps[-1]], p.start)[-1]


def _agenda_sheet(area: Area, p: Printable, rows: Sequence[tuple[str, Step]], ends: str) -> None:
    w = area.w
    width = area.width - 2 * _SIDE
    top = head(area, f"{p.city} · {w.gettext('Agenda')}", w.t(p.title))
    foot = area.height - (50 if p.code else 24) * MM
    room = foot - top - 24
    size = next((z for z in _SIZES if sum(_tall(area, r, z) for _, r in rows) < room), _SIZES[-1])
    air = min(8.0, max(0.0, (room - sum(_tall(area, r, size) for _, r in rows)) / len(rows)))
    for time, step in rows:
        _row(area, time, step, size, top)
        top += _tall(area, step, size) + air
    area.rule(_SIDE, top, width)
    if ends:
        when = _column(size)
        said = style(size, bold=True)
        area.text(ends, style(size, bold=True, color=s.ACCENT), _SIDE, top + size * 0.6, when)
        area.text(w.gettext("The end"), said, _SIDE + when, top + size * 0.6, width - when)
    elif p.start is None:
        note = w.gettext("Times are hours and minutes after the beginning.")
        area.text(note, style(9, color=s.SOFT), _SIDE, top + 6, width)
    if p.code:
        join_strip(area, p, area.height - 45 * MM)


def _column(size: float) -> float:
    """Room for a time of day."""
    return size * 4.6


def _widths(area: Area, size: float) -> tuple[float, float, float]:
    """Room for the time, the words and the minutes."""
    width, when, long = area.width - 2 * _SIDE, _column(size), size * 5.2
    return when, width - when - long, long


def _row(area: Area, time: str, step: Step, size: float, top: float) -> None:
    w = area.w
    when, middle, long = _widths(area, size)
    area.rule(_SIDE, top, area.width - 2 * _SIDE)
    y = top + size * 0.6
    area.text(time, style(size, bold=True, color=s.ACCENT), _SIDE, y, when)
    if step.minutes:
        words = w.ngettext("%(n)s minute", "%(n)s minutes", step.minutes)
        soft = style(size * 0.84, color=s.SOFT)
        area.text(words, soft, _SIDE + when + middle, y + 1, long, align="end")
    y = area.text(w.t(step.title), style(size, bold=True), _SIDE + when, y, middle, most=2)
    area.text(w.t(step.question), style(size * 0.86, color=s.SOFT), _SIDE + when, y, middle, most=3)


def _tall(area: Area, step: Step, size: float) -> float:
    """The height of a row."""
    _when, middle, _long = _widths(area, size)
    w, small = area.w, style(size * 0.86)
    title = min(2, len(area.lines(w.t(step.title), style(size, bold=True), middle)))
    question = min(3, len(area.lines(w.t(step.question), small, middle)))
    asked = question * small.leading if w.t(step.question) else 0
    return size * 1.2 + title * size * 1.32 + asked


def join_strip(area: Area, p: Printable, top: float) -> None:
    """How a phone gets in, at the foot of a sheet."""
    side, w = 27 * MM, area.w
    area.qr(p.join(), area.width - _SIDE - side, top, side)
    left, width = _SIDE, area.width - 2 * _SIDE - side - 8 * MM
    bottom = area.text(
        w.gettext("Join with a phone"), style(12, bold=True), left, top + 2 * MM, width, align="end"
    )
    bottom = area.text(shown_address(p), style(11, color=s.SOFT), left, bottom, width, align="end")
    area.text(codes.show(p.code), style(24, bold=True), left, bottom, width, align="end")


def _wall(p: Printable) -> Iterator[Page]:
    """The steps alone, to be read from a chair."""
    rows = list(zip(times(p.steps, p.start), p.steps, strict=True))
    sheets = -(-len(rows) // _MOST_LARGE)
    each = -(-len(rows) // sheets) if sheets else 1
    for number in range(sheets):
        part = rows[number * each : (number + 1) * each]
        yield Page(partial(_wall_sheet, p=p, rows=part), lying=True)


def _wall_sheet(area: Area, p: Printable, rows: Sequence[tuple[str, Step]]) -> None:
    w = area.w
    width = area.width - 2 * _SIDE
    how = style(15, bold=True, color=s.ACCENT)
    top = area.text(w.t(p.title), how, _SIDE, 13 * MM, width, most=1) + 3 * MM
    pitch = min(30 * MM, (area.height - top - 18 * MM) / max(1, len(rows)))
    for time, step in rows:
        area.rule(_SIDE, top, width)
        _large(area, time, step, top, pitch)
        top += pitch
    area.rule(_SIDE, top, width)


def _large(area: Area, time: str, step: Step, top: float, pitch: float) -> None:
    w = area.w
    width, when, long = area.width - 2 * _SIDE, 42 * MM, 34 * MM
    size = min(36, pitch * 0.44)
    others = " · ".join(w.others(step.title))
    sizes = [size * share for share in (1, 0.9, 0.8, 0.7, 0.6)]
    lines, how = area.fit(w.t(step.title), width - when - long, size * 1.4, sizes, bold=True)
    small = style(size * 0.42, color=s.SOFT)
    y = top + (pitch - how.leading - (small.leading if others else 0)) / 2
    below = area.set(lines, how, _SIDE + when, y, width - when - long)
    area.text(others, small, _SIDE + when, below - 2, width - when - long, most=1)
    clock = style(size, bold=True, color=s.ACCENT)
    y += (how.leading - clock.leading) / 2
    area.text(time, clock, _SIDE, y, when, most=1)
    if step.minutes:
        soft = style(size * 0.6, color=s.SOFT)
        y += (clock.leading - soft.leading) / 2
        words = w.gettext("%(n)s min", n=step.minutes)
        area.text(words, soft, _SIDE + width - long, y, long, align="end")
