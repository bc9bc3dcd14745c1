"""Phones on bare sockets: one process, one epoll, websocket frames made and read by hand.

Much cheaper than any Socket.IO client, so that the server is what is measured. Like every browser,
phones offer compression, unless it is told not to; it is for the server to accept it or not.
"""

from __future__ import annotations

import base64
import json
import os
import selectors
import socket
import struct
import time
import zlib
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

OFFER = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
#: Connections that are on their way at the same time, so that no server's backlog is full.
AT_ONCE = 24


class Gone(Exception):
    """The server refused a connection or ended one."""


@dataclass(slots=True)
class Phone:
    """One connection: what it says of itself, and what it waits for."""

    auth: dict[str, Any]
    sock: socket.socket = field(default_factory=socket.socket)
    rest: bytes = b""
    connected: bool = False
    number: int = 0
    #: Number of a message that is not acknowledged yet → when it was sent (seconds, monotonic).
    waiting: dict[int, float] = field(default_factory=dict)
    #: Whether its answers are counted: it votes.
    votes: bool = True
    #: What reads compressed frames, if the server compresses.
    inflater: Any = None
    #: The latest event, kept for those that do not vote.
    event: bytes = b""


@dataclass(order=True, slots=True)
class Send:
    """A message to send: seconds from the start, who, and the event as JSON text."""

    at: float
    phone: Phone = field(compare=False)
    text: str = field(compare=False)


class Hall:
    """All connections to one server, and what came back."""

    def __init__(self, port: int, compression: bool = True) -> None:
        self._port = port
        self._offer = OFFER if compression else ""
        self._selector = selectors.DefaultSelector()
        self.phones: list[Phone] = []
        #: Seconds from each vote to its acknowledgement.
        self.latencies: list[float] = []
        #: Votes that were acknowledged.
        self.acknowledged = 0
        self.refused: list[str] = []
        #: Events that came to those who vote.
        self.events = 0
        self._on_the_way = 0

    def connect(self, phones: Sequence[Phone], seconds: float = 120) -> None:
        """Connect all of them. Raises `Gone` where one cannot."""
        waiting = deque(phones)
        opening: list[Phone] = []
        end = time.monotonic() + seconds
        while waiting or opening:
            while waiting and len(opening) < AT_ONCE:
                opening.append(waiting.popleft())
                self._open(opening[-1])
            self._read(0.5)
            opening = [phone for phone in opening if not phone.connected]
            if time.monotonic() > end:
                raise Gone(f"{len(waiting) + len(opening)} phones could not connect in time")
        self.phones += phones

    def _open(self, phone: Phone) -> None:
        phone.sock.connect(("127.0.0.1", self._port))
        phone.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        phone.sock.sendall(
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
            f"Host: 127.0.0.1:{self._port}\r\nOrigin: http://127.0.0.1:{self._port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n"
            f"{self._offer}\r\n".encode()
        )
        self._selector.register(phone.sock, selectors.EVENT_READ, phone)

    def play(self, sends: Iterable[Send], patience: float) -> None:
        """Send each at its time; return when all are answered, or after `patience` seconds more."""
        start = time.monotonic()
        upcoming = deque(sorted(sends))
        end = start + (upcoming[-1].at if upcoming else 0) + patience
        while upcoming or self._on_the_way:
            now = time.monotonic()
            if now > end:
                return
            while upcoming and start + upcoming[0].at <= now:
                send = upcoming.popleft()
                self.say(send.phone, send.text)
            self._read(max(0.0, start + upcoming[0].at - time.monotonic()) if upcoming else 0.2)

    def rest(self, quiet: float, most: float) -> None:
        """Read until nothing has come for `quiet` seconds, at most for `most` seconds."""
        end = time.monotonic() + most
        while time.monotonic() < end and self._read(quiet):
            pass

    def say(self, phone: Phone, text: str) -> None:
        """Emit an event (`["name",{…}]`) that is to be acknowledged."""
        phone.number += 1
        phone.waiting[phone.number] = time.monotonic()
        self._on_the_way += 1
        _write(phone.sock, f"42{phone.number}{text}")

    def close(self) -> None:
        """Hang up all."""
        for phone in self.phones:
            phone.sock.close()
        self._selector.close()

    def _read(self, seconds: float) -> bool:
        """Take in what there is, waiting for it at most `seconds`; False if there was nothing."""
        ready = self._selector.select(seconds)
        for key, _ in ready:
            phone = key.data
            with suppress(ConnectionResetError):
                if data := phone.sock.recv(1 << 18):
                    self._take(phone, phone.rest + data if phone.rest else data)
                    continue
            raise Gone("the server ended a connection")
        return bool(ready)

    def _take(self, phone: Phone, data: bytes) -> None:
        """Read whole frames of `data`; what is left of it waits for more."""
        if data.startswith(b"HTTP/"):
            head, complete, frames = data.partition(b"\r\n\r\n")
            if not complete:
                phone.rest = data
                return
            phone.inflater, data = _agreed(head), frames
        at, end = 0, len(data)
        while end - at >= 2:
            length, start = data[at + 1], at + 2
            if length == 126:
                length, start = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
            elif length == 127:
                length, start = int.from_bytes(data[at + 2 : at + 10], "big"), at + 10
            if start + length > end:
                break
            packet = data[start : start + length]
            if data[at] & 0x40:
                packet = phone.inflater.decompress(packet + b"\0\0\xff\xff")
            at = start + length
            if packet[:2] == b"42" and phone.votes:
                self.events += 1  # by far the most there is: not looked at
            else:
                self._packet(phone, packet)
        phone.rest = data[at:]

    def _packet(self, phone: Phone, packet: bytes) -> None:
        if packet == b"2":
            _write(phone.sock, "3")
        elif packet.startswith(b"43"):
            self._answered(phone, packet)
        elif packet.startswith(b"42"):
            phone.event = packet[2:]
        elif packet.startswith(b"0"):
            _write(phone.sock, f"40{json.dumps(phone.auth)}")
        elif packet.startswith(b"40"):
            phone.connected = True
        else:
            raise Gone(packet.decode())

    def _answered(self, phone: Phone, packet: bytes) -> None:
        number, _, body = packet[2:].partition(b"[")
        sent = phone.waiting.pop(int(number))
        self._on_the_way -= 1
        if b'"ok":true' not in body:
            self.refused.append(body.decode())
        elif phone.votes:
            self.acknowledged += 1
            self.latencies.append(time.monotonic() - sent)


def _agreed(head: bytes) -> Any:
    """What inflates frames, if the answer to the handshake agreed on that; `Gone` if it refused."""
    if not head.startswith(b"HTTP/1.1 101"):
        raise Gone(head[:80].decode("latin-1"))
    return zlib.decompressobj(-15) if b"permessage-deflate" in head else None


def _write(sock: socket.socket, text: str) -> None:
    """One text frame, masked with zeros."""
    data = text.encode()
    small = len(data) <= 125
    head = (
        struct.pack("!BB", 0x81, 0x80 | len(data))
        if small
        else struct.pack("!BBH", 0x81, 0xFE, len(data))
    )
    sock.sendall(head + bytes(4) + data)
