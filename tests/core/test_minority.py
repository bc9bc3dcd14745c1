from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from roundtable.core.disclosure import THRESHOLD
from roundtable.core.minority import positions
from tests.core.counting import result_of


def _result(votes: dict[str, list[tuple[int, list[str]]]], ballot: str = "approval") -> Any:
    """A result of ballots: group → so many people who marked these options."""
    cast = [
        (group, dict.fromkeys(marked, 1))
        for group, parts in votes.items()
        for n, marked in parts
        for _ in range(n)
    ]
    present = {group: sum(n for n, _ in parts) for group, parts in votes.items()}
    settings = {"ballot": ballot, "budget": 9}
    return result_of(settings=settings, options=["a", "b"], ballots=cast, present=present)


def _concern(option: str, status: str = "open", kind: str = "concern") -> dict[str, Any]:
    return {
        "id": f"{option}-{status}-{kind}", "option": option, "kind": kind, "text": "It costs too much",
        "language": "en", "direction": "ltr", "status": status, "answer": "", "supporters": 3,
        "groups": [],
    }  # fmt: skip


def test_what_one_group_wants_and_the_room_does_not() -> None:
    result = _result({"city": [(10, ["a"])], "newcomers": [(5, ["b"]), (1, ["a"])]})
    assert positions(result, []) == [
        {
            "source": "groups", "option": "b", "for": 5, "of": 16,
            "groups": [{"group": "newcomers", "for": 5, "of": 6}],
        }
    ]  # fmt: skip


def test_half_a_group_is_no_majority_of_it() -> None:
    result = _result({"city": [(10, ["a"])], "newcomers": [(3, ["b"]), (3, ["a"])]})
    assert positions(result, []) == []


def test_what_small_groups_want_is_not_told() -> None:
    result = _result({"city": [(12, ["a"])], "newcomers": [(4, ["b"])], "employers": [(3, ["b"])]})
    assert [g["group"] for g in result["groups"]] == ["city", "other"]
    assert positions(result, []) == []


def test_dots_are_counted_by_people() -> None:
    cast = [("city", {"a": 1})] * 8 + [("newcomers", {"b": 9})] * 2 + [("newcomers", {"a": 1})] * 4
    result = result_of(
        settings={"ballot": "dots", "budget": 9},
        options=["a", "b"],
        ballots=cast,
        present={"city": 8, "newcomers": 6},
    )
    assert result["options"][0]["option"] == "b", "two people put all their dots on it"
    assert positions(result, []) == [], "they are no majority of their group"


def test_open_concerns_are_positions() -> None:
    result = _result({"city": [(10, ["a"])]})
    told = positions(
        result,
        [
            _concern("b"),
            _concern("a", "integrated"),
            _concern("a", "hidden"),
            _concern("a", kind="objection"),
        ],
    )
    assert [(p["source"], p["option"], p["for"], p["of"]) for p in told] == [
        ("objection", "a", 10, 10), ("concern", "b", 0, 10),
    ]  # fmt: skip
    assert told[0]["text"] == "It costs too much"
    assert told[0]["supporters"] == 3


@given(
    st.lists(
        st.tuples(st.sampled_from("xyz"), st.sampled_from((["a"], ["b"], ["a", "b"]))), max_size=60
    )
)
def test_no_position_tells_of_a_small_group(cast: list[tuple[str, list[str]]]) -> None:
    groups = [group for group, _ in cast]
    result = result_of(
        settings={},
        options=["a", "b"],
        ballots=[(group, dict.fromkeys(marked, 1)) for group, marked in cast],
        present={group: groups.count(group) for group in groups},
    )
    for position in positions(result, []):
        assert 2 * position["for"] <= position["of"]
        for group in position["groups"]:
            assert group["of"] >= THRESHOLD
            assert groups.count(group["group"]) == group["of"]
            assert 2 * group["for"] > group["of"]


def test_what_comes_first_or_is_taken_up_is_no_minority_position() -> None:
    """It beats the others head to head, though only one group put it first."""
    cast = [
        *[("city", {"a": 1, "b": 2, "c": 3})] * 6, *[("newcomers", {"b": 1, "a": 2, "c": 3})] * 4,
        *[("newcomers", {"c": 1, "a": 2, "b": 3})] * 5,
    ]  # fmt: skip
    present = {"city": 6, "newcomers": 9}
    ranked = result_of(
        settings={"ballot": "ranking"}, options=["a", "b", "c"], ballots=cast, present=present
    )
    assert (ranked["options"][0]["option"], ranked["options"][0]["people"]) == ("a", 6)
    assert [position["option"] for position in positions(ranked, [])] == ["c"]
    yes = [*[("city", {"a": 1})] * 6, *[("newcomers", {"b": 1})] * 8]
    taken = result_of(
        settings={"ballot": "approval", "seats": 2, "rule": "phragmen"}, options=["a", "b"],
        ballots=yes, present=present,
    )  # fmt: skip
    assert positions(taken, []) == []
