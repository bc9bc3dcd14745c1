"""A partner on a phone says what she thinks; writers answer, freeze, compare; the coordinator adopts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Page, expect

from roundtable import sources
from roundtable.db import Database
from tests.e2e.actors import PHONE
from tests.e2e.conftest import Stage
from tests.e2e.serving import Server
from tests.strategies import Desk, room_with_results, same_city

SENTENCE = "Employers will be informed twice a year."
BETTER = "Employers will be informed every month."


def written(server: Server) -> Desk:
    """A strategy with a text and a version of it that partners are asked about."""
    desk = Desk(Database(f"sqlite:///{next(server.sessions.glob('*.db'))}"))
    same_city(desk, room_with_results(desk.database))
    ref = next(ref for ref in sorted(desk.sees()["results"]) if ":C-" in ref)
    chapter = desk.do(desk.ana, "add_node", kind="chapter", text="Work")["node"]
    text = f"Language comes first. [[{ref}]] {SENTENCE}"
    desk.do(desk.ana, "add_node", kind="passage", into=chapter, text=text)
    version = desk.do(desk.ana, "save_version", name="For the partners")["version"]
    desk.now = sources.now()
    day = "2999-12-31"
    desk.do(desk.ana, "open_review", version=version, closes=day, questions=["Who pays for it?"])
    return desk


def partner_speaks(phone: Page) -> None:
    """Comments on a sentence, suggests another wording for it, and answers the round's question."""
    phone.get_by_text(SENTENCE).click()
    phone.get_by_role("navigation", name="Parts of the workspace").get_by_role(
        "button", name="Sources"
    ).click()
    expect(phone.get_by_text("This sentence cites nothing.")).to_be_visible()
    phone.get_by_role("tab", name="Remarks").click()
    phone.get_by_label("Comment").fill("Twice a year is too late.")
    phone.get_by_role("button", name="Send the comment").click()
    expect(phone.get_by_role("article", name="Comment by")).to_contain_text("Not answered yet.")
    phone.get_by_role("button", name="Suggest another wording…").click()
    phone.get_by_label("It should read").fill(BETTER)
    phone.get_by_role("button", name="Send the suggestion").click()
    expect(phone.locator(".remark ins")).to_have_text(BETTER)
    phone.get_by_role("button", name="Answer the questions").click()
    phone.get_by_label("1. Who pays for it?").fill("The city and we, half each.")
    dialog = phone.get_by_role("dialog", name="Review")
    dialog.get_by_role("button", name="Send", exact=True).first.click()
    expect(dialog.locator(".mine")).to_contain_text("half each")
    over = phone.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    assert over <= 0, f"{over} too wide"
    dialog.get_by_role("button", name="Close").click()
    expect(phone.get_by_role("button", name="Freeze a version")).to_have_count(0)


def writer_answers(writer: Page) -> None:
    """Takes the suggestion into the text; the comment is not taken, and why is said."""
    writer.get_by_role("tab", name="Remarks").click()
    suggestion = writer.get_by_role("article", name="Another wording by")
    suggestion.get_by_role("button", name="Answer").click()
    expect(suggestion.get_by_label("Put the new wording into the text")).to_be_checked()
    suggestion.get_by_role("button", name="Save the answer").click()
    expect(writer.get_by_role("main")).to_contain_text(BETTER)
    comment = writer.get_by_role("article", name="Comment by")
    comment.get_by_role("button", name="Answer").click()
    comment.get_by_label("Not taken").check()
    comment.get_by_role("button", name="Save the answer").click()
    expect(comment.get_by_role("alert")).to_contain_text("Say why")
    comment.get_by_label("Why").fill("It is every month now.")
    comment.get_by_role("button", name="Save the answer").click()


def writer_freezes(writer: Page) -> str:
    """Freezes a version; returns the hash that is shown."""
    writer.get_by_role("button", name="Freeze a version").click()
    writer.get_by_label("Name of the version").fill("For the council")
    writer.get_by_role("button", name="Freeze it").click()
    hashed: str = writer.get_by_label("Hash of the version").input_value()
    writer.get_by_role("dialog").get_by_role("button", name="Close").click()
    return hashed


def coordinator_adopts(lead: Page) -> None:
    """Looks at what changed since the partners read it, and puts the adoption on record."""
    lead.get_by_text("More", exact=True).click()
    lead.get_by_role("button", name="Versions").click()
    lead.get_by_role("button", name="What changed since “For the partners”").click()
    compared = lead.locator(".comparison")
    expect(compared.locator("del").first).to_have_text("twice")
    assert "month" in "".join(compared.locator("ins").all_text_contents())
    lead.get_by_role("button", name="All versions").click()
    newest = lead.locator(".version", has_text="For the council")
    newest.get_by_role("button", name="Adopted…").click()
    newest.get_by_label("By whom").fill("City council")
    newest.get_by_role("button", name="Put it on record").click()
    expect(newest).to_have_attribute("data-label", "adopted")
    expect(newest).to_contain_text("City council")


def test_a_review_from_a_phone_to_the_council(
    own_server: Callable[[], Server], browser: Browser
) -> None:
    server = own_server()
    server.seed([])
    desk = written(server)
    server.start()
    people = Stage(browser, server)

    def comes_in(name: str, actor: Any, **options: Any) -> Page:
        page, _watch = people.watched(name, locale="en-US", **options)
        page.goto(f"{server.url}/k/{sources.secret_for(actor.id)}")
        page.get_by_role("button", name="Open").click()
        page.wait_for_url("**/s/*")
        return page

    phone = comes_in("partner", desk.partner, viewport=PHONE, has_touch=True)
    partner_speaks(phone)
    desk_size = {"width": 1440, "height": 900}
    writer = comes_in("writer", desk.ana, viewport=desk_size)
    writer_answers(writer)
    expect(phone.get_by_text("It is every month now.")).to_be_visible()
    hashed = writer_freezes(writer)
    assert hashed in [each["hash"] for each in desk.sees()["versions"].values()]
    coordinator_adopts(comes_in("coordinator", desk.lead, viewport=desk_size))
    people.close()
