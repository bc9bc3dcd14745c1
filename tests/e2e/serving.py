"""The real server in a process of its own, with its own folders; it can be killed and started."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from pathlib import Path

from tests.services import free_port

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


class Server:
    """One installation of the product in `folder`."""

    def __init__(self, folder: Path, public: str = "") -> None:
        self.folder = folder
        self.public = public  # the address that people are told, where it is not this one
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.sessions = folder / "sessions"
        self.exports = folder / "exports"
        self.log = folder / "log"
        self._process: subprocess.Popen[bytes] | None = None
        self.sessions.mkdir()
        for file in (ROOT / "sessions").glob("*.toml"):
            shutil.copy(file, self.sessions)

    @property
    def environment(self) -> dict[str, str]:
        """The process's own settings, and what this installation needs."""
        return os.environ | {
            "SESSIONS_DIR": str(self.sessions),
            "EXPORTS_DIR": str(self.exports),
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "PUBLIC_URL": self.public or self.url,
            "PYTHONUNBUFFERED": "1",
        }

    def dots_format(self, budget: int = 5) -> Path:
        """A folder with the same demonstration, whose vote is by dots; the format is on offer too."""
        folder = self.folder / "dots"
        if not folder.exists():
            shutil.copytree(self.sessions, folder, ignore=shutil.ignore_patterns("*.db*", "*.key"))
            path = folder / "policy-roundtable.toml"
            text = path.read_text("utf-8")
            text = text.replace('ballot = "approval"', f'ballot = "dots"\nbudget = {budget}')
            path.write_text(text, "utf-8")
        return folder

    def seed(self, wanted: list[tuple[Path, str]]) -> list[str]:
        """Make demonstrations, each from a folder and played into a stage; only before the start."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.e2e.seeding", *(f"{f}:{stage}" for f, stage in wanted)],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        codes: list[str] = json.loads(done.stdout)
        return codes

    def rooms(self, kinds: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Make a room in which people have acted for each kind of stage; only before the start.

        Kind → the code, and the secret of somebody whose phone holds a bit of everything.
        """
        wanted = list(kinds)
        done = subprocess.run(
            [sys.executable, "-m", "tests.rooms", *wanted],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )
        assert done.returncode == 0, done.stderr
        made: list[tuple[str, str]] = [(code, secret) for code, secret in json.loads(done.stdout)]
        return dict(zip(wanted, made, strict=True))

    def start(self) -> None:
        """Start, and wait until it answers."""
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "app.py"],
                env=self.environment,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert self._process.poll() is None, self.log.read_text("utf-8")
            assert time.monotonic() < deadline, self.log.read_text("utf-8")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except OSError:
            return False

    def link(self) -> str:
        """The facilitator's one-time link, as the server printed it at its last start."""
        deadline = time.monotonic() + 10
        while True:
            found = re.findall(r"Facilitator +\S+(/k/\S+)", self.log.read_text("utf-8"))
            if found:
                return f"{self.url}{found[-1]}"
            assert time.monotonic() < deadline, self.log.read_text("utf-8")
            time.sleep(0.05)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to stop, and wait until it has."""
        self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(30)
            self._process = None
