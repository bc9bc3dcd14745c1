"""Whether a step can be undone: the one place that says so, for the command and for the timeline.

A step's images are the rows that it changed: `[table, [key], before, after]`, columns with their
values; `before` is None where the step made the row. A step can be undone while each row still is as
the step left it, nothing that came later rests on it, and nobody has voted on what it would change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

Image = Sequence[Any]
Values = dict[str, Any]
#: Table and key of a row.
Place = tuple[str, str]

NO_UNDO: Final = "no_undo"
CHANGED: Final = "changed_since"
REVEALED: Final = "already_revealed"

#: Columns of a proposal that decide what is voted on, or under which words.
_BOARD: Final = frozenset({"cluster_id", "position", "merged_into", "area_id", "text"})
#: Settings of a stage that stay as they were when it was opened.
_OPENED: Final = ("ballot", "budget", "on", "seating", "size")
#: What lies on the board no more.
_GONE: Final = frozenset({"withdrawn", "removed"})


class Card(NamedTuple):
    """A proposal as far as the board knows it."""

    cluster: str | None
    status: str


class Step(NamedTuple):
    """A stage as far as the agenda knows it; `of` is the vote that it looks back on."""

    status: str
    position: float
    of: str | None


@dataclass(frozen=True, slots=True)
class Room:
    """What stands now.

    `row` gives the row of a table by its key, or None. `cards` are all proposals, `agenda` all stages.
    `undone` names for each table the status of a row whose making was undone. `mergers_fit` says
    whether the mergers can be applied one after the other once some have the status given. `board`
    says why groups cannot change now ("votes_in", "already_revealed"), `settled` are the proposals
    that a vote has shown.
    """

    row: Callable[[str, str], Any | None]
    cards: Mapping[str, Card]
    agenda: Mapping[str, Step]
    undone: Mapping[str, str | None]
    mergers_fit: Callable[[Mapping[str, str]], bool]
    board: str | None
    settled: Collection[str]


def restored(image: Image, undone: Mapping[str, str | None]) -> tuple[Values, Values]:
    """What undoing puts into a row, and what must stand there now."""
    table, _key, before, after = image
    if before is not None:
        return before, after
    return {"status": undone[table]}, after or {"status": "shown"}


def obstacle(images: Sequence[Image], room: Room) -> str | None:
    """Why a step cannot be undone now, as the code of a refusal; None where it can."""
    new: dict[Place, Values] = {}
    for image in images:
        table, key = image[0], str(image[1][0])
        row = room.row(table, key)
        if row is None:
            return NO_UNDO
        before, after = restored(image, room.undone)
        if any(getattr(row, column) != value for column, value in after.items()):
            return CHANGED
        if table == "stages" and row.opened_at and _was_needed(row.kind, before, after):
            return CHANGED
        new[table, key] = before
    if why := _voted_on(images, room):
        return why
    in_place = _on_the_board(new, room) and _on_the_agenda(new, room) and _merged(new, room)
    return None if in_place else CHANGED


def _was_needed(kind: str, before: Values, after: Values) -> bool:
    """Whether a setting would change by which a stage that was opened has gone since."""
    one, other = before.get("settings") or {}, after.get("settings") or {}
    names = (*_OPENED, "of") if kind == "previous" else _OPENED
    return any(one.get(name) != other.get(name) for name in names)


def _voted_on(images: Sequence[Image], room: Room) -> str | None:
    """What people voted on stays as it was: groups once there are votes, what is shown once told."""
    for table, key, before, _after in images:
        moved = table == "proposals" and (before is None or _BOARD & before.keys())
        if (table == "clusters" or moved) and room.board is not None:
            return room.board
        if table == "proposals" and not moved and "status" in before and key[0] in room.settled:
            return REVEALED
    return None


def _on_the_board(new: Mapping[Place, Values], room: Room) -> bool:
    """Whether all cards would lie in groups that are there, or in none."""

    def value(table: str, key: str, column: str) -> Any:
        held = new.get((table, key), {})
        return held[column] if column in held else getattr(room.row(table, key), column, None)

    cards = dict(room.cards)
    for (table, key), values in new.items():
        if table == "proposals":
            held = cards.get(key, Card(None, "shown"))
            cards[key] = Card(
                values.get("cluster_id", held.cluster), values.get("status", held.status)
            )
            into = values.get("merged_into")
            if into is not None and value("proposals", into, "status") in (*_GONE, "merged"):
                return False
    touched = {key for table, key in new if table == "proposals"}
    gone = {k for (t, k), v in new.items() if t == "clusters" and v.get("status") in _GONE}
    for key, card in cards.items():
        if card.cluster is None or card.status in _GONE:
            continue
        if card.cluster in gone:
            return False
        if key in touched and value("clusters", card.cluster, "status") != "shown":
            return False
    return True


def _on_the_agenda(new: Mapping[Place, Values], room: Room) -> bool:
    """Whether each stage that looks back on a vote would still come after it."""
    touched = {key: values for (table, key), values in new.items() if table == "stages"}
    agenda = dict(room.agenda)
    for key, values in touched.items():
        step = agenda[key]
        agenda[key] = Step(
            values.get("status", step.status),
            values.get("position", step.position),
            values["settings"].get("of") if "settings" in values else step.of,
        )
    for key, step in agenda.items():
        vote = agenda.get(step.of or "")
        if vote is None or step.status in _GONE or touched.keys().isdisjoint({key, step.of}):
            continue
        if vote.status in _GONE or vote.position > step.position:
            return False
    return True


def _merged(new: Mapping[Place, Values], room: Room) -> bool:
    """Whether what was put together or taken apart could be, one after the other."""
    steps = {k: v["status"] for (t, k), v in new.items() if t == "mergers" and "status" in v}
    return not steps or room.mergers_fit(steps)
