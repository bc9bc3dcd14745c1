"""What may be told of small groups. The one place that decides it, for every surface and document.

**How.** Groups are told under *blocks*: themselves, or several together as "other". A block has at
least `threshold` voters (`pools`), and every figure of a vote is a sum over blocks. So all that is told
of a vote stays the same when two people of one block exchange their ballots: whoever is in a group
that is smaller than its block has these of others to hide among.

**Against whom.** Somebody who has all that any audience sees and all documents, at all times, who
knows who is in which group and who voted, and who subtracts what can be subtracted:

- groups from the total: a lone small group takes the next smallest with it into "other";
- rounds of one vote, supposing that nobody changed their mind (`Rounds`): groups that were once
  told together, or between which somebody moved, are never told apart; nor are those of which some,
  but fewer than `threshold`, came or went between the rounds. So figures by group tell nothing of fewer
  than `threshold` people that the totals of the rounds do not tell by themselves;
- times of asking: blocks are those of the moment of the reveal, and stay (`shared_by`).

**What is not withheld.** Totals of the whole room: where all agree, or where one person more voted in
a second round in which nobody changed their mind, they tell it. A block in which all gave one answer
tells it of each; where the roundtable's setting says so, such a vote is not told by group at all
(`of_one_mind`). Somebody who knows ballots (their own, their friends') hides fewer people behind them.
How many of a group are here, and that they acted, is no secret in a room. Whoever runs the server has
the ballots (docs/privacy-of-votes.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

THRESHOLD = 5
OTHER = "other"


#: After more rounds than this nothing more is told by group: they can be set against each other in too
#: many ways to look at while a room waits.
MOST_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Rounds:
    """Who voted now and in the earlier votes on some of the same options, as far as they were told.

    now: those who marked something, with their group. told: of each earlier vote the names under which
    it was told by group, none where it was not. then: who had marked something in it, with their group.
    """

    now: Mapping[str, str]
    told: Sequence[frozenset[str]] = ()
    then: Sequence[Mapping[str, str]] = ()


def pools(
    sizes: Mapping[str, int], threshold: int = THRESHOLD, rounds: Rounds | None = None
) -> dict[str, str] | None:
    """Group → the name of the block under which it may be told (itself or "other").

    `sizes` are people by group, in the order of the groups, by which equal sizes are told apart.
    None where nothing may be told by group at all: no two blocks would remain apart.
    """
    if rounds and len(rounds.then) > MOST_ROUNDS:
        return None
    room = _Room(sizes, threshold, rounds or Rounds({}))
    parts = room.parts()
    together = [part for part in parts if not room.is_apart(part)]
    pool = frozenset[str]().union(*together)
    for part in sorted((p for p in parts if p not in together), key=room.first_to_join):
        if room.hides(pool):
            break
        pool |= part
    if not room.hides(pool):
        return None
    if sum(sizes.get(group, 0) > 0 for group in pool) < 2:  # noqa: PLR2004  (one is told by its name)
        pool = frozenset()
    told = {g: OTHER if g in pool else g for g, size in sizes.items() if size}
    return told if len(set(told.values())) > 1 else None


class _Room:
    """Who voted, beside the rounds that were told before."""

    def __init__(self, sizes: Mapping[str, int], threshold: int, rounds: Rounds) -> None:
        self.sizes, self.threshold, self.rounds = sizes, threshold, rounds
        votes = (rounds.now, *rounds.then)
        people = {person for each in votes for person in each}
        groups = {p: {each[p] for each in votes if p in each} for p in people}
        #: Groups between which somebody moved.
        self.moved = {frozenset(mine) for mine in groups.values() if len(mine) > 1}
        #: Group → in which rounds (now, then, …) people of it voted → how many of them.
        self.attended: dict[str, Counter[tuple[bool, ...]]] = {group: Counter() for group in sizes}
        for person, mine in groups.items():
            for group in mine:
                attended = tuple(person in each for each in votes)
                self.attended.setdefault(group, Counter())[attended] += 1
        #: How the figures of earlier rounds may be added to one of now or taken from it.
        self.ways = list(product((-1, 0, 1), repeat=len(rounds.then)))

    def parts(self) -> list[frozenset[str]]:
        """The groups, those in one that were once told together, or between which somebody moved."""
        parts = [frozenset({group}) for group in self.attended]
        pooled = [
            {group for group in then.values() if group not in told}
            for told, then in zip(self.rounds.told, self.rounds.then, strict=True)
        ]
        for whole in (*pooled, *self.moved):
            touched = [part for part in parts if part & whole]
            if len(touched) > 1:
                parts = [part for part in parts if part not in touched]
                parts.append(frozenset[str]().union(*touched))
        return parts

    def is_apart(self, part: frozenset[str]) -> bool:
        """Whether it is one group, and no figure that can be had of it is one of few people.

        Where nobody outside came or went, the totals tell all of it that is not of its size.
        """
        if len(part) > 1 or self._is_few(self._size(part)):
            return False
        rest = self.attended.keys() - part
        if not any(self._changed(rest, at) for at in self._earlier()):
            return True
        return not any(map(self._is_few, self._reach(part)))

    def first_to_join(self, part: frozenset[str]) -> tuple[bool, int]:
        """Of what could be told apart, what joins the pool first: what changed, then what is small."""
        return not any(self._changed(part, at) for at in self._earlier()), self._size(part)

    def hides(self, pool: frozenset[str]) -> bool:
        """Whether few people can be told from what is told of the pool.

        Nothing new is told of it where nobody in it changed since some round, or nobody outside: then
        it follows from that round and the totals. Else its figure, beside those of any groups in it as
        they were told in any rounds, has to be one of many.
        """
        if self._is_few(self._size(pool)):
            return False
        rest = self.attended.keys() - pool
        if not self.rounds.then or not all(
            self._changed(pool, at) and self._changed(rest, at) for at in self._earlier()
        ):
            return True
        moved = frozenset[str]().union(*self.moved)
        least = sum(min(self._reach(frozenset({group}))) for group in pool - moved)
        return least >= self.threshold

    def _earlier(self) -> range:
        return range(1, len(self.rounds.then) + 1)

    def _size(self, groups: Iterable[str]) -> int:
        return sum(self.sizes.get(group, 0) for group in groups)

    def _changed(self, groups: Iterable[str], at: int) -> int:
        """How many of these groups came or went between a round and now."""
        return sum(
            number
            for group in groups
            for attended, number in self.attended[group].items()
            if attended[0] != attended[at]
        )

    def _reach(self, part: frozenset[str]) -> Iterator[int]:
        """Of how many people's votes the sums are that the figure of now gives with earlier ones."""
        yield self._size(part)
        for way in self.ways:
            if any(way):
                yield sum(
                    number
                    for group in part
                    for (now, *then), number in self.attended[group].items()
                    if now + sum(sign for sign, there in zip(way, then, strict=True) if there)
                )

    def _is_few(self, number: int) -> bool:
        return 0 < number < self.threshold


