"""What a strategy draft consists of.

Every thing that can be cited has an anchor that stays the same from one making to the next: "P-014"
for a proposal, "C-2" for a priority, "area-…" for a policy area.
"""

from __future__ import annotations

from dataclasses import dataclass

from roundtable.core.charts import Answers, Count
from roundtable.core.draft_base import Cite, Note, Record, RecordError, Words
from roundtable.core.draft_chapters import (
    Account,
    Counted,
    Decided,
    Decision,
    Dissent,
    Held,
    Line,
    Merging,
    Round,
    Said,
    Task,
    Written,
)
from roundtable.core.draft_words import GroupAnswers

__all__ = [
    "Account", "Annex", "Area", "Cite", "Counted", "Cover", "Decided", "Decision", "Dissent", "Draft",
    "Finding", "Held", "Line", "Merging", "Note", "Priority", "Process", "Quote", "Record", "RecordError",
    "Round", "Row", "Said", "Share", "Step", "Support", "Task", "Words", "Written",
]  # fmt: skip


@dataclass(frozen=True)
class Cover:
    """The first page. `seats` are the people around the table, full where they voted."""

    city: str
    title: str
    subtitle: str
    status: str
    people: str
    date: str
    seats: tuple[Count, ...]
    legend: str


@dataclass(frozen=True)
class Share:
    """How many of a group took part; `voted` is None where there was no vote.

    `goal` says in words how many were wished for, where that may be told.
    """

    name: str
    group: int
    present: int
    voted: int | None
    goal: str = ""


@dataclass(frozen=True)
class Step:
    """One stage of the roundtable; `came` says in numbers what came of it."""

    title: str
    question: str
    minutes: int | None
    note: str
    came: str = ""


@dataclass(frozen=True)
class Process:
    """Who took part, when and how."""

    sentences: tuple[str, ...]
    shares: tuple[Share, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Quote:
    """A proposal in its own words; `who` names the group, or says why it doesn't."""

    cite: Cite
    words: Words
    who: str


@dataclass(frozen=True)
class Support:
    """The votes for one option. `figure` is large, `beside` small after it, `detail` below."""

    ballot: str
    figure: str
    beside: str
    detail: str
    answers: tuple[Answers, ...]
    groups: tuple[GroupAnswers, ...]
    sentence: str


@dataclass(frozen=True)
class Finding:
    """One sentence of the summary, and where it is shown in full."""

    area: str
    place: int
    title: Words
    support: Support
    cite: Cite


@dataclass(frozen=True)
class Priority:
    """One option of an area; `place` is 0 where there was no vote.

    `detailed` ones have a section of their own, others a line in their area. `remark` says that it was
    put together or taken apart after the vote, `held` how many concerns and positions are kept on it.
    """

    cite: Cite
    place: int
    shared: bool
    title: Words
    text: Words
    support: Support | None
    contrast: tuple[str, ...]
    quotes: tuple[Quote, ...]
    withheld: str
    detailed: bool
    remark: str = ""
    held: str = ""


@dataclass(frozen=True)
class Area:
    """A policy area with its priorities in order of support, and proposals that stand alone."""

    anchor: str
    title: str
    headline: str
    priorities: tuple[Priority, ...]
    loose: tuple[Quote, ...]


@dataclass(frozen=True)
class Row:
    """One proposal in annex A. `words` is None where they are not printed."""

    cite: Cite
    words: Words | None
    instead: str
    who: str
    figure: str
    fate: str
    leads_to: str | None


@dataclass(frozen=True)
class Annex:
    """Every proposal, with what became of it."""

    sentences: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Draft:
    """A whole strategy draft. `annex_mergers` is annex B, `annex_counts` annex C.

    Parts that have nothing to tell are empty. `day` is that of the roundtable (ISO 8601).
    """

    language: str
    subject: str
    demonstration: bool
    rehearsal: bool
    ballot: str
    cover: Cover
    summary: tuple[str, ...]
    findings: tuple[Finding, ...]
    differences: tuple[str, ...]
    process: Process
    areas: tuple[Area, ...]
    decided: Decided
    dissent: tuple[Dissent, ...]
    rounds: tuple[Round, ...]
    written: tuple[Written, ...]
    said: tuple[Said, ...]
    method: tuple[Note, ...]
    annex: Annex
    annex_mergers: tuple[Merging, ...]
    annex_counts: tuple[Counted, ...]
    annex_rules: tuple[Note, ...]
    day: str = ""
