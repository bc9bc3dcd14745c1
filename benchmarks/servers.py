"""The two servers, each in a process of its own with a new database, and how they are asked to vote."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from sqlalchemy import select

from benchmarks.hall import Hall, Phone
from roundtable import demonstration, sources
from roundtable.actions.setup import create_roundtable, make_key
from roundtable.commands import FACILITATOR, PARTICIPANT, SCREEN, VISITOR, Actor, Request, run
from roundtable.config import ROOT, Config
from roundtable.core.formats import parse
from roundtable.db import Database
from roundtable.models import Option, Roundtable, Stage
from roundtable.start import prepare

FORMAT = "policy-roundtable.toml"
APPROVAL = 'ballot = "approval"'
#: Options of the heaviest ballot: somebody ranks all of them.
RANKED = 20
TICKS = os.sysconf("SC_CLK_TCK")
Command = tuple[list[str], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is there after the storm: votes in the database, and in the tallies that people see."""

    rows: int
    tallied: int


class Process:
    """A server that runs; use it in a `with` statement."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], folder: Path) -> None:
        self._log = folder / "server.log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, *command], env=os.environ | environment, stdout=log, stderr=log
            )

    def wait_for(self, port: int, seconds: float = 30) -> None:
        """Return when it listens. Raises `RuntimeError` with its last words where it does not."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._process.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                return
            time.sleep(0.05)
        raise RuntimeError(self._log.read_text(errors="replace")[-2000:] or "it does not listen")

    def cpu(self) -> float:
        """Seconds of processor time so far, user and system."""
        stat = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / TICKS

    def memory(self) -> float:
        """Kilobytes (1,000 bytes) of memory in use."""
        words = Path(f"/proc/{self._process.pid}/status").read_text().split()
        return int(words[words.index("VmRSS:") + 1]) * 1.024

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_error: object) -> None:
        if kind is not None:
            print(self._log.read_text(errors="replace")[-2000:], file=sys.stderr)
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Naive:
    """`naive_server.py`: everyone is sent the tallies after each vote."""

    def __init__(self, folder: Path, phones: int, options: int, compression: bool = True) -> None:
        self.name = "naive" if compression else "naive, no compression"
        self.compression = compression
        self._database = folder / "votes.db"
        self.phones = [Phone({"phone": sources.new_id()}) for _ in range(phones)]
        self.watchers = [Phone({"phone": f"watcher {n}"}, votes=False) for n in range(2)]
        self._options = [sources.new_id() for _ in range(options)]

    def start(self, folder: Path, port: int) -> Process:
        """Serve."""
        script = Path(__file__).with_name("naive_server.py")
        quiet = {"PYTHONWARNINGS": "ignore"}
        return Process([str(script), str(port), str(self._database)], quiet, folder)

    def vote(self, option: int) -> str:
        """A vote, as its event."""
        return json.dumps(["vote", {"option": self._options[option]}])

    def edits(self, _count: int) -> list[str]:
        """Nothing else happens."""
        return []

    def finish(self, _hall: Hall) -> None:
        """Nothing is to be revealed."""

    def kept(self, _sent: int) -> Kept:
        """Count what was kept, in the database and in what was sent last."""
        with closing(sqlite3.connect(self._database)) as database:
            (rows,) = database.execute("SELECT count(*) FROM votes").fetchone()
        tallies: dict[str, int] = json.loads(self.watchers[0].event)[1]
        return Kept(rows, sum(tallies.values()))


