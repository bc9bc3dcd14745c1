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

#: Every rule by its name in settings. Which of them a ballot may choose: `core.ballots.RULES`.
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
