"""Suggested groups as commands: what the machine says changes nothing until somebody accepts it."""

from __future__ import annotations

from typing import Any

import pytest

from roundtable import projections
from roundtable.commands import SYSTEM, Actor
from tests.actors import Facilitator, Guest, Table

MACHINE = Actor(SYSTEM, "suggestions")


def _group(key: str, *proposals: str, title: str = "Buses", language: str = "en") -> dict[str, Any]:
    return {
        "key": key, "area": None, "title": title, "language": language, "sure": 0.8,
        "why": ["bus"], "proposals": list(proposals),
    }  # fmt: skip


def _body(*groups: dict[str, Any]) -> dict[str, Any]:
    return {"by": "meaning", "few": False, "level": 2, "groups": list(groups)}


@pytest.fixture
def cards(facilitator: Facilitator, alice: Guest) -> list[str]:
    facilitator.opens("propose")
    made = [alice.proposes(f"Idea number {number} of six") for number in range(6)]
    facilitator.opens("group")
    return made


def _suggested(table: Table, *groups: dict[str, Any]) -> str:
    made = table.facilitator.does("suggest_groups")
    _finish(table, made, _body(*groups))
    return made


def _finish(table: Table, suggestion: str, body: dict[str, Any] | None) -> None:
    args = {"suggestion": suggestion, "body": body}
    assert table.send(MACHINE, "finish_suggestion", args).refused is None


def _accept(
    facilitator: Facilitator, suggestion: str, *groups: dict[str, Any]
) -> tuple[str, list[str], int]:
    """Id of the command, ids of the groups that were made, number of proposals left out."""
    args = {"suggestion": suggestion, "groups": list(groups)}
    command, outcome = facilitator.tells("accept_suggestion", args)
    assert outcome.result is not None
    return command, outcome.result["clusters"], outcome.result["left_out"]


def _where(table: Table) -> dict[str, str | None]:
    return {key: card["cluster"] for key, card in table.sees()["proposals"].items()}


def test_a_suggestion_is_made_one_at_a_time(table: Table, facilitator: Facilitator) -> None:
    facilitator.opens("group")
    first = facilitator.does("suggest_groups", level=3)
    state = table.sees()["suggestions"]
    assert state == {first: {"status": "making", "level": 3}}
    assert facilitator.tries("suggest_groups") == "suggesting"
    assert facilitator.tries("accept_suggestion", suggestion=first, groups=[]) == "suggestion_gone"
    _finish(table, first, None)
    assert [each["status"] for each in table.sees()["suggestions"].values()] == ["failed"]
    facilitator.does("suggest_groups")


def test_only_the_console_sees_it_and_nothing_is_grouped(table: Table, cards: list[str]) -> None:
    _suggested(table, _group("one", *cards[:3]))
    assert set(_where(table).values()) == {None}
    for audience in projections.AUDIENCES:
        assert ("suggestions" in table.sees(audience)) == (audience == projections.CONSOLE)


def test_groups_are_accepted_as_they_are_or_changed(
    table: Table, facilitator: Facilitator, cards: list[str]
) -> None:
    a, b, c, d, e, f = cards
    made = _suggested(
        table, _group("one", c, a, b), _group("two", d, e, f, title="Школа", language="uk")
    )
    command, (one, two), left_out = _accept(
        facilitator,
        made,
        {"key": "one", "title": "  Night buses ", "proposals": [c, b]},
        {"key": "two"},
    )
    assert left_out == 0
    assert _where(table) == {a: None, b: one, c: one, d: two, e: two, f: two}
    clusters = table.sees()["clusters"]
    assert (clusters[one]["title"], clusters[one]["language"]) == ("Night buses", "en")
    assert (clusters[two]["title"], clusters[two]["language"]) == ("Школа", "uk")
    proposals = table.sees()["proposals"]
    assert proposals[c]["position"] < proposals[b]["position"]
    facilitator.undoes(command)
    assert set(_where(table).values()) == {None}
    assert table.sees()["clusters"] == {}


