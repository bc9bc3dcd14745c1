"""Blocks of a document as HTML."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from roundtable.core.document import (
    Block,
    Bullets,
    Cell,
    Figure,
    Heading,
    Paragraph,
    Sheet,
    Spans,
    Table,
    plain,
)
from roundtable.renderers.html_art import is_large, svg
from roundtable.renderers.html_text import Writer, attr, lines, whole
from roundtable.renderers.places import Place, row_place
from roundtable.renderers.shown import on_one_line

#: Columns up to this number fit a phone side by side.
_FEW = 3


class Blocks:
    """The blocks of a document, one after the other, and where they are."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.place = Place("", "")
        self.level = 0
        self.under = ""

    def all(self) -> Iterator[Markup]:
        """Each block in its order."""
        blocks = self.writer.document.blocks
        for block, place in zip(blocks, self.writer.places.of_blocks, strict=True):
            self.place, self.writer.place = place, place.anchor
            if isinstance(block, Heading):
                self.level, self.under = block.level, block.anchor
            yield self._block(block)

    def _block(self, block: Block) -> Markup:
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, Paragraph):
            return self._paragraph(block)
        if isinstance(block, Bullets | Sheet):
            return self._bullets(block) if isinstance(block, Bullets) else self._sheet(block)
        if isinstance(block, Table | Figure):
            return self._table(block) if isinstance(block, Table) else self._figure(block)
        return Markup('<div class="break"></div>')

    def _around(self, spans: Spans) -> tuple[Markup, Markup]:
        """Attributes of what is around spans that are all of one language, and the spans."""
        one = whole(spans)
        return self.writer.tongue(one), self.writer.spans(spans, within=one)

    # --- text

    def _heading(self, block: Heading) -> Markup:
        tongue, words = self._around(block.spans)
        # The title of the cover is the first heading of the page.
        made = Markup("<h{0}{1}{2}>{3}{4}</h{0}>{5}")
        number = _number(block.number)
        back = self.writer.back(block.anchor)
        return made.format(block.level + 1, attr("id", block.anchor), tongue, number, words, back)

    def _paragraph(self, block: Paragraph) -> Markup:
        tongue, words = self._around(block.spans)
        back = self.writer.back(block.anchor) if block.anchor else ""
        name = "" if block.look == "body" else block.look
        if block.look == "quote":
            return self._quote(block, tongue, words) + back
        source = Markup('<br><span class="source">{}</span>').format(
            self.writer.spans(block.source)
        )
        made = Markup("<p{}{}{}>{}{}</p>{}")
        attributes = (attr("class", name), attr("id", block.anchor), tongue)
        return made.format(*attributes, words, source if block.source else "", back)

    def _quote(self, block: Paragraph, tongue: Markup, words: Markup) -> Markup:
        said = Markup("<blockquote{}><p>{}</p></blockquote>").format(tongue, words)
        one = whole(block.spans)
        turned = one is not None and one.direction != self.writer.document.direction
        source = Markup("<figcaption>{}</figcaption>").format(self.writer.spans(block.source))
        made = Markup('<figure class="{}"{}>{}{}</figure>')
        name = "quote turned" if turned else "quote"
        return made.format(name, attr("id", block.anchor), said, source if block.source else "")

    def _bullets(self, block: Bullets) -> Markup:
        items = (Markup("<li{}>{}</li>").format(*self._around(item)) for item in block.items)
        return Markup("<{0}>{1}</{0}>").format(
            "ol" if block.ordered else "ul", Markup("\n").join(items)
        )

    def _sheet(self, block: Sheet) -> Markup:
        tongue, title = self._around(block.title)
        rows = []
        for name, said in block.fields:
            missing = Markup('<span class="soft">{}</span>').format(lines(block.missing))
            tongue_of, words = (Markup(""), missing) if said is None else self._around(said)
            row = Markup("<div><dt>{}</dt><dd{}>{}</dd></div>")
            rows.append(row.format(lines(name), tongue_of, words))
        made = Markup('<section class="sheet"{0}>{1}<h{2}{3}>{4}</h{2}><dl>{5}</dl>{6}</section>')
        return made.format(
            attr("id", block.anchor), _number(block.number), min(6, self.level + 2), tongue, title,
            Markup("").join(rows), self.writer.back(block.anchor),
        )  # fmt: skip

    # --- figures and tables

    def _figure(self, block: Figure) -> Markup:
        drawn = svg(block.art, block.alternative)
        caption = self.writer.spans(block.caption)
        told = Markup("<figcaption>{}</figcaption>").format(caption) if block.caption else ""
        back = self.writer.back(block.anchor) if block.anchor else ""
        art = self._scrolled(drawn, block.alternative) if is_large(block.art) else drawn
        made = Markup('<figure class="drawn"{}>{}{}{}{}</figure>')
        return made.format(attr("id", block.anchor), told, art, self._behind(block), back)

    def _behind(self, block: Figure) -> Markup:
        """The figures as a table; open where something in it leads on or can be led to."""
        if block.table is None:
            return Markup("")
        rows = block.table.rows
        shown = any(cell.anchor or any(s.to for s in cell.spans) for row in rows for cell in row)
        made = Markup("<details{}><summary>{}</summary>{}</details>")
        words = on_one_line(self.writer.document.figures)
        return made.format(Markup(" open") if shown else "", words, self._table(block.table))

    def _table(self, block: Table) -> Markup:
        words = self.writer.spans(block.caption)
        caption = Markup("<caption>{}</caption>").format(words) if block.caption else ""
        named = "" if block.caption else attr("aria-labelledby", self.under)
        names = [_aligned(column.align) for column in block.columns]
        heads = (
            Markup('<th scope="col"{}>{}</th>').format(attr("class", name), lines(column.title))
            for column, name in zip(block.columns, names, strict=True)
        )
        scrolls = _figures_only(block)
        words_only = sum(column.align == "start" for column in block.columns) >= _FEW
        stacks = not scrolls and (len(block.columns) > _FEW or words_only)
        made = Markup("<table{}{}{}>{}{}<thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table>")
        table = made.format(
            attr("class", "stacks" if stacks else ""), attr("id", block.anchor), named, caption,
            _columns(block), Markup("").join(heads), Markup("\n").join(self._rows(block)),
        )  # fmt: skip
        title = plain(block.caption) or block.columns[0].title
        return self._scrolled(table, title) if scrolls else table

    def _rows(self, block: Table) -> Iterator[Markup]:
        for row in block.rows:
            self.writer.place = row_place(row, self.place).anchor
            cells = [
                self._cell(
                    block, number, cell, self._back_of(row) if number == len(row) - 1 else ""
                )
                for number, cell in enumerate(row)
            ]
            yield Markup("<tr>{}</tr>").format(Markup("").join(cells))
        self.writer.place = self.place.anchor

    def _back_of(self, row: tuple[Cell, ...]) -> Markup:
        return Markup("").join(self.writer.back(cell.anchor) for cell in row if cell.anchor)

    def _cell(self, block: Table, number: int, cell: Cell, back: Markup | str) -> Markup:
        tongue, words = self._around(cell.spans)
        column = block.columns[number]
        head = block.heads and number == 0
        made = Markup("<{0}{1}{2}{3}{4}{5}>{6}{7}</{0}>")
        role = Markup(' scope="row"') if head else Markup("")
        return made.format(
            "th" if head else "td", role, attr("class", _aligned(column.align)), attr("id", cell.anchor),
            attr("data-name", on_one_line(column.title)), tongue, words, back,
        )  # fmt: skip

    def _scrolled(self, inside: Markup, name: str) -> Markup:
        """What is wider than a phone, in a place of its own that can be scrolled, also by keys."""
        made = Markup('<div class="scroll" role="group" tabindex="0"{}>{}</div>')
        return made.format(attr("aria-label", on_one_line(name)), inside)


def _number(number: str) -> Markup:
    return Markup('<span class="number">{}</span> ').format(lines(number)) if number else Markup("")


def _aligned(align: str) -> str:
    return "figure" if align == "end" else ""


def _columns(block: Table) -> Markup:
    """The parts of the width in steps of 5 %, as classes: there is no style in line."""
    whole_width = sum(column.width for column in block.columns) or 1.0
    parts = (round(20 * column.width / whole_width) * 5 for column in block.columns)
    made = (Markup('<col class="w{}">').format(max(5, part)) for part in parts)
    return Markup("<colgroup>{}</colgroup>").format(Markup("").join(made))


def _figures_only(block: Table) -> bool:
    """Whether it is a wide table of figures, which says nothing when its columns are apart."""
    ends = sum(column.align == "end" for column in block.columns)
    return len(block.columns) > _FEW + 1 and ends >= len(block.columns) - 1
