"""Real PostgreSQL, Redis and Chromium for the tests: found, started on loopback, stopped.

Each service lives in a temporary folder of its own and listens on a port that was free.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import redis

START_SECONDS = 30
# PostgreSQL refuses to run as root, so root starts it as one of these.
UNPRIVILEGED = ("postgres", "nobody")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--metrics-recording-only",
    "--mute-audio",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
    # A page that asks any other host for anything is a fault; here it finds none.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]


class ServiceMissingError(Exception):
    """A program that tests need is not installed; the message is one sentence that says which."""


@dataclass(frozen=True)
class Postgres:
    """A running PostgreSQL server; `address` is host:port."""

    address: str
    numbers: Iterator[int]

    def create_database(self) -> str:
        """Make an empty database and return its SQLAlchemy URL."""
        name = f"roundtable_{next(self.numbers)}"
        self._execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://roundtable@{self.address}/{name}"

    def drop_database(self, url: str) -> None:
        """Drop a database that `create_database` made, whoever is still connected."""
        self._execute(f"DROP DATABASE IF EXISTS {url.rpartition('/')[2]} WITH (FORCE)")

    def _execute(self, statement: str) -> None:
        admin = f"postgresql://roundtable@{self.address}/postgres"
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of our own for the length of the block."""
    initdb = find_postgres("initdb")
    with service_folder() as (folder, user):
        data, port = folder / "data", free_port()
        options = ("--username=roundtable", "--auth=trust", "--encoding=UTF8", "--locale=C")
        run([initdb, "--pgdata", str(data), *options, "--no-sync"], user)
        command = [
            find_postgres("postgres"), "-D", str(data), "-p", str(port), "-h", "127.0.0.1",
            "-k", str(folder), "-c", "fsync=off", "-c", "max_connections=100",
        ]  # fmt: skip
        address = f"127.0.0.1:{port}"
        url = f"postgresql://roundtable@{address}/postgres"
        with process(command, folder / "log", user, lambda: psycopg.connect(url).close()):
            yield Postgres(address, count(1))


@contextmanager
def redis_server() -> Iterator[str]:
    """The URL of a Redis server of our own, for the length of the block."""
    program = shutil.which("redis-server")
    if program is None:
        raise ServiceMissingError("Redis is missing: install redis-server.")
    with service_folder() as (folder, user):
        port = free_port()
        command = [
            program, "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder),
            "--unixsocket", str(folder / "redis.sock"), "--save", "", "--appendonly", "no",
        ]  # fmt: skip
        url = f"redis://127.0.0.1:{port}/0"
        with process(command, folder / "log", user, lambda: ping_redis(url)):
            yield url


def ping_redis(url: str) -> None:
    """Raise unless the server answers."""
    with redis.Redis.from_url(url) as client:
        client.ping()


def empty_redis(url: str) -> None:
    """Forget everything that the server holds."""
    with redis.Redis.from_url(url) as client:
        client.flushall()


def find_chromium() -> str:
    """Path of the system's Chromium."""
    for name in CHROMIUM_NAMES:
        if found := shutil.which(name):
            return found
    raise ServiceMissingError("Chromium is missing: install chromium.")


def find_postgres(program: str) -> str:
    """Path of one of PostgreSQL's server programs, which Debian keeps off the PATH."""
    kept = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{program}"),
        key=lambda path: int(path.parts[4]) if path.parts[4].isdecimal() else 0,
    )
    found = str(kept[-1]) if kept else shutil.which(program)
    if found is None:
        raise ServiceMissingError("PostgreSQL is missing: install postgresql.")
    return found


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def service_folder() -> Iterator[tuple[Path, str | None]]:
    """A private folder, and the user who owns it (None: the one who runs the tests)."""
    # A socket's path has to be short, and pytest's own folders are closed to another user.
    folder = Path(tempfile.mkdtemp(prefix="rt-", dir="/tmp"))
    try:
        user = unprivileged_user() if os.geteuid() == 0 else None
        if user:
            shutil.chown(folder, user)
        yield folder, user
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def unprivileged_user() -> str:
    """The first user of UNPRIVILEGED that this machine has."""
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in known)


def run(command: list[str], user: str | None) -> None:
    """Run a command as `user` to its end; its output is in the error if it fails."""
    done = subprocess.run(
        command, user=user, cwd="/", capture_output=True, text=True, timeout=60, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stdout}{done.stderr}")


@contextmanager
def process(
    command: list[str], log: Path, user: str | None, probe: Callable[[], None]
) -> Iterator[None]:
    """Run a server for the length of the block, from its first answer to `probe` on."""
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, user=user, cwd="/", stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    try:
        wait_for(server, probe, log)
        yield
    finally:
        stop(server)


def wait_for(server: subprocess.Popen[bytes], probe: Callable[[], None], log: Path) -> None:
    """Wait until `probe` no longer raises, at most START_SECONDS."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return probe()
        except (OSError, psycopg.Error, redis.RedisError) as error:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(
                    f"{server.args!r} does not answer:\n{log.read_text()}"
                ) from error
        time.sleep(0.03)


def stop(server: subprocess.Popen[bytes]) -> None:
    """Stop a server; SIGINT is PostgreSQL's fast shutdown and ends Redis as well."""
    server.send_signal(2)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
