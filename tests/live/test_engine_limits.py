"""What is refused, over a real socket: each with a clear word, nothing changed, others unharmed."""

from __future__ import annotations

import json
import math
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from roundtable.commands import REGISTRY
from roundtable.live.writer import Writer
from roundtable.models import Ballot, Proposal, Stage
from roundtable.words import MESSAGES
from tests.actors import Guest, Table
from tests.factories import make_database, make_format, new_id
from tests.server import Server
from tests.sockets import RefusedError, Socket, wait_until


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for what leaves it as it was: a vote with dots is open, with five to give."""
    made = Server(tmp_path_factory.mktemp("limits"), form=make_format("dots", "proposals"))
    alice = made.table.join("city")
    made.table.facilitator.opens("propose")
    for number in range(3):
        alice.proposes(f"Proposal number {number} to vote on")
    made.table.facilitator.opens("vote")
    made.start()
    yield made
    made.close()


@pytest.fixture
def guest(server: Server) -> Guest:
    return server.table.join("employers")


@pytest.fixture
def phone(server: Server, guest: Guest) -> Socket:
    return server.seat(guest)


@pytest.fixture
def console(server: Server) -> Socket:
    return server.connect("facilitator")


@pytest.fixture
def staff(server: Server) -> dict[str, Socket]:
    return {role: server.connect(role) for role in ("facilitator", "writer", "screen")}


@pytest.fixture
def nothing_changes(server: Server, phone: Socket, staff: dict[str, Socket]) -> Iterator[None]:  # noqa: ARG001
    before = server.table.sees(), server.table.rev
    yield
    assert (server.table.sees(), server.table.rev) == before


def _refused(answer: Any, code: str) -> None:
    assert answer["ok"] is False, answer
    assert answer["code"] == code, answer
    assert answer["message"]
    assert answer["message"] != "This was not accepted."
    assert answer["retry"] is (code in ("too_fast", "busy", "storage_full", "restarting"))


def _alive(socket: Socket) -> None:
    """The connection works and the next command is carried out."""
    assert socket.do("change_seat", language="en")["ok"]


# -- coming in -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("auth", "code"),
    [
        ({"code": "ZZZ999", "role": "participant"}, "unknown_code"),
        ({"code": "", "role": "participant"}, "unknown_code"),
        ({"code": {"a": 1}, "role": "participant"}, "unknown_code"),
        ({"role": "participant"}, "no_seat"),
        ({"role": "participant", "key": "0" * 26}, "no_seat"),
        ({"role": "system"}, "no_seat"),
        ({"role": "visitor"}, "no_seat"),
        ({"role": ["facilitator"]}, "no_seat"),
        ({"role": "facilitator", "key": 5}, "no_seat"),
    ],
)
def test_who_may_not_come_in(server: Server, auth: dict[str, Any], code: str) -> None:
    with pytest.raises(RefusedError, match=code):
        Socket(server.port, {"code": server.code, "key": ""} | auth)


@pytest.mark.parametrize("auth", ["null", "[]", '"x"', "5"])
def test_an_odd_greeting(server: Server, auth: str) -> None:
    with pytest.raises((RefusedError, OSError)):
        Socket(server.port, json.loads(auth))
    assert server.browser().get("/healthz").status == 200


def test_a_key_opens_its_own_role_alone(server: Server, guest: Guest) -> None:
    for role, wrong in (("facilitator", "screen"), ("writer", "screen"), ("screen", "writer")):
        with pytest.raises(RefusedError):
            server.connect(role, server.key(wrong))
    with pytest.raises(RefusedError):
        Socket(server.port, {"code": server.code, "role": "facilitator", "key": guest.id})


def test_only_the_own_origin(server: Server) -> None:
    auth = {"code": server.code, "role": "facilitator", "key": server.key("facilitator")}
    for origin in ("http://evil.example", "null", f"http://127.0.0.1:{server.port + 1}"):
        with pytest.raises((RefusedError, OSError)):
            Socket(server.port, auth, headers={"Origin": origin})
    Socket(server.port, auth, headers={"Origin": server.address}).close()


# -- what is said ----------------------------------------------------------------------------------


@pytest.mark.parametrize("command", sorted(REGISTRY))
@pytest.mark.usefixtures("nothing_changes")
def test_commands_of_roles_that_may_not(
    phone: Socket, staff: dict[str, Socket], command: str
) -> None:
    sockets = {"participant": phone, **staff}
    for role, socket in sockets.items():
        if role not in REGISTRY[command].roles:
            _refused(socket.do(command), "not_your_role")


@pytest.mark.parametrize(
    "args",
    [
        "null", "[]", "5", '"x"', "true", "{}", '{"stage": null}', '{"stage": 5, "marks": {}}',
        '{"stage": "STAGE", "marks": []}', '{"stage": "STAGE", "marks": null}',
        '{"stage": "STAGE", "marks": {"x": 1}}', '{"stage": "STAGE", "marks": {"OPTION": "1"}}',
        '{"stage": "STAGE", "marks": {"OPTION": 1.5}}',
        '{"stage": "STAGE", "marks": {"OPTION": true}}',
        '{"stage": "STAGE", "marks": {"OPTION": NaN}}',
        '{"stage": "STAGE", "marks": {"OPTION": Infinity}}',
        '{"stage": "STAGE", "marks": {"OPTION": 1e999}}',
        '{"stage": "STAGE", "marks": {"OPTION": 99999999999999999999999999}}',
        '{"stage": "STAGE", "marks": {"OPTION": -2}}',
        '{"stage": "STAGE", "marks": {"OPTION": {}}}',
        '{"stage": "STAGE", "marks": {"\\ud800": 1}}',
        '{"stage": "STAGE\\n", "marks": {}}', '{"stage": "\\u0000", "marks": {}}',
        '{"stage": "STAGE", "marks": {}, "more": 1}', '{"stage": "STAGE"}', '{"marks": {}}',
        '{"stage": "STAGE", "marks": {}, "\\ud800": 1}', '{"": ""}',
        '{"stage": "STAGE", "marks": ' + "[" * 200 + "]" * 200 + "}",
    ],
)  # fmt: skip
@pytest.mark.usefixtures("nothing_changes")
def test_malformed_arguments(server: Server, phone: Socket, args: str) -> None:
    stage = server.table.stage("vote")
    option = next(iter(server.table.sees()["options"]))
    text = args.replace("STAGE", stage).replace("OPTION", option)
    phone.send(f'42777["do",{{"id":"{new_id()}","command":"cast_ballot","args":{text}}}]')
    phone.wait_for(lambda: phone.answered(777) is not None)
    answer = phone.answered(777)
    assert answer["code"] in ("arg_wrong", "arg_missing", "arg_unknown"), answer
    assert answer["retry"] is False
    assert answer["field"] or answer["message"]


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (None, "arg_wrong"),
        ([], "arg_wrong"),
        ("do", "arg_wrong"),
        ({}, "id_wrong"),
        ({"id": 5, "command": "leave"}, "id_wrong"),
        ({"id": "short", "command": "leave"}, "id_wrong"),
        ({"id": "A" * 20, "command": "leave"}, "id_wrong"),
        ({"id": "é" * 20, "command": "leave"}, "id_wrong"),
        ({"id": "0" * 20}, "command_unknown"),
        ({"id": "0" * 20, "command": "drop_tables"}, "command_unknown"),
        ({"id": "0" * 20, "command": "__class__"}, "command_unknown"),
        ({"id": "0" * 20, "command": ["leave"]}, "command_unknown"),
        ({"id": "0" * 20, "command": "\ud800"}, "command_unknown"),
        ({"id": "0" * 20, "command": "leave", "args": math.nan}, "arg_wrong"),
    ],
)
@pytest.mark.usefixtures("nothing_changes")
def test_messages_that_are_none(phone: Socket, message: Any, code: str) -> None:
    _refused(phone.ask("do", message), code)


def test_no_message_and_more_than_one(phone: Socket) -> None:
    _refused(phone.ask("do"), "arg_wrong")
    _refused(phone.ask("do", {}, {}, {}), "id_wrong")
    _alive(phone)


def test_an_id_used_again(phone: Socket, guest: Guest) -> None:
    first = new_id()
    assert phone.do("change_seat", first, language="ro")["ok"]
    assert phone.do("change_seat", first, language="ro")["ok"]
    _refused(phone.do("change_seat", first, language="de"), "id_reused")
    assert guest.own()["language"] == "ro"


def test_an_id_that_something_else_has(server: Server, console: Socket) -> None:
    server.table.facilitator.does("reset_vote", stage=server.table.stage("vote"))
    taken = next(iter(server.table.sees()["proposals"]))
    answer = console.do("create_cluster", taken, title="A group", proposals=[])
    assert answer["ok"] is False
    assert answer["code"] in ("id_reused", "id_taken")


# -- voting ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("nothing_changes")
def test_a_vote_for_what_is_not_up(server: Server, phone: Socket) -> None:
    vote = server.table.stage("vote")
    _refused(phone.do("cast_ballot", stage=vote, marks={new_id(): 1}), "option_unknown")
    _refused(phone.do("cast_ballot", stage=new_id(), marks={}), "stage_unknown")
    _refused(phone.do("cast_ballot", stage=server.table.stage("propose"), marks={}), "too_late")
    _refused(phone.do("submit_proposal", text="Too late for this"), "too_late")


def test_a_budget_is_not_broken(server: Server, phone: Socket, guest: Guest) -> None:
    vote, options = server.table.stage("vote"), list(server.table.sees()["options"])
    _refused(phone.do("cast_ballot", stage=vote, marks={options[0]: 6}), "over_budget")
    assert phone.do("cast_ballot", stage=vote, marks={options[0]: 3})["ok"]
    answer = phone.do("cast_ballot", stage=vote, marks={options[1]: 3})
    _refused(answer, "over_budget")
    assert "6" in answer["message"]
    assert "5" in answer["message"]
    assert guest.own()["ballots"][vote] == {options[0]: 3}


def test_forty_double_taps_on_two_devices(server: Server, guest: Guest) -> None:
    vote, options = server.table.stage("vote"), list(server.table.sees()["options"])
    devices = [server.seat(guest), server.seat(guest)]
    start = threading.Barrier(40)
    answers: list[Any] = []

    def tap(number: int) -> None:
        start.wait()
        marks = {options[number % 3]: 1 + number % 4}
        answers.append(devices[number % 2].do("cast_ballot", stage=vote, marks=marks))

    threads = [threading.Thread(target=tap, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 40
    assert {a.get("code") for a in answers} == {None, "over_budget"}
    body = guest.own()["ballots"][vote]
    assert 1 <= sum(body.values()) <= 5
    for device in devices:
        _holds(device, {vote: body})


def _holds(device: Socket, ballots: Any) -> None:
    device.wait_for(lambda: device.got("me")[-1]["me"]["ballots"] == ballots)


def test_too_late_by_the_servers_clock(make_server: Callable[..., Server]) -> None:
    server = make_server()
    alice = server.table.join()
    propose = server.table.facilitator.opens("propose")
    with server.database.write() as session:
        stage = session.get_one(Stage, propose)
        stage.ends_at = (stage.opened_at or 0) - 60_000
    server.start()
    phone = server.seat(alice)
    _refused(phone.do("submit_proposal", text="A minute too late"), "too_late")
    with server.database.read() as session:
        assert session.scalars(select(Proposal)).all() == []
    assert server.connect("facilitator").do("extend_timer", seconds=60)["ok"]
    assert phone.do("submit_proposal", text="In time now")["ok"]
    for text, code in (
        ("", "text_empty"), (" \n\t ", "text_empty"), ("\u200b\u200d", "text_empty"),
        ("x" * 281, "text_too_long"), ("x" * 20_000, "text_too_long"),
        ("a\x00b", "text_control"), ("a\x1b[31m", "text_control"), ("a\ud800b", "text_control"),
    ):  # fmt: skip
        _refused(phone.do("submit_proposal", text=text), code)
    assert phone.do("submit_proposal", text="é" * 280)["ok"]
    assert len(alice.own()["proposals"]) == 2


# -- too much --------------------------------------------------------------------------------------


def test_a_huge_frame_harms_nobody_else(server: Server, guest: Guest, phone: Socket) -> None:
    loud = server.seat(guest)
    loud.send("42" + json.dumps(["do", {"id": new_id(), "command": "x", "args": "x" * 70_000}]))
    _alive(phone)
    loud.wait_for(lambda: loud.closed)  # it is cut off cleanly and may come back
    _alive(server.seat(guest))


def test_a_frame_that_claims_to_be_endless(server: Server, guest: Guest, phone: Socket) -> None:
    loud = server.seat(guest)
    loud.raw.sendall(b"\x81\xff" + (2**62).to_bytes(8, "big") + bytes(4) + b"x" * 1000)
    _alive(phone)
    loud.wait_for(lambda: loud.closed)


@pytest.mark.parametrize(
    "packet",
    [
        "", "9", "4", "42", "42[", "42{}", "42[]", '42["nothing"]', '42[5]', '42["do"', "4299999",
        "43", "431[]", "41", "45", '451-["do",{"_placeholder":true,"num":0}]', "40", '40{"a":', "1",
        "5", "6", "3probe", "hello", "42" + "[" * 30_000, "42" + '["do",' * 5000,
        "421" + '["do",' + "9" * 6000 + "]", "42/other,[]", '40/admin,{}', "\x00\x01\x02",
        '42["connect",{}]', '42["disconnect"]', '42["__class__"]', '4299999999999999999999["do",{}]',
    ],
)  # fmt: skip
def test_packets_of_garbage_harm_nobody_else(
    server: Server, guest: Guest, phone: Socket, packet: str
) -> None:
    loud = server.seat(guest)
    loud.send(packet)
    _alive(phone)
    _alive(server.seat(guest))


def test_bytes_of_garbage_harm_nobody_else(server: Server, guest: Guest, phone: Socket) -> None:
    for opcode, data in ((1, b"\xff\xfe\xfd"), (2, bytes(100)), (7, b"x"), (0, b"rest"), (9, b"")):
        loud = server.seat(guest)
        loud.send_bytes(data, opcode)
        _alive(phone)
        loud.close()


def test_too_fast(make_server: Callable[..., Server]) -> None:
    server = make_server(commands_per_second=5, commands_burst=8)
    alice, bob = server.table.join(), server.table.join()
    server.start()
    fast, calm = server.seat(alice), server.seat(bob)
    numbers = [
        fast.emit("do", {"id": new_id(), "command": "change_seat", "args": {"language": "en"}})
        for _ in range(30)
    ]
    fast.wait_for(lambda: all(fast.answered(number) for number in numbers))
    answers = [fast.answered(number) for number in numbers]
    late = [answer for answer in answers if not answer["ok"]]
    assert 15 <= len(late) <= 22
    for answer in late:
        _refused(answer, "too_fast")
    _alive(calm)
    time.sleep(0.5)
    _alive(fast)


def test_a_slow_reader_delays_nobody(server: Server, guest: Guest, console: Socket) -> None:
    key = server.key("screen")
    auth = {"code": server.code, "role": "screen", "key": key, "data": True, "view": "en"}
    stalled = Socket(server.port, auth, buffer=2048, reads=False)
    began = time.monotonic()
    for turn in range(60):
        mode = ("wall", "groups")[turn % 2]
        assert console.do("show_on_screen", mode=mode, area=None)["ok"]
    assert time.monotonic() - began < 20
    _alive(server.seat(guest))
    stalled.close()


# -- faults of the machine -------------------------------------------------------------------------


def test_a_full_disk(make_server: Callable[..., Server]) -> None:
    server = make_server()
    alice = server.table.join()
    server.table.facilitator.opens("propose")
    size = (server.sessions / "roundtable.db").stat().st_size
    server.database.dispose()
    server.start(largest_file=size + 150_000)
    phone = server.seat(alice)
    kept: list[tuple[str, str]] = []
    answer: Any = {"ok": True}
    for turn in range(60):
        kept.append((new_id(), f"Proposal {turn} " + "on a disk that fills up " * 9))
        answer = phone.do("submit_proposal", kept[-1][0], text=kept[-1][1])
        if not answer["ok"]:
            break
    _refused(answer, "storage_full")
    said = [p["text"] for p in alice.own()["proposals"]]
    assert said == [text.strip() for _, text in kept[:-1]], "what was acknowledged is there"
    assert server.browser().get(f"/r/{server.code}").status == 200
    server.kill()
    server.start()  # there is room again
    again = server.seat(alice)
    for key, text in kept:
        assert again.do("submit_proposal", key, text=text)["ok"]
    assert [p["text"] for p in alice.own()["proposals"]] == [text.strip() for _, text in kept]


def test_a_full_database_keeps_what_it_has(tmp_path: Path) -> None:
    """The same by SQLite's own word for it, and with no restart when there is room again."""
    database = make_database(tmp_path)
    table = Table(database)
    alice = table.join()
    table.facilitator.opens("propose")
    pages: list[int] = []

    def limit(connection: Any, _record: object, _proxy: object) -> None:
        held = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages[0] if pages else held + 100_000}")

    event.listen(database.engine, "checkout", limit)
    writer = Writer(database, lambda _requests, _outcomes: None, time.sleep)
    threading.Thread(target=writer.run_forever, daemon=True).start()
    with database.read() as session:
        pages.append(
            int(session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()) + 3
        )
    kept = [
        table.request(alice.actor, "submit_proposal", {"text": f"Number {n} " + "fills " * 40})
        for n in range(40)
    ]
    outcomes = [writer.submit(request) for request in kept]
    refused = [outcome.refused for outcome in outcomes if outcome.refused]
    assert refused
    assert {(r.code, r.passing) for r in refused} == {("storage_full", True)}
    assert len(alice.own()["proposals"]) == len(kept) - len(refused)
    pages.clear()
    assert all(writer.submit(request).refused is None for request in kept)
    assert len(alice.own()["proposals"]) == len(kept)
    database.dispose()


