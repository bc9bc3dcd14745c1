"""The house: all roundtables of this installation, and starting a new one from a format."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roundtable import formats_folder, i18n, words
from roundtable.actions.setup import create_roundtable
from roundtable.core import text
from roundtable.core.errors import Refused
from roundtable.core.formats import Format
from roundtable.models import City, Participant, Roundtable, Stage
from roundtable.web.formats import broken, entitled_to_house, summary
from roundtable.web.forms import NewRoundtableForm
from roundtable.web.requests import services

blueprint = Blueprint("house", __name__)

#: Who plays in a rehearsal, until the facilitator says otherwise.
REHEARSAL = {"people": 24, "speed": 4, "running": False}


@blueprint.route("/house", methods=["GET", "POST"])
def house() -> ResponseReturnValue:
    """The list, and the form for a new roundtable."""
    folder = formats_folder.read_folder(services().config.sessions_dir)
    language = i18n.preferred()
    form = NewRoundtableForm()
    form.format.choices = [(read.name, read.name) for read in folder if read.form]
    errors: dict[str, str] = {}
    with services().database.read() as session:
        entitled_to_house(session)
        rows = _rows(session, language)
    if request.method == "POST":
        try:
            return _create(form, {read.name: read.form for read in folder if read.form})
        except Refused as refused:
            errors[refused.field or "title"] = words.say(refused)
    chosen = form.format.data or request.args.get("format")
    with i18n.speaking(language):
        return render_template(
            "house/index.html",
            lang=language,
            roundtables=rows,
            formats=[summary(read.form, language, read.own) for read in folder if read.form],
            broken=broken(folder),
            values={"title": form.title.data, "format": chosen},
            errors=errors,
        )


def _create(form: NewRoundtableForm, formats: dict[str, Format]) -> ResponseReturnValue:
    """A roundtable of the format chosen, or a rehearsal of it, which needs no title of its own."""
    chosen = formats.get(form.format.data or "")
    if chosen is None or not form.validate_on_submit():
        raise Refused("arg_wrong", "format")
    rehearsal = REHEARSAL if request.form.get("rehearse") else None
    wanted = form.title.data or ""
    if rehearsal and not wanted.strip():
        wanted = text.pick(dict(chosen.title), chosen.language)
    title = text.clean(wanted, field="title", longest=120)
    with services().database.write() as session:
        made = create_roundtable(
            session,
            chosen,
            city=services().config.city,
            title={chosen.language: title},
            rehearsal=rehearsal,
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
            "collects": row.status == "open" and stage.kind == "propose",
            "rehearsal": row.rehearsal is not None,
        }
        for row, stage, city, count in session.execute(query)
    ]
