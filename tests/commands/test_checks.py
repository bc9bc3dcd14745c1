"""The checks themselves: each of these faults must be noticed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from roundtable import models, projections
from roundtable.projections import content
from tests.actors import Table
from tests.commands.stories import LEADS, play
from tests.commands.watch import Watch
from tests.factories import make_database


def _leaks_hidden(view: Any, ids: Any) -> Any:
    return content.proposals(replace(view, audience=projections.CONSOLE), ids)


def _tells_authors(view: Any, ids: Any) -> Any:
    authors = {row.id: row.author_id for row in view.rows(models.Proposal, ids)}
    told = content.proposals(view, ids)
    return {key: data | {"author": authors[key]} for key, data in told.items()}


def _counts_early(view: Any, _ids: Any) -> Any:
    ballots = view.rows(models.Ballot, None, models.Ballot.stage_id)
    return {"now": {"votes": sorted(str(ballot.body) for ballot in ballots)}}


def _forgets_edits(view: Any, ids: Any) -> Any:
    found = content.clusters(view, ids)
    return found if ids is None else {key: data | {"title": "?"} for key, data in found.items()}


@pytest.mark.parametrize(
    ("collection", "fault"),
    [
        ("proposals", _leaks_hidden),
        ("proposals", _tells_authors),
        ("people", _counts_early),
        ("clusters", _forgets_edits),
    ],
)
def test_a_broken_projection_is_noticed(
    collection: str, fault: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    table = Table(make_database(tmp_path))
    watch = Watch(table)
    monkeypatch.setitem(projections.COLLECTIONS, collection, fault)
    with pytest.raises(AssertionError):
        play(watch, "vote")
    table.database.dispose()


@pytest.mark.parametrize("row", ["Cluster", "Proposal", "Participant", "Ballot", "Roundtable"])
def test_a_row_that_forgets_its_mark_is_noticed(
    row: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    table = Table(make_database(tmp_path))
    watch = Watch(table)
    monkeypatch.setattr(getattr(models, row), "marks", lambda _self: [])
    with pytest.raises(AssertionError):
        _play_and_turn(watch)
    table.database.dispose()


def _play_and_turn(watch: Watch) -> None:
    play(watch, "vote")
    watch.does(LEADS, "show_on_screen", {"mode": "wall"})
