"""People of a roundtable, as tests speak of them: `facilitator.opens("vote")`, `alice.votes(p)`.

They act through the pipeline itself, on a real database, with a clock that tests turn.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable import projections
from roundtable.commands import (
    FACILITATOR,
    HOST,
    PARTICIPANT,
    VISITOR,
    WRITER,
    Actor,
    Outcome,
    Request,
    run,
)
from roundtable.core.errors import Refused
from roundtable.core.formats import Format
from roundtable.db import Database
from roundtable.models import Area, Group, Participant, Roundtable, Stage
from tests.factories import make_roundtable, new_id

START = 1_700_000_000_000


class Table:
    """One roundtable in a database, and the time at it (milliseconds)."""

    def __init__(self, database: Database, form: Format | None = None) -> None:
        self.database = database
        self.id = make_roundtable(database, form)
        self.now = START
        self.facilitator = Facilitator(self)
        self.writer = Writer(self)

    def passes(self, seconds: float) -> None:
        """Let time go by."""
        self.now += int(seconds * 1000)

    def request(
        self,
        actor: Actor,
        command: str,
        args: object,
        command_id: str = "",
        behalf: str | None = None,
    ) -> Request:
        """A command as it arrives now; `behalf`: the person without a phone for whom it is given."""
        return Request(self.id, actor, command_id or new_id(), command, args, self.now, behalf)

    def run(self, *requests: Request) -> list[Outcome]:
        """Carry out requests that came together."""
        with self.database.write() as session:
            return run(session, requests)

    def send(self, actor: Actor, command: str, args: object, command_id: str = "") -> Outcome:
        """Carry out one command and return its outcome."""
        return self.run(self.request(actor, command, args, command_id))[0]

    def join(self, group: str | None = None, language: str = "en") -> Guest:
        """Somebody sits down."""
        args = {"group": self.group(group) if group else None, "language": language}
        outcome = self.send(Actor(VISITOR, "visitor"), "join", args)
        assert outcome.refused is None
        assert outcome.result is not None
        return Guest(self, Actor(PARTICIPANT, outcome.result["participant"]))

    def paper(self, group: str | None = None) -> Paper:
        """Somebody without a phone sits down, with a card."""
        with self.database.write() as session:
            roundtable = session.get_one(Roundtable, self.id)
            roundtable.last_alias += 1
            person = Participant(
                id=new_id(),
                roundtable_id=self.id,
                alias=roundtable.last_alias,
                group_id=self.group(group) if group else None,
                language="en",
                channel="desk",
                card=str(roundtable.last_alias),
                joined_at=self.now,
            )
            session.add(person)
        return Paper(self, Actor(PARTICIPANT, person.id))

    def people(self, **groups: int) -> list[Guest]:
        """So many people of each group."""
        return [self.join(group or None) for group, n in groups.items() for _ in range(n)]

    def look(self, reader: Callable[[Session, Roundtable], Any]) -> Any:
        """What `reader(session, roundtable)` finds."""
        with self.database.read() as session:
            return reader(session, session.get_one(Roundtable, self.id))

    def sees(self, audience: str = projections.CONSOLE) -> projections.State:
        """A fresh snapshot."""
        state: projections.State = self.look(
            lambda session, roundtable: projections.snapshot(session, roundtable, audience)
        )
        return state

    @property
    def rev(self) -> int:
        """The revision."""
        return int(self.look(lambda _session, roundtable: roundtable.rev))

    def stage(self, kind: str) -> str:
        """Id of the stage of a kind: the first, where there are several."""
        query = select(Stage.id).where(
            Stage.roundtable_id == self.id, Stage.kind == kind, Stage.status != "removed"
        )
        found = self.look(
            lambda session, _: session.scalars(query.order_by(Stage.position).limit(1)).one()
        )
        return str(found)

    def step(self, key: str) -> str:
        """Id of the stage whose title is `key` (as `factories.make_agenda` gives it)."""
        query = select(Stage).where(Stage.roundtable_id == self.id)
        rows = self.look(lambda session, _: list(session.scalars(query)))
        return next(str(row.id) for row in rows if row.title["en"] == key)

    def group(self, key: str) -> str:
        """Id of the group of the format's key."""
        return self._titled(Group, key)

    def area(self, key: str) -> str:
        """Id of the area of the format's key."""
        return self._titled(Area, key)

    def _titled(self, model: Any, key: str) -> str:
        query = select(model).where(model.roundtable_id == self.id)
        rows = self.look(lambda session, _: list(session.scalars(query)))
        return next(str(row.id) for row in rows if row.title["en"] == key.title())


