"""What a strategy's spreadsheets hold: what its roundtables' hold, together, and what became of it.

Votes and proposals are those of the rooms' own sheets (`core.sheets`), so what may not be told there is not
told here either. References are written as they are cited ("KLM482:P-014"), by which sheets can be joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from roundtable.core import sheets, text
from roundtable.core.draft_words import PlainWording, Wording
from roundtable.core.sheets import Book, Cell, Column, Sheet, sheet
from roundtable.core.strategy import dissent, fates, measures, review, tree
from roundtable.core.strategy.document_parts import Teller
from roundtable.core.strategy.document_review import Reviews
from roundtable.core.strategy.passages import plain
from roundtable.core.strategy.refs import Ref
from roundtable.core.strategy.strategy import Strategy, whole


def sheets_of(strategy: Strategy, w: Wording | None = None, remarks: Reviews | None = None) -> Book:
    """The sheets of a strategy. Raises `RecordError` where the record of a roundtable is not complete."""
    words = w or PlainWording()
    teller = Teller(strategy, words)
    return Book(
        title=strategy.title,
        author=strategy.city,
        language=words.language,
        direction=text.direction("", words.language),
        made=strategy.day,
        sheets=(
            *_of_rooms(teller), _fates(teller), _measures(teller), _indicators(teller),
            _passages(teller), _findings(teller), _joins(teller), _decisions(teller),
            *_remarks(teller, remarks or Reviews()),
        ),
    )  # fmt: skip


def _of_rooms(teller: Teller) -> Iterator[Sheet]:
    """The sheets of the rooms, all rooms of a kind in one, each row with its roundtable."""
    _ = teller.w.gettext
    books = [sheets.sheets_of(record, teller.w) for record in teller.strategy.records]
    first = Column(_("Roundtable"), 11)
    last = Column(_("In the strategy"), 50)
    for name in ("proposals", "options", "votes-by-group", "other-voices"):
        found = [(code, book.named(name)) for code, book in zip(teller.codes, books, strict=True)]
        if not found:
            continue
        columns, rows = (first, *found[0][1].columns_told), []
        for code, one in found:
            rows += [(Cell(code), *row) for row in one.rows_told]
        if name == "proposals":
            columns = (*columns, last)
            rows = [(*row, Cell(_fate(teller, row))) for row in rows]
        yield sheet(teller.w, name, found[0][1].title, columns, rows)


def _fate(teller: Teller, row: tuple[Cell, ...]) -> str | None:
    """What became of the proposal of a row in the strategy; nothing of what has no words to answer."""
    ref = Ref(str(row[0].value), str(row[1].value))
    if not any(source.ref == ref for source in teller.answers.given):
        return None
    return fates.told(ref, teller.answers.fates, teller.measures, teller.w)


def _fates(teller: Teller) -> Sheet:
    """Every contribution with its fate in parts, to be sorted and counted."""
    _, made = teller.w.gettext, teller.answers.fates
    columns = (
        Column(_("Roundtable"), 11), Column(_("Proposal"), 14), Column(_("Policy area"), 22),
        Column(_("What became of it"), 20), Column(_("Measure"), 9), Column(_("Merged into"), 14),
        Column(_("Reason"), 50), Column(_("Decided by"), 20), Column(_("Day"), 11),
    )  # fmt: skip
    rows = []
    for source in teller.answers.given:
        fate = made.get(source.ref)
        end = fates.fate_of(source.ref, made)
        rows.append(
            (
                Cell(source.ref.roundtable), Cell(str(source.ref)), _own(source.area),
                Cell(fates.name_of(fate.kind if fate else "", teller.w)),
                Cell(teller.measures.get(end.measure) if end else None),
                Cell(str(fate.into) if fate and fate.into else None),
                _own(fate.text if fate else ""), _own(fate.who if fate else ""),
                Cell((fate.on if fate else "") or None),
            )
        )  # fmt: skip
    return sheet(teller.w, "fates", _("What became of each proposal"), columns, rows)


def _measures(teller: Teller) -> Sheet:
    """A row for each measure with its fields; indicators have a sheet of their own."""
    _ = teller.w.gettext
    named = {name: measures.name_of(name, teller.w) for name in ("title", *measures.FIELDS)}
    texts = (
        "objective",
        "description",
        "responsible",
        "partners",
        "assumptions",
        "risks",
        "evidence",
    )
    columns = (
        Column(_("No."), 8), Column(_("Chapter"), 9), Column(named["title"], 40), Column(_("Language"), 10),
        *(Column(named[name], 40) for name in texts),
        Column(_("From"), 12), Column(_("To"), 12), Column(named["budget"], 14), Column(_("Currency"), 9),
        Column(_("Who pays"), 20), Column(named["indicators"], 11), Column(_("Rests on"), 30),
        Column(named["findings"], 16), Column(_("Not yet said"), 40),
    )  # fmt: skip
    rows = [
        (
            Cell(m.cite), Cell(teller.numbers.get(m.id)), _own(m.title), Cell(m.language),
            *(_own(getattr(m, name)) for name in texts),
            Cell(m.timeline.first or None), Cell(m.timeline.last or None), _own(m.budget.amount),
            Cell(m.budget.currency or None), _own(m.budget.source), Cell(len(m.indicators)),
            _refs(m.sources), _refs(m.findings),
            Cell(", ".join(named[name] for name in measures.unsaid(m)) or None),
        )
        for m in tree.measures(teller.strategy.draft)
    ]  # fmt: skip
    return sheet(teller.w, "measures", _("Measures"), columns, rows)


def _indicators(teller: Teller) -> Sheet:
    _ = teller.w.gettext
    columns = (
        Column(_("Measure"), 9), Column(_("Indicator"), 40), Column(_("Baseline"), 12),
        Column(_("Target"), 12), Column(_("Unit"), 12), Column(_("Source"), 24),
    )  # fmt: skip
    rows = [
        (Cell(m.cite), *map(_own, (i.name, i.baseline, i.target, i.unit, i.source)))
        for m in tree.measures(teller.strategy.draft)
        for i in m.indicators
    ]
    return sheet(teller.w, "indicators", _("Indicators"), columns, rows)


def _passages(teller: Teller) -> Sheet:
    """A row for each sentence, with what it rests on."""
    _ = teller.w.gettext
    columns = (
        Column(_("Chapter"), 20), Column(_("Passage"), 9), Column(_("Sentence"), 60),
        Column(_("Language"), 10), Column(_("Rests on"), 30),
    )  # fmt: skip
    rows = []
    for number, passage in enumerate(tree.passages(whole(teller.strategy)), start=1):
        for sentence in tree.sentences(passage, teller.sources):
            if sentence.says:
                rests = _refs(sentence.rests_on)
                at = Cell(teller.numbers.get(passage.id))
                words = _own(plain(sentence.pieces))
                rows.append((at, Cell(number), words, Cell(passage.language), rests))
    return sheet(teller.w, "sentences", _("Sentences and what they rest on"), columns, rows)


def _findings(teller: Teller) -> Sheet:
    _ = teller.w.gettext
    columns = (
        Column(_("No."), 8), Column(_("Finding"), 60), Column(_("Language"), 10),
        Column(_("Policy area"), 22), Column(_("Figure"), 14), Column(_("Source"), 30),
        Column(_("Used in"), 16),
    )  # fmt: skip
    rows = [
        (
            Cell(str(one.ref)), _own(one.text), Cell(one.language), _own(one.area), _own(one.figure),
            _own(one.source), Cell(_used(teller, one.ref)),
        )
        for one in teller.strategy.findings
    ]  # fmt: skip
    return sheet(teller.w, "findings", _("What the review found"), columns, rows)


def _used(teller: Teller, ref: Ref) -> str | None:
    return "".join(span.text for span in teller.used_in(ref)) or None


def _joins(teller: Teller) -> Sheet:
    """A row for each member; figures of different rooms stand side by side and are not added up."""
    _ = teller.w.gettext
    columns = (
        Column(_("No."), 8), Column(_("Title"), 40), Column(_("Member"), 14), Column(_("In their words"), 50),
        Column(_("Support"), 12), Column(_("Joined by"), 20), Column(_("Day"), 11),
        Column(_("Taken apart by"), 20), Column(_("Taken apart on"), 14),
    )  # fmt: skip
    rows = [
        (
            Cell(number), _own(join.title), Cell(str(ref)),
            _own(known.text if (known := teller.sources.get(ref)) else ""),
            Cell(known.votes.figure if known and known.votes else None), _own(join.who),
            Cell(join.on or None), _own(join.apart_by), Cell(join.apart_on or None),
        )
        for number, join in enumerate(teller.strategy.joins, start=1)
        for ref in join.members
    ]  # fmt: skip
    return sheet(teller.w, "joins", _("Said in several roundtables"), columns, rows)


def _decisions(teller: Teller) -> Sheet:
    """Every decision on a voice that is held against the draft, in order."""
    _ = teller.w.gettext
    held = {voice.source.ref: voice.source for voice in dissent.voices(teller.sources.values(), ())}
    columns = (
        Column(_("Held"), 18), Column(_("In their words"), 50), Column(_("In the document"), 14),
        Column(_("Decided by"), 20), Column(_("Day"), 11), Column(_("Reason"), 50),
    )  # fmt: skip
    rows = [
        (
            Cell(str(one.ref)), _own(held[one.ref].text if one.ref in held else ""),
            Cell(_("no") if one.out else _("yes")), _own(one.who), Cell(one.on or None), _own(one.why),
        )
        for one in teller.strategy.decisions
    ]  # fmt: skip
    return sheet(teller.w, "decisions", _("Decisions on other voices"), columns, rows)


def _remarks(teller: Teller, said: Reviews) -> Iterator[Sheet]:
    """What was said to the draft, and how it was answered; no sheet where nothing was said."""
    if not said.remarks:
        return
    _ = teller.w.gettext
    rounds = {round_.id: n for n, round_ in enumerate(said.rounds, start=1)}
    columns = (
        Column(_("Round"), 8), Column(_("About"), 10), Column(_("From"), 20), Column(_("Day"), 11),
        Column(_("Words it is about"), 40), Column(_("Instead"), 40), Column(_("What was said"), 60),
        Column(_("How it was answered"), 50),
    )  # fmt: skip
    rows = [
        (
            Cell(rounds.get(one.round)),
            Cell(teller.measures.get(one.part) or teller.numbers.get(one.part)),
            _own(one.who), Cell(one.on or None), _own(one.quoted), _own(one.wording), _own(one.text),
            _own(review.told(review.reply_to(one.id, said.replies), teller.w)),
        )
        for one in said.remarks
    ]  # fmt: skip
    yield sheet(teller.w, "remarks", _("What was said to the draft"), columns, rows)


def _own(words: str) -> Cell:
    """Words of people, in their direction."""
    return Cell(words, text.direction(words, "")) if words else Cell()


def _refs(found: Iterable[Ref]) -> Cell:
    return Cell(", ".join(map(str, found)) or None)
