"""A strategy's rows as the values of `core.strategy`, with the records of its roundtables."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable.core.draft_words import Wording
from roundtable.core.strategy import dissent, fates, joining, refs, strategy, tree
from roundtable.core.strategy.measures import Budget, Indicator, Measure, Timeline
from roundtable.core.strategy.refs import Ref
from roundtable.core.strategy.sources import Source, sources_of
from roundtable.models import (
    City,
    Decision,
    Fate,
    Join,
    Node,
    Roundtable,
    Strategy,
    StrategyRoom,
)
from roundtable.record import record_of
from roundtable.reports.wording import BabelWording

Record = Mapping[str, Any]
#: Fields of a measure that are texts.
TEXTS: Final = (
    "title", "objective", "description", "responsible", "partners", "assumptions", "risks", "evidence",
)  # fmt: skip
#: How many records are kept at hand: those of the strategies that are being written.
MOST_KEPT: Final = 48

_kept: OrderedDict[tuple[str, int, str], tuple[Record, tuple[Source, ...]]] = OrderedDict()


@lru_cache(maxsize=32)
def wording(language: str) -> Wording:
    """The product's sentences in the language of a strategy."""
    return BabelWording(language)


def day_of(moment: int) -> str:
    """The day of a moment (milliseconds), UTC, as ISO 8601."""
    return datetime.fromtimestamp(moment / 1000, UTC).date().isoformat()


class Reading:
    """One look at a strategy. `keeps`: the session reads what is committed, so records may be kept.

    A session that writes may see what is never committed: it takes what is kept and adds nothing.
    """

    def __init__(self, session: Session, row: Strategy, *, keeps: bool) -> None:
        self.session, self.row, self._keeps = session, row, keeps
        self.words = wording(row.language)

    def rows(self, model: Any, *order: Any) -> list[Any]:
        """All rows of a kind."""
        query = select(model).where(model.strategy_id == self.row.id).order_by(*order)
        return list(self.session.scalars(query))

    def rooms(self) -> list[tuple[StrategyRoom, Roundtable]]:
        """The roundtables of the strategy in order."""
        query = (
            select(StrategyRoom, Roundtable)
            .join(Roundtable, Roundtable.id == StrategyRoom.room_id)
            .where(StrategyRoom.strategy_id == self.row.id, StrategyRoom.status == "shown")
            .order_by(StrategyRoom.position, StrategyRoom.id)
        )
        return [(room, table) for room, table in self.session.execute(query)]

    def _of(self, roundtable: Roundtable) -> tuple[Record, tuple[Source, ...]]:
        key = (roundtable.id, roundtable.rev, self.row.language)
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
        record = record_of(self.session, roundtable, self.row.language)
        found = (record, sources_of(record, self.words))
        if self._keeps:
            _kept[key] = found
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
        return found

    def records(self) -> tuple[Record, ...]:
        """The records of its roundtables."""
        return tuple(self._of(table)[0] for _, table in self.rooms())

    def known(self) -> dict[Ref, Source]:
        """Everything that can be cited."""
        return {s.ref: s for _, table in self.rooms() for s in self._of(table)[1]}

    def draft(self) -> tree.Draft:
        """The draft as it stands."""
        return draft_of(self.rows(Node, Node.position, Node.id))

    def fates(self) -> tuple[fates.Fate, ...]:
        """The fates that people have set and that are in force."""
        return tuple(
            fate_of(row) for row in self.rows(Fate, Fate.ref, Fate.id) if row.status == "stands"
        )

    def joins(self) -> tuple[joining.Join, ...]:
        """Joins across rooms, those that were taken apart too."""
        return tuple(join_of(row) for row in self.rows(Join, Join.id) if row.status == "stands")

    def decisions(self) -> tuple[dissent.Decision, ...]:
        """All decisions on dissent in order."""
        return tuple(
            dissent.Decision(ref_of(row.ref), row.out, row.who, row.on, row.why)
            for row in self.rows(Decision, Decision.number)
        )

    def strategy(self) -> strategy.Strategy:
        """All of it."""
        row = self.row
        return strategy.Strategy(
            city=self.session.get_one(City, row.city_id).name,
            title=row.title,
            language=row.language,
            day=day_of(row.created_at),
            subtitle=row.subtitle,
            phases=tuple(strategy.Phase(**phase) for phase in row.phases),
            rooms=tuple(
                strategy.Room(table.code, room.area, room.day, table.format)
                for room, table in self.rooms()
            ),
            draft=self.draft(),
            fates=self.fates(),
            joins=self.joins(),
            decisions=self.decisions(),
            accent=row.accent,
            records=self.records(),
        )


