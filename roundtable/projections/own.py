"""A participant's own things, for that person alone. They are read after every vote: in few statements."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Select,
    String,
    bindparam,
    case,
    cast,
    literal_column,
    null,
    select,
    union_all,
)
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
from roundtable.models.base import Json
from roundtable.projections import sealed
from roundtable.projections.acts import has_acted
from roundtable.projections.seat import seat_of
from roundtable.projections.view import Data


def own(session: Session, participant: Participant) -> Data:
    """A participant's own things: seat, what they said, their ballots. For that person alone."""
    connection = session.connection()
    whose = {"participant": participant.id, "roundtable": participant.roundtable_id}
    proposals = connection.execute(_PROPOSALS, whose).all()
    kept: dict[str, list[Any]] = {name: [] for name in _PARTS}
    for row in connection.execute(_KEPT, whose):
        kept[row.part].append(row)
    chosen = {row.stage_id: _own_choice(row, participant) for row in kept["ballots"]}
    ballots = {stage: choice.marks for stage, choice in chosen.items()}
    abstains = sorted(stage for stage, choice in chosen.items() if choice.abstains)
    answers = {row.stage_id: row.body for row in kept["answers"]}
    acted = has_acted(
        kept["open"][0],
        agreed=participant.agreed_at is not None,
        proposals=list(proposals),
        comments=kept["comments"],
        ballots=ballots,
        answers=answers,
        abstains=frozenset(abstains),
    )
    return {
        **seat_of(session, participant),
        "id": participant.id,
        "alias": participant.alias,
        "group": participant.group_id,
        "language": participant.language,
        "proposals": [_own_proposal(row) for row in proposals],
        "ballots": ballots,
        "abstains": abstains,
        "receipts": {
            row.stage_id: {"receipt": row.answer, "hash": row.about}
            for row in kept["ballots"]
            if row.answer
        },
        "comments": [_own_comment(row) for row in _in_order(kept["comments"])],
        "concerns": [_own_concern(row) for row in _in_order(kept["concerns"])],
        "supports": sorted(row.id for row in kept["supports"]),
        "feedback": answers,
        "acted": acted,
    }


def _in_order(rows: list[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (row.at, row.id))


_WHO: BindParameter[str] = bindparam("participant")
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

_TEXTS = ("id", "stage_id", "about", "kind", "text", "status", "answer")


def _part(name: str, **columns: Any) -> Select[Any]:
    """One part of what is read in one statement: the columns that it has, the others being NULL."""
    texts = [columns.get(text, cast(null(), String)).label(text) for text in _TEXTS]
    at = columns.get("at", cast(null(), BigInteger)).label("at")
    body = columns.get("body", cast(null(), Json)).label("body")
    return select(literal_column(f"'{name}'").label("part"), *texts, at, body)


_PARTS: dict[str, Select[Any]] = {
    "open": _part("open", id=Stage.id, kind=Stage.kind)
    .join(Roundtable, Roundtable.stage_id == Stage.id)
    .where(Roundtable.id == bindparam("roundtable")),
    "ballots": _part(
        "ballots",
        stage_id=Ballot.stage_id,
        body=Ballot.body,
        status=case((Ballot.abstains, "abstains"), else_=""),
        text=Ballot.seal,
        about=Ballot.hash,
        answer=Ballot.receipt,
    ).where(Ballot.participant_id == _WHO),
    "answers": _part("answers", stage_id=Answer.stage_id, body=Answer.body).where(
        Answer.participant_id == _WHO
    ),
    "comments": _part(
        "comments",
        id=Comment.id,
        stage_id=Comment.stage_id,
        about=Comment.proposal_id,
        kind=Comment.kind,
        text=Comment.text,
        status=Comment.status,
        at=Comment.created_at,
    ).where(Comment.author_id == _WHO),
    "concerns": _part(
        "concerns",
        id=Concern.id,
        stage_id=Concern.stage_id,
        about=Concern.option_id,
        kind=Concern.kind,
        text=Concern.text,
        status=Concern.status,
        answer=Concern.answer,
        at=Concern.created_at,
    ).where(Concern.participant_id == _WHO, Concern.status != "withdrawn"),
    "supports": _part("supports", id=Support.concern_id).where(
        Support.participant_id == _WHO, Support.stands
    ),
}
_KEPT = union_all(*_PARTS.values())


def _own_choice(row: Any, participant: Participant) -> sealed.Chosen:
    """Somebody's choice in one vote. At the desk others look on: a sealed one is not shown there."""
    if row.text is None:
        return sealed.Chosen(row.body, row.status == "abstains")
    if participant.channel == "desk":
        return sealed.Chosen({}, False)
    return sealed.own_choice(
        sealed.Row(row.stage_id, row.body, False, row.text, row.about, row.answer)
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
        "held_for": row.held_for,
        "cluster": row.cluster_id,
        "edited": row.edited_at is not None,
    }


def _own_comment(row: Any) -> Data:
    return {
        "id": row.id,
        "proposal": row.about,
        "kind": row.kind,
        "text": "" if row.status == "withdrawn" else row.text,
        "status": row.status,
    }


def _own_concern(row: Any) -> Data:
    return {
        "id": row.id,
        "stage": row.stage_id,
        "option": row.about,
        "kind": row.kind,
        "text": row.text,
        "status": row.status,
        "answer": row.answer,
    }