def test_sigterm_finishes_what_was_accepted(make_server: Callable[..., Server]) -> None:
    server = make_server()
    guests = server.table.people(city=10)
    server.table.facilitator.opens("propose")
    proposal = guests[0].proposes()
    vote = server.table.facilitator.opens("vote")
    server.start()
    phones = [server.seat(guest) for guest in guests]
    sent: dict[tuple[int, int], int] = {}
    ends = threading.Event()

    def storm(place: int) -> None:
        turn = 0
        while not ends.is_set() and not phones[place].closed:
            turn += 1
            args = {"stage": vote, "marks": {proposal: 1 if turn % 2 else None}}
            try:
                message = {"id": new_id(), "command": "cast_ballot", "args": args}
                sent[place, phones[place].emit("do", message)] = turn
            except OSError:
                return
            time.sleep(0.01)

    threads = [threading.Thread(target=storm, args=(place,)) for place in range(10)]
    for thread in threads:
        thread.start()
    wait_until(lambda: len(sent) > 100)
    assert server.stop() == 0
    ends.set()
    for thread in threads:
        thread.join()
    with server.database.read() as session:
        marked = {b.participant_id: b.body for b in session.scalars(select(Ballot))}
    for place, phone in enumerate(phones):
        wait_until(partial(getattr, phone, "closed"))
        answers = [(turn, phone.answered(n)) for (p, n), turn in sorted(sent.items()) if p == place]
        done = [turn for turn, answer in answers if answer and answer["ok"]]
        refused = [answer for _, answer in answers if answer and not answer["ok"]]
        assert all(answer["code"] == "restarting" and answer["retry"] for answer in refused)
        assert done == list(range(1, len(done) + 1))
        unanswered = any(answer is None for _, answer in answers)
        if not unanswered:
            assert marked[guests[place].id] == ({proposal: 1} if done[-1] % 2 else {})
        assert phone.got("bye") == [{"reason": "restarting"}]


