"""Proposals from a table: a CSV file as spreadsheets save it, looked at first and then read as a whole.

Delimiter, encoding and the meaning of columns are guessed; the columns can be said instead. Each row
that cannot be used is told with its line and the reason, and then nothing of the file is used. Every
cell is text, also one that looks like a formula. Who wrote a proposal is never read.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from roundtable.core import text as texts
from roundtable.core.errors import Refused
from roundtable.core.polis_files import quoted

LARGEST: Final = 5_000_000
MOST_ROWS: Final = 2000
#: Rows that a preview shows, and by which delimiter and columns are guessed.
SHOWN: Final = 10
DELIMITERS: Final = (",", ";", "\t", "|")
#: What a column may hold, and headers by which it is known, in the languages of the interface and near.
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "text": (
        "text", "proposal", "proposals", "proposal text", "idea", "statement", "comment-body",
        "propunere", "propuneri", "propunerea", "idee", "vorschlag", "proposition", "propuesta",
    ),
    "language": ("language", "lang", "limba", "limbă", "sprache", "langue", "idioma"),
    "area": ("area", "topic", "theme", "category", "policy area", "domeniu", "domeniul", "temă"),
    "group": ("group", "stakeholder group", "stakeholder", "grup", "grupul", "gruppe", "groupe"),
}  # fmt: skip
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_LONGEST_TAG: Final = 20
#: Letters of central Europe, as they look where bytes of Windows-1250 are read as Windows-1252.
_CENTRAL: Final = re.compile(r"[a-zA-Z][ºþªÞ¹³¿¼¾ãÃ]|[ºþªÞ¹³¿¼¾ãÃ][a-z]")


class TableError(Exception):
    """A file that cannot be used at all; the message names the line, where there is one, and the remedy."""


@dataclass(frozen=True, slots=True)
class Table:
    """The first rows of a file, and what was guessed of it.

    mapping: field (`FIELDS`) → the name of its column; without "text" it has to be said.
    """

    encoding: str
    delimiter: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    mapping: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """What rows are checked against: how long a text may be; areas and groups by all their titles."""

    longest: int
    areas: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A row that can be used; `area` and `group` are ids, `language` "" where it is not said."""

    line: int
    text: str
    language: str = ""
    area: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row that cannot be used."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Found:
    """All rows of a file. Nothing may be used of it while something is wrong."""

    proposals: tuple[Proposed, ...]
    wrong: tuple[Wrong, ...]


def preview(content: bytes) -> Table:
    """The first rows, and the delimiter, encoding and columns that are guessed. Raises `TableError`."""
    encoding, text = _decoded(content)
    delimiter = _delimiter(text)
    lines = _lines(text, delimiter)
    header = _header(lines)
    rows = [cells for _, (_line, cells) in zip(range(SHOWN), lines, strict=False)]
    shown = tuple(tuple(_fitted(cells, len(header))) for cells in rows)
    return Table(encoding, delimiter, header, shown, _mapping(header, shown))


def read(content: bytes, mapping: Mapping[str, str], known: Known) -> Found:
    """Every row below the header, by `mapping` (field → column). Raises `TableError`."""
    _encoding, text = _decoded(content)
    lines = _lines(text, _delimiter(text))
    header = _header(lines)
    places = _places(mapping, header)
    proposals: list[Proposed] = []
    wrong: list[Wrong] = []
    for line, cells in lines:
        if len(proposals) + len(wrong) == MOST_ROWS:
            raise TableError(f"line {line}: more than {MOST_ROWS} rows; divide the file.")
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            reason = f"{len(cells)} cells instead of {len(header)}; look for a missing quote."
            wrong.append(Wrong(line, reason))
            continue
        try:
            proposals.append(_proposed(line, _fitted(cells, len(header)), places, known))
        except _Unreadable as error:
            wrong.append(Wrong(line, str(error)))
    if not proposals and not wrong:
        raise TableError("below the header there is no row; is it the right file?")
    return Found(tuple(proposals), tuple(wrong))


class _Unreadable(Exception):
    """What is wrong with a row."""


