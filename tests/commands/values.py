"""Values that make sense in a room as it is: what the generator of commands is made of."""

from __future__ import annotations

from itertools import count
from random import Random
from typing import Any

from sqlalchemy import select

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
    Export,
    Key,
    LogEntry,
    Option,
    Passage,
    Proposal,
    Result,
    Stage,
    Suggestion,
)
from tests.actors import Table
from tests.factories import new_id

_numbers = count()
#: How often each kind of stage is opened.
WEIGHTS = dict.fromkeys(KINDS, 1) | {"propose": 3, "group": 3, "vote": 4, "reveal": 2}


def fresh_text(chance: Random, longest: int = 60) -> str:
    """A text with a word that occurs nowhere else."""
    words = f"zq{next(_numbers):06d}x " + chance.choice(
        ("Mai mulți copaci", "<b>&\"'</b> {{7*7}}", "مكان واحد", "дерева на вулиці", "naïve café")
    )
    return words[:longest]


class Values:
    """What may be named in a command, found in the rows of a table by `chance`."""

    def __init__(self, table: Table, chance: Random, other: Table | None = None) -> None:
        self.table = table
        self.chance = chance
        self.other = other

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
        votes = [stage.id for stage in self.rows(Stage) if stage.kind == "vote"]
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
        rows = self.rows(Stage)
        needed = {str(row.settings.get("of")) for row in rows}
        free = [r.id for r in rows if not r.opened_at and r.status == "waiting"]
        free = [key for key in free if key not in needed]
        return {"stage": self.chance.choice(free)} if free else {}

    def kept(self) -> dict[str, Any]:
        """Settings of a step as they are."""
        row = self.chance.choice([row for row in self.rows(Stage) if row.status != "removed"])
        return {"stage": row.id, "settings": row.settings}

    def marks(self) -> dict[str, Any]:
        """A patch of a ballot."""
        query = select(Option.id).where(Option.roundtable_id == self.table.id).order_by(Option.id)
        options = list(self.table.look(lambda session, _: session.scalars(query).all()))
        if self.chance.random() < 0.1:
            options.append(new_id())
        chosen = self.chance.sample(options, self.chance.randint(0, len(options)))
        return {one: self.chance.choice((1, 1, 1, 1, 2, None, None, 0, -1)) for one in chosen}

    def tie(self) -> dict[str, Any]:
        """A result that leaves a tie to the room, and an order of those that tie."""
        for result in self.rows(Result):
            if tied := (result.body.get("count") or {}).get("tied"):
                return {"stage": result.stage_id, "order": self.chance.sample(tied, len(tied))}
        return {}

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
        cards = [c for c in self.rows(Proposal) if c.cluster_id and c.status == "shown"]
        if not cards:
            return {}
        chosen = self.chance.choice(cards).cluster_id
        within = [card.id for card in cards if card.cluster_id == chosen]
        return {"cluster": chosen, "proposals": within[: self.chance.randint(1, len(within))]}

    def pair(self) -> dict[str, Any]:
        """Two groups that are there."""
        there = [c.id for c in self.rows(Cluster) if c.status == "shown"]
        return (
            dict(zip(("cluster", "into"), self.chance.sample(there, 2), strict=True))
            if there[1:]
            else {}
        )

    def passage(self) -> dict[str, Any]:
        """A passage as it stands."""
        rows = self.rows(Passage)
        row = self.chance.choice(rows) if rows else None
        return {"passage": row.id, "version": row.version} if row else {}

    def link(self) -> dict[str, Any]:
        """A link that somebody made."""
        rows = [row for row in self.rows(Key) if row.participant_id is None]
        return {"link": self.chance.choice(rows).id} if rows else {}

    def making(self) -> dict[str, Any]:
        """A document that is being made."""
        rows = [row for row in self.rows(Export) if row.status == "making"]
        return {"export": rows[0].id} if rows else {}

    def rows(self, model: Any) -> list[Any]:
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
        there = [p.id for p in self.rows(Proposal) if p.status == "shown"]
        if len(there) < 2:
            return {}
        into, *others = self.chance.sample(there, self.chance.randint(2, min(4, len(there))))
        return {"into": into, "proposals": others}

    def put_up(self) -> dict[str, Any]:
        """An option with its vote."""
        rows = [row for row in self.rows(Option) if row.up]
        row = self.chance.choice(rows) if rows else None
        return {"stage": row.stage_id, "option": row.id} if row else {}

    def merger(self) -> dict[str, Any]:
        """Options of a result, to be put into one of them."""
        rows = self.rows(Result)
        if not rows:
            return {}
        row = self.chance.choice(rows)
        told = self.table.sees()["results"][row.stage_id]
        ids = [one["option"] for one in (told["revised"] or told)["options"]]
        chosen = self.chance.sample(ids, min(len(ids), self.chance.randint(2, 3)))
        return {"stage": row.stage_id, "into": chosen[0], "options": chosen[1:]} if chosen else {}

    def parting(self) -> dict[str, Any]:
        """An option of a result with some of its proposals."""
        rows = [row for row in self.rows(Option) if len(row.proposals) > 1]
        if not rows:
            return {}
        row = self.chance.choice(rows)
        return {"stage": row.stage_id, "option": row.id, "proposals": row.proposals[:1]}

    def suggested(self) -> dict[str, Any]:
        """A suggestion with some of its groups."""
        rows = [row for row in self.rows(Suggestion) if row.status == "done" and row.body]
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

    def drawn(self) -> dict[str, Any]:
        """A map of opinions in which there are too few for groups, or none."""
        few = {"people": 12, "left_out": 0, "least": 7, "needed": 30, "groups": []}
        body = self.chance.choice([None, few | {"reliable": False, "reason": "few_people"}])
        later = self.chance.choice([0, 2**42])
        return self.in_state("suggestion", Suggestion, "watched") | {"at": later, "body": body}

    def in_state(self, name: str, model: Any, *statuses: str) -> dict[str, Any]:
        """A row in one of these states."""
        rows = [row.id for row in self.rows(model) if row.status in statuses]
        return {name: self.chance.choice(rows)} if rows else {}

    def of_kind(self, name: str, model: Any, kind: str) -> dict[str, Any]:
        """A row of a kind."""
        rows = [row.id for row in self.rows(model) if row.kind == kind]
        return {name: self.chance.choice(rows)} if rows else {}

    def step_of(self, kind: str) -> dict[str, Any]:
        """The stage of a kind."""
        rows = [row.id for row in self.rows(Stage) if row.kind == kind]
        return {"stage": self.chance.choice(rows)} if rows else {}
