"""The one writer: commands that arrive together share one transaction, and are answered after it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence

import structlog
from sqlalchemy.exc import DBAPIError

from roundtable.commands import Outcome, Request, passing_fault, run
from roundtable.core.errors import Refused
from roundtable.db import Database

log = structlog.get_logger()

#: How long the writer waits for company before it commits. Long enough for what is on the wire, far
#: below what a person notices. Longer waits were tried: they cost latency and saved hardly any work.
GATHER_SECONDS = 0.002
MOST_TOGETHER = 256
MOST_WAITING = 4096

Committed = Callable[[Sequence[Request], Sequence[Outcome]], None]


class _Ticket:
    """A request on its way, and its outcome when it is there."""

    __slots__ = ("done", "outcome", "request")

    def __init__(self, request: Request) -> None:
        self.request = request
        self.outcome: Outcome | None = None
        self.done = threading.Event()


class Writer:
    """Takes requests from any greenlet, one at a time from each, and commits them in batches.

    `committed` is called after each commit and before the answers, with requests and outcomes.
    """

    def __init__(
        self, database: Database, committed: Committed, sleep: Callable[[float], None]
    ) -> None:
        self._database = database
        self._committed = committed
        self._sleep = sleep
        self._queue: queue.Queue[_Ticket] = queue.Queue()
        self._stopping = False
        self._idle = threading.Event()
        self._idle.set()

    def submit(self, request: Request) -> Outcome:
        """Carry out one request; returns when it is committed or refused."""
        if self._stopping:
            return Outcome(refused=Refused("restarting"))
        if self._queue.qsize() >= MOST_WAITING:
            return Outcome(refused=Refused("busy"))
        ticket = _Ticket(request)
        self._idle.clear()
        self._queue.put(ticket)
        ticket.done.wait()
        assert ticket.outcome is not None
        return ticket.outcome

    def run_forever(self) -> None:
        """The writer's loop; runs in a greenlet of its own."""
        while True:
            first = self._queue.get()
            self._sleep(GATHER_SECONDS)
            self._serve([first, *self._waiting()])
            if self._queue.empty():
                self._idle.set()

    def drain(self, seconds: float) -> bool:
        """Accept nothing new and finish what was accepted. True if all of it was in time."""
        self._stopping = True
        return self._idle.wait(seconds)

    def _waiting(self) -> list[_Ticket]:
        tickets: list[_Ticket] = []
        while len(tickets) < MOST_TOGETHER - 1:
            try:
                tickets.append(self._queue.get_nowait())
            except queue.Empty:
                break
        return tickets

    def _serve(self, tickets: Sequence[_Ticket]) -> None:
        requests = [ticket.request for ticket in tickets]
        outcomes = self._commit(requests)
        try:
            self._committed(requests, outcomes)
        except Exception:  # telling others must not cost the sender the answer
            log.exception("committed_hook_failed")
        for ticket, outcome in zip(tickets, outcomes, strict=True):
            ticket.outcome = outcome
            ticket.done.set()

    def _commit(self, requests: Sequence[Request]) -> list[Outcome]:
        try:
            with self._database.write() as session:
                return run(session, requests)
        except DBAPIError as error:
            refused = passing_fault(error)
            log.error("commit_failed", code=refused.code, error=str(error.orig))
        except Exception:
            log.exception("batch_failed")
            refused = Refused("busy")
        return [Outcome(refused=refused) for _ in requests]
