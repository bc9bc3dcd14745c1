from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.actors import Facilitator, Guest, Table

Board = dict[str | None, list[str]]


@pytest.fixture
def cards(facilitator: Facilitator, alice: Guest) -> list[str]:
    facilitator.opens("propose")
    made = [alice.proposes(f"Idea number {number} of six") for number in range(6)]
    facilitator.opens("group")
    return made


def _board(table: Table) -> Board:
    """Cards in each group, in order; groups in order."""
    state = table.sees()
    board: Board = {None: []}
    for key in sorted(state["clusters"], key=lambda c: state["clusters"][c]["position"]):
        board[key] = []
    order = sorted(state["proposals"].items(), key=lambda p: (p[1]["position"], p[1]["number"]))
    for key, card in order:
        board[card["cluster"]].append(key)
    return board


def test_cards_are_put_where_they_are_dropped(
    table: Table, facilitator: Facilitator, cards: list[str]
) -> None:
    a, b, c, d, e, f = cards
    one = facilitator.clusters("One", c, a)
    assert _board(table) == {None: [b, d, e, f], one: [c, a]}
    facilitator.moves(e, to=one, before=a)
    assert _board(table)[one] == [c, e, a]
    facilitator.moves(f, b, to=one, before=c)
    assert _board(table)[one] == [f, b, c, e, a]
    facilitator.moves(c, before=d)
    assert _board(table)[None] == [c, d]


def test_there_is_always_room_between_two_cards(
    table: Table, facilitator: Facilitator, cards: list[str]
) -> None:
    a, b, *_ = cards
    for turn in range(120):
        facilitator.moves((a, b)[turn % 2], before=cards[3])
        assert _board(table)[None][-4:-3] == [(a, b)[turn % 2]], f"after {turn} moves"


def test_many_cards_at_once_keep_their_order(
    table: Table, facilitator: Facilitator, alice: Guest, cards: list[str]
) -> None:
    facilitator.opens("propose")
    for number in range(54):
        alice.proposes(f"One of many more {number}")
    facilitator.opens("group")
    rest = [card for card in _board(table)[None] if card not in cards[:2]]
    one = facilitator.clusters("One", cards[0], cards[1])
    facilitator.moves(*rest, to=one, before=cards[1])
    assert _board(table)[one] == [cards[0], *rest, cards[1]]


def test_groups_are_merged_split_moved_and_dissolved(
    table: Table, facilitator: Facilitator, cards: list[str]
) -> None:
    a, b, c, d, e, f = cards
    one, two = facilitator.clusters("One", a, b), facilitator.clusters("Two", c, d)
    facilitator.does("move_cluster", cluster=two, before=one)
    assert list(_board(table)) == [None, two, one]
    facilitator.does("merge_clusters", cluster=two, into=one)
    assert _board(table) == {None: [e, f], one: [a, b, c, d]}
    new = facilitator.does("split_cluster", cluster=one, proposals=[b, c], title="Beside")
    assert _board(table) == {None: [e, f], one: [a, d], new: [b, c]}
    assert [c["number"] for c in table.sees()["clusters"].values()] == [1, 3]
    facilitator.does("remove_cluster", cluster=one)
    assert _board(table) == {None: [e, f, a, d], new: [b, c]}
    for command in ("remove_cluster", "edit_cluster", "move_cluster"):
        assert facilitator.tries(command, cluster=one) == "cluster_gone"
    assert facilitator.tries("merge_clusters", cluster=new, into=new) == "same_cluster"
    split = {"cluster": new, "proposals": [a], "title": "No"}
    assert facilitator.tries("split_cluster", **split) == "not_in_cluster"
    assert facilitator.tries("move_proposals", proposals=[a, a]) == "arg_wrong"


def test_hidden_cards_go_with_their_group(
    table: Table, facilitator: Facilitator, cards: list[str]
) -> None:
    one, two = facilitator.clusters("One", *cards[:2]), facilitator.clusters("Two", cards[2])
    facilitator.does("hide_proposal", proposal=cards[0])
    facilitator.does("merge_clusters", cluster=one, into=two)
    facilitator.does("restore_proposal", proposal=cards[0])
    assert table.sees()["proposals"][cards[0]]["cluster"] == two


