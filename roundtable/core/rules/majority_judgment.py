"""Majority judgment: the highest majority grade first, ties by taking one majority grade away after another.

Source: Balinski and Laraki, A theory of measuring, electing, and ranking, PNAS 104 (2007); Majority
Judgment (MIT Press 2011). The majority grade is the lower middle one of all grades. Options with the
same one are compared again without it, and so on, until they differ: exactly, not by the shortened
majority gauge. Only options with the same grades throughout tie.

Table: {"figures": {option: majority grade as text}, "counts": {option: [people by grade from 0]},
"gauges": {option: [people above the majority grade, the grade, people below it]}, "blank": {option:
people without a grade}}.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from roundtable.core.rules.base import Fact, Outcome, Profile, Rule, exact
from roundtable.core.rules.graded import blanks, blanks_told, distributions, lower_median
from roundtable.core.rules.ties import scored


def count(profile: Profile, seats: int = 0, tiebreak: Sequence[str] = ()) -> Outcome:
    """Options by falling majority value."""
    counts, blank = distributions(profile), blanks(profile)
    gauges = {option: gauge(each) for option, each in counts.items()}
    facts: list[Fact] = [
        {
            "fact": "majority_grade",
            "option": option,
            "grade": grade,
            "at_least": sum(counts[option][grade:]),
            "above": above,
            "below": below,
            "of": profile.people,
        }
        for option, (above, grade, below) in gauges.items()
    ]
    table = {
        "figures": {option: exact(grade) for option, (_, grade, _) in gauges.items()},
        "counts": counts,
        "gauges": {option: list(each) for option, each in gauges.items()},
        "blank": blank,
    }
    general = blanks_told(blank, profile.people)
    return scored(values(counts), seats, tiebreak, (general, facts), table)


def gauge(counts: Sequence[int]) -> tuple[int, int, int]:
    """People above the majority grade, the majority grade, people below it."""
    grade = lower_median(counts)
    return sum(counts[grade + 1 :]), grade, sum(counts[:grade])


def values(counts: Mapping[str, Sequence[int]]) -> dict[str, tuple[int, ...]]:
    """For each option its majority grades in the order in which they are taken away.

    With a million people only those places are kept where some option's grade changes: between
    them nothing changes, so the first difference is always at one of them.
    """
    ends = {option: list(accumulate(each)) for option, each in counts.items()}
    people = max((each[-1] for each in ends.values()), default=0)
    places = {end + step for each in ends.values() for end in each for step in (0, 1)}
    middle = (people + 1) // 2
    kept = {place for place in places | {middle, middle + 1} if 1 <= place <= people}
    steps = sorted(kept, key=lambda place: _turn(place, middle, people))
    return {option: tuple(_grade(each, place) for place in steps) for option, each in ends.items()}


def _turn(place: int, middle: int, people: int) -> int:
    """When the grade at a place (of all grades, the lowest first) is taken away.

    Of an odd number the middle goes first, then the one below it, then the one above it; of an even
    number the lower middle, then the one above it, then the one below.
    """
    away = abs(place - middle)
    above_first = people % 2 == 0
    return 2 * away - int(away > 0 and (place > middle) == above_first)


def _grade(ends: Sequence[int], place: int) -> int:
    return next(grade for grade, end in enumerate(ends) if end >= place)


RULE = Rule("majority_judgment", count, frozenset({"score", "grade"}))
