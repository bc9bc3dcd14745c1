"""A strategy: what a city writes from several roundtables, in phases whose dates are free."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal

from roundtable.core.draft_words import Wording
from roundtable.core.strategy import fates, tree
from roundtable.core.strategy.dissent import Decision
from roundtable.core.strategy.fates import Fate, Problem
from roundtable.core.strategy.joining import Join
from roundtable.core.strategy.refs import Ref
from roundtable.core.strategy.sources import (
    Finding,
    Record,
    Source,
    finding_source,
    sources_of,
)
from roundtable.core.strategy.tree import Draft, Passage

PhaseKind = Literal["review", "roundtables", "drafting", "pilot", "evaluation"]
PHASES: Final[tuple[PhaseKind, ...]] = ("review", "roundtables", "drafting", "pilot", "evaluation")
#: How far it is decided: still being written; what the authority is advised; what it has adopted.
Label = Literal["draft", "advisory", "adopted"]


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase with its days (ISO 8601), empty where one is not set. Phases may overlap and come again."""

    kind: PhaseKind
    first: str = ""
    last: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A roundtable of the strategy: its code, the policy area, its day (ISO 8601) and its format."""

    code: str
    area: str = ""
    day: str = ""
    format: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far it is decided: the label, on which day (ISO 8601), by which body, and what was frozen."""

    label: Label = "draft"
    on: str = ""
    body: str = ""
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Strategy:
    """All of a strategy. `day` is that of its content (ISO 8601).

    `pilot` and `evaluation` are passages like those of the draft. `records` are those of the
    roundtables, as `roundtable.record` makes them; they are read and never written.
    """

    city: str
    title: str
    language: str
    day: str
    subtitle: str = ""
    phases: tuple[Phase, ...] = ()
    rooms: tuple[Room, ...] = ()
    findings: tuple[Finding, ...] = ()
    draft: Draft = field(default_factory=Draft)
    pilot: tuple[Passage, ...] = ()
    evaluation: tuple[Passage, ...] = ()
    fates: tuple[Fate, ...] = ()
    joins: tuple[Join, ...] = ()
    decisions: tuple[Decision, ...] = ()
    standing: Standing = Standing()
    accent: str = "#0b5d4e"
    records: tuple[Record, ...] = ()


def known(strategy: Strategy, w: Wording) -> dict[Ref, Source]:
    """Everything that can be cited, in order: findings, then roundtable after roundtable."""
    found = [finding_source(each, w) for each in strategy.findings]
    found += [source for record in strategy.records for source in sources_of(record, w)]
    return {source.ref: source for source in found}


def whole(strategy: Strategy) -> Draft:
    """Everything that is written: the draft with the passages on pilot and evaluation, after its summary.

    By it one sees what rests on nothing, and what changed between two versions.
    """
    beside = (*strategy.pilot, *strategy.evaluation)
    return replace(strategy.draft, summary=(*strategy.draft.summary, *beside))


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of the contributions: those given, the fates in force, and what is left to do."""

    given: tuple[Source, ...]
    fates: dict[Ref, Fate]
    problems: tuple[Problem, ...]
    without: tuple[Ref, ...]

    @property
    def ready(self) -> bool:
        """Whether the public answer can be given: each has a fate that stands."""
        return not self.without


def answers(strategy: Strategy, sources: dict[Ref, Source]) -> Answers:
    """How far the contributions are answered."""
    given = fates.contributions(sources.values())
    refs = tuple(source.ref for source in given)
    made = fates.standing(strategy.fates, given)
    measures = {measure.id for measure in tree.measures(strategy.draft)}
    wrong = fates.problems(made, frozenset(refs), measures)
    return Answers(given, made, wrong, fates.without(refs, made, wrong))


def phase_name(kind: str, w: Wording) -> str:
    """What a phase is called."""
    return {
        "review": w.gettext("Review"),
        "roundtables": w.gettext("Roundtables"),
        "drafting": w.gettext("Drafting"),
        "pilot": w.gettext("Pilot"),
        "evaluation": w.gettext("Evaluation"),
    }[kind]


def day_of(written: str) -> date | None:
    """The day that is written, or None."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def date_problems(strategy: Strategy, w: Wording) -> tuple[str, ...]:
    """What does not fit in the dates, in sentences: a hint for the writer, never a refusal."""
    return (*_phases(strategy, w), *_rooms(strategy, w))


def _phases(strategy: Strategy, w: Wording) -> Iterator[str]:
    for phase in strategy.phases:
        name = phase.title or phase_name(phase.kind, w)
        for written in (phase.first, phase.last):
            if written and day_of(written) is None:
                said = w.gettext("%(phase)s: “%(written)s” is no date.")
                yield said % {"phase": name, "written": written}
        first, last = day_of(phase.first), day_of(phase.last)
        if first and last and last < first:
            said = w.gettext("%(phase)s ends on %(last)s, before it begins on %(first)s.")
            yield said % {"phase": name, "last": w.date(last), "first": w.date(first)}


def _rooms(strategy: Strategy, w: Wording) -> Iterator[str]:
    """Roundtables outside all phases for roundtables, where these have both days."""
    spans = [
        (first, last)
        for phase in strategy.phases
        if phase.kind == "roundtables"
        and (first := day_of(phase.first))
        and (last := day_of(phase.last))
    ]
    for room in strategy.rooms:
        day = day_of(room.day)
        if room.day and day is None:
            said = w.gettext("%(phase)s: “%(written)s” is no date.")
            yield said % {"phase": room.code, "written": room.day}
        elif day and spans and not any(first <= day <= last for first, last in spans):
            said = w.gettext(
                "Roundtable %(code)s on %(day)s lies outside the phase of roundtables."
            )
            yield said % {"code": room.code, "day": w.date(day)}
