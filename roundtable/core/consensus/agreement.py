"""What groups agree on, what each stands out for, and what divides them: from exact counts.

The formulas are those of Polis (Small et al. 2021; `polismath`, repness.clj). A group's probability to
agree is smoothed by one agreement and one disagreement, (agrees + 1) / (answers + 2); passes are answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod, sqrt
from typing import Final, Literal

from roundtable.core.consensus.matrix import Labels, Votes

Way = Literal["agree", "disagree"]
WAYS: Final[tuple[Way, ...]] = ("agree", "disagree")
#: A one-tailed test at 90 %.
SIGNIFICANT: Final = Fraction(12816, 10000)
#: One in so many of a group must have answered a statement for "all agree" to be said of it.
HEARD: Final = 3
#: As many as a page shows of each kind.
MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Count:
    """How a group answered one statement."""

    agree: int = 0
    disagree: int = 0
    passed: int = 0

    @property
    def votes(self) -> int:
        """All answers, passes too."""
        return self.agree + self.disagree + self.passed

    def said(self, way: Way) -> int:
        """How many agreed, or disagreed."""
        return self.agree if way == "agree" else self.disagree

    def __add__(self, other: Count) -> Count:
        return Count(
            self.agree + other.agree, self.disagree + other.disagree, self.passed + other.passed
        )


#: Counts of one statement, one for each group.
Row = Sequence[Count]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a group stands out for: the statement's index, and which way."""

    statement: int
    way: Way


@dataclass(frozen=True, slots=True)
class Divide:
    """A statement that divides: the groups with most and with least agreement."""

    statement: int
    high: int
    low: int


def count(votes: Votes, labels: Labels, groups: int) -> list[list[Count]]:
    """For each statement the counts of each group, labels being 0 to `groups` - 1."""
    parts = [votes[labels == group] for group in range(groups)]
    sums = [[(part == mark).sum(axis=0).tolist() for mark in (1, -1, 0)] for part in parts]
    return [
        [Count(*(int(by_mark[statement]) for by_mark in of_group)) for of_group in sums]
        for statement in range(votes.shape[1])
    ]


def smoothed(count: Count, way: Way = "agree") -> Fraction:
    """The probability that somebody of the group answers this way. 6 of 6: 0.875."""
    return Fraction(count.said(way) + 1, count.votes + 2)


def consensus(row: Row, way: Way = "agree") -> Fraction:
    """Group-informed consensus: the product over the groups, so that none is outvoted by the others."""
    return prod((smoothed(count, way) for count in row), start=Fraction(1))


def representativeness(inside: Count, outside: Count, way: Way = "agree") -> Fraction:
    """How many times as likely this answer is inside the group as outside it."""
    return smoothed(inside, way) / smoothed(outside, way)


def z_share(count: Count, way: Way = "agree") -> float:
    """The z of "more than half answer this way". 6 of 6: 2.645751."""
    votes = count.votes + 1
    return float(2 * (Fraction(count.said(way) + 1, votes) - Fraction(1, 2))) * sqrt(votes)


def z_apart(inside: Count, outside: Count, way: Way = "agree") -> float:
    """The z of "more inside than outside" (two proportions, one more such answer in each)."""
    ins, outs = inside.said(way) + 1, outside.said(way) + 1
    n, m = inside.votes + 1, outside.votes + 1
    together = Fraction(ins + outs, n + m)
    if together == 1:
        return 0.0
    spread = together * (1 - together) * (Fraction(1, n) + Fraction(1, m))
    return float(Fraction(ins, n) - Fraction(outs, m)) / sqrt(spread)


def stands_for(rows: Sequence[Row], group: int) -> list[Standing]:
    """What a group stands out for, the strongest first: most of it say so, and more than elsewhere.

    Ordered as in Polis by representativeness × its z × share × its z.
    """
    found = []
    for statement, row in enumerate(rows):
        others = sum((count for g, count in enumerate(row) if g != group), Count())
        for way in WAYS:
            apart, share = z_apart(row[group], others, way), z_share(row[group], way)
            if apart > SIGNIFICANT and share > SIGNIFICANT:
                ratio = representativeness(row[group], others, way) * smoothed(row[group], way)
                found.append((-float(ratio) * apart * share, statement, way))
    return [Standing(statement, way) for _, statement, way in sorted(found)[:MOST]]


def divides(rows: Sequence[Row]) -> list[Divide]:
    """What divides most: the largest differences between two groups that are more than chance."""
    found = []
    for statement, row in enumerate(rows):
        shares = [smoothed(count) for count in row]
        high, low = shares.index(max(shares)), shares.index(min(shares))
        if z_apart(row[high], row[low]) > SIGNIFICANT:
            found.append((shares[low] - shares[high], Divide(statement, high, low)))
    found.sort(key=lambda pair: (pair[0], pair[1].statement))
    return [divide for _, divide in found[:MOST]]


def shared(rows: Sequence[Row], sizes: Sequence[int]) -> list[Standing]:
    """What all groups agree on (or all reject), the strongest first: in each it is more than half.

    Of each group (of `sizes` people) enough must have answered it to speak of "all".
    """
    found = [
        (-consensus(row, way), statement, way)
        for statement, row in enumerate(rows)
        for way in WAYS
        if all(z_share(count, way) > SIGNIFICANT for count in row)
        and all(HEARD * count.votes >= size for count, size in zip(row, sizes, strict=True))
    ]
    return [Standing(statement, way) for _, statement, way in sorted(found)[:MOST]]


def split(rows: Sequence[Row]) -> list[int]:
    """Without groups: the statements on which the room is most evenly split, by answers for and against.

    At least a quarter of the answers must be on the smaller side.
    """
    found = []
    for statement, row in enumerate(rows):
        total = sum(row, Count())
        smaller = min(total.agree, total.disagree)
        if total.votes and 4 * smaller >= total.votes:
            found.append((-Fraction(smaller, total.votes), statement))
    return [statement for _, statement in sorted(found)[:MOST]]
