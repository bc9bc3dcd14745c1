"""The map of opinions while votes come in: made beside the room, put up by a command of the system.

It reaches all consoles, in all processes; how often and of how many new ballots is decided by the
command (`actions.opinions`), in the transaction in which it is put up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import structlog
from sqlalchemy import func, select

from roundtable import sources
from roundtable.actions.opinions import WATCHED
from roundtable.commands import SYSTEM, Actor, Outcome, Request
from roundtable.db import Database
from roundtable.live.writer import Writer
from roundtable.models import Ballot, Roundtable, Stage, Suggestion
from roundtable.opinions import OpinionsFailed, ask

log = structlog.get_logger()

MACHINE = Actor(SYSTEM, "opinions")
#: Seconds in which ballots gather before the map is made anew.
GATHER = 5.0
#: After these there may be a new map.
_NEWS = frozenset({"cast_ballot", "watch_opinions", "reset_vote"})


class Opinions:
    """The maps of all rooms, one after the other for each."""

    def __init__(
        self,
        database: Database,
        writer: Writer,
        spawn: Callable[..., object],
        sleep: Callable[[float], None],
    ) -> None:
        self._database = database
        self._writer = writer
        self._spawn = spawn
        self._sleep = sleep
        #: Roundtables that are looked at by a task, and whether ballots came since.
        self._changed: dict[str, bool] = {}
        #: By the id of the map what the last computation left for the next.
        self._memories: dict[str, Any] = {}

    def committed(self, requests: Sequence[Request], outcomes: Sequence[Outcome]) -> None:
        """Look soon at votes in which something was cast, by one task however many there are."""
        for request, outcome in zip(requests, outcomes, strict=True):
            if request.command not in _NEWS or outcome.refused is not None:
                continue
            begun = request.roundtable_id in self._changed
            self._changed[request.roundtable_id] = True
            if not begun:
                self._spawn(self._look_on, request.roundtable_id)

    def _look_on(self, roundtable_id: str) -> None:
        try:
            while self._changed[roundtable_id]:
                self._changed[roundtable_id] = False
                self._look(roundtable_id)
                self._sleep(GATHER)
        except OpinionsFailed as error:
            log.warning("opinions_failed", roundtable=roundtable_id, error=str(error))
        except Exception:  # the room goes on without a map
            log.exception("opinions_failed", roundtable=roundtable_id)
        finally:
            del self._changed[roundtable_id]

    def _look(self, roundtable_id: str) -> None:
        """Make and put up the map that is watched, if enough came in since the last one."""
        with self._database.read() as session:
            roundtable = session.get_one(Roundtable, roundtable_id)
            query = select(Suggestion).where(
                Suggestion.roundtable_id == roundtable_id, Suggestion.status == WATCHED
            )
            bodies = {row.id: row.body or {} for row in session.scalars(query)}
            stage, threshold = session.get_one(Stage, roundtable.stage_id), roundtable.threshold
            mine = [key for key, body in bodies.items() if body["stage"] == stage.id]
            if not mine or stage.revealed_at is not None:
                return
            key, before = mine[0], bodies[mine[0]]
            cast = select(func.count()).where(Ballot.stage_id == stage.id)
            marked = session.scalar(cast.where(Ballot.marked)) or 0
            news = session.scalar(cast.where(Ballot.changed_at > before["at"])) or 0
        if not marked:
            if before["map"] is not None:
                self._draw(roundtable_id, key, before["at"], None)
        elif news >= threshold:
            wish = {"database": self._database.url, "stage": stage.id, "threshold": threshold}
            wish["memory"] = self._memories.get(key)
            found = ask(wish, self._sleep)
            self._memories[key] = found["memory"]
            self._draw(roundtable_id, key, found["at"], found["map"])

    def _draw(self, roundtable_id: str, key: str, at: int, body: dict[str, Any] | None) -> None:
        args = {"suggestion": key, "at": at, "body": body}
        request = Request(roundtable_id, MACHINE, sources.new_id(), "draw_opinions", args)
        while (
            outcome := self._writer.submit(request)
        ).refused is not None and outcome.refused.passing:
            self._sleep(1.0)
