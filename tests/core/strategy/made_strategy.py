"""A strategy of two roundtables, with every part."""

from __future__ import annotations

from dataclasses import replace

from roundtable.core.strategy.dissent import Decision
from roundtable.core.strategy.fates import Fate
from roundtable.core.strategy.joining import Join
from roundtable.core.strategy.measures import Budget, Indicator, Measure, Timeline
from roundtable.core.strategy.sources import Finding
from roundtable.core.strategy.strategy import Phase, Room, Strategy
from roundtable.core.strategy.tree import Chapter, Draft, Passage, Priority
from tests.core.strategy.made import ONE, TWO, other_record, ref
from tests.reports.full import make_full_record

DESK = Measure(
    "m1", 1, "Recognition desk", "en",
    objective="Skills count from the first month.",
    description="A desk in the One-Stop-Shop.\nWith an interpreter.",
    responsible="Directorate for Social Assistance",
    timeline=Timeline("2021-06", "2021-Q4"),
    budget=Budget("120000", "EUR", "City"),
    indicators=(Indicator("Days until recognition", "140", "30", "days", "registry"),),
    sources=(ref("C-1"), ref("P-001")),
    findings=(Finding(7, "", "").ref,),
)  # fmt: skip
COURSES = Measure("m2", 2, "Romanian at work", "en", timeline=Timeline("2021-09-01", "2022-06-30"))

DRAFT = Draft(
    (Passage("sum", "Skills count. [[F-7]]", "en"),),
    (
        Chapter("work", "Labour market", "en", "Work", (Passage("lead", "It leads in.", "en"),), (
            Priority("skills", "Skills count from the first month", "en", (
                Passage("p1", "They wait. [[F-7]] One desk was asked for. [[KLM482:V-s5/C-1]] It opens "
                        "[[KLM482:P-001]] soon. Employers are told.", "en"),
                DESK,
                Passage("p2", "مكتب واحد للعمل. [[KLM482:P-006]] هل هذا يكفي؟", "ar"),
                Passage("p3", "Lost. [[KLM482:P-099]] <b>&</b> \\[[F-7]]", "en", (ref("N-1"),), covers=True),
            ), (ref("C-1"),)),
        )),
        Chapter("schools", "Schools", "en", "Schools", (), (
            Priority("language", "Language", "en", (COURSES,), (ref("C-2"), ref("P-002", TWO))),
        )),
    ),
)  # fmt: skip


def make_strategy() -> Strategy:
    return Strategy(
        city="Cluj-Napoca",
        title="Arriving, learning, working",
        language="en",
        day="2021-11-30",
        subtitle="A strategy for integration",
        phases=(
            Phase("review", "2021-01-01", "2021-03-31"),
            Phase("roundtables", "2021-05-01", "2021-05-31"),
            Phase("pilot", "2021-09-01", "2021-11-30", "Pilot of the One-Stop-Shop"),
        ),
        rooms=(Room(ONE, "Labour market", "2021-05-12", "World Café"), Room(TWO, "Education", "2021-05-20")),
        findings=(Finding(7, "Four to eleven months until recognition.", "en", "Work", "46 %", "Survey"),),
        draft=DRAFT,
        pilot=(Passage("pilot1", "It is tried for three months.", "en"),),
        fates=(
            Fate(ref("P-001"), "adopted", "m1", who="Ana", on="2021-06-01"),
            Fate(ref("P-002"), "declined", text="No money."),
            Fate(ref("P-001", TWO), "merged", into=ref("P-001")),
        ),
        joins=(Join("j1", (ref("C-1"), ref("P-001", TWO)), "One desk", "en", "Ana", "2021-06-01"),),
        decisions=(Decision(ref("O-k52"), True, "Ana", "2021-06-01", "Answered."),),
        records=(make_full_record(), other_record()),
    )  # fmt: skip


def with_passage(strategy: Strategy, text: str) -> Strategy:
    """The strategy with another summary."""
    summary = (Passage("sum", text, "en"),)
    return replace(strategy, draft=replace(strategy.draft, summary=summary))
