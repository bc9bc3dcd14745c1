"""``python -m tools.offsets``: learn what languages do to vectors, from the sentences in offsets.toml.

To be run again when the model of meanings or a sentence changes; needs the extra "meaning".
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import numpy as np

from roundtable.core.grouping import centring
from roundtable.meaning.vectors import Meanings

SENTENCES = Path(__file__).with_suffix(".toml")


def main() -> int:
    """Write `roundtable/core/grouping/languages.npz`."""
    with SENTENCES.open("rb") as file:
        texts: dict[str, list[str]] = tomllib.load(file)["texts"]
    meanings = Meanings()
    vectors = {}
    for language, sentences in texts.items():
        print(language, end=" ", flush=True)
        vectors[language] = np.stack([meanings.vector(sentence) for sentence in sentences])
    centring.save(centring.learn(vectors))
    print(f"\n{centring.FILE}: {centring.FILE.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
