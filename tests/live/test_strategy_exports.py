"""Documents of a strategy, made beside its writers: progress, the file, and who may have it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from roundtable import access, sources
from roundtable.commands import Actor
from tests.server import Answer, Server
from tests.sockets import Socket, wait_until
from tests.strategies import Desk, same_city


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("exports")).start()
    yield made
    made.close()


@pytest.fixture(scope="module")
def desk(server: Server) -> Desk:
    made = Desk(server.database)
    same_city(made, server.table)
    made.do(made.ana, "add_node", kind="passage", text="It rests on nothing.")
    return made


def _comes(server: Server, desk: Desk, actor: Actor) -> Socket:
    auth = {"strategy": desk.code, "role": actor.role, "key": sources.secret_for(actor.id)}
    made = Socket(server.port, auth)
    server.sockets.append(made)
    made.event("snapshot")
    return made


def _gets(server: Server, desk: Desk, actor: Actor | None, export: str) -> Answer:
    secret = sources.secret_for(actor.id) if actor else "nothing"
    cookie = access.strategy_cookie(actor.role if actor else "writer", desk.code)
    return server.browser(**{cookie: secret}).get(f"/s/{desk.code}/exports/{export}")


def _made(ana: Socket, **args: str) -> str:
    export = str(ana.do("start_export", **args)["result"]["export"])
    ana.wait_for(lambda: ana.state["exports"].get(export, {}).get("status") in ("done", "failed"))
    assert ana.state["exports"][export]["status"] == "done"
    return export


def test_it_is_made_with_progress_and_is_for_writers(server: Server, desk: Desk) -> None:
    ana = _comes(server, desk, desk.ana)
    export = _made(ana, format="md")
    told = ana.event("progress")
    assert told["export"] == export
    found = _gets(server, desk, desk.ben, export)
    assert found.status == 200
    assert "It rests on nothing." in found.text
    assert _gets(server, desk, desk.lead, export).text == found.text
    assert _gets(server, desk, desk.partner, export).status == 404
    assert _gets(server, desk, None, export).status == 403


def test_a_version_is_made_as_it_was_frozen_and_partners_have_the_adopted_one(
    server: Server, desk: Desk
) -> None:
    ana = _comes(server, desk, desk.ana)
    made = ana.do("save_version", name="For the council")["result"]
    desk.do(desk.ana, "add_node", kind="passage", text="Later words.")
    frozen = _made(ana, format="md", version=made["version"])
    text = _gets(server, desk, desk.ana, frozen).text
    assert "Later words." not in text
    assert made["hash"][:4] in text
    assert _gets(server, desk, desk.partner, frozen).status == 404
    adoption = {"label": "adopted", "on": "2026-11-23", "body": "City council"}
    desk.do(desk.lead, "adopt", version=made["version"], **adoption)
    export = _made(ana, format="md", version=made["version"])
    found = _gets(server, desk, desk.partner, export)
    assert "Adopted by City council on 23" in found.text


def test_what_was_being_made_when_the_server_ended_has_failed(server: Server, desk: Desk) -> None:
    server.stop()
    export = desk.do(desk.ana, "start_export", format="md")["export"]
    assert desk.tries(desk.ana, "start_export") == "export_running"
    assert desk.tries(desk.ana, "note_export", export=export) == "not_your_role"
    server.start()
    wait_until(lambda: desk.sees()["exports"][export]["status"] == "failed")
