"""To which of the groups that are there a text that lies in none probably belongs; or that none fits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from roundtable.core.grouping import Vectors
from roundtable.core.grouping.groups import nearest

#: A text is near a group by its nearest texts, since a group may be wide.
NEAREST = 3
#: Mean cosine to them at which a place is beyond doubt, by what vectors are of.
CERTAIN: Final = {"meaning": 0.3, "letters": 0.12}
#: Other texts in no group speak against a place with this share of how near they are: a text may belong
#: with them, in a group that nobody has made yet.
LOOSE = 0.5
#: Below it nothing is said. On texts whose group was there and texts whose group was not, nine of ten
#: places were right, and every second text whose group was there had one.
LEAST = 0.4


class Place(NamedTuple):
    """A group, and from `LEAST` to 1 how sure it is: how near it is, and how much nearer than others."""

    group: str
    sure: float


def likely(
    vectors: Vectors,
    loose: Sequence[int],
    groups: Mapping[str, Sequence[int]],
    allowed: Mapping[int, Collection[str]],
    certain: float,
) -> dict[int, Place]:
    """The likely place of each of the `loose` indices of `vectors` that has one.

    `groups` are the indices of each group's texts; `allowed` the groups that are open to a text;
    `certain` is one of `CERTAIN`.
    """
    names = [name for name, members in groups.items() if members]
    if not names or not loose:
        return {}
    near = np.stack([_nearness(vectors[loose] @ vectors[groups[name]].T) for name in names], axis=1)
    against = LOOSE * _among(vectors[loose])
    found = {}
    for row, other, index in zip(near, against, loose, strict=True):
        open_ = [number for number, name in enumerate(names) if name in allowed[index]]
        order = sorted(open_, key=lambda number: -row[number])
        if order:
            second = max(0.0, float(other), *(float(row[number]) for number in order[1:]))
            sure = _sure(float(row[order[0]]), second, certain)
            if sure >= LEAST:
                found[index] = Place(names[order[0]], round(sure, 3))
    return found


def _nearness(cosines: Vectors) -> Vectors:
    """The mean of the largest cosines of each row."""
    return np.asarray(np.sort(cosines, axis=1)[:, -NEAREST:].mean(axis=1), dtype=np.float32)


def _among(vectors: Vectors) -> Vectors:
    """How near each is to the nearest of the others."""
    if len(vectors) <= NEAREST:
        return np.zeros(len(vectors), dtype=np.float32)
    _, cosines = nearest(vectors, NEAREST)
    return _nearness(cosines)


def _sure(best: float, second: float, certain: float) -> float:
    return min(1.0, best / certain, 1 - second / best) if best > 0 else 0.0
