"""Small pages, large letters, few bytes, other languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Page, expect

from tests.e2e.actors import Phone
from tests.e2e.conftest import House, Stage

MOST_BYTES = 60_000
STAGES = ("welcome", "propose", "group", "vote", "reveal", "close")
CATALOGUE = Path(__file__).parents[2] / "roundtable/translations/ro/LC_MESSAGES/messages.po"
#: Letters of 32 px where others have 16: the reader's own setting of 200 %.
LARGE = {"standard": 32, "fixed": 26}


def seated(house: House, stage: Stage, kind: str, **options: Any) -> Phone:
    """A phone with a seat in the roundtable that shows a stage."""
    phone = stage.phone(kind, **options)
    phone.joins(house.shown[kind], "Newcomers")
    return phone


def assert_fits(page: Page, what: str) -> None:
    """Nothing stands out at the side, and nothing is cut off there."""
    found: list[str] = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.querySelectorAll("body *")]
                .filter((each) => each.getBoundingClientRect().right > width + 1)
                .slice(0, 4).map((each) => each.outerHTML.slice(0, 120));
        }"""
    )
    assert not found, f"{what}: {found}"


@pytest.mark.parametrize("kind", STAGES)
def test_phone_fits_narrow_and_large(house: House, stage: Stage, kind: str) -> None:
    phone = stage.phone(kind, viewport={"width": 320, "height": 640})
    phone.opens("/")
    assert_fits(phone.page, "home at 320")
    phone.opens(f"/r/{house.shown[kind]}")
    assert_fits(phone.page, "join at 320")
    phone.joins(house.shown[kind], "Schools and NGOs")
    assert_fits(phone.page, f"{kind} at 320")
    phone.seat.click()
    expect(phone.page.get_by_role("button", name="Leave this roundtable")).to_be_visible()
    assert_fits(phone.page, f"{kind} with the seat open at 320")
    phone.seat.click()

    # 200 %: twice the letters on the same phone.
    phone.page.set_viewport_size({"width": 390, "height": 844})
    session = phone.page.context.new_cdp_session(phone.page)
    session.send("Page.setFontSizes", {"fontSizes": LARGE})
    phone.reloads()
    size = phone.page.evaluate("() => parseFloat(getComputedStyle(document.body).fontSize)")
    assert size >= 28, "letters do not follow the reader's own size"
    assert_fits(phone.page, f"{kind} with letters of 200 %")
    for button in phone.page.get_by_role("main").get_by_role("button").filter(visible=True).all():
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 391


def weigh(page: Page, address: str) -> tuple[int, str]:
    """The bytes that come over the wire for a page opened for the first time, and what they are."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    names: dict[str, str] = {}
    weights: dict[str, int] = {}
    session.on(
        "Network.requestWillBeSent",
        lambda event: names.update({event["requestId"]: event["request"]["url"]}),
    )
    session.on(
        "Network.loadingFinished",
        lambda event: weights.update({event["requestId"]: int(event["encodedDataLength"])}),
    )
    page.goto(address)
    expect(page.get_by_role("banner").locator("summary")).to_be_visible()
    page.wait_for_load_state("networkidle")
    loaded = {
        names[each]: weight for each, weight in weights.items() if "/socket.io/" not in names[each]
    }
    assert len(loaded) > 5
    table = "\n".join(
        f"{weight:7} {url}" for url, weight in sorted(loaded.items(), key=lambda i: -i[1])
    )
    return sum(loaded.values()), table


@pytest.mark.parametrize("kind", ["propose", "vote", "reveal"])
def test_weight_of_the_phone(house: House, stage: Stage, kind: str) -> None:
    phone = seated(house, stage, kind)
    fresh = stage.phone("fresh", storage_state=phone.page.context.storage_state())
    total, table = weigh(fresh.page, f"{fresh.base}/r/{house.shown[kind]}")
    print(f"\n{kind}: {total} bytes\n{table}")
    assert total <= MOST_BYTES, table


def english_left(page: Page) -> set[str]:
    """Texts of the interface that are still English on a Romanian page."""
    with CATALOGUE.open("rb") as file:
        known = {
            str(message.id)
            for message in read_po(file)
            if isinstance(message.id, str) and message.id and message.string != message.id
        }
    seen = page.evaluate(
        """() => [...document.querySelectorAll("body *")].flatMap((each) => [
            each.getAttribute("aria-label"), each.getAttribute("placeholder"), each.getAttribute("alt"),
            ...[...each.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data),
        ]).filter(Boolean).map((text) => text.trim())"""
    )
    return known & set(seen)


@pytest.mark.parametrize("kind", ["propose", "vote", "reveal"])
def test_romanian(house: House, stage: Stage, kind: str) -> None:
    code = house.shown[kind]
    phone = stage.phone("romanian", locale="ro-RO")
    phone.opens("/")
    assert not english_left(phone.page)
    phone.opens(f"/r/{code}")
    expect(phone.page.locator("html")).to_have_attribute("lang", "ro")
    assert not english_left(phone.page)
    phone.page.get_by_role("main").get_by_role("button").last.click()
    expect(phone.seat).to_be_visible()
    expect(phone.page.locator("html")).to_have_attribute("lang", "ro")
    assert not english_left(phone.page)
    titles = {
        "propose": "Propunerile dumneavoastră",
        "vote": "Vot",
        "reveal": "Ce își dorește sala",
    }
    expect(phone.page.get_by_role("main")).to_contain_text(re.compile(titles[kind], re.IGNORECASE))
    for surface in ("screen", "console", "draft"):
        person = stage.console(f"romanian {surface}", locale="ro-RO")
        person.opens(f"/r/{code}/{surface}")
        person.page.wait_for_load_state("networkidle")
        left = english_left(person.page)
        assert not left, f"{surface}: {left}"
