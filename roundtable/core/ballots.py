"""Ballot types behind one interface: what a mark may be, what a ballot holds, how it is counted.

A ballot is `{key: mark}`, marks being integers; what is missing was not marked. A key is the id of
an option, but for pairs (`pair_key`). A further type is one more subclass of `BallotType` in `TYPES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final

from roundtable.core.errors import Refused

Marks = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Count:
    """What one option got, by the marks of people.

    yes: people in favour; dots; points of scores; the sum of grades; first places; pairs won.
    against: people against; pairs lost. passed: people who passed; pairs that came out equal.
    people: those who marked it in favour, whatever else is counted.
    """

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
class BallotType:
    """What all types share. `options` is how many options are up, where it matters."""

    name: ClassVar[str]
    #: Whether the marks of an option are told as a distribution (`spread` of a result).
    spread: ClassVar[bool] = False
    budget: int = 0
    best: int = 0

    def check(self, marks: Marks, costs: Mapping[str, int] | None = None) -> None:  # noqa: ARG002 (a knapsack needs them)
        """Raises `Refused` where the ballot is not one of this type."""
        if any(not self.allows(mark) for mark in marks.values()):
            raise Refused("mark_unknown", "marks")

    def allows(self, mark: int) -> bool:
        """Whether a mark is one of this type."""
        return mark == 1

    def count(self, mark: int) -> Count:
        """One mark as a count."""
        return Count(yes=mark, people=1)

    def counts(self, marks: Marks) -> dict[str, Count]:
        """A ballot as counts by option."""
        return {option: self.count(mark) for option, mark in marks.items()}

    def options_of(self, key: str) -> tuple[str, ...]:
        """The options that a key of a ballot is about."""
        return (key,)


@dataclass(frozen=True, slots=True)
class Approval(BallotType):
    """Say yes to as many as you like, or to at most `budget`. Brams and Fishburn, Approval Voting (1983)."""

    name: ClassVar[str] = "approval"

    def check(self, marks: Marks, costs: Mapping[str, int] | None = None) -> None:
        """Raises `Refused` where a mark is no yes, or there are too many."""
        BallotType.check(self, marks, costs)
        if self.budget and len(marks) > self.budget:
            raise Refused("over_limit", "marks", limit=self.budget, used=len(marks))


@dataclass(frozen=True, slots=True)
class Dots(BallotType):
    """Cumulative voting: each person places up to `budget` dots, also several on one option."""

    name: ClassVar[str] = "dots"
    budget: int = 5

    def allows(self, mark: int) -> bool:
        """Any number of dots but none."""
        return mark >= 1

    def check(self, marks: Marks, costs: Mapping[str, int] | None = None) -> None:
        """Raises `Refused` where a mark is no number of dots, or the dots exceed the budget."""
        BallotType.check(self, marks, costs)
        if (used := sum(marks.values())) > self.budget:
            raise Refused("over_budget", "marks", budget=self.budget, used=used)


@dataclass(frozen=True, slots=True)
class Signed(BallotType):
    """For (1), against (-1) or neither (0) on each option."""

    def allows(self, mark: int) -> bool:
        """One of the three."""
        return mark in (-1, 0, 1)

    def count(self, mark: int) -> Count:
        """One mark as a count."""
        return Count(int(mark == 1), int(mark == -1), int(mark == 0), int(mark == 1))


@dataclass(frozen=True, slots=True)
class Opinion(Signed):
    """Agree (1), disagree (-1) or pass (0) on each statement, as Polis asks."""

    name: ClassVar[str] = "opinion"


@dataclass(frozen=True, slots=True)
class Consent(Signed):
    """Consent (1), stand aside (0) or object (-1), as a consent round asks.

    `against` of a count is objections, `passed` those who stand aside.
    """

    name: ClassVar[str] = "consent"


@dataclass(frozen=True, slots=True)
class Score(BallotType):
    """A number from 0 to `best` for each option; in favour is who gives more than half."""

    name: ClassVar[str] = "score"
    spread: ClassVar[bool] = True
    best: int = 5

    def allows(self, mark: int) -> bool:
        """A whole number from 0 to the best."""
        return 0 <= mark <= self.best

    def count(self, mark: int) -> Count:
        """One mark as a count."""
        return Count(yes=mark, people=int(2 * mark > self.best))


#: Words for the grades of a majority judgment, the worst first; shown in the reader's language.
GRADES: Final = ("reject", "poor", "acceptable", "good", "very_good", "excellent")
GOOD: Final = 3


@dataclass(frozen=True, slots=True)
class Grade(BallotType):
    """One of six grades in words. Balinski and Laraki, Majority Judgment (2010); in favour from "good"."""

    name: ClassVar[str] = "grade"
    spread: ClassVar[bool] = True
    best: int = len(GRADES) - 1

    def allows(self, mark: int) -> bool:
        """One of the grades, 0 the worst."""
        return 0 <= mark <= self.best

    def count(self, mark: int) -> Count:
        """One mark as a count."""
        return Count(yes=mark, people=int(mark >= GOOD))


#: The last place that a ranking can give.
LAST: Final = 1000


@dataclass(frozen=True, slots=True)
class Ranking(BallotType):
    """Places from 1, the best; equal places are ties, what has none stands below all that have one."""

    name: ClassVar[str] = "ranking"
    spread: ClassVar[bool] = True

    def allows(self, mark: int) -> bool:
        """A place."""
        return 1 <= mark <= LAST

    def count(self, mark: int) -> Count:
        """One mark as a count of first places."""
        return Count(yes=int(mark == 1), people=int(mark == 1))


_BETWEEN: Final = "-"


def pair_key(one: str, other: str) -> str:
    """The key of two options on a ballot of pairs, the same whichever is named first."""
    return _BETWEEN.join(sorted((one, other)))


def pair_of(key: str) -> tuple[str, str]:
    """The two options of a key: mark 1 prefers the first of them, -1 the second, 0 neither."""
    first, _, second = key.partition(_BETWEEN)
    return first, second


@dataclass(frozen=True, slots=True)
class Pairs(Signed):
    """Which of these two? One mark for each pair that somebody answered."""

    name: ClassVar[str] = "pairs"

    def counts(self, marks: Marks) -> dict[str, Count]:
        """A ballot as pairs won, lost and equal, by option; in favour is who lets it win more often."""
        found: dict[str, Count] = {}
        for key, mark in marks.items():
            for option, sign in zip(pair_of(key), (1, -1), strict=True):
                won = Count(int(mark * sign == 1), int(mark * sign == -1), int(mark == 0))
                found[option] = found.get(option, Count()).plus(won)
        return {
            option: Count(c.yes, c.against, c.passed, int(c.yes > c.against))
            for option, c in found.items()
        }

    def options_of(self, key: str) -> tuple[str, ...]:
        """Both options of a pair; something that is no pair is about nothing that is up."""
        first, second = pair_of(key)
        return (first, second) if pair_key(first, second) == key and first != second else (key,)


@dataclass(frozen=True, slots=True)
class Knapsack(BallotType):
    """Pick what the money is enough for: the costs of what is marked keep within `budget`.

    Goel, Krishnaswamy, Sakshuwong and Aitamurto, Knapsack Voting (2019).
    """

    name: ClassVar[str] = "knapsack"

    def check(self, marks: Marks, costs: Mapping[str, int] | None = None) -> None:
        """Raises `Refused` where a mark is no yes, or what is marked costs too much."""
        BallotType.check(self, marks, costs)
        used = sum((costs or {}).get(option, 0) for option in marks)
        if used > self.budget:
            raise Refused("over_sum", "marks", sum=self.budget, used=used)


#: What a stage of the kind "vote" may choose from.
TYPES: Final[dict[str, type[BallotType]]] = {
    kind.name: kind for kind in (Approval, Dots, Opinion, Score, Grade, Ranking, Pairs, Knapsack)
}
#: By what a ballot may be counted, the usual rule first (`core.rules`).
RULES: Final[Mapping[str, tuple[str, ...]]] = {
    "approval": ("approval", "phragmen", "sequential_proportional", "equal_shares"),
    "dots": ("cumulative",),
    "opinion": ("approval",),
    "score": ("mean", "median", "majority_judgment"),
    "grade": ("majority_judgment", "median", "mean"),
    "ranking": ("schulze", "borda", "instant_runoff", "ranked_pairs", "minimax"),
    "pairs": ("ranked_pairs", "schulze", "minimax"),
    "knapsack": ("equal_shares", "approval"),
}
#: Rules that make no sense without a number of options to be taken up, or costs.
SEATED: Final = frozenset({"phragmen", "sequential_proportional", "equal_shares"})
USUAL: Final = "usual"
#: What somebody takes as a position in a consent round, and the mark it is kept as.
POSITIONS = {"consent": 1, "aside": 0, "objection": -1}


def of_settings(settings: Mapping[str, object]) -> BallotType:
    """The ballot type of a vote stage's settings; "consent" of a consent round."""
    name = str(settings.get("ballot") or "approval")
    if name == Consent.name:
        return Consent()
    if name == Score.name:
        return Score(best=int(str(settings.get("scale") or 5)))
    setting = {"dots": "budget", "approval": "limit", "knapsack": "sum"}.get(name, "")
    most = settings.get(setting)
    kind = TYPES[name]
    return kind(budget=most) if isinstance(most, int) and (most or name == "knapsack") else kind()


