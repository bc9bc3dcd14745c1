from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from roundtable.core.formats import Format
from tests.actors import Facilitator, Guest, Table
from tests.factories import make_format, new_id


@pytest.fixture
def make_vote(make_table: Callable[..., Table]) -> Callable[..., tuple[Table, list[str]]]:
    """A table with an open vote, and what is up: two groups of two cards, and a card."""

    def make(form: Format | None = None) -> tuple[Table, list[str]]:
        table = make_table(form)
        author = table.join()
        author_proposes = [f"Idea number {number} of five" for number in range(5)]
        table.facilitator.opens("propose")
        cards = [author.proposes(text) for text in author_proposes]
        author.does("leave")
        table.facilitator.opens("group")
        one = table.facilitator.clusters("One", *cards[:2])
        two = table.facilitator.clusters("Two", *cards[2:4])
        table.facilitator.opens("vote")
        return table, [one, two, cards[4]]

    return make


def _up(table: Table) -> list[str]:
    options = table.sees("phone")["options"]
    return sorted(options, key=lambda option: options[option]["position"])


def test_what_is_up_is_groups_and_single_cards(
    make_vote: Callable[..., tuple[Table, list[str]]],
) -> None:
    table, options = make_vote()
    assert _up(table) == options
    kinds = [table.sees()["options"][option]["kind"] for option in options]
    assert kinds == ["cluster", "cluster", "proposal"]
    by_card, _ = make_vote(make_format(on="proposals"))
    assert len(_up(by_card)) == 5


def test_an_approval(make_vote: Callable[..., tuple[Table, list[str]]]) -> None:
    table, (one, two, card) = make_vote()
    people = table.people(city=6, newcomers=7)
    for place, person in enumerate(people):
        person.votes(one, *([two] if place % 2 else []))
    people[0].does("cast_ballot", stage=table.stage("vote"), marks={one: None, card: 1})
    assert people[0].own()["ballots"][table.stage("vote")] == {card: 1}
    assert (
        people[0].tries("cast_ballot", stage=table.stage("vote"), marks={one: 2}) == "mark_unknown"
    )
    table.facilitator.opens("reveal")
    assert table.sees("phone")["results"] == {}
    result = table.facilitator.reveals()
    assert [(o["option"], o["rank"], o["total"]) for o in result["options"]] == [
        (one, 1, 12), (two, 2, 6), (card, 3, 1),
    ]  # fmt: skip
    assert (result["voted"], result["present"]) == (13, 13)
    groups = {g["group"]: (g["voted"], g["present"]) for g in result["groups"]}
    assert groups == {table.group("city"): (6, 6), table.group("newcomers"): (7, 7)}
    by_group = dict(zip(groups, result["options"][0]["by_group"], strict=True))
    assert by_group[table.group("city")] == {
        "for": 5,
        "against": 0,
        "pass": 0,
        "people": 5,
        "of": 6,
    }
    for audience in ("phone", "screen", "console", "writer"):
        assert table.sees(audience)["results"][table.stage("vote")]["options"] == result["options"]


def test_dots_keep_to_their_budget(make_vote: Callable[..., tuple[Table, list[str]]]) -> None:
    table, (one, two, card) = make_vote(make_format("dots", budget=5))
    alice, bob = table.people(city=2)
    alice.votes(**{one: 3})
    alice.votes(**{two: 2})
    assert alice.tries("cast_ballot", stage=table.stage("vote"), marks={card: 1}) == "over_budget"
    alice.votes(**{one: 1, card: 2})
    bob.votes(**{card: 5})
    table.facilitator.opens("reveal")
    result = table.facilitator.reveals()
    assert {o["option"]: (o["total"], o["people"]) for o in result["options"]} == {
        card: (7, 2), two: (2, 1), one: (1, 1),
    }  # fmt: skip
    assert result["groups"] == [], "two people cannot be told apart by group"


def test_opinions(make_vote: Callable[..., tuple[Table, list[str]]]) -> None:
    table, (one, *_) = make_vote(make_format("opinion"))
    for mark, person in zip((1, 1, -1, 0), table.people(city=4), strict=True):
        person.votes(**{one: mark})
    table.facilitator.opens("reveal")
    result = table.facilitator.reveals()
    first = next(o for o in result["options"] if o["option"] == one)
    assert first["counts"] == {"for": 2, "against": 1, "pass": 1}


