"""A strategy as a `Document`, for every format that documents are made in.

From any sentence its marks lead to what it rests on, from there to where else that is used; from any proposal
its fate leads to the measure, and from the measure back. Anchors are references with hyphens
("KLM482-P-014", "F-7"), "M3" for a measure, "part-…" for passages, priorities and chapters.
"""

from __future__ import annotations

from collections.abc import Iterator

from roundtable.core import charts, text
from roundtable.core.charts import Count
from roundtable.core.document import Block, Break, Cover, Direction, Document
from roundtable.core.draft_words import Wording
from roundtable.core.strategy import document_annex as annex
from roundtable.core.strategy import document_text as written
from roundtable.core.strategy import versions
from roundtable.core.strategy.document_parts import Teller, said
from roundtable.core.strategy.document_review import Reviews, reviews
from roundtable.core.strategy.strategy import Strategy, day_of


def document_of(strategy: Strategy, w: Wording, remarks: Reviews | None = None) -> Document:
    """The document, in the language of `w`. The same strategy gives the same document.

    `remarks` on it become an annex. Measures have numbers of their own and parts ids of their own.
    Raises `RecordError` where the record of a roundtable is not complete.
    """
    teller = Teller(strategy, w)
    direction: Direction = "rtl" if text.direction("", w.language) == "rtl" else "ltr"
    return Document(
        title=strategy.title,
        language=w.language,
        direction=direction,
        subject=w.gettext("Strategy from roundtables"),
        author=strategy.city,
        made=strategy.day,
        cover=_cover(teller),
        blocks=tuple(_blocks(teller, remarks or Reviews())),
        contents=w.gettext("Contents"),
        page=w.gettext("Page %(page)s"),
        keywords=tuple(chapter.title for chapter in strategy.draft.chapters),
        accent=strategy.accent,
        skip=w.gettext("Go to the text"),
        figures=w.gettext("The figures as a table"),
        cited=w.gettext("Cited in"),
    )


def _blocks(teller: Teller, remarks: Reviews) -> Iterator[Block]:
    chapters = (
        written.summary, annex.process, annex.findings, written.chapters, written.over_time,
        written.pilot, written.evaluation, annex.other_voices, annex.joins,
    )  # fmt: skip
    for chapter in chapters:
        yield from chapter(teller)
    for one in (annex.proposals, annex.results, annex.method):
        yield Break()
        yield from one(teller)
    if remarks.remarks:
        yield Break()
        yield from reviews(teller, remarks)


def _cover(teller: Teller) -> Cover:
    """The first page; each roundtable is a part of the table of dots."""
    strategy, w = teller.strategy, teller.w
    seats = [int(record.get("present") or 0) for record in strategy.records]
    ring = None
    if any(seats):
        counts = [Count(min(n, 6), present, present) for n, present in enumerate(seats, start=1)]
        ring = charts.ring(counts, size=400, hole=0.5, largest=0.085)
    around = "; ".join(f"{teller.title(n)}: {seated}" for n, seated in enumerate(seats))
    day = day_of(strategy.day)
    n = len(strategy.records)
    return Cover(
        city=strategy.city,
        title=(said(strategy.title, strategy.language),),
        subtitle=(said(strategy.subtitle, strategy.language),) if strategy.subtitle else (),
        status=versions.told(strategy.standing, w),
        date=w.date(day) if day else strategy.day,
        people=w.ngettext("From %(n)d roundtable", "From %(n)d roundtables", n) % {"n": n}
        if n
        else "",
        picture=ring,
        alternative=around if ring else "",
        warning=_warning(teller),
    )


def _warning(teller: Teller) -> str:
    heads = [record["roundtable"] for record in teller.strategy.records]
    if any(head.get("rehearsal") for head in heads):
        return teller.w.gettext("REHEARSAL · invented people, invented words, no result")
    if any(head.get("demonstration") for head in heads):
        return teller.w.gettext("Demonstration: an invented roundtable")
    return ""
