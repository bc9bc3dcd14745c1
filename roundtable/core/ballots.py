"""Ballot types behind one interface: what a mark may be, what a ballot holds, how it is counted.

A ballot is `{option id: mark}`, marks being integers; what is missing was not marked. A further type
is one more subclass in `TYPES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from roundtable.core.errors import Refused

Marks = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Count:
    """What one option got. For dots `yes` counts dots; `people` those who marked it in favour."""

    yes: int = 0
    against: int = 0
    passed: int = 0
    people: int = 0

    def plus(self, other: Count) -> Count:
        """Both counts together."""
        return Count(
            self.yes + other.yes,
            self.against + other.against,
            self.passed + other.passed,
            self.people + other.people,
        )


@dataclass(frozen=True, slots=True)
class Approval:
    """Say yes to as many as you like. Brams and Fishburn, Approval Voting (1983)."""

    name: ClassVar[str] = "approval"
    budget: int = 0

    def check(self, marks: Marks) -> None:
        """Raises `Refused` where the ballot is not one of this type."""
        if any(mark != 1 for mark in marks.values()):
            raise Refused("mark_unknown", "marks")

    def count(self, mark: int) -> Count:
        """One mark as a count."""
        return Count(yes=mark, people=1)


@dataclass(frozen=True, slots=True)
class Dots:
    """Cumulative voting: each person places up to `budget` dots, also several on one option."""

    name: ClassVar[str] = "dots"
    budget: int = 5

    def check(self, marks: Marks) -> None:
        """Raises `Refused` where a mark is no number of dots, or the dots exceed the budget."""
        if any(mark < 1 for mark in marks.values()):
            raise Refused("mark_unknown", "marks")
        if (used := sum(marks.values())) > self.budget:
            raise Refused("over_budget", "marks", budget=self.budget, used=used)

    def count(self, mark: int) -> Count:
        """One mark as a count."""
        return Count(yes=mark, people=1)


@dataclass(frozen=True, slots=True)
class Opinion:
    """Agree (1), disagree (-1) or pass (0) on each statement, as Polis asks."""

    name: ClassVar[str] = "opinion"
    budget: int = 0

    def check(self, marks: Marks) -> None:
        """Raises `Refused` where a mark is none of the three."""
        if any(mark not in (-1, 0, 1) for mark in marks.values()):
            raise Refused("mark_unknown", "marks")

    def count(self, mark: int) -> Count:
        """One mark as a count."""
        return Count(int(mark == 1), int(mark == -1), int(mark == 0), int(mark == 1))


@dataclass(frozen=True, slots=True)
class Consent:
    """Consent (1), stand aside (0) or object (-1), as a consent round asks."""

    name: ClassVar[str] = "consent"
    budget: int = 0

    def check(self, marks: Marks) -> None:
        """Raises `Refused` where a mark is none of the three."""
        if any(mark not in (-1, 0, 1) for mark in marks.values()):
            raise Refused("mark_unknown", "marks")

    def count(self, mark: int) -> Count:
        """One mark as a count: `against` counts objections, `passed` those who stand aside."""
        return Count(int(mark == 1), int(mark == -1), int(mark == 0), int(mark == 1))


BallotType = Approval | Dots | Opinion | Consent
#: What a stage of the kind "vote" may choose from.
TYPES: dict[str, type[Approval | Dots | Opinion]] = {
    kind.name: kind for kind in (Approval, Dots, Opinion)
}
#: What somebody takes as a position in a consent round, and the mark it is kept as.
POSITIONS = {"consent": 1, "aside": 0, "objection": -1}


def of_settings(settings: Mapping[str, object]) -> BallotType:
    """The ballot type of a vote stage's settings (`ballot`, `budget`); "consent" of a consent round."""
    if settings.get("ballot") == Consent.name:
        return Consent()
    kind = TYPES[str(settings.get("ballot", "approval"))]
    budget = settings.get("budget")
    return kind(budget) if kind is Dots and isinstance(budget, int) else kind()


def patched(
    before: Marks, patch: Mapping[str, int | None], options: Iterable[str]
) -> dict[str, int]:
    """The ballot after `patch`: named options take the value given, None clears them.

    Raises `Refused` where an option is not up for vote.
    """
    known = set(options)
    if unknown := set(patch) - known:
        raise Refused("option_unknown", "marks", option=min(unknown)[:40])
    after = {option: mark for option, mark in before.items() if option in known}
    for option, mark in patch.items():
        if mark is None:
            after.pop(option, None)
        else:
            after[option] = mark
    return after


@dataclass(slots=True)
class Tally:
    """All that was counted: by option and group, and how many voted in each group."""

    options: dict[str, dict[str, Count]] = field(default_factory=dict)
    voted: dict[str, int] = field(default_factory=dict)

    def total(self, option: str) -> Count:
        """The option's count over all groups."""
        return sum_counts(self.options.get(option, {}).values())


def sum_counts(counts: Iterable[Count]) -> Count:
    """Counts added up."""
    total = Count()
    for count in counts:
        total = total.plus(count)
    return total


def tally(kind: BallotType, options: Iterable[str], ballots: Iterable[tuple[str, Marks]]) -> Tally:
    """Count `(group, marks)` pairs. Marks on anything but `options` are left out."""
    result = Tally(options={option: {} for option in options})
    for group, marks in ballots:
        counted = {option: mark for option, mark in marks.items() if option in result.options}
        if not counted:
            continue
        result.voted[group] = result.voted.get(group, 0) + 1
        for option, mark in counted.items():
            by_group = result.options[option]
            by_group[group] = by_group.get(group, Count()).plus(kind.count(mark))
    return result


def ranked(totals: Mapping[str, int]) -> list[tuple[str, int]]:
    """`(option, rank)` by falling total; equal totals share the rank, in the order given."""
    order = sorted(totals, key=lambda option: -totals[option])
    ranks: list[tuple[str, int]] = []
    for place, option in enumerate(order, start=1):
        tied = ranks and totals[ranks[-1][0]] == totals[option]
        ranks.append((option, ranks[-1][1] if tied else place))
    return ranks
