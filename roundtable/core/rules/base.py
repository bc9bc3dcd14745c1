"""What all voting rules share: the ballots as they are counted, and what a rule makes of them.

A rule is a function from a `Profile` to an `Outcome`. It never looks at the order of options or ballots:
where it does not decide, it says so, and only a stated order (`tiebreak`) decides for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Protocol

Marks = Mapping[str, int]
#: Something that explains an outcome: `{"fact": code, …}` with ids of options and exact figures.
Fact = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Profile:
    """All ballots of one vote, equal ones counted together.

    options: ids, in the order in which they were put up; no rule may let it decide anything.
    votes: `(marks, number of people)`, the number 1 or more; marks as `core.ballots` has them.
    costs, limit: what each option costs and what may be spent; empty and 0 where nothing costs.
    best: the highest mark of a score or grade, 0 for other ballots.
    """

    options: tuple[str, ...]
    votes: tuple[tuple[Marks, int], ...]
    costs: Mapping[str, int] = field(default_factory=dict)
    limit: int = 0
    best: int = 0

    @property
    def people(self) -> int:
        """How many ballots there are."""
        return sum(weight for _, weight in self.votes)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule makes of a profile.

    order: every option once, best first; options in one class tie.
    chosen: the options that surely have a seat, best first (empty without seats).
    tied: the options between which the rule does not decide who gets the seats that are left.
    facts: what explains it, general facts first, then by option in `order`.
    table: the working behind it, as JSON; its shape is told by the rule's module.
    """

    order: tuple[tuple[str, ...], ...]
    chosen: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    table: Mapping[str, Any] = field(default_factory=dict)

    @property
    def first(self) -> tuple[str, ...]:
        """Who comes first: one option, or several that tie."""
        return self.order[0] if self.order else ()


class Count(Protocol):
    """How a rule counts.

    seats: how many options are taken up, 0 where only an order is asked for.
    tiebreak: options, the preferred first; where it is empty, ties stay ties.
    """

    def __call__(self, profile: Profile, seats: int = 0, tiebreak: Sequence[str] = ()) -> Outcome:
        """Count the profile."""
        ...


@dataclass(frozen=True, slots=True)
class Rule:
    """A voting rule: its `name` in settings, how it counts, and the ballots that it can count.

    seated: it makes no sense without a number of seats (or costs and a limit).
    """

    name: str
    count: Count
    ballots: frozenset[str]
    seated: bool = False


def by_score(
    scores: Mapping[str, Any], tiebreak: Sequence[str] = ()
) -> tuple[tuple[str, ...], ...]:
    """Options by falling score, equal ones in one class (or by `tiebreak`, each in a class of its own).

    Within a class options stand in the order of `scores`, which means nothing.
    """
    classes: list[list[str]] = []
    for option in sorted(scores, key=lambda option: scores[option], reverse=True):
        if classes and scores[classes[-1][0]] == scores[option]:
            classes[-1].append(option)
        else:
            classes.append([option])
    return broken(classes, tiebreak)


def broken(
    classes: Iterable[Sequence[str]], tiebreak: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    """Classes with their ties broken by an order, where there is one."""
    if not tiebreak:
        return tuple(tuple(each) for each in classes)
    place = {option: n for n, option in enumerate(tiebreak)}
    return tuple(
        (option,)
        for each in classes
        for option in sorted(each, key=lambda option: place.get(option, len(place)))
    )


def seated(order: Sequence[Sequence[str]], seats: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who of an order surely has one of the seats, and between whom the rest of them is open."""
    chosen: list[str] = []
    for each in order:
        if len(chosen) >= seats:
            break
        if len(chosen) + len(each) > seats:
            return tuple(chosen), tuple(each)
        chosen.extend(each)
    return tuple(chosen), ()


def exact(value: Fraction | int) -> str:
    """A figure as text that loses nothing: "31", "7/3"."""
    return str(Fraction(value))
