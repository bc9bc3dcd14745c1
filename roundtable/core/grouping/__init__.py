"""Groups suggested among texts, from their vectors: pure, deterministic, and never more than advice.

`centring` makes vectors of different languages comparable, `ngrams` makes vectors where there is no
model of meanings, `groups`, `names`, `duplicates` and `places` are what is suggested.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: How coarse or fine groups are: from 0 to one less.
LEVELS = 5
#: One row of length 1 for each text, so that a product of two rows is their cosine.
Vectors = NDArray[np.float32]


def unit(vectors: Vectors) -> Vectors:
    """The rows brought to length 1; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    return np.asarray(vectors / lengths, dtype=np.float32)
