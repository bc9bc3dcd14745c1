from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from roundtable import projections
from roundtable.commands import HOST, Actor, Outcome
from roundtable.core.cards import card
from roundtable.models import Key, LogEntry
from tests.actors import Facilitator, Guest, Person, Table
from tests.factories import make_agenda

MakeTable = Callable[..., Table]


@pytest.fixture
def table(make_table: MakeTable) -> Table:
    return make_table(
        make_agenda("propose", "tables seating=balanced", "vote on=proposals", "reveal", "discuss",
                    tables=2)
    )  # fmt: skip


@pytest.fixture
def host(table: Table) -> Person:
    return Person(table, Actor(HOST, "key-of-a-host-000000"))


def adds(by: Person, **args: object) -> dict[str, Any]:
    """Take in somebody without a phone; returns `{participant, card}`."""
    result = by.tells("add_person", args)[1].result
    assert result is not None
    return result


def enters(by: Person, person: str, command: str, **args: object) -> Outcome:
    """What stands on somebody's paper, entered for them."""
    request = by.table.request(by.actor, command, args, behalf=person)
    return by.table.run(request)[0]


def test_somebody_without_a_phone_gets_a_card(table: Table, host: Person) -> None:
    assert adds(host)["card"] == card(1)
    typed = adds(host, card=f" {card(7).lower()} ", group=table.group("city"), language="ro")
    assert typed["card"] == card(7)
    assert adds(host)["card"] == card(8)  # what lies on the tables already is not given again
    assert host.tries("add_person", card=card(7)) == "card_taken"
    assert host.tries("add_person", card="07X") == "card_wrong"
    now = table.sees()["people"]["now"]
    assert (now["present"], now["desk"]) == (3, 3)
    for audience in (projections.DESK, projections.CONSOLE):
        assert table.sees(audience)["cards"][typed["participant"]] == {
            "card": card(7), "alias": 2, "group": table.group("city"), "table": None,
            "language": "ro", "voted": [], "receipts": {}, "proposals": 0,
            "agreed": False,
        }  # fmt: skip
    assert enters(host, typed["participant"], "leave").refused is None
    assert adds(host, card=card(7))["card"] == card(7)


def test_who_comes_back_with_a_card_does_not_vote_twice(
    table: Table, host: Person, facilitator: Facilitator
) -> None:
    alice, *_others = table.people(city=6)
    facilitator.opens("propose")
    one = alice.proposes()
    first = adds(host, group=table.group("city"))
    facilitator.opens("vote")
    vote = table.stage("vote")
    ballot = {"stage": vote, "marks": {one: 1}}
    assert enters(host, first["participant"], "cast_ballot", **ballot).refused is None
    enters(host, first["participant"], "leave")
    again = adds(host, card=first["card"], group=table.group("city"))["participant"]
    assert table.sees()["cards"][again]["voted"] == [vote]
    assert table.sees()["turnout"][vote]["acted"] == 1
    assert enters(host, again, "cast_ballot", **ballot).refused is None
    facilitator.opens("reveal")
    result = facilitator.reveals()
    assert (result["voted"], result["present"]) == (1, 7)


def test_a_card_is_no_key(table: Table, host: Person) -> None:
    person = adds(host)["participant"]
    with table.database.read() as session:
        assert session.scalar(select(Key.id).where(Key.participant_id == person)) is None


def test_the_host_of_a_table_seats_people_there(table: Table, facilitator: Facilitator) -> None:
    one, two = (key for key in table.sees()["tables"] if key != "now")
    link = facilitator.does("create_link", role="host", table=two)
    person = adds(Person(table, Actor(HOST, link)))["participant"]
    assert table.sees()["cards"][person]["table"] == two
    facilitator.does("seat_person", participant=person, table=one)
    assert table.sees()["cards"][person]["table"] == one
    phone = table.join()
    args = {"participant": phone.id, "table": one}
    assert facilitator.tries("seat_person", **args) == "not_for_them"


def test_what_is_on_paper_is_entered_for_them(
    table: Table, facilitator: Facilitator, host: Person
) -> None:
    person = adds(host, group=table.group("city"))["participant"]
    facilitator.opens("propose")
    assert enters(host, person, "submit_proposal", text="A bench at every stop").refused is None
    option = next(iter(table.sees()["proposals"]))
    facilitator.opens("vote")
    vote = table.stage("vote")
    facilitator.opens("reveal")
    outcome = enters(host, person, "cast_ballot", stage=vote, marks={option: 1})
    assert outcome.refused is None
    assert ("cards", person) in outcome.marks
    told = table.sees(projections.DESK)["cards"][person]
    assert (told["voted"], told["proposals"]) == ([vote], 1)
    entry = table.look(
        lambda session, _: session.scalars(
            select(LogEntry).where(LogEntry.command == "cast_ballot")
        ).one()
    )
    assert (entry.role, entry.actor_id, entry.behalf_id) == (HOST, host.actor.id, person)


def test_for_people_with_a_phone_nobody_else_acts(
    table: Table, facilitator: Facilitator, host: Person, alice: Guest
) -> None:
    facilitator.opens("discuss")
    refused = enters(host, alice.id, "raise_hand").refused
    assert refused is not None
    assert refused.code == "not_for_them"
    person = adds(host)["participant"]
    assert enters(host, person, "raise_hand").refused is None
    assert next(iter(table.sees()["queue"].values()))["desk"]
    assert enters(host, person, "lower_hand").refused is None
    refused = enters(alice, person, "raise_hand").refused
    assert refused is not None
    assert refused.code == "not_your_role"


def test_they_agree_host_and_note_at_the_desk(
    table: Table, facilitator: Facilitator, host: Person
) -> None:
    people = [adds(host)["participant"] for _ in range(4)]
    for person in people:
        assert enters(host, person, "agree").refused is None
    facilitator.opens("tables")
    assert {each["table"] for each in table.sees()["cards"].values()} != {None}
    assert enters(host, people[0], "host_table", on=True).refused is None
    assert enters(host, people[0], "write_minute", kind="note", text="Of us").refused is None
    note = next(iter(table.sees()["minutes"].values()))
    assert note["table"] == table.sees()["cards"][people[0]]["table"]


def test_people_come_to_the_table_whose_sign_they_see(table: Table) -> None:
    one, _ = (key for key in table.sees()["tables"] if key != "now")
    _, outcome = Person(table, Actor("visitor", "visitor")).tells(
        "join", {"group": None, "language": "en", "table": one}
    )
    assert outcome.result is not None
    assert table.sees()["tables"][one]["people"] == 1


def test_those_who_agreed_are_counted(table: Table, alice: Guest, bob: Guest) -> None:
    assert not alice.own()["agreed"]
    alice.does("agree")
    alice.does("agree")
    assert alice.own()["agreed"]
    assert alice.own()["acted"]
    assert not bob.own()["acted"]
    turnout = table.sees()["turnout"][table.stage("welcome")]
    assert (turnout["acted"], turnout["present"]) == (1, 2)
    table.facilitator.opens("propose")
    assert bob.tries("agree") == "too_late"
