"""The log of commands: what happened, who may have done it, and what it takes to undo it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from roundtable.models.base import Base, Mark, Moment, RoundtableId


class LogEntry(Base):
    """One command that was carried out.

    `fingerprint`, keyed with the installation's secret, tells a command sent again from an id used
    twice. `args` are left out where they hold what a person wrote or voted (that stands in its own
    row, and there alone).
    `images` are the changed rows before and after, for undo: `[table, key, before, after]`.
    """

    __tablename__ = "log"
    __table_args__ = (
        UniqueConstraint("roundtable_id", "id"),
        UniqueConstraint("roundtable_id", "rev"),
    )

    seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True
    )
    roundtable_id: Mapped[RoundtableId]
    id: Mapped[str] = mapped_column(String(20))
    rev: Mapped[int] = mapped_column(BigInteger)
    command: Mapped[str] = mapped_column(String(40))
    role: Mapped[str] = mapped_column(String(20))
    actor_id: Mapped[str] = mapped_column(String(20))
    #: The person without a phone for whom it was entered.
    behalf_id: Mapped[str | None] = mapped_column(String(20))
    at: Mapped[Moment]
    fingerprint: Mapped[str] = mapped_column(String(64))
    args: Mapped[dict[str, Any] | None]
    result: Mapped[dict[str, Any] | None]
    names: Mapped[dict[str, Any] | None]
    images: Mapped[list[Any] | None]
    undone_by: Mapped[str | None] = mapped_column(String(20))

    def marks(self) -> list[Mark]:
        steps = [("roundtable", self.roundtable_id)] if self.images is not None else []
        return [*steps, ("timeline", self.id)]
