"""Random commands from random roles: all who watch stay right, and nobody sees what is not theirs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from copy import copy as copied
from itertools import count
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from roundtable import sources
from roundtable.commands import FACILITATOR, PARTICIPANT, REGISTRY, Actor, Outcome, Request
from roundtable.db import Database, migrate
from roundtable.models import LogEntry
from tests.actors import Table
from tests.commands.generator import Generator
from tests.commands.pages import Pages
from tests.commands.stories import ALL_KINDS, LEADS, play
from tests.commands.watch import Watch
from tests.factories import make_database, make_full_format

SEEDS = st.integers(min_value=0, max_value=2**32 - 1)
COMMANDS = sorted(REGISTRY)
#: Given more often than others: what people do most.
OFTEN = ("submit_proposal", "cast_ballot", "cast_ballot", "open_stage", "move_proposals", "undo")


RUNS = count(1)


class Room(RuleBasedStateMachine):
    """A room in which anything is said by anybody."""

    def open_database(self) -> Database:
        """A fresh database for one run."""
        self.folder = Path(mkdtemp(prefix="rt-property-"))
        return make_database(self.folder)

    @initialize(
        until=st.sampled_from((*ALL_KINDS, "vote", "vote", "reveal", "discuss")),
        ballot=st.sampled_from(("approval", "dots", "opinion")),
        seating=st.sampled_from(("draw", "choice", "balanced", "rotate")),
        moderation=st.sampled_from(("open", "look", "rule")),
        voters=st.sampled_from((0, 6)),
    )
    def begin(self, until: str, ballot: str, seating: str, moderation: str, voters: int) -> None:
        """Somewhere on the agenda. Ids are made in order, so that a run can be played again."""
        self.held, numbers = sources.new_id, count(next(RUNS) * 10**6)
        sources.new_id = lambda: f"{next(numbers):020}"
        self.database = self.open_database()
        form = make_full_format(ballot=ballot, seating=seating, moderation="open")
        self.table = Table(self.database, form)
        self.other = Table(self.database)
        self.watch = Watch(self.table)
        self.chance = Random(f"{until}{ballot}{seating}{voters}")
        self.watch.strict = False  # what leads there is watched elsewhere
        play(self.watch, until, voters=voters, paper=2)
        self.watch.strict = True
        if moderation != "open":
            stage = self.table.stage("propose")
            settings = {"moderation": moderation}
            self.watch.does(LEADS, "edit_stage", {"stage": stage, "settings": settings})

    @rule(command=st.sampled_from([*COMMANDS, *OFTEN]), seed=SEEDS)
    def command(self, command: str, seed: int) -> None:
        """Any command."""
        chance = Random(seed)
        generator = Generator(self.table, chance, self.other)
        self.table.passes(chance.choice((0, 1, 20, 200)))
        before = self.watch.picture()
        outcome = self.watch.does(*in_order(command, generator.turn(command)))
        if outcome.refused is None and REGISTRY[command].undoable and command != "undo":
            self.there_and_back(before)

    def there_and_back(self, before: Any) -> None:
        """What can be undone is undone to what was, and redone to what is."""
        after = self.watch.picture()
        entry = self.table.look(_latest)
        if not entry.images:
            return
        undone = self.watch.does(LEADS, "undo", {"entry": entry.id})
        assert undone.refused is None, (entry.command, undone.refused)
        assert self.watch.picture() == before, f"{entry.command} was undone to something else"
        step = self.watch.clients["console"]["roundtable"][self.table.id]["redo"]
        redone = self.watch.does(LEADS, "undo", {"entry": step["id"]})
        assert redone.refused is None, (entry.command, redone.refused)
        assert self.watch.picture() == after, f"{entry.command} was redone to something else"

    @rule(seed=SEEDS)
    def marks(self, seed: int) -> None:
        """Somebody votes, where a vote is open: also changes of mind."""
        self.command("cast_ballot", seed)

    @rule(seed=SEEDS)
    def proposal(self, seed: int) -> None:
        """Cards are hidden, shown and taken back."""
        names = ("hide_proposal", "restore_proposal", "withdraw_proposal", "edit_proposal")
        self.command(Random(seed).choice(names), seed)

    @precondition(lambda self: hasattr(self, "watch"))
    @rule(seed=SEEDS)
    def the_timeline_keeps_its_word(self, seed: int) -> None:
        """What it says can be undone, or redone, can; what it says cannot is refused, as it says."""
        self.watch.check_timeline(Random(seed), 4)

    @precondition(lambda self: hasattr(self, "watch"))
    @rule()
    def cards_lie_somewhere(self) -> None:
        """No card that is shown lies in a group that is gone."""
        console = self.watch.clients["console"]
        lost = [
            p
            for p in console["proposals"].values()
            if p["cluster"] is not None and p["cluster"] not in console["clusters"]
        ]
        assert not lost

    def teardown(self) -> None:
        """Look at every page, then forget it all."""
        if hasattr(self, "watch"):
            Pages.shared().check(self.watch)
            self.database.dispose()
        if hasattr(self, "held"):
            sources.new_id = self.held
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder, ignore_errors=True)


def in_order(command: str, turn: tuple[Actor, Any, str | None]) -> Any:
    actor, args, behalf = turn
    return actor, command, args, behalf


def _latest(session: Any, roundtable: Any) -> LogEntry:
    query = select(LogEntry).where(LogEntry.roundtable_id == roundtable.id)
    found: LogEntry = session.scalars(query.order_by(LogEntry.rev.desc()).limit(1)).one()
    return found


def run_room(room: type[RuleBasedStateMachine], examples: int, steps: int) -> None:
    """Run rooms. What fails is not made shorter first: that would take minutes of the whole run."""
    run_state_machine_as_test(
        room,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        ),
    )


def test_everyone_stays_right_whatever_is_sent() -> None:
    run_room(Room, examples=16, steps=25)


@pytest.fixture
def postgres_room(postgres_url: str) -> Iterator[type[Room]]:
    database = Database(postgres_url)
    migrate(database)

    class PostgresRoom(Room):
        def open_database(self) -> Database:
            return database

    yield PostgresRoom
    database.dispose()


def test_everyone_stays_right_on_postgresql(postgres_room: type[Room]) -> None:
    run_room(postgres_room, examples=4, steps=15)


@pytest.mark.parametrize("command", ["merge_clusters", "hide_proposal", "remove_cluster"])
def test_a_vote_that_has_not_begun_follows_the_board(command: str, tmp_path: Path) -> None:
    table = Table(make_database(tmp_path))
    watch = Watch(table)
    play(watch, "vote", voters=0)
    before = set(watch.clients["phone"]["options"])
    one, two = watch.clients["console"]["clusters"]
    single = next(key for key in before if key not in (one, two))
    args = {
        "merge_clusters": {"cluster": one, "into": two},
        "hide_proposal": {"proposal": single},
        "remove_cluster": {"cluster": one},
    }
    outcome = watch.does(LEADS, command, args[command])
    assert outcome.refused is None
    assert set(watch.clients["phone"]["options"]) != before
    table.database.dispose()


def test_who_votes_what_changes_nothing_for_others(tmp_path: Path) -> None:
    table = Table(make_database(tmp_path))
    watch = Watch(table)
    play(watch, "vote")
    before = watch.picture()["clients"]
    vote, options = table.stage("vote"), list(watch.clients["phone"]["options"])
    for person in watch.people()[:6]:
        marks = dict.fromkeys(options, 1) | {options[0]: None}
        outcome = watch.does(
            Actor(PARTICIPANT, person), "cast_ballot", {"stage": vote, "marks": marks}
        )
        assert outcome.refused is None
    assert watch.picture()["clients"] == before
    table.database.dispose()


@pytest.mark.parametrize("until", ["propose", "group", "vote"])
def test_together_is_as_one_by_one(until: str, tmp_path: Path) -> None:
    """A batch, refused commands and repeated ones in it, ends where its commands end one by one."""
    table = Table(make_database(tmp_path))
    play(Watch(table), until)
    generator = Generator(table, Random(11))
    usual = [command for command in (*COMMANDS, *OFTEN, *OFTEN) if command not in _ENDING]
    requests = [_request(generator, command) for command in (*usual, *_ENDING)]
    requests += requests[::5]
    copy = tmp_path / "copy" / "roundtable.db"
    copy.parent.mkdir()
    with table.database.engine.connect() as connection:
        connection.connection.execute(f"VACUUM INTO '{copy}'")
    singly, watch = [table.run(request)[0] for request in requests], Watch(table)
    together = copied(table)
    together.database = Database(f"sqlite:///{copy}")
    other = Watch(together)
    outcomes = together.run(*requests)
    assert [_plain(outcome) for outcome in outcomes] == [_plain(outcome) for outcome in singly]
    assert "fault" not in {o.refused.code for o in outcomes if o.refused}
    accepted = sum(outcome.refused is None for outcome in outcomes)
    assert 10 < accepted < len(requests) - 10
    for name, rows in watch.content().items():
        assert _unordered(other.content()[name]) == _unordered(rows), name
    marks = frozenset().union(*(outcome.marks for outcome in outcomes))
    owners = frozenset().union(*(outcome.owners for outcome in outcomes))
    other.follow(Outcome(marks=marks, owners=owners))
    table.database.dispose()
    together.database.dispose()


def _unordered(rows: Any) -> Any:
    """Rows, with the images of what one command changed in one order: it has no meaning."""
    return [[sorted(v, key=str) if isinstance(v, list) else v for v in row] for row in rows]


#: Commands after which most others are refused.
_ENDING = ("open_stage", "close_roundtable")


def _request(generator: Generator, command: str) -> Request:
    actor, args, behalf = generator.turn(command)
    return generator.table.request(actor, command, args, behalf=behalf)


def _plain(outcome: Outcome) -> Any:
    return outcome.rev, outcome.result, outcome.refused and outcome.refused.code


def test_roles_of_the_room_are_those_of_the_registry() -> None:
    assert FACILITATOR in REGISTRY["open_stage"].roles
    assert all(command.roles for command in REGISTRY.values())
    assert all(command.doc for command in REGISTRY.values())
