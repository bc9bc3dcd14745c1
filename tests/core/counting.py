"""Counting in tests, without naming all that a vote has."""

from __future__ import annotations

from typing import Any

from roundtable.core import results


def result_of(**given: Any) -> dict[str, Any]:
    """The result of what is given, the rest being as in `core.results.Cast`."""
    return results.result_of(results.Cast(**given))
