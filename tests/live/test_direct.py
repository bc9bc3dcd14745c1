"""Direct broadcast against a real server."""

import json
import time
import urllib.error
from collections.abc import Iterator

import pytest

from tests.live.direct_clients import Phone, Poller, Server, meanwhile


@pytest.fixture(scope="module")
def shared() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
def server(shared: Server) -> Iterator[Server]:
    yield shared
    shared.send_all_home()


@pytest.fixture
def strict_server() -> Iterator[Server]:
    with Server(limit=20) as server:
        yield server


def test_websockets_directly_and_pollers_by_their_queue(server: Server) -> None:
    phone, other, poller = Phone(server), Phone(server), Poller(server)
    payload = {"text": "Bună dimineața, مرحبا 🙂", "n": None}
    assert server.do("broadcast", payload=payload) == {"direct": 2, "queued": 1, "dropped": 0}
    for event in (phone.event(), other.event(), *poller.events(1)):
        assert event == ["news", [0, payload]]
    assert server.do("one", index=1) == 1
    assert other.event() == ["only", {"you": 1}]


def test_text_that_is_json_already_goes_as_it_is(server: Server) -> None:
    phone, poller = Phone(server), Poller(server)
    server.do("text", text='{ "ț":"🙂" }', event='a"b')
    assert phone.text() == '42["a\\"b",{ "ț":"🙂" }]'
    assert poller.events(1) == [['a"b', {"ț": "🙂"}]]


def test_a_lone_surrogate_harms_nobody(server: Server) -> None:
    phone, poller = Phone(server), Poller(server)
    server.do("text", text='"a\ud800b"')
    assert phone.event() == poller.events(1)[0] == ["news", "a?b"]


@pytest.mark.parametrize("length", [13, 125, 126, 127, 65535, 65536, 150_001])
def test_every_length_of_frame(server: Server, length: int) -> None:
    phone, slow = Phone(server), Phone(server, buffer=4096)
    characters, odd = divmod(length - len('42["news",""]'), 2)
    text = "é" * characters + "x" * odd
    for _ in range(2):
        assert server.do("text", text=f'"{text}"')["direct"] >= 1
        assert phone.event() == slow.event() == ["news", text]


def test_compression_is_declined(server: Server) -> None:
    assert "extensions" not in Phone(server).answer


@pytest.mark.parametrize("size", [10, 5000])
def test_order_with_ordinary_emits(server: Server, size: int) -> None:
    phone, slow, poller = Phone(server), Phone(server, buffer=4096), Poller(server)
    for one in (phone, slow):
        one.send("ping", opcode=9)
    reading = meanwhile(phone.numbers, 200)
    ways = server.do("mixed", times=200, size=size)
    assert ways["direct"] > 20
    assert ways["queued"] > 20
    slow.send("ping", opcode=9)
    assert reading.result() == slow.numbers(200) == list(range(200))
    assert [event[1][0] for event in poller.events(200)] == list(range(200))
    server.do("broadcast", payload="after")
    assert phone.numbers(1) == slow.numbers(1) == [0]
    assert (phone.pongs, slow.pongs) == (1, 2)


def test_a_rest_goes_out_before_the_next_frame(server: Server) -> None:
    phone = Phone(server)
    reading = meanwhile(phone.numbers, 10)
    # The phone makes room, but the server gives no other greenlet the time to use it.
    ways = server.do("broadcast", payload="x" * 200_000, times=10, hold=0.005)
    assert ways == {"direct": 1, "queued": 9, "dropped": 0}
    assert reading.result() == list(range(10))


def test_who_does_not_read_delays_nobody_and_gets_whole_frames(server: Server) -> None:
    stalled, phone = Phone(server, buffer=2048), Phone(server)
    began, reading = time.monotonic(), meanwhile(phone.numbers, 100)
    sent = server.do("broadcast", payload="x" * 20_000, times=100, pause=0.001)
    assert reading.result() == list(range(100))
    assert time.monotonic() - began < 5
    assert sent["queued"] > 50
    assert sent["dropped"] == 0
    assert stalled.numbers(100) == list(range(100))


def test_a_full_queue_is_cut_off_and_its_client_comes_back(strict_server: Server) -> None:
    stalled, phone = Phone(strict_server, buffer=2048), Phone(strict_server)
    reading = meanwhile(phone.numbers, 100)
    sent = strict_server.do("broadcast", payload="x" * 20_000, times=100, pause=0.002)
    assert sent["dropped"] >= 1
    assert sent["direct"] + sent["queued"] < 150
    assert reading.result() == list(range(100))
    strict_server.expect(here=1)
    assert strict_server.do("state") == {"here": 1, "left": ["transport close"], "channels": 1}
    got = stalled.numbers_until_cut_off()
    assert got == list(range(len(got)))
    again = Phone(strict_server)
    assert strict_server.do("broadcast", payload="hello")["direct"] == 2
    assert again.event() == phone.event() == ["news", [0, "hello"]]


def test_a_poller_who_stops_polling_is_cut_off(strict_server: Server) -> None:
    poller, phone = Poller(strict_server), Phone(strict_server)
    sent = strict_server.do("broadcast", payload="x", times=100, pause=0.001)
    assert sent["direct"] == 100
    assert sent["dropped"] >= 1
    assert sent["queued"] <= 20
    assert phone.numbers(100) == list(range(100))
    strict_server.expect(here=1)
    with pytest.raises(urllib.error.HTTPError):
        poller.poll()


def test_nothing_is_lost_or_overtaken_in_an_upgrade(server: Server) -> None:
    poller = Poller(server)
    polling = meanwhile(poller.poll)
    server.wait_for(lambda: server.do("parked"))
    phone = Phone(server, sid=poller.sid)
    assert server.do("broadcast", payload="a") == {"direct": 0, "queued": 1, "dropped": 0}
    assert polling.result() == ['42["news",[0,"a"]]']
    phone.send("2probe")
    assert phone.text() == "3probe"
    assert server.do("broadcast", payload="b") == {"direct": 0, "queued": 1, "dropped": 0}
    assert poller.poll() == []  # the polling ends
    phone.send("5")
    server.wait_for(lambda: server.do("broadcast", payload="c")["direct"])
    payloads: list[str] = []
    while "c" not in payloads:
        text = phone.text()
        payloads += [json.loads(text[2:])[1][1]] if text != "6" else []
    assert payloads == ["b", "c"]


def test_pings_go_on_beside_direct_frames(server: Server) -> None:
    phone = Phone(server)
    server.do("broadcast", payload="x", times=25, pause=0.1)
    assert phone.numbers(25) == list(range(25))
    assert server.do("state")["here"] == 1


def test_those_who_left_are_not_counted(server: Server) -> None:
    phone, other = Phone(server), Phone(server)
    other.socket.close()
    server.expect(here=1)
    assert server.do("broadcast", payload=1) == {"direct": 1, "queued": 0, "dropped": 0}
    assert phone.event() == ["news", [0, 1]]
    assert server.do("state")["channels"] == 1


def test_any_other_server_queues() -> None:
    with Server(mode="threading") as server:
        phone, poller = Phone(server), Poller(server)
        assert server.do("broadcast", payload="x", times=3)["queued"] == 6
        assert phone.numbers(3) == [event[1][0] for event in poller.events(3)] == [0, 1, 2]
