"""Vectors of letters: what stands in for meanings where the extra is not installed.

Words and the n-grams within them are hashed into so many places (Weinberger et al. 2009, "Feature
Hashing for Large Scale Multitask Learning"), which needs no vocabulary. Texts are near if they share
words and parts of words: within a language that is a fair guess at a theme; across languages, none.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from roundtable.core.grouping import Vectors, unit
from roundtable.core.grouping.spelling import plain

#: Places that words and n-grams share.
SIZE = 4096
#: Letters of an n-gram, the ends of a word being letters too.
GRAMS = (3, 4, 5)
#: A whole word says more than one of its many n-grams.
WORD_WEIGHT = 2.0

Sparse = tuple[NDArray[np.intp], NDArray[np.float32]]


@lru_cache(maxsize=8192)
def places(text: str) -> Sparse:
    """The places that `text` fills, and how much of each (1 + log of the count)."""
    counts: dict[int, float] = {}
    for word in plain(text).split():
        _count(counts, f"={word}", WORD_WEIGHT)
        bounded = f" {word} "
        for length in GRAMS:
            for start in range(len(bounded) - length + 1):
                _count(counts, bounded[start : start + length], 1.0)
    indices = np.fromiter(counts, dtype=np.intp, count=len(counts))
    weights = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
    return indices, np.asarray(1 + np.log(weights), dtype=np.float32)


def _count(counts: dict[int, float], gram: str, weight: float) -> None:
    place = zlib.crc32(gram.encode()) % SIZE
    counts[place] = counts.get(place, 0.0) + weight


def vectors(texts: Sequence[str]) -> Vectors:
    """A unit vector for each text (n × SIZE); what stands in many texts weighs less (idf)."""
    rows = np.zeros((len(texts), SIZE), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        indices, weights = places(text)
        row[indices] = weights
    containing = (rows > 0).sum(axis=0)
    rows *= np.log((1 + len(texts)) / (1 + containing)) + 1
    return unit(rows)
