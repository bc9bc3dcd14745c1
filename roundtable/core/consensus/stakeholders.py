"""The stakeholder groups that people named: who of them is where, and their own consensus.

Told by the blocks under which the result is told by group (`core.disclosure`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from roundtable.core.consensus import agreement as a
from roundtable.core.consensus.figures import ranked
from roundtable.core.consensus.matrix import Declared, Labels, Votes


def composition(
    blocks: Declared, labels: Labels, groups: int, threshold: int
) -> list[dict[str, Any]] | None:
    """How many of each block are in each opinion group; None where any number is small.

    What is left of a block when its row is subtracted (those who have no place) must be nobody or
    large, too.
    """
    rows: dict[str, list[int]] = {name: [0] * (groups + 1) for name in sorted(set(blocks))}
    for block, label in zip(blocks, labels.tolist(), strict=True):
        rows[block][label] += 1  # no place (-1) is the last
    for *cells, rest in rows.values():
        if min(cells) < threshold or 0 < rest < threshold:
            return None
    return [{"group": name, "counts": row[:-1]} for name, row in rows.items()]


def consensus(ids: Sequence[str], everyone: Votes, blocks: Declared) -> dict[str, Any]:
    """Group-informed consensus over the blocks."""
    names, labels = np.unique(blocks.astype(str), return_inverse=True)
    sizes = np.bincount(labels, minlength=len(names)).tolist()
    return {
        "groups": [
            {"group": name, "size": size} for name, size in zip(names.tolist(), sizes, strict=True)
        ],
        "consensus": ranked(ids, a.count(everyone, labels, len(names))),
    }
