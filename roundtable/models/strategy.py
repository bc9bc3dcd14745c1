"""A strategy: its roundtables, the tree of its draft with all that was ever written, and its log.

What writers acknowledged is never thrown away: removed parts have a status, wordings are only added.
"""

from __future__ import annotations

from typing import Annotated, Any

from sqlalchemy import BigInteger, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from roundtable.models.base import Base, Id, Mark, Moment

StrategyId = Annotated[
    str, mapped_column(String(20), ForeignKey("strategies.id", ondelete="CASCADE"), index=True)
]
NodeId = Annotated[str, mapped_column(String(20), ForeignKey("nodes.id", ondelete="CASCADE"))]


class Strategy(Base):
    """What a city writes from several roundtables. `rev` counts its commands.

    `phases`: `[{"kind", "first", "last", "title"}]` (`core.strategy.strategy.Phase`), days by ISO 8601
    or "". `last_measure` is the number of the newest measure; a number is never given twice.
    """

    __tablename__ = "strategies"

    id: Mapped[Id]
    city_id: Mapped[str] = mapped_column(String(20), ForeignKey("cities.id"), index=True)
    code: Mapped[str] = mapped_column(String(6), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    subtitle: Mapped[str] = mapped_column(String(400), default="")
    language: Mapped[str] = mapped_column(String(20))
    languages: Mapped[list[Any]]
    phases: Mapped[list[Any]]
    accent: Mapped[str] = mapped_column(String(7), default="#0b5d4e")
    status: Mapped[str] = mapped_column(String(10), default="open")
    rev: Mapped[int] = mapped_column(BigInteger, default=0)
    last_measure: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[Moment]

    def marks(self) -> list[Mark]:
        return [("strategy", self.id)]


class StrategyRoom(Base):
    """A roundtable of a strategy, with what the strategy says of it; `status` "shown" or "removed"."""

    __tablename__ = "strategy_rooms"
    __table_args__ = (UniqueConstraint("strategy_id", "room_id"),)
    undone = "removed"

    id: Mapped[Id]
    strategy_id: Mapped[StrategyId]
    room_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("roundtables.id", ondelete="CASCADE"), index=True
    )
    area: Mapped[str] = mapped_column(String(120), default="")
    day: Mapped[str] = mapped_column(String(10), default="")
    position: Mapped[int]
    status: Mapped[str] = mapped_column(String(10), default="shown")

    def marks(self) -> list[Mark]:
        return [("rooms", self.id), ("results", "now"), ("figures", "now")]


class Node(Base):
    """A part of the draft: "chapter", "priority", "passage" or "measure"; `parent_id` None: at the top.

    `body` holds its texts as of `version`: `{"title"}` of chapter and priority (and a chapter's
    "area"), `{"text"}` of a passage, the fields of `core.strategy.measures` of a measure. `sources` are
    references as texts; `findings` too. `status`: "shown" or "removed".
    """

    __tablename__ = "nodes"
    undone = "removed"

    id: Mapped[Id]
    strategy_id: Mapped[StrategyId]
    parent_id: Mapped[str | None] = mapped_column(
        String(20), ForeignKey("nodes.id", ondelete="CASCADE")
    )
    kind: Mapped[str] = mapped_column(String(10))
    position: Mapped[float]
    language: Mapped[str] = mapped_column(String(20))
    body: Mapped[dict[str, Any]]
    sources: Mapped[list[Any]]
    findings: Mapped[list[Any]]
    covers: Mapped[bool] = mapped_column(default=False)
    #: Of a measure: its citation for good, "M3".
    number: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    status: Mapped[str] = mapped_column(String(10), default="shown")

    def marks(self) -> list[Mark]:
        return [("nodes", self.id), ("figures", "now")]


class Writing(Base):
    """What somebody sent, word for word, by the id of their command: never changed, never deleted.

    `body` holds the fields that they wrote, `base` is the version that they began from. `version` is
    the one in which it came in; None while it waits beside (`waits`) to be joined by a person.
    """

    __tablename__ = "writings"

    id: Mapped[Id]
    strategy_id: Mapped[StrategyId]
    node_id: Mapped[NodeId] = mapped_column(index=True)
    base: Mapped[int]
    body: Mapped[dict[str, Any]]
    who: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(80), default="")
    at: Mapped[Moment]
    version: Mapped[int | None]
    waits: Mapped[bool] = mapped_column(default=False)

    def marks(self) -> list[Mark]:
        return [("sides", self.id)]


class NodeWording(Base):
    """All texts of a part as they stood in one version."""

    __tablename__ = "node_wordings"

    node_id: Mapped[NodeId] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    strategy_id: Mapped[StrategyId]
    body: Mapped[dict[str, Any]]


class Lease(Base):
    """That somebody types in a part, until `until` (`core.strategy.writing`)."""

    __tablename__ = "leases"

    node_id: Mapped[NodeId] = mapped_column(primary_key=True)
    strategy_id: Mapped[StrategyId]
    who: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(80), default="")
    until: Mapped[Moment]

    def marks(self) -> list[Mark]:
        return [("leases", self.node_id)]


class Fate(Base):
    """What became of a contribution (`core.strategy.fates`). Only that of status "stands" is in force."""

    __tablename__ = "fates"
    undone = "undone"

    id: Mapped[Id]
    strategy_id: Mapped[StrategyId]
    ref: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(10))
    measure_id: Mapped[str | None] = mapped_column(String(20), ForeignKey("nodes.id"))
    into: Mapped[str | None] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(String(600), default="")
    who: Mapped[str] = mapped_column(String(80), default="")
    on: Mapped[str] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(10), default="stands")

    def marks(self) -> list[Mark]:
        return [("fates", self.ref), ("figures", "now")]


