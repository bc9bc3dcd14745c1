"""The formats of the house: those that are shipped, and its own ones beside them, in one folder."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from roundtable import sources
from roundtable.core.errors import Refused
from roundtable.core.format_problems import FormatError, Problem
from roundtable.core.formats import Format, parse
from roundtable.core.text import slug

#: What is shipped, in the order in which it is offered. Nobody writes over these.
SHIPPED: Final = (
    "policy-roundtable",
    "world-cafe",
    "nominal-group",
    "one-two-four-all",
    "affinity-mapping",
    "consent-decision",
    "delphi",
    "evaluation-meeting",
)
#: Files of the folder that are no formats.
_OTHERS: Final = frozenset({"demonstration"})
MAX_OWN: Final = 200
MAX_NAME: Final = 60  # characters, so that file systems take it
_NAME = re.compile(rf"[a-z][a-z0-9-]{{0,{MAX_NAME - 1}}}")


@dataclass(frozen=True, slots=True)
class Read:
    """A file of the folder: the format in it, or what is wrong (nothing: it cannot even be read)."""

    name: str
    form: Format | None
    problems: tuple[Problem, ...] = ()

    @property
    def own(self) -> bool:
        """Whether the house made it."""
        return self.name not in SHIPPED


def read_folder(folder: Path) -> list[Read]:
    """All formats of the folder: the shipped ones, then those of the house by their names."""
    paths = {path.stem: path for path in folder.glob("*.toml") if path.stem not in _OTHERS}
    names = [name for name in SHIPPED if name in paths] + sorted(paths.keys() - set(SHIPPED))
    return [_read(paths[name]) for name in names]


def find(folder: Path, name: str) -> Path | None:
    """The file of a format by its name; None where there is none."""
    path = folder / f"{name}.toml"
    known = _NAME.fullmatch(name) and name not in _OTHERS
    return path if known and path.is_file() else None


def name_for(title: str) -> str:
    """A name for a file, made of a title: small letters, digits and hyphens."""
    return slug(title, MAX_NAME) or "format"


def save(folder: Path, name: str, text: str, *, replace: bool = False) -> Format:
    """Keep `text` as the format `name` of the house, whole or not at all; returns what is in it.

    Raises `FormatError` where it is no format, and `Refused` where the name cannot be had
    (`format_name`, `format_shipped`, `format_taken`) or there are too many (`too_many_formats`).
    """
    if not _NAME.fullmatch(name) or name in _OTHERS:
        raise Refused("format_name", "name")
    if name in SHIPPED:
        raise Refused("format_shipped", "name")
    form = parse(text, f"{name}.toml")
    path = folder / f"{name}.toml"
    if path.exists() and not replace:
        raise Refused("format_taken", "name", name=name)
    if not path.exists() and sum(read.own for read in read_folder(folder)) >= MAX_OWN:
        raise Refused("too_many_formats", "name", most=MAX_OWN)
    _write(path, text)
    return form


def remove(folder: Path, name: str) -> None:
    """Throw a format of the house away. Raises `Refused` (`format_shipped`, `format_unknown`)."""
    if name in SHIPPED:
        raise Refused("format_shipped", "name")
    path = find(folder, name)
    if path is None:
        raise Refused("format_unknown", "name")
    path.unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    """Under another name first, so that nobody ever reads half a file."""
    draft = path.with_name(f".{path.name}.{sources.new_id()}")
    try:
        with draft.open("x", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _read(path: Path) -> Read:
    try:
        state = path.stat()
        return _parsed(path, state.st_mtime_ns, state.st_size)
    except (OSError, UnicodeDecodeError):
        return Read(path.stem, None)


@lru_cache(maxsize=MAX_OWN + len(SHIPPED))
def _parsed(path: Path, _changed_ns: int, _size: int) -> Read:
    """The file as it was at that moment; read again once it was changed."""
    try:
        return Read(path.stem, parse(path.read_text("utf-8"), path.name))
    except FormatError as error:
        return Read(path.stem, None, error.problems)
