"""The result of a vote, as it may be shown to everyone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from roundtable.core import ballots as b
from roundtable.core import disclosure
from roundtable.core.consensus import opinions
from roundtable.core.deciding import Mostly, decided
from roundtable.core.disclosure import (
    OTHER,
    THRESHOLD,
    Rounds,
    apart,
    of_one_mind,
    pooled,
    pools,
)
from roundtable.core.rules.base import Profile
from roundtable.core.thresholds import thresholds_of

Data = dict[str, Any]
#: Settings of the vote that its result repeats: who reads it later must know what was asked for.
_TOLD = (
    "limit",
    "scale",
    "sum",
    "unit",
    "seats",
    "ties",
    "quorum",
    "majority",
    "share",
    "sealed",
    "order",
)


@dataclass(frozen=True, slots=True)
class Cast:
    """All that was cast in one vote.

    settings: of the stage, with `ballot` "consent" for a consent round.
    options: ids in the order in which they were put up; costs: of those that cost something.
    ballots: `(group, marks)`, the group "" where none was said; abstained: by group.
    present: people at the table by group, in the order of the groups.
    desk: how many of the ballots were on paper.
    threshold, unanimous, rounds: what is withheld of small groups (`core.disclosure`).
    seed: by which ties are drawn where the settings say so; it was known before the vote.
    """

    settings: Mapping[str, Any]
    options: list[str]
    ballots: Sequence[tuple[str, b.Marks]]
    present: Mapping[str, int]
    costs: Mapping[str, int] = field(default_factory=dict)
    abstained: Mapping[str, int] = field(default_factory=dict)
    desk: int = 0
    threshold: int = THRESHOLD
    unanimous: bool = False
    rounds: Rounds | None = None
    seed: str = ""


def result_of(cast: Cast) -> Data:
    """Count a vote into a result with small groups pooled.

    Returns the shape `results` of docs/protocol.md: options in the order of the rule that counts,
    ties sharing a rank, counts by group in the order of `groups`. Groups are pooled by how many of
    them *voted*: that is the number a vote hides in.
    """
    kind = b.of_settings(cast.settings)
    tally = b.tally(kind, cast.options, cast.ballots)
    for group, number in cast.abstained.items():
        tally.voted[group] = tally.voted.get(group, 0) + number
    told = _told(kind, cast, tally.voted)
    voted = pooled(tally.voted, told)
    here = pooled(cast.present, _with_absent(told, cast.present)) if told else {}
    counted, present = sum(tally.voted.values()), sum(cast.present.values())
    profile = profile_of(kind, cast)
    outcome = decided(cast.settings, profile, cast.seed, _mostly(kind, cast, profile, told))
    order = outcome["count"]["order"] if outcome else None
    return {
        "ballot": kind.name,
        "budget": kind.budget if kind.name == "dots" else 0,
        "settings": {name: cast.settings[name] for name in _TOLD if name in cast.settings},
        "voted": counted,
        "abstained": sum(cast.abstained.values()),
        "silent": max(0, present - counted),
        "desk": apart(cast.desk, counted, cast.threshold),
        "present": present,
        "threshold": cast.threshold,
        "unanimous": cast.unanimous,
        "groups": [
            {"group": g, "voted": of, "present": here.get(g, of)} for g, of in voted.items()
        ],
        "options": [
            row_of(option, rank, kind, tally, told, voted)
            for option, rank in ranks_of(kind, tally, cast.options, order)
        ],
        **(outcome or {"rule": "", "count": None, "others": [], "left_out": []}),
        "thresholds": thresholds_of(
            cast.settings,
            present=present,
            voted=counted,
            abstained=sum(cast.abstained.values()),
            favour={option: tally.total(option).people for option in cast.options},
        ),
        "opinions": _opinions(kind, cast, told),
        "seal": None,
    }


def _mostly(
    kind: b.BallotType, cast: Cast, profile: Profile, told: Mapping[str, str] | None
) -> Mostly:
    """Which group most of the people belong to who cast some of the profile's ballots."""
    groups: dict[tuple[tuple[str, int], ...], Counter[str]] = {}
    for group, marks in cast.ballots:
        equal = tuple(sorted(b.only(kind, marks, cast.options).items()))
        groups.setdefault(equal, Counter())[group] += 1
    by_vote = [groups[tuple(sorted(marks.items()))] for marks, _ in profile.votes]
    voted = sum(by_vote, Counter())

    def mostly(votes: Iterable[int]) -> str | None:
        members = sum((by_vote[index] for index in votes), Counter())
        return disclosure.mostly(told, members, voted, cast.threshold)

    return mostly


