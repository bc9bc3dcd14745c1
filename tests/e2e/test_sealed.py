"""A sealed vote from the first mark to the check on another machine, in browsers and by the command."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from roundtable import access
from tests.e2e.actors import PHONE
from tests.e2e.ballot_rooms import TITLES
from tests.e2e.conftest import Stage
from tests.e2e.serving import ROOT, Server
from tests.e2e.test_access import problems
from tests.e2e.test_ballots import card, seen
from tests.e2e.test_board_sixty import entered

DESK, COURSES, GUIDE, LIBRARY, TREE, BUS = TITLES


def phones(people: Stage, server: Server, code: str, secrets: list[str]) -> list[Page]:
    """The phones of people who sit in the room."""
    pages = []
    for number, secret in enumerate(secrets):
        page, _watch = people.watched(f"phone {number}", viewport=PHONE, locale="en-US")
        cookie = access.cookie_name("participant", code)
        page.context.add_cookies([{"name": cookie, "value": secret, "url": server.url}])
        page.goto(f"{server.url}/r/{code}")
        expect(page.locator("html.js")).to_be_attached()
        pages.append(page)
    return pages


def receipt_of(page: Page) -> tuple[str, str]:
    """A phone's receipt, and the hash that stands with it."""
    page.get_by_text("This vote is sealed").click()
    lines = page.locator(".receipt p:visible").all_inner_texts()
    receipt, digest = (line.rsplit(maxsplit=1)[-1] for line in (lines[0], lines[-1]))
    return receipt, digest


@pytest.mark.parametrize("name", ["sealed", "purse"])
def test_from_the_first_mark_to_the_check(
    name: str, own_server: Callable[[], Server], browser: Browser, tmp_path: Path
) -> None:
    server = own_server()
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.ballot_rooms", name],
        env=server.environment, cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    code, *secrets = json.loads(done.stdout)[name]
    server.start()
    people = Stage(browser, server, entered(browser, server))
    console, voters = people.console(), phones(people, server, code, secrets)
    console.opens_console(code)
    console.sees("This vote is sealed")
    choices = ((DESK, GUIDE), (GUIDE,), (GUIDE, TREE), (LIBRARY,))
    for page, titles in zip(voters, choices, strict=True):
        for title in titles:
            seen(card(page, title).locator("label")).click()
        expect(page.locator(".receipt")).to_contain_text("Your receipt:")
        expect(page.get_by_text("Saved").first).to_be_visible()
    found = problems(voters[0], "a sealed vote on the phone")
    # A change of mind before the close has the same receipt and another hash.
    receipt, digest = receipt_of(voters[3])
    seen(card(voters[3], COURSES).locator("label")).click()
    expect(voters[3].locator(".receipt")).not_to_contain_text(digest)
    held = [receipt_of(page) if page is not voters[3] else None for page in voters]
    voters[3].reload()
    held[3] = receipt_of(voters[3])
    assert held[3] is not None
    assert held[3][0] == receipt
    assert held[3][1] != digest

    console.goes_on("Next: Reveal")
    console.sees("The list of ballots is fixed.")
    console.goes_on("Reveal the result")
    console.sees("The file for everyone")
    found += problems(console.page, "a sealed result on the console")
    page = voters[0]
    page.goto(f"{server.url}/r/{code}/results")
    expect(page.get_by_role("heading", name="The seal")).to_be_visible()
    found += problems(page, "a sealed result")
    assert not found, "\n".join(found)
    with page.expect_download() as download:
        page.get_by_role("link", name="The published file").click()
    file = tmp_path / "elsewhere" / "vote.json"
    file.parent.mkdir()
    shutil.copy(download.value.path(), file)
    people.close()
    server.stop()

    # Another machine: the file alone, no server, no database.
    listed = json.loads(file.read_text("utf-8"))
    text = json.dumps(listed)
    for each in held:
        assert each is not None
        for part in each:
            assert part.rstrip("…") in text
    right = verify(file)
    assert right.returncode == 0, right.stdout + right.stderr
    assert "give the result that was published" in right.stdout
    wrong = text.replace(held[0][1][:8] if held[0] else "", "00000000", 1)
    file.write_text(wrong, "utf-8")
    assert verify(file).returncode != 0


def verify(file: Path) -> subprocess.CompletedProcess[str]:
    """What the command says of a file."""
    return subprocess.run(
        [str(Path(sys.executable).with_name("roundtable")), "verify", str(file)],
        cwd=file.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