def pooled(counts: Mapping[str, int], told: Mapping[str, str] | None) -> dict[str, int]:
    """`counts` by group, summed under the names of `told`, the pool last; empty without `told`."""
    sums: dict[str, int] = {}
    for group, name in (told or {}).items():
        sums[name] = sums.get(name, 0) + counts.get(group, 0)
    if OTHER in sums:
        sums[OTHER] = sums.pop(OTHER)
    return sums


def of_one_mind(
    told: Mapping[str, str], ballots: Iterable[tuple[str, Mapping[str, Hashable]]]
) -> bool:
    """Whether all of some block gave one answer to some option, and not the whole room did.

    `ballots`: `(group, {option: answer})` of all who voted, those who abstained with no answers; no
    answer is one, too. Where this is so and is to be withheld, nothing of the vote may be told by
    group: what one option leaves out could be had from the others, as ballots have to add up.
    """
    by_block: dict[str, list[Mapping[str, Hashable]]] = {}
    for group, answers in ballots:
        by_block.setdefault(told[group], []).append(answers)
    options = {option for cast in by_block.values() for answers in cast for option in answers}
    for option in options:
        given = [{answers.get(option) for answers in cast} for cast in by_block.values()]
        if len(set().union(*given)) > 1 and any(len(answers) == 1 for answers in given):
            return True
    return False


def apart(part: int, whole: int, threshold: int = THRESHOLD) -> int | None:
    """How many of `whole` people are in `part`, where that may be told; else None."""
    large = part >= threshold and (whole == part or whole - part >= threshold)
    return part if large or not part else None


def mostly(
    told: Mapping[str, str] | None,
    members: Mapping[str, int],
    voted: Mapping[str, int],
    threshold: int = THRESHOLD,
) -> str | None:
    """The group that more than half of some people belong to; None where there is none to be told.

    `members` are those people, `voted` all voters, by group. Neither those of the group who are among
    them nor those who are not may be few.
    """
    inside, everyone = pooled(members, told), pooled(voted, told)
    for name, number in inside.items():
        if 2 * number > sum(members.values()) and name not in (OTHER, ""):
            few = min(number, everyone[name] - number) < threshold
            return None if few else name
    return None


def shared_by(
    groups: Sequence[Mapping[str, Any]],
    voters: Mapping[str, int],
    others: int = 0,
    threshold: int = THRESHOLD,
) -> list[tuple[str, int]]:
    """Who holds something after a vote, by the blocks of its result, as `(name, number)`.

    `groups`: of the result (`{group, voted, …}`). `voters`: of those who hold it the ones who voted, by
    the group by which their ballot was counted; `others`: the rest. These have no block: they are
    told with "other", and where there is none with the smallest block, always, so that nobody is found
    by its coming and going. Empty where few hold it or the result is not told by group.
    """
    if not groups or sum(voters.values()) + others < threshold:
        return []
    names = [str(group["group"]) for group in groups]
    if OTHER not in names:
        names.remove(min(groups, key=lambda group: int(group["voted"]))["group"])
    sums = dict.fromkeys([*(name for name in names if name != OTHER), OTHER], 0)
    sums[OTHER] += others
    for group, number in voters.items():
        sums[group if group in names else OTHER] += number
    return [(name, number) for name, number in sums.items() if number]


def authors(sizes: Mapping[str, int], threshold: int = THRESHOLD) -> dict[str, str]:
    """Group → the name under which its people's words may be told; empty where none may.

    As figures are: one small group that is not named, beside large ones that are, would be.
    """
    there = {group: size for group, size in sizes.items() if size}
    if len(there) == 1 and min(there.values()) >= threshold:
        return {group: group for group in there}
    return pools(there, threshold) or {}
