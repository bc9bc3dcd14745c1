"""What every chapter of a strategy's document is made with: chips, passages, the rooms' own chapters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from roundtable.core import text
from roundtable.core.document import (
    Block,
    Bullets,
    Cell,
    Direction,
    Figure,
    Heading,
    Paragraph,
    Sheet,
    Span,
    Spans,
    Table,
)
from roundtable.core.draft import build
from roundtable.core.draft_document_parts import Maker
from roundtable.core.draft_words import Wording
from roundtable.core.strategy import tree
from roundtable.core.strategy.measures import Measure
from roundtable.core.strategy.passages import Chip, pieces_of, resolved
from roundtable.core.strategy.refs import Ref
from roundtable.core.strategy.sources import Source
from roundtable.core.strategy.strategy import Strategy, answers, known, whole
from roundtable.core.strategy.tree import Passage


class Teller:
    """A strategy, its language, and everything that can be cited."""

    def __init__(self, strategy: Strategy, w: Wording) -> None:
        self.strategy, self.w = strategy, w
        self.sources = known(strategy, w)
        self.answers = answers(strategy, self.sources)
        self.rooms = tuple(Maker(build(record, w), w) for record in strategy.records)
        self.codes = tuple(str(record["roundtable"]["code"]) for record in strategy.records)
        self.measures = {measure.id: measure.cite for measure in tree.measures(strategy.draft)}
        self.uses = tree.uses(whole(strategy))
        self.numbers = self._numbered()
        self.parts = {part.id: part for _, part in tree.walk(strategy.draft)}

    def title(self, room: int) -> str:
        """What a roundtable is called: its code and its title."""
        head = self.strategy.records[room]["roundtable"]
        return f"{self.codes[room]} · {head['title']}"

    def chip(self, ref: Ref) -> Span:
        """The small mark of a source, leading to where it stands; its name where there is none.

        With several roundtables it has the code of its own, so that it is found on paper too.
        """
        source = self.sources.get(ref)
        if source is None:
            return Span(str(ref))
        coded = len(self.rooms) > 1 and ref.roundtable and ref.kind != "vote"
        cite = f"{ref.roundtable} {source.cite}" if coded else source.cite
        return Span(cite, chip=True, to=f"#{ref.anchor}")

    def chips(self, refs: Iterable[Ref]) -> Spans:
        """The marks of sources, a space before each."""
        return tuple(span for ref in refs for span in (Span(" "), self.chip(ref)))

    def own(self, source: Source) -> Span:
        """The words of a source, in their language."""
        return said(source.text, source.language, source.direction)

    def passage(self, passage: Passage) -> Paragraph:
        """A passage with its chips, and what is attached to it after them."""
        pieces = resolved(pieces_of(passage.text), self.sources)
        way = text.direction("".join(p for p in pieces if isinstance(p, str)), passage.language)
        spans = [
            self.chip(piece.ref) if isinstance(piece, Chip) else said(piece, passage.language, way)
            for piece in pieces
        ]
        attached = (ref for ref in passage.sources if ref in self.sources)
        return Paragraph((*spans, *self.chips(attached)), anchor=part_anchor(passage.id))

    def used_in(self, ref: Ref) -> Spans:
        """Marks that lead to where the draft rests on it."""
        marks = (self._mark(part) for part in self.uses.get(ref, ()))
        return tuple(span for mark in marks for span in (mark, Span(" ")))[:-1]

    def _mark(self, part: str) -> Span:
        found = self.parts.get(part)
        if isinstance(found, Measure):
            return Span(found.cite, chip=True, to=f"#{found.cite}")
        number = self.numbers[part]
        return Span(number, chip=True, to=f"#{part_anchor(part)}")

    def _numbered(self) -> dict[str, str]:
        """Parts → the chapter or priority in which they stand, by its number ("2.1") or its name."""
        _, strategy = self.w.gettext, self.strategy
        found = {passage.id: _("In short") for passage in strategy.draft.summary}
        found |= {passage.id: _("The pilot") for passage in strategy.pilot}
        found |= {passage.id: _("How it is evaluated") for passage in strategy.evaluation}
        for n, chapter in enumerate(self.strategy.draft.chapters, start=1):
            found |= {chapter.id: str(n)} | {passage.id: str(n) for passage in chapter.lead}
            for m, priority in enumerate(chapter.priorities, start=1):
                found |= {part.id: f"{n}.{m}" for part in (priority, *priority.parts)}
        return found


def part_anchor(part: str) -> str:
    """Where a passage, a priority or a chapter stands."""
    return "part-" + re.sub(r"[^A-Za-z0-9]", "-", part)


def said(words: str, language: str, way: str = "") -> Span:
    """Words of people, in their language."""
    found = way or text.direction(words, language)
    direction: Direction = "rtl" if found == "rtl" else "ltr"
    return Span(words, language, direction)


def plainly(sentence: str) -> Spans:
    """A sentence of the product; nothing where it is empty."""
    return (Span(sentence),) if sentence else ()


def within(blocks: Iterable[Block], code: str, there: frozenset[str]) -> Iterator[Block]:
    """A chapter of one room's document as a part of this one: a level deeper, without its own heading.

    Its anchors get the room's code. What leads to an option or a proposal leads to where it stands here
    (`there`), and what leads elsewhere stays as words.
    """
    for n, block in enumerate(blocks):
        if n or not isinstance(block, Heading):
            yield _Within(code, there).block(block)


class _Within:
    def __init__(self, code: str, there: frozenset[str]) -> None:
        self.code, self.there = code, there

    def block(self, block: Block) -> Block:
        if isinstance(block, Heading):
            level = min(4, block.level + 1)
            return Heading(level, self.spans(block.spans), self.anchor(block.anchor), block.number)  # type: ignore[arg-type]
        if isinstance(block, Paragraph):
            spans, source = self.spans(block.spans), self.spans(block.source)
            return replace(block, spans=spans, source=source, anchor=self.anchor(block.anchor))
        if isinstance(block, Bullets):
            return replace(block, items=tuple(self.spans(item) for item in block.items))
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, Figure):
            table = self.table(block.table) if block.table else None
            caption, anchor = self.spans(block.caption), self.anchor(block.anchor)
            return replace(block, caption=caption, anchor=anchor, table=table)
        return self.sheet(block) if isinstance(block, Sheet) else block

    def sheet(self, sheet: Sheet) -> Sheet:
        fields = tuple((n, self.spans(s) if s is not None else None) for n, s in sheet.fields)
        title, anchor = self.spans(sheet.title), self.anchor(sheet.anchor)
        return replace(sheet, title=title, anchor=anchor, fields=fields)

    def table(self, table: Table) -> Table:
        rows = tuple(
            tuple(Cell(self.spans(cell.spans), self.anchor(cell.anchor)) for cell in row)
            for row in table.rows
        )
        caption, anchor = self.spans(table.caption), self.anchor(table.anchor)
        return replace(table, caption=caption, rows=rows, anchor=anchor)

    def anchor(self, anchor: str) -> str:
        return f"{self.code}-in-{anchor}" if anchor else ""

    def spans(self, spans: Spans) -> Spans:
        return tuple(replace(span, to=self.to(span.to)) for span in spans)

    def to(self, to: str) -> str:
        if not to.startswith("#"):
            return to
        target = f"{self.code}-{to[1:].removeprefix('at-')}"
        return f"#{target}" if target in self.there else ""
