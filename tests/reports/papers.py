"""Records of printables, and pages read back as a camera reads them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

Record = dict[str, Any]

#: Letters of the codes here; what they must be is told by tests/core/test_cards.py.
LETTERS = "CDFGHJKMNPQRTVWXY"

OPTIONS = (
    "Recognise diplomas within 30 days, at one desk, with an interpreter",
    "Romanian at work",
    "Cursuri de limba română seara, lângă parcul industrial, cu îngrijirea copiilor",
    "مكتب واحد للعمل والسكن والأوراق",
    "Rooms to rent without a guarantor",
    "People to ask",
)


def make_step(kind: str, title: str = "", **more: Any) -> Record:
    return {
        "id": f"stage-{kind}-{title}",
        "kind": kind,
        "title": {"en": title or kind.title(), "ro": f"{title or kind.title()} (ro)"},
        "question": {},
        "help": {},
        "minutes": 10,
        "settings": {},
        "options": [],
    } | more


def make_options(*titles: str) -> list[Record]:
    return [
        {"number": n, "title": title, "text": "", "direction": "ltr" if title < "ת" else "rtl"}
        for n, title in enumerate(titles, 1)
    ]


QUESTION = {
    "en": "What should our city do, so that newcomers can learn, work and feel at home here?",
    "ro": "Ce ar trebui să facă orașul nostru pentru ca nou-veniții să poată învăța, lucra și să "
    "se simtă acasă aici?",
}
WHICH = {
    "en": "Which of these should the city do first?",
    "ro": "Pe care dintre acestea ar trebui să le facă orașul mai întâi?",
}


def make_agenda() -> list[Record]:
    vote = make_step("vote", "Vote", question=WHICH, settings={"ballot": "approval"}, minutes=6)
    return [
        make_step("welcome", "Welcome", minutes=5),
        make_step("inform", "What the review found", minutes=10),
        make_step("propose", "Your proposals", question=QUESTION, minutes=8),
        make_step("tables", "First round", question=QUESTION, minutes=20),
        make_step("tables", "Second round", question=QUESTION, minutes=20),
        make_step("group", "Group", question={"en": "Which proposals belong together?"}),
        vote,
        make_step("discuss", "The top five", question={"en": "What do we make of this?"}),
        make_step("consent", "Consent", question={"en": "Can you live with these?"}),
        make_step("feedback", "Feedback", minutes=5),
        make_step("close", "Thank you", minutes=None),
    ]


def card(n: int) -> str:
    """Something like a card's code."""
    return f"{n:02d}{LETTERS[n % 17]}"


def make_record(what: str = "ballots", people: int = 4, **more: Any) -> Record:
    places = [[n % 4 + 1 for n in range(people)], [(n + n // 4) % 4 + 1 for n in range(people)]]
    made: Record = {
        "printable": {
            "what": what, "paper": "a4", "language": "en", "count": people, "first": 1,
            "start": None,
        },
        "roundtable": {
            "code": "KLM482",
            "address": "http://rt.primaria.example",
            "city": "Cluj-Napoca",
            "title": {"en": "Arriving, learning, working", "ro": "A sosi, a învăța, a lucra"},
            "language": "en",
            "languages": ["en", "ro"],
            "rehearsal": False,
            "threshold": 5,
        },
        "areas": [
            {"title": {"en": "Education", "ro": "Educație"}},
            {"title": {"en": "Labour market", "ro": "Piața muncii"}},
        ],
        "groups": [
            {"title": {"en": "City and services"}, "position": 1},
            {"title": {"en": "Newcomers"}, "position": 2},
            {"title": {"en": "Employers"}, "position": 3},
            {"title": {"en": "Schools and NGOs"}, "position": 4},
        ],
        "tables": ["", "", "Window", ""],
        "cards": [card(n) for n in range(1, people + 1)],
        "steps": make_agenda(),
        "rounds": [
            {"title": {"en": "First round"}, "places": places[0], "small": False},
            {"title": {"en": "Second round"}, "places": places[1], "small": False},
        ],
    }  # fmt: skip
    about = more.pop("about", {})
    wanted = more.pop("wanted", {})
    made |= more
    made["printable"] |= wanted
    made["roundtable"] |= about
    return made


def make_pdf(record: Record, out: Path) -> subprocess.CompletedProcess[str]:
    """Run the maker as the product does."""
    return subprocess.run(
        [sys.executable, "-m", "roundtable.reports", "--out", str(out)],
        input=json.dumps(record),
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )


def pictures(pdf: Path, dots: int = 100) -> list[Path]:
    """The pages as pictures, `dots` to the inch; a warning of poppler fails the test."""
    stem = pdf.with_suffix("")
    done = subprocess.run(
        ["pdftoppm", "-r", str(dots), "-png", str(pdf), str(stem)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert not done.stderr, done.stderr
    return sorted(pdf.parent.glob(f"{stem.name}-*.png"))
