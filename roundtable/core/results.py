"""The result of a vote, as it may be shown to everyone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from roundtable.core import ballots as b
from roundtable.core.disclosure import OTHER, THRESHOLD, apart, pooled, pools


def result_of(
    *,
    settings: Mapping[str, object],
    options: list[str],
    ballots: Iterable[tuple[str, Mapping[str, int]]],
    present: Mapping[str, int],
    desk: int = 0,
) -> dict[str, Any]:
    """Count `(group, marks)` pairs into a result with small groups pooled.

    `present` are people at the table by group ("" for no group said), in the order of the groups.
    Returns the shape `results` of docs/protocol.md: options by falling total, ties sharing a rank,
    counts by group in the order of `groups`. Groups are pooled by how many of them *voted*: that is
    the number a vote hides in. `desk` of the ballots were on paper.
    """
    kind = b.of_settings(settings)
    tally = b.tally(kind, options, ballots)
    told = pools({group: tally.voted[group] for group in present if group in tally.voted})
    voted = pooled(tally.voted, told)
    names = list(voted)
    here = pooled(present, _with_absent(told, present)) if told else {}
    order = {option: ranked_by(kind, tally.total(option)) for option in options}
    counted = sum(tally.voted.values())
    return {
        "ballot": kind.name,
        "budget": kind.budget,
        "voted": counted,
        "desk": apart(desk, counted),
        "present": sum(present.values()),
        "threshold": THRESHOLD,
        "groups": [
            {"group": g, "voted": voted[g], "present": here.get(g, voted[g])} for g in names
        ],
        "options": [
            _option(option, rank, tally, told, names, voted) for option, rank in b.ranked(order)
        ],
    }


def ranked_by(kind: b.BallotType, total: b.Count) -> int:
    """By what options are ranked: in a consent round fewer objections come before more consent."""
    return total.yes - _MANY * total.against if isinstance(kind, b.Consent) else total.yes


#: More than a room holds.
_MANY = 1_000_000


def _with_absent(told: Mapping[str, str], present: Mapping[str, int]) -> dict[str, str]:
    """Groups of which nobody voted are told with the pool, or under their own name if there is none."""
    pool = OTHER if OTHER in told.values() else None
    return {group: told.get(group, pool or group) for group in present}


def _option(
    option: str,
    rank: int,
    tally: b.Tally,
    told: Mapping[str, str] | None,
    names: list[str],
    voted: Mapping[str, int],
) -> dict[str, Any]:
    total = tally.total(option)
    by_name: dict[str, list[b.Count]] = {name: [] for name in names}
    for group, count in tally.options[option].items():
        if told:
            by_name[told[group]].append(count)
    return {
        "option": option,
        "rank": rank,
        "total": total.yes,
        "people": total.people,
        "counts": _counts(total),
        "by_group": [_of_group(b.sum_counts(by_name[name]), voted[name]) for name in names],
    }


def _of_group(count: b.Count, voted: int) -> dict[str, int]:
    return _counts(count) | {"people": count.people, "of": voted}


def _counts(count: b.Count) -> dict[str, int]:
    return {"for": count.yes, "against": count.against, "pass": count.passed}
