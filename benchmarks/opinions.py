"""How well groups of opinion are found, and what they cost.

    python -m benchmarks.opinions [FOLDER ...]

Each FOLDER is an export of Polis, or holds some; those with `participants-votes.csv` are compared with the
groups that Polis found (`group-id`). Then a hall of 5,000 people and 300 statements is timed. It fails
where groups are told that agree with the export less than they should, or where the hall takes too long.
"""

from __future__ import annotations

import csv
import os
import sys
import time
from pathlib import Path

# As beside a server: one thread. Libraries read this when they load.
os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

import numpy as np

from roundtable.core.consensus import find, opinions
from roundtable.core.consensus.matrix import answers, least_answers, matrix
from roundtable.core.consensus.stability import rand_index
from roundtable.core.polis import MATRIX

LEAST_INDEX, MOST_SECONDS = 0.85, 3.0
PEOPLE, STATEMENTS, GROUPS = 5000, 300, 3


def main() -> int:
    """Print the tables; 1 where a target was missed."""
    found = sorted({path for root in sys.argv[1:] for path in Path(root).rglob(MATRIX)})
    if found:
        print("| conversation | placed | groups | stability | adjusted Rand index with Polis |")
        print("|---|--:|--:|--:|--:|")
    indices = [_compare(path) for path in found]
    seconds = _hall()
    return int(seconds >= MOST_SECONDS or any(i is not None and i < LEAST_INDEX for i in indices))


def _compare(path: Path) -> float | None:
    """Print one conversation; the index, None where groups are not told."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ids = sorted(name for name in rows[0] if name.isdigit())
    votes = matrix(ids, [{i: int(row[i]) for i in ids if row[i]} for row in rows])
    enough = answers(votes) >= least_answers(len(ids))
    groups, why = find(ids, votes[enough], 5, None)
    name = path.parent.name
    if groups is None:
        print(f"| {name} | {enough.sum()} | not told: {why} | | |")
        return None
    given = np.array([row["group-id"] for row in rows])[enough]
    both = given != ""
    theirs = np.unique(given[both], return_inverse=True)[1]
    index = rand_index(groups.labels[both], theirs)
    sizes = " + ".join(str(size) for size in np.bincount(groups.labels))
    print(f"| {name} | {enough.sum()} | {sizes} | {groups.stability:.2f} | {index:.3f} |")
    return index


def _hall() -> float:
    """Print what a full hall costs, from ballots to the body of the result."""
    chance = np.random.default_rng(5)
    minds = chance.choice([-1, 1], size=(GROUPS, STATEMENTS))
    whose = chance.integers(GROUPS, size=PEOPLE)
    marks = np.where(chance.random((PEOPLE, STATEMENTS)) < 0.8, minds[whose], -minds[whose])
    answered = chance.random((PEOPLE, STATEMENTS)) < 0.6
    ids = [f"s{number:03}" for number in range(STATEMENTS)]
    ballots = [
        {ids[i]: int(own[i]) for i in np.flatnonzero(seen)}
        for own, seen in zip(marks, answered, strict=True)
    ]
    start = time.process_time()  # one thread: what else the machine does is not counted
    body = opinions(ids, ballots)
    seconds = time.process_time() - start
    assert body is not None
    print(
        f"\n{PEOPLE:,} people, {STATEMENTS} statements: {seconds:.2f} s of CPU, {body['k']} groups"
    )
    return seconds


if __name__ == "__main__":
    sys.exit(main())
