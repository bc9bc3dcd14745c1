"""What may still change while people vote, and after: the one place that says so.

There may be several votes in one roundtable. The board is still while a vote on it has begun and is
not revealed, and once the last vote on it was shown. In between it is free: what a vote showed
stays as it was, for its options are kept in the words in which they were put.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from roundtable.core.stages import KINDS
from roundtable.models import Ballot, Option, Stage

PUTS_UP = tuple(kind.name for kind in KINDS.values() if kind.puts_up)
VOTED, REVEALED = "votes_in", "already_revealed"


def votes_of(session: Session, roundtable_id: str) -> list[Stage]:
    """The votes and consent rounds of the agenda, in its order."""
    query = select(Stage).where(
        Stage.roundtable_id == roundtable_id, Stage.kind.in_(PUTS_UP), Stage.status != "removed"
    )
    return list(session.scalars(query.order_by(Stage.position)))


def about_the_board(stage: Stage) -> bool:
    """Whether a vote is on what lies on the board, not on a question of its own."""
    return bool(stage.settings.get("on") != "question")


def has_ballots(session: Session, stages: Collection[Stage]) -> bool:
    """Whether somebody has marked anything in one of these votes."""
    marked = select(Ballot).where(Ballot.stage_id.in_([s.id for s in stages]), Ballot.marked)
    return bool(stages) and bool(session.scalar(select(exists(marked.subquery()))))


def board_held(session: Session, roundtable_id: str) -> str | None:
    """Why groups, their order and their titles cannot change now: "votes_in", "already_revealed"."""
    votes = [s for s in votes_of(session, roundtable_id) if about_the_board(s)]
    to_come = [s for s in votes if s.revealed_at is None]
    if has_ballots(session, [s for s in to_come if s.opened_at is not None]):
        return VOTED
    return REVEALED if votes and not to_come else None


def settled(session: Session, roundtable_id: str) -> frozenset[str]:
    """The proposals that can be neither hidden nor shown any more, as the last vote has shown them."""
    votes = [s for s in votes_of(session, roundtable_id) if about_the_board(s)]
    shown = [s.id for s in votes if s.revealed_at is not None]
    if not shown or len(shown) < len(votes):
        return frozenset()
    return put_up(session, shown)


def put_up(session: Session, stages: Collection[str]) -> frozenset[str]:
    """The proposals that were on the ballots of these stages, alone or within a group."""
    query = select(Option.proposals).where(Option.stage_id.in_(stages))
    return frozenset(key for proposals in session.scalars(query) for key in proposals)
