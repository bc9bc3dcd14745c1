"""Documents made while people go on: started by `start_export`, with progress to those who run or write it.

Of a roundtable and of a strategy alike; what differs is where their rows are and how making them is noted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable import sources
from roundtable.commands import ROUNDTABLE, STRATEGY, SYSTEM, Actor, Outcome, Request
from roundtable.core.errors import Refused
from roundtable.db import Database
from roundtable.documents import ENDINGS, DocumentFailed, file_name, make
from roundtable.live.hub import Hub
from roundtable.live.writer import Writer
from roundtable.models import Export, Roundtable, Strategy, StrategyExport, Version
from roundtable.projections.strategy import documents
from roundtable.projections.strategy.reading import Reading
from roundtable.record import record_of
from roundtable.record.look import look_of

log = structlog.get_logger()

#: By which command it is noted that a document is made.
_NOTED = {ROUNDTABLE: "finish_export", STRATEGY: "note_export"}


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be made: `on` what, its id, and the id of the export."""

    on: str
    subject: str
    export: str


@dataclass(frozen=True, slots=True)
class Work:
    """What the document is made of, in which format, and the name of its file."""

    record: dict[str, Any]
    format: str
    name: str


class Exports:
    """Makes documents one after the other for each roundtable or strategy (a second one is refused)."""

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
                self._spawn(self._make, Job(request.on, request.roundtable_id, request.id))

    def fail_interrupted(self) -> None:
        """After a restart: documents that were being made are not any more."""
        with self._database.read() as session:
            ours = select(Export).where(Export.status == "making")
            left = [Job(ROUNDTABLE, row.roundtable_id, row.id) for row in session.scalars(ours)]
            theirs = select(StrategyExport).where(StrategyExport.status == "making")
            left += [Job(STRATEGY, row.strategy_id, row.id) for row in session.scalars(theirs)]
        for job in left:
            self._finish(job, None)

    def _make(self, job: Job) -> None:
        name: str | None = None
        try:
            with self._database.read() as session:
                work = work_of(session, job)
            make(work.record, self._folder / work.name, work.format, self._teller(job), self._sleep)
            name = work.name
        except (DocumentFailed, OSError, Refused) as error:
            log.error("export_failed", export=job.export, error=str(error))
        self._finish(job, name)

    def _teller(self, job: Job) -> Callable[[dict[str, object]], None]:
        def tell(said: dict[str, object]) -> None:
            room = self._hub.rooms.get(job.subject)
            if room is not None:
                room.tell_progress({"export": job.export, **said})

        return tell

    def _finish(self, job: Job, name: str | None) -> None:
        actor = Actor(SYSTEM, "exports")
        args = {"export": job.export, "file": name}
        request = Request(job.subject, actor, sources.new_id(), _NOTED[job.on], args, on=job.on)
        while (
            outcome := self._writer.submit(request)
        ).refused is not None and outcome.refused.passing:
            self._sleep(1.0)


def work_of(session: Session, job: Job) -> Work:
    """What is to be made. Raises `Refused` where a version is damaged."""
    if job.on == STRATEGY:
        strategy = session.get_one(Strategy, job.subject)
        row = session.get_one(StrategyExport, job.export)
        version = session.get(Version, row.version_id) if row.version_id else None
        look = Reading(session, strategy, keeps=True)
        state = documents.state_of(look, version)
        name = file_name(strategy.title, strategy.code, state, ENDINGS.get(row.format, row.format))
        return Work(documents.content(look, version), row.format, name)
    roundtable = session.get_one(Roundtable, job.subject)
    record = record_of(session, roundtable) | {"look": look_of(session, roundtable.city_id)}
    form = session.get_one(Export, job.export).format
    head, state = record["roundtable"], f"r{roundtable.rev}"
    return Work(
        record, form, file_name(head["title"], head["code"], state, ENDINGS.get(form, form))
    )
