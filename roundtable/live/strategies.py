"""What time and other rooms change in strategies: leases that end, and results that came since."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable import sources
from roundtable.commands import STRATEGY, SYSTEM, Actor, Request
from roundtable.db import Database
from roundtable.live.hub import Hub
from roundtable.live.room import Connection, Room
from roundtable.live.writer import Writer
from roundtable.models import Lease, Roundtable, StrategyRoom

log = structlog.get_logger()

TURN_SECONDS = 2.0
MACHINE = Actor(SYSTEM, "strategies")


class Strategies:
    """Looks after the strategies at which somebody is, in this process."""

    def __init__(
        self, database: Database, writer: Writer, hub: Hub, sleep: Callable[[float], None]
    ) -> None:
        self._database = database
        self._writer = writer
        self._hub = hub
        self._sleep = sleep
        #: The revisions of a strategy's roundtables when they were looked at last.
        self._seen: dict[str, list[tuple[str, int]]] = {}

    def left(self, connection: Connection) -> None:
        """Free what somebody held whose last connection is gone."""
        room = self._hub.rooms.get(connection.roundtable_id)
        others = room.connections.values() if room else ()
        if all(other.actor.id != connection.actor.id for other in others):
            self._end(connection.roundtable_id, {"who": connection.actor.id})

    def run_forever(self) -> None:
        """Take a turn now and then."""
        while True:
            self._sleep(TURN_SECONDS)
            try:
                self.turn()
            except Exception:  # what one strategy lacks must not stop the others
                log.exception("strategies_failed")

    def turn(self) -> None:
        """End leases that ran out, and note where roundtables went on; frames count by revision."""
        rooms = [room for room in self._hub.rooms.values() if room.on == STRATEGY]
        self._seen = {r.roundtable_id: self._seen.get(r.roundtable_id, []) for r in rooms}
        for room in rooms:
            with self._database.read() as session:
                over = self._over(session, room)
                revisions = self._revisions(session, room)
            if over:
                self._end(room.roundtable_id, {})
            if revisions != self._seen.get(room.roundtable_id):
                self._seen[room.roundtable_id] = revisions
                self._do(room.roundtable_id, "note_results", {})

    def _over(self, session: Session, room: Room) -> bool:
        query = select(Lease.node_id).where(
            Lease.strategy_id == room.roundtable_id, Lease.until > 0, Lease.until <= sources.now()
        )
        return session.scalar(query.limit(1)) is not None

    def _revisions(self, session: Session, room: Room) -> list[tuple[str, int]]:
        query = (
            select(Roundtable.id, Roundtable.rev)
            .join(StrategyRoom, StrategyRoom.room_id == Roundtable.id)
            .where(StrategyRoom.strategy_id == room.roundtable_id, StrategyRoom.status == "shown")
            .order_by(Roundtable.id)
        )
        return [(key, rev) for key, rev in session.execute(query)]

    def _end(self, strategy_id: str, args: dict[str, str]) -> None:
        self._do(strategy_id, "end_leases", args)

    def _do(self, strategy_id: str, command: str, args: dict[str, str]) -> None:
        request = Request(strategy_id, MACHINE, sources.new_id(), command, args, on=STRATEGY)
        self._writer.submit(request)
