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
    results = page.get_by_role("region", name="Results")
    left = results.get_by_text("without a fate").first
    expect(left).to_be_visible()
    before = int(re.findall(r"\d+", left.inner_text())[0])

    # a group of proposals becomes a measure, with its sources
    page.keyboard.press("Alt+1")
    search = results.get_by_label("Search the results")
    page.keyboard.press("/")
    expect(search).to_be_focused()
    page.keyboard.type("training")
    page.keyboard.press("ArrowDown")
    at = results.locator('[role="treeitem"][aria-current="true"]')
    expect(at).to_contain_text("Training for adults")
    page.keyboard.press("m")
    said = results.get_by_text(re.compile(r"Taken into the draft as measure M\d+"))
    expect(said).to_be_visible()
    name = re.findall(r"M\d+", said.inner_text())[0]
    expect(at).to_contain_text(name)
    expect(results.get_by_text(re.compile("Mark its .*proposal"))).to_be_visible()
    page.keyboard.press("y")
    expect(results.get_by_text(re.compile("marked as adopted"))).to_be_visible()
    fewer = before - 1
    expect(results.get_by_text(f"{fewer} without a fate").first).to_be_visible()

    # another contribution is declined, with a reason
    page.keyboard.press("/")
    expect(search).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    tab_to(page, "^Filter")
    page.keyboard.press("Enter")
    tab_to(page, "What became of it")
    page.keyboard.type("Without")
    tab_to(page, "without a fate")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("f")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("Adopted")).to_be_focused()
    for _turn in range(3):
        page.keyboard.press("ArrowRight")
    tab_to(page, "Why not")
    page.keyboard.type("The county decides on that.")
    tab_to(page, "^Save")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(results.get_by_text(f"{fewer - 1} without a fate").first).to_be_visible()

    # the measure says who is responsible
    page.keyboard.press("Alt+2")
    draft = page.get_by_role("main")
    tab_to(page, f"^{name}")
    page.keyboard.press("Enter")
    tab_to(page, "Responsible")
    page.keyboard.type("Mayor's office")
    page.keyboard.press("Escape")
    expect(draft.get_by_text("Mayor's office").last).to_be_visible()

    # a comment of a partner is answered
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

    # a version is frozen, and exported
    tab_to(page, "Freeze a version")
    page.keyboard.press("Enter")
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
    page.close()
