from __future__ import annotations

import time

import numpy as np
import pytest

from roundtable.core.grouping import unit
from roundtable.core.grouping.duplicates import MOST, Lookup, pairs

BUS = "A night bus to the warehouses: the last one leaves before the late shift is over."


@pytest.mark.parametrize(
    "other",
    [
        BUS.upper(),
        "a night bus to the warehouses, the last one leaves before the late shift is over",
        "A nigth bus to the warehouse: the last leaves before the late shift is over!!",
        "A night bus to the warehouses. The last one leaves befor the late shift is over",
    ],
)
def test_case_punctuation_and_typing_errors(other: str) -> None:
    ((one, two, score),) = pairs(["Something else entirely, about schools", BUS, other])
    assert (one, two) == (1, 2)
    assert score >= 0.86


def test_accents_do_not_matter() -> None:
    texts = ["Cursuri gratuite de română pentru toți", "cursuri gratuite de romana pentru toti"]
    assert pairs(texts) == [(0, 1, 1.0)]


def test_short_texts_are_near_only_if_they_are_the_same() -> None:
    assert pairs(["More buses", "MORE BUSES!", "more busses", "", "?", "!"]) == [(0, 1, 1.0)]


def test_other_texts_are_not_pointed_out() -> None:
    assert pairs([BUS, "A night bus to the stadium would be nice for those who like music."]) == []


def test_by_meaning() -> None:
    vectors = unit(np.array([[1, 0, 0], [0.9, 0.3, 0], [0, 0, 1]], dtype=np.float32))
    ((one, other, score),) = pairs(["Bus", "Autobuz", "École"], vectors)
    assert (one, other) == (0, 1)
    assert score == pytest.approx(0.949, abs=0.001)
    assert pairs(["Same text", "same text!", "x"], vectors)[0] == (0, 1, 1.0)
    assert pairs([], np.empty((0, 3), np.float32)) == pairs([]) == []


def test_only_so_many_are_pointed_out() -> None:
    assert len(pairs(["The same thing again"] * 30)) == MOST


def test_while_a_text_is_being_written() -> None:
    lookup = Lookup([BUS, "More places at the nursery", "Cursuri gratuite de română, și sâmbăta"])
    assert [index for index, _ in lookup.like("a night bus to warehouses")] == [0]
    assert [index for index, _ in lookup.like("Cursuri gratuite de romana")] == [2]
    assert lookup.like("We should have a bus") == []
    assert lookup.like("nursery") == lookup.like("") == lookup.like("\0" * 40) == []
    assert Lookup([]).like("a night bus to warehouses") == []


def test_looking_up_takes_milliseconds() -> None:
    chance = np.random.default_rng(4)
    pieces = np.array([f"wish{n}" for n in range(400)])
    lookup = Lookup([" ".join(chance.choice(pieces, 20)) for _ in range(2000)])
    start = time.process_time()
    for _ in range(10):
        lookup.like("wish1 wish2 wish3 wish4 wish5 wish6")
    assert (time.process_time() - start) / 10 < 0.03
