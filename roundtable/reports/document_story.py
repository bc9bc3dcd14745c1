"""From the blocks of a document to what stands on its pages, and to the tree of what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, Spacer
from reportlab.platypus.doctemplate import PageBreakIfNotEmpty  # type: ignore[attr-defined]

from roundtable.core.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Figure,
    Heading,
    Paragraph,
    Sheet,
    Span,
    Spans,
    Table,
    plain,
)
from roundtable.reports import document_flow as flow
from roundtable.reports import styles as s
from roundtable.reports.document_flow import Place, Words
from roundtable.reports.document_table import Filled, Grid, Row
from roundtable.reports.document_text import Text, Typesetter
from roundtable.reports.styles import Style
from roundtable.tagged import Element

#: Width of running text, how far quotations and lists are set in, and the gap between columns.
_TEXT, _IN, _GAP = 388.0, 16.0, 14.0
_HEADINGS = (
    s.H1,
    Style(16, 21, bold=True, track=-0.01, balance=True, before=24, after=8),
    Style(12.75, 17, bold=True, before=18, after=5),
    Style(10.75, 15, bold=True, before=14, after=3),
)
_LOOKS = {
    "body": s.BODY, "lead": s.LEAD, "small": Style(8.8, 13, s.SOFT, after=8),
    "quote": Style(11, 16.5, after=8), "warning": Style(10.2, 15.2, s.WARNING, bold=True, before=6, after=12),
}  # fmt: skip
_SOURCE = Style(8.6, 13, s.FAINT, after=10)
_ITEM = Style(10.75, 16.4, after=4)
_CAPTION = Style(9.6, 13.4, bold=True)
_UNDER = Style(8.8, 12.6, s.SOFT, after=14)
_CONTENTS = (Style(10.75, 15, bold=True), Style(10, 14.2, s.SOFT), Style(9.4, 13.2, s.FAINT))
#: To this level headings are in the contents.
_LEVELS = 3
_FIELD = Style(8.8, 14, s.SOFT, bold=True)
#: Part of the width of the names of particulars.
_NAMES = 0.24
#: Height of words above a table from which they are divided over pages; lines of a header at the most.
_MOST, _HEAD_LINES = s.PAGE / 4, 16
_SHEET_TITLE = Style(13.5, 18, bold=True)


class DocumentStory:
    """A document's flowables; `places`: pages of anchors as the pass before found them."""

    def __init__(
        self,
        document: Document,
        typesetter: Typesetter,
        root: Element,
        places: dict[str, int],
        report: Callable[[str], None],
    ) -> None:
        self.document, self.types, self.root = document, typesetter, root
        self.places, self.report = places, report
        self.rtl = typesetter.rtl

    def flowables(self) -> Iterator[Flowable]:
        """Everything after the cover."""
        yield from self._contents()
        waiting: list[flow.Block] = []
        before: Block | None = None
        for block in self.document.blocks:
            for made in self._made(block):
                if isinstance(before, Paragraph) and before.look == "eyebrow":
                    made.spaceBefore = 0
                if not isinstance(made, flow.Block):
                    yield from _together(waiting)
                    waiting = []
                    yield made
                    continue
                waiting.append(made)
                if not made.leads:
                    yield from _together(waiting)
                    waiting = []
            before = block
        yield from _together(waiting)

    def _made(self, block: Block) -> Iterator[Flowable]:
        if isinstance(block, Heading):
            yield self._heading(block)
        elif isinstance(block, Paragraph):
            yield from self._paragraph(block)
        elif isinstance(block, Bullets):
            yield from self._bullets(block)
        elif isinstance(block, Table):
            yield from self._table(block)
        elif isinstance(block, Sheet):
            yield from self._sheet(block)
        elif isinstance(block, Figure):
            yield from self._figure(block)
        else:
            yield PageBreakIfNotEmpty()

    # --- contents

    def _contents(self) -> Iterator[Flowable]:
        listed = [b for b in self.document.blocks if isinstance(b, Heading) and b.level <= _LEVELS]
        if not listed:
            return
        title = Heading(1, (Span(self.document.contents),), "contents-of-document")
        yield self._heading(title)
        within = [self.root.add("TOC")]
        first = True
        for heading in listed:
            # Headings begin anywhere but with the first level, and then go on one by one.
            while len(within) > heading.level:
                within.pop()
            while len(within) < heading.level:
                within.append(within[-1].add("TOC"))
            yield self._entry(heading, within[-1], line=heading.level == 1 and not first)
            first = False
        yield PageBreakIfNotEmpty()

    def _entry(self, heading: Heading, toc: Element, *, line: bool) -> Flowable:
        style = _CONTENTS[heading.level - 1]
        left = 20.0 * (heading.level - 1)
        element = toc.add("TOCI").add("Reference").add("Link")
        page = str(self.places.get(heading.anchor, ""))
        spans = _without_links(_numbered(heading))
        title = self.types.text(spans, style, s.FULL - left - 50, element, rtl=self.rtl, most=3)
        end = replace(style, align="end")
        number = self.types.text(f" {page}", end, 36, element, rtl=self.rtl)
        words = self.document.page.replace("%(page)s", page)
        said = (heading.anchor, f"{plain(heading.spans)}, {words}")
        return flow.Entry(title, number, left, said, line=line)

    # --- text

    def _heading(self, heading: Heading) -> Words:
        element = self.root.add(_kind(heading.level))
        spans = _numbered(heading)
        style = _HEADINGS[heading.level - 1]
        if heading.level == 1 and len(plain(spans)) > s.LONG_TITLE:
            style = s.H1_LONG
        style = replace(style, before=s.CHAPTER) if heading.level == 1 else style
        title = " ".join(plain(spans).split())
        place = Place(
            heading.anchor,
            title,
            heading.level - 1,
            title if heading.level == 1 else "",
            self.report if heading.level == 1 else None,
        )
        text = self.types.text(spans, style, s.FULL * 0.88, element, rtl=self._side(spans))
        return Words(text, self._left(text), place=place, leads=True)

    def _paragraph(self, block: Paragraph) -> Iterator[Flowable]:
        place = Place(block.anchor) if block.anchor else None
        if block.look == "quote":
            yield from self._quote(block, place)
            return
        element = self.root.add("P")
        if block.look == "eyebrow":
            style = replace(s.EYEBROW, color=self.types.accent, before=s.CHAPTER)
            text = self.types.text(block.spans, style, _TEXT, element)
            yield Words(text, self._left(text), place=place, leads=True)
            return
        width, rule = (_TEXT - 24, s.WARNING) if block.look == "warning" else (_TEXT, "")
        text = self.types.text(block.spans, _LOOKS[block.look], width, element)
        left = self._left(text, 12 if rule else 0)
        yield Words(text, left, place=place, rule=rule, ground=rule, leads=bool(block.source))
        if block.source:
            yield self._source(block.source, self.root, rtl=text.rtl)

    def _quote(self, block: Paragraph, place: Place | None) -> Iterator[Flowable]:
        around = self.root.add("BlockQuote")
        width = _TEXT - _IN
        style = replace(_LOOKS["quote"], after=2 if block.source else 12)
        text = self.types.text(block.spans, style, width, around.add("P"))
        # Words of another direction stand on their own side of the column.
        left = self._column() + (0 if text.rtl else _IN)
        yield Words(text, left, place=place, rule=s.LEADER, leads=bool(block.source))
        if block.source:
            yield self._source(block.source, around, rtl=text.rtl)

    def _source(self, spans: Spans, around: Element, *, rtl: bool) -> Words:
        style = _SOURCE if rtl == self.types.reads_rtl(spans) else replace(_SOURCE, align="end")
        text = self.types.text(spans, style, _TEXT - _IN, around.add("P"))
        return Words(text, self._column() + (0 if rtl else _IN))

    def _bullets(self, block: Bullets) -> Iterator[Flowable]:
        whole = self.root.add("L", numbering="Decimal" if block.ordered else "Disc")
        for number, spans in enumerate(block.items, 1):
            item = whole.add("LI")
            label = item.add("Lbl")
            text = self.types.text(spans, _ITEM, _TEXT - 22, item.add("LBody"), rtl=self.rtl)
            sign = f"{number}." if block.ordered else "•"
            style = replace(_ITEM, bold=block.ordered, color=self.types.accent)
            marker = self.types.text(sign, style, 22, label, rtl=self.rtl)
            left = self._column() + (0 if self.rtl else 22)
            yield Words(text, left, marker=marker)
        yield Spacer(0, 6)

    # --- tables and figures

    def _table(self, table: Table) -> Iterator[Flowable]:
        if not table.columns:
            return
        element = self.root.add("Table")
        caption = None
        if plain(table.caption).strip():
            side = self._side(table.caption)
            caption = self.types.text(
                table.caption, _CAPTION, s.FULL, element.add("Caption"), rtl=side
            )
        edges = self._edges(table)
        styles = [replace(s.TABLE, align=column.align) for column in table.columns]
        bold = [replace(s.TABLE_HEAD, align=column.align) for column in table.columns]
        row = element.add("TR")
        head = tuple(
            self._cell(column.title, bold[n], edges[n], row.add("TH", scope="Column"), _HEAD_LINES)
            for n, column in enumerate(table.columns)
        )
        heads = table.heads and _worth_heads(table)
        rows = [self._row(cells, heads, element.add("TR"), edges, styles) for cells in table.rows]
        place = Place(table.anchor) if table.anchor else None
        yield from self._grid(caption, Grid(caption, head, rows, place=place))

    def _grid(self, caption: Text | None, grid: Grid) -> Iterator[Flowable]:
        """The table; words above it that would fill much of a page stand for themselves."""
        if caption is not None and caption.height > _MOST:
            yield Words(caption, self._left(caption), place=grid.place)
            grid.caption = grid.place = None
        yield grid

    def _row(
        self,
        cells: Sequence[Cell],
        heads: bool,
        row: Element,
        edges: Sequence[tuple[float, float]],
        styles: Sequence[Style],
    ) -> Row:
        made = []
        for number, cell in enumerate(cells):
            header = heads and number == 0
            element = row.add("TH", scope="Row") if header else row.add("TD")
            filled = self._cell(cell.spans, styles[number], edges[number], element)
            made.append(replace(filled, place=Place(cell.anchor) if cell.anchor else None))
        return tuple(made)

    def _cell(
        self,
        spans: Spans | str,
        style: Style,
        edge: tuple[float, float],
        element: Element,
        most: int | None = None,
    ) -> Filled:
        left, width = edge
        whole = (Span(spans),) if isinstance(spans, str) else spans
        if style.align == "end":
            # Figures stand at the end of the column, whichever way their signs run.
            text = self.types.text(whole, style, width, element, rtl=self.rtl, most=most)
        else:
            side = self._side(whole)
            text = self.types.text(whole, style, width, element, rtl=side, most=most)
        return Filled(text, left)

    def _edges(self, table: Table) -> list[tuple[float, float]]:
        """Left edge and width of each column; the first is where one begins to read."""
        shares = [max(column.width, 0.05) for column in table.columns]
        room = s.FULL - _GAP * (len(shares) - 1)
        edges, left = [], 0.0
        for share in shares:
            width = max(room * share / sum(shares), 8.0)
            edges.append((s.FULL - left - width if self.rtl else left, width))
            left += width + _GAP
        return edges

    def _sheet(self, sheet: Sheet) -> Iterator[Flowable]:
        element = self.root.add("Table")
        number = (Span(f"{sheet.number}\u00a0\u00a0", soft=True),) if sheet.number else ()
        caption = self.types.text(
            (*number, *sheet.title),
            _SHEET_TITLE,
            s.FULL,
            element.add("Caption"),
            rtl=self._side(sheet.title),
        )
        wide = s.FULL * _NAMES
        rest = (0.0 if self.rtl else wide + _GAP, s.FULL - wide - _GAP)
        first = (s.FULL - wide if self.rtl else 0.0, wide)
        rows = []
        for name, said in sheet.fields:
            row = element.add("TR")
            spans = said if said is not None else (Span(sheet.missing, soft=True),)
            rows.append(
                (
                    self._cell(name, _FIELD, first, row.add("TH", scope="Row")),
                    self._cell(spans, Style(9.8, 14), rest, row.add("TD")),
                )
            )
        grid = Grid(caption, (), rows, place=Place(sheet.anchor), whole=True)
        yield from self._grid(caption, grid)

    def _figure(self, figure: Figure) -> Iterator[Flowable]:
        around = self.root.add("Div")
        alternative = figure.alternative.strip() or plain(figure.caption)
        element = around.add("Figure", alternative=alternative)
        place = Place(figure.anchor) if figure.anchor else None
        setter = self.types.setter
        picture = flow.Picture(figure.art, element, setter, rtl=self.rtl, place=place)
        yield picture
        if plain(figure.caption).strip():
            element = around.add("Caption")
            text = self.types.text(figure.caption, _UNDER, _TEXT, element)
            yield Words(text, self._left(text))
        else:
            picture.leads = False
        if figure.table is not None:
            yield from self._table(figure.table)

    # --- where things stand

    def _column(self) -> float:
        """Left edge of running text."""
        return s.FULL - _TEXT if self.rtl else 0.0

    def _left(self, text: Text, extra: float = 0) -> float:
        """Left edge of a text on the side where the document begins."""
        return s.FULL - text.width - extra if self.rtl else extra

    def _side(self, spans: Spans) -> bool:
        """Whether they run from right to left; signs without letters run as the document."""
        return self.types.reads_rtl(spans) if plain(spans).strip() else self.rtl


def _together(blocks: Sequence[flow.Block]) -> Iterator[Flowable]:
    """Blocks on one page, as far as they must be: headings with the beginning of what follows."""
    if not blocks:
        return
    need: Any = sum(b.high + b.getSpaceBefore() + b.getSpaceAfter() for b in blocks[:-1])
    need += blocks[-1].least + blocks[-1].getSpaceBefore()
    yield CondPageBreak(min(need, s.PAGE - 1))
    yield from blocks


def _worth_heads(table: Table) -> bool:
    """Whether the cells that are told by a header are more than the headers.

    In a smaller table (each one of two columns, say) who is read a row hears its first cell anyway, and
    checkers take so many headers for a mistake.
    """
    columns, rows = len(table.columns), len(table.rows)
    return (columns - 1) * rows >= columns + rows


def _numbered(heading: Heading) -> Spans:
    number = (Span(f"{heading.number}\u00a0\u00a0"),) if heading.number else ()
    return (*number, *heading.spans)


def _without_links(spans: Spans) -> Spans:
    return tuple(replace(span, to="", chip=False, strong=False, soft=False) for span in spans)


def _kind(level: int) -> Any:
    return f"H{level}"
