"""What happened, for the console: the last steps, with what can be undone and why something cannot."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select

from roundtable.core import undoing
from roundtable.models import (
    Cluster,
    Group,
    Key,
    LogEntry,
    Minute,
    Participant,
    Proposal,
    RoomTable,
    Stage,
)
from roundtable.projections.steps import is_redo, room_of
from roundtable.projections.view import Data, Entities, View

#: How many steps are listed.
MOST = 60
#: Whose steps are listed only where they were made for somebody without a phone: there are many.
_THEIR_OWN = ("participant", "visitor", "system")
#: What is left out: the draft keeps versions of its own, documents and suggestions tell by themselves.
_QUIET = (
    "edit_front",
    "edit_passage",
    "start_export",
    "suggest_groups",
    "dismiss_suggestion",
    "watch_opinions",
)

#: Arguments that say by themselves what a step was about.
_PLAIN = ("card", "count", "done", "goal", "kind", "label", "mode", "pinned", "role", "seconds")
#: Argument → the rows that it names, and the column by which people know them.
_NAMED: dict[str, tuple[Any, str]] = {
    "cluster": (Cluster, "title"),
    "group": (Group, "title"),
    "link": (Key, "label"),
    "minute": (Minute, "text"),
    "participant": (Participant, "card"),
    "proposal": (Proposal, "number"),
    "stage": (Stage, "title"),
    "table": (RoomTable, "title"),
}
#: Where the word for it is another one.
_AS = {"link": "label", "minute": "text", "participant": "card"}
_LONGEST = 120


def timeline(view: View, _ids: Collection[str] | None) -> Entities:
    """The last steps, by the id of the command.

    `undoable`: to be undone now, by `undo` with this id. `redo`: of a step that was undone, the id
    with which `undo` redoes it now. `why`: what stands in the way of the one or the other.
    """
    query = select(LogEntry).where(
        LogEntry.roundtable_id == view.roundtable.id,
        LogEntry.role.not_in(_THEIR_OWN) | LogEntry.behalf_id.is_not(None),
        LogEntry.command.not_in(_QUIET),
    )
    entries = list(view.session.scalars(query.order_by(LogEntry.rev.desc()).limit(MOST)))
    undoes = {entry.id: entry for entry in entries if entry.command == "undo"}
    room = room_of(view.session, view.roundtable, entries)
    why = {entry.id: _why(entry, room) for entry in entries}
    words = _Words(view, entries)
    told: Entities = {}
    for entry in entries:
        undone = entry.undone_by is not None
        undo = entry.undone_by if undone and entry.undone_by in undoes else None
        reason = why[undo] if undo else undoing.NO_UNDO if undone else why[entry.id]
        told[entry.id] = {
            "rev": entry.rev,
            "at": entry.at,
            "command": entry.command,
            "names": words.names(entry),
            "role": entry.role,
            "who": words.who(entry),
            "behalf": words.card(entry.behalf_id),
            "undoable": not undone and reason is None,
            "undone": undone,
            "redo": undo if reason is None else None,
            "why": reason,
        }
    return told


def _why(entry: LogEntry, room: undoing.Room) -> str | None:
    if entry.images is None or is_redo(entry):
        return undoing.NO_UNDO
    return undoing.obstacle(entry.images, room)


class _Words:
    """Names for what entries are about: those that were noted, else of the rows as they are now."""

    def __init__(self, view: View, entries: list[LogEntry]) -> None:
        self._view = view
        args = [entry.args or {} for entry in entries]
        self._rows = {
            name: self._read(model, column, (a.get(name) for a in args))
            for name, (model, column) in _NAMED.items()
        }
        self._cards = self._read(Participant, "card", (entry.behalf_id for entry in entries))
        self._links = self._read(Key, "label", (entry.actor_id for entry in entries))

    def _read(self, model: Any, column: str, keys: Iterable[object]) -> dict[str, Any]:
        wanted = {key for key in keys if isinstance(key, str)}
        if not wanted:
            return {}
        query = select(model.id, getattr(model, column)).where(model.id.in_(wanted))
        return {row[0]: row[1] for row in self._view.session.execute(query)}

    def names(self, entry: LogEntry) -> Data:
        """What the step was about."""
        given = {**(entry.args or {}), **(entry.result or {})}
        found: Data = {name: given[name] for name in _PLAIN if name in given}
        for name, rows in self._rows.items():
            if (value := rows.get(str(given.get(name)))) is not None:
                found[_AS.get(name, name)] = value
        return {name: _short(value) for name, value in (found | (entry.names or {})).items()}

    def who(self, entry: LogEntry) -> str:
        """The label of the link by which somebody acts."""
        return str(self._links.get(entry.actor_id) or "")

    def card(self, participant: str | None) -> str:
        """The card of the person for whom a step was made."""
        return str(self._cards.get(participant or "") or "")


def _short(value: Any) -> Any:
    if isinstance(value, str) and len(value) > _LONGEST:
        return value[: _LONGEST - 1].rstrip() + "…"
    return value
