"""The house: all roundtables of this installation, and starting a new one from a format."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roundtable import access, i18n, words
from roundtable.actions.setup import create_roundtable
from roundtable.core import text
from roundtable.core.errors import Refused
from roundtable.core.formats import Format, FormatError, parse
from roundtable.models import City, Participant, Roundtable, Stage
from roundtable.web.forms import NewRoundtableForm
from roundtable.web.requests import services

blueprint = Blueprint("house", __name__)

#: Files in the sessions folder that hold content for a demonstration, not a format.
_NOT_FORMATS = {"demonstration"}


def read_formats(folder: Path) -> tuple[dict[str, Format], list[str]]:
    """The formats of a folder by name, and what is wrong with those that cannot be read."""
    formats: dict[str, Format] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        if path.stem in _NOT_FORMATS:
            continue
        try:
            formats[path.stem] = parse(path.read_text("utf-8"), path.name)
        except FormatError as error:
            problems += [problem.sentence(_) for problem in error.problems]
        except (OSError, UnicodeDecodeError):
            problems.append(_("%(file)s cannot be read.", file=path.name))
    return formats, problems


def _entitled(session: Session) -> None:
    secret = request.cookies.get(access.cookie_name(access.HOUSE, ""))
    key = access.find_key(session, secret) if secret else None
    if key is None or key.role != access.HOUSE or key.once:
        raise Refused("no_seat")


@blueprint.route("/house", methods=["GET", "POST"])
def house() -> ResponseReturnValue:
    """The list, and the form for a new roundtable."""
    formats, problems = read_formats(services().config.sessions_dir)
    language = i18n.preferred()
    form = NewRoundtableForm()
    form.format.choices = [(name, name) for name in formats]
    errors: dict[str, str] = {}
    with services().database.read() as session:
        _entitled(session)
        rows = _rows(session, language)
    if request.method == "POST":
        try:
            return _create(form, formats)
        except Refused as refused:
            errors[refused.field or "title"] = words.say(refused)
    with i18n.speaking(language):
        return render_template(
            "house/index.html",
            lang=language,
            roundtables=rows,
            formats=[_format(f, language) for f in formats.values()],
            problems=problems,
            values={"title": form.title.data, "format": form.format.data},
            errors=errors,
        )


def _format(form: Format, language: str) -> dict[str, Any]:
    return {
        "name": form.name,
        "title": text.pick(dict(form.title), language, form.language),
        "summary": text.pick(dict(form.description), language, form.language),
        "minutes": sum(stage.minutes or 0 for stage in form.stages),
    }


def _create(form: NewRoundtableForm, formats: dict[str, Format]) -> ResponseReturnValue:
    chosen = formats.get(form.format.data or "")
    if chosen is None or not form.validate_on_submit():
        raise Refused("arg_wrong", "format")
    title = text.clean(form.title.data or "", field="title", longest=120)
    with services().database.write() as session:
        made = create_roundtable(
            session, chosen, city=services().config.city, title={chosen.language: title}
        )
        code = made.code
    return redirect(f"/r/{code}/console")


def _rows(session: Session, language: str) -> list[dict[str, Any]]:
    people = (
        select(Participant.roundtable_id, func.count().label("people"))
        .where(Participant.left_at.is_(None))
        .group_by(Participant.roundtable_id)
        .subquery()
    )
    query = (
        select(Roundtable, Stage, City.name, people.c.people)
        .join(Stage, Stage.id == Roundtable.stage_id)
        .join(City, City.id == Roundtable.city_id)
        .outerjoin(people, people.c.roundtable_id == Roundtable.id)
        .order_by(Roundtable.created_at.desc())
    )
    return [
        {
            "code": row.code,
            "title": text.pick(row.title, language, row.language),
            "status": row.status,
            "stage": text.pick(stage.title, language, row.language),
            "started": format_date(datetime.fromtimestamp(row.created_at / 1000, UTC)),
            "city": city,
            "present": count or 0,
            "demonstration": row.demonstration,
        }
        for row, stage, city, count in session.execute(query)
    ]
