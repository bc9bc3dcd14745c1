"""Arguments for every command of the registry: mostly such as make sense, often such as do not."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import select

from roundtable.commands import REGISTRY, ROLES, SYSTEM, Actor
from roundtable.commands.arguments import Parameter
from roundtable.core.stages import (
    KINDS,
    ChartSetting,
    ChoiceSetting,
    NumberSetting,
    TextSetting,
    WordsSetting,
)
from roundtable.models import (
    Cluster,
    Comment,
    Concern,
    Export,
    Key,
    LogEntry,
    Minute,
    Option,
    Participant,
    Passage,
    Proposal,
    Result,
    Stage,
    Suggestion,
    Turn,
)
from tests.actors import Table
from tests.factories import new_id

_numbers = count()

#: What no command wants in any place.
JUNK: tuple[Any, ...] = (
    None, True, 0, -1, 3.5, math.nan, math.inf, 10**400, "", " \n ", "x" * 30_000, "\x00", "\ud800",
    "a\x07b", "\u202e", [], [[]], [None], {}, {"": ""}, {"a": {"b": []}}, "0" * 20, ["0" * 20],
    {"en": 5}, {"0" * 20: 1}, {"en\n": "x"}, "not-an-id", b"bytes", "\u0301" * 50,
)  # fmt: skip


def fresh_text(chance: Random, longest: int = 60) -> str:
    """A text with a word that occurs nowhere else."""
    words = f"zq{next(_numbers):06d}x " + chance.choice(
        ("Mai mulți copaci", "<b>&\"'</b> {{7*7}}", "مكان واحد", "дерева на вулиці", "naïve café")
    )
    return words[:longest]


#: Commands that are for the author of what they name.
OWN: dict[str, tuple[str, Any]] = {
    "edit_proposal": ("proposal", Proposal),
    "withdraw_proposal": ("proposal", Proposal),
    "share_proposal": ("proposal", Proposal),
    "withdraw_comment": ("comment", Comment),
    "withdraw_concern": ("concern", Concern),
}


def _author(row: Any) -> str | None:
    author: str | None = row.participant_id if isinstance(row, Concern) else row.author_id
    return author


class Generator:
    """Makes commands for one table from its rows, by `chance`."""

    def __init__(self, table: Table, chance: Random, other: Table | None = None) -> None:
        self.table = table
        self.chance = chance
        self.other = other

    def turn(self, command: str, nonsense: float = 0.15) -> tuple[Actor, Any, str | None]:
        """Who gives the command, its arguments, and the person without a phone for whom."""
        actor, args = self.actor(command), self.args(command, nonsense)
        if command in OWN and self.chance.random() < 0.7:
            name, model = OWN[command]
            wanted = args.get(name) if isinstance(args, dict) else None
            authors = [_author(row) for row in self._rows(model) if row.id == wanted]
            actor = Actor("participant", authors[0]) if authors and authors[0] else actor
        if actor.role == "participant" and actor.id in self.on_paper():
            role = self.chance.choice(("host", "facilitator"))
            return self.key_of(role), args, actor.id
        return actor, args, None

    def on_paper(self) -> set[str]:
        """People without a phone: others act for them."""
        return {row.id for row in self._rows(Participant) if row.channel == "desk"}

    @staticmethod
    def key_of(role: str) -> Actor:
        """Somebody with a link for a role."""
        return Actor(role, f"key-of-a-{role}-0000000000"[:20])

    def actor(self, command: str) -> Actor:
        """Mostly somebody who may give the command."""
        roles = sorted(REGISTRY[command].roles)
        role = self.chance.choice(roles if self.chance.random() < 0.9 else [*ROLES, SYSTEM])
        if role != "participant":
            return self.key_of(role)
        people = self.ids(Participant)
        return Actor(role, self.chance.choice(people) if people else new_id())

    def args(self, command: str, nonsense: float = 0.15) -> Any:
        """Arguments; with the probability `nonsense` spoilt in some way."""
        made = {
            p.name: self._value(command, p)
            for p in REGISTRY[command].arguments.parameters
            if p.required or self.chance.random() < 0.7
        }
        if command in FITTING and self.chance.random() < 0.7:
            made |= FITTING[command](self)
        return self._spoilt(made) if self.chance.random() < nonsense else made

    def _spoilt(self, args: dict[str, Any]) -> Any:
        way = self.chance.randrange(4)
        name = self.chance.choice(sorted(args)) if args else "extra"
        if way == 0:
            return self.chance.choice(JUNK)
        if way == 1:
            return {key: value for key, value in args.items() if key != name}
        if way == 2:
            return args | {"extra": self.chance.choice(JUNK)}
        return args | {name: self.chance.choice(JUNK)}

    def _value(self, command: str, parameter: Parameter) -> Any:
        special = SPECIAL.get((command, parameter.name)) or SPECIAL.get(("", parameter.name))
        if special is not None:
            return special(self)
        if parameter.row is not None:
            return self._of_row(parameter)
        if parameter.words is not None:
            if "dict" in str(parameter.wire):
                return {self.chance.choice(("en", "ro")): fresh_text(self.chance)}
            return fresh_text(self.chance, parameter.words.longest)
        raise LookupError(f"{command}.{parameter.name} has no generator")

    def _of_row(self, parameter: Parameter) -> Any:
        assert parameter.row is not None
        ids = self.ids(parameter.row)
        if "list" in str(parameter.wire):
            return self.chance.sample(ids, min(len(ids), self.chance.randrange(4)))
        if not parameter.required and self.chance.random() < 0.3:
            return None
        return self.chance.choice(ids) if ids else new_id()

    def ids(self, model: Any, own: float = 0.95) -> list[str]:
        """Ids of rows, rarely those of another roundtable."""
        table = self.table if self.other is None or self.chance.random() < own else self.other
        query = select(model.id).where(model.roundtable_id == table.id).order_by(model.id)
        return list(table.look(lambda session, _: session.scalars(query).all()))

    def stage(self) -> str:
        """A stage; votes and reveals more often, so that rooms get there."""
        query = select(Stage).where(Stage.roundtable_id == self.table.id).order_by(Stage.position)
        stages = self.table.look(lambda session, _: session.scalars(query).all())
        return str(self.chance.choice([s for s in stages for _ in range(WEIGHTS[s.kind])]).id)

    def vote(self) -> str:
        """A vote, now and then another stage."""
        votes = [stage.id for stage in self._rows(Stage) if stage.kind == "vote"]
        return self.chance.choice(votes) if votes and self.chance.random() < 0.8 else self.stage()

    def settings(self) -> dict[str, Any]:
        """Settings of some kind of stage."""
        every = {setting.name: setting for kind in KINDS.values() for setting in kind.settings}
        chosen = self.chance.sample(sorted(every), self.chance.choice((0, 0, 1, 2)))
        return {name: self._setting(every[name]) for name in chosen}

    def _setting(self, setting: Any) -> Any:
        match setting:
            case NumberSetting(_, _, low, high):
                return self.chance.choice((low, high, high + 1))
            case ChoiceSetting(_, _, choices):
                return self.chance.choice(choices)
            case WordsSetting():
                return [fresh_text(self.chance)]
            case ChartSetting():
                return [{"label": {"en": fresh_text(self.chance, 20)}, "value": 4.5}]
            case TextSetting():
                return {"en": fresh_text(self.chance)}
        return self.vote()

    def step(self) -> dict[str, Any]:
        """A new step that can be there."""
        kind = self.chance.choice([kind for kind in KINDS if kind not in ("reveal", "previous")])
        return {"kind": kind, "settings": {}, "before": None}

    def unopened(self) -> dict[str, Any]:
        """A step that was never opened, and whose result no other step shows."""
        rows = self._rows(Stage)
        needed = {str(row.settings.get("of")) for row in rows}
        free = [r.id for r in rows if not r.opened_at and r.status == "waiting"]
        free = [key for key in free if key not in needed]
        return {"stage": self.chance.choice(free)} if free else {}

    def kept(self) -> dict[str, Any]:
        """Settings of a step as they are."""
        row = self.chance.choice([row for row in self._rows(Stage) if row.status != "removed"])
        return {"stage": row.id, "settings": row.settings}

    def marks(self) -> dict[str, Any]:
        """A patch of a ballot."""
        query = select(Option.id).where(Option.roundtable_id == self.table.id).order_by(Option.id)
        options = list(self.table.look(lambda session, _: session.scalars(query).all()))
        if self.chance.random() < 0.1:
            options.append(new_id())
        chosen = self.chance.sample(options, self.chance.randint(0, len(options)))
        return {one: self.chance.choice((1, 1, 1, 1, 2, None, None, 0, -1)) for one in chosen}

    def entry(self) -> str:
        """A command to undo: mostly one that can be."""
        entries = select(LogEntry).where(LogEntry.roundtable_id == self.table.id)
        rows = self.table.look(
            lambda session, _: session.scalars(entries.order_by(LogEntry.rev.desc())).all()
        )
        likely = [row.id for row in rows if row.images][:6]
        return str(self.chance.choice(likely or [row.id for row in rows] or [new_id()]))

    def part(self) -> dict[str, Any]:
        """A group with some of what lies in it."""
        cards = [c for c in self._rows(Proposal) if c.cluster_id and c.status == "shown"]
        if not cards:
            return {}
        chosen = self.chance.choice(cards).cluster_id
        within = [card.id for card in cards if card.cluster_id == chosen]
        return {"cluster": chosen, "proposals": within[: self.chance.randint(1, len(within))]}

    def pair(self) -> dict[str, Any]:
        """Two groups that are there."""
        there = [c.id for c in self._rows(Cluster) if c.status == "shown"]
        return (
            dict(zip(("cluster", "into"), self.chance.sample(there, 2), strict=True))
            if there[1:]
            else {}
        )

    def passage(self) -> dict[str, Any]:
        """A passage as it stands."""
        rows = self._rows(Passage)
        row = self.chance.choice(rows) if rows else None
        return {"passage": row.id, "version": row.version} if row else {}

    def link(self) -> dict[str, Any]:
        """A link that somebody made."""
        rows = [row for row in self._rows(Key) if row.participant_id is None]
        return {"link": self.chance.choice(rows).id} if rows else {}

    def making(self) -> dict[str, Any]:
        """A document that is being made."""
        rows = [row for row in self._rows(Export) if row.status == "making"]
        return {"export": rows[0].id} if rows else {}

    def _rows(self, model: Any) -> list[Any]:
        query = select(model).where(model.roundtable_id == self.table.id)
        query = query.order_by(*model.__table__.primary_key)
        return list(self.table.look(lambda session, _: session.scalars(query).all()))

    def version(self) -> int:
        """The draft's version, or one that is not."""
        current = self.table.look(lambda _session, roundtable: roundtable.draft_version)
        return int(current) if self.chance.random() < 0.7 else self.chance.randrange(3)

    def answers(self) -> dict[str, Any]:
        """What somebody says of the meeting."""
        said = {
            "useful": self.chance.choice((1, 5, 6, None)),
            "heard": self.chance.randint(1, 5),
            "good": fresh_text(self.chance),
            "change": self.chance.choice((None, "", fresh_text(self.chance))),
        }
        return {
            key: said[key] for key in self.chance.sample(sorted(said), self.chance.randint(0, 4))
        }

    def same(self) -> dict[str, Any]:
        """Proposals that are shown, and another one to put them into."""
        there = [p.id for p in self._rows(Proposal) if p.status == "shown"]
        if len(there) < 2:
            return {}
        into, *others = self.chance.sample(there, self.chance.randint(2, min(4, len(there))))
        return {"into": into, "proposals": others}

    def put_up(self) -> dict[str, Any]:
        """An option with its vote."""
        rows = [row for row in self._rows(Option) if row.up]
        row = self.chance.choice(rows) if rows else None
        return {"stage": row.stage_id, "option": row.id} if row else {}

    def merger(self) -> dict[str, Any]:
        """Options of a result, to be put into one of them."""
        rows = self._rows(Result)
        if not rows:
            return {}
        row = self.chance.choice(rows)
        told = self.table.sees()["results"][row.stage_id]
        ids = [one["option"] for one in (told["revised"] or told)["options"]]
        chosen = self.chance.sample(ids, min(len(ids), self.chance.randint(2, 3)))
        return {"stage": row.stage_id, "into": chosen[0], "options": chosen[1:]} if chosen else {}

    def parting(self) -> dict[str, Any]:
        """An option of a result with some of its proposals."""
        rows = [row for row in self._rows(Option) if len(row.proposals) > 1]
        if not rows:
            return {}
        row = self.chance.choice(rows)
        return {"stage": row.stage_id, "option": row.id, "proposals": row.proposals[:1]}

    def suggested(self) -> dict[str, Any]:
        """A suggestion with some of its groups."""
        rows = [row for row in self._rows(Suggestion) if row.status == "done" and row.body]
        if not rows:
            return {}
        groups = [{"key": group["key"]} for group in rows[-1].body.get("groups", ())]
        return {"suggestion": rows[-1].id, "groups": groups}

    def suggestion(self) -> dict[str, Any]:
        """What the machine may find in the room."""
        ids = self.ids(Proposal, own=1)
        chosen = self.chance.sample(ids, min(len(ids), 5))
        group = {"key": "0" * 16, "title": fresh_text(self.chance), "language": "en"}
        groups = [group | {"area": None, "sure": 0.5, "why": [], "proposals": chosen}]
        return {"by": "letters", "few": True, "level": 2, "groups": groups if chosen else []}

    def in_state(self, name: str, model: Any, *statuses: str) -> dict[str, Any]:
        """A row in one of these states."""
        rows = [row.id for row in self._rows(model) if row.status in statuses]
        return {name: self.chance.choice(rows)} if rows else {}

    def of_kind(self, name: str, model: Any, kind: str) -> dict[str, Any]:
        """A row of a kind."""
        rows = [row.id for row in self._rows(model) if row.kind == kind]
        return {name: self.chance.choice(rows)} if rows else {}

    def step_of(self, kind: str) -> dict[str, Any]:
        """The stage of a kind."""
        rows = [row.id for row in self._rows(Stage) if row.kind == kind]
        return {"stage": self.chance.choice(rows)} if rows else {}


