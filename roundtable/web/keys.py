"""Links that open a role. Opening needs a button, so that a preview in a chat does not use it up."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as N_
from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable import access, i18n, sources
from roundtable.commands import COORDINATOR, FACILITATOR, HOST, OBSERVER, PARTNER, SCREEN, WRITER
from roundtable.core.text import pick
from roundtable.models import Key, RoomTable, Roundtable, Strategy
from roundtable.web.errors import page
from roundtable.web.requests import keep_key, keep_secret, services
from roundtable.web.security import limiter, was_wrong, wrong_codes

blueprint = Blueprint("keys", __name__)

#: Where each role works.
SURFACES = {
    FACILITATOR: "console",
    HOST: "desk",
    WRITER: "draft",
    OBSERVER: "follow",
    SCREEN: "screen",
}
#: What each link lets one do, to the person who opens it.
OPENS = {
    FACILITATOR: (
        N_("Lead this roundtable"),
        N_("With this link you run the agenda, together with others who lead."),
    ),
    HOST: (
        N_("Help at a table or at the desk"),
        N_(
            "With this link you note what a table says, and enter what people without a phone have on paper."
        ),
    ),
    WRITER: (
        N_("Write the strategy draft"),
        N_("With this link you read along, and write the draft once there is a result."),
    ),
    OBSERVER: (
        N_("Read along"),
        N_("With this link you see what the room says and decides. You change nothing."),
    ),
    SCREEN: (N_("Show the screen"), N_("With this link a projector shows what the room looks at.")),
}
#: The same for links to a strategy.
OPENS_STRATEGY = {
    COORDINATOR: (
        N_("Coordinate this strategy"),
        N_("With this link you write the strategy, and make links for others."),
    ),
    WRITER: (
        N_("Write this strategy"),
        N_("With this link you write the strategy, together with others who do."),
    ),
    PARTNER: (
        N_("Read and comment on this strategy"),
        N_("With this link you read the draft, comment on it and suggest other words."),
    ),
}


def _usable(key: Key | None) -> bool:
    """Whether it is a link: what a browser got by one opens no more, else it would outlive its link."""
    if key is None or key.participant_id is not None or key.opened_with is not None:
        return False
    return not (key.once and key.used_at)


@blueprint.get("/k/<secret>")
@limiter.limit(wrong_codes, deduct_when=was_wrong)
def show(secret: str) -> ResponseReturnValue:
    """What the link is for, and the button that opens it."""
    with services().database.read() as session:
        key = access.find_key(session, secret[:80])
        if key is None or not _usable(key):
            return page(410)
        language = i18n.preferred()
        told = OPENS_STRATEGY if key.strategy_id else OPENS
        title, text = told.get(key.role, (None, None))
        about = _about(session, key, language)
    return render_template("key.html", lang=language, title=title, text=text, about=about)


def _about(session: Session, key: Key, language: str) -> str:
    """What a link is for, and the table where it is for one: "Work that fits · Table 3"."""
    if key.strategy_id:
        return session.get_one(Strategy, key.strategy_id).title
    roundtable = session.get(Roundtable, key.roundtable_id) if key.roundtable_id else None
    table = session.get(RoomTable, key.table_id) if key.table_id else None
    parts = [pick(roundtable.title, language, roundtable.language)] if roundtable else []
    if table is not None:
        parts.append(table.title or _("Table %(n)s", n=table.position))
    return " · ".join(parts)


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
        if key.strategy_id:
            return _to_strategy(session.get_one(Strategy, key.strategy_id), key, mine)
        role, code = key.role, roundtable.code if roundtable else ""
        target = f"/r/{code}/{SURFACES[role]}" if roundtable else _first_console(session)
        link = key.id
    if roundtable is not None:
        services().live.hub.changed(roundtable.id, {("links", link)}, ())
    return keep_key(make_response(redirect(target)), role, code, mine)


def _to_strategy(strategy: Strategy, key: Key, secret: str) -> ResponseReturnValue:
    """Go to the strategy of a link, with a key of one's own."""
    response = make_response(redirect(f"/s/{strategy.code}"))
    return keep_secret(response, access.strategy_cookie(key.role, strategy.code), secret)


def _key_from(session: Session, key: Key) -> str:
    """A key for the browser that opened `key`; withdrawn together with it."""
    key.used_at = key.used_at or sources.now()
    child = sources.new_id()
    secret = sources.secret_for(child)
    session.add(
        Key(
            id=child,
            roundtable_id=key.roundtable_id,
            strategy_id=key.strategy_id,
            role=key.role,
            table_id=key.table_id,
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
