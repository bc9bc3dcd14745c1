"""The map of opinions in a server that serves: made beside it, of ballots that it reads itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from roundtable.opinions import answer
from tests.actors import Table
from tests.core.consensus.rooms import minds
from tests.factories import make_format
from tests.server import Server
from tests.sockets import Socket


def _vote(table: Table) -> tuple[str, list[str]]:
    """Six statements, and 36 people of two minds who have voted on them."""
    table.facilitator.opens("propose")
    author = table.join("city")
    statements = [author.proposes(f"Statement number {n} of six") for n in range(6)]
    stage = table.facilitator.opens("vote")
    ballots, _ = minds((18, 18), count=6, sure=0.95, answered=1.0)
    requests = []
    for ballot in ballots:
        person = table.join("city")
        marks = {statements[int(name[1:])]: mark for name, mark in ballot.items()}
        requests.append(
            table.request(person.actor, "cast_ballot", {"stage": stage, "marks": marks})
        )
    assert all(outcome.refused is None for outcome in table.run(*requests))
    return stage, statements


def _watched(console: Socket) -> dict[str, Any]:
    rows = console.state["suggestions"].values()
    return next((row for row in rows if row["status"] == "watched"), {})


def test_the_map_reaches_the_console_while_the_room_votes(
    make_server: Callable[..., Server],
) -> None:
    server = make_server(form=make_format("opinion", on="proposals"))
    stage, _ = _vote(server.table)
    console = server.start().connect("facilitator")
    console.event("snapshot")
    assert console.do("watch_opinions", stage=stage)["ok"]
    console.wait_for(lambda: _watched(console).get("map") is not None, 30)
    body = _watched(console)["map"]
    assert (body["k"], body["people"]) == (2, 36)
    assert "consensus" not in body
    assert "by_group" not in str(
        body
    )  # with the result's figures they would tell of those who came last


def test_what_the_process_answers_is_brief(make_server: Callable[..., Server]) -> None:
    server = make_server(form=make_format("opinion", on="proposals"))
    stage, _ = _vote(server.table)
    wish = {"database": server.database.url, "stage": stage, "threshold": 5, "memory": None}
    first = answer(wish)
    assert first["map"]["reliable"]
    assert first["at"] <= time.time() * 1000
    again = answer(wish | {"memory": first["memory"]})
    assert again["map"] == first["map"]
    few = answer(wish | {"threshold": 19})["map"]
    assert (few["reason"], "agree" in few) == ("small_groups", False)
