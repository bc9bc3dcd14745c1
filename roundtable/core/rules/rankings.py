"""Ranked ballots as classes: those of equal place together, the unranked below all others."""

from __future__ import annotations

from collections.abc import Sequence

from roundtable.core.rules.base import Marks, Profile

Ranking = tuple[tuple[str, ...], ...]


def ranking_of(marks: Marks, options: Sequence[str]) -> Ranking:
    """The ranked options of one ballot, the best first; only the order of places counts."""
    by_place: dict[int, list[str]] = {}
    for option in options:
        if option in marks:
            by_place.setdefault(marks[option], []).append(option)
    return tuple(tuple(by_place[place]) for place in sorted(by_place))


def rankings(profile: Profile) -> dict[Ranking, int]:
    """How many people ranked the options in each way."""
    people: dict[Ranking, int] = {}
    for marks, weight in profile.votes:
        ranking = ranking_of(marks, profile.options)
        people[ranking] = people.get(ranking, 0) + weight
    return people
