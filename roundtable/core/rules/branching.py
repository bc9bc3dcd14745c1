"""Ties between options for the next seat, followed one way and the other.

Rules that fill one seat after another may meet a tie on the way, and what is taken then changes
what comes later. All ways to break ties are followed ("parallel-universe tie-breaking": Conitzer,
Rognlie and Xia, Preference Functions That Score Rankings and Maximum Likelihood Estimation, IJCAI
2009): an option has a seat for sure where it has one in every possible outcome. Ways that lead to
the same state are followed once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Generic, TypeVar

from roundtable.core.rules.base import Fact, Outcome, Profile, by_score

S = TypeVar("S", bound=Hashable)
#: How many marks of ballots are read to follow ties, and how many states at least and at most.
WORK, FEWEST, MOST = 2_000_000, 60, 10_000


@dataclass(frozen=True, slots=True)
class Voters:
    """Ballots by what they approve of: a mark of 1 or more.

    weights: how many people each group is; votes: which of `profile.votes` it is made of.
    supporters: the groups that approve of each option, as indices; people: how many people they are.
    """

    weights: tuple[int, ...]
    votes: tuple[tuple[int, ...], ...]
    supporters: Mapping[str, tuple[int, ...]]
    people: Mapping[str, int]

    @classmethod
    def of(cls, profile: Profile) -> Voters:
        """The voters of a profile, also those who approve of nothing."""
        groups: dict[frozenset[str], list[int]] = {}
        for index, (marks, _) in enumerate(profile.votes):
            groups.setdefault(approved(marks, profile.options), []).append(index)
        weights = tuple(sum(profile.votes[i][1] for i in votes) for votes in groups.values())
        supporters = {
            option: tuple(n for n, ballot in enumerate(groups) if option in ballot)
            for option in profile.options
        }
        people = {
            option: sum(weights[n] for n in groups_) for option, groups_ in supporters.items()
        }
        return cls(weights, tuple(map(tuple, groups.values())), supporters, people)

    @property
    def supported(self) -> tuple[str, ...]:
        """Options that somebody approves of."""
        return tuple(option for option, people in self.people.items() if people)

    @property
    def states(self) -> int:
        """How many states are followed at most: as many as take about a second."""
        marks = len(self.weights) * len(self.supporters)
        return min(MOST, max(FEWEST, WORK // max(1, marks)))


def approved(marks: Mapping[str, int], options: Iterable[str]) -> frozenset[str]:
    """What a ballot approves of."""
    return frozenset(option for option in options if marks.get(option, 0) > 0)


@dataclass(frozen=True, slots=True)
class Step(Generic[S]):
    """One option taken: the state after it, and `row`, how it was taken (compared between ways)."""

    option: str
    state: S
    row: Any


@dataclass(slots=True)
class Path(Generic[S]):
    """All ways to one state.

    rounds: the first and the last round in which an option is taken on them.
    rows: how it was taken, for the options of which all ways tell the same.
    """

    state: S
    rounds: dict[str, tuple[int, int]] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)

    def after(self, step: Step[S], number: int) -> Path[S]:
        """These ways, one step longer."""
        return Path(
            step.state,
            {**self.rounds, step.option: (number, number)},
            {**self.rows, step.option: step.row},
        )

    @classmethod
    def together(cls, paths: Sequence[Path[S]]) -> Path[S]:
        """What several ways tell alike; the state is the first one's."""
        first, *others = paths
        path = cls(first.state, dict(first.rounds), dict(first.rows))
        for each in others:
            path.merge(each)
        return path

    def merge(self, other: Path[S]) -> None:
        """Takes in other ways, to the same options."""
        for option, (first, last) in other.rounds.items():
            mine = self.rounds.get(option, (first, last))
            self.rounds[option] = (min(first, mine[0]), max(last, mine[1]))
        self.rows = agreed([self.rows, other.rows])


