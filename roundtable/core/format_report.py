"""What is wrong in a file so far: problems with their lines, noted while it is read."""

from __future__ import annotations

from typing import Any

from roundtable.core.format_problems import FormatError, Place, Problem
from roundtable.core.toml_lines import Path, line_of

_LARGE = 10**18  # Python refuses to write out numbers of thousands of digits
_QUOTED = 60  # characters of a wrong value that a message repeats


class Report:
    """The file being read and what is wrong with it so far."""

    def __init__(self, name: str, lines: dict[Path, int]) -> None:
        self.name = name
        self.lines = lines
        self.problems: list[Problem] = []
        self.languages: tuple[str, ...] = ()
        self.language = "en"

    def note(self, path: Path, code: str, place: Place, **params: object) -> None:
        """Add a problem with what stands at `path`."""
        shortened = {key: short(value) for key, value in params.items()}
        line = line_of(self.lines, path)
        self.problems.append(Problem(self.name, line, code, place, shortened))

    def finish(self) -> None:
        """Raises `FormatError` if there was anything."""
        if self.problems:
            raise FormatError(self.problems)


def short(value: Any) -> Any:
    """A value as a message repeats it: wrong values may be of any length, and hold anything."""
    if isinstance(value, int) and abs(value) > _LARGE:
        return "10^18 or more" if value > 0 else "-10^18 or less"
    if not isinstance(value, str):
        return value
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in value)
    return shown if len(shown) <= _QUOTED else shown[: _QUOTED - 1] + "…"
