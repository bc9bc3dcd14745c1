"""Simulated people follow the open step, through the writer, and are the same after a restart."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from roundtable import sources
from roundtable.actions.setup import create_roundtable
from roundtable.commands import Outcome, Request, run
from roundtable.core import ballots, rehearsal
from roundtable.core.formats import Format
from roundtable.db import Database
from roundtable.live.rehearsal import Rehearsals
from roundtable.live.writer import Writer
from roundtable.models import (
    Answer,
    Ballot,
    Comment,
    Concern,
    LogEntry,
    Participant,
    Proposal,
    Roundtable,
    Turn,
)
from roundtable.record import record_of
from tests.actors import Table
from tests.factories import make_database, make_full_format

KINDS = ("welcome", "write", "round", "clarify", "propose", "improve", "tables", "vote", "reveal",
         "previous", "discuss", "consent", "decide", "feedback", "close")  # fmt: skip


class Direct(Writer):
    """A writer that commits at once."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, lambda _requests, _outcomes: None, lambda _seconds: None)
        self.database = database
        self.refused: list[tuple[str, str]] = []

    def submit(self, request: Request) -> Outcome:
        with self.database.write() as session:
            outcome = run(session, [request])[0]
        if outcome.refused is not None:
            self.refused.append((request.command, outcome.refused.code))
        return outcome


class Played:
    """A rehearsal at a table, and time that tests turn."""

    def __init__(self, table: Table, database: Database) -> None:
        self.table, self.database = table, database
        self.writer = Direct(database)
        self.time = 0.0
        self.rehearsals = self.process()

    def process(self, leads: Callable[[str], bool] | None = None) -> Rehearsals:
        return Rehearsals(
            self.database,
            self.writer,
            lambda _s: None,
            leads,
            lambda: self.time,
        )

    def passes(self, seconds: float, *processes: Rehearsals) -> int:
        """So many seconds in ticks of a second; returns how many commands were given."""
        given = 0
        for _ in range(math.ceil(seconds)):
            self.time += 1.0
            given += sum(one.turn() for one in processes or (self.rehearsals,))
        return given

    def sets(self, people: int = 12, speed: int = 16, running: bool = True) -> None:
        self.table.facilitator.does("set_rehearsal", people=people, speed=speed, running=running)

    def count(self, model: Any, *conditions: Any) -> int:
        query = (
            select(func.count())
            .select_from(model)
            .where(model.roundtable_id == self.table.id, *conditions)
        )
        return int(self.table.look(lambda session, _: session.scalar(query)))

    def present(self) -> int:
        return self.count(Participant, Participant.left_at.is_(None))


def make_rehearsal(database: Database, form: Format) -> Table:
    table = Table(database, form)
    with database.write() as session:
        how = {"people": 12, "speed": 16, "running": True}
        table.id = create_roundtable(session, form, city="Testburg", rehearsal=how).id
    table.now = sources.now()
    return table


@pytest.fixture
def played(tmp_path: Path) -> Iterator[Played]:
    database = make_database(tmp_path)
    yield Played(make_rehearsal(database, make_full_format(seating="draw")), database)
    database.dispose()


def test_they_come_one_after_the_other_and_agree(played: Played) -> None:
    played.passes(1)
    assert 0 < played.present() < 12
    played.passes(20)
    assert played.present() == 12
    assert played.count(Participant, Participant.agreed_at.is_not(None)) > 6
    languages = played.table.look(
        lambda session, _: set(session.scalars(select(Participant.language)))
    )
    assert len(languages) > 2


def test_they_play_every_kind_of_step(played: Played) -> None:
    lead = played.table.facilitator
    for kind in KINDS:
        if kind != "welcome":
            lead.opens(kind)
        if kind == "reveal":
            lead.reveals()
        for _ in range(6):
            if kind == "round":
                lead.tries("call_next")
            played.passes(5)
    assert played.count(Proposal, Proposal.status == "shown") > 10
    assert played.count(Comment) > 0
    assert played.count(Ballot, Ballot.marked) > 10
    assert played.count(Concern) >= 0
    assert played.count(Turn) > 0
    assert played.count(Answer) > 3
    assert {code for _command, code in played.writer.refused} <= {"too_late"}, played.writer.refused


def test_nobody_says_the_same_as_another(played: Played) -> None:
    played.sets(people=40)
    played.table.facilitator.opens("propose")
    played.passes(60)
    texts = played.table.look(lambda session, _: list(session.scalars(select(Proposal.text))))
    assert len(texts) > 30
    assert len(set(texts)) == len(texts)


def test_they_pause_and_go_on(played: Played) -> None:
    played.passes(20)
    played.table.facilitator.opens("propose")
    played.passes(4)
    played.sets(running=False)
    before = played.count(LogEntry)
    assert played.passes(30) == 0
    assert played.count(LogEntry) == before
    played.sets(running=True)
    assert played.passes(30) > 0


def test_faster_is_faster(played: Played) -> None:
    played.sets(speed=1)
    played.passes(5)
    slow = played.present()
    played.sets(speed=4)
    played.passes(5)
    assert slow < 6 < played.present()


