"""Writers of a strategy on a real server: frames, texts side by side, leases, links."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from roundtable import sources
from roundtable.commands import Actor
from tests.server import Server
from tests.sockets import RefusedError, Socket
from tests.strategies import Desk, same_city


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("strategies")).start()
    yield made
    made.close()


@pytest.fixture(scope="module")
def desk(server: Server) -> Desk:
    made = Desk(server.database)
    same_city(made, server.table)
    return made


def _comes(server: Server, desk: Desk, actor: Actor, role: str = "") -> Socket:
    auth = {
        "strategy": desk.code,
        "role": role or actor.role,
        "key": sources.secret_for(actor.id),
    }
    made = Socket(server.port, auth)
    server.sockets.append(made)
    made.event("snapshot")
    return made


def test_writers_see_what_others_write_and_keep_both_texts(server: Server, desk: Desk) -> None:
    ana, ben = (_comes(server, desk, one) for one in (desk.ana, desk.ben))
    partner = _comes(server, desk, desk.partner)
    made = ana.do("add_node", kind="passage", text="One. Two.")
    assert made["ok"], made
    node = made["result"]["node"]
    ben.wait_for(lambda: node in ben.state["nodes"])
    assert ana.do("write", node=node, base=1, text="Uno. Two.")["result"]["how"] == "saved"
    assert ben.do("write", node=node, base=1, text="Eins. Two.")["result"]["how"] == "aside"
    ana.wait_for(lambda: ana.state["sides"])
    partner.wait_for(lambda: partner.state["nodes"][node]["body"] == {"text": "Uno. Two."})
    assert "sides" not in partner.state
    assert partner.do("write", node=node, base=1, text="Mine")["code"] == "not_your_role"
    assert ana.do("cast_ballot", stage="x", marks={})["code"] == "command_unknown"


def test_a_lease_ends_with_the_connection(server: Server, desk: Desk) -> None:
    ana, ben = (_comes(server, desk, one) for one in (desk.ana, desk.ben))
    node = ana.do("add_node", kind="passage", text="Held.")["result"]["node"]
    assert ana.do("hold", node=node)["ok"]
    ben.wait_for(lambda: node in ben.state["leases"])
    assert ben.do("hold", node=node)["code"] == "part_taken"
    for socket in server.sockets:
        if socket is not ben:
            socket.close()
    ben.wait_for(lambda: node not in ben.state["leases"])
    assert ben.do("hold", node=node)["ok"]


def test_what_a_roundtable_gives_since_comes_by_itself(server: Server, desk: Desk) -> None:
    ana = _comes(server, desk, desk.ana)
    before = len(ana.state["results"])
    guest = server.table.join("city")
    server.table.facilitator.opens("propose")
    guest.proposes("Something that was said later on")
    ana.wait_for(lambda: len(ana.state["results"]) > before)


def test_who_may_not_come_in(server: Server, desk: Desk) -> None:
    for role, actor in (("coordinator", desk.ana), ("writer", desk.partner), ("screen", desk.lead)):
        with pytest.raises(RefusedError, match="no_seat"):
            _comes(server, desk, actor, role)
    key = sources.secret_for(desk.ana.id)
    with pytest.raises(RefusedError, match="no_seat"):
        server.connect("writer", key)


def test_a_link_leads_to_the_strategy_and_ends_when_it_is_withdrawn(
    server: Server, desk: Desk
) -> None:
    lead = _comes(server, desk, desk.lead)
    made = lead.do("make_link", role="partner", label="The school board")
    link, secret = made["result"]["link"], made["result"]["secret"]
    browser = server.browser()
    page = browser.get(f"/k/{secret}")
    there = browser.post(f"/k/{secret}", {"csrf_token": page.field("csrf_token")})
    assert there.url.endswith(f"/s/{desk.code}")
    assert "Work that fits" in there.text
    assert server.browser().get(f"/s/{desk.code}").status in (401, 403, 404)
    assert lead.do("withdraw_link", link=link)["ok"]
    assert browser.get(f"/s/{desk.code}").status != 200
    lead.wait_for(lambda: link not in lead.state["links"])
