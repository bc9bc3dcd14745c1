"""Ballots as a matrix: one row for each person, one column for each statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

#: `{statement: mark}` of one person: 1 agree, 0 pass, -1 disagree; what is missing was not answered.
Marks = Mapping[str, int]
#: People × statements; nan where somebody has not answered.
Votes = NDArray[np.float64]
Positions = NDArray[np.float64]
Labels = NDArray[np.intp]
#: For each person, whether something holds.
Who = NDArray[np.bool_]
#: Of each person the block under which their stakeholder group may be told.
Declared = NDArray[np.object_]

#: Answers that somebody needs to have a place among the others, as in Polis.
LEAST_ANSWERS: Final = 7


def matrix(options: Sequence[str], people: Sequence[Marks]) -> Votes:
    """The marks of `people` on `options`, in these orders."""
    nan = float("nan")
    rows = [[marks.get(option, nan) for option in options] for marks in people]
    return np.array(rows, dtype=np.float64).reshape(len(people), len(options))


def answers(votes: Votes) -> NDArray[np.intp]:
    """How many statements each person has answered; a pass is an answer."""
    return np.asarray((~np.isnan(votes)).sum(axis=1), dtype=np.intp)


def least_answers(statements: int) -> int:
    """How many answers a place takes: seven, or half of the statements where there are few."""
    return min(LEAST_ANSWERS, (statements + 1) // 2)


def in_order(votes: Votes) -> NDArray[np.intp]:
    """The people sorted by what they answered, so that the order in which they voted says nothing."""
    told = np.where(np.isnan(votes), 2, votes)
    return np.lexsort(told.T[::-1]) if told.size else np.arange(len(votes))
