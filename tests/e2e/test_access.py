"""What a screen reader, a keyboard and weak eyes meet on every surface, in light and dark (axe)."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.actors import settle
from tests.e2e.conftest import House, Stage

GRAVE = {"serious", "critical"}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
STAGES = ("welcome", "propose", "group", "vote", "reveal", "close")
axe = Axe()


def problems(page: Page, what: str) -> list[str]:
    """Grave violations on a page in light and dark, each with where it is."""
    found: list[str] = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        settle(page)
        for each in axe.run(page).response["violations"]:
            if each["impact"] in GRAVE:
                found += [
                    f"{what}, {scheme}: {each['id']}: {tell(node)}" for node in each["nodes"][:3]
                ]
    return found


def tell(node: dict[str, Any]) -> str:
    """One node of a violation in words."""
    return f"{node['html'][:160]} · {node['failureSummary'].splitlines()[-1].strip()}"


@pytest.mark.parametrize("kind", STAGES)
def test_stage(house: House, stage: Stage, kind: str) -> None:
    # What phones and screens show of each kind of stage is looked at in test_kinds.
    code = house.shown[kind]
    phone, console = stage.phone(), stage.console()
    phone.joins(code, "Newcomers")
    phone.page.wait_for_load_state("networkidle")
    phone.seat.click()
    found = problems(phone.page, f"phone in {kind}, seat open")
    console.opens_console(code)
    found += problems(console.page, f"console in {kind}")
    if kind in {"propose", "reveal"}:
        console.opens(f"/r/{code}/draft")
        expect(console.page.get_by_role("navigation")).to_be_visible()
        found += problems(console.page, f"draft in {kind}")
    assert not found, "\n".join(found)


def test_doors(house: House, stage: Stage) -> None:
    phone, console = stage.phone(), stage.console()
    phone.watch.expect("404", "410")
    found: list[str] = []
    for path in ("/", f"/r/{house.shown['propose']}", "/k/nothing", "/r/AAA111"):
        phone.opens(path)
        found += problems(phone.page, path)
    phone.opens("/")
    phone.page.get_by_role("textbox").fill("AAA 111")
    phone.page.get_by_role("button", name="Continue").click()
    expect(phone.page.get_by_role("alert")).to_be_visible()
    found += problems(phone.page, "home after a wrong code")
    console.opens("/house")
    found += problems(console.page, "house")
    console.opens("/house/formats")
    found += problems(console.page, "formats")
    assert not found, "\n".join(found)


def test_dialogs_of_the_board(house: House, stage: Stage) -> None:
    console = stage.console()
    console.opens_console(house.shown["group"])
    found: list[str] = []
    console.page.keyboard.press("Tab")
    console.card("Un autobuz de noapte").click()
    found += problems(console.page, "board with a selection")
    for key, name in (("m", "Move"), ("n", "New group"), ("h", "Hide")):
        console.page.keyboard.press(key)
        expect(console.page.get_by_role("dialog")).to_contain_text(name)
        found += problems(console.page, f"dialog {name}")
        console.page.keyboard.press("Escape")
        expect(console.page.get_by_role("dialog")).to_have_count(0)
    assert not found, "\n".join(found)
