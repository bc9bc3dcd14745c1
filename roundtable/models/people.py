"""Who takes part, and the keys by which people act. Nothing here says who somebody is."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from roundtable.models.base import Base, Id, Mark, Moment, RoundtableId


class Participant(Base):
    """A person at the table, under an alias; the group is what they chose to say, or nothing.

    `channel` is "phone", or "desk" for somebody without one, for whom a host enters what is on
    their paper; `card` is the code printed on it. `hosts`: stays at the table when others rotate.
    """

    __tablename__ = "participants"

    id: Mapped[Id]
    roundtable_id: Mapped[RoundtableId]
    alias: Mapped[int]
    group_id: Mapped[str | None] = mapped_column(String(20), ForeignKey("groups.id"))
    language: Mapped[str] = mapped_column(String(20))
    channel: Mapped[str] = mapped_column(String(10), default="phone")
    card: Mapped[str | None] = mapped_column(String(8))
    table_id: Mapped[str | None] = mapped_column(String(20), ForeignKey("tables.id"))
    hosts: Mapped[bool] = mapped_column(default=False)
    agreed_at: Mapped[int | None] = mapped_column(BigInteger)
    joined_at: Mapped[Moment]
    left_at: Mapped[int | None] = mapped_column(BigInteger)

    def marks(self) -> list[Mark]:
        marks = [(name, "now") for name in ("people", "turnout", "tables", "queue", "talk")]
        return [*marks, ("cards", self.id)] if self.channel == "desk" else marks

    def owner(self) -> str:
        return self.id


class Key(Base):
    """A right to act in one role, held by whoever knows its secret; only the secret's hash is kept.

    Without a roundtable or strategy it opens all of this installation (role "house"). A key made `once` is a
    link that is spent when it is opened: the browser that opens it gets a key of its own.
    """

    __tablename__ = "keys"

    id: Mapped[Id]
    roundtable_id: Mapped[str | None] = mapped_column(
        String(20), ForeignKey("roundtables.id", ondelete="CASCADE"), index=True
    )
    #: The strategy that it opens; such a key opens no roundtable.
    strategy_id: Mapped[str | None] = mapped_column(
        String(20), ForeignKey("strategies.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[str] = mapped_column(String(20))
    participant_id: Mapped[str | None] = mapped_column(
        String(20), ForeignKey("participants.id", ondelete="CASCADE")
    )
    #: The table whose host it lets in.
    table_id: Mapped[str | None] = mapped_column(
        String(20), ForeignKey("tables.id", ondelete="CASCADE")
    )
    opened_with: Mapped[str | None] = mapped_column(String(20), ForeignKey("keys.id"))
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    label: Mapped[str] = mapped_column(String(80), default="")
    once: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Moment]
    used_at: Mapped[int | None] = mapped_column(BigInteger)
    withdrawn_at: Mapped[int | None] = mapped_column(BigInteger)

    def marks(self) -> list[Mark]:
        hosts = [("tables", self.table_id)] if self.table_id else []
        return [("links", self.id), *hosts]
