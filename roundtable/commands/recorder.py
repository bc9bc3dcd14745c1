"""What a command changed, noted by watching its session: marks for clients, images for undo."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, event, inspect, select
from sqlalchemy.orm import Session

from roundtable.models import UNDOABLE, UNDOABLE_IN_STRATEGIES, Ballot, Base, Mark

#: `[table, key, before, after]`; `before` is None where the row was made, `after` then its status.
Image = list[Any]


class Recorder:
    """Watches one session, from `start` on, for what one command changes."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._before: dict[Base, dict[str, Any] | None] = {}
        event.listen(session, "before_flush", self._note)

    @classmethod
    def of(cls, session: Session) -> Recorder:
        """The session's recorder: one, however many batches run in it."""
        if "recorder" not in session.info:
            session.info["recorder"] = cls(session)
        found: Recorder = session.info["recorder"]
        return found

    def start(self) -> None:
        """Forget what was noted so far."""
        self._before.clear()

    def _note(self, session: Session, _context: object, _instances: object) -> None:
        for row in session.new:
            self._before.setdefault(row, None)
        for row in session.dirty:
            if changed := _old_values(row):
                known = self._before.setdefault(row, {})
                if known is not None:
                    for column, value in changed.items():
                        known.setdefault(column, value)

    def marks(self) -> set[Mark]:
        """The entities of the shared state that changed (the roundtable's own counters apart)."""
        shown = [(row, before) for row, before in self._before.items() if _shows(before)]
        marks = {mark for row, _ in shown for mark in row.marks()}
        matters = any(self._matters(row, before) for row, before in shown)
        return marks | {_STEPS} if matters else marks

    def _matters(self, row: Base, before: dict[str, Any] | None) -> bool:
        """Whether a change may decide if some step can be undone: a vote's first ballot does."""
        if isinstance(row, Ballot):
            if before is not None and "marked" not in before:
                return False
            others = {"stage": row.stage_id, "person": row.participant_id}
            return self._session.connection().scalar(_OTHERS, others) is None
        return row.__tablename__ in UNDOABLE and before is not None

    def owners(self) -> set[str]:
        """The participants whose own things changed."""
        return {owner for row in self._before if (owner := row.owner())}

    def tables(self) -> set[str]:
        """The tables at which people's own things changed."""
        return {table for row in self._before if (table := row.at_table())}

    def images(self) -> list[Image]:
        """The changed rows before and after. The row's numbers on the roundtable are no part of it."""
        images = []
        for row, noted in self._before.items():
            if not _shows(noted) or row.__tablename__ not in _WITH_IMAGES:
                continue
            before = (
                None if noted is None else {k: v for k, v in noted.items() if k not in _COUNTERS}
            )
            columns = ["status"] if before is None else before
            after = {column: getattr(row, column) for column in columns}
            images.append([row.__tablename__, list(inspect(row).identity or ()), before, after])
        return images


_WITH_IMAGES = UNDOABLE.keys() | UNDOABLE_IN_STRATEGIES.keys()
_COUNTERS = frozenset(
    {"rev", "last_proposal", "last_cluster", "last_alias", "last_card", "last_measure"}
)


#: The steps of the timeline: what can be undone depends on the rows that steps changed.
_STEPS: Mark = ("timeline", "now")
#: Whether anybody else has voted; built once, as it is asked for each first ballot of somebody.
_OTHERS = (
    select(Ballot.stage_id)
    .where(
        Ballot.stage_id == bindparam("stage"),
        Ballot.participant_id != bindparam("person"),
        Ballot.marked,
    )
    .limit(1)
)


def _shows(before: dict[str, Any] | None) -> bool:
    """Whether more of the row changed than counters, which every command moves."""
    return before is None or bool(before.keys() - _COUNTERS)


def _old_values(row: Base) -> dict[str, Any]:
    state = inspect(row)
    old = {}
    for column in state.mapper.column_attrs:
        history = state.attrs[column.key].history
        if history.has_changes():
            old[column.key] = history.deleted[0] if history.deleted else None
    return old