def test_small_groups_are_told_together(
    make_vote: Callable[..., tuple[Table, list[str]]],
) -> None:
    table, (one, *_) = make_vote()
    for person in table.people(city=8, newcomers=2, employers=3):
        person.votes(one)
    turnout = table.sees("screen")["turnout"][table.stage("vote")]
    assert {(g["group"], g["present"], g["acted"]) for g in turnout["groups"]} == {
        (table.group("city"), 8, 8), ("other", 5, 5),
    }  # fmt: skip
    table.facilitator.opens("reveal")
    result = table.facilitator.reveals()
    assert [(g["group"], g["voted"]) for g in result["groups"]] == [
        (table.group("city"), 8), ("other", 5),
    ]  # fmt: skip


def test_the_board_stays_while_votes_are_in(
    make_vote: Callable[..., tuple[Table, list[str]]],
) -> None:
    table, (one, two, card) = make_vote()
    lead, (alice,) = table.facilitator, table.people(city=1)
    merged = lead.does("merge_clusters", cluster=two, into=one)
    assert _up(table) == [one, card], "until somebody votes, the vote follows the board"
    lead.undoes(merged)
    assert _up(table) == [one, two, card]
    alice.votes(one)
    for command, args in _board_commands(one, two, card):
        assert lead.tries(command, **args) == "votes_in", command
    assert lead.tries("undo", entry=one) == "votes_in"
    alice.does("cast_ballot", stage=table.stage("vote"), marks={one: None})
    assert lead.tries("edit_cluster", cluster=one, title="Free again") == "accepted"
    alice.votes(two)
    lead.does("reset_vote", stage=table.stage("vote"))
    assert alice.own()["ballots"][table.stage("vote")] == {}
    assert table.sees()["turnout"][table.stage("vote")]["acted"] == 0
    assert lead.tries("remove_cluster", cluster=one) == "accepted"
    assert len(_up(table)) == 4


def test_a_vote_that_nobody_has_begun_follows_the_board(
    make_vote: Callable[..., tuple[Table, list[str]]],
) -> None:
    table, (one, two, card) = make_vote()
    lead, (alice,) = table.facilitator, table.people(city=1)
    lead.opens("propose")
    new = alice.proposes("Another idea")
    assert _up(table) == [one, two, card, new]
    lead.opens("vote")
    alice.votes(one)
    lead.opens("propose")
    late = alice.proposes("One more idea")
    lead.opens("vote")
    assert late not in _up(table), "somebody has voted"
    alice.does("cast_ballot", stage=table.stage("vote"), marks={one: None})
    assert _up(table) == [one, two, card, new, late], "nobody has"


def _board_commands(one: str, two: str, card: str) -> list[tuple[str, dict[str, Any]]]:
    return [
        ("create_cluster", {"title": "New", "proposals": [card]}),
        ("edit_cluster", {"cluster": one, "title": "Other"}),
        ("move_proposals", {"proposals": [card], "cluster": one}),
        ("merge_clusters", {"cluster": one, "into": two}),
        ("remove_cluster", {"cluster": one}),
        ("move_cluster", {"cluster": one}),
    ]


def test_what_is_hidden_is_off_the_ballot(
    make_vote: Callable[..., tuple[Table, list[str]]],
) -> None:
    table, (one, two, card) = make_vote()
    alice, bob = table.people(city=2)
    alice.votes(one, card)
    bob.votes(one)
    table.facilitator.does("hide_proposal", proposal=card)
    assert _up(table) == [one, two]
    assert bob.tries("cast_ballot", stage=table.stage("vote"), marks={card: 1}) == "option_unknown"
    table.facilitator.opens("reveal")
    assert {o["option"] for o in table.facilitator.reveals()["options"]} == {one, two}
    assert table.facilitator.tries("restore_proposal", proposal=card) == "already_revealed"