def _decoded(content: bytes) -> tuple[str, str]:
    """The encoding, by its mark or because it fits; what is not Unicode comes from an older Windows."""
    if len(content) > LARGEST:
        raise TableError(f"the file has more than {LARGEST // 1_000_000} MB; divide it.")
    marks = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
    encodings = [name for mark, name in marks.items() if content.startswith(mark)] or ["utf-8-sig"]
    if not content.startswith(tuple(marks)):
        central = _CENTRAL.search(content.decode("cp1252", "replace"))
        encodings += ["cp1250", "cp1252"] if central else ["cp1252", "cp1250"]
    for encoding in encodings:
        try:
            return encoding.removesuffix("-sig"), content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError("its letters cannot be read; save the file with the encoding UTF-8.")


def _delimiter(text: str) -> str:
    """The one that divides most of the first rows as it divides the header; a comma where none does."""

    def fits(delimiter: str) -> int:
        try:
            found = _lines(text, delimiter)
            rows = [cells for _, (_line, cells) in zip(range(SHOWN), found, strict=False)]
        except TableError:
            return 0
        columns = len(rows[0]) if rows else 0
        return sum(len(cells) == columns for cells in rows) * columns if columns > 1 else 0

    return max(DELIMITERS, key=fits)


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line in which each begins; blank ones are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise TableError(
                f"line {line}: it cannot be read ({error}); check the quotes there."
            ) from None
        if any(cell.strip() for cell in cells):
            yield line, cells


def _header(lines: Iterator[tuple[int, list[str]]]) -> tuple[str, ...]:
    """The names of the columns; one without a name has its number."""
    line, cells = next(lines, (1, []))
    names = tuple(" ".join(cell.split()) or str(n) for n, cell in enumerate(cells, 1))
    if not names:
        raise TableError("the file is empty.")
    for name in names:
        if names.count(name) > 1:
            raise TableError(f"line {line}: two columns are named {quoted(name)}; rename one.")
    return names


def _fitted(cells: list[str], columns: int) -> list[str]:
    """As many cells as there are columns: spreadsheets leave out empty ones at the end, or add some."""
    return [*cells, *[""] * (columns - len(cells))][:columns]


def _mapping(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """Columns by their names; the text, where no name tells it, is the longest."""
    found = {
        name: column
        for name, words in FIELDS.items()
        for column in header
        if column.casefold() == next((w for w in words if w in map(str.casefold, header)), None)
    }
    free = [n for n, column in enumerate(header) if column not in found.values()]
    if "text" not in found and free and rows:
        longest = max(free, key=lambda n: sum(len(row[n]) for row in rows))
        found = {"text": header[longest], **found}
    return found


def _places(mapping: Mapping[str, str], header: Sequence[str]) -> dict[str, int]:
    for name, column in mapping.items():
        if name not in FIELDS:
            raise TableError(f"{quoted(name)} is no field; there are {', '.join(FIELDS)}.")
        if column not in header:
            raise TableError(f"there is no column {quoted(column)}; there are {', '.join(header)}.")
    if "text" not in mapping:
        raise TableError("say which column holds the text of the proposals.")
    return {name: header.index(column) for name, column in mapping.items()}


def _proposed(line: int, cells: Sequence[str], places: Mapping[str, int], known: Known) -> Proposed:
    said = {name: cells[place].strip() for name, place in places.items()}
    language = said.get("language", "")
    if language and (len(language) > _LONGEST_TAG or not _TAG.fullmatch(language)):
        raise _Unreadable(f"language is {quoted(language)}; write a tag such as en or ro.")
    return Proposed(
        line,
        _text(said["text"], known.longest),
        language,
        _one_of(known.areas, said.get("area", ""), "area"),
        _one_of(known.groups, said.get("group", ""), "group"),
    )


def _text(cell: str, longest: int) -> str:
    try:
        return texts.clean(cell, field="text", longest=longest)
    except Refused as refused:
        raise _Unreadable(
            {
                "text_empty": "the text is empty; write it or remove the row.",
                "text_control": "the text has an invisible control character; delete it.",
                "text_too_long": f"the text is too long; shorten it to {longest} characters.",
            }[refused.code]
        ) from None


def _one_of(titles: Mapping[str, str], said: str, what: str) -> str | None:
    if not said:
        return None
    key = titles.get(" ".join(said.split()).casefold())
    if key is None:
        raise _Unreadable(f"the {what} {quoted(said)} is none of this roundtable.")
    return key
