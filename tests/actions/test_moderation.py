"""What is shown before it was looked at, what is returned and improved, and two consoles at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from roundtable.core.draft import build
from roundtable.models import Turn
from roundtable.projections import AUDIENCES
from roundtable.record import record_of
from tests.actors import Facilitator, Guest, Table
from tests.factories import make_agenda, new_id

OTHERS = tuple(sorted(set(AUDIENCES) - {"console"}))


@pytest.fixture
def room(make_table: Callable[..., Table]) -> Callable[..., Table]:
    """A table whose first steps are those named, the first of them open."""

    def make(*steps: str) -> Table:
        table = make_table(make_agenda(*steps))
        table.facilitator.goes_to(f"{steps[0].split()[0]}-1")
        return table

    return make


Room = Callable[..., Table]


def _status(table: Table, proposal: str) -> Any:
    return table.sees()["proposals"].get(proposal, {}).get("status")


def _mine(guest: Guest, proposal: str) -> dict[str, Any]:
    return next(p for p in guest.own()["proposals"] if p["id"] == proposal)


def _seen_by(table: Table, proposal: str) -> set[str]:
    return {a for a in AUDIENCES if proposal in table.sees(a)["proposals"]}


def test_nothing_is_shown_before_it_was_looked_at(room: Room) -> None:
    table = room("propose moderation=look", "vote on=proposals", "reveal")
    alice = table.join()
    one = alice.proposes("More trees on every street")
    assert _seen_by(table, one) == {"console"}
    assert table.sees()["proposals"][one]["held_for"] == "look"
    assert _mine(alice, one)["status"] == "held"
    assert table.sees()["turnout"][table.step("propose-1")]["acted"] == 1
    table.facilitator.does("approve_proposal", proposal=one)
    assert one in table.sees("screen")["proposals"]
    assert table.sees()["proposals"][one]["held_for"] is None
    assert _mine(alice, one)["status"] == "shown"


def test_a_rule_holds_what_it_names(room: Room) -> None:
    table = room('propose moderation=rule listed=["prost"]')
    alice = table.join()
    held = {
        "link": alice.proposes("All is on www.example.com already"),
        "contact": alice.proposes("Ask Ana, 0722 123 456"),
        "shouting": alice.proposes("WE WANT TREES NOW"),
        "listed": alice.proposes("Drumul e PROST"),
    }
    shown = alice.proposes("More trees on every street")
    told = table.sees()["proposals"]
    assert {told[key]["held_for"]: key for key in held.values()} == held
    assert set(table.sees("screen")["proposals"]) == {shown}
    edited = alice.does("edit_proposal", proposal=shown, text="More trees: www.example.com")
    assert edited
    assert _status(table, shown) == "held", "what is said better is looked at again"
    alice.does("edit_proposal", proposal=held["link"], text="All is there already")
    assert _status(table, held["link"]) == "shown"


def test_what_waits_is_not_let_in_by_a_later_step(room: Room) -> None:
    table = room("propose moderation=look", "improve moderation=open")
    alice = table.join()
    one = alice.proposes("More trees on every street")
    table.facilitator.goes_to("improve-2")
    alice.does("edit_proposal", proposal=one, text="More trees on all streets")
    assert _status(table, one) == "held"


def test_what_was_returned_is_improved_in_any_step(room: Room) -> None:
    table = room("propose moderation=look", "group", "vote on=proposals", "reveal")
    lead, alice, bob = table.facilitator, table.join(), table.join()
    one = alice.proposes("The neighbour at number 5 must go")
    lead.does("return_proposal", proposal=one, reason="Names a person")
    assert _seen_by(table, one) == {"console"}
    assert (_mine(alice, one)["status"], _mine(alice, one)["reason"]) == (
        "returned", "Names a person",
    )  # fmt: skip
    for step in ("group-2", "vote-3"):
        lead.goes_to(step)
    table.passes(7 * 60)
    assert bob.tries("edit_proposal", proposal=one, text="Mine") == "not_yours"
    alice.does("edit_proposal", proposal=one, text="Quiet hours in every street")
    assert _status(table, one) == "held"
    assert _mine(alice, one)["reason"] is None
    assert alice.tries("edit_proposal", proposal=one, text="Once more") == "too_late"
    lead.does("approve_proposal", proposal=one)
    assert one in table.sees("phone")["options"], "nobody has voted yet: the vote follows the board"


def test_what_was_shown_can_be_returned_too(room: Room) -> None:
    table = room("propose")
    lead, alice = table.facilitator, table.join()
    one = alice.proposes("The neighbour at number 5 must go")
    returned = lead.does("return_proposal", proposal=one, reason="Names a person")
    assert _seen_by(table, one) == {"console"}
    lead.undoes(returned)
    assert _status(table, one) == "shown"
    assert _mine(alice, one)["reason"] is None
    again = lead.does("return_proposal", proposal=one, reason="Names a person")
    alice.does("edit_proposal", proposal=one, text="Quiet hours in every street")
    assert _status(table, one) == "shown", "nothing is looked at first in this step"
    assert lead.tries("undo", entry=again) == "changed_since"
    assert lead.tries("return_proposal", proposal=one, reason=" ") == "text_empty"


@pytest.mark.parametrize(
    ("first", "then", "code"),
    [
        ("hide_proposal", "approve_proposal", "was_hidden"),
        ("hide_proposal", "hide_proposal", "was_hidden"),
        ("hide_proposal", "return_proposal", "was_hidden"),
        ("hide_proposal", "pin_proposal", "was_hidden"),
        ("return_proposal", "approve_proposal", "was_returned"),
        ("return_proposal", "return_proposal", "was_returned"),
        ("return_proposal", "restore_proposal", "was_returned"),
        ("approve_proposal", "approve_proposal", "is_shown"),
        ("approve_proposal", "restore_proposal", "is_shown"),
        ("pin_proposal", "restore_proposal", "is_held"),
        ("withdraw_proposal", "approve_proposal", "was_withdrawn"),
        ("withdraw_proposal", "hide_proposal", "was_withdrawn"),
        ("withdraw_proposal", "pin_proposal", "was_withdrawn"),
    ],
)
def test_two_consoles_on_one_card(room: Room, first: str, then: str, code: str) -> None:
    table = room("propose moderation=look")
    alice = table.join()
    one = alice.proposes()
    args: dict[str, dict[str, object]] = {
        "return_proposal": {"reason": "Say how"},
        "pin_proposal": {"pinned": True},
    }
    who = alice if first == "withdraw_proposal" else table.facilitator
    who.does(first, proposal=one, **args.get(first, {}))
    before = table.sees()["proposals"]
    assert table.facilitator.tries(then, proposal=one, **args.get(then, {})) == code
    assert table.sees()["proposals"] == before


@pytest.mark.parametrize(
    ("command", "args"),
    [
        ("approve_proposal", {}),
        ("return_proposal", {"reason": "Say how"}),
        ("hide_proposal", {"reason": "Twice"}),
        ("pin_proposal", {"pinned": True}),
    ],
)
def test_every_act_is_undone_redone_and_listed(
    room: Room, command: str, args: dict[str, object]
) -> None:
    table = room("propose moderation=look")
    one = table.join().proposes()
    before = table.sees()["proposals"]
    done = table.facilitator.does(command, proposal=one, **args)
    after = table.sees()["proposals"]
    assert after != before
    entry = table.sees()["timeline"][done]
    assert (entry["command"], entry["names"]["proposal"]) == (command, 1)
    undone = table.facilitator.undoes(done)
    assert table.sees()["proposals"] == before
    table.facilitator.undoes(undone)
    assert table.sees()["proposals"] == after


def test_what_is_pinned_is_pinned_for_all(room: Room) -> None:
    table = room("propose", "clarify")
    one = table.join().proposes()
    table.facilitator.does("pin_proposal", proposal=one, pinned=True)
    table.facilitator.goes_to("clarify-2")
    for audience in AUDIENCES:
        assert table.sees(audience)["proposals"][one]["pinned"] is True, audience
    table.facilitator.does("pin_proposal", proposal=one, pinned=False)
    assert table.sees("phone")["proposals"][one]["pinned"] is False


# -- silent writing, and sharing in the round -------------------------------------------------------


def _speaks(table: Table, guest: Guest, stage: str) -> None:
    """Give the word to somebody, whoever has it now."""
    with table.database.write() as session:
        for turn in session.query(Turn).filter(Turn.stage_id == stage):
            turn.status = "waiting"
        mine = session.query(Turn).filter_by(stage_id=stage, participant_id=guest.id).first()
        if mine is None:
            mine = Turn(
                id=new_id(),
                roundtable_id=table.id,
                stage_id=stage,
                participant_id=guest.id,
                position=1.0,
                asked_at=table.now,
            )
            session.add(mine)
        mine.status = "speaking"


def test_what_is_written_in_silence_is_its_authors_alone(room: Room) -> None:
    table = room("write", "round")
    alice, bob = table.join(), table.join()
    one = alice.proposes("More trees on every street")
    assert _seen_by(table, one) == set()
    assert one not in str([table.sees(audience) for audience in AUDIENCES])
    assert "trees" not in str([table.sees(audience) for audience in AUDIENCES])
    assert (_mine(alice, one)["status"], _mine(alice, one)["text"]) == (
        "kept", "More trees on every street",
    )  # fmt: skip
    assert table.sees()["turnout"][table.step("write-1")]["acted"] == 1
    assert alice.own()["acted"]
    assert not bob.own()["acted"]
    for command in ("approve_proposal", "hide_proposal", "restore_proposal"):
        assert table.facilitator.tries(command, proposal=one) == "proposal_unknown"
    alice.does("edit_proposal", proposal=one, text="More trees on all streets")
    assert _mine(alice, one)["status"] == "kept"


def test_a_round_goes_in_turns(room: Room) -> None:
    table = room("write", "round turns=strict")
    alice, bob = table.join(), table.join()
    one, other = alice.proposes("More trees on every street"), bob.proposes("Fewer cars")
    stage = table.facilitator.goes_to("round-2")
    _speaks(table, alice, stage)
    assert bob.tries("share_proposal", proposal=other) == "not_your_turn"
    assert bob.tries("share_proposal", proposal=one) == "not_yours"
    assert not alice.own()["acted"]
    alice.does("share_proposal", proposal=one)
    assert alice.own()["acted"]
    assert _seen_by(table, one) == set(AUDIENCES) - {"phone"}
    assert alice.tries("share_proposal", proposal=one) == "shared_already"
    _speaks(table, bob, stage)
    bob.does("share_proposal", proposal=other)
    assert _seen_by(table, other)
    turnout = table.sees()["turnout"][stage]
    assert (turnout["acted"], turnout["present"]) == (2, 2)


def test_a_free_round_is_moderated_too(room: Room) -> None:
    table = room("write", "round turns=free moderation=look")
    alice = table.join()
    one = alice.proposes()
    assert alice.tries("share_proposal", proposal=one) == "too_late"
    table.facilitator.goes_to("round-2")
    alice.does("share_proposal", proposal=one)
    assert _status(table, one) == "held"
    table.facilitator.does("return_proposal", proposal=one, reason="Say where")
    alice.does("edit_proposal", proposal=one, text="More trees in the centre")
    assert _status(table, one) == "held"
    table.facilitator.does("approve_proposal", proposal=one)
    assert _status(table, one) == "shown"


def test_what_was_shared_comes_in_the_order_of_the_round(room: Room) -> None:
    table = room("write", "round turns=free", "group")
    alice, bob = table.join(), table.join()
    first, second = alice.proposes("Written first"), bob.proposes("Written second")
    table.facilitator.goes_to("round-2")
    bob.does("share_proposal", proposal=second)
    alice.does("share_proposal", proposal=first)
    cards = table.sees()["proposals"]
    assert cards[second]["position"] < cards[first]["position"]


def test_one_may_send_as_many_as_the_step_allows(room: Room) -> None:
    table = room("propose most=2")
    alice = table.join()
    one, _ = alice.proposes("One"), alice.proposes("Two")
    assert alice.tries("submit_proposal", text="Three") == "too_many"
    alice.does("withdraw_proposal", proposal=one)
    assert alice.tries("submit_proposal", text="Three") == "accepted"


# -- proposals that say the same -------------------------------------------------------------------


def test_proposals_that_say_the_same_become_one(room: Room) -> None:
    table = room("propose", "improve", "vote on=proposals", "reveal")
    lead, alice, bob = table.facilitator, table.join(), table.join()
    one, two, three = alice.proposes("Trees"), bob.proposes("More trees"), bob.proposes("Benches")
    lead.goes_to("improve-2")
    said = alice.does("add_comment", proposal=two, text="Limes, please")
    before = table.sees(), table.sees("phone"), alice.own(), bob.own()
    merged = lead.does("merge_proposals", proposals=[two], into=one)
    assert set(table.sees("phone")["proposals"]) == {one, three}
    assert table.sees()["proposals"][two]["merged_into"] == one
    assert _mine(bob, two)["status"] == "merged"
    assert table.sees("phone")["comments"][said]["proposal"] == one, (
        "what was said of it goes along"
    )
    for command in ("approve_proposal", "hide_proposal", "restore_proposal"):
        assert lead.tries(command, proposal=two) == "was_merged"
    assert lead.tries("merge_proposals", proposals=[two], into=three) == "was_merged"
    assert lead.tries("merge_proposals", proposals=[three], into=three) == "same_proposal"
    assert lead.tries("move_proposals", proposals=[two]) == "was_merged"
    assert bob.tries("edit_proposal", proposal=two, text="Other trees") == "was_merged"
    undone = lead.undoes(merged)
    after = table.sees(), table.sees("phone"), alice.own(), bob.own()
    for held in (before, after):
        held[0].pop("timeline"), held[0].pop("roundtable")
    assert after == before
    lead.undoes(undone)
    lead.goes_to("vote-3")
    assert set(table.sees("phone")["options"]) == {one, three}
    alice.votes(one)
    assert lead.tries("merge_proposals", proposals=[three], into=one) == "votes_in"
    assert lead.tries("undo", entry=merged) == "votes_in"


def test_who_takes_theirs_back_takes_back_no_others(room: Room) -> None:
    table = room("propose", "improve")
    lead, alice, bob = table.facilitator, table.join(), table.join()
    one, two = alice.proposes("Trees"), bob.proposes("More trees")
    merged = lead.does("merge_proposals", proposals=[two], into=one)
    alice.does("withdraw_proposal", proposal=one)
    assert set(table.sees("screen")["proposals"]) == {two}
    assert lead.tries("undo", entry=merged) == "changed_since"
    bob.does("edit_proposal", proposal=two, text="More and more trees")


def test_cards_at_the_spot(room: Room) -> None:
    table = room("propose", "discuss")
    lead, alice = table.facilitator, table.join()
    one = alice.proposes()
    lead.goes_to("discuss-2")
    lead.does("spotlight", thing=one)
    for audience in AUDIENCES:
        assert table.sees(audience)["roundtable"][table.id]["spotlight"] == one
    lead.does("spotlight")
    assert table.sees("phone")["roundtable"][table.id]["spotlight"] is None
    group = lead.clusters("Streets", one)
    lead.does("spotlight", thing=group)
    assert lead.tries("spotlight", thing=new_id()) == "thing_unknown"
    lead.does("hide_proposal", proposal=one)
    assert lead.tries("spotlight", thing=one) == "thing_unknown"
    assert alice.tries("spotlight", thing=group) == "not_your_role"


def test_what_was_returned_goes_along_with_its_group(room: Room) -> None:
    table = room("propose", "group")
    lead, alice = table.facilitator, table.join()
    one, two = alice.proposes("Trees"), alice.proposes("More trees")
    lead.goes_to("group-2")
    group, other = lead.clusters("Streets", one, two), lead.clusters("Yards")
    lead.does("return_proposal", proposal=one, reason="Where?")
    assert lead.tries("move_proposals", proposals=[one]) == "was_returned"
    lead.does("merge_clusters", cluster=group, into=other)
    alice.does("edit_proposal", proposal=one, text="Trees in the yards")
    assert table.sees()["proposals"][one]["cluster"] == other
    lead.does("return_proposal", proposal=one, reason="Where?")
    lead.does("remove_cluster", cluster=other)
    alice.does("edit_proposal", proposal=one, text="Trees in the schoolyards")
    assert table.sees()["proposals"][one]["cluster"] is None


# -- people without a phone ------------------------------------------------------------------------


def test_what_is_on_paper_is_entered_after_the_step_too(room: Room) -> None:
    table = room("propose moderation=rule", "group", "vote on=proposals", "reveal")
    lead, paper = table.facilitator, table.paper("city")
    first = paper.proposes("A bench at the stop")
    lead.goes_to("group-2")
    table.passes(3600)
    late = paper.proposes("A roof at the stop")
    cards = table.sees()["proposals"]
    assert [(cards[key]["desk"], cards[key]["number"]) for key in (first, late)] == [
        (True, 1), (True, 2),
    ]  # fmt: skip
    assert "desk" not in table.sees("screen")["proposals"][late]
    lead.goes_to("vote-3")
    third = paper.proposes("A clock at the stop")
    assert third in table.sees("phone")["options"], "nobody has voted: it is put up with the others"
    table.join().does("cast_ballot", stage=table.step("vote-3"), marks={third: 1})
    fourth = paper.proposes("A lamp at the stop")
    assert fourth not in table.sees("phone")["options"]
    assert fourth in table.sees("phone")["proposals"]
    paper.does("withdraw_proposal", proposal=fourth)


def test_paper_is_read_out_in_the_round(room: Room) -> None:
    table = room("write", "round moderation=rule", "group")
    lead, paper = table.facilitator, table.paper()
    first = paper.proposes("A bench at the stop")
    lead.goes_to("round-2")
    assert _seen_by(table, first) == set()
    second = paper.proposes("A roof at the stop")
    third = paper.proposes("Ask 0722 123 456")
    assert [_status(table, key) for key in (second, third)] == ["shown", "held"]
    _speaks(table, paper, table.step("round-2"))
    paper.does("share_proposal", proposal=first)
    assert _status(table, first) == "shown"
    lead.goes_to("group-3")
    assert _status(table, paper.proposes("A clock at the stop")) == "shown"


def test_nobody_speaks_for_those_who_have_a_phone(room: Room) -> None:
    table = room("propose")
    alice, paper = table.join(), table.paper()
    request = table.request(
        table.facilitator.actor, "submit_proposal", {"text": "Mine"}, behalf=alice.id
    )
    refused = table.run(request)[0].refused
    assert refused is not None
    assert refused.code == "not_for_them"
    assert paper.tries("hide_proposal", proposal=paper.proposes()) == "not_your_role"
    assert Facilitator(table).tries("submit_proposal", text="Mine") == "not_your_role"


def test_what_said_the_same_as_something_hidden_is_in_no_document(room: Room) -> None:
    table = room("propose")
    alice, lead = table.join("city"), table.facilitator
    one, two, three = (alice.proposes(f"Number {n} of the house") for n in (1, 2, 3))
    lead.does("merge_proposals", proposals=[three], into=two)
    lead.does("merge_proposals", proposals=[two], into=one)
    texts = [each["text"] for each in table.look(record_of)["proposals"]]
    assert texts == [f"Number {n} of the house" for n in (1, 2, 3)]
    lead.does("hide_proposal", proposal=one, reason="An address")
    told = table.look(record_of)
    assert [each["text"] for each in told["proposals"]] == ["", "", ""]
    assert [row.words for row in build(told).annex.rows] == [None, None, None]
