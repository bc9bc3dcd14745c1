"""A sealed vote: what lies in the database while it is open, and what comes out of it."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, select, text, update

from roundtable import projections, sources
from roundtable.core import sealing, sealing_check
from roundtable.core.sealing_openings import check_openings
from roundtable.models import Ballot, Stage
from roundtable.projections.sealed import files_of
from tests.actors import Guest, Paper, Table
from tests.factories import make_agenda, make_database

BALLOTS = ("approval", "score", "ranking", "pairs")
MARKS = {"approval": (1, 1), "dots": (1, 3), "score": (0, 5), "ranking": (1, 2), "pairs": (1, -1)}

MakeTable = Callable[..., Table]


class Room:
    """An open sealed vote on four proposals."""

    def __init__(self, make_table: MakeTable, ballot: str = "dots", more: str = "") -> None:
        form = make_agenda(
            "propose", f"vote on=proposals ballot={ballot} sealed=yes {more}", "reveal", "discuss"
        )
        self.table = make_table(form)
        self.lead = self.table.facilitator
        self.lead.opens("propose")
        author = self.table.join()
        self.options = sorted(author.proposes(f"Idea {number} of four") for number in range(4))
        author.does("leave")
        self.stage = self.lead.opens("vote")

    def row(self, person: Guest) -> Ballot:
        """Somebody's ballot as it lies in the database."""
        return self.table.look(lambda s, _: s.get_one(Ballot, (self.stage, person.actor.id)))

    def casts(self, person: Guest, *marks: int | None, **more: object) -> None:
        patch = {o: m for o, m in zip(self.options, marks, strict=False) if m is not None}
        person.does("cast_ballot", stage=self.stage, marks=patch, **more)

    def all_cast(self, voters: int = 7) -> list[Guest]:
        people = [*self.table.people(city=voters - 1), self.table.join("newcomers")]
        for number, person in enumerate(people[:-1]):
            self.casts(person, 1, number % 3 + 1)
        self.casts(people[-1], abstain=True)
        return people

    def seal(self) -> Any:
        return self.table.look(lambda s, _: s.get_one(Stage, self.stage).seal)

    def files(self) -> Any:
        return self.table.look(lambda s, r: files_of(s, r, self.stage))


@pytest.fixture
def room(make_table: MakeTable) -> Room:
    return Room(make_table)


def test_a_ballot_is_sealed_and_its_voter_alone_sees_it(room: Room) -> None:
    alice, bob = room.table.people(city=2)
    room.casts(alice, 2, None, 1)
    row = room.row(alice)
    assert (row.body, row.abstains, row.marked) == ({}, False, True)
    me = alice.own()
    assert me["ballots"] == {room.stage: {room.options[0]: 2, room.options[2]: 1}}
    assert me["receipts"] == {room.stage: {"receipt": row.receipt, "hash": row.hash}}
    assert me["acted"]
    assert bob.own()["receipts"] == bob.own()["ballots"] == {}


def test_who_changes_their_mind_keeps_the_receipt(room: Room) -> None:
    alice = room.table.join()
    room.casts(alice, 2)
    before = room.row(alice)
    room.casts(alice, None, 3)
    after = room.row(alice)
    assert after.receipt == before.receipt
    assert after.hash != before.hash
    assert alice.own()["ballots"][room.stage] == {room.options[0]: 2, room.options[1]: 3}
    assert alice.tries("cast_ballot", stage=room.stage, marks={room.options[0]: 3}) == "over_budget"
    alice.does("cast_ballot", stage=room.stage, marks={}, abstain=True)
    me = alice.own()
    assert (me["ballots"][room.stage], me["abstains"]) == ({}, [room.stage])
    assert room.row(alice).abstains is False
    alice.does("cast_ballot", stage=room.stage, marks={}, abstain=False)
    row = room.row(alice)
    assert (row.seal, row.hash, row.receipt, row.marked) == (None, None, before.receipt, False)


