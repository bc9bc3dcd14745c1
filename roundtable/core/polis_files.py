"""The CSV files of a Polis export as rows that can say where they are and what is wrong with them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

#: The end of the year 9999, after which there is no calendar; milliseconds since 1970.
LATEST: Final = 253_402_300_799_999


class PolisError(Exception):
    """An export that cannot be used; the message names file, line and remedy."""

    def __init__(self, file: str, line: int | None, sentence: str) -> None:
        place = file if line is None else f"{file}, line {line}"
        super().__init__(f"{place}: {sentence}")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file, which can say where it is."""

    file: str
    line: int
    cells: Mapping[str, str] = field(default_factory=dict)

    def wrong(self, sentence: str) -> PolisError:
        """The error that names this row."""
        return PolisError(self.file, self.line, sentence)

    def whole(self, column: str) -> int:
        """A cell as a whole number."""
        found = self.cells[column].strip()
        try:
            return int(found)
        except ValueError:
            raise self.wrong(f"{column} is {quoted(found)}; write a whole number.") from None

    def number(self, column: str) -> int:
        """A cell as the number of a statement or person, or a time: never below 0."""
        if (number := self.whole(column)) < 0:
            raise self.wrong(f"{column} is {number}; numbers begin at 0.")
        return number

    def moment(self, column: str) -> int:
        """A cell as a time: milliseconds since 1970."""
        if (at := self.number(column)) > LATEST:
            raise self.wrong(f"{column} is {at}; write the milliseconds since 1970.")
        return at

    def mark(self, column: str) -> int:
        """A cell as a vote."""
        found = self.cells[column].strip()
        if found not in {"1", "0", "-1"}:
            raise self.wrong(
                f"{column} is {quoted(found)}; write 1 for agree, -1 for disagree or 0 for pass."
            )
        return int(found)


def quoted(found: str) -> str:
    """What was found in a cell, for a sentence."""
    return f'"{found[:40]}"' if found else "empty"


def rows(name: str, content: bytes, needed: tuple[str, ...]) -> Iterator[Row]:
    """The rows below the header, each with the line in which it begins."""
    below = lines(name, content)
    header = [cell.strip() for cell in next(below, (0, []))[1]]
    if not header:
        raise PolisError(name, None, "the file is empty; export the conversation from Polis again.")
    if missing := [column for column in needed if column not in header]:
        raise PolisError(
            name,
            1,
            f"the header has no column {quoted(missing[0])}; its first line must name "
            f"{', '.join(needed)}.",
        )
    for line, cells in below:
        if len(cells) != len(header):
            raise PolisError(
                name,
                line,
                f"{len(cells)} cells instead of {len(header)}; look for a missing quote or comma.",
            )
        yield Row(name, line, dict(zip(header, cells, strict=True)))


def lines(name: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Lines as CSV understands them (a quoted text may have several), blank ones left out."""
    # Not splitlines: it also ends a line where a text has U+2028 or U+0085.
    reader = csv.reader(io.StringIO(_decoded(name, content), newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise PolisError(
                name, line, f"it is not CSV ({error}); check the quotes there."
            ) from None
        if any(cell.strip() for cell in cells):
            yield line, cells


def _decoded(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PolisError(
            name, line, "it is not UTF-8; save the file with the encoding UTF-8."
        ) from None