def test_what_lies_in_a_group_meanwhile_stays_there(
    table: Table, facilitator: Facilitator, cards: list[str]
) -> None:
    a, b, c, *_ = cards
    made = _suggested(table, _group("one", a, b, c))
    own = facilitator.clusters("Own", b)
    facilitator.does("hide_proposal", proposal=c)
    _, clusters, left_out = _accept(facilitator, made, {"key": "one"})
    assert left_out == 2
    assert _where(table)[b] == own
    assert _where(table)[a] == clusters[0]
    accepted = {"suggestion": made, "groups": [{"key": "one"}]}
    assert facilitator.tries("accept_suggestion", **accepted) == "nothing_left"


def test_a_group_of_one_area_lies_in_it(
    table: Table, facilitator: Facilitator, alice: Guest
) -> None:
    facilitator.opens("propose")
    area = table.area("work")
    ids = [alice.proposes(f"Work {n}", area=area) for n in range(2)]
    facilitator.opens("group")
    made = _suggested(table, _group("one", *ids))
    _accept(facilitator, made, {"key": "one"})
    assert [cluster["area"] for cluster in table.sees()["clusters"].values()] == [area]


@pytest.mark.parametrize(
    ("groups", "code"),
    [
        ([], "nothing_left"),
        ([{"key": "three"}], "suggestion_gone"),
        ([{}], "suggestion_gone"),
        ([{"key": "one", "title": " "}], "text_empty"),
        ([{"key": "one", "title": "x" * 121}], "text_too_long"),
        ([{"key": "one", "title": 5}], "arg_wrong"),
        ([{"key": "one", "proposals": ["0" * 20]}], "arg_wrong"),
        ([{"key": "one", "proposals": [[]]}], "arg_wrong"),
        ([{"key": "one", "proposals": "all"}], "arg_wrong"),
        ([{"key": "one", "proposals": []}], "nothing_left"),
        ([{"key": "one", "more": 1}], "arg_unknown"),
        (["one"], "arg_wrong"),
    ],
)
def test_what_cannot_be_accepted(
    table: Table, facilitator: Facilitator, cards: list[str], groups: list[Any], code: str
) -> None:
    made = _suggested(table, _group("one", *cards[:3]))
    assert facilitator.tries("accept_suggestion", suggestion=made, groups=groups) == code
    assert set(_where(table).values()) == {None}


def test_a_suggestion_is_put_away(table: Table, facilitator: Facilitator, cards: list[str]) -> None:
    made = _suggested(table, _group("one", *cards[:3]))
    facilitator.does("dismiss_suggestion", suggestion=made)
    assert table.sees()["suggestions"] == {}
    assert facilitator.tries("dismiss_suggestion", suggestion=made) == "suggestion_gone"


def test_another_one_takes_its_place(table: Table, cards: list[str]) -> None:
    first = _suggested(table, _group("one", *cards[:3]))
    again = table.facilitator.does("suggest_groups", level=4)
    assert set(table.sees()["suggestions"]) == {first, again}, "it stands meanwhile"
    _finish(table, again, _body())
    assert set(table.sees()["suggestions"]) == {again}
    _finish(table, first, _body(_group("late")))
    assert set(table.sees()["suggestions"]) == {again}, "what came late is not heard"


def test_places_are_pointed_out_by_themselves(table: Table, cards: list[str]) -> None:
    for sure in (0.5, 0.9):
        body = {
            "by": "letters",
            "duplicates": [],
            "places": {cards[0]: {"cluster": "c", "sure": sure}},
        }
        assert table.send(MACHINE, "place_proposals", {"body": body}).refused is None
    (told,) = table.sees()["suggestions"].values()
    assert told == {"status": "places", "level": 0, **body}


def test_only_the_machine_says_what_it_suggests(
    table: Table, facilitator: Facilitator, alice: Guest, cards: list[str]
) -> None:
    made = _suggested(table, _group("one", *cards[:3]))
    for who in (facilitator, alice):
        assert who.tries("finish_suggestion", suggestion=made) == "not_your_role"
        assert who.tries("place_proposals", body={}) == "not_your_role"
    assert alice.tries("suggest_groups") == "not_your_role"


def test_not_while_votes_are_in(
    table: Table, facilitator: Facilitator, alice: Guest, cards: list[str]
) -> None:
    made = _suggested(table, _group("one", *cards[:3]))
    facilitator.opens("vote")
    alice.votes(cards[0])
    assert facilitator.tries("suggest_groups") == "votes_in"
    accepted = {"suggestion": made, "groups": [{"key": "one"}]}
    assert facilitator.tries("accept_suggestion", **accepted) == "votes_in"
