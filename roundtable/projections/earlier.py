"""The votes on the same things whose results were told before: what a further result may tell beside them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable.core.disclosure import Rounds
from roundtable.models import Ballot, Option, Participant, Result, Stage
from roundtable.projections.sealed import chosen


def rounds_of(session: Session, stage: Stage) -> Rounds | None:
    """Who voted now, and in the votes on some of the same options or words that were told before."""
    results = _told(session, stage)
    if not results:
        return None
    return Rounds(
        now=_voters(session, stage.id, Participant.group_id),
        told=[frozenset(str(g["group"]) for g in result.body["groups"]) for result in results],
        then=[_voters(session, result.stage_id, Ballot.group_id) for result in results],
    )


def _told(session: Session, stage: Stage) -> list[Result]:
    """The results of votes on some of the same options, or on others in the same words."""
    options = list(session.scalars(select(Option).where(Option.stage_id == stage.id)))
    ids, words = {o.id for o in options}, {o.title for o in options if o.title}
    same = select(Option.stage_id).where(
        Option.roundtable_id == stage.roundtable_id,
        Option.stage_id != stage.id,
        Option.id.in_(ids) | Option.title.in_(words),
    )
    query = select(Result).where(Result.stage_id.in_(same)).order_by(Result.stage_id)
    return list(session.scalars(query))


def _voters(session: Session, stage_id: str, group: Any) -> dict[str, str]:
    """Who marked something in a vote, and (in the column `group`) by which group they are counted."""
    query = (
        select(Ballot, group)
        .join(Participant, Participant.id == Ballot.participant_id)
        .where(Ballot.stage_id == stage_id, Ballot.marked)
    )
    rows = session.execute(query).all()
    choices = chosen(ballot for ballot, _ in rows)
    return {
        ballot.participant_id: group or ""
        for (ballot, group), choice in zip(rows, choices, strict=True)
        if not choice.abstains
    }
