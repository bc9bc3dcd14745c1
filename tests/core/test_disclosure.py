"""No figure about fewer than five people can be had, not even by subtraction."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from roundtable.core.disclosure import (
    OTHER,
    THRESHOLD,
    apart,
    authors,
    mostly,
    of_one_mind,
    pooled,
    pools,
    shared_by,
)
from tests.core.counting import result_of

GROUPS = ("a", "b", "c", "")
SIZES = st.dictionaries(st.text("abcdefgh", max_size=2), st.integers(0, 14), max_size=7)


def _computable(rows: list[list[int]], wanted: list[int]) -> bool:
    """Whether `wanted` is a sum of multiples of `rows`: what a reader could compute."""
    return _rank([*rows, wanted]) == _rank(rows)


def _rank(rows: list[list[int]]) -> int:
    matrix, rank = [[Fraction(x) for x in row] for row in rows], 0
    for column in range(len(rows[0])):
        found = next((r for r in range(rank, len(matrix)) if matrix[r][column]), None)
        if found is None:
            continue
        matrix[rank], matrix[found] = matrix[found], matrix[rank]
        for r in range(rank + 1, len(matrix)):
            factor = matrix[r][column] / matrix[rank][column]
            matrix[r] = [x - factor * y for x, y in zip(matrix[r], matrix[rank], strict=True)]
        rank += 1
    return rank


def _told(sizes: dict[str, int], names: dict[str, str] | None) -> list[list[int]]:
    """The groups behind each published figure: each name's, and the total's."""
    here = [group for group in sizes if sizes[group]]
    rows = [
        [int((names or {}).get(group) == name) for group in here]
        for name in sorted(set((names or {}).values()))
    ]
    return [*rows, [1] * len(here)]


def _leaks(sizes: dict[str, int], names: dict[str, str] | None) -> list[tuple[str, ...]]:
    """Sets of groups with fewer than five people whose figure can be computed."""
    here = [group for group in sizes if sizes[group]]
    rows = _told(sizes, names) if here else []
    return [
        some
        for length in range(1, len(here))
        for some in combinations(here, length)
        if sum(sizes[group] for group in some) < THRESHOLD
        and _computable(rows, [int(group in some) for group in here])
    ]


def test_every_room_of_up_to_four_groups() -> None:
    for counts in product(range(9), repeat=4):
        sizes = dict(zip(GROUPS, counts, strict=True))
        assert _leaks(sizes, pools(sizes)) == [], sizes


def test_the_check_sees_a_leak() -> None:
    sizes = {"a": 9, "b": 9, "c": 2}
    assert _leaks(sizes, {"a": "a", "b": "b", "c": OTHER}) == [("c",)]


@given(SIZES)
def test_more_groups(sizes: dict[str, int]) -> None:
    names = pools(sizes)
    assert _leaks(sizes, names) == []
    if names is None:
        return
    assert set(names) == {group for group, size in sizes.items() if size}
    sums = pooled(sizes, names)
    assert len(sums) > 1
    assert all(size >= THRESHOLD for size in sums.values())
    assert sum(sums.values()) == sum(sizes.values())
    for group, size in sizes.items():
        if size >= THRESHOLD and names[group] == OTHER:  # only where the pool needed it
            rest = sum(s for g, s in sizes.items() if names.get(g) == OTHER and g != group)
            assert rest < THRESHOLD or size <= min(
                s for g, s in sizes.items() if names.get(g) not in (None, OTHER)
            )


def test_rooms_too_small_to_tell_apart() -> None:
    assert pools({}) is None
    assert pools({"a": 30}) is None
    assert pools({"a": 30, "b": 0}) is None
    assert pools({"a": 4, "b": 4}) is None
    assert pools({"a": 9, "b": 4}) is None


def _vote(sizes: dict[str, int], absent: dict[str, int], seed: int) -> dict[str, Any]:
    chance = Random(seed)
    cast = [
        (group, {option: 1 for option in "xyz" if chance.random() < 0.5} or {"x": 1})
        for group, size in sizes.items()
        for _ in range(size)
    ]
    present = {group: sizes[group] + absent.get(group, 0) for group in sizes}
    return result_of(settings={}, options=list("xyz"), ballots=cast, present=present)


def test_a_result_tells_only_what_the_pools_allow() -> None:
    for seed, counts in enumerate(product((0, 1, 3, 5, 9), repeat=4)):
        sizes = dict(zip(GROUPS, counts, strict=True))
        result = _vote(sizes, {"a": 3, "c": 40}, seed)
        names = [group["group"] for group in result["groups"]]
        for group in result["groups"]:
            assert group["voted"] >= THRESHOLD
        own = {group: group for group in names if group != OTHER}
        told = {g: own.get(g, OTHER) for g in sizes if sizes[g]} if names else None
        assert _leaks(sizes, told) == [], (sizes, result["groups"])
        if names:
            voted = pooled(sizes, told)
            assert [voted[name] for name in names] == [g["voted"] for g in result["groups"]]
        for option in result["options"]:
            assert len(option["by_group"]) == len(names)
            if names:
                assert sum(g["for"] for g in option["by_group"]) == option["counts"]["for"]
        if names:
            assert sum(g["present"] for g in result["groups"]) <= result["present"]


@given(SIZES, SIZES, st.integers(0, 9), st.integers(1, 9))
def test_who_shares_a_concern_is_told_by_the_blocks_of_the_result(
    voted: dict[str, int], shared: dict[str, int], others: int, threshold: int
) -> None:
    blocks = pooled(voted, pools(voted, threshold))
    shared = {group: min(n, voted.get(group, 0)) for group, n in shared.items()}
    groups = [{"group": name, "voted": n} for name, n in blocks.items()]
    told = dict(shared_by(groups, shared, others, threshold))
    if not groups or sum(shared.values()) + others < threshold:
        assert told == {}
        return
    assert sum(told.values()) == sum(shared.values()) + others
    assert all(name == OTHER or told[name] == shared[name] for name in told)
    named = set(blocks) - {OTHER}
    folded = {name for name in named - told.keys() if shared.get(name)}
    assert len(folded) <= int(OTHER not in blocks)
    assert all(blocks[name] == min(blocks.values()) for name in folded)
    assert dict(shared_by(groups, shared, others + 1, threshold)) == (
        told | {OTHER: told.get(OTHER, 0) + 1}
    ), "somebody without a block changes nothing but the pool"


def test_who_did_not_vote_is_told_with_the_smallest_block_always() -> None:
    groups = [{"group": "b", "voted": 6}, {"group": "a", "voted": 9}]
    assert shared_by(groups, {"a": 3, "b": 2}) == [("a", 3), (OTHER, 2)]
    assert shared_by(groups, {"a": 3, "b": 2}, 1) == [("a", 3), (OTHER, 3)]
    assert shared_by(groups, {"a": 3, "c": 2}) == [("a", 3), (OTHER, 2)]
    assert shared_by(groups, {"a": 2, "b": 2}) == []


def test_a_block_is_of_one_mind_where_the_room_is_not() -> None:
    told = {"a": "a", "b": OTHER, "c": OTHER}
    mixed = [("a", {"x": 1}), ("a", {}), ("b", {"x": 1}), ("c", {})]
    assert not of_one_mind(told, mixed)
    assert not of_one_mind(told, [(group, {**marks, "y": 1}) for group, marks in mixed])
    assert of_one_mind(told, [*mixed, ("a", {"z": 1}), ("a", {"z": 0})]), "nobody in other on z"
    assert of_one_mind(told, [("a", {"x": 1}), ("a", {"x": 1}), *mixed[2:]])


@given(SIZES, SIZES, st.integers(1, 6))
def test_what_most_are_is_told_of_many_only(
    voted: dict[str, int], inside: dict[str, int], threshold: int
) -> None:
    inside = {group: min(n, voted.get(group, 0)) for group, n in inside.items()}
    told = pools(voted, threshold)
    name = mostly(told, inside, voted, threshold)
    if name is None:
        return
    assert told is not None
    assert told[name] == name
    assert 2 * inside[name] > sum(inside.values())
    assert inside[name] >= threshold
    assert voted[name] - inside[name] >= threshold


def test_words_are_told_by_groups_that_hide_who_wrote_them() -> None:
    assert authors({"a": 9, "b": 8, "c": 3}) == {"a": "a", "b": OTHER, "c": OTHER}
    assert authors({"a": 9, "": 2, "b": 8}) == {"a": "a", "b": OTHER, "": OTHER}
    assert authors({"a": 9, "b": 0}) == {"a": "a"}
    assert authors({"a": 9, "c": 3}) == {}, "who is not of the large group is of the small one"
    assert authors({"a": 4}) == {}


@given(st.integers(0, 30), st.integers(0, 30))
def test_neither_a_part_nor_its_rest_is_small(part: int, rest: int) -> None:
    told = apart(part, part + rest)
    assert told in (None, part)
    if told:
        assert part >= THRESHOLD
        assert rest == 0 or rest >= THRESHOLD
