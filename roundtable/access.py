"""Who may act as what: keys, found by their secret. The one table of which key opens which role."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable import sources
from roundtable.commands import (
    COORDINATOR,
    FACILITATOR,
    HOST,
    OBSERVER,
    PARTICIPANT,
    PARTNER,
    SCREEN,
    WRITER,
    Actor,
)
from roundtable.models import Key, Participant, Roundtable, Strategy

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
#: The same in a strategy.
OPENS_STRATEGY = {
    HOUSE: frozenset({COORDINATOR, WRITER, PARTNER}),
    COORDINATOR: frozenset({COORDINATOR, WRITER, PARTNER}),
    WRITER: frozenset({WRITER, PARTNER}),
    PARTNER: frozenset({PARTNER}),
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
        if key.strategy_id is not None or key.roundtable_id not in (None, roundtable.id):
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


def find_strategy(session: Session, code: str | None) -> Strategy | None:
    """The strategy of a code (as `core.codes.read` gives it)."""
    if code is None:
        return None
    return session.scalars(select(Strategy).where(Strategy.code == code)).one_or_none()


def strategy_actor(
    session: Session, strategy: Strategy, role: str, secrets: Iterable[str]
) -> Actor | None:
    """Who acts as `role` in `strategy` with one of these secrets, or None.

    A key of a roundtable opens no strategy, whatever its role is called.
    """
    for secret in secrets:
        key = find_key(session, secret)
        if key is None or key.once or role not in OPENS_STRATEGY.get(key.role, ()):
            continue
        if key.strategy_id == strategy.id or (key.role == HOUSE and key.roundtable_id is None):
            return Actor(role, key.id)
    return None


def strategy_cookie(role: str, code: str) -> str:
    """The cookie that holds a browser's secret for `role` in the strategy of `code`."""
    return "rt-house" if role == HOUSE else f"rt-s-{code}-{role}"


def strategy_cookies(role: str, code: str) -> list[str]:
    """The cookies that may hold a secret for `role` in a strategy, the closest first."""
    holders = [held for held, opened in OPENS_STRATEGY.items() if role in opened]
    return [strategy_cookie(held, code) for held in sorted(holders, key=lambda held: held != role)]
