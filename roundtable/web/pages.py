"""The phone's pages: enter a code, join, take part, all of it also as plain forms."""

from __future__ import annotations

import json
from typing import cast

import segno
from flask import (
    Blueprint,
    Response,
    flash,
    get_flashed_messages,
    make_response,
    redirect,
    render_template,
    request,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roundtable import access, i18n, projections, reading, sources, views, words
from roundtable.commands import PARTICIPANT, VISITOR, Actor
from roundtable.core import codes
from roundtable.core.errors import Refused
from roundtable.models import Participant
from roundtable.web.forms import CodeForm, JoinForm, anchor, command_args, draft
from roundtable.web.requests import Visit, do, keep_key, services, visit
from roundtable.web.security import limiter, visitor, was_wrong, wrong_codes

blueprint = Blueprint("pages", __name__)

#: Seats from one address: a whole hall may sit behind one, a script asks for more.
JOINS = "1200 per minute"
#: Plain forms of one person; sockets have a limit of their own.
FORMS = "60 per minute"


def seated() -> str:
    """Whose forms are counted together: those of one key, else of one address."""
    code = str((request.view_args or {}).get("code", ""))
    secret = request.cookies.get(access.cookie_name(PARTICIPANT, code))
    return sources.hash_of(secret) if secret else visitor()


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Whether the server answers and reaches its database."""
    with services().database.read() as session:
        session.connection()
    return {"ok": True, "connections": len(services().live.hub)}


@blueprint.route("/", methods=["GET", "POST"])
@limiter.limit(wrong_codes, methods=["POST"], deduct_when=was_wrong)
def home() -> ResponseReturnValue:
    """Enter the code."""
    form = CodeForm()
    if request.method == "GET":
        return render_template("home.html", lang=i18n.preferred(), message=None, code="")
    typed = form.code.data or ""
    code = codes.read(typed)
    with services().database.read() as session:
        found = access.find_roundtable(session, code)
    if not form.validate_on_submit() or found is None:
        message = {"kind": "refused", "text": words.say(Refused("unknown_code"))}
        return render_template(
            "home.html", lang=i18n.preferred(), message=message, code=typed[:12]
        ), 404
    return redirect(f"/r/{found.code}")


@blueprint.get("/r/<code>")
@limiter.limit(wrong_codes, deduct_when=was_wrong)
def phone(code: str) -> ResponseReturnValue:
    """The phone: the open stage, or the form to join."""
    with services().database.read() as session:
        found = visit(session, code, PARTICIPANT)
        if code != found.roundtable.code:
            return redirect(f"/r/{found.roundtable.code}")
        state = projections.snapshot(session, found.roundtable, projections.PHONE)
        person = session.get(Participant, found.actor.id) if found.actor else None
        me = projections.own(session, person) if person else None
    if me is None:
        return _join_page(found, state)
    language = i18n.best(request.cookies.get("rt-language"), me["language"])
    with i18n.speaking(language):
        return render_template(
            "phone/page.html",
            **views.context(state, language, views.named(me, language)),
            rev=found.roundtable.rev,
            key=found.secret,
            message=_message(),
            table=_table(state),
            about=request.args.get("about", ""),
        )


def _join_page(found: Visit, state: projections.State) -> ResponseReturnValue:
    if found.roundtable.status == "closed":
        raise Refused("closed")
    language = i18n.preferred()
    with i18n.speaking(language):
        return render_template(
            "phone/join.html",
            **views.context(state, language),
            rev=found.roundtable.rev,
            message=_message(),
            table=_table(state),
        )


def _table(state: projections.State) -> str:
    """The table whose sign somebody has photographed: the address on it ends in its number."""
    wanted = request.args.get("table", "")
    tables = reading.tables(state)
    return next((key for key, table in tables if str(table["position"]) == wanted), "")


def _message() -> dict[str, str] | None:
    """What a form left to be said on the next page, with what was written in it."""
    messages = cast("list[tuple[str, str]]", get_flashed_messages(with_categories=True))
    if not messages:
        return None
    kind, text = messages[-1]
    message, _mark, written = text.partition("\x1f")
    return {"kind": kind, "text": message, **(json.loads(written) if written else {})}


@blueprint.post("/r/<code>/join")
@limiter.limit(JOINS)
def join(code: str) -> ResponseReturnValue:
    """Take a seat. Sent twice, it is the same seat."""
    form = JoinForm()
    with services().database.read() as session:
        found = visit(session, code, PARTICIPANT)
    if found.actor is not None:
        return redirect(f"/r/{found.roundtable.code}")
    outcome = do(
        found.roundtable, Actor(VISITOR, "visitor"), form.id.data or "", "join", form.args()
    )
    if outcome.refused is not None:
        if outcome.refused.code == "closed":
            raise outcome.refused
        flash(words.say(outcome.refused), "refused")
        return redirect(f"/r/{found.roundtable.code}")
    assert outcome.result is not None
    seat = str(outcome.result["participant"])
    response = make_response(redirect(f"/r/{found.roundtable.code}"))
    _keep_language(response, form.language.data or "")
    return keep_key(response, PARTICIPANT, found.roundtable.code, sources.secret_for(seat))


def _keep_language(response: Response, language: str) -> None:
    chosen = i18n.best(language)
    response.set_cookie(
        "rt-language", chosen, max_age=365 * 24 * 3600, samesite="Lax", httponly=True
    )


@blueprint.post("/r/<code>/seat")
def seat(code: str) -> ResponseReturnValue:
    """Give a browser its seat back that lost its cookie but kept the key."""
    secret = request.form.get("key", "")[:80]
    with services().database.read() as session:
        roundtable = access.find_roundtable(session, codes.read(code))
        actor = access.actor(session, roundtable, PARTICIPANT, [secret]) if roundtable else None
    if roundtable is None or actor is None:
        return {"ok": False}, 404
    return keep_key(make_response({"ok": True}), PARTICIPANT, roundtable.code, secret)


@blueprint.post("/r/<code>/do")
@limiter.limit(FORMS, key_func=seated)
def do_form(code: str) -> ResponseReturnValue:
    """A participant's command by a plain form; the next page says what became of it."""
    with services().database.read() as session:
        found = visit(session, code, PARTICIPANT)
    here = f"/r/{found.roundtable.code}"
    if found.actor is None:
        flash(words.say(Refused("no_seat")), "refused")
        return redirect(here)
    command = request.form.get("command", "")
    try:
        args = command_args(command, request.form)
        outcome = do(found.roundtable, found.actor, request.form.get("id", ""), command, args)
        refused = outcome.refused
    except Refused as error:
        refused = error
    if refused is not None:
        written = json.dumps(draft(command, request.form))
        flash(f"{words.say(refused)}\x1f{written}", "refused")
    else:
        flash(_("Saved"), "saved")
    response = make_response(redirect(here + anchor(request.form)))
    if command == "change_seat" and refused is None:
        _keep_language(response, request.form.get("language", ""))
    return response


@blueprint.get("/r/<code>/qr.svg")
def qr(code: str) -> ResponseReturnValue:
    """The QR code of the address at which phones join."""
    with services().database.read() as session:
        roundtable = access.find_roundtable(session, codes.read(code))
    if roundtable is None:
        raise Refused("unknown_code")
    image = segno.make(f"{services().address}/r/{roundtable.code}", error="m")
    svg = image.svg_inline(border=2, dark="#1b2733", light="#ffffff", omitsize=True)
    if "xmlns" not in svg:
        svg = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return Response(svg, mimetype="image/svg+xml", headers={"Cache-Control": "max-age=300"})
