"""Where in a TOML file each key and each table stands, which `tomllib` does not tell.

The text must already have been read by `tomllib` without an error: this scanner trusts its syntax.
"""

from __future__ import annotations

import contextlib
import re
import tomllib
from bisect import bisect_right

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_SCALAR = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|[^,\]}\n#]+",
    re.DOTALL,
)


def locate(text: str) -> dict[Path, int]:
    """The line (from 1) of every key, table and list item; a path is `("stages", 3, "title")`."""
    scanner = _Scanner(text.replace("\r\n", "\n"))
    scanner.document()
    return scanner.lines


def line_of(lines: dict[Path, int], path: Path) -> int:
    """The line of `path`, or of the nearest table around it that the file spells out."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def last_key(text: str) -> int:
    """The line of the last key or table before TOML that cannot be read, such as an open text."""
    scanner = _Scanner(text.replace("\r\n", "\n"))
    with contextlib.suppress(ValueError, IndexError):
        scanner.document()
    return max(scanner.lines.values(), default=1)


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._last: dict[Path, int] = {}  # index of the newest table in each [[list]]

    def document(self) -> None:
        base: Path = ()
        self._blank()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                base = self._header()
            else:
                self._pair(base)
            self._blank()

    def _header(self) -> Path:
        repeated = self.text.startswith("[[", self.at)
        line = self._line()
        self.at += 2 if repeated else 1
        path: Path = ()
        keys = self._keys()
        for number, key in enumerate(keys):
            path = (*path, key)
            if repeated and number == len(keys) - 1:
                self._last[path] = self._last.get(path, -1) + 1
            self._mark(path, line)
            if path in self._last:
                path = (*path, self._last[path])
                self._mark(path, line)
        self._blank()
        self.at += 2 if repeated else 1
        return path

    def _pair(self, path: Path) -> None:
        line = self._line()
        for key in self._keys():
            path = (*path, key)
            self._mark(path, line)
        self._blank()
        self.at += 1  # the equals sign
        self._blank()
        self._value(path)

    def _value(self, path: Path) -> None:
        opening = self.text[self.at]
        if opening == "[":
            self._list(path)
        elif opening == "{":
            self._inline(path)
        else:
            self._take(_SCALAR)

    def _list(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self._next() != "]":
            self._mark((*path, index), self._line())
            self._value((*path, index))
            index += 1
        self.at += 1

    def _inline(self, path: Path) -> None:
        self.at += 1
        while self._next() != "}":
            self._pair(path)
        self.at += 1

    def _next(self) -> str:
        """The next character that is neither blank nor a comma."""
        self._blank()
        if self.text[self.at] == ",":
            self.at += 1
            self._blank()
        return self.text[self.at]

    def _keys(self) -> list[str]:
        self._blank()
        keys = [self._key()]
        while match := _DOT.match(self.text, self.at):
            self.at = match.end()
            keys.append(self._key())
        return keys

    def _key(self) -> str:
        raw = self._take(_KEY)
        return str(tomllib.loads(f"key = {raw}")["key"]) if raw[0] in "\"'" else raw

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:  # only text that tomllib refuses comes here
            raise ValueError(f"not TOML at character {self.at}")
        self.at = match.end()
        return match.group()

    def _blank(self) -> None:
        self._take(_BLANK)

    def _line(self) -> int:
        return bisect_right(self._breaks, self.at - 1) + 1

    def _mark(self, path: Path, line: int) -> None:
        self.lines.setdefault(path, line)
