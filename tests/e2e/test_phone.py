"""The phone on a bad day: lost answers, double taps, two devices, too late, killed browser and server."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserType, Error, WebSocketRoute, expect

from tests.e2e.actors import PHONE, Phone
from tests.e2e.conftest import House, Stage
from tests.e2e.serving import Server
from tests.e2e.watching import Watch

ARABIC = "نريد مواعيد واضحة مكتوبة"


def test_reload_keeps_what_was_typed(house: House, stage: Stage) -> None:
    phone = stage.phone()
    phone.joins(house.take("propose"))
    phone.page.get_by_role("radio", name="Education").check(force=True)
    phone.box.fill("Half a thought about")
    phone.reloads()
    expect(phone.box).to_have_value("Half a thought about")
    expect(phone.page.get_by_role("radio", name="Education")).to_be_checked()
    phone.page.get_by_role("button", name="Send proposal").click()
    expect(phone.own("Half a thought")).to_contain_text("Saved")
    expect(phone.box).to_have_value("")
    phone.reloads()
    expect(phone.box).to_have_value("")


def test_lost_acknowledgement(house: House, stage: Stage) -> None:
    code = house.take("propose")
    phone, console = stage.phone(), stage.console()
    phone.watch.expect("WebSocket connection")
    console.opens_console(code)
    sent: list[str] = []
    lost: list[str] = []

    def drop_first_answer(route: WebSocketRoute) -> None:
        server = route.connect_to_server()

        def from_page(message: str | bytes) -> None:
            if isinstance(message, str) and '["do",' in message:
                sent.append(message)
            server.send(message)

        def from_server(message: str | bytes) -> None:
            if not sent or lost:
                route.send(message)
            elif isinstance(message, str) and re.match(r"43\d+\[", message):
                lost.append(message)
                route.close()  # what else came between is lost, too

        route.on_message(from_page)
        server.on_message(from_server)

    phone.page.route_web_socket(re.compile("/socket.io/"), drop_first_answer)
    phone.joins(code)
    phone.proposes("Acknowledged into the void")
    assert len(sent) == 2
    assert json.loads(sent[0].lstrip("0123456789")) == json.loads(sent[1].lstrip("0123456789"))
    assert len(lost) == 1
    assert '"ok":true' in lost[0]
    console.sees("Acknowledged into the void")
    expect(console.page.get_by_text("Acknowledged into the void")).to_have_count(1)
    phone.reloads()
    expect(phone.own("Acknowledged into the void")).to_have_count(1)


def test_double_taps(house: House, stage: Stage) -> None:
    code = house.take("propose")
    phone, plain, console = stage.phone(), stage.phone("plain", scripts=False), stage.console()
    console.opens_console(code)
    phone.joins(code)
    phone.box.fill("Tapped twice")
    phone.page.get_by_role("button", name="Send proposal").dblclick()
    expect(phone.own("Tapped twice")).to_contain_text("Saved")
    # Without scripts a second tap posts the very same form.
    plain.joins(code)
    form: dict[str, str | float | bool] = {
        field.get_attribute("name") or "": field.input_value()
        for field in plain.page.locator("#propose input[type=hidden]").all()
    }
    for _tap in range(2):
        answer = plain.page.context.request.post(
            f"{plain.base}/r/{code}/do",
            form=form | {"text": "Posted twice"},
            headers={"Referer": f"{plain.base}/r/{code}"},
        )
        assert answer.ok
    for text in ("Tapped twice", "Posted twice"):
        console.sees(text)
        expect(console.page.get_by_text(text)).to_have_count(1)
    plain.reloads()
    expect(plain.own("Posted twice")).to_have_count(1)


def dots(phone: Phone) -> list[int]:
    """The dots in all boxes of the ballot."""
    return [int(each.input_value()) for each in phone.page.get_by_role("spinbutton").all()]


def test_dots_stay_within_budget(house: House, stage: Stage) -> None:
    code = house.take("group", "dots")
    console, phone = stage.console(), stage.phone()
    console.opens_console(code)
    phone.joins(code)
    console.goes_on("Next: Vote")
    more = phone.page.get_by_role("button", name="One dot more: Romanian at work")
    expect(more).to_be_visible()
    more.evaluate("button => { for (let tap = 0; tap < 9; tap += 1) button.click(); }")
    phone.sees("0 of 5 left")
    expect(phone.page.get_by_role("spinbutton", name="Romanian at work")).to_have_value("5")
    expect(more).to_have_attribute("aria-disabled", "true")
    other = phone.page.get_by_role("button", name="One dot more: People to ask")
    other.click(force=True)
    phone.page.get_by_role("button", name="One dot less: Romanian at work").click()
    phone.page.get_by_role("button", name="One dot less: Romanian at work").click()
    phone.sees("2 of 5 left")

    # The same seat on a second device, which does not know yet what the first one gives.
    second = stage.phone("second device", storage_state=phone.page.context.storage_state())
    second.opens(f"/r/{code}")
    second.sees("2 of 5 left")
    second.goes_offline()
    two = second.page.get_by_role("button", name="One dot more: People to ask")
    two.click()
    two.click()
    second.sees("0 of 5 left")
    other.click()
    other.click()
    phone.page.get_by_role("button", name="One dot more: School and parents").click(force=True)
    phone.sees("0 of 5 left")
    expect(phone.page.get_by_role("spinbutton", name="People to ask")).to_have_value("2")
    phone.page.get_by_role("button", name="One dot less: People to ask").click()
    phone.page.get_by_role("button", name="One dot more: School and parents").click()
    phone.sees("0 of 5 left")
    phone.page.wait_for_function(
        "() => !document.querySelector('[data-vote-state][data-state=sending]')"
    )
    second.comes_back()
    second.sees("Not accepted")
    for device in (phone, second):
        device.reloads()
        expect(device.page.get_by_text("0 of 5 left")).to_be_visible()
        assert sum(dots(device)) == 5

    # A form that asks for too much is refused in words as well, and changes nothing.
    plain = stage.phone("plain", scripts=False, storage_state=phone.page.context.storage_state())
    plain.opens(f"/r/{code}")
    plain.page.get_by_role("spinbutton", name="Language at school").fill("5")
    plain.page.get_by_role("button", name="Save my choices").click()
    expect(plain.page.get_by_role("alert")).to_be_visible()
    phone.reloads()
    assert sum(dots(phone)) == 5


def test_too_late_is_said_in_words(house: House, stage: Stage) -> None:
    code = house.take("propose")
    console, phone, plain = stage.console(), stage.phone(), stage.phone("plain", scripts=False)
    console.opens_console(code)
    phone.joins(code)
    plain.joins(code)
    phone.goes_offline()
    phone.proposes("Thought of in the lift", state="Sending when you are back online")
    plain.box.fill("Typed for too long")
    console.goes_on("Next: Group")
    plain.page.get_by_role("button", name="Send proposal").click()
    expect(plain.page.get_by_role("alert")).to_be_visible()
    phone.comes_back()
    refused = phone.page.get_by_role("listitem").filter(has_text="Thought of in the lift")
    expect(refused).to_contain_text(re.compile(r"Not accepted: \S+"))
    expect(refused.get_by_role("button", name="Remove")).to_be_visible()
    phone.reloads()
    expect(refused).to_contain_text("Not accepted")  # kept until it has been read
    refused.get_by_role("button", name="Remove").click()
    expect(refused).to_have_count(0)
    console.never_sees("Thought of in the lift")
    console.never_sees("Typed for too long")


def test_hidden_by_the_facilitator(house: House, stage: Stage) -> None:
    code = house.take("propose")
    console, phone, screen = stage.console(), stage.phone(), stage.screen(code)
    console.opens_console(code)
    phone.joins(code)
    phone.proposes("My neighbour Vasile plays the drum at night")
    phone.proposes(ARABIC)
    screen.sees("My neighbour Vasile")
    for person in (phone, console, screen):
        words = person.page.get_by_text(ARABIC).filter(visible=True).first
        expect(words).to_have_attribute("dir", "rtl")
        assert words.evaluate("element => getComputedStyle(element).direction") == "rtl"
    card = console.page.get_by_role("listitem").filter(has_text="My neighbour Vasile")
    card.get_by_role("button", name=re.compile("^My neighbour Vasile")).click()
    card.get_by_role("button", name=re.compile("^Hide")).click()
    console.page.get_by_label("Reason (optional)").fill("it names a person")
    console.page.get_by_role("button", name="Hide", exact=True).click()
    expect(phone.own("My neighbour Vasile")).to_contain_text("Not shown: it names a person")
    expect(screen.page.get_by_text("My neighbour Vasile")).to_have_count(0)
    console.page.get_by_role("button", name=re.compile("^Show .* again")).click()
    screen.sees("My neighbour Vasile")
    expect(phone.own("My neighbour Vasile")).to_contain_text("Saved")


def kill_browser(profile: Path) -> None:
    """SIGKILL to all processes of the one browser that runs on this profile."""
    wanted = f"--user-data-dir={profile}".encode()
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                arguments = (folder / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if wanted in arguments:
                os.kill(int(folder.name), signal.SIGKILL)


def test_killed_browser_and_killed_server(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    browser: Any,
    own_server: Callable[[], Server],
    tmp_path: Path,
) -> None:
    server, profile = own_server(), tmp_path / "profile"
    server.start()
    stage = Stage(browser, server)

    def start_browser() -> Phone:
        context = browser_type.launch_persistent_context(
            profile, viewport=PHONE, locale="en-US", **browser_type_launch_args
        )
        watch = Watch(urlsplit(server.url).netloc, "killed").on(context)
        watch.expect("ERR_", "WebSocket connection")
        stage.watches.append(watch)
        return Phone(context.pages[0], watch, server.url)

    page, watch = stage.watched("console", locale="en-US")
    watch.expect("ERR_CONNECTION_REFUSED", "WebSocket connection")
    page.goto(server.link())
    page.get_by_role("button", name="Open").click()
    page.wait_for_url("**/console")
    code = page.url.split("/r/")[1].split("/")[0]

    phone = start_browser()
    phone.joins(code, "Newcomers")
    phone.proposes("Before the accident")
    seat = phone.name
    phone.goes_offline()
    phone.proposes("Right before the battery fell out", state="Sending when you are back online")
    kill_browser(profile)
    with suppress(Error):  # it is dead, as intended
        phone.page.context.close()

    # Meanwhile the server dies, too, and both come back.
    server.kill()
    server.start()
    phone = start_browser()
    phone.opens(f"/r/{code}")
    expect(phone.own("Right before the battery fell out")).to_contain_text("Saved")
    expect(phone.own("Right before the battery fell out")).to_have_count(1)
    expect(phone.own("Before the accident")).to_have_count(1)
    assert phone.name == seat
    page.reload()
    for text in ("Right before the battery fell out", "Before the accident"):
        expect(page.get_by_text(text)).to_have_count(1)
    phone.page.context.close()
    stage.close()
