"""The files of a sealed vote, once its result was shown: one for everyone, one for an auditor."""

from __future__ import annotations

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from roundtable.commands import FACILITATOR, PARTICIPANT
from roundtable.core import sealing
from roundtable.core.sealing import Document
from roundtable.projections.sealed import files_of
from roundtable.web.requests import entitled, services, visit
from roundtable.web.security import limiter, was_wrong, wrong_codes

blueprint = Blueprint("sealed", __name__)

#: Downloads of one address; a hall behind one may fetch the file at the same time.
FILES = "120 per minute"


@blueprint.get("/r/<code>/sealed/<stage>.json")
@limiter.limit(FILES)
@limiter.limit(wrong_codes, deduct_when=was_wrong)
def published(code: str, stage: str) -> ResponseReturnValue:
    """The published file, for everyone: `roundtable verify` checks it."""
    with services().database.read() as session:
        roundtable = visit(session, code, PARTICIPANT).roundtable
        files = files_of(session, roundtable, stage[:20])
    if files is None:
        abort(404)
    return _file(files[0], f"vote-{roundtable.code}-{stage[:20]}.json")


@blueprint.get("/r/<code>/sealed/<stage>/openings.json")
def openings(code: str, stage: str) -> ResponseReturnValue:
    """The file for an auditor, for those alone who run the roundtable."""
    with services().database.read() as session:
        roundtable, _actor = entitled(session, code, FACILITATOR)
        files = files_of(session, roundtable, stage[:20])
    if files is None:
        abort(404)
    return _file(files[1], f"openings-{roundtable.code}-{stage[:20]}.json")


def _file(document: Document, name: str) -> Response:
    """A file to keep, byte for byte, and nowhere on the way."""
    return Response(
        sealing.dump(document),
        mimetype="application/json",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )
