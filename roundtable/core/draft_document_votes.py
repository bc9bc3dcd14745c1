"""Votes as blocks: each one with how it was held and decided, and annexes B and C."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roundtable.core.document import Block, Bullets, Cell, Column, Figure, Paragraph, Span, Table
from roundtable.core.draft_chapters import Account, Compared, Counted
from roundtable.core.draft_document_figures import spreads
from roundtable.core.draft_document_parts import (
    Maker,
    heading,
    notes,
    own,
    paragraph,
    plainly,
)
from roundtable.core.draft_model import Line, Merging, Note, Round


def rounds(maker: Maker) -> Iterator[Block]:
    """Each vote with its whole result."""
    if not maker.draft.rounds:
        return
    yield heading(1, maker.w.gettext("The votes, one by one"), "rounds")
    for told in maker.draft.rounds:
        yield from _round(maker, told)


def _round(maker: Maker, told: Round) -> Iterator[Block]:
    yield heading(2, told.title, told.anchor)
    yield from paragraph(told.question, "small")
    if told.account is None or told.columns:
        yield from paragraph(told.sentences)
    if told.account is not None:
        yield from paragraph(told.account.verdict, "lead")
        yield from notes(told.account.notes)
    if told.lines:
        yield _result(maker, told.lines, told.columns)
    if figure := spreads(maker, told.lines):
        yield figure
    if told.account is not None:
        yield from _why(maker, told.account, told.anchor)


def _result(
    maker: Maker, lines: Sequence[Line], columns: Sequence[str] = (), caption: str = ""
) -> Table:
    """Options in order; `columns` are the titles of the rounds whose figures stand side by side."""
    _ = maker.w.gettext
    *earlier, last = columns or (_("Result"),)
    heads = (
        Column(_("Option"), 4.0), Column(_("Place"), 0.8, "end"),
        *(Column(title, 1.2, "end") for title in earlier), Column(last, 1.6, "end"),
    )  # fmt: skip
    return Table(plainly(caption), heads, tuple(_row(maker, line) for line in lines))


def _row(maker: Maker, line: Line) -> tuple[Cell, ...]:
    to = maker.link(line.anchor)
    chip = (Span(" "), Span(line.label, chip=True, to=to)) if line.label else ()
    figure = [Span(line.figure, strong=True)]
    if line.detail:
        figure.append(Span(f"\n{line.detail}", soft=True))
    return (
        Cell((own(line.title, to=to), *chip)),
        Cell(plainly(str(line.place))),
        *(Cell(plainly(before)) for before in line.earlier),
        Cell(tuple(figure)),
    )


def _why(maker: Maker, told: Account, anchor: str) -> Iterator[Block]:
    """The steps of the count, other rules, groups, who answers alike."""
    _ = maker.w.gettext
    if told.steps:
        yield heading(3, _("Why it came out so"), f"{anchor}-why")
        yield Bullets(tuple(plainly(step) for step in told.steps), ordered=True)
        if told.more_steps:
            words = _("Annex C goes on with every step.")
            yield Paragraph((Span(words, to=maker.link("counts")),), "small")
    if told.others:
        yield from _others(maker, told.others, f"{anchor}-others")
    if told.withheld or told.groups:
        yield heading(3, _("Groups compared"), f"{anchor}-groups")
        yield from paragraph(told.withheld)
        if told.groups:
            yield maker.figures(told.groups)
    if told.people:
        yield heading(3, _("Who answers alike"), f"{anchor}-alike")
        if told.map:
            said = "; ".join(f"{area.letter}: {area.size}" for area in told.map.areas)
            yield Figure(told.map, said, plainly(_dots(maker, told.map.per_dot)))
        yield from notes(told.people)


def _dots(maker: Maker, per: int) -> str:
    _ = maker.w.gettext
    return (
        _("One mark is one person.")
        if per == 1
        else _("One mark is about %(n)d people.") % {"n": per}
    )


def _others(maker: Maker, others: Sequence[Compared], anchor: str) -> Iterator[Block]:
    _ = maker.w.gettext
    yield heading(3, _("The same ballots by other rules"), anchor)
    words = _("A comparison only: what counts is the rule that was declared before the vote.")
    yield from paragraph(words, "small")
    yield from notes([Note(each.name, (each.outcome, *each.why)) for each in others])


# --- annexes


def mergings(maker: Maker) -> Iterator[Block]:
    """Annex B: each merger with its rule, the tally before and after."""
    _ = maker.w.gettext
    if not maker.draft.annex_mergers:
        return
    yield heading(1, _("What was put together after the vote"), "mergings", _("Annex B"))
    words = _("In the order in which it was done. The result as it was shown stays beside it.")
    yield from paragraph(words)
    for number, told in enumerate(maker.draft.annex_mergers, start=1):
        yield from _merging(maker, told, f"merging-{number}")


def _merging(maker: Maker, told: Merging, anchor: str) -> Iterator[Block]:
    _ = maker.w.gettext
    yield heading(2, told.title, anchor)
    yield from paragraph(told.rule)
    for title, lines in ((_("Before"), told.before), (_("After"), told.after)):
        yield _result(maker, lines, caption=title)


def counts(maker: Maker) -> Iterator[Block]:
    """Annex C: every count in full, then the rules with their sources."""
    _ = maker.w.gettext
    if not maker.draft.annex_counts:
        return
    yield heading(1, _("The counts in full"), "counts", _("Annex C"))
    yield from paragraph(
        _("All figures are exact. By them anybody can follow how each result came out.")
    )
    for number, told in enumerate(maker.draft.annex_counts, start=1):
        yield from _counted(maker, told, f"count-{number}")
    yield heading(2, _("The rules"), "rules")
    yield from notes(maker.draft.annex_rules)


def _counted(maker: Maker, told: Counted, anchor: str) -> Iterator[Block]:
    yield heading(2, told.title, anchor)
    if told.steps:
        yield Bullets(tuple(plainly(step) for step in told.steps), ordered=True)
    yield from (maker.figures(each) for each in told.tables)
