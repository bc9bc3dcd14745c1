"""A city, its roundtables, and what a format gives them: areas, groups, stages."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from roundtable.models.base import Base, Id, Mark, Moment, RoundtableId

Localized = dict[str, Any]


class City(Base):
    """A city: every other row belongs to one, through its roundtable.

    `accent` is its colour in documents ("#0b5d4e"), "" for that of the house. `arms` is its coat of arms
    as a PNG of ours (`roundtable.arms`), `arms_words` what can be seen on it.
    """

    __tablename__ = "cities"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(120), unique=True)
    accent: Mapped[str] = mapped_column(String(7), default="")
    #: Read only where it is asked for.
    arms: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    arms_words: Mapped[str] = mapped_column(String(200), default="")


class Roundtable(Base):
    """A live session. `rev` counts its commands; `last_…` are the numbers that people read.

    `spotlight` is the proposal, cluster or option that the room looks at. `rehearsal` is None for a
    real roundtable, else how simulated people play: `{"people": 24, "speed": 4, "running": true}`.
    """

    __tablename__ = "roundtables"

    id: Mapped[Id]
    city_id: Mapped[str] = mapped_column(String(20), ForeignKey("cities.id"), index=True)
    code: Mapped[str] = mapped_column(String(6), unique=True)
    title: Mapped[Localized]
    format: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(20))
    languages: Mapped[list[Any]]
    status: Mapped[str] = mapped_column(String(10), default="open")
    demonstration: Mapped[bool] = mapped_column(default=False)
    rehearsal: Mapped[dict[str, Any] | None]
    source: Mapped[str | None] = mapped_column(String(300))
    created_at: Mapped[Moment]
    rev: Mapped[int] = mapped_column(BigInteger, default=0)
    stage_id: Mapped[str] = mapped_column(String(20))
    screen_mode: Mapped[str] = mapped_column(String(10), default="auto")
    screen_area: Mapped[str | None] = mapped_column(String(20))
    #: What is told of small groups (`core.disclosure`); withheld too where a group is of one mind.
    threshold: Mapped[int] = mapped_column(default=5)
    unanimous: Mapped[bool] = mapped_column(default=False)
    spotlight: Mapped[str | None] = mapped_column(String(20))
    last_proposal: Mapped[int] = mapped_column(default=0)
    last_cluster: Mapped[int] = mapped_column(default=0)
    last_alias: Mapped[int] = mapped_column(default=0)
    last_card: Mapped[int] = mapped_column(default=0)
    draft_title: Mapped[str] = mapped_column(String(200), default="")
    draft_subtitle: Mapped[str] = mapped_column(String(400), default="")
    draft_summary: Mapped[str] = mapped_column(String(4000), default="")
    draft_version: Mapped[int] = mapped_column(default=0)

    def marks(self) -> list[Mark]:
        return [("roundtable", self.id)]


class Area(Base):
    """A policy area, such as education."""

    __tablename__ = "areas"

    id: Mapped[Id]
    roundtable_id: Mapped[RoundtableId]
    position: Mapped[int]
    title: Mapped[Localized]

    def marks(self) -> list[Mark]:
        return [("areas", self.id)]


class Group(Base):
    """A stakeholder group; `position` (1 to 6) is its colour and shape, `goal` how many are wished for."""

    __tablename__ = "groups"

    id: Mapped[Id]
    roundtable_id: Mapped[RoundtableId]
    position: Mapped[int]
    title: Mapped[Localized]
    goal: Mapped[int | None]

    def marks(self) -> list[Mark]:
        return [("groups", self.id)]


class Stage(Base):
    """A step of the agenda. Its timer runs (`ends_at`), stands (`remaining`), or is not set.

    `status` is "waiting", "open", "done", or "removed" from the agenda before it was ever open.
    """

    __tablename__ = "stages"
    undone = "removed"

    id: Mapped[Id]
    roundtable_id: Mapped[RoundtableId]
    position: Mapped[float]
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[Localized]
    question: Mapped[Localized]
    help: Mapped[Localized]
    minutes: Mapped[int | None]
    settings: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(String(10), default="waiting")
    opened_at: Mapped[int | None] = mapped_column(BigInteger)
    closed_at: Mapped[int | None] = mapped_column(BigInteger)
    ends_at: Mapped[int | None] = mapped_column(BigInteger)
    remaining: Mapped[int | None] = mapped_column(BigInteger)
    revealed_at: Mapped[int | None] = mapped_column(BigInteger)
    nudged_at: Mapped[int | None] = mapped_column(BigInteger)
    #: Of a sealed vote that was closed: the root of the list of its ballots (`core.sealing`).
    seal: Mapped[dict[str, Any] | None]

    def marks(self) -> list[Mark]:
        return [("stages", self.id), ("tables", "now")]
