"""Sequential Proportional Approval Voting: an approval counts the less, the more its voter already has.

Source: Thiele, Om Flerfoldsvalg (1895); Janson, Phragmén's and Thiele's Election Methods (2016).
The next seat goes to the option with the greatest sum, over the people who approve of it, of 1 / (1
+ how many of the options taken so far they approve of).

What it guarantees: the optimal (not sequential) rule satisfies extended justified representation;
the sequential one does not, and satisfies justified representation only up to 5 seats (Aziz, Brill,
Conitzer, Elkind, Freeman and Walsh, Justified Representation in Approval-Based Committee Voting,
Social Choice and Welfare 2017; Sánchez- Fernández et al., Proportional Justified Representation,
AAAI 2017: it fails with 6). `phragmen` and `equal_shares` have firmer guarantees. An option that
nobody approves of gets no seat.

Table: `seats` and `left` (seats left); `chosen`, by option in its order: `{option, round, people,
score, whole}` (round; its supporters; their approvals as they counted, as text; how many of them
counted whole); `paid`: `{option: [[index in profile.votes, weight as text], …]}`, for what each
person with that ballot counted ("1", "1/2"), all together the score. What depends on how an open
tie is broken is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

from roundtable.core.rules.base import Fact, Outcome, Profile, Rule, exact
from roundtable.core.rules.branching import (
    Followed,
    Path,
    Step,
    Voters,
    by_vote,
    follow,
    outcome_of,
    seats_of,
    tie_facts,
)

State = frozenset[str]


@dataclass(frozen=True, slots=True)
class Taken:
    """How an option got its seat: how many options each group of its supporters had already."""

    had: tuple[tuple[int, int], ...]


def count(profile: Profile, seats: int = 0, tiebreak: Sequence[str] = ()) -> Outcome:
    """Count by sequential Proportional Approval Voting; without seats it is an order of all options."""
    voters = Voters.of(profile)
    places = min(seats or len(profile.options), len(voters.supported))
    followed = filled(voters, places, tiebreak)
    result = seats_of(followed, voters, tiebreak, not seats, voters.supported)
    rows: dict[str, Taken] = Path.together(followed.ends).rows
    placed = [o for each in result.order for o in each if o in rows]
    left = max(0, seats - places)
    general: list[Fact] = [{"fact": "proportional", "people": sum(voters.weights)}]
    if left:
        general.append({"fact": "seats_left", "left": left})
    general += tie_facts(result, followed, voters.states)
    chosen = [row_of(voters, option, rows[option], followed) for option in placed]
    facts = {row["option"]: {"fact": "proportional_taken", **row} for row in chosen}
    if len(followed.ends) == 1 and not result.tied and not followed.capped:
        facts.update(not_taken(voters, followed.ends[0]))
    table = {
        "seats": seats,
        "left": left,
        "chosen": chosen,
        "paid": {
            option: by_vote(voters, {n: exact(Fraction(1, 1 + had)) for n, had in rows[option].had})
            for option in placed
        },
    }
    return outcome_of(result, general, facts, table)


def filled(voters: Voters, places: int, tiebreak: Sequence[str] = ()) -> Followed[State]:
    """All ways to fill so many places, for each of which there is an option that somebody approves of."""

    def expand(state: State) -> list[Step[State]]:
        return next_steps(voters, state) if len(state) < places else []

    return follow([Path(frozenset[str]())], expand, voters.states, tiebreak)


def had_already(voters: Voters, state: State) -> list[int]:
    """How many options each group of voters has."""
    had = [0] * len(voters.weights)
    for option in state:
        for n in voters.supporters[option]:
            had[n] += 1
    return had


def scores(voters: Voters, state: State) -> dict[str, Fraction]:
    """What each option would add."""
    had = had_already(voters, state)
    unit = lcm(*range(1, len(state) + 2))
    worth = [
        weight * (unit // (1 + each)) for weight, each in zip(voters.weights, had, strict=True)
    ]
    return {
        option: Fraction(sum(worth[n] for n in voters.supporters[option]), unit)
        for option in voters.supported
        if option not in state
    }


def next_steps(voters: Voters, state: State) -> list[Step[State]]:
    """All options that add most."""
    each = scores(voters, state)
    most = max(each.values())
    had = had_already(voters, state)
    return [
        Step(
            option,
            state | {option},
            Taken(tuple((n, had[n]) for n in voters.supporters[option])),
        )
        for option, score in each.items()
        if score == most
    ]


def row_of(voters: Voters, option: str, row: Taken, followed: Followed[State]) -> dict[str, Any]:
    """A chosen option as a row of the table."""
    score = sum((Fraction(voters.weights[n], 1 + had) for n, had in row.had), Fraction())
    return {
        "option": option,
        "round": min(end.rounds[option][0] for end in followed.ends if option in end.rounds),
        "people": voters.people[option],
        "score": exact(score),
        "whole": sum(voters.weights[n] for n, had in row.had if not had),
    }


def not_taken(voters: Voters, end: Path[State]) -> dict[str, Fact]:
    """What the options without a seat would have added, against the least that a seat was taken with."""
    had = had_already(voters, end.state)
    return {
        option: {
            "fact": "proportional_not_taken",
            "option": option,
            "people": voters.people[option],
            "score": exact(score),
            "whole": sum(voters.weights[n] for n in voters.supporters[option] if not had[n]),
        }
        for option, score in scores(voters, end.state).items()
    }


RULE = Rule("sequential_proportional", count, frozenset({"approval"}), seated=True)
