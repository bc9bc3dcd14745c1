"""The desk: paper is typed in and counts as what phones send does; the log tells who typed it."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from roundtable.core import cards
from roundtable.models import LogEntry
from tests.e2e.actors import Person
from tests.e2e.watching import Watch
from tests.factories import make_format
from tests.server import Server
from tests.sockets import Socket, wait_until

LABEL = "Ana, help desk"
GROUPS = ("city", "newcomers", "employers")
TEXTS = (
    "Recognise diplomas within 30 days",
    "Cursuri de limba română seara",
    "مكتب واحد للعمل والسكن",
    "Night buses to the industrial park",
    "Rooms to rent without a guarantor",
)
PHONES, PAPERS = 20, 15


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path, form=make_format("approval", "proposals"))
    yield made
    made.close()


class Desk(Person):
    """Somebody who types in paper, by keyboard alone."""

    @classmethod
    def opened(cls, browser: Browser, server: Server, secret: str, **options: Any) -> Desk:
        """A browser that opened a host's link, at the desk."""
        given = {"viewport": {"width": 1440, "height": 900}, "locale": "en-US"} | options
        context = browser.new_context(**given)
        context.set_default_timeout(15_000)
        watch = Watch(server.address.removeprefix("http://"), "desk").on(context)
        desk = cls(context.new_page(), watch, server.address)
        desk.opens(f"/k/{secret}")
        desk.page.get_by_role("button", name="Open").click()
        desk.page.wait_for_url("**/desk")
        desk.is_ready()
        return desk

    def is_ready(self) -> None:
        """Connected, and all is saved."""
        expect(self.page.get_by_text("All saved")).to_be_visible(timeout=20_000)

    @property
    def code(self) -> Any:
        """Where the code of a card is typed."""
        return self.page.get_by_role("textbox", name="Code of the card")

    def types(self, *keys: str) -> None:
        """Type, each followed by Enter, with the focus where the page has put it."""
        for each in keys:
            self.page.keyboard.type(each)
            self.page.keyboard.press("Enter")

    def enters(self, card: str, marks: str, group: int | None = None) -> None:
        """A ballot in one go, as fast as keys come; `group`: what is ticked on a new card."""
        self.types(card)
        if group is not None:
            self.page.keyboard.press(str(group))
        self.types(marks)
        expect(self.code).to_be_focused()
        expect(self.code).to_have_value("")

    def counted(self, entered: int, of: int) -> None:
        """The desk says how many ballots are in."""
        words = self.page.get_by_text(re.compile(r"of \d+ paper ballots are in"))
        expect(words.locator("..")).to_have_text(
            re.compile(rf"^{entered}\s*of {of} paper ballots are in$")
        )


def opens(leads: Socket, server: Server, kind: str) -> str:
    stage = server.table.stage(kind)
    if server.table.look(lambda _session, roundtable: roundtable.stage_id) != stage:
        answer = leads.do("open_stage", stage=stage)
        assert answer["ok"], answer
    return stage


def link_of(leads: Socket, label: str = LABEL, **more: Any) -> str:
    answer = leads.do("create_link", role="host", label=label, **more)
    assert answer["ok"], answer
    return str(answer["result"]["secret"])


def options_of(leads: Socket, stage: str) -> list[str]:
    """The options of a vote in the order of their numbers."""
    leads.wait_for(lambda: len(leads.state["options"]) == len(TEXTS))
    found = [
        (row["position"], key)
        for key, row in leads.state["options"].items()
        if row["stage"] == stage
    ]
    return [key for _position, key in sorted(found)]


