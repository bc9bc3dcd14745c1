"""The cover and the contents of a DOCX."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Final

from docx.shared import Emu

from roundtable.core.document import Heading, Span, plain
from roundtable.renderers.docx_art import art
from roundtable.renderers.docx_text import Pen, own
from roundtable.renderers.docx_xml import Element, element, field, value
from roundtable.renderers.shown import on_one_line

#: In the contents to this level.
_DEEPEST: Final = 3
#: The cover's picture is so wide at the most, in points; the arms are so high, in EMU.
_PICTURE: Final = 250.0
_ARMS: Final = 800_000


def cover(pen: Pen) -> Iterator[Element]:
    """The first page."""
    told = pen.document.cover
    if told.arms:
        yield _arms(pen, told.arms, told.city)
    if told.city:
        yield pen.paragraph((Span(told.city),), "Cover City")
    if told.warning:
        yield pen.paragraph((Span(told.warning),), "Warning")
    if told.picture is not None:
        look = pen.beside()
        yield element("w:p", look, art(pen, told.picture, told.alternative, width=_PICTURE))
    yield pen.paragraph(told.title, "Title")
    if plain(told.subtitle):
        yield pen.paragraph(told.subtitle, "Subtitle")
    if told.status:
        yield pen.paragraph((Span(told.status),), "Status")
    for line in (told.people, told.date):
        if line:
            yield pen.paragraph((Span(line),), "Cover Text")


def _arms(pen: Pen, image: bytes, city: str) -> Element:
    """The coat of arms, in its own proportions."""
    made = pen.part.new_pic_inline(BytesIO(image), height=Emu(_ARMS))
    made.docPr.set("descr", on_one_line(city))
    made.docPr.set("id", str(pen.next("picture")))
    drawing = element("w:drawing")
    drawing.append(made)
    look = pen.beside()
    return element("w:p", look, element("w:r", drawing))


def contents(pen: Pen) -> Iterator[Element]:
    """The contents as a field that is filled in; its page numbers are fields of their own.

    Word fills these in as it opens the file; elsewhere the entries lead there without them.
    """
    headings = [b for b in pen.document.blocks if isinstance(b, Heading) and b.level <= _DEEPEST]
    if not headings:
        return
    title = pen.paragraph((Span(pen.document.contents),), "TOC Heading")
    lines = [_entry(pen, heading) for heading in headings]
    opening = field(f'TOC \\o "1-{_DEEPEST}" \\h \\z \\u', [])
    lines[0][1:1] = opening[:-1]
    lines[-1].append(opening[-1])
    kind = element(
        "w:docPartObj", value("w:docPartGallery", "Table of Contents"), element("w:docPartUnique")
    )
    yield element(
        "w:sdt",
        element("w:sdtPr", kind),
        element("w:sdtContent", title, *lines),
    )


def _entry(pen: Pen, heading: Heading) -> Element:
    """One line: the heading, and on which page it stands; all of it leads there."""
    number = (Span(f"{heading.number}  "),) if heading.number else ()
    spans = own((*number, *heading.spans), to="", chip=False, strong=False)
    look = pen.look(f"toc {heading.level}", turned=pen.reads(spans))
    name = pen.name(heading.anchor)
    link = element("w:hyperlink", *pen.runs(spans), anchor=name, history=1)
    link.append(element("w:r", element("w:tab")))
    link.extend(field(f"PAGEREF {name} \\h", [], stale=True))
    return element("w:p", look, link)
