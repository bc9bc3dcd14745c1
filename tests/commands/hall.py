"""A hall with a wire that delays, repeats and loses: consoles, a host, and many phones at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

from sqlalchemy import select

from roundtable import projections
from roundtable.commands import (
    FACILITATOR,
    HOST,
    PARTICIPANT,
    REGISTRY,
    VISITOR,
    Actor,
    Outcome,
    Request,
)
from roundtable.live.face import Face
from roundtable.models import LogEntry, Mark, Participant, Proposal, Roundtable
from tests.actors import Table
from tests.commands.generator import Generator
from tests.commands.watch import differing, plain, reduced

PHONES = 20
CONSOLES = (Actor(FACILITATOR, "first-console-000000"), Actor(FACILITATOR, "other-console-000000"))
HELPS = Actor(HOST, "the-host-00000000000")
#: What people do, by who gives it; what is done often stands more than once.
BY_PHONE = (
    "submit_proposal", "submit_proposal", "edit_proposal", "withdraw_proposal", "cast_ballot",
    "cast_ballot", "cast_ballot", "add_comment", "raise_hand", "lower_hand", "state_concern",
    "support_concern", "take_position", "write_minute", "give_feedback", "change_seat", "agree",
)  # fmt: skip
BY_CONSOLE = (
    "open_stage", "create_cluster", "create_cluster", "edit_cluster", "move_proposals",
    "move_proposals", "merge_clusters", "split_cluster", "remove_cluster", "move_cluster",
    "hide_proposal", "restore_proposal", "return_proposal", "pin_proposal", "merge_proposals",
    "edit_stage", "add_stage", "move_stage", "remove_stage", "set_goal", "add_tables", "edit_table",
    "remove_table", "write_minute", "edit_minute", "remove_minute", "finish_task", "harvest",
    "answer_concern", "hide_comment", "reveal_results", "merge_options", "split_option",
    "start_timer", "call_next", "reset_vote",
)  # fmt: skip
BY_HOST = ("add_person", "write_minute", "call_next", "end_turn", "finish_task", "edit_minute")
FOR_PAPER = ("submit_proposal", "cast_ballot", "add_comment", "raise_hand", "take_position")


class Client:
    """A page that follows an audience's state as docs/protocol.md tells it."""

    def __init__(self, hall: Hall, audience: str) -> None:
        self.hall, self.audience = hall, audience
        self.waiting: list[dict[str, Any]] = []
        self.sync()

    def sync(self) -> None:
        """Ask for everything; what was on the way is older."""
        face = self.hall.faces[self.audience]
        self.rev, self.state = face.rev, plain(face.state)
        self.waiting.clear()

    def takes(self, count: int) -> None:
        """The next frames arrive; where one is missing, everything is asked for."""
        for frame in self.waiting[:count]:
            if frame["rev"] <= self.rev:
                continue
            if frame["from"] > self.rev:
                self.sync()
                return
            self.state, self.rev = reduced(self.state, frame), frame["rev"]
        del self.waiting[:count]


