"""How things are cited: stable for good, short enough for a margin."""

from __future__ import annotations


def citation(kind: str, number: int) -> str:
    """As in "P-014" for a proposal, "C-2" for a cluster; "Q" for the question of a consent round."""
    if kind == "question":
        return "Q"
    return f"P-{number:03d}" if kind == "proposal" else f"C-{number}"
