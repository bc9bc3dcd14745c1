"""How good suggested groups are and what they cost, printed as tables.

    python -m benchmarks.grouping [--texts 2000]

The themes are those of tests/meaning; the many texts are made of the same ones, two at a time. It
takes some two minutes; it fails where groups are worse, or slower, than they should be.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import tomllib
from itertools import islice, permutations
from pathlib import Path

# As in the worker: one thread. Libraries read this when they load.
os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score

from roundtable.config import ROOT
from roundtable.core.grouping.groups import RESOLUTIONS, USUAL
from roundtable.meaning.suggestion import Body, suggest
from roundtable.meaning.texts import Text, Wish
from roundtable.meaning.vectors import Letters, Meanings, Reader

SETS = ("proposals", "schools")
#: The adjusted Rand index that is asked for on the first of them; seconds to group so many texts anew.
LEAST_INDEX, MOST_SECONDS = 0.7, 2.0


def main() -> int:
    """Print the tables; 1 where a target was missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--texts", type=int, default=2000)
    options = parser.parse_args()
    meanings = Meanings()
    found = [_quality(name, meanings) for name in SETS]
    seconds = _speed(options.texts, meanings)
    return 0 if found[0] >= LEAST_INDEX and seconds < MOST_SECONDS else 1


def themes(name: str) -> dict[str, list[Text]]:
    """The texts of a file of tests/meaning, by theme."""
    path: Path = ROOT / "tests" / "meaning" / f"{name}.toml"
    given = tomllib.loads(path.read_text("utf-8"))
    return {
        theme: [
            Text(f"{name}-{theme}-{language}-{number}", text, language)
            for language, texts in languages.items()
            for number, text in enumerate(texts)
        ]
        for theme, languages in given.items()
    }


def many(count: int) -> list[Text]:
    """So many different texts: two on the same theme joined, the second ones cut shorter and shorter."""
    pairs = (
        Text(f"{one.id}+{other.id}-{cut}", f"{one.text} {other.text[:cut]}", one.language)
        for cut in (60, 45, 30, 20)
        for name in SETS
        for texts in themes(name).values()
        for one, other in permutations(texts, 2)
    )
    return list(islice(pairs, count))


def _quality(name: str, meanings: Meanings) -> float:
    """Print the adjusted Rand index of each way; returns that of the product."""
    by_theme = themes(name)
    texts = [text for own in by_theme.values() for text in own]
    truth = [theme for theme, own in by_theme.items() for _ in own]
    languages = {text.language for text in texts}
    print(f"\n{name}: {len(texts)} texts, {len(by_theme)} themes, {len(languages)} languages\n")
    print("| way | groups | adjusted Rand index |\n|---|--:|--:|")
    for level in range(len(RESOLUTIONS)):
        _row(f"by meaning, level {level}", meanings, texts, truth, level)
    _row("by letters", Letters(), texts, truth, USUAL)
    rows = TfidfVectorizer().fit_transform([text.text for text in texts])
    means = KMeans(len(by_theme), n_init=10, random_state=482).fit_predict(rows)
    index = adjusted_rand_score(truth, means)
    print(f"| TF-IDF with k-means, told the number | {len(by_theme)} | {index:.2f} |")
    print("\n| theme | languages in it |\n|---|---|")
    for theme, own in by_theme.items():
        print(f"| {theme} | {' '.join(sorted({text.language for text in own}))} |")
    return adjusted_rand_score(truth, _labels(_suggested(meanings, texts, USUAL), texts))


def _row(way: str, reader: Reader, texts: list[Text], truth: list[str], level: int) -> None:
    body = _suggested(reader, texts, level)
    index = adjusted_rand_score(truth, _labels(body, texts))
    print(f"| {way} | {len(body['groups'])} | {index:.2f} |", flush=True)


def _suggested(reader: Reader, texts: list[Text], level: int) -> Body:
    *_, body = suggest(Wish(tuple(texts), level, ("en",)), reader, lambda _share: None)
    assert body is not None
    return body


def _labels(body: Body, texts: list[Text]) -> list[int]:
    """The number of each text's group; what was left alone is a group of its own."""
    groups = [*(group["proposals"] for group in body["groups"]), *([one] for one in body["rest"])]
    number = {identity: n for n, group in enumerate(groups) for identity in group}
    return [number[text.id] for text in texts]


def _speed(count: int, meanings: Meanings) -> float:
    """Print what reading and grouping cost; returns the slowest of groupings that are made anew."""
    texts = many(count)
    start = time.perf_counter()
    for _ in meanings.prepare([text.text for text in texts]):
        pass
    reading = time.perf_counter() - start
    print(f"\n{len(texts):,} texts\n\n| | seconds |\n|---|--:|")
    print(
        f"| read for the first time | {reading:.0f} ({1000 * reading / len(texts):.0f} ms a text) |"
    )
    slowest = 0.0
    for turn in ("first", "again"):
        for level in range(len(RESOLUTIONS)):
            start = time.perf_counter()
            body = _suggested(meanings, texts, level)
            took = time.perf_counter() - start
            slowest = max(slowest, took if turn == "again" else 0.0)
            print(
                f"| level {level}, {turn}: {len(body['groups'])} groups | {took:.2f} |", flush=True
            )
    return slowest


if __name__ == "__main__":
    sys.exit(main())
