"""Sheets as XLSX: texts as texts whatever they begin with, headers that stay, filters, widths.

What is withheld is an empty cell with a grey pattern; the last column of its row names it. The same book
gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]  # published without types

from roundtable.core.sheets import Book, Cell, Sheet
from roundtable.renderers.shown import on_one_line, shown

#: A cell holds no more UTF-16 units; a longer text ends with "…".
LONGEST: Final = 32_767
#: A sheet's name holds no more, and none of these characters.
_LONGEST_NAME: Final = 31
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_PROPERTY: Final = 255
_SETTINGS: Final = {
    "in_memory": True,
    "constant_memory": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
#: XlsxWriter's numbers for the directions in which a cell is read.
_ORDER: Final = {"ltr": 1, "rtl": 2}


def render(book: Book) -> bytes:
    """The book as the bytes of an .xlsx file."""
    written = BytesIO()
    workbook = xlsxwriter.Workbook(written, dict(_SETTINGS))
    workbook.set_properties(
        {
            "title": on_one_line(book.title)[:_PROPERTY],
            "author": on_one_line(book.author)[:_PROPERTY],
            "created": _made(book.made),
        }
    )
    looks = _Looks(workbook)
    names = _names(sheet.title for sheet in book.sheets)
    for sheet, name in zip(book.sheets, names, strict=True):
        _fill(workbook.add_worksheet(name), sheet, book.direction, looks)
    workbook.close()
    return written.getvalue()


class _Looks:
    """How cells look, each made once."""

    def __init__(self, workbook: Any) -> None:
        base = {"text_wrap": True, "valign": "top", "font_name": "Calibri", "font_size": 11}
        self.head = workbook.add_format(
            base | {"bold": True, "valign": "bottom", "bg_color": "#E7EFED", "bottom": 1}
        )
        self.text = {
            way: workbook.add_format(base | ({"reading_order": _ORDER[way]} if way else {}))
            for way in ("", "ltr", "rtl")
        }
        self.number = workbook.add_format({**base, "text_wrap": False})
        self.withheld = workbook.add_format(
            base | {"pattern": 16, "fg_color": "#9AA3AB", "bg_color": "#FFFFFF"}
        )


def _fill(page: Any, sheet: Sheet, direction: str, looks: _Looks) -> None:
    if direction == "rtl":
        page.right_to_left()
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, fitting(column.title), looks.head)
    for number, row in enumerate(sheet.rows, 1):
        for place, cell in enumerate(row):
            _write(page, (number, place), cell, looks)
    page.freeze_panes(1, 0)
    if sheet.columns:
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _write(page: Any, place: tuple[int, int], cell: Cell, looks: _Looks) -> None:
    if cell.withheld:
        page.write_blank(*place, None, looks.withheld)
    elif isinstance(cell.value, str):
        look = looks.text.get(cell.direction, looks.text[""])
        page.write_string(*place, fitting(cell.value), look)
    elif cell.value is not None:
        page.write_number(*place, cell.value, looks.number)


def fitting(text: str) -> str:
    """The text as a cell can hold it."""
    plain = shown(text)
    units = plain.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return plain
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", errors="ignore") + "…"


def _names(titles: Iterable[str]) -> Iterator[str]:
    """Names of sheets as Excel takes them, no two alike."""
    taken: set[str] = set()
    for title in titles:
        plain = _NOT_IN_NAMES.sub(" ", on_one_line(title)).strip(" '") or "Sheet"
        name, number = _cut(plain, _LONGEST_NAME), 1
        # Excel keeps the name "History" for itself.
        while name.lower() in taken or name.lower() == "history":
            number += 1
            name = f"{_cut(plain, _LONGEST_NAME - 4)} {number}"
        taken.add(name.lower())
        yield name


def _cut(text: str, most: int) -> str:
    units = text.encode("utf-16-le")[: 2 * most]
    return units.decode("utf-16-le", errors="ignore").strip(" '")


def _made(day: str) -> datetime:
    found = _DAY.match(day)
    try:
        return datetime.fromisoformat(found[0] if found else "1980-01-01")
    except ValueError:
        return datetime.fromisoformat("1980-01-01")
