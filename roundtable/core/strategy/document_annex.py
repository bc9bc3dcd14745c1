"""What a strategy rests on, as chapters: who took part, findings, other voices, proposals, results."""

from __future__ import annotations

from collections.abc import Iterator

from roundtable.core.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Paragraph,
    Span,
    Spans,
    Table,
)
from roundtable.core.draft_document_front import process as room_process
from roundtable.core.draft_document_parts import notes
from roundtable.core.draft_document_votes import rounds as room_rounds
from roundtable.core.strategy import dissent, fates, joining, tree
from roundtable.core.strategy.document_parts import Teller, plainly, said, within
from roundtable.core.strategy.refs import Ref
from roundtable.core.strategy.sources import Source
from roundtable.core.strategy.strategy import day_of, phase_name, whole


def _there(teller: Teller) -> frozenset[str]:
    return frozenset(ref.anchor for ref in teller.sources)


def process(teller: Teller) -> Iterator[Block]:
    """The phases, and each roundtable with who took part."""
    strategy, _ = teller.strategy, teller.w.gettext
    if not (strategy.phases or strategy.records):
        return
    yield Heading(1, plainly(_("Who took part, and how")), "process")
    if strategy.phases:
        rows = tuple(
            tuple(Cell(plainly(words)) for words in
                  (phase.title or phase_name(phase.kind, teller.w), _day(teller, phase.first),
                   _day(teller, phase.last)))
            for phase in strategy.phases
        )  # fmt: skip
        columns = (Column(_("Phase"), 2.4), Column(_("From"), 1.2), Column(_("To"), 1.2))
        yield Table(plainly(_("The phases")), columns, rows)
    there = _there(teller)
    for n, maker in enumerate(teller.rooms):
        code = teller.codes[n]
        yield Heading(2, plainly(teller.title(n)), f"{code}-process")
        room = next((room for room in strategy.rooms if room.code == code), None)
        held = (_day(teller, room.day), room.area, room.format) if room else ()
        if line := " · ".join(part for part in held if part):
            yield Paragraph(plainly(line), "small")
        yield from within(room_process(maker), code, there)


def _day(teller: Teller, written: str) -> str:
    day = day_of(written)
    return teller.w.date(day) if day else written or "–"


def findings(teller: Teller) -> Iterator[Block]:
    """What the review found, and where the draft rests on it."""
    if not teller.strategy.findings:
        return
    _ = teller.w.gettext
    yield Heading(1, plainly(_("What the review found")), "findings")
    rows = tuple(
        (
            Cell((Span(teller.sources[one.ref].cite, strong=True),), one.ref.anchor),
            Cell((said(one.text, one.language),)),
            Cell(plainly(one.figure)),
            Cell(plainly(one.source)),
            Cell(teller.used_in(one.ref)),
        )
        for one in teller.strategy.findings
    )
    columns = (
        Column(_("No."), 1.0), Column(_("Finding"), 3.2), Column(_("Figure"), 0.9, "end"),
        Column(_("Source"), 1.4), Column(_("Used in"), 1.2),
    )  # fmt: skip
    yield Table((), columns, rows)


def other_voices(teller: Teller) -> Iterator[Block]:
    """Minority positions, concerns and objections; of what was left out, the decision."""
    found = dissent.voices(teller.sources.values(), teller.strategy.decisions)
    if not found:
        return
    _ = teller.w.gettext
    yield Heading(1, plainly(_("What is held against it")), "dissent")
    for voice in (voice for voice in found if voice.inside):
        source = voice.source
        used = teller.used_in(source.ref)
        parts = (_about(teller, source), used)
        marks = tuple(span for part in parts if part for span in (Span(" · "), *part))
        name = Span(f"{source.ref.roundtable} · {source.cite}", strong=True)
        detail = Span(f"{source.detail} ")
        under = (detail, name, *marks)
        yield Paragraph((teller.own(source),), "quote", source.ref.anchor, under)
    out = [voice for voice in found if not voice.inside]
    if out:
        yield Heading(2, plainly(_("Left out by a decision")), "left-out")
        for voice in out:
            name = Span(f"{voice.source.ref.roundtable} · {voice.source.cite}: ", strong=True)
            said_why = Span(dissent.told(voice.decisions[-1], teller.w))
            yield Paragraph((name, said_why), "small", voice.source.ref.anchor)


def _about(teller: Teller, source: Source) -> Spans:
    """A mark of what it is held against, where that stands in the document."""
    about = source.about
    known = about is not None and about in teller.sources
    return (teller.chip(about),) if about is not None and known else ()


def joins(teller: Teller) -> Iterator[Block]:
    """What was said in several rooms, with the support in each by itself."""
    standing = [join for join in teller.strategy.joins if join.stands]
    if not standing:
        return
    yield Heading(1, plainly(teller.w.gettext("Said in several roundtables")), "joins")
    for join in standing:
        title = said(join.title, join.language)
        told = Span(f"\n{joining.told(join, teller.sources, teller.w)}")
        strong = Span(title.text, title.language, title.direction, strong=True)
        yield Paragraph((strong, told, *teller.chips(join.members)))


