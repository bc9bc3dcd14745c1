"""A real server for the tests of direct broadcast: python direct_server.py MODE LIMIT.

Prints its port. POST /do runs one of the functions below with the arguments of the JSON body.
"""

# ruff: noqa: E402 - eventlet must patch the standard library first
import sys

MODE, LIMIT = sys.argv[1], int(sys.argv[2])
if MODE == "eventlet":
    import eventlet

    eventlet.monkey_patch()

import socket
import time
from collections import Counter
from typing import Any

from flask import Flask, request
from flask_socketio import SocketIO

from roundtable.live.direct import Direct, Json

app = Flask(__name__)
socketio: Any = SocketIO(app, async_mode=MODE, ping_interval=1, ping_timeout=20)
direct = Direct(socketio.server, limit=LIMIT)
here: dict[str, None] = {}
left: list[str] = []


@socketio.on("connect")
def connect() -> None:
    here[request.sid] = None  # type: ignore[attr-defined]


@socketio.on("disconnect")
def disconnect(reason: str) -> None:
    here.pop(request.sid, None)  # type: ignore[attr-defined]
    left.append(reason)


def broadcast(
    payload: Any, times: int = 1, pause: float | None = None, hold: float = 0
) -> dict[str, int]:
    """`times` broadcasts of [number, payload].

    After each, others may run for `pause` seconds, or nobody else may for `hold` seconds.
    """
    total: Counter[str] = Counter()
    for number in range(times):
        sent = direct.broadcast(here, "news", [number, payload])
        total.update(direct=sent.direct, queued=sent.queued, dropped=sent.dropped)
        if pause is not None:
            socketio.sleep(pause)
        end = time.monotonic() + hold
        while time.monotonic() < end:
            pass
    return dict(total)


def text(text: str, event: str = "news") -> dict[str, int]:
    sent = direct.broadcast(here, event, Json(text))
    return {"direct": sent.direct, "queued": sent.queued}


def one(index: int) -> int:
    return direct.send_one(list(here)[index], "only", {"you": index}).direct


def mixed(times: int, size: int) -> dict[str, int]:
    """Numbered messages, by turns in every mixture of emit, direct, and yielding between them."""
    total: Counter[str] = Counter()
    for number in range(times):
        if number % 7 in (1, 2, 5):
            socketio.emit("news", [number, "x" * size])
        else:
            sent = direct.broadcast(here, "news", [number, "x" * size])
            total.update(direct=sent.direct, queued=sent.queued)
        if number % 3 == 0:
            socketio.sleep(0 if number % 2 else 0.002)
    return dict(total)


def state() -> dict[str, Any]:
    return {"here": len(here), "left": left, "channels": len(direct._channels)}


def parked() -> int:
    """How many greenlets wait for something to send: writers, and polls that came in."""
    return sum(one.queue.getting() for one in socketio.server.eio.sockets.values())


@app.post("/do/<name>")
def do(name: str) -> dict[str, Any]:
    functions = {f.__name__: f for f in (broadcast, text, one, mixed, state, parked)}
    return {"result": functions[name](**request.get_json())}


if __name__ == "__main__":
    if MODE == "eventlet":
        import eventlet.wsgi

        listener = eventlet.listen(("127.0.0.1", 0), backlog=512)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # Small buffers, so that a client which does not read is felt soon.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16384)
        print(listener.getsockname()[1], flush=True)
        eventlet.wsgi.server(listener, app, log_output=False)
    else:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        print(port, flush=True)
        socketio.run(app, "127.0.0.1", port, allow_unsafe_werkzeug=True)
