"""Whether groups are there, or only seem to be: would others of the room have shown the same ones?

k-means always finds groups, also among ballots that were filled in by chance. So the room is halved
again and again, groups are looked for in one half alone, and everybody is put to the nearest of them. What is
then the same as among all people is told by the adjusted Rand index (Hubert and Arabie 1985): 1 the same,
0 no more than by chance. The idea is that of Lange et al. 2004, "Stability-based validation of
clustering solutions". Measured: ballots by chance 0.1 to 0.3, London's 26 voters 0.4 to 0.6, Seattle's 0.76,
two or three real groups of twenty and more 0.6 to 1. Of 140 rooms with ballots by chance, or of one mind
with errors, none was told groups; of 120 with two or three minds all but one were.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from roundtable.core.consensus.groups import k_means, nearest
from roundtable.core.consensus.matrix import Labels, Votes
from roundtable.core.consensus.space import space_of

#: Fewer people than this who answered enough, and groups are not told: two groups would have fewer than
#: fifteen each. Dalmaijer et al. 2022, "Statistical power for cluster analysis" (BMC Bioinformatics 23),
#: find twenty for each group enough where groups are far apart, and little power below.
LEAST_PEOPLE: Final = 30
#: Below this mean index groups are taken for chance: above all ballots by chance, below real groups.
LEAST_STABLE: Final = 0.6
_HALVINGS, _STARTS, _SEED = 24, 5, 482
#: Of a hall so many are enough to look for groups in.
_HALF_AT_MOST: Final = 500


def stabilities(votes: Votes, groupings: Mapping[int, Labels]) -> dict[int, float]:
    """The mean index of each grouping, by its number of groups, -1 to 1."""
    chance = np.random.default_rng(_SEED)
    found: dict[int, list[float]] = {k: [] for k in groupings}
    size = min(len(votes) // 2, _HALF_AT_MOST)
    for _ in range(_HALVINGS):
        half = votes[chance.permutation(len(votes))[:size]]
        space = space_of(half)
        here, everywhere = space.positions(half), space.positions(votes)
        for k, labels in groupings.items():
            centres = k_means(here, k, _STARTS)[1]
            found[k].append(rand_index(labels, nearest(everywhere, centres)))
    return {k: float(np.mean(each)) for k, each in found.items()}


def rand_index(one: Labels, other: Labels) -> float:
    """The adjusted Rand index of two groupings of the same people."""
    table = np.zeros((int(one.max()) + 1, int(other.max()) + 1))
    np.add.at(table, (one, other), 1)
    both = _pairs(table).sum()
    first, second = _pairs(table.sum(axis=1)).sum(), _pairs(table.sum(axis=0)).sum()
    expected = first * second / max(1.0, float(_pairs(np.array(len(one)))))
    most = (first + second) / 2
    return 1.0 if most == expected else float((both - expected) / (most - expected))


def _pairs(counts: Votes) -> Votes:
    return np.asarray(counts * (counts - 1) / 2)
