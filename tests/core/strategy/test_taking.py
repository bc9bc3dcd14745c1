"""One key takes a cluster into the draft, with all that it rests on; and hostile texts cost no time."""

from __future__ import annotations

import time

import pytest

from roundtable.core.errors import Refused
from roundtable.core.strategy import comparing, tree
from roundtable.core.strategy.fates import Fate
from roundtable.core.strategy.measures import Measure
from roundtable.core.strategy.merging import merge
from roundtable.core.strategy.passages import pieces_of, text_of
from roundtable.core.strategy.sentences import sentences_of
from roundtable.core.strategy.taking import taken
from tests.core.strategy.made import known, ref
from tests.core.strategy.made_strategy import DRAFT

KNOWN = known()


def test_a_cluster_becomes_a_priority_of_a_chapter() -> None:
    found = taken(DRAFT, KNOWN[ref("C-1")], "new", "schools", known=KNOWN, fates={})
    part = tree.part_of(found.draft, "new")
    assert isinstance(part, tree.Priority)
    assert part.sources == (ref("C-1"), ref("V-s5/C-1"), ref("P-001"), ref("P-002"))
    assert [p.id for into, p in tree.walk(found.draft) if into == "schools"] == ["language", "new"]
    assert found.suggestions == ()


def test_a_cluster_becomes_a_measure_of_a_priority_and_suggests_fates() -> None:
    fates = {ref("P-001"): Fate(ref("P-001"), "declined", text="No.")}
    found = taken(DRAFT, KNOWN[ref("C-1")], "new", "language", known=KNOWN, fates=fates, gone=(7,))
    part = tree.part_of(found.draft, "new")
    assert isinstance(part, Measure)
    assert (part.cite, part.title) == ("M8", "One place where every question gets an answer")
    assert found.suggestions == (Fate(ref("P-002"), "adopted", "new"),)
    alone = taken(DRAFT, KNOWN[ref("P-006")], "new", "language", known=KNOWN, fates=fates)
    assert alone.suggestions == (Fate(ref("P-006"), "adopted", "new"),)
    assert tree.uses(alone.draft)[ref("V-s3/P-006")] == ("new",)


def test_what_cannot_be_taken() -> None:
    for source, into, code in (
        ("V-s5/C-1", "schools", "source_unfit"), ("P-008", "language", "source_unfit"),
        ("C-1", "zz", "part_unknown"), ("C-1", "p1", "does_not_fit"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=code):
            taken(DRAFT, KNOWN[ref(source)], "new", into, known=KNOWN, fates={})


@pytest.mark.parametrize(
    "text",
    ["\\" * 10_000, "x" * 9_990 + "! .", "a! " * 3_333, "a\n" * 5_000, "[[" * 5_000, ". " * 5_000],
)
def test_hostile_texts_cost_no_time(text: str) -> None:
    started = time.perf_counter()
    assert text_of(pieces_of(text)) == text
    assert text_of(p for s in sentences_of(text, "en") for p in s.pieces) == text
    assert merge(text, text + "b", text, "en") == text + "b"
    merge(text, f"Aa. {text}Bb.", f"{text[: len(text) // 2]}c! {text[len(text) // 2 :]}x", "en")
    comparing.words(f"a {text} b", f"c {text[::-1]} d")
    assert time.perf_counter() - started < 3
