from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.core.errors import Refused
from roundtable.core.text import clean, direction, pick

ANY = st.text(st.characters(), max_size=120)


def _clean(text: str, longest: int = 50, *, lines: bool = False, empty: bool = False) -> str:
    return clean(text, field="text", longest=longest, lines=lines, empty=empty)


@given(ANY, st.booleans(), st.booleans())
def test_what_is_clean_stays_as_it_is(text: str, lines: bool, empty: bool) -> None:
    try:
        once = _clean(text, lines=lines, empty=empty)
    except Refused as refused:
        why = refused
    else:
        _check_clean(once, lines=lines, empty=empty)
        return
    assert why.code in ("text_control", "text_empty", "text_too_long")
    assert why.field == "text"


def _check_clean(once: str, *, lines: bool, empty: bool) -> None:
    assert _clean(once, lines=lines, empty=empty) == once
    assert len(once) <= 50
    assert once == once.strip()
    assert unicodedata.is_normalized("NFC", once)
    once.encode()
    kept = {"\n"} if lines else set()
    assert not [c for c in once if unicodedata.category(c) in ("Cc", "Cs") and c not in kept]
    assert not [c for c in once if c in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069"]


@pytest.mark.parametrize(
    ("text", "clean_text"),
    [
        ("  a \t b\u00a0 c ", "a b c"),
        ("one\r\ntwo\u2028three", "one two three"),
        ("s\u0326", "ș"),
        ("\u202eevil\u202c", "evil"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("<b>&\"'{{7*7}}", "<b>&\"'{{7*7}}"),
    ],
)
def test_cleaning(text: str, clean_text: str) -> None:
    assert _clean(text) == clean_text


def test_lines_are_kept_where_they_mean_something() -> None:
    assert _clean(" one \r\n\r\n two ", lines=True) == "one\n\ntwo"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "text_empty"), ("\u200b\u2060", "text_empty"), ("\u0301", "text_empty"),
        ("x" * 51, "text_too_long"), ("x" * 100_000, "text_too_long"),
        ("a\x00", "text_control"), ("\x1b[0m", "text_control"), ("\ud800", "text_control"),
    ],
)  # fmt: skip
def test_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        _clean(text)
    assert refused.value.code == code


def test_heaps_of_marks_are_cut() -> None:
    assert len(_clean("a" + "\u0335" * 500)) <= 8


@pytest.mark.parametrize(
    ("text", "language", "way"),
    [
        ("Hello", "ar", "ltr"), ("مرحبا", "en", "rtl"), ("123 שלום", "en", "rtl"),
        ("123", "he", "rtl"), ("123", "und", "ltr"), ("", "fa-IR", "rtl"),
    ],
)  # fmt: skip
def test_direction(text: str, language: str, way: str) -> None:
    assert direction(text, language) == way


def test_picking_a_language() -> None:
    texts = {"en": "Work", "ro": "Muncă", "de": ""}
    assert pick(texts, "ro") == "Muncă"
    assert pick(texts, "de") == "Work"
    assert pick(texts, "fr", "ro") == "Muncă"
    assert pick({"hu": "Munka"}, "fr") == "Munka"
    assert pick({}, "en") == pick(None, "en") == ""
