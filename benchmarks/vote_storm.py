"""A vote storm: so many phones in one room, and votes at random times from all of them.

Each vote is a mark of its own (no phone votes twice for the same option), so that votes can be
counted: what was acknowledged must be in the database and in the tallies, each once. Rankings are
sent whole: there each ballot must be whole.
"""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from benchmarks.hall import Hall, Send
from benchmarks.servers import Kept, Naive, Process, Product

#: Votes a second, from the whole room.
RATE = 50
#: Seconds of votes that are not measured.
WARM_UP = 2
#: Edits a second where all phones are told of them: more than the ticks of a room of 1,000.
EDITS = 8
#: Seconds that a server gets to answer what it could not answer during the storm.
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU in milliseconds for each vote, of the server and of the phones; seconds of the storm."""

    cpu: float
    client_cpu: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Storm:
    """What one storm showed. Latencies in milliseconds, memory in kilobytes for each phone."""

    name: str
    phones: int
    measured: Measured
    p50: float
    p95: float
    memory: float
    #: Events that each phone was sent in a second.
    told: float
    sent: int
    acknowledged: int
    kept: Kept
    refused: tuple[str, ...]

    @property
    def lost(self) -> int:
        """By how many the votes acknowledged, kept and tallied differ from those sent, at most."""
        counts = (self.acknowledged, self.kept.rows, self.kept.tallied)
        return max(abs(self.sent - count) for count in counts)


def storm(
    server: Naive | Product,
    folder: Path,
    seconds: int,
    before: Callable[[Hall], None] | None = None,
) -> Storm:
    """Connect the phones, let them vote, and measure from the first vote to the last answer.

    `before` is called when all are connected and warm.
    """
    port = _free_port()
    with server.start(folder, port) as process:
        process.wait_for(port)
        hall = Hall(port, server.compression)
        memory = _fill(hall, server, process)
        votes = _votes(server, (WARM_UP + seconds) * RATE)
        hall.play(_spread(votes[: WARM_UP * RATE], WARM_UP), PATIENCE)
        hall.rest(0.2, 2)
        if before is not None:
            before(hall)
        hall.latencies.clear()
        hall.events = 0
        measured = _measure(hall, server, process, votes[WARM_UP * RATE :], seconds)
        events = hall.events
        server.finish(hall)
        hall.close()
    cuts = quantiles(hall.latencies or [float("nan")] * 2, n=100, method="inclusive")
    return Storm(
        name=server.name,
        phones=len(server.phones),
        measured=measured,
        p50=1000 * cuts[49],
        p95=1000 * cuts[94],
        memory=memory,
        told=events / len(server.phones) / measured.seconds,
        sent=len(votes),
        acknowledged=hall.acknowledged,
        kept=server.kept(len(votes)),
        refused=tuple(hall.refused),
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _fill(hall: Hall, server: Naive | Product, process: Process) -> float:
    """Connect everyone; returns the kilobytes that each phone costs."""
    hall.connect(server.watchers)
    hall.rest(0.5, 5)
    empty = process.memory()
    hall.connect(server.phones)
    hall.rest(0.5, 10)
    return (process.memory() - empty) / len(server.phones)


def _votes(server: Naive | Product, count: int) -> list[Send]:
    """Votes of all phones in turn, each round for another option, not yet spread over time."""
    phones = list(server.phones)
    random.Random(482).shuffle(phones)
    turns = (divmod(number, len(phones)) for number in range(count))
    return [Send(0, phones[turn], server.vote(option)) for option, turn in turns]


def options_for(phones: int, seconds: int) -> int:
    """Options that are needed, so that no phone votes for one twice."""
    return 1 + max(11, (WARM_UP + seconds) * RATE // phones)


def _spread(sends: list[Send], seconds: float) -> list[Send]:
    """At random times, as people vote; the same times for each server."""
    chance = random.Random(len(sends))
    for send in sends:
        send.at = chance.uniform(0, seconds)
    return sends


def _measure(
    hall: Hall, server: Naive | Product, process: Process, votes: list[Send], seconds: int
) -> Measured:
    texts = server.edits(EDITS * seconds)
    edits = [Send(n / EDITS, server.watchers[0], text) for n, text in enumerate(texts)]
    start, before, mine = time.monotonic(), process.cpu(), time.process_time()
    hall.play(_spread(votes, seconds) + edits, PATIENCE)
    took = time.monotonic() - start
    hall.rest(0.3, 3)  # what the last votes led to is part of their cost
    each = 1000 / max(1, len(hall.latencies))
    return Measured(each * (process.cpu() - before), each * (time.process_time() - mine), took)
