"""The facilitator's console beyond the board: moderation, agenda, notes, the talk, what happened."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, StorageState, expect

from tests.e2e.actors import Facilitator
from tests.e2e.conftest import House, Stage
from tests.e2e.serving import Server
from tests.e2e.test_board_sixty import entered

NAMES = "My neighbour Vasile plays the drum at night"
IDEA = "A quiet room in the library on Sundays"
BETTER = "Quiet hours for drums in our street"


@pytest.fixture(scope="module")
def rooms(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, StorageState, list[str], list[str]]]:
    """A server for this file with who may run it: roundtables in their proposals, and one revealed."""
    server = Server(tmp_path_factory.mktemp("console"))
    *proposals, revealed = server.seed(
        [(server.sessions, s) for s in ("propose",) * 3 + ("reveal",)]
    )
    server.start()
    yield server, entered(browser, server), proposals, [revealed]
    server.stop()


@pytest.fixture
def stage_at(
    browser: Browser, rooms: tuple[Server, StorageState, list[str], list[str]]
) -> Iterator[tuple[Stage, Callable[[str], str]]]:
    """People, and what gives them a roundtable of their own in its proposals or revealed."""
    server, state, proposals, revealed = rooms
    stage = Stage(browser, server, state)
    yield stage, lambda kind: (proposals if kind == "propose" else revealed).pop()
    stage.close()


def panel(console: Facilitator, name: str) -> Locator:
    """One of the panels at the side, opened."""
    console.page.get_by_role("tab", name=re.compile(f"^{name}")).click()
    return console.page.get_by_role("tabpanel", name=re.compile(f"^{name}"))


def steps(console: Facilitator) -> Locator:
    """The titles of the steps in the agenda at the left."""
    agenda = console.page.get_by_role("navigation", name="Agenda")
    return agenda.locator("li button[aria-expanded] span:nth-child(2)")


def test_texts_are_looked_at_by_keys(stage_at: tuple[Stage, Callable[[str], str]]) -> None:
    stage, take = stage_at
    code = take("propose")
    console, phone = stage.console(), stage.phone()
    page, keyboard = console.page, console.page.keyboard
    console.opens_console(code)
    phone.joins(code, "Newcomers")

    # The step is changed while it runs: from now on everything is looked at first.
    page.get_by_role("button", name="Change the agenda").click()
    page.get_by_role("button", name=re.compile("^Your proposals Proposals")).click()
    page.get_by_role("radio", name="after somebody has looked at them").check()
    page.get_by_role("button", name="Save", exact=True).click()
    console.is_ready()
    page.get_by_role("button", name="Back to the work").click()

    phone.proposes(NAMES, state="")
    phone.proposes(IDEA, state="")
    waiting = page.get_by_role("region", name="To look at")
    expect(waiting).to_contain_text("2 texts wait to be looked at")
    expect(waiting.get_by_role("listitem")).to_have_count(2)

    # Returned with a reason, then the next one is at hand; all of it without the mouse.
    waiting.get_by_role("button", name=re.compile(r"^Show P-\d+")).first.focus()
    keyboard.press("r")
    expect(page.get_by_role("textbox", name="What the author should know")).to_be_focused()
    keyboard.type("It names a person")
    keyboard.press("Enter")
    expect(waiting.get_by_role("listitem")).to_have_count(1)
    expect(waiting.get_by_role("button", name=re.compile(r"^Show P-\d+"))).to_be_focused()
    keyboard.press("s")
    expect(waiting).to_contain_text("Nothing waits")
    expect(page.get_by_role("list", name="Proposals that are shown")).to_contain_text(IDEA)
    phone.sees("It names a person")

    # The log of it, alone; undone by one press, the text waits again.
    console.is_ready()
    timeline = panel(console, "Timeline")
    timeline.get_by_text("Moderation", exact=True).click()
    events = timeline.get_by_role("listitem")
    expect(events).to_have_count(2)
    timeline.get_by_role("button", name=re.compile("^Undo: return of P-")).click()
    expect(waiting).to_contain_text(NAMES)
    timeline.get_by_role("button", name=re.compile("^Redo: return of P-")).click()
    expect(waiting).to_contain_text("Nothing waits")


def test_agenda_changes_while_the_room_sits(stage_at: tuple[Stage, Callable[[str], str]]) -> None:
    stage, take = stage_at
    code = take("propose")
    console, other = stage.console("one"), stage.console("two")
    page, keyboard = console.page, console.page.keyboard
    console.opens_console(code)
    other.opens_console(code)
    before = steps(console).all_inner_texts()
    page.get_by_role("button", name="Change the agenda").click()
    page.get_by_role("button", name="Add a step").click()
    expect(page.get_by_role("combobox", name="Find a kind of step")).to_be_focused()
    keyboard.type("pause")
    keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Title (English)")).to_be_focused()
    page.get_by_role("textbox", name="Title (English)").fill("Coffee")
    page.get_by_role("spinbutton", name=re.compile("^Minutes")).fill("12")
    keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("^Coffee Break"))).to_be_focused()
    for person in (console, other):
        expect(person.page.get_by_role("navigation", name="Agenda")).to_contain_text("Coffee")

    # It stands before the closing; two places earlier by the keyboard, the focus stays with it.
    earlier = page.get_by_role("button", name="Coffee one earlier")
    earlier.focus()
    for place in (-2, -3):
        keyboard.press("Enter")
        expect(earlier).to_be_focused()
        for person in (console, other):
            expect(steps(person)).to_have_text([*before[:place], "Coffee", *before[place:]])

    # Taken out, and brought back by the other one.
    page.get_by_role("button", name=re.compile("^Coffee Break")).click()
    page.get_by_role("button", name="Remove the step").click()
    expect(other.page.get_by_role("navigation", name="Agenda")).not_to_contain_text("Coffee")
    other.page.get_by_role("button", name=re.compile("^Undo: removal of the step Coffee")).click()
    for person in (console, other):
        expect(person.page.get_by_role("navigation", name="Agenda")).to_contain_text("Coffee")

    # Kept as a format of the house.
    page.get_by_role("textbox", name="Name of the format").fill("With coffee")
    page.get_by_role("button", name="Save as a format of the house").click()
    console.sees("Saved as a format of the house")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the file").click()
    assert "Coffee" in download.value.path().read_text("utf-8")


def test_notes_hands_and_one_thing_large(stage_at: tuple[Stage, Callable[[str], str]]) -> None:
    stage, take = stage_at
    code = take("propose")
    console, phone, screen = stage.console(), stage.phone(), stage.screen(code)
    page, keyboard = console.page, console.page.keyboard
    console.opens_console(code)
    phone.joins(code, "Newcomers")

    keyboard.press("Alt+n")
    entry = page.get_by_role("textbox", name="Write down: Note")
    expect(entry).to_be_focused()
    keyboard.type("Many did not know the evening desk.")
    keyboard.press("Enter")
    page.get_by_role("radio", name="Task").check(force=True)
    page.get_by_role("textbox", name="Write down: Task").fill("Ask the county office")
    page.get_by_role("textbox", name="Who").fill("Ioana")
    page.get_by_label("Until").fill("2027-01-31")
    page.get_by_role("button", name="Write it down").click()
    notes = page.get_by_role("tabpanel", name="Notes")
    expect(notes).to_contain_text("Ioana")
    expect(notes).to_contain_text("Jan 31, 2027")
    expect(notes).to_contain_text("Many did not know")
    notes.get_by_role("checkbox", name="Done: Ask the county office").check()
    console.is_ready()

    shown = page.get_by_role("list", name="Proposals that are shown")
    shown.get_by_role("button", name=re.compile("^Un autobuz de noapte")).click()
    page.get_by_role("button", name="Show large").click()
    screen.sees("Un autobuz de noapte")
    expect(panel(console, "Room")).to_contain_text("Large on the screen")
    panel(console, "Room").get_by_role("button", name="Take off the screen").click()
    expect(panel(console, "Room")).not_to_contain_text("Large on the screen")


def test_options_are_put_together_after_the_vote(
    stage_at: tuple[Stage, Callable[[str], str]],
) -> None:
    stage, take = stage_at
    code = take("reveal")
    console = stage.console()
    page = console.page
    console.opens_console(code)
    after = page.get_by_role("region", name="After the vote")
    after.get_by_role("button", name="Put options together").click()
    dialog = page.get_by_role("dialog")
    for title in ("Language at school", "School and parents"):
        dialog.get_by_role("checkbox", name=title).check()
    once = dialog.get_by_role("radio", name=re.compile("^Each person counts once"))
    expect(once).to_be_checked()
    # The server has counted it: a figure, no longer a span between two.
    expect(dialog.get_by_text(re.compile(r"^Each person counts once"))).to_be_visible()
    expect(dialog).not_to_contain_text(re.compile(r"\d+ to \d+"))
    ranking = dialog.get_by_role("listitem").filter(has_text="Language at school").last
    total = ranking.inner_text().split()[-1]
    dialog.get_by_role("button", name="Put together").click()
    expect(after.get_by_role("list", name="After", exact=True)).to_contain_text(total)
    console.is_ready()
    after.get_by_role("button", name=re.compile("^Take back")).click()
    expect(after).to_contain_text("Nothing was put together")


def test_every_part_on_a_phone(house: House, stage: Stage) -> None:
    """On a small page nothing stands out at the side, and each panel can be reached."""
    console = stage.console(viewport={"width": 320, "height": 640})
    page = console.page
    for kind in ("propose", "group", "vote", "reveal"):
        console.opens(f"/r/{house.shown[kind]}/console")
        expect(page.get_by_role("navigation", name="Parts of the console")).to_be_visible()
        page.get_by_role("button", name=re.compile(r"^Room( \d+)?$")).click()
        for name in ("Room", "Talk", "Notes", "Timeline"):
            panel(console, name)
            assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
        page.get_by_role("button", name="Agenda", exact=True).click()
        page.get_by_role("button", name="Change the agenda").click()
        expect(page.get_by_role("heading", name="The agenda")).to_be_visible()
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
