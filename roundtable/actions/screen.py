"""What the projector shows."""

from __future__ import annotations

from typing import Literal

from roundtable.commands import FACILITATOR, Act, Result, command
from roundtable.models import Area


@command(FACILITATOR, closed=True)
def show_on_screen(
    act: Act, mode: Literal["auto", "wall", "groups", "results", "blank"], area: Area | None = None
) -> Result:
    """Choose what the projector shows: "auto" follows the agenda; `area` narrows it to one area."""
    act.roundtable.screen_mode = mode
    act.roundtable.screen_area = area.id if area else None
    return None