def test_fifteen_on_paper_and_twenty_phones(browser: Browser, server: Server) -> None:
    guests = server.table.people(city=8, newcomers=7, employers=5)
    assert len(guests) == PHONES
    server.start()
    leads = server.connect("facilitator")
    phones = [server.seat(guest) for guest in guests]
    opens(leads, server, "propose")
    for phone, text in zip(phones, TEXTS, strict=False):
        assert phone.do("submit_proposal", text=text)["ok"]
    vote = opens(leads, server, "vote")
    options = options_of(leads, vote)
    desk = Desk.opened(browser, server, link_of(leads))
    chance = random.Random(7)
    some = [
        sorted(chance.sample(range(1, 6), chance.randint(1, 5))) for _ in range(PHONES + PAPERS)
    ]
    on_paper = some[PHONES:]

    def votes(at: int) -> None:
        marks = dict.fromkeys((options[n - 1] for n in some[at]), 1)
        assert phones[at].do("cast_ballot", stage=vote, marks=marks)["ok"]

    # The phones vote while paper is typed in: fifteen new cards, of three groups.
    with ThreadPoolExecutor(4) as pool:
        voting = [pool.submit(votes, at) for at in range(PHONES)]
        types_all(desk, [[1] if at == 3 else marks for at, marks in enumerate(on_paper)])
        for each in voting:
            each.result()
    corrects(desk, cards.card(4), on_paper[3])
    desk.is_ready()
    desk.counted(15, 15)

    opens(leads, server, "reveal")
    assert leads.do("reveal_results", stage=vote)["ok"]
    leads.wait_for(lambda: vote in leads.state["results"])
    check_result(
        server, leads.state["results"][vote], Counter(options[n - 1] for m in some for n in m)
    )
    check_log(server, leads)
    check_screen(browser, server)
    for context in browser.contexts:
        context.close()
    desk.watch.check()


def types_all(desk: Desk, ballots: list[list[int]]) -> None:
    """Fifteen ballots one after the other; the network is gone for four of them."""
    for at, marks in enumerate(ballots):
        if at == 5:
            desk.is_ready()
            desk.goes_offline()
            expect(desk.page.get_by_text("Not connected")).to_be_visible()
        if at == 9:
            expect(desk.page.get_by_text("8 changes are kept and sent later")).to_be_visible()
            desk.comes_back()
            desk.is_ready()
        desk.enters(cards.card(at + 1), " ".join(map(str, marks)), group=at % 3 + 1)
    desk.is_ready()
    desk.counted(15, 15)


def corrects(desk: Desk, card: str, marks: list[int]) -> None:
    """A slip of the pen is noticed at once; a ballot typed again replaces the one before."""
    desk.types(next(code for code in ("04C", "04D") if code != card))
    expect(desk.page.get_by_text("No card has this code")).to_be_visible()
    desk.types(card)
    expect(desk.page.get_by_text("What you type now replaces it")).to_be_visible()
    desk.types("1 9")
    expect(desk.page.get_by_text("There is no number 9 on this ballot")).to_be_visible()
    desk.page.get_by_role("textbox", name="What is marked").fill(" ".join(map(str, marks)))
    desk.page.keyboard.press("Enter")
    expect(desk.code).to_be_focused()


def check_result(server: Server, result: dict[str, Any], by_hand: Counter[str]) -> None:
    """All are counted as by hand; those on paper are told apart, too."""
    assert {row["option"]: row["total"] for row in result["options"]} == by_hand
    assert (result["voted"], result["desk"]) == (PHONES + PAPERS, PAPERS)
    expected = {"city": 8 + 5, "newcomers": 7 + 5, "employers": 5 + 5}
    told = {row["group"]: row["voted"] for row in result["groups"]}
    assert told == {server.table.group(key): n for key, n in expected.items()}


