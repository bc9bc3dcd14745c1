"""Who has done what a stage asks for. One rule for the counts of a room and for each person's phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, select

from roundtable.core.stages import KINDS
from roundtable.models import Answer, Ballot, Comment, Participant, Proposal, Stage

Who = Select[Any]


def _agreed(stage: Stage) -> Who:
    return select(Participant.id).where(
        Participant.roundtable_id == stage.roundtable_id, Participant.agreed_at.is_not(None)
    )


def _wrote(stage: Stage) -> Who:
    return select(Proposal.author_id).where(
        Proposal.stage_id == stage.id, Proposal.status != "withdrawn"
    )


def _shared(stage: Stage) -> Who:
    written = select(Stage.id).where(
        Stage.roundtable_id == stage.roundtable_id, Stage.kind == "write"
    )
    return select(Proposal.author_id).where(
        Proposal.stage_id.in_(written), Proposal.status.not_in(("kept", "withdrawn"))
    )


def _commented(stage: Stage) -> Who:
    return select(Comment.author_id).where(
        Comment.stage_id == stage.id, Comment.status != "withdrawn"
    )


def _voted(stage: Stage) -> Who:
    return select(Ballot.participant_id).where(Ballot.stage_id == stage.id, Ballot.marked)


def _answered(stage: Stage) -> Who:
    return select(Answer.participant_id).where(Answer.stage_id == stage.id)


_WHO: dict[str, Callable[[Stage], Who]] = {
    "agree": _agreed,
    "submit_proposal": _wrote,
    "share_proposal": _shared,
    "add_comment": _commented,
    "cast_ballot": _voted,
    "take_position": _voted,
    "give_feedback": _answered,
}


def who_acted(stage: Stage) -> list[Who]:
    """Queries for the ids of those who have acted in a stage, one for each act that it asks for."""
    return [_WHO[act](stage) for act in sorted(KINDS[stage.kind].acts)]


def has_acted(
    stage: Any,
    *,
    agreed: bool,
    proposals: list[Any],
    comments: list[Any],
    ballots: dict[str, Any],
    answers: dict[str, Any],
    abstains: frozenset[str] = frozenset(),
) -> bool:
    """The same of one person, from the rows that are read of them anyway; `stage`: id and kind."""
    done = {
        "agree": agreed,
        "submit_proposal": any(_stands(p) and p.stage_id == stage.id for p in proposals),
        "share_proposal": any(
            _stands(p) and p.written == "write" and p.status != "kept" for p in proposals
        ),
        "add_comment": any(_stands(c) and c.stage_id == stage.id for c in comments),
        "cast_ballot": bool(ballots.get(stage.id)) or stage.id in abstains,
        "take_position": bool(ballots.get(stage.id)),
        "give_feedback": stage.id in answers,
    }
    return any(done[act] for act in KINDS[stage.kind].acts)


def _stands(row: Any) -> bool:
    return bool(row.status != "withdrawn")
