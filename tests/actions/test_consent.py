"""Consent rounds, and concerns in every vote: stated, shared, answered, and told as a minority's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from roundtable.core.minority import positions
from roundtable.projections import AUDIENCES
from tests.actors import Guest, Table
from tests.factories import make_agenda

ROOM = ("desk", "observer", "phone", "screen")


class Round:
    """A table in a consent round on two proposals."""

    def __init__(self, table: Table) -> None:
        self.table = table
        author = table.join()
        table.facilitator.goes_to("propose-1")
        self.one = author.proposes("Close the street to cars")
        self.two = author.proposes("Open the school yard in the evening")
        author.does("leave")
        self.stage = table.facilitator.goes_to("consent-2")

    def takes(self, guest: Guest, position: str, text: str = "", option: str = "") -> str:
        """Somebody takes a position; the code of a refusal or "accepted"."""
        args = {"stage": self.stage, "option": option or self.one, "position": position}
        return guest.tries("take_position", **args, text=text)

    def concerns(self, audience: str = "console") -> list[dict[str, Any]]:
        """What is held against the options, as an audience is told."""
        return list(self.table.sees(audience)["concerns"].values())

    def concern(self, guest: Guest) -> str:
        """What somebody holds."""
        return str(guest.own()["concerns"][0]["id"])

    def reveals(self) -> dict[str, Any]:
        """Count the positions."""
        self.table.facilitator.does("reveal_results", stage=self.stage)
        found: dict[str, Any] = self.table.sees("phone")["results"][self.stage]
        return found


@pytest.fixture
def consent(make_table: Callable[..., Table]) -> Round:
    agenda = make_agenda("propose", "consent on=proposals minutes=20", "discuss", "decide")
    return Round(make_table(agenda))


def test_positions_are_counted_as_consent_aside_and_objection(consent: Round) -> None:
    people = consent.table.people(city=6, newcomers=6)
    for place, guest in enumerate(people):
        consent.takes(guest, "consent", option=consent.two)
        if place < 9:
            consent.takes(guest, "consent")
        elif place < 11:
            consent.takes(guest, "aside")
        else:
            consent.takes(guest, "objection", "Who will repair the road?")
    assert people[0].own()["ballots"][consent.stage] == {consent.one: 1, consent.two: 1}
    assert people[0].own()["acted"]
    result = consent.reveals()
    assert [(o["option"], o["counts"]) for o in result["options"]] == [
        (consent.two, {"for": 12, "pass": 0, "against": 0}),
        (consent.one, {"for": 9, "pass": 2, "against": 1}),
    ]
    assert (result["ballot"], result["voted"], result["desk"]) == ("consent", 12, 0)
    assert consent.takes(people[0], "aside") == "too_late", "it was counted"
    assert consent.table.facilitator.tries("reveal_results", stage=consent.stage) == (
        "already_revealed"
    )
    state = consent.table.sees()
    assert state["stages"][consent.stage]["revealed"] is True
    assert {p["title"] for p in state["passages"].values()} == {
        "Close the street to cars", "Open the school yard in the evening",
    }  # fmt: skip


def test_an_objection_needs_a_reason(consent: Round) -> None:
    alice = consent.table.join()
    assert consent.takes(alice, "objection") == "reason_missing"
    assert consent.takes(alice, "objection", "  ") == "reason_missing"
    assert consent.takes(alice, "maybe") == "arg_wrong"
    assert consent.takes(alice, "consent", option=consent.stage) == "option_unknown"
    assert alice.own()["ballots"] == {}
    assert consent.takes(alice, "objection", "It harms the shops") == "accepted"
    assert alice.own()["concerns"] == [
        {
            "id": consent.concern(alice), "stage": consent.stage, "option": consent.one,
            "kind": "objection", "text": "It harms the shops", "status": "open", "answer": "",
        }
    ]  # fmt: skip


def test_a_position_replaces_the_one_before(consent: Round) -> None:
    alice = consent.table.join()
    consent.takes(alice, "objection", "It harms the shops")
    first = consent.concern(alice)
    assert alice.tries("withdraw_concern", concern=first) == "objection_stands"
    consent.takes(alice, "consent", "But watch the shops")
    assert consent.concern(alice) == first
    assert [(c["kind"], c["text"]) for c in consent.concerns("phone")] == [
        ("concern", "But watch the shops")
    ]
    consent.takes(alice, "aside")
    assert consent.concerns() == []
    assert alice.own()["concerns"] == []
    assert alice.own()["ballots"][consent.stage] == {consent.one: 0}
    consent.takes(alice, "objection", "No")
    assert consent.concern(alice) == first
    assert alice.tries("withdraw_concern", concern=first) == "objection_stands"
    consent.reveals()
    assert alice.tries("withdraw_concern", concern=first) == "accepted"


def test_the_room_reads_objections_at_once_without_names(consent: Round) -> None:
    alice, bob = consent.table.people(city=2)
    consent.takes(alice, "objection", "It harms the shops")
    told = {
        "stage": consent.stage, "option": consent.one, "kind": "objection",
        "text": "It harms the shops", "language": "en", "direction": "ltr", "status": "open",
        "answer": "", "supporters": 1, "groups": [],
    }  # fmt: skip
    for audience in (*ROOM, "console", "writer"):
        assert consent.concerns(audience) == [told]
    key = consent.concern(alice)
    bob.does("support_concern", concern=key, stands=True)
    assert bob.own()["supports"] == [key]
    assert consent.concerns("phone")[0]["supporters"] == 2
    bob.does("support_concern", concern=key, stands=False)
    assert bob.own()["supports"] == []
    assert consent.concerns("phone") == [told]
    assert alice.tries("support_concern", concern=key, stands=True) == "own_concern"
    assert all(alice.id not in str(consent.table.sees(audience)) for audience in AUDIENCES)


def test_nobody_shares_words_that_they_have_not_read(consent: Round) -> None:
    alice, bob = consent.table.people(city=2)
    consent.takes(alice, "objection", "It harms the shops")
    key = consent.concern(alice)
    bob.does("support_concern", concern=key, stands=True)
    consent.takes(alice, "objection", "It harms  the Shops")
    assert consent.concerns("phone")[0]["supporters"] == 2
    consent.takes(alice, "objection", "Only newcomers gain by it")
    assert consent.concerns("phone")[0]["supporters"] == 1
    assert bob.own()["supports"] == []
    bob.does("support_concern", concern=key, stands=True)
    assert consent.concerns("phone")[0]["supporters"] == 2


def test_supporters_by_group_as_the_result_tells_groups(consent: Round) -> None:
    table = consent.table
    people = table.people(newcomers=6, city=8, employers=3)
    for guest in people[:16]:
        consent.takes(guest, "consent")
    consent.takes(people[0], "objection", "It harms the shops")
    key, by_group = consent.concern(people[0]), []

    def shares(*guests: Guest, stands: bool = True) -> None:
        for guest in guests:
            guest.does("support_concern", concern=key, stands=stands)
            by_group.append({g["group"]: g["n"] for g in consent.concerns("phone")[0]["groups"]})

    shares(*people[1:5])
    assert by_group == [{}] * 4, "there is no result yet"
    shares(people[4], stands=False)
    city = table.group("city")
    result = consent.reveals()
    assert [g["group"] for g in result["groups"]] == [city, "other"]
    assert consent.concerns("phone")[0]["groups"] == [], "four people are too few"
    del by_group[:]
    shares(people[4])
    shares(people[6], people[14], people[16])
    assert by_group == [
        {"other": 5}, {city: 1, "other": 5}, {city: 1, "other": 6}, {city: 1, "other": 7},
    ], "the employers are never told apart, whoever of them voted"  # fmt: skip
    told = consent.concerns("phone")
    people[6].does("change_seat", group=None)
    assert consent.concerns("phone") == told, "they are told by what they were when they voted"


def test_what_becomes_of_an_objection(consent: Round) -> None:
    lead, alice = consent.table.facilitator, consent.table.join()
    consent.takes(alice, "objection", "It harms the shops")
    key = consent.concern(alice)
    answer = {"status": "integrated", "answer": "Deliveries until ten"}
    done = lead.does("answer_concern", concern=key, **answer)
    assert consent.concerns("phone")[0] | answer == consent.concerns("phone")[0]
    assert alice.own()["concerns"][0]["answer"] == "Deliveries until ten"
    lead.undoes(done)
    assert consent.concerns("phone")[0]["status"] == "open"
    lead.does("answer_concern", concern=key, **answer)
    consent.takes(alice, "objection", "It harms the shops")
    assert consent.concerns("phone")[0]["status"] == "integrated", "said again, nothing is new"
    consent.takes(alice, "objection", "Until ten is not enough")
    assert (
        consent.concerns("phone")[0] | {"status": "open", "answer": ""}
        == (consent.concerns("phone")[0])
    )
    lead.does("answer_concern", concern=key, status="hidden")
    assert [consent.concerns(audience) for audience in (*ROOM, "writer")] == [[]] * 5
    assert consent.concerns()[0]["status"] == "hidden"
    consent.takes(alice, "objection", "The same in other words")
    assert consent.concerns("phone") == [], "who has it hidden does not have it shown"
    bob = consent.table.join()
    assert bob.tries("support_concern", concern=key, stands=True) == "concern_unknown"
    assert alice.tries("answer_concern", concern=key, status="open") == "not_your_role"


def test_what_is_held_against_a_hidden_proposal_is_off_with_it(consent: Round) -> None:
    alice, lead = consent.table.join(), consent.table.facilitator
    consent.takes(alice, "objection", "It harms the shops")
    hidden = lead.does("hide_proposal", proposal=consent.one)
    assert [consent.concerns(audience) for audience in ROOM] == [[]] * 4
    assert len(consent.concerns()) == 1
    lead.undoes(hidden)
    assert len(consent.concerns("phone")) == 1


def test_an_answer_to_what_was_withdrawn(consent: Round) -> None:
    alice = consent.table.join()
    consent.takes(alice, "consent", "Watch the shops")
    key = consent.concern(alice)
    alice.does("withdraw_concern", concern=key)
    lead = consent.table.facilitator
    assert lead.tries("answer_concern", concern=key, status="integrated") == "was_withdrawn"
    assert alice.tries("withdraw_concern", concern=key) == "was_withdrawn"
    assert consent.table.join().tries("withdraw_concern", concern=key) == "not_yours"


def test_held_anew_reasons_stay_until_a_new_position(consent: Round) -> None:
    table = consent.table
    alice, bob = table.people(city=2)
    consent.takes(alice, "objection", "It harms the shops")
    consent.takes(bob, "objection", "Where do buses go?")
    table.facilitator.does("reset_vote", stage=consent.stage)
    assert alice.own()["ballots"] == {consent.stage: {}}
    assert len(consent.concerns("phone")) == 2
    consent.takes(alice, "consent")
    assert [c["text"] for c in consent.concerns("phone")] == ["Where do buses go?"]


def test_an_objection_is_a_minority_position(consent: Round) -> None:
    people = consent.table.people(city=7)
    for guest in people[:6]:
        consent.takes(guest, "consent")
    consent.takes(people[6], "objection", "It harms the shops")
    result = consent.reveals()
    concerns = consent.table.sees("observer")["concerns"]
    told = positions(result, [{"id": key, **one} for key, one in concerns.items()])
    assert [(p["source"], p["text"], p["for"], p["of"]) for p in told] == [
        ("objection", "It harms the shops", 6, 7)
    ]


def test_a_round_on_a_question(make_table: Callable[..., Table]) -> None:
    table = make_table(make_agenda("propose", "consent on=question", "group"))
    lead = table.facilitator
    stage = lead.goes_to("consent-2")
    assert table.sees("phone")["options"] == {
        stage: {
            "stage": stage, "position": 0, "kind": "question", "number": 0, "area": None,
            "title": "What?", "text": "", "language": "en", "direction": "ltr", "cost": None, "proposals": [],
        }
    }  # fmt: skip
    asked = lead.does("edit_stage", stage=stage, question={"en": "Shall we close the street?"})
    assert table.sees("phone")["options"][stage]["title"] == "Shall we close the street?"
    lead.undoes(asked)
    assert table.sees("phone")["options"][stage]["title"] == "What?"
    alice = table.join()
    alice.does("take_position", stage=stage, option=stage, position="consent")
    lead.does("edit_stage", stage=stage, question={"en": "Shall we open it?"})
    assert table.sees("phone")["options"][stage]["title"] == "What?", "people have voted on it"
    assert lead.tries("create_cluster", title="One", proposals=[]) == "accepted", (
        "nobody votes on the board"
    )
    lead.does("reveal_results", stage=stage)
    assert table.sees("phone")["results"][stage]["options"][0]["total"] == 1
    assert table.sees()["results"][stage]["titles"] == {stage: "What?"}
    assert table.sees()["passages"] == {}
    assert lead.tries("create_cluster", title="Two", proposals=[]) == "accepted"


def test_positions_on_paper_until_the_reveal(consent: Round) -> None:
    table, paper = consent.table, consent.table.paper()
    table.passes(3600)
    alice = table.join()
    assert consent.takes(alice, "consent") == "too_late"
    assert consent.takes(paper, "objection", "No bench left") == "accepted"
    table.facilitator.goes_to("discuss-3")
    assert consent.takes(alice, "consent") == "too_late"
    assert consent.takes(paper, "aside", "No bench left") == "accepted"
    table.facilitator.goes_to("consent-2")
    assert consent.reveals()["options"][0]["counts"] == {"for": 0, "against": 0, "pass": 1}
    assert consent.takes(paper, "consent") == "already_revealed"


# -- concerns in a vote ----------------------------------------------------------------------------


@pytest.fixture
def make_vote(make_table: Callable[..., Table]) -> Callable[..., tuple[Table, str, str]]:
    """A table with an open vote on proposals, the vote and what is up."""

    def make(vote: str = "vote on=proposals minutes=6") -> tuple[Table, str, str]:
        table = make_table(make_agenda("propose", vote, "discuss", "reveal", "discuss", "decide"))
        table.facilitator.goes_to("propose-1")
        one = table.join().proposes("Close the street to cars")
        return table, table.facilitator.goes_to("vote-2"), one

    return make


Vote = Callable[..., tuple[Table, str, str]]


def test_a_concern_waits_for_the_result(make_vote: Vote) -> None:
    table, vote, one = make_vote()
    alice, bob = table.people(city=2)
    alice.does("state_concern", stage=vote, option=one, text="It harms the shops")
    alice.does("state_concern", stage=vote, option=one, text="It harms the small shops")
    key = alice.own()["concerns"][0]["id"]
    assert [c["text"] for c in table.sees()["concerns"].values()] == ["It harms the small shops"]
    for audience in (*ROOM, "writer"):
        assert table.sees(audience)["concerns"] == {}, "it would move votes"
    assert bob.tries("support_concern", concern=key, stands=True) == "too_late"
    table.facilitator.goes_to("discuss-3")
    assert bob.tries("support_concern", concern=key, stands=True) == "concern_unknown"
    table.facilitator.goes_to("reveal-4")
    table.facilitator.does("reveal_results", stage=vote)
    for audience in (*ROOM, "writer"):
        assert list(table.sees(audience)["concerns"]) == [key]
    bob.does("support_concern", concern=key, stands=True)
    table.facilitator.goes_to("discuss-5")
    bob.does("state_concern", stage=vote, option=one, text="Where do buses go?")
    assert len(table.sees("phone")["concerns"]) == 2
    table.facilitator.goes_to("decide-6")
    assert bob.tries("state_concern", stage=vote, option=one, text="Late") == "too_late"
    bob.does("support_concern", concern=key, stands=False)
    bob.does("withdraw_concern", concern=bob.own()["concerns"][0]["id"])
    assert table.sees("phone")["concerns"][key]["supporters"] == 1


def test_a_vote_may_ask_for_no_concerns(make_vote: Vote) -> None:
    table, vote, one = make_vote("vote on=proposals minutes=6 concerns=no")
    alice, said = table.join(), {"stage": vote, "option": one, "text": "It harms the shops"}
    assert alice.tries("state_concern", **said) == "no_concerns"
    table.facilitator.goes_to("reveal-4")
    table.facilitator.does("reveal_results", stage=vote)
    assert alice.tries("state_concern", **said) == "accepted"


def test_concerns_have_their_time_and_their_vote(make_vote: Vote) -> None:
    table, vote, one = make_vote()
    alice, paper = table.join(), table.paper()
    said = {"stage": vote, "option": one, "text": "It harms the shops"}
    assert alice.tries("state_concern", **said | {"option": vote}) == "option_unknown"
    group = table.step("decide-6")
    assert alice.tries("state_concern", **said | {"stage": group}) == "nothing_to_vote_on"
    table.facilitator.does("hide_proposal", proposal=one)
    assert alice.tries("state_concern", **said) == "option_unknown"
    table.facilitator.does("restore_proposal", proposal=one)
    table.passes(3600)
    assert alice.tries("state_concern", **said) == "too_late"
    assert paper.tries("state_concern", **said) == "accepted"


def test_paper_ballots_are_counted_apart(make_vote: Vote) -> None:
    table, vote, one = make_vote()
    phones, papers = table.people(city=20), [table.paper("city") for _ in range(15)]
    for guest in phones[:12]:
        guest.does("cast_ballot", stage=vote, marks={one: 1})
    table.facilitator.goes_to("discuss-3")
    for guest in papers:
        guest.does("cast_ballot", stage=vote, marks={one: 1})
    papers[0].does("cast_ballot", stage=vote, marks={one: None})
    assert phones[12].tries("cast_ballot", stage=vote, marks={one: 1}) == "too_late"
    table.facilitator.goes_to("reveal-4")
    table.facilitator.does("reveal_results", stage=vote)
    result = table.sees("phone")["results"][vote]
    assert (result["voted"], result["desk"], result["options"][0]["total"]) == (26, 14, 26)
    assert papers[0].tries("cast_ballot", stage=vote, marks={one: 1}) == "already_revealed"
    other = {"stage": table.step("discuss-3"), "marks": {}}
    assert papers[0].tries("cast_ballot", **other) == "nothing_to_vote_on"
