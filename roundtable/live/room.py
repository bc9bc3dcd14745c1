"""Who is connected to one roundtable in this process, and what each of them is sent when it changes."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from roundtable import projections, views
from roundtable.commands import COORDINATOR, PARTNER, ROUNDTABLE, STRATEGY, WRITER, Actor
from roundtable.live.direct import Direct, Json
from roundtable.live.face import Face, dumps
from roundtable.models import Mark, Participant, Roundtable, Strategy
from roundtable.projections import strategy

AUDIENCE_OF = {
    "participant": projections.PHONE,
    "facilitator": projections.CONSOLE,
    "screen": projections.SCREEN,
    "writer": projections.WRITER,
    "host": projections.DESK,
    "observer": projections.OBSERVER,
}

#: The same in a strategy.
STRATEGY_AUDIENCE_OF = {
    COORDINATOR: strategy.COORDINATOR,
    WRITER: strategy.WRITER,
    PARTNER: strategy.PARTNER,
}

#: Built once, as it is asked after each commit.
_REV = select(Roundtable.rev).where(Roundtable.id == bindparam("id"))

#: Audiences that are told who is connected.
WATCHING = (projections.CONSOLE, projections.SCREEN)


@dataclass(slots=True)
class Connection:
    """One socket: who is behind it, and what it wants to be sent.

    `on` says what it is connected to; of a strategy, `roundtable_id` is the strategy's id.
    """

    sid: str
    code: str
    roundtable_id: str
    actor: Actor
    audience: str
    group: str
    #: Language of the rendered regions that it wants, "" for none.
    view: str
    data: bool
    #: The language for messages.
    language: str
    #: Seconds (monotonic) and commands left: the bucket of the rate limit.
    bucket: tuple[float, float] = (0.0, 0.0)
    on: str = ROUNDTABLE


@dataclass(slots=True)
class Rendered:
    """The regions of a surface in one language: made at revision `at`, last changed at `rev`."""

    rev: int
    at: int
    regions: dict[str, str] = field(default_factory=dict)


class Room:
    """One roundtable's or strategy's connections, faces and regions. Rebuilt from the database at will."""

    def __init__(self, roundtable_id: str, direct: Direct, on: str = ROUNDTABLE) -> None:
        self.roundtable_id = roundtable_id
        self.on = on
        self.connections: dict[str, Connection] = {}
        #: Participants' connections by whose they are: one person may have several devices.
        self._devices: dict[str, dict[str, Connection]] = {}
        self.marks: set[Mark] = set()
        self.lock = threading.Lock()
        self._direct = direct
        self._faces: dict[str, Face] = {}
        self._rendered: dict[tuple[str, str], Rendered] = {}
        self._presence = ""

    def enter(self, connection: Connection) -> None:
        """Take a connection in."""
        self.connections[connection.sid] = connection
        if connection.actor.role == "participant":
            self._devices.setdefault(connection.actor.id, {})[connection.sid] = connection

    def exit(self, sid: str) -> None:
        """Forget a connection."""
        connection = self.connections.pop(sid, None)
        if connection is not None and (own := self._devices.get(connection.actor.id)):
            own.pop(sid, None)
            if not own:
                del self._devices[connection.actor.id]

    def here(self, owners: Iterable[str]) -> set[str]:
        """Those of these participants who are connected."""
        return {owner for owner in owners if owner in self._devices}

    def subject(self, session: Session) -> Roundtable | Strategy:
        """What the room is about."""
        if self.on == STRATEGY:
            return session.get_one(Strategy, self.roundtable_id)
        return session.get_one(Roundtable, self.roundtable_id)

    def face(self, session: Session, roundtable: Roundtable | Strategy, audience: str) -> Face:
        """The audience's state, to be asked for by a look that has caught up (`Hub`)."""
        if audience not in self._faces:
            self._faces[audience] = Face(session, roundtable, audience)
        return self._faces[audience]

    def greet(
        self,
        session: Session,
        roundtable: Roundtable | Strategy,
        connection: Connection,
        seen: int,
    ) -> None:
        """Bring a connection up to date that has just come: `seen` is the revision of its page."""
        face = self.face(session, roundtable, connection.audience)
        if connection.data:
            self._direct.send_one(connection.sid, "snapshot", face.text)
        if connection.view:
            rendered = self._render(face, connection.view)[0]
            if seen < rendered.rev:
                body = {"rev": rendered.rev, "regions": rendered.regions}
                self._direct.send_one(connection.sid, "view", Json(dumps(body)))
        if connection.actor.role == "participant":
            self.tell_own(session, {connection.actor.id}, only=connection.sid)

    def tell_own(self, session: Session, owners: Iterable[str], only: str | None = None) -> None:
        """Send participants their own things, on each device that they are connected with."""
        rev = session.connection().scalar(_REV, {"id": self.roundtable_id})
        for owner in self.here(owners):
            if (person := session.get(Participant, owner)) is None:
                continue
            own = projections.own(session, person)
            for c in tuple(self._devices.get(owner, {}).values()):
                if only in (None, c.sid):
                    body = {"rev": rev, "me": views.named(own, c.language)}
                    self._direct.send_one(c.sid, "me", Json(dumps(body)))

    def flush(self, session: Session, roundtable: Roundtable | Strategy, marks: set[Mark]) -> None:
        """Send what the marks stand for: one frame per audience, regions per language."""
        if not marks:
            return
        for face in self._faces.values():
            frame = face.update(session, roundtable, marks)
            if frame is not None:
                reading = [c.sid for c in self._audience(face.audience) if c.data]
                self._direct.broadcast(reading, "frame", frame)
                self._send_views(face)

    def _audience(self, *audiences: str) -> list[Connection]:
        return [c for c in self.connections.values() if c.audience in audiences]

    def _send_views(self, face: Face) -> None:
        seeing: dict[str, list[str]] = {}
        for c in self._audience(face.audience):
            if c.view:
                seeing.setdefault(c.view, []).append(c.sid)
        for language, sids in seeing.items():
            rendered, changed = self._render(face, language)
            if changed:
                body = {
                    "rev": rendered.rev,
                    "regions": {name: rendered.regions[name] for name in changed},
                }
                self._direct.broadcast(sids, "view", Json(dumps(body)))

    def _render(self, face: Face, language: str) -> tuple[Rendered, list[str]]:
        """The regions of the audience's surface now, and the names of those that changed."""
        key = (face.audience, language)
        held = self._rendered.get(key)
        if held is not None and held.at >= face.rev:
            return held, []
        regions = views.regions(face.audience, face.state, language)
        if held is None:
            self._rendered[key] = Rendered(face.rev, face.rev, regions)
            return self._rendered[key], list(regions)
        changed = [name for name, html in regions.items() if held.regions.get(name) != html]
        held.regions, held.at = regions, face.rev
        if changed:
            held.rev = face.rev
        return held, changed

    def tell_presence(self) -> None:
        """Send console and screen how many are connected, if that changed."""
        people = {
            c.actor.id: c.group for c in self.connections.values() if c.actor.role == "participant"
        }
        counts = Counter(people.values())
        text = dumps({"here": len(people), "groups": dict(sorted(counts.items()))})
        if self.on == ROUNDTABLE and text != self._presence:
            self._presence = text
            self._direct.broadcast(self._watchers(), "presence", Json(text))

    def greet_presence(self, connection: Connection) -> None:
        """Send one watcher the presence as it was last told."""
        if self._presence and connection.audience in WATCHING:
            self._direct.send_one(connection.sid, "presence", Json(self._presence))

    def _watchers(self) -> list[str]:
        return [c.sid for c in self._audience(*WATCHING)]

    def tell_progress(self, body: dict[str, Any]) -> None:
        """Send consoles and writers how far a document is."""
        told = (
            (strategy.COORDINATOR, strategy.WRITER)
            if self.on == STRATEGY
            else (projections.CONSOLE, projections.WRITER)
        )
        sids = [c.sid for c in self._audience(*told)]
        self._direct.broadcast(sids, "progress", body)

    def staff(self) -> list[Connection]:
        """Connections that act by a link, and end when it is withdrawn."""
        return [c for c in self.connections.values() if c.actor.role != "participant"]
