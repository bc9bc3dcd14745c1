"""Measure what a broadcast costs the server: ordinary `emit` to a room against direct frames.

    python benchmarks/broadcast.py [--clients 500] [--broadcasts 40] [--size 600]

Each way gets a server of its own in a process of its own, and the clients are bare sockets in this
one. The figure is the server's CPU time, from the first broadcast until every client has it all;
the clients' CPU is not in it. "browsers" offer compression, as all browsers do, and an ordinary
eventlet server accepts it. It takes some 20 seconds.
"""

import argparse
import base64
import json
import os
import selectors
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
WAYS = ("emit, browsers", "emit", "direct, browsers")


def serve(use_direct: bool) -> None:
    """Be the server: print the port, then do as POST /run says."""
    import eventlet  # noqa: PLC0415 - only the server is patched

    eventlet.monkey_patch()
    import eventlet.wsgi  # noqa: PLC0415
    from flask import Flask, request  # noqa: PLC0415
    from flask_socketio import SocketIO, join_room  # noqa: PLC0415

    from roundtable.live.direct import Direct  # noqa: PLC0415

    app = Flask(__name__)
    socketio: Any = SocketIO(app, async_mode="eventlet", ping_interval=60)
    direct = Direct(socketio.server) if use_direct else None
    sids: set[str] = set()

    def arrive() -> None:
        sids.add(request.sid)  # type: ignore[attr-defined]
        join_room("hall")

    socketio.on_event("connect", arrive)

    @app.post("/run")
    def run() -> dict[str, float]:
        for number in range(request.json["broadcasts"]):
            text = base64.b64encode(os.urandom(request.json["size"])).decode()[
                : request.json["size"]
            ]
            payload = {"rev": number, "changes": [["proposals", "p", text]]}
            if direct:
                direct.broadcast(sids, "frame", payload)
            else:
                socketio.emit("frame", payload, to="hall")
            socketio.sleep(0.02)
        return usage()

    @app.get("/usage")
    def usage() -> dict[str, float]:
        status = Path("/proc/self/status")
        words = status.read_text().split() if status.exists() else ["VmRSS:", "0"]
        return {"cpu": time.process_time(), "kib": int(words[words.index("VmRSS:") + 1])}

    listener = eventlet.listen(("127.0.0.1", 0), backlog=4096)
    print(listener.getsockname()[1], flush=True)
    eventlet.wsgi.server(listener, app, log_output=False, max_size=20_000)


def connect(port: int, compression: bool) -> socket.socket:
    """A Socket.IO client over a websocket, connected."""
    client = socket.create_connection(("127.0.0.1", port))
    offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
    client.sendall(
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n"
        f"{offer if compression else ''}\r\n".encode()
    )
    client.recv(1024)  # what comes before the server's answer would be taken for more headers
    client.sendall(b"\x81\x82\0\0\0\x0040")
    return client


def ask(port: int, path: str, **body: int) -> dict[str, float]:
    """Ask the server; returns its CPU seconds so far and its memory in KiB."""
    data = json.dumps(body).encode() if body else None
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data, headers)
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - our own server
        result: dict[str, float] = json.load(answer)
        return result


def drain(clients: list[socket.socket], quiet: float) -> int:
    """Read all that comes until nothing has come for `quiet` seconds; returns the bytes."""
    total = 0
    with selectors.DefaultSelector() as selector:
        for client in clients:
            selector.register(client, selectors.EVENT_READ)
        while ready := selector.select(quiet):
            total += sum(len(key.fileobj.recv(1 << 20)) for key, _ in ready)  # type: ignore[misc,union-attr]
    return total


def measure(way: str, clients: int, broadcasts: int, size: int) -> dict[str, float]:
    """One server, one way: milliseconds of CPU per broadcast, KiB per client, bytes per client."""
    command = [sys.executable, __file__, "--serve", way.split(",", maxsplit=1)[0]]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout
        port = int(server.stdout.readline())
        empty = ask(port, "/usage")
        people = [connect(port, "browsers" in way) for _ in range(clients)]
        drain(people, 0.5)
        before = ask(port, "/usage")
        ask(port, "/run", broadcasts=broadcasts, size=size)
        received = drain(people, 0.5)
        after = ask(port, "/usage")
        for one in people:
            one.close()
        server.terminate()
    return {
        "ms": 1000 * (after["cpu"] - before["cpu"]) / broadcasts,
        "kib": (after["kib"] - empty["kib"]) / clients,
        "bytes": received / clients / broadcasts,
    }


def main() -> None:
    """Measure the ways one after the other and print them with their ratio to the direct one."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--clients", type=int, default=500)
    parser.add_argument("--broadcasts", type=int, default=40)
    parser.add_argument("--size", type=int, default=600, help="characters of the payload's text")
    parser.add_argument("--serve", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.serve == "direct")
        return
    sizes = (options.clients, options.broadcasts, options.size)
    figures = {way: measure(way, *sizes) for way in WAYS}
    print(
        f"{options.clients} clients, {options.broadcasts} broadcasts of {options.size} characters"
    )
    for way, figure in figures.items():
        ratio = figure["ms"] / figures["direct, browsers"]["ms"]
        print(
            f"{way:17} {figure['ms']:7.2f} ms CPU each  ({ratio:4.1f} x direct)  "
            f"{figure['kib']:6.0f} KiB and {figure['bytes']:5.0f} bytes a client"
        )


if __name__ == "__main__":
    main()
