"""Proposals of a CSV file, and roundtables as files, by the command line."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from click.testing import CliRunner

from roundtable.cli import main
from tests.cli.conftest import CommandLine

FILE = "Idea;Area\nA desk for all papers;\n=1+1;\nO şcoală;\n"


def count(cli: CommandLine) -> int:
    with sqlite3.connect(cli.sessions / "roundtable.db") as database:
        (number,) = database.execute("select count(*) from proposals").fetchone()
    database.close()
    return int(number)


def test_a_table_is_imported_once_and_whole_or_not_at_all(cli: CommandLine, tmp_path: Path) -> None:
    code = cli.json("demo", "--stage", "propose")["code"]
    before = count(cli)
    file = tmp_path / "ideas.csv"
    file.write_text(FILE, "utf-8")
    dry = cli.json("import-csv", file, "--into", code, "--dry-run")
    assert (dry["proposals"], dry["imported"], dry["delimiter"]) == (3, 0, ";")
    assert dry["mapping"] == {"text": "Idea", "area": "Area"}
    assert count(cli) == before
    done = cli.run("import-csv", file, "--into", code)
    assert done.returncode == 0, done.stderr
    assert "3 proposals imported" in done.stdout
    assert count(cli) == before + 3
    assert cli.json("import-csv", file, "--into", code)["again"] is True
    assert count(cli) == before + 3
    file.write_text(FILE + "A bus;Nowhere\n;\n  ;x\n", "utf-8")
    said = cli.fails("import-csv", file, "--into", code)
    assert 'line 5: the area "Nowhere" is none of this roundtable.' in said
    assert "line 7: the text is empty" in said
    assert said.endswith("2 rows cannot be used. Nothing was imported.")
    usage = ["import-csv", str(file), "--into", code, "--map", "who=Idea"]
    assert "write FIELD=COLUMN" in CliRunner().invoke(main, usage).output
    assert count(cli) == before + 3


def test_a_roundtable_is_archived_and_restored(cli: CommandLine, tmp_path: Path) -> None:
    code = cli.json("demo", "--stage", "welcome")["code"]
    table = tmp_path / "ideas.csv"
    table.write_text("Idea\nA desk\n", "utf-8")
    assert "not in a step that collects proposals" in cli.fails("import-csv", table, "--into", code)
    file = tmp_path / "new" / "room.json"
    assert cli.json("archive", code, "--output", file)["bytes"] == file.stat().st_size
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["room.json"]
    made = cli.json("restore-archive", file)
    assert made["was"] == code != made["code"]
    one = json.loads(file.read_text("utf-8"))
    with sqlite3.connect(cli.sessions / "roundtable.db") as database:
        people = database.execute("select count(*) from participants").fetchone()
    database.close()
    assert people == (2 * len(one["participants"]),)
    again = tmp_path / "again.json"
    one["stages"][0]["kind"] = one["participants"][3]["alias"] = "?"
    again.write_text(json.dumps(one), "utf-8")
    said = cli.fails("restore-archive", again)
    assert "stages[0].kind: input should be" in said
    assert "participants[3].alias: input should be" in said
    assert said.endswith("Nothing was restored.")
