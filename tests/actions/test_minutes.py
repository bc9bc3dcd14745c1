from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from roundtable import projections
from roundtable.commands import HOST, Actor
from roundtable.record import record_of
from tests.actors import Facilitator, Guest, Person, Table
from tests.factories import make_agenda, new_id

MakeTable = Callable[..., Table]


@pytest.fixture
def table(make_table: MakeTable) -> Table:
    return make_table(
        make_agenda(
            "propose", "tables seating=choice", "tables size=2 seating=draw as=pairs", "harvest",
            "decide", tables=2,
        )
    )  # fmt: skip


@pytest.fixture
def tables(table: Table) -> list[str]:
    found = {k: each for k, each in table.sees()["tables"].items() if k != "now"}
    return sorted(found, key=lambda key: found[key]["position"])


@pytest.fixture
def host(table: Table) -> Person:
    return Person(table, Actor(HOST, "key-of-a-host-000000"))


def minutes(table: Table, audience: str = projections.CONSOLE) -> list[dict[str, Any]]:
    return sorted(table.sees(audience)["minutes"].values(), key=lambda each: each["text"])


def test_everything_is_written_down(table: Table, facilitator: Facilitator, host: Person) -> None:
    facilitator.opens("propose")
    card = table.join().proposes()
    note = facilitator.does(
        "write_minute", kind="note", text="Prima linie\nA doua linie, despre copaci", subject=card
    )
    host.does("write_minute", kind="task", text="Find a room", who="The city", due="2027-02-28")
    host.does("write_minute", kind="decision", text="We begin in May.")
    told = table.sees()["minutes"]
    assert told[note] == {
        "stage": table.stage("propose"), "table": None, "by": "staff", "kind": "note",
        "text": "Prima linie\nA doua linie, despre copaci", "language": "ro", "direction": "ltr",
        "who": "", "due": None, "subject": card, "status": "open", "created": table.now,
    }  # fmt: skip
    task = next(each for each in told.values() if each["kind"] == "task")
    assert (task["who"], task["due"]) == ("The city", "2027-02-28")
    for audience in (projections.DESK, projections.OBSERVER, projections.WRITER):
        assert table.sees(audience)["minutes"] == told
    assert [each["kind"] for each in minutes(table, projections.PHONE)] == ["decision"]
    facilitator.opens("decide")
    assert [each["kind"] for each in minutes(table, projections.SCREEN)] == ["task", "decision"]


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({"kind": "task", "due": "2027-02-30"}, "arg_wrong"),
        ({"kind": "task", "due": "tomorrow"}, "arg_wrong"),
        ({"kind": "note", "who": "Ana"}, "arg_wrong"),
        ({"kind": "decision", "due": "2027-01-01"}, "arg_wrong"),
        ({"kind": "gossip"}, "arg_wrong"),
        ({"kind": "note", "subject": new_id()}, "subject_unknown"),
        ({"kind": "note", "table": new_id()}, "roomtable_unknown"),
        ({"kind": "note", "text": " "}, "text_empty"),
    ],
)
def test_what_makes_no_sense_is_refused(
    facilitator: Facilitator, args: dict[str, Any], code: str
) -> None:
    assert facilitator.tries("write_minute", **({"text": "Something"} | args)) == code


def test_a_table_writes_and_reads_its_notes(
    table: Table, facilitator: Facilitator, tables: list[str]
) -> None:
    alice, bob, carol = table.people(city=3)
    assert alice.tries("write_minute", kind="note", text="Too early") == "not_now"
    facilitator.opens("tables")
    assert alice.tries("write_minute", kind="note", text="From nowhere") == "table_wrong"
    for person, key in ((alice, tables[0]), (bob, tables[0]), (carol, tables[1])):
        person.does("choose_table", table=key)
    note = alice.does("write_minute", kind="note", text="What we heard")
    assert bob.own()["notes"] == [
        {"id": note, "stage": table.stage("tables"), "text": "What we heard", "language": "en",
         "direction": "ltr", "created": table.now}
    ]  # fmt: skip
    assert carol.own()["notes"] == []
    args = {"kind": "note", "text": "For them", "table": tables[1]}
    assert alice.tries("write_minute", **args) == "table_wrong"
    for kind in ("decision", "task"):
        assert alice.tries("write_minute", kind=kind, text="We decide") == "not_your_role"
    alice.does("write_minute", kind="parking", text="For another day")
    parked = next(each for each in minutes(table) if each["kind"] == "parking")
    assert (parked["by"], parked["table"]) == ("people", None)
    assert minutes(table, projections.PHONE) == []
    facilitator.opens("harvest")
    assert [each["text"] for each in minutes(table, projections.PHONE)] == ["What we heard"]


