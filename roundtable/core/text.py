"""Texts of people: made clean at the edge once, so that nothing behind it has to ask again."""

from __future__ import annotations

import re
import unicodedata

from roundtable.core.errors import Refused

#: Explicit bidirectional embeddings, overrides and isolates: they can make a text show as another.
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"[ \t\u00a0]+")
_NEWLINES = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_REFUSED_CATEGORIES = frozenset({"Cc", "Cs"})
#: A person's character may carry some marks; hundreds of them only smear over the neighbours.
_MARK_HEAPS = re.compile(
    r"((?:\u200d|[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]){6})"
    r"(?:\u200d|[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff])+"
)

_RTL_LANGUAGES = frozenset(
    {"ar", "arc", "dv", "fa", "ha", "he", "khw", "ks", "ku", "ps", "sd", "ug", "ur", "yi"}
)


def clean(text: str, *, field: str, longest: int, lines: bool = False, empty: bool = False) -> str:
    """The text in NFC, trimmed, with single spaces; at most `longest` code points.

    `lines` keeps line breaks, else they become spaces. Raises `Refused` (`text_empty`,
    `text_too_long`, `text_control`) naming `field`.
    """
    if len(text) > 64 * longest + 1024:
        raise Refused("text_too_long", field, longest=longest, length=len(text))
    text = _BIDI_CONTROLS.sub("", _NEWLINES.sub("\n", text)).replace("\t", " ")
    if not lines:
        text = text.replace("\n", " ")
    if any(c != "\n" and unicodedata.category(c) in _REFUSED_CATEGORIES for c in text):
        raise Refused("text_control", field)
    text = _MARK_HEAPS.sub(r"\1", unicodedata.normalize("NFC", text))
    text = "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()
    if not empty and not any(unicodedata.category(c)[0] in "LNPS" for c in text):
        raise Refused("text_empty", field)
    if len(text) > longest:
        raise Refused("text_too_long", field, longest=longest, length=len(text))
    return text


def slug(title: str, longest: int) -> str:
    """A title in small letters, digits and hyphens, a letter first; empty where none are left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    found = _NOT_SLUG.sub("-", plain).lstrip("-0123456789")
    return found[:longest].strip("-")


def direction(text: str, language: str = "und") -> str:
    """Either "rtl" or "ltr": by the first strong character, else by the language."""
    for character in text:
        strong = unicodedata.bidirectional(character)
        if strong in ("R", "AL"):
            return "rtl"
        if strong == "L":
            return "ltr"
    return "rtl" if language.split("-", maxsplit=1)[0] in _RTL_LANGUAGES else "ltr"


def pick(localized: dict[str, str] | None, language: str, fallback: str = "en") -> str:
    """The text in `language`, else in `fallback`, else in any language, else empty."""
    texts = localized or {}
    return texts.get(language) or texts.get(fallback) or next(iter(texts.values()), "")