class Product:
    """Roundtable: a room made by its commands, a vote open, a console and a screen connected.

    With `told`, phones also want the data of their audience, and the facilitator edits the titles
    of stages all the time, so that there is a frame for each phone at each tick. With `ranking` each vote
    is the heaviest ballot there is: a place for each of `RANKED` options, all of them sent at once.
    """

    def __init__(
        self, folder: Path, phones: int, options: int, told: bool = False, ranking: bool = False
    ) -> None:
        self.compression = True
        self.name = "Roundtable" + ", all told" * told + f", rankings of {RANKED}" * ranking
        options, self._ranking = (RANKED if ranking else options), ranking
        config = Config(sessions_dir=folder / "sessions", exports_dir=folder / "exports")
        prepare(config)
        self.path, self._told = config.sessions_dir / "roundtable.db", told
        database = Database(config.database)
        with database.write() as session:
            text = (ROOT / "sessions" / FORMAT).read_text("utf-8")
            ballot = 'ballot = "ranking"' if ranking else APPROVAL
            form = parse(text.replace(APPROVAL, ballot), FORMAT)
            self._room = create_roundtable(session, form, city="Cluj-Napoca")
            people = _join(session, self._room, phones)
            self._vote, self._options = _put_to_vote(session, self._room, people[0], options)
            staff = {role: make_key(session, role, self._room) for role in (FACILITATOR, SCREEN)}
            query = select(Stage.id).where(Stage.roundtable_id == self._room.id)
            self._stages = list(session.scalars(query.order_by(Stage.position)))
        database.dispose()
        self.phones = [self._phone(PARTICIPANT, sources.secret_for(one), told) for one in people]
        self.watchers = [self._phone(role, key, True) for role, key in staff.items()]

    def _phone(self, role: str, key: str, data: bool) -> Phone:
        says = {"code": self._room.code, "role": role, "key": key, "data": data}
        view = {"view": "en"} if role != PARTICIPANT or not data else {}
        return Phone(says | view, votes=role == PARTICIPANT)

    def start(self, folder: Path, port: int) -> Process:
        """Serve."""
        environment = {
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "SESSIONS_DIR": str(folder / "sessions"),
            "EXPORTS_DIR": str(folder / "exports"),
            "DATABASE_URL": "",
            "REDIS_URL": "",
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "ignore",
        }
        return Process([str(ROOT / "app.py")], environment, folder)

    def vote(self, option: int) -> str:
        """A vote, as its event; of rankings one that begins with this option."""
        marks = {self._options[option % len(self._options)]: 1}
        if self._ranking:
            marks = {o: (n - option) % RANKED + 1 for n, o in enumerate(self._options)}
        return asking("cast_ballot", stage=self._vote, marks=marks)

    def edits(self, count: int) -> list[str]:
        """What the facilitator does meanwhile, as events: nothing, or edits of a title."""
        stage, titles = self._stages[0], range(count if self._told else 0)
        return [asking("edit_stage", stage=stage, title={"en": f"Hello {n}"}) for n in titles]

    def finish(self, hall: Hall) -> None:
        """Reveal the results, as the facilitator does."""
        reveal = self._stages[self._stages.index(self._vote) + 1]
        for text in (
            asking("open_stage", stage=reveal),
            asking("reveal_results", stage=self._vote),
        ):
            hall.say(self.watchers[0], text)
            hall.play([], 20)
        hall.rest(0.5, 10)

    def kept(self, sent: int) -> Kept:
        """Count what was kept: marks on ballots, and the result that was revealed.

        A ranking replaces the one before: there it is counted whose ballot is whole, and of how many
        each option is told to have a place.
        """
        with closing(sqlite3.connect(self.path)) as database:
            mine = (self._vote,)
            found = database.execute("SELECT body FROM ballots WHERE stage_id = ?", mine)
            bodies = found.fetchall()
            found = database.execute("SELECT body FROM results WHERE stage_id = ?", mine)
            (result,) = found.fetchone()
        rows = json.loads(result)["options"]
        if self._ranking:
            voters = min(sent, len(self.phones))
            whole = sum(len(json.loads(body)) == RANKED for (body,) in bodies)
            told = min(sum(row["spread"]) for row in rows)
            return Kept(sent - voters + whole, sent - voters + told)
        tallied = sum(row["total"] for row in rows)
        return Kept(sum(len(json.loads(body)) for (body,) in bodies), tallied)


def asking(command: str, **args: Any) -> str:
    """A command, as its event."""
    return json.dumps(["do", {"id": sources.new_id(), "command": command, "args": args}])


def _join(session: Any, room: Roundtable, count: int) -> list[str]:
    visitor = Actor(VISITOR, "visitor")
    requests = [Request(room.id, visitor, sources.new_id(), "join", {}) for _ in range(count)]
    for outcome in run(session, requests):
        if outcome.refused is not None:
            raise outcome.refused
    return [request.id for request in requests]


def _put_to_vote(
    session: Any, room: Roundtable, author: str, options: int
) -> tuple[str, list[str]]:
    """Propose as many options as are wanted, and open the vote; returns its id and theirs."""
    player = demonstration.Player(session, room)
    player.open("propose")
    for number in range(options):
        text = f"Proposal {number + 1}: one place where newcomers find every course and every job"
        player.do(Actor(PARTICIPANT, author), "submit_proposal", text=text, language="en")
    vote = player.open("vote")
    query = select(Option.id).where(Option.stage_id == vote.id).order_by(Option.position)
    return vote.id, list(session.scalars(query))
