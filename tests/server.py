"""The product in a process of its own: app.py on a free port, with folders of its own."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from http.cookiejar import Cookie, CookieJar
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlencode

from roundtable import sources
from roundtable.actions.setup import make_key
from roundtable.config import Config
from roundtable.core.formats import Format
from roundtable.db import Database, migrate
from roundtable.models import Roundtable
from tests.actors import Guest, Table
from tests.factories import make_database
from tests.services import free_port
from tests.sockets import Socket

ROOT = Path(__file__).parents[1]
START_SECONDS = 30


class Server:
    """One installation; `start`, `kill` and `stop` it as often as needed, its folders stay."""

    def __init__(
        self, folder: Path, url: str = "", form: Format | None = None, **settings: object
    ) -> None:
        self.sessions, self.exports = folder / "sessions", folder / "exports"
        for path in (self.sessions, self.exports):
            path.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.log = folder / "log"
        self.settings = {name.upper(): str(value) for name, value in settings.items()}
        if url:
            self.settings["DATABASE_URL"] = url
        sources.use_key(Config(sessions_dir=self.sessions).secret_key())
        self.database = Database(url) if url else make_database(self.sessions)
        if url:
            migrate(self.database)
        self.table = Table(self.database, form)
        self.table.now = sources.now()
        self.code = str(self.table.look(lambda _session, roundtable: roundtable.code))
        self.process: subprocess.Popen[bytes] | None = None
        self.sockets: list[Socket] = []

    @property
    def address(self) -> str:
        """Where it is reached."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, largest_file: int | None = None) -> Self:
        """Start it and wait for its first answer; `largest_file` (bytes) plays a full disk."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, str(ROOT / "app.py")],
                cwd=ROOT,
                env=self._environment(),
                stdout=log,
                stderr=log,
                preexec_fn=_limited(largest_file) if largest_file else None,  # noqa: PLW1509
            )
        self._wait()
        return self

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {
            **kept,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "SESSIONS_DIR": str(self.sessions),
            "EXPORTS_DIR": str(self.exports),
            "LOG_LEVEL": "DEBUG",
            "COMMANDS_PER_SECOND": "1000",
            "COMMANDS_BURST": "1000",
            **self.settings,
        }

    def _wait(self) -> None:
        assert self.process is not None
        end = time.monotonic() + START_SECONDS
        while True:
            with suppress(OSError):
                self.browser().get("/healthz")
                return
            assert self.process.poll() is None, f"it ended:\n{self.log.read_text()[-3000:]}"
            assert time.monotonic() < end, f"no answer:\n{self.log.read_text()[-3000:]}"
            time.sleep(0.02)

    def kill(self) -> None:
        """Pull the plug."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to end; returns its exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, number: int) -> int:
        process, self.process = self.process, None
        if process is None:
            return 0
        process.send_signal(number)
        try:
            return process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise

    def close(self) -> None:
        """Hang up all sockets and end the process."""
        for one in self.sockets:
            one.close()
        self.kill()
        self.database.dispose()

    # -- who comes -----------------------------------------------------------------------------

    def key(self, role: str, *, house: bool = False) -> str:
        """A fresh secret for a role."""
        with self.database.write() as session:
            where = None if house else session.get_one(Roundtable, self.table.id)
            return make_key(session, role, where)

    def connect(self, role: str, key: str = "", **auth: Any) -> Socket:
        """A socket for a role, by a key made for it unless one is given."""
        given = {"code": self.code, "role": role, "key": key or self.key(role), "data": True} | auth
        made = Socket(self.port, given)
        self.sockets.append(made)
        return made

    def seat(self, guest: Guest, **auth: Any) -> Socket:
        """A socket for somebody who has joined."""
        return self.connect("participant", sources.secret_for(guest.id), **auth)

    def browser(self, **cookies: str) -> Browser:
        """A browser with these cookies."""
        return Browser(self.address, cookies)


def _limited(largest: int) -> Callable[[], None]:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))

    return limit


class Answer:
    """What came back: status, headers, text, and the address in the end."""

    def __init__(self, response: Any) -> None:
        self.status = int(response.status)
        self.headers = response.headers
        self.url = str(response.url)
        self.text = response.read().decode(errors="replace")

    def field(self, name: str) -> str:
        """The value of a hidden field."""
        found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', self.text)
        assert found, f"no field {name}"
        return found.group(1)


class Browser:
    """A browser without JavaScript: cookies, forms and redirects."""

    def __init__(self, address: str, cookies: dict[str, str]) -> None:
        self.address = address
        self.jar = CookieJar()
        for name, value in cookies.items():
            self.jar.set_cookie(_cookie(name, value))
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str, **headers: str) -> Answer:
        """Open a page."""
        return self._open(path, None, headers)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        """Send a form."""
        return self._open(path, urlencode(fields).encode(), headers)

    def _open(self, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        request = urllib.request.Request(self.address + path, body)  # noqa: S310 (our own server)
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        try:
            with self._opener.open(request, timeout=15) as response:
                return Answer(response)
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error)


def _cookie(name: str, value: str) -> Cookie:
    return Cookie(
        0, name, value, None, False, "127.0.0.1", False, False, "/", True,
        secure=False, expires=None, discard=True, comment=None, comment_url=None, rest={},
    )  # fmt: skip
