"""A strategy and the people who write it, as tests speak of them."""

from __future__ import annotations

import json
from typing import Any

from roundtable import sources
from roundtable.actions.strategy_setup import create_strategy
from roundtable.commands import COORDINATOR, PARTNER, STRATEGY, WRITER, Actor, Outcome, Request, run
from roundtable.core.errors import Refused
from roundtable.db import Database
from roundtable.live.face import Face
from roundtable.models import Key, Roundtable, Strategy
from roundtable.projections import strategy as seen
from tests.actors import Table
from tests.factories import new_id


class Desk:
    """A strategy in a database, with a coordinator, four writers and a partner."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = 1_700_000_000_000
        with database.write() as session:
            row = create_strategy(session, city="Testburg", title="Work that fits", language="en")
            self.id, self.code = row.id, row.code
            roles = (COORDINATOR, WRITER, WRITER, WRITER, WRITER, PARTNER)
            self.keys = [sources.new_id() for _ in roles]
            for key, role in zip(self.keys, roles, strict=True):
                label, secret = f"{role} {key[:4]}", sources.hash_of(sources.secret_for(key))
                session.add(
                    Key(
                        id=key,
                        strategy_id=row.id,
                        role=role,
                        secret_hash=secret,
                        label=label,
                        created_at=1,
                    )
                )
        self.people = [Actor(r, k) for r, k in zip(roles, self.keys, strict=True)]
        self.lead, self.ana, self.ben, *_, self.partner = self.people

    def send(self, actor: Actor, command: str, command_id: str = "", /, **args: Any) -> Outcome:
        """Give a command; returns its outcome."""
        request = Request(
            self.id, actor, command_id or new_id(), command, args, self.now, on=STRATEGY
        )
        with self.database.write() as session:
            return run(session, [request])[0]

    def do(
        self, actor: Actor, command: str, command_id: str = "", /, **args: Any
    ) -> dict[str, Any]:
        """Give a command; returns its result. Raises `Refused`."""
        outcome = self.send(actor, command, command_id, **args)
        if outcome.refused is not None:
            raise outcome.refused
        return outcome.result or {}

    def tries(self, actor: Actor, command: str, /, **args: Any) -> str:
        """The code with which it is refused, or "accepted"."""
        try:
            self.do(actor, command, **args)
        except Refused as refused:
            return refused.code
        return "accepted"

    def sees(self, audience: str = seen.COORDINATOR) -> Any:
        """A fresh snapshot."""
        with self.database.read() as session:
            return seen.snapshot(session, session.get_one(Strategy, self.id), audience)

    def face(self, audience: str) -> Face:
        """What a room would hold."""
        with self.database.read() as session:
            return Face(session, session.get_one(Strategy, self.id), audience)

    def follow(self, face: Face, state: Any, outcome: Outcome) -> Any:
        """The state of a client after the frame that follows a command."""
        with self.database.read() as session:
            frame = face.update(session, session.get_one(Strategy, self.id), set(outcome.marks))
        for collection, key, data in json.loads(str(frame))["changes"] if frame else ():
            if data is None:
                state[collection].pop(key, None)
            else:
                state[collection][key] = data
        return state


def room_with_results(database: Database) -> Table:
    """A roundtable of the city in which something was proposed, grouped and voted on."""
    table = Table(database)
    people = [table.join(group) for group in ("city", "newcomers", "employers")]
    table.facilitator.opens("propose")
    said = [p.proposes(f"Idea number {n} of somebody") for n, p in enumerate(people * 2)]
    table.facilitator.opens("group")
    table.facilitator.clusters("Language first", said[0], said[1])
    table.facilitator.opens("vote")
    return table


def code_of(table: Table) -> str:
    """The code of a roundtable."""
    return str(table.look(lambda _session, row: row.code))


def same_city(desk: Desk, *tables: Table) -> None:
    """Put roundtables into the strategy."""
    with desk.database.write() as session:
        city = session.get_one(Strategy, desk.id).city_id
        for table in tables:
            session.get_one(Roundtable, table.id).city_id = city
    for table in tables:
        desk.do(desk.lead, "add_roundtable", code=code_of(table), area="Work", day="2026-11-23")
