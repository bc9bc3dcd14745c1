"""Paper for the room: a page that offers it, and each printable as a PDF made on demand."""

from __future__ import annotations

import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from flask import Blueprint, Response, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as N_

from roundtable import documents, i18n, printables
from roundtable.commands import FACILITATOR, HOST
from roundtable.core.printables import MOST, PAPERS, WHAT, read_time
from roundtable.core.text import pick
from roundtable.printables import Wanted
from roundtable.web.requests import entitled, services, visit
from roundtable.web.security import limiter

blueprint = Blueprint("printables", __name__)

#: Documents from one address: each takes a processor for a second or two.
MADE = "40 per minute"
#: So many are made at the same time; the others wait.
_making = threading.BoundedSemaphore(2)

#: What is offered: its name, and one sentence on what it is for.
OFFERED = {
    "pack": (
        N_("Fallback pack"),
        N_("Everything on paper, to go on if the power or the network fails. Print it before."),
    ),
    "signs": (N_("Table signs"), N_("To fold: the number of the table, and how to join there.")),
    "agenda": (N_("Agenda"), N_("With times: a handout, and large for the wall.")),
    "posters": (N_("Questions for the wall"), N_("Each question on a sheet of its own.")),
    "people": (
        N_("Cards for people"),
        N_("For people without a phone: a code in place of a name. One for each person."),
    ),
    "cards": (N_("Proposal cards"), N_("To write on, one idea on each, with the same codes.")),
    "ballots": (
        N_("Ballots"),
        N_("For each vote and each code; with the options once they are up."),
    ),
    "tally": (N_("Tally sheets"), N_("To count a vote by hand.")),
    "dots": (N_("Dots to stick"), N_("In the colours and shapes of the groups, for label sheets.")),
    "seating": (N_("Who sits where"), N_("For each round at the tables, by the codes.")),
    "minutes": (N_("Minutes"), N_("Decisions, tasks, and what is kept for later.")),
    "feedback": (N_("Feedback"), N_("What people say of the meeting, on paper.")),
}


@blueprint.get("/r/<code>/print")
def offer(code: str) -> ResponseReturnValue:
    """The page that offers all printables, for so many people, in a language, from a time on."""
    with services().database.read() as session:
        roundtable, _actor = entitled(session, code, HOST)
        if code != roundtable.code:
            return redirect(f"/r/{roundtable.code}/print")
        leads = visit(session, code, FACILITATOR).actor is not None
        spoken = printables.languages_of(roundtable)
        kinds = printables.kinds_of(session, roundtable)
    wanted = _wanted("pack")
    language = i18n.preferred()
    with i18n.speaking(language):
        return render_template(
            "desk/print.html",
            lang=language,
            code=roundtable.code,
            title=pick(roundtable.title, language, roundtable.language),
            leads=leads,
            offered=[(what, *OFFERED[what]) for what in OFFERED if _makes_sense(what, kinds)],
            wanted=wanted,
            query=_query(wanted),
            start=request.args.get("start", "")[:5],
            papers={"a4": "A4", "letter": "Letter"},
            languages=[(tag, _own_name(tag)) for tag in spoken],
            most=MOST,
        )


def _own_name(tag: str) -> str:
    """A language's name in itself."""
    try:
        return Locale.parse(tag, sep="-").display_name or tag
    except (ValueError, UnknownLocaleError):
        return tag


def _makes_sense(what: str, kinds: set[str]) -> bool:
    """Whether the agenda has any use for a printable."""
    needs = {
        "ballots": {"vote", "consent"}, "tally": {"vote", "consent"}, "dots": {"vote"},
        "cards": {"propose", "write"}, "seating": {"tables"}, "feedback": {"feedback"},
    }  # fmt: skip
    return what not in needs or bool(needs[what] & kinds)


@blueprint.get(f"/r/<code>/print/<any({', '.join(WHAT)}):what>.pdf")
@limiter.limit(MADE)
def make(code: str, what: str) -> ResponseReturnValue:
    """One printable. `?count=` people (signs: tables), `first=` card, `start=`, `language=`, `paper=`."""
    wanted = _wanted(what)
    with services().database.read() as session:
        roundtable, _actor = entitled(session, code, HOST)
        record = printables.record_of(session, roundtable, services().address, wanted)
    response = Response(_made(record), mimetype="application/pdf")
    response.headers.set("Content-Disposition", "inline", filename=f"{roundtable.code}-{what}.pdf")
    return response


@blueprint.get("/r/<code>/print/<what>")
def shorter(code: str, what: str) -> ResponseReturnValue:
    """The same without ".pdf", and the pack by its other name."""
    known = {"fallback": "pack"}.get(what, what)
    if known not in WHAT:
        abort(404)
    query = request.query_string.decode("ascii", "ignore")
    return redirect(f"/r/{code[:20]}/print/{known}.pdf" + (f"?{query}" if query else ""))


def _made(record: dict[str, Any]) -> bytes:
    """The file, made in a process of its own while the room goes on."""
    with _making, tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "made.pdf"
        try:
            documents.make(record, target, sleep=time.sleep)
        except documents.DocumentFailed:
            abort(503)
        return target.read_bytes()


def _wanted(what: str) -> Wanted:
    """What the address asks for; what it says wrongly is left out."""
    given = request.args
    paper = given.get("paper", services().config.paper).lower()
    return Wanted(
        what=what,
        paper=paper if paper in PAPERS else "a4",
        language=given.get("language", "")[:20],
        count=_number(given.get("count")),
        first=_number(given.get("first")) or 1,
        start=read_time(given.get("start")),
    )


def _number(typed: str | None) -> int | None:
    """A whole number from 1 to `MOST`; None for anything else."""
    typed = (typed or "").strip()
    known = typed.isascii() and typed.isdigit() and len(typed) <= len(str(MOST))
    return min(MOST, int(typed)) or None if known else None


def _query(wanted: Wanted) -> str:
    """The part of an address that asks for the same."""
    given = {"paper": wanted.paper, "language": wanted.language, "count": wanted.count}
    if wanted.start is not None:
        given["start"] = f"{wanted.start // 60:02d}:{wanted.start % 60:02d}"
    return "&".join(f"{name}={value}" for name, value in given.items() if value)
