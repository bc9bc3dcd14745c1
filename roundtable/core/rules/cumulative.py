"""Cumulative voting: most dots first.

Source: Cole, Taebel and Engstrom, Cumulative Voting in a Municipal Election, Western Political
Quarterly 43 (1990); as dots: Delbecq, Van de Ven and Gustafson, Group Techniques for Program Planning
(1975).

Table: {"figures": {option: dots as text}, "people": {option: who gave it any}}.
"""

from __future__ import annotations

from collections.abc import Sequence

from roundtable.core.rules.base import Fact, Outcome, Profile, Rule, exact
from roundtable.core.rules.ties import scored


def count(profile: Profile, seats: int = 0, tiebreak: Sequence[str] = ()) -> Outcome:
    """Options by falling number of dots."""
    dots = dict.fromkeys(profile.options, 0)
    people = dict.fromkeys(profile.options, 0)
    for marks, weight in profile.votes:
        for option in profile.options:
            if (mark := marks.get(option, 0)) > 0:
                dots[option] += mark * weight
                people[option] += weight
    facts: list[Fact] = [
        {
            "fact": "dots",
            "option": option,
            "dots": dots[option],
            "all": sum(dots.values()),
            "people": people[option],
            "of": profile.people,
        }
        for option in profile.options
    ]
    table = {"figures": {option: exact(n) for option, n in dots.items()}, "people": people}
    return scored(dots, seats, tiebreak, ((), facts), table)


RULE = Rule("cumulative", count, frozenset({"dots"}))
