"""The worker as a process, and the client that asks it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from roundtable.meaning.client import Client, MeaningFailed
from roundtable.meaning.texts import Text, Wish
from tests.meaning.conftest import proposals

WISH = Wish(
    tuple(Text(f"p{n}", f"A bus, number {n}, to {n % 3}", "en") for n in range(12)), 2, ("en",)
)


@pytest.fixture
def client() -> Iterator[Client]:
    client = Client(letters=True)
    yield client
    client.stop()


def _pid(client: Client) -> int:
    assert client._process is not None
    return client._process.pid


def test_a_worker_is_started_when_it_is_needed_and_kept(client: Client) -> None:
    assert client._process is None
    assert client.suggest(WISH)["by"] == "letters"
    first = _pid(client)
    client.suggest(WISH)
    assert _pid(client) == first
    assert os.getpriority(os.PRIO_PROCESS, first) == 10


def test_a_worker_that_died_is_started_again(client: Client) -> None:
    client.suggest(WISH)
    first = _pid(client)
    os.kill(first, signal.SIGKILL)
    assert client.suggest(WISH)["by"] == "letters"
    assert _pid(client) != first


def test_a_worker_that_dies_while_it_is_asked_is_asked_once_more(client: Client) -> None:
    texts = tuple(text for _, text in proposals("proposals")) * 20
    killed: list[int] = []

    def kill(_share: float) -> None:
        if not killed:
            killed.append(_pid(client))
            os.kill(killed[0], signal.SIGKILL)

    body = client.suggest(Wish(texts, 2, ("en",)), kill)
    assert killed
    assert body["groups"]
    assert _pid(client) != killed[0]


def test_a_worker_that_always_dies_is_given_up(client: Client) -> None:
    client._command = [sys.executable, "-c", "import sys; sys.stdin.readline()"]
    with pytest.raises(MeaningFailed, match="ended with 0"):
        client.suggest(WISH)


def test_a_worker_that_cannot_be_started(client: Client) -> None:
    client._command = ["/nowhere/python"]
    with pytest.raises(MeaningFailed):
        client.suggest(WISH)


def test_a_worker_that_says_nothing_is_given_up(client: Client) -> None:
    client._command = [sys.executable, "-c", "import time; time.sleep(60)"]
    client._patience = 0.4
    with pytest.raises(MeaningFailed, match="no word"):
        client.suggest(WISH)


NONSENSE = r"""
import sys
sys.stdin.readline()
for line in ("hello", "[]", "{}", '{"id": []}', '{"id": 9, "body": {}}', '{"id": 1, "share": "x"}'):
    print(line)
print('{"id": 1, "body": {"by": "x"}}', flush=True)
sys.stdin.readline()
"""


def test_nonsense_from_a_worker_is_not_heard(client: Client) -> None:
    client._command = [sys.executable, "-c", NONSENSE]
    assert client.suggest(WISH) == {"by": "x"}


def test_what_goes_wrong_in_the_worker_is_told(client: Client) -> None:
    with pytest.raises(MeaningFailed, match="level"):
        client.suggest(Wish(WISH.texts, 9, ()))
    assert client.suggest(WISH)["groups"]


def test_two_ask_at_the_same_time() -> None:
    client = Client()
    said = proposals("proposals")
    long = Wish(tuple(text for _, text in said[:40]), None, ("en",))
    order: list[str] = []

    def ask(name: str, wish: Wish) -> None:
        assert client.suggest(wish)["by"] == "meaning"
        order.append(name)

    slow = threading.Thread(target=ask, args=("slow", long))
    slow.start()
    time.sleep(0.3)
    ask("quick", Wish(long.texts[:2], None, ("en",)))
    slow.join()
    client.stop()
    assert order == ["quick", "slow"]


def test_the_worker_alone(tmp_path: Path) -> None:
    """What it says, line by line, to what is no request; and it ends when its input does."""
    given = tmp_path / "given"
    given.write_text("\n".join(["nonsense", "[1]", '{"id": 7}', "[" * 100_000]) + "\n")
    with given.open() as lines:
        done = subprocess.run(
            [sys.executable, "-m", "roundtable.meaning", "--letters"],
            stdin=lines, capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in said if "error" in one] == [None, None, 7, None]
