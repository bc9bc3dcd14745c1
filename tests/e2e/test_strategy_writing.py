"""Two writers in one paragraph, one of them offline: no letter is lost, and a person joins both."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from roundtable import sources
from roundtable.db import Database
from tests.e2e.serving import Server
from tests.strategies import Desk

BEGAN = "The city opens one desk. It is free."
ANA = "The city opens two desks. It is free."
BEN = "The city and its partners open one desk in May. It is free."
#: The passages of the tests.
BOTH, RELOAD, SEEN = range(3)


class Writers:
    """A server with a strategy, a passage for each test, and the browsers of those who write."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self.browser, self.server = browser, server
        server.seed([(server.sessions, "welcome")])
        self.desk = Desk(Database(f"sqlite:///{next(server.sessions.glob('*.db'))}"))
        adds = {"kind": "passage", "text": BEGAN, "place": 9}
        self.nodes = [self.desk.do(self.desk.lead, "add_node", **adds)["node"] for _n in range(3)]
        server.start()

    def enters(self, actor: Any, **options: Any) -> Page:
        """The workspace of a writer, in a browser of their own."""
        given: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "locale": "en-US"}
        page = self.browser.new_context(**given | options).new_page()
        page.set_default_timeout(8000)
        page.goto(f"{self.server.url}/k/{sources.secret_for(actor.id)}")
        page.get_by_role("button", name="Open").click()
        expect(page.get_by_role("banner")).to_contain_text("All saved")
        return page

    def text(self, n: int) -> str:
        """What stands in the `n`th passage on the server."""
        return str(self.desk.sees()["nodes"][self.nodes[n]]["body"]["text"])

    def has(self, n: int, text: str) -> None:
        """Wait until this stands on the server."""
        deadline = time.monotonic() + 8
        while self.text(n) != text:
            assert time.monotonic() < deadline, self.text(n)
            time.sleep(0.1)


def part(page: Page, n: int) -> Locator:
    """The `n`th passage on the sheet."""
    return page.get_by_role("region", name="Passage").nth(n)


def opens(page: Page, n: int) -> Locator:
    """Open the passage with the keyboard; the place where one writes."""
    part(page, 0).focus()
    for _step in range(n + 1):
        page.keyboard.press("j")
    expect(part(page, n)).to_be_focused()
    page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name="Passage")
    expect(field).to_be_focused()
    return field


def writes(page: Page, n: int, text: str) -> None:
    """Write another text in the place of what is there."""
    opens(page, n)
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


@pytest.fixture(scope="module")
def writers(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writers]:
    """One server for all tests of this file."""
    server = Server(tmp_path_factory.mktemp("writing"))
    try:
        yield Writers(browser, server)
    finally:
        server.stop()


def test_both_texts_are_there_and_a_person_joins_them(writers: Writers) -> None:
    """Both wrote in one sentence; nothing changes before somebody has decided."""
    ana, ben = writers.enters(writers.desk.ana), writers.enters(writers.desk.ben)
    ben.context.set_offline(True)
    expect(ben.get_by_role("banner")).not_to_contain_text("All saved")
    writes(ben, BOTH, BEN)
    ben.keyboard.press("Escape")
    expect(part(ben, BOTH)).to_contain_text("Kept here, saved when you are back online")
    writes(ana, BOTH, ANA)
    ana.keyboard.press("Escape")
    expect(ana.get_by_role("banner")).to_contain_text("All saved")
    ben.context.set_offline(False)
    for page in (ana, ben):
        both = page.get_by_role("group", name="Two versions: choose or join")
        expect(both).to_contain_text(ANA)
        expect(both).to_contain_text(BEN)
    assert writers.text(BOTH) == ANA
    both = ana.get_by_role("group", name="Two versions: choose or join")
    both.get_by_text("The text from which both began").click()
    expect(both).to_contain_text(BEGAN)
    both.get_by_role("button", name="Join both").click()
    joined = both.get_by_role("textbox", name="Joined text")
    expect(joined).to_have_text(f"{ANA}\n{BEN}", use_inner_text=True)
    joined.press("Control+A")
    ana.keyboard.insert_text("The city and its partners open two desks in May. It is free.")
    both.get_by_role("button", name="Let this stand").click()
    for page in (ana, ben):
        expect(part(page, BOTH)).to_contain_text("partners open two desks in May")
        expect(page.get_by_role("group", name="Two versions: choose or join")).to_have_count(0)
    for page in (ana, ben):
        page.context.close()


def test_what_was_typed_survives_a_reload_without_a_connection(writers: Writers) -> None:
    """The last letter is there after the page died, and it comes to the server."""
    ana = writers.enters(writers.desk.ana)
    opens(ana, RELOAD)
    ana.context.set_offline(True)
    ana.keyboard.press("Control+End")
    ana.keyboard.insert_text(" Everybody may come.")
    ana.evaluate("window.stop()")
    ana.context.set_offline(False)
    ana.reload()
    expect(part(ana, RELOAD)).to_contain_text("It is free. Everybody may come.")
    writers.has(RELOAD, f"{BEGAN} Everybody may come.")
    expect(part(ana, RELOAD)).not_to_contain_text("Sav")
    expect(ana.get_by_role("banner")).to_contain_text("All saved")
    ana.context.close()


def test_others_see_who_writes(writers: Writers) -> None:
    """While one types the other waits; what was written appears there by itself."""
    ana = writers.enters(writers.desk.ana)
    ben = writers.enters(writers.desk.ben, viewport={"width": 390, "height": 844})
    opens(ana, SEEN)
    ana.keyboard.press("Control+End")
    ana.keyboard.type(" Soon.")
    expect(part(ben, SEEN)).to_contain_text("is writing…")
    ben.bring_to_front()
    part(ben, SEEN).locator(".prose").click()
    expect(ben.get_by_role("button", name="Write", exact=True)).to_be_disabled()
    expect(part(ben, SEEN)).to_contain_text("Soon.")
    ana.bring_to_front()
    ana.keyboard.press("Control+Enter")
    expect(ana.get_by_role("textbox", name="Passage")).to_have_count(0)
    expect(ben.get_by_role("button", name="Write", exact=True)).to_be_enabled()
    for page in (ana, ben):
        page.context.close()
