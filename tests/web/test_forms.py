"""Everything a participant does, by plain forms: what is accepted, what is refused, and in what words."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import pytest

from roundtable import access, sources
from roundtable.words import MESSAGES
from tests.actors import Guest
from tests.factories import make_format, new_id
from tests.server import Answer, Browser, Server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("forms"), form=make_format("dots", "proposals"))
    made.start()
    yield made
    made.close()


@pytest.fixture
def guest(server: Server) -> Guest:
    return server.table.join("city")


def _seated(server: Server, guest: Guest) -> Browser:
    cookie = access.cookie_name("participant", server.code)
    return server.browser(**{cookie: sources.secret_for(guest.id)})


def _does(server: Server, browser: Browser, command: str, **fields: str) -> Answer:
    here = f"/r/{server.code}"
    token = browser.get(here).field("csrf_token")
    given = {"command": command, "id": new_id(), "csrf_token": token} | fields
    return browser.post(f"{here}/do", given)


def _says(answer: Answer, code: str) -> None:
    start = str(MESSAGES[code]).split("%")[0].strip()
    assert start in unescape(answer.text), f"{code} is not said"


def _opens(server: Server, kind: str) -> None:
    stage = server.table.stage(kind)
    if server.table.look(lambda _session, roundtable: roundtable.stage_id) != stage:
        server.table.now = sources.now()
        server.table.facilitator.does("open_stage", stage=stage)


def test_from_the_code_to_the_seat(server: Server) -> None:
    browser = server.browser()
    home = browser.get("/")
    fields = {"csrf_token": home.field("csrf_token")}
    typed = f" {server.code[:3].lower()}-{server.code[3:]} "
    joining = browser.post("/", fields | {"code": typed})
    assert joining.url == f"{server.address}/r/{server.code}"
    before = server.table.sees()["people"]["now"]["present"]
    fields = {name: joining.field(name) for name in ("id", "csrf_token")}
    fields |= {"group": server.table.group("city"), "language": "ro"}
    for _ in range(2):  # the button was tapped twice
        seat = browser.post(f"/r/{server.code}/join", fields)
        assert seat.status == 200
        assert 'lang="ro"' in seat.text
    assert server.table.sees()["people"]["now"]["present"] == before + 1


@pytest.mark.parametrize("code", ["", "ZZZ999", "<script>", "x" * 500, "\x00", "AAAAAA"])
def test_codes_that_are_none(server: Server, code: str) -> None:
    browser = server.browser()
    answer = browser.post("/", {"csrf_token": browser.get("/").field("csrf_token"), "code": code})
    assert answer.status == 404
    _says(answer, "unknown_code")
    assert "<script>" not in answer.text


def test_a_code_in_the_address_that_is_none(server: Server) -> None:
    answer = server.browser().get("/r/ZZZ999")
    assert answer.status == 404
    _says(answer, "unknown_code")
    assert server.browser().get(f"/r/{server.code.lower()}").url.endswith(f"/r/{server.code}")


def test_proposing_by_form(server: Server, guest: Guest) -> None:
    _opens(server, "propose")
    browser = _seated(server, guest)
    answer = _does(server, browser, "submit_proposal", text="Mai mulți <b>copaci</b>", area="")
    assert "Saved" in answer.text
    assert "Mai mulți &lt;b&gt;copaci&lt;/b&gt;" in answer.text
    one = guest.own()["proposals"][0]["id"]
    assert (
        "Saved" in _does(server, browser, "edit_proposal", proposal=one, text="More benches").text
    )
    assert "Saved" in _does(server, browser, "withdraw_proposal", proposal=one).text
    assert guest.own()["proposals"][0]["status"] == "withdrawn"


def test_sent_twice_is_once(server: Server, guest: Guest) -> None:
    _opens(server, "propose")
    browser, same = _seated(server, guest), new_id()
    for _ in range(2):
        answer = _does(server, browser, "submit_proposal", text="Once is enough", area="", id=same)
        assert "Saved" in answer.text
    assert len(guest.own()["proposals"]) == 1
    answer = _does(server, browser, "submit_proposal", text="Not the same", area="", id=same)
    _says(answer, "id_reused")
    assert "Not the same" in answer.text, "what was written is not lost"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "text_empty"),
        ("  ", "text_empty"),
        ("é" * 281, "text_too_long"),
        ("a\x07b", "text_control"),
    ],
)
def test_texts_that_are_refused(server: Server, guest: Guest, text: str, code: str) -> None:
    _opens(server, "propose")
    answer = _does(server, _seated(server, guest), "submit_proposal", text=text, area="")
    _says(answer, code)
    if code == "text_too_long":
        assert text in answer.text, "what was written is not lost"
    assert guest.own()["proposals"] == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"command": "open_stage", "stage": "0" * 20}, "not_your_role"),
        ({"command": "drop_tables"}, "command_unknown"),
        ({"command": ""}, "command_unknown"),
        ({"command": "leave", "id": "x"}, "id_wrong"),
        ({"command": "leave", "id": ""}, "id_wrong"),
        ({"command": "submit_proposal"}, "arg_missing"),
        ({"command": "submit_proposal", "text": "x", "more": "1"}, "arg_unknown"),
        ({"command": "submit_proposal", "text": "x", "area": "nowhere"}, "arg_wrong"),
        ({"command": "cast_ballot", "stage": "x", "mark.y": "1"}, "arg_wrong"),
        ({"command": "cast_ballot", "stage": "x", "mark.y": "lots"}, "mark_unknown"),
    ],
)
def test_forms_that_are_refused(
    server: Server, guest: Guest, fields: dict[str, str], code: str
) -> None:
    _opens(server, "propose")
    before = server.table.sees()
    _says(_does(server, _seated(server, guest), **fields), code)
    assert server.table.sees() == before


def test_voting_by_form(server: Server, guest: Guest) -> None:
    _opens(server, "propose")
    for number in range(2):
        guest.proposes(f"To vote on, number {number}")
    _opens(server, "vote")
    browser, vote = _seated(server, guest), server.table.stage("vote")
    one, two = list(server.table.sees()["options"])[-2:]
    offered = {f"offered.{one}": "", f"offered.{two}": "", "stage": vote}
    assert "Saved" in _does(server, browser, "cast_ballot", **offered, **{f"mark.{one}": "3"}).text
    assert guest.own()["ballots"][vote] == {one: 3}
    answer = _does(server, browser, "cast_ballot", stage=vote, **{f"mark.{two}": "3"})
    _says(answer, "over_budget")
    assert guest.own()["ballots"][vote] == {one: 3}
    _says(_does(server, browser, "submit_proposal", text="Too late"), "too_late")
    assert "Saved" in _does(server, browser, "cast_ballot", **offered).text
    assert guest.own()["ballots"][vote] == {}


def test_a_form_without_a_seat(server: Server) -> None:
    browser = server.browser()
    before = server.table.sees()
    answer = _does(server, browser, "submit_proposal", text="From outside")
    _says(answer, "no_seat")
    assert server.table.sees() == before


def test_forms_of_other_sites_are_refused(server: Server, guest: Guest) -> None:
    _opens(server, "propose")
    browser = _seated(server, guest)
    fields = {"command": "submit_proposal", "id": new_id(), "text": "Forged", "area": ""}
    for token in ({}, {"csrf_token": ""}, {"csrf_token": "forged"}):
        answer = browser.post(f"/r/{server.code}/do", fields | token)
        assert answer.status == 400
    other = server.browser().get(f"/r/{server.code}").field("csrf_token")
    assert browser.post(f"/r/{server.code}/do", fields | {"csrf_token": other}).status == 400
    for path in ("/", f"/r/{server.code}/join", f"/r/{server.code}/seat", "/house", "/k/x"):
        assert server.browser().post(path, {"id": new_id(), "code": server.code}).status == 400
    assert guest.own()["proposals"] == []


def test_a_form_that_is_huge(server: Server, guest: Guest) -> None:
    answer = _does(server, _seated(server, guest), "submit_proposal", text="x" * 300_000)
    assert answer.status == 413
    assert server.browser().get("/healthz").status == 200


def test_codes_cannot_be_guessed_fast(tmp_path_factory: pytest.TempPathFactory) -> None:
    server = Server(tmp_path_factory.mktemp("guess"), wrong_codes_per_minute=5).start()
    try:
        browser = server.browser()
        seen = [browser.get(f"/r/ZZZ9{number:02}".replace("0", "9")).status for number in range(8)]
        assert seen == [404] * 5 + [429] * 3
        assert browser.get(f"/r/{server.code}").status in (200, 429)
    finally:
        server.close()


def test_after_the_end(tmp_path_factory: pytest.TempPathFactory) -> None:
    server = Server(tmp_path_factory.mktemp("closed"))
    guest = server.table.join()
    server.table.facilitator.does("close_roundtable")
    server.start()
    try:
        answer = server.browser().get(f"/r/{server.code}")
        assert answer.status == 410
        _says(answer, "closed")
        _says(_does(server, _seated(server, guest), "change_seat", language="en"), "closed")
    finally:
        server.close()
