from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actors import Facilitator, Guest, Table


@pytest.fixture(autouse=True)
def _proposing(facilitator: Facilitator) -> None:
    facilitator.opens("propose")


def test_a_proposal_has_number_language_and_direction(
    table: Table, alice: Guest, bob: Guest
) -> None:
    first = alice.proposes("More trees along the long streets", area=table.area("education"))
    second = bob.proposes("مكان واحد نسأل فيه عن العمل والسكن والأوراق")
    seen = table.sees()["proposals"]
    assert (seen[first]["number"], seen[second]["number"]) == (1, 2)
    assert seen[first]["area"] == table.area("education")
    assert (seen[first]["language"], seen[first]["direction"]) == ("en", "ltr")
    assert (seen[second]["language"], seen[second]["direction"]) == ("ar", "rtl")


def test_phones_are_not_sent_proposals_while_people_write(table: Table, alice: Guest) -> None:
    alice.proposes()
    assert table.sees("phone")["proposals"] == {}
    assert len(table.sees("screen")["proposals"]) == 1


def test_only_the_author_edits_and_withdraws(table: Table, alice: Guest, bob: Guest) -> None:
    one = alice.proposes("The first wording of it")
    assert bob.tries("edit_proposal", proposal=one, text="Mine") == "not_yours"
    assert bob.tries("withdraw_proposal", proposal=one) == "not_yours"
    alice.does("edit_proposal", proposal=one, text="The second wording of it")
    assert table.sees()["proposals"][one]["text"] == "The second wording of it"
    assert table.sees()["proposals"][one]["edited"] is True
    alice.does("withdraw_proposal", proposal=one)
    assert table.sees()["proposals"] == {}
    assert alice.own()["proposals"][0]["text"] == ""
    assert alice.tries("withdraw_proposal", proposal=one) == "was_withdrawn"
    assert alice.tries("edit_proposal", proposal=one, text="Again") == "was_withdrawn"
    assert alice.proposes("Its number is not given again") in table.sees()["proposals"]
    assert alice.own()["proposals"][-1]["number"] == 2


def test_the_stages_limit_is_the_limit(alice: Guest) -> None:
    assert alice.tries("submit_proposal", text="é" * 280) == "accepted"
    assert alice.tries("submit_proposal", text="é" * 281) == "text_too_long"


def test_no_flood(alice: Guest, bob: Guest) -> None:
    for number in range(60):
        alice.proposes(f"Idea number {number}")
    assert alice.tries("submit_proposal", text="One more") == "too_many"
    assert bob.tries("submit_proposal", text="One of mine") == "accepted"


def test_lateness_is_by_the_servers_clock(
    table: Table, facilitator: Facilitator, alice: Guest
) -> None:
    one = alice.proposes()
    table.passes(8 * 60 + 1.9)  # within the grace for what was on its way
    assert alice.tries("submit_proposal", text="Just in time") == "accepted"
    table.passes(1)
    assert alice.tries("submit_proposal", text="Too late") == "too_late"
    assert alice.tries("edit_proposal", proposal=one, text="Too late") == "too_late"
    assert alice.tries("withdraw_proposal", proposal=one) == "too_late"
    facilitator.does("extend_timer", seconds=60)
    assert alice.tries("submit_proposal", text="In time again") == "accepted"
    facilitator.does("pause_timer")
    table.passes(3600)
    assert alice.tries("submit_proposal", text="Time stands still") == "accepted"
    facilitator.does("start_timer")
    table.passes(63)
    assert alice.tries("submit_proposal", text="Time went on") == "too_late"


def test_the_agenda_decides_what_is_accepted(facilitator: Facilitator, alice: Guest) -> None:
    facilitator.opens("group")
    assert alice.tries("submit_proposal", text="After the end") == "too_late"
    facilitator.opens("propose")
    assert alice.tries("submit_proposal", text="Back again") == "accepted"
    facilitator.does("close_roundtable")
    assert alice.tries("submit_proposal", text="After all") == "closed"
    facilitator.does("reopen_roundtable")
    assert alice.tries("submit_proposal", text="Reopened") == "accepted"


def test_what_is_hidden_is_seen_by_console_and_author(
    table: Table, facilitator: Facilitator, alice: Guest
) -> None:
    one = alice.proposes()
    hidden = facilitator.does("hide_proposal", proposal=one, reason="Names a person")
    assert table.sees("screen")["proposals"] == {}
    assert table.sees()["proposals"][one]["reason"] == "Names a person"
    assert alice.own()["proposals"][0]["status"] == "hidden"
    assert facilitator.tries("hide_proposal", proposal=one) == "was_hidden"
    facilitator.does("restore_proposal", proposal=one)
    assert one in table.sees("screen")["proposals"]
    assert facilitator.tries("undo", entry=hidden) == "changed_since"


def test_rows_of_another_table_are_unknown(
    make_table: Callable[..., Table], alice: Guest, facilitator: Facilitator
) -> None:
    other = make_table()
    other.facilitator.opens("propose")
    strange = other.join().proposes()
    assert alice.tries("edit_proposal", proposal=strange, text="Mine now") == "proposal_unknown"
    assert facilitator.tries("hide_proposal", proposal=strange) == "proposal_unknown"
    area = other.area("work")
    assert alice.tries("submit_proposal", text="Elsewhere", area=area) == "area_unknown"
    assert facilitator.tries("open_stage", stage=other.stage("vote")) == "stage_unknown"
