"""Sheets as files: whatever somebody wrote is text in them."""

from __future__ import annotations

import csv as csv_module
import io
import time
import zipfile
from typing import Any

import openpyxl
import pytest

from roundtable.core.sheets import Book, Cell, Column, Sheet, sheets_of
from roundtable.renderers import csv, xlsx
from tests.reports.full import make_full_record

FORMULAS = (
    "=cmd()", "+1+1", "-2+3", "@SUM(A1)", "\t=cmd()", "\r=cmd()", " \n=1", "＝1+1", '=HYPERLINK("x")',
    "\u202e=1",
)  # fmt: skip
HOSTILE = (
    *FORMULAS, "<script>alert(1)</script> & <w:p/>", "a\x00b\x1bc\x07", "half \ud83d pair \udc00",
    "\u202eoverride", "x" * 10_000, "😀👩‍👩‍👧 ó̂̃", "https://example.org", "_x0041_", "{=1}", "'quoted", "",
    "two\nlines", "\ufffe\uffff", "007",
)  # fmt: skip


def book(*texts: str, direction: str = "ltr") -> Book:
    rows = tuple((Cell(text), Cell(number)) for number, text in enumerate(texts))
    sheet = Sheet("things", "Things", (Column("Text", 40), Column("No.", 6)), rows)
    return Book("Title", "City", "en", direction, "2026-11-23", (sheet,))


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def read(data: bytes) -> list[list[str]]:
    return list(csv_module.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_no_cell_of_a_workbook_is_a_formula_or_a_link() -> None:
    page = opened(xlsx.render(book(*HOSTILE)))["Things"]

    cells = [page.cell(row, 1) for row in range(2, len(HOSTILE) + 2)]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    shown = {cell.value for cell in cells}
    assert {"=cmd()", "+1+1", "@SUM(A1)", "<script>alert(1)</script> & <w:p/>"} <= shown
    assert {"x" * 10_000, "😀👩‍👩‍👧 ó̂̃", "two\nlines", "007", "abc", "override"} <= shown


def test_what_excel_would_read_as_a_letter_stays_as_written() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx.render(book("_x0041_")))) as archive:
        assert b"_x005F_x0041_" in archive.read("xl/sharedStrings.xml")


@pytest.mark.parametrize("letter", ["x", "😀"])
def test_a_text_longer_than_a_cell_holds_ends_with_a_sign_of_it(letter: str) -> None:
    value = opened(xlsx.render(book(letter * 40_000)))["Things"]["A2"].value

    assert value.startswith(letter * 100)
    assert value.endswith(letter + "…")
    assert xlsx.LONGEST - 1 <= len(value.encode("utf-16-le")) / 2 <= xlsx.LONGEST


def test_headers_stay_and_can_be_filtered_and_people_read_from_their_side() -> None:
    page = opened(xlsx.render(book("a", direction="rtl")))["Things"]

    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B2"
    assert page.sheet_view.rightToLeft
    assert page.column_dimensions["A"].width > 39
    assert page["A2"].alignment.wrap_text


def test_words_of_a_person_are_read_in_their_direction() -> None:
    sheet = Sheet("a", "A", (Column("Text"),), ((Cell("مكان", "rtl"),), (Cell("place", "ltr"),)))
    page = opened(xlsx.render(Book("T", "C", "en", "ltr", "2026-11-23", (sheet,))))["A"]

    assert (page["A2"].alignment.readingOrder, page["A3"].alignment.readingOrder) == (2, 1)


def test_what_is_withheld_is_empty_and_looks_it() -> None:
    row = (Cell("never shown", withheld=True), Cell("Text"))
    sheet = Sheet("a", "A", (Column("Text"), Column("Withheld")), (row,))
    whole = Book("T", "C", "en", "ltr", "2026-11-23", (sheet,))
    page = opened(xlsx.render(whole))["A"]

    assert page["A2"].value is None
    assert page["A2"].fill.patternType not in (None, "none")
    assert read(csv.one(whole, "a"))[1] == ["", "Text"]


def test_names_of_sheets_are_such_as_excel_takes() -> None:
    titles = ("A/B:C*[?]\\", "a b c", "History", "'", "x" * 60, "x" * 61, "\x00=1")
    sheets = tuple(Sheet(f"s{n}", t, (Column("A"),), ()) for n, t in enumerate(titles))
    names = opened(xlsx.render(Book("T", "C", "en", "ltr", "", sheets))).sheetnames

    assert len({name.lower() for name in names}) == len(titles)
    assert all(1 <= len(name) <= 31 for name in names)
    assert "History" not in names


@pytest.mark.parametrize("text", FORMULAS)
def test_a_csv_cell_never_begins_like_a_formula(text: str) -> None:
    ((value, _),) = read(csv.one(book(text), "things"))[1:]

    assert value.startswith("'")
    assert value.lstrip("' \n")[0] in "=+-@＝"


def test_a_csv_file_has_every_row_and_text_as_it_was_written() -> None:
    data = csv.one(book(*HOSTILE), "things")
    rows = read(data)

    assert data.startswith(b"\xef\xbb\xbfText,No.\r\n")
    assert len(rows) == len(HOSTILE) + 1
    assert [row[1] for row in rows[1:]] == [str(number) for number in range(len(HOSTILE))]
    assert {"two\nlines", "x" * 10_000, HOSTILE[15]} <= {row[0] for row in rows}


def test_a_header_is_no_formula_either() -> None:
    sheet = Sheet("a", "A", (Column("=1"),), ())
    whole = Book("T", "C", "en", "ltr", "", (sheet,))

    assert read(csv.one(whole, "a")) == [["'=1"]]
    assert opened(xlsx.render(whole))["A"]["A1"].data_type == "s"


def test_a_zip_has_a_file_for_each_sheet_and_an_unknown_one_is_an_error() -> None:
    whole = sheets_of(make_full_record())
    with zipfile.ZipFile(io.BytesIO(csv.render(whole))) as archive:
        assert archive.namelist() == [f"{sheet.name}.csv" for sheet in whole.sheets]
        assert archive.read("agenda.csv") == csv.one(whole, "agenda")
    with pytest.raises(KeyError):
        csv.one(whole, "nothing")


def test_the_same_record_gives_the_same_bytes_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = (xlsx.render(sheets_of(make_full_record())), csv.render(sheets_of(make_full_record())))
    later = time.time() + 100_000
    monkeypatch.setattr(time, "time", lambda: later)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(later))

    assert first == (
        xlsx.render(sheets_of(make_full_record())), csv.render(sheets_of(make_full_record())),
    )  # fmt: skip
    properties = opened(first[0]).properties
    assert str(properties.created) == "2021-05-12 00:00:00"


def test_a_whole_record_opens_with_every_sheet_in_its_place() -> None:
    whole = sheets_of(make_full_record())
    pages = opened(xlsx.render(whole))

    for sheet in whole.sheets:
        page = pages[sheet.title[:31]]
        assert page.max_row == len(sheet.rows) + 1
        assert [cell.value for cell in page[1]] == [column.title for column in sheet.columns]
