"""What hangs on walls: the questions, and who sits where."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from roundtable.core.printables import Printable, Round, Step
from roundtable.core.text import direction
from roundtable.reports import styles as s
from roundtable.reports.printables.agenda import head
from roundtable.reports.printables.kit import MM, Area, Page, Section, style
from roundtable.reports.printables.words import Words

_SIDE = 15 * MM
#: Points of type from which a poster's question is chosen.
_POSTER = (112, 100, 88, 76, 68, 60, 54, 48, 42, 37, 32, 28, 24, 20)


def posters(p: Printable, w: Words) -> Section:
    """Each question on a sheet of its own."""
    pages = [
        Page(partial(_poster, step=step, number=p.steps.index(step) + 1), lying=True)
        for step in p.asks
    ]
    return Section(
        w.gettext("Questions for the wall"),
        pages,
        w.gettext("Put each one up when its step begins."),
    )


def _poster(area: Area, step: Step, number: int) -> None:
    w = area.w
    side = 20 * MM
    width = area.width - 2 * side
    head = f"{number} · {w.t(step.title)}"
    area.text(head, style(17, bold=True, color=s.ACCENT), side, 17 * MM, width, most=1)
    if step.minutes:
        words = w.ngettext("%(n)s minute", "%(n)s minutes", step.minutes)
        area.text(words, style(17, color=s.SOFT), side, 17 * MM, width, align="end")
    others = w.others(step.question)[:4]
    top, foot = 32 * MM, area.height - 20 * MM
    small = [
        area.fit(words, width * 0.86, 40 * MM / len(others), (24, 20, 17, 14)) for words in others
    ]
    low = sum(len(lines) * how.leading + 4 for lines, how in small)
    area.fitted(
        w.t(step.question), side, top, width, foot - top - low - 8 * MM, _POSTER,
        bold=True, lead=1.14,
    )  # fmt: skip
    y = foot - low
    for (lines, how), words in zip(small, others, strict=True):
        rtl = direction(words) == "rtl"
        y = area.set(lines, how, side, y, width * 0.86, rtl=rtl) + 4


# --- who sits where


def seating(p: Printable, w: Words) -> Section:
    """For each round at the tables, the cards that sit at each."""
    sheets: list[list[Round]] = []
    left = 0.0
    for each in p.rounds:
        tall = _ROUND + _ROW * _rows_of(each, p)
        if tall > left:
            sheets.append([])
            left = _SHEET
        sheets[-1].append(each)
        left -= tall
    return Section(
        w.gettext("Who sits where"),
        [Page(partial(_seats, rounds=rounds, p=p)) for rounds in sheets],
        w.gettext("By the codes of the cards, for each round."),
    )


#: Heights of the seating plan: of a sheet's middle, of a round's head, and of a row.
_SHEET, _ROUND, _ROW = 600.0, 44.0, 29.0
#: Codes of cards that stand in one row at a table.
_PER_ROW = 9


def _rows_of(each: Round, p: Printable) -> int:
    """Rows that a round takes, lines of codes that wrap counted as rows."""
    places = sorted(set(each.places))
    if each.small:
        return -(-len(places) // 3)
    counts = [each.places.count(place) for place in places]
    return sum(-(-count // _PER_ROW) for count in counts) if p.cards else 0


def _seats(area: Area, rounds: Sequence[Round], p: Printable) -> None:
    w = area.w
    width = area.width - 2 * _SIDE
    top = head(area, w.gettext("Who sits where"), w.t(p.title), most=20)
    top = area.text(
        w.gettext("Hand the cards out group by group, in order: then each table is mixed."),
        style(11, color=s.SOFT), _SIDE, top - 8, width,
    ) + 12  # fmt: skip
    for each in rounds:
        number = p.rounds.index(each) + 1
        title = f"{number}. {w.t(each.title)}"
        top = area.text(title, style(15, bold=True), _SIDE, top, width, most=2) + 4
        top = _round(area, each, p, top, width) + 18


def _round(area: Area, each: Round, p: Printable, top: float, width: float) -> float:
    """A row for each table with the codes of its cards; small groups in three columns."""
    places = sorted(set(each.places))
    columns = 3 if each.small else 1
    wide, name, pitch = width / columns, (11 if each.small else 27) * MM, 15.5 * MM
    per = max(1, int((wide - name) / pitch))
    how = style(14)
    at = [
        [card for card, there in zip(p.cards, each.places, strict=True) if there == place]
        for place in places
    ]
    for first in range(0, len(places), columns):
        tallest = max(-(-len(there) // per) for there in at[first : first + columns])
        for index in range(first, min(first + columns, len(places))):
            left = _SIDE + (index - first) * wide
            area.rule(left, top, wide - (8 if each.small else 0))
            number = str(places[index])
            label = number if each.small else area.w.gettext("Table %(n)s", n=number)
            area.text(label, style(14, bold=True, color=s.ACCENT), left, top + 5, name, most=1)
            for n, card in enumerate(at[index]):
                x, y = left + name + n % per * pitch, top + 5 + n // per * how.leading
                area.text(card, how, x, y, pitch)
        top += tallest * how.leading + 10
    return top