#: How often each kind of stage is opened.
WEIGHTS = dict.fromkeys(KINDS, 1) | {"propose": 3, "group": 3, "vote": 4, "reveal": 2}

Special = Callable[[Generator], Any]
#: (command or "", argument) → what makes its value, where neither a row nor a text is asked for.
SPECIAL: dict[tuple[str, str], Special] = {
    ("open_stage", "stage"): Generator.stage,
    ("", "marks"): Generator.marks,
    ("cast_ballot", "stage"): Generator.vote,
    ("reveal_results", "stage"): Generator.vote,
    ("reset_vote", "stage"): Generator.vote,
    ("", "entry"): Generator.entry,
    ("", "version"): Generator.version,
    ("", "passage"): lambda g: g.chance.choice([*g.ids(Passage), new_id()]),
    ("", "language"): lambda g: g.chance.choice(("en", "ro", "und", "zh-Hant", "!", "x" * 30)),
    ("", "minutes"): lambda g: g.chance.choice((None, 1, 8, 480, 0, 481)),
    ("", "seconds"): lambda g: g.chance.choice((60, -60, 0, 3600, -3600, 4000)),
    ("", "mode"): lambda g: g.chance.choice(("auto", "wall", "groups", "results", "blank", "x")),
    ("", "role"): lambda g: g.chance.choice(
        ("facilitator", "host", "writer", "observer", "screen", "participant")
    ),
    ("", "format"): lambda g: g.chance.choice(("pdf", "pdf", "docx")),
    ("", "file"): lambda g: g.chance.choice((None, "draft.pdf")),
    ("add_stage", "kind"): lambda g: g.chance.choice([*KINDS, "dance"]),
    ("", "settings"): Generator.settings,
    ("", "untimed"): lambda g: g.chance.choice((True, False)),
    ("", "goal"): lambda g: g.chance.choice((None, 1, 30, 500, 0)),
    ("", "export"): lambda g: g.chance.choice([*g.ids(Export), new_id()]),
    ("", "pinned"): lambda g: g.chance.choice((True, False)),
    ("", "stands"): lambda g: g.chance.choice((True, True, False)),
    ("", "thing"): lambda g: g.chance.choice(
        [None, *g.ids(Proposal), *g.ids(Cluster), *g.ids(Option), new_id()]
    ),
    ("", "option"): lambda g: g.chance.choice([*g.ids(Option), new_id()]),
    ("", "position"): lambda g: g.chance.choice(("consent", "aside", "objection", "maybe")),
    ("add_comment", "kind"): lambda g: g.chance.choice(("comment", "question", "shout")),
    ("answer_concern", "status"): lambda g: g.chance.choice(("open", "integrated", "hidden")),
    ("", "answers"): Generator.answers,
    ("", "rule"): lambda g: g.chance.choice(("once", "sum", "higher", "inherit")),
    ("merge_options", "options"): lambda g: g.chance.sample(ids := g.ids(Option), min(2, len(ids))),
    ("merge_options", "into"): lambda g: g.chance.choice([*g.ids(Option), new_id()]),
    ("", "people"): lambda g: g.chance.choice((5, 24, 80, 4)),
    ("", "speed"): lambda g: g.chance.choice((1, 4, 16, 2)),
    ("", "running"): lambda g: g.chance.choice((True, False)),
    ("", "card"): lambda g: g.chance.choice(("", "", "07K", "nonsense")),
    ("", "count"): lambda g: g.chance.choice((1, 2, 5, 0, 61)),
    ("", "seats"): lambda g: g.chance.choice((2, 6, 20, 1)),
    ("", "due"): lambda g: g.chance.choice(("", "2027-01-31", "soon")),
    ("", "done"): lambda g: g.chance.choice((True, False)),
    ("", "on"): lambda g: g.chance.choice((True, False)),
    ("write_minute", "kind"): lambda g: g.chance.choice(("note", "parking", "decision", "task")),
    ("", "level"): lambda g: g.chance.choice((0, 2, 4, 5)),
    ("", "groups"): lambda g: g.chance.choice(([], [{"key": "0" * 16}], [{"key": None}])),
    ("", "body"): Generator.suggestion,
    ("", "subject"): lambda g: g.chance.choice([None, *g.ids(Proposal), *g.ids(Cluster)]),
}

