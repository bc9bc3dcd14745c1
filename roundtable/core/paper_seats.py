"""Who sits where when the room goes on by paper: by the codes of the cards, for every round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from roundtable.core import seating
from roundtable.core.rotation import design


@dataclass(frozen=True, slots=True)
class PaperRound:
    """A `tables` stage and the place of each card, from 1: a table, or (`small`) a small group."""

    title: Mapping[str, str]
    places: tuple[int, ...]
    small: bool


def rounds(
    steps: Sequence[Mapping[str, Any]], seats: Sequence[int], people: int
) -> list[PaperRound]:
    """The rounds of an agenda for so many people; `seats` are those of each table of the room.

    Cards are dealt to the tables in turn: handed out group by group, they mix the groups. Rounds
    that rotate follow the plan that seats people with phones. Where people choose, or stay where
    they are, there is nothing to print; hosts stay at their tables and have no card.
    """
    agenda = [_step(step) for step in steps]
    made: list[PaperRound] = []
    for step, stage in zip(steps, agenda, strict=True):
        if stage.kind != "tables" or not people:
            continue
        if stage.seating == "join":
            places: tuple[int, ...] | None = _joined(made, people)
        elif stage.size:
            places = _small(people, stage.size)
        else:
            places = _at_tables(agenda, stage, seats, people)
        if places is not None:
            small = bool(stage.size) or stage.seating == "join"
            made.append(PaperRound(step["title"], places, small))
    return made


def _step(step: Mapping[str, Any]) -> seating.Step:
    settings = step["settings"]
    way, size = settings.get("seating", "keep"), settings.get("size", 0)
    return seating.Step(step["id"], step["kind"], way if step["kind"] == "tables" else "", size)


def _small(people: int, size: int) -> tuple[int, ...]:
    """Neighbours in the order of the cards are a small group."""
    counts = seating.sizes(people, size)
    return tuple(place for place, count in enumerate(counts, 1) for _ in range(count))


def _joined(before: Sequence[PaperRound], people: int) -> tuple[int, ...]:
    """Two small groups become one."""
    places = before[-1].places if before else _small(people, 2)
    merged = seating.joined({f"{n:04}": place for n, place in enumerate(places)})
    return tuple(merged[f"{n:04}"] + 1 for n in range(people))


def _at_tables(
    agenda: Sequence[seating.Step], stage: seating.Step, seats: Sequence[int], people: int
) -> tuple[int, ...] | None:
    """The table of each card; None where people choose it or stay."""
    turns = seating.rounds_of(agenda, stage.id)
    if not seats or (len(turns) == 1 and stage.seating in ("keep", "choice")):
        return None
    tables = len(seating.in_use(seats, people))
    chairs = -(-people // tables)
    plan = design(tables, chairs, len(turns), hosted=True)
    turn = turns.index(stage.id)
    return tuple(plan.ways[n // tables][n % tables][turn] + 1 for n in range(people))
