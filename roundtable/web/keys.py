"""Links that open a role. Opening needs a button, so that a preview in a chat does not use it up."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable import access, i18n, sources
from roundtable.commands import FACILITATOR, SCREEN, WRITER
from roundtable.models import Key, Roundtable
from roundtable.web.errors import page
from roundtable.web.requests import keep_key, services
from roundtable.web.security import limiter, was_wrong, wrong_codes

blueprint = Blueprint("keys", __name__)

#: Where each role works.
SURFACES = {FACILITATOR: "console", WRITER: "draft", SCREEN: "screen"}


def _usable(key: Key | None) -> bool:
    return key is not None and key.participant_id is None and not (key.once and key.used_at)


@blueprint.get("/k/<secret>")
@limiter.limit(wrong_codes, deduct_when=was_wrong)
def show(secret: str) -> ResponseReturnValue:
    """What the link is for, and the button that opens it."""
    with services().database.read() as session:
        key = access.find_key(session, secret[:80])
    if not _usable(key):
        return page(410)
    return render_template("key.html", lang=i18n.preferred(), title=None, text=None)


@blueprint.post("/k/<secret>")
@limiter.limit(wrong_codes, deduct_when=was_wrong)
def use(secret: str) -> ResponseReturnValue:
    """Give this browser a key of its own, and go where the role works."""
    with services().database.write() as session:
        key = access.find_key(session, secret[:80])
        if key is None or not _usable(key):
            return page(410)
        mine = _key_from(session, key)
        roundtable = session.get(Roundtable, key.roundtable_id) if key.roundtable_id else None
        role, code = key.role, roundtable.code if roundtable else ""
        target = f"/r/{code}/{SURFACES[role]}" if roundtable else _first_console(session)
        link = key.id
    if roundtable is not None:
        services().live.hub.changed(roundtable.id, {("links", link)}, ())
    return keep_key(make_response(redirect(target)), role, code, mine)


def _key_from(session: Session, key: Key) -> str:
    """A key for the browser that opened `key`; withdrawn together with it."""
    key.used_at = key.used_at or sources.now()
    child = sources.new_id()
    secret = sources.secret_for(child)
    session.add(
        Key(
            id=child,
            roundtable_id=key.roundtable_id,
            role=key.role,
            opened_with=key.id,
            secret_hash=sources.hash_of(secret),
            label=key.label,
            created_at=sources.now(),
        )
    )
    return secret


def _first_console(session: Session) -> str:
    """The console of the newest open roundtable, else the list of the house."""
    query = (
        select(Roundtable.code)
        .where(Roundtable.status == "open")
        .order_by(Roundtable.created_at.desc())
    )
    code = session.scalar(query.limit(1))
    return f"/r/{code}/console" if code else "/house"