class Join(Base):
    """Results of different rooms that say the same (`core.strategy.joining`); taken apart, it stays."""

    __tablename__ = "joins"
    undone = "undone"

    id: Mapped[Id]
    strategy_id: Mapped[StrategyId]
    members: Mapped[list[Any]]
    title: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(20))
    who: Mapped[str] = mapped_column(String(80), default="")
    on: Mapped[str] = mapped_column(String(10))
    apart_by: Mapped[str] = mapped_column(String(80), default="")
    apart_on: Mapped[str] = mapped_column(String(10), default="")
    status: Mapped[str] = mapped_column(String(10), default="stands")

    def marks(self) -> list[Mark]:
        return [("joins", self.id)]


class Decision(Base):
    """That a dissenting voice leaves the draft or comes back; the latest of a voice counts."""

    __tablename__ = "decisions"

    id: Mapped[Id]
    strategy_id: Mapped[StrategyId]
    number: Mapped[int]
    ref: Mapped[str] = mapped_column(String(80))
    out: Mapped[bool]
    who: Mapped[str] = mapped_column(String(80))
    on: Mapped[str] = mapped_column(String(10))
    why: Mapped[str] = mapped_column(String(600))

    def marks(self) -> list[Mark]:
        return [("decisions", self.id)]


class Version(Base):
    """A version with a name, frozen: canonical JSON and its hash; `label` says how far it is decided."""

    __tablename__ = "versions"

    id: Mapped[Id]
    strategy_id: Mapped[StrategyId]
    name: Mapped[str] = mapped_column(String(120))
    who: Mapped[str] = mapped_column(String(80), default="")
    on: Mapped[str] = mapped_column(String(10))
    at: Mapped[Moment]
    content: Mapped[str] = mapped_column(Text())
    hash: Mapped[str] = mapped_column(String(64))
    label: Mapped[str] = mapped_column(String(10), default="draft")
    decided_on: Mapped[str] = mapped_column(String(10), default="")
    body: Mapped[str] = mapped_column(String(200), default="")

    def marks(self) -> list[Mark]:
        return [("versions", self.id)]


class Round(Base):
    """A round of review of a version, with its last day and its questions; `status` "open" or "closed"."""

    __tablename__ = "rounds"

    id: Mapped[Id]
    strategy_id: Mapped[StrategyId]
    version_id: Mapped[str] = mapped_column(String(20), ForeignKey("versions.id"))
    opens: Mapped[str] = mapped_column(String(10))
    closes: Mapped[str] = mapped_column(String(10))
    questions: Mapped[list[Any]]
    status: Mapped[str] = mapped_column(String(10), default="open")

    def marks(self) -> list[Mark]:
        return [("reviews", self.id)]


class Remark(Base):
    """Something said to the draft (`core.strategy.review.Remark`), within a round or beside all of them."""

    __tablename__ = "remarks"

    id: Mapped[Id]
    strategy_id: Mapped[StrategyId]
    round_id: Mapped[str | None] = mapped_column(String(20), ForeignKey("rounds.id"))
    node_id: Mapped[str | None] = mapped_column(String(20), ForeignKey("nodes.id"))
    kind: Mapped[str] = mapped_column(String(10))
    who: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(80), default="")
    role: Mapped[str] = mapped_column(String(20))
    at: Mapped[Moment]
    text: Mapped[str] = mapped_column(String(6000), default="")
    quoted: Mapped[str] = mapped_column(String(6000), default="")
    before: Mapped[int] = mapped_column(default=0)
    wording: Mapped[str] = mapped_column(String(6000), default="")
    question: Mapped[int] = mapped_column(default=-1)

    def marks(self) -> list[Mark]:
        return [("remarks", self.id)]


class Reply(Base):
    """How the writers answered a remark; the latest counts, earlier ones stay."""

    __tablename__ = "replies"

    id: Mapped[Id]
    strategy_id: Mapped[StrategyId]
    remark_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("remarks.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(80), default="")
    at: Mapped[Moment]
    why: Mapped[str] = mapped_column(String(6000), default="")

    def marks(self) -> list[Mark]:
        return [("remarks", self.remark_id)]


class StrategyExport(Base):
    """A document of a strategy: "making", "done" or "failed"; `rev` is the state that it shows."""

    __tablename__ = "strategy_exports"

    id: Mapped[Id]
    strategy_id: Mapped[StrategyId]
    version_id: Mapped[str | None] = mapped_column(String(20), ForeignKey("versions.id"))
    format: Mapped[str] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(10), default="making")
    file: Mapped[str | None] = mapped_column(String(200))
    rev: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[Moment]

    def marks(self) -> list[Mark]:
        return [("exports", self.id)]


class StrategyLogEntry(Base):
    """One command on a strategy that was carried out; as `LogEntry` is for roundtables."""

    __tablename__ = "strategy_log"
    __table_args__ = (
        UniqueConstraint("strategy_id", "id"),
        UniqueConstraint("strategy_id", "rev"),
    )

    seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True
    )
    strategy_id: Mapped[StrategyId]
    id: Mapped[str] = mapped_column(String(20))
    rev: Mapped[int] = mapped_column(BigInteger)
    command: Mapped[str] = mapped_column(String(40))
    role: Mapped[str] = mapped_column(String(20))
    actor_id: Mapped[str] = mapped_column(String(20))
    at: Mapped[Moment]
    fingerprint: Mapped[str] = mapped_column(String(64))
    args: Mapped[dict[str, Any] | None]
    result: Mapped[dict[str, Any] | None]
    names: Mapped[dict[str, Any] | None]
    images: Mapped[list[Any] | None]
    undone_by: Mapped[str | None] = mapped_column(String(20))

    def marks(self) -> list[Mark]:
        return [("timeline", self.id)]
