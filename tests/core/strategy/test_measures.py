"""A measure may be incomplete, and says so; what it says is readable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from roundtable.core.draft_words import PlainWording
from roundtable.core.errors import Refused
from roundtable.core.strategy import measures
from roundtable.core.strategy.measures import Budget, Indicator, Measure, Timeline
from roundtable.core.strategy.refs import Ref

W = PlainWording()
EMPTY = Measure("m1", 1, "Recognition desk", "en")
FULL = replace(
    EMPTY,
    objective="Skills count",
    description="A desk",
    responsible="Directorate",
    partners="Chamber",
    timeline=Timeline("2021-06", "2021-Q4"),
    budget=Budget("120000", "EUR", "City"),
    indicators=(Indicator("Days until recognition", "140", "30", "days", "registry"),),
    assumptions="Law stays",
    risks="Nobody comes",
    sources=(Ref("KLM482", "P-014"),),
    findings=(Ref("", "F-7"),),
)


def test_what_is_said_and_what_is_not() -> None:
    assert measures.said(EMPTY) == ()
    assert measures.unsaid(EMPTY) == measures.FIELDS
    assert measures.said(FULL) == measures.FIELDS
    assert measures.completeness(FULL, W) == "Everything is said."
    half = replace(FULL, budget=Budget("1", "EUR"), indicators=(Indicator("Days"),))
    assert measures.completeness(half, W) == "Not yet said: Budget and Indicators."
    assert measures.unsaid(replace(FULL, timeline=Timeline("2021"))) == ("timeline",)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2021-06-05", date(2021, 6, 5), date(2021, 6, 5)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021-12", date(2021, 12, 1), date(2021, 12, 31)),
        ("2021-Q2", date(2021, 4, 1), date(2021, 6, 30)),
        ("2021-Q4", date(2021, 10, 1), date(2021, 12, 31)),
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("soon", None, None),
        ("2021-Q5", None, None),
        ("2021-02-30", None, None),
        ("0000", None, None),
        ("9999-Q4", None, None),
    ],
)
def test_dates_and_quarters(written: str, first: date | None, last: date | None) -> None:
    assert (measures.first_day(written), measures.last_day(written)) == (first, last)


def test_when_is_told() -> None:
    told = [measures.when_told(each, W) for each in ("2021-06-05", "2021-Q2", "2021-06", "x")]
    assert told == ["5 June 2021", "Q2 2021", "2021-06", "x"]


def test_a_checked_measure_is_clean() -> None:
    dirty = replace(
        FULL, title="  Recognition \u202e desk ", indicators=(*FULL.indicators, Indicator(" "))
    )
    assert measures.checked(dirty) == replace(FULL, title="Recognition desk")
    assert measures.checked(measures.checked(FULL)) == FULL


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": " "}, "text_empty"),
        ({"objective": "x" * 601}, "text_too_long"),
        ({"risks": "a\x00b"}, "text_control"),
        ({"timeline": Timeline("soon")}, "date_unreadable"),
        ({"timeline": Timeline("2022", "2021")}, "dates_reversed"),
        ({"budget": Budget("=cmd()")}, "amount_unreadable"),
        ({"budget": Budget("1e9")}, "amount_unreadable"),
        ({"budget": Budget("-5")}, "amount_unreadable"),
        ({"budget": Budget("NaN")}, "amount_unreadable"),
        ({"budget": Budget("5", "euro")}, "currency_unreadable"),
        ({"indicators": (Indicator("a"),) * 13}, "too_many"),
    ],
)
def test_what_cannot_be_kept_is_refused(change: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        measures.checked(replace(FULL, **change))
