"""Suggested groups in a browser: asked for, looked at, changed and accepted with the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Stage
from tests.e2e.serving import Server
from tests.e2e.test_access import problems
from tests.e2e.test_board_sixty import entered
from tests.e2e.test_keyboard import tab_to

SLOW = 90_000  # ms that the reading of the proposals may take on a busy machine


def test_groups_are_suggested_and_accepted_by_keys(
    browser: Browser, own_server: Callable[[], Server]
) -> None:
    server = own_server()
    (code,) = server.seed([(server.sessions, "propose")])
    server.start()
    stage = Stage(browser, server, entered(browser, server))
    console = stage.console()
    page = console.page
    console.opens_console(code)
    console.goes_on("Next: Group")
    tab_to(page, page.get_by_role("button", name="Suggest groups"))
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name=re.compile("^Suggested groups"))
    expect(heading).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("progressbar", name="Progress of the suggestion")).to_have_count(0)
    suggested = page.get_by_role("region", name=re.compile("^Suggested: "))
    count = suggested.count()
    assert count > 1
    expect(page.locator(".table .band")).to_have_count(0)
    assert not (found := problems(page, "suggested groups")), "\n".join(found)

    # One of them, with another name and without its first proposal.
    first = suggested.first
    members = first.get_by_role("checkbox").count()
    tab_to(page, first.get_by_role("textbox"))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Our own name")
    tab_to(page, first.get_by_role("checkbox").first)
    page.keyboard.press("Space")
    tab_to(page, first.get_by_role("button", name=f"Make a group of {members - 1}"))
    page.keyboard.press("Enter")
    made = console.column("Our own name")
    expect(made.get_by_role("listitem")).to_have_count(members - 1)
    expect(suggested).to_have_count(count - 1)
    expect(
        suggested.first.get_by_role("button", name=re.compile("^Make a group of"))
    ).to_be_focused()

    # Undone, it is suggested again; then finer ones are, and all of them are accepted.
    page.keyboard.press("ControlOrMeta+z")
    expect(made).to_have_count(0)
    expect(suggested).to_have_count(count)
    slider = page.get_by_role("slider", name="Coarser or finer groups")
    tab_to(page, slider, "Shift+Tab")
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "Fine", timeout=SLOW)
    expect(slider).to_be_enabled(timeout=SLOW)
    finer = suggested.count()
    page.get_by_role("button", name=f"Accept all {finer}").click()
    expect(suggested).to_have_count(0)
    expect(page.locator(".table .band .column")).to_have_count(finer)
    page.get_by_role("button", name="Put away").click()
    expect(heading).to_have_count(0)
    stage.close()


def test_a_phone_is_shown_what_others_said_that_is_like_it(
    browser: Browser, own_server: Callable[[], Server]
) -> None:
    server = own_server()
    (code,) = server.seed([(server.sessions, "propose")])
    server.start()
    stage = Stage(browser, server)
    one, other = stage.phone("one"), stage.phone("other")
    for phone in (one, other):
        phone.joins(code)
    one.proposes("A night bus to the warehouses, because the last one leaves too early")
    other.box.press_sequentially("night bus to warehouses")
    hint = other.page.get_by_role("status").filter(has_text="Somebody said something like it")
    expect(hint).to_contain_text("because the last one leaves too early")
    other.box.fill("Swimming lessons for mothers and daughters")
    expect(hint).to_be_hidden()
    stage.close()