def _opinions(kind: b.BallotType, cast: Cast, told: Mapping[str, str] | None) -> Data | None:
    """The groups of opinion (`core.consensus`), where people said on each option what they think."""
    if not isinstance(kind, b.Opinion):
        return None
    blocks = [told.get(group, "") for group, _ in cast.ballots] if told else None
    marks = [b.only(kind, marks, cast.options) for _, marks in cast.ballots]
    return opinions(cast.options, marks, blocks, cast.threshold)


def _told(kind: b.BallotType, cast: Cast, voted: Mapping[str, int]) -> dict[str, str] | None:
    """Group → the block under which it may be told; None where nothing may be told by group."""
    told = pools({g: voted[g] for g in cast.present if g in voted}, cast.threshold, cast.rounds)
    if told is None or not cast.unanimous:
        return told
    marked = ((group, b.only(kind, marks, cast.options)) for group, marks in cast.ballots)
    answers = [(group, kind.counts(marks)) for group, marks in marked if marks]
    answers += [(group, {}) for group, number in cast.abstained.items() for _ in range(number)]
    return None if of_one_mind(told, answers) else told


def profile_of(kind: b.BallotType, cast: Cast) -> Profile:
    """The ballots as rules count them, equal ones together, in an order that tells nothing of people."""
    known = (b.only(kind, marks, cast.options) for _, marks in cast.ballots)
    equal = Counter(tuple(sorted(marks.items())) for marks in known if marks)
    return Profile(
        options=tuple(cast.options),
        votes=tuple((dict(marks), weight) for marks, weight in sorted(equal.items())),
        costs=dict(cast.costs) if kind.name == "knapsack" else {},
        limit=kind.budget if kind.name == "knapsack" else 0,
        best=kind.best,
    )


def settings_of(body: Mapping[str, Any]) -> Data:
    """The settings of the vote that a result repeats, as `core.ballots` takes them."""
    named = {name: body[name] for name in ("ballot", "budget", "rule") if body.get(name)}
    return {**body.get("settings", {}), **named}


def ranks_of(
    kind: b.BallotType,
    tally: b.Tally,
    options: Iterable[str],
    order: Sequence[Sequence[str]] | None,
) -> list[tuple[str, int]]:
    """`(option, rank)`, those that tie sharing it: by classes, the best first; without them by figures."""
    if order is None:
        return b.ranked({option: ranked_by(kind, tally.total(option)) for option in options})
    ranks: list[tuple[str, int]] = []
    for each in order:
        rank = len(ranks) + 1
        ranks.extend((option, rank) for option in each)
    return ranks


def ranked_by(kind: b.BallotType, total: b.Count) -> int:
    """By what options are ranked: in a consent round fewer objections come before more consent."""
    return total.yes - _MANY * total.against if isinstance(kind, b.Consent) else total.yes


#: More than a room holds.
_MANY = 1_000_000


def _with_absent(told: Mapping[str, str], present: Mapping[str, int]) -> dict[str, str]:
    """Groups of which nobody voted are told with the pool, or under their own name if there is none."""
    pool = OTHER if OTHER in told.values() else None
    return {group: told.get(group, pool or group) for group in present}


def row_of(
    option: str,
    rank: int,
    kind: b.BallotType,
    tally: b.Tally,
    told: Mapping[str, str] | None,
    voted: Mapping[str, int],
) -> Data:
    """An option of a result; `told` is the block of each group, `voted` people by block in their order."""
    total = tally.total(option)
    by_name: dict[str, list[b.Count]] = {name: [] for name in voted}
    for group, count in tally.options[option].items():
        if told:
            by_name[told[group]].append(count)
    row = {
        "option": option,
        "rank": rank,
        "total": total.yes,
        "people": total.people,
        "counts": _counts(total),
        "by_group": [_of_group(b.sum_counts(by_name[name]), of) for name, of in voted.items()],
    }
    if kind.spread:
        row["spread"] = _spread(kind, tally.spread[option].values(), len(tally.options))
    return row


def _spread(kind: b.BallotType, found: Iterable[Mapping[int, int]], options: int) -> list[int]:
    """How often each mark was given: from 0 to the best, or from the first place to the last."""
    marks = range(kind.best + 1) if kind.best else range(1, options + 1)
    sums: Counter[int] = Counter()
    for each in found:
        sums.update(each)
    return [sums[mark] for mark in marks]


def _of_group(count: b.Count, voted: int) -> dict[str, int]:
    return _counts(count) | {"people": count.people, "of": voted}


def _counts(count: b.Count) -> dict[str, int]:
    return {"for": count.yes, "against": count.against, "pass": count.passed}
