"""What writers, coordinators and partners see of a strategy. The same functions make snapshots and frames."""

from __future__ import annotations

from collections.abc import Callable, Collection

from sqlalchemy.orm import Session

from roundtable.models import Mark, Strategy
from roundtable.projections.strategy import entities
from roundtable.projections.strategy.reading import Reading
from roundtable.projections.view import Entities, State

#: Audiences; the names differ from those of roundtables.
COORDINATOR, WRITER, PARTNER = "strategy_coordinator", "strategy_writer", "strategy_partner"

COLLECTIONS: dict[str, Callable[[Reading, Collection[str] | None], Entities]] = {
    "strategy": entities.head,
    "rooms": entities.rooms,
    "nodes": entities.nodes,
    "results": entities.results,
    "fates": entities.fates,
    "joins": entities.joins,
    "decisions": entities.decisions,
    "figures": entities.figures,
    "versions": entities.versions,
    "reviews": entities.reviews,
    "remarks": entities.remarks,
    "exports": entities.exports,
    "leases": entities.leases,
    "sides": entities.sides,
    "timeline": entities.timeline,
    "links": entities.links,
}
_READING = (
    "strategy", "rooms", "nodes", "results", "fates", "joins", "decisions", "figures", "versions",
    "reviews", "remarks",
)  # fmt: skip
_WRITING = (*_READING, "exports", "leases", "sides", "timeline")
AUDIENCES: dict[str, tuple[str, ...]] = {
    PARTNER: _READING,
    WRITER: _WRITING,
    COORDINATOR: (*_WRITING, "links"),
}
#: Read as a whole whenever a mark names them; of the others, only what is named.
WHOLE = frozenset(COLLECTIONS) - {"nodes"}


def snapshot(session: Session, strategy: Strategy, audience: str) -> State:
    """All that `audience` may see now, as it is committed."""
    look = Reading(session, strategy, keeps=True)
    return {name: COLLECTIONS[name](look, None) for name in AUDIENCES[audience]}


def some(session: Session, strategy: Strategy, audience: str, marks: set[Mark]) -> State:
    """What `audience` may see of what is marked."""
    look = Reading(session, strategy, keeps=True)
    wanted: dict[str, set[str]] = {}
    for collection, key in marks:
        if collection in AUDIENCES[audience]:
            wanted.setdefault(collection, set()).add(key)
    return {name: COLLECTIONS[name](look, ids) for name, ids in wanted.items()}
