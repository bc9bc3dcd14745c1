"""Tables of proposals: what is guessed, what is read, and what is told of rows that cannot be used."""

from __future__ import annotations

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.core.proposals_csv import (
    MOST_ROWS,
    Known,
    Proposed,
    TableError,
    Wrong,
    preview,
    read,
)

KNOWN = Known(280, {"work": "area-1", "muncă": "area-1"}, {"newcomers": "group-1"})
FILE = "Proposal,Language,Area,Group,Name\nA desk,en,Work,Newcomers,Ana\nO şcoală,ro,,,\n"
ALL = {"text": "Proposal", "language": "Language", "area": "Area", "group": "Group"}


def test_a_table_is_shown_with_what_was_guessed() -> None:
    table = preview(FILE.encode())
    assert (table.encoding, table.delimiter) == ("utf-8", ",")
    assert table.header == ("Proposal", "Language", "Area", "Group", "Name")
    assert table.rows == (
        ("A desk", "en", "Work", "Newcomers", "Ana"),
        ("O şcoală", "ro", "", "", ""),
    )
    assert table.mapping == ALL


def test_rows_are_read_by_their_columns_and_nobodys_name_is() -> None:
    found = read(FILE.encode(), ALL, KNOWN)
    assert found.wrong == ()
    assert found.proposals == (
        Proposed(2, "A desk", "en", "area-1", "group-1"),
        Proposed(3, "O şcoală", "ro", None, None),
    )
    assert "Ana" not in repr(found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters_of_spreadsheets_are_found(encoding: str, delimiter: str) -> None:
    content = FILE.replace(",", delimiter).encode(encoding)
    table = preview(content)
    assert table.delimiter == delimiter
    assert table.encoding == encoding.removesuffix("-sig")
    assert read(content, table.mapping, KNOWN).proposals[1].text == "O şcoală"


def test_western_letters_of_old_windows_are_found() -> None:
    content = "idea\nUne école près du café\n".encode("cp1252")
    assert (preview(content).encoding, preview(content).rows[0][0]) == (
        "cp1252",
        "Une école près du café",
    )


def test_commas_in_a_text_do_not_make_columns() -> None:
    table = preview(b"Idea\nA desk, open after six\nA bus, and a tram\n")
    assert (table.header, table.mapping) == (("Idea",), {"text": "Idea"})


def test_without_a_known_name_the_longest_column_is_the_text() -> None:
    table = preview(b"Nr;Was?\n1;More trees in the streets\n2;A tram\n")
    assert table.mapping == {"text": "Was?"}


def test_what_looks_like_a_formula_is_text() -> None:
    texts = ["=1+1", "+40 7", "-free buses", "@home", "=cmd|' /C calc'!A0"]
    out = io.StringIO()
    csv.writer(out).writerows([["text"], *([text] for text in texts)])
    found = read(out.getvalue().encode(), {"text": "text"}, KNOWN)
    assert [each.text for each in found.proposals] == texts


def test_a_text_of_several_lines_is_one_row_and_lines_are_counted_on() -> None:
    found = read(b'text\n"One\ndesk"\n\nTwo\n""" "\n', {"text": "text"}, KNOWN)
    assert [(each.line, each.text) for each in found.proposals] == [
        (2, "One desk"),
        (5, "Two"),
        (6, '"'),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (" ,en,,,", "the text is empty"),
        ("a\x07b,en,,,", "invisible control character"),
        ("a" * 281 + ",en,,,", "shorten it to 280"),
        ("A desk,English,,,", 'language is "English"; write a tag'),
        ("A desk,en,Health,,", 'the area "Health" is none'),
        ("A desk,en,,Police,", 'the group "Police" is none'),
        ("A desk, with stairs,en,,,,x", "7 cells instead of 5"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_with_its_line(row: str, reason: str) -> None:
    found = read((FILE + row + "\nLast,en,,,\n").encode(), ALL, KNOWN)
    assert [(wrong.line, reason in wrong.reason) for wrong in found.wrong] == [(4, True)]
    assert str(found.wrong[0]).startswith("line 4: ")
    assert found.proposals[-1].line == 5


@pytest.mark.parametrize(
    ("content", "mapping", "said"),
    [
        (b"", ALL, "the file is empty"),
        (b"\n\n", ALL, "the file is empty"),
        (b"text\n", {"text": "text"}, "below the header there is no row"),
        (b"text,text\na,b\n", {"text": "text"}, 'line 1: two columns are named "text"'),
        (b'text\n"a\n', {"text": "text"}, "line 2: it cannot be read"),
        (b"text\na\n", {"text": "idea"}, 'there is no column "idea"; there are text'),
        (b"text\na\n", {"text": "text", "author": "text"}, '"author" is no field'),
        (b"text\na\n", {}, "say which column holds the text"),
        (b"\xff\xfea", {"text": "text"}, "its letters cannot be read"),
        (b"text\n" + b"a\n" * (MOST_ROWS + 1), {"text": "text"}, f"more than {MOST_ROWS} rows"),
        (b"a" * 5_000_001, {"text": "text"}, "more than 5 MB"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(
    content: bytes, mapping: dict[str, str], said: str
) -> None:
    with pytest.raises(TableError, match=said):
        read(content, mapping, KNOWN)


def test_a_wrong_row_says_where_it_is() -> None:
    assert str(Wrong(7, "the text is empty.")) == "line 7: the text is empty."


@given(st.binary(max_size=200))
def test_whatever_is_read_nothing_else_is_raised(content: bytes) -> None:
    with suppress(TableError):
        read(content, preview(content).mapping, KNOWN)
