"""How simulated people play in a rehearsal. What is a rehearsal stays one: nothing makes it real."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from roundtable.commands import FACILITATOR, Act, Result, command
from roundtable.core.errors import Refused
from roundtable.core.rehearsal import MOST_PEOPLE

People = Annotated[int, Field(ge=5, le=MOST_PEOPLE)]
Speed = Literal[1, 4, 16]


@command(FACILITATOR)
def set_rehearsal(act: Act, people: People, speed: Speed, running: bool) -> Result:
    """Say how many simulated people play, how fast, and whether they play now or pause."""
    if act.roundtable.rehearsal is None:
        raise Refused("not_rehearsal")
    act.roundtable.rehearsal = {"people": people, "speed": speed, "running": running}
    act.says(people=people, speed=speed, running=running)
    return None
