"""What is up for vote, the ballots, and the results once they were revealed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from roundtable.models.base import Base, Id, Mark, Moment, RoundtableId


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
    cost: Mapped[int | None] = mapped_column(BigInteger)

    def marks(self) -> list[Mark]:
        return [("options", self.id)]


class Ballot(Base):
    """One person's marks in one vote: `core.ballots`. Counts are always made from these rows.

    `marked`: something is in it, marks or the word that one abstains. In a sealed vote `seal` holds
    the marks, encrypted, until the reveal, `hash` commits to them, and `receipt` is the voter's code.

    `group_id` is the person's group as it was when the result was revealed, by which it was counted:
    whoever says another group later changes nothing in it.
    """

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
    abstains: Mapped[bool] = mapped_column(default=False)
    seal: Mapped[str | None] = mapped_column(Text)
    hash: Mapped[str | None] = mapped_column(String(64))
    receipt: Mapped[str | None] = mapped_column(String(12))
    group_id: Mapped[str | None] = mapped_column(String(20))
    changed_at: Mapped[Moment]

    def marks(self) -> list[Mark]:
        return [("turnout", "now")]

    def owner(self) -> str:
        return self.participant_id


class Concern(Base):
    """What somebody holds against an option: a "concern", or an "objection" in a consent round.

    With those who share it (`Support`) it is the record of a minority position. `status`: "open",
    "integrated" (`answer` says how), "withdrawn" by its author, or "hidden".
    """

    __tablename__ = "concerns"
    undone = "withdrawn"
    __table_args__ = (UniqueConstraint("stage_id", "option_id", "participant_id"),)

    id: Mapped[Id]
    roundtable_id: Mapped[RoundtableId]
    stage_id: Mapped[str] = mapped_column(String(20), ForeignKey("stages.id", ondelete="CASCADE"))
    option_id: Mapped[str] = mapped_column(String(20))
    participant_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("participants.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(String(600))
    language: Mapped[str] = mapped_column(String(20))
    direction: Mapped[str] = mapped_column(String(3))
    status: Mapped[str] = mapped_column(String(10), default="open")
    answer: Mapped[str] = mapped_column(String(600), default="")
    created_at: Mapped[Moment]

    def marks(self) -> list[Mark]:
        return [("concerns", self.id), ("turnout", "now")]

    def owner(self) -> str:
        return self.participant_id


class Support(Base):
    """Somebody shares a concern; `stands` is False once they took it back."""

    __tablename__ = "supports"

    concern_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("concerns.id", ondelete="CASCADE"), primary_key=True
    )
    participant_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True
    )
    roundtable_id: Mapped[RoundtableId]
    stands: Mapped[bool] = mapped_column(default=True)

    def marks(self) -> list[Mark]:
        return [("concerns", self.concern_id)]

    def owner(self) -> str:
        return self.participant_id


class Merger(Base):
    """Options put together, or one taken apart, after the vote, by a declared rule.

    `options` are the ids that were merged into `into` (or, for a split, the parts that came of it:
    `[{"id", "title", "proposals"}]`). The result as revealed stays; those that stand (`status`
    "shown") are applied to it in the order of `created_at`, by `core.mergers`.
    """

    __tablename__ = "mergers"
    undone = "removed"

    id: Mapped[Id]
    roundtable_id: Mapped[RoundtableId]
    stage_id: Mapped[str] = mapped_column(String(20), ForeignKey("stages.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(10))
    options: Mapped[list[Any]]
    into: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(4000))
    rule: Mapped[str] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(10), default="shown")
    created_at: Mapped[Moment]

    def marks(self) -> list[Mark]:
        return [("results", self.stage_id)]


class Result(Base):
    """A vote's result as it was revealed; its body never changes afterwards."""

    __tablename__ = "results"

    stage_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("stages.id", ondelete="CASCADE"), primary_key=True
    )
    roundtable_id: Mapped[RoundtableId]
    body: Mapped[dict[str, Any]]
    #: How a tie was settled: `{"order": [option ids, best first], "reason": text, "at": moment}`.
    settled: Mapped[dict[str, Any] | None]

    def marks(self) -> list[Mark]:
        return [("results", self.stage_id)]
