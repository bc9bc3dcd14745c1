"""What is withheld of small groups, played: over rounds, where all are of one mind, and in the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from roundtable.models import Roundtable
from roundtable.record import record_of
from tests.actors import Guest, Table
from tests.factories import make_agenda

STEPS = ("propose", "vote as=first on=proposals", "previous as=between of=first",
         "vote as=second on=proposals", "previous as=after of=second")  # fmt: skip


class Twice:
    """A table that votes twice on one proposal."""

    def __init__(self, table: Table) -> None:
        self.table, self.lead = table, table.facilitator
        self.city, self.newcomers = table.people(city=9), table.people(newcomers=8)
        self.employers = table.people(employers=3)
        self.lead.goes_to("propose-1")
        self.one = self.city[0].proposes("Close the street to cars")
        self.two = self.employers[0].proposes("Open the school yard")

    def votes(self, key: str, *people: Guest) -> dict[str, int]:
        """They vote, the odd ones for the other proposal; whom the result tells apart, with how many."""
        stage = self.lead.goes_to(key)
        for number, guest in enumerate(people):
            guest.does(
                "cast_ballot", stage=stage, marks={(self.two if number % 2 else self.one): 1}
            )
        self.lead.goes_to("between" if key == "first" else "after")
        result: dict[str, Any] = self.table.sees("phone")["results"][stage]
        return {group["group"]: group["voted"] for group in result["groups"]}

    @property
    def everyone(self) -> list[Guest]:
        return [*self.city, *self.newcomers, *self.employers]


@pytest.fixture
def twice(make_table: Callable[..., Table]) -> Twice:
    return Twice(make_table(make_agenda(*STEPS)))


def test_the_same_people_are_told_as_before(twice: Twice) -> None:
    city = twice.table.group("city")
    assert twice.votes("first", *twice.everyone) == {city: 9, "other": 11}
    assert twice.votes("second", *twice.everyone) == {city: 9, "other": 11}


def test_three_who_are_joined_by_two_stay_with_those_they_were_told_with(twice: Twice) -> None:
    city = twice.table.group("city")
    assert twice.votes("first", *twice.everyone) == {city: 9, "other": 11}
    assert twice.votes("second", *twice.everyone, *twice.table.people(employers=2)) == {
        city: 9, "other": 13,
    }  # fmt: skip


def test_a_few_of_two_groups_who_do_not_vote_again_are_not_told_apart(twice: Twice) -> None:
    twice.votes("first", *twice.everyone)
    again = [*twice.city[1:], *twice.newcomers[1:], *twice.employers]
    assert twice.votes("second", *again) == {}


def test_a_few_of_one_group_are_told_by_the_totals_anyway(twice: Twice) -> None:
    city = twice.table.group("city")
    twice.votes("first", *twice.everyone)
    again = [*twice.city[1:], *twice.newcomers, *twice.employers]
    assert twice.votes("second", *again) == {city: 8, "other": 11}


def test_who_says_another_group_is_not_had_by_the_difference(twice: Twice) -> None:
    twice.votes("first", *twice.everyone)
    twice.city[0].does("change_seat", group=twice.table.group("newcomers"))
    assert twice.votes("second", *twice.everyone) == {}


@pytest.mark.parametrize("withheld", [True, False])
def test_a_block_of_one_mind_is_withheld_where_the_setting_says_so(
    twice: Twice, withheld: bool
) -> None:
    table, people = twice.table, twice.everyone
    with table.database.write() as session:
        session.get_one(Roundtable, table.id).unanimous = withheld
    stage = twice.lead.goes_to("first")
    for guest in people:
        mine = twice.one if guest in twice.city or guest is people[-1] else twice.two
        guest.does("cast_ballot", stage=stage, marks={mine: 1})
    twice.lead.goes_to("between")
    result = table.sees("phone")["results"][stage]
    assert (result["groups"] == []) is withheld
    assert all((row["by_group"] == []) is withheld for row in result["options"])
    assert {row["option"]: row["total"] for row in result["options"]} == {
        twice.one: 10,
        twice.two: 10,
    }


def test_a_proposal_names_its_group_where_that_hides_who_wrote_it(twice: Twice) -> None:
    twice.newcomers[0].proposes("More buses at night")
    found = twice.table.look(record_of)
    told = [(one["group"], one["withheld"]) for one in found["proposals"]]
    assert told == [(twice.table.group("city"), False), (None, True), (None, True)]
    assert found["threshold"] == 5
