"""What the rules for scores and grades share: how often each option got each mark.

Whoever left an option without a mark counts as giving it the lowest one, as Balinski and Laraki,
Majority Judgment (2011), ch. 14, have it: so a few friends cannot win with what nobody else knows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from roundtable.core.rules.base import Fact, Profile


def distributions(profile: Profile) -> dict[str, list[int]]:
    """How many people gave each mark from 0 to the best, by option; each list sums to all people."""
    marks_given = (mark for marks, _ in profile.votes for mark in marks.values())
    best = max(profile.best, max(marks_given, default=0))
    counts = {option: [0] * (best + 1) for option in profile.options}
    for marks, weight in profile.votes:
        for option in profile.options:
            counts[option][marks.get(option, 0)] += weight
    return counts


def blanks(profile: Profile) -> dict[str, int]:
    """How many people left each option without a mark."""
    return {
        option: sum(weight for marks, weight in profile.votes if option not in marks)
        for option in profile.options
    }


def blanks_told(blank: Mapping[str, int], people: int) -> list[Fact]:
    """The fact that blanks counted as the lowest mark, where there were any."""
    told = {option: n for option, n in blank.items() if n}
    return [{"fact": "blank", "options": told, "of": people}] if told else []


def lower_median(counts: Sequence[int]) -> int:
    """The highest mark that more than half gave at least, or exactly half with the lower of the two."""
    below, people = 0, sum(counts)
    for mark, number in enumerate(counts):
        below += number
        if 2 * below >= people:
            return mark
    return 0
