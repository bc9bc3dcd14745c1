"""Two consoles, a host and twenty phones act at random: all converge, and nothing promised is lost."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sqlalchemy import select

from roundtable import projections, sources
from roundtable.commands import PARTICIPANT, Actor
from roundtable.models import Ballot, Comment, LogEntry, Minute, Option, Proposal, Roundtable
from tests.actors import Table
from tests.commands.hall import CONSOLES, Hall
from tests.commands.test_property import RUNS, SEEDS, run_room
from tests.commands.values import fresh_text
from tests.commands.watch import plain
from tests.factories import make_database, make_full_format

#: Where the room stands when all begin to act.
BEGINNINGS = ("propose", "improve", "tables", "group", "vote", "discuss", "consent")


class ManyHands(RuleBasedStateMachine):
    """A hall in which everyone acts at once, over a wire that delays, repeats and loses."""

    @initialize(
        until=st.sampled_from(BEGINNINGS), ballot=st.sampled_from(("approval", "dots", "opinion"))
    )
    def begin(self, until: str, ballot: str) -> None:
        """People have come and said something; some of it was grouped, and perhaps voted on."""
        self.held, numbers = sources.new_id, count(next(RUNS) * 10**6)
        sources.new_id = lambda: f"{next(numbers):020}"
        self.folder = Path(mkdtemp(prefix="rt-hall-"))
        self.database = make_database(self.folder)
        self.table = Table(self.database, make_full_format(ballot=ballot, seating="choice"))
        self.hall = Hall(self.table)
        self._said(Random(3))
        self._opens("group")
        cards = sorted(self.hall.faces["console"].state["proposals"])
        for place in range(0, 9, 3):
            args = {"title": f"Group {place}", "proposals": cards[place : place + 2]}
            self.hall.sends(CONSOLES[place % 2], "create_cluster", args)
        if until in ("discuss", "consent"):
            self._voted(Random(4))
        self._opens(until)

    def _opens(self, kind: str) -> None:
        stage = self.table.stage(kind)
        if self.table.look(lambda _session, roundtable: roundtable.stage_id) != stage:
            self.hall.sends(CONSOLES[0], "open_stage", {"stage": stage})
        self.hall.carries_out(len(self.hall.wire))

    def _said(self, chance: Random) -> None:
        self._opens("propose")
        for person in sorted(self.hall.own)[:12]:
            guest = self.table.request(_participant(person), "submit_proposal", {
                "text": fresh_text(chance),
            })  # fmt: skip
            self.hall.wire.append(guest)
        self.hall.carries_out(len(self.hall.wire))

    def _voted(self, chance: Random) -> None:
        self._opens("vote")
        options = sorted(self.hall.faces["phone"].state["options"])
        for person in sorted(self.hall.own)[:15]:
            marks = {chance.choice(options): 1}
            args = {"stage": self.table.stage("vote"), "marks": marks}
            self.hall.sends(_participant(person), "cast_ballot", args)
        self._opens("reveal")
        self.hall.sends(CONSOLES[1], "reveal_results", {"stage": self.table.stage("vote")})

    @rule(seed=SEEDS)
    def people_act(self, seed: int) -> None:
        """Several do something; of all that is on the way, some arrives together, some later."""
        chance = Random(seed)
        self.table.passes(chance.choice((0, 0, 1, 5)))
        for _ in range(chance.randint(10, 30)):
            self.hall.acts(chance)
        self.hall.mixes(chance)
        for _ in range(chance.randint(2, 5)):
            self.hall.carries_out(chance.randint(1, 9))

    @rule(seed=SEEDS)
    def people_act_again(self, seed: int) -> None:
        """As they do more often than anything else."""
        self.people_act(seed)

    @rule(seed=SEEDS)
    def somebody_undoes(self, seed: int) -> None:
        """A console undoes what it sees, which may be old."""
        self.hall.undoes(Random(seed))
        self.hall.carries_out(len(self.hall.wire) // 2)

    @rule(seed=SEEDS)
    def frames_arrive(self, seed: int) -> None:
        """Some pages catch up, others do not yet; answers and frames are lost."""
        chance = Random(seed)
        for client in chance.sample(self.hall.clients, chance.randint(1, len(self.hall.clients))):
            client.takes(chance.randint(1, 5))
        self.hall.loses(chance)

    @rule(seed=SEEDS)
    def one_undoes_and_the_other_redoes(self, seed: int) -> None:
        """In a still moment: undone, and redone by the other console, all is as it was."""
        self.hall.settles()
        told = self.hall.faces["console"].state["timeline"]
        offered = sorted(key for key, step in told.items() if step["undoable"])
        if not offered:
            return
        chance = Random(seed)
        command = chance.choice(sorted({told[key]["command"] for key in offered}))
        entry = chance.choice([key for key in offered if told[key]["command"] == command])
        one, other = chance.sample(CONSOLES, 2)
        before = self._all()
        self._done(one, entry, command)
        undone = self._all()
        step = self.hall.faces["console"].state["timeline"].get(entry)
        if command == "undo" or step is None:  # the list is only so long
            return
        if step["redo"] is None:  # what it was put with was taken back meanwhile
            assert (command, step["why"]) == ("merge_proposals", "changed_since"), step
            return
        self._done(other, step["redo"], command)
        assert self._all() == before, f"{command} was undone and redone to something else"
        self._done(other, entry, command)
        assert self._all() == undone, f"{command} was undone again to something else"

    def _done(self, console: Any, entry: str, command: str) -> None:
        sent = self.hall.sends(console, "undo", {"entry": entry})
        self.hall.carries_out(len(self.hall.wire))
        assert sent.id in self.hall.answered, f"{command}: what was offered was refused"

    def _all(self) -> Any:
        """What everyone sees, but for the list of what was done."""
        with self.database.read() as session:
            roundtable = session.get_one(Roundtable, self.table.id)
            seen = {
                audience: plain(projections.snapshot(session, roundtable, audience))
                for audience in projections.AUDIENCES
            }
        del seen["console"]["timeline"]
        for name in ("undo", "redo"):
            del seen["console"]["roundtable"][self.table.id][name]
        return seen

    def teardown(self) -> None:
        """All that is on the way arrives; then all that was promised must be there."""
        try:
            if hasattr(self, "hall"):
                self.hall.settles()
                self.table.look(self._kept)
        finally:
            if hasattr(self, "database"):
                self.database.dispose()
            if hasattr(self, "held"):
                sources.new_id = self.held
            if hasattr(self, "folder"):
                shutil.rmtree(self.folder, ignore_errors=True)

    def _kept(self, session: Any, _roundtable: Roundtable) -> None:
        """What people were told is kept: their words as they wrote them last, their marks, their say."""
        answered = sorted(self.hall.answered.values(), key=lambda pair: pair[1].rev)
        texts: dict[str, str] = {}
        marks: dict[tuple[str, str], dict[str, Any]] = {}
        for request, _outcome in answered:
            args: Any = request.args
            who = request.behalf or request.actor.id
            if request.command == "submit_proposal":
                texts[request.id] = args["text"]
            elif request.command == "edit_proposal":
                texts[args["proposal"]] = args["text"]
            elif request.command == "cast_ballot":
                marks[args["stage"], who] = _cast(marks.get((args["stage"], who), {}), args)
            elif request.command == "reset_vote":
                marks = {key: {} for key in marks if key[0] == args["stage"]} | {
                    key: value for key, value in marks.items() if key[0] != args["stage"]
                }
            elif request.command == "add_comment":
                assert session.get_one(Comment, request.id).text == args["text"].strip()
            elif request.command == "write_minute":
                assert session.get(Minute, request.id) is not None
        for key, text in texts.items():
            assert session.get_one(Proposal, key).text == text.strip()
        up = set(session.scalars(select(Option.id).where(Option.up)))
        for (stage, who), said in marks.items():
            body = session.get_one(Ballot, (stage, who)).body
            wanted = {option: mark for option, mark in said.items() if mark is not None}
            assert body.items() <= wanted.items()
            assert not (wanted.keys() - body.keys()) & up, "a mark is lost"


def _cast(before: dict[str, Any], args: dict[str, Any]) -> dict[str, Any]:
    """The marks after a ballot: who abstains takes all of them away."""
    return {} if args.get("abstain") else before | args["marks"]


def _participant(person: str) -> Actor:
    return Actor(PARTICIPANT, person)


def test_two_consoles_a_host_and_twenty_phones() -> None:
    run_room(ManyHands, examples=10, steps=25)


def test_undone_steps_are_told_as_undone(tmp_path: Path) -> None:
    table = Table(make_database(tmp_path))
    done = table.facilitator.does("edit_stage", stage=table.stage("vote"), title={"en": "Choose"})
    table.facilitator.undoes(done)
    query = select(LogEntry.undone_by).where(LogEntry.id == done)
    assert table.look(lambda session, _: session.scalar(query)) is not None
    table.database.dispose()
