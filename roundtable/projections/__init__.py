"""Who sees what: each entity of a roundtable as phone, console, screen and writers may see it.

State is `{collection: {id: data}}`. `snapshot` reads all of it for an audience, `some` only what is
named; both use the same functions, so that frames and snapshots cannot differ. What an audience may
not see does not appear in its state: there is no second place that hides anything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from sqlalchemy.orm import Session

from roundtable.models import Mark, Roundtable
from roundtable.projections import content, room, suggestions, table, timeline, voices
from roundtable.projections.own import own
from roundtable.projections.view import (
    CONSOLE,
    DESK,
    OBSERVER,
    PHONE,
    SCREEN,
    WRITER,
    Data,
    Entities,
    State,
    View,
)

__all__ = [
    "AUDIENCES",
    "COLLECTIONS",
    "CONSOLE",
    "DESK",
    "OBSERVER",
    "PHONE",
    "SCREEN",
    "WRITER",
    "Data",
    "Entities",
    "State",
    "own",
    "snapshot",
    "some",
]

COLLECTIONS: dict[str, Callable[[View, Collection[str] | None], Entities]] = {
    "roundtable": table.roundtable,
    "areas": table.areas,
    "groups": table.groups,
    "stages": table.stages,
    "people": table.people,
    "turnout": table.turnout,
    "proposals": content.proposals,
    "clusters": content.clusters,
    "options": content.options,
    "results": content.results,
    "passages": content.passages,
    "exports": content.exports,
    "links": content.links,
    "tables": room.tables,
    "cards": room.cards,
    "queue": room.queue,
    "talk": room.talk,
    "minutes": room.minutes,
    "feedback": room.feedback,
    "comments": voices.comments,
    "concerns": voices.concerns,
    "timeline": timeline.timeline,
    "suggestions": suggestions.suggestions,
}

_SHARED = ("roundtable", "areas", "groups", "stages", "proposals", "options", "results")
_ROOM = ("tables", "queue", "minutes", "comments", "concerns")
AUDIENCES: dict[str, tuple[str, ...]] = {
    PHONE: (*_SHARED, "clusters", *_ROOM),
    SCREEN: (*_SHARED, "clusters", "people", "turnout", *_ROOM),
    CONSOLE: tuple(COLLECTIONS),
    WRITER: (*_SHARED, "passages", "exports", "people", "concerns", "minutes"),
    DESK: (*_SHARED, "people", "turnout", "cards", *_ROOM),
    OBSERVER: (*_SHARED, "clusters", "people", "turnout", *_ROOM),
}


def snapshot(session: Session, roundtable: Roundtable, audience: str) -> State:
    """All that `audience` may see now."""
    view = View(session, roundtable, audience)
    return {name: COLLECTIONS[name](view, None) for name in AUDIENCES[audience]}


def some(session: Session, roundtable: Roundtable, audience: str, marks: set[Mark]) -> State:
    """What `audience` may see of the entities marked; what is absent is not to be seen (any more)."""
    view = View(session, roundtable, audience)
    wanted: dict[str, set[str]] = {}
    for collection, key in marks:
        if collection in AUDIENCES[audience]:
            wanted.setdefault(collection, set()).add(key)
    return {name: COLLECTIONS[name](view, ids) for name, ids in wanted.items()}
