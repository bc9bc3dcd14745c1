"""`roundtable check-format`: what is good, what is wrong in which line, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roundtable.cli import main

SESSIONS = Path(__file__).parents[2] / "sessions"
SHIPPED = sorted(str(path) for path in SESSIONS.glob("*.toml"))


def checks(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check-format", *arguments])


def test_everything_that_is_shipped_can_be_used() -> None:
    done = checks(*SHIPPED)
    assert done.exit_code == 0
    assert "world-cafe.toml can be used: 11 steps, 131 minutes, en, ro." in done.output
    assert len(done.output.splitlines()) == len(SHIPPED)


@pytest.fixture
def broken(tmp_path: Path) -> str:
    path = tmp_path / "broken.toml"
    text = (SESSIONS / "delphi.toml").read_text("utf-8")
    path.write_text(text.replace("minutes = 10", "minutes = 1000"), "utf-8")
    return str(path)


def test_what_is_wrong_is_told_with_its_line(broken: str) -> None:
    done = checks(broken, SHIPPED[0])
    assert done.exit_code == 1
    assert 'broken.toml, line 63: the stage "statements" has minutes = 1000; use a' in done.output
    assert "3 problems to mend." in done.output
    assert f"{Path(SHIPPED[0]).name} can be used" in done.output


def test_for_scripts(broken: str) -> None:
    done = checks("--json", broken)
    told = json.loads(done.stdout)
    assert (done.exit_code, told["problems"]) == (1, 3)
    assert told["files"][0]["file"] == broken
    assert len(told["files"][0]["problems"]) == 3


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    missing = checks(str(tmp_path / "none.toml"))
    assert (missing.exit_code, "No such file" in missing.output) == (1, True)
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    other = checks(str(tmp_path / "bytes.toml"))
    assert (other.exit_code, "is not UTF-8" in other.output) == (1, True)
    assert checks().exit_code == 2
