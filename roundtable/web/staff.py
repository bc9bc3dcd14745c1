"""Pages of those who run a roundtable: console, screen, desk, the writers' draft; and who reads along."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from roundtable import i18n, projections, views
from roundtable.commands import FACILITATOR, HOST, OBSERVER, SCREEN, WRITER
from roundtable.live.face import Face
from roundtable.models import Key
from roundtable.web.requests import entitled, services, visit

blueprint = Blueprint("staff", __name__)

#: Page → the role it needs, the audience whose state it shows, its template.
PAGES = {
    "console": (FACILITATOR, projections.CONSOLE, "console/page.html"),
    "screen": (SCREEN, projections.SCREEN, "screen/page.html"),
    "draft": (WRITER, projections.WRITER, "draft/page.html"),
    "desk": (HOST, projections.DESK, "desk/page.html"),
    "follow": (OBSERVER, projections.OBSERVER, "follow/page.html"),
}


@blueprint.get("/r/<code>/<any(console, screen, draft, desk, follow):name>")
def page(code: str, name: str) -> ResponseReturnValue:
    """A page of staff; without a link for it, a page that says so."""
    role, audience, template = PAGES[name]
    with services().database.read() as session:
        roundtable, actor = entitled(session, code, role)
        if code != roundtable.code:
            return redirect(f"/r/{roundtable.code}/{name}")
        face = Face(session, roundtable, audience)
        leads = visit(session, code, FACILITATOR).actor is not None
        key = session.get(Key, actor.id)
    language = i18n.best(request.args.get("lang"), i18n.preferred())
    with i18n.speaking(language):
        given: dict[str, Any] = views.context(face.state, language)
        if name == "console":  # it tells the address in full, to be copied
            given["address"] = f"{services().address}/r/{roundtable.code}"
        return render_template(
            template,
            **given,
            rev=face.rev,
            snapshot=face.state,
            messages=i18n.script_messages(language),
            role=role,
            leads=leads,
            actor=actor.id,
            title=given["t"](roundtable.title),
            table=(key.table_id if key else None) or "",
        )
