from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.core.counting import result_of

OPTIONS = list("abcd")
CAST = st.lists(
    st.tuples(
        st.sampled_from(["x", "y", "z", ""]),
        st.dictionaries(st.sampled_from(OPTIONS), st.integers(1, 3)),
    ),
    max_size=40,
)


def _present(cast: list[tuple[str, Any]]) -> dict[str, int]:
    groups = [group for group, _ in cast]
    return {group: groups.count(group) for group in groups}


@given(CAST)
def test_totals_are_sums_over_the_ballots(cast: list[tuple[str, dict[str, int]]]) -> None:
    settings = {"ballot": "dots", "budget": 12}
    result = result_of(settings=settings, options=OPTIONS, ballots=cast, present=_present(cast))
    assert {o["option"] for o in result["options"]} == set(OPTIONS)
    for option in result["options"]:
        marks = [m[option["option"]] for _, m in cast if option["option"] in m]
        assert (option["total"], option["people"]) == (sum(marks), len(marks))
        assert option["counts"] == {"for": sum(marks), "against": 0, "pass": 0}
    totals = [o["total"] for o in result["options"]]
    assert totals == sorted(totals, reverse=True)
    assert result["voted"] == sum(bool(marks) for _, marks in cast)
    assert result["present"] == len(cast)


def test_nobody_voted() -> None:
    result = result_of(settings={}, options=["a", "b"], ballots=[], present={"x": 9})
    assert [(o["option"], o["rank"], o["total"]) for o in result["options"]] == [
        ("a", 1, 0), ("b", 1, 0),
    ]  # fmt: skip
    assert (result["voted"], result["present"], result["groups"]) == (0, 9, [])


def test_nothing_was_up() -> None:
    assert result_of(settings={}, options=[], ballots=[], present={})["options"] == []


def test_opinions_for_against_and_passed() -> None:
    cast = [("x", {"a": 1}), ("x", {"a": -1}), ("x", {"a": 0}), ("y", {"a": 1})]
    result = result_of(
        settings={"ballot": "opinion"}, options=["a"], ballots=cast, present=_present(cast)
    )
    assert result["options"][0]["counts"] == {"for": 2, "against": 1, "pass": 1}
    assert result["options"][0]["total"] == 2


def test_in_a_consent_round_an_objection_weighs_more_than_consent() -> None:
    cast = [("x", {"a": 1, "b": 1}), ("x", {"a": 1, "b": 1}), ("x", {"a": -1, "b": 0})]
    result = result_of(
        settings={"ballot": "consent"}, options=["a", "b"], ballots=cast, present=_present(cast)
    )
    assert [(o["option"], o["rank"], o["total"]) for o in result["options"]] == [
        ("b", 1, 2), ("a", 2, 2),
    ]  # fmt: skip
    assert result["options"][0]["counts"] == {"for": 2, "against": 0, "pass": 1}
    assert result["options"][1]["counts"] == {"for": 2, "against": 1, "pass": 0}
    assert (result["ballot"], result["voted"]) == ("consent", 3)


def test_paper_ballots_are_told_apart_where_they_are_many() -> None:
    def desk(paper: int, phones: int) -> int | None:
        cast = [("x", {"a": 1})] * (paper + phones)
        told = result_of(settings={}, options=["a"], ballots=cast, present={"x": 60}, desk=paper)
        assert told["voted"] == paper + phones
        found: int | None = told["desk"]
        return found

    assert desk(15, 20) == 15
    assert desk(5, 5) == 5
    assert desk(0, 3) == 0
    assert desk(7, 0) == 7
    assert desk(4, 20) is None
    assert desk(20, 2) is None
