"""What may be told of small groups. The one place that decides it, for every surface and document.

**How.** Groups are told under *blocks*: themselves, or several together as "other". A block has at
least `threshold` voters (`pools`), and every figure of a vote is a sum over blocks. So all that is told
of a vote stays the same when two people of one block exchange their ballots: whoever is in a group
that is smaller than its block has these of others to hide among.

**Against whom.** Somebody who has all that any audience sees and all documents, at all times, who
knows who is in which group and who voted, and who subtracts what can be subtracted:

- groups from the total: a lone small group takes the next smallest with it into "other";
- rounds of one vote, supposing that nobody changed their mind (`Earlier`): groups that were once told
  together are never told apart, and blocks in which fewer than `threshold` people came or went between
  two rounds are told together. So figures by group tell nothing of fewer than `threshold` people that
  the totals of the rounds do not tell by themselves;
- times of asking: blocks are those of the moment of the reveal, and stay (`shared_by`).

**What is not withheld.** Totals of the whole room: where all agree, or where one person more voted in
a second round in which nobody changed their mind, they tell it. A block in which all gave one answer
tells it of each; where the roundtable's setting says so, such a vote is not told by group at all
(`of_one_mind`). Somebody who knows ballots (their own, their friends') hides fewer people behind them.
How many of a group are here, and that they acted, is no secret in a room. Whoever runs the server has
the ballots (docs/privacy-of-votes.md).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

THRESHOLD = 5
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A vote on some of the same options whose result was told before.

    told: the names under which it was told by group, none where it was not.
    voted: its voters by group. changed: those who marked something in only one of the two votes, or in
    another group, by group (of both groups in the latter case).
    """

    told: frozenset[str]
    voted: Mapping[str, int]
    changed: Mapping[str, int]


def pools(
    sizes: Mapping[str, int], threshold: int = THRESHOLD, earlier: Sequence[Earlier] = ()
) -> dict[str, str] | None:
    """Group → the name of the block under which it may be told (itself or "other").

    `sizes` are people by group, in the order of the groups, by which equal sizes are told apart.
    None where nothing may be told by group at all: no two blocks would remain apart.
    """
    everyone = list(dict.fromkeys([*sizes, *(g for one in earlier for g in _groups(one))]))
    parts = _never_apart(everyone, earlier)
    small = [part for part in parts if _is_small(part, sizes, threshold, earlier)]
    large = sorted((p for p in parts if p not in small), key=lambda part: _sum(sizes, part))
    pool = frozenset[str]().union(*small)
    while large and not _hides(pool, sizes, threshold, earlier):
        pool |= large.pop(0)
    if not _hides(pool, sizes, threshold, earlier):
        return None
    together = pool if sum(sizes.get(group, 0) > 0 for group in pool) > 1 else frozenset[str]()
    told = {g: OTHER if g in together else g for g, size in sizes.items() if size}
    return told if len(set(told.values())) > 1 else None


def _groups(one: Earlier) -> list[str]:
    return [*one.voted, *one.changed]


def _never_apart(groups: Iterable[str], earlier: Sequence[Earlier]) -> list[frozenset[str]]:
    """The groups, those together that were once told together."""
    parts = [frozenset({group}) for group in groups]
    for one in earlier:
        pooled_then = {g for g, n in one.voted.items() if n and g not in one.told and one.told}
        if touched := [part for part in parts if part & pooled_then]:
            whole = frozenset[str]().union(*touched)
            parts = [whole, *(part for part in parts if part not in touched)]
    return parts


def _is_small(
    part: Collection[str], sizes: Mapping[str, int], threshold: int, earlier: Sequence[Earlier]
) -> bool:
    """Whether a part has to be told with others: it is or was small, changed little, or has no name."""
    figures = [_sum(sizes, part), *(_sum(f, part) for e in earlier for f in (e.voted, e.changed))]
    return len(part) > 1 or any(0 < figure < threshold for figure in figures)


def _hides(
    pool: Collection[str], sizes: Mapping[str, int], threshold: int, earlier: Sequence[Earlier]
) -> bool:
    """Whether the groups in `pool` together are enough, and were, and all that changed is enough.

    Few may have changed if nobody else did: then the totals tell it already.
    """
    figures = [_sum(sizes, pool), *(_sum(one.voted, pool) for one in earlier)]
    return not any(0 < figure < threshold for figure in figures) and all(
        not 0 < _sum(one.changed, pool) < threshold
        or _sum(one.changed, pool) == sum(one.changed.values())
        for one in earlier
    )


def _sum(figures: Mapping[str, int], groups: Iterable[str]) -> int:
    return sum(figures.get(group, 0) for group in groups)


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
