"""The page "How it was counted": every revealed vote, step by step, for all who have a link or a seat."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from roundtable import i18n, projections, reading, views
from roundtable.commands import FACILITATOR, HOST, OBSERVER, PARTICIPANT, SCREEN, WRITER
from roundtable.core.errors import Refused
from roundtable.explaining.pictures import Group
from roundtable.models import Roundtable
from roundtable.projections import State
from roundtable.told import Told
from roundtable.web.requests import services, visit

blueprint = Blueprint("counted", __name__)

#: Whoever may see a result anywhere may see how it came about.
READERS = (PARTICIPANT, OBSERVER, SCREEN, HOST, WRITER, FACILITATOR)
#: Widths of charts in a page of text, and on a phone.
WIDE, NARROW = 680, 340


@blueprint.get("/r/<code>/results")
def page(code: str) -> ResponseReturnValue:
    """How the votes were counted that were revealed so far."""
    with services().database.read() as session:
        roundtable = _readable(session, code)
        if code != roundtable.code:
            return redirect(f"/r/{roundtable.code}/results")
        state = projections.snapshot(session, roundtable, projections.OBSERVER)
    language = i18n.best(request.args.get("lang"), i18n.preferred())
    with i18n.speaking(language):
        given = views.context(state, language)
        votes = revealed(state, given["t"])
        return render_template("results/page.html", **given, votes=votes, wide=WIDE, narrow=NARROW)


def _readable(session: Session, code: str) -> Roundtable:
    """The roundtable; raises `Refused` for who has neither a seat nor a link."""
    for role in READERS:
        found = visit(session, code, role)
        if found.actor is not None:
            return found.roundtable
    raise Refused("no_seat")


def revealed(state: State, localized: views.Localizer) -> list[dict[str, object]]:
    """What was voted on and is revealed, in the order of the agenda.

    Each is `{id, stage, was, now, told, first}`: `was` and `told` are of the result as it was shown,
    `now` and `anew` as it stands after options were put together, None where none were.
    """

    def group(key: str) -> Group:
        if key in state["groups"]:
            found = state["groups"][key]
            return localized(found["title"]), int(found["position"])
        return views.pool_name(key), 0

    votes = []
    for key, stage in reading.ordered(state["stages"]):
        if (result := state["results"].get(key)) is None:
            continue
        now, titles = reading.standing(state, result)
        votes.append(
            {
                "id": key,
                "stage": stage,
                "was": result,
                "told": Told(result, state["options"], group),
                "anew": Told(now, titles, group) if result.get("revised") else None,
            }
        )
    return votes
