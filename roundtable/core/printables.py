"""What is printed for a roundtable, as a model: read from a record, without a layout.

The record (JSON, made by `roundtable.printables`) is the roundtable's agenda, room and groups, with
a part "printable" that says what is wanted: which printable, on which paper, for how many people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from roundtable.core import ballots
from roundtable.core.stages import KINDS

Localized = Mapping[str, str]

#: What can be printed, in the order in which a page offers it.
WHAT: Final = (
    "signs", "agenda", "posters", "people", "cards", "ballots", "tally", "dots", "seating",
    "minutes", "feedback", "pack",
)  # fmt: skip
#: Width and height of a sheet, in points.
PAPERS: Final = {"a4": (595.276, 841.89), "letter": (612.0, 792.0)}
#: People and tables for whom one document is printed at most; a hall has fewer.
MOST: Final = 300
MOST_TABLES: Final = 60
#: Tables that get a sign where nobody has said how many there are.
TABLES: Final = 6
#: People whom a pack is made for where nobody has said how many will come.
PEOPLE: Final = 24


@dataclass(frozen=True, slots=True)
class Titled:
    """A group (`position` is its colour and shape) or an area."""

    title: Localized
    position: int = 0


@dataclass(frozen=True, slots=True)
class Option:
    """What is voted on. `number` is what stands on the paper and is typed at the desk."""

    number: int
    title: str
    text: str
    direction: str
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the agenda. `options` are empty where they are not known yet."""

    id: str
    kind: str
    title: Localized
    question: Localized
    help: Localized
    minutes: int | None
    settings: Mapping[str, Any]
    options: tuple[Option, ...] = ()

    @property
    def ballot(self) -> str:
        """The kind of ballot that people fill in here: its type, "consent", or ""."""
        if self.kind == "vote":
            return str(self.settings.get("ballot", "approval"))
        return "consent" if self.kind == "consent" else ""

    @property
    def type(self) -> ballots.BallotType:
        """The type of its ballot, with the limits that the settings give it."""
        return ballots.of_settings({**self.settings, "ballot": self.ballot})

    @property
    def budget(self) -> int:
        """Dots that each person has; 0 where the ballot is none of dots."""
        return int(self.settings.get("budget") or 5) if self.ballot == "dots" else 0


@dataclass(frozen=True, slots=True)
class Round:
    """A stage at the tables, and where each card sits: `places[n]` is that of the n-th card.

    `small`: the places are small groups (pairs, fours), not tables.
    """

    title: Localized
    places: tuple[int, ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Printable:
    """All that a printable is made of; texts are `{language: text}`, the first language leads.

    start: minutes after midnight at which the session begins, if that is known.
    cards: codes of people without a phone, one sheet of paper each. tables: titles, by number.
    """

    what: str
    paper: str
    languages: tuple[str, ...]
    fallback: str
    code: str
    address: str
    city: str
    title: Localized
    rehearsal: bool
    threshold: int
    start: int | None
    cards: tuple[str, ...]
    areas: tuple[Titled, ...]
    groups: tuple[Titled, ...]
    tables: tuple[str, ...]
    steps: tuple[Step, ...]
    rounds: tuple[Round, ...]

    @property
    def votes(self) -> tuple[Step, ...]:
        """The steps in which people fill in a ballot."""
        return tuple(step for step in self.steps if step.ballot)

    @property
    def asks(self) -> tuple[Step, ...]:
        """The steps with a question for the wall."""
        return tuple(step for step in self.steps if KINDS[step.kind].asks and step.question)

    @property
    def writes(self) -> tuple[Step, ...]:
        """The steps in which people write proposals on cards."""
        return tuple(step for step in self.steps if step.kind in ("propose", "write"))

    def has(self, *kinds: str) -> bool:
        """Whether the agenda has a step of one of these kinds."""
        return any(step.kind in kinds for step in self.steps)

    def join(self, table: int | None = None) -> str:
        """The address at which phones join, at a table if one is named; "" before there is one."""
        if not self.code:
            return ""
        return f"{self.address}/r/{self.code}{f'?table={table}' if table else ''}"


def read(record: Mapping[str, Any]) -> Printable:
    """The printable of a record.

    Raises KeyError, TypeError or ValueError where the record is none.
    """
    wanted, about = record["printable"], record["roundtable"]
    if wanted["what"] not in WHAT or wanted["paper"] not in PAPERS:
        raise ValueError("no such printable or paper")
    leading = str(wanted["language"])
    return Printable(
        what=wanted["what"],
        paper=wanted["paper"],
        languages=(leading, *(tag for tag in about["languages"] if tag != leading)),
        fallback=about["language"],
        code=about["code"],
        address=about["address"],
        city=about["city"],
        title=about["title"],
        rehearsal=bool(about["rehearsal"]),
        threshold=about["threshold"],
        start=wanted["start"],
        cards=tuple(record["cards"]),
        areas=tuple(Titled(area["title"]) for area in record["areas"]),
        groups=tuple(Titled(group["title"], group["position"]) for group in record["groups"]),
        tables=tuple(record["tables"]),
        steps=tuple(_step(step) for step in record["steps"]),
        rounds=tuple(
            Round(each["title"], tuple(each["places"]), bool(each["small"]))
            for each in record["rounds"]
        ),
    )


def _step(step: Mapping[str, Any]) -> Step:
    return Step(
        id=step["id"],
        kind=step["kind"],
        title=step["title"],
        question=step["question"],
        help=step["help"],
        minutes=step["minutes"],
        settings=step["settings"],
        options=tuple(
            Option(each["number"], each["title"], each["text"], each["direction"], each.get("cost"))
            for each in step["options"]
        ),
    )


def times(steps: Sequence[Step], start: int | None) -> list[str]:
    """When each step begins: "18:05", or "0:05" after the beginning where that is unknown.

    Steps without a time limit take no time here: what follows them begins when it does.
    """
    said, passed = [], 0
    for step in steps:
        hours, minutes = divmod(passed + (start or 0), 60)
        said.append(
            f"{hours}:{minutes:02d}" if start is None else f"{hours % 24:02d}:{minutes:02d}"
        )
        passed += step.minutes or 0
    return said


def read_time(typed: str | None) -> int | None:
    """Minutes after midnight of "18:30", "18.30" or "18"; None where it is no time."""
    hours, _colon, minutes = (typed or "").strip().replace(".", ":").partition(":")
    if not hours.isascii() or not hours.isdigit() or not (minutes or "0").isdigit():
        return None
    hour, minute = int(hours[:3]), int((minutes or "0")[:3])
    return hour * 60 + minute if hour < 24 and minute < 60 else None  # noqa: PLR2004 (a clock)


def blank_rows(ballot: str) -> int:
    """Rows of a ballot whose options are not known yet."""
    return 8 if ballot == "consent" else 12
