"""Groups: found again, as many as stand out, calm while votes come in, and not made of chance."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score, silhouette_score

from roundtable.core.consensus.groups import (
    AGAIN,
    Memory,
    k_means,
    named,
    settled,
    silhouettes,
)
from roundtable.core.consensus.stability import rand_index


def _clouds(*middles: tuple[float, float], size: int = 20, seed: int = 2) -> np.ndarray:
    chance = np.random.default_rng(seed)
    return np.vstack([chance.normal(middle, 0.3, size=(size, 2)) for middle in middles])


def test_clouds_are_found() -> None:
    points = _clouds((0, 0), (3, 0), (0, 3))
    labels, centres = k_means(points, 3)
    assert adjusted_rand_score(np.repeat([0, 1, 2], 20), labels) == 1
    assert centres.shape == (3, 2)


def test_the_silhouette_is_that_of_scikit_learn() -> None:
    points = np.random.default_rng(7).normal(size=(700, 2))  # more than one block
    groupings = [k_means(points, k)[0] for k in (2, 4)]
    expected = [silhouette_score(points, labels) for labels in groupings]
    assert silhouettes(points, groupings) == pytest.approx(expected)


def test_who_is_alone_has_no_silhouette() -> None:
    points = np.array([[0.0, 0.0], [0.1, 0.0], [5.0, 5.0]])
    labels = np.array([0, 0, 1])
    assert silhouettes(points, [labels])[0] == pytest.approx(silhouette_score(points, labels))


def test_the_index_is_that_of_scikit_learn() -> None:
    chance = np.random.default_rng(8)
    for _ in range(5):
        one, other = chance.integers(3, size=60), chance.integers(4, size=60)
        assert rand_index(one, other) == pytest.approx(adjusted_rand_score(one, other))
    assert rand_index(np.zeros(9, dtype=int), np.zeros(9, dtype=int)) == 1


def test_another_number_of_groups_must_win_again_and_again() -> None:
    memory = Memory(2, 2, 0, {})
    shown = []
    for best in (3, 3, 2, 3, *([3] * AGAIN)):
        k, rival, wins = settled(best, (2, 3), memory)
        memory = Memory(k, rival, wins, {})
        shown.append(k)
    # The 2 in between begins the count anew.
    assert shown == [2, 2, 2, 2, 2, 2, 3, 3]


def test_a_number_that_is_no_longer_possible_is_given_up_at_once() -> None:
    assert settled(2, (2,), Memory(4, 4, 0, {})) == (2, 2, 0)
    assert settled(3, (2, 3), None) == (3, 3, 0)


def test_groups_keep_their_names() -> None:
    city, country = {"a": 0.9, "b": -0.8}, {"a": -0.7, "b": 0.6}
    before = {0: city, 2: country}
    assert named([country, city], before) == [2, 0]
    assert named([{"a": 0.0, "b": 0.0, "new": 1.0}, country, city], before) == [1, 2, 0]
    assert named([country], before) == [2]
    assert named([city, country], None) == [0, 1]
