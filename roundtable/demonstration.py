"""The seeded demonstration, played through the same commands as a real room."""

from __future__ import annotations

import random
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable import actions, sources  # noqa: F401 (actions registers the commands)
from roundtable.actions.setup import create_roundtable
from roundtable.commands import FACILITATOR, PARTICIPANT, VISITOR, Actor, Request, run
from roundtable.core.demonstration import Demonstration, parse_demonstration
from roundtable.core.formats import Format, parse
from roundtable.models import Area, Group, Option, Roundtable, Stage

FACILITATES = Actor(FACILITATOR, "demonstration")
#: The share of invented people who do not vote.
STAY_AWAY = 0.06
STAGES = ("welcome", "propose", "group", "vote", "reveal", "close")


class Player:
    """Gives commands to one roundtable, one after the other, in one transaction."""

    def __init__(self, session: Session, roundtable: Roundtable) -> None:
        self.session = session
        self.roundtable = roundtable

    def do(self, actor: Actor, command: str, **args: object) -> dict[str, Any]:
        """Carry out one command; raises `Refused`."""
        request = Request(self.roundtable.id, actor, sources.new_id(), command, args)
        outcome = run(self.session, [request])[0]
        if outcome.refused is not None:
            raise outcome.refused
        return {"id": request.id} | (outcome.result or {})

    def open(self, kind: str) -> Stage:
        """Open the first stage of a kind (as the facilitator)."""
        query = select(Stage).where(Stage.roundtable_id == self.roundtable.id, Stage.kind == kind)
        stage = self.session.scalars(query.order_by(Stage.position)).first()
        assert stage is not None
        if stage.id != self.roundtable.stage_id:
            self.do(FACILITATES, "open_stage", stage=stage.id)
        return stage


def load(folder: Path) -> tuple[Format, Demonstration]:
    """The demonstration in a folder of sessions, and its format. Raises `FormatError`, `OSError`."""
    seed_text = (folder / "demonstration.toml").read_text("utf-8")
    name = parse_demonstration(seed_text, "demonstration.toml").format
    form = parse((folder / f"{name}.toml").read_text("utf-8"), f"{name}.toml")
    return form, parse_demonstration(seed_text, "demonstration.toml", {name: form})


def seed(session: Session, folder: Path, until: str = "propose") -> Roundtable:
    """Make the demonstration and play it into the stage `until` (a kind). The caller commits."""
    return play(session, *load(folder), until)


def play(session: Session, form: Format, content: Demonstration, until: str) -> Roundtable:
    """Make a roundtable with invented content and play it into the stage `until`."""
    roundtable = create_roundtable(
        session, form, city=content.city, title=content.title, demonstration=True
    )
    _ask(session, roundtable, form, content)
    player = Player(session, roundtable)
    people = _people(player, form, content)
    steps = STAGES[: STAGES.index(until) + 1]
    if "propose" in steps:
        player.open("propose")
        proposals = _proposals(player, form, content, people)
        player.do(FACILITATES, "pause_timer")
    if "group" in steps:
        player.open("group")
        _clusters(player, form, content, proposals)
    if "vote" in steps:
        _vote(player, player.open("vote"), people)
    if "reveal" in steps:
        stage = player.open("reveal")
        player.do(FACILITATES, "reveal_results", stage=stage.settings["of"])
    if "close" in steps:
        player.open("close")
    return roundtable


def _keys(form_parts: Any, rows: Any) -> dict[str, str]:
    """Keys of the format → ids of the rows made of them, both in order."""
    ordered = sorted(rows, key=lambda row: row.position)
    return {part.key: row.id for part, row in zip(form_parts, ordered, strict=True)}


def _of(session: Session, model: Any, roundtable: Roundtable) -> list[Any]:
    return list(session.scalars(select(model).where(model.roundtable_id == roundtable.id)))


def _ask(session: Session, roundtable: Roundtable, form: Format, content: Demonstration) -> None:
    ids = _keys(form.stages, _of(session, Stage, roundtable))
    for key, question in content.questions.items():
        session.get_one(Stage, ids[key]).question = dict(question)
    session.flush()


def _people(player: Player, form: Format, content: Demonstration) -> dict[str | None, list[Actor]]:
    groups = _keys(form.groups, _of(player.session, Group, player.roundtable))
    people: dict[str | None, list[Actor]] = {}
    for entry in content.people:
        for language in islice(cycle(entry.languages), entry.count):
            group = groups[entry.group] if entry.group else None
            made = player.do(Actor(VISITOR, "visitor"), "join", group=group, language=language)
            people.setdefault(entry.group, []).append(Actor(PARTICIPANT, made["participant"]))
    return people


def _proposals(
    player: Player, form: Format, content: Demonstration, people: dict[str | None, list[Actor]]
) -> dict[str, str]:
    areas = _keys(form.areas, _of(player.session, Area, player.roundtable))
    turns = {group: cycle(members) for group, members in people.items()}
    anyone = cycle([actor for members in people.values() for actor in members])
    made = {}
    for spec in content.proposals:
        author = next(turns[spec.group]) if spec.group in turns else next(anyone)
        area = areas[spec.area] if spec.area else None
        done = player.do(
            author, "submit_proposal", text=spec.text, area=area, language=spec.language
        )
        made[spec.key] = done["id"]
    return made


def _clusters(
    player: Player, form: Format, content: Demonstration, proposals: dict[str, str]
) -> dict[str, str]:
    areas = _keys(form.areas, _of(player.session, Area, player.roundtable))
    made = {}
    for spec in content.clusters:
        done = player.do(
            FACILITATES,
            "create_cluster",
            title=spec.title,
            area=areas[spec.area] if spec.area else None,
            proposals=[proposals[key] for key in spec.proposals],
        )
        if spec.summary:
            player.do(FACILITATES, "edit_cluster", cluster=done["id"], summary=spec.summary)
        made[spec.key] = done["id"]
    return made


def _vote(player: Player, stage: Stage, people: dict[str | None, list[Actor]]) -> None:
    """Invented ballots: each group has leanings, each person some of their own; a few do not vote."""
    chance = random.Random(485)  # noqa: S311 (the same demonstration each time)
    query = select(Option).where(Option.stage_id == stage.id).order_by(Option.position)
    options = list(player.session.scalars(query))
    appeal = {option.id: chance.uniform(0.25, 0.85) for option in options}
    for members in people.values():
        leaning = {option.id: chance.uniform(-0.25, 0.25) for option in options}
        for person in members:
            if chance.random() < STAY_AWAY:
                continue
            marks = {o.id: 1 for o in options if chance.random() < appeal[o.id] + leaning[o.id]}
            if marks:
                player.do(person, "cast_ballot", stage=stage.id, marks=marks)