def test_no_address_of_a_visitor_is_kept(make_server: Callable[..., Server]) -> None:
    server = make_server(trust_proxy=1)
    alice = server.table.join()
    server.start()
    strange = "203.0.113.77"
    browser = server.browser()
    for path in ("/", f"/r/{server.code}", "/r/ZZZ999", "/k/nothing", "/missing", "/house"):
        browser.get(path, X_Forwarded_For=strange)
    page = browser.get(f"/r/{server.code}", X_Forwarded_For=strange)
    fields = {name: page.field(name) for name in ("id", "csrf_token")} | {"language": "en"}
    assert browser.post(f"/r/{server.code}/join", fields, X_Forwarded_For=strange).status == 200
    auth = {"code": server.code, "role": "participant", "key": "wrong"}
    with pytest.raises(RefusedError):
        Socket(server.port, auth, headers={"X-Forwarded-For": strange})
    _alive(server.seat(alice))
    assert server.stop() == 0
    files = [server.log, *(path for path in server.sessions.rglob("*") if path.is_file())]
    for file in files:
        content = file.read_bytes()
        assert strange.encode() not in content, file
        assert b"127.0.0.1:5" not in content.replace(f"127.0.0.1:{server.port}".encode(), b"")


def test_every_refusal_has_its_words() -> None:
    assert all(str(message).strip() for message in MESSAGES.values())
