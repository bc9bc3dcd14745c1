"""Figures of `agreement` as they stand in a result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from roundtable.core.consensus import agreement as a


def ranked(ids: Sequence[str], rows: Sequence[a.Row]) -> list[dict[str, Any]]:
    """Every statement by group-informed consensus, the greatest first."""
    values = [(a.consensus(row), number) for number, row in enumerate(rows)]
    values.sort(key=lambda pair: (-pair[0], pair[1]))
    return [
        {"option": ids[number], "value": f"{float(value):.4f}", "by_group": counts(rows[number])}
        for value, number in values
    ]


def counts(row: a.Row) -> list[dict[str, int]]:
    """The counts of one statement, one for each group."""
    return [
        {"agree": c.agree, "disagree": c.disagree, "pass": c.passed, "votes": c.votes} for c in row
    ]
