"""Holds what every audience was sent against what it would be sent anew, after each command."""

from __future__ import annotations

import json
from contextlib import suppress
from copy import deepcopy
from random import Random
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy import Table as SqlTable

from roundtable import projections
from roundtable.commands import Actor, Outcome, Request, run
from roundtable.live.face import Face
from roundtable.models import (
    Ballot,
    Base,
    Comment,
    Concern,
    Participant,
    Proposal,
    Roundtable,
)
from tests.actors import Table
from tests.commands.telling import AUDIENCES, secrets

#: Names of fields that would tell who somebody is, or what they voted.
OTHERS_KEYS = frozenset({"participant", "participant_id", "author", "author_id", "body", "marked"})


class _TakenBackError(Exception):
    """Ends a transaction that was only tried."""


def differing(held: Any, fresh: Any) -> list[Any]:
    """What two states disagree on: `[collection, id, held, fresh]`."""
    return [
        [name, key, held.get(name, {}).get(key), fresh.get(name, {}).get(key)]
        for name in held.keys() | fresh.keys()
        for key in held.get(name, {}).keys() | fresh.get(name, {}).keys()
        if held.get(name, {}).get(key) != fresh.get(name, {}).get(key)
    ]


def plain(value: object) -> Any:
    """A value as it arrives on the other side."""
    return json.loads(json.dumps(value))


def reduced(state: Any, frame: Any) -> Any:
    """A client's reducer: the state after a frame, as docs/protocol.md tells it."""
    for collection, key, data in frame["changes"]:
        if data is None:
            state[collection].pop(key, None)
        else:
            state[collection][key] = data
    return state