def rule_of(settings: Mapping[str, object]) -> str:
    """The rule that counts in a vote with these settings; "" in a consent round."""
    usual = RULES.get(str(settings.get("ballot") or "approval"), ("",))[0]
    rule = str(settings.get("rule") or USUAL)
    return usual if rule == USUAL else rule


def patched(
    before: Marks, patch: Mapping[str, int | None], options: Iterable[str], kind: BallotType
) -> dict[str, int]:
    """The ballot after `patch`: the keys named take the value given, None clears them.

    Raises `Refused` where something is named that is not up for vote.
    """
    known = set(options)

    def is_up(key: str) -> bool:
        return known.issuperset(kind.options_of(key))

    if unknown := [key for key in patch if not is_up(key)]:
        raise Refused("option_unknown", "marks", option=min(unknown)[:41])
    after = {key: mark for key, mark in before.items() if is_up(key)}
    for key, mark in patch.items():
        if mark is None:
            after.pop(key, None)
        else:
            after[key] = mark
    return after


@dataclass(slots=True)
class Tally:
    """All that was counted: by option and group, and how many voted in each group.

    spread: for each option and group how often each mark was given, `{mark: people}`.
    """

    options: dict[str, dict[str, Count]] = field(default_factory=dict)
    voted: dict[str, int] = field(default_factory=dict)
    spread: dict[str, dict[str, dict[int, int]]] = field(default_factory=dict)

    def total(self, option: str) -> Count:
        """The option's count over all groups."""
        return sum_counts(self.options.get(option, {}).values())


