"""The migrations make the tables of the models, on both databases, and can be taken back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import JSON, Column, MetaData, Table, UniqueConstraint, inspect, select, text

from roundtable.config import Config
from roundtable.db import Database, NewerDatabase, alembic_config, migrate
from roundtable.models import Base, LogEntry, Participant, Proposal, Roundtable, Stage
from roundtable.start import StartError, prepare
from tests.factories import make_database

ROOT = Path(__file__).parents[2]
#: Values that a JSON column must give back as they were.
VALUES: tuple[Any, ...] = (
    {},
    {"en": "plain", "ro": "țară", "ar": "عربي", "x": "𝒳 🙂", "quote": "\"'\\/\n\t"},
    {"deep": [{"a": [1, 2.5, True, False, None, "", -1]}], "big": 2**53, "small": 1e-9},
)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'made.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    made = Database(url)
    yield made
    made.dispose()


def _differences(database: Database) -> list[Any]:
    with database.engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, Base.metadata))


def _tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names()) - {"alembic_version"}


def test_the_schema_is_that_of_the_models(database: Database) -> None:
    migrate(database)
    assert _tables(database) == set(Base.metadata.tables)
    assert _differences(database) == []


def test_the_comparison_notices_a_difference(database: Database) -> None:
    migrate(database)
    with database.write() as session:
        session.execute(text("ALTER TABLE proposals ADD COLUMN surplus INTEGER"))
        session.execute(text("DROP INDEX ix_proposals_author_id"))
    kinds = {difference[0] for difference in _differences(database)}
    assert kinds == {"remove_column", "add_index"}


def test_constraints_are_those_of_the_models(database: Database) -> None:
    migrate(database)
    database.dispose()  # a connection that was open before tells of the old schema
    found = inspect(database.engine)
    for name, table in Base.metadata.tables.items():
        held = {tuple(sorted(u["column_names"])) for u in found.get_unique_constraints(name)}
        wanted = {
            tuple(sorted(column.name for column in constraint.columns))
            for constraint in table.constraints
            if isinstance(constraint, UniqueConstraint)
        }
        assert held == wanted, name
        keys = {
            (*k["constrained_columns"], k["referred_table"]) for k in found.get_foreign_keys(name)
        }
        assert keys == {(k.parent.name, k.column.table.name) for k in table.foreign_keys}, name
        nullable = {c["name"] for c in found.get_columns(name) if c["nullable"]}
        assert nullable == {c.name for c in table.columns if c.nullable}, name


def test_down_to_nothing_and_up_again(database: Database, url: str) -> None:
    migrate(database)
    command.downgrade(alembic_config(url), "base")
    assert _tables(database) == set()
    migrate(database)
    assert _differences(database) == []


def test_migrating_again_changes_nothing(database: Database) -> None:
    migrate(database)
    migrate(database)
    assert _differences(database) == []


def _json_columns() -> list[tuple[Table, Column[Any]]]:
    return [
        (table, column)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, JSON)
    ]


@pytest.mark.parametrize(
    ("table", "column"), _json_columns(), ids=lambda part: str(getattr(part, "name", part))
)
def test_json_comes_back_as_it_was(table: Table, column: Column[Any], tmp_path: Path) -> None:
    database = make_database(tmp_path)
    _round_trip(database, table, column)
    database.dispose()


def test_json_comes_back_as_it_was_on_postgresql(postgres_url: str) -> None:
    database = Database(postgres_url)
    migrate(database)
    for table, column in _json_columns():
        _round_trip(database, table, column)
    database.dispose()


def _round_trip(database: Database, table: Table, column: Column[Any]) -> None:
    for number, value in enumerate((*VALUES, [], [1, {"a": None}])):
        row = {c.name: _anything(c, number) for c in table.columns} | {column.name: value}
        with database.engine.connect() as connection:
            if database.is_sqlite:
                connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            else:
                connection.exec_driver_sql("SET session_replication_role = replica")
            connection.execute(table.insert().values(row))
            keys = [c == row[c.name] for c in table.primary_key]
            assert connection.execute(select(column).where(*keys)).scalar_one() == value
            connection.rollback()


def _anything(column: Column[Any], number: int) -> Any:
    if isinstance(column.type, JSON):
        return {}
    kind = column.type.python_type
    return f"{number}" if kind is str else kind(number)


def test_nothing_in_a_json_column_is_null(database: Database) -> None:
    """What is missing must be found by IS NULL: undo asks for it."""
    migrate(database)
    for table, column in _json_columns():
        if column.nullable:
            assert column.type.none_as_null, (table.name, column.name)  # type: ignore[attr-defined]
    assert LogEntry.__table__.c.images.nullable


# -- a database of a newer version -----------------------------------------------------------------


def _make_newer(database: Database) -> None:
    migrate(database)
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999_the_future'"))


def test_a_newer_database_is_left_alone(database: Database) -> None:
    _make_newer(database)
    with pytest.raises(NewerDatabase, match="schema 9999_the_future"):
        migrate(database)


def test_the_server_says_so_in_one_sentence(tmp_path: Path) -> None:
    database = make_database(tmp_path)
    _make_newer(database)
    database.dispose()
    config = Config(sessions_dir=tmp_path, exports_dir=tmp_path)
    with pytest.raises(StartError, match="newer version"):
        prepare(config)
    done = subprocess.run(
        [sys.executable, str(ROOT / "app.py")],
        cwd=ROOT,
        env={"SESSIONS_DIR": str(tmp_path), "EXPORTS_DIR": str(tmp_path), "PORT": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("roundtable: The database was written by a newer version")
    assert "Traceback" not in done.stderr + done.stdout


# -- a database of an earlier version --------------------------------------------------------------


def test_what_was_there_before_stays_and_gets_its_defaults(database: Database, url: str) -> None:
    """A roundtable of the first version, brought up and taken back down."""
    command.upgrade(alembic_config(url), "0001")
    meta = MetaData()
    meta.reflect(database.engine)
    city, table, stage, person, said = ("x" * 19 + n for n in "12345")
    rows: list[tuple[str, dict[str, Any]]] = [
        ("cities", {"id": city, "name": "Testburg"}),
        ("roundtables", {"id": table, "city_id": city, "code": "ABCDEF"}),
        ("stages", {"id": stage, "roundtable_id": table, "position": 3}),
        ("participants", {"id": person, "roundtable_id": table, "group_id": None}),
        (
            "proposals",
            {"id": said, "roundtable_id": table, "stage_id": stage, "author_id": person}
            | {"area_id": None, "cluster_id": None, "text": "Mai mulți copaci"},
        ),
    ]
    with database.write() as session:
        for name, values in rows:
            filled = {c.name: _anything(c, 1) for c in meta.tables[name].columns} | values
            session.execute(meta.tables[name].insert().values(filled))
    migrate(database)
    database.dispose()
    with database.read() as session:
        assert session.get_one(Participant, person).channel == "phone"
        assert session.get_one(Participant, person).hosts is False
        assert session.get_one(Proposal, said).pinned is False
        assert session.get_one(Proposal, said).text == "Mai mulți copaci"
        assert session.get_one(Stage, stage).position == 3.0
        assert session.get_one(Roundtable, table).rehearsal is None
    command.downgrade(alembic_config(url), "0001")
    with database.read() as session:
        assert (
            session.execute(text("SELECT text FROM proposals")).scalar_one() == "Mai mulți copaci"
        )