def ref_of(written: str) -> Ref:
    """A reference that was checked when it came in."""
    ref = refs.read(written)
    assert ref is not None, written
    return ref


def refs_of(written: Iterable[str]) -> tuple[Ref, ...]:
    """References that were checked when they came in."""
    return tuple(ref_of(one) for one in written)


def fate_of(row: Fate) -> fates.Fate:
    """A row as a value."""
    into = ref_of(row.into) if row.into else None
    return fates.Fate(
        ref_of(row.ref),
        cast(fates.Kind, row.kind),
        row.measure_id or "",
        into,
        row.text,
        row.who,
        row.on,
    )


def join_of(row: Join) -> joining.Join:
    """A row as a value."""
    return joining.Join(
        row.id, refs_of(row.members), row.title, row.language, row.who, row.on,
        row.apart_by, row.apart_on,
    )  # fmt: skip


def measure_of(node: Node, body: Mapping[str, Any] | None = None) -> Measure:
    """A measure with these fields (default: those that it has)."""
    body = node.body if body is None else body
    return Measure(
        id=node.id,
        number=node.number or 0,
        language=node.language,
        timeline=Timeline(**body.get("timeline", {})),
        budget=Budget(**body.get("budget", {})),
        indicators=tuple(Indicator(**one) for one in body.get("indicators", ())),
        sources=refs_of(node.sources),
        findings=refs_of(node.findings),
        **{name: str(body.get(name, "")) for name in TEXTS},
    )


def body_of(measure: Measure) -> dict[str, Any]:
    """The fields of a measure as they are kept."""

    def plain(value: Any) -> dict[str, str]:
        return {field.name: getattr(value, field.name) for field in fields(value)}

    return {name: getattr(measure, name) for name in TEXTS} | {
        "timeline": plain(measure.timeline),
        "budget": plain(measure.budget),
        "indicators": [plain(one) for one in measure.indicators],
    }


def passage_of(node: Node) -> tree.Passage:
    """A passage."""
    text = str(node.body.get("text", ""))
    return tree.Passage(node.id, text, node.language, refs_of(node.sources), node.covers)


def draft_of(nodes: Iterable[Node]) -> tree.Draft:
    """The tree of rows in their order; what is removed, and what stands in it, is no part of it."""
    below: dict[str | None, list[Node]] = {}
    for node in nodes:
        if node.status == "shown":
            below.setdefault(node.parent_id, []).append(node)

    def passages(parent: str | None) -> tuple[tree.Passage, ...]:
        return tuple(passage_of(n) for n in below.get(parent, ()) if n.kind == "passage")

    def priority(node: Node) -> tree.Priority:
        parts = tuple(
            measure_of(n) if n.kind == "measure" else passage_of(n) for n in below.get(node.id, ())
        )
        title = str(node.body["title"])
        return tree.Priority(node.id, title, node.language, parts, refs_of(node.sources))

    chapters = tuple(
        tree.Chapter(
            node.id,
            str(node.body["title"]),
            node.language,
            str(node.body.get("area", "")),
            passages(node.id),
            tuple(priority(n) for n in below.get(node.id, ()) if n.kind == "priority"),
        )
        for node in below.get(None, ())
        if node.kind == "chapter"
    )
    return tree.Draft(passages(None), chapters)
