"""A whole session in real browsers: from the printed link and the QR address to the PDF."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.decoding import codes_on
from tests.e2e.actors import Facilitator, Person
from tests.e2e.conftest import Stage
from tests.e2e.serving import Server

ROOMS = "Rooms to rent without a guarantor"
DESK = "One desk where a diploma is checked"
EVENING = "Courses in the evening, with childcare"
ROM = "Cursuri de română la locul de muncă"
ARABIC = "عقد عمل مكتوب بلغة أفهمها"
TUNNEL = "Written in a tunnel, without any network"
DROPPED = "A thought that is taken back"
MARKUP = '<b>&" {{7*7}}'
PASSAGE = "The city opens one desk by spring, and it stays open until eight."

#: Keys that only a tally has, in a snapshot, a frame or a page.
TALLIES = ("by_group", '"counts"', '"rank"', '"total"', "data-results", '"against"')


def assert_no_tallies(*people: Person) -> None:
    for person in people:
        for text in [person.page.content(), *person.watch.frames]:
            for word in TALLIES:
                assert word not in text, f"{person.watch.name} got {word}: {text[:500]}"


def text_of(pdf: bytes, folder: Path) -> str:
    path = folder / "draft.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, text=True, check=True
    )
    assert not done.stderr
    return " ".join(done.stdout.split())


def test_whole_session(  # noqa: PLR0915 (one story from beginning to end)
    browser: Browser, own_server: Callable[[], Server], tmp_path: Path
) -> None:
    server = own_server()
    server.start()
    stage = Stage(browser, server)
    page, watch = stage.watched("console", viewport={"width": 1440, "height": 900}, locale="en-US")
    console = Facilitator(page, watch, server.url)

    # The link of the terminal makes this browser the facilitator, once.
    page.goto(server.link())
    page.get_by_role("button", name="Open").click()
    console.is_ready()
    other, other_watch = stage.watched("late finder of the link")
    other_watch.expect("410")
    assert (answer := other.goto(server.link()))
    assert answer.status == 410
    code = console.starts("Feeling at home")
    stage.state = page.context.storage_state()
    screen = stage.screen(code)

    # The QR code on the screen holds the address that is written beside it.
    expect(screen.page.get_by_role("img", name=re.compile("QR code"))).to_be_visible()
    screen.page.wait_for_load_state("networkidle")
    assert codes_on(screen.page.screenshot()) == [f"{server.url}/r/{code}"]
    assert page.get_by_label("Join address").input_value() == f"{server.url}/r/{code}"

    ana, ben, cem = stage.phone("ana"), stage.phone("ben", scripts=False), stage.phone("cem")
    ana.joins(code, "Newcomers")
    ben.joins(code)
    cem.joins(code, "Employers")
    expect(page.get_by_role("main")).to_contain_text("3 people are here")
    expect(screen.page.get_by_role("img", name="0 of 3 agree")).to_be_visible()

    # Proposing: live on console and screen; plain forms; offline, exactly once.
    console.goes_on("Next: Where our city stands")
    console.goes_on("Next: Your proposals")
    expect(ana.box).to_be_visible()
    ana.proposes(ROOMS, "Labour market")
    for watcher in (console, screen):
        watcher.sees(ROOMS)
    ben.reloads()
    ben.proposes(DESK, "Labour market")
    ben.proposes(EVENING + " on Sundays", "Education")
    ben.edits(EVENING + " on Sundays", EVENING)
    ben.proposes(DROPPED)
    ben.withdraws(DROPPED)
    ben.seat.click()
    ben.page.get_by_role("radio", name="Schools and NGOs").check(force=True)
    ben.page.get_by_role("button", name="Save", exact=True).click()
    expect(ben.seat).to_contain_text("Schools and NGOs")
    screen.sees(EVENING)
    screen.never_sees(DROPPED)

    cem.goes_offline()
    cem.proposes(TUNNEL, "Education", state="Sending when you are back online")
    cem.sees("Offline. What you send is kept")
    ana.proposes(ROM)
    ana.proposes(ARABIC)
    ana.proposes(MARKUP)
    console.never_sees(TUNNEL)
    cem.comes_back()
    expect(cem.own(TUNNEL)).to_contain_text("Saved")
    expect(cem.own(TUNNEL)).to_have_count(1)
    for watcher in (console, screen):
        watcher.sees(TUNNEL)
        expect(watcher.page.get_by_role("main").get_by_text(TUNNEL)).to_have_count(1)
    assert screen.page.get_by_text(ARABIC).get_attribute("dir") == "rtl"
    assert screen.page.get_by_text(ARABIC).get_attribute("lang") == "ar"

    # Grouping by tap, by mouse and by keyboard.
    console.goes_on("Next: Group")
    console.groups_by_tap("One desk", DESK)
    console.groups_by_tap("Language", EVENING)
    console.drags(ROM, "Language")
    console.drags(TUNNEL, "Language")
    console.moves_by_key(ARABIC, "One desk")
    console.moves_by_key(ROOMS, "Homes")
    expect(screen.page.get_by_role("heading", name=re.compile("^Homes"))).to_be_visible()
    ana.sees("Groups so far")
    ana.sees("Language")

    # Voting: on the phone, by plain form, and offline; no tally anywhere.
    console.goes_on("Next: Vote")
    ana.says_yes("One desk", "Language")
    ana.sees("2 choices saved")
    ben.reloads()
    ben.says_yes("One desk")
    expect(ben.option("One desk")).to_be_checked()
    expect(ben.option("Language")).not_to_be_checked()
    expect(cem.option("One desk")).to_be_visible()
    cem.goes_offline()
    cem.says_yes("One desk", "Homes")
    cem.sees("Sending when you are back online")
    expect(page.get_by_role("banner")).to_contain_text("2 of 3 have voted")
    cem.comes_back()
    cem.sees("2 choices saved")
    expect(page.get_by_role("banner")).to_contain_text("3 of 3 have voted")
    cem.reloads()
    expect(cem.option("Homes")).to_be_checked()
    ben.reloads()
    assert_no_tallies(console, screen, ana, ben, cem)
    console.goes_on("Next: What the room wants")
    expect(ana.page.get_by_role("main")).to_contain_text("The result appears here")
    ben.reloads()
    for path in ("", "/screen", "/console", "/draft"):
        text = page.context.request.get(f"{server.url}/r/{code}{path}").text()
        assert not [word for word in TALLIES if word in text]
    assert_no_tallies(console, screen, ana, ben, cem)

    # The reveal, at the same moment everywhere.
    console.goes_on("Reveal the result")
    for person in (console, screen, ana, cem):
        person.sees("3 of 3 want One desk")
    ben.reloads()
    ben.sees("3 of 3 want One desk")
    expect(ben.page.get_by_role("listitem").filter(has_text="One desk")).to_contain_text(
        "You said yes"
    )
    expect(ana.page.get_by_role("listitem").filter(has_text="Language")).to_contain_text("1 / 3")
    assert any("by_group" in frame for frame in console.watch.frames)  # the check above can see

    # The draft is edited, and made into a PDF.
    console.opens(f"/r/{code}/draft")
    expect(page.get_by_role("banner")).to_be_in_viewport(ratio=1)
    passage = page.get_by_role("article", name="One desk")
    text = passage.get_by_role("textbox", name=re.compile("^Text"))
    text.fill(PASSAGE)
    text.blur()
    expect(passage.get_by_role("status")).to_have_text("Saved")
    console.opens_console(code)
    for step in ("What happens next", "How was it?", "Thank you"):
        console.goes_on(f"Next: {step}")
    expect(screen.page.get_by_role("heading", level=1)).to_contain_text("Thank you")
    end = page.get_by_role("region", name="The end")
    pdf = console.makes("PDF, to print", "PDF", end)
    assert pdf.startswith(b"%PDF-")
    assert console.makes("Word document", "Word document", end).startswith(b"PK")
    words = text_of(pdf, tmp_path)
    for proposal in (ROOMS, DESK, EVENING, ROM, TUNNEL, MARKUP, PASSAGE):
        assert proposal in words, f"{proposal} is not in the draft"
    assert DROPPED not in words

    # Exactly once, also where nobody looked: the snapshot of the console.
    snapshot = json.loads(page.locator("#snapshot").text_content() or "")
    texts = [each["text"] for each in snapshot["proposals"].values()]
    assert sorted(texts) == sorted([ROOMS, DESK, EVENING, ROM, ARABIC, TUNNEL, MARKUP])

    page.get_by_role("button", name="End the roundtable").click()
    page.get_by_role("dialog").get_by_role("button", name="End the roundtable").click()
    console.sees("Open it again")
    stage.close()
