"""The installed command line on an installation of its own, and the real server beside it."""

from __future__ import annotations

import csv
import json
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests import services

ROOT = Path(__file__).parents[2]
START_SECONDS = 30


FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["roundtable.cli"])


def _command(
    command: list[str], environment: dict[str, str], folder: Path, out: str, errors: str
) -> None:
    """In the new process: be the command."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    for number, name in ((0, os.devnull), (1, out), (2, errors)):
        with Path(name).open("r+b") as file:
            os.dup2(file.fileno(), number)
    sys.stdin = os.fdopen(0)
    sys.argv = command
    from roundtable.cli import main  # noqa: PLC0415 (loaded before the fork)

    main()


@dataclass(frozen=True)
class CommandLine:
    """Runs `roundtable` as people do: a process, with an environment that names the installation.

    Each is forked from one in which the product is loaded, which saves a second.
    """

    folder: Path
    environment: Mapping[str, str]

    @property
    def sessions(self) -> Path:
        return self.folder / "sessions"

    def run(self, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        command = ["roundtable", *map(str, arguments)]
        with tempfile.NamedTemporaryFile() as out, tempfile.NamedTemporaryFile() as errors:
            given = (command, {**self.environment, **more}, self.folder, out.name, errors.name)
            process = FORKS.Process(target=_command, args=given)
            process.start()
            process.join(120)
            assert process.exitcode is not None, "it takes more than two minutes"
            told = [Path(file.name).read_text("utf-8") for file in (out, errors)]
        return subprocess.CompletedProcess(command, process.exitcode, *told)

    def json(self, *arguments: str | Path) -> dict[str, Any]:
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        made: dict[str, Any] = json.loads(done.stdout)
        return made

    def fails(self, *arguments: str | Path, code: int = 1, **more: str) -> str:
        """The one sentence of a command that fails."""
        done = self.run(*arguments, **more)
        assert done.returncode == code, (done.stdout, done.stderr)
        assert done.stdout == ""
        assert "Traceback" not in done.stderr
        return done.stderr.strip()


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    sessions = tmp_path / "sessions"
    sessions.mkdir()
    for file in (ROOT / "sessions").glob("*.toml"):
        shutil.copy(file, sessions)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "SESSIONS_DIR": str(sessions),
        "EXPORTS_DIR": str(tmp_path / "exports"),
        "PORT": str(services.free_port()),
        "HOST": "127.0.0.1",
        "PUBLIC_URL": "https://rt.example",
        "LOG_LEVEL": "ERROR",
    }
    return CommandLine(tmp_path, environment)


@dataclass
class Server:
    """The product as `app.py` serves it; it can be killed and started again."""

    cli: CommandLine
    url: str
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        log = (self.cli.folder / "server.log").open("ab")
        with log:
            self.process = subprocess.Popen(
                [sys.executable, "-W", "ignore", ROOT / "app.py"],
                cwd=ROOT, env=dict(self.cli.environment), stdout=log, stderr=log,
            )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert self.process.poll() is None, (self.cli.folder / "server.log").read_text()
            assert time.monotonic() < deadline, "the server did not answer in time"
            time.sleep(0.1)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as response:  # noqa: S310
                return bool(response.status == 200)
        except OSError:
            return False


@pytest.fixture
def server(cli: CommandLine) -> Iterator[Server]:
    serving = Server(cli, f"http://127.0.0.1:{cli.environment['PORT']}")
    serving.start()
    yield serving
    serving.kill()


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """A made-up export: 12 voters, 9 statements, of which 6 was rejected unseen and 8 after a vote."""
    folder = tmp_path / "made-up"
    folder.mkdir()
    chance = random.Random(5)
    authors = [0, 0, 1, 2, 3, 3, 4, 5, 90]  # 90 wrote, and never voted
    _write(
        folder / "comments.csv",
        ["timestamp", "comment-id", "author-id", "moderated", "comment-body"],
        [
            [1000 + n, n, authors[n], -1 if n in (6, 8) else 1, f"Statement <b>{n}</b>, & more"]
            for n in reversed(range(9))
        ],
    )
    seen = [n for n in range(8) if n != 6]
    votes = [
        [5000 + chance.randrange(900), "", n, voter, chance.choice((-1, 0, 1))]
        for voter in range(12)
        for n in (*chance.sample(seen, 5), seen[voter % 5])
    ] + [[6000, "", 8, 3, 1]]
    _write(folder / "votes.csv", ["timestamp", "datetime", "comment-id", "voter-id", "vote"], sorted(
        votes, key=lambda row: (row[2], row[0])
    ))  # fmt: skip
    last = {(v[3], v[2]): v[4] for v in sorted(votes, key=lambda row: (row[0], row[2]))}
    columns = [*seen, 8]
    _write(
        folder / "participants-votes.csv",
        ["participant", "group-id", "n-votes", *columns],
        [[p, "", 0, *(last.get((p, n), "") for n in columns)] for p in range(12)],
    )
    (folder / "summary.csv").write_text("topic,Made up?\nurl,https://polis.example/9\nvoters,12\n")
    return folder


def _write(path: Path, header: list[Any], rows: list[list[Any]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])
