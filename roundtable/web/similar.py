"""While somebody writes: has it been said already? By letters alone, so that it costs milliseconds."""

from __future__ import annotations

import time
from dataclasses import dataclass

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable.commands import PARTICIPANT
from roundtable.core.grouping.duplicates import Lookup
from roundtable.models import Proposal, Stage
from roundtable.web.pages import seated
from roundtable.web.requests import entitled, services
from roundtable.web.security import csrf, limiter

blueprint = Blueprint("similar", __name__)

#: Asked when somebody pauses: often enough for whoever writes, not for whoever collects.
ASKED = "40 per minute"
#: Characters that are compared, and texts that they are compared with: the newest.
LONGEST, MOST_TEXTS = 1000, 2000
#: Texts that are pointed out.
MOST = 2
#: Seconds for which the texts of a roundtable are not read anew.
FRESH = 3.0
#: Where what others said may be read. Where people write in silence, nobody is to be led by it.
OPEN = frozenset({"propose", "improve"})


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said at a roundtable, as it was at a moment (seconds, monotonic)."""

    ids: tuple[str, ...]
    lookup: Lookup
    read: float


#: By roundtable. Each process has its own; what is here is only ever a little old.
_kept: dict[str, _Said] = {}


@blueprint.post("/r/<code>/similar")
@csrf.exempt  # it changes nothing
@limiter.limit(ASKED, key_func=seated)
def similar(code: str) -> ResponseReturnValue:
    """What others said that is like `text`, the nearest first: number, text, language, direction.

    Nobody has said it yet, so it is posted: addresses stand in the logs of proxies.
    """
    text = request.form.get("text", "")[:LONGEST]
    with services().database.read() as session:
        roundtable, actor = entitled(session, code, PARTICIPANT)
        if session.get_one(Stage, roundtable.stage_id).kind not in OPEN:
            return jsonify([])
        said = _said(session, roundtable.id)
        near = [said.ids[index] for index, _score in said.lookup.like(text, 3 * MOST)]
        # Read again: what was hidden meanwhile is not told.
        query = select(Proposal).where(Proposal.id.in_(near), Proposal.status == "shown")
        rows = {row.id: row for row in session.scalars(query) if row.author_id != actor.id}
    return jsonify([_told(rows[key]) for key in near if key in rows][:MOST])


def _said(session: Session, roundtable_id: str) -> _Said:
    said = _kept.get(roundtable_id)
    if said is None or time.monotonic() - said.read > FRESH:
        query = select(Proposal.id, Proposal.text).where(
            Proposal.roundtable_id == roundtable_id, Proposal.status == "shown"
        )
        found = session.execute(query.order_by(Proposal.number.desc()).limit(MOST_TEXTS)).all()
        lookup = Lookup([text for _, text in found])
        said = _Said(tuple(key for key, _ in found), lookup, time.monotonic())
        for key in [key for key, old in _kept.items() if said.read - old.read > FRESH]:
            del _kept[key]
        _kept[roundtable_id] = said
    return said


def _told(row: Proposal) -> dict[str, object]:
    return {
        "number": row.number,
        "text": row.text,
        "language": row.language,
        "direction": row.direction,
    }