class Person:
    """Somebody who gives commands; refusals are raised."""

    def __init__(self, table: Table, actor: Actor) -> None:
        self.table = table
        self.actor = actor

    def does(self, command: str, **args: object) -> str:
        """Give a command; returns its id."""
        return self.tells(command, args)[0]

    def tells(self, command: str, args: object, command_id: str = "") -> tuple[str, Outcome]:
        """Give a command; returns its id and the outcome. Raises `Refused`."""
        request = self.table.request(self.actor, command, args, command_id)
        outcome = self.table.run(request)[0]
        if outcome.refused is not None:
            raise outcome.refused
        return request.id, outcome

    def tries(self, command: str, **args: object) -> str:
        """The code with which a command is refused."""
        try:
            self.does(command, **args)
        except Refused as refused:
            return refused.code
        return "accepted"


class Facilitator(Person):
    """Who leads the table."""

    def __init__(self, table: Table) -> None:
        super().__init__(table, Actor(FACILITATOR, "facilitators-key-000"))

    def opens(self, kind: str) -> str:
        """Open the stage of a kind; returns its id."""
        stage = self.table.stage(kind)
        self.does("open_stage", stage=stage)
        return stage

    def goes_to(self, key: str) -> str:
        """Open the stage whose title is `key`; returns its id."""
        stage = self.table.step(key)
        self.does("open_stage", stage=stage)
        return stage

    def clusters(self, title: str, *proposals: str) -> str:
        """Make a group of proposals."""
        return self.does("create_cluster", title=title, proposals=list(proposals))

    def moves(self, *proposals: str, to: str | None = None, before: str | None = None) -> str:
        """Move proposals."""
        return self.does("move_proposals", proposals=list(proposals), cluster=to, before=before)

    def undoes(self, entry: str) -> str:
        """Undo a command."""
        return self.does("undo", entry=entry)

    def reveals(self) -> dict[str, Any]:
        """Show the result; returns it."""
        vote = self.table.stage("vote")
        self.does("reveal_results", stage=vote)
        return self.table.sees()["results"][vote]


class Writer(Person):
    """Who writes the draft."""

    def __init__(self, table: Table) -> None:
        super().__init__(table, Actor(WRITER, "writers-key-00000000"))


class Guest(Person):
    """Somebody at the table with a phone."""

    @property
    def id(self) -> str:
        """The seat."""
        return self.actor.id

    def proposes(self, text: str = "More trees on every street", **args: object) -> str:
        """Send a proposal; returns its id."""
        return self.does("submit_proposal", text=text, **args)

    def votes(self, *options: str, **marks: int) -> str:
        """Mark options with 1, or as named."""
        wanted = dict.fromkeys(options, 1) | marks
        return self.does("cast_ballot", stage=self.table.stage("vote"), marks=wanted)

    def own(self) -> dict[str, Any]:
        """What their phone holds of their own."""
        found: dict[str, Any] = self.table.look(
            lambda session, _: projections.own(session, session.get_one(Participant, self.id))
        )
        return found


class Paper(Guest):
    """Somebody without a phone, for whom a host enters what is on their paper."""

    def tells(self, command: str, args: object, command_id: str = "") -> tuple[str, Outcome]:
        """Have a command given for them."""
        host = Actor(HOST, "hosts-key-0000000000")
        request = self.table.request(host, command, args, command_id, self.id)
        outcome = self.table.run(request)[0]
        if outcome.refused is not None:
            raise outcome.refused
        return request.id, outcome
