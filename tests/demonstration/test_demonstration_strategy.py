"""The demonstration strategy shows everything that a strategy can have, and the command line makes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from roundtable import access, demonstration_strategy
from roundtable.cli import main
from roundtable.core.strategy import fates
from roundtable.db import Database
from roundtable.models import Key, Roundtable, StrategyLogEntry
from roundtable.projections import strategy as seen
from tests.factories import make_database

SESSIONS = Path(__file__).parents[2] / "sessions"


def test_the_demonstration_has_something_of_everything(tmp_path: Path) -> None:
    database = make_database(tmp_path)
    codes = demonstration_strategy.roundtables(database, SESSIONS)
    made = demonstration_strategy.build(database, codes)
    with database.read() as session:
        row = access.find_strategy(session, made.code)
        assert row is not None
        shown = seen.snapshot(session, row, seen.COORDINATOR)
        query = select(StrategyLogEntry.role).where(StrategyLogEntry.strategy_id == row.id)
        assert set(session.scalars(query)) == {"coordinator", "writer", "partner"}
        marked = session.scalars(select(Roundtable.demonstration)).all()
    assert marked == [True, True]
    figures = shown["figures"]["now"]
    assert sum(map(len, figures["bare"].values())) == 1
    assert 0 < len(figures["without"]) < figures["contributions"] / 4
    assert figures["problems"] == {}
    assert {fate["kind"] for fate in shown["fates"].values()} == set(fates.KINDS)
    assert {node["kind"] for node in shown["nodes"].values()} == {
        "chapter", "priority", "passage", "measure",
    }  # fmt: skip
    for collection in ("joins", "decisions", "versions", "reviews"):
        assert len(shown[collection]) == 1, collection
    kinds = [remark["kind"] for remark in shown["remarks"].values()]
    assert sorted(kinds) == ["comment", "comment", "opinion", "suggestion"]
    assert sum(bool(remark["replies"]) for remark in shown["remarks"].values()) == 1
    held = {ref for ref, one in shown["results"].items() if one["kind"] in ("concern", "position")}
    assert len(held) > len(shown["decisions"])


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """An installation that the command line finds in the environment."""
    for name in ("demonstration.toml", "policy-roundtable.toml"):
        (tmp_path / name).write_bytes((SESSIONS / name).read_bytes())
    monkeypatch.setenv("SESSIONS_DIR", str(tmp_path))
    monkeypatch.setenv("PUBLIC_URL", "https://rt.example")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return Database(f"sqlite:///{tmp_path / 'roundtable.db'}")


def _say(*arguments: str) -> str:
    done = CliRunner().invoke(main, arguments)
    return f"{done.exit_code} {done.output}"


def test_the_command_line_makes_it_and_starts_others(house: Database) -> None:
    done = CliRunner().invoke(main, ["demo", "--strategy", "--json"])
    assert done.exit_code == 0, done.output
    made = json.loads(done.output)
    with house.read() as session:
        for role in ("coordinator", "writer", "partner"):
            secret = made[role].removeprefix("https://rt.example/k/")
            key = access.find_key(session, secret)
            assert key is not None
            assert key.role == role
    mine = ["strategy", "create", "--title", "Homes", "--room", made["roundtables"][0]]
    done = CliRunner().invoke(main, [*mine, "--city", "Cluj-Napoca", "--json"])
    assert done.exit_code == 0, done.output
    with house.read() as session:
        new = access.find_strategy(session, json.loads(done.output)["code"])
        assert new is not None
        assert list(seen.snapshot(session, new, seen.COORDINATOR)["rooms"])
        before = len(session.scalars(select(Key)).all())
    assert "another city cannot be taken in" in _say(*mine, "--city", "Turda")
    assert "no roundtable with the code AAA222" in _say(
        *mine, "--city", "Turda", "--room", "AAA222"
    )
    assert _say(*mine, "--city", " ").startswith("1 ")
    assert _say(*mine, "--city", "Turda", "--language", "xx").startswith("2 ")
    with house.read() as session:
        assert len(session.scalars(select(Key)).all()) == before
