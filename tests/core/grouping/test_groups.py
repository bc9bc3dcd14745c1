from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.core.grouping import LEVELS, Vectors, groups, places, unit

SIZE = 384


def themes(sizes: list[int], noise: float = 0.6, seed: int = 3) -> tuple[Vectors, list[int]]:
    """Unit vectors around so many centres that are far apart, in no order; and the centre of each."""
    chance = np.random.default_rng(seed)
    label = chance.permutation(np.repeat(np.arange(len(sizes)), sizes))
    centres = np.linalg.qr(chance.normal(size=(SIZE, SIZE)))[0][: len(sizes)].astype(np.float32)
    rows = (
        centres[label]
        + noise * chance.normal(size=(len(label), SIZE)).astype(np.float32) / SIZE**0.5
    )
    return unit(rows), label.tolist()


def test_themes_are_found() -> None:
    vectors, label = themes([12, 9, 7, 6, 6])
    found, rest = groups.suggest(vectors)
    assert rest == []
    assert [len(group.members) for group in found] == [12, 9, 7, 6, 6]
    assert all(len({label[index] for index in group.members}) == 1 for group in found)
    assert all(group.sure > 0.9 for group in found)


def test_what_is_muddled_is_less_sure() -> None:
    clear, muddled = (groups.suggest(themes([10] * 4, noise)[0])[0] for noise in (0.5, 4.0))
    assert min(g.sure for g in clear) > max(g.sure for g in muddled)
    assert all(0 <= g.sure <= 1 for g in clear + muddled)


def test_a_finer_level_makes_more_groups() -> None:
    vectors, _ = themes([10] * 12, 3.0)
    counts = [len(groups.suggest(vectors, level)[0]) for level in range(LEVELS)]
    assert len(groups.RESOLUTIONS) == LEVELS
    assert counts == sorted(counts)
    assert counts[0] < counts[groups.USUAL] <= counts[-1]


def test_the_same_texts_have_the_same_groups() -> None:
    vectors, _ = themes([9] * 5, 1.5)
    assert groups.suggest(vectors) == groups.suggest(vectors.copy())


def test_the_most_typical_text_comes_first() -> None:
    vectors, _ = themes([15, 15], 1.0)
    for group in groups.suggest(vectors)[0]:
        centre = vectors[list(group.members)].mean(axis=0)
        near = vectors[list(group.members)] @ centre
        assert near[0] == pytest.approx(near.max(), abs=0.05)


@given(st.integers(0, 30), st.integers(0, 4), st.sampled_from([0.0, 0.5, 3.0]))
@settings(max_examples=60, deadline=None)
def test_every_text_is_in_one_group_or_left_alone(count: int, level: int, noise: float) -> None:
    vectors, _ = themes([count // 2, count - count // 2], noise)
    found, rest = groups.suggest(vectors, level)
    placed = [index for group in found for index in group.members]
    assert sorted(placed + rest) == list(range(count))
    assert all(len(group.members) >= groups.LEAST for group in found)


def test_rows_of_zeros_are_left_alone() -> None:
    vectors, _ = themes([8, 8])
    vectors[3] = 0
    assert 3 in groups.suggest(vectors)[1]
    assert groups.suggest(np.zeros((9, SIZE), np.float32)) == ([], list(range(9)))


def test_how_often_one_is_nearer() -> None:
    assert groups.share_nearer(np.array([0.9, 0.8]), np.array([0.1, 0.2])) == 1
    assert groups.share_nearer(np.array([0.1]), np.array([0.1, 0.1])) == 0.5
    assert groups.share_nearer(np.array([0.3]), np.array([0.1, 0.2, 0.4, 0.5])) == 0.5


def test_likely_places() -> None:
    vectors, label = themes([10, 10, 10], 0.5)
    by_label = [[i for i, own in enumerate(label) if own == theme] for theme in range(3)]
    there = {"a": by_label[0][:6], "b": by_label[1][:6], "empty": []}
    loose = [index for own in by_label for index in own[6:]] + by_label[2][:6]
    found = places.likely(vectors, loose, there, {index: {"a", "b"} for index in loose}, 0.3)
    assert {found[index].group for index in by_label[0][6:]} == {"a"}
    assert {found[index].group for index in by_label[1][6:]} == {"b"}
    assert not set(by_label[2]) & set(found)
    assert all(places.LEAST <= place.sure <= 1 for place in found.values())


def test_places_are_only_where_a_text_may_go() -> None:
    vectors, label = themes([6, 6])
    one = [i for i, own in enumerate(label) if own == 0]
    assert places.likely(vectors, one[5:], {"a": one[:5]}, {one[5]: set()}, 0.3) == {}
    assert places.likely(vectors, one[5:], {}, {one[5]: set()}, 0.3) == {}
    assert places.likely(vectors, [], {"a": one}, {}, 0.3) == {}
