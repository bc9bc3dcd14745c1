from __future__ import annotations

from sqlalchemy import select

from roundtable import access, sources
from roundtable.commands import VISITOR, Actor
from roundtable.models import Key
from tests.actors import Facilitator, Guest, Table
from tests.factories import new_id


def test_a_seat_needs_nothing(table: Table) -> None:
    guest = table.join()
    own = guest.own()
    assert own == own | {
        "id": guest.id, "alias": 1, "group": None, "language": "en", "proposals": [], "ballots": {},
        "comments": [], "concerns": [], "supports": [], "feedback": {}, "acted": False,
    }  # fmt: skip
    assert table.sees()["people"]["now"] == {
        "present": 1, "groups": {"": 1}, "tables": {}, "desk": 0,
    }  # fmt: skip


def test_a_lost_answer_to_joining_is_one_seat(table: Table) -> None:
    args, seat = {"group": table.group("city"), "language": "ro"}, new_id()
    first = table.send(Actor(VISITOR, "visitor"), "join", args, seat)
    again = table.send(Actor(VISITOR, "visitor"), "join", args, seat)
    assert first.result == again.result == {"participant": seat}
    assert table.sees()["people"]["now"]["present"] == 1


def test_a_key_for_the_seat_is_kept_as_a_hash(table: Table, alice: Guest) -> None:
    secret = sources.secret_for(alice.id)
    with table.database.read() as session:
        key = session.scalars(select(Key).where(Key.participant_id == alice.id)).one()
        assert secret not in (key.id, key.secret_hash, key.label)
        assert access.find_key(session, secret) is key


def test_changing_the_seat(table: Table, alice: Guest) -> None:
    alice.does("change_seat", group=table.group("employers"), language="uk")
    assert alice.own()["group"] == table.group("employers")
    assert alice.own()["language"] == "uk"
    alice.does("change_seat")
    assert alice.own()["group"] is None


def test_who_left_acts_no_more(
    table: Table, facilitator: Facilitator, alice: Guest, bob: Guest
) -> None:
    facilitator.opens("propose")
    bob.proposes("What I said stays")
    bob.does("leave")
    assert table.sees()["people"]["now"]["present"] == 1
    assert bob.tries("submit_proposal", text="From outside") == "no_seat"
    assert bob.tries("leave") == "no_seat"
    assert len(table.sees()["proposals"]) == 1
    assert alice.tries("submit_proposal", text="From inside") == "accepted"


def test_a_link_is_withdrawn_with_what_it_opened(table: Table, facilitator: Facilitator) -> None:
    link = facilitator.does("create_link", role="screen", label="Big screen")
    assert table.sees()["links"][link]["label"] == "Big screen"
    child = new_id()
    with table.database.write() as session:
        session.add(
            Key(id=child, roundtable_id=table.id, role="screen", opened_with=link, created_at=1,
                secret_hash=sources.hash_of(sources.secret_for(child)))
        )  # fmt: skip
    assert table.sees()["links"].keys() == {link}
    facilitator.does("withdraw_link", link=link)
    with table.database.read() as session:
        assert access.find_key(session, sources.secret_for(link)) is None
        assert access.find_key(session, sources.secret_for(child)) is None


def test_a_participants_key_is_no_link(facilitator: Facilitator, alice: Guest) -> None:
    assert facilitator.tries("withdraw_link", link=alice.id) == "key_unknown"
    assert facilitator.tries("create_link", role="participant", label="") == "arg_wrong"
