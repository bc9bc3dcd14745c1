"""Every command there is can be played: the property tests reach it, in some room at some step."""

from __future__ import annotations

from random import Random

import pytest

from roundtable import models
from roundtable.commands import REGISTRY
from tests.actors import Table
from tests.commands.generator import SPECIAL, Generator
from tests.commands.stories import ALL_KINDS, LEADS, play
from tests.commands.test_property import COMMANDS, in_order
from tests.commands.watch import Watch
from tests.factories import make_database, make_full_format

#: What has to be done in the same room before some commands can be accepted.
NEEDS = dict.fromkeys(
    ("accept_suggestion", "dismiss_suggestion"), ("suggest_groups", "finish_suggestion")
) | {"draw_opinions": ("watch_opinions",)}


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The commands that were accepted at least once, in rooms at every stage of the agenda."""
    found: set[str] = set()
    for until in reversed(ALL_KINDS):
        form = make_full_format(
            ballot="opinion" if until == "vote" else "approval",
            seating="draw" if until == "tables" else "choice",
            moderation="look" if until == "propose" else "open",
        )
        table = Table(make_database(tmp_path_factory.mktemp("room")), form)
        if until == "close":
            make_rehearsal(table)
        watch, generator = Watch(table), Generator(table, Random(1))
        watch.strict = False  # what commands change is checked elsewhere
        play(watch, until, paper=2)
        for _ in range(12):
            wanted = set(COMMANDS) - found - {"close_roundtable"}
            for command in sorted({*wanted, *(c for w in wanted for c in NEEDS.get(w, ()))}):
                watch.does(*in_order(command, generator.turn(command, nonsense=0)))
            found |= watch.accepted
        watch.does(LEADS, "close_roundtable", {})
        found |= watch.accepted
        table.database.dispose()
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_played(command: str, accepted: set[str]) -> None:
    assert command in accepted, "the property test never gets it accepted: teach it how"
    generated = {name for _, name in SPECIAL}
    for parameter in REGISTRY[command].arguments.parameters:
        assert parameter.row or parameter.words or parameter.name in generated


def make_rehearsal(table: Table) -> None:
    """Let simulated people play at a table."""
    how = {"people": 24, "speed": 4, "running": False}
    with table.database.write() as session:
        session.get_one(models.Roundtable, table.id).rehearsal = how


def test_the_generator_names_no_command_that_is_gone() -> None:
    assert {command for command, _ in SPECIAL if command} <= set(COMMANDS)
