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

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd
from typing import NamedTuple

from roundtable.core.rules.branching import Step, Voters


class Line(NamedTuple):
    """A price per unit of benefit as a line over the steps: (value + slope * steps) / unit.

    `at` is its value where nothing is added, to sort by.
    """

    at: Fraction
    option: str
    value: int
    slope: int
    unit: int


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


@dataclass(frozen=True, slots=True)
class Bought:
    """How an option was paid for: the most that a person pays, and who pays what (by group; not 0)."""

    price: Fraction
    paid: tuple[tuple[int, Fraction], ...]


@dataclass(slots=True)
class Market:
    """One run with `start` for each person.

    costs: of the options that may be bought, 1 or more each; limit: what may be spent.
    step: by how much `start` would grow; steps: for how many such steps all that was bought so far, and
    how, stays the same (None: for ever).
    """

    voters: Voters
    costs: Mapping[str, int]
    limit: int
    start: Fraction
    step: Fraction
    steps: int | None = None

    def opening(self) -> Purses:
        """Everybody has the same, nothing is bought."""
        unit = self.start.denominator * self.step.denominator
        groups = len(self.voters.weights)
        lines = sorted(
            Line(Fraction(1, people), option, 1, 0, people)
            for option in self.costs
            if (people := self.voters.people[option])
        )
        return Purses(
            frozenset(),
            0,
            unit,
            (int(self.start * unit),) * groups,
            (int(self.step * unit),) * groups,
            tuple(lines),
        )

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
        while waiting and (not best or waiting[0].at <= best[0][0].at):
            option = waiting.pop(0).option
            price = self.price(purses, option)
            if price is None:
                continue
            unit = price.people * self.costs[option] * purses.unit
            line = Line(Fraction(price.value, unit), option, price.value, price.slope, unit)
            if best and line.at < best[0][0].at:
                passed += (each for each, _ in best)
                best = []
            if not best or line.at == best[0][0].at:
                best.append((line, price))
            else:
                passed.append(line)
        if not best:
            return []
        self.compare(best[0][0], [*waiting, *passed, *(line for line, _ in best[1:])])
        lines = sorted([*waiting, *passed, *(line for line, _ in best)])
        return [self.buy(purses, line, price, lines) for line, price in best]

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

    def compare(self, best: Line, others: list[Line]) -> None:
        """The others stay dearer for some steps. One that ties does so where its line is the same."""
        for other in others:
            slope = other.slope * best.unit - best.slope * other.unit
            if other.at == best.at and slope > 0:
                self.steps = 0
            elif slope < 0:
                value = other.value * best.unit - best.value * other.unit
                self.lasts(value, slope, strictly=True)

    def buy(self, purses: Purses, line: Line, price: Price, lines: list[Line]) -> Step[Purses]:
        """One option bought. Who pays all that they have goes on to do so for some steps."""
        money = [each * price.people for each in purses.money]
        slopes = [each * price.people for each in purses.slopes]
        unit = purses.unit * price.people
        paid: list[tuple[int, Fraction]] = []
        for n in self.voters.supporters[line.option]:
            left, slope = money[n] - price.value, slopes[n] - price.slope
            if left >= 0:
                self.lasts(left, slope)
                paid.append((n, Fraction(price.value, unit)))
                money[n], slopes[n] = left, slope
            else:
                self.lasts(-left, -slope)
                if money[n]:
                    paid.append((n, Fraction(money[n], unit)))
                money[n] = slopes[n] = 0
        common = gcd(unit, *money, *slopes)
        after = Purses(
            purses.taken | {line.option},
            purses.spent + self.costs[line.option],
            unit // common,
            tuple(each // common for each in money),
            tuple(each // common for each in slopes),
            tuple(each for each in lines if each.option != line.option),
        )
        return Step(line.option, after, Bought(Fraction(price.value, unit), tuple(paid)))
