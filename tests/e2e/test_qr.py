"""The codes on screen and console can be scanned: read from the pixels that people see."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.decoding import codes_on
from tests.e2e.actors import settle
from tests.e2e.conftest import House, Stage

STAGES = ("welcome", "propose", "group", "vote", "reveal", "close")
SIZES = ((1920, 1080), (1280, 720))


@pytest.mark.parametrize("kind", STAGES)
def test_the_screen_can_be_scanned_in_every_stage(house: House, stage: Stage, kind: str) -> None:
    code = house.shown[kind]
    screen = stage.screen(code)
    for width, height in SIZES:
        for scheme in ("light", "dark"):
            screen.page.set_viewport_size({"width": width, "height": height})
            screen.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            screen.page.wait_for_load_state("networkidle")
            settle(screen.page)
            found = codes_on(screen.page.screenshot())
            assert found == [f"{house.server.url}/r/{code}"], f"{width} by {height}, {scheme}"


def test_a_small_picture_of_the_screen_can_be_scanned(house: House, stage: Stage) -> None:
    """As from the back row, or in a call: every other pixel is lost."""
    code = house.shown["propose"]
    screen = stage.screen(code, device_scale_factor=0.5)
    screen.page.wait_for_load_state("networkidle")
    assert codes_on(screen.page.screenshot()) == [f"{house.server.url}/r/{code}"]


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_the_console_can_be_scanned(house: House, stage: Stage, size: tuple[int, int]) -> None:
    code = house.shown["welcome"]
    console = stage.console(viewport={"width": size[0], "height": size[1]})
    console.opens(f"/r/{code}/console")
    picture = console.page.get_by_role("img", name="QR code")
    expect(picture).to_be_visible()
    picture.scroll_into_view_if_needed()
    console.page.wait_for_load_state("networkidle")
    for scheme in ("light", "dark"):
        console.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        settle(console.page)
        assert codes_on(console.page.screenshot()) == [f"{house.server.url}/r/{code}"], scheme
