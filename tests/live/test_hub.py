"""The hub on a real database: nobody whose link was withdrawn stays, whoever looks first."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

from roundtable import projections
from roundtable.actions.setup import make_key
from roundtable.commands import FACILITATOR, Actor
from roundtable.live.hub import Hub
from roundtable.live.room import Connection
from roundtable.models import Key, Roundtable
from tests.actors import Table
from tests.factories import make_database


class Wire:
    """Notes what is sent, in place of sockets."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, Any]] = []

    def send_one(self, sid: str, event: str, body: Any) -> None:
        self.sent.append((sid, event, body))

    def broadcast(self, sids: list[str], event: str, body: Any) -> None:
        self.sent += [(sid, event, body) for sid in sids]


def _connection(table: Table, sid: str, key: str) -> Connection:
    actor = Actor(FACILITATOR, key)
    return Connection(sid, "", table.id, actor, projections.CONSOLE, "", "", True, "en")


def test_a_withdrawn_link_ends_also_when_somebody_comes_before_the_tick(tmp_path: Path) -> None:
    table = Table(make_database(tmp_path))
    with table.database.write() as session:
        make_key(session, FACILITATOR, session.get_one(Roundtable, table.id), "to be withdrawn")
    with table.database.read() as session:
        link = session.query(Key).filter_by(label="to be withdrawn").one().id
    ended: list[str] = []
    wire: Any = Wire()
    hub = Hub(table.database, wire, lambda _seconds: None, nullcontext, ended.append)
    outgoing, stays, comes = (
        _connection(table, sid, key)
        for sid, key in (("outgoing", link), ("stays", "another"), ("comes", "a-third"))
    )
    for one in (outgoing, stays, comes):
        hub.enter(one)
    hub.greet(outgoing, 0)
    table.facilitator.does("withdraw_link", link=link)
    hub.changed(table.id, {("links", link)}, ())
    hub.greet(comes, 0)  # takes the marks that the tick would have taken
    hub.flush()
    assert ended == ["outgoing"]
    assert ("outgoing", "bye", {"reason": "withdrawn"}) in wire.sent
    table.database.dispose()
