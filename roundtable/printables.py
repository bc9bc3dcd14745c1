"""The record of a printable: the agenda, the room and the groups, from the database or a format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable.core import cards, paper_seats
from roundtable.core.formats import Format
from roundtable.core.printables import MOST, MOST_TABLES, PEOPLE, TABLES
from roundtable.models import Area, City, Group, Option, RoomTable, Roundtable, Stage

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be printed.

    language: the one that leads; "" takes the roundtable's. count: people (for signs: tables), None
    for as many as the room has. first: the number of the first card. start: minutes after midnight.
    """

    what: str
    paper: str = "a4"
    language: str = ""
    count: int | None = None
    first: int = 1
    start: int | None = None


def record_of(session: Session, roundtable: Roundtable, address: str, wanted: Wanted) -> Data:
    """The record for a roundtable; `address` is where it is reached, without a slash at the end."""
    tables = list(_rows(session, RoomTable, roundtable))
    shown = [t for t in tables if t.status == "shown"]
    stages = [s for s in _rows(session, Stage, roundtable) if s.status != "removed"]
    options = _options(session, roundtable)
    groups = list(_rows(session, Group, roundtable))
    city = session.get(City, roundtable.city_id)
    about = {
        "code": roundtable.code,
        "address": address,
        "city": city.name if city else "",
        "title": roundtable.title,
        "language": roundtable.language,
        "languages": roundtable.languages,
        "rehearsal": roundtable.rehearsal is not None,
        "threshold": roundtable.threshold,
    }
    steps = [_step(s.id, s, [_option(o) for o in options if o.stage_id == s.id]) for s in stages]
    return _record(
        wanted,
        about,
        [{"title": a.title} for a in _rows(session, Area, roundtable)],
        [{"title": g.title, "position": g.position, "goal": g.goal} for g in groups],
        [(t.title, t.seats) for t in shown],
        steps,
    )


def record_of_format(form: Format, address: str, city: str, wanted: Wanted) -> Data:
    """The record for a format from which no roundtable was made yet: papers without a code."""
    about = {
        "code": "",
        "address": address,
        "city": city,
        "title": dict(form.title),
        "language": form.language,
        "languages": list(form.languages),
        "rehearsal": False,
        "threshold": form.small_groups.threshold,
    }
    groups = [
        {"title": dict(g.title), "position": n, "goal": g.goal}
        for n, g in enumerate(form.groups, 1)
    ]
    return _record(
        wanted,
        about,
        [{"title": dict(a.title)} for a in form.areas],
        groups,
        [(t.title, t.seats) for t in form.tables],
        [_step(s.key, s, []) for s in form.stages],
    )


def _record(
    wanted: Wanted,
    about: Data,
    areas: list[Data],
    groups: list[Data],
    tables: Sequence[tuple[str, int]],
    steps: list[Data],
) -> Data:
    language = wanted.language or about["language"]
    seats = [n for _title, n in tables]
    expected = sum(g.pop("goal") or 0 for g in groups) or sum(seats) or PEOPLE
    people = min(MOST, wanted.count or expected)
    codes = [cards.card(n) for n in range(wanted.first, wanted.first + people)]
    names = [_own_title(title, n) for n, (title, _seats) in enumerate(tables, 1)]
    if not names:
        names = [""] * min(MOST_TABLES, (wanted.what == "signs" and wanted.count) or TABLES)
    return {
        "printable": {**asdict(wanted), "language": language},
        "roundtable": about,
        "areas": areas,
        "groups": groups,
        "tables": names,
        "cards": codes,
        "steps": steps,
        "rounds": [asdict(r) for r in paper_seats.rounds(steps, seats, people)],
    }


def _own_title(title: str, number: int) -> str:
    """A table's name, unless it says no more than its number does."""
    return "" if title.split()[-1:] in ([], [str(number)]) else title


def _rows(session: Session, model: Any, roundtable: Roundtable) -> Iterable[Any]:
    query = select(model).where(model.roundtable_id == roundtable.id).order_by(model.position)
    return session.scalars(query)


def _options(session: Session, roundtable: Roundtable) -> list[Option]:
    query = select(Option).where(Option.roundtable_id == roundtable.id, Option.up)
    return list(session.scalars(query.order_by(Option.stage_id, Option.position)))


def _option(row: Option) -> Data:
    return {
        "number": row.position + 1,
        "title": row.title,
        "text": row.text,
        "direction": row.direction,
        "cost": row.cost,
    }


def _step(key: str, stage: Any, options: list[Data]) -> Data:
    return {
        "id": key,
        "kind": stage.kind,
        "title": dict(stage.title),
        "question": dict(stage.question),
        "help": dict(stage.help),
        "minutes": stage.minutes,
        "settings": dict(stage.settings),
        "options": options,
    }


def languages_of(roundtable: Roundtable) -> list[str]:
    """The languages in which paper can be led, the roundtable's own first."""
    others = [tag for tag in roundtable.languages if tag != roundtable.language]
    return [roundtable.language, *others]


def kinds_of(session: Session, roundtable: Roundtable) -> set[str]:
    """The kinds of stages on the agenda."""
    query = select(Stage.kind).where(
        Stage.roundtable_id == roundtable.id, Stage.status != "removed"
    )
    return set(session.scalars(query))
