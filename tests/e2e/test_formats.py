"""Each shipped format, played in real browsers from its first step to its draft."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from roundtable.core.formats import Format, parse
from tests.e2e.actors import Phone
from tests.e2e.conftest import Stage
from tests.e2e.playing import DECISION, IDEAS, NOTE, REASON, Play

SESSIONS = Path(__file__).parents[2] / "sessions"
SHIPPED = sorted(path.stem for path in SESSIONS.glob("*.toml") if path.stem != "demonstration")


def shipped(name: str) -> Format:
    path = SESSIONS / f"{name}.toml"
    return parse(path.read_text("utf-8"), path.name)


def text_of(pdf: Path) -> str:
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, text=True, check=True
    )
    assert not done.stderr
    return " ".join(done.stdout.split())


@pytest.mark.parametrize("name", SHIPPED)
def test_from_start_to_close(name: str, stage: Stage, tmp_path: Path) -> None:
    form = shipped(name)
    console = stage.console()
    code = console.starts(f"Playing {name}", form.title["en"])
    screen = stage.screen(code)
    phones: list[Phone] = []
    for number in range(2):
        phones.append(stage.phone(f"phone {number}"))
        group = form.groups[number % len(form.groups)].title["en"] if form.groups else None
        phones[-1].joins(code, group)
    play = Play(form, console, screen, phones)
    play.run()
    assert play.played == [each.kind for each in form.stages]

    pdf = tmp_path / f"{name}.pdf"
    pdf.write_bytes(console.makes("PDF, to print", "PDF", console.page.get_by_role("main")))
    said = text_of(pdf)
    assert form.title["en"] in said or f"Playing {name}" in said
    expected = {"propose": IDEAS[0], "decide": DECISION, "tables": NOTE, "consent": REASON}
    for kind, words in expected.items():
        if kind in play.played:
            assert words in said, (kind, words)
