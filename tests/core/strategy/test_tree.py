"""Parts of the draft are moved without a loss, and what rests on nothing is counted and pointed at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.core.errors import Refused
from roundtable.core.strategy import tree
from roundtable.core.strategy.measures import Measure
from roundtable.core.strategy.refs import Ref
from roundtable.core.strategy.tree import Chapter, Draft, Passage, Priority

P14, F7, LOST = Ref("KLM482", "P-014"), Ref("", "F-7"), Ref("KLM482", "P-999")
DRAFT = Draft(
    (Passage("s", "In short. [[F-7]]", "en"),),
    (
        Chapter("c1", "Work", "en", "Work", (Passage("l1", "It leads in.", "en"),), (
            Priority("q1", "Skills count", "en", (
                Passage("p1", "They wait. [[F-7]] One desk. [[KLM482:P-014]] Employers are told.", "en"),
                Measure("m1", 1, "Desk", "en", sources=(P14,), findings=(F7,)),
                Passage("p2", "Covered. Wholly.", "en", (P14,), covers=True),
                Passage("p3", "Attached, not said. [[KLM482:P-999]]", "en", (P14,)),
            ), (P14,)),
            Priority("q2", "Language", "en", (Measure("m4", 4, "Courses", "en"),)),
        )),
        Chapter("c2", "Schools", "en"),
    ),
)  # fmt: skip
IDS = [part.id for _, part in tree.walk(DRAFT)]


def test_sentences_that_rest_on_nothing_are_counted_and_pointed_at() -> None:
    found = tree.rests(DRAFT, {P14, F7})
    assert found.sentences == 8
    assert found.bare == (("l1", 0), ("p1", 2), ("p3", 0))
    assert found.unknown == (("p3", LOST),)


def test_what_a_source_is_used_for() -> None:
    assert tree.uses(DRAFT)[P14] == ("q1", "p1", "m1", "p2", "p3")
    assert tree.uses(DRAFT)[F7] == ("s", "p1", "m1")


def test_numbers_of_measures_are_never_used_again() -> None:
    assert [m.cite for m in tree.measures(DRAFT)] == ["M1", "M4"]
    assert tree.next_number(DRAFT) == 5
    assert tree.next_number(tree.removed(DRAFT, "m4"), gone=(4,)) == 5
    assert tree.next_number(Draft()) == 1


def test_a_part_is_replaced_removed_and_moved() -> None:
    passage = tree.part_of(DRAFT, "p2")
    assert isinstance(passage, Passage)
    other = tree.replaced(DRAFT, replace(passage, text="Other."))
    assert tree.part_of(other, "p2") == replace(passage, text="Other.")
    assert [p.id for _, p in tree.walk(tree.removed(DRAFT, "c1"))] == ["s", "c2"]
    there = tree.moved(DRAFT, "q1", "c2", 0)
    assert [(into, p.id) for into, p in tree.walk(there)][-6:] == [
        ("", "c2"), ("c2", "q1"), ("q1", "p1"), ("q1", "m1"), ("q1", "p2"), ("q1", "p3"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("part", "into"),
    [("m1", "c1"), ("m1", ""), ("q1", ""), ("c1", "c2"), ("p1", "m1"), ("q1", "q2")],
)
def test_what_does_not_fit_is_refused(part: str, into: str) -> None:
    with pytest.raises(Refused, match="does_not_fit"):
        tree.moved(DRAFT, part, into, 0)


def test_unknown_parts_and_parts_that_are_there_twice_are_refused() -> None:
    with pytest.raises(Refused, match="part_unknown"):
        tree.removed(DRAFT, "zz")
    with pytest.raises(Refused, match="part_unknown"):
        tree.moved(DRAFT, "c1", "q1", 0)
    with pytest.raises(Refused, match="part_unknown"):
        tree.replaced(DRAFT, Passage("m1", "", "en"))
    with pytest.raises(Refused, match="part_twice"):
        tree.inserted(DRAFT, Passage("p1", "", "en"), "", 0)


moves = st.lists(
    st.tuples(st.sampled_from(IDS), st.sampled_from(["", *IDS]), st.integers(-1, 5)), max_size=8
)


@given(moves)
def test_moving_loses_nothing(steps: list[tuple[str, str, int]]) -> None:
    draft = DRAFT
    for part, into, place in steps:
        try:
            draft = tree.moved(draft, part, into, place)
        except Refused:
            continue
    assert sorted(part.id for _, part in tree.walk(draft)) == sorted(IDS)
    assert tree.rests(draft, {P14, F7}).sentences == 8
