"""Tells the other processes of one installation what was committed here (Redis, publish/subscribe).

A notice says what changed, not how: each process reads the database itself. A notice that was missed
is made good by reading everything again once Redis is back.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import redis
import structlog

from roundtable import sources
from roundtable.live.hub import Hub
from roundtable.models import Mark

log = structlog.get_logger()

CHANNEL = "roundtable:changed"
RETRY_SECONDS = 1.0
#: Redis answers in milliseconds; a socket that is silent for longer is looked after.
TIMEOUT_SECONDS = 5.0
#: Who leads has to say so again within this time; then another process may.
LEADING_MS = 5_000


class Bus:
    """The way to and from the other processes."""

    def __init__(self, url: str, hub: Hub, sleep: Callable[[float], None]) -> None:
        self._redis = redis.Redis.from_url(
            url,
            socket_timeout=TIMEOUT_SECONDS,
            socket_connect_timeout=TIMEOUT_SECONDS,
            health_check_interval=int(TIMEOUT_SECONDS),
        )
        self._hub = hub
        self._sleep = sleep
        self._me = sources.new_id()
        hub.listeners.append(self.publish)

    def publish(self, roundtable_id: str, marks: set[Mark], owners: set[str]) -> None:
        """Tell the others. Without Redis they learn it when it is back."""
        notice = [self._me, roundtable_id, sorted(marks), sorted(owners)]
        try:
            self._redis.publish(CHANNEL, json.dumps(notice))
        except redis.RedisError as error:
            log.warning("bus_down", error=str(error))

    def leads(self, name: str) -> bool:
        """Whether this process is the one of all that does what is called `name`, for a while."""
        key = f"roundtable:leads:{name}"
        try:
            if self._redis.set(key, self._me, nx=True, px=LEADING_MS):
                return True
            if self._redis.get(key) != self._me.encode():
                return False
            return bool(self._redis.pexpire(key, LEADING_MS))
        except redis.RedisError:
            return False

    def run_forever(self) -> None:
        """Listen to the others."""
        while True:
            try:
                self._listen()
            except redis.RedisError as error:
                log.warning("bus_down", error=str(error))
                self._sleep(RETRY_SECONDS)

    def _listen(self) -> None:
        with self._redis.pubsub(ignore_subscribe_messages=True) as subscription:
            subscription.subscribe(CHANNEL)
            self._hub.refresh(list(self._hub.rooms))
            while True:
                message = subscription.get_message(timeout=1.0)
                if message is not None:
                    self._hear(message["data"])

    def _hear(self, notice: bytes) -> None:
        sender, roundtable_id, marks, owners = json.loads(notice)
        if sender != self._me:
            self._hub.changed(roundtable_id, {(name, key) for name, key in marks}, owners)
