"""Ballots: one for each card and vote, big boxes to mark, numbers to be typed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count

from roundtable.core.printables import Option, Printable, Step, blank_rows
from roundtable.reports import styles as s
from roundtable.reports.printables import marking
from roundtable.reports.printables.kit import MM, WRITE, Area, Page, Section, style
from roundtable.reports.printables.words import N_, Words

#: Options up to which two ballots share a sheet.
_SHARED = 9
#: Options whose pairs still fit below them on half a sheet.
_PAIRED = 6
_SIDE = 11 * MM


@dataclass(frozen=True)
class Slip:
    """A ballot: whose it is, for which vote, and the rows from `first` on that stand on it."""

    step: Step
    card: str
    rows: Sequence[Option | int]
    sheet: str = ""


def ballots(p: Printable, w: Words) -> Section:
    """For each vote a ballot for each card."""
    pages = [page for step in p.votes for page in _of(p, step)]
    return Section(w.gettext("Ballots"), pages, w.gettext("One for each card and vote."))


def _of(p: Printable, step: Step) -> list[Page]:
    rows: Sequence[Option | int] = step.options or range(1, blank_rows(step.ballot) + 1)
    shared = _PAIRED if step.ballot == "pairs" else _SHARED
    long = len(rows) > shared + (3 if not step.options else 0)
    cards = p.cards or ("",)
    if long:
        return [page for card in cards for page in _sheets(step, card, rows)]
    slips = [Slip(step, card, rows) for card in cards]
    return [
        Page(partial(_pair, slips=slips[at : at + 2]), lying=True, foot=False)
        for at in range(0, len(slips), 2)
    ]


def _sheets(step: Step, card: str, rows: Sequence[Option | int]) -> list[Page]:
    """Long ballots: on whole sheets, evenly full."""
    many = -(-len(rows) // 14)
    each = -(-len(rows) // many)
    parts = [rows[at : at + each] for at in range(0, len(rows), each)]
    return [
        Page(
            partial(_whole, slip=Slip(step, card, part, f"{n}/{many}" if many > 1 else "")),
            foot=False,
        )
        for n, part in zip(count(1), parts, strict=False)
    ]


def _pair(area: Area, slips: Sequence[Slip]) -> None:
    half = area.width / 2
    for index, slip in enumerate(slips):
        with area.part(index * half, 0, half, area.height) as place:
            draw(place, slip)
    area.cut(half, 6 * MM, area.height - 12 * MM, down=True)


def _whole(area: Area, slip: Slip) -> None:
    draw(area, slip, side=16 * MM)


def draw(area: Area, slip: Slip, side: float = _SIDE) -> None:
    """One ballot."""
    top = _head(area, slip, side)
    foot = area.height - 15 * MM
    rows = len(slip.rows)
    grid = marking.pairs_height(slip.step, rows)
    top = _rows(area, slip, side, top, foot - _below(slip) - grid)
    if grid:
        marking.pairs(area, slip.step, side, top, area.width - 2 * side, rows)
        top += grid
    _reason(area, slip, side, top + 4 * MM, foot)
    said = area.w.gettext("Nobody's name is on it. Give it to your host, folded.")
    low = area.height - 11 * MM
    area.text(said, style(8, color=s.SOFT), side, low, area.width - 2 * side - 7 * MM, most=1)
    area.mark(area.width - side - 12, low - 0.4 * MM, 12)


def chip(area: Area, card: str, right: float, top: float) -> float:
    """The code of a card in its frame, ending at `right`; returns its width."""
    wide, tall = 25 * MM, 11.5 * MM
    area.box(right - wide, top, wide, tall, radius=tall / 2, color=s.INK, weight=1.1)
    if card:
        how = style(18, bold=True)
        area.text(card, how, right - wide, top + (tall - how.leading) / 2, wide, align="middle")
    label = style(7.5, color=s.SOFT)
    area.text(area.w.gettext("Card"), label, right - wide, top + tall + 1, wide, align="middle")
    return wide


def _head(area: Area, slip: Slip, side: float) -> float:
    w, step = area.w, slip.step
    width = area.width - 2 * side
    taken = chip(area, slip.card, area.width - side, 9 * MM)
    left = width - taken - 5 * MM
    eyebrow = w.t(step.title) + (f" · {slip.sheet}" if slip.sheet else "")
    top = area.text(eyebrow, style(10, bold=True, color=s.ACCENT), side, 10 * MM, left, most=1)
    question = w.t(step.question)
    top = area.fitted(question, side, top + 1, left, 60, (17, 15, 13.5, 12), bold=True, lead=1.18)
    top = max(top, 27 * MM)
    if others := w.others(step.question):
        top = area.text(
            " · ".join(others[:2]), style(9, color=s.SOFT), side, top + 2, width, most=3
        )
    message, values = marking.how(step, w)
    top = area.text(w.gettext(message, **values), style(11, bold=True), side, top + 6, width)
    for words in w.also(message, **values)[:2]:
        top = area.text(words, style(9, color=s.SOFT), side, top, width)
    return top + 6


def _rows(area: Area, slip: Slip, side: float, top: float, foot: float) -> float:
    """The options: a number to be typed, words or a line, what is marked; returns where they end."""
    step, w = slip.step, area.w
    width = area.width - 2 * side
    columns = marking.columns(step, w)
    marks = marking.width(step)
    number = 9 * MM
    words = width - number - marks - 3 * MM
    if columns:
        each = marks / len(columns)
        for index, name in enumerate(columns):
            left = side + width - marks + index * each
            lines, how = area.fit(name, each - 2, 20, (8.5, 7.5, 6.5), bold=True)
            area.set(lines, how, left, top + 20 - len(lines) * how.leading, each, align="middle")
        top += 22
    pitch = min(20 * MM, (foot - top) / len(slip.rows))
    size = min(8 * MM, pitch * 0.62)
    for row in slip.rows:
        area.rule(side, top, width, _line(row))
        nr = row if isinstance(row, int) else row.number
        middle = top + pitch / 2
        figure = style(min(15, pitch * 0.5), bold=True)
        area.text(str(nr), figure, side, middle - figure.leading / 2, number)
        if isinstance(row, Option):
            costs = step.ballot == "knapsack" and row.cost is not None
            price = marking.money(step, row.cost or 0, w) if costs else ""
            _option(area, row, side + number, top, words, pitch, price)
        _marks(area, step, side + width - marks, middle, marks, size)
        top += pitch
    area.rule(side, top, width, _line(row))
    return top


def _line(row: Option | int) -> str:
    """The colour of the line around a row: one to write on is darker."""
    return s.LINE if isinstance(row, Option) else WRITE


def _option(
    area: Area, row: Option, left: float, top: float, width: float, pitch: float, price: str = ""
) -> None:
    cost = 4 * MM if price else 0
    lines, how = area.fit(
        row.title or row.text, width, pitch - 5 - cost, (12.5, 11.5, 10.5, 9.5, 8.5),
        bold=bool(row.title), lead=1.2,
    )  # fmt: skip
    y = top + (pitch - cost - len(lines) * how.leading) / 2
    area.text(price, style(9.5, color=s.SOFT), left, y + len(lines) * how.leading, width)
    area.set(lines, how, left, y, width, rtl=row.direction == "rtl")


def _marks(area: Area, step: Step, left: float, middle: float, width: float, size: float) -> None:
    """Boxes or circles of one row, around its middle."""
    if step.ballot == "pairs":
        return
    many = len(marking.columns(step, area.w)) or 1
    if step.ballot == "dots" and step.budget <= marking.CIRCLES:
        across = min(5.4 * MM, size)
        for index in range(step.budget):
            x = left + width - (step.budget - index) * 7 * MM + (7 * MM - across)
            area.circle(x, middle - across / 2, across)
        return
    each = width / many
    size = min(size, each - 2)
    for index in range(many):
        x = left + index * each + (each - size) / 2 if many > 1 else left + width - size
        area.box(x, middle - size / 2, size)


#: What people may write under the rows, by the type of their ballot.
_REASONS = {
    "consent": N_("I object to number ________, because"),
    "": N_("A concern about number ________:"),
}


def _below(slip: Slip) -> float:
    """The room that is kept for what is written under the rows."""
    if slip.step.ballot == "consent":
        return 31 * MM
    return 20 * MM if slip.step.settings.get("concerns", "no") == "yes" else 0


def _reason(area: Area, slip: Slip, side: float, top: float, foot: float) -> None:
    if not _below(slip):
        return
    width = area.width - 2 * side
    words = area.w.gettext(_REASONS.get(slip.step.ballot, _REASONS[""]))
    y = area.text(words, style(10, bold=True), side, top, width)
    pitch = 9.5 * MM
    area.writing(side, y - 3, width, max(1, min(6, int((foot - y) / pitch))), pitch)
