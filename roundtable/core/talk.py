"""Whose turn it is to speak: a queue with a balance between groups.

Facilitators keep a "stack" of raised hands, and let those go first who have spoken least: first those
who have not spoken at all, then groups that had less of the floor for their size (the progressive
stack; Kaner, Facilitator's Guide to Participatory Decision-Making, 2014, ch. 5). It is a suggestion:
the facilitator calls whom they want. A round goes round: there the order is the order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hand:
    """A raised hand. `spoke`: how often this person has spoken; `position` is the order of asking."""

    id: str
    group: str
    spoke: int
    position: float


@dataclass(frozen=True, slots=True)
class Heard:
    """How often and for how many seconds a group has spoken, and how many of it are here."""

    turns: int = 0
    seconds: int = 0
    present: int = 0


def suggested(hands: Sequence[Hand], heard: Mapping[str, Heard], *, round_: bool) -> str | None:
    """The hand that comes next, or None where none is raised."""

    def waits(hand: Hand) -> tuple[float, ...]:
        group = heard.get(hand.group, Heard())
        seconds = group.seconds / max(1, group.present)
        turns = group.turns / max(1, group.present)
        return (hand.spoke, seconds, turns, hand.position)

    if not hands:
        return None
    return min(hands, key=lambda hand: (hand.position,) if round_ else waits(hand)).id