def agreed(tables: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What all tables tell alike."""
    first, *others = tables
    return {
        key: value
        for key, value in first.items()
        if all(key in other and other[key] == value for other in others)
    }


@dataclass(slots=True)
class Followed(Generic[S]):
    """Where all ways to break ties lead.

    ends: the states in which nothing more is taken; where there are too many (`capped`), the last
        state to which all of them lead.
    broken: the ties that the given order decided, as facts.
    seen: how many states were met on the way.
    """

    ends: list[Path[S]]
    capped: bool = False
    broken: list[Fact] = field(default_factory=list)
    seen: int = 0


def follow(
    starts: Sequence[Path[S]],
    expand: Callable[[S], Sequence[Step[S]]],
    most: int,
    tiebreak: Sequence[str] = (),
    keep: Callable[[Sequence[S]], None] = lambda _states: None,
) -> Followed[S]:
    """Follow a rule from its `starts`; `expand` tells all options that may be taken next (none: the end).

    most: how many states are followed before it is given up.
    keep: is told after each round the states in it, while no way has ended.
    """
    level: dict[S, Path[S]] = {start.state: start for start in starts}
    sure = starts[0]
    result: Followed[S] = Followed([])
    number = 0
    while level:
        number += 1
        following: dict[S, Path[S]] = {}
        for path in level.values():
            steps = preferred(expand(path.state), tiebreak, number, result.broken)
            if not steps:
                result.ends.append(path)
            for step in steps:
                longer = path.after(step, number)
                if step.state in following:
                    following[step.state].merge(longer)
                else:
                    following[step.state] = longer
            result.seen += len(steps)
            if result.seen > most and (len(level) > 1 or len(following) > 1):
                return Followed([sure], capped=True, broken=result.broken)
        if following and not result.ends:
            keep(tuple(following))
            if len(following) == 1:
                (sure,) = following.values()
        level = following
    return result


def preferred(
    steps: Sequence[Step[S]], tiebreak: Sequence[str], number: int, broken: list[Fact]
) -> Sequence[Step[S]]:
    """The steps that are still possible after a stated order, which is told to `broken` where it decides."""
    if len(steps) < 2 or not tiebreak:  # noqa: PLR2004 - one option does not tie
        return steps
    place = {option: n for n, option in enumerate(tiebreak)}
    best = min(place.get(step.option, len(place)) for step in steps)
    left = [step for step in steps if place.get(step.option, len(place)) == best]
    if len(left) < len(steps):
        broken.append(
            {
                "fact": "tie_broken",
                "round": number,
                "options": sorted(
                    (step.option for step in steps), key=lambda o: place.get(o, best)
                ),
                "taken": left[0].option,
            }
        )
    return left


@dataclass(frozen=True, slots=True)
class Seats:
    """Who has a seat however ties are broken, who may have one, and everybody's place."""

    order: tuple[tuple[str, ...], ...]
    chosen: tuple[str, ...]
    tied: tuple[str, ...]


def seats_of(
    followed: Followed[S],
    voters: Voters,
    tiebreak: Sequence[str] = (),
    closed: bool = False,
    open_to: Iterable[str] = (),
) -> Seats:
    """What all ways have in common.

    Options are in the order of the round in which they are taken (at the earliest, then at the latest),
    those that are open in one class after them, then the rest by approvals.

    closed: no seats were asked for, the options taken are an order.
    open_to: where too many ties were met, every option that may still be taken.
    """
    together = Path.together(followed.ends)
    rounds = together.rounds
    sure = {
        option: (-first, -last)
        for option, (first, last) in rounds.items()
        if all(option in end.rounds for end in followed.ends)
    }
    maybe = set(rounds) - set(sure)
    if followed.capped:
        maybe |= set(open_to) - set(sure)
    if closed:
        maybe = set()
    rest = {o: n for o, n in voters.people.items() if o not in sure and o not in maybe}
    taken = by_score(sure, tiebreak)
    tied = tuple(option for option in voters.people if option in maybe)
    order = (*taken, *([tied] if tied else []), *by_score(rest, tiebreak))
    return Seats(order, () if closed else tuple(chain.from_iterable(taken)), tied)


def by_vote(voters: Voters, amounts: Mapping[int, str]) -> list[list[Any]]:
    """Amounts of groups of voters as `[index in profile.votes, amount as text]`, by index."""
    return sorted([index, text] for n, text in amounts.items() for index in voters.votes[n])


def tie_facts(seats: Seats, followed: Followed[S], most: int) -> list[Fact]:
    """What is open and what a stated order decided, as facts."""
    facts: list[Fact] = []
    if followed.capped:
        facts.append({"fact": "ties_many", "states": most})
    if seats.tied:
        facts.append({"fact": "tie_open", "options": list(seats.tied)})
    return facts + followed.broken


def outcome_of(
    seats: Seats,
    general: Iterable[Fact],
    by_option: Mapping[str, Fact],
    table: Mapping[str, Any],
) -> Outcome:
    """The outcome, its facts by option in its order."""
    placed = [option for each in seats.order for option in each]
    own = tuple(by_option[option] for option in placed if option in by_option)
    return Outcome(seats.order, seats.chosen, seats.tied, (*general, *own), table)
