"""Score voting by the mean: the highest mean score first; a missing score counts as 0.

Source: W. D. Smith, Range Voting (2000); Gaertner and Xu, A general scoring rule, Mathematical Social
Sciences 63 (2012).

Table: {"figures": {option: exact mean as text}, "counts": {option: [people by score from 0]}, "blank":
{option: people without a score}}.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from roundtable.core.rules.base import Fact, Outcome, Profile, Rule, exact
from roundtable.core.rules.graded import blanks, blanks_told, distributions
from roundtable.core.rules.ties import scored


def count(profile: Profile, seats: int = 0, tiebreak: Sequence[str] = ()) -> Outcome:
    """Options by falling mean score."""
    counts, blank = distributions(profile), blanks(profile)
    totals = {o: sum(mark * n for mark, n in enumerate(each)) for o, each in counts.items()}
    means = {option: Fraction(total, profile.people or 1) for option, total in totals.items()}
    facts: list[Fact] = [
        {
            "fact": "mean",
            "option": option,
            "mean": exact(mean),
            "total": totals[option],
            "best": len(counts[option]) - 1,
            "of": profile.people,
        }
        for option, mean in means.items()
    ]
    figures = {option: exact(mean) for option, mean in means.items()}
    table = {"figures": figures, "counts": counts, "blank": blank}
    return scored(means, seats, tiebreak, (blanks_told(blank, profile.people), facts), table)


RULE = Rule("mean", count, frozenset({"score", "grade"}))
