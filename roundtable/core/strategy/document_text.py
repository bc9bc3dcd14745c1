"""The chapters that writers wrote, and the measures: as sheets, over time, and by their indicators."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from roundtable.core.document import (
    Block,
    Cell,
    Column,
    Figure,
    Gantt,
    Heading,
    Paragraph,
    Sheet,
    Span,
    Spans,
    Table,
)
from roundtable.core.draft_words import Wording
from roundtable.core.strategy import tree
from roundtable.core.strategy.document_parts import Teller, part_anchor, plainly, said
from roundtable.core.strategy.document_support import support
from roundtable.core.strategy.measures import (
    FIELDS,
    Indicator,
    Measure,
    Timeline,
    days,
    name_of,
    when_told,
)
from roundtable.core.strategy.refs import Ref
from roundtable.core.strategy.tree import Passage, Priority

#: Up to so many days the time line has a mark at each quarter, beyond at each year.
_QUARTERS = 4 * 366
#: More bars than these would be too small to be read in one picture.
_BARS = 20


def summary(teller: Teller) -> Iterator[Block]:
    """In short."""
    if teller.strategy.draft.summary:
        yield Heading(1, plainly(teller.w.gettext("In short")), "summary")
        yield from passages(teller, teller.strategy.draft.summary)


def passages(teller: Teller, found: tuple[Passage, ...]) -> Iterator[Block]:
    """Passages as they stand."""
    yield from (teller.passage(passage) for passage in found)


def chapters(teller: Teller) -> Iterator[Block]:
    """Area after area with its priorities, their passages and measures."""
    for chapter in teller.strategy.draft.chapters:
        title = (said(chapter.title, chapter.language),)
        yield Heading(1, title, part_anchor(chapter.id), teller.numbers[chapter.id])
        yield from passages(teller, chapter.lead)
        for priority in chapter.priorities:
            title = (said(priority.title, priority.language),)
            yield Heading(2, title, part_anchor(priority.id), teller.numbers[priority.id])
            if rests := [ref for ref in priority.sources if ref in teller.sources]:
                label = Span(teller.w.gettext("Rests on"))
                yield Paragraph((label, *teller.chips(rests)), "small")
            yield from _parts(teller, priority)


def _parts(teller: Teller, priority: Priority) -> Iterator[Block]:
    """Its text and measures; how it was supported stands before the first measure."""
    first = next((n for n, p in enumerate(priority.parts) if isinstance(p, Measure)), None)
    for n, part in enumerate(priority.parts):
        if n == first:
            yield from support(teller, priority)
        yield sheet(teller, part) if isinstance(part, Measure) else teller.passage(part)
    if first is None:
        yield from support(teller, priority)


def sheet(teller: Teller, measure: Measure) -> Sheet:
    """A measure with all its fields, those that are not said too."""
    return Sheet(
        title=(said(measure.title, measure.language),),
        anchor=measure.cite,
        fields=tuple(
            (name_of(field, teller.w), _field(teller, measure, field) or None) for field in FIELDS
        ),
        number=measure.cite,
        missing=teller.w.gettext("not yet said"),
    )


def _field(teller: Teller, measure: Measure, field: str) -> Spans:
    if field == "timeline":
        return plainly(_when(teller, measure.timeline))
    if field == "budget":
        budget = measure.budget
        money = f"{budget.amount} {budget.currency}".strip()
        told = f"{money} ({budget.source})" if money and budget.source else money or budget.source
        return (said(told, measure.language),) if told else ()
    if field == "indicators":
        lines = "\n".join(_indicator(each, teller.w) for each in measure.indicators)
        return (said(lines, measure.language),) if lines else ()
    if field == "findings":
        return _marks(teller, measure.findings)
    words = str(getattr(measure, field))
    spans: Spans = (said(words, measure.language),) if words else ()
    return (*spans, *_marks(teller, measure.sources)) if field == "evidence" else spans


def _marks(teller: Teller, refs: tuple[Ref, ...]) -> Spans:
    return teller.chips(ref for ref in refs if ref in teller.sources)


def _when(teller: Teller, timeline: Timeline) -> str:
    first, last = (when_told(end, teller.w) for end in (timeline.first, timeline.last))
    return f"{first} – {last}" if first or last else ""


def _indicator(one: Indicator, w: Wording) -> str:
    """As in "Days until recognition: from 140 to 30 days (registry)"."""
    course = one.baseline or one.target
    if one.baseline and one.target:
        said_both = w.gettext("from %(baseline)s to %(target)s")
        course = said_both % {"baseline": one.baseline, "target": one.target}
    figures = " ".join(part for part in (course, one.unit) if part)
    told = ": ".join(part for part in (one.name, figures) if part)
    return f"{told} ({one.source})" if one.source else told


def over_time(teller: Teller) -> Iterator[Block]:
    """When each measure is carried out: pictures of so many measures as can be read on a page."""
    found = [
        (measure, span)
        for measure in tree.measures(teller.strategy.draft)
        if (span := days(measure.timeline))
    ]
    if not found:
        return
    yield Heading(1, plainly(teller.w.gettext("The measures over time")), "over-time")
    first = min(span[0] for _, span in found)
    last = max(span[1] for _, span in found)
    ticks = _ticks(teller, first, last)
    for n in range(0, len(found), _BARS):
        yield _bars(teller, found[n : n + _BARS], ticks, f"gantt-{n}" if n else "gantt")


def _bars(
    teller: Teller,
    found: list[tuple[Measure, tuple[date, date]]],
    ticks: tuple[tuple[int, str], ...],
    anchor: str,
) -> Figure:
    _ = teller.w.gettext
    rows = tuple((f"{m.cite} {m.title}", a.toordinal(), b.toordinal()) for m, (a, b) in found)
    table = Table(
        plainly(_("From when to when")),
        (Column(_("Measure"), 3.0), Column(_("From"), 1.2), Column(_("To"), 1.2)),
        tuple(
            (Cell((_to(m), Span(" "), said(m.title, m.language))), Cell(plainly(teller.w.date(a))),
             Cell(plainly(teller.w.date(b))))
            for m, (a, b) in found
        ),
    )  # fmt: skip
    alternative = "; ".join(
        f"{m.cite} {m.title}: {teller.w.date(a)} – {teller.w.date(b)}" for m, (a, b) in found
    )
    return Figure(Gantt(rows, ticks), alternative, plainly(_("From when to when")), anchor, table)


def _to(measure: Measure) -> Span:
    return Span(measure.cite, chip=True, to=f"#{measure.cite}")


def _ticks(teller: Teller, first: date, last: date) -> tuple[tuple[int, str], ...]:
    months = (1, 4, 7, 10) if (last - first).days <= _QUARTERS else (1,)
    starts = (date(y, m, 1) for y in range(first.year, last.year + 1) for m in months)
    return tuple(
        (day.toordinal(), _tick(teller, day, quarters=len(months) > 1))
        for day in starts
        if first <= day <= last
    )


def _tick(teller: Teller, day: date, *, quarters: bool) -> str:
    quarter = f"{day.year:04d}-Q{(day.month + 2) // 3}"
    return when_told(quarter, teller.w) if quarters else str(day.year)


def pilot(teller: Teller) -> Iterator[Block]:
    """How it is tried."""
    if teller.strategy.pilot:
        yield Heading(1, plainly(teller.w.gettext("The pilot")), "pilot")
        yield from passages(teller, teller.strategy.pilot)


def evaluation(teller: Teller) -> Iterator[Block]:
    """How one will see whether it works: what was written, and every indicator."""
    _ = teller.w.gettext
    rows = tuple(
        (Cell((_to(m),)), *(Cell(_words(value, m)) for value in
         (each.name, each.baseline, each.target, each.unit, each.source)))
        for m in tree.measures(teller.strategy.draft)
        for each in m.indicators
    )  # fmt: skip
    if not (rows or teller.strategy.evaluation):
        return
    yield Heading(1, plainly(_("How it is evaluated")), "evaluation")
    yield from passages(teller, teller.strategy.evaluation)
    if rows:
        names = (_("Measure"), _("Indicator"), _("Baseline"), _("Target"), _("Unit"), _("Source"))
        widths = (1.2, 2.4, 1.1, 1.0, 1.0, 1.4)
        columns = tuple(Column(name, width) for name, width in zip(names, widths, strict=True))
        yield Table(plainly(_("By what one sees whether it works")), columns, rows)


def _words(value: str, measure: Measure) -> Spans:
    return (said(value, measure.language),) if value else ()
