"""What is asked for of a strategy beside its state: who may ask, and what changed."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from roundtable import sources
from roundtable.commands import Actor
from tests.server import Browser, Server
from tests.strategies import Desk, room_with_results, same_city


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("reads"))
    made.start()
    yield made
    made.close()


def comes_in(server: Server, actor: Actor) -> Browser:
    """A browser that opened somebody's link."""
    browser, path = server.browser(), f"/k/{sources.secret_for(actor.id)}"
    browser.post(path, {"csrf_token": browser.get(path).field("csrf_token")})
    return browser


def test_two_versions_are_compared_by_those_who_may_read_them(server: Server) -> None:
    database = server.table.database
    desk, other = Desk(database), Desk(database)
    same_city(desk, room_with_results(database))
    ref = next(ref for ref in sorted(desk.sees()["results"]) if ":P-" in ref)
    text = desk.do(desk.ana, "add_node", kind="passage", text="Twice a year.")["node"]
    gone = desk.do(desk.ana, "add_node", kind="chapter", text="Work")["node"]
    version = desk.do(desk.ana, "save_version", name="One")["version"]
    desk.do(desk.ana, "write", node=text, base=1, text="Every year.")
    desk.do(desk.ana, "remove_node", node=gone)
    desk.do(desk.ana, "set_fate", refs=[ref], kind="declined", text="Too dear")

    path = f"/s/{desk.code}/compare?from={version}&to=now"
    told = json.loads(comes_in(server, desk.partner).get(path).text)
    changed, removed = told["changes"]
    assert changed["part"] == text
    (field, words), *rest = changed["differences"]
    assert (field, rest) == ("text", [])
    assert "".join(part for how, part in words if how != "ins") == "Twice a year."
    assert "".join(part for how, part in words if how != "del") == "Every year."
    assert (removed["part"], removed["removed"], removed["text"]) == (gone, True, "Work")
    (fate,) = told["fates"]
    assert (fate["ref"], fate["before"], fate["after"]["text"]) == (ref, None, "Too dear")
    assert told["joins"] == []

    stranger = comes_in(server, other.partner)
    assert stranger.get(path).status == 403
    foreign = f"/s/{other.code}/compare?from={version}&to=now"
    assert stranger.get(foreign).status == 400
