"""The Method of Equal Shares with a given sum for each person: what is bought, and who pays for it.

Source: Peters and Skowron, Proportionality and the Limits of Welfarism (EC 2020, as Rule X);
Peters, Pierczyński and Skowron, Proportional Participatory Budgeting with Additive Utilities
(NeurIPS 2021). Everybody has the same sum. An option is bought where those who approve of it have
its cost left together: all of them pay the same, but nobody more than they have left. Of the
options that can be bought, the one with the least greatest payment for each unit of benefit comes
next. The benefit of an option is its cost (cost utilities); where every option costs 1, the least
greatest payment itself decides.

All sums are integers over a common unit. Beside each sum stands its `slope`: by how much it grows
where everybody is given one step more. What is bought, and by whom, stays the same for as many
steps as no comparison that led to it changes its sign; sums are linear in the steps so long, and
the price of any other option is a convex function of them (the sum of min(sum left, price) is
concave in both), so that it stays above its tangent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd
from typing import NamedTuple

from roundtable.core.rules.branching import Path, Step, Voters

#: Binary places of the keys by which prices are sorted; equal keys are compared exactly.
PLACES = 128


class Line(NamedTuple):
    """A price per unit of benefit over the steps: (value + slope * steps) / unit; `key`: now, rounded."""

    key: int
    option: str
    value: int
    slope: int
    unit: int

    @classmethod
    def of(cls, option: str, value: int, slope: int, unit: int) -> Line:
        """The line, with its key."""
        return cls((value << PLACES) // unit, option, value, slope, unit)

    def above(self, other: Line) -> int:
        """More than 0 where this is dearer now, less where it is cheaper, 0 where both are the same."""
        if self.key != other.key:
            return self.key - other.key
        return self.value * other.unit - other.value * self.unit


class Price(NamedTuple):
    """What all pay who can, before the division by `people`, who are they, in the unit of the purses."""

    value: int
    slope: int
    people: int


@dataclass(frozen=True, slots=True)
class Purses:
    """What each group of voters has left, in units of 1/`unit`, after some options were bought.

    lines: for each option that may still be bought a line under its price, the lowest first.
    """

    taken: frozenset[str]
    spent: int
    unit: int
    money: tuple[int, ...]
    slopes: tuple[int, ...]
    lines: tuple[Line, ...] = field(compare=False)

    def later(self, steps: int) -> Purses:
        """The same purchases, so many steps later."""
        if not steps:
            return self
        money = (each + slope * steps for each, slope in zip(self.money, self.slopes, strict=True))
        lines = sorted(
            Line.of(line.option, line.value + line.slope * steps, line.slope, line.unit)
            for line in self.lines
        )
        return Purses(self.taken, self.spent, self.unit, tuple(money), self.slopes, tuple(lines))


class Bought(NamedTuple):
    """How an option was paid for: the most that a person pays, and who pays what (by group; not 0).

    In units of 1/`unit`, without a common divisor.
    """

    unit: int
    price: int
    paid: tuple[tuple[int, int], ...]


class Kept(NamedTuple):
    """What was bought at a step, in all ways, and up to which step it stays so (None: for ever)."""

    at: int
    ways: tuple[Purses, ...]
    until: int | None


@dataclass(slots=True)
class Market:
    """Runs in which everybody has `start`, and a `step` more in each one after it.

    costs: of the options that may be bought, 1 or more each; limit: what may be spent.
    at: the step that is counted.
    steps: for how many steps after it all that was bought so far, and how, stays the same (None: for ever).
    trail: purchases from which a later run may go on.
    """

    voters: Voters
    costs: Mapping[str, int]
    limit: int
    start: Fraction
    step: Fraction
    at: int = 0
    steps: int | None = None
    trail: list[Kept] = field(default_factory=list)

    def opening(self) -> Purses:
        """Everybody has the same, nothing is bought."""
        share = self.start + self.at * self.step
        unit = share.denominator * self.step.denominator
        groups = len(self.voters.weights)
        people = self.voters.people
        lines = sorted(Line.of(option, 1, 0, people[option]) for option in self.costs)
        return Purses(
            frozenset(),
            0,
            unit,
            (int(share * unit),) * groups,
            (int(self.step * unit),) * groups,
            tuple(lines),
        )

    def paths(self, at: int) -> list[Path[Purses]]:
        """Where the run of a step begins: with all that is bought as in the runs before it."""
        self.at, self.steps = at, None
        while self.trail and self.trail[-1].until is not None and self.trail[-1].until < at:
            self.trail.pop()
        if not self.trail:
            return [Path(self.opening())]
        kept = self.trail[-1]
        self.steps = None if kept.until is None else kept.until - at
        return [Path(purses.later(at - kept.at)) for purses in kept.ways]

    def lasts(self, value: int, slope: int, strictly: bool = False) -> None:
        """A comparison `value + slope * steps >= 0` (or > 0) led to what was bought."""
        if slope < 0:
            most = max(0, value - strictly) // -slope
            self.steps = most if self.steps is None else min(self.steps, most)

    def expand(self, purses: Purses) -> list[Step[Purses]]:
        """All options that may be bought next; none also where too much was spent, which ends a run."""
        if purses.spent > self.limit:
            return []
        waiting = list(purses.lines)
        best: list[tuple[Line, Price]] = []
        passed: list[Line] = []
        while waiting and (not best or waiting[0].key <= best[0][0].key):
            option = waiting.pop(0).option
            price = self.price(purses, option)
            if price is None:
                continue
            unit = price.people * self.costs[option] * purses.unit
            line = Line.of(option, price.value, price.slope, unit)
            above = line.above(best[0][0]) if best else 0
            if above > 0:
                passed.append(line)
                continue
            if above < 0:
                passed += (each for each, _ in best)
                best = []
            best.append((line, price))
        if not best:
            return []
        lines = sorted([*waiting, *passed, *(line for line, _ in best)])
        self.compare(best[0][0], lines)
        return [self.buy(purses, line, price, lines) for line, price in best]

    def keep(self, ways: Sequence[Purses]) -> None:
        """Keeps what is bought after a round, so that a later run may go on from it."""
        until = None if self.steps is None else self.at + self.steps
        self.trail.append(Kept(self.at, tuple(ways), until))

    def price(self, purses: Purses, option: str) -> Price | None:
        """What those pay for an option who can; None where its supporters have too little."""
        value, slope = self.costs[option] * purses.unit, 0
        people = self.voters.people[option]
        weights, money = self.voters.weights, purses.money
        for n in sorted(self.voters.supporters[option], key=money.__getitem__):
            if money[n] * people >= value:
                return Price(value, slope, people)
            value -= weights[n] * money[n]
            slope -= weights[n] * purses.slopes[n]
            people -= weights[n]
        self.lasts(value, slope, strictly=True)
        return None

    def compare(self, best: Line, lines: list[Line]) -> None:
        """The others stay dearer for some steps. One that ties does so where its line is the same."""
        for line in lines:
            slope = line.slope * best.unit - best.slope * line.unit
            if slope < 0:
                self.lasts(line.value * best.unit - best.value * line.unit, slope, strictly=True)
            elif slope > 0 and not line.above(best):
                self.steps = 0

    def buy(self, purses: Purses, line: Line, price: Price, lines: list[Line]) -> Step[Purses]:
        """One option bought. Who pays all that they have goes on to do so for some steps."""
        money = [each * price.people for each in purses.money]
        slopes = [each * price.people for each in purses.slopes]
        paid: list[tuple[int, int]] = []
        for n in self.voters.supporters[line.option]:
            left, slope = money[n] - price.value, slopes[n] - price.slope
            if left >= 0:  # for good: with more for everybody sums grow and prices fall
                paid.append((n, price.value))
                money[n], slopes[n] = left, slope
            else:
                self.lasts(-left, -slope)
                if money[n]:
                    paid.append((n, money[n]))
                money[n] = slopes[n] = 0
        unit = purses.unit * price.people
        common = gcd(unit, *money, *slopes)
        if common > 1:
            money = [each // common for each in money]
            slopes = [each // common for each in slopes]
        after = Purses(
            purses.taken | {line.option},
            purses.spent + self.costs[line.option],
            unit // common,
            tuple(money),
            tuple(slopes),
            tuple(each for each in lines if each.option != line.option),
        )
        return Step(line.option, after, reduced(unit, price.value, paid))


def reduced(unit: int, price: int, paid: list[tuple[int, int]]) -> Bought:
    """Payments without a common divisor."""
    common = gcd(unit, price, *(each for _, each in paid))
    return Bought(unit // common, price // common, tuple((n, each // common) for n, each in paid))
