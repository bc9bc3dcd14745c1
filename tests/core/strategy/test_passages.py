"""What people write is read as words and chips, whatever it is, and each sentence knows what it rests on."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roundtable.core.strategy import refs
from roundtable.core.strategy.passages import (
    Chip,
    Piece,
    cited,
    pieces_of,
    plain,
    resolved,
    text_of,
    unknown,
)
from roundtable.core.strategy.refs import Ref
from roundtable.core.strategy.sentences import sentences_of, units

P14, F7 = Ref("KLM482", "P-014"), Ref("", "F-7")
VOTE = Ref("KLM482", "V-s1/C-2")

hostile = st.text(st.sampled_from("\\[]P-014KLM482:/ .\nx؟\ufffc\u202e"), max_size=30) | st.sampled_from(
    ["[[P-014]]", "\\[[F-7]]", "[[KLM482:V-s1/C-2]]", "[[[F-7]]]", "[[F-7"]
)  # fmt: skip
chips = st.sampled_from([Chip(P14), Chip(F7), Chip(VOTE)])


def test_a_chip_is_read_and_says_what_it_is() -> None:
    text = "Wait. [[F-7]] One desk, 30 days [[KLM482:P-014]] [[KLM482:V-s1/C-2]]."
    assert pieces_of(text) == (
        "Wait. ", Chip(F7), " One desk, 30 days ", Chip(P14), " ", Chip(VOTE), ".",
    )  # fmt: skip
    assert [ref.kind for ref in cited(pieces_of(text))] == ["finding", "proposal", "vote"]
    assert VOTE.anchor == "KLM482-V-s1-C-2"
    assert plain(pieces_of(text)) == "Wait. One desk, 30 days."


@pytest.mark.parametrize(
    "text", ["[[]]", "[[Z-1]]", "[[P-]]", "[[klm482:P-1]]", "[[P-1", "[[P 1]]"]
)
def test_what_does_not_read_exactly_as_a_chip_is_words(text: str) -> None:
    assert pieces_of(text) == (text,)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (r"\[[F-7]]", ("[[F-7]]",)),
        (r"\\[[F-7]]", ("\\", Chip(F7))),
        (r"\\\[[F-7]]", (r"\[[F-7]]",)),
        (r"C:\\dir", (r"C:\\dir",)),
        ("[[[F-7]]]", ("[", Chip(F7), "]")),
    ],
)
def test_backslashes_before_a_chip(text: str, pieces: tuple[Piece, ...]) -> None:
    assert pieces_of(text) == pieces
    assert text_of(pieces) == text


@given(st.lists(hostile | chips, max_size=8))
@example(["[[P-", Chip(F7), "]]"])
def test_pieces_written_and_read_are_the_same(pieces: list[Piece]) -> None:
    text = text_of(pieces)
    again = pieces_of(text)
    assert [p for p in again if isinstance(p, Chip)] == [p for p in pieces if isinstance(p, Chip)]
    assert "".join(map(str, again)) == "".join(map(str, pieces))
    assert text_of(again) == text


def test_a_chip_that_is_not_known_stays_as_text_and_is_reported() -> None:
    pieces = pieces_of("One [[F-7]] two [[F-8]].")
    assert unknown(pieces, {F7}) == (Ref("", "F-8"),)
    assert resolved(pieces, {F7}) == ("One ", Chip(F7), " two [[F-8]].")
    assert [s.rests_on for s in sentences_of("One. [[F-8]] Two.", "en", known={F7})] == [(), ()]


@given(st.lists(hostile | chips, max_size=8), st.sampled_from(["en", "el", "de", "ar", "und"]))
def test_sentences_lose_nothing(pieces: list[Piece], language: str) -> None:
    text = text_of(pieces)
    found = sentences_of(text, language)
    assert text_of(p for s in found for p in s.pieces) == text
    assert all(s.pieces for s in found)
    assert "".join(units(text, language)) == text


def said(text: str, language: str) -> list[str]:
    return [plain(s.pieces) for s in sentences_of(text, language) if s.says]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["People wait.", "Dr. Pop paid 3.5 million, e.g. for desks!", "Why?", "In 2021.", "So."]),
        ("en", ["“Why?” she asked.", "“One desk.”", "(It opened.)", "Then… it closed.", "U.S. firms."]),
        ("en", ["They said no.", "See no. 5 on p. 3.", "Done."]),
        ("de", ["Am 3. Mai beginnt es, z. B. um 8 Uhr.", "Das war 2021.", "Gut so."]),
        ("ro", ["Conform art. 5 din HG nr. 12, dl. Pop a semnat.", "Școala începe."]),
        ("pl", ["Urząd, np. przy ul. Długiej, działa.", "Łódź też."]),
        ("lv", ["Birojs atvērts kopš 2021. gada.", "Ļoti labi."]),
        ("uk", ["Офіс на вул. Шевченка працює.", "Чому?", "Їх чекають."]),
        ("el", ["Πόσο περιμένουν;", "Π.χ. έναν μήνα.", "Άνοιξε."]),
        ("ar", ["كم ينتظرون؟", "مكتب واحد للعمل.", "انتهى."]),
        ("es", ["Esperan.", "¿Cuánto?", "¡Mucho!"]),
        ("en", ["1. First do this.", "2. Then that."]),
    ],
)  # fmt: skip
def test_sentences_of_several_languages(language: str, sentences: list[str]) -> None:
    assert said(" ".join(sentences), language) == sentences


def test_a_line_ends_a_sentence() -> None:
    assert said("One line\nanother line", "en") == ["One line", "another line"]


def test_a_chip_after_the_full_stop_belongs_to_what_has_ended() -> None:
    text = "They wait. [[F-7]] One desk [[KLM482:P-014]] opens. Employers are told."
    found = sentences_of(text, "en")
    assert [s.rests_on for s in found] == [(F7,), (P14,), ()]
    assert [s.bare for s in found] == [False, False, True]
    assert all(not s.bare for s in sentences_of(text, "en", covering=(VOTE,)))
    assert sentences_of("***", "en")[0].bare is False


def test_references_are_read_or_refused() -> None:
    assert refs.read("KLM482:P-014") == P14
    assert str(P14) == "KLM482:P-014"
    assert refs.read("KLM482:P-014 ") is None
    assert refs.read("KLM482:P-014\n") is None
