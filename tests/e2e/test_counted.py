"""The page "How it was counted" for weak eyes and on paper; and a tie that the room settles."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Stage
from tests.e2e.serving import ROOT, Server
from tests.e2e.test_access import problems


def test_how_it_was_counted(own_server: Callable[[], Server], browser: Browser) -> None:
    server = own_server()
    command = [sys.executable, "-m", "tests.voted", "14", "tie"]
    done = subprocess.run(
        command, env=server.environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    (many, _secret), (tie, _other) = json.loads(done.stdout)
    server.start()
    people = Stage(browser, server)
    leads = people.console()
    page = leads.page
    page.goto(server.link())
    page.get_by_role("button", name="Open").click()
    page.wait_for_url("**/console")

    page.goto(f"{server.url}/r/{many}/results")
    assert not problems(page, "how it was counted")
    for width in (320, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        over = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{width} wide: {over} too much"
    table = page.locator("details.figures").first
    table.locator("summary").click()
    expect(table.get_by_role("table")).to_be_visible()

    leads.opens_console(tie)
    page.get_by_role("button", name="Settle the tie…").click()
    page.get_by_role("button", name="Move up: The library open on Sundays").click()
    page.get_by_label("Why this order? Everybody reads it.").fill("It can begin at once.")
    page.get_by_role("button", name="Keep this order").click()
    expect(page.get_by_role("heading", name="The tie is settled")).to_be_visible()
    page.goto(f"{server.url}/r/{tie}/results")
    verdict = page.get_by_role("heading", name="The library open on Sundays has the place")
    expect(verdict).to_be_visible()
    expect(page.get_by_text("Its reason: It can begin at once.")).to_be_visible()
    people.close()
