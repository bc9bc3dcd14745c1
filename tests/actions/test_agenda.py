from __future__ import annotations

from typing import Any

from tests.actors import START, Facilitator, Table


def _stage(table: Table, kind: str) -> Any:
    return table.sees("phone")["stages"][table.stage(kind)]


def test_opening_a_stage_starts_its_time(table: Table, facilitator: Facilitator) -> None:
    facilitator.opens("propose")
    assert _stage(table, "propose")["status"] == "open"
    assert _stage(table, "propose")["ends_at"] == START + 8 * 60_000
    assert _stage(table, "welcome")["status"] == "done"
    assert facilitator.tries("open_stage", stage=table.stage("propose")) == "stage_open"
    facilitator.opens("group")
    assert _stage(table, "propose")["ends_at"] is None
    assert facilitator.tries("pause_timer") == "no_timer"


def test_a_timer_is_paused_extended_and_started(table: Table, facilitator: Facilitator) -> None:
    facilitator.opens("propose")
    table.passes(60)
    facilitator.does("pause_timer")
    assert (_stage(table, "propose")["ends_at"], _stage(table, "propose")["remaining"]) == (
        None,
        7 * 60_000,
    )
    table.passes(600)
    facilitator.does("extend_timer", seconds=-60)
    facilitator.does("start_timer")
    assert _stage(table, "propose")["ends_at"] == table.now + 6 * 60_000
    table.passes(7 * 60)
    facilitator.does("extend_timer", seconds=30)
    assert _stage(table, "propose")["ends_at"] == table.now + 30_000


def test_a_stage_without_a_timer_gets_one(table: Table, facilitator: Facilitator) -> None:
    facilitator.opens("close")
    facilitator.does("extend_timer", seconds=90)
    assert _stage(table, "close")["ends_at"] == table.now + 90_000


def test_a_stage_is_edited_in_one_language(table: Table, facilitator: Facilitator) -> None:
    stage = table.stage("propose")
    facilitator.does("edit_stage", stage=stage, question={"ro": "Ce facem?"}, minutes=3)
    assert _stage(table, "propose")["question"]["ro"] == "Ce facem?"
    assert _stage(table, "propose")["question"]["en"] == "What should the city do?"
    assert _stage(table, "propose")["minutes"] == 3
    assert facilitator.tries("edit_stage", stage=stage, title={"en": " "}) == "text_empty"
    assert facilitator.tries("edit_stage", stage=stage, title={"??": "x"}) == "arg_wrong"


def test_the_screen_follows_the_agenda_again(table: Table, facilitator: Facilitator) -> None:
    facilitator.does("show_on_screen", mode="blank", area=table.area("work"))
    assert table.sees("screen")["roundtable"][table.id]["screen"] == {
        "mode": "blank",
        "area": table.area("work"),
    }
    assert "screen" not in table.sees("phone")["roundtable"][table.id]
    facilitator.opens("propose")
    assert table.sees("screen")["roundtable"][table.id]["screen"] == {"mode": "auto", "area": None}


def test_closed_and_opened_again(table: Table, facilitator: Facilitator) -> None:
    facilitator.opens("propose")
    facilitator.does("close_roundtable")
    assert _stage(table, "propose")["status"] == "done"
    assert facilitator.tries("open_stage", stage=table.stage("vote")) == "closed"
    facilitator.does("show_on_screen", mode="results")
    facilitator.does("reopen_roundtable")
    assert _stage(table, "propose")["status"] == "open"
