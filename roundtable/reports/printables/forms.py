"""Forms that the team fills in: tallies, minutes, and what people say of the meeting."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from roundtable.core.printables import Option, Printable, Step, blank_rows
from roundtable.reports import styles as s
from roundtable.reports.printables import marking
from roundtable.reports.printables.agenda import head
from roundtable.reports.printables.ballots import chip
from roundtable.reports.printables.kit import MM, WRITE, Area, Page, Section, style
from roundtable.reports.printables.words import N_, Words

_SIDE = 15 * MM

# --- tallies


def tally(p: Printable, w: Words) -> Section:
    """For each vote the sheets on which its ballots are counted."""
    pages = []
    for step in p.votes:
        rows: Sequence[Option | int] = step.options or range(1, blank_rows(step.ballot) + 1)
        many = -(-len(rows) // 12)
        each = -(-len(rows) // many)
        pages += [
            Page(partial(_tally, p=p, step=step, rows=rows[at : at + each]), lying=True)
            for at in range(0, len(rows), each)
        ]
    note = w.gettext("Two people count: one reads aloud, one makes strokes.")
    return Section(w.gettext("Tally sheets"), pages, note)


def _tally(area: Area, p: Printable, step: Step, rows: Sequence[Option | int]) -> None:
    w = area.w
    width = area.width - 2 * _SIDE
    top = area.text(
        w.t(step.title), style(11, bold=True, color=s.ACCENT), _SIDE, 12 * MM, width, most=1
    )
    top = area.fitted(
        w.t(step.question), _SIDE, top + 1, width * 0.72, 44, (18, 16, 14, 12), bold=True, lead=1.15
    )
    counted = w.gettext("Ballots: ______   Empty: ______")
    area.text(counted, style(12), _SIDE, 13 * MM, width, align="end")
    names = _columns(p, step, w)
    first, last = width * 0.36, 22 * MM
    each = (width - first - last) / len(names)
    top = max(top, 28 * MM) + 5 * MM
    for index, (name, group) in enumerate(names):
        x = _SIDE + first + index * each + 4
        if group:
            area.shape(group, x, top + 1, 11)
        shift = 14 if group else 0
        lines, how = area.fit(name, each - shift - 6, 24, (9.5, 8.5, 7.5), bold=True, lead=1.15)
        area.set(lines, how, x + shift, top, each)
    area.text(
        w.gettext("Together"), style(9.5, bold=True), _SIDE + width - last, top, last, align="end"
    )
    top += 26
    foot = area.height - 22 * MM
    pitch = min(20 * MM, (foot - top) / len(rows))
    for row in rows:
        area.rule(_SIDE, top, width, BOLD)
        nr = row if isinstance(row, int) else row.number
        area.text(str(nr), style(13, bold=True), _SIDE, top + pitch / 2 - 8.5, 9 * MM)
        if isinstance(row, Option):
            lines, how = area.fit(
                row.title or row.text, first - 12 * MM, pitch - 4, (11, 10, 9, 8), lead=1.15
            )
            y = top + (pitch - len(lines) * how.leading) / 2
            area.set(lines, how, _SIDE + 9 * MM, y, first - 12 * MM, rtl=row.direction == "rtl")
        for index in range(len(names) + 1):
            area.stroke(_SIDE + first + index * each, top, pitch)
        top += pitch
    area.rule(_SIDE, top, width, BOLD)
    few = w.gettext(
        "Count groups of fewer than %(n)s people under “Others”, so that nobody can be told.",
        n=p.threshold,
    )
    if len(names) > 1 and step.ballot in ("approval", "dots") and p.groups:
        area.text(few, style(9, color=s.SOFT), _SIDE, top + 6, width)


BOLD = "#c9c1b2"


def _columns(p: Printable, step: Step, w: Words) -> list[tuple[str, int]]:
    """Names of the columns, each with the group whose shape stands before it, or 0."""
    if columns := marking.columns(step, w):
        return [(name, 0) for name in columns]
    if not p.groups:
        return [(w.gettext("Strokes"), 0)]
    named = [(w.t(group.title), group.position) for group in p.groups]
    return [*named, (w.gettext("Others"), 0)]


# --- minutes


def minutes(p: Printable, w: Words) -> Section:
    """Decisions, tasks, what is parked, notes."""
    pages = [Page(partial(draw, p=p)) for draw in (_decisions, _tasks, _notes)]
    return Section(w.gettext("Minutes"), pages, w.gettext("Word for word what was decided."))


def _decisions(area: Area, p: Printable) -> None:
    w = area.w
    width = area.width - 2 * _SIDE
    top = head(area, w.t(p.title), w.gettext("Decisions"), most=20)
    hint = w.gettext("In the words in which they were read out and agreed to.")
    top = area.text(hint, style(11, color=s.SOFT), _SIDE, top - 10, width) + 10
    tall = (area.height - top - 18 * MM) / 4
    for number in range(1, 5):
        area.rule(_SIDE, top, width)
        figure = style(22, bold=True, color=s.ACCENT, lead=1.1)
        area.text(str(number), figure, _SIDE, top + 8, 12 * MM)
        left = _SIDE + 13 * MM
        lines = int((tall - 12 * MM) / (10 * MM))
        end = area.writing(left, top + 1 * MM, width - 13 * MM, lines, 10 * MM)
        _fields(area, left, end + 3.5 * MM, width - 13 * MM)
        top += tall


def _fields(area: Area, left: float, top: float, width: float) -> None:
    """Short fields side by side, each a word and a line."""
    w, how = area.w, style(9.5, color=s.SOFT)
    names = (w.gettext("Agree"), w.gettext("Against"), w.gettext("Stand aside"), w.gettext("Time"))
    each = width / len(names)
    for index, name in enumerate(names):
        x = left + index * each
        area.text(name, how, x, top, each, most=1)
        taken = min(each - 24, sum(p.width for line in area.lines(name, how, each) for p in line))
        area.rule(x + taken + 5, top + 11, each - taken - 17, WRITE)


def _tasks(area: Area, p: Printable) -> None:
    w = area.w
    width = area.width - 2 * _SIDE
    top = head(area, w.t(p.title), w.gettext("Tasks"), most=20)
    shares = ((0.52, w.gettext("What")), (0.29, w.gettext("Who")), (0.19, w.gettext("Until when")))
    left = _SIDE
    edges = []
    for share, name in shares:
        area.text(name, style(10.5, bold=True), left, top, width * share)
        left += width * share
        edges.append(left)
    top += 18
    pitch = 19.5 * MM
    rows = int((area.height - top - 16 * MM) / pitch)
    for row in range(rows + 1):
        area.rule(_SIDE, top + row * pitch, width, WRITE)
    for edge in edges[:-1]:
        area.stroke(edge - 5, top, rows * pitch)


def _notes(area: Area, p: Printable) -> None:
    w = area.w
    width = area.width - 2 * _SIDE
    top = head(area, w.t(p.title), w.gettext("For later, and notes"), most=20)
    hint = w.gettext("For later: what matters and is not for today.")
    half = (area.height - top - 18 * MM) / 2
    for index, words in enumerate((hint, w.gettext("Notes"))):
        y = top + index * half
        y = area.text(words, style(11, bold=True), _SIDE, y, width)
        area.writing(_SIDE, y, width, int((half - 14 * MM) / (10 * MM)), 10 * MM)


# --- feedback


#: What is asked at the end; the answers are typed in by the same names.
FIVE = (
    (N_("Was it worth your time?"), N_("not at all"), N_("very much")),
    (N_("Were you heard?"), N_("not at all"), N_("very much")),
)
OPEN = (N_("What was good?"), N_("What should be different next time?"))


def feedback(p: Printable, w: Words) -> Section:
    """What each person says of the meeting, two to a sheet."""
    cards = p.cards or ("", "")
    pages = [
        Page(partial(_feedback_pair, cards=cards[at : at + 2]), lying=True, foot=False)
        for at in range(0, len(cards), 2)
    ]
    return Section(w.gettext("Feedback"), pages, w.gettext("Before people leave."))


def _feedback_pair(area: Area, cards: Sequence[str]) -> None:
    half = area.width / 2
    for index, card in enumerate(cards):
        with area.part(index * half, 0, half, area.height) as place:
            _feedback(place, card)
    area.cut(half, 6 * MM, area.height - 12 * MM, down=True)


def _feedback(area: Area, card: str) -> None:
    w, side = area.w, 11 * MM
    width = area.width - 2 * side
    taken = chip(area, card, area.width - side, 9 * MM)
    title = N_("How was this meeting?")
    top = area.fitted(
        w.gettext(title), side, 9 * MM, width - taken - 14, 52, (20, 18, 16), bold=True, lead=1.15
    )
    if others := w.also(title):
        top = area.text(others[0], style(9.5, color=s.SOFT), side, top + 1, width - taken - 14)
    top = max(top, 27 * MM) + 4 * MM
    for question, low, high in FIVE:
        top = _asked(area, question, side, top, width)
        top = _scale(area, w.gettext(low), w.gettext(high), side, top, width) + 5 * MM
    foot = area.height - 13 * MM
    each = (foot - top) / len(OPEN)
    for index, question in enumerate(OPEN):
        y = _asked(area, question, side, top + index * each, width)
        lines = int((top + (index + 1) * each - y - 3 * MM) / (9.5 * MM))
        area.writing(side, y - 1 * MM, width, max(1, lines), 9.5 * MM)
    said = w.gettext("Nobody sees who answered what.")
    area.text(said, style(8, color=s.SOFT), side, area.height - 10 * MM, width, most=1)
    area.mark(area.width - side - 12, area.height - 10.4 * MM, 12)


def _asked(area: Area, question: str, side: float, top: float, width: float) -> float:
    w = area.w
    top = area.text(w.gettext(question), style(13, bold=True), side, top, width)
    for words in w.also(question)[:1]:
        top = area.text(words, style(9.5, color=s.SOFT), side, top - 1, width)
    return top + 2 * MM


def _scale(area: Area, low: str, high: str, side: float, top: float, width: float) -> float:
    """Five boxes from low to high; the figures are typed in."""
    size = 8.5 * MM
    gap = (width - 5 * size) / 4
    for number in range(1, 6):
        x = side + (number - 1) * (size + gap)
        area.box(x, top, size)
        how = style(11, color=s.FAINT)
        area.text(str(number), how, x, top + (size - how.leading) / 2, size, align="middle")
    top += size + 3
    area.text(low, style(8.5, color=s.SOFT), side, top, width / 2)
    area.text(high, style(8.5, color=s.SOFT), side + width / 2, top, width / 2, align="end")
    return top + 10
