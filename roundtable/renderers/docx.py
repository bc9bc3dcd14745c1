"""A `Document` as DOCX (Word, LibreOffice), with what the document says as real structure.

Headings, lists, captions, quotations are styles under Word's own names; anchors are bookmarks, links lead
to them; tables tell their headers; text tells its language and direction; pictures are vector shapes
with their words. The contents are filled in; their page numbers are fields that Word fills as it lays
the pages out. The same document gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

import docx
from docx.shared import Emu

from roundtable.core.document import (
    Block,
    Break,
    Bullets,
    Document,
    Figure,
    Heading,
    Paragraph,
    Sheet,
    Span,
    Table,
    plain,
)
from roundtable.renderers.colours import accent_of
from roundtable.renderers.docx_art import art
from roundtable.renderers.docx_front import contents, cover
from roundtable.renderers.docx_package import fixed, trimmed
from roundtable.renderers.docx_styles import fill_numbering, fill_styles
from roundtable.renderers.docx_tables import sheet, table
from roundtable.renderers.docx_text import Pen
from roundtable.renderers.docx_xml import Element, element, field
from roundtable.renderers.shown import on_one_line

_LOOKS: Final = {
    "body": "Normal", "lead": "Lead", "quote": "Quote", "small": "Small", "warning": "Warning",
    "eyebrow": "Eyebrow",
}  # fmt: skip
#: Core properties hold no more characters.
_LONGEST: Final = 255
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def render(document: Document) -> bytes:
    """The document as the bytes of a .docx file."""
    made = docx.Document()
    trimmed(made)
    fill_styles(made.styles.element, accent_of(document.accent), document.language)
    numbering = made.part.numbering_part.element
    fill_numbering(numbering)
    pen = Pen(document, made.part, numbering)
    body = made.element.body
    for part in _parts(pen):
        body.insert(len(body) - 1, part)
    _page(pen, made)
    _properties(document, made)
    written = BytesIO()
    made.save(written)
    return fixed(written.getvalue())


def _parts(pen: Pen) -> Iterator[Element]:
    """Everything that stands in the body, in order."""
    yield from cover(pen)
    pen.fresh = True
    yield from contents(pen)
    pen.fresh = True
    under = False
    for block in pen.document.blocks:
        yield from _block(pen, block, under)
        under = isinstance(block, Heading)


def _block(pen: Pen, block: Block, under: bool) -> Iterator[Element]:
    """A block; `under`: a heading stands directly above it."""
    match block:
        case Paragraph():
            yield from _paragraph(pen, block, under)
        case Heading():
            number = (Span(f"{block.number}  ", soft=True),) if block.number else ()
            style = f"heading {block.level}"
            yield pen.paragraph((*number, *block.spans), style, anchor=block.anchor)
        case Bullets():
            yield from pen.listed(block.items, ordered=block.ordered)
        case Table():
            yield from table(pen, block)
        case Sheet():
            yield from sheet(pen, block)
        case Figure():
            yield from _figure(pen, block)
        case Break():
            pen.fresh = True


def _paragraph(pen: Pen, block: Paragraph, under: bool) -> Iterator[Element]:
    """Who said it stays with what was said; a line under a heading, with what it is about."""
    said = bool(block.source)
    keep = said or (under and block.look == "small")
    yield pen.paragraph(block.spans, _LOOKS[block.look], anchor=block.anchor, keep=keep)
    if said:
        yield pen.paragraph(block.source, "Quote Source")


def _figure(pen: Pen, block: Figure) -> Iterator[Element]:
    look = pen.beside()
    start, end = pen.marks(block.anchor)
    picture = art(pen, block.art, block.alternative)
    yield element("w:p", look, start, picture, end)
    if plain(block.caption):
        yield pen.caption(pen.document.figure, "Figure", block.caption)
    if block.table is not None:
        yield from table(pen, block.table)


def _page(pen: Pen, made: Any) -> None:
    """A4, its margins, its head and foot; the cover has neither."""
    section = made.sections[0]
    section.page_width, section.page_height = Emu(7_560_310), Emu(10_692_130)
    section.left_margin = section.right_margin = Emu(864_235)
    section.top_margin, section.bottom_margin = Emu(1_080_000), Emu(990_000)
    section.header_distance, section.footer_distance = Emu(500_000), Emu(450_000)
    section.different_first_page_header_footer = True
    if pen.document.direction == "rtl":
        grid = section._sectPr.find(element("w:docGrid").tag)
        bidi = element("w:bidi")
        section._sectPr.append(bidi) if grid is None else grid.addprevious(bidi)
    head, foot = section.header, section.footer
    head.is_linked_to_previous = foot.is_linked_to_previous = False
    above = pen.paragraph((Span(pen.document.title[:_LONGEST]),), "header")
    _only(head._element, above)
    before, _, after = pen.document.page.partition("%(page)s")
    look = pen.look("footer", turned=pen.document.direction == "rtl", align="end")
    number = field("PAGE", [pen.run(Span("1"))])
    line = (*pen.runs((Span(before),)), *number, *pen.runs((Span(after),)))
    _only(foot._element, element("w:p", look, *line))


def _only(part: Element, paragraph: Element) -> None:
    for child in list(part):
        part.remove(child)
    part.append(paragraph)


def _properties(document: Document, made: Any) -> None:
    """What a library or a search finds the file by; dates are those of the content."""
    core = made.core_properties
    core.title = _said(document.title)
    core.subject = _said(document.subject)
    core.author = core.last_modified_by = _said(document.author)
    core.keywords = _said(", ".join(document.keywords))
    core.language = _said(document.language)
    core.comments = ""
    found = _DAY.match(document.made)
    try:
        day = datetime.fromisoformat(found[0]) if found else datetime(1980, 1, 1, tzinfo=UTC)
    except ValueError:
        day = datetime(1980, 1, 1, tzinfo=UTC)
    core.created = core.modified = day.replace(tzinfo=None)
    core.revision = 1
    settings = made.settings.element
    language = element("w:themeFontLang", val=document.language, bidi=document.language)
    for old in settings.findall(language.tag):
        settings.replace(old, language)


def _said(text: str) -> str:
    return on_one_line(text)[:_LONGEST]
