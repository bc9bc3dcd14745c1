"""What the tables wrote, and what people said of the meeting."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from roundtable.core import charts
from roundtable.core import draft_words as say
from roundtable.core.draft_model import Said, Written
from roundtable.reports import styles as s
from roundtable.reports.builder import Builder
from roundtable.reports.decided import listed
from roundtable.reports.styles import Style

_WIDE = 430.0
_TABLE = Style(9.6, 13, s.ACCENT, bold=True, before=10, after=5)


def written_title(b: Builder) -> str:
    """The name of the chapter with notes: of tables, where there were any."""
    several = any(name for step in b.draft.written for name, _notes in step.tables)
    return b.w.gettext("What the tables wrote") if several else b.w.gettext("What was noted")


def written(b: Builder) -> Iterator[Flowable]:
    """Notes by step and table."""
    if b.draft.written:
        yield from b.chapter(_written(b))


def _written(b: Builder) -> Iterator[Flowable]:
    yield from b.opening("written", written_title(b))
    for step in b.draft.written:
        yield from _step(b, step)


def _step(b: Builder, step: Written) -> Iterator[Flowable]:
    yield b.text(step.title, s.H2, keep=True)
    if step.question:
        yield b.text(step.question, Style(10.75, 16, s.SOFT, after=6), _WIDE, keep=True)
    for name, notes in step.tables:
        if name or len(step.tables) > 1:
            yield b.text(name or b.w.gettext("The whole room"), _TABLE, _WIDE, keep=True)
        yield from listed(b, notes, _WIDE)


def said(b: Builder) -> Iterator[Flowable]:
    """How people found the meeting."""
    if b.draft.said:
        yield from b.chapter(_said(b))


def _said(b: Builder) -> Iterator[Flowable]:
    yield from b.opening("feedback", b.w.gettext("How people found the meeting"))
    rows = [_answers(n) for told in b.draft.said for _label, n in told.counts]
    label = b.label_width([name for told in b.draft.said for name, _n in told.counts], s.FULL)
    scale = b.scale([[row] for row in rows], s.FULL - label - s.ROW_FIGURE)
    for told in b.draft.said:
        yield b.text(told.question, s.H2, keep=True)
        if told.sentence:
            yield b.text(told.sentence, Style(10.5, 16, after=6), _WIDE, keep=True)
        for name, n in told.counts:
            yield b.marks_row((name, str(n)), [_answers(n)], scale, label, s.FULL)
        yield from _words(b, told)
    if rows:
        yield Spacer(0, 6)
        yield b.text(say.legend("", scale[1], b.w), s.SMALL, s.FULL)


def _answers(n: int) -> charts.Answers:
    return charts.Answers(1, n)


def _words(b: Builder, told: Said) -> Iterator[Flowable]:
    if told.words:
        yield from listed(b, told.words, _WIDE)
    elif not told.counts:
        few = b.w.gettext("Too few people answered for it to be told.")
        yield b.text(few, Style(10.5, 16, s.SOFT), _WIDE)
