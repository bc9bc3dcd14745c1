"""Voting rules, each in a file with its source: pure, exact, and never decided by the order of rows."""

from __future__ import annotations

from roundtable.core.rules import (
    approval,
    borda,
    cumulative,
    equal_shares,
    instant_runoff,
    majority_judgment,
    mean,
    median,
    minimax,
    phragmen,
    ranked_pairs,
    schulze,
    sequential_proportional,
)
from roundtable.core.rules.base import Rule

#: Every rule by its name in settings.
RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        approval.RULE,
        cumulative.RULE,
        mean.RULE,
        median.RULE,
        majority_judgment.RULE,
        borda.RULE,
        instant_runoff.RULE,
        schulze.RULE,
        ranked_pairs.RULE,
        minimax.RULE,
        phragmen.RULE,
        sequential_proportional.RULE,
        equal_shares.RULE,
    )
}

#: By ballot the rules that can count it, the usual one first.
_FITTING: dict[str, tuple[str, ...]] = {
    "approval": ("approval", "phragmen", "sequential_proportional", "equal_shares"),
    "dots": ("cumulative",),
    "opinion": ("approval",),
    "score": ("mean", "median", "majority_judgment"),
    "grade": ("majority_judgment", "median", "mean"),
    "ranking": ("schulze", "borda", "instant_runoff", "ranked_pairs", "minimax"),
    "pairs": ("ranked_pairs", "schulze", "minimax"),
    "knapsack": ("equal_shares", "approval"),
}


def fitting(ballot: str) -> list[str]:
    """The names of the rules that can count a ballot, the usual one first; none for an unknown ballot."""
    return [name for name in _FITTING.get(ballot, ()) if name in RULES]
