"""What the plain form of each ballot posts, as marks that the ballot takes; abstaining by form."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from roundtable.core import ballots
from roundtable.core.errors import Refused
from roundtable.web.forms import command_args

ONE, OTHER, THIRD = (letter * 20 for letter in "abc")
PAIR = ballots.pair_key(ONE, OTHER)


@pytest.mark.parametrize(
    ("ballot", "posted", "marks"),
    [
        ("approval", {f"offered.{ONE}": "1", f"offered.{OTHER}": "1", f"mark.{ONE}": "1"},
         {ONE: 1, OTHER: None}),
        ("score", {f"mark.{ONE}": "0", f"mark.{OTHER}": "", f"mark.{THIRD}": "5"},
         {ONE: 0, OTHER: None, THIRD: 5}),
        ("grade", {f"mark.{ONE}": "5", f"mark.{OTHER}": ""}, {ONE: 5, OTHER: None}),
        ("ranking", {f"mark.{ONE}": "2", f"mark.{OTHER}": "2", f"mark.{THIRD}": ""},
         {ONE: 2, OTHER: 2, THIRD: None}),
        ("pairs", {f"mark.{PAIR}": "-1"}, {PAIR: -1}),
        ("knapsack", {f"offered.{ONE}": "1", f"mark.{ONE}": "1"}, {ONE: 1}),
    ],
)  # fmt: skip
def test_a_plain_form_becomes_a_ballot(
    ballot: str, posted: dict[str, str], marks: dict[str, int | None]
) -> None:
    args = command_args("cast_ballot", MultiDict({"stage": "s", **posted}))
    assert args == {"stage": "s", "marks": marks}
    kind = ballots.of_settings({"ballot": ballot, "sum": 10})
    after = ballots.patched({}, args["marks"], [ONE, OTHER, THIRD], kind)
    kind.check(after, {ONE: 10})
    assert after == {key: mark for key, mark in marks.items() if mark is not None}


def test_abstaining_by_form() -> None:
    for word, abstains in (("yes", True), ("no", False)):
        args = command_args("cast_ballot", MultiDict({"stage": "s", "abstain:flag": word}))
        assert args == {"stage": "s", "marks": {}, "abstain": abstains}


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(Refused, match="mark_unknown"):
        command_args("cast_ballot", MultiDict({"stage": "s", f"mark.{ONE}": "best"}))
