"""Groups among texts: a graph of nearest neighbours, cut where few edges cross.

The cut is Louvain's (Blondel et al. 2008, "Fast unfolding of communities in large networks"), of the
modularity with a resolution (Reichardt and Bornholdt 2006), which makes groups coarser or finer.
How many groups there are is found, not asked; and what fits nowhere stays alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from roundtable.core.grouping import Vectors

NEIGHBOURS = 10
#: Of the modularity, for each of the `LEVELS`: the first is coarse, the last is fine.
RESOLUTIONS = (0.5, 1.0, 1.75, 2.75, 4.5)
USUAL = 2
#: Below so many texts groups depend on chance more than on what was said.
FEW = 24
#: Texts that make a group.
LEAST = 2
#: Share of comparisons in which a text is nearer to its own group than to the one beside it, above
#: which it belongs there.
BELONGS = 0.5
#: Texts that are grouped again and again from other starts; the best cut of them is taken.
TEXTS_AT_MOST, STARTS_AT_MOST = 2500, 8
#: Rows of cosines that are held at once.
BLOCK = 512
SEED = 482


@dataclass(frozen=True, slots=True)
class Grouped:
    """One group: indices of its texts, the most typical first (the medoid).

    `sure` is from 0 to 1: of a text of the group, another of the group, and one of the group that is
    next to them, how often the first two are nearer (0: no more often than by chance; 1: always).
    """

    members: tuple[int, ...]
    sure: float


def suggest(vectors: Vectors, level: int = USUAL) -> tuple[list[Grouped], list[int]]:
    """The groups among unit `vectors`, the largest first, and the indices of those left alone."""
    if len(vectors) < LEAST:
        return [], list(range(len(vectors)))
    parts = _settle(vectors, _parts(vectors, RESOLUTIONS[level]))
    groups = _described(vectors, parts)
    placed = {index for group in groups for index in group.members}
    groups.sort(key=lambda group: (-len(group.members), group.members[0]))
    return groups, [index for index in range(len(vectors)) if index not in placed]


def nearest(vectors: Vectors, count: int) -> tuple[NDArray[np.intp], Vectors]:
    """For each text its `count` nearest others, not in order: indices and cosines (n × count)."""
    indices = np.empty((len(vectors), count), dtype=np.intp)
    for start in range(0, len(vectors), BLOCK):
        cosines = vectors[start : start + BLOCK] @ vectors.T
        rows = np.arange(len(cosines))
        cosines[rows, start + rows] = -2  # nobody is a neighbour of itself
        indices[start : start + BLOCK] = np.argpartition(cosines, -count, axis=1)[:, -count:]
    return indices, np.einsum("id,ikd->ik", vectors, vectors[indices], optimize=True)


def _parts(vectors: Vectors, resolution: float) -> list[list[int]]:
    graph = _graph(vectors)
    if not graph.size():
        return [[index] for index in range(len(vectors))]
    starts = max(1, min(STARTS_AT_MOST, TEXTS_AT_MOST // len(vectors)))
    cuts = [
        nx.community.louvain_communities(graph, resolution=resolution, seed=SEED + start)
        for start in range(starts)
    ]
    best = max(cuts, key=lambda cut: nx.community.modularity(graph, cut, resolution=resolution))
    return sorted(sorted(part) for part in best)


def _graph(vectors: Vectors) -> nx.Graph:
    """Each text tied to its neighbours, by their cosines; few texts have fewer neighbours each."""
    count = min(NEIGHBOURS, max(1, len(vectors) // 4))
    indices, cosines = nearest(vectors, count)
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(range(len(vectors)))
    pairs = zip(np.repeat(np.arange(len(vectors)), count).tolist(), indices.ravel().tolist(),
                cosines.ravel().tolist(), strict=True)  # fmt: skip
    graph.add_weighted_edges_from(
        (one, other, cosine) for one, other, cosine in pairs if cosine > 0
    )
    return graph


def _settle(vectors: Vectors, parts: Sequence[Sequence[int]]) -> list[list[int]]:
    """Each text moved to the group whose texts it is nearest to on average, itself not counted."""
    label = np.empty(len(vectors), dtype=np.intp)
    for number, part in enumerate(parts):
        label[part] = number
    best = _closeness(vectors, label, len(parts)).argmax(axis=1)
    return [
        part for number in range(len(parts)) if (part := np.flatnonzero(best == number).tolist())
    ]


def _closeness(vectors: Vectors, label: NDArray[np.intp], count: int) -> Vectors:
    """Mean cosine of each text to the texts of each group (n × groups), itself not counted."""
    sums = np.zeros((count, vectors.shape[1]), dtype=np.float32)
    np.add.at(sums, label, vectors)
    totals = vectors @ sums.T
    sizes = np.tile(np.bincount(label, minlength=count).astype(np.float32), (len(vectors), 1))
    rows = np.arange(len(vectors))
    totals[rows, label] -= 1
    sizes[rows, label] -= 1
    return np.asarray(np.where(sizes > 0, totals / np.maximum(sizes, 1), -1), dtype=np.float32)


def _described(vectors: Vectors, parts: Sequence[Sequence[int]]) -> list[Grouped]:
    label = np.empty(len(vectors), dtype=np.intp)
    for number, part in enumerate(parts):
        label[part] = number
    closeness = _closeness(vectors, label, len(parts))
    found = []
    for number, part in enumerate(parts):
        others = closeness[part].mean(axis=0)
        others[number] = -2
        beside = parts[int(others.argmax())] if len(parts) > 1 else []
        order = sorted(part, key=lambda index: (-closeness[index, number], index))
        group = _grouped(vectors, order, beside)
        if group is not None:
            found.append(group)
    return found


def _grouped(vectors: Vectors, order: Sequence[int], beside: Sequence[int]) -> Grouped | None:
    """The group of those in `order` that are nearer to each other than to those `beside` them."""
    if len(order) < LEAST:
        return None
    inside = vectors[order] @ vectors[order].T
    outside = (
        vectors[order] @ vectors[beside].T if beside else np.zeros((len(order), 1), np.float32)
    )
    shares = [
        share_nearer(np.delete(row, number), outside[number]) for number, row in enumerate(inside)
    ]
    kept = [(index, share) for index, share in zip(order, shares, strict=True) if share > BELONGS]
    if len(kept) < LEAST:
        return None
    sure = 2 * float(np.mean([share for _, share in kept])) - 1
    return Grouped(tuple(index for index, _ in kept), round(sure, 3))


def share_nearer(inside: Vectors, outside: Vectors) -> float:
    """Of pairs of one cosine each, how often the one from `inside` is the larger (ties half)."""
    order = np.sort(outside)
    below = np.searchsorted(order, inside, "left") + np.searchsorted(order, inside, "right")
    return float(below.mean() / 2 / len(order))
