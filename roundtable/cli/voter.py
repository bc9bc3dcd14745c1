"""One person of a replay: a real Socket.IO connection that votes, is cut off, and comes back."""

from __future__ import annotations

import asyncio
import random
import socket
import struct
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import socketio

from roundtable import sources

#: Seconds that somebody waits for an acknowledgement before sending the same again.
PATIENCE = 15.0
#: Seconds for which a server may be gone before a replay gives up.
LONGEST_ABSENCE = 60.0

Message = dict[str, Any]


class Gone(Exception):
    """The server cannot be reached, or does not let this connection in; the message says why."""


class TurnedAway(Gone):
    """The server answered, and does not let this connection in. The message is its code."""


@dataclass(slots=True)
class Figures:
    """What all voters together saw. `waits`: seconds from sending to acknowledgement."""

    connected: int = 0
    connections: int = 0
    sent: int = 0
    resent: int = 0
    acknowledged: int = 0
    cuts: int = 0
    told_to_wait: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)


class Line:
    """One connection, from connecting until it is closed, cut or lost."""

    def __init__(self, web: aiohttp.ClientSession) -> None:
        self._client = socketio.AsyncClient(
            reconnection=False, handle_sigint=False, http_session=web
        )
        self._lost = asyncio.Event()
        self._refused = ""
        self._client.on("disconnect", self._on_lost)
        self._client.on("connect_error", self._on_refused)

    async def _on_lost(self, *_reason: object) -> None:
        self._lost.set()

    async def _on_refused(self, reason: object = None) -> None:
        if isinstance(reason, dict):  # else it is no answer of the server's
            self._refused = str(reason.get("message"))

    async def open(self, url: str, auth: Message) -> None:
        """Connect. Raises `Gone`."""
        try:
            await self._client.connect(
                url, auth=auth, transports=["websocket"], wait_timeout=PATIENCE
            )
        except (socketio.exceptions.ConnectionError, aiohttp.ClientError, OSError) as error:
            if self._refused:
                raise TurnedAway(self._refused) from None
            raise Gone(str(error).strip().rstrip(".")) from None

    async def ask(self, message: Message, *, cut_after: float | None = None) -> Message | None:
        """Send a command; its acknowledgement, or None where the line was cut or lost before it.

        `cut_after`: cut the line so many seconds after sending, the command being in flight.
        """
        answer: asyncio.Future[Message] = asyncio.get_running_loop().create_future()

        def acknowledged(said: Message) -> None:
            if not answer.done():
                answer.set_result(said)

        try:
            await self._client.emit("do", message, callback=acknowledged)
        except socketio.exceptions.SocketIOError:
            return None
        lost = asyncio.ensure_future(self._lost.wait())
        patience = PATIENCE if cut_after is None else cut_after
        either: set[asyncio.Future[Any]] = {answer, lost}
        await asyncio.wait(either, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
        lost.cancel()
        if cut_after is not None:
            self.cut()
        return answer.result() if answer.done() else None

    def cut(self) -> None:
        """End the connection as a dead network does: no goodbye, what is unsent is thrown away."""
        websocket = self._client.eio.ws
        channel = getattr(websocket, "_conn", None)  # aiohttp has no public way to a rude end
        if channel is None or channel.transport is None:
            return
        linger = struct.pack("ii", 1, 0)
        channel.transport.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, linger
        )
        channel.transport.abort()

    async def close(self) -> None:
        """Say goodbye."""
        await self._client.disconnect()


class Voter:
    """One person: takes votes from `inbox` (None ends it) and sends one at a time, each until it is in.

    `cuts` are the places in this person's row of votes at which the connection is cut.
    """

    def __init__(self, web: aiohttp.ClientSession, url: str, auth: Message) -> None:
        self.inbox: asyncio.Queue[Message | None] = asyncio.Queue()
        self.cuts: frozenset[int] = frozenset()
        self._web, self._url, self._auth = web, url, auth
        self._chance = random.Random(auth["key"])  # noqa: S311 (moments of a replay are no secret)
        self._line: Line | None = None

    async def connect(self, figures: Figures) -> None:
        """Take the seat; patiently, for a server may be starting again. Raises `Gone`."""
        given_up, pause = time.monotonic() + LONGEST_ABSENCE, 0.2
        while True:
            line = Line(self._web)
            try:
                await line.open(self._url, self._auth)
            except TurnedAway:
                raise
            except Gone:
                if time.monotonic() > given_up:
                    raise
                await asyncio.sleep(pause)
                pause = min(5.0, pause * 2)
            else:
                break
        self._line = line
        figures.connections += 1
        figures.connected += 1

    async def vote(self, figures: Figures) -> None:
        """Send what comes into the inbox. Raises `Gone`."""
        place = 0
        while (args := await self.inbox.get()) is not None:
            await self._deliver(args, place in self.cuts, figures)
            place += 1

    async def leave(self) -> None:
        """Close the connection."""
        if self._line is not None:
            await self._line.close()

    async def _deliver(self, args: Message, cut: bool, figures: Figures) -> None:
        message = {"id": sources.new_id(), "command": "cast_ballot", "args": args}
        figures.sent += 1
        while True:
            began = time.monotonic()
            answer = await self._try(message, cut, figures)
            if answer is None:
                figures.resent += 1
                cut = False
            elif answer.get("ok"):
                figures.acknowledged += 1
                figures.waits.append(time.monotonic() - began)
                return
            elif answer.get("retry"):
                figures.told_to_wait[str(answer.get("code"))] += 1
                await asyncio.sleep(self._chance.uniform(0.2, 0.6))
            else:
                figures.refused[str(answer.get("code"))] += 1
                return

    async def _try(self, message: Message, cut: bool, figures: Figures) -> Message | None:
        """Send once; None where no answer came. Afterwards there is a line again."""
        assert self._line is not None
        # From nothing (perhaps it never left) to longer than a commit (only the answer is lost).
        after = self._chance.choice([0.0, 0.002, 0.005, 0.01, 0.02]) if cut else None
        answer = await self._line.ask(message, cut_after=after)
        if cut:
            figures.cuts += 1
            await self._return(figures, self._chance.uniform(0.2, 1.5))
        elif answer is None:
            await self._return(figures, 0.2)
        return answer

    async def _return(self, figures: Figures, absence: float) -> None:
        figures.connected -= 1
        await asyncio.sleep(absence)
        await self.connect(figures)
