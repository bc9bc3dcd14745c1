"""Proposals of a CSV file on the web: looked at, columns said, and then submitted, all or none.

Nothing is kept between the steps: the page that shows the first rows carries the file along.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as N_
from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable import i18n, words
from roundtable.archive.proposals import known_of, take_in
from roundtable.core import codes, proposals_csv, text
from roundtable.core.errors import Refused
from roundtable.core.proposals_csv import FIELDS, Found, Table, TableError, Wrong
from roundtable.live.face import EVERYTHING
from roundtable.models import Roundtable, Stage
from roundtable.web.formats import UNPROCESSABLE, entitled_to_house
from roundtable.web.forms import uploaded
from roundtable.web.requests import services

blueprint = Blueprint("house_csv", __name__)

#: The largest file that a browser sends, in bytes; the command line takes more.
MOST_BYTES = 2_000_000
#: The most rows that are taken at once: they are one transaction, for which a room has to wait.
MOST_ROWS = 500
#: How many rows that cannot be used are told at once: more than that is another file, or other columns.
MOST_TOLD = 40
#: What the fields of a row are called.
NAMES = {
    "text": N_("Text of the proposal"),
    "group": N_("Group"),
    "area": N_("Policy area"),
    "language": N_("Language"),
}
#: Columns that tell who wrote something, by their names: they are not even shown.
AUTHORS = frozenset((
    "author", "name", "first name", "last name", "who", "from", "email", "e-mail", "e-mail address",
    "mail", "phone", "telephone", "autor", "autoare", "nume", "prenume", "telefon", "vorname", "von",
))  # fmt: skip
#: The separators by name.
SEPARATORS = {",": N_("commas"), ";": N_("semicolons"), "\t": N_("tabs"), "|": N_("bars")}


class _TooMany(Exception):
    """More rows than are taken at once."""


@blueprint.url_value_preprocessor
def allow_a_file(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let a file come in whole, also as a field of the second step, so that its size is told in words."""
    request.max_content_length = request.max_form_memory_size = MOST_BYTES * 3


@blueprint.get("/house/import")
def choose() -> ResponseReturnValue:
    """The first step: which roundtable, and the file."""
    return _choose(request.args.get("into", ""))


@blueprint.post("/house/import")
def look() -> ResponseReturnValue:
    """The second step: the first rows, and which column holds what."""
    into = request.form.get("into", "")
    content = uploaded("file", MOST_BYTES)
    with services().database.read() as session:
        entitled_to_house(session)
        found = _find(session, into)
    with i18n.speaking(i18n.preferred()):
        if found is None:
            return _choose(into, {"into": _("Choose a roundtable that collects proposals now.")})
        if not content:
            return _choose(into, {"file": _("Choose a file first.")})
        if len(content) > MOST_BYTES:
            return _choose(
                into, {"file": _("The file is too large. Divide it into files of 2 MB.")}
            )
        try:
            table = proposals_csv.preview(content)
        except TableError as error:
            return _choose(into, {"file": _("The file cannot be read: %(why)s", why=error)})
    return _show(found, content, table, table.mapping)


@blueprint.post("/house/import/proposals")
def take() -> ResponseReturnValue:
    """The last step: submit all of them; if a row cannot be used, say which, and submit nothing."""
    into = request.form.get("into", "")
    with services().database.read() as session:
        entitled_to_house(session)
        found = _find(session, into)
    with i18n.speaking(i18n.preferred()):
        if found is None:
            return _choose(
                into, {"into": _("This roundtable does not collect proposals any more.")}
            )
        try:
            content = _unpacked(request.form.get("content", ""))
            table = proposals_csv.preview(content)
        except (TableError, ValueError):
            return _choose(into, {"file": _("The file did not arrive whole. Choose it again.")})
        mapping = {name: column for name in FIELDS if (column := request.form.get(name))}
        problem = ""
        wrong: Sequence[Wrong] = ()
        try:
            rows, again = _submit(found.id, content, mapping)
            wrong = rows.wrong
            if not wrong:
                _tell(found.id)
                return _done(found, len(rows.proposals), again)
        except _TooMany:
            problem = _("It has more than %(most)s lines. Divide the table.", most=MOST_ROWS)
        except TableError as error:
            problem = str(error)
        except Refused as refused:
            problem = words.say(refused)
    return _show(found, content, table, mapping, problem, wrong)


