"""Texts that say nearly the same: by letters (typing errors, case, punctuation), and by meaning.

Only pointed out; whether they are the same is for people to say: "more buses" and "no more buses" are
near by any measure.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from roundtable.core.grouping import Vectors
from roundtable.core.grouping.ngrams import SIZE, places
from roundtable.core.grouping.spelling import plain

#: Cosine from which texts mean nearly the same. Texts on one theme stay below 0.5, translations and
#: paraphrases have 0.5 to 0.8.
SAME_MEANING = 0.62
#: Share of letters in the same order (of `plain` texts) from which texts are nearly spelt the same.
SAME_LETTERS = 0.86
#: A shorter text is near another one too easily: only when it is the same.
SHORTEST = 12
#: How much of a text that is being written another one has too, from which they look alike. Words that
#: many texts have count less; the length of the longer text counts, but little: one is not yet done.
SIMILAR = 0.5
LONGER_COUNTS = 0.25
#: Pairs that are pointed out at most, the nearest first.
MOST = 200
BLOCK = 512

Pair = tuple[int, int, float]


def pairs(texts: Sequence[str], vectors: Vectors | None = None) -> list[Pair]:
    """Pairs of near duplicates among `texts`, (index, larger index, score 0..1), the nearest first.

    `vectors` are unit vectors of their meanings; None to go by letters alone.
    """
    found = _by_letters([plain(text) for text in texts])
    if vectors is not None and len(vectors):
        for one, other, score in _by_meaning(vectors):
            found[one, other] = max(score, found.get((one, other), 0.0))
    order = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [(one, other, round(score, 3)) for (one, other), score in order[:MOST]]


def _by_letters(plain_texts: Sequence[str]) -> dict[tuple[int, int], float]:
    """Pairs by the letters in the same order. Few are compared: only those with the same letters.

    As many letters as two texts do not have in common, so many at least must be put in or taken out.
    """
    counts = np.stack([_letters(text) for text in plain_texts]) if plain_texts else np.empty((0, 0))
    lengths = counts.sum(axis=1)
    found = {}
    for one, text in enumerate(plain_texts):
        apart = np.abs(counts[one + 1 :] - counts[one]).sum(axis=1)
        most = (1 - SAME_LETTERS) * (lengths[one] + lengths[one + 1 :])
        for other in (one + 1 + np.flatnonzero(apart <= most)).tolist():
            score = _same_letters(text, plain_texts[other])
            if score:
                found[one, other] = score
    return found


def _letters(text: str) -> NDArray[np.int16]:
    """How often each letter is in the text; letters share 64 places."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    return np.bincount(codes % 64, minlength=64).astype(np.int16)


def _same_letters(one: str, other: str) -> float:
    if min(len(one), len(other)) < SHORTEST:
        return float(one == other != "")
    return fuzz.ratio(one, other, score_cutoff=100 * SAME_LETTERS) / 100


def _by_meaning(vectors: Vectors) -> list[Pair]:
    found = []
    for start in range(0, len(vectors), BLOCK):
        cosines = vectors[start : start + BLOCK] @ vectors[start:].T
        for row, column in np.argwhere(cosines >= SAME_MEANING):
            if row < column:
                score = min(1.0, float(cosines[row, column]))
                found.append((start + int(row), start + int(column), score))
    return found


class Lookup:
    """Texts in which a text that is being written is looked up: by letters alone, in a few ms."""

    def __init__(self, texts: Sequence[str]) -> None:
        filled = [places(text) for text in texts]
        self._texts = len(texts)
        self._rows = np.repeat(np.arange(len(texts)), [len(indices) for indices, _ in filled])
        self._places = np.concatenate([np.empty(0, np.intp), *(indices for indices, _ in filled)])
        containing = np.bincount(self._places, minlength=SIZE)
        self._rarity = np.log((1 + len(texts)) / (1 + containing)) + 1
        weights = np.concatenate([np.empty(0, np.float32), *(weights for _, weights in filled)])
        self._weights = weights * self._rarity[self._places]
        self._totals = np.bincount(self._rows, self._weights, minlength=len(texts))

    def like(self, text: str, most: int = 3) -> list[tuple[int, float]]:
        """The texts that are like `text`: (index, score 0..1), the nearest first."""
        if len(plain(text)) < SHORTEST or not self._texts:
            return []
        indices, weights = places(text)
        own = np.zeros(SIZE, dtype=np.float32)
        own[indices] = weights * self._rarity[indices]
        common = np.minimum(own[self._places], self._weights)
        shared = np.bincount(self._rows, common, minlength=self._texts)
        shorter, longer = np.sort([np.full(self._texts, own.sum()), self._totals], axis=0)
        scores = shared / np.maximum(1, shorter ** (1 - LONGER_COUNTS) * longer**LONGER_COUNTS)
        order = np.argsort(-scores, kind="stable")[:most]
        return [(int(i), round(float(scores[i]), 3)) for i in order if scores[i] >= SIMILAR]
