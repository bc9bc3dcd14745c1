"""The whole of it: what is found among made-up rooms, and what is never told."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from roundtable.core.charts_opinion import opinion_map
from roundtable.core.consensus import find, look, opinions
from roundtable.core.consensus.matrix import matrix
from roundtable.core.consensus.outline import Outline
from tests.core.consensus.rooms import Ballot, by_chance, minds, statements

IDS = statements(20)


def told(ballots: list[Ballot], **more: Any) -> dict[str, Any]:
    body = opinions(IDS, ballots, **more)
    assert body is not None
    return body


@pytest.mark.parametrize("sizes", [(30, 25), (40, 30, 20)])
def test_the_groups_that_are_there_are_found(sizes: tuple[int, ...]) -> None:
    ballots, whose = minds(sizes, sure=0.95)
    found, reason = find(IDS, matrix(IDS, ballots), 5, None)
    assert found is not None, reason
    assert adjusted_rand_score(whose, found.labels) >= 0.95
    body = told(ballots)
    assert (body["reliable"], body["k"]) == (True, len(sizes))
    assert [group["size"] for group in body["groups"]] == sorted(sizes, reverse=True)


def test_the_figures_are_counts_of_the_groups() -> None:
    ballots, whose = minds((30, 25), sure=1.0)
    body = told(ballots)
    row = body["consensus"][0]
    for mind, count in enumerate(row["by_group"]):
        own = [
            b[row["option"]]
            for b, w in zip(ballots, whose, strict=True)
            if w == mind and row["option"] in b
        ]
        assert (count["agree"], count["disagree"], count["votes"]) == (
            own.count(1),
            own.count(-1),
            len(own),
        )
    assert body["divides"]
    assert all(group["stands_for"] for group in body["groups"])


@pytest.mark.parametrize(
    ("ballots", "reason"),
    [
        (minds((12, 12))[0], "few_people"),  # as many as in London
        (by_chance(60), "unstable"),
        ([dict.fromkeys(IDS, 1)] * 40, "small_groups"),  # all of one mind
    ],
)
def test_where_groups_would_be_chance_none_are_told(ballots: list[Ballot], reason: str) -> None:
    body = told(ballots)
    assert (body["reliable"], body["reason"], body["groups"], body["k"]) == (
        False,
        reason,
        [],
        None,
    )


def test_no_group_is_smaller_than_the_threshold() -> None:
    ballots, _ = minds((30, 30, 4), sure=0.97)
    body = told(ballots, threshold=5)
    assert all(group["size"] >= 5 for group in body["groups"])


def test_few_who_answered_little_hide_among_the_others() -> None:
    """Else what one of them said were the whole less the groups."""
    ballots, _ = minds((30, 25), answered=1.0)
    body = told([*ballots, {"s00": 1}])
    assert (body["people"], body["left_out"]) == (56, 0)
    assert (
        sum(
            c["votes"]
            for c in next(r for r in body["consensus"] if r["option"] == "s00")["by_group"]
        )
        == 56
    )
    many = told([*ballots, *([{"s00": 1}] * 6)])
    assert (many["people"], many["left_out"]) == (55, 6)


def test_no_position_is_told() -> None:
    """Whoever answers otherwise, within the same spread, changes nothing: outlines are sums, rounded."""
    ballots, _ = minds((60, 50))
    body = told(ballots)
    outline = body["groups"][0]["outline"]
    assert set(outline) == {"x", "y", "rx", "ry", "turn"}
    assert all(round(outline[key] / 0.02, 6).is_integer() for key in ("x", "y", "rx", "ry"))
    assert not {"positions", "labels", "points"} & set(json.dumps(body).replace('"', " ").split())


def test_stakeholder_groups_are_told_only_where_every_part_is_large() -> None:
    ballots, whose = minds((30, 26))
    mixed = ["city" if n % 2 else "country" for n in range(len(ballots))]
    body = told(ballots, groups_declared=mixed)
    assert body["composition"] == [
        {"group": "city", "counts": [15, 13]},
        {"group": "country", "counts": [15, 13]},
    ]
    assert [g["size"] for g in body["declared"]["groups"]] == [28, 28]
    apart = ["city" if mind else "country" for mind in whose]
    assert told(ballots, groups_declared=apart)["composition"] is None
    assert told(ballots)["declared"] is None


def test_what_little_there_is() -> None:
    assert opinions(IDS, []) is None
    assert opinions([], [{}]) is None
    assert told([{"s00": 1}])["reason"] == "few_people"
    few = opinions(["a", "b"], [{"a": 1, "b": -1}] * 40)
    assert few is not None
    assert few["reason"] == "few_statements"


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_no_order_matters(seed: int) -> None:
    ballots, _ = minds((22, 18), sure=0.8, seed=seed % 7)
    chance = random.Random(seed)
    blocks = [chance.choice(["city", "country"]) for _ in ballots]
    before = opinions(IDS, ballots, blocks)
    people = chance.sample(range(len(ballots)), len(ballots))
    after = opinions(
        chance.sample(IDS, len(IDS)), [ballots[n] for n in people], [blocks[n] for n in people]
    )
    assert after == before


def test_a_map_that_is_watched_stays_calm() -> None:
    """Group A stays group A while people come in, also when B becomes the larger one."""
    ballots, _ = minds((24, 40))
    early = [b for n, b in enumerate(ballots) if n < 24 or n >= 44]
    body, memory = look(IDS, early)
    assert body is not None
    assert [(g["label"], g["size"]) for g in body["groups"]] == [(0, 24), (1, 20)]
    body, _ = look(IDS, ballots, before=memory)
    assert body is not None
    assert {g["label"]: g["size"] for g in body["groups"]} == {0: 24, 1: 40}


def test_the_map_has_a_dot_for_each_inside_its_outline() -> None:
    body = told(minds((40, 30, 20), sure=0.95)[0])
    drawn = opinion_map(body["groups"])
    assert [len(area.dots) for area in drawn.areas] == [40, 30, 20]
    assert [area.letter for area in drawn.areas] == ["A", "B", "C"]
    outlines = [Outline(**group["outline"]) for group in body["groups"]]
    for number, one in enumerate(outlines):
        for other in outlines[number + 1 :]:
            assert not any(other.holds(*point) for point in one.points())
    for area in drawn.areas:
        left, right = min(x for x, _ in area.corners), max(x for x, _ in area.corners)
        assert all(left < dot.x < right for dot in area.dots)
        assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in area.corners)


def test_in_a_hall_a_dot_stands_for_several() -> None:
    outline = {"x": 0.0, "y": 0.0, "rx": 0.5, "ry": 0.4, "turn": 30}
    drawn = opinion_map([{"label": 0, "size": 3000, "dots": 3000, "outline": outline}])
    assert drawn.per_dot > 1
    assert len(drawn.areas[0].dots) == round(3000 / drawn.per_dot)
