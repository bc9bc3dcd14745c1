"""The console's part with the keyboard alone: from the link to the PDF, no mouse and no script."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.actors import Facilitator
from tests.e2e.conftest import Stage
from tests.e2e.serving import Server

MOST_TABS = 120


def focused(page: Page) -> str:
    """Name of what has the focus."""
    name: str = page.evaluate(
        "() => (document.activeElement.getAttribute('aria-label')"
        " ?? document.activeElement.textContent).trim()"
    )
    return name


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Go on with Tab until the target has the focus, as a person does."""
    handle = target.filter(visible=True).first.element_handle()
    for _press in range(MOST_TABS):
        if handle.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"not reached with {key}: {target}; the focus is on {focused(page)!r}")


class Keys:
    """A facilitator who has no mouse."""

    def __init__(self, console: Facilitator) -> None:
        self.console = console
        self.page = console.page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, words: str) -> None:
        self.page.keyboard.type(words)

    def button(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Tab to a button and press it."""
        tab_to(self.page, (within or self.page).get_by_role("button", name=name))
        self.press("Enter")

    def primary(self, name: str) -> None:
        self.button(re.compile(f"^{re.escape(name)}$"))
        self.console.is_ready()

    def card(self, text: str) -> None:
        """With the arrow keys from wherever one is in the tray, down to a card."""
        target = self.console.card(text).element_handle()
        for _press in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                return
            before = focused(self.page)
            self.press("ArrowDown")
            if focused(self.page) == before:
                break
        self.press("Home")
        for _press in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.press("ArrowDown")
        raise AssertionError(f"no card {text!r} by arrow keys")

    def select(self, *texts: str) -> None:
        for text in texts:
            self.card(text)
            self.press("Space")
            expect(self.console.card(text)).to_have_attribute("aria-pressed", "true")

    def title(self, name: str) -> None:
        """To the title of a group: from the tray to the right, then up."""
        target = self.page.get_by_role("button", name=re.compile(f"^{re.escape(name)},"))
        tab_to(self.page, self.page.get_by_role("main").locator("[data-place][tabindex='0']"))
        for _press in range(MOST_TABS):
            self.press("Home")
            if target.evaluate("element => element === document.activeElement"):
                return
            self.press("ArrowRight")
        raise AssertionError(f"no title {name!r}")


def test_console_by_keyboard_alone(  # noqa: PLR0915 (one story from beginning to end)
    browser: Browser, own_server: Callable[[], Server]
) -> None:
    server = own_server()
    server.start()  # with the demonstration of the first start, as `make run` does
    stage = Stage(browser, server)
    page, watch = stage.watched("console", viewport={"width": 1440, "height": 900}, locale="en-US")
    console, keys = Facilitator(page, watch, server.url), Keys(Facilitator(page, watch, server.url))
    page.goto(server.link())
    expect(page.get_by_role("button", name="Open")).to_be_focused()
    keys.press("Enter")
    console.is_ready()
    keys.primary("Next: Group")

    # Ten proposals into three groups: by N, by M with a new title, by M into a group.
    tab_to(page, page.get_by_role("button", name=re.compile("^Not grouped yet,")))
    keys.select("One desk where a diploma", "O probă practică de o zi", "Die Kosten für")
    keys.press("n")
    keys.write("Skills")
    keys.press("Enter")
    skills = console.column("Skills")
    expect(skills.get_by_role("listitem")).to_have_count(3)
    console.is_ready()

    keys.select("Cursuri de română după tura", "A small phrase book", "Parejas de conversación")
    keys.press("m")
    keys.write("Words at work")
    keys.press("Enter")
    expect(console.column("Words at work").get_by_role("listitem")).to_have_count(3)
    console.is_ready()

    for text in ("Курси румунської на роботі", "Instrucțiuni de protecția"):
        keys.card(text)
        keys.press("m")
        keys.write("words")
        keys.press("Enter")
        expect(console.column("Words at work")).to_contain_text(text)
        console.is_ready()
    expect(console.column("Words at work").get_by_role("listitem")).to_have_count(5)

    keys.select("مكان واحد نسأل فيه", "Un ghișeu deschis", "Let me book an appointment")
    keys.press("n")
    keys.write("One place")
    keys.press("Enter")
    expect(console.column("One place").get_by_role("listitem")).to_have_count(3)
    console.is_ready()
    expect(page.get_by_role("banner")).to_contain_text("11 of 45 grouped")

    # Rename, with a summary.
    keys.title("Skills")
    keys.press("Enter")
    expect(page.get_by_role("textbox", name="Group title")).to_be_focused()
    keys.press("Control+a")
    keys.write("Skills count")
    keys.press("Tab")
    keys.write("What people can do is checked quickly.")
    keys.button("Save", console.column("Skills"))
    expect(console.column("Skills count")).to_contain_text("checked quickly")
    console.is_ready()

    # Split: two cards of a group become a group of their own.
    keys.title("Words at work")
    keys.select("A small phrase book", "Instrucțiuni de protecția")
    keys.press("n")
    keys.write("On paper")
    keys.press("Enter")
    expect(console.column("On paper").get_by_role("listitem")).to_have_count(2)
    expect(console.column("Words at work").get_by_role("listitem")).to_have_count(3)
    console.is_ready()

    # Merge it into another one, undo, redo.
    keys.title("On paper")
    keys.press("m")
    keys.write("One place")
    keys.press("Enter")
    expect(console.column("On paper")).to_have_count(0)
    expect(console.column("One place").get_by_role("listitem")).to_have_count(5)
    console.is_ready()
    keys.press("Control+z")
    expect(console.column("On paper").get_by_role("listitem")).to_have_count(2)
    expect(console.column("One place").get_by_role("listitem")).to_have_count(3)
    console.is_ready()
    keys.press("Control+Shift+z")
    expect(console.column("On paper")).to_have_count(0)
    expect(console.column("One place").get_by_role("listitem")).to_have_count(5)
    console.is_ready()
    keys.button(re.compile("^Undo"))
    expect(console.column("On paper").get_by_role("listitem")).to_have_count(2)
    keys.button(re.compile("^Redo"))
    expect(console.column("One place").get_by_role("listitem")).to_have_count(5)
    console.is_ready()

    # On to the end.
    keys.primary("Next: Vote")
    expect(page.get_by_role("main")).to_contain_text("Skills count")
    keys.primary("Next: What the room wants")
    expect(page.get_by_role("main")).to_contain_text("still hidden")
    keys.primary("Reveal the result")
    expect(page.get_by_role("main")).to_contain_text("Nobody has voted")
    end = page.get_by_role("region", name="The end")
    while not end.is_visible():
        step = console.next_step
        keys.button(step)
        expect(page.get_by_role("button", name=step, exact=True)).to_have_count(0)
    keys.button("Make the PDF", end)
    link = end.get_by_role("link", name="Download the PDF")
    expect(link).to_be_visible(timeout=60_000)
    tab_to(page, link)
    with page.expect_download() as download:
        keys.press("Enter")
    pdf = download.value.path().read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")
    stage.close()
