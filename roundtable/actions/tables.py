"""Tables: where they are, who sits at them, and how people are seated when a stage asks for it."""

from __future__ import annotations

from roundtable.commands import Act
from roundtable.models import Stage


def seat_people(act: Act, stage: Stage) -> None:
    """Seat people as the stage's setting "seating" says; called when a `tables` stage opens."""
