"""The front of a draft as blocks: in short, what was decided, who took part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from roundtable.core import charts
from roundtable.core.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Cover,
    Paragraph,
    Span,
    Table,
)
from roundtable.core.draft_document_figures import around, counted, in_figures
from roundtable.core.draft_document_parts import Maker, heading, own, paragraph, plainly
from roundtable.core.draft_model import Decided, Finding, Step, Task


def cover(maker: Maker) -> Cover:
    """The first page, with the table of dots."""
    told, _ = maker.draft.cover, maker.w.gettext
    warning = ""
    if maker.draft.rehearsal:
        warning = _("REHEARSAL · invented people, invented words, no result")
    elif maker.draft.demonstration:
        warning = _("Demonstration: an invented roundtable")
    ring = charts.ring(told.seats, size=400, hole=0.5, largest=0.085) if told.seats else None
    return Cover(
        city=told.city,
        title=plainly(told.title),
        subtitle=plainly(told.subtitle),
        status=told.status,
        date=told.date,
        people=told.people,
        picture=ring,
        alternative=" ".join((told.people, *told.legend.splitlines())) if ring else "",
        warning=warning,
    )


def summary(maker: Maker) -> Iterator[Block]:
    """In short: what the writer says, what came out, where groups differ."""
    draft, _ = maker.draft, maker.w.gettext
    if not (draft.summary or draft.findings):
        return
    yield heading(1, _("In short"), "summary")
    for index, words in enumerate(draft.summary):
        yield from paragraph(words, "body" if index else "lead")
    if draft.findings:
        yield heading(2, _("What the room wants"), "findings")
        several = len(draft.areas) > 1
        for area, found in groupby(draft.findings, lambda finding: finding.area):
            yield _findings(maker, area if several else "", list(found))
    if draft.differences:
        yield heading(2, _("Where groups differ"), "differences")
        yield Bullets(tuple(plainly(sentence) for sentence in draft.differences))


def _findings(maker: Maker, area: str, found: Sequence[Finding]) -> Table:
    columns = (Column(maker.w.gettext("Option"), 4.0), Column(counted(maker), 1.4, "end"))
    rows = []
    for finding in found:
        link = maker.link(finding.cite.anchor)
        title = (own(finding.title, to=link), Span(" "), maker.chip(finding.cite))
        figure = [Span(in_figures(finding.support), strong=True)]
        if finding.support.detail:
            figure.append(Span(f"\n{finding.support.detail}", soft=True))
        rows.append((Cell(title), Cell(tuple(figure))))
    return Table(plainly(area), columns, tuple(rows))


# --- decided


def decided(maker: Maker) -> Iterator[Block]:
    """What the room decided, what follows from it, and what was put off."""
    told, _ = maker.draft.decided, maker.w.gettext
    if not (title := _title(maker, told)):
        return
    yield heading(1, title, "decided")
    for decision in told.decisions:
        yield Paragraph((own(decision.words),), "quote", source=plainly(decision.about))
    if told.tasks:
        if told.decisions:
            yield heading(2, _("What happens next"), "next")
        yield _tasks(maker, told.tasks)
    if told.parked:
        if told.decisions or told.tasks:
            yield heading(2, _("Put off for later"), "parked")
        yield Bullets(tuple((own(words),) for words in told.parked))


def _title(maker: Maker, told: Decided) -> str:
    _ = maker.w.gettext
    if told.decisions:
        return _("What was decided")
    if told.tasks:
        return _("What happens next")
    return _("Put off for later") if told.parked else ""


def _tasks(maker: Maker, tasks: Sequence[Task]) -> Table:
    _ = maker.w.gettext
    rows = []
    for task in tasks:
        due = "\n".join(part for part in (task.due, _("done") if task.done else "") if part)
        cells = ((own(task.words),), plainly(task.who or "–"), plainly(due or "–"))
        rows.append(tuple(Cell(spans) for spans in cells))
    columns = (Column(_("What"), 3.0), Column(_("Who"), 1.4), Column(_("By when"), 1.2))
    return Table((), columns, tuple(rows))


# --- process


def process(maker: Maker) -> Iterator[Block]:
    """Who took part, when and how."""
    told, _ = maker.draft.process, maker.w.gettext
    yield heading(1, _("Who took part, and how"), "process")
    yield from paragraph(told.sentences, "lead")
    if told.shares:
        yield heading(2, _("Around the table"), "around")
        yield around(maker, told.shares)
        if goals := [share.goal for share in told.shares if share.goal]:
            wished = _("Wished for: %(groups)s.") % {"groups": maker.w.listed(goals)}
            yield from paragraph(wished, "small")
    if told.steps:
        yield heading(2, _("What happened"), "steps")
        yield _agenda(maker, told.steps)


def _agenda(maker: Maker, steps: Sequence[Step]) -> Table:
    """The stages: what was asked, what came of it, and how long each was to take."""
    _ = maker.w.gettext
    rows = []
    for step in steps:
        minutes = maker.w.ngettext("%(n)d minute", "%(n)d minutes", step.minutes or 0)
        when = step.note or (minutes % {"n": step.minutes} if step.minutes else "")
        cells = (step.title, step.question, step.came, when)
        rows.append(tuple(Cell(plainly(cell)) for cell in cells))
    columns = (
        Column(_("Step"), 1.3), Column(_("What was asked"), 2.2),
        Column(_("What came of it"), 1.4), Column(_("Time"), 0.9, "end"),
    )  # fmt: skip
    return Table((), columns, tuple(rows))
