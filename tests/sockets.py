"""A Socket.IO client on a bare socket: as docs/protocol.md tells it, and nothing more."""

from __future__ import annotations

import base64
import json
import os
import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from tests.factories import new_id

SECONDS = 15.0


class RefusedError(Exception):
    """The server did not let the connection in; its word is the first argument."""


class Socket:
    """One connection. Events are kept in `events`; a data client's `state` follows its frames."""

    def __init__(
        self,
        port: int,
        auth: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        buffer: int | None = None,
        reads: bool = True,
    ) -> None:
        self.raw = socket.socket()
        self.raw.settimeout(SECONDS)
        if buffer:
            self.raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.events: list[tuple[str, Any]] = []
        self.rev = -1  # nothing is known before the first snapshot
        self.state: dict[str, Any] = {}
        self.closed = False
        self._acks: dict[int, Any] = {}
        self._number = 0
        self._changed = threading.Condition()
        self._sending = threading.Lock()
        try:
            self.raw.connect(("127.0.0.1", port))
            self._shake_hands(port, headers or {})
            self._open(auth or {})
        except BaseException:
            self.raw.close()
            raise
        self.raw.settimeout(None)
        if reads:
            threading.Thread(target=self._read_forever, daemon=True).start()

    # -- what tests do -------------------------------------------------------------------------

    def do(self, command: str, command_id: str = "", **args: Any) -> Any:
        """Give a command and wait for its answer."""
        return self.ask("do", {"id": command_id or new_id(), "command": command, "args": args})

    def ask(self, event: str, *data: Any) -> Any:
        """Emit and wait for the acknowledgement. Raises `ConnectionError` when cut off."""
        number = self.emit(event, *data)
        self.wait_for(lambda: number in self._acks or self.closed)
        if number not in self._acks:
            raise ConnectionError
        return self._acks.pop(number)

    def emit(self, event: str, *data: Any) -> int:
        """Emit, asking for an acknowledgement under the number returned."""
        with self._changed:
            self._number += 1
            number = self._number
        self.send(f"42{number}{json.dumps([event, *data])}")
        return number

    def answered(self, number: int) -> Any:
        """The acknowledgement of a number if it is there, else None."""
        with self._changed:
            return self._acks.get(number)

    def wait_for(self, condition: Callable[[], Any], seconds: float = SECONDS) -> None:
        """Wait until `condition` holds, or fail."""
        with self._changed:
            assert self._changed.wait_for(condition, seconds), "did not happen in time"

    def got(self, event: str) -> list[Any]:
        """What came under this name."""
        with self._changed:
            return [data for name, data in self.events if name == event]

    def event(self, name: str) -> Any:
        """The latest of this name, waited for."""
        self.wait_for(lambda: any(event == name for event, _ in self.events) or self.closed)
        return self.got(name)[-1]

    def send(self, text: str, opcode: int = 1) -> None:
        """Send a text frame."""
        self.send_bytes(text.encode("utf-8", "surrogatepass"), opcode)

    def send_bytes(self, data: bytes, opcode: int = 1) -> None:
        """Send one frame, masked with zeros."""
        length = len(data)
        if length < 126:
            head = struct.pack("!BB", 0x80 | opcode, 0x80 | length)
        elif length < 65536:
            head = struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, length)
        else:
            head = struct.pack("!BBQ", 0x80 | opcode, 0x80 | 127, length)
        with self._sending:
            self.raw.sendall(head + bytes(4) + data)

    def close(self) -> None:
        """Hang up."""
        with suppress(OSError):
            self.raw.shutdown(socket.SHUT_RDWR)
        self.raw.close()
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    # -- the wire ------------------------------------------------------------------------------

    def _shake_hands(self, port: int, headers: dict[str, str]) -> None:
        key = base64.b64encode(os.urandom(16)).decode()
        lines = {
            "Host": f"127.0.0.1:{port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": key,
            "Sec-WebSocket-Version": "13",
        } | headers
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self.raw.sendall(
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n{head}\r\n".encode()
        )
        answer = b""
        while not answer.endswith(b"\r\n\r\n"):
            answer += self._exactly(1)
        if not answer.startswith(b"HTTP/1.1 101"):
            raise RefusedError(answer.split(b"\r\n", 1)[0].decode())

    def _open(self, auth: dict[str, Any]) -> None:
        assert self._text()[0] == "0"
        self.send("40" + json.dumps(auth))
        answer = self._text()
        if answer.startswith("44"):
            raise RefusedError(json.loads(answer[2:])["message"])
        assert answer.startswith("40"), answer

    def _exactly(self, count: int) -> bytes:
        data = bytearray()
        while len(data) < count:
            part = self.raw.recv(count - len(data))
            if not part:
                raise ConnectionError
            data += part
        return bytes(data)

    def _text(self) -> str:
        """The next packet; pings are answered on the way."""
        while True:
            first, length = self._exactly(2)
            if length == 126:
                (length,) = struct.unpack("!H", self._exactly(2))
            elif length == 127:
                (length,) = struct.unpack("!Q", self._exactly(8))
            data = self._exactly(length)
            if first & 15 == 8:
                raise ConnectionError
            if data == b"2":
                self.send("3")
            else:
                return data.decode()

    def _read_forever(self) -> None:
        with suppress(OSError):
            while True:
                self._take(self._text())
        self.close()

    def _take(self, packet: str) -> None:
        if packet.startswith("41"):
            raise ConnectionError  # sent away: a polite client hangs up
        if packet.startswith("42"):
            name, data = json.loads(packet[2:])
            with self._changed:
                self.events.append((name, data))
                behind = name in ("snapshot", "frame") and not self._apply(name, data)
                self._changed.notify_all()
            if behind:
                threading.Thread(target=self.sync, daemon=True).start()
        elif packet.startswith("43"):
            digits = packet[2 : packet.index("[")]
            with self._changed:
                self._acks[int(digits)] = (json.loads(packet[2 + len(digits) :]) or [None])[0]
                self._changed.notify_all()

    def _apply(self, name: str, data: Any) -> bool:
        """Follow a snapshot or frame; False where a frame before it is missing."""
        if name == "snapshot":
            self.rev, self.state = data["rev"], data["state"]
        elif data["from"] > self.rev:
            return False
        elif data["rev"] > self.rev:
            self.rev = data["rev"]
            for collection, key, value in data["changes"]:
                if value is None:
                    self.state[collection].pop(key, None)
                else:
                    self.state[collection][key] = value
        return True

    def sync(self) -> None:
        """Ask for a snapshot."""
        with suppress(OSError):
            answer = self.ask("sync", {})
            with self._changed:
                if answer and answer["rev"] >= self.rev:
                    self.rev, self.state = answer["rev"], answer["state"]
                self._changed.notify_all()


def wait_until(condition: Callable[[], Any], seconds: float = SECONDS) -> None:
    """Wait until `condition` holds, or fail."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "did not happen in time"
        time.sleep(0.02)
