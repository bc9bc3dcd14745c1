"""A measure as in a logical framework, and which of its fields are said.

Nothing forces a field: a measure may be incomplete for months, and it is visible that it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from roundtable.core.draft_words import Wording
from roundtable.core.errors import Refused
from roundtable.core.strategy.refs import Ref
from roundtable.core.text import clean

#: The longest text of each field, in characters.
LONGEST: Final = {
    "title": 160,
    "objective": 600,
    "description": 4000,
    "responsible": 200,
    "partners": 600,
    "assumptions": 2000,
    "risks": 2000,
    "evidence": 4000,
    "source": 200,
    "name": 200,
    "baseline": 60,
    "target": 60,
    "unit": 40,
}
MOST_INDICATORS: Final = 12
#: A city's budget in any currency, with room; digits after the point are at most 2.
MOST_MONEY: Final = Decimal(10**12)

_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Indicator:
    """By what one sees that a measure works; figures are texts, as "140" or "1 in 3"."""

    name: str
    baseline: str = ""
    target: str = ""
    unit: str = ""
    source: str = ""

    @property
    def complete(self) -> bool:
        """Whether all of it is said."""
        return all((self.name, self.baseline, self.target, self.unit, self.source))


@dataclass(frozen=True, slots=True)
class Budget:
    """What it costs: `amount` as "120000" or "120000.50", `currency` by ISO 4217, who pays in `source`."""

    amount: str = ""
    currency: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """From when to when, each a day "2021-06-01", a month "2021-06", a quarter "2021-Q2" or a year."""

    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure. `number` is its citation for good ("M3"), wherever it stands in the draft.

    `sources`: the proposals, clusters, votes that it rests on; `findings`: those of the review.
    """

    id: str
    number: int
    title: str
    language: str
    objective: str = ""
    description: str = ""
    responsible: str = ""
    partners: str = ""
    timeline: Timeline = Timeline()
    budget: Budget = Budget()
    indicators: tuple[Indicator, ...] = ()
    assumptions: str = ""
    risks: str = ""
    evidence: str = ""
    sources: tuple[Ref, ...] = ()
    findings: tuple[Ref, ...] = ()

    @property
    def cite(self) -> str:
        """As it is cited: "M3"."""
        return f"M{self.number}"


#: The fields that a measure should say, in the order in which it is read.
FIELDS: Final = (
    "objective", "description", "responsible", "partners", "timeline", "budget", "indicators",
    "assumptions", "risks", "evidence", "findings",
)  # fmt: skip


def said(measure: Measure) -> tuple[str, ...]:
    """The fields that are said, of `FIELDS`: a timeline with both ends, a complete indicator, an amount.

    Evidence is said by a text or by sources.
    """
    whole = {
        "timeline": bool(measure.timeline.first and measure.timeline.last),
        "budget": bool(measure.budget.amount and measure.budget.currency and measure.budget.source),
        "indicators": any(each.complete for each in measure.indicators),
        "evidence": bool(measure.evidence or measure.sources),
    }
    return tuple(name for name in FIELDS if whole.get(name, bool(getattr(measure, name))))


def unsaid(measure: Measure) -> tuple[str, ...]:
    """The fields that are not, or not wholly, said."""
    there = said(measure)
    return tuple(name for name in FIELDS if name not in there)


def first_day(written: str) -> date | None:
    """The first day of what is written as a day, month, quarter or year; None where it is none."""
    span = _span(written)
    return span[0] if span else None


def last_day(written: str) -> date | None:
    """The last day of it."""
    span = _span(written)
    return span[1] if span else None


def days(timeline: Timeline) -> tuple[date, date] | None:
    """The first and the last day of a timeline of which both ends are said."""
    first, last = first_day(timeline.first), last_day(timeline.last)
    return (first, last) if first and last and first <= last else None


def _span(written: str) -> tuple[date, date] | None:
    try:
        if match := _QUARTER.fullmatch(written):
            return _months(int(match[1]), int(match[2]) * 3 - 2, 3)
        if match := _MONTH.fullmatch(written):
            return _months(int(match[1]), int(match[2]), 1)
        if re.fullmatch("[0-9]{4}", written):
            return _months(int(written), 1, 12)
        if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
            day = date.fromisoformat(written)
            return day, day
    except ValueError:
        pass
    return None


