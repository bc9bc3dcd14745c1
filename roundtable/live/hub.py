"""All rooms of this process: who comes and goes, and when what changed is sent."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable.commands import Outcome, Request
from roundtable.db import Database
from roundtable.live.direct import Direct
from roundtable.live.face import EVERYTHING
from roundtable.live.room import Connection, Room
from roundtable.models import Key, Mark, Roundtable, Strategy

log = structlog.get_logger()

#: Seconds between frames: short at a table, longer in a hall, where nobody sees the difference.
SHORTEST_TICK = 0.05
LONGEST_TICK = 0.5
TICK_PER_CONNECTION = 0.0004
PRESENCE_SECONDS = 1.0


class Hub:
    """The rooms. `context` gives an application context for rendering outside of requests.

    `disconnect` ends the connection of a sid, for good: its client does not come back by itself.
    """

    def __init__(
        self,
        database: Database,
        direct: Direct,
        sleep: Callable[[float], None],
        context: Callable[[], AbstractContextManager[object]],
        disconnect: Callable[[str], object],
    ) -> None:
        self._database = database
        self.direct = direct
        self._sleep = sleep
        self._context = context
        self._disconnect = disconnect
        self.rooms: dict[str, Room] = {}
        self._connections: dict[str, Connection] = {}
        self._due = threading.Event()
        #: Told of each commit's marks; with several processes, the way to the others (`live.bus`).
        self.listeners: list[Callable[[str, set[Mark], set[str]], None]] = []

    def connection(self, sid: str) -> Connection | None:
        """Who is behind a socket."""
        return self._connections.get(sid)

    def __len__(self) -> int:
        return len(self._connections)

    def enter(self, connection: Connection) -> None:
        """Take a connection into its room; from now on it is sent what changes."""
        room = self.rooms.get(connection.roundtable_id)
        if room is None:
            room = self.rooms[connection.roundtable_id] = Room(
                connection.roundtable_id, self.direct, connection.on
            )
        self._connections[connection.sid] = connection
        room.enter(connection)

    def greet(self, connection: Connection, seen: int) -> None:
        """Bring a connection up to date; `seen` is the revision of the page behind it."""
        room = self.rooms.get(connection.roundtable_id)
        if room is None or connection.sid not in room.connections:
            return  # gone again already
        with self._caught_up(room) as (session, roundtable):
            room.greet(session, roundtable, connection, seen)
            room.greet_presence(connection)

    def snapshot(self, connection: Connection) -> dict[str, object]:
        """The state of a connection's audience: `{rev, state}`."""
        room = self.rooms[connection.roundtable_id]
        with self._caught_up(room) as (session, roundtable):
            face = room.face(session, roundtable, connection.audience)
            return {"rev": face.rev, "state": face.state}

    def exit(self, sid: str) -> None:
        """Forget a connection, and its room when it was the last."""
        connection = self._connections.pop(sid, None)
        room = self.rooms.get(connection.roundtable_id) if connection else None
        if room is not None:
            room.exit(sid)
            if not room.connections:
                del self.rooms[room.roundtable_id]

    def committed(self, requests: Sequence[Request], outcomes: Sequence[Outcome]) -> None:
        """Note what a batch changed, and tell people of their own things before they are answered."""
        changed: dict[str, tuple[set[Mark], set[str]]] = {}
        for request, outcome in zip(requests, outcomes, strict=True):
            marks, owners = changed.setdefault(request.roundtable_id, (set(), set()))
            marks |= outcome.marks
            owners |= outcome.owners
        for roundtable_id, (marks, owners) in changed.items():
            self.changed(roundtable_id, marks, owners)
            for listener in self.listeners:
                listener(roundtable_id, marks, owners)

    def changed(self, roundtable_id: str, marks: set[Mark], owners: Iterable[str]) -> None:
        """Something was committed, here or in another process."""
        room = self.rooms.get(roundtable_id)
        if room is None:
            return
        if marks:
            room.marks |= marks
            self._due.set()
        if mine := room.here(owners):
            with self._context(), self._database.read() as session:
                room.tell_own(session, mine)

    def run_forever(self) -> None:
        """The ticker: sends what changed, then lets what comes next gather for a while."""
        while True:
            self._due.wait()
            self._due.clear()
            self.flush()
            self._sleep(min(LONGEST_TICK, SHORTEST_TICK + TICK_PER_CONNECTION * len(self)))

    def flush(self) -> None:
        """Send what changed in all rooms."""
        for room in [room for room in self.rooms.values() if room.marks]:
            try:
                with self._caught_up(room):
                    pass
            except Exception:  # one broken room must not silence the others
                log.exception("flush_failed", roundtable=room.roundtable_id)

    def run_presence(self) -> None:
        """Tell consoles and screens every second who is connected, where that changed."""
        while True:
            self._sleep(PRESENCE_SECONDS)
            for room in list(self.rooms.values()):
                room.tell_presence()

    def refresh(self, roundtable_ids: Iterable[str]) -> None:
        """Have rooms read everything anew: something may have been missed."""
        for roundtable_id in roundtable_ids:
            self.changed(roundtable_id, {EVERYTHING}, ())

    def say_bye(self, reason: str) -> None:
        """Tell everyone that the server ends; they come back by themselves."""
        self.direct.broadcast(list(self._connections), "bye", {"reason": reason})

    def _withdrawn(self, session: Session, room: Room, marks: set[Mark]) -> list[Connection]:
        """Connections whose link was withdrawn, looked for where the marks speak of links."""
        if EVERYTHING not in marks and not any(name == "links" for name, _ in marks):
            return []
        staff = room.staff()
        query = select(Key.id).where(
            Key.id.in_({c.actor.id for c in staff}), Key.withdrawn_at.is_not(None)
        )
        withdrawn = set(session.scalars(query))
        return [c for c in staff if c.actor.id in withdrawn]

    def _dismiss(self, connections: Sequence[Connection]) -> None:
        for connection in connections:
            self.direct.send_one(connection.sid, "bye", {"reason": "withdrawn"})
            self._disconnect(connection.sid)

    @contextmanager
    def _caught_up(self, room: Room) -> Iterator[tuple[Session, Roundtable | Strategy]]:
        """A look at a room's roundtable, after everyone was told what changed up to it.

        The marks are taken before the look: one that comes during it may stand for something that
        it does not show yet. One look at a time: one that was overtaken would put old things back.
        """
        with room.lock:
            marks, room.marks = room.marks, set()
            try:
                with self._context(), self._database.read() as session:
                    roundtable = room.subject(session)
                    room.flush(session, roundtable, marks)
                    gone = self._withdrawn(session, room, marks)
                    yield session, roundtable
            except BaseException:
                room.marks |= marks
                raise
        self._dismiss(gone)
