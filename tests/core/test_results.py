from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from roundtable.core.results import result_of

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
