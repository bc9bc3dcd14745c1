"""Several votes in one roundtable: what one showed stays, and the board is free until the next."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from roundtable.core.draft import build
from roundtable.projections import AUDIENCES
from roundtable.record import record_of
from tests.actors import Guest, Table
from tests.factories import make_agenda

STEPS = (
    "propose",
    "group",
    "vote as=first on={on}",
    "previous of=first",
    "improve",
    "vote as=second on={on}",
    "previous as=feedback of=second",
    "decide",
)


class Delphi:
    """A table on its way through two rounds."""

    def __init__(self, table: Table, on: str) -> None:
        self.table, self.lead = table, table.facilitator
        self.people = table.people(city=6, newcomers=6)
        self.alice, self.bob = self.people[0], self.people[1]
        self.lead.goes_to("propose-1")
        self.one = self.alice.proposes("Close the street to cars")
        self.two = self.bob.proposes("Open the school yard")
        self.three = self.bob.proposes("More buses at night")
        self.lead.goes_to("group-2")
        self.group = self.lead.clusters("Streets", self.one, self.three)
        self.first = self.lead.goes_to("first")
        #: What is up first and second: in a vote on groups, the group and a card.
        self.up = [self.one, self.two] if on == "proposals" else [self.group, self.two]

    def vote(self, key: str, *counts: int) -> None:
        """So many people mark the first option, the second …"""
        for option, count in zip(self.up, counts, strict=False):
            for guest in self.people[:count]:
                guest.does("cast_ballot", stage=self.table.step(key), marks={option: 1})

    def result(self, key: str, audience: str = "console") -> dict[str, Any]:
        """What a round showed."""
        found: dict[str, Any] = self.table.sees(audience)["results"][self.table.step(key)]
        return found

    def told(self, audience: str = "phone") -> dict[str, Any]:
        """What an audience is told of the options now."""
        found: dict[str, Any] = self.table.sees(audience)["options"]
        return found


@pytest.fixture
def make_delphi(make_table: Callable[..., Table]) -> Callable[..., Delphi]:
    def make(on: str = "clusters") -> Delphi:
        return Delphi(make_table(make_agenda(*(step.format(on=on) for step in STEPS))), on)

    return make


def _between(delphi: Delphi) -> Any:
    """Round one has been shown, and people improve; what the console then holds of round one."""
    delphi.vote("first", 9, 4)
    delphi.lead.goes_to("previous-4")
    delphi.lead.goes_to("improve-5")
    return delphi.result("first"), delphi.told("console")


@pytest.fixture
def between(make_delphi: Callable[..., Delphi]) -> Delphi:
    """A table between two rounds on groups."""
    delphi = make_delphi()
    _between(delphi)
    return delphi


def test_the_feedback_of_a_round_shows_its_result(make_delphi: Callable[..., Delphi]) -> None:
    delphi = make_delphi()
    delphi.vote("first", 9, 4)
    delphi.lead.goes_to("previous-4")
    table = delphi.table
    for audience in AUDIENCES:
        state = table.sees(audience)
        assert [o["total"] for o in state["results"][delphi.first]["options"]] == [9, 4]
        assert set(state["options"]) == {delphi.group, delphi.two}
        assert state["stages"][delphi.first]["revealed"] is True
        assert state["stages"][table.step("second")]["revealed"] is False
    assert delphi.alice.own()["ballots"][delphi.first] == {delphi.group: 1, delphi.two: 1}
    assert delphi.alice.own()["acted"] is False, "there is nothing to do but to read"
    assert delphi.lead.tries("reveal_results", stage=delphi.first) == "already_revealed"


def test_two_rounds_are_two_results(make_delphi: Callable[..., Delphi]) -> None:
    delphi = make_delphi()
    first, _ = _between(delphi)
    second = delphi.lead.goes_to("second")
    assert delphi.told() == {key: one | {"stage": second} for key, one in delphi.told().items()}
    assert delphi.table.sees()["turnout"][second]["acted"] == 0
    delphi.vote("second", 3, 8)
    assert delphi.alice.own()["ballots"] == {
        delphi.first: {delphi.group: 1, delphi.two: 1},
        second: {delphi.group: 1, delphi.two: 1},
    }
    assert delphi.lead.tries("open_stage", stage=delphi.first) == "already_revealed"
    delphi.lead.goes_to("feedback")
    assert delphi.result("first") == first
    assert [o["total"] for o in delphi.result("second")["options"]] == [8, 3]
    for audience in AUDIENCES:
        assert list(delphi.table.sees(audience)["results"]) == [delphi.first, second]


@pytest.mark.parametrize("on", ["clusters", "proposals"])
def test_what_a_round_showed_stays_while_people_improve(
    make_delphi: Callable[..., Delphi], on: str
) -> None:
    delphi = make_delphi(on)
    shown = _between(delphi)
    lead, table = delphi.lead, delphi.table
    delphi.alice.does("edit_proposal", proposal=delphi.one, text="Close it from noon on")
    lead.does("edit_cluster", cluster=delphi.group, title="Streets and yards")
    lead.does("hide_proposal", proposal=delphi.three)
    assert (delphi.result("first"), delphi.told("console")) == shown
    assert delphi.told("phone") == shown[1]
    second = lead.goes_to("second")
    titles = {one["title"] for one in delphi.told().values()}
    expected = {"Close it from noon on"} if on == "proposals" else {"Streets and yards"}
    assert titles == expected | {"Open the school yard"}
    assert delphi.result("first") == shown[0]
    delphi.vote("second", 5)
    lead.goes_to("feedback")
    assert delphi.result("first") == shown[0]
    passages = table.sees("writer")["passages"]
    assert passages[delphi.up[0]]["title"] in expected, "the draft has the last words"
    assert second in table.sees("phone")["results"]


def test_the_board_is_free_between_rounds_and_still_in_them(
    make_delphi: Callable[..., Delphi],
) -> None:
    delphi = make_delphi()
    lead = delphi.lead
    rename = {"cluster": delphi.group, "title": "Streets and yards"}
    assert lead.tries("edit_cluster", **rename) == "accepted", "nobody has voted yet"
    delphi.vote("first", 1)
    assert lead.tries("edit_cluster", **rename) == "votes_in"
    lead.goes_to("group-2")
    assert lead.tries("edit_cluster", **rename) == "votes_in", "the round goes on"
    lead.goes_to("previous-4")
    moved = lead.does("move_proposals", proposals=[delphi.two], cluster=delphi.group)
    lead.undoes(moved)
    assert lead.tries("edit_cluster", **rename) == "accepted"
    lead.goes_to("improve-5")
    made = lead.does("create_cluster", title="Yards", proposals=[delphi.two])
    lead.goes_to("second")
    lead.undoes(made)
    assert set(delphi.told()) == {delphi.group, delphi.two}
    delphi.vote("second", 1)
    assert lead.tries("edit_cluster", **rename) == "votes_in"
    assert lead.tries("undo", entry=moved) == "undone_already"
    lead.goes_to("feedback")
    assert lead.tries("edit_cluster", **rename) == "already_revealed"
    assert lead.tries("merge_proposals", proposals=[delphi.one], into=delphi.two) == (
        "already_revealed"
    )
    added = lead.tells(
        "add_stage", {"kind": "vote", "title": {"en": "Once more"}, "settings": {"on": "proposals"}}
    )[0]
    assert lead.tries("edit_cluster", **rename) == "accepted", "another round is to come"
    lead.does("remove_stage", stage=added)
    assert lead.tries("edit_cluster", **rename) == "already_revealed"


def test_hiding_between_rounds_and_after_the_last(between: Delphi) -> None:
    lead, table = between.lead, between.table
    hidden = lead.does("hide_proposal", proposal=between.two)
    assert between.two not in table.sees("phone")["proposals"]
    assert between.told()[between.two]["title"] == "Open the school yard", "it was shown"
    lead.undoes(hidden)
    lead.does("return_proposal", proposal=between.two, reason="For whom?")
    second = lead.goes_to("second")
    assert set(between.told()) == {between.group}
    between.vote("second", 2)
    between.bob.does("edit_proposal", proposal=between.two, text="Open the school yard to all")
    assert between.two in table.sees("phone")["proposals"]
    assert set(between.told()) == {between.group}, "people have voted on what is up"
    lead.goes_to("feedback")
    assert between.result("second")["options"][0]["option"] == between.group
    assert lead.tries("hide_proposal", proposal=between.one) == "already_revealed"
    assert lead.tries("return_proposal", proposal=between.one, reason="Why?") == "already_revealed"
    assert lead.tries("undo", entry=hidden) == "undone_already"
    assert second


def test_hidden_words_are_in_no_document_after_a_merger(
    make_delphi: Callable[..., Delphi],
) -> None:
    delphi = make_delphi("proposals")
    _between(delphi)
    merged = {"stage": delphi.first, "options": [delphi.two], "into": delphi.one, "rule": "once"}
    delphi.lead.does("merge_options", **merged)
    told = delphi.table.look(record_of)
    assert told["passages"][0]["title"] == "Close the street to cars"
    delphi.lead.does("hide_proposal", proposal=delphi.one)
    told = delphi.table.look(record_of)
    assert "Close the street" not in json.dumps(told)
    passage = told["passages"][0]
    assert (passage["option"], passage["proposals"]) == (delphi.one, [delphi.two])
    (step,) = build(told).annex_mergers
    assert step.title == "Hidden by the facilitator; the words are not printed."


def test_what_nobody_voted_on_is_moderated_to_the_end(between: Delphi) -> None:
    lead, table = between.lead, between.table
    lead.goes_to("second")
    between.table.join().does("cast_ballot", stage=table.step("second"), marks={between.group: 1})
    lead.goes_to("feedback")
    late = table.paper().proposes("A lamp at the stop")
    hidden = lead.does("hide_proposal", proposal=late)
    lead.undoes(hidden)
    lead.does("return_proposal", proposal=late, reason="Which stop?")


@pytest.mark.parametrize("on", ["clusters", "proposals"])
def test_hidden_while_people_vote_and_shown_again(
    make_delphi: Callable[..., Delphi], on: str
) -> None:
    delphi = make_delphi(on)
    lead = delphi.lead
    delphi.vote("first", 3, 2)
    hidden = lead.does("hide_proposal", proposal=delphi.two)
    assert delphi.two not in delphi.told()
    lead.undoes(hidden)
    assert delphi.two in delphi.told()
    lead.does("return_proposal", proposal=delphi.two, reason="For whom?")
    delphi.bob.does("edit_proposal", proposal=delphi.two, text="Open the school yard to all")
    assert delphi.two not in delphi.told(), "in these words nobody has voted on it"
    lead.goes_to("previous-4")
    assert delphi.two not in {o["option"] for o in delphi.result("first")["options"]}


def test_what_was_voted_on_in_any_round_is_not_taken_back(between: Delphi) -> None:
    assert between.bob.tries("withdraw_proposal", proposal=between.two) == "votes_in"
    between.lead.does("return_proposal", proposal=between.two, reason="For whom?")
    assert between.bob.tries("withdraw_proposal", proposal=between.two) == "votes_in"


def test_merging_between_rounds(between: Delphi) -> None:
    shown = between.result("first")
    lead = between.lead
    merged = lead.does("merge_proposals", proposals=[between.three], into=between.two)
    lead.goes_to("second")
    assert between.told()[between.group]["proposals"] == [between.one]
    assert between.result("first") == shown
    lead.undoes(merged)
    assert between.told()[between.group]["proposals"] == [between.one, between.three]


def test_a_round_held_anew_leaves_the_other_alone(between: Delphi) -> None:
    lead, table = between.lead, between.table
    shown = between.result("first")
    second = lead.goes_to("second")
    between.vote("second", 4)
    assert lead.tries("reset_vote", stage=between.first) == "already_revealed"
    lead.does("reset_vote", stage=second)
    assert between.alice.own()["ballots"][between.first]
    assert between.alice.own()["ballots"][second] == {}
    assert table.sees()["turnout"][second]["acted"] == 0
    lead.goes_to("feedback")
    assert between.result("first") == shown
    assert between.result("second")["voted"] == 0


def test_who_left_counts_in_the_rounds_they_voted_in(between: Delphi) -> None:
    lead = between.lead
    between.alice.does("leave")
    lead.goes_to("second")
    between.bob.does("cast_ballot", stage=between.table.step("second"), marks={between.group: 1})
    between.bob.does("leave")
    lead.goes_to("feedback")
    assert (between.result("first")["present"], between.result("second")["present"]) == (12, 11)


def test_paper_ballots_of_each_round_until_its_reveal(between: Delphi) -> None:
    paper: Guest = between.table.paper()
    second = between.table.step("second")
    marks = {between.group: 1}
    assert paper.tries("cast_ballot", stage=between.first, marks=marks) == "already_revealed"
    assert paper.tries("cast_ballot", stage=second, marks=marks) == "nothing_to_vote_on"
    between.lead.goes_to("second")
    between.lead.goes_to("improve-5")
    assert paper.tries("cast_ballot", stage=second, marks=marks) == "accepted"
    assert between.lead.tries("edit_cluster", cluster=between.group, title="Late") == "votes_in"
