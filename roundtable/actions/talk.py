"""The talk: hands that are raised, who speaks, and whose turn comes next."""

from __future__ import annotations

from roundtable.commands import Act
from roundtable.models import Participant, Stage


def fill_round(act: Act, stage: Stage) -> None:
    """Put everybody who has something to share in the queue; called when a `round` opens."""


def hush(act: Act, stage: Stage) -> None:
    """End who speaks and take all hands down; called when a stage closes."""


def has_floor(act: Act, participant: Participant) -> bool:
    """Whether it is this person's turn to speak in the open stage (always, where turns are free)."""
    return True
