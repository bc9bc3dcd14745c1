"""The page of a strategy: its workspace, for those who have a link to it."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from roundtable import access, i18n
from roundtable.commands import STRATEGY_ROLES, Actor
from roundtable.core import codes
from roundtable.core.errors import Refused
from roundtable.live.face import Face
from roundtable.live.room import STRATEGY_AUDIENCE_OF
from roundtable.models import Strategy
from roundtable.web.requests import services

blueprint = Blueprint("strategy", __name__)


def entitled(session: Session, code: str) -> tuple[Strategy, Actor]:
    """The strategy of a code, and who asks, in the strongest role of this browser. Raises `Refused`."""
    strategy = access.find_strategy(session, codes.read(code))
    if strategy is None:
        raise Refused("unknown_code")
    for role in reversed(STRATEGY_ROLES):
        cookies = access.strategy_cookies(role, strategy.code)
        secrets = [secret for name in cookies if (secret := request.cookies.get(name))]
        actor = access.strategy_actor(session, strategy, role, secrets)
        if actor is not None:
            return strategy, actor
    raise Refused("no_seat")


@blueprint.get("/s/<code>")
def page(code: str) -> ResponseReturnValue:
    """The workspace, with the state that this role may see."""
    with services().database.read() as session:
        strategy, actor = entitled(session, code)
        if code != strategy.code:
            return redirect(f"/s/{strategy.code}")
        face = Face(session, strategy, STRATEGY_AUDIENCE_OF[actor.role])
    language = i18n.best(request.args.get("lang"), i18n.preferred())
    with i18n.speaking(language):
        return render_template(
            "strategy/page.html",
            lang=language,
            strategy=strategy,
            rev=face.rev,
            snapshot=face.state,
            messages=i18n.script_messages(language),
            role=actor.role,
            actor=actor.id,
            address=services().address,
        )
