"""Minimax (Simpson and Kramer): first comes the option whose worst defeat head to head is the smallest.

Source: P. B. Simpson, On Defining Areas of Voter Choice, Quarterly Journal of Economics 83 (1969); G.
H. Kramer, A Dynamical Model of Political Equilibrium, Journal of Economic Theory 16 (1977). A defeat is
as bad as the number of those who prefer the other option (winning votes, see `pairwise`); who loses to
nobody has none.

Table: {"matrix": {a: {b: how many prefer a to b}}, "figures": {option: votes of its worst defeat as
text, "0" where there is none}}.
"""

from __future__ import annotations

from collections.abc import Sequence

from roundtable.core.rules.base import Fact, Outcome, Profile, Rule, exact
from roundtable.core.rules.pairwise import Matrix, beats, duel, duels_told, matrix_of, told
from roundtable.core.rules.ties import in_order, scored


def count(profile: Profile, seats: int = 0, tiebreak: Sequence[str] = ()) -> Outcome:
    """Options by rising votes of their worst defeat."""
    matrix = matrix_of(profile)
    worst = {
        a: max((row[a] for b, row in matrix.items() if b != a and beats(matrix, b, a)), default=0)
        for a in matrix
    }
    scores = {option: -votes for option, votes in worst.items()}
    table = {"matrix": matrix, "figures": {option: exact(votes) for option, votes in worst.items()}}
    outcome = scored(scores, seats, tiebreak, ((), ()), table)
    each = in_order([*duels_told(matrix), *_defeats(matrix, worst)], outcome.order)
    facts = (*told(matrix, outcome.first), *outcome.facts, *each)
    return Outcome(outcome.order, outcome.chosen, outcome.tied, facts, table)


def _defeats(matrix: Matrix, worst: dict[str, int]) -> list[Fact]:
    facts: list[Fact] = []
    for a, votes in worst.items():
        by = [b for b in sorted(matrix) if b != a and beats(matrix, b, a) and matrix[b][a] == votes]
        if by:
            facts.append(
                {"fact": "worst_defeat", "option": a, "by": by[0]} | duel(matrix, a, by[0])
            )
    return facts


RULE = Rule("minimax", count, frozenset({"ranking", "pairs"}))
