"""A storm of votes in which the server is killed again and again: nothing is lost, nothing is doubled."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from roundtable import projections, sources
from roundtable.models import Ballot, LogEntry
from tests.actors import Guest
from tests.commands.watch import plain
from tests.factories import new_id
from tests.server import Server
from tests.sockets import RefusedError, Socket

PHONES = 32
OPTIONS = 8
SECONDS_BETWEEN_VOTES = 0.35


class Phone(threading.Thread):
    """Votes all the time, keeps what is not acknowledged, and sends it again with the same id."""

    def __init__(self, server: Server, guest: Guest, options: list[str], seed: int) -> None:
        super().__init__(daemon=True)
        self.server, self.guest, self.options = server, guest, options
        self.chance = Random(seed)
        self.voting = threading.Event()
        self.voting.set()
        self.outbox: list[dict[str, Any]] = []
        self.acknowledged: dict[str, int] = {}
        self.meant: dict[str, int] = {}
        self.resent = 0
        self.socket: Socket | None = None
        self.fault = ""
        self.due = time.monotonic() + self.chance.random() * SECONDS_BETWEEN_VOTES

    def run(self) -> None:
        while self.voting.is_set() or self.outbox:
            try:
                if self.socket is None or self.socket.closed:
                    self._come_back()
                if self.voting.is_set() and time.monotonic() >= self.due:
                    self.due = time.monotonic() + SECONDS_BETWEEN_VOTES
                    self._vote()
                self._collect()
            except (OSError, RefusedError):
                time.sleep(0.2)
            time.sleep(0.02)

    def _come_back(self) -> None:
        auth = {
            "code": self.server.code,
            "role": "participant",
            "key": sources.secret_for(self.guest.id),
            "data": True,
        }
        self.socket = Socket(self.server.port, auth)
        for entry in self.outbox:
            self.resent += entry["number"] is not None
            entry["number"] = self.socket.emit("do", entry["message"])

    def _vote(self) -> None:
        assert self.socket is not None
        option = self.chance.choice(self.options)
        mark = self.chance.choice((1, 1, None))
        if mark is None:
            self.meant.pop(option, None)
        else:
            self.meant[option] = mark
        args = {"stage": self.server.table.stage("vote"), "marks": {option: mark}}
        message = {"id": new_id(), "command": "cast_ballot", "args": args}
        entry: dict[str, Any] = {"message": message, "number": None}
        self.outbox.append(entry)
        entry["number"] = self.socket.emit("do", message)

    def _collect(self) -> None:
        assert self.socket is not None
        for entry in list(self.outbox):
            answer = self.socket.answered(entry["number"]) if entry["number"] else None
            if answer is None:
                continue
            if answer["ok"]:
                self.acknowledged[entry["message"]["id"]] = answer["rev"]
                self.outbox.remove(entry)
            elif answer["retry"]:
                entry["number"] = self.socket.emit("do", entry["message"])
            else:
                self.fault = str(answer)
                self.outbox.remove(entry)


class Watcher:
    """A console or a screen that stays: it comes back whenever the server does."""

    def __init__(self, server: Server, role: str) -> None:
        self.server, self.role, self.key = server, role, server.key(role)
        self.socket: Socket | None = None

    def come_back(self) -> None:
        if self.socket is None or self.socket.closed:
            self.socket = self.server.connect(self.role, self.key)


def _storm(server: Server, phones: int, kills: int) -> dict[str, Any]:
    table = server.table
    guests = [table.join(("city", "newcomers", "employers")[n % 3]) for n in range(phones)]
    table.facilitator.opens("propose")
    for number in range(OPTIONS):
        guests[number % phones].proposes(f"Proposal number {number} of the storm")
    table.facilitator.opens("group")
    vote = table.facilitator.opens("vote")
    options = list(table.sees("phone")["options"])
    assert len(options) == OPTIONS
    rev_before = table.rev
    storm = [Phone(server, guest, options, n) for n, guest in enumerate(guests)]
    watchers = [Watcher(server, role) for role in ("facilitator", "screen")]
    server.start()
    for phone in storm:
        phone.start()
    chance = Random(20)
    for _ in range(kills):
        before = _acknowledged(storm)
        for watcher in watchers:
            watcher.come_back()
        _until(before + phones, storm)
        for phone in storm:  # a gust just before, so that the plug is pulled on votes on their way
            phone.due = 0.0
        time.sleep(0.02 + chance.random() * 0.05)
        server.kill()
        server.start()
    for phone in storm:
        phone.voting.clear()
    for phone in storm:
        phone.join(timeout=20)
        assert not phone.is_alive(), "a phone could not get rid of its votes"
    return {
        "vote": vote,
        "storm": storm,
        "watchers": watchers,
        "rev_before": rev_before,
        "acknowledged": _acknowledged(storm),
        "resent": sum(phone.resent for phone in storm),
    }


def _acknowledged(storm: list[Phone]) -> int:
    return sum(len(phone.acknowledged) for phone in storm)


def _until(acknowledged: int, storm: list[Phone]) -> None:
    end = time.monotonic() + 20
    while _acknowledged(storm) < acknowledged:
        assert time.monotonic() < end, "the storm died down"
        assert not [phone.fault for phone in storm if phone.fault]
        time.sleep(0.01)


def _check(server: Server, seen: dict[str, Any]) -> None:
    storm: list[Phone] = seen["storm"]
    with server.database.read() as session:
        votes = select(LogEntry).where(LogEntry.command == "cast_ballot")
        log = {entry.id: entry.rev for entry in session.scalars(votes)}
        ballots = {row.participant_id: row.body for row in session.scalars(select(Ballot))}
    acknowledged = {key: rev for phone in storm for key, rev in phone.acknowledged.items()}
    assert not [phone.fault for phone in storm if phone.fault]
    assert acknowledged == log, "acknowledged is what is in the log, at the revision that was told"
    assert server.table.rev == seen["rev_before"] + len(log), "each was carried out once"
    assert ballots == {p.guest.id: p.meant for p in storm if p.guest.id in ballots}
    assert all(not p.meant for p in storm if p.guest.id not in ballots)
    _same_for_all(server, storm, seen["watchers"])
    _right_tally(server, storm, seen["vote"])


def _same_for_all(server: Server, storm: list[Phone], watchers: list[Watcher]) -> None:
    fresh = {a: plain(server.table.sees(a)) for a in projections.AUDIENCES}
    for watcher in watchers:
        watcher.come_back()
        audience = "console" if watcher.role == "facilitator" else "screen"
        _settles(watcher.socket, fresh[audience])
    for phone in storm:
        if phone.socket is None or phone.socket.closed:
            phone.socket = server.seat(phone.guest)
        _settles(phone.socket, fresh["phone"])
        own = plain(phone.guest.own())["ballots"]
        _owns(phone.socket, own)


def _owns(socket: Socket, ballots: Any) -> None:
    socket.wait_for(lambda: _me(socket).get("ballots") == ballots)


def _settles(socket: Socket | None, state: Any) -> None:
    assert socket is not None
    socket.wait_for(lambda: socket.state == state)


def _me(socket: Socket) -> dict[str, Any]:
    told = [data["me"] for name, data in socket.events if name == "me"]
    return told[-1] if told else {}


def _right_tally(server: Server, storm: list[Phone], vote: str) -> None:
    result = server.table.facilitator
    result.opens("reveal")
    told = {o["option"]: o["total"] for o in result.reveals()["options"]}
    assert told == {o: sum(o in phone.meant for phone in storm) for o in storm[0].options}
    assert server.table.sees()["stages"][vote]["revealed"]


@pytest.mark.timeout(180)
def test_twenty_kills_in_a_storm(make_server: Callable[..., Server]) -> None:
    began = time.monotonic()
    server = make_server()
    seen = _storm(server, PHONES, kills=20)
    assert seen["resent"] > 0, "no kill hit a vote on its way: the test shows nothing"
    _check(server, seen)
    seconds = time.monotonic() - began
    print(f"{seen['acknowledged']} votes, {seen['resent']} sent again, {seconds:.0f} s")


@pytest.mark.timeout(120)
def test_kills_in_a_storm_on_postgresql(
    make_server: Callable[..., Server], postgres_url: str
) -> None:
    server = make_server(url=postgres_url)
    _check(server, _storm(server, 12, kills=3))
