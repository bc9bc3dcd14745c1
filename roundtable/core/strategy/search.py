"""Finding results: by words in any language, area, group, support and fate, all of which must fit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from roundtable.core.strategy.fates import Fates, fate_of
from roundtable.core.strategy.sources import Source

#: Letters that carry no mark that could be taken off, and are still typed without it.
_PLAIN: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
     "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None, "ґ": "г"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked for; empty fields fit everything.

    `support`: at least this share of a room was for it (31 of 38: Fraction(31, 38)), of `group` where
    one is named. `fate`: a kind of `core.strategy.fates`, or "none".
    """

    words: str = ""
    area: str = ""
    group: str = ""
    support: Fraction | None = None
    fate: str = ""


def folded(text: str) -> str:
    """The text as it is compared: without case, accents, vowel signs and ligatures."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_PLAIN)


def found(sources: Iterable[Source], wanted: Filter, fates: Fates) -> tuple[Source, ...]:
    """The sources that fit, in their order. Of several words, each has to be in text or citation."""
    words = folded(wanted.words).split()
    return tuple(s for s in sources if _fits(s, wanted, fates) and _says(s, words))


def _says(source: Source, words: list[str]) -> bool:
    if not words:
        return True
    text = folded(f"{source.cite} {source.ref} {source.text}")
    return all(word in text for word in words)


def _fits(source: Source, wanted: Filter, fates: Fates) -> bool:
    if wanted.area and source.area != wanted.area:
        return False
    if wanted.support is not None and not _supported(source, wanted):
        return False
    if wanted.group and wanted.support is None and not _of_group(source, wanted.group):
        return False
    return not wanted.fate or _fated(source, wanted.fate, fates)


def _supported(source: Source, wanted: Filter) -> bool:
    if source.votes is None or wanted.support is None:
        return False
    yes, of = source.votes.yes, source.votes.of
    if wanted.group:
        told = {name: (for_it, all_of) for name, for_it, all_of in source.votes.groups}
        yes, of = told.get(wanted.group, (0, 0))
    return of > 0 and Fraction(yes, of) >= wanted.support


def _of_group(source: Source, group: str) -> bool:
    """Whether somebody of the group said it or, of what was voted on, was for it."""
    wanted_by = source.votes.groups if source.votes else ()
    return source.group == group or any(name == group and yes for name, yes, _ in wanted_by)


def _fated(source: Source, kind: str, fates: Fates) -> bool:
    """Of a cluster: whether one of its proposals has that fate."""
    for ref in source.members or (source.ref,):
        if ref.kind != "proposal":
            continue
        own, end = fates.get(ref), fate_of(ref, fates)
        if (kind == "none" and end is None) or (own and end and kind in (own.kind, end.kind)):
            return True
    return False
