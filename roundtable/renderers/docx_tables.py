"""Tables and sheets of a DOCX."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from roundtable.core.document import Cell, Column, Sheet, Span, Table, plain
from roundtable.renderers.docx_text import Pen
from roundtable.renderers.docx_xml import Element, element, value

#: Between the margins, in twips.
WIDTH: Final = 9184
#: What is not narrower than this (twips) has room for a short word.
_NARROWEST: Final = 560
#: A row with more characters in a cell may be divided between pages.
_LONG: Final = 700
#: A table of at most so many rows stays on one page.
_FEW: Final = 6
#: Names stand in this share of a sheet.
_NAMES: Final = 0.28
_LONGEST_TITLE: Final = 250


def table(pen: Pen, block: Table) -> Iterator[Element]:
    """The caption above, the table, and a little room under it."""
    if plain(block.caption):
        words = pen.document.table
        yield pen.caption(words, "Table", block.caption, anchor=block.anchor, keep=True)
    elif block.anchor:
        yield pen.paragraph((), "After Table", anchor=block.anchor, keep=True)
    if not block.columns:
        return
    widths = _widths([column.width for column in block.columns])
    head = _row(
        [_titled(pen, c, wide) for c, wide in zip(block.columns, widths, strict=True)], head=True
    )
    last = len(block.rows) - 1
    few = len(block.rows) <= _FEW and all(_short(row) for row in block.rows)
    rows = [
        _filled(pen, block, row, widths, keep=few and place < last)
        for place, row in enumerate(block.rows)
    ]
    yield _table(pen, widths, [head, *rows], plain(block.caption), first=block.heads)
    yield pen.paragraph((), "After Table")


def sheet(pen: Pen, block: Sheet) -> Iterator[Element]:
    """The title, and under it names with what is said; kept together as far as a page allows."""
    number = (Span(f"{block.number}  ", soft=True),) if block.number else ()
    yield pen.paragraph((*number, *block.title), "Sheet Title", anchor=block.anchor)
    widths = _widths([_NAMES, 1 - _NAMES])
    rows = []
    for place, (name, said) in enumerate(block.fields, 1):
        keep = place < len(block.fields)
        shown = said if said is not None else (Span(block.missing, soft=True),)
        rows.append(
            _row(
                [
                    _cell(widths[0], pen.paragraph((Span(name),), "Table Text", keep=keep)),
                    _cell(widths[1], pen.paragraph(shown, "Table Text", keep=keep)),
                ],
                whole=len(plain(shown)) < _LONG,
            )
        )
    if rows:
        yield _table(pen, widths, rows, plain(block.title), first=True, head=False)
    yield pen.paragraph((), "After Table")


def _titled(pen: Pen, column: Column, wide: int) -> Element:
    return _cell(
        wide, pen.paragraph((Span(column.title),), "Table Text", align=column.align, keep=True)
    )


def _filled(
    pen: Pen, block: Table, row: Sequence[Cell], widths: Sequence[int], *, keep: bool
) -> Element:
    cells = [
        _cell(
            wide,
            pen.paragraph(
                cell.spans, "Table Text", anchor=cell.anchor, align=column.align, keep=keep
            ),
        )
        for cell, column, wide in zip(row, block.columns, widths, strict=True)
    ]
    return _row(cells, whole=_short(row))


def _short(row: Sequence[Cell]) -> bool:
    return all(len(plain(cell.spans)) < _LONG for cell in row)


def _widths(shares: Sequence[float]) -> list[int]:
    """Widths in twips that add up to the page's, none too narrow for a word if there is room."""
    least = min(_NARROWEST, WIDTH // max(1, len(shares)))
    spare = WIDTH - least * len(shares)
    positive = [max(0.0, share) for share in shares]
    whole = sum(positive) or 1.0
    wanted = [max(0.0, WIDTH * share / whole - least) for share in positive]
    over = sum(wanted) or 1.0
    widths = [least + int(spare * each / over) for each in wanted]
    widths[-1] += WIDTH - sum(widths)
    return widths


def _table(
    pen: Pen,
    widths: Sequence[int],
    rows: Sequence[Element],
    name: str,
    *,
    first: bool,
    head: bool = True,
) -> Element:
    turned = pen.document.direction == "rtl"
    looks = element(
        "w:tblPr",
        value("w:tblStyle", "RuledTable"),
        element("w:bidiVisual") if turned else None,
        element("w:tblW", w=sum(widths), type="dxa"),
        element("w:tblLayout", type="fixed"),
        element(
            "w:tblLook",
            val=f"{0x0400 | 0x0200 | (0x0020 if head else 0) | (0x0080 if first else 0):04X}",
            firstRow=int(head), lastRow=0, firstColumn=int(first), lastColumn=0, noHBand=1, noVBand=1,
        ),
        value("w:tblCaption", name[:_LONGEST_TITLE]) if name else None,
    )  # fmt: skip
    grid = element("w:tblGrid", *(element("w:gridCol", w=wide) for wide in widths))
    return element("w:tbl", looks, grid, *rows)


def _row(cells: Sequence[Element], *, head: bool = False, whole: bool = True) -> Element:
    """A row; `head` is repeated on every page, `whole` stays on one."""
    looks = element(
        "w:trPr",
        element("w:cantSplit") if whole else None,
        element("w:tblHeader") if head else None,
    )
    return element("w:tr", looks, *cells)


def _cell(wide: int, paragraph: Element) -> Element:
    return element("w:tc", element("w:tcPr", element("w:tcW", w=wide, type="dxa")), paragraph)