class Watch:
    """Every audience's client of one table. `does` gives a command and checks all that must hold."""

    def __init__(self, table: Table) -> None:
        self.table = table
        #: False: commands are carried out and followed, but what they changed is not checked.
        self.strict = True
        #: Commands that were accepted.
        self.accepted: set[str] = set()
        self.own: dict[str, Any] = {}
        with table.database.read() as session:
            roundtable = session.get_one(Roundtable, table.id)
            self.faces = {a: Face(session, roundtable, a) for a in AUDIENCES}
        self.clients = {a: plain(face.state) for a, face in self.faces.items()}
        self.revs = {a: face.rev for a, face in self.faces.items()}
        self._follow_own(None)

    def does(self, actor: Actor, command: str, args: object, behalf: str | None = None) -> Outcome:
        """Give a command, twice; check what it changed, and that the second time changed nothing."""
        request = self.table.request(actor, command, args, behalf=behalf)
        if not self.strict:
            outcome = self.table.run(request)[0]
            if outcome.refused is None:
                self.accepted.add(command)
                self._send(outcome)
            return outcome
        before, rev = self.content(), self.table.rev
        outcome = self.table.run(request)[0]
        if outcome.refused is not None:
            assert outcome.refused.code != "fault", (command, args)
            assert outcome.refused.code not in ("busy", "storage_full"), (command, args)
            self._repeated(request, outcome)
            assert self.content() == before, f"{command} was refused and changed something"
            return outcome
        assert outcome.rev == self.table.rev == rev + 1
        self.accepted.add(command)
        after = self.content()
        frames = self.follow(outcome)
        self._repeated(request, outcome)
        self._reused(request)
        assert self.content() == after, f"{command} sent again changed something"
        if command == "cast_ballot":
            self._same_turnout(before, after, frames, paper=behalf is not None)
        return outcome

    # -- convergence ---------------------------------------------------------------------------

    def follow(self, outcome: Outcome) -> dict[str, Any]:
        """Send each audience its frame; afterwards it holds what a fresh snapshot holds."""
        frames = self._send(outcome)
        with self.table.database.read() as session:
            roundtable = session.get_one(Roundtable, self.table.id)
            for audience, face in self.faces.items():
                fresh = plain(projections.snapshot(session, roundtable, audience))
                held = self.clients[audience]
                assert held == fresh, f"{audience} differs in {differing(held, fresh)}"
                assert plain(face.state) == fresh
        self._follow_own(outcome)
        self.check_secrets(frames)
        return frames

    def _send(self, outcome: Outcome) -> dict[str, Any]:
        """Send each audience its frame, and people their own things."""
        frames: dict[str, Any] = {}
        with self.table.database.read() as session:
            roundtable = session.get_one(Roundtable, self.table.id)
            for audience, face in self.faces.items():
                frame = face.update(session, roundtable, set(outcome.marks))
                if frame is not None:
                    frames[audience] = json.loads(frame)
                    self._apply(audience, frames[audience])
            for owner in outcome.owners:
                person = session.get_one(Participant, owner)
                self.own[owner] = plain(projections.own(session, person))
        return frames

    def _apply(self, audience: str, frame: Any) -> None:
        assert frame["from"] == self.revs[audience]
        assert frame["rev"] > frame["from"]
        assert frame["changes"], "an empty frame wakes every phone for nothing"
        self.revs[audience] = frame["rev"]
        reduced(self.clients[audience], frame)

    def _follow_own(self, outcome: Outcome | None) -> None:
        with self.table.database.read() as session:
            people = select(Participant).where(Participant.roundtable_id == self.table.id)
            for person in session.scalars(people):
                fresh = plain(projections.own(session, person))
                if outcome is None:
                    self.own[person.id] = fresh
                assert self.own.get(person.id) == fresh, "a phone's own things are not up to date"

    # -- once, and only once -------------------------------------------------------------------

    def _repeated(self, request: Request, first: Outcome) -> None:
        again = self.table.run(request)[0]
        assert (again.rev, again.result) == (first.rev, first.result)
        assert (again.refused and again.refused.code) == (first.refused and first.refused.code)
        assert not again.marks
        assert not again.owners

    def _reused(self, request: Request) -> None:
        other = Request(
            request.roundtable_id,
            Actor(request.actor.role, "somebody-else-000000"),
            request.id,
            request.command,
            request.args,
            request.received_at,
            request.behalf,
        )
        refused = self.table.run(other)[0].refused
        assert refused is not None
        assert refused.code == "id_reused"

    def content(self) -> dict[str, Any]:
        """Every row of the database."""
        with self.table.database.read() as session:
            return {
                name: [tuple(row) for row in session.execute(_in_order(table))]
                for name, table in Base.metadata.tables.items()
            }

    # -- what can be undone --------------------------------------------------------------------

    def check_timeline(self, chance: Random, steps: int) -> None:
        """Try to undo, and to redo, some of the steps listed; each is taken back at once."""
        told = self.clients["console"]["timeline"]
        open_to = self.clients["console"]["roundtable"][self.table.id]["status"] == "open"
        for entry in chance.sample(sorted(told), min(steps, len(told))) if open_to else ():
            step = told[entry]
            code = self._tried(step["redo"] or entry)
            if step["undoable"] or step["redo"]:
                assert code is None, f"{step} is told as if it could be undone: {code}"
            elif not step["undone"]:
                assert code == {"no_undo": "cannot_undo"}.get(step["why"], step["why"]), step
            else:
                assert code == "undone_already", step

    def _tried(self, entry: str) -> str | None:
        """The code with which an undo would be refused now, None where it would be accepted."""
        actor = Actor("facilitator", "key-of-a-facilitator")
        request, refused = self.table.request(actor, "undo", {"entry": entry}), None
        with suppress(_TakenBackError), self.table.database.write() as session:
            refused = run(session, [request])[0].refused
            raise _TakenBackError
        return refused.code if refused else None

    # -- what may not be seen ------------------------------------------------------------------

    def _same_turnout(self, before: Any, after: Any, frames: Any, paper: bool) -> None:
        """A ballot that is changed, but not begun or emptied, is told to nobody else.

        Those who run the room see that somebody at the desk entered one.
        """
        marked = list(Ballot.__table__.columns.keys()).index("marked")
        if [b[marked] for b in before["ballots"]] == [b[marked] for b in after["ballots"]]:
            told = {change[0] for frame in frames.values() for change in frame["changes"]}
            assert told <= {"timeline", "cards"}, "who changed a vote could be seen"
            assert paper or not told, "who changed a vote could be seen"

    def check_secrets(self, frames: Any) -> None:
        """Nothing of what an audience may not see is in its state or in its frame."""
        words, ids = secrets(self.table), self.people()
        for audience in AUDIENCES:
            text = json.dumps([self.clients[audience], frames.get(audience)], ensure_ascii=False)
            told = [w for w, open_to in words.items() if audience not in open_to and w in text]
            assert not told, f"{audience} is told {told}"
            there = ids if audience in ("console", "desk") else (*ids, *self.people("desk"))
            assert not [p for p in there if p in text], f"{audience} is told who is there"
            assert not OTHERS_KEYS & _keys(self.clients[audience])
        if not self.revealed():
            assert all(not client["results"] for client in self.clients.values())
            assert "passages" not in self.clients["phone"]
        self._check_own(words)

    def _check_own(self, words: dict[str, tuple[str, ...]]) -> None:
        with self.table.database.read() as session:
            authors = {row.id: row.author_id for row in session.scalars(select(Proposal))}
            ballots = {
                (b.participant_id, b.stage_id): b.body for b in session.scalars(select(Ballot))
            }
            said = session.execute(select(Comment.id, Comment.author_id)).all()
            held = session.execute(select(Concern.id, Concern.participant_id)).all()
        for person, own in self.own.items():
            assert all(authors[p["id"]] == person for p in own["proposals"])
            mine = {stage: body for (who, stage), body in ballots.items() if who == person}
            assert own["ballots"] == mine
            assert {c["id"] for c in own["comments"]} <= {c for c, who in said if who == person}
            assert {c["id"] for c in own["concerns"]} <= {c for c, who in held if who == person}
            text = json.dumps(own, ensure_ascii=False)
            assert not [other for other in self.own if other != person and other in text]
            withdrawn = [w for w, open_to in words.items() if "author" not in open_to]
            mine_only = [p["text"] for p in (*own["proposals"], *own["comments"])]
            assert not [w for w in withdrawn if w in "".join(mine_only)]

    def people(self, channel: str = "phone") -> list[str]:
        """Ids of participants: those with a phone are nobody else's to know."""
        query = select(Participant.id).where(
            Participant.roundtable_id == self.table.id, Participant.channel == channel
        )
        return list(self.table.look(lambda session, _: session.scalars(query).all()))

    def revealed(self) -> bool:
        """Whether a result was shown."""
        return any(s.get("revealed") for s in self.clients["console"]["stages"].values())

    def picture(self) -> dict[str, Any]:
        """All that anybody sees, apart from what undo and redo would do next."""
        clients = deepcopy(self.clients)
        entry = clients["console"]["roundtable"][self.table.id]
        del entry["undo"], entry["redo"], clients["console"]["timeline"]
        return {"clients": clients, "own": deepcopy(self.own)}


def _in_order(table: SqlTable) -> Select[Any]:
    return select(table).order_by(*table.primary_key)


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in _keys(inner)}
    if isinstance(value, list):
        return {key for inner in value for key in _keys(inner)}
    return set()
