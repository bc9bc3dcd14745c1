"""The house as a browser with its key sees it: the real app on a database of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from roundtable import access, create_app
from roundtable.actions.setup import create_roundtable, make_key
from roundtable.commands import FACILITATOR, Actor
from roundtable.config import Config
from roundtable.db import Database
from roundtable.demonstration import Player
from tests.factories import make_database, make_format


class House:
    """An installation with two roundtables of Testburg, one of them collecting, and one of Turda."""

    def __init__(self, folder: Path) -> None:
        self.database = make_database(folder)
        self.app = create_app(Config(sessions_dir=folder, exports_dir=folder, log_level="CRITICAL"))
        with self.database.write() as session:
            made = [
                create_roundtable(session, make_format(), city=city)
                for city in ("Testburg", "Testburg", "Turda")
            ]
            Player(session, made[0]).open("propose")
            self.collects, self.waits, self.elsewhere = (row.code for row in made)
            self.ids = [row.id for row in made]
            self.lead = Actor(FACILITATOR, "lead")
            self.key = make_key(session, access.HOUSE, None)

    def browser(self, *, house: bool = True) -> FlaskClient:
        client = self.app.test_client()
        if house:
            client.set_cookie("rt-house", self.key)
        return client

    def close(self) -> None:
        self.database.dispose()
        parts: Any = self.app.extensions["roundtable"]
        database: Database = parts.database
        database.dispose()


class Browser:
    """Reads pages and sends their forms."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def reads(self, page: str) -> str:
        return unescape(self.client.get(page).get_data(as_text=True))

    def sends(self, page: str, to: str = "", **fields: Any) -> tuple[int, str]:
        """The status, and the page that follows (after a redirection too)."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.reads("/house"))
        assert found
        answer = self.client.post(
            to or page, data={"csrf_token": found[1], **fields}, follow_redirects=True
        )
        return answer.status_code, unescape(answer.get_data(as_text=True))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    yield made
    made.close()


@pytest.fixture
def web(house: House) -> Browser:
    return Browser(house.browser())
