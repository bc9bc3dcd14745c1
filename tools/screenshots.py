"""Pictures of every surface in every stage: `python -m tools.screenshots FOLDER [--readme]`.

Starts a server of its own in a temporary folder, seeds the demonstration in each stage, and takes
pictures at the sizes of phones, laptops and projectors, in light and dark. `--readme` takes only the
three pictures of the README, into docs/images; `--rooms` only phone, screen and follow page in every
kind of stage (or those named), in rooms in which people have acted.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, StorageState, sync_playwright

from roundtable import access
from roundtable.core.stages import KINDS
from tests.e2e.serving import Server
from tests.services import CHROMIUM_ARGUMENTS, find_chromium

Scheme = Literal["light", "dark"]
ROOT = Path(__file__).resolve().parent.parent
STAGES = ("welcome", "propose", "group", "vote", "reveal", "close")
SIZES = ((390, 844), (320, 640), (1440, 900), (1920, 1080))
SCREEN_SIZES = (*SIZES, (1280, 720))
PHONE_SIZES = SIZES[:2]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
MOST_BYTES = 150_000


@dataclass(frozen=True)
class House:
    """A running server, a browser, the rights of a facilitator, and codes by stage."""

    server: Server
    browser: Browser
    state: StorageState
    codes: dict[str, str]


@contextmanager
def house(stages: tuple[str, ...], public: str = "") -> Iterator[House]:
    """A server with the demonstration in each of these stages."""
    with tempfile.TemporaryDirectory(prefix="rt-pictures-") as folder, sync_playwright() as engine:
        server = Server(Path(folder), public)
        made = server.seed([(server.sessions, stage) for stage in stages])
        server.start()
        browser = engine.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS)
        try:
            context = browser.new_context(locale="en-US")
            page = context.new_page()
            page.goto(server.link())
            page.get_by_role("button", name="Open").click()
            page.wait_for_url("**/console")
            state = context.storage_state()
            context.close()
            yield House(server, browser, state, dict(zip(stages, made, strict=True)))
        finally:
            browser.close()
            server.stop()


def settled(page: Page) -> None:
    """Wait until fonts are there, the socket has spoken, and nothing moves."""
    page.wait_for_load_state("load")
    if page.locator("#console, #draft").count():  # these are drawn by scripts
        page.get_by_text("All saved").wait_for()
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.wait_for_timeout(350)


def shoot(page: Page, folder: Path, name: str, sizes: tuple[tuple[int, int], ...]) -> None:
    """One page at all sizes, light and dark."""
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            settled(page)
            page.screenshot(path=folder / f"{name}-{width}x{height}-{scheme}.png")


def take_all(folder: Path) -> None:
    """All surfaces in all stages."""
    with house(STAGES) as here:
        staff = here.browser.new_context(storage_state=here.state, locale="en-US")
        staff_page = staff.new_page()
        for stage, code in here.codes.items():
            take_phone(here, folder, stage, code)
            for surface, sizes in (("console", SIZES), ("screen", SCREEN_SIZES), ("draft", SIZES)):
                if surface == "draft" and stage not in {"propose", "reveal"}:
                    continue
                staff_page.goto(f"{here.server.url}/r/{code}/{surface}")
                shoot(staff_page, folder, f"{surface}-{stage}", sizes)
            print(stage, flush=True)
        staff_page.goto(f"{here.server.url}/house")
        shoot(staff_page, folder, "house", SIZES)
        visitor = here.browser.new_context(locale="en-US").new_page()
        for name, path in (
            ("home", "/"),
            ("join", f"/r/{here.codes['propose']}"),
            ("error", "/r/AAA111"),
        ):
            visitor.goto(here.server.url + path)
            shoot(visitor, folder, name, SIZES)


def join(here: House, code: str) -> Page:
    """A phone with a seat."""
    page = here.browser.new_context(
        locale="en-US", viewport={"width": 390, "height": 844}
    ).new_page()
    page.goto(f"{here.server.url}/r/{code}")
    page.get_by_role("radio", name="Newcomers").check(force=True)
    page.get_by_role("button", name="Join", exact=True).click()
    page.get_by_role("banner").locator("summary").wait_for()
    return page


def act(page: Page, stage: str) -> None:
    """What somebody would have done by now in this stage."""
    if stage == "propose":
        for text in (
            "Evening courses next to the tram stop.",
            "One form for school, doctor and bus pass.",
        ):
            page.get_by_role("radio", name="Education").check(force=True)
            page.get_by_role("textbox", name="Your idea").fill(text)
            page.get_by_role("button", name="Send proposal").click()
            page.get_by_role("listitem").filter(has_text=text).get_by_text("Saved").wait_for()
        page.get_by_role("textbox", name="Your idea").fill("A person at the town hall who")
    if stage == "vote":
        for title in ("Romanian at work", "People to ask"):
            page.get_by_role("checkbox", name=title).check(force=True)


def take_phone(here: House, folder: Path, stage: str, code: str) -> None:
    """The phone in a stage; whole pages too, since a phone scrolls."""
    page = join(here, code)
    act(page, stage)
    shoot(page, folder, f"phone-{stage}", SIZES)
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="light")
    page.screenshot(path=folder / f"phone-{stage}-whole.png", full_page=True)
    page.context.close()


def take_rooms(folder: Path, kinds: list[str]) -> None:
    """Phone, screen and follow page in each kind of stage; whole pages of phones, which scroll."""
    with tempfile.TemporaryDirectory(prefix="rt-rooms-") as there, sync_playwright() as engine:
        server = Server(Path(there), "http://rt.primaria.example")
        made = server.rooms(kinds or list(KINDS))
        server.start()
        browser = engine.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS)
        try:
            leads = browser.new_context(locale="en-US").new_page()
            leads.goto(server.link())
            leads.get_by_role("button", name="Open").click()
            leads.wait_for_url("**/console")
            for kind, (code, secret) in made.items():
                take_room(server, browser, leads, folder, kind, code, secret)
                print(kind, flush=True)
        finally:
            browser.close()
            server.stop()


def take_room(
    server: Server, browser: Browser, leads: Page, folder: Path, kind: str, code: str, secret: str
) -> None:
    """The surfaces of one room."""
    context = browser.new_context(locale="en-US", viewport={"width": 390, "height": 844})
    name = access.cookie_name("participant", code)
    context.add_cookies([{"name": name, "value": secret, "url": server.url}])
    phone = context.new_page()
    phone.goto(f"{server.url}/r/{code}")
    shoot(phone, folder, f"phone-{kind}", PHONE_SIZES)
    phone.set_viewport_size({"width": 390, "height": 844})
    phone.emulate_media(color_scheme="light")
    phone.screenshot(path=folder / f"phone-{kind}-whole.png", full_page=True)
    context.close()
    leads.goto(f"{server.url}/r/{code}/screen")
    shoot(leads, folder, f"screen-{kind}", SCREEN_SIZES[2:])
    leads.goto(f"{server.url}/r/{code}/follow")
    shoot(leads, folder, f"follow-{kind}", SIZES[2:3])


def take_readme(folder: Path) -> None:
    """The three pictures of the README, each small."""
    folder.mkdir(parents=True, exist_ok=True)
    with house(("propose", "group", "reveal"), "http://rt.primaria.example") as here:
        phone = join(here, here.codes["propose"])
        act(phone, "propose")
        save(phone, folder / "phone.png")
        staff = here.browser.new_context(storage_state=here.state, locale="en-US").new_page()
        for name, stage, size in (
            ("console", "group", (1440, 900)),
            ("screen", "reveal", (1280, 720)),
        ):
            staff.set_viewport_size({"width": size[0], "height": size[1]})
            staff.goto(f"{here.server.url}/r/{here.codes[stage]}/{name}")
            save(staff, folder / f"{name}.png")


def save(page: Page, path: Path) -> None:
    """A picture with few colours, so that it stays small."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    settled(page)
    page.screenshot(path=path)
    for colours in (128, 64, 32):
        with Image.open(path) as picture:
            small = picture.convert("RGB").quantize(colours, dither=Image.Dither.NONE)
        small.save(path, optimize=True)
        if path.stat().st_size <= MOST_BYTES:
            return
    sys.exit(f"{path} is larger than {MOST_BYTES} bytes")


def main() -> None:
    """Read the arguments and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--readme", action="store_true", help="only the pictures of the README")
    parser.add_argument("--rooms", nargs="*", metavar="KIND", help="only every kind of stage")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.rooms is not None:
        take_rooms(given.folder, given.rooms)
    else:
        (take_readme if given.readme else take_all)(given.folder)


if __name__ == "__main__":
    main()
