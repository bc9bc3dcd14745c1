"""The command line as people and scripts use it: what it makes, what it says, and its exit codes."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from roundtable.cli import main
from tests.cli.conftest import CommandLine, Server

COMMANDS = (
    "demo", "export", "import-polis", "import-csv", "replay", "facilitator-link", "check-format", "verify",
    "restore-archive",
)  # fmt: skip


def rows(cli: CommandLine, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(cli.sessions / "roundtable.db") as database:
        found = database.execute(query).fetchall()
    database.close()
    return found


def test_help_lists_every_command(cli: CommandLine) -> None:
    done = cli.run("--help")
    assert done.returncode == 0
    assert all(command in done.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_help_has_an_example(command: str) -> None:
    done = CliRunner().invoke(main, [command, "--help"])
    assert done.exit_code == 0
    assert f"Example:\n    roundtable {command}" in done.output
    assert "--json" in done.output


@pytest.mark.parametrize(
    "arguments",
    [["export"], ["demo", "--stage", "lunch"], ["no-such"], ["replay", "."], ["demo", "--colour"],
     ["export", "KLM482", "--format", "odt"], ["replay", ".", "--url", "http://x", "--cut", "2"],
     ["replay", ".", "--url", "http://x", "--connections", "some"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, arguments).exit_code == 2


@pytest.mark.parametrize("stage", ["welcome", "vote", "close"])
def test_demo_is_played_into_each_stage(cli: CommandLine, stage: str) -> None:
    made = cli.json("demo", "--stage", stage)
    assert made["phones"] == f"https://rt.example/r/{made['code']}"
    assert made["facilitator"].startswith("https://rt.example/k/")
    assert rows(
        cli, "select r.code, s.kind from roundtables r join stages s on s.id = r.stage_id"
    ) == [(made["code"], stage)]


def test_demo_in_words_says_code_and_link(cli: CommandLine) -> None:
    first, second = cli.run("demo"), cli.run("demo")
    assert (first.returncode, second.returncode) == (0, 0)
    assert "works once" in first.stdout
    assert rows(cli, "select count(*) from roundtables") == [(2,)]


def test_the_database_and_the_key_are_their_owners_only(cli: CommandLine) -> None:
    cli.json("demo")
    modes = {
        name: (cli.sessions / name).stat().st_mode & 0o777
        for name in ("roundtable.db", "secret.key")
    }
    assert modes == {"roundtable.db": 0o600, "secret.key": 0o600}


def test_export_makes_a_pdf_with_progress_on_standard_error(
    cli: CommandLine, tmp_path: Path
) -> None:
    code = cli.json("demo", "--stage", "close")["code"]
    target = tmp_path / "new folder" / "draft.pdf"
    typed = f"{code[:3]} {code[3:]}".lower()
    done = cli.run("export", typed, "--format", "pdf", "--output", target, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["bytes"] == target.stat().st_size
    assert target.read_bytes().startswith(b"%PDF-")
    assert " of " in done.stderr


def test_export_names_the_file_itself(cli: CommandLine) -> None:
    code = cli.json("demo")["code"]
    made = cli.json("export", code)
    assert (cli.folder / made["file"]).exists()
    assert code in made["file"]


def test_a_facilitator_link_is_new_each_time_and_stored_only_as_a_hash(cli: CommandLine) -> None:
    code = cli.json("demo")["code"]
    links = {cli.run("facilitator-link", code).stdout.strip() for _ in range(2)}
    assert len(links) == 2
    stored = (cli.sessions / "roundtable.db").read_bytes() + _rest(cli)
    assert not any(link.rsplit("/", 1)[1].encode() in stored for link in links)
    assert rows(cli, "select count(*) from keys where once and role = 'facilitator'") == [(3,)]


def _rest(cli: CommandLine) -> bytes:
    return b"".join(path.read_bytes() for path in cli.sessions.glob("roundtable.db-*"))


def test_what_fails_says_one_sentence(cli: CommandLine, tmp_path: Path) -> None:
    assert "There is no database at" in cli.fails("export", "KLM482")
    assert "There is no database at" in cli.fails("facilitator-link", "KLM482")
    code = cli.json("demo")["code"]
    assert "no roundtable with the code KLM999" in cli.fails("export", "KLM999")
    assert "no roundtable with the code what" in cli.fails("facilitator-link", "what")
    (tmp_path / "file").write_text("")
    assert "is a folder" in cli.fails("export", code, "--output", tmp_path)
    assert "can't be written" in cli.fails(
        "export", code, "--output", tmp_path / "file" / "draft.pdf"
    )
    assert "PORT is 'x'" in cli.fails("demo", PORT="x")
    assert "database cannot be used" in cli.fails(
        "demo", DATABASE_URL="sqlite:////no/such/folder/db"
    )
    (cli.sessions / "demonstration.toml").write_text("title = 3\n")
    assert "line 1" in cli.fails("demo")
    (cli.sessions / "demonstration.toml").unlink()
    assert "demonstration.toml" in cli.fails("demo")


def test_a_newer_database_is_left_alone(cli: CommandLine) -> None:
    cli.json("demo")
    with sqlite3.connect(cli.sessions / "roundtable.db") as database:
        database.execute("update alembic_version set version_num = '9999'")
    database.close()
    assert "newer version" in cli.fails("demo")


def test_import_polis_makes_a_revealed_roundtable(cli: CommandLine, export: Path) -> None:
    made = cli.json("import-polis", export)
    assert (made["title"], made["statements"], made["hidden"], made["voters"]) == (
        "Made up?",
        9,
        2,
        12,
    )
    assert made["left_out"] == 1
    assert "CC BY 4.0" in made["source"]
    assert made["source"].endswith("https://polis.example/9 Votes of 1970-01-01.")
    proposals = rows(cli, "select number, status, text from proposals order by number")
    assert [(n, s) for n, s, _ in proposals] == [
        (n + 1, "hidden" if n in (6, 8) else "shown") for n in range(9)
    ]
    assert proposals[4][2] == "Statement <b>4</b>, & more"
    assert rows(cli, "select count(*) from ballots where marked") == [(12,)]
    ballots = [json.loads(str(body)) for (body,) in rows(cli, "select body from ballots")]
    assert sum(map(len, ballots)) == made["votes"]
    stages = rows(cli, "select kind, status from stages order by position")
    assert stages[1:3] == [("vote", "done"), ("reveal", "open")]
    (body,) = rows(cli, "select body from results")[0]
    result = json.loads(str(body))
    counts = [sum(option["counts"].values()) for option in result["options"]]
    assert (sum(counts), len(counts), result["present"]) == (made["votes"], 7, 12)


def test_an_imported_roundtable_is_exported(cli: CommandLine, export: Path) -> None:
    code = cli.json("import-polis", export)["code"]
    assert cli.json("export", code, "--output", "draft.pdf")["bytes"] > 10_000


def test_a_broken_polis_folder_changes_nothing(cli: CommandLine, export: Path) -> None:
    cli.json("demo")
    with (export / "votes.csv").open("a") as file:
        file.write("1,,77,1,1\n")
    said = cli.fails("import-polis", export)
    assert "votes.csv, line " in said
    assert "the statement 77" in said
    (export / "comments.csv").unlink()
    assert "comments.csv: the file is missing" in cli.fails("import-polis", export)
    assert "is no folder" in cli.fails("import-polis", export / "none")
    assert "is no folder" in cli.fails("replay", export / "none", "--url", "http://127.0.0.1:1")
    assert rows(cli, "select count(*) from roundtables") == [(1,)]


def test_replay_needs_a_server_that_has_the_same_database(
    cli: CommandLine, server: Server, export: Path, tmp_path: Path
) -> None:
    server_free = cli.fails("replay", export, "--url", "http://127.0.0.1:1")
    assert "can't be reached" in server_free
    assert rows(cli, "select count(*) from roundtables where not demonstration") == [(0,)]
    other = tmp_path / "other"
    said = cli.fails("replay", export, "--url", server.url, SESSIONS_DIR=str(other))
    assert "uses another database" in said