def test_all_ballots_are_equally_long(make_table: MakeTable) -> None:
    room = Room(make_table, "ranking")
    alice, bob, cem = room.table.people(city=3)
    room.casts(alice, 1, 2, 3, 4)
    room.casts(bob, None, 1000)
    room.casts(cem, abstain=True)
    assert len({len(str(room.row(person).seal)) for person in (alice, bob, cem)}) == 1


# --- nothing tells the choice ----------------------------------------------------------------


def _dump(table: Table) -> dict[str, list[list[Any]]]:
    """Every value of every row of every table."""

    def read(session: Any, _roundtable: object) -> dict[str, list[list[Any]]]:
        names = inspect(session.connection()).get_table_names()
        return {
            name: [list(row) for row in session.execute(text(f"SELECT * FROM {name}"))]  # noqa: S608
            for name in names
        }

    return dict(table.look(read))


def _columns(table: Table, name: str) -> list[str]:
    return [
        column["name"]
        for column in table.look(lambda s, _: inspect(s.connection()).get_columns(name))
    ]


def _scalars(table: Table, query: Any) -> list[Any]:
    return list(table.look(lambda session, _: session.execute(query).scalars().all()))


def _play(folder: Path, monkeypatch: pytest.MonkeyPatch, ballot: str, choice: int) -> Table:
    """The same room each time, with the same ids and times, but for what one person chooses."""
    numbers = iter(range(10**6))
    monkeypatch.setattr(sources, "new_id", lambda: f"{next(numbers):020}")
    monkeypatch.setattr("tests.factories.new_id", lambda: f"{next(numbers):020}")
    monkeypatch.setattr("tests.actors.new_id", lambda: f"{next(numbers):020}")
    monkeypatch.setattr(sources, "now", lambda: 1_700_000_000_000)
    chance = random.Random(5)
    monkeypatch.setattr(sources, "choose", chance.choice)
    folder.mkdir()
    room = Room(lambda form: Table(make_database(folder), form), ballot)
    alice, bob = room.table.people(city=1, newcomers=1)
    paper = room.table.paper("city")
    key = "-".join(room.options[:2]) if ballot == "pairs" else room.options[0]
    other = "-".join(room.options[2:]) if ballot == "pairs" else room.options[1]
    value = MARKS[ballot][choice]
    for person in (alice, bob):
        mine = value if person is alice else 1
        person.does("cast_ballot", stage=room.stage, marks={key: mine})
    marks = {key: value} if ballot != "approval" or choice else {other: 1}
    alice.does(
        "cast_ballot", stage=room.stage, marks=dict.fromkeys({key, other} - {*marks}) | marks
    )
    _enters(paper, room, marks)
    room.lead.does("nudge")
    room.lead.opens("discuss")
    return room.table


def _enters(paper: Paper, room: Room, marks: dict[str, int]) -> Any:
    request = room.table.request(
        room.lead.actor, "cast_ballot", {"stage": room.stage, "marks": marks},
        behalf=paper.actor.id,
    )  # fmt: skip
    (outcome,) = room.table.run(request)
    return outcome


@pytest.mark.parametrize("ballot", BALLOTS)
def test_two_rooms_that_differ_in_one_choice_have_the_same_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ballot: str
) -> None:
    one, two = (_play(tmp_path / name, monkeypatch, ballot, n) for n, name in enumerate("ab"))
    rows, others = _dump(one), _dump(two)
    apart = set()
    for name, found in rows.items():
        assert len(found) == len(others[name])
        columns = _columns(one, name)
        for row, other in zip(found, others[name], strict=True):
            apart |= {
                (name, column) for column, a, b in zip(columns, row, other, strict=True) if a != b
            }
    # Encrypted, committed to with a nonce, or keyed; and the root of the list of commitments.
    assert apart == {
        ("ballots", "seal"), ("ballots", "hash"), ("log", "fingerprint"), ("stages", "seal"),
    }  # fmt: skip
    for table in (one, two):
        query = text("SELECT result FROM log WHERE command = 'cast_ballot' AND result IS NOT NULL")
        results = _scalars(table, query)
        assert all(set(json.loads(each)) == {"receipt"} for each in results)
        assert len(results) == 1  # of the ballot on paper


