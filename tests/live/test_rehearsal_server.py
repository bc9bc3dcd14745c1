"""A rehearsal on a real server: it plays by itself, is followed on a console, and survives the plug."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from roundtable.models import Participant, Proposal, Roundtable
from tests.factories import make_full_format
from tests.server import Server

HOW = {"people": 10, "speed": 16, "running": True}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path, form=make_full_format())
    with made.database.write() as session:
        session.get_one(Roundtable, made.table.id).rehearsal = dict(HOW)
    yield made
    made.close()


def count(server: Server, model: Any) -> int:
    query = select(func.count()).select_from(model)
    return int(server.table.look(lambda session, _: session.scalar(query)))


def until(there: Callable[[], bool], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def test_it_plays_by_itself_and_goes_on_after_the_plug_was_pulled(server: Server) -> None:
    server.start()
    console = server.connect("facilitator")
    until(lambda: count(server, Participant) == 10)
    server.table.now = int(time.time() * 1000)
    stage = server.table.stage("propose")
    assert console.do("open_stage", stage=stage)["ok"]
    until(lambda: count(server, Proposal) >= 3)
    before = set(
        server.table.look(lambda session, _: session.scalars(select(Participant.id)).all())
    )
    server.kill()
    server.start()
    until(lambda: count(server, Proposal) >= 6)
    after = set(server.table.look(lambda session, _: session.scalars(select(Participant.id)).all()))
    assert after == before
    texts = server.table.look(lambda session, _: session.scalars(select(Proposal.text)).all())
    assert len(set(texts)) == len(texts)
    other = server.connect("facilitator")
    assert other.do("set_rehearsal", people=10, speed=4, running=False)["ok"]
    time.sleep(1.5)
    still = count(server, Proposal)
    time.sleep(2)
    assert count(server, Proposal) == still
