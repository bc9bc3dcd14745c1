"""Rounds of one vote: what is told of each, taken together, does not tell how few people voted.

A reader supposes that nobody changed their mind between the rounds, and knows who voted in which. Then
each figure is a sum of the votes of some people, the same in all rounds; what can be had from sums by
adding and subtracting is reckoned exactly. What the totals tell by themselves is not held against them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from roundtable.core import disclosure
from roundtable.core.results import Cast, result_of

#: In which group somebody voted in each round, "" where they did not.
Path = tuple[str, ...]


def _rounds(
    people: Mapping[Path, int], beside: bool, threshold: int = disclosure.THRESHOLD
) -> Iterator[tuple[list[list[Path]], list[Path]]]:
    """For each round whom its figures by group are of, and who voted; as `result_of` tells them.

    `beside`: whether each result is told by what was told before, as it should be.
    """
    told: list[frozenset[str]] = []
    for at in range(len(next(iter(people)))):
        voted = [path for path in people if path[at]]
        cast = Cast(
            settings={"ballot": "opinion"},
            options=["x"],
            ballots=[(path[at], {"x": 1}) for path in voted for _ in range(people[path])],
            present=_by_group(people, at),
            threshold=threshold,
            rounds=_rounds_before(people, told) if beside else None,
        )
        names = [group["group"] for group in result_of(cast)["groups"]]
        told.append(frozenset(names))
        of = {path: path[at] if path[at] in names else "other" for path in voted}
        yield [[path for path in voted if of[path] == name] for name in names], voted


def _by_group(people: Mapping[Path, int], at: int) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for path, number in sorted(people.items()):
        if path[at]:
            counts[path[at]] += number
    return counts


def _rounds_before(people: Mapping[Path, int], told: Sequence[frozenset[str]]) -> disclosure.Rounds:
    *then, now = (
        {f"{path} {n}": path[at] for path in people if path[at] for n in range(people[path])}
        for at in range(len(told) + 1)
    )
    return disclosure.Rounds(now, tuple(told), then)


_PRIME = 2_147_483_647


class Sums:
    """All that can be computed from some figures by adding and subtracting multiples of them."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = paths
        self.rows: dict[int, list[int]] = {}

    def add(self, some: Sequence[Path]) -> None:
        """The figure of some people is told."""
        row = self._rest([int(path in some) for path in self.paths])
        if (first := next((i for i, x in enumerate(row) if x), None)) is not None:
            inverse = pow(row[first], -1, _PRIME)
            self.rows[first] = [x * inverse % _PRIME for x in row]

    def hold(self, row: Sequence[int]) -> bool:
        """Whether this sum can be computed."""
        return not any(self._rest(row))

    def _rest(self, row: Sequence[int]) -> list[int]:
        rest = list(row)
        for first, known in sorted(self.rows.items()):
            if factor := rest[first] % _PRIME:
                rest = [(x - factor * y) % _PRIME for x, y in zip(rest, known, strict=True)]
        return [x % _PRIME for x in rest]


def _few(people: Mapping[Path, int], paths: Sequence[Path]) -> Iterator[tuple[int, ...]]:
    """Sums and differences of the votes of fewer than five people."""
    most = disclosure.THRESHOLD
    for row in product(*((-1, 0, 1) if people[path] < most else (0,) for path in paths)):
        if 0 < sum(people[p] for p, x in zip(paths, row, strict=True) if x) < most:
            yield row


def learned_over_rounds(
    people: Mapping[Path, int], *, beside: bool = True
) -> list[tuple[int, ...]]:
    """What can be had of few people from figures by group, and not from the totals of all rounds."""
    paths = [path for path in people if people[path]]
    all_told = Sums(paths)
    for blocks, voted in _rounds({path: people[path] for path in paths}, beside):
        all_told.add(voted)
        totals = Sums(paths)
        totals.rows = dict(all_told.rows)
        for block in blocks:
            all_told.add(block)
        if len(all_told.rows) == len(totals.rows):
            continue
        found = [row for row in _few(people, paths) if all_told.hold(row) and not totals.hold(row)]
        if found:
            return found
    return []


#: How many of a group voted in both of two rounds, only in the first, only in the second.
TURNS = (
    (3, 0, 0), (3, 2, 0), (3, 0, 2), (3, 3, 2), (5, 0, 0),
    (5, 1, 0), (5, 0, 1), (5, 1, 1), (0, 0, 3), (0, 5, 0), (6, 5, 0), (2, 5, 5),
)  # fmt: skip


def two_rounds() -> Iterator[dict[Path, int]]:
    """Rooms of three groups, of which one has three people in some round."""
    for turns in product(TURNS, repeat=3):
        if any(3 in (stay + gone, stay + came) for stay, gone, came in turns):
            yield {
                path: number
                for group, numbers in zip("abc", turns, strict=True)
                for path, number in zip(
                    ((group, group), (group, ""), ("", group)), numbers, strict=True
                )
            }


def test_two_rounds_in_which_people_come_and_go() -> None:
    for people in two_rounds():
        assert learned_over_rounds(people) == [], people


def test_rounds_told_as_if_each_were_the_only_one_tell_of_three_people() -> None:
    assert any(learned_over_rounds(people, beside=False) for people in two_rounds())
    three_then_five: dict[Path, int] = {("a", "a"): 9, ("b", "b"): 9, ("c", "c"): 3, ("", "c"): 2}
    assert learned_over_rounds(three_then_five, beside=False)
    assert learned_over_rounds(three_then_five) == []
    two_of_two: dict[Path, int] = {
        ("a", "a"): 9,
        ("b", "b"): 9,
        ("c", "c"): 9,
        ("a", ""): 1,
        ("", "b"): 1,
    }
    assert learned_over_rounds(two_of_two, beside=False)
    assert learned_over_rounds(two_of_two) == []


PATHS = st.tuples(*[st.sampled_from(["", "a", "b", "c", "d"])] * 3).filter(any)


@given(st.dictionaries(PATHS, st.integers(1, 8), min_size=3, max_size=8))
def test_three_rounds_between_which_people_may_say_another_group(people: dict[Path, int]) -> None:
    assert learned_over_rounds(people) == []


def test_by_enumeration_of_all_votes_nothing_is_known_of_three_whom_one_joins() -> None:
    people: dict[Path, int] = {("a", "a"): 4, ("b", "b"): 4, ("c", "c"): 3, ("", "c"): 1}
    for beside in (True, False):
        told = [some for blocks, all_ in _rounds(people, beside, 4) for some in (*blocks, all_)]
        alike: dict[tuple[int, ...], set[int]] = defaultdict(set)
        for pros in product(*(range(number + 1) for number in people.values())):
            pro = dict(zip(people, pros, strict=True))
            alike[tuple(sum(pro[path] for path in some) for some in told)].add(pro["c", "c"])
        known = [same for same in alike.values() if len(same) == 1 and 0 < min(same) < 3]
        assert bool(known) is not beside
