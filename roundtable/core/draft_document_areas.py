"""The policy areas as blocks: options at a glance, then each priority with votes and people's own words."""

from __future__ import annotations

from collections.abc import Iterator

from roundtable.core.document import Block, Cell, Column, Paragraph, Span, Spans, Table
from roundtable.core.draft_document_figures import by_group, counted, glance, in_figures
from roundtable.core.draft_document_parts import (
    Maker,
    heading,
    own,
    paragraph,
    plainly,
    quotes,
)
from roundtable.core.draft_model import Area, Cite, Priority
from roundtable.core.draft_source import paragraphs

#: A headline longer than this only repeats what stands under it.
_LONG = 140


def areas(maker: Maker) -> Iterator[Block]:
    """Each area with its priorities."""
    for area in maker.draft.areas:
        yield from _area(maker, area)
        for priority in area.priorities:
            if priority.detailed:
                yield from _priority(maker, priority)


def _area(maker: Maker, area: Area) -> Iterator[Block]:
    _ = maker.w.gettext
    if area.anchor != "area-none":
        yield from paragraph(_("Policy area"), "eyebrow")
    yield heading(1, area.title, area.anchor)
    if area.headline and len(area.headline) < _LONG:
        yield from paragraph(area.headline, "lead")
    if area.priorities:
        yield _options(maker, area)
        if figure := glance(maker, area.priorities, area.headline or area.title):
            yield figure
    elif not area.loose:
        yield from paragraph(_("Nothing was proposed for this area."))
    yield from _loose(maker, area)


def _options(maker: Maker, area: Area) -> Table:
    """All options of the area in order; one that has no more to tell has its place here."""
    _ = maker.w.gettext
    rows = []
    for priority in area.priorities:
        detailed, cite = priority.detailed, priority.cite
        to = maker.link(cite.anchor if detailed else cite.label)
        chip = Span(cite.label, chip=True, to=to)
        title = Cell((own(priority.title, to=to), Span(" "), chip), "" if detailed else cite.anchor)
        rows.append((title, Cell(plainly(str(priority.place or "–"))), Cell(_figure(priority))))
    columns = (
        Column(_("Option"), 4.0), Column(_("Place"), 0.8, "end"), Column(counted(maker), 1.4, "end"),
    )  # fmt: skip
    return Table((), columns, tuple(rows))


def _figure(priority: Priority) -> Spans:
    if priority.support is None:
        return plainly("–")
    figure = Span(in_figures(priority.support), strong=True)
    detail = priority.support.detail
    return (figure, Span(f"\n{detail}", soft=True)) if detail else (figure,)


def _loose(maker: Maker, area: Area) -> Iterator[Block]:
    """Proposals that stand in no option: named where there was a vote, else in their words."""
    _ = maker.w.gettext
    if not area.loose:
        return
    if maker.draft.ballot:
        more = maker.w.ngettext(
            "%(n)d more proposal was made here and not voted on; annex A shows it.",
            "%(n)d more proposals were made here and not voted on; annex A shows them.",
            len(area.loose),
        )
        words = plainly(more % {"n": len(area.loose)})
        yield Paragraph((*words, *_chips(maker, [q.cite for q in area.loose])), "small")
        return
    title = _("Not joined with others") if area.priorities else _("What was proposed")
    yield heading(2, title, maker.free(f"{area.anchor}-loose"))
    yield from quotes(maker, area.loose)


def _chips(maker: Maker, cites: list[Cite]) -> Iterator[Span]:
    for cite in cites:
        yield Span(" ")
        yield maker.chip(cite)


# --- one priority


def _priority(maker: Maker, priority: Priority) -> Iterator[Block]:
    """A priority: what came out, what is meant, what it rests on, who said yes, in whose words."""
    _ = maker.w.gettext
    yield from paragraph(f"{_place(maker, priority)} · {priority.cite.label}", "eyebrow")
    yield heading(2, own(priority.title), priority.cite.anchor)
    if priority.support:
        yield from paragraph(priority.support.sentence, "lead")
    yield from _written(maker, priority)
    yield from _beside(maker, priority)
    if priority.support and priority.support.groups:
        yield by_group(maker, priority.support)
    if priority.quotes or priority.withheld:
        yield Paragraph((Span(_("In their words"), strong=True),))
        yield from quotes(maker, priority.quotes)
        yield from paragraph(priority.withheld, "small")


def _place(maker: Maker, priority: Priority) -> str:
    _ = maker.w.gettext
    if not priority.place:
        return _("Not voted on yet")
    place = _("Priority %(n)d, shared") if priority.shared else _("Priority %(n)d")
    return place % {"n": priority.place}


def _written(maker: Maker, priority: Priority) -> Iterator[Block]:
    """The text that the writer wrote; its last paragraph names what it rests on."""
    text = priority.text
    written = [
        Span(words, text.language, "rtl" if text.direction == "rtl" else "ltr")
        for words in paragraphs(text.text)
    ]
    for words in written:
        yield Paragraph((words,))
    if n := len(priority.quotes):
        rests = maker.w.ngettext("%(n)d proposal", "%(n)d proposals", n) % {"n": n}
        said = (Span(maker.w.gettext("Rests on"), strong=True), Span(f" {rests}"))
        yield Paragraph((*said, *_chips(maker, [q.cite for q in priority.quotes])), "small")


def _beside(maker: Maker, priority: Priority) -> Iterator[Block]:
    """Where groups differ, what is held against it, and what was done with it after the vote."""
    if priority.contrast:
        title = Span(maker.w.gettext("Groups differ"), strong=True)
        yield Paragraph((title, Span(f" {', '.join(priority.contrast)}")), "small")
    for words, anchor in ((priority.held, "dissent"), (priority.remark, "mergings")):
        if words:
            yield Paragraph((Span(words, to=maker.link(anchor)),), "small")
