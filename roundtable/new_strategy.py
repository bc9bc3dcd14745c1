"""Starting a strategy with roundtables taken in: for the house's page and the command line."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable import i18n, sources
from roundtable.actions.strategy_setup import create_strategy, make_strategy_key
from roundtable.commands import COORDINATOR, STRATEGY, Actor, Request, run
from roundtable.core import text
from roundtable.core.errors import Refused
from roundtable.models import Key, Strategy


def start(
    session: Session, *, city: str, title: str, language: str, rooms: Iterable[str], label: str = ""
) -> tuple[Strategy, str]:
    """A new strategy with the roundtables of these codes, and the secret of its coordinator.

    Whoever calls has the right of the house, and commits. Raises `Refused`, naming the field: "city",
    "title", "language" (one of the interface: the product writes sentences into its documents), or
    "code" where the city has no such roundtable.
    """
    if language not in i18n.interface_languages():
        raise Refused("arg_wrong", "language")
    named = text.clean(city, field="city", longest=120)
    strategy = create_strategy(session, city=named, title=title, language=language)
    secret = make_strategy_key(session, COORDINATOR, strategy, label)
    session.flush()
    key = session.scalars(select(Key.id).where(Key.strategy_id == strategy.id)).one()
    for code in rooms:
        request = Request(
            strategy.id, Actor(COORDINATOR, key), sources.new_id(), "add_roundtable",
            {"code": code}, sources.now(), on=STRATEGY,
        )  # fmt: skip
        outcome = run(session, [request])[0]
        if outcome.refused is not None:
            raise outcome.refused
    return strategy, secret
