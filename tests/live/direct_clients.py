"""A server in a process of its own, and clients on bare sockets that look at every byte."""

import base64
import json
import os
import socket
import struct
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, Self, TypeVar

SERVER = Path(__file__).with_name("direct_server.py")
ROOT = SERVER.parents[2]
T = TypeVar("T")


def meanwhile(function: Callable[..., T], *arguments: Any) -> "Future[T]":
    """Let a client read while the test does something else."""
    reader = ThreadPoolExecutor(1)
    try:
        return reader.submit(function, *arguments)
    finally:
        reader.shutdown(wait=False)


class Server:
    """The server in its own process, and what the tests ask it to do."""

    def __init__(self, mode: str = "eventlet", limit: int = 256) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(SERVER), mode, str(limit)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert self.process.stdout
        self.port = int(self.process.stdout.readline())
        self.clients: list[Phone | Poller] = []
        self.wait_for(lambda: self.do("state"))

    def do(self, name: str, **arguments: Any) -> Any:
        return json.loads(self.http(f"/do/{name}", json.dumps(arguments).encode()))["result"]

    def http(self, path: str, body: bytes | None = None) -> bytes:
        address = f"http://127.0.0.1:{self.port}{path}"
        headers = {"Content-Type": "application/json"} if path.startswith("/do") else {}
        ask = urllib.request.Request(address, body, headers)
        with urllib.request.urlopen(ask, timeout=20) as answer:  # noqa: S310 - our own server
            return bytes(answer.read())

    def wait_for(self, condition: Callable[[], Any], seconds: float = 10) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with suppress(OSError):
                if condition():
                    return
            time.sleep(0.02)
        raise AssertionError("did not happen in time")

    def expect(self, here: int) -> None:
        self.wait_for(lambda: self.do("state")["here"] == here)

    def send_all_home(self) -> None:
        for client in self.clients:
            client.close()
        self.clients.clear()
        self.expect(here=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        for client in self.clients:
            client.close()
        self.process.terminate()
        self.process.communicate(timeout=10)


class Phone:
    """A websocket client on a bare socket; it fails on any frame that is not exactly right."""

    def __init__(self, server: Server, sid: str = "", buffer: int | None = None) -> None:
        self.socket = socket.socket()
        server.clients.append(self)
        self.socket.settimeout(10)
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.connect(("127.0.0.1", server.port))
        self.answer = self._handshake(sid)
        self.pongs = 0
        if not sid:
            assert self.text()[0] == "0"
            self.send("40")
            assert self.text().startswith("40")

    def _handshake(self, sid: str) -> str:
        query = "EIO=4&transport=websocket" + (f"&sid={sid}" if sid else "")
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET /socket.io/?{query} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n".encode()
        )
        answer = b""
        while not answer.endswith(b"\r\n\r\n"):
            answer += self._exactly(1)
        assert answer.startswith(b"HTTP/1.1 101")
        return answer.decode().lower()

    def _exactly(self, count: int) -> bytes:
        data = bytearray()
        while len(data) < count:
            part = self.socket.recv(count - len(data))
            if not part:
                raise EOFError
            data += part
        return bytes(data)

    def _frame(self) -> tuple[int, bytes]:
        first, length = self._exactly(2)
        if length == 126:
            (length,) = struct.unpack("!H", self._exactly(2))
            assert length > 125
        elif length == 127:
            (length,) = struct.unpack("!Q", self._exactly(8))
            assert length > 65535
        return first, self._exactly(length)

    def text(self) -> str:
        """The next text frame; pings of Engine.IO are answered on the way."""
        while True:
            first, data = self._frame()
            if first == 0x8A:
                assert data == b"ping"
                self.pongs += 1
            elif data == b"2":
                self.send("3")
            else:
                assert first == 0x81
                return data.decode()

    def event(self) -> list[Any]:
        text = self.text()
        assert text.startswith("42")
        return list(json.loads(text[2:]))

    def numbers(self, count: int) -> list[int]:
        return [self.event()[1][0] for _ in range(count)]

    def numbers_until_cut_off(self) -> list[int]:
        numbers: list[int] = []
        with suppress(EOFError, ConnectionResetError):
            while True:
                numbers += self.numbers(1)
        return numbers

    def close(self) -> None:
        self.socket.close()

    def send(self, text: str, opcode: int = 1) -> None:
        data = text.encode()
        assert len(data) < 126
        self.socket.sendall(bytes((0x80 | opcode, 0x80 | len(data))) + bytes(4) + data)


class Poller:
    """A client that polls."""

    def __init__(self, server: Server) -> None:
        self.server = server
        server.clients.append(self)
        self.path = "/socket.io/?EIO=4&transport=polling"
        opened = json.loads(server.http(self.path)[1:])
        self.sid = opened["sid"]
        self.path += f"&sid={self.sid}"
        server.http(self.path, b"40")
        assert self.poll()[0].startswith("40")

    def poll(self) -> list[str]:
        packets = self.server.http(self.path).decode().split("\x1e")
        if "2" in packets:
            self.server.http(self.path, b"3")
        return [packet for packet in packets if packet not in ("2", "6")]

    def events(self, count: int) -> list[list[Any]]:
        events: list[list[Any]] = []
        while len(events) < count:
            events += [json.loads(packet[2:]) for packet in self.poll()]
        return events

    def close(self) -> None:
        with suppress(OSError):  # it may be a websocket by now, or cut off
            self.server.http(self.path, b"1")
