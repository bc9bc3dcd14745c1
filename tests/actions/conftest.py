"""A table in a fresh database, in the stage that a test asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from roundtable.core.formats import Format
from tests.actors import Facilitator, Guest, Table
from tests.factories import make_database


@pytest.fixture
def make_table(tmp_path: Path) -> Iterator[Callable[..., Table]]:
    database = make_database(tmp_path)

    def make(form: Format | None = None) -> Table:
        return Table(database, form)

    yield make
    database.dispose()


@pytest.fixture
def table(make_table: Callable[..., Table]) -> Table:
    return make_table()


@pytest.fixture
def facilitator(table: Table) -> Facilitator:
    return table.facilitator


@pytest.fixture
def alice(table: Table) -> Guest:
    return table.join("city")


@pytest.fixture
def bob(table: Table) -> Guest:
    return table.join("newcomers", "ro")
