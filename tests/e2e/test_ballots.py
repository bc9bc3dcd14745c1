"""Every type of ballot on a small phone: touch, keyboard, names and roles, offline, without scripts."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from roundtable import access
from tests.e2e.ballot_rooms import TITLES, VOTES
from tests.e2e.conftest import Stage
from tests.e2e.serving import ROOT, Server
from tests.e2e.test_access import problems
from tests.e2e.test_kinds import targets
from tests.e2e.test_sizes import LARGE, MOST_BYTES, assert_fits, weigh

SMALL: ViewportSize = {"width": 320, "height": 640}
DESK, COURSES, GUIDE, LIBRARY, TREE, BUS = TITLES


class Hall:
    """The server, and by the name of a room its code and the secrets of its people."""

    def __init__(self, server: Server) -> None:
        self.server = server
        made = subprocess.run(
            [sys.executable, "-m", "tests.e2e.ballot_rooms"],
            env=server.environment, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120,
        )  # fmt: skip
        self.rooms: dict[str, list[str]] = json.loads(made.stdout)

    def cookie(self, name: str, person: int) -> Any:
        code, *secrets = self.rooms[name]
        cookie = access.cookie_name("participant", code)
        return {"name": cookie, "value": secrets[person], "url": self.server.url}

    def address(self, name: str) -> str:
        return f"{self.server.url}/r/{self.rooms[name][0]}"


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    server = Server(tmp_path_factory.mktemp("ballots"))
    made = Hall(server)
    server.start()
    yield made
    server.stop()


@pytest.fixture
def stage(hall: Hall, browser: Browser) -> Iterator[Stage]:
    people = Stage(browser, hall.server)
    yield people
    people.close()


def phone(hall: Hall, stage: Stage, name: str, person: int = 0, **options: Any) -> Page:
    """A small phone in a room; without scripts where that is said."""
    given = {"viewport": SMALL, "locale": "en-US", "has_touch": True} | options
    page, watch = stage.watched(f"{name} {person}", **given)
    watch.expect("ERR_INTERNET_DISCONNECTED", "WebSocket connection", "net::ERR")
    page.context.add_cookies([hall.cookie(name, person)])
    page.goto(hall.address(name))
    if given.get("java_script_enabled", True):
        expect(page.locator("html.js")).to_be_attached()
    made: Page = page
    return made


def saved(page: Page, words: str = "choice") -> None:
    """All that was marked is with the server."""
    expect(page.locator("[data-vote-state][data-state=saved]")).to_contain_text(words)


def card(page: Page, title: str) -> Locator:
    return page.locator("[data-option]").filter(has_text=title)


def pick(page: Page, title: str, word: str) -> Locator:
    """One of the radio buttons of an option."""
    group = page.get_by_role("radiogroup", name=title)
    return group.get_by_role("radio", name=word, exact=True)


def seen(where: Locator) -> Locator:
    """Scrolled to where the foot does not lie over it."""
    where.evaluate("each => each.scrollIntoView({ block: 'center' })")
    return where


def touch(where: Locator) -> None:
    seen(where).tap(force=True)


# -- how each is filled in by touch, and what is left on it -------------------------------------


def fill_approval(page: Page) -> None:
    for title in (DESK, GUIDE):
        touch(card(page, title).locator("label"))
    expect(page.locator("span[data-left]")).to_have_text("2 of 2 used")
    third = page.get_by_role("checkbox", name=TREE)
    expect(third).to_have_attribute("aria-disabled", "true")
    touch(card(page, TREE).locator("label"))
    expect(third).not_to_be_checked()
    expect(page.locator("[data-vote-state]")).to_contain_text("only")


def fill_score(page: Page) -> None:
    touch(pick(page, DESK, "4, very much"))
    touch(pick(page, COURSES, "2, rather not"))
    touch(pick(page, COURSES, "No answer"))
    touch(pick(page, COURSES, "0, not at all"))


def fill_ten(page: Page) -> None:
    touch(pick(page, DESK, "10, fully"))
    touch(pick(page, BUS, "0, not at all"))


def fill_grade(page: Page) -> None:
    touch(pick(page, DESK, "Very good"))
    touch(pick(page, COURSES, "To reject"))
    touch(page.get_by_text("How it is counted"))
    expect(page.get_by_text("Counted by: Majority judgment.")).to_be_visible()
    expect(page.get_by_text("at least 20 percent")).to_be_visible()


def fill_ranking(page: Page) -> None:
    for title in (COURSES, DESK, BUS):
        touch(card(page, title).locator("b").filter(has_text=title))
    touch(card(page, COURSES).get_by_role("button"))
    places = [card(page, title).locator("[data-rank-place]") for title in (DESK, BUS, COURSES)]
    for place, said in zip(places, ("1", "2", ""), strict=True):
        expect(place).to_have_text(said)
    page.get_by_label(f"Place {GUIDE}").select_option("2")
    saved(page)
    page.locator(".ballot-sheet summary").tap()
    expect(page.locator("[data-mine] li")).to_have_text([f"1.{DESK}", f"2.{GUIDE}", f"2.{BUS}"])
    page.locator(".ballot-sheet summary").tap()


def fill_pairs(page: Page) -> None:
    count = page.locator("[data-pair-count]")
    sides = page.locator("[data-side]")
    first = sides.all_inner_texts()
    touch(page.get_by_role("button", name=first[0]))
    expect(count).to_have_text("1 of 15 answered")
    touch(page.get_by_role("button", name="Equal, or I cannot say"))
    expect(count).to_have_text("2 of 15 answered")
    touch(page.get_by_role("button", name="Another pair"))
    saved(page)
    page.locator(".ballot-sheet summary").tap()
    lines = page.locator("[data-mine] li")
    expect(lines.filter(has_text=f"{first[0]} rather than {first[1]}")).to_have_count(1)
    lines.filter(has_text="rather than").get_by_role("button", name="Change").tap()
    assert sides.all_inner_texts() == first
    expect(page.get_by_role("button", name=first[0])).to_have_attribute("aria-pressed", "true")
    touch(page.get_by_role("button", name=first[1]))
    page.locator(".ballot-sheet summary").tap()
    expect(lines.filter(has_text=f"{first[1]} rather than {first[0]}")).to_have_count(1)
    page.locator(".ballot-sheet summary").tap()


def fill_knapsack(page: Page) -> None:
    expect(page.locator("span[data-left]")).to_have_text("100,000 € left")
    touch(card(page, DESK).locator("label"))
    expect(page.locator("span[data-left]")).to_have_text("40,000 € left")
    expect(card(page, COURSES)).to_contain_text("5,000 € too much")
    courses = page.get_by_role("checkbox", name=COURSES)
    expect(courses).to_have_attribute("aria-disabled", "true")
    expect(courses).to_have_accessible_description("45,000 € 5,000 € too much")
    touch(card(page, COURSES).locator("label"))
    expect(courses).not_to_be_checked()
    touch(card(page, LIBRARY).locator("label"))
    expect(page.locator("span[data-left]")).to_have_text("10,000 € left")


FILL = {
    "approval": fill_approval, "score": fill_score, "ten": fill_ten, "grade": fill_grade,
    "ranking": fill_ranking, "pairs": fill_pairs, "knapsack": fill_knapsack,
}  # fmt: skip


def marks(page: Page) -> list[str]:
    """All that is marked on the page, whatever its type."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("#vote input, #vote select")]
            .filter((each) => each.matches("select, :checked") && each.name.startsWith("mark.") && each.value)
            .map((each) => `${each.name}=${each.value}`).sort()"""
    )
    return found


@pytest.mark.parametrize("name", FILL)
def test_by_touch(hall: Hall, stage: Stage, name: str) -> None:
    page = phone(hall, stage, name)
    assert_fits(page, f"{name} at 320")
    FILL[name](page)
    saved(page, "")
    assert not targets(page)
    assert_fits(page, f"{name} filled in")
    found = problems(page, name)
    assert not found, "\n".join(found)
    before = marks(page)
    page.reload()
    expect(page.locator("html.js")).to_be_attached()
    saved(page)
    assert marks(page) == before
    touch(page.get_by_role("button", name="I abstain"))
    saved(page, "You abstain")
    assert not marks(page)
    touch(page.get_by_role("button", name="I do not abstain after all"))
    expect(page.get_by_text("You abstain: you are counted")).to_be_hidden()


def test_by_keyboard(hall: Hall, stage: Stage) -> None:
    page = phone(hall, stage, "grade", 1)
    pick(page, DESK, "Excellent").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    saved(page, "One choice")
    expect(pick(page, DESK, "Very good")).to_be_checked()
    page.keyboard.press("Tab")
    expect(pick(page, COURSES, "No answer")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(pick(page, COURSES, "To reject")).to_be_checked()
    saved(page, "2 choices")

    page = phone(hall, stage, "ranking", 1)
    card(page, BUS).get_by_role("button", name="Give place 1").focus()
    page.keyboard.press("Enter")
    expect(card(page, BUS).get_by_role("button")).to_have_accessible_name("Place 1. Take it away")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label(f"Place {BUS}")).to_have_value("2")
    saved(page)

    page = phone(hall, stage, "pairs", 1)
    expect(page.locator("[data-pair-count]")).to_have_text("0 of 15 answered")
    page.locator("[data-answer='1']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-answer='1']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-pair-count]")).to_have_text("2 of 15 answered")
    saved(page)


def test_offline_and_back(hall: Hall, stage: Stage) -> None:
    page = phone(hall, stage, "ranking", 2)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    for title in (TREE, GUIDE):
        touch(card(page, title).get_by_role("button"))
    page.locator("[data-vote-state][data-state=waiting]").wait_for()
    expect(card(page, GUIDE).locator("[data-rank-place]")).to_have_text("2")
    page.context.set_offline(False)
    saved(page, "2 choices")
    page.reload()
    expect(card(page, GUIDE).locator("[data-rank-place]")).to_have_text("2")


def choose(page: Page, name: str) -> None:
    """Fill a plain form in: two marks."""
    if name in ("approval", "knapsack", "shuffled"):
        for title in (GUIDE, TREE):
            seen(page.get_by_role("checkbox", name=title)).check(force=True)
    elif name == "ranking":
        page.get_by_label(f"Place {GUIDE}").select_option("1")
        page.get_by_label(f"Place {TREE}").select_option("1")
    elif name == "pairs":
        for row in page.locator(".pair-row").all()[:2]:
            seen(row.get_by_role("radio").first).check(force=True)
    else:
        word = {"score": "3, rather", "ten": "7, rather", "grade": "Good"}[name]
        for title in (GUIDE, TREE):
            seen(pick(page, title, word)).check(force=True)


@pytest.mark.parametrize("name", VOTES)
def test_without_scripts(hall: Hall, stage: Stage, name: str) -> None:
    page = phone(hall, stage, name, 3, java_script_enabled=False)
    choose(page, name)
    before = sorted(each for each in marks(page))
    page.get_by_role("button", name="Save my choices").click()
    expect(page.get_by_role("alert")).to_have_text("Saved")
    assert len(before) == 2
    assert marks(page) == before
    page.get_by_role("button", name="I abstain").click()
    expect(page.get_by_text("You abstain: you are counted")).to_be_visible()
    assert not marks(page)


def test_an_order_of_ones_own(hall: Hall, stage: Stage) -> None:
    def order(page: Page) -> list[str]:
        return page.locator("[data-option] b").all_inner_texts()

    page = phone(hall, stage, "shuffled", 0)
    mine = order(page)
    assert sorted(mine) == sorted(TITLES)
    card(page, mine[0]).locator("label").tap()
    saved(page)
    plain = phone(hall, stage, "shuffled", 0, java_script_enabled=False)
    assert order(plain) == mine == order(page)
    others = [order(phone(hall, stage, "shuffled", n, java_script_enabled=False)) for n in (1, 2)]
    assert any(other != mine for other in others)


@pytest.mark.parametrize("name", ["ten", "ranking", "pairs", "knapsack"])
def test_large_letters_and_weight(hall: Hall, stage: Stage, name: str) -> None:
    page, _watch = stage.watched("fresh", viewport={"width": 390, "height": 844}, locale="en-US")
    page.context.add_cookies([hall.cookie(name, 1)])
    total, table = weigh(page, hall.address(name))
    print(name, total)
    assert total <= MOST_BYTES, table
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": LARGE})
    page.reload()
    expect(page.locator("html.js")).to_be_attached()
    assert_fits(page, f"{name} with letters of 200 %")
    assert re.search("vote", page.content())
