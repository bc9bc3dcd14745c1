"""A participant's own things, for that person alone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from roundtable.models import Ballot, Participant, Proposal
from roundtable.projections.view import Data


def own(session: Session, participant: Participant) -> Data:
    """A participant's own things: seat, proposals, ballots. For that person alone."""
    connection, whose = session.connection(), {"participant": participant.id}
    proposals = connection.execute(_PROPOSALS, whose)
    cast = connection.execute(_BALLOTS, whose)
    return {
        "id": participant.id,
        "alias": participant.alias,
        "group": participant.group_id,
        "language": participant.language,
        "proposals": [_own_proposal(row) for row in proposals],
        "ballots": {row.stage_id: row.body for row in cast},
    }


# Columns, not rows, and built once: a person's own things are read after every vote.
_PROPOSALS = (
    select(
        Proposal.id,
        Proposal.number,
        Proposal.stage_id,
        Proposal.text,
        Proposal.language,
        Proposal.direction,
        Proposal.area_id,
        Proposal.status,
        Proposal.reason,
        Proposal.cluster_id,
        Proposal.edited_at,
    )
    .where(Proposal.author_id == bindparam("participant"))
    .order_by(Proposal.number)
)
_BALLOTS = select(Ballot.stage_id, Ballot.body).where(
    Ballot.participant_id == bindparam("participant")
)


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
        "cluster": row.cluster_id,
        "edited": row.edited_at is not None,
    }
