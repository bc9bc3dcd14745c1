"""Merging and splitting after the vote, against counts made by hand and against each other."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.core.errors import Refused
from roundtable.core.mergers import Choice, Merger, Standing, apply, begin, fits
from roundtable.core.results import settings_of
from roundtable.core.revising import revised
from tests.core.counting import result_of

CHOICES = [
    Choice("a", "C-1", "Trees", ("p1", "p2")),
    Choice("b", "C-2", "Shade", ("p3",)),
    Choice("c", "P-004", "Buses", ("p4",)),
]
#: Seven of a group x, six of a group y, one of z, who is told with no other: marks of a, b, c.
APPROVAL = [
    *[("x", {"a": 1, "b": 1})] * 3, *[("x", {"a": 1})] * 2, *[("x", {"b": 1, "c": 1})] * 2,
    *[("y", {"b": 1})] * 4, *[("y", {"c": 1})] * 2,
    ("z", {"a": 1, "c": 1}),
]  # fmt: skip
DOTS = [
    *[("x", {"a": 3, "b": 2})] * 3, *[("x", {"a": 5})] * 2, *[("x", {"b": 1, "c": 4})] * 2,
    *[("y", {"b": 4, "c": 1})] * 4, *[("y", {"c": 5})] * 2,
    ("z", {"a": 1, "c": 1}),
]  # fmt: skip
OPINION = [
    *[("x", {"a": 1, "b": -1})] * 3, *[("x", {"a": 0, "b": -1})] * 2, *[("x", {"a": -1})] * 2,
    *[("y", {"a": 0, "b": 0, "c": 1})] * 4, *[("y", {"b": 1})] * 2,
    ("z", {"c": 1}),
]  # fmt: skip
COSTS = {"a": 3, "b": 3, "c": 2}
CASTS = {"approval": APPROVAL, "dots": DOTS, "opinion": OPINION}


def merge(rule: str, *options: str, into: str = "a") -> Merger:
    return Merger("m", "merge", rule, into, options)


def count(ballot: str, rule: str, *options: str) -> tuple[int, int, int, int]:
    found = apply(begin({"ballot": ballot}, CHOICES, CASTS[ballot]), merge(rule, *options)).count(
        "a"
    )
    return found.yes, found.against, found.passed, found.people


@pytest.mark.parametrize(
    ("ballot", "rule", "by_hand"),
    [
        # a: 3 + 2 + 1 = 6 people, b: 3 + 2 + 4 = 9; three marked both.
        ("approval", "once", (12, 0, 0, 12)),
        ("approval", "sum", (15, 0, 0, 15)),
        ("approval", "higher", (9, 0, 0, 9)),
        # a: 9 + 10 + 1 = 20 dots of 6, b: 6 + 2 + 16 = 24 dots of 9; three placed some on both.
        ("dots", "once", (44, 0, 0, 12)),
        ("dots", "sum", (44, 0, 0, 15)),
        ("dots", "higher", (24, 0, 0, 9)),
        # a: 3 for, 2 against, 6 passed. b: 2 for, 5 against, 4 passed. Of those who came to either:
        # 3 + 2 agreed to one of them, 2 + 2 were against one and for none, 4 passed on both.
        ("opinion", "once", (5, 4, 4, 5)),
        ("opinion", "sum", (5, 7, 10, 5)),
        ("opinion", "higher", (3, 2, 6, 3)),
    ],
)
def test_a_merger_counts_as_by_hand(ballot: str, rule: str, by_hand: tuple[int, ...]) -> None:
    assert count(ballot, rule, "b") == by_hand


def test_an_objection_to_a_part_is_one_to_the_whole() -> None:
    cast = [("x", {"a": 1, "b": -1}), ("x", {"a": 0, "b": 1}), ("x", {"a": 1}), ("x", {"b": 1})]
    found = apply(begin({"ballot": "consent"}, CHOICES, cast), merge("once", "b")).count("a")
    assert (found.yes, found.passed, found.against) == (2, 1, 1)


@pytest.mark.parametrize("rule", ["sum", "higher", "inherit", "none"])
def test_consent_is_not_added_up(rule: str) -> None:
    assert refused(begin({"ballot": "consent"}, CHOICES, []), merge(rule, "b")) == "rule_unfit"


def merged(settings: dict[str, Any], cast: list[dict[str, int]], **more: Any) -> dict[str, Any]:
    """The result once b was put into a, each person counting once."""
    body = result_of(
        settings=settings, options=["a", "b", "c"], ballots=[("", marks) for marks in cast],
        present={"": len(cast)}, **more,
    )  # fmt: skip
    standing = begin(settings, CHOICES, [("", marks) for marks in cast], more.get("costs"))
    return revised(body, standing, [merge("once", "b")])


def test_of_scores_and_grades_the_best_one_counts() -> None:
    # a 5, 0, -; b 1, 2, 3; c 3, 3, 3. Together 5, 2, 3: a mean of 10/3 is more than 3.
    cast = [{"a": 5, "b": 1, "c": 3}, {"a": 0, "b": 2, "c": 3}, {"b": 3, "c": 3}]
    told = merged({"ballot": "score", "scale": "5"}, cast)
    assert [(r["option"], r["total"], r["spread"]) for r in told["options"]] == [
        ("a", 10, [0, 0, 1, 1, 0, 1]),
        ("c", 9, [0, 0, 0, 3, 0, 0]),
    ]
    assert (told["rule"], told["count"]["order"]) == ("mean", [["a"], ["c"]])
    # By grades both have the median 3; c has nobody below it.
    assert merged({"ballot": "grade"}, cast)["count"]["order"] == [["c"], ["a"]]


def test_of_a_ranking_the_best_place_counts_and_those_behind_move_up() -> None:
    cast = [
        {"a": 3, "b": 1, "c": 2}, {"c": 1, "b": 2, "a": 3}, {"a": 1, "b": 1, "c": 2},
        {"a": 1, "b": 2, "c": 3}, {"c": 1},
    ]  # fmt: skip
    told = merged({"ballot": "ranking"}, cast)
    # Now: a c, c a, a c, a c (from the third place to the second), c –.
    assert [(r["option"], r["rank"], r["spread"]) for r in told["options"]] == [
        ("a", 1, [3, 1]),
        ("c", 2, [2, 3]),
    ]
    assert told["count"]["order"] == [["a"], ["c"]]


def test_in_a_knapsack_what_is_put_together_costs_what_the_dearest_did() -> None:
    # 70 to spend. Before: a 30 by one, b 40 by two, c 40 by two. Together a costs 40, by three.
    cast = [{"a": 1, "b": 1}, {"b": 1}, {"a": 1, "c": 1}, {"c": 1}]
    settings = {"ballot": "knapsack", "sum": 70, "rule": "approval"}
    told = merged(settings, cast, costs={"a": 30, "b": 40, "c": 40})
    assert [(r["option"], r["total"]) for r in told["options"]] == [("a", 3), ("c", 2)]
    assert told["count"]["chosen"] == ["a"]
    (step,) = told["mergers"]
    assert [row["cost"] for row in step["before"]] == [30, 40]
    assert [row["cost"] for row in step["after"]] == [40]


def test_the_rule_of_the_vote_fills_its_seats_again() -> None:
    cast = [{"a": 1}, {"b": 1}, {"c": 1}, {"c": 1}]
    told = merged({"ballot": "approval", "seats": 1, "majority": "voting", "share": 50}, cast)
    assert told["count"]["chosen"] == []
    assert told["count"]["tied"] == ["a", "c"]
    assert told["others"][0]["rule"] == "phragmen"
    assert told["thresholds"]["majority"]["options"] == {
        "a": {"have": 2, "met": False},
        "c": {"have": 2, "met": False},
    }


def test_figures_that_count_somebody_twice_are_compared_with_no_other_rule() -> None:
    cast = [("", {"a": 1, "b": 1}), ("", {"c": 1})]
    body = result("approval", cast)
    told = revised(body, begin({"ballot": "approval"}, CHOICES, cast), [merge("sum", "b")])
    assert (told["count"]["order"], told["count"]["facts"]) == ([["a"], ["c"]], [])
    assert told["others"] == []


@pytest.mark.parametrize("ballot", ["score", "grade", "ranking", "knapsack"])
def test_what_is_no_sum_is_not_added_up(ballot: str) -> None:
    standing = begin({"ballot": ballot, "sum": 9}, CHOICES, [])
    assert fits(standing, [merge("once", "b")])
    assert refused(standing, merge("sum", "b")) == "rule_unfit"
    assert refused(standing, merge("higher", "b")) == "rule_unfit"


def test_a_proportional_count_is_not_added_up() -> None:
    standing = begin({"ballot": "approval", "rule": "phragmen", "seats": 2}, CHOICES, APPROVAL)
    assert refused(standing, merge("sum", "b")) == "rule_unfit"


def test_comparisons_stay_and_what_costs_has_no_parts() -> None:
    pairs = begin({"ballot": "pairs"}, CHOICES, [("", {"a-b": 1})])
    assert pairs.cast == [("", {"a-b": (1,)})]
    assert refused(pairs, merge("once", "b")) == "pairs_stay"
    split = Merger("m", "split", "inherit", "a", (), "n", "N", ("p1",), ("p2",))
    assert refused(pairs, split) == "pairs_stay"
    assert refused(begin({"ballot": "knapsack", "sum": 9}, CHOICES, []), split) == "parts_cost"


def test_three_options_and_one_person_in_all_of_them() -> None:
    cast = [("x", {"a": 1, "b": 1, "c": 1}), ("x", {"c": 1})]
    standing = begin({"ballot": "approval"}, CHOICES, cast)
    assert apply(standing, merge("once", "b", "c")).count("a").yes == 2
    assert apply(standing, merge("sum", "b", "c")).count("a").yes == 4
    one_by_one = apply(apply(standing, merge("sum", "b")), merge("once", "c"))
    assert one_by_one.count("a").yes == 2


def test_equal_figures_take_the_option_that_was_put_up_first() -> None:
    cast = [("x", {"a": 1}), ("y", {"b": 1})]
    standing = apply(begin({"ballot": "approval"}, CHOICES, cast), merge("higher", "a", into="b"))
    assert standing.cast[0] == ("x", {"b": (1,)})


def test_parts_inherit_and_keep_the_place() -> None:
    step = Merger("m", "split", "inherit", "a", (), "n", "Old trees", ("p2",), ("p1",))
    after = apply(begin({"ballot": "dots"}, CHOICES, DOTS), step)
    assert [(c.id, c.label, c.proposals) for c in after.choices.values()][:2] == [
        ("a", "C-1", ("p1",)),
        ("n", "C-1b", ("p2",)),
    ]
    assert (
        after.count("a") == after.count("n") == begin({"ballot": "dots"}, CHOICES, DOTS).count("a")
    )


def test_what_was_taken_apart_is_put_together_again() -> None:
    before = begin({"ballot": "approval"}, CHOICES, APPROVAL)
    step = Merger("m", "split", "inherit", "a", (), "n", "Old trees", ("p2",), ("p1",))
    after = apply(apply(before, step), merge("once", "n"))
    assert {o: after.count(o) for o in after.choices} == {o: before.count(o) for o in after.choices}
    assert set(after.choices["a"].proposals) == {"p1", "p2"}


def refused(standing: Standing, merger: Merger) -> str:
    with pytest.raises(Refused) as error:
        apply(standing, merger)
    assert not fits(standing, [merger])
    return error.value.code


@pytest.mark.parametrize(
    ("merger", "code"),
    [
        (merge("once", "z"), "option_unknown"),
        (merge("once", "b", into="z"), "option_unknown"),
        (merge("once", "a"), "same_option"),
        (merge("once"), "same_option"),
        (merge("once", "b", "b"), "same_option"),
        (merge("inherit", "b"), "rule_unfit"),
        (Merger("m", "split", "inherit", "z", (), "n", "N", ("p1",), ("p2",)), "option_unknown"),
        (Merger("m", "split", "once", "a", (), "n", "N", ("p1",), ("p2",)), "rule_unfit"),
        (Merger("m", "split", "inherit", "a", (), "n", "N", ("p1", "p2"), ()), "not_in_option"),
        (Merger("m", "split", "inherit", "a", (), "n", "N", (), ("p1", "p2")), "not_in_option"),
        (Merger("m", "split", "inherit", "a", (), "n", "N", ("p3",), ("p1",)), "not_in_option"),
        (Merger("m", "split", "inherit", "a", (), "n", "N", ("p1",), ("p1",)), "not_in_option"),
    ],
)
def test_what_does_not_fit_is_refused(merger: Merger, code: str) -> None:
    assert refused(begin({"ballot": "approval"}, CHOICES, APPROVAL), merger) == code


def result(ballot: str, cast: list[tuple[str, dict[str, int]]]) -> dict[str, Any]:
    groups = sorted({group for group, _ in cast})
    return result_of(
        settings={"ballot": ballot, "budget": 5, "sum": 5},
        costs=COSTS,
        options=[choice.id for choice in CHOICES],
        ballots=cast,
        present={group: sum(g == group for g, _ in cast) for group in groups},
    )


def test_before_and_after_side_by_side() -> None:
    body = result("approval", APPROVAL)
    told = revised(body, begin({"ballot": "approval"}, CHOICES, APPROVAL), [merge("once", "b")])
    step = told["mergers"][0]
    assert [(r["option"], r["title"], r["total"]) for r in step["before"]] == [
        ("a", "Trees", 6),
        ("b", "Shade", 9),
    ]
    assert [(r["option"], r["total"], r["rank"]) for r in step["after"]] == [("a", 12, 1)]
    assert [(r["option"], r["total"]) for r in told["options"]] == [("a", 12), ("c", 5)]
    assert told["texts"] == {
        "a": {"label": "C-1", "title": "Trees", "proposals": ["p1", "p2", "p3"], "of": ["a", "b"]}
    }
    # Group z is one person: told with y, the next smallest. x: 7 of 7; y and z: 4 + 1 of 7.
    assert [entry["group"] for entry in body["groups"]] == ["x", "other"]
    assert step["after"][0]["by_group"] == [
        {"for": 7, "against": 0, "pass": 0, "people": 7, "of": 7},
        {"for": 5, "against": 0, "pass": 0, "people": 5, "of": 7},
    ]


GROUPS = st.sampled_from(["x", "x", "x", "y", "y", "z", ""])


def casts(ballot: str) -> Any:
    low, high = {"dots": (1, 5), "score": (0, 5), "grade": (0, 5), "ranking": (1, 3)}.get(
        ballot, (-1, 1) if ballot in ("opinion", "consent") else (1, 1)
    )
    marks = st.dictionaries(st.sampled_from("abc"), st.integers(low, high))
    return st.lists(st.tuples(GROUPS, marks), max_size=40)


BALLOTS = ["approval", "dots", "opinion", "score", "grade", "ranking", "knapsack"]


@pytest.mark.parametrize("ballot", BALLOTS)
@given(data=st.data())
def test_without_a_merger_it_is_the_result(ballot: str, data: Any) -> None:
    cast = data.draw(casts(ballot))
    body = result(ballot, cast)
    told = revised(body, begin(settings_of(body), CHOICES, cast, COSTS), [])
    for fact in body["count"]["facts"]:
        fact.pop("mostly", None)  # who pays is told once, with the result as it was revealed
    same = {
        key: body[key] for key in ("options", "rule", "count", "others", "left_out", "thresholds")
    }
    assert told == {"mergers": [], "texts": {}, **same}


@given(casts("approval"))
def test_a_merger_by_people_is_the_vote_on_the_merged_option(cast: Any) -> None:
    """Approval, each person once: as if they had voted on the merged option at once."""
    body = result("approval", cast)
    told = revised(body, begin({"ballot": "approval"}, CHOICES, cast), [merge("once", "b")])
    meant = [(g, {o: 1 for o in ("a", "c") if o in m or (o == "a" and "b" in m)}) for g, m in cast]
    expected = result("approval", meant)
    assert told["options"] == [o for o in expected["options"] if o["option"] != "b"]


@given(casts("approval"))
def test_once_is_between_the_higher_and_the_sum(cast: Any) -> None:
    standing = begin({"ballot": "approval"}, CHOICES, cast)
    higher, once, total = (
        apply(standing, merge(rule, "b")).count("a").yes for rule in ("higher", "once", "sum")
    )
    assert higher <= once <= total == standing.count("a").yes + standing.count("b").yes


@given(casts("dots"))
def test_dots_are_neither_lost_nor_made(cast: Any) -> None:
    standing = begin({"ballot": "dots"}, CHOICES, cast)
    once, total = (apply(standing, merge(rule, "b")).count("a") for rule in ("once", "sum"))
    assert once.yes == total.yes
    assert once.people <= total.people
    assert apply(standing, merge("higher", "b")).count("a").yes <= once.yes


@pytest.mark.parametrize("ballot", [*BALLOTS, "consent"])
@given(data=st.data())
def test_order_of_mergers_by_people_does_not_matter(ballot: str, data: Any) -> None:
    standing = begin({"ballot": ballot}, CHOICES, data.draw(casts(ballot)))
    left = apply(apply(standing, merge("once", "b")), merge("once", "c"))
    right = apply(apply(standing, merge("once", "c")), merge("once", "b"))
    both = apply(standing, merge("once", "b", "c"))
    assert left.count("a") == right.count("a") == both.count("a")
    assert left.cast == right.cast == both.cast