#: Commands whose arguments have to fit each other.
FITTING: dict[str, Callable[[Generator], dict[str, Any]]] = {
    "split_cluster": Generator.part,
    "merge_clusters": Generator.pair,
    "edit_passage": Generator.passage,
    "finish_export": Generator.making,
    "withdraw_link": Generator.link,
    "add_stage": Generator.step,
    "remove_stage": Generator.unopened,
    "edit_stage": Generator.kept,
    "merge_proposals": Generator.same,
    "state_concern": Generator.put_up,
    "take_position": Generator.put_up,
    "give_feedback": lambda g: g.step_of("feedback"),
    "approve_proposal": lambda g: g.in_state("proposal", Proposal, "held"),
    "return_proposal": lambda g: g.in_state("proposal", Proposal, "shown", "held"),
    "restore_proposal": lambda g: g.in_state("proposal", Proposal, "hidden"),
    "share_proposal": lambda g: g.in_state("proposal", Proposal, "kept"),
    "approve_comment": lambda g: g.in_state("comment", Comment, "held", "hidden"),
    "hide_comment": lambda g: g.in_state("comment", Comment, "shown", "held"),
    "withdraw_comment": lambda g: g.in_state("comment", Comment, "shown", "held", "hidden"),
    "answer_concern": lambda g: g.in_state("concern", Concern, "open", "integrated", "hidden"),
    "withdraw_concern": lambda g: g.in_state("concern", Concern, "open", "integrated"),
    "merge_options": Generator.merger,
    "split_option": Generator.parting,
    "accept_suggestion": Generator.suggested,
    "dismiss_suggestion": lambda g: g.in_state("suggestion", Suggestion, "done"),
    "finish_suggestion": lambda g: g.in_state("suggestion", Suggestion, "making"),
    "finish_task": lambda g: g.of_kind("minute", Minute, "task"),
    "harvest": lambda g: g.of_kind("minute", Minute, "note"),
    "call_next": lambda g: g.in_state("turn", Turn, "waiting"),
    "end_turn": lambda g: g.in_state("turn", Turn, "speaking"),
    "seat_person": lambda g: {"participant": g.chance.choice([*g.on_paper(), new_id()])},
    "support_concern": lambda g: g.in_state("concern", Concern, "open", "integrated"),
}
