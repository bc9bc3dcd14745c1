"""Positions: as scikit-learn's principal components where nothing is missing, and without chance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.decomposition import PCA

from roundtable.core.consensus.matrix import answers, in_order, least_answers, matrix
from roundtable.core.consensus.space import space_of, stretched


@pytest.mark.parametrize(("people", "count"), [(40, 12), (12, 40)])
def test_as_principal_components(people: int, count: int) -> None:
    votes = np.random.default_rng(3).choice([-1.0, 0.0, 1.0], size=(people, count))
    ours = space_of(votes).positions(votes)
    theirs = PCA(2, svd_solver="full").fit_transform(votes)
    np.testing.assert_allclose(np.abs(ours), np.abs(theirs), atol=1e-8)


def test_the_largest_loading_is_positive() -> None:
    votes = np.random.default_rng(4).choice([-1.0, 0.0, 1.0], size=(30, 9))
    axes = space_of(votes).axes
    assert all(axis[np.abs(axis).argmax()] > 0 for axis in axes)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000))
def test_positions_hang_neither_on_the_order_of_people_nor_on_the_sign(seed: int) -> None:
    chance = np.random.default_rng(seed)
    votes = chance.choice([-1.0, 0.0, 1.0, np.nan], size=(25, 8))
    order = chance.permutation(25)
    before, after = space_of(votes).positions(votes), space_of(votes[order]).positions(votes[order])
    np.testing.assert_allclose(after, before[order], atol=1e-7)


def test_a_missing_answer_is_the_mean_of_its_statement() -> None:
    nan = float("nan")
    votes = np.array([[1.0, 1.0], [-1.0, 1.0], [nan, 1.0]])
    space = space_of(votes)
    np.testing.assert_allclose(space.mean, [0, 1])
    np.testing.assert_allclose(space.positions(votes)[2], [0, 0], atol=1e-12)
    np.testing.assert_allclose(space.axes[1], [0, 0])  # there is no second direction


def test_who_answered_little_is_drawn_as_far_out_as_who_answered_all() -> None:
    nan = float("nan")
    votes = np.array([[1.0, -1.0, 1.0, -1.0], [1.0, nan, nan, nan]])
    positions = np.array([[2.0, 0.0], [1.0, 0.5]])
    np.testing.assert_allclose(stretched(positions, votes), [[2, 0], [2, 1]])


def test_seven_answers_or_half_of_few_statements() -> None:
    assert [least_answers(n) for n in (54, 14, 13, 8, 5)] == [7, 7, 7, 4, 3]


def test_the_matrix() -> None:
    votes = matrix(["a", "b"], [{"a": 1, "x": 1}, {"b": 0}, {}])
    np.testing.assert_array_equal(votes, [[1, np.nan], [np.nan, 0], [np.nan, np.nan]])
    assert answers(votes).tolist() == [1, 1, 0]
    assert sorted(in_order(votes).tolist()) == [0, 1, 2]
