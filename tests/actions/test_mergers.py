"""Merging and splitting after the vote, with tallies counted by hand, there and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from roundtable.core.draft import build
from roundtable.record import record_of
from tests.actors import Guest, Table
from tests.factories import make_format


class Voted:
    """A vote that was revealed: two groups of two cards each, and a card, marked by eleven people."""

    def __init__(self, table: Table, ballot: str) -> None:
        self.table = table
        city, newcomers = table.people(city=6), table.people(newcomers=5)
        self.everyone = [*city, *newcomers]
        table.facilitator.opens("propose")
        self.cards = [city[0].proposes(f"Idea number {n} of five") for n in range(5)]
        table.facilitator.opens("group")
        self.one = table.facilitator.clusters("One", *self.cards[:2])
        self.two = table.facilitator.clusters("Two", *self.cards[2:4])
        self.card = self.cards[4]
        self.stage = table.facilitator.opens("vote")
        self._vote(ballot, city, newcomers)
        table.facilitator.opens("reveal")
        table.facilitator.reveals()

    def _vote(self, ballot: str, city: list[Guest], newcomers: list[Guest]) -> None:
        """One: 4 of the city. Two: 3 of the city, 2 of them also for one; 4 newcomers."""
        much, less = (3, 2) if ballot == "dots" else (1, 1)
        for person in city[:2]:
            person.votes(**{self.one: much, self.two: less})
        for person in city[2:4]:
            person.votes(**{self.one: much})
        city[4].votes(**{self.two: less})
        for person in newcomers[:4]:
            person.votes(**{self.two: less})
        newcomers[4].votes(**{self.card: 1})
        if ballot == "opinion":
            city[5].votes(**{self.one: -1, self.two: 0})

    def result(self, audience: str = "console") -> dict[str, Any]:
        return self.table.sees(audience)["results"][self.stage]

    def totals(self) -> dict[str, int]:
        told = self.result()
        return {o["option"]: o["total"] for o in (told["revised"] or told)["options"]}

    def merges(self, rule: str = "once") -> str:
        return self.table.facilitator.does(
            "merge_options", stage=self.stage, options=[self.two], into=self.one, rule=rule
        )

    def splits(self, option: str, *cards: str, title: str = "A part") -> str:
        return self.table.facilitator.does(
            "split_option", stage=self.stage, option=option, proposals=list(cards), title=title
        )


@pytest.fixture
def make_voted(make_table: Callable[..., Table]) -> Callable[..., Voted]:
    return lambda ballot="approval": Voted(make_table(make_format(ballot)), ballot)


@pytest.fixture
def voted(make_voted: Callable[..., Voted]) -> Voted:
    return make_voted()


@pytest.mark.parametrize(
    ("ballot", "rule", "total", "people"),
    [
        ("approval", "once", 9, 9), ("approval", "sum", 11, 11), ("approval", "higher", 7, 7),
        ("dots", "once", 26, 9), ("dots", "sum", 26, 11), ("dots", "higher", 14, 7),
        ("opinion", "once", 9, 9), ("opinion", "sum", 11, 11), ("opinion", "higher", 7, 7),
    ],
)  # fmt: skip
def test_each_rule_counts_as_by_hand_and_is_taken_back(
    make_voted: Callable[..., Voted], ballot: str, rule: str, total: int, people: int
) -> None:
    voted = make_voted(ballot)
    before, body = voted.totals(), voted.result()
    assert before == {
        voted.one: 12 if ballot == "dots" else 4,
        voted.two: 14 if ballot == "dots" else 7,
        voted.card: 1,
    }
    done = voted.merges(rule)
    after = voted.result()
    assert voted.totals() == {voted.one: total, voted.card: 1}
    row = after["revised"]["options"][0]
    assert (row["people"], row["rank"]) == (people, 1)
    assert {**after, "revised": None} == body, "the result as it was revealed stays"
    undone = voted.table.facilitator.undoes(done)
    assert voted.result() == body
    voted.table.facilitator.undoes(undone)
    assert voted.result() == after


def test_everyone_is_told_the_same(voted: Voted) -> None:
    voted.merges()
    for audience in ("phone", "screen", "writer", "desk", "observer"):
        assert voted.result(audience) == voted.result()


def test_before_and_after_by_group(voted: Voted) -> None:
    voted.merges()
    step = voted.result()["revised"]["mergers"][0]
    assert (step["kind"], step["rule"], step["title"]) == ("merge", "once", "One")
    assert [(row["title"], row["total"]) for row in step["before"]] == [("One", 4), ("Two", 7)]
    assert [count["for"] for count in step["after"][0]["by_group"]] == [5, 4]
    assert voted.result()["revised"]["texts"][voted.one]["of"] == [voted.one, voted.two]


def test_a_change_of_group_after_the_vote_changes_no_figure(voted: Voted) -> None:
    voted.merges()
    before = voted.result()
    voted.everyone[0].does("change_seat", group=voted.table.group("newcomers"))
    assert voted.result() == before


def test_parts_inherit_and_have_a_passage_each(voted: Voted) -> None:
    part = voted.splits(voted.one, voted.cards[1], title="Only trees")
    assert voted.totals() == {voted.one: 4, part: 4, voted.two: 7, voted.card: 1}
    texts = voted.result()["revised"]["texts"]
    assert (texts[part]["title"], texts[part]["label"]) == ("Only trees", "C-1b")
    assert texts[voted.one]["proposals"] == [voted.cards[0]]
    passages = voted.table.sees("writer")["passages"]
    assert (passages[part]["title"], passages[part]["number"]) == ("Only trees", "C-1b")
    voted.table.facilitator.undoes(part)
    assert part not in voted.table.sees("writer")["passages"]


def test_what_was_merged_has_one_passage(voted: Voted) -> None:
    assert voted.two in voted.table.sees("writer")["passages"]
    done = voted.merges()
    assert voted.two not in voted.table.sees("writer")["passages"]
    voted.table.facilitator.undoes(done)
    assert voted.two in voted.table.sees("writer")["passages"]


def test_steps_are_applied_in_their_order_and_undone_in_any_that_fits(voted: Voted) -> None:
    merged = voted.merges()
    part = voted.splits(voted.one, *voted.cards[2:4], title="Two again")
    assert voted.totals() == {voted.one: 9, part: 9, voted.card: 1}
    assert voted.table.facilitator.tries("undo", entry=merged) == "changed_since"
    undone = voted.table.facilitator.undoes(part)
    voted.table.facilitator.undoes(merged)
    assert voted.totals() == {voted.one: 4, voted.two: 7, voted.card: 1}
    assert voted.table.facilitator.tries("undo", entry=undone) == "changed_since"


def test_another_merger_of_the_same_comes_between(voted: Voted) -> None:
    merged = voted.merges()
    undone = voted.table.facilitator.undoes(merged)
    voted.table.facilitator.does(
        "merge_options", stage=voted.stage, options=[voted.two], into=voted.card, rule="sum"
    )
    assert voted.table.facilitator.tries("undo", entry=undone) == "changed_since"
    assert voted.totals() == {voted.one: 4, voted.card: 8}


@pytest.mark.parametrize(
    ("rule", "total", "told"),
    [("once", "9", "Each person once"), ("sum", "11", "Added up"), ("higher", "7", "The higher")],
)
def test_the_annex_tells_it_and_tells_it_no_more(
    voted: Voted, rule: str, total: str, told: str
) -> None:
    done = voted.merges(rule)
    draft = build(voted.table.look(record_of))
    (step,) = draft.annex_mergers
    assert step.rule.startswith(told)
    assert [(line.label, line.figure) for line in step.before] == [("C-1", "4"), ("C-2", "7")]
    assert [(line.label, line.figure) for line in step.after] == [("C-1", total)]
    priority = next(p for area in draft.areas for p in area.priorities if p.cite.label == "C-1")
    assert priority.support is not None
    assert priority.support.figure == total
    assert [quote.cite.label for quote in priority.quotes] == ["P-001", "P-002", "P-003", "P-004"]
    voted.table.facilitator.undoes(done)
    after = build(voted.table.look(record_of))
    assert after.annex_mergers == ()
    assert "C-2" in {p.cite.label for area in after.areas for p in area.priorities}


def test_concerns_about_a_part_go_with_the_whole(voted: Voted) -> None:
    person = voted.everyone[3]
    person.does(
        "state_concern", stage=voted.stage, option=voted.two, text="Too dear for small towns"
    )
    before = build(voted.table.look(record_of)).dissent
    assert "C-2" in {about.cite.label for about in before}
    voted.merges()
    after = build(voted.table.look(record_of)).dissent
    words = {h.words.text: about.cite.label for about in after for h in about.held if h.words}
    assert words == {"Too dear for small towns": "C-1"}


def test_what_does_not_fit_is_refused(voted: Voted, make_table: Callable[..., Table]) -> None:
    lead, stage = voted.table.facilitator, voted.stage
    both = {"stage": stage, "into": voted.one, "rule": "once"}
    assert lead.tries("merge_options", **both, options=[voted.one]) == "same_option"
    assert lead.tries("merge_options", **both, options=[]) == "same_option"
    assert lead.tries("merge_options", **both, options=[voted.cards[0]]) == "option_unknown"
    whole = {"stage": stage, "option": voted.one, "title": "Part"}
    assert lead.tries("split_option", **whole, proposals=voted.cards[:2]) == "not_in_option"
    assert lead.tries("split_option", **whole, proposals=voted.cards[2:3]) == "not_in_option"
    assert lead.tries("split_option", **whole, proposals=[]) == "not_in_option"
    assert voted.everyone[0].tries("merge_options", **both, options=[voted.two]) == "not_your_role"
    fresh = make_table()
    vote = {"stage": fresh.stage("vote"), "options": [voted.two], "into": voted.one}
    assert fresh.facilitator.tries("merge_options", **vote, rule="once") == "not_revealed"


def test_a_ranking_is_counted_anew_and_comes_back_when_it_is_undone(
    make_voted: Callable[..., Voted],
) -> None:
    """One is first of 4, two of 7 (with one on 2), the card of 1: two beats one by 5 to 2."""
    voted = make_voted("ranking")
    before = voted.result()
    assert before["count"]["order"][0] == [voted.two]
    lead, both = voted.table.facilitator, {"stage": voted.stage, "options": [voted.two]}
    assert lead.tries("merge_options", **both, into=voted.one, rule="sum") == "rule_unfit"
    done = voted.merges()
    after = voted.result()
    assert after["count"] == before["count"]
    assert after["revised"]["rule"] == "schulze"
    assert after["revised"]["count"]["order"] == [[voted.one], [voted.card]]
    assert [(row["option"], row["spread"]) for row in after["revised"]["options"]] == [
        (voted.one, [9, 0]),
        (voted.card, [1, 0]),
    ]
    draft = build(voted.table.look(record_of))
    assert next(p.cite.label for a in draft.areas for p in a.priorities) == "C-1"
    lead.undoes(done)
    assert voted.result()["revised"] is None
