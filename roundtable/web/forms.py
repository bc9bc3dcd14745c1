"""Forms of the web: fields that a browser posts, checked by WTForms, as arguments of commands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as N_
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from roundtable.core.errors import Refused


class CodeForm(FlaskForm):
    """The code of a roundtable, as somebody types it."""

    code = StringField(validators=[InputRequired(N_("Enter the code.")), Length(max=40)])


class JoinForm(FlaskForm):
    """What a person may say when joining; the command checks it against the roundtable."""

    id = StringField(validators=[InputRequired(), Length(min=20, max=20)])
    group = StringField(validators=[Length(max=20)])
    language = StringField(default="en", validators=[Length(max=20)])

    def args(self) -> dict[str, Any]:
        """Arguments of `join`."""
        return {"group": self.group.data or None, "language": self.language.data or "en"}


class NewRoundtableForm(FlaskForm):
    """A new roundtable: its format and its title."""

    format = SelectField(validators=[InputRequired()])
    title = StringField(validators=[Length(max=120)])


def command_args(command: str, fields: MultiDict[str, str]) -> dict[str, Any]:
    """The arguments that a plain form posts for `command`. Raises `Refused` where they do not fit."""
    given = {
        name: value
        for name, value in fields.items()
        if name not in {"command", "id", "csrf_token"}
        and not name.startswith(("mark.", "offered."))
    }
    if command == "cast_ballot":
        return {"stage": given.get("stage", ""), "marks": _marks(fields)}
    optional = {"area", "group"}
    return {name: (value or None) if name in optional else value for name, value in given.items()}


def _marks(fields: Mapping[str, str]) -> dict[str, int | None]:
    """Marks of a ballot: `mark.OID` as a number, `offered.OID` without a mark as none."""
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