def check_screen(browser: Browser, server: Server) -> None:
    """The room is told how many voted on paper."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, locale="en-US")
    name, key = f"rt-{server.code}-screen", server.key("screen")
    context.add_cookies([{"name": name, "value": key, "url": server.address}])
    screen = context.new_page()
    screen.goto(f"{server.address}/r/{server.code}/screen")
    expect(screen.get_by_text("15 of them voted on paper")).to_be_visible()


def check_log(server: Server, leads: Socket) -> None:
    """Every ballot on paper has a line: who entered it, for which card; not what is on it."""
    steps = [s for s in leads.state["timeline"].values() if s["command"] == "cast_ballot"]
    assert Counter(step["behalf"] for step in steps) == Counter(
        [cards.card(n) for n in range(1, PAPERS + 1)] + [cards.card(4)]
    )
    assert {(step["who"], step["role"]) for step in steps} == {(LABEL, "host")}
    query = select(LogEntry).where(LogEntry.command == "cast_ballot")
    rows = server.table.look(lambda session, _: list(session.scalars(query)))
    assert Counter(row.role for row in rows) == {"host": PAPERS + 1, "participant": PHONES}
    assert all((row.behalf_id is not None) == (row.role == "host") for row in rows)
    assert all(row.args is None for row in rows), "the log does not say how anybody voted"


def test_codes_at_the_desk_are_those_on_paper(browser: Browser, server: Server) -> None:
    server.start()
    desk = Desk.opened(browser, server, link_of(server.connect("facilitator")))
    page: Page = desk.page
    source = page.evaluate("() => document.querySelector('script[type=module]').src")
    codes = page.evaluate(
        """async (source) => {
            const { cardOf, readCard } = await import(source.replace("main.js", "cards.js"));
            const codes = Array.from({ length: 9999 }, (_, i) => cardOf(i + 1));
            return codes.filter((code) => readCard(code) === code);
        }""",
        source,
    )
    assert codes == [cards.card(number) for number in range(1, 10_000)]
    page.context.close()


def test_a_proposal_and_a_person_by_keyboard(browser: Browser, server: Server) -> None:
    server.start()
    leads = server.connect("facilitator")
    opens(leads, server, "propose")
    desk = Desk.opened(browser, server, link_of(leads))
    area = server.table.area("education")
    for number, text in ((3, TEXTS[1]), (12, TEXTS[2])):
        expect(desk.code).to_be_focused()
        desk.types(cards.card(number))
        desk.page.keyboard.press("2")
        expect(desk.page.get_by_role("group", name="It is about")).to_be_visible()
        desk.page.keyboard.press("1")
        expect(desk.page.get_by_role("textbox", name="The words on the card")).to_be_focused()
        desk.types(text)
    wait_until(lambda: len(leads.state["proposals"]) == 2)
    found = {row["text"]: row for row in leads.state["proposals"].values()}
    assert set(found) == {TEXTS[1], TEXTS[2]}
    assert all(row["desk"] and row["area"] == area for row in found.values())
    assert found[TEXTS[2]]["direction"] == "rtl"
    people = desk.page.get_by_role("region", name="People without a phone")
    expect(people).to_contain_text(cards.card(3))
    expect(people).to_contain_text("1 proposal")
    desk.page.context.close()
    desk.watch.check()


def test_two_desks_and_the_same_card(browser: Browser, server: Server) -> None:
    """Whoever comes second is told, keeps what was typed, and can type it again for the right person."""
    server.start()
    leads = server.connect("facilitator")
    opens(leads, server, "propose")
    one = Desk.opened(browser, server, link_of(leads))
    two = Desk.opened(browser, server, link_of(leads, "Second desk"))
    two.goes_offline()
    expect(two.page.get_by_text("Not connected")).to_be_visible()
    for desk, text in ((one, "First words"), (two, "Second words")):
        desk.types(cards.card(5))
        desk.page.keyboard.press("1")
        desk.page.keyboard.press("1")
        expect(desk.page.get_by_role("textbox", name="The words on the card")).to_be_focused()
        desk.types(text)
    one.is_ready()
    two.comes_back()
    line = two.page.get_by_role("listitem").filter(has_text="Second words")
    expect(line.locator("[data-state=refused]")).to_be_visible()
    line.get_by_role("button", name="again").click()
    words = two.page.get_by_role("textbox", name="The words on the card")
    expect(words).to_have_value("Second words")
    two.page.keyboard.press("Enter")
    words.press("Enter")
    wait_until(lambda: len(leads.state["proposals"]) == 2)
    texts = {row["text"] for row in leads.state["proposals"].values()}
    assert texts == {"First words", "Second words"}
    assert len(leads.state["cards"]) == 1
    for context in browser.contexts:
        context.close()
