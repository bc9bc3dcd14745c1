"""Every page and every pushed region of a watched table, searched for what they may not show."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from flask import Flask
from sqlalchemy import select

from roundtable import access, create_app, sources, views
from roundtable.actions.setup import make_key
from roundtable.config import Config
from roundtable.models import Participant, Roundtable
from tests.commands.telling import AUDIENCES, secrets
from tests.commands.watch import Watch
from tests.factories import make_database

#: Page → the role whose cookie it needs, and the audience whose state it shows.
STAFF = {
    "console": ("facilitator", "console"),
    "screen": ("screen", "screen"),
    "draft": ("writer", "writer"),
}


class Pages:
    """The application over whichever database is watched."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    @classmethod
    def shared(cls) -> Pages:
        """One application for all tests: making it takes longer than looking at its pages."""
        return cls(_app())

    def check(self, watch: Watch) -> None:
        """Render and fetch everything; fail where a page tells too much, or breaks."""
        words, ids = secrets(watch.table), watch.people()
        self._regions(watch, words, ids)
        services = self.app.extensions["roundtable"]
        held, services.database = services.database, watch.table.database
        try:
            self._staff(watch, words, ids)
            self._phones(watch, words)
        finally:
            services.database = held

    def _regions(self, watch: Watch, words: dict[str, tuple[str, ...]], ids: list[str]) -> None:
        with self.app.app_context():
            for audience in AUDIENCES:
                html = "".join(views.regions(audience, watch.clients[audience], "en").values())
                _silent(f"the regions of {audience}", html, words, audience)
                assert not [one for one in ids if one in html]

    def _staff(self, watch: Watch, words: dict[str, tuple[str, ...]], ids: list[str]) -> None:
        with watch.table.database.write() as session:
            roundtable = session.get_one(Roundtable, watch.table.id)
            keys = {role: make_key(session, role, roundtable) for role, _ in STAFF.values()}
            code = roundtable.code
        for name, (role, audience) in STAFF.items():
            html = self._page(f"/r/{code}/{name}", access.cookie_name(role, code), keys[role])
            _silent(name, html, words, audience)
            assert not [one for one in ids if one in html]

    def _phones(self, watch: Watch, words: dict[str, tuple[str, ...]]) -> None:
        code, people = watch.table.look(_seats)
        sources.use_key(_KEY)
        for person in people[:3]:
            cookie = access.cookie_name("participant", code)
            html = self._page(f"/r/{code}", cookie, sources.secret_for(person))
            mine = set(re.findall(r"zq\d{6}x", json.dumps(watch.own[person])))
            _silent("a phone", html, {w: to for w, to in words.items() if w not in mine}, "phone")
            assert not [one for one in watch.people() if one != person and one in html]
        html = self._page(f"/r/{code}", "", "")
        _silent("the page to join", html, words, "phone")

    def _page(self, path: str, cookie: str, value: str) -> str:
        client = self.app.test_client()
        if cookie:
            client.set_cookie(cookie, value)
        answer = client.get(path)
        assert answer.status_code in (200, 410), f"{path}: {answer.status_code}"
        return answer.get_data(as_text=True)


def _silent(where: str, html: str, words: dict[str, tuple[str, ...]], audience: str) -> None:
    told = [word for word, open_to in words.items() if audience not in open_to and word in html]
    assert not told, f"{where} tells {told}"


def _seats(session: Any, roundtable: Roundtable) -> tuple[str, list[str]]:
    query = select(Participant.id).where(
        Participant.roundtable_id == roundtable.id, Participant.left_at.is_(None)
    )
    return roundtable.code, list(session.scalars(query))


_KEY = b"k" * 32


@cache
def _app() -> Flask:
    folder = Path(mkdtemp(prefix="rt-pages-"))
    (folder / "secret.key").write_bytes(_KEY)
    make_database(folder).dispose()
    app = create_app(Config(sessions_dir=folder, exports_dir=folder, log_level="CRITICAL"))
    sources.use_key(_KEY)
    return app