class Hall:
    """The server's side: faces of all audiences; and who is there, with what they were promised."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.faces = dict(self._faces())
        audiences = ("console", "console", "desk", "screen", "observer", "writer", *["phone"] * 3)
        self.clients = [Client(self, audience) for audience in audiences]
        #: Sent, not yet carried out; and what was answered, in the order of the answers.
        self.wire: list[Request] = []
        self.answered: dict[str, tuple[Request, Outcome]] = {}
        self.own: dict[str, Any] = {}
        for place in range(PHONES):
            group = table.group(("city", "newcomers", "employers")[place % 3])
            self.sends(Actor(VISITOR, "visitor"), "join", {"group": group, "language": "en"})
        for _ in range(3):
            self.sends(HELPS, "add_person", {"group": None, "language": "ro"})
        self.carries_out(len(self.wire))

    def _faces(self) -> Iterable[tuple[str, Face]]:
        with self.table.database.read() as session:
            roundtable = session.get_one(Roundtable, self.table.id)
            for audience in projections.AUDIENCES:
                yield audience, Face(session, roundtable, audience)

    # -- what people do ------------------------------------------------------------------------

    def sends(self, actor: Actor, command: str, args: Any, behalf: str | None = None) -> Request:
        """A command sets out."""
        request = self.table.request(actor, command, args, behalf=behalf)
        self.wire.append(request)
        return request

    def acts(self, chance: Random) -> None:
        """Somebody does something that makes sense as the room is now; it arrives later."""
        generator = Generator(self.table, chance)
        people = self.table.look(_people)
        kind = chance.choice(("phone", "phone", "phone", "console", "console", "host", "paper"))
        names = {"phone": BY_PHONE, "console": BY_CONSOLE, "host": BY_HOST, "paper": FOR_PAPER}
        command = self._fitting(chance, names[kind])
        args = generator.args(command, nonsense=0)
        behalf = chance.choice(people["desk"]) if kind == "paper" else None
        actor = {
            "phone": Actor(PARTICIPANT, chance.choice(people["phone"])),
            "console": chance.choice(CONSOLES),
        }.get(kind, HELPS)
        if command in ("edit_proposal", "withdraw_proposal") and isinstance(args, dict):
            author = self.table.look(_author(args.get("proposal")))
            actor = Actor(PARTICIPANT, author) if author in people["phone"] else actor
        self.sends(actor, command, args, behalf)

    def _fitting(self, chance: Random, names: Sequence[str]) -> str:
        """A command that is for the open step, mostly."""
        known = self.faces["console"].state
        kind = known["stages"][known["roundtable"][self.table.id]["stage"]]["kind"]
        fitting = [name for name in names if kind in (REGISTRY[name].during or {kind})]
        return chance.choice(fitting if fitting and chance.random() < 0.85 else names)

    def undoes(self, chance: Random) -> None:
        """One of the consoles undoes, or redoes, something that its timeline offers: it may be late."""
        place = chance.randrange(2)
        told = self.clients[place].state["timeline"]
        offered = [
            step["redo"] or key for key, step in told.items() if step["undoable"] or step["redo"]
        ]
        if offered:
            self.sends(CONSOLES[place], "undo", {"entry": chance.choice(sorted(offered))})

    # -- the wire ------------------------------------------------------------------------------

    def carries_out(self, count: int) -> None:
        """So many of what is on the wire arrive together, in one transaction."""
        batch, self.wire = self.wire[:count], self.wire[count:]
        outcomes = self.table.run(*batch) if batch else []
        marks: set[Mark] = set()
        owners: set[str] = set()
        for request, outcome in zip(batch, outcomes, strict=True):
            self._note(request, outcome)
            marks |= outcome.marks
            owners |= outcome.owners
        self._tells(marks, owners)

    def _note(self, request: Request, outcome: Outcome) -> None:
        """Answers are the same each time, once a command was carried out."""
        code = outcome.refused.code if outcome.refused else None
        assert code not in ("fault", "busy", "storage_full"), (request.command, request.args)
        first = self.answered.get(request.id)
        if first is not None:
            assert (outcome.rev, outcome.result, code) == (first[1].rev, first[1].result, None)
            assert not outcome.marks
        elif code is None:
            self.answered[request.id] = (request, outcome)

    def _tells(self, marks: set[Mark], owners: set[str]) -> None:
        with self.table.database.read() as session:
            roundtable = session.get_one(Roundtable, self.table.id)
            for audience, face in self.faces.items():
                frame = face.update(session, roundtable, marks) if marks else None
                for client in self.clients:
                    if frame is not None and client.audience == audience:
                        client.waiting.append(json.loads(frame))
            for person in owners:
                row = session.get_one(Participant, person)
                self.own[person] = plain(projections.own(session, row))

    def loses(self, chance: Random) -> None:
        """An answer is lost: who sent the command sends it again. Or a page is closed for a while."""
        if self.answered and chance.random() < 0.6:
            self.wire.append(chance.choice(sorted(self.answered.values(), key=_by_rev))[0])
        else:
            client = chance.choice(self.clients)
            del client.waiting[: chance.randint(1, 3)]

    def mixes(self, chance: Random) -> None:
        """What one person sent after the other arrives so; what different people sent, as it likes."""
        chance.shuffle(self.wire)

    # -- what must hold ------------------------------------------------------------------------

    def settles(self) -> None:
        """All arrives. Then everyone sees the same, and all that was acknowledged is there."""
        self.carries_out(len(self.wire))
        with self.table.database.read() as session:
            roundtable = session.get_one(Roundtable, self.table.id)
            fresh = {
                audience: plain(projections.snapshot(session, roundtable, audience))
                for audience in self.faces
            }
            for client in self.clients:
                client.takes(len(client.waiting))
                if client.rev != self.faces[client.audience].rev:
                    client.sync()  # what it has lost it learns with the next frame, or now
                seen = fresh[client.audience]
                assert client.state == seen, (client.audience, differing(client.state, seen))
            for person, own in self.own.items():
                row = session.get_one(Participant, person)
                assert plain(projections.own(session, row)) == own, "somebody's own things are old"
            entries = list(session.scalars(_log(self.table.id)))
        revs = [entry.rev for entry in entries]
        assert revs == list(range(1, len(revs) + 1)), "a revision is missing, or there twice"
        kept = {entry.id: entry for entry in entries}
        assert kept.keys() == self.answered.keys(), (
            "something acknowledged is lost, or more is there"
        )
        for key, (_request, outcome) in self.answered.items():
            assert (kept[key].rev, kept[key].result) == (outcome.rev, outcome.result)


def _by_rev(answered: tuple[Request, Outcome]) -> int:
    return answered[1].rev


def _log(roundtable_id: str) -> Any:
    return select(LogEntry).where(LogEntry.roundtable_id == roundtable_id).order_by(LogEntry.rev)


def _people(session: Any, roundtable: Roundtable) -> dict[str, list[str]]:
    query = select(Participant).where(Participant.roundtable_id == roundtable.id)
    rows = list(session.scalars(query.order_by(Participant.alias)))
    return {how: [row.id for row in rows if row.channel == how] for how in ("phone", "desk")}


def _author(proposal: object) -> Any:
    def read(session: Any, _roundtable: Roundtable) -> str | None:
        row = session.get(Proposal, proposal) if isinstance(proposal, str) else None
        return row.author_id if row else None

    return read
