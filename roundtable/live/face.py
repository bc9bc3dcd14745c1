"""One audience's state as this process holds it, and the frames that lead from one state to the next."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy.orm import Session

from roundtable import projections
from roundtable.live.direct import Json
from roundtable.models import Mark, Roundtable, Strategy
from roundtable.projections import Entities, State, strategy

Change = list[Any]

#: Read as a whole: their ids say nothing about which row changed. On phones the groups, too, for
#: they tell how many proposals they hold.
_WHOLE = frozenset(
    {"roundtable", "people", "turnout", "tables", "queue", "talk", "feedback", "timeline"}
) | {
    "comments",
    "concerns",
}
_WHOLE_ON_PHONES = _WHOLE | {"clusters"}
EVERYTHING: Mark = ("*", "*")


class Face:
    """The state of one audience at revision `rev`, kept by reading what is marked as changed.

    A frame is made by comparing what is read with what was held, so that a mark too many costs
    nothing, and a change that the audience may not see is no change.
    """

    def __init__(self, session: Session, subject: Roundtable | Strategy, audience: str) -> None:
        self.audience = audience
        self.rev = subject.rev
        self.state: State = _snapshot(session, subject, audience)
        self._text: Json | None = None

    @property
    def text(self) -> Json:
        """The snapshot as JSON text, encoded once for all who ask."""
        if self._text is None:
            self._text = Json(dumps({"rev": self.rev, "state": self.state}))
        return self._text

    def update(
        self, session: Session, subject: Roundtable | Strategy, marks: set[Mark]
    ) -> Json | None:
        """Read what is marked; returns the frame that leads here, or None if nothing changed."""
        if EVERYTHING in marks:
            read = _snapshot(session, subject, self.audience)
            changes = _all_changes(self.state, read)
        elif isinstance(subject, Strategy):
            read = strategy.some(session, subject, self.audience, marks)
            changes = _some_changes(self.state, read, marks, strategy.WHOLE)
        else:
            read = projections.some(session, subject, self.audience, marks)
            whole = _WHOLE_ON_PHONES if self.audience == projections.PHONE else _WHOLE
            changes = _some_changes(self.state, read, marks, whole)
        if not changes:
            return None
        before, self.rev, self._text = self.rev, subject.rev, None
        for collection, key, data in changes:
            _put(self.state[collection], key, data)
        return Json(dumps({"from": before, "rev": self.rev, "changes": changes}))


def _snapshot(session: Session, subject: Roundtable | Strategy, audience: str) -> State:
    if isinstance(subject, Strategy):
        return strategy.snapshot(session, subject, audience)
    return projections.snapshot(session, subject, audience)


def dumps(value: object) -> str:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _put(entities: Entities, key: str, data: Any) -> None:
    if data is None:
        entities.pop(key, None)
    else:
        entities[key] = data


def _all_changes(held: State, read: State) -> list[Change]:
    return [
        change
        for name, entities in read.items()
        for change in _differences(name, held[name], entities)
    ]


def _some_changes(
    held: State, read: State, marks: set[Mark], whole: frozenset[str]
) -> list[Change]:
    changes: list[Change] = []
    for name, entities in read.items():
        asked = held[name].keys() | entities.keys() if name in whole else _keys(name, marks)
        before = {key: data for key, data in held[name].items() if key in asked}
        changes += _differences(name, before, entities)
    return changes


def _keys(collection: str, marks: set[Mark]) -> set[str]:
    return {key for name, key in marks if name == collection}


def _differences(name: str, before: Entities, after: Entities) -> list[Change]:
    gone: list[Change] = [[name, key, None] for key in before if key not in after]
    return gone + [[name, key, data] for key, data in after.items() if before.get(key) != data]
