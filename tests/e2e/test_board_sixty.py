"""A whole board of sixty proposals, grouped three ways: by keys, by roles and names, by drag."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from tests.e2e.actors import Facilitator
from tests.e2e.conftest import Stage
from tests.e2e.serving import Server

PROPOSALS = 60
#: From so many cards on, a group scrolls within itself.
FIT = 3
#: The groups, in the order in which they are made; proposal number n belongs to number n modulo 6.
TITLES = ("Papers", "Language", "Homes", "Ways", "Children", "Neighbours")
MORE = (
    "A bus that runs until the last shift ends",
    "Somebody at the desk who speaks Nepali on Tuesdays",
    "One form for school, doctor and bus pass",
    "A list of flats whose owners rent to newcomers",
    "Swimming lessons for mothers and daughters",
    "A mentor in the first month at work",
    "Letters from the town hall in plain words",
    "An evening where neighbours cook together",
    "Help with the first tax return",
    "A playground near the student homes",
    "Bicycles to borrow for the way to work",
    "Courses that begin every month, not every year",
    "A telephone number that is answered after six",
    "Rooms where choirs of all languages can practise",
    "Trial days in firms before a contract",
)


def sixty(server: Server) -> list[str]:
    """Three roundtables with the same sixty proposals."""
    folder = server.folder / "sixty"
    shutil.copytree(server.sessions, folder, ignore=shutil.ignore_patterns("*.db*", "*.key"))
    path = folder / "demonstration.toml"
    own = path.read_text("utf-8").split("[[clusters]]")[0]
    known = own.count("[[proposals]]\n")
    blocks = [
        f'[[proposals]]\nkey = "more-{n}"\ntext = "{text}"\nlanguage = "en"\n'
        for n, text in enumerate(MORE[: PROPOSALS - known])
    ]
    path.write_text("\n".join([own, *blocks]), "utf-8")
    return server.seed([(folder, "propose")] * 3)


def snapshot(page: Page) -> dict[str, Any]:
    """The console's state, as the server tells it anew."""
    page.reload()
    expect(page.get_by_text("All saved")).to_be_visible()
    state: dict[str, Any] = json.loads(page.locator("#snapshot").text_content() or "")
    return state


def board(page: Page) -> list[tuple[str, str | None, list[int]]]:
    """Each group in its order: title, area, and the numbers of its proposals in theirs."""
    state = snapshot(page)
    proposals = sorted(state["proposals"].values(), key=lambda proposal: proposal["position"])
    clusters = sorted(state["clusters"].items(), key=lambda item: item[1]["position"])
    return [
        (cluster["title"], cluster["area"], [p["number"] for p in proposals if p["cluster"] == key])
        for key, cluster in clusters
    ]


class Grouping:
    """Somebody who groups: what is common to the three ways."""

    def __init__(self, console: Facilitator, code: str) -> None:
        self.console = console
        self.page = console.page
        console.opens_console(code)
        proposals = snapshot(self.page)["proposals"].values()
        self.texts = {proposal["number"]: proposal["text"] for proposal in proposals}
        assert len(self.texts) == PROPOSALS
        while not console.column("Not grouped yet").is_visible():
            console.goes_on(console.next_step)

    def members(self, group: int) -> list[int]:
        """The numbers of the proposals that belong to a group."""
        return [number for number in sorted(self.texts) if number % len(TITLES) == group]

    def card(self, number: int) -> Locator:
        """A card by its own words."""
        return self.console.card(self.texts[number])

    def holds(self, title: str, count: int) -> None:
        """Wait until a group has so many cards."""
        cards = self.console.column(title).get_by_role("listitem")
        expect(cards).to_have_count(count)


def by_keys(way: Grouping) -> None:
    """Not a single click: arrows to go, Space to select, N for a new group, M into one."""
    keyboard = way.page.keyboard
    focused = "() => document.activeElement.textContent"
    # The first stop of the keyboard in the board is the title of what is not grouped yet.
    way.console.column("Not grouped yet").get_by_role("button").first.focus()
    for group, title in enumerate(TITLES):
        *first, last = way.members(group)
        keyboard.press("Home")
        for number in first:
            name = f"P-{number:03d}"
            while name not in way.page.evaluate(focused):
                keyboard.press("ArrowDown")
            keyboard.press("Space")
        keyboard.press("n")
        expect(way.page.get_by_role("combobox", name="Title of the new group")).to_be_focused()
        keyboard.type(title)
        keyboard.press("Enter")
        way.holds(title, len(first))
        # The last one is moved by itself, into a group that is found by its name.
        while f"P-{last:03d}" not in way.page.evaluate(focused):
            keyboard.press("ArrowDown")
        keyboard.press("m")
        expect(way.page.get_by_role("combobox", name=re.compile("^Find a group"))).to_be_focused()
        keyboard.type(title)
        keyboard.press("Enter")
        way.holds(title, len(first) + 1)


