"""The chapters beside the priorities: decisions, dissent, votes, what tables wrote, feedback, mergers."""

from __future__ import annotations

from dataclasses import dataclass

from roundtable.core.charts_opinion import OpinionMap
from roundtable.core.draft_base import Cite, Note, Words


@dataclass(frozen=True)
class Decision:
    """A decision in its wording; `about` names the step in which it was taken."""

    words: Words
    about: str


@dataclass(frozen=True)
class Task:
    """What is to be done, by whom and until when (in words, may be empty)."""

    words: Words
    who: str
    due: str
    done: bool


@dataclass(frozen=True)
class Decided:
    """What the room decided, what follows from it, and what was put off."""

    decisions: tuple[Decision, ...]
    tasks: tuple[Task, ...]
    parked: tuple[Words, ...]


@dataclass(frozen=True)
class Held:
    """A concern, an objection or a minority position. `words` is None where figures say it.

    `support` tells who holds it, `answer` what became of it, under the heading `outcome`.
    """

    kind: str
    words: Words | None
    support: str
    outcome: str
    answer: str


@dataclass(frozen=True)
class Dissent:
    """What is held against one option, or for one that found no majority."""

    cite: Cite
    about: Words
    asked: str
    held: tuple[Held, ...]


@dataclass(frozen=True)
class Line:
    """One option in a table of a vote; `earlier` are its figures in the rounds before, "–" for none.

    spread: people by mark, the best first, where the ballot has marks.
    """

    label: str
    anchor: str | None
    place: int
    title: Words
    figure: str
    detail: str
    earlier: tuple[str, ...] = ()
    spread: tuple[int, ...] = ()


@dataclass(frozen=True)
class Table:
    """Figures in rows: what a row is about, then one figure for each of the `heads`."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Compared:
    """What another rule makes of the same ballots; `why` is empty where it comes to the same."""

    name: str
    outcome: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Account:
    """How a vote was held and decided: its verdict, notes, the first steps of the count, other rules.

    `groups` compares groups option by option, None where nothing may be told; `people` says in words
    who answers alike, and `map` shows it.
    """

    verdict: str
    notes: tuple[Note, ...]
    steps: tuple[str, ...]
    more_steps: bool
    others: tuple[Compared, ...]
    groups: Table | None
    withheld: str
    people: tuple[Note, ...]
    map: OpinionMap | None


@dataclass(frozen=True)
class Counted:
    """The count of one vote in full: every step in words, and the figures behind it."""

    title: str
    steps: tuple[str, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Round:
    """One vote with its whole result, or several rounds of one: `columns` are then their titles."""

    anchor: str
    title: str
    question: str
    sentences: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    account: Account | None = None


@dataclass(frozen=True)
class Merging:
    """Options put together or taken apart after a vote: the tally before and after."""

    title: str
    rule: str
    before: tuple[Line, ...]
    after: tuple[Line, ...]


@dataclass(frozen=True)
class Written:
    """What the tables wrote in one step: `(table, notes)`; the name is empty for the whole room."""

    title: str
    question: str
    tables: tuple[tuple[str, tuple[Words, ...]], ...]


@dataclass(frozen=True)
class Said:
    """What people said of the meeting to one question: people by answer, or in their own words."""

    question: str
    sentence: str
    counts: tuple[tuple[str, int], ...]
    words: tuple[Words, ...]
