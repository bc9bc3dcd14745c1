"""Starting a strategy, its roundtables, phases and titles, its links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roundtable import sources
from roundtable.actions.setup import city_named
from roundtable.commands import (
    COORDINATOR,
    WRITER,
    Result,
    StrategyAct,
    Words,
    strategy_command,
)
from roundtable.core import codes, text
from roundtable.core.errors import Refused
from roundtable.core.strategy.strategy import PHASES, day_of
from roundtable.models import Key, Roundtable, Strategy, StrategyRoom

Day = Annotated[str, Field(max_length=10)]
MOST_PHASES = 40
MOST_ROOMS = 200


def create_strategy(
    session: Session, *, city: str, title: str, language: str, languages: Sequence[str] = ()
) -> Strategy:
    """A new strategy without roundtables. The caller has the right of the house, and commits.

    Raises `Refused` where the title cannot be one.
    """
    strategy = Strategy(
        id=sources.new_id(),
        city_id=city_named(session, city).id,
        code=_free_code(session),
        title=text.clean(title, field="title", longest=200),
        language=language,
        languages=list(languages) or [language],
        phases=[],
        created_at=sources.now(),
    )
    session.add(strategy)
    session.flush()
    return strategy


def _free_code(session: Session) -> str:
    """A code that neither a strategy nor a roundtable has: people say them aloud alike."""
    while True:
        code = codes.make(sources.choose)
        taken = [
            session.scalar(select(model.id).where(model.code == code))
            for model in (Strategy, Roundtable)
        ]
        if taken == [None, None]:
            return code


def make_strategy_key(session: Session, role: str, strategy: Strategy, label: str = "") -> str:
    """A key for `role` in a strategy; returns its secret. The caller commits."""
    key_id = sources.new_id()
    secret = sources.secret_for(key_id)
    session.add(_key(key_id, strategy.id, role, label, sources.now()))
    return secret


def _key(key_id: str, strategy_id: str, role: str, label: str, now: int) -> Key:
    return Key(
        id=key_id,
        strategy_id=strategy_id,
        role=role,
        secret_hash=sources.hash_of(sources.secret_for(key_id)),
        label=label,
        created_at=now,
    )


@strategy_command(COORDINATOR, undoable=True)
def add_roundtable(
    act: StrategyAct,
    code: Annotated[str, Field(max_length=40)],
    area: Annotated[str, Words(120, empty=True)] = "",
    day: Day = "",
) -> Result:
    """Take a roundtable of the same city into the strategy, with its policy area and its day.

    For one that is in it already, area and day are changed. Refused with `unknown_code` where the
    city has no such roundtable.
    """
    table = act.session.scalars(
        select(Roundtable).where(
            Roundtable.code == codes.read(code), Roundtable.city_id == act.strategy.city_id
        )
    ).one_or_none()
    if table is None:
        raise Refused("unknown_code", "code")
    if day and day_of(day) is None:
        raise Refused("date_unreadable", "day", written=day)
    mine = StrategyRoom.strategy_id == act.strategy.id
    row = act.session.scalars(
        select(StrategyRoom).where(mine, StrategyRoom.room_id == table.id)
    ).one_or_none()
    if row is None:
        last = act.session.scalar(select(func.max(StrategyRoom.position)).where(mine)) or 0
        if last >= MOST_ROOMS:
            raise Refused("too_many", "code", most=MOST_ROOMS)
        row = StrategyRoom(
            id=act.id, strategy_id=act.strategy.id, room_id=table.id, position=last + 1
        )
        act.session.add(row)
    row.area, row.day, row.status = area, day, "shown"
    act.says(code=table.code)
    return {"room": row.id}


@strategy_command(COORDINATOR, undoable=True)
def remove_roundtable(act: StrategyAct, room: StrategyRoom) -> Result:
    """Take a roundtable out of the strategy. What was written from it stays; its chips lead nowhere."""
    if room.status != "shown":
        raise Refused("no_change", "room")
    room.status = "removed"
    return None


@strategy_command(WRITER, COORDINATOR)
def set_titles(
    act: StrategyAct,
    title: Annotated[str, Words(200)],
    subtitle: Annotated[str, Words(400, empty=True)] = "",
    accent: Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")] = "#0b5d4e",
) -> Result:
    """Set the strategy's title, subtitle and colour."""
    row = act.strategy
    row.title, row.subtitle, row.accent = title, subtitle, accent
    return None


@strategy_command(WRITER, COORDINATOR)
def set_phases(act: StrategyAct, phases: list[dict[str, str]]) -> Result:
    """Set the phases: each `{"kind", "first", "last", "title"}`, days as 2026-11-23 or "".

    Kinds are review, roundtables, drafting, pilot and evaluation; phases may overlap and come again.
    """
    if len(phases) > MOST_PHASES:
        raise Refused("too_many", "phases", most=MOST_PHASES)
    act.strategy.phases = [_phase(phase) for phase in phases]
    return None


def _phase(given: dict[str, str]) -> dict[str, str]:
    if given.get("kind") not in PHASES or given.keys() - {"kind", "first", "last", "title"}:
        raise Refused("arg_wrong", "phases")
    for end in ("first", "last"):
        if given.get(end) and day_of(given[end]) is None:
            raise Refused("date_unreadable", "phases", written=given[end][:40])
    title = text.clean(given.get("title", ""), field="phases", longest=120, empty=True)
    return {
        "kind": given["kind"],
        "first": given.get("first", ""),
        "last": given.get("last", ""),
        "title": title,
    }


@strategy_command(COORDINATOR, closed=True)
def close_strategy(act: StrategyAct, closed: bool = True) -> Result:
    """Put the strategy away, so that nothing in it can be changed; with `closed` false, take it up again."""
    act.strategy.status = "closed" if closed else "open"
    return None


@strategy_command(COORDINATOR, closed=True)
def make_link(
    act: StrategyAct,
    role: Literal["coordinator", "writer", "partner"],
    label: Annotated[str, Words(80, empty=True)] = "",
) -> Result:
    """Make a link that opens one role in this strategy for whoever has it, until it is withdrawn.

    `label` is how others see whoever comes by it. The answer carries its `secret` too.
    """
    act.session.add(_key(act.id, act.strategy.id, role, label, act.now))
    return {"link": act.id}


@strategy_command(COORDINATOR, closed=True)
def withdraw_link(act: StrategyAct, link: Key) -> Result:
    """Withdraw a link, and with it every browser that it opened."""
    opened = act.session.query(Key).filter(Key.opened_with == link.id)
    for key in [link, *opened]:
        key.withdrawn_at = key.withdrawn_at or act.now
    return None
