"""What people say of the meeting."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actors import Table
from tests.factories import make_agenda


@pytest.fixture
def table(make_table: Callable[..., Table]) -> Table:
    table = make_table(make_agenda("feedback minutes=5", "break"))
    table.facilitator.goes_to("feedback-1")
    return table


def test_answers_are_ones_own_and_can_be_changed(table: Table) -> None:
    alice, stage = table.join(), table.step("feedback-1")
    alice.does(
        "give_feedback", stage=stage, answers={"useful": 4, "good": "The talk\nat our table"}
    )
    alice.does("give_feedback", stage=stage, answers={"useful": 5, "heard": 3})
    assert alice.own()["feedback"] == {
        stage: {"useful": 5, "heard": 3, "good": "The talk\nat our table"}
    }
    alice.does("give_feedback", stage=stage, answers={"heard": None, "good": " "})
    assert alice.own()["feedback"] == {stage: {"useful": 5}}
    assert alice.own()["acted"]
    assert table.sees()["turnout"][stage]["acted"] == 1


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"useful": 6}, "arg_wrong"), ({"useful": 0}, "arg_wrong"), ({"useful": "5"}, "arg_wrong"),
        ({"good": 5}, "arg_wrong"), ({"other": "x"}, "arg_wrong"), ({"heard": True}, "arg_wrong"),
        ({"good": "x" * 601}, "text_too_long"), ({"good": "a\x07b"}, "text_control"),
        ({}, "accepted"), ({"change": "x" * 600}, "accepted"),
    ],
)  # fmt: skip
def test_answers_that_are_none(table: Table, answers: dict[str, object], code: str) -> None:
    alice, stage = table.join(), table.step("feedback-1")
    assert alice.tries("give_feedback", stage=stage, answers=answers) == code


def test_feedback_has_its_time(table: Table) -> None:
    alice, paper, stage = table.join(), table.paper(), table.step("feedback-1")
    given = {"stage": stage, "answers": {"useful": 5}}
    assert alice.tries("give_feedback", **given | {"stage": table.step("break-2")}) == "too_late"
    table.passes(3600)
    assert alice.tries("give_feedback", **given) == "too_late"
    table.facilitator.goes_to("break-2")
    assert alice.tries("give_feedback", **given) == "too_late"
    assert paper.tries("give_feedback", **given) == "accepted", "it was on paper in time"
