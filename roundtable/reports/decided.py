"""What the room decided, what follows from it, and what was put off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, Spacer

from roundtable.core.draft_model import Decided, Task, Words
from roundtable.reports import styles as s
from roundtable.reports.blocks import Row
from roundtable.reports.builder import Builder
from roundtable.reports.quotes import quoted, source
from roundtable.reports.styles import Style
from roundtable.reports.text import Run

_WIDE = 430.0
#: Left edges of the columns of the tasks.
_WHO, _DUE = 268.0, 372.0
_DECISION = Style(13.6, 20.4)


def title(b: Builder) -> str:
    """The chapter's name; empty where there is nothing to tell."""
    told, _ = b.draft.decided, b.w.gettext
    if told.decisions:
        return _("What was decided")
    if told.tasks:
        return _("What happens next")
    return _("Put off for later") if told.parked else ""


def decided(b: Builder) -> Iterator[Flowable]:
    """The chapter, if anything was decided, given to somebody, or parked."""
    if title(b):
        yield from b.chapter(_decided(b, b.draft.decided))


def _decided(b: Builder, told: Decided) -> Iterator[Flowable]:
    _ = b.w.gettext
    yield from b.opening("decided", title(b))
    for decision in told.decisions:
        yield quoted(b, decision.words, _WIDE, _DECISION)
        rtl = decision.words.direction == "rtl"
        yield source(b, [Run(decision.about)], rtl=rtl, width=_WIDE, after=14)
    if told.tasks:
        if told.decisions:
            yield b.text(_("What happens next"), s.H2, keep=True)
        yield from _tasks(b, told.tasks)
    if told.parked:
        if told.decisions or told.tasks:
            yield b.text(_("Put off for later"), s.H2, keep=True)
        yield from listed(b, told.parked, _WIDE)


def _tasks(b: Builder, tasks: Sequence[Task]) -> Iterator[Flowable]:
    _ = b.w.gettext
    head = (
        b.cell(0, _WHO - 16, _("What"), s.TABLE_HEAD),
        b.cell(_WHO, _DUE - _WHO - 12, _("Who"), s.TABLE_HEAD),
        b.cell(_DUE, s.FULL - _DUE, _("By when"), s.TABLE_HEAD),
    )
    first = Row(head, s.FULL, air=4)
    first.keepWithNext = 1
    yield first
    for number, task in enumerate(tasks, start=1):
        due = f"{task.due}\n{_('done')}".strip() if task.done else task.due
        words = task.words
        cells = (
            b.cell(0, _WHO - 16, words.text, Style(10.5, 15.6), direction=words.direction),
            b.cell(_WHO, _DUE - _WHO - 12, task.who or "–", Style(10.5, 15.6, bold=bool(task.who))),
            b.cell(_DUE, s.FULL - _DUE, due or "–", Style(10.5, 15.6, s.SOFT)),
        )
        row = Row(cells, s.FULL, air=7, line=True)
        row.keepWithNext = int(number == len(tasks) - 1)  # the last one never stands alone
        yield row


def listed(b: Builder, found: Sequence[Words], width: float) -> Iterator[Flowable]:
    """Words of people one under the other."""
    for words in found:
        made = quoted(b, words, width)
        made.keepWithNext = 0
        yield made
        yield Spacer(0, 7)
