"""Languages of the interface: which there are, which one a person gets, and speaking one of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po
from flask import Flask, has_request_context, request
from flask_babel import Babel, force_locale

TRANSLATIONS = Path(__file__).parent / "translations"
SOURCE = "en"


@cache
def interface_languages() -> dict[str, str]:
    """Code → the language's own name, of all languages that the interface speaks."""
    codes = [
        SOURCE,
        *sorted(path.parent.parent.name for path in TRANSLATIONS.glob("*/LC_MESSAGES/*.po")),
    ]
    return {code: (Locale.parse(code, sep="-").display_name or code) for code in codes}


def best(*wanted: str | None) -> str:
    """The first of `wanted` that the interface speaks (`ro-MD` is met by `ro`), else the source."""
    known = interface_languages()
    for tag in wanted:
        for candidate in (tag or "", (tag or "").split("-")[0]):
            if candidate in known:
                return candidate
    return SOURCE


def preferred() -> str:
    """The language of this request: chosen before (cookie), else what the browser asks for."""
    if not has_request_context():
        return SOURCE
    return best(request.cookies.get("rt-language"), *request.accept_languages.values())


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within it, gettext answers in `language`. Needs an application context."""
    with force_locale(language):
        yield


@contextmanager
def apart(language: str) -> Iterator[None]:
    """Within it, gettext answers in `language`, wherever this is: also where no app serves a request."""
    with _bare().app_context(), force_locale(language):
        yield


@cache
def _bare() -> Flask:
    """An app that does nothing but know the languages."""
    app = Flask(__name__)
    init_app(app)
    return app


def init_app(app: Flask) -> None:
    """Connect gettext to the app."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    app.config["BABEL_DEFAULT_LOCALE"] = SOURCE
    Babel(app, locale_selector=preferred)


@cache
def script_messages(language: str) -> dict[str, object]:
    """What scripts say: msgid → translation (a list of plural forms), and under "" the language.

    Read from the .po, because only that says where a text occurs: a console needs a third of them.
    """
    messages: dict[str, object] = {"": {"language": language}}
    path = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return messages
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    for message in catalogue:
        in_scripts = any(name.endswith(".js") for name, _line in message.locations)
        if in_scripts and message.string and not message.fuzzy:
            key = message.id if isinstance(message.id, str) else message.id[0]
            text = message.string
            messages[key] = text if isinstance(text, str) else list(text)
    return messages
