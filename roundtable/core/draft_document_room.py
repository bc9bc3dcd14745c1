"""What was said and written in the room, as blocks: what is held against options, notes, feedback."""

from __future__ import annotations

from collections.abc import Iterator

from roundtable.core import charts
from roundtable.core.document import Block, Bullets, Paragraph, Span
from roundtable.core.draft_document_figures import answers
from roundtable.core.draft_document_parts import Maker, heading, own, paragraph, plainly
from roundtable.core.draft_model import Dissent, Held, Written


def dissent(maker: Maker) -> Iterator[Block]:
    """Concerns, objections, minority positions, and what became of them."""
    _ = maker.w.gettext
    if not maker.draft.dissent:
        return
    yield heading(1, _("Concerns and minority positions"), "dissent")
    words = _("What some hold against an option, or for one that found no majority, is kept here.")
    yield from paragraph(words, "lead")
    for about in maker.draft.dissent:
        yield from _about(maker, about)


def _about(maker: Maker, about: Dissent) -> Iterator[Block]:
    label = about.cite.label
    where = (maker.chip(about.cite), Span(f" · {about.asked}")) if label else plainly(about.asked)
    yield Paragraph(where, "eyebrow")
    anchor = maker.free(f"dissent-{label}" if label else "dissent-on-all")
    yield heading(2, own(about.about), anchor)
    for held in about.held:
        yield from _held(held)


def _held(held: Held) -> Iterator[Block]:
    kind = Span(held.kind, strong=True)
    if held.words is None:
        yield Paragraph((kind, Span(f"\n{held.support}")))
        return
    yield Paragraph((kind,), "small")
    yield Paragraph((own(held.words),), "quote", source=plainly(held.support))
    outcome = Span(f"{held.outcome}: " if held.answer else held.outcome, strong=True)
    yield Paragraph((outcome, *plainly(held.answer)), "small")


def written(maker: Maker) -> Iterator[Block]:
    """What the tables wrote, by step and table."""
    if not maker.draft.written:
        return
    _ = maker.w.gettext
    several = any(name for step in maker.draft.written for name, _notes in step.tables)
    yield heading(1, _("What the tables wrote") if several else _("What was noted"), "written")
    for number, step in enumerate(maker.draft.written, start=1):
        yield from _step(maker, step, f"written-{number}")


def _step(maker: Maker, step: Written, anchor: str) -> Iterator[Block]:
    yield heading(2, step.title, anchor)
    yield from paragraph(step.question, "small")
    for number, (name, notes) in enumerate(step.tables, start=1):
        if name or len(step.tables) > 1:
            title = name or maker.w.gettext("The whole room")
            yield heading(3, title, f"{anchor}-{number}")
        yield Bullets(tuple((own(words),) for words in notes))


def said(maker: Maker) -> Iterator[Block]:
    """How people found the meeting."""
    _ = maker.w.gettext
    if not maker.draft.said:
        return
    yield heading(1, _("How people found the meeting"), "feedback")
    counts = [n for told in maker.draft.said for _label, n in told.counts]
    per = charts.steps_for(max(counts, default=1))
    for number, told in enumerate(maker.draft.said, start=1):
        yield heading(2, told.question, f"feedback-{number}")
        yield from paragraph(told.sentence)
        if told.counts:
            yield answers(maker, told.counts, told.question, per)
        if told.words:
            yield Bullets(tuple((own(words),) for words in told.words))
        elif not told.counts:
            yield from paragraph(_("Too few people answered for it to be told."), "small")
