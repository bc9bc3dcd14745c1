"""The timeline: what happened, who did it, what can be undone by anybody, and why something cannot."""

from __future__ import annotations

from typing import Any

import pytest

from roundtable.commands import FACILITATOR, Actor
from roundtable.models import Key
from tests.actors import Facilitator, Guest, Person, Table


@pytest.fixture
def other(table: Table) -> Person:
    """Another console, by a link with a label."""
    link = table.facilitator.does("create_link", role="facilitator", label="Ioana")
    return Person(table, Actor(FACILITATOR, link))


@pytest.fixture
def cards(facilitator: Facilitator, alice: Guest) -> list[str]:
    facilitator.opens("propose")
    made = [alice.proposes(f"Idea number {number} of six") for number in range(6)]
    facilitator.opens("group")
    return made


def told(table: Table, entry: str) -> dict[str, Any]:
    found: dict[str, Any] = table.sees()["timeline"][entry]
    return found


def test_what_happened_is_told_with_names(table: Table, other: Person, cards: list[str]) -> None:
    group = other.does("create_cluster", title="Trees", proposals=cards[:2])
    steps = table.sees()["timeline"]
    assert steps[group] == {
        "rev": table.rev,
        "at": table.now,
        "command": "create_cluster",
        "names": {"cluster": "Trees"},
        "role": "facilitator",
        "who": "Ioana",
        "behalf": "",
        "undoable": True,
        "undone": False,
        "redo": None,
        "why": None,
    }
    in_order = sorted(steps.values(), key=lambda step: step["rev"])
    assert [step["command"] for step in in_order] == [
        "create_link", "open_stage", "open_stage", "create_cluster",
    ]  # fmt: skip
    opened = in_order[2]
    assert opened["names"] == {"stage": {"en": "Group"}}
    assert (opened["undoable"], opened["why"]) == (False, "no_undo")
    assert in_order[0]["names"] == {"role": "facilitator", "label": "Ioana"}


def test_only_the_console_sees_it(table: Table, facilitator: Facilitator) -> None:
    facilitator.opens("propose")
    for audience in ("phone", "screen", "writer", "desk", "observer"):
        assert "timeline" not in table.sees(audience)


def test_the_latest_are_listed(table: Table, facilitator: Facilitator) -> None:
    first = facilitator.does("start_timer")
    for _ in range(60):
        facilitator.does("start_timer")
    steps = table.sees()["timeline"]
    assert len(steps) == 60
    assert first not in steps


def test_any_of_the_last_steps_is_undone_by_anybody(
    table: Table, facilitator: Facilitator, other: Person, cards: list[str]
) -> None:
    one = facilitator.clusters("One", *cards[:2])
    facilitator.clusters("Two", *cards[2:4])
    before = table.sees()["clusters"]
    title = facilitator.does("edit_cluster", cluster=one, title="Uno")
    facilitator.does("edit_stage", stage=table.stage("vote"), title={"en": "Choose"})
    undone = other.does("undo", entry=title)
    assert table.sees()["clusters"] == before
    assert told(table, title) | {"names": {}} == {
        **told(table, title), "names": {}, "undone": True, "undoable": False, "redo": undone,
    }  # fmt: skip
    assert told(table, undone)["who"] == "Ioana"
    assert told(table, undone)["names"]["command"] == "edit_cluster"
    facilitator.undoes(told(table, title)["redo"])
    assert table.sees()["clusters"][one]["title"] == "Uno"
    assert told(table, title)["undoable"]


def test_it_says_why_a_step_cannot_be_undone(
    table: Table, facilitator: Facilitator, alice: Guest, cards: list[str]
) -> None:
    one = facilitator.clusters("One", *cards[:2])
    moved = facilitator.moves(cards[2], to=one)
    assert told(table, one)["why"] == "changed_since"
    facilitator.undoes(moved)
    assert told(table, one)["undoable"]
    hidden = facilitator.does("hide_proposal", proposal=cards[3])
    vote = facilitator.opens("vote")
    assert told(table, one)["undoable"]
    alice.votes(one)
    assert (told(table, one)["undoable"], told(table, one)["why"]) == (False, "votes_in")
    assert told(table, hidden)["undoable"]
    facilitator.does("reset_vote", stage=vote)
    assert told(table, one)["undoable"]
    facilitator.opens("reveal")
    facilitator.reveals()
    assert told(table, one)["why"] == "already_revealed"


def test_a_step_on_which_another_rests_waits_for_it(table: Table, facilitator: Facilitator) -> None:
    vote = table.stage("vote")
    added = facilitator.does(
        "add_stage", kind="vote", title={"en": "Again"}, question={"en": "Which?"},
        before=table.stage("close"),
    )  # fmt: skip
    shown = facilitator.does(
        "add_stage", kind="reveal", title={"en": "Shown"}, settings={"of": added},
        before=table.stage("close"),
    )  # fmt: skip
    assert told(table, added)["why"] == "changed_since"
    assert facilitator.tries("undo", entry=added) == "changed_since"
    facilitator.undoes(shown)
    facilitator.undoes(added)
    assert added not in table.sees()["stages"]
    assert vote in table.sees()["stages"]


def test_what_decides_a_vote_is_not_undone_once_it_was_opened(
    table: Table, facilitator: Facilitator
) -> None:
    vote = table.stage("vote")
    dots = facilitator.does("edit_stage", stage=vote, settings={"ballot": "dots", "budget": 5})
    words = facilitator.does("edit_stage", stage=vote, title={"en": "Choose"})
    assert told(table, dots)["undoable"]
    facilitator.opens("vote")
    assert told(table, dots)["why"] == "changed_since"
    assert facilitator.tries("undo", entry=dots) == "changed_since"
    facilitator.undoes(words)


def test_the_secret_of_a_link_is_not_told(table: Table, other: Person) -> None:
    assert other.tries("start_timer") == "accepted"
    keys = table.look(lambda session, _: [row.secret_hash for row in session.query(Key)])
    assert not any(key in str(table.sees()["timeline"]) for key in keys)
