"""Records of roundtables to make documents of."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Record = dict[str, Any]

GROUPS = (("g1", "City", 14), ("g2", "Newcomers", 10), ("g3", "Employers", 8), ("g4", "Schools", 6))


def make_proposal(number: int, text: str = "", **more: Any) -> Record:
    return {
        "id": f"p{number}",
        "number": number,
        "text": text or f"Proposal number {number}",
        "language": "en",
        "direction": "ltr",
        "area": "a1",
        "group": "g2",
        "withheld": False,
        "cluster": None,
        "status": "shown",
    } | more


def make_passage(option: str, proposals: Sequence[str] = (), **more: Any) -> Record:
    return {
        "option": option,
        "number": option.upper(),
        "kind": "cluster",
        "area": "a1",
        "title": f"Title of {option}",
        "text": "",
        "language": "en",
        "proposals": list(proposals),
    } | more


def make_vote(counts: dict[str, Sequence[int]], **more: Any) -> Record:
    """An approval vote: yes of each of the four groups, by option."""
    options: list[Record] = [
        {
            "option": option,
            "rank": 1,
            "total": sum(yes),
            "counts": {"for": sum(yes), "against": 0, "pass": 0},
            "by_group": [
                {"for": n, "against": 0, "pass": 0, "of": of}
                for n, (_, _, of) in zip(yes, GROUPS, strict=True)
            ],
        }
        for option, yes in counts.items()
    ]
    return {
        "stage": "s1",
        "question": "What first?",
        "ballot": "approval",
        "budget": 0,
        "voted": 38,
        "present": 38,
        "threshold": 5,
        "revealed_at": 0,
        "groups": [{"group": g, "voted": n, "present": n} for g, _, n in GROUPS],
        "options": sorted(options, key=lambda o: -o["total"]),
    } | more


def make_record(**more: Any) -> Record:
    proposals = [make_proposal(n) for n in range(1, 7)]
    return {
        "city": "Cluj-Napoca",
        "roundtable": {
            "code": "KLM482",
            "title": "Labour market",
            "language": "en",
            "date": "2021-05-12",
            "demonstration": False,
            "source": None,
        },
        "draft": {
            "title": "Arriving, learning, working",
            "subtitle": "A strategy",
            "summary": "In a word.",
        },
        "present": 38,
        "groups": [
            {"id": g, "title": title, "position": i, "present": n}
            for i, (g, title, n) in enumerate(GROUPS, 1)
        ],
        "no_group": 0,
        "areas": [{"id": "a1", "title": "Work"}, {"id": "a2", "title": "Schools"}],
        "stages": [
            {"id": "s1", "kind": "vote", "title": "Vote", "question": "What first?", "minutes": 6,
             "opened": "2021-05-12T18:00:00Z"}
        ],
        "vote": make_vote({"c-1": (11, 9, 6, 5), "c-2": (5, 2, 7, 1)}),
        "passages": [make_passage("c-2", ["p3"]), make_passage("c-1", ["p1", "p2"])],
        "proposals": proposals,
    } | more  # fmt: skip


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


def poppler(program: str, *arguments: str) -> str:
    """What a program of poppler prints; a warning of it fails the test."""
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=True)
    assert not done.stderr, done.stderr
    return done.stdout
