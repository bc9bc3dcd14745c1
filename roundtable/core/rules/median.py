"""Score voting by the median: the highest median first; of an even number the lower middle one.

Source: F. Galton, One Vote, One Value, Nature 75 (1907); Bassett and Persky, Robust Voting, Public
Choice 99 (1999). Equal medians tie: majority judgment goes further.

Table: {"figures": {option: median as text}, "counts": {option: [people by score from 0]}, "blank":
{option: people without a score}}.
"""

from __future__ import annotations

from collections.abc import Sequence

from roundtable.core.rules.base import Fact, Outcome, Profile, Rule, exact
from roundtable.core.rules.graded import blanks, blanks_told, distributions, lower_median
from roundtable.core.rules.ties import scored


def count(profile: Profile, seats: int = 0, tiebreak: Sequence[str] = ()) -> Outcome:
    """Options by falling lower median."""
    counts, blank = distributions(profile), blanks(profile)
    medians = {option: lower_median(each) for option, each in counts.items()}
    facts: list[Fact] = [
        {
            "fact": "median",
            "option": option,
            "grade": grade,
            "at_least": sum(counts[option][grade:]),
            "of": profile.people,
        }
        for option, grade in medians.items()
    ]
    figures = {option: exact(grade) for option, grade in medians.items()}
    table = {"figures": figures, "counts": counts, "blank": blank}
    return scored(medians, seats, tiebreak, (blanks_told(blank, profile.people), facts), table)


RULE = Rule("median", count, frozenset({"score", "grade"}))