def by_names(way: Grouping) -> None:
    """What a screen reader or a voice would use: roles and names, never what only eyes see."""
    for group, title in enumerate(TITLES):
        for number in way.members(group):
            way.card(number).click()
        chosen = way.page.get_by_role("group", name="Selected proposals")
        chosen.get_by_role("button", name="New group").click()
        way.page.get_by_role("combobox", name="Title of the new group").fill(title)
        way.page.get_by_role("button", name="Make the group").click()
        way.holds(title, len(way.members(group)))


def by_drag(way: Grouping) -> None:
    """Empty groups first, then each card by the mouse, to the end of its group."""
    for title in TITLES:
        way.page.get_by_role("main").get_by_role("button", name="New group").first.click()
        way.page.get_by_role("combobox", name="Title of the new group").fill(title)
        way.page.get_by_role("button", name="Make the group").click()
        expect(way.console.column(title)).to_be_visible()
    for group, title in enumerate(TITLES):
        for count, number in enumerate(way.members(group), start=1):
            drag(way, way.card(number), title)
            way.holds(title, count)


def drag(way: Grouping, card: Locator, title: str) -> None:
    """Take a card in the hand and let it go at the end of a group."""
    mouse = way.page.mouse
    cards = way.console.column(title).get_by_role("list")
    cards.scroll_into_view_if_needed()
    end = cards.bounding_box()
    assert end
    middle = end["x"] + end["width"] / 2
    if cards.get_by_role("listitem").count() >= FIT:
        mouse.move(middle, end["y"] + end["height"] / 2)
        mouse.wheel(0, 4000)  # a long group scrolls within itself
        expect(cards.get_by_role("listitem").last).to_be_in_viewport(ratio=0.5)
    card.scroll_into_view_if_needed()
    start = card.bounding_box()
    assert start
    mouse.move(start["x"] + 30, start["y"] + 15)
    mouse.down()
    mouse.move(start["x"] + 48, start["y"] + 24, steps=2)
    # Down beside the groups, then across: from above it would push the last card out of sight.
    bottom = end["y"] + end["height"]
    mouse.move(start["x"] + 48, bottom - 10, steps=2)
    mouse.move(middle, bottom - 10, steps=4)
    # The group makes room for the card, and a hand goes on until the room is at the end.
    for nudge in range(40):
        end = cards.bounding_box()
        assert end
        mouse.move(middle + nudge % 3, end["y"] + end["height"] - 6 - nudge % 2, steps=2)
        last = cards.locator(".slip").last
        if last.count() and "slip-ghost" in (last.get_attribute("class") or ""):
            break
        way.page.wait_for_timeout(50)
    expect(cards.locator(".slip").last).to_have_class(re.compile("slip-ghost"))
    mouse.up()


def test_sixty_by_keys_by_names_and_by_drag(
    browser: Browser, own_server: Callable[[], Server]
) -> None:
    server = own_server()
    codes = sixty(server)
    server.start()
    stage = Stage(browser, server, entered(browser, server))
    boards = []
    for way, code in zip((by_keys, by_names, by_drag), codes, strict=True):
        began = time.monotonic()
        grouping = Grouping(
            stage.console(way.__name__, viewport={"width": 1440, "height": 1500}), code
        )
        way(grouping)
        grouping.console.is_ready()
        boards.append(board(grouping.page))
        print(f"{way.__name__}: {time.monotonic() - began:.1f} s")
    keys, names, drags = boards
    assert [title for title, _area, _numbers in keys] == list(TITLES)
    assert sum(len(numbers) for _title, _area, numbers in keys) == PROPOSALS
    assert names == keys
    assert drags == keys
    stage.close()


def entered(browser: Browser, server: Server) -> StorageState:
    """The rights of the first facilitator, by the one-time link."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(server.link())
    page.get_by_role("button", name="Open").click()
    page.wait_for_url("**/console")
    state = context.storage_state()
    context.close()
    return state
