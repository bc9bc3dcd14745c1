"""Ties, treated alike by all rules: named where they are open, and told where a stated order decides."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from roundtable.core.rules.base import Fact, Outcome, broken, by_score, seated

Order = tuple[tuple[str, ...], ...]


def scored(
    scores: Mapping[str, Any],
    seats: int,
    tiebreak: Sequence[str],
    facts: tuple[Sequence[Fact], Sequence[Fact]],
    table: Mapping[str, Any],
) -> Outcome:
    """The outcome of a rule that gives each option one score, the highest first.

    facts: general ones, and those by option (with a field `option`); these are put in the order.
    """
    undecided = by_score(scores)
    order = broken(undecided, tiebreak)
    chosen, tied = seated(order, seats)
    general, each = facts
    told = [*general, *classes_told(undecided, seats, tiebreak), *in_order(each, order)]
    return Outcome(order, chosen, tied, tuple(told), table)


def classes_told(undecided: Order, seats: int, tiebreak: Sequence[str]) -> list[Fact]:
    """A fact for each class of several options: `tie`, or `tie_broken` by a stated order."""
    facts: list[Fact] = []
    place = 1
    for options in undecided:
        if len(options) > 1:
            left = seats - place + 1
            open_seats = left if 0 < left < len(options) else 0
            facts.append(tie_told(options, place, open_seats, tiebreak))
        place += len(options)
    return facts


def tie_told(options: Collection[str], place: int, seats: int, tiebreak: Sequence[str]) -> Fact:
    """The fact of one tie, `seats` of which depend on it."""
    code = "tie_broken" if tiebreak else "tie"
    decided = [option for (option,) in broken([sorted(options)], tiebreak or sorted(options))]
    return {"fact": code, "options": decided, "place": place, "seats": seats}


def in_order(facts: Sequence[Fact], order: Order) -> list[Fact]:
    """Facts about one option each, the best option's first."""
    place = {option: n for n, options in enumerate(order) for option in options}
    return sorted(facts, key=lambda fact: place[fact["option"]])


def spanned(
    best: Mapping[str, int], worst: Mapping[str, int], seats: int
) -> tuple[Order, tuple[str, ...], tuple[str, ...], list[Fact]]:
    """Order, chosen, tied and facts where an option may come out on several places.

    best, worst: its first and last place over all ways of breaking all ties. The order goes by the best
    place, so its first class are all possible winners; a seat is sure where the worst place has one.
    """
    order = by_score({option: -place for option, place in best.items()})
    chosen = tuple(o for options in order for o in options if worst[o] <= seats)
    tied = tuple(o for options in order for o in options if best[o] <= seats < worst[o])
    facts = [tie_told(tied, len(chosen) + 1, seats - len(chosen), ())] if tied else []
    facts.extend(
        tie_told(options, best[options[0]], 0, ())
        for options in order
        if len(options) > 1 and set(options) != set(tied)
    )
    return order, chosen, tied, facts


def decided(
    order: Sequence[str], undecided: Outcome, seats: int
) -> tuple[Order, tuple[str, ...], list[Fact]]:
    """Order, chosen and facts of a rule in several steps whose ties a stated order broke.

    undecided: what the same rule found while ties stayed ties.
    """
    place = {option: n for n, option in enumerate(order)}
    facts: list[Fact] = []
    for fact in undecided.facts:
        if fact["fact"] == "tie":
            options = sorted(fact["options"], key=place.__getitem__)
            facts.append(fact | {"fact": "tie_broken", "options": options})
        elif fact["fact"] == "tie_same":
            facts.append(fact)
    return tuple((option,) for option in order), tuple(order[:seats]), facts


def extended(above: Mapping[str, Collection[str]], tiebreak: Sequence[str]) -> list[str]:
    """One order of all options that keeps everything in `above` {option: those before it}.

    Among the options that may come next, the one that `tiebreak` prefers comes next.
    """
    place = {option: n for n, option in enumerate(tiebreak)}
    left = set(above)
    order: list[str] = []
    while left:
        free = [option for option in left if not left.intersection(above[option])]
        order.append(min(free, key=lambda option: (place.get(option, len(place)), option)))
        left.remove(order[-1])
    return order
