"""People at their browsers: what they do, by the roles and names that a page gives its parts."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.e2e.watching import Watch

BOX = "Your idea"
PHONE: ViewportSize = {"width": 390, "height": 844}


def exactly(words: str) -> re.Pattern[str]:
    """These words and nothing else, whatever the spaces around."""
    return re.compile(rf"^\s*{re.escape(words)}\s*$")


@dataclass
class Person:
    """A browser with one page, on a server."""

    page: Page
    watch: Watch
    base: str

    def opens(self, path: str) -> None:
        """Go to a path of the server."""
        self.page.goto(self.base + path)

    def sees(self, words: str, seconds: float = 15) -> None:
        """Wait until some visible text holds these words."""
        expect(self.page.get_by_text(words).filter(visible=True).first).to_be_visible(
            timeout=seconds * 1000
        )

    def never_sees(self, words: str) -> None:
        """These words are nowhere on the page, at this moment."""
        assert words not in self.page.content()

    def goes_offline(self) -> None:
        """Cut the network, as in a lift or in flight mode."""
        self.watch.expect("ERR_INTERNET_DISCONNECTED", "WebSocket connection", "net::ERR")
        self.page.context.set_offline(True)

    def comes_back(self) -> None:
        """The network is there again."""
        self.page.context.set_offline(False)


@dataclass
class Phone(Person):
    """A participant, with or without scripts."""

    scripts: bool = True

    def joins(self, code: str, group: str | None = None) -> None:
        """Open the join address, say a group if any, take a seat."""
        self.opens(f"/r/{code}")
        if group:
            self.page.get_by_role("radio", name=group).check(force=True)
        self.page.get_by_role("button", name="Join", exact=True).click()
        expect(self.seat).to_be_visible()

    @property
    def seat(self) -> Locator:
        """The own seat in the header: the name for the day and the group."""
        return self.page.get_by_role("banner").locator("summary")

    @property
    def name(self) -> str:
        """The nickname of the day."""
        return self.seat.inner_text().split("·")[0].replace("You are", "").strip()

    @property
    def box(self) -> Locator:
        """Where a proposal is written."""
        return self.page.get_by_role("textbox", name=BOX)

    def own(self, text: str) -> Locator:
        """The own card that holds a text."""
        return self.page.get_by_role("listitem").filter(has_text=text)

    def reloads(self) -> None:
        """Load the page again."""
        self.page.reload()

    def proposes(self, text: str, area: str | None = None, state: str = "Saved") -> None:
        """Write, send, and wait for the word that says what became of it."""
        if area:
            self.page.get_by_role("radio", name=area).check(force=True)
        self.box.fill(text)
        self.page.get_by_role("button", name="Send proposal").click()
        expect(self.own(text)).to_contain_text(state, timeout=15_000)

    def edits(self, old: str, new: str) -> None:
        """Change an own proposal."""
        card = self.own(old)
        card.get_by_text("Change", exact=True).click()
        card.get_by_role("textbox", name="Your proposal").fill(new)
        card.get_by_role("button", name="Save change").click()
        expect(self.own(new)).to_contain_text("Saved", timeout=15_000)

    def withdraws(self, text: str) -> None:
        """Take an own proposal back."""
        card = self.own(text)
        card.get_by_text("Change", exact=True).click()
        card.get_by_role("button", name="Withdraw").click()
        expect(self.own(text)).to_have_count(0, timeout=15_000)

    def option(self, title: str) -> Locator:
        """The card of an option of the ballot."""
        return self.page.get_by_role("checkbox", name=title)

    def says_yes(self, *titles: str) -> None:
        """Mark these options; without scripts, save."""
        for title in titles:
            self.option(title).check(force=True)
        if not self.scripts:
            self.page.get_by_role("button", name="Save my choices").click()


@dataclass
class Facilitator(Person):
    """Somebody at a console."""

    def starts(self, title: str, form: str = "") -> str:
        """Start a roundtable at the house, of a format if one is named; its code."""
        self.opens("/house")
        self.page.get_by_label("What is it about?").fill(title)
        if form:
            self.page.get_by_role("radio", name=re.compile(rf"^\s*{re.escape(form)}")).check()
        self.page.get_by_role("button", name="Start", exact=True).click()
        self.is_ready()
        return self.page.url.split("/r/")[1].split("/")[0]

    def opens_console(self, code: str) -> None:
        """The console of a roundtable."""
        self.opens(f"/r/{code}/console")
        self.is_ready()

    def is_ready(self) -> None:
        """The console is up and connected, and all is saved."""
        expect(self.page.get_by_text("All saved")).to_be_visible(timeout=20_000)

    def goes_on(self, words: str) -> None:
        """Press the one primary button, when it says so, and wait until it has gone."""
        button = self.page.get_by_role("button", name=words, exact=True).filter(visible=True)
        button.first.click()
        expect(button).to_have_count(0)
        self.is_ready()

    @property
    def next_step(self) -> str:
        """What the primary button says, when it leads to the next step."""
        button = self.page.get_by_role("button", name=re.compile("^Next: ")).filter(visible=True)
        return button.first.inner_text().strip()

    @property
    def heading(self) -> Locator:
        """The title of the stage that is open."""
        return self.page.get_by_role("banner").get_by_role("heading", level=1)

    def card(self, text: str) -> Locator:
        """A card on the board."""
        return self.page.get_by_role("main").get_by_role("button", name=text)

    def column(self, title: str) -> Locator:
        """A column of the board: a group, or what is not grouped."""
        return self.page.get_by_role("region", name=title, exact=True)

    def groups_by_tap(self, title: str, *texts: str) -> None:
        """Select cards and make a group of them."""
        for text in texts:
            self.card(text).click()
        chosen = self.page.get_by_role("group", name="Selected proposals")
        chosen.get_by_role("button", name="New group").click()
        self.page.get_by_role("combobox", name="Title of the new group").fill(title)
        self.page.get_by_role("button", name="Make the group").click()
        for text in texts:
            expect(self.column(title)).to_contain_text(text)
        self.is_ready()

    def drags(self, text: str, title: str) -> None:
        """Drag a card into a group with the mouse."""
        card, column = self.card(text), self.column(title).get_by_role("list")
        card.scroll_into_view_if_needed()
        start, end = card.bounding_box(), column.bounding_box()
        assert start
        assert end
        mouse = self.page.mouse
        mouse.move(start["x"] + 30, start["y"] + 15)
        mouse.down()
        mouse.move(start["x"] + 50, start["y"] + 25, steps=4)
        mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] - 12, steps=12)
        mouse.move(end["x"] + end["width"] / 2 + 2, end["y"] + end["height"] - 10, steps=3)
        mouse.up()
        expect(self.column(title)).to_contain_text(text)
        self.is_ready()

    def moves_by_key(self, text: str, title: str) -> None:
        """Move a card into a group with the keyboard."""
        self.card(text).focus()
        self.page.keyboard.press("m")
        field = self.page.get_by_role("combobox", name="Find a group, or write a new title")
        expect(field).to_be_focused()
        self.page.keyboard.type(title)
        self.page.keyboard.press("Enter")
        expect(self.column(title)).to_contain_text(text)
        self.is_ready()

    def makes(self, form: str, what: str, within: Locator) -> bytes:
        """Make the document in a form ("Word document"), wait for it, and read the download."""
        within.get_by_role("combobox", name="Format").select_option(form)
        within.get_by_role("button", name=f"Make the {what}").click()
        link = within.get_by_role("link", name=f"Download the {what}")
        expect(link).to_be_visible(timeout=60_000)
        with self.page.expect_download() as download:
            link.click()
        return download.value.path().read_bytes()


def settle(page: Page) -> None:
    """Wait until animations are over, so that a picture or a check sees what stays."""
    with suppress(Exception):
        page.wait_for_function(
            "() => document.getAnimations().every((a) => a.playState !== 'running')"
        )