def test_no_file_of_the_database_holds_a_mark(tmp_path: Path, room: Room) -> None:
    """Free pages and the write-ahead log too: the marks were never written."""
    room.all_cast()
    for path in tmp_path.glob("*.db*"):
        data = path.read_bytes()
        for option in room.options:
            assert f'"{option}": 1'.encode() not in data
            assert f'"{option}":1'.encode() not in data
    file = next(tmp_path.glob("*.db"))
    found = sqlite3.connect(file).execute("SELECT DISTINCT body FROM ballots").fetchall()
    assert found == [("{}",)]


def test_no_projection_tells_a_choice_or_who_has_which_receipt(room: Room) -> None:
    people = room.all_cast()
    for audience in projections.AUDIENCES:
        told = json.dumps(room.table.sees(audience))
        for person in people:
            row = room.row(person)
            assert str(row.receipt) not in told
            assert str(row.seal) not in told


def test_no_map_is_drawn_of_a_sealed_vote_that_is_open(make_table: MakeTable) -> None:
    room = Room(make_table, "opinion")
    assert room.lead.tries("watch_opinions", stage=room.stage) == "vote_sealed"


# --- the close -------------------------------------------------------------------------------


def test_the_list_is_fixed_when_the_step_is_left(room: Room) -> None:
    people = room.all_cast()
    assert room.seal() is None
    room.lead.opens("discuss")
    rows = [room.row(person) for person in people]
    seal = room.seal()
    assert seal["count"] == 7
    assert seal["root"] == sealing.root_of((str(row.receipt), str(row.hash)) for row in rows)
    assert room.table.sees("phone")["stages"][room.stage]["seal"] == seal
    assert room.lead.tries("open_stage", stage=room.stage) == "list_fixed"
    paper = room.table.paper()
    assert _enters(paper, room, {room.options[0]: 1}).refused.code == "list_fixed"
    assert people[0].tries("cast_ballot", stage=room.stage, marks={}) == "too_late"


def test_a_vote_that_is_reset_is_held_anew(room: Room) -> None:
    people = room.all_cast()
    before = room.row(people[0]).receipt
    room.lead.opens("discuss")
    room.lead.does("reset_vote", stage=room.stage)
    assert room.seal() is None
    assert people[0].own()["receipts"] == {}
    room.lead.opens("vote")
    room.casts(people[0], 1)
    assert room.row(people[0]).receipt not in (None, before)


# --- the reveal ------------------------------------------------------------------------------


def checked(room: Room) -> tuple[sealing.Document, list[str]]:
    document, opened = room.files()
    data, raw = (sealing.dump(each).encode() for each in (document, opened))
    found = sealing_check.check(sealing_check.read(data), data)
    found += check_openings(document, sealing_check.read(raw, sealing.OPENINGS_PARTS), raw)
    return document, [each.text for each in found if not each.good]


@pytest.mark.parametrize("ballot", BALLOTS)
def test_the_published_file_gives_the_result(make_table: MakeTable, ballot: str) -> None:
    room = Room(make_table, ballot, "quorum=50 seats=2 ties=draw")
    people = room.table.people(city=4, newcomers=3)
    for number, person in enumerate(people):
        chosen = room.options[number % 2 : 3]
        marks = dict.fromkeys(chosen, 1) | {chosen[0]: MARKS[ballot][number % 2]}
        if ballot == "pairs":
            marks = {"-".join(chosen[-2:]): (-1, 0, 1)[number % 3]}
        person.does("cast_ballot", stage=room.stage, marks=marks)
    room.lead.opens("reveal")
    result = room.lead.reveals()
    assert result["voted"] == 7
    document, wrong = checked(room)
    assert wrong == []
    told = {name: result["seal"][name] for name in ("root", "count", "fingerprint")}
    assert told == {name: document[name] for name in told}
    assert result["seal"]["file"] == f"/r/{document['code']}/sealed/{room.stage}.json"
    assert [entry["receipt"] for entry in document["list"]] == sorted(
        str(room.row(person).receipt) for person in people
    )
    assert all(room.row(person).body == {} for person in people)


