"""Arguments for every command of the registry: mostly such as make sense, often such as do not."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from roundtable.commands import REGISTRY, ROLES, SYSTEM, Actor
from roundtable.commands.arguments import Parameter
from roundtable.core.stages import (
    KINDS,
)
from roundtable.models import (
    Cluster,
    Comment,
    Concern,
    Export,
    Minute,
    Option,
    Participant,
    Passage,
    Proposal,
    Suggestion,
    Turn,
)
from tests.commands.values import Values, fresh_text
from tests.factories import new_id

#: What no command wants in any place.
JUNK: tuple[Any, ...] = (
    None, True, 0, -1, 3.5, math.nan, math.inf, 10**400, "", " \n ", "x" * 30_000, "\x00", "\ud800",
    "a\x07b", "\u202e", [], [[]], [None], {}, {"": ""}, {"a": {"b": []}}, "0" * 20, ["0" * 20],
    {"en": 5}, {"0" * 20: 1}, {"en\n": "x"}, "not-an-id", b"bytes", "\u0301" * 50,
)  # fmt: skip


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


class Generator(Values):
    """Makes commands for one table from its rows, by `chance`."""

    def turn(self, command: str, nonsense: float = 0.15) -> tuple[Actor, Any, str | None]:
        """Who gives the command, its arguments, and the person without a phone for whom."""
        actor, args = self.actor(command), self.args(command, nonsense)
        if command in OWN and self.chance.random() < 0.7:
            name, model = OWN[command]
            wanted = args.get(name) if isinstance(args, dict) else None
            authors = [_author(row) for row in self.rows(model) if row.id == wanted]
            actor = Actor("participant", authors[0]) if authors and authors[0] else actor
        if actor.role == "participant" and actor.id in self.on_paper():
            role = self.chance.choice(("host", "facilitator"))
            return self.key_of(role), args, actor.id
        return actor, args, None

    def on_paper(self) -> set[str]:
        """People without a phone: others act for them."""
        return {row.id for row in self.rows(Participant) if row.channel == "desk"}

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
    ("", "at"): lambda g: g.chance.choice((0, 2**42, -1)),
    ("", "abstain"): lambda g: g.chance.choice((None, None, None, True, False)),
    ("", "cost"): lambda g: g.chance.choice((None, 0, 5000, 10**9, 10**9 + 1)),
    ("", "order"): lambda g: g.chance.sample(ids := g.ids(Option), min(2, len(ids))),
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
    "settle_tie": Generator.tie,
    "watch_opinions": lambda g: {"stage": g.vote()},
    "draw_opinions": Generator.drawn,
}
