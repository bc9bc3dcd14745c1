"""Phragmén's sequential rule: each seat is a load of 1 that its supporters carry, as evenly as can be.

Source: Phragmén, Sur une méthode nouvelle pour réaliser, dans les élections, la représentation
proportionnelle des partis (1894); Brill, Freeman, Janson and Lackner, Phragmén's Voting Methods and
Justified Representation (AAAI 2017). The next seat goes to the option after which the greatest load
of a supporter is least: (1 + the loads of its supporters) / (its supporters), and all of them then
carry that load. Said otherwise: everybody earns money at the same speed, and what its supporters
can pay for (1 each) is bought at once.

It gives proportional justified representation, not the extended one (same source). An option that
nobody approves of gets no seat; seats are left where nothing else is there.

Table: `seats` and `left` (seats left); `chosen`, by option in its order: `{option, round, people,
load, before}` (round; how many people carry it; their load after it and the sum of their loads
before, as text); `paid`: `{option: [[index in profile.votes, amount as text], …]}`, what each
person with that ballot carries, all together 1. What depends on how an open tie is broken is left
out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
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


@dataclass(frozen=True, slots=True)
class Loads:
    """What each group of voters carries, in units of 1/`unit`, after some options were taken."""

    taken: frozenset[str]
    unit: int
    loads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """How an option got its seat: the load of its supporters before (by group), and after."""

    load: Fraction
    before: tuple[tuple[int, Fraction], ...]


def count(profile: Profile, seats: int = 0, tiebreak: Sequence[str] = ()) -> Outcome:
    """Count by Phragmén's sequential rule; without seats it is an order of all options."""
    voters = Voters.of(profile)
    places = min(seats or len(profile.options), len(voters.supported))
    followed = filled(voters, places, tiebreak)
    result = seats_of(followed, voters, tiebreak, not seats, voters.supported)
    rows: dict[str, Taken] = Path.together(followed.ends).rows
    placed = [o for each in result.order for o in each if o in rows]
    left = max(0, seats - places)
    general: list[Fact] = [{"fact": "phragmen", "people": sum(voters.weights)}]
    if left:
        general.append({"fact": "seats_left", "left": left})
    general += tie_facts(result, followed, voters.states)
    chosen = [row_of(voters, option, rows[option], followed) for option in placed]
    facts = {row["option"]: {"fact": "phragmen_taken", **row} for row in chosen}
    facts.update(not_taken(voters, followed, result.tied))
    table = {
        "seats": seats,
        "left": left,
        "chosen": chosen,
        "paid": {option: shares(voters, rows[option]) for option in placed},
    }
    return outcome_of(result, general, facts, table)


def filled(voters: Voters, places: int, tiebreak: Sequence[str] = ()) -> Followed[Loads]:
    """All ways to fill so many places, for each of which there is an option that somebody approves of."""

    def expand(state: Loads) -> list[Step[Loads]]:
        return next_steps(voters, state) if len(state.taken) < places else []

    start = Path(Loads(frozenset(), 1, (0,) * len(voters.weights)))
    return follow([start], expand, voters.states, tiebreak)


def loads_after(voters: Voters, state: Loads) -> dict[str, tuple[int, int]]:
    """What the supporters of each option would carry, as (numerator, people), in units of `state`."""
    return {
        option: (
            state.unit + sum(voters.weights[n] * state.loads[n] for n in voters.supporters[option]),
            people,
        )
        for option, people in voters.people.items()
        if people and option not in state.taken
    }


def next_steps(voters: Voters, state: Loads) -> list[Step[Loads]]:
    """All options with which the greatest load is least."""
    after = loads_after(voters, state)
    least: list[str] = []
    for option, (load, people) in after.items():
        if least:
            best, others = after[least[0]]
            if load * others > best * people:
                continue
            if load * others < best * people:
                least = []
        least.append(option)
    return [step(voters, state, option, *after[option]) for option in least]


def step(voters: Voters, state: Loads, option: str, load: int, people: int) -> Step[Loads]:
    """One option taken: its supporters carry `load` / `people` each."""
    loads = [each * people for each in state.loads]
    for n in voters.supporters[option]:
        loads[n] = load
    unit = state.unit * people
    common = gcd(unit, *loads)
    row = Taken(
        Fraction(load, unit),
        tuple((n, Fraction(state.loads[n], state.unit)) for n in voters.supporters[option]),
    )
    after = Loads(state.taken | {option}, unit // common, tuple(each // common for each in loads))
    return Step(option, after, row)


def row_of(voters: Voters, option: str, row: Taken, followed: Followed[Loads]) -> dict[str, Any]:
    """A chosen option as a row of the table."""
    return {
        "option": option,
        "round": min(end.rounds[option][0] for end in followed.ends if option in end.rounds),
        "people": voters.people[option],
        "load": exact(row.load),
        "before": exact(sum((voters.weights[n] * load for n, load in row.before), Fraction())),
    }


def shares(voters: Voters, row: Taken) -> list[list[Any]]:
    """What each person carries for an option, by ballot."""
    return by_vote(voters, {n: exact(row.load - load) for n, load in row.before if load < row.load})


def not_taken(voters: Voters, followed: Followed[Loads], tied: Sequence[str]) -> dict[str, Fact]:
    """What options without a seat would have asked of their supporters, where there is one end."""
    if len(followed.ends) != 1 or tied or followed.capped:
        return {}
    state = followed.ends[0].state
    return {
        option: {
            "fact": "phragmen_not_taken",
            "option": option,
            "people": people,
            "load": exact(Fraction(load, people * state.unit)),
            "greatest": exact(Fraction(max(state.loads, default=0), state.unit)),
        }
        for option, (load, people) in loads_after(voters, state).items()
    }


RULE = Rule("phragmen", count, frozenset({"approval"}), seated=True)
