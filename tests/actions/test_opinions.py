"""The map of opinions while votes come in: seen by the console alone, and never of a single ballot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from roundtable import create_app, projections, views
from roundtable.commands import SYSTEM, Actor
from roundtable.config import Config
from tests.actors import Guest, Table
from tests.factories import make_format

MACHINE = Actor(SYSTEM, "opinions")
FEW = {"people": 6, "left_out": 0, "least": 1, "needed": 30, "groups": [], "reliable": False}
MAP: dict[str, Any] = FEW | {"reason": "few_people"}


class Vote:
    """A vote with statements, people who may vote in it, and its map."""

    def __init__(self, table: Table) -> None:
        self.table = table
        table.facilitator.opens("propose")
        author = table.join("city")
        self.statements = [author.proposes(f"Statement number {n} of three") for n in range(3)]
        self.stage = table.facilitator.opens("vote")
        self.people = [table.join("city") for _ in range(8)]

    def cast(self, *people: Guest, mark: int = 1) -> int:
        """When the last of them voted."""
        for person in people:
            self.table.passes(1)
            person.does("cast_ballot", stage=self.stage, marks={self.statements[0]: mark})
        return self.table.now

    def draws(self, at: int, body: dict[str, Any] | None) -> None:
        args = {"suggestion": self.row()[0], "at": at, "body": body}
        assert self.table.send(MACHINE, "draw_opinions", args).refused is None

    def row(self) -> tuple[str, dict[str, Any]]:
        rows = self.table.sees()["suggestions"].items()
        return next((key, row) for key, row in rows if row["status"] == "watched")


@pytest.fixture
def vote(make_table: Callable[..., Table]) -> Vote:
    return Vote(make_table(make_format("opinion", on="proposals")))


def test_it_is_switched_on_and_off(vote: Vote) -> None:
    facilitator = vote.table.facilitator
    facilitator.does("watch_opinions", stage=vote.stage)
    assert vote.row()[1] == {"status": "watched", "level": 0, "stage": vote.stage, "map": None}
    facilitator.does("watch_opinions", stage=vote.stage, on=False)
    assert vote.table.sees()["suggestions"] == {}
    assert vote.people[0].tries("watch_opinions", stage=vote.stage) == "not_your_role"


def test_only_of_opinions_before_the_reveal(make_table: Callable[..., Table]) -> None:
    table = make_table(make_format("approval", on="proposals"))
    other = Vote(table)
    assert table.facilitator.tries("watch_opinions", stage=other.stage) == "nothing_to_vote_on"
    assert other.people[0].tries("draw_opinions", suggestion="x", at=0) == "not_your_role"


def test_it_tells_of_no_single_ballot(vote: Vote) -> None:
    """However often it is asked for, switched off and on: five must have voted or changed since."""
    facilitator = vote.table.facilitator
    facilitator.does("watch_opinions", stage=vote.stage)
    vote.draws(vote.cast(*vote.people[:4]), MAP)
    assert vote.row()[1]["map"] is None
    first = vote.cast(vote.people[4])
    vote.draws(first, MAP)
    assert vote.row()[1]["map"] == MAP
    later = MAP | {"people": 7}
    vote.draws(vote.cast(*vote.people[5:7]), later)
    facilitator.does("watch_opinions", stage=vote.stage, on=False)
    facilitator.does("watch_opinions", stage=vote.stage)
    vote.draws(vote.cast(*[vote.people[5]] * 6, mark=-1), later)  # one who changes often is one
    assert vote.row()[1]["map"] == MAP
    vote.draws(vote.cast(*vote.people[:3], mark=-1), later)
    assert vote.row()[1]["map"] == later


def test_nobody_else_is_sent_it(vote: Vote) -> None:
    vote.table.facilitator.does("watch_opinions", stage=vote.stage)
    vote.draws(vote.cast(*vote.people[:6]), MAP)
    for audience in projections.AUDIENCES:
        seen = "suggestions" in vote.table.sees(audience)
        assert seen is (audience == projections.CONSOLE)


def test_after_a_reset_it_is_taken_down_and_after_the_reveal_it_is_gone(vote: Vote) -> None:
    facilitator = vote.table.facilitator
    facilitator.does("watch_opinions", stage=vote.stage)
    vote.draws(vote.cast(*vote.people[:6]), MAP)
    vote.draws(0, None)
    assert vote.row()[1]["map"] is None
    facilitator.opens("reveal")
    facilitator.does("reveal_results", stage=vote.stage)
    assert vote.table.sees()["suggestions"] == {}


def test_a_statement_that_is_hidden_meanwhile_does_no_harm(vote: Vote, tmp_path: Path) -> None:
    """The map names statements as they were; the page that shows it must not fail for one that is gone."""
    facilitator = vote.table.facilitator
    facilitator.does("watch_opinions", stage=vote.stage)
    outline = {"x": 0.0, "y": 0.0, "rx": 0.5, "ry": 0.4, "turn": 30}
    said = [{"option": statement, "way": "agree"} for statement in vote.statements]
    group = {"label": 0, "size": 6, "dots": 6, "outline": outline, "stands_for": said}
    body = MAP | {"reliable": True, "groups": [group], "agree": said, "divides": []}
    vote.draws(vote.cast(*vote.people[:6]), body)
    state = vote.table.sees()
    gone = state | {"options": {}}
    app = create_app(Config(sessions_dir=tmp_path, exports_dir=tmp_path, log_level="CRITICAL"))
    with app.app_context():
        shown = views.regions(projections.CONSOLE, state, "en")["opinions"]
        hidden = views.regions(projections.CONSOLE, gone, "en")["opinions"]
    assert "Statement number 0 of three" in shown
    assert "A statement that was hidden" in hidden
