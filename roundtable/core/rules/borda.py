"""The Borda count: of n options the first on a ballot gets n - 1 points, the last none.

Source: J.-C. de Borda, Mémoire sur les élections au scrutin (1781). Equal places share the points of
the places that they fill, and so do unranked options those of the places left: Black, The Theory of
Committees and Elections (1958). A ballot that stops early thus gains nothing by it.

Table: {"figures": {option: exact points as text}, "most": points of an option first on all ballots}.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from roundtable.core.rules.base import Fact, Outcome, Profile, Rule, exact
from roundtable.core.rules.facts import plain
from roundtable.core.rules.rankings import rankings
from roundtable.core.rules.ties import scored


def count(profile: Profile, seats: int = 0, tiebreak: Sequence[str] = ()) -> Outcome:
    """Options by falling number of points."""
    # Counted in half points, which are whole.
    halves = dict.fromkeys(profile.options, 0)
    for ranking, weight in rankings(profile).items():
        ranked = {option for options in ranking for option in options}
        rest = tuple(option for option in profile.options if option not in ranked)
        below = len(profile.options)
        for options in (*ranking, rest):
            below -= len(options)
            for option in options:
                halves[option] += (2 * below + len(options) - 1) * weight
    points = {option: Fraction(half, 2) for option, half in halves.items()}
    most = (len(profile.options) - 1) * profile.people
    facts: list[Fact] = [
        {
            "fact": "borda",
            "option": option,
            "points": plain(each),
            "most": most,
            # Its place on the average ballot, 1 being the best.
            "place": exact(len(profile.options) - each / (profile.people or 1)),
        }
        for option, each in points.items()
    ]
    table = {"figures": {option: exact(each) for option, each in points.items()}, "most": most}
    return scored(points, seats, tiebreak, ((), facts), table)


RULE = Rule("borda", count, frozenset({"ranking"}))
