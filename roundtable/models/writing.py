"""The strategy draft as it is written, and the documents made of it."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from roundtable.models.base import Base, Id, Mark, Moment, RoundtableId


class Passage(Base):
    """The draft's title and text for one option of the vote; `version` counts its changes."""

    __tablename__ = "passages"

    roundtable_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("roundtables.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(String(4000), default="")
    version: Mapped[int] = mapped_column(default=0)

    def marks(self) -> list[Mark]:
        return [("passages", self.id)]


class Export(Base):
    """A document: "making", "done" or "failed"; `rev` is the state of the roundtable it shows."""

    __tablename__ = "exports"

    id: Mapped[Id]
    roundtable_id: Mapped[RoundtableId]
    format: Mapped[str] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(10), default="making")
    file: Mapped[str | None] = mapped_column(String(200))
    rev: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[Moment]

    def marks(self) -> list[Mark]:
        return [("exports", self.id)]
