"""Starting a roundtable from a format. The one change that has no roundtable to act in yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable import sources
from roundtable.core import codes
from roundtable.core.formats import Format
from roundtable.models import Area, City, Group, Key, RoomTable, Roundtable, Stage, Strategy


def create_roundtable(  # noqa: PLR0913 (one for each thing that may differ from the format)
    session: Session,
    form: Format,
    *,
    city: str,
    title: Mapping[str, str] | None = None,
    demonstration: bool = False,
    rehearsal: Mapping[str, Any] | None = None,
    source: str | None = None,
    created_at: int | None = None,
) -> Roundtable:
    """A new roundtable by the format `form`, its first stage open. The caller commits.

    `rehearsal` makes it one that simulated people play: `{"people": 24, "speed": 4,
    "running": False}`. `created_at` (milliseconds since 1970; default: now) is for one that took
    place before.
    """
    roundtable = Roundtable(
        id=sources.new_id(),
        city_id=city_named(session, city).id,
        code=free_code(session),
        title=dict(title or form.title),
        format=form.name,
        language=form.language,
        languages=list(form.languages),
        demonstration=demonstration,
        rehearsal=None if rehearsal is None else dict(rehearsal),
        source=source,
        created_at=sources.now() if created_at is None else created_at,
        stage_id="",
        threshold=form.small_groups.threshold,
        unanimous=form.small_groups.unanimous,
    )
    session.add(roundtable)
    session.flush()
    _furnish(session, roundtable, form)
    return roundtable


def city_named(session: Session, name: str) -> City:
    """The city of a name, made where there is none."""
    city = session.scalars(select(City).where(City.name == name)).one_or_none()
    if city is None:
        city = City(id=sources.new_id(), name=name)
        session.add(city)
        session.flush()
    return city


def free_code(session: Session) -> str:
    """A code that neither a roundtable nor a strategy has: people say them aloud alike."""
    while True:
        code = codes.make(sources.choose)
        if code_is_free(session, code):
            return code


def code_is_free(session: Session, code: str) -> bool:
    """Whether neither a roundtable nor a strategy has it."""
    return all(
        session.scalar(select(model.id).where(model.code == code)) is None
        for model in (Roundtable, Strategy)
    )


def _furnish(session: Session, roundtable: Roundtable, form: Format) -> None:
    """Areas, groups, tables and stages; settings that name a stage by key get its id."""
    for position, area in enumerate(form.areas, start=1):
        session.add(Area(**_part(roundtable, position), title=dict(area.title)))
    for position, group in enumerate(form.groups, start=1):
        part = _part(roundtable, position)
        session.add(Group(**part, title=dict(group.title), goal=group.goal))
    for position, table in enumerate(form.tables, start=1):
        session.add(RoomTable(**_part(roundtable, position), title=table.title, seats=table.seats))
    ids = {spec.key: sources.new_id() for spec in form.stages}
    for position, spec in enumerate(form.stages, start=1):
        settings = {k: ids.get(str(v), v) if k == "of" else v for k, v in spec.settings.items()}
        first = position == 1
        session.add(
            Stage(
                id=ids[spec.key],
                roundtable_id=roundtable.id,
                position=position,
                kind=spec.kind,
                title=dict(spec.title),
                question=dict(spec.question),
                help=dict(spec.help),
                minutes=spec.minutes,
                settings=settings,
                status="open" if first else "waiting",
                opened_at=roundtable.created_at if first else None,
            )
        )
    roundtable.stage_id = ids[form.stages[0].key]
    session.flush()


def _part(roundtable: Roundtable, position: int) -> dict[str, Any]:
    return {"id": sources.new_id(), "roundtable_id": roundtable.id, "position": position}


def make_key(
    session: Session, role: str, roundtable: Roundtable | None, label: str = "", once: bool = False
) -> str:
    """A key for `role` (here, or of the house); returns its secret. The caller commits."""
    key_id = sources.new_id()
    secret = sources.secret_for(key_id)
    session.add(
        Key(
            id=key_id,
            roundtable_id=roundtable.id if roundtable else None,
            role=role,
            secret_hash=sources.hash_of(secret),
            label=label,
            once=once,
            created_at=sources.now(),
        )
    )
    return secret
