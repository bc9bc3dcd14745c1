"""Paper for the room: it prints without a warning, tells what it must, and its codes can be scanned."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from roundtable.core import ballots
from roundtable.core.printables import PAPERS, WHAT
from tests.decoding import codes_on
from tests.reports.papers import (
    OPTIONS,
    QUESTION,
    WHICH,
    card,
    make_agenda,
    make_options,
    make_pdf,
    make_record,
    make_step,
    pictures,
)
from tests.reports.records import poppler

JOIN = "http://rt.primaria.example/r/KLM482"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "paper.pdf"


def made(record: dict[str, Any], out: Path) -> Path:
    done = make_pdf(record, out)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return out


def text_of(pdf: Path, *options: str) -> str:
    return re.sub(r"\s+", " ", poppler("pdftotext", *options, str(pdf), "-"))


def page_texts(pdf: Path) -> list[str]:
    pages = poppler("pdftotext", str(pdf), "-").split("\f")[:-1]
    return [re.sub(r"\s+", " ", page) for page in pages]


def assert_within(pdf: Path) -> None:
    """No word stands over the edge of its page."""
    layout = poppler("pdftotext", "-bbox", str(pdf), "-")
    width = height = 0.0
    for line in layout.splitlines():
        numbers = [float(n) for n in re.findall(r'="([\d.-]+)"', line)]
        if "<page" in line:
            width, height = numbers
        elif "<word" in line:
            left, top, right, bottom = numbers
            assert left > 8, line
            assert right < width - 8, line
            air = (bottom - top) / 4  # the box of a line is higher than its letters
            assert top + air > 8, line
            assert bottom - air < height - 8, line


LONG = "Ein sehr langer Titel, der auf keiner Karte in eine einzige Zeile passen will und soll"


def long_record(what: str, paper: str) -> dict[str, Any]:
    """Everything as long and as many as a format allows."""
    text = {"en": LONG[:80], "ro": LONG[:80], "uk": "Що має зробити місто " * 3}
    question = {tag: (words * 4)[:200] for tag, words in text.items()}
    steps = [
        {**step, "title": text, "question": question if step["question"] else {}}
        for step in make_agenda()
    ]
    for step in steps:
        if step["kind"] in ("vote", "consent"):
            step["options"] = make_options(*(f"{n} {LONG}" for n in range(30)))
            step["settings"] = {"ballot": "dots", "budget": 5, "concerns": "yes"}
    return make_record(
        what,
        people=5,
        steps=steps * 3,
        tables=[LONG[:80], "Table"],
        areas=[{"title": text}] * 12,
        groups=[{"title": text, "position": n} for n in range(1, 7)],
        about={"title": text, "city": LONG, "languages": ["en", "ro", "uk"]},
        wanted={"paper": paper},
    )


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("what", WHAT)
def test_each_printable_opens_without_a_warning_and_fits(what: str, paper: str, out: Path) -> None:
    made(long_record(what, paper), out)
    assert_within(out)
    info = poppler("pdfinfo", "-l", "500", str(out))
    width, height = PAPERS[paper]
    sizes = {
        tuple(sorted(round(float(n)) for n in found))
        for found in re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", info)
    }
    assert sizes == {(round(width), round(height))}
    assert "Creator:         Roundtable" in info
    assert str(PdfReader(out).root_object["/Lang"]) == "en"
    poppler("pdftoppm", "-r", "20", "-png", str(out), str(out.with_suffix("")))


@pytest.mark.parametrize("what", ["signs", "pack"])
def test_the_same_record_gives_the_same_bytes(what: str, tmp_path: Path) -> None:
    first = made(make_record(what), tmp_path / "a.pdf").read_bytes()
    assert made(make_record(what), tmp_path / "b.pdf").read_bytes() == first


def test_the_codes_of_a_sign_lead_to_its_table_from_both_sides(out: Path) -> None:
    for number, page in enumerate(pictures(made(make_record("signs"), out)), 1):
        assert codes_on(page) == [f"{JOIN}?table={number}"] * 2


def test_the_number_of_a_table_can_be_read_from_five_metres(out: Path) -> None:
    made(make_record("signs", tables=[""] * 12), out)
    layout = poppler("pdftotext", "-bbox", str(out), "-")
    numbers = re.findall(r'yMin="([\d.-]+)".*?yMax="([\d.-]+)">\d+</word>', layout)
    lines = [float(bottom) - float(top) for top, bottom in numbers]
    heights = [line / 2 for line in lines if line > 100]  # half of a line is the height of a digit
    assert len(heights) == 24
    assert min(heights) > 170, "six centimetres, that are read from far more than five metres"


def test_every_code_of_a_pack_can_be_scanned(out: Path) -> None:
    found = [
        code
        for page in pictures(made(make_record("pack", people=8), out))
        for code in codes_on(page)
    ]
    assert found.count(JOIN) == 8 + 1, "the cards of people, and the agenda"
    for number in range(1, 5):
        assert found.count(f"{JOIN}?table={number}") == 2
    assert len(found) == 9 + 8


def test_codes_can_be_scanned_from_a_poor_print(out: Path) -> None:
    page = pictures(made(make_record("people", people=8), out), dots=72)[0]
    assert codes_on(page) == [JOIN] * 8


@pytest.mark.parametrize("ballot", [*ballots.TYPES, "consent"])
@pytest.mark.parametrize("known", [True, False])
def test_every_card_has_a_ballot_with_every_number(ballot: str, known: bool, out: Path) -> None:
    kind, settings = (
        ("consent", {}) if ballot == "consent" else ("vote", {"ballot": ballot, "sum": 9000})
    )
    options = make_options(*OPTIONS) if known else []
    step = make_step(kind, "Choice", question=WHICH, settings=settings, options=options)
    words = text_of(made(make_record("ballots", people=5, steps=[step]), out))
    for n in range(1, 6):
        assert words.count(card(n)) == 1
    assert words.count(WHICH["en"].split(",")[0][:20]) == 5
    if known:
        for title in OPTIONS[:3]:
            assert words.count(title) == 5
    else:
        assert words.split().count("8") == 5


def test_paper_asks_what_the_ballot_asks(out: Path) -> None:
    def words(**settings: Any) -> str:
        options = [{**each, "cost": 4500} for each in make_options(*OPTIONS[:4])]
        step = make_step("vote", "Choice", question=WHICH, settings=settings, options=options)
        return text_of(made(make_record("ballots", people=1, steps=[step]), out))

    assert "at most 2" in words(ballot="approval", limit=2)
    score = words(ballot="score", scale="10")
    assert "to 10 (fully)" in score
    assert re.search(r"7\s+8\s+9\s+10", score)
    assert re.search(r"4\s+3\s+2\s+1\s+0", words(ballot="grade"))
    assert "1 for the best" in words(ballot="ranking")
    knapsack = words(ballot="knapsack", sum=9000, unit={"en": "lei"})
    assert "There is 9,000 lei to spend" in knapsack
    assert knapsack.count("4,500 lei") == 4
    assert words(ballot="pairs").count("=") == 6 + 2  # each pair, and what to do in two languages
    assert_within(out)


def test_a_ballot_with_many_options_goes_over_sheets_and_keeps_their_numbers(out: Path) -> None:
    options = make_options(*(f"Option called {n:03d}" for n in range(1, 36)))
    step = make_step("vote", "Choice", question=WHICH, options=options)
    pages = page_texts(made(make_record("ballots", people=2, steps=[step]), out))
    assert len(pages) == 6
    mine = " ".join(page for page in pages if card(2) in page)
    for n in range(1, 36):
        assert mine.count(f"Option called {n:03d}") == 1
        assert re.search(rf"\b{n} Option called {n:03d}|\b{n}\b", mine)


def test_papers_speak_the_languages_of_the_roundtable(out: Path) -> None:
    words = text_of(made(make_record("posters"), out))
    assert QUESTION["en"] in words
    assert QUESTION["ro"] in words
    leading = made(make_record("posters", wanted={"language": "ro"}), out)
    sizes = re.findall(
        r'yMin="([\d.]+)".*yMax="([\d.]+)">(What|Ce)<',
        poppler("pdftotext", "-bbox", str(leading), "-"),
    )
    heights = {word: float(bottom) - float(top) for top, bottom, word in sizes[:2]}
    assert heights["Ce"] > 1.5 * heights["What"]


def test_what_people_wrote_stands_in_its_own_script_and_is_never_markup(out: Path) -> None:
    options = make_options("<b>&amp; {{7*7}} %(n)s", OPTIONS[3])
    step = make_step("vote", "<i>", question={"en": "%s & <u>"}, options=options)
    words = text_of(made(make_record("ballots", people=1, steps=[step]), out))
    assert "<b>&amp; {{7*7}} %(n)s" in words
    assert "%s & <u>" in words
    assert OPTIONS[3] in re.sub("[\u200e\u200f\u202a-\u202e]", "", words)


def test_the_agenda_tells_times(out: Path) -> None:
    unknown = text_of(made(make_record("agenda"), out))
    assert "0:15 Your proposals" in unknown or "0:15" in unknown
    known = text_of(made(make_record("agenda", wanted={"start": 18 * 60}), out))
    for time in ("18:00", "18:15", "19:44"):
        assert time in known


def test_the_pack_holds_all_that_the_agenda_needs_and_says_where(out: Path) -> None:
    made(make_record("pack", people=4), out)
    pages = page_texts(out)
    contents = poppler("pdftotext", "-layout", "-l", "1", str(out), "-")
    titles = ("How to go on", "Agenda", "Table signs", "Questions for the wall", "Cards for people",
              "Who sits where", "Proposal cards", "Ballots", "Tally sheets", "Minutes", "Feedback",
              "Typing it in")  # fmt: skip
    for title in titles:
        line = next(line for line in contents.splitlines() if f" {title}" in line)
        assert int(line.split()[0]) <= len(pages), title
    outline = [entry["/Title"] for entry in PdfReader(out).outline]  # type: ignore[call-overload]
    assert outline == ["Fallback pack", *titles]
    numbers = {
        title: int(next(li for li in contents.splitlines() if f" {title}" in li).split()[0])
        for title in titles
    }
    assert "How to go on by paper" in pages[numbers["How to go on"] - 1]
    assert "Decisions" in pages[numbers["Minutes"] - 1]
    assert "desk" in pages[numbers["Typing it in"] - 1]
    assert "Dots" not in contents, "no vote by dots, no dots"


def test_a_small_agenda_needs_a_small_pack(out: Path) -> None:
    steps = [make_step("discuss", "Talk", question=WHICH)]
    words = text_of(made(make_record("pack", people=4, steps=steps, rounds=[]), out))
    assert "Ballots" not in words
    assert "Collect proposals" not in words


def test_paper_from_a_format_has_no_code(out: Path) -> None:
    made(make_record("pack", people=4, about={"code": ""}), out)
    assert not [code for page in pictures(out, dots=60) for code in codes_on(page)]
    assert "KLM" not in text_of(out)


def test_a_rehearsal_says_so_on_every_page(out: Path) -> None:
    made(make_record("ballots", about={"rehearsal": True}), out)
    for page in page_texts(out):
        assert "Rehearsal" in page


def test_dots_stand_where_the_labels_are(out: Path) -> None:
    page = pictures(made(make_record("dots"), out), dots=254)[1]  # ten dots to the millimetre
    with Image.open(page) as image:
        for row in range(13):
            for column in range(9):
                middle = (int(115 + 95 + column * 210), int(130 + 95 + row * 210))
                red, green, blue = image.convert("RGB").getpixel(middle)  # type: ignore[misc]
                assert (red, green, blue) == (200, 100, 27)


def test_a_wrong_record_is_told_in_a_line(tmp_path: Path) -> None:
    done = make_pdf(make_record("nonsense"), tmp_path / "x.pdf")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
