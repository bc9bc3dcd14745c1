"""The address under which this machine is reached in the local network."""

from __future__ import annotations

import socket


def local_address() -> str:
    """The address of the interface that leads out, or 127.0.0.1 where there is none. Sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(
                ("192.0.2.1", 9)
            )  # reserved for documentation; UDP connects without a packet
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
