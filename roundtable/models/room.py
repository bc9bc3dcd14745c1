"""The room: its tables and who sat where, who speaks, what is written down, how people found it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from roundtable.models.base import Base, Id, Mark, Moment, RoundtableId


class RoomTable(Base):
    """A table with so many `seats`. `status` is "shown" or "removed"."""

    __tablename__ = "tables"
    undone = "removed"

    id: Mapped[Id]
    roundtable_id: Mapped[RoundtableId]
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(80))
    seats: Mapped[int]
    status: Mapped[str] = mapped_column(String(10), default="shown")

    def marks(self) -> list[Mark]:
        return [("tables", self.id), ("tables", "now"), ("people", "now")]

    def at_table(self) -> str:
        return self.id


class Seat(Base):
    """Where somebody sat in one stage: at `table_id`, or in the small group `place` (1 and up)."""

    __tablename__ = "seats"

    stage_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("stages.id", ondelete="CASCADE"), primary_key=True
    )
    participant_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True
    )
    roundtable_id: Mapped[RoundtableId]
    table_id: Mapped[str | None] = mapped_column(String(20), ForeignKey("tables.id"))
    place: Mapped[int]
    hosts: Mapped[bool] = mapped_column(default=False)

    def marks(self) -> list[Mark]:
        return [("tables", "now")]

    def owner(self) -> str:
        return self.participant_id


class Turn(Base):
    """Somebody who wants to speak, speaks, or spoke: "waiting", "speaking", "done", "withdrawn"."""

    __tablename__ = "turns"

    id: Mapped[Id]
    roundtable_id: Mapped[RoundtableId]
    stage_id: Mapped[str] = mapped_column(String(20), ForeignKey("stages.id", ondelete="CASCADE"))
    participant_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("participants.id", ondelete="CASCADE"), index=True
    )
    status: Mapped[str] = mapped_column(String(10), default="waiting")
    position: Mapped[float]
    asked_at: Mapped[Moment]
    begun_at: Mapped[int | None] = mapped_column(BigInteger)
    ended_at: Mapped[int | None] = mapped_column(BigInteger)

    def marks(self) -> list[Mark]:
        return [("queue", self.id), ("talk", "now")]

    def owner(self) -> str:
        return self.participant_id


class Minute(Base):
    """Something written down: a "note", what is "parked", a "decision", or a "task".

    `table_id`: what a table wrote. `subject`: the proposal, cluster or option it is about. `who` and
    `due` (a date as 2026-11-23) belong to tasks. `status`: "open", "done" (tasks), "removed".
    """

    __tablename__ = "minutes"
    undone = "removed"

    id: Mapped[Id]
    roundtable_id: Mapped[RoundtableId]
    stage_id: Mapped[str] = mapped_column(String(20), ForeignKey("stages.id"))
    table_id: Mapped[str | None] = mapped_column(String(20), ForeignKey("tables.id"))
    kind: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(String(2000))
    language: Mapped[str] = mapped_column(String(20))
    direction: Mapped[str] = mapped_column(String(3))
    who: Mapped[str] = mapped_column(String(120), default="")
    due: Mapped[str | None] = mapped_column(String(10))
    subject: Mapped[str | None] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(10), default="open")
    author_id: Mapped[str | None] = mapped_column(String(20), ForeignKey("participants.id"))
    created_at: Mapped[Moment]

    def marks(self) -> list[Mark]:
        return [("minutes", self.id)]

    def owner(self) -> str | None:
        return self.author_id

    def at_table(self) -> str | None:
        return self.table_id


class Answer(Base):
    """What one person says of the meeting: `{question key: number or text}`."""

    __tablename__ = "answers"

    stage_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("stages.id", ondelete="CASCADE"), primary_key=True
    )
    participant_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True
    )
    roundtable_id: Mapped[RoundtableId]
    body: Mapped[dict[str, Any]]
    changed_at: Mapped[Moment]

    def marks(self) -> list[Mark]:
        return [("feedback", self.stage_id), ("turnout", "now")]

    def owner(self) -> str:
        return self.participant_id


class Suggestion(Base):
    """Groups suggested by the machine; nothing is grouped until somebody accepts it.

    `status`: "making", "done", "failed", "dismissed". `level`: 0 (coarse) to 4 (fine).
    """

    __tablename__ = "suggestions"

    id: Mapped[Id]
    roundtable_id: Mapped[RoundtableId]
    status: Mapped[str] = mapped_column(String(10), default="making")
    level: Mapped[int]
    body: Mapped[dict[str, Any] | None]
    created_at: Mapped[Moment]

    def marks(self) -> list[Mark]:
        return [("suggestions", self.id)]
