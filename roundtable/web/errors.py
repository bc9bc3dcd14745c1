"""What goes wrong, in words on a page. Never a stack trace."""

from __future__ import annotations

import structlog
from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as N_
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from roundtable import i18n, words
from roundtable.commands import passing_fault
from roundtable.core.errors import Refused

log = structlog.get_logger()

#: Status → heading and sentence.
PAGES = {
    400: (N_("That did not arrive in one piece"), N_("Go back, reload the page and try again.")),
    403: (
        N_("This needs a link"),
        N_("Ask the facilitator for a link, and open it on this device."),
    ),
    404: (
        N_("There is nothing here"),
        N_("Check the address, or enter the code of the roundtable."),
    ),
    405: (
        N_("There is nothing here"),
        N_("Check the address, or enter the code of the roundtable."),
    ),
    410: (N_("This link was used or withdrawn"), N_("Ask whoever gave it to you for a new one.")),
    413: (N_("That was too much at once"), N_("Send less in one go.")),
    429: (N_("Too many tries"), N_("Wait a minute, then try again.")),
    500: (
        N_("Something went wrong"),
        N_("It is not your fault. Nothing was lost; try again in a moment."),
    ),
    503: (N_("The server is busy"), N_("Try again in a moment.")),
}


def page(status: int, title: str = "", message: str = "") -> ResponseReturnValue:
    """An error page."""
    known = PAGES.get(status, PAGES[500])
    html = render_template(
        "error.html",
        code=status,
        title=title or known[0],
        message=message or known[1],
        lang=i18n.preferred(),
    )
    return html, status


def init_app(app: Flask) -> None:
    """Register the error pages."""

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> ResponseReturnValue:
        return page(error.code or 500)

    @app.errorhandler(CSRFError)
    def csrf_error(_error: CSRFError) -> ResponseReturnValue:
        return page(
            400,
            message=_(
                "The page was open for too long, or cookies are off. Reload it and try again."
            ),
        )

    @app.errorhandler(Refused)
    def refused(error: Refused) -> ResponseReturnValue:
        status = {"unknown_code": 404, "no_seat": 403, "closed": 410}.get(error.code, 400)
        return page(status, message=words.say(error))

    @app.errorhandler(DBAPIError)
    def database_error(error: DBAPIError) -> ResponseReturnValue:
        log.error("database_error", error=str(error.orig))
        return page(503, message=words.say(passing_fault(error)))

    @app.errorhandler(Exception)
    def fault(error: Exception) -> ResponseReturnValue:
        log.error("page_failed", exc_info=error)
        return page(500)
