"""Undo and redo. The log holds what each undoable command changed, before and after."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import select

from roundtable.actions.voting import put_up_anew
from roundtable.commands import FACILITATOR, Act, EntityId, Result, command
from roundtable.core import undoing
from roundtable.core.errors import Refused
from roundtable.models import UNDOABLE, LogEntry
from roundtable.projections.steps import is_redo, room_of

Entry = Annotated[EntityId, Field(description="id of a command")]
#: Tables of which what is up for vote is made.
_BOARD = frozenset({"clusters", "proposals", "stages"})


@command(FACILITATOR, undoable=True)
def undo(act: Act, entry: Entry) -> Result:
    """Undo one command, whoever gave it. Undoing an undo redoes the command, which can be undone again.

    Refused with `cannot_undo` where the command has no undo, with `changed_since` where what it
    changed was changed again (then the later change has to be undone first), with `votes_in` or
    `already_revealed` where people have voted on it.
    """
    done = _entry(act, entry)
    if done is None or done.images is None or is_redo(done):
        raise Refused("cannot_undo", "entry")
    if done.undone_by is not None:
        raise Refused("undone_already", "entry")
    room = room_of(act.session, act.roundtable)
    if why := undoing.obstacle(done.images, room):
        raise Refused("cannot_undo" if why == undoing.NO_UNDO else why, "entry")
    for image in done.images:
        row = act.session.get_one(UNDOABLE[image[0]], image[1][0])
        for column, value in undoing.restored(image, room.undone)[0].items():
            setattr(row, column, value)
    done.undone_by = act.id
    if done.command == "undo" and (again := _entry(act, str((done.names or {})["of"]))):
        again.undone_by = None
    _follow(act, {image[0] for image in done.images})
    act.says(command=done.command, of=done.id, names=done.names or {})
    return None


def _follow(act: Act, tables: set[str]) -> None:
    """Bring along what is made of the rows that were put back."""
    act.session.flush()
    if tables & _BOARD:
        put_up_anew(act)
    if "mergers" in tables:  # the draft's passages follow the options
        act.everything_changed = True


def _entry(act: Act, command_id: str) -> LogEntry | None:
    query = select(LogEntry).where(
        LogEntry.roundtable_id == act.roundtable.id, LogEntry.id == command_id
    )
    found: Any = act.session.scalars(query).one_or_none()
    return found if isinstance(found, LogEntry) else None
