"""Strategies in the house: those there are, and starting a new one from roundtables."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roundtable import access, i18n, new_strategy, sources, words
from roundtable.commands import COORDINATOR
from roundtable.core import codes, text
from roundtable.core.errors import Refused
from roundtable.models import City, Key, Node, Roundtable, Strategy, StrategyRoom, Version
from roundtable.web.formats import UNPROCESSABLE, entitled_to_house
from roundtable.web.forms import NewStrategyForm
from roundtable.web.requests import services

blueprint = Blueprint("house_strategies", __name__)


@blueprint.get("/house/strategies")
def strategies() -> ResponseReturnValue:
    """The list, and the form for a new strategy; `done` is the code of the one just started."""
    return _page(NewStrategyForm(formdata=None), {}, request.args.get("done", ""))


@blueprint.post("/house/strategies")
def start() -> ResponseReturnValue:
    """Start a strategy; the page that follows has the link of its coordinator."""
    with services().database.read() as session:
        entitled_to_house(session)
    form = NewStrategyForm()
    form.language.choices = list(i18n.interface_languages().items())
    language = i18n.preferred()
    with i18n.speaking(language):
        errors = {}
        if not form.validate_on_submit():
            errors = {name: str(said[0]) for name, said in form.errors.items() if name}
        wanted = [code for typed in form.rooms.data or () if (code := codes.read(typed))]
        if not errors:
            try:
                errors = _other_city(form.city.data or "", wanted)
                if not errors:
                    return _start(form, wanted)
            except Refused as refused:
                errors = {refused.field or "title": words.say(refused)}
    return _page(form, errors), UNPROCESSABLE


def _start(form: NewStrategyForm, rooms: list[str]) -> ResponseReturnValue:
    with services().database.write() as session:
        made, _secret = new_strategy.start(
            session,
            city=form.city.data or "",
            title=form.title.data or "",
            language=form.language.data,
            rooms=rooms,
            label=_("Coordination"),
        )
        code = made.code
    return redirect(url_for("house_strategies.strategies", done=code))


def _other_city(typed: str, rooms: list[str]) -> dict[str, str]:
    """What is wrong with the roundtables that were chosen: those of other cities by name."""
    city = text.clean(typed, field="city", longest=120)
    query = (
        select(Roundtable, City.name)
        .join(City, City.id == Roundtable.city_id)
        .where(Roundtable.code.in_(rooms), City.name != city)
        .order_by(Roundtable.created_at)
    )
    with services().database.read() as session:
        others = [
            f"{text.pick(row.title, i18n.preferred(), row.language)} ({name})"
            for row, name in session.execute(query)
        ]
    if not others:
        return {}
    said = _("All roundtables have to be of %(city)s. Leave out: %(names)s.")
    return {"rooms": said % {"city": city, "names": ", ".join(others)}}


def _page(form: NewStrategyForm, errors: dict[str, str], done: str = "") -> str:
    language = i18n.preferred()
    with services().database.read() as session:
        entitled_to_house(session)
        rows = rows_of(session)
        rooms = _rooms(session, language)
        link = _link(session, done)
    with i18n.speaking(language):
        return render_template(
            "house/strategies.html",
            lang=language,
            strategies=rows,
            rooms=rooms,
            cities=sorted({room["city"] for room in rooms} | {row["city"] for row in rows}),
            languages=i18n.interface_languages(),
            values={
                "title": form.title.data or "",
                "city": form.city.data if form.city.data is not None else services().config.city,
                "language": form.language.data or language,
                "rooms": form.rooms.data or [],
            },
            errors=errors,
            done=done if link else "",
            link=link,
        )


def rows_of(session: Session) -> list[dict[str, Any]]:
    """All strategies, the newest first, with what there is of each and how far it is decided."""

    def counted(model: Any, *only: Any) -> dict[str, int]:
        query = select(model.strategy_id, func.count()).where(*only).group_by(model.strategy_id)
        return {row[0]: row[1] for row in session.execute(query)}

    rooms = counted(StrategyRoom, StrategyRoom.status == "shown")
    measures = counted(Node, Node.kind == "measure", Node.status == "shown")
    adopted = counted(Version, Version.label == "adopted")
    advised = counted(Version, Version.label == "advisory")
    query = select(Strategy, City.name).join(City).order_by(Strategy.created_at.desc(), Strategy.id)
    return [
        {
            "code": row.code,
            "title": row.title,
            "language": row.language,
            "city": city,
            "rooms": rooms.get(row.id, 0),
            "measures": measures.get(row.id, 0),
            "state": _state(row, bool(adopted.get(row.id)), bool(advised.get(row.id))),
        }
        for row, city in session.execute(query)
    ]


def _state(row: Strategy, adopted: bool, advised: bool) -> str:
    if row.status == "closed":
        return "closed"
    return "adopted" if adopted else "advisory" if advised else "open"


def _rooms(session: Session, language: str) -> list[dict[str, str]]:
    """Roundtables that a strategy can be written from, the newest first."""
    query = select(Roundtable, City.name).join(City).order_by(Roundtable.created_at.desc())
    return [
        {"code": row.code, "title": text.pick(row.title, language, row.language), "city": city}
        for row, city in session.execute(query)
        if row.rehearsal is None
    ]


def _link(session: Session, code: str) -> str:
    """The address that makes a browser the coordinator of a strategy; "" where there is none."""
    strategy = access.find_strategy(session, codes.read(code))
    if strategy is None:
        return ""
    query = select(Key.id).where(
        Key.strategy_id == strategy.id,
        Key.role == COORDINATOR,
        Key.withdrawn_at.is_(None),
        Key.opened_with.is_(None),
    )
    key = session.scalars(query.order_by(Key.created_at, Key.id)).first()
    base = (services().config.public_url or request.host_url).rstrip("/")
    return f"{base}/k/{sources.secret_for(key)}" if key else ""
