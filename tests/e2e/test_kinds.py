"""Every kind of stage on phone, screen and follow page: for a screen reader, small, large, light, dark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from roundtable import access
from roundtable.core.stages import KINDS
from tests.e2e.actors import PHONE
from tests.e2e.conftest import Stage
from tests.e2e.serving import Server
from tests.e2e.test_access import problems
from tests.e2e.test_sizes import LARGE, MOST_BYTES, assert_fits, weigh

SCREENS = ((1440, 900), (1280, 720), (1920, 1080))


@dataclass
class Rooms:
    """A server with a room in each kind of stage."""

    server: Server
    made: dict[str, tuple[str, str]]
    leads: StorageState

    def phone(self, stage: Stage, kind: str) -> tuple[Page, str]:
        """The phone of somebody who has said something in the room, and the address to open."""
        code, secret = self.made[kind]
        page, _watch = stage.watched(f"phone in {kind}", viewport=PHONE, locale="en-US")
        name = access.cookie_name("participant", code)
        page.context.add_cookies([{"name": name, "value": secret, "url": self.server.url}])
        return page, f"{self.server.url}/r/{code}"


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Rooms]:
    server = Server(tmp_path_factory.mktemp("rooms"))
    made = server.rooms(KINDS)
    server.start()
    try:
        context = browser.new_context()
        page = context.new_page()
        page.goto(server.link())
        page.get_by_role("button", name="Open").click()
        page.wait_for_url("**/console")
        leads = context.storage_state()
        context.close()
        yield Rooms(server, made, leads)
    finally:
        server.stop()


@pytest.fixture
def stage(rooms: Rooms, browser: Browser) -> Iterator[Stage]:
    people = Stage(browser, rooms.server, rooms.leads)
    yield people
    people.close()


def targets(page: Page) -> list[str]:
    """Buttons and links that are smaller than a thumb (WCAG 2.2 asks for 24 px, we for 44)."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("main button, main summary, main select")]
            .filter((each) => each.checkVisibility() && !each.disabled)
            .map((each) => [each, each.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.height < 43.5 || box.width < 43.5))
            .map(([each, box]) => `${each.outerHTML.slice(0, 90)} ${box.width}x${box.height}`)"""
    )
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_phone(rooms: Rooms, stage: Stage, kind: str) -> None:
    page, address = rooms.phone(stage, kind)
    total, table = weigh(page, address)
    assert total <= MOST_BYTES, table
    expect(page.locator("html.js")).to_be_attached()
    for details in page.locator("main details, #returned details").all():
        if details.is_visible():
            details.evaluate("each => { each.open = true; }")
    found = problems(page, f"phone in {kind}")
    assert not found, "\n".join(found)
    assert not targets(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert_fits(page, f"{kind} at 320")
    page.set_viewport_size(PHONE)
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": LARGE})
    page.reload()
    expect(page.locator("html.js")).to_be_attached()
    assert_fits(page, f"{kind} with letters of 200 %")


@pytest.mark.parametrize("kind", KINDS)
def test_screen_and_follow(rooms: Rooms, stage: Stage, kind: str) -> None:
    code, _secret = rooms.made[kind]
    screen = stage.screen(code)
    screen.page.wait_for_load_state("networkidle")
    found = problems(screen.page, f"screen in {kind}")
    for width, height in SCREENS:
        screen.page.set_viewport_size({"width": width, "height": height})
        screen.page.wait_for_timeout(150)
        cut = screen.page.evaluate(CUT_OFF)
        assert not cut, f"{kind} at {width}x{height}: {cut}"
    screen.opens(f"/r/{code}/follow")
    found += problems(screen.page, f"follow in {kind}")
    screen.page.set_viewport_size({"width": 320, "height": 640})
    assert_fits(screen.page, f"follow in {kind} at 320")
    assert not found, "\n".join(found)


#: What a projector would cut off: the page itself never scrolls, and each part holds what is in it.
CUT_OFF = """() => {
    const page = document.documentElement;
    const found = page.scrollHeight > innerHeight + 1 || page.scrollWidth > innerWidth + 1 ? ["page"] : [];
    const parts = ".show > aside, .foot, .fit:not([data-paged]), .hush, .main > .how-to";
    for (const part of document.querySelectorAll(parts)) {
        if (part.scrollHeight > part.clientHeight + 2 || part.scrollWidth > part.clientWidth + 2)
            found.push(`${part.className || part.tagName} ${part.scrollHeight} > ${part.clientHeight}`);
    }
    const bottom = (each) => each.getBoundingClientRect().bottom;
    const main = document.querySelector(".main");
    if (main && bottom(main.lastElementChild) > bottom(main) + 1) found.push("main");
    return found;
}"""
