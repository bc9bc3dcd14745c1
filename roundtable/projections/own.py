"""A participant's own things, for that person alone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from roundtable.models import (
    Answer,
    Ballot,
    Comment,
    Concern,
    Participant,
    Proposal,
    Roundtable,
    Stage,
    Support,
)
from roundtable.projections.acts import has_acted
from roundtable.projections.seat import seat_of
from roundtable.projections.view import Data


def own(session: Session, participant: Participant) -> Data:
    """A participant's own things: seat, what they said, their ballots. For that person alone."""
    connection, whose = session.connection(), {"participant": participant.id}
    stage = connection.execute(_OPEN, {"roundtable": participant.roundtable_id}).one()
    proposals = connection.execute(_PROPOSALS, whose).all()
    ballots = {row.stage_id: row.body for row in connection.execute(_BALLOTS, whose)}
    comments = connection.execute(_COMMENTS, whose).all()
    answers = {row.stage_id: row.body for row in connection.execute(_ANSWERS, whose)}
    acted = has_acted(
        stage,
        agreed=participant.agreed_at is not None,
        proposals=list(proposals),
        comments=list(comments),
        ballots=ballots,
        answers=answers,
    )
    return {
        **seat_of(session, participant),
        "id": participant.id,
        "alias": participant.alias,
        "group": participant.group_id,
        "language": participant.language,
        "proposals": [_own_proposal(row) for row in proposals],
        "ballots": ballots,
        "comments": [_own_comment(row) for row in comments],
        "concerns": [_own_concern(row) for row in connection.execute(_CONCERNS, whose)],
        "supports": list(connection.scalars(_SUPPORTS, whose)),
        "feedback": answers,
        "acted": acted,
    }


# Columns, not rows, and built once: a person's own things are read after every vote.
_WHO: BindParameter[str] = bindparam("participant")
_OPEN = (
    select(Stage.id, Stage.kind)
    .join(Roundtable, Roundtable.stage_id == Stage.id)
    .where(Roundtable.id == bindparam("roundtable"))
)
_PROPOSALS = (
    select(
        Proposal.id,
        Proposal.number,
        Proposal.stage_id,
        Stage.kind.label("written"),
        Proposal.text,
        Proposal.language,
        Proposal.direction,
        Proposal.area_id,
        Proposal.status,
        Proposal.reason,
        Proposal.held_for,
        Proposal.cluster_id,
        Proposal.edited_at,
    )
    .join(Stage, Stage.id == Proposal.stage_id)
    .where(Proposal.author_id == _WHO)
    .order_by(Proposal.number)
)
_BALLOTS = select(Ballot.stage_id, Ballot.body).where(Ballot.participant_id == _WHO)
_COMMENTS = (
    select(
        Comment.id,
        Comment.proposal_id,
        Comment.stage_id,
        Comment.kind,
        Comment.text,
        Comment.status,
    )
    .where(Comment.author_id == _WHO)
    .order_by(Comment.created_at, Comment.id)
)
_CONCERNS = (
    select(
        Concern.id,
        Concern.stage_id,
        Concern.option_id,
        Concern.kind,
        Concern.text,
        Concern.status,
        Concern.answer,
    )
    .where(Concern.participant_id == _WHO, Concern.status != "withdrawn")
    .order_by(Concern.created_at, Concern.id)
)
_SUPPORTS = (
    select(Support.concern_id)
    .where(Support.participant_id == _WHO, Support.stands)
    .order_by(Support.concern_id)
)
_ANSWERS = select(Answer.stage_id, Answer.body).where(Answer.participant_id == _WHO)


def _own_proposal(row: Any) -> Data:
    return {
        "id": row.id,
        "number": row.number,
        "stage": row.stage_id,
        "text": "" if row.status == "withdrawn" else row.text,
        "language": row.language,
        "direction": row.direction,
        "area": row.area_id,
        "status": row.status,
        "reason": row.reason,
        "held_for": row.held_for,
        "cluster": row.cluster_id,
        "edited": row.edited_at is not None,
    }


def _own_comment(row: Any) -> Data:
    return {
        "id": row.id,
        "proposal": row.proposal_id,
        "kind": row.kind,
        "text": "" if row.status == "withdrawn" else row.text,
        "status": row.status,
    }


def _own_concern(row: Any) -> Data:
    return {
        "id": row.id,
        "stage": row.stage_id,
        "option": row.option_id,
        "kind": row.kind,
        "text": row.text,
        "status": row.status,
        "answer": row.answer,
    }
