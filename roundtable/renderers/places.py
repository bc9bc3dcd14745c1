"""Which places of a document lead to which, so that one can go back from a source to what cites it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
from roundtable.renderers.shown import on_one_line

#: Headings from this level on do not say where one is without those above them.
_FINER = 3
_LONG = 60


@dataclass(frozen=True)
class Place:
    """Where something is cited: the heading, sheet or row around it, with its name."""

    anchor: str
    name: str
    language: str = ""
    direction: str = ""


class Places:
    """The places that lead to each anchor, in reading order.

    `of_blocks` are the places of the document's blocks, in their order. By `first` renderers ask whether
    a span is the first of its place that leads to its target: it gets an anchor of its own, to go back to.
    """

    def __init__(self, document: Document) -> None:
        self._of: dict[str, list[Place]] = {}
        self._told: set[tuple[str, str]] = set()
        self.of_blocks = tuple(_places(document.blocks))
        cited = list(_cited(document, self.of_blocks))
        pairs = {(place.anchor, span.to[1:]) for place, span in cited}
        headings = {block.anchor for block in document.blocks if isinstance(block, Heading)}
        for place, span in cited:
            target = span.to[1:]
            known = self._of.setdefault(target, [])
            # A part that itself leads to what cites it needs no other way there.
            mutual = target in headings and (target, place.anchor) in pairs
            if place not in known and place.anchor != target and not mutual:
                known.append(place)

    def to(self, anchor: str) -> list[tuple[str, Place]]:
        """What leads to the anchor: the anchor to go back to, and the place."""
        return [
            (_back(anchor, n), place) for n, place in enumerate(self._of.get(anchor, ()), start=1)
        ]

    def first(self, place: str, span: Span) -> str:
        """The anchor of a span in the place (its anchor); empty where it has or needs none."""
        target = span.to[1:]
        if not span.to.startswith("#") or (target, place) in self._told:
            return ""
        self._told.add((target, place))
        return next((back for back, there in self.to(target) if there.anchor == place), "")


def _back(anchor: str, number: int) -> str:
    return f"from-{anchor}-{number}"


def _cited(document: Document, places: Sequence[Place]) -> Iterator[tuple[Place, Span]]:
    for block, place in zip(document.blocks, places, strict=True):
        for inner, spans in _parts(block, place):
            yield from ((inner, span) for span in spans if span.to.startswith("#"))


def _places(blocks: Sequence[Block]) -> Iterator[Place]:
    """The place of each block. A line above a heading belongs to what it stands above."""
    place = Place("", "")
    for number, block in enumerate(blocks):
        place = _begun_by(block) or place
        above = isinstance(block, Paragraph) and block.look == "eyebrow"
        following = _begun_by(blocks[number + 1]) if above and number + 1 < len(blocks) else None
        yield following or place


def _begun_by(block: Block) -> Place | None:
    """The place that begins with a block, if one does."""
    if isinstance(block, Heading) and block.level < _FINER:
        return _named(block.anchor, block.spans, block.number)
    if isinstance(block, Sheet):
        return _named(block.anchor, block.title, block.number)
    return None


def row_place(row: tuple[Cell, ...], place: Place) -> Place:
    """The place of a row of a table: its own where it can be led to, else the one around the table."""
    for cell in row:
        if cell.anchor:
            return _named(cell.anchor, cell.spans)
    return place


def _named(anchor: str, spans: Spans, number: str = "") -> Place:
    name = on_one_line(" ".join(part for part in (number, plain(spans)) if part))
    short = name if len(name) <= _LONG else f"{name[: _LONG - 1].rstrip()}…"
    first = spans[0] if spans else Span("")
    return Place(anchor, short or anchor, first.language, first.direction)


def _parts(block: Block, place: Place) -> Iterator[tuple[Place, Spans]]:
    """The spans of a block with the places they stand in, in reading order."""
    table = block if isinstance(block, Table) else None
    if isinstance(block, Paragraph):
        yield place, (*block.spans, *block.source)
    elif isinstance(block, Bullets):
        yield from ((place, item) for item in block.items)
    elif isinstance(block, Sheet):
        yield from ((place, said or ()) for _name, said in block.fields)
    elif isinstance(block, Figure):
        yield place, block.caption
        table = block.table
    if table is not None:
        yield place, table.caption
        yield from ((row_place(row, place), cell.spans) for row in table.rows for cell in row)
