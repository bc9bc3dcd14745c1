"""Votes given again by real connections to the real server: cut, resent, counted once."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine, Server


def test_every_cell_is_equal_though_connections_are_cut(
    cli: CommandLine, server: Server, export: Path
) -> None:
    made = cli.json("replay", export, "--url", server.url, "--speed", "0", "--cut", "1")
    assert made["voters"] == 12
    assert made["cuts"] >= 12
    assert made["connections"] == 12 + made["cuts"]
    assert made["resent"] > 0
    assert made["acknowledged"] == made["votes"] == 73
    assert made["refused"] == {}
    assert made["hidden_before"] == 1
    assert made["hidden_after"] + made["rejected_kept"] == 1
    assert [each["differences"] for each in made["comparison"]] == [[], []]
    assert {each["file"] for each in made["comparison"]} == {"votes.csv", "participants-votes.csv"}
    with sqlite3.connect(cli.sessions / "roundtable.db") as database:
        query = "select s.revealed_at is not null from stages s where s.kind = 'vote' and s.status = 'done'"
        assert database.execute(query).fetchall() == [(1,)]
        logged = "select count(*), count(distinct id) from log where command = 'cast_ballot'"
        assert database.execute(logged).fetchone() == (73, 73)
    database.close()


def test_words_say_what_a_person_wants_to_know(
    cli: CommandLine, server: Server, export: Path
) -> None:
    done = cli.run(
        "replay", export, "--url", server.url, "--speed", "0", "--connections", "3", "--cut", "0"
    )
    assert done.returncode == 0, done.stderr
    assert "3 voters, 3 connections, 0 cut" in done.stdout
    assert " cells equal (participants-votes.csv)" in done.stdout
    assert "connected 3 of 3" in done.stderr


def test_a_cell_that_differs_is_named_and_is_exit_code_1(
    cli: CommandLine, server: Server, export: Path
) -> None:
    path = export / "participants-votes.csv"
    lines = path.read_text().splitlines()
    cells = lines[1].split(",")
    cells[-1] = "-1" if cells[-1] != "-1" else "1"
    path.write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]))
    done = cli.run("replay", export, "--url", server.url, "--speed", "0", "--cut", "0")
    assert done.returncode == 1
    assert "cells equal (votes.csv)" in done.stdout
    assert "cells differ (participants-votes.csv):\n  voter 0, statement 8: expected" in done.stdout


@pytest.mark.timeout(120)
def test_a_server_that_is_killed_and_started_again_loses_nothing(
    cli: CommandLine, server: Server, export: Path
) -> None:
    arguments = [
        "replay",
        str(export),
        "--url",
        server.url,
        "--speed",
        "15",
        "--cut",
        "0.3",
        "--json",
    ]
    playing = subprocess.Popen(
        [sys.executable, "-c", "from roundtable.cli import main; main()", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(cli.environment),
    )  # fmt: skip
    assert playing.stderr is not None
    while b" of 73 votes" not in (line := playing.stderr.readline()):
        assert line, "it ended before it voted"
    server.kill()
    server.start()
    out, errors = playing.communicate(timeout=100)
    assert playing.returncode == 0, errors
    made = json.loads(out)
    assert made["acknowledged"] == 73
    assert made["connections"] > 12
    assert [each["differences"] for each in made["comparison"]] == [[], []]
