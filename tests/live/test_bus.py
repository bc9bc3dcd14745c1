"""Two processes of one installation, on PostgreSQL and Redis: what one commits, the other tells."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path

import pytest

from roundtable import projections
from tests.commands.watch import plain
from tests.server import Server
from tests.services import free_port
from tests.sockets import wait_until


@pytest.fixture
def pair(tmp_path: Path, postgres_url: str, redis_url: str) -> Iterator[tuple[Server, Server]]:
    """Two processes with one database, one secret and one Redis."""
    one = Server(tmp_path, postgres_url, redis_url=redis_url).start()
    other = copy.copy(one)
    other.port, other.sockets, other.log = free_port(), [], tmp_path / "other.log"
    try:
        yield one, other.start()
    finally:
        for server in (other, one):
            server.close()


def test_what_one_process_commits_is_told_by_the_other(pair: tuple[Server, Server]) -> None:
    here, there = pair
    guest = here.table.join()
    console, phone, twin = there.connect("facilitator"), here.seat(guest), there.seat(guest)
    facilitator = here.connect("facilitator")
    facilitator.do("open_stage", stage=here.table.stage("propose"))
    answer = phone.do("submit_proposal", text="Told across processes")
    assert answer["ok"], answer
    wait_until(lambda: "Told across processes" in str(console.state.get("proposals")))
    wait_until(lambda: "Told across processes" in str(twin.got("me")[-1:]))
    fresh = plain(here.table.sees(projections.CONSOLE))
    assert plain(console.state)["proposals"] == fresh["proposals"]


def test_commands_of_two_processes_do_not_cross(pair: tuple[Server, Server]) -> None:
    sockets = [server.connect("facilitator") for server in pair for _ in range(2)]
    asked = [
        (socket, socket.emit("do", {"id": f"{n:020d}", "command": "create_cluster",
                                    "args": {"title": f"Group {n}", "proposals": []}}))
        for n, socket in enumerate(sockets * 5)
    ]  # fmt: skip
    wait_until(lambda: all(socket.answered(number) for socket, number in asked))
    answers = [socket.answered(number) for socket, number in asked]
    assert all(answer["ok"] for answer in answers), answers
    assert len({answer["rev"] for answer in answers}) == len(answers)
    assert len({answer["result"]["number"] for answer in answers}) == len(answers)
    fresh = plain(pair[0].table.sees(projections.CONSOLE))
    for part in ("clusters", "roundtable"):  # links were made beside the commands, by the test
        wait_until(lambda part=part: all(plain(s.state)[part] == fresh[part] for s in sockets))  # type: ignore[misc]
