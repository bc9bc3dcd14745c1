"""The one way in which anything in a roundtable or a strategy changes: checks, transaction, revision, log.

A batch of commands shares one transaction; each runs in a savepoint of its own, so that a refused
one harms no other. Answers are given by the caller only after the commit.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from sqlalchemy import Executable, bindparam, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session, SessionTransaction

from roundtable import sources
from roundtable.commands.recorder import Recorder
from roundtable.commands.registry import (
    DESK,
    PARTICIPANT,
    REGISTRY,
    ROUNDTABLE,
    STRATEGIES,
    STRATEGY,
    VISITOR,
    Command,
)
from roundtable.core import stages
from roundtable.core.errors import Refused
from roundtable.models import (
    Key,
    LogEntry,
    Mark,
    Participant,
    Roundtable,
    Stage,
    Strategy,
    StrategyLogEntry,
)

log = structlog.get_logger()

# The statements of every command, built once: to build one costs more than to carry it out.
_SENT = select(LogEntry.fingerprint, LogEntry.rev, LogEntry.result).where(
    LogEntry.roundtable_id == bindparam("subject"), LogEntry.id == bindparam("id")
)
_SENT_TO_STRATEGY = select(
    StrategyLogEntry.fingerprint, StrategyLogEntry.rev, StrategyLogEntry.result
).where(
    StrategyLogEntry.strategy_id == bindparam("subject"), StrategyLogEntry.id == bindparam("id")
)
_SEATED = select(Participant.id).where(
    Participant.table_id.in_(bindparam("tables", expanding=True))
)

#: Whose commands the timeline leaves out: there are many, and they are their own business.
UNLISTED = frozenset({PARTICIPANT, VISITOR})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a role, and the id of the participant or key behind it."""

    role: str
    id: str


@dataclass(frozen=True, slots=True)
class Request:
    """A command as it arrived; `received_at` (server's clock) decides whether it is late.

    `behalf`: the participant without a phone for whom somebody at the desk gives it. `on` says what
    it acts on; of a request to a strategy, `roundtable_id` is the strategy's id.
    """

    roundtable_id: str
    actor: Actor
    id: str
    command: str
    args: object
    received_at: int = field(default_factory=sources.now)
    behalf: str | None = None
    on: str = ROUNDTABLE


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to a request, and what it changed."""

    rev: int = 0
    result: dict[str, Any] | None = None
    refused: Refused | None = None
    marks: frozenset[Mark] = frozenset()
    owners: frozenset[str] = frozenset()


class Act:
    """What a command's function is given: the session, the roundtable, who acts, and when."""

    def __init__(
        self, session: Session, roundtable: Roundtable, stage: Stage, request: Request
    ) -> None:
        self.session = session
        self.subject = self.roundtable = roundtable
        #: The stage that was open when the command arrived.
        self.stage = stage
        self.actor = request.actor
        #: The participant without a phone for whom it is done, if it is done at the desk.
        self.behalf = request.behalf
        self.id = request.id
        self.now = request.received_at
        self.names: dict[str, Any] = {}
        self.everything_changed = False
        #: Participants whose own things change with it, though no row of theirs does.
        self.others: set[str] = set()

    @property
    def participant(self) -> Participant:
        """The person who acts, or for whom it is done. Raises `Refused` where there is none."""
        person = self.session.get(Participant, self.behalf or self.actor.id)
        if person is None or person.roundtable_id != self.roundtable.id or person.left_at:
            raise Refused("no_seat")
        if self.behalf and person.channel != "desk":
            raise Refused("not_for_them", "for")
        return person

    def says(self, **names: object) -> None:
        """Names for the sentence by which the log and the undo button tell of this command."""
        self.names.update(names)


