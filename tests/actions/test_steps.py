"""The agenda changed while the room sits: steps added, moved, removed, their settings, goals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from roundtable.core.format_model import MAX_STAGES
from tests.actors import Facilitator, Guest, Table
from tests.factories import make_full_format


@pytest.fixture
def room(make_table: Callable[..., Table]) -> Table:
    return make_table(make_full_format())


def agenda(table: Table) -> list[dict[str, Any]]:
    """The steps as the console sees them, in their order."""
    stages = table.sees()["stages"]
    rows = [{"id": key, **stage} for key, stage in stages.items()]
    return sorted(rows, key=lambda row: row["position"])


def kinds(table: Table) -> str:
    return " ".join(row["kind"] for row in agenda(table))


def one(table: Table, stage: str) -> dict[str, Any]:
    found: dict[str, Any] = table.sees()["stages"][stage]
    return found


def test_a_step_is_added_before_another_or_before_the_closing(
    table: Table, facilitator: Facilitator
) -> None:
    added = facilitator.does("add_stage", kind="break", title={"en": "Coffee"}, minutes=10)
    assert kinds(table) == "welcome propose group vote reveal break close"
    facilitator.does(
        "add_stage",
        kind="improve",
        title={"en": "Improve", "ro": "Îmbunătățim"},
        question={"en": "What is missing?", "ro": ""},
        settings={"max_length": 500, "moderation": "look"},
        before=table.stage("group"),
    )
    assert kinds(table) == "welcome propose improve group vote reveal break close"
    assert one(table, added)["minutes"] == 10
    improve = agenda(table)[2]
    assert improve["question"] == {"en": "What is missing?"}
    assert improve["settings"] == {"max_length": 500, "moderation": "look", "listed": []}
    assert improve["status"] == "waiting"


def test_many_steps_fit_between_two(table: Table, facilitator: Facilitator) -> None:
    """Also when the places between two numbers are used up."""
    before = table.stage("propose")
    for number in range(30):
        before = facilitator.does(
            "add_stage", kind="break", title={"en": f"B{number}"}, before=before
        )
    titles = [row["title"]["en"] for row in agenda(table)]
    assert titles[1:31] == [f"B{number}" for number in reversed(range(30))]
    for _number in range(MAX_STAGES - 36):
        facilitator.does("add_stage", kind="break", title={"en": "More"})
    assert facilitator.tries("add_stage", kind="break", title={"en": "x"}) == "too_many_stages"


def test_what_cannot_be_added(table: Table, facilitator: Facilitator) -> None:
    def tries(kind: str, before: str | None = None, **settings: Any) -> str:
        return facilitator.tries(
            "add_stage", kind=kind, title={"en": "x"}, settings=settings, before=before
        )

    assert tries("dance") == "kind_unknown"
    assert tries("reveal", table.stage("propose")) == "needs_vote"
    assert tries("propose", max_length=9) == "setting_wrong"
    assert tries("propose", ballot="dots") == "setting_unknown"
    assert tries("vote", ballot="aproval") == "setting_wrong"
    assert tries("inform", chart=[{"label": {"en": "a"}, "value": "b"}]) == "setting_wrong"
    assert tries("inform", chart=[{"label": {"en": "a"}, "value": float("nan")}]) == "setting_wrong"
    assert tries("inform", text={"en": "x" * 2001}) == "text_too_long"
    assert tries("inform", text={"de": "Nein"}) == "setting_wrong"
    assert tries("propose", listed=["x"] * 3 + [3]) == "setting_wrong"
    assert facilitator.tries("add_stage", kind="vote", title={}) == "arg_wrong"
    assert facilitator.tries("add_stage", kind="vote", title={"en": " "}) == "text_empty"


def test_a_text_may_be_in_any_language_of_the_roundtable(
    table: Table, facilitator: Facilitator
) -> None:
    added = facilitator.does(
        "add_stage",
        kind="inform",
        title={"ro": "Unde suntem"},
        settings={
            "text": {"ro": "Primul rând\nAl doilea"},
            "chart": [{"label": {"ro": "da"}, "value": 4.5}],
        },
    )
    settings = one(table, added)["settings"]
    assert settings["text"] == {"ro": "Primul rând\nAl doilea"}
    assert settings["chart"] == [{"label": {"ro": "da"}, "value": 4.5}]
    facilitator.does("edit_stage", stage=added, settings={"text": {}, "chart": []})
    assert one(table, added)["settings"]["text"] == {}


def test_steps_are_moved_and_a_result_stays_behind_its_vote(
    table: Table, facilitator: Facilitator
) -> None:
    facilitator.does("move_stage", stage=table.stage("group"), before=table.stage("propose"))
    assert kinds(table) == "welcome group propose vote reveal close"
    facilitator.does("move_stage", stage=table.stage("group"))
    assert kinds(table) == "welcome propose vote reveal group close"
    vote, reveal = table.stage("vote"), table.stage("reveal")
    assert facilitator.tries("move_stage", stage=vote) == "result_before_vote"
    assert facilitator.tries("move_stage", stage=reveal, before=vote) == "result_before_vote"
    assert facilitator.tries("move_stage", stage=vote, before=vote) == "arg_wrong"
    assert kinds(table) == "welcome propose vote reveal group close"


def test_a_step_that_was_never_opened_is_removed(table: Table, facilitator: Facilitator) -> None:
    group = table.stage("group")
    assert facilitator.tries("remove_stage", stage=table.stage("vote")) == "stage_needed"
    assert facilitator.tries("remove_stage", stage=table.stage("welcome")) == "stage_running"
    removed = facilitator.does("remove_stage", stage=group)
    assert kinds(table) == "welcome propose vote reveal close"
    for command in ("open_stage", "edit_stage", "move_stage", "remove_stage"):
        assert facilitator.tries(command, stage=group) == "stage_gone"
    before = table.stage("vote")
    assert facilitator.tries("move_stage", stage=before, before=group) == "stage_gone"
    facilitator.undoes(removed)
    assert kinds(table) == "welcome propose group vote reveal close"


def test_an_added_step_is_undone_unless_it_was_opened(
    table: Table, facilitator: Facilitator
) -> None:
    added = facilitator.does("add_stage", kind="break", title={"en": "Coffee"})
    undone = facilitator.undoes(added)
    assert "break" not in kinds(table)
    facilitator.undoes(undone)
    assert "break" in kinds(table)
    facilitator.does("open_stage", stage=added)
    assert facilitator.tries("undo", entry=added) == "changed_since"


def test_what_decides_a_vote_stays_once_it_was_opened(
    table: Table, facilitator: Facilitator, alice: Guest
) -> None:
    vote = table.stage("vote")
    edited = facilitator.does("edit_stage", stage=vote, settings={"ballot": "dots", "budget": 3})
    told = {"ballot": "dots", "budget": 3, "on": "clusters", "concerns": "yes", "rule": "usual"}
    assert told.items() <= one(table, vote)["settings"].items()
    facilitator.opens("propose")
    alice.proposes()
    facilitator.opens("vote")
    for settings in ({"ballot": "approval"}, {"budget": 4}, {"on": "proposals"}, {"seats": 2}):
        assert facilitator.tries("edit_stage", stage=vote, settings=settings) == "stage_running"
    facilitator.does("edit_stage", stage=vote, settings={"ballot": "dots", "concerns": "no"})
    assert one(table, vote)["settings"]["concerns"] == "no"
    facilitator.does("edit_stage", stage=vote, settings={"concerns": "yes"})
    assert facilitator.tries("undo", entry=edited) == "changed_since"


def test_a_budget_is_for_dots_alone(table: Table, facilitator: Facilitator) -> None:
    vote = table.stage("vote")
    facilitator.does("edit_stage", stage=vote, settings={"budget": 7})
    assert one(table, vote)["settings"]["budget"] == 0
    facilitator.does("edit_stage", stage=vote, settings={"ballot": "dots"})
    assert one(table, vote)["settings"]["budget"] == 5


def test_help_and_time_are_changed(table: Table, facilitator: Facilitator) -> None:
    stage = table.stage("propose")
    facilitator.does("edit_stage", stage=stage, help={"en": "One idea at a time", "ro": "Pe rând"})
    facilitator.does("edit_stage", stage=stage, help={"ro": ""}, untimed=True)
    assert one(table, stage)["help"] == {"en": "One idea at a time"}
    assert one(table, stage)["minutes"] is None


def test_a_vote_shown_by_a_step_is_the_nearest_before(
    table: Table, facilitator: Facilitator
) -> None:
    vote = facilitator.does(
        "add_stage", kind="vote", title={"en": "Again"}, question={"en": "And now?"}
    )
    added = facilitator.does("add_stage", kind="reveal", title={"en": "Then"})
    assert one(table, added)["settings"]["of"] == vote
    wrong = facilitator.tries("edit_stage", stage=added, settings={"of": added})
    assert wrong == "setting_wrong"


def test_those_who_have_not_acted_are_asked_once(room: Table) -> None:
    facilitator = room.facilitator
    facilitator.opens("group")
    assert facilitator.tries("nudge") == "not_now"
    stage = facilitator.opens("propose")
    facilitator.does("nudge")
    assert facilitator.tries("nudge") == "nudged"
    assert one(room, stage)["nudged"] is True


def test_goals_for_groups(room: Table) -> None:
    facilitator, group = room.facilitator, room.group("city")
    assert room.sees()["groups"][group]["goal"] == 4
    changed = facilitator.does("set_goal", group=group, goal=9)
    assert room.sees()["groups"][group]["goal"] == 9
    facilitator.undoes(changed)
    assert room.sees()["groups"][group]["goal"] == 4
    facilitator.does("set_goal", group=group, goal=None)
    assert room.sees()["groups"][group]["goal"] is None
    assert facilitator.tries("set_goal", group=group, goal=0) == "arg_wrong"


def test_opening_what_was_said_before_shows_its_vote(room: Table) -> None:
    facilitator, guest = room.facilitator, room.join("city")
    facilitator.opens("propose")
    guest.proposes()
    vote = facilitator.opens("vote")
    previous = facilitator.opens("previous")
    assert one(room, vote)["revealed"] is True
    assert vote in room.sees("phone")["results"]
    assert facilitator.tries("open_stage", stage=vote) == "already_revealed"
    assert one(room, previous)["status"] == "open"


def test_the_end_is_the_last_step_that_is_there(table: Table, facilitator: Facilitator) -> None:
    """A step behind it that was removed does not count."""
    end = table.stage("close")
    last = facilitator.does("add_stage", kind="break", title={"en": "Party"})
    facilitator.does("move_stage", stage=end, before=last)
    facilitator.does("remove_stage", stage=last)
    facilitator.does("open_stage", stage=end)
    facilitator.does("close_roundtable")
    assert one(table, end)["status"] == "open"
