"""Two consoles at the same roundtable: both may do everything, and both end with the same board."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.actors import Facilitator
from tests.e2e.conftest import House, Stage

DESK = "One desk where a diploma"
TRIAL = "Una semana de prueba pagada"
BUS = "Un autobuz de noapte"
ROOM = "Rooms to rent for the first"


def board(page: Page) -> list[str]:
    """What stands in which column, as the page shows it."""
    columns: list[str] = (
        page.get_by_role("main")
        .locator("section.column")
        .evaluate_all(
            "columns => columns.map((column) => [column.getAttribute('aria-label'),"
            " ...[...column.querySelectorAll('[data-id]')].map((card) => card.dataset.id)].join(' '))"
        )
    )
    return columns


def agree(one: Facilitator, two: Facilitator) -> None:
    """Both are saved, and show the same board."""
    one.is_ready()
    two.is_ready()
    expect(one.page.get_by_role("banner")).to_contain_text(re.compile(r"\d+ of \d+ grouped"))
    expect(two.page.locator("section.column")).to_have_count(
        one.page.locator("section.column").count()
    )
    deadline = 40
    while (first := board(one.page)) != (second := board(two.page)):
        deadline -= 1
        assert deadline, f"{first}\n{second}"
        one.page.wait_for_timeout(100)


def both(stage: Stage, code: str) -> tuple[Facilitator, Facilitator]:
    one, two = stage.console("one"), stage.console("two")
    one.opens_console(code)
    two.opens_console(code)
    return one, two


def test_moves_and_undo_across_consoles(house: House, stage: Stage) -> None:
    one, two = both(stage, house.take("propose"))
    one.goes_on("Next: Group")
    expect(two.heading).to_have_text("Group")
    one.groups_by_tap("Papers", DESK)
    expect(two.column("Papers")).to_contain_text(DESK)
    two.drags(TRIAL, "Papers")
    expect(one.column("Papers")).to_contain_text(TRIAL)

    # At the same time: each without having seen what the other does.
    one.card(BUS).click()
    two.card(ROOM).click()
    for person, title in ((one, "Ways"), (two, "Homes")):
        chosen = person.page.get_by_role("group", name="Selected proposals")
        chosen.get_by_role("button", name="New group").click()
        person.page.get_by_role("combobox", name="Title of the new group").fill(title)
    for person in (one, two):
        person.page.keyboard.press("Enter")
    for person in (one, two):
        expect(person.column("Ways")).to_contain_text(BUS)
        expect(person.column("Homes")).to_contain_text(ROOM)
    agree(one, two)

    # The same card to two places: the later one counts, on both.
    one.page.context.set_offline(True)
    one.watch.expect("ERR_INTERNET_DISCONNECTED", "WebSocket connection", "net::ERR")
    expect(one.page.get_by_text("Not connected")).to_be_visible()
    one.card(TRIAL).focus()
    one.page.keyboard.press("m")
    one.page.keyboard.type("Ways")
    one.page.keyboard.press("Enter")
    expect(one.page.get_by_text("1 change is kept and sent later")).to_be_visible()
    expect(one.column("Ways")).to_contain_text(TRIAL)
    two.moves_by_key(TRIAL, "Homes")
    one.page.context.set_offline(False)
    for person in (one, two):
        expect(person.column("Ways")).to_contain_text(TRIAL)
        expect(person.column("Homes")).not_to_contain_text(TRIAL)
    agree(one, two)

    # Undo by the other one, and it says what it undoes.
    button = two.page.get_by_role("button", name=re.compile("^Undo"))
    label = button.inner_text()
    assert re.search(r"Undo: \S+", label.replace("\n", " ")), label
    button.click()
    for person in (one, two):
        expect(person.column("Homes")).to_contain_text(TRIAL)
    one.page.get_by_role("button", name=re.compile("^Redo")).click()
    for person in (one, two):
        expect(person.column("Ways")).to_contain_text(TRIAL)
    agree(one, two)


def edit(person: Facilitator, group: str) -> None:
    title = re.compile(f"^{group},")
    person.page.get_by_role("button", name=title).click()
    expect(person.page.get_by_role("textbox", name="Group title")).to_be_focused()


def test_same_title_in_both_is_not_lost(house: House, stage: Stage) -> None:
    one, two = both(stage, house.take("group"))
    edit(one, "People to ask")
    edit(two, "People to ask")
    for person, title in ((one, "Mentors"), (two, "Neighbours")):
        person.page.get_by_role("textbox", name="Group title").fill(title)
    one.page.get_by_role("button", name="Save", exact=True).click()
    expect(one.column("Mentors")).to_be_visible()
    # What the other one writes stays, and what came meanwhile is shown beside it.
    field = two.page.get_by_role("textbox", name=re.compile("^Group title"))
    expect(field).to_have_value("Neighbours")
    meanwhile = two.page.get_by_role("status").filter(has_text="Changed meanwhile")
    expect(meanwhile).to_contain_text("Mentors")
    two.page.get_by_role("button", name="Take that").click()
    expect(field).to_have_value("Mentors")
    field.fill("Mentors and neighbours")
    two.page.get_by_role("button", name="Save", exact=True).click()
    for person in (one, two):
        expect(person.column("Mentors and neighbours")).to_be_visible()
    agree(one, two)


def test_same_passage_in_both_is_not_lost(house: House, stage: Stage) -> None:
    code = house.take("reveal")
    one, two = stage.console("one"), stage.console("two")
    fields = []
    for person in (one, two):
        person.opens(f"/r/{code}/draft")
        passage = person.page.get_by_role("article", name="People to ask")
        fields.append(passage.get_by_role("textbox", name=re.compile("^Text")))
        expect(fields[-1]).to_be_visible()
    mine, theirs = "The city looks for mentors.", "Each firm names one colleague."
    one.page.context.set_offline(True)
    one.watch.expect("ERR_INTERNET_DISCONNECTED", "WebSocket connection", "net::ERR")
    fields[0].fill(mine)
    fields[0].blur()
    fields[1].fill(theirs)
    fields[1].blur()
    article = two.page.get_by_role("article", name="People to ask")
    expect(article.get_by_role("status")).to_have_text("Saved")
    one.page.context.set_offline(False)
    conflict = one.page.get_by_role("group", name="Two versions")
    expect(conflict).to_contain_text(mine)
    expect(conflict).to_contain_text(theirs)
    conflict.get_by_role("button", name="Put both together").click()
    conflict.get_by_role("button", name="Take this text").click()
    for field in fields:
        expect(field).to_have_value(f"{theirs}\n\n{mine}")