def _months(year: int, month: int, number: int) -> tuple[date, date]:
    after = month + number
    following = date(year + (after - 1) // 12, (after - 1) % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def checked(measure: Measure) -> Measure:
    """The measure with clean texts, as it may be kept.

    Raises:
        Refused: `text_too_long`, `text_control`, `date_unreadable`, `dates_reversed`, `amount_unreadable`,
            `currency_unreadable`, `too_many`, or `text_empty` for the title, naming the field.
    """
    line, text = _line, _text
    if len(measure.indicators) > MOST_INDICATORS:
        raise Refused("too_many", "indicators", most=MOST_INDICATORS)
    return Measure(
        id=measure.id,
        number=measure.number,
        title=clean(measure.title, field="title", longest=LONGEST["title"]),
        language=measure.language,
        objective=text("objective", measure.objective),
        description=text("description", measure.description),
        responsible=line("responsible", measure.responsible),
        partners=line("partners", measure.partners),
        timeline=_timeline(measure.timeline),
        budget=_budget(measure.budget),
        indicators=tuple(_indicators(measure.indicators)),
        assumptions=text("assumptions", measure.assumptions),
        risks=text("risks", measure.risks),
        evidence=text("evidence", measure.evidence),
        sources=tuple(dict.fromkeys(measure.sources)),
        findings=tuple(dict.fromkeys(measure.findings)),
    )


def _line(field: str, value: str) -> str:
    return clean(value, field=field, longest=LONGEST[field], empty=True)


def _text(field: str, value: str) -> str:
    return clean(value, field=field, longest=LONGEST[field], lines=True, empty=True)


def _indicators(indicators: Iterable[Indicator]) -> Iterable[Indicator]:
    for one in indicators:
        texts = {
            n: _line(n, getattr(one, n)) for n in ("name", "baseline", "target", "unit", "source")
        }
        if any(texts.values()):
            yield Indicator(**texts)


def _timeline(timeline: Timeline) -> Timeline:
    for end in (timeline.first, timeline.last):
        if end and _span(end) is None:
            raise Refused("date_unreadable", "timeline", written=end[:40])
    if timeline.first and timeline.last and days(timeline) is None:
        raise Refused("dates_reversed", "timeline")
    return timeline


def _budget(budget: Budget) -> Budget:
    amount = budget.amount.strip()
    if amount:
        try:
            number = Decimal(amount)
        except InvalidOperation:
            raise Refused("amount_unreadable", "budget", written=amount[:40]) from None
        if not re.fullmatch(r"[0-9]{1,13}(?:\.[0-9]{1,2})?", amount) or number > MOST_MONEY:
            raise Refused("amount_unreadable", "budget", written=amount[:40])
    if budget.currency and not _CURRENCY.fullmatch(budget.currency):
        raise Refused("currency_unreadable", "budget", written=budget.currency[:40])
    return Budget(amount, budget.currency, _line("source", budget.source))


def name_of(field: str, w: Wording) -> str:
    """What a field is called."""
    return {
        "title": w.gettext("Title"),
        "objective": w.gettext("Objective"),
        "description": w.gettext("Description"),
        "responsible": w.gettext("Responsible"),
        "partners": w.gettext("Partners"),
        "timeline": w.gettext("When"),
        "budget": w.gettext("Budget"),
        "indicators": w.gettext("Indicators"),
        "assumptions": w.gettext("Assumptions"),
        "risks": w.gettext("Risks"),
        "evidence": w.gettext("Evidence"),
        "sources": w.gettext("Rests on"),
        "findings": w.gettext("Related findings"),
    }[field]


def when_told(written: str, w: Wording) -> str:
    """A day written out; a quarter as "Q2 2021"; a month as "2021-06"; else as it is."""
    if match := _QUARTER.fullmatch(written):
        return w.gettext("Q%(quarter)s %(year)s") % {"quarter": match[2], "year": match[1]}
    day = first_day(written)
    return w.date(day) if day and len(written) == len("2021-06-01") else written


def completeness(measure: Measure, w: Wording) -> str:
    """Which fields are not yet said, in a sentence."""
    missing = unsaid(measure)
    if not missing:
        return w.gettext("Everything is said.")
    names = w.listed([name_of(field, w) for field in missing])
    return w.gettext("Not yet said: %(fields)s.") % {"fields": names}