def _submit(roundtable: str, content: bytes, mapping: dict[str, str]) -> tuple[Found, bool]:
    """All rows, submitted if none is wrong, and whether they had been before. Raises as what it calls."""
    with services().database.write() as session:
        row = session.get_one(Roundtable, roundtable)
        found = proposals_csv.read(content, mapping, known_of(session, row))
        if found.wrong:
            return found, False
        if len(found.proposals) > MOST_ROWS:
            raise _TooMany
        return found, take_in(session, row, content, found.proposals).again


def _tell(roundtable: str) -> None:
    """Have those who look at the roundtable read it anew, here and in other processes."""
    hub = services().live.hub
    hub.refresh([roundtable])
    for listener in hub.listeners:
        listener(roundtable, {EVERYTHING}, set())


def _find(session: Session, typed: str) -> Roundtable | None:
    """The roundtable of a code, if it collects proposals."""
    return next((row for row in _open(session) if row.code == codes.read(typed)), None)


def _open(session: Session) -> list[Roundtable]:
    """The roundtables that collect proposals now, the newest first."""
    query = (
        select(Roundtable)
        .join(Stage, Stage.id == Roundtable.stage_id)
        .where(Roundtable.status == "open", Stage.kind == "propose")
        .order_by(Roundtable.created_at.desc())
    )
    return list(session.scalars(query))


def _packed(content: bytes) -> str:
    return base64.b64encode(zlib.compress(content)).decode()


def _unpacked(field: str) -> bytes:
    """The file that a page carried along. Raises `ValueError`; unpacks no more than may come in."""
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(base64.b64decode(field, validate=True), MOST_BYTES + 1)
    except (binascii.Error, zlib.error) as error:
        raise ValueError(str(error)) from None
    if not unpacking.eof or not content:
        raise ValueError("not whole")
    return content


def _choose(into: str, errors: dict[str, str] | None = None) -> ResponseReturnValue:
    language = i18n.preferred()
    with services().database.read() as session:
        entitled_to_house(session)
        rooms = [
            {"code": row.code, "title": text.pick(row.title, language, row.language)}
            for row in _open(session)
        ]
    with i18n.speaking(language):
        page = render_template(
            "house/import.html", lang=language, rooms=rooms, into=into, errors=errors or {}
        )
    return (page, UNPROCESSABLE) if errors else page


def _show(
    found: Roundtable,
    content: bytes,
    table: Table,
    mapping: Mapping[str, str],
    problem: str = "",
    wrong: Sequence[Wrong] = (),
) -> ResponseReturnValue:
    language = i18n.preferred()
    with i18n.speaking(language):
        page = render_template(
            "house/import_rows.html",
            lang=language,
            code=found.code,
            title=text.pick(found.title, language, found.language),
            table=table,
            separator=SEPARATORS[table.delimiter],
            fields=NAMES,
            mapping=mapping,
            authors=_authors(table, mapping),
            content=_packed(content),
            problem=problem,
            wrong=wrong[:MOST_TOLD],
            number=len(wrong),
        )
    return (page, UNPROCESSABLE) if problem or wrong else page


def _authors(table: Table, mapping: Mapping[str, str]) -> list[str]:
    """The columns that tell who wrote something, but for those that are said to hold something else."""
    taken = mapping.values()
    return [name for name in table.header if name.casefold() in AUTHORS and name not in taken]


def _done(found: Roundtable, number: int, again: bool) -> ResponseReturnValue:
    language = i18n.preferred()
    return render_template(
        "house/import_done.html",
        lang=language,
        code=found.code,
        title=text.pick(found.title, language, found.language),
        number=number,
        again=again,
    )
