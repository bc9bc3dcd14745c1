"""Sheets as CSV: UTF-8 with a byte order mark, commas, lines that end in CR LF (RFC 4180).

A text that a spreadsheet would take for a formula (it begins with = + - @, also in full width, or after
spaces) gets an apostrophe in front, which a spreadsheet shows as text. Whoever reads the file with a
program takes one apostrophe off a cell that begins with "'" and one of these. Tabs are spaces,
controls are left out. Numbers are digits. What is withheld is empty; the last column names it.
"""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from roundtable.core.sheets import Book, Cell, Sheet
from roundtable.renderers.shown import shown

#: What makes a cell a formula in some spreadsheet (OWASP, "CSV Injection").
_FORMULA: Final = frozenset("=+-@＝＋－＠")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def render(book: Book) -> bytes:
    """A zip with one file a sheet ("proposals.csv"), the same bytes each time."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for sheet in book.sheets:
            told = ZipInfo(f"{sheet.name}.csv", _EPOCH)
            told.compress_type, told.create_system, told.external_attr = (
                ZIP_DEFLATED,
                3,
                0o600 << 16,
            )
            archive.writestr(told, _file(sheet))
    return written.getvalue()


def one(book: Book, name: str) -> bytes:
    """The file of one sheet.

    Raises:
        KeyError: there is no sheet of this name.
    """
    return _file({sheet.name: sheet for sheet in book.sheets}[name])


def neutral(text: str) -> str:
    """The text as no spreadsheet takes it for a formula."""
    plain = shown(text)
    risky = plain.lstrip()[:1] in _FORMULA and plain.strip() != ""
    return f"'{plain}" if risky else plain


def _file(sheet: Sheet) -> bytes:
    written = StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(neutral(column.title) for column in sheet.columns)
    rows.writerows([_value(cell) for cell in row] for row in sheet.rows)
    return written.getvalue().encode("utf-8-sig")


def _value(cell: Cell) -> str | int | float:
    if cell.value is None or cell.withheld:
        return ""
    return neutral(cell.value) if isinstance(cell.value, str) else cell.value
