"""A document as CommonMark with pipe tables. Figures are their words and tables.

Places that can be led to are empty `<a id>` elements; languages and directions stand on `<span>`. There
is no other HTML in it but line ends in cells, and none of it is anybody's text.
"""

from __future__ import annotations

from collections.abc import Iterator

from roundtable.core.document import (
    Block,
    Bullets,
    Cell,
    Cover,
    Document,
    Figure,
    Heading,
    Paragraph,
    Sheet,
    Table,
)
from roundtable.renderers.markdown_text import Writer, anchor, line, link
from roundtable.renderers.places import Place, row_place

#: Headings to this level stand in the contents; there are six levels in all.
_CONTENTS, _LEVELS = 3, 6


def render(document: Document) -> str:
    """The document as Markdown. The same document gives the same text."""
    writer = Writer(document)
    parts = [*_cover(writer, document.cover), *_contents(writer), *Blocks(writer).all()]
    return "\n\n".join(part for part in parts if part) + "\n"


def _cover(writer: Writer, cover: Cover) -> Iterator[str]:
    if cover.warning:
        yield f"> {line(cover.warning)}"
    yield " · ".join(line(text) for text in (cover.city, cover.status) if text)
    yield f"# {writer.flat(cover.title)}"
    yield writer.text(cover.subtitle)
    yield line(cover.people)
    yield line(cover.date)
    if cover.picture:
        yield line(cover.alternative)


def _contents(writer: Writer) -> Iterator[str]:
    found = [
        block
        for block in writer.document.blocks
        if isinstance(block, Heading) and block.level <= _CONTENTS
    ]
    if found:
        yield f"## {line(writer.document.contents)}"
        yield "\n".join(_entry(writer, heading) for heading in found)


def _entry(writer: Writer, heading: Heading) -> str:
    words = writer.flat(heading.spans, links=False)
    number = f"{line(heading.number)} " if heading.number else ""
    return f"{'  ' * (heading.level - 1)}- {link(f'{number}{words}', f'#{heading.anchor}')}"


class Blocks:
    """The blocks of a document as Markdown, one after the other, and where they are."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.place = Place("", "")
        self.level = 0

    def all(self) -> Iterator[str]:
        """The parts of each block in its order."""
        blocks = self.writer.document.blocks
        for block, place in zip(blocks, self.writer.places.of_blocks, strict=True):
            self.place, self.writer.place = place, place.anchor
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Heading):
            self.level = block.level
            yield self._heading(block.level + 1, block)
            yield self.writer.back(block.anchor)
        elif isinstance(block, Paragraph):
            yield from self._paragraph(block)
        elif isinstance(block, Bullets):
            yield self._bullets(block)
        elif isinstance(block, Table):
            yield from self._table(block)
        elif isinstance(block, Figure):
            yield from self._figure(block)
        elif isinstance(block, Sheet):
            yield from self._sheet(block)

    def _heading(self, level: int, block: Heading | Sheet) -> str:
        title = self.writer.flat(block.spans if isinstance(block, Heading) else block.title)
        number = f"{line(block.number)} " if block.number else ""
        return f"{'#' * level} {anchor(block.anchor)}{number}{title}"

    def _paragraph(self, block: Paragraph) -> Iterator[str]:
        text = anchor(block.anchor) + self.writer.text(block.spans)
        source = self.writer.text(block.source)
        if block.look in ("quote", "warning"):
            whole = f"{text}\n\n— {source}" if source else text
            text = "\n".join(f"> {row}".rstrip() for row in whole.split("\n"))
        elif source:
            text = f"{text}\\\n{source}"
        yield text
        yield self.writer.back(block.anchor) if block.anchor else ""

    def _bullets(self, block: Bullets) -> str:
        rows = []
        for number, item in enumerate(block.items, start=1):
            mark = f"{number}. " if block.ordered else "- "
            rows.append(mark + self.writer.text(item).replace("\n", "\n" + " " * len(mark)))
        return "\n".join(rows)

    def _sheet(self, block: Sheet) -> Iterator[str]:
        yield self._heading(min(_LEVELS, self.level + 2), block)
        rows = []
        for name, said in block.fields:
            words = line(block.missing) if said is None else self.writer.text(said)
            rows.append(f"- {line(name)}: {words}".rstrip().replace("\n", "\n  "))
        yield "\n".join(rows)
        yield self.writer.back(block.anchor)

    def _figure(self, block: Figure) -> Iterator[str]:
        yield anchor(block.anchor) + self.writer.text(block.caption)
        yield line(block.alternative)
        if block.table:
            yield from self._table(block.table)
        yield self.writer.back(block.anchor) if block.anchor else ""

    def _table(self, block: Table) -> Iterator[str]:
        yield anchor(block.anchor) + self.writer.text(block.caption)
        rows = [_row([line(column.title) for column in block.columns])]
        rows.append(_row(["---:" if c.align == "end" else "---" for c in block.columns]))
        for row in block.rows:
            self.writer.place = row_place(row, self.place).anchor
            rows.append(_row(list(self._cells(row))))
        self.writer.place = self.place.anchor
        yield "\n".join(rows)

    def _cells(self, row: tuple[Cell, ...]) -> Iterator[str]:
        for number, cell in enumerate(row, start=1):
            parts = [anchor(cell.anchor) + self.writer.cell(cell.spans)]
            if number == len(row):
                parts += [self.writer.back(each.anchor) for each in row if each.anchor]
            yield "<br>".join(part for part in parts if part)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
