"""A writer's hour by keyboard alone: from results to a document."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import House
from tests.e2e.serving import ROOT, Server


def worked(server: Server) -> dict[str, Any]:
    """A demonstration strategy on a server that runs: its code, and a link for each role."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("roundtable")), "demo", "--strategy", "--json"],
        env=server.environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    made: dict[str, Any] = json.loads(done.stdout)
    return made


_NAME = """() => {
  const at = document.activeElement;
  if (at === document.body) return "";
  const labels = at.labels ? [...at.labels].map((label) => label.innerText).join(" ") : "";
  return at.getAttribute("aria-label") || labels || at.innerText || at.value || "";
}"""


def tab_to(page: Page, name: str, key: str = "Tab", most: int = 120) -> None:
    """Press Tab until something of that name has the focus."""
    seen = []
    for _turn in range(most):
        page.keyboard.press(key)
        told = " ".join(str(page.evaluate(_NAME)).split())
        if re.search(name, told):
            return
        seen.append(told[:40])
    raise AssertionError(f"Tab never comes to {name!r}, but to {seen}")


def test_from_results_to_a_document(house: House, browser: Browser) -> None:
    made = worked(house.server)
    page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-US")
    page.goto(made["coordinator"])
    page.get_by_role("button", name="Open").press("Enter")
    name = _takes_a_measure_in(page)
    _declines_one(page)
    _says_who_is_responsible(page, name)
    _answers_a_comment(page)
    _freezes_and_exports(page)
    page.close()


def _left(page: Page) -> int:
    """How many contributions wait for a fate."""
    told = page.get_by_role("region", name="Results").get_by_text("without a fate").first
    expect(told).to_be_visible()
    return int(re.findall(r"\d+", told.inner_text())[0])


def _left_is(page: Page, n: int) -> None:
    results = page.get_by_role("region", name="Results")
    expect(results.get_by_text(f"{n} without a fate").first).to_be_visible()


def _searches(page: Page, words: str) -> None:
    page.keyboard.press("/")
    expect(page.get_by_label("Search the results")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    page.keyboard.type(words)


def _takes_a_measure_in(page: Page) -> str:
    """A group of proposals becomes a measure with its sources; returns its name."""
    results = page.get_by_role("region", name="Results")
    before = _left(page)
    page.keyboard.press("Alt+1")
    _searches(page, "training")
    page.keyboard.press("ArrowDown")
    at = results.locator('[role="treeitem"][aria-current="true"]')
    expect(at).to_contain_text("Training for adults")
    page.keyboard.press("m")
    said = results.get_by_text(re.compile(r"Taken into the draft as measure M\d+"))
    expect(said).to_be_visible()
    (name,) = re.findall(r"M\d+", said.inner_text())
    expect(at).to_contain_text(name)
    expect(results.get_by_text(re.compile("Mark its .*proposal"))).to_be_visible()
    page.keyboard.press("y")
    expect(results.get_by_text(re.compile("marked as adopted"))).to_be_visible()
    _left_is(page, before - 1)
    return str(name)


def _declines_one(page: Page) -> None:
    """A contribution without a fate is found and declined, with a reason."""
    before = _left(page)
    _searches(page, "")
    tab_to(page, "^Filter")
    page.keyboard.press("Enter")
    tab_to(page, "What became of it")
    page.keyboard.type("Without")
    tab_to(page, "without a fate")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("f")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Adopted")).to_be_focused()
    for _turn in range(3):
        page.keyboard.press("ArrowRight")
    tab_to(page, "Why not")
    page.keyboard.type("The county decides on that.")
    tab_to(page, "^Save")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    _left_is(page, before - 1)


def _says_who_is_responsible(page: Page, name: str) -> None:
    page.keyboard.press("Alt+2")
    tab_to(page, f"^{name}")
    page.keyboard.press("Enter")
    tab_to(page, "Responsible")
    page.keyboard.type("Mayor's office")
    page.keyboard.press("Escape")
    expect(page.get_by_role("main").get_by_text("Mayor's office").last).to_be_visible()


def _answers_a_comment(page: Page) -> None:
    page.keyboard.press("Alt+3")
    tab_to(page, "Rests on")
    page.keyboard.press("ArrowRight")
    tab_to(page, "^Answer$")
    page.keyboard.press("Enter")
    tab_to(page, "add|Why")
    page.keyboard.type("We write it so.")
    tab_to(page, "Save the answer")
    page.keyboard.press("Enter")
    expect(page.get_by_text("We write it so.")).to_be_visible()


def _freezes_and_exports(page: Page) -> None:
    """A version gets a name and its hash, and becomes a PDF."""
    dialog = page.get_by_role("dialog")
    tab_to(page, "Freeze a version")
    page.keyboard.press("Enter")
    expect(dialog.get_by_label("Name of the version")).to_be_focused()
    page.keyboard.type("After an hour")
    page.keyboard.press("Enter")
    expect(dialog.get_by_label("Hash of the version")).to_be_visible()
    tab_to(page, "Export it")
    page.keyboard.press("Enter")
    tab_to(page, "Make the PDF")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("link", name=re.compile("Download"))).to_be_visible(timeout=40_000)
    tab_to(page, "Download")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.path().read_bytes().startswith(b"%PDF")
