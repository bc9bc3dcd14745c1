"""How a vote was held and decided: what stands around its result, and annex C with every count in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.platypus import Flowable, Spacer

from roundtable.core.charts_opinion import OpinionMap
from roundtable.core.draft_chapters import Account, Compared, Counted, Table
from roundtable.core.draft_model import Note
from roundtable.reports import styles as s
from roundtable.reports.blocks import Row
from roundtable.reports.builder import Builder
from roundtable.reports.drawing import draw_area
from roundtable.reports.styles import Style

_WIDE = 430.0
#: Where sentences begin beside their headings.
_NOTE = 118.0
_SENTENCE = Style(10.5, 16, after=4)
_SUBHEAD = Style(10.75, 16, bold=True, before=12, after=4)
#: Tables: the room of what a row is about, at least, and that of a figure, at most.
_NAME, _FIGURE = 150.0, 62.0
_CELL, _HEAD = Style(8.2, 11.5, align="end"), Style(7.6, 10, s.SOFT, bold=True, align="end")
_ROW = Style(8.6, 11.5)


def before(b: Builder, told: Account) -> Iterator[Flowable]:
    """What stands before the figures: the verdict, how it was voted, counted, and what was needed."""
    yield b.text(told.verdict, s.LEAD, _WIDE, keep=True)
    yield from _notes(b, told.notes)
    yield Spacer(0, 10)


def after(b: Builder, told: Account) -> Iterator[Flowable]:
    """What stands behind the figures: the steps of the count, other rules, groups, who answers alike."""
    _ = b.w.gettext
    if told.steps:
        yield b.text(_("Why it came out so"), _SUBHEAD, keep=True)
        yield from (b.text(step, _SENTENCE, _WIDE) for step in told.steps)
        if told.more_steps:
            yield b.text(_("Annex C goes on with every step."), s.SMALL, _WIDE)
    if told.others:
        yield from _others(b, told.others)
    if told.withheld:
        yield b.text(_("Groups compared"), _SUBHEAD, keep=True)
        yield b.text(told.withheld, _SENTENCE, _WIDE)
    if told.groups:
        yield b.text(_("Groups compared"), _SUBHEAD, keep=True)
        yield from table(b, told.groups)
    if told.people:
        yield b.text(_("Who answers alike"), _SUBHEAD, keep=True)
        if told.map:
            yield Map(b, told.map)
        yield from _notes(b, told.people)
    yield Spacer(0, 16)


def _others(b: Builder, others: Sequence[Compared]) -> Iterator[Flowable]:
    _ = b.w.gettext
    yield b.text(_("The same ballots by other rules"), _SUBHEAD, keep=True)
    words = _("A comparison only: what counts is the rule that was declared before the vote.")
    yield b.text(words, Style(8.6, 12.4, s.SOFT, after=4), _WIDE, keep=True)
    yield from _notes(b, [Note(each.name, (each.outcome, *each.why)) for each in others])


def _notes(b: Builder, notes: Sequence[Note]) -> Iterator[Flowable]:
    """Headings with sentences beside them."""
    for note in notes:
        cells = (
            b.cell(0, _NOTE - 12, note.title, Style(9.8, 15, bold=True)),
            b.cell(_NOTE, s.FULL - _NOTE, " ".join(note.sentences), Style(9.8, 15)),
        )
        yield Row(cells, s.FULL, air=4.5, line=True)


def table(b: Builder, told: Table) -> Iterator[Flowable]:
    """Figures in rows; the head stays with the first of them."""
    if told.title:
        yield b.text(told.title, s.SMALL, s.FULL, keep=True)
    room = min(_FIGURE, (s.FULL - _NAME) / max(1, len(told.heads)))
    name = s.FULL - room * len(told.heads)
    lefts = [name + room * n for n in range(len(told.heads))]
    head = [
        b.cell(left + 4, room - 4, words, _HEAD)
        for left, words in zip(lefts, told.heads, strict=True)
    ]
    first = Row(head, s.FULL, air=3)
    first.keepWithNext = 1
    yield first
    for title, figures in told.rows:
        cells = [b.cell(0, name - 8, title, _ROW)]
        cells += [
            b.cell(left + 4, room - 4, figure, _CELL)
            for left, figure in zip(lefts, figures, strict=True)
        ]
        yield Row(cells, s.FULL, air=2.6, line=True)
    yield Spacer(0, 10)


class Map(Flowable):
    """The map of opinion groups, each with its letter and size above it."""

    def __init__(self, b: Builder, told: OpinionMap, width: float = 300) -> None:
        super().__init__()
        self.told, self.scale = told, min(1.0, width / told.width)
        style = Style(10, 13, bold=True)
        self.cells = [
            b.cell(area.label[0] * self.scale - 60, 120, f"{area.letter} · {area.size}", style)
            for area in told.areas
        ]

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Width and height, in points."""
        return s.FULL, self.told.height * self.scale + 12

    def draw(self) -> None:
        """Draw at the origin."""
        canvas: Any = self.canv
        top = self.told.height * self.scale + 6
        canvas.saveState()
        canvas.translate(0, top)
        canvas.scale(self.scale, -self.scale)
        for area in self.told.areas:
            draw_area(canvas, area)
        canvas.restoreState()
        for area, cell in zip(self.told.areas, self.cells, strict=True):
            width = sum(piece.width for piece in cell.lines[0])
            canvas.saveState()
            canvas.translate(60 - width / 2, 0)
            cell.draw(canvas, top - area.label[1] * self.scale + 11)
            canvas.restoreState()


def counts(b: Builder) -> Iterator[Flowable]:
    """Annex C: every count in full, then the rules with their sources."""
    _ = b.w.gettext
    yield from b.opening("counts", _("The counts in full"), _("Annex C"), section=_("Annex C"))
    words = _("All figures are exact. By them anybody can follow how each result came out.")
    yield b.text(words, s.BODY, _WIDE)
    for told in b.draft.annex_counts:
        yield from _counted(b, told)
    yield b.text(_("The rules"), s.H2, keep=True)
    yield from _notes(b, b.draft.annex_rules)


def _counted(b: Builder, told: Counted) -> Iterator[Flowable]:
    yield b.text(told.title, s.H2, keep=True)
    for step in told.steps:
        yield b.text(step, Style(9.4, 14, after=3), s.FULL)
    yield Spacer(0, 8)
    for each in told.tables:
        yield from table(b, each)
