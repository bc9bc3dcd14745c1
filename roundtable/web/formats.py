"""The formats of the house: looked at, downloaded, brought in, and kept from a roundtable."""

from __future__ import annotations

from typing import Any

from babel import Locale, UnknownLocaleError
from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from roundtable import access, formats_folder, i18n, words
from roundtable.actions.copying import format_of
from roundtable.commands import FACILITATOR
from roundtable.core import text
from roundtable.core.errors import Refused
from roundtable.core.format_problems import FormatError
from roundtable.core.format_writer import write
from roundtable.core.formats import MAX_TITLE, Format
from roundtable.core.stages import KINDS
from roundtable.web.requests import entitled, services

blueprint = Blueprint("formats", __name__)

UNPROCESSABLE = 422


def entitled_to_house(session: Session) -> None:
    """Raises `Refused` where the browser has no key of the house."""
    if not has_house(session):
        raise Refused("no_seat")


def has_house(session: Session) -> bool:
    """Whether the browser has a key that opens all of this installation."""
    secret = request.cookies.get(access.cookie_name(access.HOUSE, ""))
    key = access.find_key(session, secret) if secret else None
    return key is not None and key.role == access.HOUSE and not key.once


@blueprint.get("/house/formats")
def formats() -> ResponseReturnValue:
    """All formats with what one needs to choose, and the form to bring one in."""
    with services().database.read() as session:
        entitled_to_house(session)
    return _page(done=request.args.get("done", ""))


@blueprint.post("/house/formats")
def upload() -> ResponseReturnValue:
    """A file becomes a format of the house; else the page says what is wrong in which line."""
    with services().database.read() as session:
        entitled_to_house(session)
    sent = request.files.get("file")
    name = formats_folder.name_for((sent.filename or "").removesuffix(".toml")) if sent else ""
    try:
        if sent is None or not sent.filename:
            raise Refused("arg_missing", "file")
        formats_folder.save(
            services().config.sessions_dir, name, _read(sent.read()), replace=_replaces()
        )
    except FormatError as error:
        return _page([problem.sentence(_) for problem in error.problems]), UNPROCESSABLE
    except Refused as refused:
        return _page([words.say(refused)]), UNPROCESSABLE
    return redirect(f"/house/formats?done={name}")


@blueprint.get("/house/formats/<name>.toml")
def download(name: str) -> ResponseReturnValue:
    """The file of a format, as it lies there."""
    with services().database.read() as session:
        entitled_to_house(session)
    path = formats_folder.find(services().config.sessions_dir, name)
    if path is None:
        abort(404)
    return _file(path.read_bytes(), path.name)


@blueprint.post("/house/formats/<name>/delete")
def delete(name: str) -> ResponseReturnValue:
    """Throw a format of the house away; roundtables made of it stay as they are."""
    with services().database.read() as session:
        entitled_to_house(session)
    try:
        formats_folder.remove(services().config.sessions_dir, name)
    except Refused as refused:
        return _page([words.say(refused)]), UNPROCESSABLE
    return redirect("/house/formats")


@blueprint.get("/r/<code>/format")
def of_roundtable(code: str) -> ResponseReturnValue:
    """The agenda of a roundtable, as it is now, as the file of a format."""
    with services().database.read() as session:
        roundtable, _actor = entitled(session, code, FACILITATOR)
        form = format_of(session, roundtable)
    title = text.pick(dict(form.title), "en", form.language)
    return _file(write(form).encode(), f"{formats_folder.name_for(title)}.toml")


@blueprint.post("/r/<code>/format")
def keep(code: str) -> ResponseReturnValue:
    """Keep a roundtable's agenda as a format of the house, under a name of its own (`name`).

    Answers in JSON: `name`, or a `message` that says what is wrong, and `problems` one by one.
    Only who has a key of the house may `replace` a format.
    """
    try:
        title = text.clean(request.form.get("name", ""), field="name", longest=MAX_TITLE)
        name = formats_folder.name_for(title)
        with services().database.read() as session:
            roundtable, _actor = entitled(session, code, FACILITATOR)
            form = format_of(session, roundtable, name, title)
            replace = _replaces() and has_house(session)
        formats_folder.save(services().config.sessions_dir, name, write(form), replace=replace)
    except FormatError as error:
        said = [problem.words(_) for problem in error.problems]
        return _wrong(_("It cannot be held again like this: %(problem)s", problem=said[0]), said)
    except Refused as refused:
        if refused.code in ("no_seat", "unknown_code"):
            raise
        return _wrong(words.say(refused), [])
    return jsonify(name=name, message=_("Saved as a format of the house: %(name)s.", name=title))


def _page(problems: list[str] | None = None, done: str = "") -> str:
    language = i18n.preferred()
    folder = formats_folder.read_folder(services().config.sessions_dir)
    with i18n.speaking(language):
        return render_template(
            "house/formats.html",
            lang=language,
            formats=[summary(read.form, language, read.own) for read in folder if read.form],
            broken=broken(folder),
            problems=problems or [],
            done=done,
        )


def broken(folder: list[formats_folder.Read]) -> list[dict[str, Any]]:
    """The files that are no formats: `name`, whether it is `own`, and the `problems` as sentences."""
    return [
        {
            "name": read.name,
            "own": read.own,
            "problems": [problem.sentence(_) for problem in read.problems]
            or [_("%(file)s cannot be read.", file=f"{read.name}.toml")],
        }
        for read in folder
        if read.form is None
    ]


def summary(form: Format, language: str, own: bool) -> dict[str, Any]:
    """A format as somebody chooses it: texts in `language` where it has them."""
    return {
        "name": form.name,
        "own": own,
        "title": _said(form.title, language, form),
        "about": _said(form.description, language, form),
        "minutes": form.minutes,
        "languages": [_language(each, language) for each in form.languages],
        "tables": len(form.tables),
        "steps": [
            {
                "title": _said(s.title, language, form),
                "minutes": s.minutes,
                "acts": bool(KINDS[s.kind].acts),
            }
            for s in form.stages
        ],
    }


def _said(texts: Any, language: str, form: Format) -> dict[str, str]:
    """A text with the language it is in: not all formats speak the language of the page."""
    spoken = next((each for each in (language, form.language, *texts) if texts.get(each)), language)
    found = texts.get(spoken, "")
    return {"text": found, "language": spoken, "direction": text.direction(found, spoken)}


def _language(code: str, language: str) -> str:
    """What a language is called in the one of the page; its code where nobody knows."""
    try:
        return Locale.parse(code, sep="-").get_display_name(language.replace("-", "_")) or code
    except (UnknownLocaleError, ValueError):
        return code


def _read(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("format_file", "file") from None


def _replaces() -> bool:
    return bool(request.form.get("replace"))


def _wrong(message: str, problems: list[str]) -> ResponseReturnValue:
    return jsonify(message=message, problems=problems), UNPROCESSABLE


def _file(content: bytes, name: str) -> Response:
    answer = Response(content, mimetype="application/toml; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
