"""The same document with reportlab alone, as one writes it with its manual: no tags, no shaping.

The same boxes in the same order: paragraphs, tables with their headers again on each page, sheets,
charts, links, contents with page numbers.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from html import escape
from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    LongTable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents

from roundtable.core import document as model
from roundtable.reports import styles as s
from roundtable.reports.document_art import shapes
from roundtable.reports.styles import TONES

FONT, BOLD = "atkinson-regular", "atkinson-bold"
_BODY = ParagraphStyle("body", fontName=FONT, fontSize=10.5, leading=15, spaceAfter=6)
_SMALL = ParagraphStyle("small", parent=_BODY, fontSize=8.8, leading=12, spaceAfter=0)
_END = ParagraphStyle("end", parent=_SMALL, alignment=TA_RIGHT)
_HEADINGS = {
    level: ParagraphStyle(
        f"h{level}", fontName=BOLD, fontSize=size, leading=size * 1.2, spaceBefore=14, spaceAfter=6,
        keepWithNext=1,
    )
    for level, size in ((1, 22), (2, 15), (3, 12), (4, 10.5))
}  # fmt: skip
_GRID = TableStyle(
    [("LINEBELOW", (0, 0), (-1, -1), 0.5, s.LINE), ("VALIGN", (0, 0), (-1, -1), "TOP"),
     ("LEFTPADDING", (0, 0), (-1, -1), 0)]
)  # fmt: skip


class _Template(BaseDocTemplate):
    """Notes headings for the contents, as the manual does."""

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802  (reportlab's name)
        """Tell of a heading that was drawn."""
        entry = getattr(flowable, "in_contents", None)
        if entry:
            level, words, anchor = entry
            self.canv.bookmarkPage(anchor)
            self.canv.addOutlineEntry(words, anchor, level, level > 0)
            self.notify("TOCEntry", (level, escape(words), self.page, anchor))


class _Chart(Flowable):
    """Bars, lines and words of a picture."""

    def __init__(self, art: Any) -> None:
        super().__init__()
        self.art = shapes(art, rtl=False)
        self.scale = min(
            1.0, s.FULL / max(self.art.width, 1), s.PAGE * 0.46 / max(self.art.height, 1)
        )

    def wrap(self, *_room: float) -> tuple[float, float]:
        """Its size in points."""
        return s.FULL, self.art.height * self.scale

    def draw(self) -> None:
        """Draw at the origin."""
        canvas: Any = self.canv
        canvas.translate(0, self.art.height * self.scale)
        canvas.scale(self.scale, -self.scale)
        for bar in getattr(self.art, "bars", ()):
            canvas.setFillColor(TONES[bar.tone])
            canvas.rect(bar.x, bar.y, bar.width, bar.height, stroke=0, fill=1)
        for line in getattr(self.art, "lines", ()):
            canvas.line(line.x1, line.y1, line.x2, line.y2)
        for mark in getattr(self.art, "marks", ()):
            canvas.circle(mark.x, mark.y, mark.size, stroke=0, fill=1)
        canvas.scale(1, -1)
        for text in getattr(self.art, "texts", ()):
            canvas.setFillColor(TONES[text.tone])
            canvas.setFont(BOLD if text.bold else FONT, text.size)
            draw = {"start": canvas.drawString, "middle": canvas.drawCentredString}
            draw.get(text.anchor, canvas.drawRightString)(text.x, -text.y, text.text)


def make(document: model.Document) -> bytes:
    """The document as a PDF. The fonts have to be registered (`reports.fonts.Fonts`)."""
    stream = io.BytesIO()
    template = _Template(stream, pagesize=(s.WIDTH, s.HEIGHT), title=document.title, invariant=1)
    frame = Frame(s.SIDE, s.BOTTOM, s.FULL, s.HEIGHT - s.TOP - s.BOTTOM, 0, 0, 0, 0)
    template.addPageTemplates([PageTemplate("text", [frame], onPageEnd=_foot)])
    contents = TableOfContents(levelStyles=[_BODY, _SMALL, _SMALL])
    story: list[Any] = [Paragraph(_marked(document.cover.title), _HEADINGS[1]), PageBreak()]
    story += [Paragraph(escape(document.contents), _HEADINGS[1]), contents, PageBreak()]
    for block in document.blocks:
        story += _flowables(block)
    template.multiBuild(story)
    return stream.getvalue()


def _foot(canvas: Any, _template: Any) -> None:
    canvas.setFont(FONT, 8.6)
    canvas.drawString(s.SIDE, 46, canvas._doc.info.title or "")
    canvas.drawRightString(s.WIDTH - s.SIDE, 46, str(canvas.getPageNumber()))


def _flowables(block: model.Block) -> Iterator[Any]:
    if isinstance(block, model.Heading):
        yield _heading(block)
    elif isinstance(block, model.Paragraph):
        yield Paragraph(_placed(block.anchor) + _marked(block.spans), _BODY)
        if block.source:
            yield Paragraph(_marked(block.source), _SMALL)
    elif isinstance(block, model.Bullets):
        for item in block.items:
            yield Paragraph(_marked(item), _BODY, bulletText="•")
    elif isinstance(block, model.Table):
        yield _table(block)
    elif isinstance(block, model.Sheet):
        yield _sheet(block)
    elif isinstance(block, model.Figure):
        yield KeepTogether([_Chart(block.art), Paragraph(_marked(block.caption), _SMALL)])
        if block.table:
            yield _table(block.table)
    else:
        yield PageBreak()


def _heading(block: model.Heading) -> Any:
    words = " ".join(filter(None, (block.number, model.plain(block.spans))))
    made: Any = Paragraph(_placed(block.anchor) + escape(words), _HEADINGS[block.level])
    if block.level <= 3:
        made.in_contents = (block.level - 1, words, f"{block.anchor}-heading")
    return made


def _table(block: model.Table) -> Any:
    whole = sum(column.width for column in block.columns)
    widths = [s.FULL * column.width / whole for column in block.columns]
    looks = [_END if column.align == "end" else _SMALL for column in block.columns]
    rows = [[Paragraph(f"<b>{escape(str(c.title))}</b>", _SMALL) for c in block.columns]]
    rows += [
        [
            Paragraph(_placed(cell.anchor) + _marked(cell.spans), look)
            for cell, look in zip(row, looks, strict=True)
        ]
        for row in block.rows
    ]
    return LongTable(rows, widths, repeatRows=1, style=_GRID, spaceAfter=10)


def _sheet(block: model.Sheet) -> Any:
    rows = [[Paragraph(escape(block.number), _SMALL),
             Paragraph(_placed(block.anchor) + _marked(block.title), _BODY)]]  # fmt: skip
    rows += [
        [Paragraph(escape(name), _SMALL), Paragraph(_marked(said or (model.Span(block.missing),)), _SMALL)]
        for name, said in block.fields
    ]  # fmt: skip
    return Table(rows, [s.FULL * 0.25, s.FULL * 0.75], style=_GRID, spaceAfter=10)


def _placed(anchor: str) -> str:
    return f'<a name="{anchor}"/>' if anchor else ""


def _marked(spans: model.Spans) -> str:
    """Spans in reportlab's markup."""
    return "".join(_piece(span) for span in spans)


def _piece(span: model.Span) -> str:
    words = escape(span.text).replace("\n", "<br/>")
    if span.strong or span.chip:
        words = f"<b>{words}</b>"
    return f'<a href="{escape(span.to)}">{words}</a>' if span.to else words
