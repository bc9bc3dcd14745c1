"""Who may act as what: keys, found by their secret. The one table of which key opens which role."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable import sources
from roundtable.commands import (
    FACILITATOR,
    HOST,
    OBSERVER,
    PARTICIPANT,
    SCREEN,
    WRITER,
    Actor,
)
from roundtable.models import Key, Participant, Roundtable

HOUSE = "house"

#: The roles that a key of a role opens. A facilitator opens all of them but a seat.
OPENS = {
    HOUSE: frozenset({FACILITATOR, HOST, WRITER, OBSERVER, SCREEN}),
    FACILITATOR: frozenset({FACILITATOR, HOST, WRITER, OBSERVER, SCREEN}),
    HOST: frozenset({HOST}),
    WRITER: frozenset({WRITER, OBSERVER}),
    OBSERVER: frozenset({OBSERVER}),
    SCREEN: frozenset({SCREEN}),
    PARTICIPANT: frozenset({PARTICIPANT}),
}


def find_roundtable(session: Session, code: str | None) -> Roundtable | None:
    """The roundtable of a code (as `core.codes.read` gives it)."""
    if code is None:
        return None
    return session.scalars(select(Roundtable).where(Roundtable.code == code)).one_or_none()


def find_key(session: Session, secret: str) -> Key | None:
    """The key of a secret, unless it was withdrawn."""
    query = select(Key).where(
        Key.secret_hash == sources.hash_of(secret), Key.withdrawn_at.is_(None)
    )
    return session.scalars(query).one_or_none()


def actor(
    session: Session, roundtable: Roundtable, role: str, secrets: Iterable[str]
) -> Actor | None:
    """Who acts as `role` in `roundtable` with one of these secrets, or None."""
    for secret in secrets:
        key = find_key(session, secret)
        if key is None or role not in OPENS.get(key.role, ()) or key.once:
            continue
        if key.roundtable_id not in (None, roundtable.id):
            continue
        if key.participant_id is None:
            return Actor(role, key.id)
        person = session.get(Participant, key.participant_id)
        if person is not None and person.left_at is None:
            return Actor(role, person.id)
    return None


def cookie_name(role: str, code: str) -> str:
    """The cookie that holds a browser's secret for `role` in the roundtable of `code`."""
    return "rt-house" if role == HOUSE else f"rt-{code}-{role}"


def cookie_names(role: str, code: str) -> list[str]:
    """The cookies that may hold a secret for `role`, the closest first."""
    holders = [held for held, opened in OPENS.items() if role in opened]
    return [cookie_name(held, code) for held in sorted(holders, key=lambda held: held != role)]
