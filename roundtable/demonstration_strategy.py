"""The demonstration strategy: written from given roundtables through the same commands as a real one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from roundtable import demonstration, sources
from roundtable.actions.strategy_setup import create_strategy, make_strategy_key
from roundtable.commands import (
    COORDINATOR,
    PARTICIPANT,
    PARTNER,
    STRATEGY,
    WRITER,
    Actor,
    Request,
    run,
)
from roundtable.core.demonstration import parse_demonstration
from roundtable.core.strategy import fates
from roundtable.core.strategy.refs import Ref
from roundtable.core.strategy.sources import Source
from roundtable.core.strategy.strategy import day_of
from roundtable.db import Database
from roundtable.models import City, Key, Option, Participant, Roundtable, Stage, Strategy
from roundtable.projections.strategy.reading import Reading
from roundtable.projections.strategy.reading import day_of as day_at

_HERE: Final = Path(__file__)
#: How many priorities a chapter has at most.
MOST_PRIORITIES: Final = 3
#: What becomes in turn of contributions that no measure took up; "" leaves one without an answer.
IN_TURN: Final = ("declined", "later", "outside", "", "part")
ROLES: Final = (COORDINATOR, WRITER, PARTNER)
PHASES: Final = [
    {"kind": "review", "first": "2026-06-01", "last": "2026-08-31", "title": ""},
    {"kind": "roundtables", "first": "2026-10-06", "last": "2026-10-13", "title": ""},
    {"kind": "drafting", "first": "2026-10-14", "last": "2027-01-31", "title": ""},
    {"kind": "pilot", "first": "2027-03-01", "last": "2028-12-31", "title": ""},
    {"kind": "evaluation", "first": "2029-01-01", "last": "2029-06-30", "title": ""},
]
DAYS: Final = ("2026-10-06", "2026-10-13")
AREAS: Final = ("Labour market", "Education")


@dataclass(frozen=True, slots=True)
class Made:
    """A strategy and the secrets that open it, by role."""

    code: str
    secrets: dict[str, str]


def words() -> dict[str, Any]:
    """What is said in it: see demonstration_strategy.toml."""
    return tomllib.loads(_HERE.with_suffix(".toml").read_text("utf-8"))


def roundtables(database: Database, folder: Path) -> tuple[str, str]:
    """Make the two roundtables of the demonstration, with concerns, and close them; their codes.

    Raises `FormatError`, `OSError`.
    """
    first = demonstration.load(folder)
    text = _HERE.with_name("demonstration_schools.toml").read_text("utf-8")
    second = parse_demonstration(text, "demonstration_schools.toml", {first[1].format: first[0]})
    codes = []
    for content in (first[1], second):
        with database.write() as session:
            made = demonstration.play(session, first[0], content, "reveal")
            player = demonstration.Player(session, made)
            _concerns(player)
            player.open("close")
            codes.append(made.code)
    return codes[0], codes[1]


def _concerns(player: demonstration.Player) -> None:
    """Three people say what worries them, each about another option."""
    session, mine = player.session, Participant.roundtable_id == player.roundtable.id
    vote = session.scalars(
        select(Stage).where(Stage.roundtable_id == player.roundtable.id, Stage.kind == "vote")
    ).one()
    options = session.scalars(
        select(Option).where(Option.stage_id == vote.id).order_by(Option.position)
    )
    people = session.scalars(select(Participant).where(mine).order_by(Participant.id))
    for text, option, person in zip(words()["dissent"]["concerns"], options, people, strict=False):
        actor = Actor(PARTICIPANT, person.id)
        player.do(actor, "state_concern", stage=vote.id, option=option.id, text=text)


def build(
    database: Database,
    codes: Sequence[str],
    areas: Sequence[str] = AREAS,
    days: Sequence[str] = DAYS,
) -> Made:
    """Write a strategy from roundtables of one city, which it takes from the first of `codes`.

    Some contributions stay without an answer, some remarks too. Raises `Refused`.
    """
    with database.write() as session:
        table = session.scalars(select(Roundtable).where(Roundtable.code == codes[0])).one()
        city, language = session.get_one(City, table.city_id).name, "en"
        row = create_strategy(session, city=city, title=words()["title"], language=language)
        secrets = {role: make_strategy_key(session, role, row, f"Demo {role}") for role in ROLES}
        session.flush()
        query = select(Key).where(Key.strategy_id == row.id)
        people = {key.role: Actor(key.role, key.id) for key in session.scalars(query)}
        made = Made(row.code, secrets)
    desk = _Desk(database, row.id, people, words())
    for n, code in enumerate(codes):
        area, day = areas[n % len(areas)], days[n % len(days)]
        desk.do(COORDINATOR, "add_roundtable", code=code, area=area, day=day)
    desk.warm()
    desk.write()
    desk.answer()
    desk.hear()
    return made


class _Desk:
    """Who writes, and what they write from."""

    def __init__(
        self, database: Database, key: str, people: dict[str, Actor], said: dict[str, Any]
    ) -> None:
        self.database, self.id, self.people, self.said = database, key, people, said
        self.known: dict[Ref, Source] = {}
        own = [one for one in said["measures"] if "cluster" in one]
        self.own = {one["cluster"]: one for one in own}
        self.others = cycle([one for one in said["measures"] if "cluster" not in one])
        self.measures: list[tuple[str, list[str]]] = []
        self.first_passage = ""

    def do(self, role: str, command: str, **args: Any) -> dict[str, Any]:
        """Give a command. Raises `Refused`."""
        request = Request(
            self.id, self.people[role], sources.new_id(), command, args, sources.now(), on=STRATEGY
        )
        with self.database.write() as session:
            outcome = run(session, [request])[0]
        if outcome.refused is not None:
            raise outcome.refused
        return outcome.result or {}

    def warm(self) -> None:
        """Read what the roundtables gave, and keep it at hand for the commands that follow."""
        with self.database.read() as session:
            self.known = Reading(session, session.get_one(Strategy, self.id), keeps=True).known()

    def add(self, kind: str, text: str, into: str | None = None, **more: Any) -> str:
        """Add a part at the end of what it stands in."""
        where = {"into": into} if into else {}
        args = {"kind": kind, "text": text, "place": 99, **where, **more}
        return str(self.do(WRITER, "add_node", **args)["node"])

    def write(self) -> None:
        """Titles, phases, the summary, and a chapter for each policy area."""
        said = self.said
        self.do(WRITER, "set_titles", title=said["title"], subtitle=said["subtitle"])
        self.do(WRITER, "set_phases", phases=PHASES)
        best = self._best(self.known.values())
        given = fates.contributions(self.known.values())
        rooms = len({one.roundtable for one in self.known})
        told = said["summary"]["rooms"] % {"rooms": rooms, "proposals": len(given)}
        cited = " ".join(f"[[{one.ref}]]" for one in best[:2])
        self.first_passage = self.add("passage", f"{said['summary']['nothing']} {told} {cited}")
        for area in dict.fromkeys(one.area for one in best):
            title = area or said["title"]
            chapter = self.add("chapter", title, area=area)
            mine = [one for one in best if one.area == area]
            self.add("passage", f"{said['chapter']} {_chips(mine[:MOST_PRIORITIES])}", chapter)
            for one in mine[:MOST_PRIORITIES]:
                self.priority(one, chapter)

    def _best(self, given: Iterable[Source]) -> list[Source]:
        """Clusters, the most supported first; of a room without any, its proposals."""
        there = list(given)
        grouped = {one.ref.roundtable for one in there if one.ref.kind == "cluster"}
        fit = [
            one
            for one in there
            if one.ref.kind == "cluster"
            or (one.ref.kind == "proposal" and one.text and one.ref.roundtable not in grouped)
        ]
        return sorted(fit, key=lambda one: (-_share(one), one.ref.label))

    def priority(self, source: Source, chapter: str) -> None:
        """A priority from a result, with what supports it, a voice, and a measure."""
        args = {"ref": str(source.ref), "place": 99}
        node = self.do(WRITER, "take_in", kind="priority", into=chapter, **args)["node"]
        votes = [one for one in self.known.values() if one.about == source.ref and one.votes]
        said = self.said["priority"]
        text = f"{said['support']} {_chips([source, *votes[:1]])}"
        if source.members:
            text += f" {said['voice']} [[{source.members[0]}]]"
        self.add("passage", text, node)
        taken = self.do(WRITER, "take_in", kind="measure", into=node, **args)
        fields = _fields(self.own.get(source.text) or next(self.others))
        self.do(WRITER, "set_measure", node=taken["node"], base=1, fields=fields)
        self.measures.append((taken["node"], taken["suggested"]))

    def answer(self) -> None:
        """Fates for most contributions, a join across two rooms, and a decision on dissent."""
        for node, suggested in self.measures:
            if suggested:
                self.do(WRITER, "set_fate", refs=suggested, kind="adopted", measure=node)
        done = {ref for _, suggested in self.measures for ref in suggested}
        given = fates.contributions(self.known.values())
        left = [str(one.ref) for one in given if str(one.ref) not in done and not one.into]
        if left and done:
            self.do(WRITER, "set_fate", refs=left[:1], kind="merged", into=min(done))
        by_kind: dict[str, list[str]] = {}
        for ref, kind in zip(left[1:], cycle(IN_TURN), strict=False):
            by_kind.setdefault(kind, []).append(ref)
        for kind in filter(None, by_kind):
            measure = {"measure": self.measures[0][0]} if kind == "part" else {}
            text = self.said["fates"][kind]
            self.do(WRITER, "set_fate", refs=by_kind[kind], kind=kind, text=text, **measure)
        self._join()
        concerns = [one for one in self.known if one.kind == "concern"]
        if len(concerns) > 1:
            said = self.said["dissent"]
            decided = {"ref": str(concerns[-1]), "out": True, "who": said["who"]}
            self.do(COORDINATOR, "decide_dissent", why=said["why"], **decided)

    def _join(self) -> None:
        """What two rooms said of the same area."""
        best = [one for one in self._best(self.known.values()) if one.area]
        for one in best:
            other = [
                each
                for each in best
                if each.area == one.area and each.ref.roundtable != one.ref.roundtable
            ]
            if other:
                members = [str(one.ref), str(other[0].ref)]
                self.do(WRITER, "join_results", members=members, title=self.said["join"])
                return

    def hear(self) -> None:
        """A version, its review, remarks of a partner, one of them answered."""
        said = self.said["review"]
        version = self.do(WRITER, "save_version", name=said["version"])["version"]
        closes = day_of(day_at(sources.now()))
        assert closes is not None
        review = self.do(
            WRITER,
            "open_review",
            version=version,
            closes=(closes + timedelta(days=21)).isoformat(),
            questions=said["questions"],
        )["round"]
        measure = self.measures[0][0]
        self.do(PARTNER, "state_opinion", round=review, text=said["opinion"])
        self.do(PARTNER, "comment", text=said["comment"], node=measure, round=review)
        asked = self.do(PARTNER, "comment", text=said["question"], node=measure)["remark"]
        self.do(
            PARTNER,
            "suggest",
            node=self.first_passage,
            quoted=self.said["summary"]["nothing"],
            wording=said["wording"],
            text=said["reason"],
        )
        self.do(WRITER, "answer", remark=asked, outcome="taken", why=said["answer"])


def _chips(given: Iterable[Source]) -> str:
    return " ".join(f"[[{one.ref}]]" for one in given)


def _share(source: Source) -> float:
    votes = source.votes
    return votes.yes / votes.of if votes and votes.of else 0.0


def _fields(given: dict[str, str]) -> dict[str, Any]:
    """The fields of a measure as `set_measure` takes them."""
    texts = ("title", "objective", "description", "responsible", "partners", "assumptions", "risks")
    fields: dict[str, Any] = {name: given[name] for name in texts if name in given}
    if "first" in given:
        fields["timeline"] = {"first": given["first"], "last": given["last"]}
    if "amount" in given:
        fields["budget"] = {
            "amount": given["amount"],
            "currency": "EUR",
            "source": given["source"],
        }
    if "indicator" in given:
        parts = {name: given[name] for name in ("baseline", "target", "unit")}
        fields["indicators"] = [{"name": given["indicator"], **parts, "source": "City statistics"}]
    return fields
