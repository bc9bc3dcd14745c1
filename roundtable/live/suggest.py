"""Groups suggested while the room goes on; and, at the board, places and near duplicates by themselves.

What texts mean is found by a process of its own (`roundtable.meaning`). What it says comes back as
commands of the system, so that it reaches all consoles, in all processes.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable import sources
from roundtable.commands import SYSTEM, Actor, Outcome, Request
from roundtable.db import Database
from roundtable.live.hub import Hub
from roundtable.live.writer import Writer
from roundtable.meaning.client import Client, MeaningFailed
from roundtable.meaning.texts import MOST_TEXTS, Text, Wish
from roundtable.models import Area, Proposal, Roundtable, Stage, Suggestion

log = structlog.get_logger()

MACHINE = Actor(SYSTEM, "suggestions")
#: Seconds in which changes of the board gather, before it is looked at again.
GATHER = 2.0
#: Between two looks it rests so many times as long as the first one took.
REST = 5.0
#: Changes of these may change where a proposal belongs.
_BOARD = frozenset({"proposals", "clusters", "stages", "*"})
_BY_THEMSELVES = frozenset({"places", "duplicates"})


class Suggestions:
    """What is suggested in all rooms, one after the other for each."""

    def __init__(
        self,
        database: Database,
        writer: Writer,
        hub: Hub,
        spawn: Callable[..., object],
        sleep: Callable[[float], None],
        letters: bool = False,
    ) -> None:
        self._database = database
        self._writer = writer
        self._hub = hub
        self._spawn = spawn
        self._sleep = sleep
        self.client = Client(letters)
        #: Roundtables whose board is looked at by a task, and whether it changed since.
        self._changed: dict[str, bool] = {}

    def committed(self, requests: Sequence[Request], outcomes: Sequence[Outcome]) -> None:
        """Begin what was asked for just now; look again at boards that changed."""
        for request, outcome in zip(requests, outcomes, strict=True):
            if request.command == "suggest_groups" and outcome.refused is None and outcome.marks:
                self._spawn(self._make, request.roundtable_id, request.id)
            if any(name in _BOARD for name, _ in outcome.marks):
                self._look(request.roundtable_id)

    def fail_interrupted(self) -> None:
        """After a restart: what was being made is not any more."""
        with self._database.read() as session:
            query = select(Suggestion).where(Suggestion.status == "making")
            left = [(row.roundtable_id, row.id) for row in session.scalars(query)]
        for roundtable_id, suggestion in left:
            self._finish(roundtable_id, suggestion, None)

    def stop(self) -> None:
        """End the process that reads."""
        self.client.stop()

    # -- groups -------------------------------------------------------------------------------

    def _make(self, roundtable_id: str, suggestion: str) -> None:
        body: dict[str, Any] | None = None
        try:
            with self._database.read() as session:
                level = session.get_one(Suggestion, suggestion).level
                wish = wish_of(session, roundtable_id, level)
            found = self.client.suggest(wish, self._teller(roundtable_id, suggestion))
            self._place(roundtable_id, found)
            body = {key: found[key] for key in ("by", "few", "level", "groups")}
        except MeaningFailed as error:
            log.error("suggestion_failed", suggestion=suggestion, error=str(error))
        except Exception:  # unfinished, it would keep all others from being asked for
            log.exception("suggestion_failed", suggestion=suggestion)
        self._finish(roundtable_id, suggestion, body)

    def _teller(self, roundtable_id: str, suggestion: str) -> Callable[[float], None]:
        def tell(share: float) -> None:
            room = self._hub.rooms.get(roundtable_id)
            if room is not None:
                room.tell_progress({"suggestion": suggestion, "share": share})

        return tell

    def _finish(self, roundtable_id: str, suggestion: str, body: dict[str, Any] | None) -> None:
        self._do(roundtable_id, "finish_suggestion", {"suggestion": suggestion, "body": body})

    # -- places and near duplicates -----------------------------------------------------------

    def _look(self, roundtable_id: str) -> None:
        """Have the board looked at soon, by one task however many changes there are."""
        begun = roundtable_id in self._changed
        self._changed[roundtable_id] = True
        if not begun:
            self._spawn(self._look_on, roundtable_id)

    def _look_on(self, roundtable_id: str) -> None:
        try:
            while self._changed[roundtable_id]:
                self._sleep(GATHER)
                self._changed[roundtable_id] = False
                start = time.monotonic()
                self._look_once(roundtable_id)
                self._sleep(REST * (time.monotonic() - start))
        except MeaningFailed as error:
            log.warning("places_failed", roundtable=roundtable_id, error=str(error))
        except Exception:  # nobody asked for it: nobody is to miss anything else
            log.exception("places_failed", roundtable=roundtable_id)
        finally:
            del self._changed[roundtable_id]

    def _look_once(self, roundtable_id: str) -> None:
        with self._database.read() as session:
            if not _is_at_the_board(session, roundtable_id):
                return
            wish = wish_of(session, roundtable_id, None)
        self._place(roundtable_id, self.client.suggest(wish))

    def _place(self, roundtable_id: str, body: dict[str, Any]) -> None:
        """Point out what is new; nothing is said where there is nothing new."""
        told = {"by": body["by"], "places": body["places"], "duplicates": body["duplicates"]}
        with self._database.read() as session:
            query = select(Suggestion.body).where(
                Suggestion.roundtable_id == roundtable_id, Suggestion.status == "places"
            )
            before = session.scalar(query) or {}
        if any(
            _text(told[key]) != _text(before.get(key) or type(told[key])())
            for key in _BY_THEMSELVES
        ):
            self._do(roundtable_id, "place_proposals", {"body": told})

    def _do(self, roundtable_id: str, command: str, args: dict[str, Any]) -> None:
        request = Request(roundtable_id, MACHINE, sources.new_id(), command, args)
        while (
            outcome := self._writer.submit(request)
        ).refused is not None and outcome.refused.passing:
            self._sleep(1.0)


def _text(value: Any) -> str:
    """So that what was read from the database compares with what was not."""
    return json.dumps(value, sort_keys=True)


def _is_at_the_board(session: Session, roundtable_id: str) -> bool:
    """Whether the facilitator is grouping: then places and near duplicates are of use."""
    roundtable = session.get_one(Roundtable, roundtable_id)
    open_ = session.get_one(Stage, roundtable.stage_id)
    return roundtable.status == "open" and open_.kind == "group"


def wish_of(session: Session, roundtable_id: str, level: int | None) -> Wish:
    """What is shown at the board, the newest where it is too much."""
    roundtable = session.get_one(Roundtable, roundtable_id)
    areas = list(session.scalars(select(Area.id).where(Area.roundtable_id == roundtable_id)))
    query = (
        select(Proposal.id, Proposal.text, Proposal.language, Proposal.area_id, Proposal.cluster_id)
        .where(Proposal.roundtable_id == roundtable_id, Proposal.status == "shown")
        .order_by(Proposal.number.desc())
        .limit(MOST_TEXTS)
    )
    texts = [
        Text(key, text, language, area if len(areas) > 1 else None, cluster)
        for key, text, language, area, cluster in session.execute(query)
    ]
    languages = dict.fromkeys((roundtable.language, *roundtable.languages, "en"))
    return Wish(tuple(reversed(texts)), level, tuple(languages))
