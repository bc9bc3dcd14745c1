"""The desk on a phone and beyond ballots: a host's table, consent with reasons, feedback, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from roundtable.core import cards
from tests.e2e.test_access import problems
from tests.e2e.test_desk import Desk, link_of, opens
from tests.e2e.test_sizes import assert_fits
from tests.factories import make_full_format
from tests.server import Server
from tests.sockets import Socket, wait_until

PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path, form=make_full_format(consent="proposals", seating="choice")).start()
    yield made
    made.close()


@pytest.fixture
def leads(server: Server) -> Socket:
    return server.connect("facilitator")


def adds(desk: Desk, number: int, group: int = 1) -> None:
    """A person whose card is typed for the first time; nothing else is entered."""
    desk.code.fill(cards.card(number))
    desk.code.press("Enter")
    desk.page.get_by_role("group", name=re.compile("is new")).get_by_role("button").nth(
        group - 1
    ).click()
    desk.page.keyboard.press("Escape")


def looks_right(desk: Desk, what: str) -> None:
    """Nothing stands out on narrow phones, and axe finds nothing grave."""
    for size in (PHONE, NARROW):
        desk.page.set_viewport_size(size)  # type: ignore[arg-type]
        for tab in ("Table", "Paper", "People"):
            desk.page.get_by_role("navigation").get_by_role("button", name=tab, exact=True).click()
            assert_fits(desk.page, f"{what}, {tab} at {size['width']}")
            found = problems(desk.page, f"{what}, {tab}") if size is PHONE else []
            assert not found, "\n".join(found)
    desk.page.set_viewport_size(PHONE)  # type: ignore[arg-type]


def test_a_host_at_a_table_with_a_phone(browser: Browser, server: Server, leads: Socket) -> None:
    opens(leads, server, "tables")
    tables = {key: row for key, row in leads.state["tables"].items() if key != "now"}
    own = next(key for key, row in tables.items() if row["position"] == 2)
    desk = Desk.opened(browser, server, link_of(leads, "Table 2", table=own), viewport=PHONE)
    page = desk.page
    expect(page.get_by_role("heading", level=2, name="Table 2")).to_be_visible()
    page.get_by_role("navigation").get_by_role("button", name="Paper").click()
    for number in (1, 2, 3):
        adds(desk, number, group=number)
    wait_until(lambda: len(leads.state["cards"]) == 3)
    assert {row["table"] for row in leads.state["cards"].values()} == {own}, (
        "they sit at this table"
    )

    page.get_by_role("navigation").get_by_role("button", name="Table").click()
    expect(page.get_by_text("3 people")).to_be_visible()
    page.get_by_role("textbox", name="Write it down").fill("A bus at night")
    page.get_by_role("button", name="Write it down").click()
    note = page.get_by_role("listitem").filter(has_text="A bus at night")
    note.get_by_role("button", name="Change").click()
    page.get_by_role("textbox", name="Note").fill("A bus at night, every hour")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("listitem").filter(has_text="every hour")).to_be_visible()
    wait_until(
        lambda: (
            [m["text"] for m in leads.state["minutes"].values()] == ["A bus at night, every hour"]
        )
    )
    (written,) = leads.state["minutes"].values()
    assert (written["table"], written["kind"]) == (own, "note")

    page.get_by_role("navigation").get_by_role("button", name="People").click()
    person = page.get_by_role("listitem").filter(has_text=cards.card(2))
    person.locator("summary").click()
    person.get_by_role("button", name="Raise a hand").click()
    expect(person.get_by_text("hand is up")).to_be_visible()
    looks_right(desk, "a table")
    page.get_by_role("navigation").get_by_role("button", name="Table").click()
    page.get_by_role("button", name="Give the floor").click()
    wait_until(lambda: [t["status"] for t in leads.state["queue"].values()] == ["speaking"])
    expect(page.get_by_role("button", name="Turn is over")).to_be_visible()
    page.context.close()
    desk.watch.check()


def test_consent_needs_its_reason_on_paper_too(
    browser: Browser, server: Server, leads: Socket
) -> None:
    guests = server.table.people(city=2)
    phones = [server.seat(guest) for guest in guests]
    opens(leads, server, "propose")
    for phone, text in zip(
        phones, ("One desk for papers", "Rooms without a guarantor"), strict=True
    ):
        assert phone.do("submit_proposal", text=text)["ok"]
    stage = opens(leads, server, "consent")
    desk = Desk.opened(browser, server, link_of(leads))
    desk.types(cards.card(9))
    desk.page.keyboard.press("1")
    desk.types("1 2-")
    expect(desk.page.get_by_text("An objection needs its reason")).to_be_visible()
    reason = desk.page.get_by_role("textbox", name=re.compile("Objection to 2"))
    expect(reason).to_be_focused()
    desk.types("Owners will not rent then")
    expect(desk.code).to_be_focused()
    desk.is_ready()
    wait_until(lambda: leads.state["concerns"])
    (concern,) = leads.state["concerns"].values()
    second = next(k for k, o in leads.state["options"].items() if o["position"] == 1)
    assert (concern["stage"], concern["option"], concern["kind"]) == (stage, second, "objection")
    (card,) = leads.state["cards"].values()
    assert card["voted"] == [stage]
    desk.page.context.close()
    desk.watch.check()


def test_comments_and_feedback_on_paper(browser: Browser, server: Server, leads: Socket) -> None:
    (guest,) = server.table.people(city=1)
    phone = server.seat(guest)
    opens(leads, server, "propose")
    assert phone.do("submit_proposal", text="One desk for papers")["ok"]
    opens(leads, server, "improve")
    desk = Desk.opened(browser, server, link_of(leads))
    desk.types(cards.card(4))
    desk.page.keyboard.press("0")
    expect(desk.page.get_by_role("textbox", name="Number of the proposal")).to_be_focused()
    desk.page.keyboard.type("1")
    expect(desk.page.get_by_text("One desk for papers")).to_be_visible()
    desk.page.get_by_role("textbox", name="The words on the paper").fill("With an interpreter")
    desk.page.keyboard.press("Enter")
    wait_until(
        lambda: [c["text"] for c in leads.state["comments"].values()] == ["With an interpreter"]
    )

    # A step that is opened meanwhile takes nothing away from what is being typed.
    desk.types(cards.card(4))
    desk.page.keyboard.type("1")
    opens(leads, server, "feedback")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Feedback")
    expect(desk.page.get_by_role("textbox", name="Number of the proposal")).to_have_value("1")
    desk.page.keyboard.press("Escape")
    expect(desk.page.get_by_role("radio", name="Feedback")).to_be_checked()
    desk.types(cards.card(4))
    for typed in ("5", "4"):
        desk.page.keyboard.type(typed)
        desk.page.keyboard.press("Tab")
    desk.types("The talk at the tables")
    expect(desk.code).to_be_focused()
    desk.is_ready()
    wait_until(lambda: [f["answers"] for f in leads.state["feedback"].values()] == [1])
    looks_right(desk, "feedback")
    desk.page.context.close()
    desk.watch.check()


def test_a_person_gets_the_next_code(browser: Browser, server: Server, leads: Socket) -> None:
    desk = Desk.opened(browser, server, link_of(leads))
    adds(desk, 6)
    desk.page.get_by_role("button", name="Add someone without a printed card").click()
    group = desk.page.get_by_role("group", name="Which group is this person with?")
    group.get_by_role("button", name="Newcomers").click()
    expect(
        desk.page.get_by_text(f"Write this code on a card for them: {cards.card(7)}")
    ).to_be_visible()
    wait_until(lambda: len(leads.state["cards"]) == 2)
    assert {row["card"] for row in leads.state["cards"].values()} == {cards.card(6), cards.card(7)}
    desk.page.context.close()
    desk.watch.check()


def test_the_page_of_papers(browser: Browser, server: Server, leads: Socket) -> None:
    desk = Desk.opened(browser, server, link_of(leads))
    desk.page.get_by_role("link", name="Print cards and ballots").evaluate(
        "a => a.removeAttribute('target')"
    )
    desk.page.get_by_role("link", name="Print cards and ballots").click()
    expect(desk.page.get_by_role("heading", level=1)).to_be_visible()
    found = problems(desk.page, "papers")
    desk.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert_fits(desk.page, "papers at 320")
    assert not found, "\n".join(found)
    desk.page.get_by_role("spinbutton", name="People").fill("15")
    desk.page.get_by_role("button", name="Apply").click()
    link = desk.page.get_by_role("link", name="Open the PDF").first
    expect(link).to_have_attribute("href", re.compile(r"pack\.pdf\?.*count=15"))
    desk.page.context.close()
