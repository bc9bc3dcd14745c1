"""Serves Roundtable on eventlet: the one file that knows which server it is."""

import warnings

with warnings.catch_warnings():
    # It advises new projects against itself; that is why no other file knows of it (docs/adr/0005).
    warnings.simplefilter("ignore")
    import eventlet

eventlet.monkey_patch()

import gc
import os
import signal
import socket
import sys

import eventlet.wsgi

from roundtable import create_app
from roundtable.config import Config, ConfigError
from roundtable.start import StartError, prepare, welcome

#: Connections in the queue of the kernel: a hall that scans the same code in the same second.
BACKLOG = 4096
MOST_CONNECTIONS = 20_000


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; TCP_NODELAY is inherited by each connection."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = eventlet.listen((host, port), family=family, backlog=BACKLOG)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def main() -> int:
    """Prepare the database, listen, serve until SIGTERM or Ctrl+C, finish what was accepted."""
    try:
        config = Config.from_env()
        prepare(config)
        listener = listen(config.host, config.port)
    except (ConfigError, StartError, OSError) as error:
        print(f"roundtable: {error}", file=sys.stderr)
        return 1
    app = create_app(config, async_mode="eventlet")
    live = app.extensions["roundtable"].live
    live.start()
    welcome(config, sys.stdout)
    # What is here stays; and a thousand phones are no reason to look for garbage all the time.
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    server = eventlet.spawn(
        eventlet.wsgi.server,
        listener,
        app,
        max_size=MOST_CONNECTIONS,
        log_output=False,
        keepalive=30,
        url_length_limit=16_384,
        socket_timeout=60,
    )

    def stop(_number: int, _frame: object) -> None:
        eventlet.spawn_n(finish)

    def finish() -> None:
        listener.close()
        clean = live.stop()
        os._exit(
            0 if clean else 1
        )  # connected phones would keep the server's greenlets for minutes

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    server.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
