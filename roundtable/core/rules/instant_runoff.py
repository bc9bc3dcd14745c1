"""Instant-runoff voting: who has the fewest first places goes, and their votes move on, until one is left.

Source: T. Hare's single transferable vote for one winner; W. R. Ware (1871). An option leaves the last
place free that is left, so the order of leaving is the order of all. A ballot that ranks options as
equal is split between those still there, exactly (Split-IRV of Delemazure and Peters, Generalizing
Instant Runoff Voting to Allow Indifferences, EC 2024); one that ranks nobody who is still there rests.

Ties for the fewest votes: every way of breaking them is followed, each set of remaining options once
(parallel universes: Conitzer, Rognlie and Xia, Preference Functions That Score Rankings, IJCAI 2009),
up to `MOST` readings of a ballot. Beyond that nothing is said of who remains: they tie, and the fact
`capped` tells it.

Table: {"rounds": [{"round": from 1, "votes": {option: text}, "resting": text, "eliminated": [options],
"tied": [options with the fewest votes, where the rule does not decide who of them goes], "transfers":
[{"from": option, "to": option or null for resting, "votes": text}]}]}. Where ties lead to the same
remaining options in every way, one round eliminates all who go on the way. The last round eliminates
nobody: one is left, or the tie in it leads to different winners.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any

from roundtable.core.rules.ballots_left import Ballots, Votes, moved
from roundtable.core.rules.base import Fact, Outcome, Profile, Rule
from roundtable.core.rules.facts import plain
from roundtable.core.rules.ties import decided, in_order, spanned

#: So often a ballot is read while ways are followed, which takes about half a second.
MOST = 200_000


@dataclass(slots=True)
class _Ways:
    """Where the ways of breaking ties lead.

    shared: the sets of remaining options that every way passes, the largest first.
    """

    best: dict[str, int]
    worst: dict[str, int]
    shared: list[frozenset[str]] = field(default_factory=list)
    tied: bool = False
    capped: bool = False
    followed: int = 0

    def place(self, option: str, best: int, worst: int) -> None:
        self.best[option] = min(best, self.best[option])
        self.worst[option] = max(worst, self.worst[option])


def count(profile: Profile, seats: int = 0, tiebreak: Sequence[str] = ()) -> Outcome:
    """Options by how long they stay."""
    ballots = Ballots.of(profile)
    ways = _followed(ballots, profile.options)
    order, chosen, tied, ties = spanned(ways.best, ways.worst, seats)
    ties.extend(_same_told(ways))
    shared = ways.shared
    if tiebreak:
        shared = _one_way(ballots, profile.options, tiebreak)
        undecided = Outcome(order, chosen, tied, tuple(ties))
        leaving = [*_leaving(shared), *shared[-1]]
        order, chosen, ties = decided(leaving[::-1], undecided, seats)
        tied = ()
    rounds = _rounds(ballots, shared)
    general = [*_majority_told(rounds, order, profile.people), *ties, *_ties_told(rounds)]
    if ways.capped and not tiebreak:
        general.append({"fact": "capped", "ways": ways.followed})
    each = in_order(_eliminated_told(rounds, profile.people), order)
    return Outcome(order, chosen, tied, (*general, *each), {"rounds": _as_table(rounds)})


def _fewest(votes: Votes) -> list[str]:
    least = min(votes.values())
    return [option for option, number in votes.items() if number == least]


def _followed(ballots: Ballots, options: Sequence[str]) -> _Ways:
    """All ways of breaking ties, the sets of equally many remaining options together."""
    ways = _Ways(dict.fromkeys(options, len(options)), dict.fromkeys(options, 1))
    pending: dict[int, set[frozenset[str]]] = {len(options): {frozenset(options)}}
    for size in range(len(options), 0, -1):
        here = pending.pop(size, set())
        if not here:
            continue
        single = len(here) == 1 and not pending
        if not single and (ways.followed + len(here)) * len(ballots.rankings) > MOST:
            _give_up(ways, size, here.union(*pending.values()))
            break
        ways.followed += len(here)
        if single:
            ways.shared.extend(here)
        for left in here:
            for after in _after(ways, ballots, left):
                pending.setdefault(len(after), set()).add(after)
    return ways


def _give_up(ways: _Ways, size: int, sets: set[frozenset[str]]) -> None:
    ways.capped = True
    for option in frozenset().union(*sets):
        ways.place(option, 1, size)


def _after(ways: _Ways, ballots: Ballots, left: frozenset[str]) -> list[frozenset[str]]:
    """What may remain after the next elimination; places of those who leave are noted in `ways`."""
    votes = ballots.votes(left)
    going = _fewest(votes)
    size = len(left)
    ways.tied |= len(going) > 1
    if not votes[going[0]]:
        # They move no votes, so all of them go before anyone else in whatever order.
        for option in going:
            ways.place(option, size - len(going) + 1, size)
        return [left.difference(going)] if len(going) < size else []
    for option in going:
        ways.place(option, size, size)
    return [left - {option} for option in going] if size > 1 else []


def _one_way(
    ballots: Ballots, options: Sequence[str], tiebreak: Sequence[str]
) -> list[frozenset[str]]:
    """The sets of remaining options where of those with the fewest votes the least preferred goes."""
    place = {option: n for n, option in enumerate(tiebreak)}
    left = [frozenset(options)]
    while len(left[-1]) > 1:
        going = _fewest(ballots.votes(left[-1]))
        last = max(going, key=lambda option: (place.get(option, len(place)), option))
        left.append(left[-1] - {last})
    return left


def _leaving(shared: Sequence[frozenset[str]]) -> list[str]:
    return [next(iter(a - b)) for a, b in pairwise(shared)]


@dataclass(frozen=True, slots=True)
class _Round:
    number: int
    votes: Votes
    resting: Fraction
    eliminated: list[str]
    tied: list[str]
    transfers: Mapping[str, Mapping[str | None, Fraction]]


def _rounds(ballots: Ballots, shared: Sequence[frozenset[str]]) -> list[_Round]:
    rounds: list[_Round] = []
    for number, left in enumerate(filter(None, shared), start=1):
        votes = ballots.votes(left)
        last = number == len(shared)
        going = [] if last else sorted(left - shared[number])
        fewest = sorted(_fewest(votes))
        rounds.append(
            _Round(
                number,
                {option: votes[option] for option in sorted(left)},
                ballots.people - sum(votes.values(), Fraction()),
                going,
                fewest if len(fewest) > 1 and fewest != going else [],
                {} if last else moved(ballots, left, shared[number]),
            )
        )
    return rounds


def _as_table(rounds: Sequence[_Round]) -> list[dict[str, Any]]:
    return [
        {
            "round": each.number,
            "votes": {option: str(votes) for option, votes in each.votes.items()},
            "resting": str(each.resting),
            "eliminated": each.eliminated,
            "tied": each.tied,
            "transfers": [
                {"from": a, "to": b, "votes": str(votes)}
                for a, to in each.transfers.items()
                for b, votes in to.items()
            ],
        }
        for each in rounds
    ]


def _majority_told(
    rounds: Sequence[_Round], order: Sequence[Sequence[str]], people: int
) -> list[Fact]:
    """In which round the winner first has more than half of the votes that count in it."""
    if not order or len(order[0]) > 1:
        return []
    winner = order[0][0]
    leading = max(rounds[0].votes.values())
    leaders = [option for option, votes in rounds[0].votes.items() if votes == leading]
    facts: list[Fact] = []
    if winner not in leaders:
        fact = {"fact": "led", "options": leaders, "votes": plain(leading), "of": people}
        facts.append(fact | {"winner": winner, "winner_votes": plain(rounds[0].votes[winner])})
    for each in rounds:
        counting = sum(each.votes.values(), Fraction())
        votes = each.votes[winner]
        if 2 * votes > counting:
            fact = {"fact": "majority", "option": winner, "round": each.number}
            figures = {"votes": plain(votes), "counting": plain(counting), "of": people}
            return [fact | figures, *facts]
    return facts


def _same_told(ways: _Ways) -> list[Fact]:
    """Ties on the way that change nothing in the first place, where there were any."""
    first = [option for option, place in ways.best.items() if place == 1]
    if not ways.tied or len(first) != 1:
        return []
    return [{"fact": "tie_same", "option": first[0], "all": ways.best == ways.worst}]


def _ties_told(rounds: Sequence[_Round]) -> list[Fact]:
    return [
        {
            "fact": "fewest_tie",
            "round": each.number,
            "options": each.tied,
            "votes": plain(each.votes[each.tied[0]]),
        }
        for each in rounds
        if each.tied
    ]


def _eliminated_told(rounds: Sequence[_Round], people: int) -> list[Fact]:
    return [
        {
            "fact": "eliminated",
            "option": option,
            "round": each.number,
            "votes": plain(each.votes[option]),
            "of": people,
            "to": [
                {"option": to, "votes": plain(votes)}
                for to, votes in each.transfers.get(option, {}).items()
                if to is not None
            ],
            "resting": plain(each.transfers.get(option, {}).get(None, Fraction())),
            "with": [other for other in each.eliminated if other != option],
        }
        for each in rounds
        for option in each.eliminated
    ]


RULE = Rule("instant_runoff", count, frozenset({"ranking"}))
