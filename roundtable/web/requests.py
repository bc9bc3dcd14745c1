"""What pages share: the services, the roundtable of the address, who asks, and doing a command."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, current_app, request
from sqlalchemy.orm import Session

from roundtable import Services, access
from roundtable.commands import Actor, Outcome, Request
from roundtable.core import codes
from roundtable.core.errors import Refused
from roundtable.models import Roundtable

COOKIE_SECONDS = 180 * 24 * 3600


def services() -> Services:
    """The process's parts."""
    found: Services = current_app.extensions["roundtable"]
    return found


@dataclass(frozen=True, slots=True)
class Visit:
    """A request to one roundtable, by one role (None: not entitled to it)."""

    roundtable: Roundtable
    actor: Actor | None
    secret: str | None


def visit(session: Session, code: str, role: str) -> Visit:
    """The roundtable of a code and who asks as `role`. Raises `Refused` for an unknown code."""
    roundtable = access.find_roundtable(session, codes.read(code))
    if roundtable is None:
        raise Refused("unknown_code")
    for name in access.cookie_names(role, roundtable.code):
        secret = request.cookies.get(name)
        actor = access.actor(session, roundtable, role, [secret]) if secret else None
        if actor is not None:
            return Visit(roundtable, actor, secret)
    return Visit(roundtable, None, None)


def entitled(session: Session, code: str, role: str) -> tuple[Roundtable, Actor]:
    """As `visit`, but raises `Refused` where the browser has no key for the role."""
    found = visit(session, code, role)
    if found.actor is None:
        raise Refused("no_seat")
    return found.roundtable, found.actor


def do(
    roundtable: Roundtable, actor: Actor, command_id: str, command: str, args: object
) -> Outcome:
    """Carry out a command that came by a form; same queue, same checks, same answer."""
    return services().live.writer.submit(
        Request(roundtable.id, actor, command_id.strip().lower(), command, args)
    )


def keep_key(response: Response, role: str, code: str, secret: str) -> Response:
    """Give the browser a key to keep."""
    return keep_secret(response, access.cookie_name(role, code), secret)


def keep_secret(response: Response, cookie: str, secret: str) -> Response:
    """Give the browser a secret to keep in a cookie of this name."""
    response.set_cookie(
        cookie,
        secret,
        max_age=COOKIE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=services().config.secure_cookies,
    )
    return response
