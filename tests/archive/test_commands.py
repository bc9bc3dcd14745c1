"""The commands by which tables and archives come in and go out: what they say, and what they leave."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from roundtable import demonstration, logs, sources
from roundtable.cli import main
from roundtable.db import Database
from roundtable.models import Participant, Proposal
from tests.strategies import Desk, room_with_results, same_city

SESSIONS = Path(__file__).parents[2] / "sessions"
FILE = "Idea;Area\nA desk for all papers;\n=1+1;\nO şcoală;\n"
Run = Callable[..., Result]


@pytest.fixture
def run(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on the installation of `database`, which is `tmp_path`."""
    assert database.url.endswith(str(tmp_path / "roundtable.db"))
    monkeypatch.setattr(logs, "configure", lambda _config: None)
    monkeypatch.setattr(
        sources, "_key", b""
    )  # put back afterwards: commands use that of the folder
    environment = {"SESSIONS_DIR": str(tmp_path), "DATABASE_URL": "", "HOST": "127.0.0.1"}

    def done(*arguments: str | Path, code: int = 0) -> Result:
        found = CliRunner(env=environment).invoke(main, [*map(str, arguments)])
        assert found.exit_code == code, found.output
        return found

    return done


def told(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.fixture
def room(database: Database, tmp_path: Path) -> Callable[[str], str]:
    """Makes the demonstration in a stage; its code."""
    for file in SESSIONS.glob("*.toml"):
        shutil.copy(file, tmp_path)

    def made(stage: str) -> str:
        with database.write() as session:
            return demonstration.seed(session, tmp_path, stage).code

    return made


def count(database: Database, model: Any) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_table_is_imported_once(
    run: Run, room: Callable[[str], str], database: Database, tmp_path: Path
) -> None:
    code = room("propose")
    before = count(database, Proposal)
    file = tmp_path / "ideas.csv"
    file.write_text(FILE, "utf-8")
    dry = told(run("import-csv", file, "--into", code, "--dry-run", "--json"))
    assert (dry["proposals"], dry["imported"], dry["delimiter"]) == (3, 0, ";")
    assert dry["mapping"] == {"text": "Idea", "area": "Area"}
    assert count(database, Proposal) == before
    said = run("import-csv", file, "--into", code, "--map", "text=Idea").stdout
    assert "3 proposals imported" in said
    assert count(database, Proposal) == before + 3
    assert "nothing has changed" in run("import-csv", file, "--into", code).stdout
    assert told(run("import-csv", file, "--into", code, "--json"))["again"] is True
    assert count(database, Proposal) == before + 3


def test_wrong_rows_are_told_and_nothing_is_imported(
    run: Run, room: Callable[[str], str], database: Database, tmp_path: Path
) -> None:
    code = room("propose")
    before = count(database, Proposal)
    file = tmp_path / "ideas.csv"
    file.write_text(FILE + "A bus;Nowhere\n;\n  ;x\n", "utf-8")
    said = run("import-csv", file, "--into", code, code=1).stderr
    assert 'line 5: the area "Nowhere" is none of this roundtable.' in said
    assert "line 7: the text is empty" in said
    assert said.endswith("2 rows cannot be used. Nothing was imported.\n")
    said = run("import-csv", file, "--into", code, "--map", "text=X", code=1).stderr
    assert 'there is no column "X"' in said
    said = run("import-csv", file, "--into", code, "--map", "who=Idea", code=2).stderr
    assert "write FIELD=COLUMN" in said
    said = run("import-csv", tmp_path / "no.csv", "--into", code, code=1).stderr
    assert "cannot be read" in said
    assert "no roundtable" in run("import-csv", file, "--into", "KLM999", code=1).stderr
    assert count(database, Proposal) == before


def test_a_room_that_does_not_collect_takes_no_proposals(
    run: Run, room: Callable[[str], str], tmp_path: Path
) -> None:
    file = tmp_path / "ideas.csv"
    file.write_text("Idea\nA desk\n", "utf-8")
    said = run("import-csv", file, "--into", room("group"), code=1).stderr
    assert "not in a step that collects proposals" in said


def test_a_roundtable_is_archived_and_restored(
    run: Run, room: Callable[[str], str], database: Database, tmp_path: Path
) -> None:
    code = room("vote")
    file = tmp_path / "new" / "room.json"
    assert (
        told(run("export", code, "--format", "json", "-o", file, "--json"))["bytes"]
        == file.stat().st_size
    )
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["room.json"]
    assert "keep it as personal data" in run("export", code, "--format", "json", "-o", file).stdout
    assert "is a folder" in run("export", code, "--format", "json", "-o", tmp_path, code=1).stderr
    people = count(database, Participant)
    made = told(run("restore-archive", file, "--json"))
    assert made["was"] == code != made["code"]
    assert count(database, Participant) == 2 * people
    assert "facilitator-link" in run("restore-archive", file).stdout


def test_a_broken_archive_is_told_by_path_and_nothing_is_restored(
    run: Run, room: Callable[[str], str], database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "room.json"
    run("export", room("welcome"), "--format", "json", "-o", file)
    people = count(database, Participant)
    data = json.loads(file.read_text("utf-8"))
    data["stages"][0]["kind"] = data["participants"][3]["alias"] = "?"
    file.write_text(json.dumps(data), "utf-8")
    said = run("restore-archive", file, code=1).stderr
    assert "stages[0].kind: input should be" in said
    assert "participants[3].alias: input should be" in said
    assert said.endswith("Nothing was restored.\n")
    file.write_text("{", "utf-8")
    assert "no JSON" in run("restore-archive", file, code=1).stderr
    assert "cannot be read" in run("restore-archive", tmp_path / "no", code=1).stderr
    assert count(database, Participant) == people


@pytest.mark.parametrize("command", ["restore-archive", "import-csv"])
def test_each_help_has_an_example(command: str) -> None:
    said = CliRunner().invoke(main, [command, "--help"]).output
    assert f"Example:\n    roundtable {command}" in said
    assert "--json" in said


def test_a_strategy_goes_out_in_every_format_and_comes_back(
    run: Run, database: Database, tmp_path: Path
) -> None:
    desk = Desk(database)
    same_city(desk, room_with_results(database))
    desk.do(desk.ana, "add_node", kind="passage", text="Frozen words.")
    version = desk.do(desk.ana, "save_version", name="For the council")
    desk.do(desk.ana, "add_node", kind="passage", text="Later words.")
    out = tmp_path / "out"
    for kind in ("md", "csv", "json"):
        made = told(run("export", desk.code, "--format", kind, "--output", out / kind, "--json"))
        assert made["code"] == desk.code
        assert made["bytes"] == (out / kind).stat().st_size
    assert "Later words." in (out / "md").read_text()
    run("export", desk.code, "--format", "md", "--version", version["hash"][:8], "-o", out / "md")
    assert "Later words." not in (out / "md").read_text()
    for arguments, words in (
        (["--version", "no such"], "For the council"),
        (["--language", "ro"], "one language"),
        (["--format", "json", "--version", "For the council"], "all versions"),
        (["--format", "polis"], "no vote yet"),
    ):
        assert words in run("export", desk.code, *arguments, "-o", out / "x", code=1).stderr
    back = told(run("restore-archive", out / "json", "--json"))
    assert back["was"] == desk.code != back["code"]
    assert "/k/" in back["coordinator"]
    run("export", back["code"], "--format", "md", "--output", out / "again")
    assert "Later words." in (out / "again").read_text()