def test_a_sealed_vote_counts_as_an_open_one(make_table: MakeTable) -> None:
    results = []
    for more in ("sealed=yes", "sealed=no"):
        room = Room(make_table, "dots", more)
        room.all_cast()
        room.lead.opens("reveal")
        body = room.lead.reveals()
        places = {option: n for n, option in enumerate(room.options)}
        rows = {places[row["option"]]: {**row, "option": ""} for row in body["options"]}
        results.append(
            (rows, body["voted"], body["abstained"], body["silent"], len(body["groups"]))
        )
    assert results[0] == results[1]


def test_few_ballots_are_not_published(room: Room) -> None:
    room.all_cast(4)
    room.lead.opens("reveal")
    room.lead.reveals()
    document, wrong = checked(room)
    assert wrong == []
    assert document["ballots"] is None
    assert document["count"] == 4


def test_the_file_stays_as_it_was_published(room: Room) -> None:
    room.all_cast()
    room.lead.opens("reveal")
    room.lead.reveals()
    before = room.files()
    room.lead.does("edit_stage", stage=room.stage, title={"en": "X"}, question={"en": "Y?"})
    room.table.join("city")
    assert room.files() == before


@pytest.mark.parametrize("column", ["seal", "hash", "receipt", "exchanged"])
def test_a_ballot_that_was_changed_in_the_database_stops_the_reveal(
    room: Room, column: str
) -> None:
    one, two, *_ = room.all_cast()
    room.lead.opens("reveal")
    rows = room.row(one), room.row(two)
    values = (
        {"seal": rows[1].seal, "hash": rows[1].hash}
        if column == "exchanged"
        else {column: "0000-0000" if column == "receipt" else str(getattr(rows[1], column))}
    )
    with room.table.database.write() as session:
        session.execute(
            update(Ballot).where(Ballot.participant_id == one.actor.id).values(**values)
        )
    assert room.lead.tries("reveal_results", stage=room.stage) == "seal_broken"


def test_a_ballot_put_in_or_taken_out_after_the_close_stops_the_reveal(room: Room) -> None:
    one, *_ = room.all_cast()
    room.lead.opens("reveal")
    with room.table.database.write() as session:
        session.delete(
            session.scalars(select(Ballot).where(Ballot.participant_id == one.actor.id)).one()
        )
    assert room.lead.tries("reveal_results", stage=room.stage) == "seal_broken"


# --- at the desk -----------------------------------------------------------------------------


def test_the_desk_gets_a_receipt_and_never_the_marks(room: Room) -> None:
    paper = room.table.paper("city")
    outcome = _enters(paper, room, {room.options[0]: 5})
    row = room.row(paper)
    assert outcome.result == {"receipt": row.receipt}
    assert paper.own()["ballots"] == {room.stage: {}}
    for audience in (projections.DESK, projections.CONSOLE):
        card = room.table.sees(audience)["cards"][paper.actor.id]
        assert card["receipts"] == {room.stage: row.receipt}
    # Typed again it is the whole ballot: how much of the budget is used cannot be asked for.
    again = _enters(paper, room, {room.options[1]: 5})
    assert again.refused is None
    assert again.result["receipt"] == row.receipt
    room.lead.opens("reveal")
    result = room.lead.reveals()
    assert {o["option"]: o["total"] for o in result["options"] if o["total"]} == {
        room.options[1]: 5
    }


# --- without the secret ----------------------------------------------------------------------


def test_a_room_goes_on_without_the_secret_that_sealed_its_vote(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was shown stays; only what is in the ballots cannot be asked for any more."""
    people = room.all_cast()
    room.lead.opens("reveal")
    room.lead.reveals()
    one, two, *_ = room.options
    room.lead.does("merge_options", stage=room.stage, options=[two], into=one, rule="once")
    before = room.table.sees()["results"][room.stage]
    monkeypatch.setattr(sources, "_key", b"another secret of 32 bytes long!")
    after = room.table.sees()["results"][room.stage]
    assert before["revised"]["options"][0]["total"] == 18
    assert after == before | {"revised": None}
    assert people[0].own()["ballots"] == {room.stage: {}}
