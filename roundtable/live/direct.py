"""Broadcast by writing one ready-made websocket frame straight to every socket that is free.

Ordinary `emit` puts a packet on each connection's queue, wakes a greenlet for each and has each of
them build the same frame again. Here the packet and the frame are made once, and where a connection
is idle its bytes go to the kernel at once. All else takes the ordinary queue, so that what a
connection receives is always in the order in which it was sent, by whichever way.

This relies on how engineio and eventlet work inside (checked with python-engineio 4.15 and eventlet
0.41), but imports no eventlet: it looks at the objects it is handed, and with any other server
finds nothing to write to and queues. A call never waits and never switches greenlets; make it on
the server's own thread, not from a worker thread.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from socket import SHUT_RDWR
from struct import pack
from typing import Any

from engineio.packet import MESSAGE, Packet
from socketio.packet import EVENT

QUEUE_LIMIT = 256


class Json(str):
    """Text that is JSON already, sent as it is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """How many connections got it directly, how many by their queue, how many were cut off as full.

    Those that are no longer connected here are in none of the three.
    """

    direct: int = 0
    queued: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class _Channel:
    """The inside of one websocket: eventlet's WebSocket, its GreenSocket, that one's own socket."""

    websocket: Any
    green: Any
    raw: Any
    lock: Any

    @classmethod
    def of(cls, websocket: Any) -> "_Channel | None":
        """The channel to write to, or None if this is not an eventlet websocket on plain TCP."""
        green = getattr(websocket, "socket", None)
        raw = getattr(green, "fd", None)  # a TLS socket has none: its bytes are not ours to write
        lock = getattr(websocket, "_sendlock", None)
        usable = raw is not None and hasattr(lock, "balance")
        # The pre-RFC protocols have no `extensions`; an agreed one may change what frames mean.
        if not usable or getattr(websocket, "extensions", True):
            return None
        return cls(websocket, green, raw, lock)

    def free(self, queue: Any) -> bool:
        """Whether a frame written now comes after all that was sent before and splits nothing.

        engineio's writer greenlet is parked in `queue.get` exactly when it has sent all it took.
        A lock that is held, or that somebody waits for, is a control frame or our own remainder.
        """
        parked = queue.getting() and queue.empty()
        return bool(parked and self.lock.balance == 1 and not self.websocket.websocket_closed)

    def finish(self, rest: memoryview) -> None:
        """Write what the kernel did not take, in a greenlet of its own that owns the lock."""
        try:
            self.green.sendall(rest)
        except OSError:  # half a frame is out: nothing may follow it
            self.cut()
        finally:
            self.lock.release()

    def cut(self) -> None:
        """End the connection. Its own greenlets notice, tidy up and report the disconnect."""
        with suppress(OSError):
            self.raw.shutdown(SHUT_RDWR)


