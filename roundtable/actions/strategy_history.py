"""Undo and redo in a strategy, from the images in its log. Wordings have a history of their own."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import select

from roundtable.commands import (
    COORDINATOR,
    WRITER,
    EntityId,
    Result,
    StrategyAct,
    strategy_command,
)
from roundtable.core.errors import Refused
from roundtable.models import UNDOABLE_IN_STRATEGIES, Fate, StrategyLogEntry

Entry = Annotated[EntityId, Field(description="id of a command")]


@strategy_command(WRITER, COORDINATOR, undoable=True)
def undo(act: StrategyAct, entry: Entry) -> Result:
    """Undo one step in the draft's order or in the answers, whoever took it; undoing that redoes it.

    Refused with `cannot_undo` for what has no undo, `undone_already`, or `changed_since` where what
    it changed was changed again.
    """
    query = select(StrategyLogEntry).where(
        StrategyLogEntry.strategy_id == act.strategy.id, StrategyLogEntry.id == entry
    )
    done = act.session.scalars(query).one_or_none()
    if done is None or not done.images:
        raise Refused("cannot_undo", "entry")
    if done.undone_by is not None:
        raise Refused("undone_already", "entry")
    for image in done.images:
        _put_back(act, *image)
    act.session.flush()
    _check(act)
    done.undone_by = act.id
    act.says(command=done.command, of=done.id, names=done.names or {})
    return None


def _put_back(
    act: StrategyAct,
    table: str,
    key: list[str],
    before: dict[str, Any] | None,
    after: dict[str, Any],
) -> None:
    model = UNDOABLE_IN_STRATEGIES[table]
    row = act.session.get_one(model, key[0])
    if any(getattr(row, column) != value for column, value in after.items()):
        raise Refused("changed_since", "entry")
    values = {"status": model.undone} if before is None else before
    for column, value in values.items():
        setattr(row, column, value)


def _check(act: StrategyAct) -> None:
    """No contribution has two fates."""
    query = select(Fate.ref).where(Fate.strategy_id == act.strategy.id, Fate.status == "stands")
    standing = list(act.session.scalars(query))
    if len(standing) != len(set(standing)):
        raise Refused("changed_since", "entry")
