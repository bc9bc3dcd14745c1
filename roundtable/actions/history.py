"""Undo and redo. The log holds what each undoable command changed, before and after."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import select

from roundtable.actions.voting import put_up_anew, refuse_if_revealed, refuse_if_votes_are_in
from roundtable.commands import FACILITATOR, Act, EntityId, Result, command
from roundtable.core.errors import Refused
from roundtable.models import Base, Cluster, LogEntry, Proposal, Stage

ROWS: dict[str, type[Base]] = {row.__tablename__: row for row in (Cluster, Proposal, Stage)}
Entry = Annotated[EntityId, Field(description="id of a command")]


@command(FACILITATOR, undoable=True)
def undo(act: Act, entry: Entry) -> Result:
    """Undo one command, whoever gave it. Undoing an undo redoes the command, which can be undone again.

    Refused with `cannot_undo` where the command has no undo, and with `changed_since` where what it
    changed was changed again: then the later change has to be undone first.
    """
    done = _entry(act, entry)
    if done is None or done.images is None or _redoes(done):
        raise Refused("cannot_undo", "entry")
    if done.undone_by is not None:
        raise Refused("undone_already", "entry")
    _check_votes(act, done.command, (done.names or {}).get("command"))
    for image in done.images:
        _restore(act, *image)
    act.session.flush()
    if any(_out_of_place(act, *image) for image in done.images):
        raise Refused("changed_since", "entry")
    done.undone_by = act.id
    if done.command == "undo" and (again := _entry(act, str((done.names or {})["of"]))):
        again.undone_by = None
    put_up_anew(act)
    act.says(command=done.command, of=done.id, names=done.names or {})
    return None


def _check_votes(act: Act, *commands: str | None) -> None:
    """What is refused while ballots are in, or once their result was shown, cannot be undone then."""
    if {"hide_proposal", "restore_proposal"}.intersection(commands):
        refuse_if_revealed(act)
    elif "edit_stage" not in commands:
        refuse_if_votes_are_in(act)


def _entry(act: Act, command_id: str) -> LogEntry | None:
    query = select(LogEntry).where(
        LogEntry.roundtable_id == act.roundtable.id, LogEntry.id == command_id
    )
    return act.session.scalars(query).one_or_none()


def _redoes(entry: LogEntry) -> bool:
    """Whether it is the undo of an undo: what it redid is undone by its own name, not by this."""
    return entry.command == "undo" and (entry.names or {}).get("command") == "undo"


def _restore(
    act: Act, table: str, key: list[Any], before: dict[str, Any] | None, after: Any
) -> None:
    """Put one row back, provided that it still is as the command left it."""
    row = act.session.get(ROWS[table], key[0])
    if row is None:
        raise Refused("cannot_undo", "entry")
    if before is None:
        before, after = {"status": "removed"}, {"status": "shown"}
    if any(getattr(row, column) != value for column, value in after.items()):
        raise Refused("changed_since", "entry")
    for column, value in before.items():
        setattr(row, column, value)


def _out_of_place(
    act: Act, table: str, key: list[Any], before: dict[str, Any] | None, _after: object
) -> bool:
    """Whether a group whose making is undone is in use, or a proposal was put back into one gone."""
    row = act.session.get_one(ROWS[table], key[0])
    if isinstance(row, Proposal):
        cluster = act.session.get(Cluster, row.cluster_id) if row.cluster_id else None
        return cluster is not None and cluster.status != "shown"
    if not isinstance(row, Cluster) or row.status == "shown":
        return False
    query = select(Proposal.id).where(Proposal.cluster_id == row.id, Proposal.status != "withdrawn")
    return act.session.scalar(query.limit(1)) is not None
