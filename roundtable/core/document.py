"""A document: what stands in it and what each part is, for every format it is made in.

A document is a sequence of blocks. Renderers (PDF, DOCX, HTML, Markdown) draw each block as what it
is; none of them knows what a strategy or a roundtable is. Text is a sequence of spans, each with the
language and direction it was written in. What can be led to has an *anchor* (letters, digits, "-"),
unique in the document and the same from one making to the next; a span leads to an anchor ("#P-014")
or to an address ("https://…") by `to`.

Nothing here is markup: every text is shown as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from roundtable.core.charts import Picture
from roundtable.core.charts_opinion import OpinionMap
from roundtable.core.charts_shapes import Drawing

Direction = Literal["ltr", "rtl"]
#: How a paragraph stands: running text; the first lines of a part; what a person said; beside the
#: matter; what must not be overlooked; a line above a heading that says where one is.
Look = Literal["body", "lead", "quote", "small", "warning", "eyebrow"]
Align = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text. `language` (BCP 47) and `direction` are the document's where empty.

    `chip`: a small mark that names a source, drawn as such ("P-014").
    """

    text: str
    language: str = ""
    direction: Direction | Literal[""] = ""
    strong: bool = False
    soft: bool = False
    chip: bool = False
    to: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text that belongs together; `source` says who said it, under a quotation."""

    spans: Spans
    look: Look = "body"
    anchor: str = ""
    source: Spans = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (a chapter) to 4; levels are never left out. In the contents to level 3."""

    level: Literal[1, 2, 3, 4]
    spans: Spans
    anchor: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item is text, `ordered` ones are counted from 1."""

    items: tuple[Spans, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, its part of the width, and where its figures stand."""

    title: str
    width: float = 1.0
    align: Align = "start"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell. `anchor` makes it a place one can be led to."""

    spans: Spans
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headers, over as many pages as needed, the headers again on each.

    `heads`: the first cell of each row is its header. Each row has as many cells as there are columns.
    """

    caption: Spans
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heads: bool = True
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One thing with its particulars, kept together on a page: `(name, what is said)`; None: not said."""

    title: Spans
    anchor: str
    fields: tuple[tuple[str, Spans | None], ...]
    number: str = ""
    missing: str = ""  # what stands where nothing is said


@dataclass(frozen=True, slots=True)
class Gantt:
    """Bars over time: `rows` are `(label, first day, last day)`, days as ordinals; `ticks` (day, label)."""

    rows: tuple[tuple[str, int, int], ...]
    ticks: tuple[tuple[int, str], ...]


Art = Drawing | Picture | OpinionMap | Gantt


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its words for who does not see it, and its figures as a table where it has any."""

    art: Art
    alternative: str
    caption: Spans
    anchor: str = ""
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: the city, what this is, how far it is decided, when; the table of dots above.

    `status` is shown with weight ("Advisory", "Adopted on …"), `warning` too ("Demonstration").
    `arms` is an image file's bytes (PNG or JPEG), the city's coat of arms.
    """

    city: str
    title: Spans
    subtitle: Spans
    status: str
    date: str
    people: str = ""
    picture: Picture | None = None
    alternative: str = ""
    warning: str = ""
    arms: bytes = b""


@dataclass(frozen=True, slots=True)
class Break:
    """A new page, where a format has pages."""


Block = Paragraph | Heading | Bullets | Table | Sheet | Figure | Break


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `made` is the day of its content (ISO 8601), never of its making.

    `accent` is the city's colour ("#0b5d4e"); `contents` the heading of the table of contents, which
    stands after the cover; `page`: words with `%(page)s` for the foot. `skip`, `figures` and `cited`
    are words for formats on screens: of the link past the contents, over a table behind a picture, and
    before the places that lead to something.
    """

    title: str
    language: str
    direction: Direction
    subject: str
    author: str
    made: str
    cover: Cover
    blocks: tuple[Block, ...]
    contents: str
    page: str
    keywords: tuple[str, ...] = ()
    accent: str = "#0b5d4e"
    skip: str = "Go to the text"
    figures: str = "The figures as a table"
    cited: str = "Cited in"
    #: Before captions, where a format numbers tables and figures.
    table: str = "Table %(number)s"
    figure: str = "Figure %(number)s"


class DocumentError(ValueError):
    """A document that contradicts itself; its text names the place."""


def check(document: Document) -> None:
    """See that the document holds together, so that no renderer has to.

    Raises:
        DocumentError: an anchor is there twice or missing though something leads to it, a level of
            heading is left out, or a row has too many or too few cells.
    """
    _check_anchors(document)
    _check_levels(document)
    for block in document.blocks:
        for table in _tables(block):
            if any(len(row) != len(table.columns) for row in table.rows):
                raise DocumentError(f"a row of {plain(table.caption)!r} has not one cell a column")


def _check_anchors(document: Document) -> None:
    anchors: set[str] = set()
    for anchor in _anchors(document):
        if anchor in anchors:
            raise DocumentError(f"the anchor {anchor!r} is there twice")
        anchors.add(anchor)
    for span in spans_of(document):
        if span.to.startswith("#") and span.to[1:] not in anchors:
            raise DocumentError(f"{span.text!r} leads to {span.to!r}, which is not there")


def _check_levels(document: Document) -> None:
    level = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            if block.level > level + 1:
                raise DocumentError(f"the heading {plain(block.spans)!r} leaves out a level")
            level = block.level


def plain(spans: Spans) -> str:
    """The text of spans, without anything else."""
    return "".join(span.text for span in spans)


def spans_of(document: Document) -> Iterator[Span]:
    """Every span of the document, in reading order."""
    yield from document.cover.title
    yield from document.cover.subtitle
    for block in document.blocks:
        yield from _spans(block)


def _spans(block: Block) -> Iterator[Span]:
    if isinstance(block, Paragraph | Heading):
        yield from block.spans
    if isinstance(block, Paragraph):
        yield from block.source
    elif isinstance(block, Bullets):
        yield from (span for item in block.items for span in item)
    elif isinstance(block, Sheet):
        yield from block.title
        yield from (span for _name, said in block.fields for span in said or ())
    elif isinstance(block, Figure):
        yield from block.caption
    for table in _tables(block):
        yield from table.caption
        yield from (span for row in table.rows for cell in row for span in cell.spans)


def _tables(block: Block) -> Iterator[Table]:
    if isinstance(block, Table):
        yield block
    elif isinstance(block, Figure) and block.table is not None:
        yield block.table


def _anchors(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph | Heading | Sheet | Table | Figure) and block.anchor:
            yield block.anchor
        for table in _tables(block):
            if table is not block and table.anchor:
                yield table.anchor
            yield from (cell.anchor for row in table.rows for cell in row if cell.anchor)
