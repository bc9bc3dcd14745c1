"""The services of the tests are the real ones, and a missing one is told, never skipped."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
import redis
from playwright.sync_api import Page

from tests import services

INSTALL = Path(__file__).parent.parent / "install-services"


def test_each_use_of_postgresql_gets_an_empty_database(
    postgres_server: services.Postgres, postgres_url: str
) -> None:
    another = postgres_server.create_database()
    assert another != postgres_url
    for url in (postgres_url, another):
        with psycopg.connect(url.replace("+psycopg", "")) as connection:
            connection.execute("CREATE TABLE cluster (title text)")
    postgres_server.drop_database(another)


@pytest.mark.parametrize("_turn", [1, 2])
def test_each_use_of_redis_gets_an_empty_one(redis_url: str, _turn: int) -> None:
    with redis.Redis.from_url(redis_url, decode_responses=True) as client:
        assert client.dbsize() == 0
        client.set("stage", "vote")
        assert client.get("stage") == "vote"


def test_chromium_shows_a_page(page: Page) -> None:
    page.set_content("<h1>Masă rotundă</h1>")
    assert page.get_by_role("heading").inner_text() == "Masă rotundă"


def test_chromium_finds_no_other_host(page: Page) -> None:
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://roundtable.example/")


@pytest.mark.parametrize("find", [services.find_chromium, services.redis_server().__enter__])
def test_a_missing_service_is_told_in_one_sentence(
    find: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(services.ServiceMissingError, match=r"^\w+ is missing: install [\w-]+\.$"):
        find()


def test_installing_says_what_is_missing_when_it_may_not(tmp_path: Path) -> None:
    # A PATH that has the shell's own tools, and neither apt-get nor any service.
    (tmp_path / "id").symlink_to("/usr/bin/id")
    done = subprocess.run(
        ["/bin/sh", str(INSTALL)],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Tests need")
    assert "chromium" in done.stderr
    assert done.stderr.count("\n") == 1


def test_installing_again_does_nothing() -> None:
    done = subprocess.run([INSTALL], env=os.environ, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