def test_everybody_at_a_table_is_told_of_its_notes(
    table: Table, facilitator: Facilitator, tables: list[str], host: Person
) -> None:
    alice, bob = table.people(city=2)
    facilitator.opens("tables")
    for person in (alice, bob):
        person.does("choose_table", table=tables[0])
    _, outcome = alice.tells("write_minute", {"kind": "note", "text": "One"})
    assert outcome.owners == {alice.id, bob.id}
    note = next(iter(table.sees()["minutes"]))
    changed, outcome = host.tells("edit_minute", {"minute": note, "text": "Two"})
    assert outcome.owners == {alice.id, bob.id}
    _, outcome = facilitator.tells("undo", {"entry": changed})
    assert outcome.owners == {alice.id, bob.id}
    assert bob.own()["notes"][0]["text"] == "One"


def test_a_small_group_without_a_table_notes_too(table: Table, facilitator: Facilitator) -> None:
    alice, bob = table.people(city=2)
    facilitator.does("open_stage", stage=table.step("pairs"))
    note = alice.does("write_minute", kind="note", text="What two of us found")
    assert [each["id"] for each in alice.own()["notes"]] == [note]
    assert bob.own()["notes"] == []
    assert table.sees()["minutes"][note]["by"] == "people"
    facilitator.opens("harvest")
    assert note in table.sees(projections.PHONE)["minutes"]
    facilitator.does("harvest", minute=note)


def test_minutes_are_changed_and_taken_away(
    table: Table, facilitator: Facilitator, host: Person
) -> None:
    task = host.does("write_minute", kind="task", text="Find a room", due="2027-01-31")
    changed = host.does("edit_minute", minute=task, text="Find two rooms", who="Ana", due="")
    assert table.sees()["minutes"][task]["due"] is None
    done = facilitator.does("finish_task", minute=task, done=True)
    assert table.sees()["minutes"][task]["status"] == "done"
    removed = facilitator.does("remove_minute", minute=task)
    assert table.sees()["minutes"] == {}
    assert host.tries("edit_minute", minute=task, text="Gone") == "minute_gone"
    for entry in (removed, done, changed):
        facilitator.undoes(entry)
    told = table.sees()["minutes"][task]
    assert (told["text"], told["who"], told["due"]) == ("Find a room", "", "2027-01-31")
    note = host.does("write_minute", kind="note", text="No task")
    assert host.tries("finish_task", minute=note, done=True) == "arg_wrong"
    assert host.tries("edit_minute", minute=note, who="Ana") == "arg_wrong"


def test_two_who_change_one_wording_lose_none(facilitator: Facilitator, host: Person) -> None:
    note = host.does("write_minute", kind="decision", text="We begin in May.")
    host.does("edit_minute", minute=note, text="We begin in June.", was="We begin in May.")
    args = {"minute": note, "text": "We begin in spring.", "was": "We begin in May."}
    assert facilitator.tries("edit_minute", **args) == "conflict"
    facilitator.does("edit_minute", **(args | {"was": "We begin in June."}))


def test_what_a_table_wrote_becomes_a_proposal(
    table: Table, facilitator: Facilitator, tables: list[str], host: Person
) -> None:
    note = host.does("write_minute", kind="note", text="A bench\nat every stop", table=tables[1])
    entry, outcome = host.tells("harvest", {"minute": note})
    assert outcome.result == {"number": 1}
    card = table.sees()["proposals"][entry]
    assert (card["text"], card["status"]) == ("A bench at every stop", "shown")
    assert table.sees()["minutes"][note]["subject"] == entry
    assert facilitator.tries("harvest", minute=note) == "harvested"
    facilitator.undoes(entry)
    assert entry not in table.sees()["proposals"] or (
        table.sees()["proposals"][entry]["status"] == "withdrawn"
    )
    assert table.sees()["minutes"][note]["subject"] is None
    facilitator.does("harvest", minute=note)
    plain = facilitator.does("write_minute", kind="note", text="Of the room, not of a table")
    assert facilitator.tries("harvest", minute=plain) == "arg_wrong"
    long = host.does("write_minute", kind="note", text="x" * 1001, table=tables[0])
    assert facilitator.tries("harvest", minute=long) == "text_too_long"


def test_notes_are_no_flood(table: Table, alice: Guest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roundtable.actions.minutes.MOST_MINUTES", 2)
    for text in ("One", "Two"):
        alice.does("write_minute", kind="parking", text=text)
    assert alice.tries("write_minute", kind="parking", text="Three") == "too_many_notes"
    assert len(table.sees()["minutes"]) == 2


def test_a_note_keeps_its_number_when_another_is_taken_away(
    table: Table, facilitator: Facilitator
) -> None:
    facilitator.opens("propose")
    notes = []
    for n in range(3):
        table.now += 1000
        notes.append(facilitator.does("write_minute", kind="note", text=f"Note {n}"))
    facilitator.does("write_minute", kind="decision", text="We begin.")
    facilitator.does("remove_minute", minute=notes[0])
    told = table.look(lambda session, row: record_of(session, row, "en"))["minutes"]
    numbers = {each["text"]: each["number"] for each in told}
    assert numbers == {"Note 1": 2, "Note 2": 3, "We begin.": 1}
