"""A server for the whole run, prepared roundtables, and people at browsers of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, StorageState, expect

from tests.e2e.actors import PHONE, Facilitator, Person, Phone
from tests.e2e.serving import Server
from tests.e2e.watching import Watch

#: Roundtables that are made before the server starts: (ballot, stage, how many). Of each stage the
#: first is for tests that look and never change it.
PREPARED = (
    ("approval", "welcome", 1),
    ("approval", "propose", 7),
    ("approval", "group", 2),
    ("approval", "vote", 1),
    ("approval", "reveal", 2),
    ("approval", "close", 1),
    ("dots", "group", 1),
)
expect.set_options(timeout=15_000)


class House:
    """The server, its prepared roundtables, and the cookies of who may run them."""

    def __init__(self, server: Server) -> None:
        self.server = server
        folders = {"approval": server.sessions, "dots": server.dots_format()}
        wanted = [(b, stage) for b, stage, count in PREPARED for _n in range(count)]
        codes = server.seed([(folders[ballot], stage) for ballot, stage in wanted])
        self._free: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key, code in zip(wanted, codes, strict=True):
            self._free[key].append(code)
        self.shown = {
            stage: self._free["approval", stage][0] for b, stage, _ in PREPARED if b != "dots"
        }
        for stage in self.shown:
            self._free["approval", stage].pop(0)
        self.state: StorageState = {}

    def take(self, stage: str, ballot: str = "approval") -> str:
        """The code of a roundtable in this stage that nobody else uses."""
        return self._free[ballot, stage].pop()


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[House]:
    """The whole run's server; the first facilitator has opened the one-time link."""
    server = Server(tmp_path_factory.mktemp("house"))
    house = House(server)
    server.start()
    try:
        context = browser.new_context()
        page = context.new_page()
        page.goto(server.link())
        page.get_by_role("button", name="Open").click()
        page.wait_for_url("**/console")
        house.state = context.storage_state()
        context.close()
        yield house
    finally:
        server.stop()


class Stage:
    """Opens a browser for each person of a test, and checks at the end what they complained of."""

    def __init__(self, browser: Browser, server: Server, state: StorageState | None = None) -> None:
        self.browser = browser
        self.server = server
        self.state = state
        self.watches: list[Watch] = []

    def watched(self, name: str, **options: Any) -> tuple[Any, Watch]:
        """A page in a context of its own, and its watch."""
        context = self.browser.new_context(**options)
        context.set_default_timeout(15_000)
        watch = Watch(urlsplit(self.server.url).netloc, name).on(context)
        self.watches.append(watch)
        return context.new_page(), watch

    def phone(self, name: str = "phone", *, scripts: bool = True, **options: Any) -> Phone:
        """A phone that has no seat yet."""
        given = {"viewport": PHONE, "locale": "en-US", "java_script_enabled": scripts} | options
        page, watch = self.watched(name, **given)
        return Phone(page, watch, self.server.url, scripts)

    def console(self, name: str = "console", **options: Any) -> Facilitator:
        """Somebody who may run every roundtable of the house."""
        given = {"viewport": {"width": 1440, "height": 900}, "locale": "en-US"} | options
        page, watch = self.watched(name, **({"storage_state": self.state} | given))
        return Facilitator(page, watch, self.server.url)

    def screen(self, code: str, name: str = "screen", **options: Any) -> Person:
        """The projector."""
        given = {"viewport": {"width": 1920, "height": 1080}, "locale": "en-US"} | options
        page, watch = self.watched(name, **({"storage_state": self.state} | given))
        person = Person(page, watch, self.server.url)
        person.opens(f"/r/{code}/screen")
        return person

    def close(self) -> None:
        """Close all browsers, then fail if one of them complained."""
        for context in self.browser.contexts:
            context.close()
        for watch in self.watches:
            watch.check()


@pytest.fixture
def stage(house: House, browser: Browser) -> Iterator[Stage]:
    """People at the house's server."""
    people = Stage(browser, house.server, house.state)
    yield people
    people.close()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Callable[[], Server]]:
    """Makes a server of a test's own, which it may kill."""
    made: list[Server] = []

    def make() -> Server:
        server = Server(tmp_path)
        made.append(server)
        return server

    yield make
    for server in made:
        server.stop()