def test_more_and_fewer_people(played: Played) -> None:
    played.passes(20)
    played.sets(people=20)
    played.passes(10)
    assert played.present() == 20
    played.sets(people=8)
    played.passes(2)
    assert played.present() == 8
    played.sets(people=10)
    played.passes(10)
    assert played.present() == 10


def test_after_a_restart_the_same_people_go_on(played: Played) -> None:
    played.table.facilitator.opens("propose")
    played.passes(12)
    people = played.present()
    said = played.count(Proposal)
    assert said > 0
    again = played.process()
    played.passes(60, again)
    assert played.present() == people == 12
    authors = played.table.look(
        lambda session, _: list(session.scalars(select(Proposal.author_id)))
    )
    assert max(authors.count(author) for author in authors) <= 2


def test_two_processes_double_nobody(played: Played) -> None:
    other = played.process()
    played.table.facilitator.opens("propose")
    played.passes(60, played.rehearsals, other)
    assert played.present() == 12
    alone = {rehearsal.key(played.table.id, "join", n) for n in range(12)}
    ids = played.table.look(lambda session, _: set(session.scalars(select(Participant.id))))
    assert ids == alone
    authors = played.table.look(
        lambda session, _: list(session.scalars(select(Proposal.author_id)))
    )
    assert max(authors.count(author) for author in authors) <= 2
    assert {code for _command, code in played.writer.refused} <= {"too_late", "id_reused"}


def test_only_one_process_plays(played: Played) -> None:
    one = played.process(lambda _id: False)
    assert played.passes(10, one) == 0


def test_a_vote_that_was_reset_is_voted_on_again(played: Played) -> None:
    played.table.facilitator.opens("propose")
    played.passes(40)
    vote = played.table.facilitator.opens("vote")
    played.passes(40)
    before = played.count(Ballot, Ballot.marked)
    assert before > 5
    played.table.facilitator.does("reset_vote", stage=vote)
    assert played.count(Ballot, Ballot.marked) == 0
    played.passes(40)
    assert played.count(Ballot, Ballot.marked) > 5


def test_what_was_returned_is_mended(played: Played) -> None:
    played.table.facilitator.opens("propose")
    played.passes(40)
    card = next(iter(played.table.sees()["proposals"]))
    before = played.table.sees()["proposals"][card]["text"]
    played.table.facilitator.does("return_proposal", proposal=card, reason="Say it shorter")
    played.passes(2)
    after = played.table.sees()["proposals"][card]
    assert after["status"] != "returned"
    assert after["text"] != before


def test_a_real_roundtable_is_not_played_and_cannot_become_one(
    played: Played, tmp_path: Path
) -> None:
    real = Table(played.database)
    assert (
        real.facilitator.tries("set_rehearsal", people=8, speed=4, running=True) == "not_rehearsal"
    )
    played.passes(10)
    assert real.sees()["people"]["now"]["present"] == 0
    assert real.sees()["roundtable"][real.id]["rehearsal"] is False
    assert tmp_path.exists()


def test_every_audience_and_the_document_know_that_it_is_one(played: Played) -> None:
    told = {a: played.table.sees(a)["roundtable"][played.table.id]["rehearsal"] for a in
            ("phone", "screen", "writer", "desk", "observer")}  # fmt: skip
    assert set(told.values()) == {True}
    assert played.table.sees()["roundtable"][played.table.id]["rehearsal"] == {
        "people": 12, "speed": 16, "running": True,
    }  # fmt: skip
    record = played.table.look(record_of)
    assert record["roundtable"]["rehearsal"] is True


def test_the_same_seed_gives_the_same_people() -> None:
    one = [rehearsal.player("seed", n, 4, ("en", "ro")) for n in range(80)]
    assert one == [rehearsal.player("seed", n, 4, ("en", "ro")) for n in range(80)]
    assert len({player.language for player in one}) == 8
    assert {player.group for player in one} >= {0, 1, 2, 3}
    dots = ballots.Dots(5)
    assert [rehearsal.ballot("seed", p, ["a", "b", "c"], dots) for p in one] == [
        rehearsal.ballot("seed", p, ["a", "b", "c"], dots) for p in one
    ]


@pytest.mark.parametrize("kind", ballots.TYPES)
def test_ballots_keep_to_their_type(kind: str) -> None:
    settings = {"ballot": kind, "budget": 4, "limit": 2, "scale": "10", "sum": 60}
    rule = ballots.of_settings(settings)
    costs = {option: 11 * n for n, option in enumerate("abcdef", 1)}
    made = []
    for number in range(80):
        who = rehearsal.player("seed", number, 3, ("en",))
        made.append(rehearsal.ballot("seed", who, list("abcdef"), rule, costs))
        rule.check(made[-1], costs)
        assert {o for key in made[-1] for o in rule.options_of(key)} <= set("abcdef")
    assert all(made), "somebody has marked nothing"
    assert len({str(marks) for marks in made}) > 5, "people have minds of their own"


def test_a_rehearsal_is_not_ended_by_a_deleted_roundtable(played: Played) -> None:
    played.passes(2)
    with played.database.write() as session:
        session.get_one(Roundtable, played.table.id).status = "closed"
    assert played.passes(3) == 0