class StrategyAct:
    """What the function of a command on a strategy is given: the session, the strategy, who acts, when."""

    behalf: None = None

    def __init__(self, session: Session, strategy: Strategy, request: Request) -> None:
        self.session = session
        self.subject = self.strategy = strategy
        self.actor = request.actor
        self.id = request.id
        self.now = request.received_at
        self.names: dict[str, Any] = {}
        self.everything_changed = False
        self.others: set[str] = set()

    @property
    def name(self) -> str:
        """What the link of the person who acts is called."""
        key = self.session.get(Key, self.actor.id)
        return key.label if key else ""

    def says(self, **names: object) -> None:
        """Names for the sentence by which the log tells of this command."""
        self.names.update(names)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What differs between a roundtable and a strategy: its commands, its rows, its log."""

    registry: Mapping[str, Command]
    #: Locks its rows in one order, so that several processes cannot block each other.
    locked: Executable
    sent: Executable
    logged: Executable
    #: The column of the log that names it, and the collection in which it stands itself.
    owner: str
    collection: str


def _locking(model: type[Roundtable | Strategy]) -> Executable:
    wanted = model.id.in_(bindparam("ids", expanding=True))
    return select(model).where(wanted).order_by(model.id).with_for_update()


_KINDS = {
    ROUNDTABLE: _Kind(
        REGISTRY, _locking(Roundtable), _SENT, insert(LogEntry), "roundtable_id", "roundtable"
    ),
    STRATEGY: _Kind(
        STRATEGIES,
        _locking(Strategy),
        _SENT_TO_STRATEGY,
        insert(StrategyLogEntry),
        "strategy_id",
        "strategy",
    ),
}


def run(session: Session, requests: Sequence[Request]) -> list[Outcome]:
    """Carry out `requests` in one transaction (the caller commits), each in a savepoint."""
    recorder = Recorder.of(session)
    locked: dict[tuple[str, str], Any] = {}
    for name, kind in _KINDS.items():
        if ids := {request.roundtable_id for request in requests if request.on == name}:
            rows = session.scalars(kind.locked, {"ids": sorted(ids)})
            locked |= {(name, row.id): row for row in rows}
    return [_run_one(session, recorder, locked.get((r.on, r.roundtable_id)), r) for r in requests]


def _run_one(
    session: Session, recorder: Recorder, subject: Roundtable | Strategy | None, request: Request
) -> Outcome:
    try:
        kind = _KINDS[request.on]
        if subject is None:
            raise Refused("unknown_code")
        command, args = _checked(kind, request)
        fingerprint = _fingerprint(request, args)
        if (done := _done_before(session, kind, request, fingerprint)) is not None:
            return done
        act = _act(session, subject, command, request)
        savepoint = session.begin_nested()
        try:
            outcome = _carry_out(act, kind, recorder, command, args, fingerprint)
            savepoint.commit()
        except BaseException as error:
            _take_back(savepoint, error)
            raise
        return outcome
    except Refused as refused:
        return Outcome(rev=subject.rev if subject else 0, refused=refused)
    except IntegrityError:
        return Outcome(rev=subject.rev if subject else 0, refused=Refused("id_taken", "id"))
    except DBAPIError:
        raise
    except Exception:  # a fault of ours: its sender is told, the others of the batch are not harmed
        log.exception("command_failed", command=request.command)
        return Outcome(rev=subject.rev if subject else 0, refused=Refused("fault"))


def _act(
    session: Session, subject: Roundtable | Strategy, command: Command, request: Request
) -> Act | StrategyAct:
    if isinstance(subject, Strategy):
        if subject.status != "open" and not command.closed:
            raise Refused("strategy_closed")
        return StrategyAct(session, subject, request)
    stage = session.get_one(Stage, subject.stage_id)
    _check_stage(subject, stage, command, request)
    return Act(session, subject, stage, request)


def _take_back(savepoint: SessionTransaction, error: BaseException) -> None:
    """Undo what a command did. On a full disk SQLite has taken all back itself: `error` says so."""
    try:
        savepoint.rollback()
    except DBAPIError:
        if not isinstance(error, DBAPIError):
            raise


def _checked(kind: _Kind, request: Request) -> tuple[Command, dict[str, Any]]:
    command = kind.registry.get(request.command)
    if command is None:
        raise Refused("command_unknown", "command", command=str(request.command)[:40])
    if not _may(request, command):
        raise Refused("not_your_role", "command")
    if len(request.id) != sources.ID_LENGTH or set(request.id) - set(sources.ALPHABET + "ilou"):
        raise Refused("id_wrong", "id")
    return command, command.arguments.check(request.args)


def _may(request: Request, command: Command) -> bool:
    if request.behalf is not None:
        return request.actor.role in DESK and PARTICIPANT in command.roles
    return request.actor.role in command.roles


def _fingerprint(request: Request, args: dict[str, Any]) -> str:
    """Tells a command sent again. Keyed: what was voted could be guessed from a plain hash of it."""
    who = [request.actor.role, request.actor.id, *([request.behalf] if request.behalf else [])]
    return sources.keyed_hash(json.dumps([*who, request.command, args], sort_keys=True))


def _done_before(
    session: Session, kind: _Kind, request: Request, fingerprint: str
) -> Outcome | None:
    sent = {"subject": request.roundtable_id, "id": request.id}
    entry = session.connection().execute(kind.sent, sent).one_or_none()
    if entry is None:
        return None
    if entry.fingerprint != fingerprint:
        raise Refused("id_reused", "id")
    return Outcome(rev=entry.rev, result=entry.result)


def _check_stage(roundtable: Roundtable, stage: Stage, command: Command, request: Request) -> None:
    if roundtable.status != "open" and not command.closed:
        raise Refused("closed")
    if request.behalf is not None:
        return  # what is on paper was written in time; the command itself says until when it counts
    if command.during is not None and stage.kind not in command.during:
        raise Refused("too_late" if request.actor.role == PARTICIPANT else "not_now", "command")
    timer = stages.Timer(stage.ends_at, stage.remaining)
    if command.timed and stages.is_late(timer, request.received_at):
        raise Refused("too_late")


def _carry_out(
    act: Act | StrategyAct,
    kind: _Kind,
    recorder: Recorder,
    command: Command,
    args: dict[str, Any],
    fingerprint: str,
) -> Outcome:
    recorder.start()
    subject = act.subject
    result = command.function(act, **command.arguments.resolve(act.session, subject, args))
    subject.rev += 1
    act.session.flush()
    images = (recorder.images() or None) if command.undoable else None
    entry = {
        kind.owner: subject.id,
        "id": act.id,
        "rev": subject.rev,
        "command": command.name,
        "role": act.actor.role,
        "actor_id": act.actor.id,
        "behalf_id": act.behalf,
        "at": act.now,
        "fingerprint": fingerprint,
        "args": None if command.private else args,
        "result": result,
        "names": act.names or None,
        "images": images,
    }
    # What is left out is NULL; a None for JSON would be the text "null".
    given = {column: value for column, value in entry.items() if value is not None}
    act.session.connection().execute(kind.logged, given)
    marks = recorder.marks()
    if images:  # what can be undone next has changed
        marks.add((kind.collection, subject.id))
    if act.behalf is not None or act.actor.role not in UNLISTED:
        marks.add(("timeline", act.id))
    if act.behalf is not None:
        marks.add(("cards", act.behalf))
    if act.everything_changed:
        marks = {("*", "*")}
    return Outcome(subject.rev, result, None, frozenset(marks), _owners(act, recorder))


def _owners(act: Act | StrategyAct, recorder: Recorder) -> frozenset[str]:
    """Whose own things changed: a table's people have among them what their table wrote."""
    owners = recorder.owners() | act.others
    if tables := recorder.tables():
        owners.update(act.session.connection().scalars(_SEATED, {"tables": sorted(tables)}))
    return frozenset(owners)


def passing_fault(error: DBAPIError) -> Refused:
    """A fault of the database, as the refusal that tells people to wait: nothing was written."""
    words = str(error.orig).lower()
    full = "full" in words or "no space" in words or "disk i/o" in words
    return Refused("storage_full" if full else "busy")