EDITS: dict[str, Callable[[Facilitator, list[str], str, str], tuple[str, dict[str, Any]]]] = {
    "create_cluster": lambda _f, c, _o, _t: (
        "create_cluster", {"title": "Three", "proposals": [c[4], c[0]]},
    ),
    "edit_cluster": lambda _f, _c, o, _t: ("edit_cluster", {"cluster": o, "title": "Uno"}),
    "move_proposals": lambda _f, c, o, _t: (
        "move_proposals", {"proposals": [c[2], c[5]], "cluster": o, "before": c[0]},
    ),
    "merge_clusters": lambda _f, _c, o, t: ("merge_clusters", {"cluster": o, "into": t}),
    "split_cluster": lambda _f, c, o, _t: (
        "split_cluster", {"cluster": o, "proposals": [c[1]], "title": "Half"},
    ),
    "remove_cluster": lambda _f, _c, o, _t: ("remove_cluster", {"cluster": o}),
    "move_cluster": lambda _f, _c, o, _t: ("move_cluster", {"cluster": o, "before": None}),
    "hide_proposal": lambda _f, c, _o, _t: ("hide_proposal", {"proposal": c[0], "reason": "x"}),
    "edit_stage": lambda f, _c, _o, _t: (
        "edit_stage", {"stage": f.table.stage("vote"), "title": {"en": "Choose"}, "minutes": 3},
    ),
}  # fmt: skip


def _steps(table: Table) -> tuple[Any, Any]:
    entry = table.sees()["roundtable"][table.id]
    return entry["undo"], entry["redo"]


@pytest.mark.parametrize("name", sorted(EDITS))
def test_there_and_back_and_there_again(
    table: Table, facilitator: Facilitator, cards: list[str], name: str
) -> None:
    one, two = facilitator.clusters("One", *cards[:2]), facilitator.clusters("Two", *cards[2:4])
    command, args = EDITS[name](facilitator, cards, one, two)
    before = _seen(table)
    done = facilitator.does(command, **args)
    after = _seen(table)
    assert after != before
    assert _steps(table)[0]["id"] == done
    undone = facilitator.undoes(done)
    assert _seen(table) == before
    assert _steps(table)[1] == {"id": undone, "command": name, "names": _steps(table)[1]["names"]}
    assert facilitator.tries("undo", entry=done) == "undone_already"
    redone = facilitator.undoes(undone)
    assert _seen(table) == after
    assert _steps(table)[0]["id"] == done
    assert _steps(table)[1] is None
    assert facilitator.tries("undo", entry=redone) == "cannot_undo"
    facilitator.undoes(done)
    assert _seen(table) == before


def _seen(table: Table) -> Any:
    state = table.sees()
    del state["roundtable"][table.id]["undo"], state["roundtable"][table.id]["redo"]
    del state["timeline"]
    return state


def test_what_was_changed_since_is_not_undone(
    table: Table, facilitator: Facilitator, cards: list[str]
) -> None:
    first = facilitator.clusters("One", cards[0])
    moved = facilitator.moves(cards[1], to=first)
    other = facilitator.clusters("Two", cards[1])
    assert facilitator.tries("undo", entry=moved) == "changed_since"
    facilitator.moves(cards[2], to=first)
    assert facilitator.tries("undo", entry=first) == "changed_since"
    title = facilitator.does("edit_cluster", cluster=other, title="Second")
    facilitator.does("edit_cluster", cluster=other, title="Third")
    assert facilitator.tries("undo", entry=title) == "changed_since"
    away = facilitator.moves(cards[1])
    facilitator.does("remove_cluster", cluster=other)
    assert facilitator.tries("undo", entry=away) == "changed_since"
    assert table.sees()["proposals"][cards[1]]["cluster"] is None


def test_only_what_can_be_undone_is_offered(
    table: Table, facilitator: Facilitator, cards: list[str]
) -> None:
    one = facilitator.clusters("One", cards[0])
    opened = facilitator.does("start_timer")
    assert _steps(table)[0]["id"] == one
    assert facilitator.tries("undo", entry=opened) == "cannot_undo"
    undone = facilitator.undoes(one)
    facilitator.does("show_on_screen", mode="wall")
    assert _steps(table)[1]["id"] == undone
    facilitator.clusters("Two", cards[0])
    assert _steps(table)[1] is None
