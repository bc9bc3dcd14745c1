"""What is up for vote, the ballots, and the results once they were revealed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from roundtable.models.base import Base, Mark, Moment, RoundtableId


class Option(Base):
    """What is voted on, in the words in which it was put when the vote opened.

    `id` is that of the cluster or proposal (`kind`) behind it.
    """

    __tablename__ = "options"

    stage_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("stages.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    roundtable_id: Mapped[RoundtableId]
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    number: Mapped[int]
    area_id: Mapped[str | None] = mapped_column(String(20), ForeignKey("areas.id"))
    title: Mapped[str] = mapped_column(String(4000))
    text: Mapped[str] = mapped_column(String(600), default="")
    language: Mapped[str] = mapped_column(String(20))
    direction: Mapped[str] = mapped_column(String(3))
    proposals: Mapped[list[Any]]
    #: False while the proposal behind it is hidden: it is not shown and not counted.
    up: Mapped[bool] = mapped_column(default=True)

    def marks(self) -> list[Mark]:
        return [("options", self.id)]


class Ballot(Base):
    """One person's marks in one vote: `{option id: mark}`. Counts are always made from these rows."""

    __tablename__ = "ballots"

    stage_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("stages.id", ondelete="CASCADE"), primary_key=True
    )
    participant_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True
    )
    roundtable_id: Mapped[RoundtableId]
    body: Mapped[dict[str, Any]]
    marked: Mapped[bool]
    changed_at: Mapped[Moment]

    def marks(self) -> list[Mark]:
        return [("turnout", "now")]

    def owner(self) -> str:
        return self.participant_id


class Result(Base):
    """A vote's result as it was revealed; it never changes afterwards."""

    __tablename__ = "results"

    stage_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("stages.id", ondelete="CASCADE"), primary_key=True
    )
    roundtable_id: Mapped[RoundtableId]
    body: Mapped[dict[str, Any]]

    def marks(self) -> list[Mark]:
        return [("results", self.stage_id)]
