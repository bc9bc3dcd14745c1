"""Suggestions as a whole: what they are of, and what they leave alone."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.meaning.texts import MOST_TEXTS, RequestWrong, Text, Wish, read
from roundtable.meaning.vectors import LONGEST, Letters, Meanings, readable, reader
from tests.meaning.conftest import proposals, suggested


def _all_ids(body: dict[str, Any]) -> list[str]:
    grouped = [identity for group in body["groups"] for identity in group["proposals"]]
    return sorted([*grouped, *body["rest"], *body["places"]])


def test_new_proposals_have_a_likely_place(meanings: Meanings) -> None:
    said = proposals("proposals")
    texts = [
        dataclasses.replace(text, cluster=theme if theme in {"diplomas", "meeting"} else None)
        for theme, text in said
    ]
    new = [
        Text("new-1", "Diplome recunoscute mai repede, fără drumuri la minister", "ro"),
        Text("new-2", "A fair where neighbours cook for each other in the park", "en"),
        Text("new-3", "Mehr Parkplätze vor dem Rathaus", "de"),
    ]
    body = suggested(meanings, [*texts, *new])
    assert body["places"]["new-1"]["cluster"] == "diplomas"
    assert body["places"]["new-2"]["cluster"] == "meeting"
    assert "new-3" not in body["places"]
    loose = [text.id for text in (*texts, *new) if text.cluster is None]
    assert _all_ids(body) == sorted(loose)


def test_places_and_duplicates_without_groups(meanings: Meanings) -> None:
    texts = [text for _, text in proposals("proposals")]
    body = suggested(meanings, texts, level=None)
    assert body["groups"] == []
    assert body["rest"] == [text.id for text in texts]


def test_translations_are_near_duplicates(meanings: Meanings) -> None:
    texts = [text for _, text in proposals("proposals")]
    texts.append(
        Text(
            "new",
            "Kindergärten, die um sechs öffnen, weil die Frühschicht um halb sieben beginnt.",
            "de",
        )
    )
    ((one, other, score),) = suggested(meanings, texts, level=None)["duplicates"]
    assert other == "new"
    assert next(text for text in texts if text.id == one).text.startswith("Kindergartens that open")
    assert 0.6 < score <= 1


def test_areas_are_kept_apart() -> None:
    texts = [
        Text(f"{area}{n}", f"A night bus to the factory, number {n}", "en", area)
        for n in range(8)
        for area in ("work", "school")
    ]
    body = suggested(Letters(), texts)
    assert {group["area"] for group in body["groups"]} == {"work", "school"}
    for group in body["groups"]:
        assert {identity.rstrip("01234567") for identity in group["proposals"]} == {group["area"]}


def test_places_are_not_in_another_area() -> None:
    words = "kindergarten places for the children of those who work in shifts"
    there = [Text(f"c{n}", f"{words} {n}", "en", "work", "cluster") for n in range(4)]
    others = [Text(f"o{n}", f"something else entirely, {n} times", "en") for n in range(4)]
    loose = [Text(f"new-{area}", words, "en", area) for area in ("work", "school")]
    body = suggested(Letters(), [*there, *others, *loose])
    assert set(body["places"]) == {"new-work"}


def test_few_proposals_are_said_to_be_few() -> None:
    texts = [Text(f"p{n}", f"Text {n} of {n % 4}", "en") for n in range(40)]
    assert not suggested(Letters(), texts)["few"]
    assert suggested(Letters(), texts[:23])["few"]
    apart = [dataclasses.replace(text, area=f"a{n % 2}") for n, text in enumerate(texts)]
    assert suggested(Letters(), apart)["few"]


def test_the_same_texts_have_the_same_suggestion(meanings: Meanings) -> None:
    texts = [text for _, text in proposals("proposals")][:40]
    assert suggested(meanings, texts) == suggested(meanings, texts)
    first, second = (suggested(meanings, some)["groups"] for some in (texts, texts[::-1]))
    assert {group["key"] for group in first} & {group["key"] for group in second}


def test_progress_is_told(meanings: Meanings) -> None:
    shares: list[float] = []
    suggested(meanings, [text for _, text in proposals("proposals")], shares=shares)
    assert shares == sorted(shares)
    assert 0 <= shares[0] < 0.05
    assert 0.8 <= shares[-1] <= 1


HOSTILE = [
    "", "\0", "\0\0 NUL in front", "half \ud83d of a sign", "\ud800\udfff", "  \n\t ", "!!!",
    "<script>alert(1)</script>", "{{7*7}}", "'; DROP TABLE proposals; --", "🙂" * 500,
    "a" * 100_000, "word " * 30_000, "\u202eevil", "a\u0335" * 900, "💩\u200d" * 300, "١٢٣", "。",
]  # fmt: skip


@pytest.mark.parametrize("by", ["meaning", "letters"])
def test_hostile_texts(by: str, meanings: Meanings) -> None:
    texts = [Text(f"p{n}", text, "xx\0-💩") for n, text in enumerate(HOSTILE * 2)]
    body = suggested(meanings if by == "meaning" else Letters(), texts)
    assert _all_ids(body) == sorted(text.id for text in texts)
    assert all(0 <= score <= 1 for _, _, score in body["duplicates"])
    assert all(len(group["title"]) <= 60 for group in body["groups"])


@given(st.lists(st.text(st.characters(exclude_categories=())), max_size=30), st.integers(0, 4))
@settings(max_examples=30, deadline=None)
def test_any_texts(said: list[str], level: int) -> None:
    texts = [Text(f"p{n}", text, "en") for n, text in enumerate(said)]
    assert _all_ids(suggested(Letters(), texts, level)) == sorted(text.id for text in texts)


def test_nothing_is_suggested_for_nothing(meanings: Meanings) -> None:
    for each in (meanings, Letters()):
        body = suggested(each, [])
        assert body["groups"] == body["rest"] == body["duplicates"] == []


def test_what_the_model_reads() -> None:
    assert readable("a\0b\ud800c") == "a bc"
    assert readable("\0") == " "
    assert len(readable("x" * 10_000)) == LONGEST


def test_letters_on_request() -> None:
    assert isinstance(reader(letters=True), Letters)
    assert isinstance(reader(), Meanings)


_TEXT = {"id": "a", "text": "b", "language": "en", "area": None, "cluster": "c"}
_GOOD: dict[str, Any] = {"texts": [_TEXT], "level": 2, "languages": ["en"]}


def test_reading_a_wish() -> None:
    assert read(_GOOD) == Wish((Text("a", "b", "en", None, "c"),), 2, ("en",))
    assert read(_GOOD | {"level": None}).level is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"texts": None}, {"texts": [1]}, {"texts": [_TEXT] * (MOST_TEXTS + 1)}, {"level": 5},
        {"level": -1}, {"level": True}, {"level": "2"}, {"languages": "en"}, {"languages": [1]},
        {"texts": [_TEXT | {"id": 1}]}, {"texts": [_TEXT | {"id": "x" * 65}]},
        {"texts": [_TEXT | {"text": None}]}, {"texts": [_TEXT | {"area": []}]},
        {"texts": [_TEXT | {"cluster": 0}]}, {"texts": [{}]},
    ],
)  # fmt: skip
def test_wrong_wishes(wrong: dict[str, Any]) -> None:
    with pytest.raises(RequestWrong):
        read(_GOOD | wrong)
