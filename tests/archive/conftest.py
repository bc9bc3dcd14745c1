"""Rooms that have voted in several ways, in a database of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from roundtable.db import Database
from tests.factories import make_database
from tests.voted import Voted

VOTES = (
    "vote as=yes ballot=approval rule=equal_shares seats=2",
    "vote as=dots ballot=dots budget=5",
    "vote as=opinion ballot=opinion",
    "vote as=score ballot=score",
    "vote as=order ballot=ranking rule=schulze",
    "vote as=pairs ballot=pairs",
    "vote as=money ballot=knapsack sum=50000 unit.en=€",
    "vote as=secret ballot=approval rule=equal_shares seats=2 sealed=yes",
)
Play = Callable[..., Voted]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = make_database(tmp_path)
    yield made
    made.dispose()


@pytest.fixture
def play(database: Database) -> Play:
    """Plays a room of so many people through these votes."""

    def played(
        people: int = 12, *votes: str, reveal: bool = True, chosen: tuple[str, ...] = VOTES
    ) -> Voted:
        with database.write() as session:
            room = Voted(session, votes or chosen)
            room.play(people, reveal=reveal)
            session.expunge_all()
        return room

    return played
