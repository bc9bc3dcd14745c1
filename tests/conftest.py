"""Fixtures for every part: databases, Redis, and a browser. What is missing fails, never skips."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests import services
from tests.server import Server

T = TypeVar("T")


def start(service: AbstractContextManager[T]) -> Iterator[T]:
    """Yield a running service, or fail with the sentence that says what to install."""
    try:
        with service as running:
            yield running
    except services.ServiceMissingError as missing:
        pytest.fail(str(missing), pytrace=False)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long files in the browser, so that no core waits for one at the end."""
    items.sort(key=lambda item: "e2e" not in item.path.parts)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[services.Postgres]:
    """A PostgreSQL server for the whole run."""
    yield from start(services.postgres())


@pytest.fixture
def postgres_url(postgres_server: services.Postgres) -> Iterator[str]:
    """SQLAlchemy URL of a fresh, empty PostgreSQL database."""
    url = postgres_server.create_database()
    yield url
    postgres_server.drop_database(url)


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    """URL of a Redis server for the whole run."""
    yield from start(services.redis_server())


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """URL of a Redis that holds nothing."""
    services.empty_redis(redis_server)
    return redis_server


@pytest.fixture
def make_server(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """A maker of servers (`tests.server.Server`): each has folders of its own, and is ended."""
    made: list[Server] = []

    def make(**options: Any) -> Server:
        made.append(Server(tmp_path / f"server-{len(made)}", **options))
        return made[-1]

    yield make
    for server in made:
        server.close()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Have pytest-playwright start the system's Chromium."""
    try:
        program = services.find_chromium()
    except services.ServiceMissingError as missing:
        pytest.fail(str(missing), pytrace=False)
    return {
        **browser_type_launch_args,
        "executable_path": program,
        "args": services.CHROMIUM_ARGUMENTS,
    }
