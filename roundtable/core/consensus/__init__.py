"""Consensus over groups: who answers alike, what each of these groups stands for, and where all agree.

`matrix` → `space` (two directions) → `groups` (k-means) → `stability` (are they there?) → `agreement`
(exact figures) and `outline` (the map). After Polis; each module names its source. Pure and
deterministic: neither the order of people nor that of statements changes anything.

**What may be told.** No position and no label of a person leaves this package. A group has at least
`threshold` people, else another number of groups is taken or none is told. People who answered too
little have no place; where they are fewer than `threshold`, what they said could be had by subtracting
the groups from the whole, so they are counted with the group that is nearest to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np

from roundtable.core import disclosure
from roundtable.core.consensus import agreement as a
from roundtable.core.consensus import groups as g
from roundtable.core.consensus import stakeholders
from roundtable.core.consensus.figures import counts, ranked
from roundtable.core.consensus.matrix import (
    Labels,
    Marks,
    Votes,
    Who,
    answers,
    in_order,
    least_answers,
    matrix,
)
from roundtable.core.consensus.outline import outlines
from roundtable.core.consensus.space import space_of, stretched
from roundtable.core.consensus.stability import LEAST_PEOPLE, LEAST_STABLE, stabilities

Body = dict[str, Any]
#: Fewer statements than this, and there is nothing to be grouped by.
LEAST_STATEMENTS: Final = 4


@dataclass(frozen=True, slots=True)
class Found:
    """Groups that may be told: labels of those who answered enough, 0 to k - 1."""

    labels: Labels
    silhouette: float
    stability: float
    #: The names of the groups (0 is "A"), by label; and what to remember for the next time.
    names: list[int]
    memory: g.Memory


def opinions(
    options: Sequence[str],
    votes: Sequence[Marks],
    groups_declared: Sequence[str] | None = None,
    threshold: int = disclosure.THRESHOLD,
    before: g.Memory | None = None,
) -> Body | None:
    """The consensus of one vote of the ballot "opinion", as JSON; None where nobody answered.

    `votes` are ballots; `groups_declared` of each the block under which its stakeholder group may be
    told (`disclosure.pools`), None where nothing may be. The body is described in docs/protocol.md.
    """
    return look(options, votes, groups_declared, threshold, before)[0]


def look(
    options: Sequence[str],
    votes: Sequence[Marks],
    groups_declared: Sequence[str] | None = None,
    threshold: int = disclosure.THRESHOLD,
    before: g.Memory | None = None,
) -> tuple[Body | None, g.Memory | None]:
    """`opinions`, and what to give to the next look as `before`, so that a map that grows stays calm."""
    ids = sorted(options)
    everyone = matrix(ids, votes)
    declared = np.array(groups_declared or [""] * len(votes), dtype=object)
    there = answers(everyone) > 0
    everyone, declared = everyone[there], declared[there]
    order = in_order(everyone)
    everyone, declared = everyone[order], declared[order]
    if not len(everyone):
        return None, before
    enough = answers(everyone) >= least_answers(len(ids))
    found, reason = find(ids, everyone[enough], threshold, before)
    body: Body = {
        "people": int(enough.sum()),
        "left_out": int((~enough).sum()),
        "least": least_answers(len(ids)),
        "needed": LEAST_PEOPLE,
        "reliable": found is not None,
        "reason": reason,
    }
    if found is None:
        body |= _without_groups(ids, everyone)
    else:
        body |= _with_groups(ids, everyone, enough, found, threshold)
    body["composition"] = (
        stakeholders.composition(
            declared, _placed(everyone, enough, found, threshold), len(found.names), threshold
        )
        if found and groups_declared
        else None
    )
    body["declared"] = stakeholders.consensus(ids, everyone, declared) if groups_declared else None
    return body, found.memory if found else before


def find(
    ids: Sequence[str], votes: Votes, threshold: int, before: g.Memory | None
) -> tuple[Found | None, str | None]:
    """The groups of people who answered enough, or why there are none to tell (a code)."""
    if len(ids) < LEAST_STATEMENTS:
        return None, "few_statements"
    if len(votes) < LEAST_PEOPLE:
        return None, "few_people"
    points = space_of(votes).positions(votes)
    groupings = {k: g.k_means(points, k)[0] for k in g.NUMBERS}
    large = {
        k: labels
        for k, labels in groupings.items()
        if np.bincount(labels, minlength=k).min() >= threshold
    }
    if not large:
        return None, "small_groups"
    stable = stabilities(votes, large)
    standing = {k: large[k] for k, value in stable.items() if value >= LEAST_STABLE}
    if not standing:
        return None, "unstable"
    values = dict(zip(standing, g.silhouettes(points, list(standing.values())), strict=True))
    best = max(values, key=lambda k: (round(values[k], 6), -k))
    k, rival, wins = g.settled(best, standing, before)
    labels, profiles = _by_size(ids, votes, standing[k], k)
    names = g.named(profiles, before.profiles if before else None)
    memory = g.Memory(k, rival, wins, dict(zip(names, profiles, strict=True)))
    return Found(labels, values[k], stable[k], names, memory), None


def _by_size(
    ids: Sequence[str], votes: Votes, labels: Labels, k: int
) -> tuple[Labels, list[Mapping[str, float]]]:
    """Labels with the largest group as 0, and the mean answers of each group by statement."""
    profiles = []
    for label in range(k):
        part = votes[labels == label]
        seen = ~np.isnan(part)
        means = np.where(seen, part, 0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
        profiles.append(dict(zip(ids, means.tolist(), strict=True)))
    sizes = np.bincount(labels, minlength=k)
    order = sorted(range(k), key=lambda n: (-sizes[n], tuple(profiles[n].values())))
    renamed = np.empty(k, dtype=np.intp)
    renamed[order] = np.arange(k)
    return renamed[labels], [profiles[n] for n in order]


def _placed(everyone: Votes, enough: Who, found: Found, threshold: int) -> Labels:
    """The group of everybody who answered, -1 for those who have none (see above)."""
    labels = np.full(len(everyone), -1, dtype=np.intp)
    labels[enough] = found.labels
    rest = labels < 0
    if 0 < rest.sum() < threshold:
        space = space_of(everyone[enough])
        points = space.positions(everyone[enough])
        centres = np.array(
            [points[found.labels == n].mean(axis=0) for n in range(len(found.names))]
        )
        labels[rest] = g.nearest(space.positions(everyone[rest]), centres)
    return labels


def _with_groups(
    ids: Sequence[str], everyone: Votes, enough: Who, found: Found, threshold: int
) -> Body:
    k = len(found.names)
    labels = _placed(everyone, enough, found, threshold)
    rows = a.count(everyone, labels, k)
    votes = everyone[enough]
    drawn = outlines(stretched(space_of(votes).positions(votes), votes), found.labels, k)
    sizes = np.bincount(labels[labels >= 0], minlength=k).tolist()
    groups = [
        {
            "label": found.names[n],
            "size": sizes[n],
            "dots": sizes[n],
            "stands_for": [
                {"option": ids[s.statement], "way": s.way, "by_group": counts(rows[s.statement])}
                for s in a.stands_for(rows, n)
            ],
            "outline": asdict(drawn[n]),
        }
        for n in range(k)
    ]
    return {
        "left_out": int((labels < 0).sum()),
        "people": int((labels >= 0).sum()),
        "k": k,
        "silhouette": round(found.silhouette, 3),
        "stability": round(found.stability, 3),
        "groups": groups,
        "consensus": ranked(ids, rows),
        "divides": [
            {
                "option": ids[d.statement],
                "high": d.high,
                "low": d.low,
                "by_group": counts(rows[d.statement]),
            }
            for d in a.divides(rows)
        ],
        "agree": _shared(ids, rows, sizes),
    }


def _without_groups(ids: Sequence[str], everyone: Votes) -> Body:
    """Where groups cannot be told: what the room as a whole agrees on, and where it is split."""
    rows = a.count(everyone, np.zeros(len(everyone), dtype=np.intp), 1)
    return {
        "k": None,
        "silhouette": None,
        "stability": None,
        "groups": [],
        "consensus": ranked(ids, rows),
        "divides": [
            {"option": ids[s], "high": 0, "low": 0, "by_group": counts(rows[s])}
            for s in a.split(rows)
        ],
        "agree": _shared(ids, rows, [len(everyone)]),
    }


def _shared(ids: Sequence[str], rows: Sequence[a.Row], sizes: Sequence[int]) -> list[Body]:
    return [
        {"option": ids[s.statement], "way": s.way, "by_group": counts(rows[s.statement])}
        for s in a.shared(rows, sizes)
    ]
