"""What people say, and how it is grouped."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from roundtable.models.base import Base, Id, Mark, Moment, RoundtableId


class Cluster(Base):
    """Proposals that belong together. `status` is "shown" or "removed" (merged, dissolved, undone)."""

    __tablename__ = "clusters"
    undone = "removed"
    __table_args__ = (UniqueConstraint("roundtable_id", "number"),)

    id: Mapped[Id]
    roundtable_id: Mapped[RoundtableId]
    number: Mapped[int]
    area_id: Mapped[str | None] = mapped_column(String(20), ForeignKey("areas.id"))
    title: Mapped[str] = mapped_column(String(120))
    summary: Mapped[str] = mapped_column(String(600), default="")
    language: Mapped[str] = mapped_column(String(20))
    position: Mapped[float]
    status: Mapped[str] = mapped_column(String(10), default="shown")
    merged_into: Mapped[str | None] = mapped_column(String(20), ForeignKey("clusters.id"))
    #: What it would cost, in the unit of a vote with money to spend.
    cost: Mapped[int | None] = mapped_column(BigInteger)

    def marks(self) -> list[Mark]:
        return [("clusters", self.id)]


class Proposal(Base):
    """One idea in the words of a person.

    `status`: "shown"; "kept" by its author alone (silent writing); "held" until somebody has looked
    at it (`held_for`: the rule that asks for it, or ""); "returned" to its author with a reason;
    "hidden"; "merged" into another one that says the same; "withdrawn".
    """

    __tablename__ = "proposals"
    undone = "withdrawn"
    __table_args__ = (UniqueConstraint("roundtable_id", "number"),)

    id: Mapped[Id]
    roundtable_id: Mapped[RoundtableId]
    number: Mapped[int]
    stage_id: Mapped[str] = mapped_column(String(20), ForeignKey("stages.id"))
    area_id: Mapped[str | None] = mapped_column(String(20), ForeignKey("areas.id"))
    author_id: Mapped[str | None] = mapped_column(
        String(20), ForeignKey("participants.id"), index=True
    )
    text: Mapped[str] = mapped_column(String(4000))
    language: Mapped[str] = mapped_column(String(20))
    direction: Mapped[str] = mapped_column(String(3))
    status: Mapped[str] = mapped_column(String(10), default="shown")
    reason: Mapped[str | None] = mapped_column(String(280))
    held_for: Mapped[str | None] = mapped_column(String(40))
    pinned: Mapped[bool] = mapped_column(default=False)
    merged_into: Mapped[str | None] = mapped_column(String(20), ForeignKey("proposals.id"))
    table_id: Mapped[str | None] = mapped_column(String(20), ForeignKey("tables.id"))
    cluster_id: Mapped[str | None] = mapped_column(
        String(20), ForeignKey("clusters.id"), index=True
    )
    position: Mapped[float]
    cost: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[Moment]
    edited_at: Mapped[int | None] = mapped_column(BigInteger)

    def marks(self) -> list[Mark]:
        marks = [("proposals", self.id), ("clusters", "count"), ("turnout", "now")]
        return [*marks, ("comments", "shown")]

    def owner(self) -> str | None:
        return self.author_id


class Wording(Base):
    """An earlier wording of a proposal, kept when its author changed it."""

    __tablename__ = "wordings"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("proposals.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str] = mapped_column(String(4000))
    language: Mapped[str] = mapped_column(String(20))
    until: Mapped[Moment]


class Comment(Base):
    """What somebody says to a proposal: a "comment", or a "question" to clarify it.

    `status`: "shown", "held" until it was looked at, "hidden", or "withdrawn".
    """

    __tablename__ = "comments"
    undone = "withdrawn"

    id: Mapped[Id]
    roundtable_id: Mapped[RoundtableId]
    proposal_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("proposals.id", ondelete="CASCADE"), index=True
    )
    stage_id: Mapped[str] = mapped_column(String(20), ForeignKey("stages.id"))
    author_id: Mapped[str | None] = mapped_column(
        String(20), ForeignKey("participants.id"), index=True
    )
    kind: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(String(1000))
    language: Mapped[str] = mapped_column(String(20))
    direction: Mapped[str] = mapped_column(String(3))
    status: Mapped[str] = mapped_column(String(10), default="shown")
    held_for: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[Moment]

    def marks(self) -> list[Mark]:
        return [("comments", self.id), ("turnout", "now")]

    def owner(self) -> str | None:
        return self.author_id
