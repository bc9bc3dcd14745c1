"""Socket.IO: connect, do, sync. What arrives is checked here for size, shape, speed and right."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, cast

import structlog
from flask import Flask, request
from flask_socketio import SocketIO
from socketio.exceptions import ConnectionRefusedError as Refusal

from roundtable import access, i18n, sources, words
from roundtable.commands import ROUNDTABLE, STRATEGY, Actor, Outcome, Request
from roundtable.config import Config
from roundtable.core import codes
from roundtable.core.errors import Refused
from roundtable.db import Database
from roundtable.live.bus import Bus
from roundtable.live.direct import Direct
from roundtable.live.exports import Exports
from roundtable.live.hub import Hub
from roundtable.live.opinions import Opinions
from roundtable.live.rehearsal import Rehearsals
from roundtable.live.room import AUDIENCE_OF, STRATEGY_AUDIENCE_OF, Connection
from roundtable.live.strategies import Strategies
from roundtable.live.suggest import Suggestions
from roundtable.live.writer import Writer
from roundtable.models import Participant

log = structlog.get_logger()

#: Bytes of one message. The largest command, moving a thousand proposals, has 25,000.
LARGEST_MESSAGE = 64_000


class Live:
    """The live side of one process: Socket.IO, the writer, and the hub that tells of changes."""

    def __init__(self, app: Flask, config: Config, database: Database, async_mode: str) -> None:
        self._app = app
        self._config = config
        self._database = database
        self.socketio = SocketIO(
            app,
            async_mode=async_mode,
            max_http_buffer_size=LARGEST_MESSAGE,
            async_handlers=False,
            ping_interval=20,
            ping_timeout=25,
            http_compression=False,
            manage_session=False,
            cors_allowed_origins=None,  # the page's own origin only
        )
        server = self.socketio.server
        self.hub = Hub(
            database, Direct(server), self.socketio.sleep, app.app_context, server.disconnect
        )
        self.writer = Writer(database, self._committed, self.socketio.sleep)
        self.exports = Exports(
            database,
            config.exports_dir,
            self.writer,
            self.hub,
            self.socketio.start_background_task,
            self.socketio.sleep,
        )
        self.suggestions = Suggestions(
            database,
            self.writer,
            self.hub,
            self.socketio.start_background_task,
            self.socketio.sleep,
            letters=config.meaning == "letters",
        )
        self.opinions = Opinions(
            database, self.writer, self.socketio.start_background_task, self.socketio.sleep
        )
        self.bus = (
            Bus(config.redis_url, self.hub, self.socketio.sleep) if config.redis_url else None
        )
        self.rehearsals = Rehearsals(
            database, self.writer, self.socketio.sleep, self.bus.leads if self.bus else None
        )
        self.strategies = Strategies(database, self.writer, self.hub, self.socketio.sleep)
        self.socketio.on_event("connect", self._connect)
        self.socketio.on_event("disconnect", self._disconnect)
        # Straight from Socket.IO: Flask-SocketIO opens a request and its session for each event.
        server.on("do", self._do)
        self.socketio.on_event("sync", self._sync)
        self.socketio.on_error_default(self._fault)

    def start(self) -> None:
        """Start the loops."""
        for loop in (self.writer.run_forever, self.hub.run_forever, self.hub.run_presence):
            self.socketio.start_background_task(loop)
        if self.bus is not None:
            self.socketio.start_background_task(self.bus.run_forever)
        self.socketio.start_background_task(self.rehearsals.run_forever)
        self.socketio.start_background_task(self.strategies.run_forever)
        for look in (self.exports.fail_interrupted, self.suggestions.fail_interrupted):
            self.socketio.start_background_task(look)

    def _committed(self, requests: Sequence[Request], outcomes: Sequence[Outcome]) -> None:
        self.hub.committed(requests, outcomes)
        self.exports.committed(requests, outcomes)
        if any(request.on != ROUNDTABLE for request in requests):  # the rest is about roundtables
            both = zip(requests, outcomes, strict=True)
            kept = [(r, o) for r, o in both if r.on == ROUNDTABLE]
            requests, outcomes = [r for r, _ in kept], [o for _, o in kept]
        self.suggestions.committed(requests, outcomes)
        self.opinions.committed(requests, outcomes)

    def stop(self, seconds: float = 10.0) -> bool:
        """Finish what was accepted, tell everyone what it led to, and say goodbye."""
        done = self.writer.drain(seconds)
        self.hub.flush()
        self.suggestions.stop()
        self.hub.say_bye("restarting")
        self.socketio.sleep(0.2)
        return done

    # -- events -------------------------------------------------------------------------------

    def _connect(self, auth: object = None) -> None:
        given = auth if isinstance(auth, dict) else {}
        strategy = isinstance(given.get("strategy"), str)
        connection = self._recognise_writer(given) if strategy else self._recognise(given)
        seen = given.get("rev") if isinstance(given.get("rev"), int) else 0
        self.hub.enter(connection)
        # In a task of its own: what is sent here would go out ahead of the packet that connects.
        self.socketio.start_background_task(self._greet, connection, seen)

    def _greet(self, connection: Connection, seen: int) -> None:
        hello = {"now": sources.now(), "role": connection.actor.role}
        self.hub.direct.send_one(connection.sid, "hello", hello)
        self.hub.greet(connection, seen)

    def _recognise(self, given: dict[str, Any]) -> Connection:
        code, role = codes.read(str(given.get("code", ""))), str(given.get("role", ""))
        if role not in AUDIENCE_OF:
            raise Refusal("no_seat")
        with self._database.read() as session:
            roundtable = access.find_roundtable(session, code)
            if roundtable is None:
                raise Refusal("unknown_code")
            who = access.actor(
                session, roundtable, role, self._secrets(given, role, roundtable.code)
            )
            if who is None:
                raise Refusal("no_seat")
            person = session.get(Participant, who.id) if role == "participant" else None
            group = (person.group_id or "") if person else ""
        view = given.get("view")
        language = i18n.best(str(view) if view else None, *request.accept_languages.values())
        return Connection(
            sid=cast(Any, request).sid,
            code=roundtable.code,
            roundtable_id=roundtable.id,
            actor=who,
            audience=AUDIENCE_OF[role],
            group=group,
            view=language if view else "",
            data=given.get("data") is True,
            language=language,
            bucket=(time.monotonic(), float(self._config.commands_burst)),
        )

    def _recognise_writer(self, given: dict[str, Any]) -> Connection:
        """Who comes to a strategy; `given` is `{"strategy", "role", "key"}`."""
        code, role = codes.read(given["strategy"]), str(given.get("role", ""))
        if role not in STRATEGY_AUDIENCE_OF:
            raise Refusal("no_seat")
        with self._database.read() as session:
            strategy = access.find_strategy(session, code)
            if strategy is None:
                raise Refusal("unknown_code")
            names = access.strategy_cookies(role, strategy.code)
            secrets = self._held(given, names)
            who = access.strategy_actor(session, strategy, role, secrets)
            if who is None:
                raise Refusal("no_seat")
        return Connection(
            sid=cast(Any, request).sid,
            code=strategy.code,
            roundtable_id=strategy.id,
            actor=who,
            audience=STRATEGY_AUDIENCE_OF[role],
            group="",
            view="",
            data=True,
            language=i18n.best(None, *request.accept_languages.values()),
            bucket=(time.monotonic(), float(self._config.commands_burst)),
            on=STRATEGY,
        )

    def _secrets(self, given: dict[str, Any], role: str, code: str) -> list[str]:
        return self._held(given, access.cookie_names(role, code))

    def _held(self, given: dict[str, Any], names: Sequence[str]) -> list[str]:
        """The secret that was sent, else those in the cookies of these names."""
        if isinstance(key := given.get("key"), str) and key:
            return [key[:80]]
        return [secret for name in names if (secret := request.cookies.get(name))]

    def _disconnect(self, *_reason: object) -> None:
        sid = cast(Any, request).sid
        connection = self.hub.connection(sid)
        self.hub.exit(sid)
        if connection is not None and connection.on == STRATEGY:
            self.socketio.start_background_task(self.strategies.left, connection)

    def _do(self, sid: str, message: object = None, *_more: object) -> dict[str, Any]:
        connection = self.hub.connection(sid)
        try:
            outcome = self._carry_out(connection, message)
        except Refused as refused:
            outcome = Outcome(refused=refused)
        except Exception as error:
            log.error("handler_failed", exc_info=error)
            outcome = Outcome(refused=Refused("fault"))
        if outcome.refused is None:
            return answer(outcome)
        language = connection.language if connection else i18n.SOURCE
        with self._app.app_context(), i18n.speaking(language):
            return answer(outcome)

    def _carry_out(self, connection: Connection | None, message: object) -> Outcome:
        if connection is None:
            raise Refused("no_seat")
        self._slow_down(connection)
        request = read_message(message, connection.roundtable_id, connection.actor, connection.on)
        return self.writer.submit(request)

    def _slow_down(self, connection: Connection) -> None:
        """A token bucket for each connection. Raises `Refused` when it is empty."""
        then, left = connection.bucket
        now = time.monotonic()
        left = min(
            float(self._config.commands_burst),
            left + (now - then) * self._config.commands_per_second,
        )
        connection.bucket = (now, max(0.0, left - 1))
        if left < 1:
            raise Refused("too_fast")

    def _sync(self, *_message: object) -> Any:
        connection = self.hub.connection(cast(Any, request).sid)
        if connection is None:
            return None
        try:
            self._slow_down(connection)
        except Refused:
            return None
        return self.hub.snapshot(connection)

    def _fault(self, error: Exception) -> dict[str, Any]:
        log.error("handler_failed", exc_info=error)
        return answer(Outcome(refused=Refused("fault")))


def read_message(
    message: object, roundtable_id: str, actor: Actor, on: str = ROUNDTABLE
) -> Request:
    """The request in a `do` message. Raises `Refused` where it is none."""
    if not isinstance(message, dict):
        raise Refused("arg_wrong", "args")
    identity, command = message.get("id"), message.get("command")
    if not isinstance(identity, str):
        raise Refused("id_wrong", "id")
    if not isinstance(command, str):
        raise Refused("command_unknown", "command")
    behalf = message.get("for")
    if behalf is not None and not isinstance(behalf, str):
        raise Refused("arg_wrong", "for")
    args = message.get("args", {})
    return Request(roundtable_id, actor, identity, command, args, behalf=behalf, on=on)


def answer(outcome: Outcome) -> dict[str, Any]:
    """An outcome as the acknowledgement on the wire, in the language of the moment."""
    refused = outcome.refused
    if refused is not None:
        return {
            "ok": False,
            "code": refused.code,
            "message": words.say(refused),
            "field": refused.field,
            "retry": refused.passing,
        }
    result = outcome.result
    if result and "link" in result:
        result = result | {"secret": sources.secret_for(result["link"])}
    return {"ok": True, "rev": outcome.rev} | ({"result": result} if result else {})
