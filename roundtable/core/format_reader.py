"""Reading the TOML files of `sessions/` key by key, noting every problem instead of the first."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, Final

from roundtable.core import text as texts
from roundtable.core.errors import Refused
from roundtable.core.format_problems import FormatError, Place, Problem
from roundtable.core.format_report import Report, short
from roundtable.core.toml_lines import Path, line_of, locate
from roundtable.core.toml_syntax import explain

Localized = Mapping[str, str]

MAX_FILE: Final = 300_000  # characters
MAX_KEY: Final = 40  # characters
MAX_CHOICES: Final = 12  # in one message
MANY: Final = 6  # of more choices than these only the nearest is named
_KEY = re.compile(r"[a-z][a-z0-9-]*")
#: A name of so many parts, "a.b.c…": `tomllib` would take minutes over thousands of them.
_DEEP = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){100}""")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")


class Table:
    """One table: typed access to its keys. A problem is noted and a harmless value returned."""

    def __init__(self, report: Report, data: Mapping[str, Any], path: Path, place: Place) -> None:
        self.report = report
        self.data = data
        self.path = path
        self.place = place

    def note(self, code: str, *keys: str | int, **params: object) -> None:
        """Add a problem with this table, or with the key that `keys` lead to."""
        self.report.note((*self.path, *keys), code, self.place, **params)

    def text(self, key: str, longest: int, *, example: str | None = None) -> str:
        """A plain text of at most `longest` characters; needed if there is an `example` of it."""
        value = self.data.get(key)
        if value is None:
            if example is not None:
                self.note("missing", key=key, example=example)
            return ""
        if not isinstance(value, str):
            self.note("not_text", key, key=key)
            return ""
        return self._clean(value, longest, key, key)

    def localized(
        self, key: str, longest: int, *, needed: bool = True, lines: bool = False
    ) -> dict[str, str]:
        """A text by language, the main one among them; empty if it is not there.

        `lines` keeps its line breaks.
        """
        value = self.data.get(key)
        main = self.report.language
        if value is None:
            if needed:
                self.note("missing", key=key, example=f'{key}.{main} = "…"')
            return {}
        if not isinstance(value, dict):
            self.note("not_localized", key, key=key, language=main)
            return {}
        if main not in value:
            self.note("no_main_language", key, key=key, language=main)
        found = {each: self._in_language(key, each, value[each], longest, lines) for each in value}
        return {each: text for each, text in found.items() if text}

    def _in_language(
        self, key: str, language: str, value: object, longest: int, lines: bool
    ) -> str:
        if self.report.languages and language not in self.report.languages:
            self.note("extra_language", key, language, key=key, found=language)
            return ""
        if not isinstance(value, str):
            self.note("not_text", key, language, key=f"{key}.{language}")
            return ""
        return self._clean(value, longest, f"{key}.{language}", key, language, lines=lines)

    def _clean(
        self, value: str, longest: int, name: str, *keys: str | int, lines: bool = False
    ) -> str:
        try:
            return texts.clean(value, field=name, longest=longest, lines=lines)
        except Refused as refused:
            self.note(refused.code, *keys, key=name, **refused.params)
            return ""

    def whole(self, key: str, low: int, high: int, code: str = "range") -> int | None:
        """A whole number within both bounds; None if it is not there."""
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            self.note("not_number", key, key=key)
        elif low <= value <= high:
            return value
        else:
            self.note(code, key, key=key, found=value, low=low, high=high)
        return None

    def number(self, key: str, low: int, high: int) -> int | float:
        """A number within both bounds, also a decimal one, which must be there; else `low`."""
        value = self.data.get(key)
        if value is None:
            self.note("missing", key=key, example=f"{key} = 67")
        elif not isinstance(value, (int, float)) or isinstance(value, bool):
            self.note("not_figure", key, key=key)
        elif low <= value <= high:
            return value
        else:
            self.note("figure", key, key=key, found=value, low=low, high=high)
        return low

    def choice(self, key: str, choices: Iterable[str], code: str = "choice") -> str | None:
        """One of `choices`; None if it is not there."""
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            self.note("not_text", key, key=key)
        elif value in (allowed := tuple(choices)):
            return value
        elif len(allowed) > MANY and (near := difflib.get_close_matches(value, allowed, n=1)):
            self.note("choice_near", key, key=key, found=value, near=near[0])
        else:
            self.note(code, key, key=key, found=value, choices=allowed)
        return None

    def own_key(self, taken: dict[str, int]) -> str:
        """The table's `key`, which is not in `taken` (key: line); "" if it has no good one."""
        key = self.text("key", 200, example='key = "short-name"')
        if not key:
            return ""
        if len(key) > MAX_KEY or not _KEY.fullmatch(key):
            self.note("bad_key", "key", found=key, limit=MAX_KEY)
            return ""
        if key in taken:
            self.note("same_key", "key", first=taken[key])
        taken.setdefault(key, line_of(self.report.lines, (*self.path, "key")))
        return key

    def strings(self, key: str, example: str, *, once: bool = True) -> list[str]:
        """A list of texts, which must be there and hold one; each only `once`, unless False."""
        value = self.data.get(key)
        if value is None:
            self.note("missing", key=key, example=example)
            return []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.note("not_list", key, key=key)
            return []
        if not value:
            self.note("empty_list", key, key=key)
        for index, item in enumerate(value):
            if once and item in value[:index]:
                self.note("in_list_twice", key, index, key=key, found=item)
        return list(dict.fromkeys(value)) if once else value

    def words(self, key: str, most: int, longest: int) -> list[str]:
        """A list of at most `most` words or short phrases, each once; empty if it is not there."""
        if self.data.get(key) in (None, []):
            return []
        found = self.strings(key, "")
        if len(found) > most:
            self.note("too_long_list", key, most, key=key, count=len(found), limit=most)
        places = [(item, self.data[key].index(item)) for item in found]
        clean = [self._clean(item, longest, key, key, index) for item, index in places]
        return list(dict.fromkeys(word for word in clean if word))

    def language(self, key: str, default: str | None = None) -> str:
        """The code of a language; needed if there is no `default`."""
        if default is not None and key not in self.data:
            return default
        value = self.text(key, 200, example=f'{key} = "{self.report.language}"')
        if value and not is_language(value):
            self.note("bad_language", key, found=value)
        return value

    def tables(
        self, key: str, at_most: int, *, needed: bool = False, code: str = "too_many"
    ) -> list[Table]:
        """The tables under `[[key]]`, each placed by its own key or its number."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.note("not_tables", key, key=key)
            return []
        if needed and not value:
            self.note("none", key=key)
        if len(value) > at_most:
            self.note(code, key, at_most, key=key, count=len(value), limit=at_most)
        path = (*self.path, key)
        return [
            Table(self.report, item, (*path, index), _place(key, item, index + 1))
            for index, item in enumerate(value)
        ]

    def table(self, key: str) -> Table | None:
        """The table under `[key]`; None if it is not there."""
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.note("not_table", key, key=key)
            return None
        return Table(self.report, value, (*self.path, key), Place(key))

    def languages(self, key: str, *, once: bool = True) -> tuple[str, ...]:
        """A list of language codes, which must be there."""
        found = self.strings(key, f'{key} = ["en", "ro"]', once=once)
        for code in dict.fromkeys(found):
            if not is_language(code):
                self.note("bad_language", key, self.data[key].index(code), found=code)
        return tuple(found)

    def refer(self, key: str, found: str, known: tuple[str, ...], *index: int) -> None:
        """Note that `found` under `key` is none of `known`, with those that are nearest."""
        near = difflib.get_close_matches(found, known, n=3, cutoff=0.5)
        if choices := tuple(near) or known[:MAX_CHOICES]:
            self.note("reference", key, *index, key=key, found=found, choices=choices)
        else:
            self.note("reference_none", key, *index, key=key, found=found)

    def line(self) -> int:
        """The line on which this table begins."""
        return line_of(self.report.lines, self.path)

    def only(self, known: Iterable[str], told: Iterable[str] = ()) -> None:
        """Note each key that is not `known`, with the nearest that is; `told` are noted already."""
        allowed = tuple(known)
        for key in self.data:
            if key in allowed or key in told:
                continue
            if near := difflib.get_close_matches(key, allowed, n=1):
                self.note("unknown_near", key, key=key, near=near[0])
            else:
                self.note("unknown", key, key=key, choices=allowed)


def is_language(code: str) -> bool:
    """Whether `code` has the form of a language tag of at most 20 characters."""
    return len(code) <= 20 and _LANGUAGE.fullmatch(code) is not None  # noqa: PLR2004


def read(text: str, name: str) -> Table:
    """The file's outermost table. Raises `FormatError` where it is not TOML."""
    text = text.removeprefix("\ufeff")  # some editors put it there unseen
    report = Report(name, {})
    if len(text) > MAX_FILE:
        report.note((), "too_big", Place(), length=len(text), limit=MAX_FILE)
        report.finish()
    try:
        if _DEEP.search(text):
            raise RecursionError
        data = tomllib.loads(text)
        report.lines = locate(text)
    except RecursionError:
        report.note((), "syntax_deep", Place())
        report.finish()
    except ValueError as error:
        line, code, detail = explain(str(error), text)
        problem = Problem(name, line, code, Place(), {"detail": short(detail)})
        raise FormatError([problem]) from None
    return Table(report, data, (), Place())


def read_languages(table: Table) -> None:
    """Read `languages` and `language`; all texts of the file are held against them.

    Where a code is wrong, which is told, no text is blamed for being in another language.
    """
    found = table.languages("languages")
    good = tuple(code for code in found if is_language(code))
    table.report.languages = good if good == found else ()
    fallback = good[0] if good else "en"
    table.report.language = table.choice("language", found or ("en",)) or fallback


def _place(what: str, data: Mapping[str, Any], number: int) -> Place:
    key = data.get("key")
    return Place(what, short(key) if isinstance(key, str) and key else number)
