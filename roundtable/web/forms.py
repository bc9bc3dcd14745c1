"""Forms of the web: fields that a browser posts, checked by WTForms, as arguments of commands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import lazy_gettext as N_
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from roundtable.core.errors import Refused


class CodeForm(FlaskForm):
    """The code of a roundtable, as somebody types it."""

    code = StringField(validators=[InputRequired(N_("Enter the code.")), Length(max=40)])


class JoinForm(FlaskForm):
    """What a person may say when joining; the command checks it against the roundtable."""

    id = StringField(validators=[InputRequired(), Length(min=20, max=20)])
    group = StringField(validators=[Length(max=20)])
    language = StringField(default="en", validators=[Length(max=20)])
    table = StringField(validators=[Length(max=20)])

    def args(self) -> dict[str, Any]:
        """Arguments of `join`."""
        args = {"group": self.group.data or None, "language": self.language.data or "en"}
        return args | ({"table": self.table.data} if self.table.data else {})


class NewRoundtableForm(FlaskForm):
    """A new roundtable: its format and its title."""

    format = SelectField(validators=[InputRequired()])
    title = StringField(validators=[Length(max=120)])


class NewStrategyForm(FlaskForm):
    """A new strategy: its title, city and language, and the roundtables (codes) that it takes in."""

    title = StringField(
        validators=[
            DataRequired(N_("Write what the strategy is called.")),
            Length(max=200, message=N_("Shorten the title to %(max)d characters.")),
        ]
    )
    city = StringField(
        validators=[
            DataRequired(N_("Write whose strategy it is.")),
            Length(max=120, message=N_("Shorten the city's name to %(max)d characters.")),
        ]
    )
    language = SelectField(validate_choice=True)
    rooms = SelectMultipleField(validate_choice=False)


class CityForm(FlaskForm):
    """The colour of a city, as "#0b5d4e"."""

    city = StringField(validators=[InputRequired(), Length(max=120)])
    accent = StringField(
        validators=[
            Regexp(
                r"^#[0-9a-fA-F]{6}$",
                message=N_(
                    "Write the colour as # and six digits or letters a to f, as in #0b5d4e."
                ),
            )
        ]
    )


class ArmsForm(FlaskForm):
    """A coat of arms, with what can be seen on it in words."""

    city = StringField(validators=[InputRequired(), Length(max=120)])
    arms_words = StringField(
        validators=[
            DataRequired(N_("Say in a few words what can be seen on it.")),
            Length(max=200, message=N_("Say it in at most %(max)d characters.")),
        ]
    )


#: Fields of a form that are no arguments. `at` is the anchor to come back to.
_OF_THE_FORM = frozenset({"command", "id", "csrf_token", "at"})
#: Arguments that are null when nothing was chosen.
_OPTIONAL = frozenset({"area", "group"})
_PARTS = 6


def command_args(command: str, fields: MultiDict[str, str]) -> dict[str, Any]:
    """The arguments that a plain form posts for `command`. Raises `Refused` where they do not fit.

    `a.b` puts a value into an object; an ending says what it is: `:number` (left out when empty),
    `:flag` ("yes" or not), `:maybe` (null when empty). static/js/phone/args.js reads forms likewise.
    """
    if command == "cast_ballot":
        abstain = fields.get("abstain:flag")
        args: dict[str, Any] = {"stage": fields.get("stage", ""), "marks": _marks(fields)}
        return args if abstain is None else args | {"abstain": abstain == "yes"}
    args = {}
    for name, text in fields.items():
        if name not in _OF_THE_FORM:
            path, _colon, kind = name.partition(":")
            value = _value(path, kind, text)
            if value is not None or kind != "number":
                _put(args, path.split("."), value)
    return args


def _value(name: str, kind: str, text: str) -> str | int | bool | None:
    if kind == "number":
        return _number(text)
    if kind == "flag":
        return text == "yes"
    if kind not in ("", "maybe"):
        raise Refused("arg_unknown", name[:40])
    return text or None if kind == "maybe" or name in _OPTIONAL else text


def _put(args: dict[str, Any], steps: list[str], value: object) -> None:
    if len(steps) > _PARTS:
        raise Refused("arg_unknown", steps[0][:40])
    *path, last = steps
    place = args
    for step in path:
        place = place.setdefault(step, {})
        if not isinstance(place, dict):
            raise Refused("arg_wrong", steps[0][:40])
    place[last] = value


def uploaded(name: str, most: int) -> bytes:
    """The file that came in a field of a form, up to one byte more than `most`; empty where none did."""
    sent = request.files.get(name)
    if sent is None:
        return b""
    with sent.stream as stream:
        return stream.read(most + 1)


def anchor(fields: Mapping[str, str]) -> str:
    """Where on the page a form wants to come back to, as the end of an address; "" for its top."""
    at = fields.get("at", "")
    return f"#{at}" if re.fullmatch(r"[a-z]{1,10}-[0-9a-z]{20}", at) else ""


#: What a form is about: with its command it tells which box a refused text came from.
_SUBJECTS = ("proposal", "option")


def draft(command: str, fields: Mapping[str, str]) -> dict[str, str]:
    """What was written in a form that was refused, for the next page to put it back."""
    subject = next((fields[name] for name in _SUBJECTS if name in fields), "")
    return {
        "command": command[:40],
        "subject": subject[:40],
        "draft": fields.get("text", "")[:1000],
    }


def _marks(fields: Mapping[str, str]) -> dict[str, int | None]:
    """Marks of a ballot: `mark.KEY` as a number, `offered.KEY` without a mark as none."""
    marks: dict[str, int | None] = {
        name.removeprefix("offered."): None for name in fields if name.startswith("offered.")
    }
    for name, value in fields.items():
        if name.startswith("mark."):
            marks[name.removeprefix("mark.")] = _number(value)
    return marks


def _number(value: str) -> int | None:
    if not value.strip():
        return None
    try:
        return int(value)
    except ValueError:
        raise Refused("mark_unknown", "marks") from None
