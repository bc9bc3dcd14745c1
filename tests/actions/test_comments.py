"""Comments and questions: who reads them, when, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from roundtable.projections import AUDIENCES
from tests.actors import Guest, Table
from tests.factories import make_agenda

READERS = ("console", "desk", "observer", "phone", "screen")


@pytest.fixture
def make_talk(make_table: Callable[..., Table]) -> Callable[..., tuple[Table, Guest, str]]:
    """A table where proposals are commented on, somebody who has proposed, and what they did."""

    def make(comments: str = "improve") -> tuple[Table, Guest, str]:
        table = make_table(make_agenda("propose", comments, "group", "discuss", "break"))
        table.facilitator.goes_to("propose-1")
        alice = table.join("city")
        one = alice.proposes("More trees on every street")
        table.facilitator.goes_to(f"{comments.split(maxsplit=1)[0]}-2")
        return table, alice, one

    return make


Talk = Callable[..., tuple[Table, Guest, str]]


def _said(table: Table, audience: str) -> dict[str, Any]:
    found: dict[str, Any] = table.sees(audience).get("comments", {})
    return found


def test_a_comment_has_no_name(make_talk: Talk) -> None:
    table, alice, one = make_talk()
    bob = table.join("newcomers", "ro")
    said = bob.does("add_comment", proposal=one, text="Tei, vă rog, lângă școli")
    told = {
        "proposal": one, "kind": "comment", "text": "Tei, vă rog, lângă școli", "language": "ro",
        "direction": "ltr", "created": table.now,
    }  # fmt: skip
    for audience in READERS:
        extra = {"status": "shown", "held_for": None} if audience == "console" else {}
        assert _said(table, audience) == {said: told | extra}
    assert "comments" not in table.sees("writer")
    assert bob.own()["comments"] == [
        {"id": said, "proposal": one, "kind": "comment", "text": told["text"], "status": "shown"}
    ]
    assert alice.own()["comments"] == []
    assert (bob.own()["acted"], alice.own()["acted"]) == (True, False)
    assert table.sees()["turnout"][table.step("improve-2")]["acted"] == 1


def test_a_question_when_things_are_clarified(make_talk: Talk) -> None:
    table, alice, one = make_talk("clarify")
    asked = alice.does("add_comment", proposal=one, text="Which street?", kind="question")
    assert _said(table, "phone")[asked]["kind"] == "question"
    assert alice.tries("add_comment", proposal=one, text="Hm", kind="shout") == "arg_wrong"
    table.passes(3600)
    assert alice.tries("add_comment", proposal=one, text="Which tree?") == "accepted", (
        "talk goes on"
    )


def test_comments_are_read_where_the_room_talks_about_them(make_talk: Talk) -> None:
    table, alice, one = make_talk()
    said = alice.does("add_comment", proposal=one, text="Limes, please")
    for step, read in (("group-3", True), ("discuss-4", True), ("break-5", False)):
        table.facilitator.goes_to(step)
        assert alice.tries("add_comment", proposal=one, text="Later") == "too_late"
        for audience in set(READERS) - {"console"}:
            assert (said in _said(table, audience)) is read, (step, audience)
        assert said in _said(table, "console")


def test_comments_come_late(make_talk: Talk) -> None:
    table, alice, one = make_talk()
    table.facilitator.does("extend_timer", seconds=60)
    table.passes(10 * 60 + 70)
    assert alice.tries("add_comment", proposal=one, text="Too late") == "too_late"


def test_a_comment_waits_and_is_looked_at(make_talk: Talk) -> None:
    table, alice, one = make_talk("improve moderation=rule")
    lead = table.facilitator
    held = alice.does("add_comment", proposal=one, text="Ask 0722 123 456")
    assert _said(table, "console")[held]["held_for"] == "contact"
    assert not any(_said(table, audience) for audience in set(READERS) - {"console"})
    assert alice.own()["comments"][0]["status"] == "held"
    approved = lead.does("approve_comment", comment=held)
    assert held in _said(table, "phone")
    assert lead.tries("approve_comment", comment=held) == "is_shown"
    lead.undoes(approved)
    assert _said(table, "phone") == {}
    hidden = lead.does("hide_comment", comment=held)
    assert lead.tries("hide_comment", comment=held) == "was_hidden"
    assert alice.own()["comments"][0]["status"] == "hidden"
    assert table.sees()["timeline"][hidden]["names"] == {"proposal": 1}
    lead.does("approve_comment", comment=held)
    assert held in _said(table, "phone")
    alice.does("withdraw_comment", comment=held)
    assert _said(table, "console") == {}
    assert alice.own()["comments"][0]["text"] == ""
    for command in ("hide_comment", "approve_comment"):
        assert lead.tries(command, comment=held) == "was_withdrawn"


def test_comments_go_with_what_they_are_about(make_talk: Talk) -> None:
    table, alice, one = make_talk()
    said = alice.does("add_comment", proposal=one, text="Limes, please")
    hidden = table.facilitator.does("hide_proposal", proposal=one)
    for audience in set(READERS) - {"console"}:
        assert _said(table, audience) == {}
    assert said in _said(table, "console")
    assert alice.tries("add_comment", proposal=one, text="Why not?") == "was_hidden"
    table.facilitator.undoes(hidden)
    assert said in _said(table, "phone")


def test_only_ones_own(make_talk: Talk) -> None:
    table, alice, one = make_talk()
    bob = table.join()
    said = alice.does("add_comment", proposal=one, text="Limes, please")
    assert bob.tries("withdraw_comment", comment=said) == "not_yours"
    assert alice.tries("hide_comment", comment=said) == "not_your_role"
    alice.does("withdraw_comment", comment=said)
    assert alice.tries("withdraw_comment", comment=said) == "was_withdrawn"


def test_no_flood_of_comments(make_talk: Talk) -> None:
    _table, alice, one = make_talk()
    for number in range(60):
        alice.does("add_comment", proposal=one, text=f"Comment number {number}")
    assert alice.tries("add_comment", proposal=one, text="One more") == "too_many_comments"


def test_what_is_on_paper_is_entered_later(make_talk: Talk) -> None:
    table, _alice, one = make_talk()
    paper = table.paper()
    table.facilitator.goes_to("group-3")
    said = paper.does("add_comment", proposal=one, text="Limes, please")
    assert said in _said(table, "phone")


def test_nobody_is_told_who_commented(make_talk: Talk) -> None:
    table, _alice, one = make_talk()
    bob = table.join()
    bob.does("add_comment", proposal=one, text="Limes, please")
    assert all(bob.id not in str(table.sees(audience)) for audience in AUDIENCES)