class Direct:
    """The broadcaster of one Socket.IO server; make it before the first client connects.

    A connection with `limit` packets waiting is cut off instead of getting another one: its client
    reconnects and is brought up to date, and memory stays bounded. It is cut without a Socket.IO
    goodbye, because browsers do not come back by themselves after that.
    """

    def __init__(self, server: Any, limit: int = QUEUE_LIMIT) -> None:
        """Watch the websockets of `server`, a `socketio.Server` (Flask-SocketIO: `.server`)."""
        self._server = server
        self._limit = limit
        self._channels: dict[str, _Channel] = {}
        drivers = server.eio._async  # shared by all servers of this process: never changed in place
        if drivers["websocket"] is not None:
            server.eio._async = {**drivers, "websocket": self._watch(drivers["websocket"])}

    def broadcast(
        self, sids: Iterable[str], event: str, payload: Any, namespace: str = "/"
    ) -> Sent:
        """Send `event` with one argument to the connections of this process among `sids`.

        `payload` is anything that the server's JSON encodes (no bytes), or `Json` text.
        """
        packet, frame = self._encode(event, payload, namespace)
        ways = [self._send(sid, packet, frame, namespace) for sid in tuple(sids)]
        return Sent(ways.count("direct"), ways.count("queued"), ways.count("dropped"))

    def send_one(self, sid: str, event: str, payload: Any, namespace: str = "/") -> Sent:
        """Send `event` to one connection: as `broadcast`."""
        return self.broadcast((sid,), event, payload, namespace)

    def _encode(self, event: str, payload: Any, namespace: str) -> tuple[Packet, bytes]:
        dumps = self._server.packet_class.json.dumps
        text = payload if isinstance(payload, Json) else dumps(payload, separators=(",", ":"))
        prefix = "" if namespace == "/" else f"{namespace},"
        # "replace": one lone surrogate in somebody's text must not fail the frame of a whole room.
        body = f"{EVENT}{prefix}[{dumps(event)},{text}]".encode("utf-8", "replace")
        return Packet(MESSAGE, body.decode()), _text_frame(b"%d%b" % (MESSAGE, body))

    def _send(self, sid: str, packet: Packet, frame: bytes, namespace: str) -> str:
        """Send to one connection; returns the way it took."""
        eio_sid = self._server.manager.eio_sid_from_sid(sid, namespace)
        connection = self._server.eio.sockets.get(eio_sid)
        if connection is None or connection.closing or connection.closed:
            return "gone"
        channel = self._channels.get(eio_sid) if connection.upgraded else None
        if channel and channel.free(connection.queue) and self._write(channel, frame):
            return "direct"
        if connection.queue.qsize() >= self._limit:
            self._drop(connection, channel)
            return "dropped"
        # Not `connection.send`: that may find a ping overdue and run the disconnect handler here.
        connection.queue.put(packet)
        return "queued"

    def _write(self, channel: _Channel, frame: bytes) -> bool:
        """Give the frame to the kernel; False if it took nothing (full, or the socket is dead)."""
        try:
            done = channel.raw.send(frame)
        except OSError:
            return False
        if done < len(frame):
            channel.lock.acquire()  # free, so this does not wait; all other writers now do
            self._server.start_background_task(channel.finish, memoryview(frame)[done:])
        return True

    def _drop(self, connection: Any, channel: _Channel | None) -> None:
        if channel:
            channel.cut()
            return
        # In the background, because closing runs the disconnect handler.
        reason = self._server.eio.reason.TRANSPORT_ERROR
        self._server.start_background_task(connection.close, wait=False, abort=True, reason=reason)

    def _watch(self, driver: Callable[..., Any]) -> Callable[..., Any]:
        """Wrap engineio's websocket driver, so that each connection's websocket is known here."""

        def websocket(handler: Callable[[Any], Any], eio: Any) -> Callable[..., Any]:
            app = driver(lambda ws: self._handle(handler, ws), eio)

            def without_compression(environ: dict[str, Any], start_response: Any) -> Any:
                # Every browser offers permessage-deflate and eventlet accepts it: a compressor and
                # some 160 kB for each phone, and no two phones could be sent the same bytes.
                environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
                return app(environ, start_response)

            return without_compression

        return websocket

    def _handle(self, handler: Callable[[Any], Any], websocket: Any) -> Any:
        connection = getattr(handler, "__self__", None)
        channel = _Channel.of(websocket)
        if connection is None or channel is None or not hasattr(connection.queue, "getting"):
            return handler(websocket)
        self._channels[connection.sid] = channel
        try:
            return handler(websocket)
        finally:
            del self._channels[connection.sid]


def _text_frame(text: bytes) -> bytes:
    """One whole, unmasked websocket text frame (RFC 6455, section 5.2)."""
    length = len(text)
    if length <= 125:  # noqa: PLR2004 - the numbers of the RFC
        return pack("!BB", 0x81, length) + text
    if length <= 0xFFFF:  # noqa: PLR2004
        return pack("!BBH", 0x81, 126, length) + text
    return pack("!BBQ", 0x81, 127, length) + text