def test_what_was_voted_on_is_not_taken_back(
    make_vote: Callable[..., tuple[Table, list[str]]],
) -> None:
    table, _ = make_vote(make_format(on="proposals"))
    lead, (alice,) = table.facilitator, table.people(city=1)
    lead.opens("propose")
    mine = alice.proposes("Mine, before the vote")
    lead.opens("vote")
    alice.votes(mine)
    lead.opens("propose")
    later = alice.proposes("Mine, after the vote")
    assert alice.tries("withdraw_proposal", proposal=mine) == "votes_in"
    assert alice.tries("withdraw_proposal", proposal=later) == "accepted"
    lead.opens("vote")
    assert later not in _up(table)


def test_late_and_early(make_vote: Callable[..., tuple[Table, list[str]]]) -> None:
    table, (one, *_) = make_vote()
    (alice,) = table.people(city=1)
    vote = {"stage": table.stage("vote"), "marks": {one: 1}}
    assert table.facilitator.tries("reveal_results", stage=table.stage("vote")) == "not_now"
    table.passes(6 * 60 + 3)
    assert alice.tries("cast_ballot", **vote) == "too_late"
    table.facilitator.does("extend_timer", seconds=60)
    assert alice.tries("cast_ballot", **vote) == "accepted"
    assert alice.tries("cast_ballot", **vote | {"marks": {new_id(): 1}}) == "option_unknown"
    table.facilitator.opens("reveal")
    assert alice.tries("cast_ballot", **vote) == "too_late"


def test_a_result_is_shown_once_and_for_all(
    make_vote: Callable[..., tuple[Table, list[str]]],
) -> None:
    table, (one, *_) = make_vote()
    lead, (alice,) = table.facilitator, table.people(city=1)
    alice.votes(one)
    lead.opens("reveal")
    assert lead.tries("reveal_results", stage=table.stage("group")) == "nothing_to_reveal"
    first = lead.reveals()
    assert lead.tries("reveal_results", stage=table.stage("vote")) == "already_revealed"
    assert lead.tries("reset_vote", stage=table.stage("vote")) == "already_revealed"
    assert lead.tries("open_stage", stage=table.stage("vote")) == "already_revealed"
    alice.does("leave")
    assert table.sees()["results"][table.stage("vote")] == first


def test_who_left_after_voting_is_counted(
    make_vote: Callable[..., tuple[Table, list[str]]],
) -> None:
    table, (one, *_) = make_vote()
    alice, bob, _carol = table.people(city=3)
    alice.votes(one)
    alice.does("leave")
    bob.does("leave")
    table.facilitator.opens("reveal")
    result = table.facilitator.reveals()
    assert (result["voted"], result["present"]) == (1, 2)


def test_a_draft_is_written_from_the_result(
    make_vote: Callable[..., tuple[Table, list[str]]],
) -> None:
    table, (one, two, card) = make_vote()
    lead: Facilitator = table.facilitator
    lead.opens("reveal")
    assert table.sees()["passages"] == {}
    lead.reveals()
    passages = table.sees("writer")["passages"]
    assert {p["number"] for p in passages.values()} == {"C-1", "C-2", "P-005"}
    assert passages[one]["title"] == "One"
    edit = {"passage": one, "title": "First of all", "text": "Line\n\nLine", "version": 0}
    assert table.writer.tries("edit_passage", **edit) == "accepted"
    assert lead.tries("edit_passage", **edit | {"title": "Mine"}) == "conflict"
    assert table.sees("writer")["passages"][one] | {"area": None} == {
        "area": None, "number": "C-1", "title": "First of all", "text": "Line\n\nLine", "version": 1,
    }  # fmt: skip
    assert table.writer.tries("edit_passage", **edit | {"passage": new_id()}) == "passage_unknown"
    front = {"title": "Work", "subtitle": "", "summary": "", "version": 0}
    assert table.writer.tries("edit_front", **front) == "accepted"
    assert table.writer.tries("edit_front", **front) == "conflict"
    assert {two, card} < set(passages)


def test_one_document_at_a_time(table: Table, facilitator: Facilitator, alice: Guest) -> None:
    made = facilitator.does("start_export")
    assert table.sees()["exports"][made]["status"] == "making"
    assert facilitator.tries("start_export") == "export_running"
    assert alice.tries("start_export") == "not_your_role"
    assert facilitator.tries("finish_export", export=made) == "not_your_role"
