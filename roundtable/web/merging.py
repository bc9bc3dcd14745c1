"""What putting options of a vote together would do, under each rule, before anybody decides it."""

from __future__ import annotations

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from roundtable.commands import FACILITATOR
from roundtable.core import mergers
from roundtable.core.errors import Refused
from roundtable.core.revising import revised
from roundtable.models import Result
from roundtable.projections.revised import mergers_of, standing_of
from roundtable.web.requests import entitled, services

blueprint = Blueprint("merging", __name__)


@blueprint.get("/r/<code>/merged/<stage>")
def preview(code: str, stage: str) -> ResponseReturnValue:
    """`?into=` an option, `?option=` the others: `{rule: options}`, as in `revised`; nothing changes.

    Rules that do not fit the ballot are left out; so is everything where the options are not there.
    """
    with services().database.read() as session:
        roundtable, _actor = entitled(session, code, FACILITATOR)
        result = session.get(Result, stage[:20])
        if result is None or result.roundtable_id != roundtable.id:
            raise Refused("stage_unknown", "stage")
        body, into = result.body, request.args.get("into", "")
        options = tuple(request.args.getlist("option"))
        standing, before = standing_of(session, result), mergers_of(session, result.stage_id)
    told = {}
    for rule in mergers.RULES:
        steps = [*before, mergers.Merger("", "merge", rule, into, options)]
        if mergers.fits(standing, steps):
            told[rule] = revised(body, standing, steps)["options"]
    return jsonify(told)
