"""Vectors of meanings made comparable across languages.

A model of many languages puts texts of one language close to each other, whatever they say. Three
things are done against it, the first two learned once from the same sentences in many languages
(`languages.npz`, made by `python -m tools.offsets`), the last from the texts at hand:

- the mean of each language is subtracted; a language that is not known gets the mean of all;
- directions in which translations of one sentence differ count less (within-class covariance
  normalisation, Hatch et al. 2006; for languages, Yang et al. 2021, "A Simple and Effective Method
  To Eliminate the Self Language Bias in Multilingual Representations");
- of what the texts of a language still have in common, at most half is subtracted, and the less the
  fewer they are: it may be the language, or what its speakers came to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from roundtable.core.grouping import Vectors, unit

FILE = Path(__file__).with_name("languages.npz")
#: So many texts must speak for a mean, before half of it is believed.
HALF_BELIEVED = 8
#: The share of a language's own mean that is subtracted at most.
MOST = 0.5
#: Directions that are damped; beyond these the gain is small and the file is not.
DIRECTIONS = 128
#: Share of the covariance that is taken to be the same in all directions (shrinkage).
SHRINKAGE = 0.3


@dataclass(frozen=True, slots=True)
class Languages:
    """What is known of languages: means (languages × size), directions (directions × size)."""

    rows: dict[str, int]
    means: Vectors
    directions: Vectors
    #: How much is taken away in each direction, 0 to 1.
    damping: Vectors

    def mean(self, language: str) -> NDArray[np.float32]:
        """The mean of a language (BCP 47; its region does not matter), else the mean of all."""
        row = self.rows.get(language.split("-", maxsplit=1)[0].lower())
        mean = self.means.mean(axis=0) if row is None else self.means[row]
        return np.asarray(mean, dtype=np.float32)


def centred(vectors: Vectors, languages: Sequence[str], known: Languages | None = None) -> Vectors:
    """`vectors` (n × size) with what comes from their languages taken away, as unit vectors."""
    if not len(vectors):
        return vectors
    known = known or load()
    means = {language: known.mean(language) for language in set(languages)}
    moved = vectors - np.stack([means[language] for language in languages])
    moved -= _believed(moved) * moved.mean(axis=0)
    for language in means:
        rows = np.flatnonzero([language == other for other in languages])
        own = moved[rows]
        moved[rows] = own - min(MOST, _believed(own)) * own.mean(axis=0)
    along = moved @ known.directions.T
    return unit(np.asarray(moved - (along * known.damping) @ known.directions, dtype=np.float32))


def _believed(rows: Vectors) -> float:
    return len(rows) / (len(rows) + HALF_BELIEVED)


def learn(sentences: dict[str, Vectors]) -> Languages:
    """From vectors of the same sentences in the same order, by language."""
    all_of_them = np.stack(list(sentences.values())).astype(np.float64)
    apart = (all_of_them - all_of_them.mean(axis=0)).reshape(-1, all_of_them.shape[2])
    covariance = apart.T @ apart / len(apart)
    level = np.trace(covariance) / len(covariance)
    variances, directions = np.linalg.eigh(
        (1 - SHRINKAGE) * covariance + SHRINKAGE * level * np.eye(len(covariance))
    )
    variances, directions = variances[::-1], directions.T[::-1]
    damping = 1 - np.sqrt(variances[DIRECTIONS:].mean() / variances[:DIRECTIONS])
    return Languages(
        {language: row for row, language in enumerate(sentences)},
        all_of_them.mean(axis=1).astype(np.float32),
        directions[:DIRECTIONS].astype(np.float32),
        np.maximum(damping, 0).astype(np.float32),
    )


def save(known: Languages, file: Path = FILE) -> None:
    """Write what was learned, in half precision: it is a file that everyone downloads."""
    np.savez_compressed(
        file,
        languages=np.array(list(known.rows)),
        means=known.means.astype(np.float16),
        directions=known.directions.astype(np.float16),
        damping=known.damping.astype(np.float16),
    )


@cache
def load(file: Path = FILE) -> Languages:
    """What `save` wrote."""
    with np.load(file, allow_pickle=False) as held:
        return Languages(
            {str(language): row for row, language in enumerate(held["languages"])},
            held["means"].astype(np.float32),
            held["directions"].astype(np.float32),
            held["damping"].astype(np.float32),
        )
