"""By enumeration over all small rooms: what is told of a vote does not tell how few people voted.

A reader is taken who knows who is in which group and who voted, and to whom everything is told that
`result_of` and `mergers.revised` give out. All ways in which a room can vote are sorted by what is told
of them; where a small group has voted alike in all that look the same, its vote is known.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, combinations_with_replacement, pairwise, product
from random import Random
from typing import Any

import pytest

from roundtable.core import disclosure
from roundtable.core.mergers import Choice, Merger, begin
from roundtable.core.results import Cast, result_of
from roundtable.core.revising import revised

Marks = Mapping[str, int]
#: How many of a group filled in each kind of ballot, by group: one way in which a room can vote.
World = Mapping[str, tuple[int, ...]]
Known = tuple[tuple[str, ...], str]

PRO_OR_CON: tuple[Marks, ...] = ({"x": 1}, {"x": -1})
EITHER_OR_BOTH: tuple[Marks, ...] = ({"x": 1}, {"y": 1}, {"x": 1, "y": 1})
#: Ballots that couple options, or are told by more figures than one; each with its settings.
BALLOTS: tuple[tuple[dict[str, Any], tuple[Marks, ...]], ...] = (
    ({"ballot": "approval"}, EITHER_OR_BOTH),
    ({"ballot": "approval", "limit": 1}, ({"x": 1}, {"y": 1}, {"z": 1})),
    ({"ballot": "dots", "budget": 2}, ({"x": 2}, {"x": 1, "y": 1}, {"y": 2})),
    ({"ballot": "opinion"}, ({"x": 1}, {"x": -1}, {"x": 0})),
    ({"ballot": "score", "scale": "5"}, ({"x": 0}, {"x": 3}, {"x": 4})),
    ({"ballot": "ranking"}, ({"x": 1, "y": 2}, {"y": 1, "x": 2}, {"x": 1, "y": 1})),
)


def shared_out(people: int, kinds: int) -> Iterator[tuple[int, ...]]:
    """All ways in which so many people can fill in so many kinds of ballots."""
    for bars in combinations(range(people + kinds - 1), kinds - 1):
        ends = (-1, *bars, people + kinds - 1)
        yield tuple(b - a - 1 for a, b in pairwise(ends))


def worlds(room: Mapping[str, int], kinds: Sequence[Marks]) -> Iterator[World]:
    """All ways in which a room, people by group, can vote."""
    ways = [list(shared_out(people, len(kinds))) for people in room.values()]
    return (dict(zip(room, way, strict=True)) for way in product(*ways))


def cast_of(world: World, kinds: Sequence[Marks], settings: Mapping[str, Any], **how: Any) -> Cast:
    """The ballots of a world; of each group one person more is present, of "c" all are on paper."""
    votes = [
        (group, kinds[i])
        for group, way in world.items()
        for i, n in enumerate(way)
        for _ in range(n)
    ]
    return Cast(
        settings=settings,
        options=sorted({option for marks in kinds for option in marks}),
        ballots=votes,
        present={group: sum(way) + 1 for group, way in world.items()},
        desk=sum(world["c"]),
        **how,
    )


def answers(way: Sequence[int], kinds: Sequence[Marks], option: str) -> dict[int | None, int]:
    """How many gave each answer to an option; None is no answer."""
    given: dict[int | None, int] = defaultdict(int)
    for number, marks in zip(way, kinds, strict=True):
        given[marks.get(option)] += number
    return {answer: n for answer, n in given.items() if n}


def of_together(world: World, groups: Sequence[str], kinds: Sequence[Marks], option: str) -> Any:
    """The answers of several groups together."""
    ways = zip(*(world[group] for group in groups), strict=True)
    return answers([sum(way) for way in ways], kinds, option)


def small(room: Mapping[str, int], threshold: int) -> list[tuple[str, ...]]:
    """All groups, and groups together, of fewer people."""
    sets = (some for n in range(1, len(room)) for some in combinations(room, n))
    return [some for some in sets if sum(room[group] for group in some) < threshold]


def learned(
    room: Mapping[str, int],
    kinds: Sequence[Marks],
    tell: Callable[[World], Any],
    threshold: int = disclosure.THRESHOLD,
) -> Iterator[tuple[Known, World, Any]]:
    """What a reader learns: `((groups, option), a world in which they do, what they are told)`."""
    alike: dict[str, list[World]] = defaultdict(list)
    told: dict[str, Any] = {}
    for world in worlds(room, kinds):
        picture = tell(world)
        key = json.dumps(picture, sort_keys=True)
        alike[key].append(world)
        told[key] = picture
    options = sorted({option for marks in kinds for option in marks})
    for key, same in alike.items():
        for groups, option in product(small(room, threshold), options):
            found = of_together(same[0], groups, kinds, option)
            if all(of_together(each, groups, kinds, option) == found for each in same[1:]):
                yield (groups, option), same[0], told[key]


def of_one_mind(world: World, groups: Sequence[str], kinds: Sequence[Marks], option: str) -> bool:
    """Whether all of these groups gave one answer to an option."""
    return len(of_together(world, groups, kinds, option)) == 1


def block(body: Mapping[str, Any], world: World, group: str) -> list[str]:
    """The groups with which a group is told: all of the room where nothing is told by group."""
    names = [told["group"] for told in body["groups"]]
    if not names:
        return list(world)
    return [group] if group in names else [g for g in world if g not in names]


def rooms() -> Iterator[dict[str, int]]:
    """Rooms of two to four groups of one to six people (of four: one or five), one of three among them."""
    sizes = {1: range(1, 7), 2: range(1, 7), 3: (1, 5)}
    for others, possible in sizes.items():
        for rest in combinations_with_replacement(possible, others):
            yield dict(zip("cabd", (3, *rest), strict=False))


def tells(how: Callable[[World], Any], **given: Any) -> list[tuple[Known, World, Any]]:
    """What is learned in all rooms."""
    kinds = PRO_OR_CON
    return [found for room in rooms() for found in learned(room, kinds, how, **given)]


def _result(world: World, **how: Any) -> dict[str, Any]:
    return result_of(cast_of(world, PRO_OR_CON, {"ballot": "opinion"}, **how))


def test_only_blocks_of_one_mind_tell_how_a_small_group_voted() -> None:
    for (groups, option), world, body in tells(_result):
        for group in groups:
            together = block(body, world, group)
            assert of_one_mind(world, together, PRO_OR_CON, option), (groups, world)
            assert sum(sum(world[g]) for g in together) >= min(5, body["voted"])


def test_withheld_they_tell_it_only_where_the_whole_room_was_of_one_mind() -> None:
    for (groups, option), world, _ in tells(lambda world: _result(world, unanimous=True)):
        assert of_one_mind(world, list(world), PRO_OR_CON, option), (groups, world)


def test_without_the_rule_the_votes_of_a_group_of_three_are_known() -> None:
    room = {"c": 3, "a": 5, "b": 5}
    for how in ({"threshold": 1}, {"threshold": 3}):
        tell = lambda world, how=how: _result(world, **how)  # noqa: E731
        known = [
            world for (groups, _), world, _ in learned(room, PRO_OR_CON, tell) if "c" in groups
        ]
        assert any(0 < world["c"][0] < 3 for world in known), how


def _pooled_alone(sizes: Mapping[str, int], threshold: int, _: object) -> dict[str, str]:
    """Small groups are told as "other", however few they are."""
    return {g: "other" if size < threshold else g for g, size in sizes.items()}


def test_nor_is_it_enough_to_leave_a_small_group_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roundtable.core.results.pools", _pooled_alone)
    found = learned({"c": 3, "a": 5, "b": 5}, PRO_OR_CON, _result)
    assert any(0 < world["c"][0] < 3 for (groups, _), world, _ in found if groups == ("c",))


@pytest.mark.parametrize(("settings", "kinds"), BALLOTS, ids=lambda given: str(given)[:40])
def test_ballots_of_every_kind(settings: dict[str, Any], kinds: tuple[Marks, ...]) -> None:
    room = {"c": 3, "d": 1, "a": 4}

    def tell(world: World, **how: Any) -> dict[str, Any]:
        return result_of(cast_of(world, kinds, settings, threshold=4, **how))

    told = list(learned(room, kinds, tell, threshold=4))
    for (groups, option), world, body in told:
        together = {other for group in groups for other in block(body, world, group)}
        assert of_one_mind(world, [*together], kinds, option), (groups, world)
    withheld = list(learned(room, kinds, lambda w: tell(w, unanimous=True), threshold=4))
    for (groups, option), world, _ in withheld:
        assert of_one_mind(world, list(world), kinds, option), (groups, option, world)
    assert len(withheld) < len(told)


def _merged(world: World, rule: str, **how: Any) -> dict[str, Any]:
    """The result, and what comes of putting y into x."""
    cast = cast_of(world, EITHER_OR_BOTH, {"ballot": "approval"}, threshold=4, **how)
    body = result_of(cast)
    choices = [Choice(option, option, option, (option,)) for option in cast.options]
    standing = begin({"ballot": "approval"}, choices, cast.ballots)
    step = Merger("m", "merge", rule, "x", options=("y",))
    return {**body, "revised": revised(body, standing, [step])}


@pytest.mark.parametrize("rule", ["once", "sum", "higher"])
def test_before_and_after_a_merger(rule: str) -> None:
    room = {"c": 3, "d": 1, "a": 4}
    kinds = EITHER_OR_BOTH
    for (groups, option), world, body in learned(room, kinds, lambda w: _merged(w, rule), 4):
        together = {other for group in groups for other in block(body, world, group)}
        assert of_one_mind(world, [*together], kinds, option), (groups, world)

    def withheld(world: World) -> dict[str, Any]:
        return _merged(world, rule, unanimous=True)

    for (groups, option), world, body in learned(room, kinds, withheld, 4):
        assert of_one_mind(world, list(world), kinds, option), (groups, world)
        assert all(row["by_group"] == [] for row in body["revised"]["options"])


def _exchanged(cast: Cast, chance: Random) -> Cast:
    """The same room, in which the people of each block have exchanged their ballots, in another order."""
    names = {told["group"] for told in result_of(replace(cast, unanimous=False))["groups"]}
    by_block: dict[str, list[tuple[str, Marks]]] = defaultdict(list)
    for group, marks in cast.ballots:
        by_block[group if group in names else "other"].append((group, marks))
    votes = []
    for cast_there in by_block.values():
        people = [group for group, _ in cast_there]
        chance.shuffle(people)
        votes += [(group, marks) for group, (_, marks) in zip(people, cast_there, strict=True)]
    chance.shuffle(votes)
    return replace(cast, ballots=votes)


GUARANTEED: tuple[dict[str, Any], ...] = (
    {"ballot": "approval", "seats": 2, "rule": "equal_shares"},
    {"ballot": "knapsack", "sum": 9},
    {"ballot": "ranking", "ties": "draw"},
    {"ballot": "grade"},
    {"ballot": "opinion"},
    {"ballot": "pairs"},
)


@pytest.mark.parametrize("settings", GUARANTEED, ids=lambda given: str(given["ballot"]))
@pytest.mark.parametrize("unanimous", [False, True])
def test_ballots_exchanged_within_a_block_change_nothing(
    settings: dict[str, Any], unanimous: bool
) -> None:
    chance = Random(5)
    options = list("vwxyz")
    marks = {"opinion": (1, 0, -1), "ranking": (1, 2, 3), "grade": range(6), "pairs": (1, -1)}
    possible = marks.get(settings["ballot"], (1,))
    keys = (
        [f"{a}-{b}" for a, b in combinations(options, 2)]
        if "pairs" in settings.values()
        else options
    )
    votes = [
        (group, {key: chance.choice(possible) for key in chance.sample(keys, 3)})
        for group, people in {"a": 9, "b": 7, "c": 3, "": 2}.items()
        for _ in range(people)
    ]
    present = {"a": 10, "b": 8, "c": 3, "": 2}
    costs = dict.fromkeys(options, 3) if settings["ballot"] == "knapsack" else {}
    cast = Cast(settings, options, votes, present, costs, unanimous=unanimous, seed="s")
    body = result_of(cast)
    assert body["groups"] or unanimous, "there is something to hide in"
    for _ in range(5):
        assert result_of(_exchanged(cast, chance)) == body
