"""Ranked ballots while options leave: whose first places they are, and where they move."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from roundtable.core.rules.base import Profile
from roundtable.core.rules.rankings import Ranking, rankings

#: First places by option.
Votes = dict[str, Fraction]


@dataclass(frozen=True, slots=True)
class Ballots:
    """Different rankings and how many people gave each."""

    rankings: tuple[tuple[Ranking, int], ...]
    people: int

    @classmethod
    def of(cls, profile: Profile) -> Ballots:
        """The rankings of a profile."""
        return cls(tuple(rankings(profile).items()), profile.people)

    def votes(self, left: Collection[str]) -> Votes:
        """First places among the options left, those of equal place sharing a ballot."""
        whole = dict.fromkeys(left, 0)
        shared = dict.fromkeys(left, Fraction())
        for ranking, weight in self.rankings:
            first = leading(ranking, left)
            for option in first:
                if len(first) == 1:
                    whole[option] += weight
                else:
                    shared[option] += Fraction(weight, len(first))
        return {option: whole[option] + shared[option] for option in left}


def leading(ranking: Ranking, left: Collection[str]) -> list[str]:
    """The best options of a ranking that are left: none where the ballot rests."""
    for options in ranking:
        if first := [option for option in options if option in left]:
            return first
    return []


def moved(
    ballots: Ballots, left: Collection[str], after: Collection[str]
) -> dict[str, dict[str | None, Fraction]]:
    """`{option that goes: {option that gains, None for resting: votes}}`, most votes first."""
    moves: dict[str, dict[str | None, Fraction]] = {}
    for ranking, weight in ballots.rankings:
        first = leading(ranking, left)
        going = [option for option in first if option not in after]
        if not going:
            continue
        now: list[str | None] = [*leading(ranking, after)]
        for gainer in now or [None]:
            # Whoever stays of those who shared the ballot has a part of it already.
            had = Fraction(weight, len(first)) if gainer in first else Fraction()
            share = (Fraction(weight, len(now) or 1) - had) / len(going)
            for option in going:
                gains = moves.setdefault(option, {})
                gains[gainer] = gains.get(gainer, Fraction()) + share
    return {
        option: dict(sorted(gains.items(), key=lambda gain: (gain[0] is None, -gain[1], gain[0])))
        for option, gains in sorted(moves.items())
    }
