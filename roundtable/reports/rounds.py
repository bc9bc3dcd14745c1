"""Votes one by one, and annex B: what was put together or taken apart after a vote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, Spacer

from roundtable.core import charts_results
from roundtable.core.draft_model import Line, Merging, Round
from roundtable.reports import styles as s
from roundtable.reports import votes
from roundtable.reports.blocks import Cell, Place, Row
from roundtable.reports.builder import Builder, shortened
from roundtable.reports.styles import Style
from roundtable.reports.text import Run

_WIDE = 430.0
_FIGURE = Style(15, 18, bold=True, align="end")
_WORD = Style(10.5, 18, bold=True, align="end")
_SHORT = 5
_TITLE = Style(10.75, 15.5)
#: The gap between the figures before and after a merger, and the room of a figure.
_BETWEEN, _ROOM = 42.0, 74.0
#: The figure of an earlier round, and its room.
_EARLIER, _ROUND = Style(11, 16, s.SOFT, align="end"), 56.0


def rounds(b: Builder) -> Iterator[Flowable]:
    """Each vote with its whole result, where there were several."""
    if b.draft.rounds:
        yield from b.chapter(_rounds(b))


def _rounds(b: Builder) -> Iterator[Flowable]:
    yield from b.opening("rounds", b.w.gettext("The votes, one by one"))
    for told in b.draft.rounds:
        yield from _round(b, told)


def _round(b: Builder, told: Round) -> Iterator[Flowable]:
    yield Place(told.anchor, before=8)
    yield b.text(told.title, s.H2, keep=True)
    if told.question:
        yield b.text(told.question, Style(10.75, 16, s.SOFT, after=4), _WIDE, keep=True)
    if told.account is None or told.columns:
        yield b.text(" ".join(told.sentences), Style(10.5, 16, after=8), _WIDE, keep=True)
    if told.account is not None:
        yield from votes.before(b, told.account)
    if any(line.spread for line in told.lines):
        words = b.w.gettext("Bars: how many gave each mark, the best first, on the left.")
        yield b.text(words, s.SMALL, _WIDE, keep=True)
    if told.columns:
        yield _heads(b, told)
    for line in told.lines:
        yield _line(b, line)
    if told.account is not None:
        yield from votes.after(b, told.account)


def _heads(b: Builder, told: Round) -> Row:
    """The names of the rounds over their figures."""
    style = Style(7.6, 10, s.SOFT, bold=True, align="end")
    lefts = [*_lefts(len(told.columns) - 1), s.FULL - _ROUND]
    cells = [
        shortened(b.cell(left, _ROUND, title, style), 3)
        for left, title in zip(lefts, told.columns, strict=True)
    ]
    made = Row(cells, s.FULL, air=3)
    made.keepWithNext = 1
    return made


def _lefts(earlier: int) -> list[float]:
    """Where the figures of earlier rounds stand."""
    return [s.FULL - _ROOM - 10 - _ROUND * (earlier - place) for place in range(earlier)]


def _line(b: Builder, line: Line) -> Row:
    link = b.link(line.anchor)
    runs = [Run(line.title.text, link=link)]
    if line.label:
        runs.append(
            Run(f"\u00a0 {line.label}", color=s.ACCENT, size=7.9, bold=True, link=link, rise=1)
        )
    lefts = _lefts(len(line.earlier))
    width = min([s.FULL - _ROOM - 56, *lefts]) - 36
    cells = [
        b.cell(0, 22, str(line.place), Style(10.75, 15.5, s.FAINT)),
        shortened(b.cell(26, width, runs, _TITLE, direction=line.title.direction), 4),
        b.cell(s.FULL - _ROOM, _ROOM, line.figure, _figure(line)),
    ]
    if line.spread:
        down = cells[1].height + 4
        cells.append(
            Cell(26, width, _TITLE, drawing=charts_results.strip(line.spread, width, 8), down=down)
        )
    for left, figure in zip(lefts, line.earlier, strict=True):
        cells.append(b.cell(left, _ROUND, figure, _EARLIER, down=2))
    if line.detail:
        left = s.FULL - _ROOM - 46
        cells.append(b.cell(left, _ROOM + 46, line.detail, s.DETAIL, down=18))
    return Row(cells, s.FULL, air=6, line=True)


def _figure(line: Line) -> Style:
    """Words are set smaller than numbers."""
    return _FIGURE if len(line.figure) <= _SHORT else _WORD


def mergings(b: Builder) -> Iterator[Flowable]:
    """Annex B: each merger with its rule, the tally before and after side by side."""
    if b.draft.annex_mergers:
        yield from b.chapter(_mergings(b))


def _mergings(b: Builder) -> Iterator[Flowable]:
    _ = b.w.gettext
    title = _("What was put together after the vote")
    yield from b.opening("mergings", title, _("Annex B"), section=_("Annex B"))
    words = _("In the order in which it was done. The result as it was shown stays beside it.")
    yield b.text(words, s.BODY, _WIDE)
    for told in b.draft.annex_mergers:
        yield from _merging(b, told)


def _merging(b: Builder, told: Merging) -> Iterator[Flowable]:
    _ = b.w.gettext
    yield Spacer(0, 10)
    yield b.text(told.title, Style(12.75, 17, bold=True, after=3, balance=True), _WIDE, keep=True)
    yield b.text(told.rule, Style(10.5, 15.6, s.SOFT, after=8), _WIDE, keep=True)
    half = (s.FULL - _BETWEEN) / 2
    right = half + _BETWEEN
    head = (
        b.cell(0, half, _("Before"), s.TABLE_HEAD),
        b.cell(right, half, _("After"), s.TABLE_HEAD),
    )
    first = Row(head, s.FULL, air=3)
    first.keepWithNext = 1
    yield first
    yield Row(
        [
            *_column(b, told.before, 0, half),
            *_column(b, told.after, right, half),
        ],
        s.FULL,
        air=6,
        line=True,
    )


def _column(b: Builder, lines: Sequence[Line], left: float, width: float) -> Iterator[Cell]:
    """Options one under the other: title and figure."""
    down = 0.0
    for line in lines:
        runs = [Run(line.title.text)]
        if line.label:
            label = Run(f"\u00a0 {line.label}", color=s.ACCENT, size=7.9, bold=True, rise=1)
            runs.append(label)
        title = b.cell(left, width - _ROOM, runs, _TITLE, direction=line.title.direction, down=down)
        title = shortened(title, 4)
        yield title
        figure = b.cell(left + width - _ROOM, _ROOM, line.figure, _figure(line), down=down)
        yield figure
        bottom = max(title.height, figure.height)
        if line.detail:
            detail = b.cell(left + width - _ROOM, _ROOM, line.detail, s.DETAIL, down=down + 18)
            yield detail
            bottom = max(bottom, detail.height)
        down = bottom + 6
