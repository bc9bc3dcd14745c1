"""What every chapter of a draft is made of as blocks: headings, people's words, notes, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from roundtable.core import draft_chapters, text
from roundtable.core.document import (
    Block,
    Cell,
    Column,
    Direction,
    Heading,
    Look,
    Paragraph,
    Span,
    Spans,
    Table,
)
from roundtable.core.draft_model import Cite, Draft, Note, Quote, Words
from roundtable.core.draft_words import Wording

#: A name of a source in a sentence of the product.
_LABEL = re.compile(r"\b[A-Z]-\d+[a-z]?\b")
#: Columns with figures are narrow beside the one that says what a row is about.
_NAME, _FIGURE = 3.0, 1.0


class Maker:
    """A draft, its language, and the places in it that can be led to."""

    def __init__(self, draft: Draft, w: Wording) -> None:
        self.draft, self.w = draft, w
        self.language = w.language
        self.direction: Direction = "rtl" if text.direction("", w.language) == "rtl" else "ltr"
        self._there = frozenset(_places(draft))
        self._taken: set[str] = set()

    def link(self, anchor: str | None) -> str:
        """What leads to the anchor; empty where it is nowhere in the document."""
        return f"#{anchor}" if anchor in self._there else ""

    def chip(self, cite: Cite) -> Span:
        """The small mark that names a source; it leads there."""
        return Span(cite.label, chip=True, to=self.link(cite.anchor))

    def free(self, anchor: str) -> str:
        """The anchor; with a number after it where it is taken."""
        found, n = anchor, 1
        while found in self._taken:
            n += 1
            found = f"{anchor}-{n}"
        self._taken.add(found)
        return found

    def labelled(self, sentence: str, to: str = "") -> Spans:
        """A sentence of the product; sources that it names become chips that lead `to`, or to themselves."""
        spans, end = [], 0
        for found in _LABEL.finditer(sentence):
            target = to or self.link(found[0])
            if target:
                spans += [*plainly(sentence[end : found.start()])]
                spans.append(Span(found[0], chip=True, to=target))
                end = found.end()
        return (*spans, *plainly(sentence[end:]))

    def figures(self, told: draft_chapters.Table) -> Table:
        """Figures in rows, as they stand in the draft."""
        columns = [Column(head, _FIGURE, "end") for head in told.heads]
        rows = [
            (Cell(plainly(name)), *(Cell(plainly(figure)) for figure in figures))
            for name, figures in told.rows
        ]
        about = Column(self.w.gettext("Option"), _NAME)
        return Table(plainly(told.title), (about, *columns), tuple(rows))


def _places(draft: Draft) -> Iterator[str]:
    for area in draft.areas:
        yield area.anchor
        yield from (priority.cite.anchor for priority in area.priorities)
    yield from (row.cite.anchor for row in draft.annex.rows)
    yield from (told.anchor for told in draft.rounds)
    for anchor, there in (
        ("dissent", draft.dissent), ("mergings", draft.annex_mergers), ("counts", draft.annex_counts),
    ):  # fmt: skip
        if there:
            yield anchor


def plainly(sentence: str) -> Spans:
    """A sentence of the product as it is; nothing where it is empty."""
    return (Span(sentence),) if sentence else ()


def own(words: Words, *, strong: bool = False, to: str = "") -> Span:
    """Words of a person, in their language."""
    direction: Direction = "rtl" if words.direction == "rtl" else "ltr"
    return Span(words.text, words.language, direction, strong=strong, to=to)


def heading(level: int, title: str | Span, anchor: str, number: str = "") -> Heading:
    """A heading."""
    spans = (title,) if isinstance(title, Span) else plainly(title)
    return Heading(level, spans, anchor, number)  # type: ignore[arg-type]


def paragraph(sentences: str | Iterable[str], look: Look = "body") -> Iterator[Paragraph]:
    """Sentences of the product in one paragraph; none where there are none."""
    whole = sentences if isinstance(sentences, str) else " ".join(s for s in sentences if s)
    if whole:
        yield Paragraph(plainly(whole), look)


def notes(told: Iterable[Note]) -> Iterator[Block]:
    """Headings with sentences under them that are too small for the contents."""
    for note in told:
        # A question that is quoted ends its line: no full stop ends its sentence.
        words = "".join(f"{w}{' ' if w.endswith('.') else chr(10)}" for w in note.sentences)
        yield Paragraph((Span(note.title, strong=True), Span(f"\n{words.strip()}")))


def quotes(maker: Maker, found: Sequence[Quote]) -> Iterator[Block]:
    """Proposals in their own words, each with its number and, where it may be told, the group."""
    for quote in found:
        who = plainly(f" · {quote.who}" if quote.who else "")
        yield Paragraph((own(quote.words),), "quote", source=(maker.chip(quote.cite), *who))
