"""All that people say to each other, under the eyes of every audience: nobody sees what is not theirs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from roundtable import sources
from tests.actors import Table
from tests.commands.pages import Pages
from tests.commands.test_property import RUNS, SEEDS, Room, run_room
from tests.commands.voices import PARTS, STEPS, Play
from tests.commands.watch import Watch
from tests.factories import make_agenda, make_database


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    table = Table(make_database(tmp_path), make_agenda(*STEPS))
    yield Play(Watch(table))
    table.database.dispose()


@pytest.mark.parametrize("until", ["comments", "consent"])
def test_what_people_say_reaches_whom_it_is_for(play: Play, until: str) -> None:
    for name, part in PARTS.items():
        part(play)
        if name == until:
            break
    Pages.shared().check(play.watch)


#: What is said in such a room.
SAID = (
    "submit_proposal", "edit_proposal", "withdraw_proposal", "share_proposal", "add_comment",
    "withdraw_comment", "state_concern", "withdraw_concern", "support_concern", "take_position",
    "cast_ballot", "give_feedback",
)  # fmt: skip
#: What becomes of it.
DONE = (
    "approve_proposal", "return_proposal", "hide_proposal", "restore_proposal", "pin_proposal",
    "merge_proposals", "hide_comment", "approve_comment", "answer_concern", "spotlight", "undo",
    "reset_vote", "reveal_results", "move_proposals", "edit_stage", "undo",
)  # fmt: skip


class TalkingRoom(Room):
    """A room that was played up to some step, in which anything is said then."""

    @initialize(until=st.sampled_from(tuple(PARTS)))
    def begin(self, until: str) -> None:
        """Somewhere on the agenda."""
        self.held, numbers = sources.new_id, count(next(RUNS) * 10**6)
        sources.new_id = lambda: f"{next(numbers):020}"
        self.database = self.open_database()
        self.table = Table(self.database, make_agenda(*STEPS))
        self.other = Table(self.database)
        self.watch = Watch(self.table)
        played = Play(self.watch)
        for name, part in PARTS.items():
            part(played)
            if name == until:
                break

    @rule(command=st.sampled_from(SAID), seed=SEEDS)
    def command(self, command: str, seed: int) -> None:
        """Somebody says something."""
        super().command(command, seed)

    @rule(command=st.sampled_from(DONE), seed=SEEDS)
    def done(self, command: str, seed: int) -> None:
        """It is looked at, taken down, put together, answered, undone."""
        super().command(command, seed)

    @rule(key=st.sampled_from([str(place) for place in range(len(STEPS))]), seed=SEEDS)
    def opened(self, key: str, seed: int) -> None:
        """Another step is opened."""
        super().command("open_stage", seed + int(key))


def test_everyone_stays_right_whatever_is_said() -> None:
    run_room(TalkingRoom, examples=4, steps=20)
