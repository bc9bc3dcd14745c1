"""While somebody writes they are told what is like it: only what the room may read, and not their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from roundtable import access, create_app, sources
from roundtable.config import Config
from roundtable.web import similar
from tests.actors import Guest, Table
from tests.factories import make_database, make_full_format

BUS = "A night bus to the warehouses, because the last one leaves too early"


class Room:
    """A room that collects, and what its phones are told."""

    def __init__(self, folder: Path) -> None:
        self.table = Table(make_database(folder), make_full_format())
        self.code = str(self.table.look(lambda _session, roundtable: roundtable.code))
        self.app = create_app(Config(sessions_dir=folder, exports_dir=folder, log_level="CRITICAL"))
        self.ana, self.ben = self.table.people(city=2)
        self.table.facilitator.opens("propose")

    def asks(self, guest: Guest | None, text: str) -> Any:
        """The answer to a phone."""
        client = self.app.test_client()
        if guest is not None:
            name = access.cookie_name("participant", self.code)
            client.set_cookie(name, sources.secret_for(guest.id))
        return client.post(f"/r/{self.code}/similar", data={"text": text})

    def told(self, guest: Guest, text: str) -> list[str]:
        """The texts that a phone is told of, read anew."""
        similar._kept.clear()
        return [each["text"] for each in self.asks(guest, text).get_json()]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    made.table.database.dispose()


def test_what_others_said_is_pointed_out(room: Room) -> None:
    room.ana.proposes(BUS)
    room.ana.proposes("Kindergarten places for all")
    (told,) = room.asks(room.ben, "a NIGHT BUS to warehouses!").get_json()
    assert told == {"number": 1, "text": BUS, "language": told["language"], "direction": "ltr"}
    assert room.told(room.ben, "Something about schools and teachers") == []
    assert room.told(room.ben, "a bus") == []


def test_what_is_not_yet_said_stands_in_no_address(room: Room) -> None:
    client = room.app.test_client()
    assert client.get(f"/r/{room.code}/similar", query_string={"text": BUS}).status_code in (
        404,
        405,
    )


def test_not_ones_own(room: Room) -> None:
    room.ana.proposes(BUS)
    assert room.told(room.ana, BUS) == []
    assert room.told(room.ben, BUS) == [BUS]


def test_only_what_the_room_may_read(room: Room) -> None:
    lead, propose = room.table.facilitator, room.table.stage("propose")
    hidden = room.ana.proposes(BUS)
    assert room.told(room.ben, BUS) == [BUS]
    lead.does("hide_proposal", proposal=hidden)
    assert room.asks(room.ben, BUS).get_json() == [], "though its text is still kept"
    lead.does("restore_proposal", proposal=hidden)
    room.ana.does("withdraw_proposal", proposal=hidden)
    assert room.told(room.ben, BUS) == []
    lead.does("edit_stage", stage=propose, settings={"moderation": "look"})
    room.ana.proposes(BUS)
    assert room.told(room.ben, BUS) == []


def test_nobody_is_led_where_people_write_in_silence(room: Room) -> None:
    room.ana.proposes(BUS)
    room.table.facilitator.opens("write")
    room.ana.proposes("A night bus that nobody is to know of yet")
    assert room.told(room.ben, BUS) == []
    room.table.facilitator.opens("propose")
    assert room.told(room.ben, "A night bus that nobody is to know of yet") == []


def test_only_people_of_the_room_are_told(room: Room) -> None:
    room.ana.proposes(BUS)
    stranger = Table(room.table.database).join()
    for guest in (None, stranger):
        answer = room.asks(guest, BUS)
        assert answer.status_code >= 400
        assert BUS not in answer.get_data(as_text=True)


def test_hostile_questions(room: Room) -> None:
    room.ana.proposes(BUS)
    for text in (
        "",
        "\0" * 50,
        "\ud800".encode("utf-8", "replace").decode(),
        "x" * 20_000,
        "🙂" * 300,
    ):
        assert room.asks(room.ben, text).get_json() == []


def test_who_asks_all_the_time_is_told_to_wait(room: Room) -> None:
    codes = [room.asks(room.ben, "A night bus to the moon").status_code for _ in range(45)]
    assert codes[0] == 200
    assert codes[-1] == 429
    assert room.asks(room.ana, "A night bus to the moon").status_code == 200
