from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.core.grouping.function_words import _by_language, function_words
from roundtable.core.grouping.spelling import BREAK, plain, words


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Grădinițe – ACUM!", "gradinite acum"),
        ("  STRASSE, straße ", "strasse strasse"),
        ("Ґанок і їжа", "ґанок і іжа"),
        ("مَدْرَسَة", "مدرسة"),
        ("7 zile/săpt.", "7 zile sapt"),
        ("\0\ud800🙂 …", ""),
    ],
)
def test_plain(text: str, same: str) -> None:
    assert plain(text) == same


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_plain_stays_so(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    once.encode()


def test_words_know_where_a_clause_ends() -> None:
    said = words("Buses, trams – and l'école's (new) first-aid.")
    assert said == [
        "Buses", BREAK, "trams", BREAK, "and", "l'école's", BREAK, "new", BREAK, "first-aid", BREAK,
    ]  # fmt: skip
    assert words("") == words("-'’") == []


def test_function_words_are_of_a_language_not_of_a_region() -> None:
    assert "should" in function_words("en-GB")
    assert "să" not in function_words("ro")
    assert "sa" in function_words("ro")
    assert function_words("hr") == function_words("sr-Latn") != frozenset()
    assert function_words("xx") == frozenset()
    assert all(len(function_words(language)) > 80 for language in _by_language())
