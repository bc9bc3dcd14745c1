from __future__ import annotations

from collections.abc import Callable

import pytest

from roundtable import projections
from roundtable.commands import HOST, Actor
from tests.actors import Facilitator, Guest, Person, Table
from tests.factories import make_agenda

MakeTable = Callable[..., Table]


@pytest.fixture
def table(make_table: MakeTable) -> Table:
    return make_table(
        make_agenda(
            "write",
            "round",
            "discuss",
            "discuss as=more",
            "vote on=proposals",
            "reveal",
            "feedback",
        )
    )


@pytest.fixture
def people(table: Table, facilitator: Facilitator) -> list[Guest]:
    found = table.people(city=3, newcomers=2)
    facilitator.opens("discuss")
    return found


def queue(table: Table, audience: str = projections.CONSOLE) -> list[tuple[int, str]]:
    """(alias, status) in the order of asking."""
    turns = sorted(table.sees(audience)["queue"].values(), key=lambda turn: turn["position"])
    return [(turn["who"], turn["status"]) for turn in turns]


def test_hands_wait_in_their_order(table: Table, people: list[Guest]) -> None:
    one = people[0].does("raise_hand")
    table.passes(3)
    two = people[1].does("raise_hand")
    assert people[0].tries("raise_hand") == "hand_up"
    assert queue(table) == [(1, "waiting"), (2, "waiting")]
    assert table.sees()["queue"][one] == {
        "stage": table.stage("discuss"), "who": 1, "group": table.group("city"), "desk": False,
        "status": "waiting", "position": 1.0, "asked": table.now - 3000, "begun": None,
        "ended": None,
    }  # fmt: skip
    assert people[1].own()["hand"] == {"id": two, "status": "waiting", "place": 2}
    people[0].does("lower_hand")
    assert people[0].tries("lower_hand") == "hand_down"
    assert people[1].own()["hand"]["place"] == 1
    assert queue(table) == [(2, "waiting")]
    assert queue(table, projections.DESK) == [(2, "waiting")]


def test_the_floor_goes_from_one_to_the_next(
    table: Table, facilitator: Facilitator, people: list[Guest]
) -> None:
    first, second = (person.does("raise_hand") for person in people[:2])
    facilitator.does("call_next", turn=first)
    assert people[0].own()["hand"] == {"id": first, "status": "speaking", "place": 0}
    table.passes(40)
    facilitator.does("call_next", turn=second)
    assert queue(table) == [(1, "done"), (2, "speaking")]
    assert queue(table, projections.PHONE) == [(2, "speaking")]
    assert people[0].own()["hand"] is None
    table.passes(20)
    facilitator.does("end_turn", turn=second)
    assert facilitator.tries("end_turn") == "nobody_speaks"
    assert facilitator.tries("call_next") == "nobody_waits"
    city = table.group("city")
    told = {each["group"]: each for each in table.sees()["talk"]["now"]["groups"]}
    assert told[city] == {"group": city, "turns": 2, "seconds": 60}
    assert table.sees()["queue"][second]["ended"] - table.sees()["queue"][second]["begun"] == 20_000


def test_two_consoles_skip_nobody(
    table: Table, facilitator: Facilitator, people: list[Guest]
) -> None:
    """Both call the one who is next: the second is told that it is done."""
    first, second = (person.does("raise_hand") for person in people[:2])
    other = Person(table, Actor(HOST, "key-of-a-host-000000"))
    facilitator.does("call_next", turn=first)
    assert other.tries("call_next", turn=first) == "speaks_already"
    assert queue(table) == [(1, "speaking"), (2, "waiting")]
    facilitator.does("call_next", turn=second)
    assert other.tries("end_turn", turn=first) == "turn_over"
    assert other.tries("call_next", turn=first) == "turn_over"
    assert queue(table) == [(1, "done"), (2, "speaking")]
    people[1].does("lower_hand")  # who speaks may end it, too
    assert queue(table) == [(1, "done"), (2, "done")]


def test_groups_are_balanced(table: Table, facilitator: Facilitator, people: list[Guest]) -> None:
    one = people[0].does("raise_hand")
    facilitator.does("call_next", turn=one)
    table.passes(60)
    facilitator.does("end_turn")
    again, same, other = (people[n].does("raise_hand") for n in (0, 1, 3))
    assert table.sees()["talk"]["now"]["next"] == other  # a group that was not heard yet
    facilitator.does("call_next")
    table.passes(90)
    assert table.sees()["talk"]["now"]["next"] == same  # before who has spoken already
    facilitator.does("call_next")
    facilitator.does("call_next")
    assert table.sees()["queue"][again]["status"] == "speaking"


def test_who_leaves_waits_no_more(table: Table, people: list[Guest]) -> None:
    people[0].does("raise_hand")
    people[1].does("raise_hand")
    people[0].does("leave")
    assert queue(table) == [(2, "waiting")]
    assert people[1].own()["hand"]["place"] == 1


def test_nobody_asks_to_speak_while_people_vote(
    table: Table, facilitator: Facilitator, people: list[Guest]
) -> None:
    people[0].does("raise_hand")
    for kind in ("vote", "feedback"):
        facilitator.opens(kind)
        assert people[1].tries("raise_hand") == "not_now"
        assert table.sees()["queue"] == {}
    facilitator.does("open_stage", stage=table.step("more"))
    assert people[0].own()["hand"] is None
    people[1].does("raise_hand")


def test_what_was_said_before_counts_in_the_next_step(
    table: Table, facilitator: Facilitator, people: list[Guest]
) -> None:
    people[0].does("raise_hand")
    facilitator.does("call_next")
    table.passes(30)
    facilitator.does("open_stage", stage=table.step("more"))
    city = table.group("city")
    told = {each["group"]: each["seconds"] for each in table.sees()["talk"]["now"]["groups"]}
    assert told[city] == 30


def test_a_round_gives_everybody_a_turn(table: Table, facilitator: Facilitator) -> None:
    """Who has kept something; when all have had their turn, those who still have."""
    people = table.people(city=3)
    facilitator.opens("write")
    kept = [people[n].proposes(f"Idea {n}") for n in (0, 2, 2)]
    facilitator.opens("round")
    assert queue(table) == [(1, "waiting"), (3, "waiting")]
    facilitator.does("call_next")
    people[0].does("share_proposal", proposal=kept[0])
    facilitator.does("call_next")
    people[2].does("share_proposal", proposal=kept[1])
    facilitator.does("call_next")
    assert queue(table) == [(1, "done"), (3, "done"), (3, "speaking")]
    people[2].does("share_proposal", proposal=kept[2])
    assert facilitator.tries("call_next") == "nobody_waits"
    people[1].does("raise_hand")  # who wrote nothing may still speak
    facilitator.does("call_next")


def test_a_round_without_writing_is_everybodys(make_table: MakeTable) -> None:
    table = make_table(make_agenda("round turns=free"))
    table.people(city=4)
    table.facilitator.opens("round")
    assert queue(table) == [(n, "waiting") for n in (1, 2, 3, 4)]


def test_a_round_goes_round_the_tables(make_table: MakeTable) -> None:
    table = make_table(make_agenda("round", tables=2))
    people = table.people(city=4)
    tables = [key for key in table.sees()["tables"] if key != "now"]
    tables.sort(key=lambda key: table.sees()["tables"][key]["position"])
    people[0].does("choose_table", table=tables[1])
    people[2].does("choose_table", table=tables[0])
    table.facilitator.opens("round")
    assert [who for who, _ in queue(table)] == [3, 1, 2, 4]
