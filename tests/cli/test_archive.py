"""Proposals of a CSV file by the command line."""

from __future__ import annotations

import sqlite3
from pathlib import Path

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
    assert "write FIELD=COLUMN" in cli.fails(
        "import-csv", file, "--into", code, "--map", "who=Idea", code=2
    )
    assert count(cli) == before + 3


def test_a_room_that_votes_takes_no_proposals(cli: CommandLine, tmp_path: Path) -> None:
    code = cli.json("demo", "--stage", "vote")["code"]
    file = tmp_path / "ideas.csv"
    file.write_text("Idea\nA desk\n", "utf-8")
    assert "not in a step that collects proposals" in cli.fails("import-csv", file, "--into", code)
