"""The strategy draft of a roundtable as a `Document`, for every format that documents are made in.

What it tells is made by ``roundtable.core.draft``; here it becomes blocks. Anchors are those of the
draft ("P-014" in annex A, "at-C-2" where an option is told), the others are named by what they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from roundtable.core.document import Block, Cell, Column, Document, Span, Spans, Table
from roundtable.core.draft_document_areas import areas
from roundtable.core.draft_document_figures import counted
from roundtable.core.draft_document_front import cover, decided, process, summary
from roundtable.core.draft_document_parts import (
    Maker,
    heading,
    notes,
    own,
    paragraph,
    plainly,
)
from roundtable.core.draft_document_room import dissent, said, written
from roundtable.core.draft_document_votes import counts, mergings, rounds
from roundtable.core.draft_model import Draft, Row
from roundtable.core.draft_words import Wording


def document_of(draft: Draft, w: Wording) -> Document:
    """The draft as a document in the language of `w`. The same draft gives the same document."""
    maker = Maker(draft, w)
    return Document(
        title=draft.cover.title,
        language=maker.language,
        direction=maker.direction,
        subject=draft.subject,
        author=draft.cover.city,
        made=draft.day,
        cover=cover(maker),
        blocks=tuple(_blocks(maker)),
        contents=w.gettext("Contents"),
        page=w.gettext("Page %(page)s"),
        keywords=tuple(area.title for area in draft.areas),
        skip=w.gettext("Go to the text"),
        table=w.gettext("Table %(number)s"),
        figure=w.gettext("Figure %(number)s"),
        figures=w.gettext("The figures as a table"),
        cited=w.gettext("Cited in"),
    )


def _blocks(maker: Maker) -> Iterator[Block]:
    """All of it, in the order of the printed draft."""
    chapters = (
        summary, decided, process, areas, dissent, rounds, written, said, _method, _annex, mergings,
        counts,
    )  # fmt: skip
    for chapter in chapters:
        yield from chapter(maker)


def _method(maker: Maker) -> Iterator[Block]:
    """How it came about: ballot, counting, what is withheld, what it is worth."""
    yield heading(1, maker.w.gettext("How this came about"), "method")
    yield from notes(maker.draft.method)


def _annex(maker: Maker) -> Iterator[Block]:
    """Every proposal with what became of it, one row each."""
    _ = maker.w.gettext
    told = maker.draft.annex
    yield heading(1, _("What became of each proposal"), "annex", _("Annex A"))
    yield from paragraph(told.sentences)
    if not told.rows:
        return
    grouped = any(row.who for row in told.rows)
    figures = any(row.figure for row in told.rows)
    columns = [Column(_("No."), 0.9), Column(_("In their words"), 3.6)]
    columns += [Column(_("Group"), 1.4)] if grouped else []
    columns += [Column(counted(maker), 0.8, "end")] if figures else []
    columns += [Column(_("What became of it"), 2.4)]
    rows = tuple(_row(maker, row, grouped=grouped, figures=figures) for row in told.rows)
    yield Table((), tuple(columns), rows)


def _row(maker: Maker, row: Row, *, grouped: bool, figures: bool) -> tuple[Cell, ...]:
    words = own(row.words) if row.words else Span(row.instead, soft=True)
    return (
        Cell((Span(row.cite.label, strong=True),), row.cite.anchor),
        Cell((words,)),
        *([Cell(plainly(row.who))] if grouped else []),
        *([Cell(plainly(row.figure))] if figures else []),
        Cell(_fate(maker, row)),
    )


def _fate(maker: Maker, row: Row) -> Spans:
    """What became of it; the option that it stands in can be gone to."""
    to = maker.link(row.leads_to)
    spans = maker.labelled(row.fate, to)
    if not to or any(span.to for span in spans):
        return spans
    label = to.removeprefix("#at-")
    return (*spans, Span(" "), Span(label, chip=True, to=to))
