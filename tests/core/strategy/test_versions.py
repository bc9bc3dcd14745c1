"""A version is what it was: hashed, read again, compared to the word, and adopted as it was frozen."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.core.errors import Refused
from roundtable.core.strategy import comparing, tree, versions
from roundtable.core.strategy.as_data import DataError, data_of, read
from roundtable.core.strategy.measures import Budget, Measure
from roundtable.core.strategy.strategy import (
    Phase,
    Room,
    Standing,
    Strategy,
    answers,
    date_problems,
    known,
)
from roundtable.core.strategy.tree import Passage
from tests.core.strategy.made import TWO, W, ref
from tests.core.strategy.made_strategy import DESK, DRAFT, make_strategy, with_passage

STRATEGY = make_strategy()
VERSION = versions.named(STRATEGY, "for the partners", "Ana", "2021-11-30")


def test_written_as_data_and_read_again_it_is_the_same() -> None:
    assert read(Strategy, data_of(replace(STRATEGY, records=()))) == replace(STRATEGY, records=())
    assert versions.restored(VERSION, STRATEGY) == STRATEGY


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"is": "draft"}, "is not a strategy"), ({"city": 1}, "city is not of the type str"),
        ({"more": 1}, "unknown field: more"), ({"rooms": {}}, "rooms is not a list"),
        ({"fates": [{"is": "fate", "ref": "x", "kind": "adopted"}]}, r"fates\[0\].ref is not a ref"),
        ({"fates": [{"is": "fate", "ref": "F-1", "kind": "x"}]}, "kind is none of"),
        ({"fates": [{"is": "fate", "kind": "later"}]}, "lacks ref"),
        ({"draft": {"is": "draft", "chapters": [{"is": "chapter", "id": "a", "title": "b", "language": "c",
          "priorities": [{"is": "priority", "id": "a", "title": "b", "language": "c",
                          "parts": [{"is": "chapter"}]}]}]}}, "none of what can stand there"),
    ],
)  # fmt: skip
def test_data_that_is_none_is_refused_with_its_place(change: dict[str, Any], words: str) -> None:
    data = data_of(replace(STRATEGY, records=())) | change
    with pytest.raises(DataError, match=words):
        read(Strategy, data)


def test_the_hash_tells_any_change() -> None:
    assert versions.unchanged(STRATEGY, VERSION)
    assert len(VERSION.hash) == 64
    assert len(versions.short(VERSION.hash)) == 14
    assert not versions.unchanged(with_passage(STRATEGY, "Skills count [[F-7]]"), VERSION)
    other = replace(STRATEGY, records=STRATEGY.records[:1])
    assert not versions.unchanged(other, VERSION)
    turned = tuple(dict(reversed([*record.items()])) for record in STRATEGY.records)
    assert versions.unchanged(replace(STRATEGY, records=turned), VERSION)
    decided = replace(STRATEGY, standing=Standing("adopted", "2021-12-01", "Council", VERSION.hash))
    assert versions.unchanged(decided, VERSION)


def test_restoring_gives_what_was_and_nothing_else() -> None:
    later = with_passage(STRATEGY, "All is other now.")
    assert versions.restored(VERSION, later) == STRATEGY
    damaged = replace(VERSION, content=VERSION.content.replace("desk", "disk"))
    with pytest.raises(Refused, match="version_damaged"):
        versions.restored(damaged, STRATEGY)
    strange = json.dumps({"strategy": {"is": "x"}})
    with pytest.raises(Refused, match="version_damaged"):
        versions.restored(
            replace(VERSION, content=strange, hash=versions.hash_of(strange)), STRATEGY
        )


def test_what_is_adopted_is_the_version_and_says_so() -> None:
    later = with_passage(STRATEGY, "Written after it was frozen.")
    council = versions.adopted(later, VERSION, "adopted", "2021-12-16", " Local Council ")
    assert replace(council, standing=Standing()) == STRATEGY
    told = versions.told(council.standing, W)
    assert told == f"Adopted by Local Council on 16 December 2021 · {versions.short(VERSION.hash)}"
    assert versions.told(Standing(), W) == "Draft"
    advice = versions.adopted(later, VERSION, "advisory", "2021-12-16", "Local Council")
    assert versions.told(advice.standing, W).startswith("Advisory, for Local Council, 16 December")
    for label, on, body, code in (
        ("draft", "2021-12-16", "x", "not_decided"), ("adopted", "soon", "x", "date_unreadable"),
        ("adopted", "2021-12-16", " ", "text_empty"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=code):
            versions.adopted(later, VERSION, label, on, body)  # type: ignore[arg-type]


def test_two_versions_are_compared() -> None:
    after = tree.moved(DRAFT, "p2", "skills", 0)
    after = tree.replaced(
        after, replace(DESK, budget=Budget("90000", "EUR", "City"), title="A desk")
    )
    after = tree.removed(after, "lead")
    after = tree.inserted(after, Passage("p9", "New.", "en"), "language", 0)
    after = tree.moved(after, "m2", "skills", 9)
    after = tree.replaced(after, Passage("sum", "Skills really count. [[F-7]]", "en"))
    found = {change.part: change for change in comparing.compare(DRAFT, after)}
    assert {key: (c.added, c.removed, c.moved) for key, c in found.items()} == {
        "sum": (False, False, False), "p2": (False, False, True), "m1": (False, False, False),
        "m2": (False, False, True), "p9": (True, False, False), "lead": (False, True, False),
    }  # fmt: skip
    assert found["sum"].differences == (
        ("text", (("same", "Skills "), ("ins", "really "), ("same", "count. [[F-7]]"))),
    )
    assert [name for name, _ in found["m1"].differences] == ["title", "budget"]
    assert dict(found["m1"].differences)["budget"] == (
        ("del", "120000"), ("ins", "90000"), ("same", ", EUR, City"),
    )  # fmt: skip
    assert comparing.compare(DRAFT, DRAFT) == ()
    assert all(change.added for change in comparing.compare(tree.Draft(), DRAFT))


@given(st.text("ab .\n[]", max_size=30), st.text("ab .\n[]", max_size=30))
def test_both_texts_can_be_read_from_the_difference(before: str, after: str) -> None:
    told = comparing.words(before, after)
    assert "".join(text for how, text in told if how != "ins") == before
    assert "".join(text for how, text in told if how != "del") == after
    assert all(how == "same" for how, _ in told) == (before == after)


@given(st.permutations(["p1", "m1", "p2", "p3"]))
def test_as_few_as_possible_are_told_as_moved(order: list[str]) -> None:
    after = DRAFT
    for place, key in enumerate(order):
        after = tree.moved(after, key, "skills", place)
    skills = tree.part_of(after, "skills")
    assert isinstance(skills, tree.Priority)
    assert [part.id for part in skills.parts] == order
    moved = {change.part for change in comparing.compare(DRAFT, after)}
    staying = [key for key in order if key not in moved]
    assert staying == sorted(staying, key=["p1", "m1", "p2", "p3"].index)
    assert moved == set() or len(moved) <= 3
    assert (moved == set()) == (order == ["p1", "m1", "p2", "p3"])


def test_long_texts_are_told_as_a_whole() -> None:
    before, after = "a b " * 2000, "c d " * 2000
    told = comparing.words(before, after)
    assert [(how, len(text)) for how, text in told] == [("del", 7999), ("ins", 7999), ("same", 1)]


def test_dates_that_do_not_fit_are_told() -> None:
    assert date_problems(STRATEGY, W) == ()
    wrong = replace(
        STRATEGY,
        phases=(
            Phase("pilot", "2021-09-01", "2021-08-01"), Phase("review", "soon"),
            Phase("roundtables", "2021-05-01", "2021-05-31", "Evenings"),
        ),
        rooms=(Room("KLM482", day="2021-06-01"), Room(TWO, day="x"), Room("ZZZ999", day="2021-05-31")),
    )  # fmt: skip
    assert date_problems(wrong, W) == (
        "Pilot ends on 1 August 2021, before it begins on 1 September 2021.",
        "Review: “soon” is no date.",
        "Roundtable KLM482 on 1 June 2021 lies outside the phase of roundtables.",
        "RTV935: “x” is no date.",
    )


def test_how_far_the_answers_are() -> None:
    told = answers(STRATEGY, known(STRATEGY, W))
    assert not told.ready
    assert told.problems == ()
    assert [str(r) for r in told.without] == [
        *(f"KLM482:P-{n:03d}" for n in range(3, 8)), "RTV935:P-002",
    ]  # fmt: skip
    gone = replace(STRATEGY, draft=tree.removed(DRAFT, "m1"))
    assert ref("P-001", TWO) in answers(gone, known(gone, W)).without
    assert isinstance(tree.part_of(DRAFT, "m1"), Measure)