def sum_counts(counts: Iterable[Count]) -> Count:
    """Counts added up."""
    total = Count()
    for count in counts:
        total = total.plus(count)
    return total


def only(kind: BallotType, marks: Marks, options: Iterable[str]) -> dict[str, int]:
    """The marks that are about these options."""
    known = set(options)
    return {key: mark for key, mark in marks.items() if known.issuperset(kind.options_of(key))}


def tally(kind: BallotType, options: Iterable[str], ballots: Iterable[tuple[str, Marks]]) -> Tally:
    """Count `(group, marks)` pairs. Marks on anything but `options` are left out."""
    result = Tally(options={option: {} for option in options})
    result.spread = {option: {} for option in result.options}
    for group, marks in ballots:
        counted = only(kind, marks, result.options)
        if not counted:
            continue
        result.voted[group] = result.voted.get(group, 0) + 1
        for option, count in kind.counts(counted).items():
            by_group = result.options[option]
            by_group[group] = by_group.get(group, Count()).plus(count)
        if kind.spread:
            for option, mark in counted.items():
                found = result.spread[option].setdefault(group, {})
                found[mark] = found.get(mark, 0) + 1
    return result


def ranked(totals: Mapping[str, int]) -> list[tuple[str, int]]:
    """`(option, rank)` by falling total; equal totals share the rank, in the order given."""
    order = sorted(totals, key=lambda option: -totals[option])
    ranks: list[tuple[str, int]] = []
    for place, option in enumerate(order, start=1):
        tied = ranks and totals[ranks[-1][0]] == totals[option]
        ranks.append((option, ranks[-1][1] if tied else place))
    return ranks
