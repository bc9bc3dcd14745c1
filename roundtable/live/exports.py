"""Documents made while the room goes on: started by `start_export`, with progress to the console."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import structlog
from sqlalchemy import select

from roundtable import sources
from roundtable.commands import SYSTEM, Actor, Outcome, Request
from roundtable.db import Database
from roundtable.documents import ENDINGS, DocumentFailed, file_name, make
from roundtable.live.hub import Hub
from roundtable.live.writer import Writer
from roundtable.models import Export, Roundtable
from roundtable.record import record_of

log = structlog.get_logger()


class Exports:
    """Makes documents one after the other for each roundtable (`start_export` refuses a second)."""

    def __init__(
        self,
        database: Database,
        folder: Path,
        writer: Writer,
        hub: Hub,
        spawn: Callable[..., object],
        sleep: Callable[[float], None],
    ) -> None:
        self._database = database
        self._folder = folder
        self._writer = writer
        self._hub = hub
        self._spawn = spawn
        self._sleep = sleep

    def committed(self, requests: Sequence[Request], outcomes: Sequence[Outcome]) -> None:
        """Begin the documents whose commands were committed just now (not those sent again)."""
        for request, outcome in zip(requests, outcomes, strict=True):
            if request.command == "start_export" and outcome.refused is None and outcome.marks:
                self._spawn(self._make, request.roundtable_id, request.id)

    def fail_interrupted(self) -> None:
        """After a restart: documents that were being made are not any more."""
        with self._database.read() as session:
            query = select(Export).where(Export.status == "making")
            left = [(row.roundtable_id, row.id) for row in session.scalars(query)]
        for roundtable_id, export_id in left:
            self._finish(roundtable_id, export_id, None)

    def _make(self, roundtable_id: str, export_id: str) -> None:
        name: str | None = None
        try:
            with self._database.read() as session:
                roundtable = session.get_one(Roundtable, roundtable_id)
                record = record_of(session, roundtable)
                form = session.get_one(Export, export_id).format
                name = file_name(record, roundtable.rev, ENDINGS.get(form, form))
            make(
                record,
                self._folder / name,
                form,
                self._teller(roundtable_id, export_id),
                self._sleep,
            )
        except (DocumentFailed, OSError) as error:
            log.error("export_failed", export=export_id, error=str(error))
            name = None
        self._finish(roundtable_id, export_id, name)

    def _teller(self, roundtable_id: str, export_id: str) -> Callable[[dict[str, object]], None]:
        def tell(said: dict[str, object]) -> None:
            room = self._hub.rooms.get(roundtable_id)
            if room is not None:
                room.tell_progress({"export": export_id, **said})

        return tell

    def _finish(self, roundtable_id: str, export_id: str, name: str | None) -> None:
        actor = Actor(SYSTEM, "exports")
        args = {"export": export_id, "file": name}
        request = Request(roundtable_id, actor, sources.new_id(), "finish_export", args)
        while (
            outcome := self._writer.submit(request)
        ).refused is not None and outcome.refused.passing:
            self._sleep(1.0)