def proposals(teller: Teller) -> Iterator[Block]:
    """Annex A: every proposal of every roundtable, and what became of it."""
    _ = teller.w.gettext
    yield Heading(1, plainly(_("What became of each proposal")), "annex", _("Annex A"))
    told = teller.answers
    yield Paragraph(plainly(" ".join(fates.counted(told.given, told.fates, teller.w))))
    columns = (
        Column(_("No."), 0.9), Column(_("In their words"), 3.4), Column(_("Group"), 1.3),
        Column(_("What became of it"), 2.8), Column(_("Used in"), 1.0),
    )  # fmt: skip
    for n, maker in enumerate(teller.rooms):
        rows = tuple(
            (
                Cell((Span(row.cite.label, strong=True),), ref.anchor),
                Cell((teller.own(teller.sources[ref]) if row.words else Span(row.instead, soft=True),)),
                Cell(plainly(row.who)),
                Cell(_fate(teller, ref) if row.words else ()),
                Cell(teller.used_in(ref)),
            )
            for row in maker.draft.annex.rows
            if (ref := Ref(teller.codes[n], row.cite.label)) in teller.sources
        )  # fmt: skip
        if rows:
            yield Heading(2, plainly(teller.title(n)), f"{teller.codes[n]}-proposals")
            yield Table((), columns, rows)


def _fate(teller: Teller, ref: Ref) -> Spans:
    """What became of it, with marks that lead to the measure and to what it was merged into."""
    fate_now = teller.answers.fates.get(ref)
    spans = plainly(fates.told(ref, teller.answers.fates, teller.measures, teller.w))
    if fate_now and fate_now.into is not None:
        spans += teller.chips((fate_now.into,))
    end = fates.fate_of(ref, teller.answers.fates)
    cite = teller.measures.get(end.measure) if end else None
    return (*spans, Span(" "), Span(cite, chip=True, to=f"#{cite}")) if cite else spans


def results(teller: Teller) -> Iterator[Block]:
    """Annex B: clusters, votes and notes, where the draft rests on them, and every vote in full."""
    _ = teller.w.gettext
    if not teller.rooms:
        return
    yield Heading(1, plainly(_("The results")), "results", _("Annex B"))
    there = _there(teller)
    for n, maker in enumerate(teller.rooms):
        code = teller.codes[n]
        yield Heading(2, plainly(teller.title(n)), f"{code}-results")
        mine = [s for s in teller.sources.values() if s.ref.roundtable == code]
        for kind, title in (
            ("cluster", _("Clusters")), ("vote", _("Votes")), ("note", _("Notes")),
        ):  # fmt: skip
            if rows := tuple(_row(teller, s) for s in mine if s.ref.kind == kind):
                columns = (
                    Column(_("No."), 1.0), Column(_("In their words"), 3.4),
                    Column(_("Support"), 1.0, "end"), Column(_("From"), 1.6), Column(_("Used in"), 1.0),
                )  # fmt: skip
                yield Table(plainly(title), columns, rows)
        yield from within(room_rounds(maker), code, there)


def _row(teller: Teller, source: Source) -> tuple[Cell, ...]:
    origin = (*source.members, *((source.about,) if source.about in teller.sources else ()))
    name = source.cite if source.ref.kind != "vote" else source.ref.label.rpartition("/")[2]
    chips, vote = teller.chips(ref for ref in origin if ref), ""
    if source.ref.kind == "vote":
        vote = source.detail
    return (
        Cell((Span(name, strong=True),), source.ref.anchor),
        Cell((teller.own(source),)),
        Cell(plainly(source.votes.figure if source.votes else "")),
        Cell((*plainly(vote), *chips) if vote else chips[1:]),
        Cell(teller.used_in(source.ref)),
    )


def method(teller: Teller) -> Iterator[Block]:
    """Annex C: on what the text rests, and how each room worked."""
    _ = teller.w.gettext
    yield Heading(1, plainly(_("How this came about")), "method", _("Annex C"))
    found = tree.rests(whole(teller.strategy), teller.sources)
    message = teller.w.ngettext(
        "%(bare)d of %(n)d sentence rests on nothing.",
        "%(bare)d of %(n)d sentences rest on nothing.",
        found.sentences,
    )
    counted = message % {"bare": len(found.bare), "n": found.sentences}
    how = _("Each mark in the text leads to what the sentence before it rests on.")
    yield Paragraph(plainly(f"{how} {counted}"))
    if found.unknown:
        lost = Span(_("Citations that lead nowhere:"))
        names = dict.fromkeys(str(ref) for _, ref in found.unknown)
        yield Paragraph((lost,))
        yield Bullets(tuple(plainly(name) for name in names))
    rooms = [maker.draft.method for maker in teller.rooms]
    same = [note for note in rooms[0] if all(note in room for room in rooms)] if rooms[1:] else []
    if same:
        yield Heading(2, plainly(_("In every roundtable")), "method-everywhere")
        yield from notes(same)
    for n, room in enumerate(rooms):
        if own := [note for note in room if note not in same]:
            yield Heading(2, plainly(teller.title(n)), f"{teller.codes[n]}-method")
            yield from notes(own)
