"""The stakeholder groups that people named: who of them is where, and their own consensus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from roundtable.core import disclosure
from roundtable.core.consensus import agreement as a
from roundtable.core.consensus.figures import ranked
from roundtable.core.consensus.matrix import Declared, Labels, Votes


def composition(
    declared: Declared, labels: Labels, groups: int, threshold: int
) -> list[dict[str, Any]] | None:
    """How many of each stakeholder group are in each opinion group; None where any number is small.

    What is left of a stakeholder group when its row is subtracted (those who have no place) must be
    nobody or large, too.
    """
    told = disclosure.pools(_sizes(declared), threshold)
    if told is None:
        return None
    rows: dict[str, list[int]] = {}
    for group, label in zip(declared, labels.tolist(), strict=True):
        counts = rows.setdefault(told[group], [0] * (groups + 1))
        counts[label] += 1  # no place (-1) is the last
    for *cells, rest in rows.values():
        if min(cells) < threshold or 0 < rest < threshold:
            return None
    return [{"group": group, "counts": rows[group][:-1]} for group in sorted(rows)]


def consensus(
    ids: Sequence[str], everyone: Votes, declared: Declared, threshold: int
) -> dict[str, Any] | None:
    """Group-informed consensus over the stakeholder groups, the small ones pooled.

    Statements to which all of a group gave one answer are left out, as that tells each one's.
    """
    told = disclosure.pools(_sizes(declared), threshold)
    if told is None:
        return None
    names = sorted(set(told.values()), key=lambda name: (name == disclosure.OTHER, name))
    labels = a.in_groups(names, [told[group] for group in declared])
    rows = a.count(everyone, labels, len(names))
    sizes = np.bincount(labels, minlength=len(names)).tolist()
    open_ = [s for s, row in enumerate(rows) if not _one_answer(row, sizes)]
    return {
        "groups": [{"group": name, "size": size} for name, size in zip(names, sizes, strict=True)],
        "consensus": ranked([ids[s] for s in open_], [rows[s] for s in open_]),
    }


def _one_answer(row: a.Row, sizes: Sequence[int]) -> bool:
    return any(size in (c.agree, c.disagree, c.passed) for c, size in zip(row, sizes, strict=True))


def _sizes(declared: Declared) -> dict[str, int]:
    """People by stakeholder group, in the order of their names."""
    sizes: dict[str, int] = {}
    for group in sorted(declared):
        sizes[group] = sizes.get(group, 0) + 1
    return sizes
