"""Writers at once, now and then offline, by chance: nothing that was acknowledged is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from roundtable.commands import Actor
from roundtable.db import Database, migrate
from roundtable.models import NodeWording, Writing
from roundtable.projections import strategy as seen
from tests.factories import make_database, new_id
from tests.strategies import Desk

BEGIN = "Teach. Hire. Listen. Build homes."
#: What a writer does, as often as it stands here.
DEEDS = ("writes",) * 6 + ("says",) * 2 + ("joins", "removes", "restores", "undoes", "goes", "goes")
Said = tuple[str, str, dict[str, Any]]


@dataclass
class Writer:
    """A browser: what it last saw, what it has not delivered yet, for how many turns it is offline."""

    actor: Actor
    knows: dict[str, Any] = field(default_factory=dict)
    outbox: list[Said] = field(default_factory=list)
    away: int = 0


class Room:
    """Four writers at two passages and a measure; each turn one of them does something."""

    def __init__(self, desk: Desk, random: Random) -> None:
        self.desk, self.random = desk, random
        do = desk.do
        self.nodes = [
            str(do(desk.ana, "add_node", kind="passage", text=BEGIN)["node"]) for _ in range(2)
        ]
        chapter = do(desk.ana, "add_node", kind="chapter", text="Work")["node"]
        first = do(desk.ana, "add_node", kind="priority", text="First", into=chapter)["node"]
        self.measure = str(do(desk.ana, "add_node", kind="measure", text="M", into=first)["node"])
        self.writers = [Writer(actor) for actor in desk.people[1:5]]
        self.acknowledged: dict[str, dict[str, Any]] = {}
        self.state = desk.sees(seen.WRITER)
        self.face = desk.face(seen.WRITER)
        for writer in self.writers:
            self._looks(writer)

    def turn(self) -> None:
        """One of the writers does something; whoever is online delivers and looks."""
        writer = self.random.choice(self.writers)
        getattr(self, f"_{self.random.choice(DEEDS)}")(writer)
        if writer.away:
            writer.away -= 1
            return
        for key, command, args in writer.outbox:
            for _again in range(self.random.choice((1, 1, 2))):  # its answer was lost once
                outcome = self._sends(writer, command, key, **args)
                if outcome.refused is None:
                    self.acknowledged[key] = args.get("fields") or {"text": args["text"]}
        writer.outbox.clear()
        self._looks(writer)

    def _sends(self, writer: Writer, command: str, key: str, /, **args: Any) -> Any:
        outcome = self.desk.send(writer.actor, command, key, **args)
        assert outcome.refused is None or outcome.refused.code != "fault", command
        self.state = self.desk.follow(self.face, self.state, outcome)
        return outcome

    def _looks(self, writer: Writer) -> None:
        writer.knows = self.desk.sees(seen.WRITER)

    def _writes(self, writer: Writer) -> None:
        node = self.random.choice(self.nodes)
        known = writer.knows["nodes"][node]
        parts = known["body"]["text"].split(". ")
        word = f"Word {self.random.randrange(1000)} by {writer.actor.id[:3]}"
        parts[self.random.randrange(len(parts))] = word
        args = {"node": node, "base": known["version"], "text": ". ".join(parts)}
        writer.outbox.append((new_id(), "write", args))

    def _says(self, writer: Writer) -> None:
        field = self.random.choice(("objective", "risks", "responsible"))
        fields = {field: f"Said {self.random.randrange(1000)} by {writer.actor.id[:3]}"}
        base = writer.knows["nodes"][self.measure]["version"]
        args = {"node": self.measure, "base": base, "fields": fields}
        writer.outbox.append((new_id(), "set_measure", args))

    def _joins(self, writer: Writer) -> None:
        """Of what waits beside a part that is in the draft, one text is joined with what stands."""
        nodes = self.state["nodes"]
        waits = [k for k, s in self.state["sides"].items() if nodes[s["node"]]["status"] == "shown"]
        if writer.away or not waits:
            return
        key = self.random.choice(sorted(waits))
        node = self.state["sides"][key]["node"]
        args = {"node": node, "base": nodes[node]["version"], "joined": [key]}
        mine = new_id()
        said = {"risks": "Both."} if node == self.measure else {"text": f"Both, {mine[:4]}. Done."}
        more = {"fields": said} if node == self.measure else said
        assert self._sends(writer, "join_sides", mine, **args, **more).refused is None
        self.acknowledged[mine] = said

    def _removes(self, writer: Writer) -> None:
        self._sends(writer, "remove_node", new_id(), node=self.random.choice(self.nodes))

    def _restores(self, writer: Writer) -> None:
        self._sends(writer, "restore_node", new_id(), node=self.random.choice(self.nodes))

    def _undoes(self, writer: Writer) -> None:
        steps = sorted(self.state["timeline"])
        if steps:
            self._sends(writer, "undo", new_id(), entry=self.random.choice(steps))

    def _goes(self, writer: Writer) -> None:
        writer.away = writer.away or self.random.choice((1, 3, 6))


def holds(room: Room) -> None:
    """All that was acknowledged is there word for word, in a version or beside; what stands is the latest."""
    desk = room.desk
    with desk.database.read() as session:
        rows = {
            row.id: row
            for row in session.scalars(select(Writing).where(Writing.strategy_id == desk.id))
        }
        query = select(NodeWording).where(NodeWording.strategy_id == desk.id)
        texts = {(row.node_id, row.number): row.body for row in session.scalars(query)}
    assert set(rows) >= set(room.acknowledged)
    sides = desk.sees()["sides"]
    for key, said in room.acknowledged.items():
        row = rows[key]
        assert said.items() <= row.body.items()
        assert (key in sides) is row.waits
        assert row.version is None or (row.node_id, row.version) in texts
    for node, told in desk.sees()["nodes"].items():
        written = [n for k, n in texts if k == node]
        assert told["version"] == max(written, default=1)
        assert not written or told["body"] == texts[node, max(written)]
    assert room.state == desk.sees(seen.WRITER)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Desk]]:
    """Makes a strategy for each example, all of them in one database."""
    made = make_database(tmp_path_factory.mktemp("writers"))
    yield lambda: Desk(made)
    made.dispose()


@settings(
    max_examples=25, deadline=None, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(random=st.randoms(note_method_calls=False, use_true_random=False))
def test_four_writers_lose_nothing_that_was_acknowledged(
    database: Callable[[], Desk], random: Random
) -> None:
    room = Room(database(), random)
    for _turn in range(30):
        room.turn()
    holds(room)


def test_much_happens_and_two_texts_come_to_stand_beside_each_other(
    database: Callable[[], Desk],
) -> None:
    room = Room(database(), Random(5))
    for _turn in range(120):
        room.turn()
    holds(room)
    assert len(room.acknowledged) > 40
    assert room.state["sides"]


def test_the_same_on_postgresql(postgres_url: str) -> None:
    database = Database(postgres_url)
    migrate(database)
    room = Room(Desk(database), Random(7))
    for _turn in range(60):
        room.turn()
    holds(room)
    database.dispose()
