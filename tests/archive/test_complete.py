"""A roundtable as one object: out, in and out again it is the same; what is wrong is told by its path."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from roundtable import archive, sources
from roundtable.archive import ballots, schema
from roundtable.archive.complete import DEEPEST, checked
from roundtable.archive.schema import STRATEGY_TABLES, TABLES
from roundtable.core import pabulib
from roundtable.core.errors import Refused
from roundtable.db import Database
from roundtable.models import Ballot, Base, Key, LogEntry, Roundtable, Stage
from roundtable.record import record_of
from tests.archive.conftest import Play
from tests.factories import make_database
from tests.rooms import Room

Data = dict[str, Any]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, str]]:
    """A room that went through a stage of every kind; the id of the roundtable."""
    database = make_database(tmp_path_factory.mktemp("full"))
    with database.write() as session:
        key = Room(session).play("close").id
    yield database, key
    database.dispose()


def out(database: Database, key: str) -> Data:
    """The archive as whoever gets the file reads it."""
    with database.read() as session:
        return archive.read(archive.json_of(session, session.get_one(Roundtable, key)))


def back(database: Database, data: Data) -> str:
    with database.write() as session:
        return archive.load(session, data).id


def without_code(data: Data) -> Data:
    return {**data, "roundtable": {**data["roundtable"], "code": ""}}


def test_out_in_and_out_again_elsewhere_is_the_same(
    full: tuple[Database, str], database: Database
) -> None:
    before = out(*full)
    key = back(database, before)
    after = out(database, key)
    assert key == full[1]
    assert without_code(after) == without_code(before)
    assert after["roundtable"]["code"] != before["roundtable"]["code"]
    with full[0].read() as one, database.read() as other:
        told = [record_of(session, session.get_one(Roundtable, key)) for session in (one, other)]
    for record in told:
        del record["roundtable"]["code"]
    assert told[0] == told[1]


def test_every_table_of_a_played_room_has_rows(full: tuple[Database, str]) -> None:
    data = out(*full)
    assert {name for name in TABLES if not data[name]} <= {"wordings", "suggestions", "supports"}


def test_beside_the_first_all_ids_are_new_and_nothing_else_is(full: tuple[Database, str]) -> None:
    database, key = full
    before = out(database, key)
    after = out(database, back(database, before))
    ids = dict(_pairs(before, after))
    assert after["roundtable"]["id"] == ids[key] != key
    assert all(len(each) == sources.ID_LENGTH for each in ids)
    assert len(set(ids.values())) == len(ids)
    said = json.dumps(without_code(before), sort_keys=False)
    for old, new in ids.items():
        said = said.replace(old, new)
    assert json.loads(said) == without_code(after)
    assert out(database, key) == before


def _pairs(before: Any, after: Any) -> Iterator[tuple[str, str]]:
    """Strings that differ, and stand in the same place."""
    if isinstance(before, dict):
        for (old, one), (new, other) in zip(before.items(), after.items(), strict=True):
            if old != "code":
                yield from _pairs(old, new)
                yield from _pairs(one, other)
    elif isinstance(before, list):
        for one, other in zip(before, after, strict=True):
            yield from _pairs(one, other)
    elif before != after:
        yield from zip(before.split("-"), after.split("-"), strict=True)


def test_votes_in_all_ways_come_back_and_count_the_same(play: Play, database: Database) -> None:
    room = play()
    again = back(database, out(database, room.row.id))
    files = []
    for key in (room.row.id, again):
        with database.read() as session:
            row = session.get_one(Roundtable, key)
            query = select(Stage).where(Stage.roundtable_id == key, Stage.kind == "vote")
            held = {stage.title["en"]: stage.id for stage in session.scalars(query)}
            names = ("yes", "dots", "score", "order", "money")
            read = [pabulib.read(ballots.pb_of(session, row, held[name])) for name in names]
            files.append([(e.ballots, e.projects, e.rule, e.seats) for e in read])
            pairs = session.scalars(
                select(Ballot.body)
                .where(Ballot.stage_id == held["pairs"])
                .order_by(Ballot.stage_id)
            ).all()
            options = {key for body in pairs for pair in body for key in pair.split("-")}
            assert all(pair == "-".join(sorted(pair.split("-"))) for body in pairs for pair in body)
            assert len(options) == 6
    assert files[0] == files[1]


def test_sealed_ballots_stay_sealed(
    play: Play, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = play(12, "vote as=secret ballot=approval sealed=yes")
    data = out(database, room.row.id)
    assert all(row["body"] == {} for row in data["ballots"])
    assert all(row["seal"] for row in data["ballots"])
    with database.write() as session:
        copied = archive.load(session, data)
        with pytest.raises(Refused, match="seal_broken"):
            ballots.pb_of(session, copied)
    (tmp_path / "other").mkdir()
    other = make_database(tmp_path / "other")
    with other.write() as session:  # the same ids and the same secret
        moved = archive.load(session, data)
        assert ballots.pb_of(session, moved)
        monkeypatch.setattr(sources, "_key", b"the secret of another installation")
        with pytest.raises(Refused, match="seal_broken"):
            ballots.pb_of(session, moved)
    other.dispose()


def test_no_secret_leaves(full: tuple[Database, str]) -> None:
    database, key = full
    with database.read() as session:
        text = archive.json_of(session, session.get_one(Roundtable, key)).decode()
        hashes = session.scalars(select(Key.secret_hash)).all()
        fingerprints = session.scalars(select(LogEntry.fingerprint)).all()
        keys = session.scalars(select(Key.id)).all()
    assert len(hashes) > 20
    for secret in (*hashes, *filter(None, fingerprints), *map(sources.secret_for, keys)):
        assert secret not in text


def test_nobody_has_a_key_to_what_came_back(full: tuple[Database, str]) -> None:
    database, key = full
    again = back(database, out(database, key))
    with database.read() as session:
        assert session.scalars(select(Key).where(Key.roundtable_id == again)).all() == []


def test_every_table_is_in_it_or_is_left_out_knowingly() -> None:
    ours = {mapper.local_table.name for mapper in Base.registry.mappers}  # type: ignore[attr-defined]
    theirs = {*STRATEGY_TABLES, "strategies", "strategy_exports", "leases"}
    assert ours - TABLES.keys() - theirs == {"cities", "roundtables", "keys", "exports"}


@pytest.mark.parametrize("kind", ["roundtable", "strategy"])
def test_the_schema_in_the_folder_is_the_one_that_is_made(kind: str) -> None:
    """After a change of tables: `python -m roundtable.archive [strategy]` into that file."""
    file = Path(schema.__file__).with_name(f"{kind}-archive-1.schema.json")
    assert json.loads(file.read_text("utf-8")) == schema.schema(kind)


# -- what is wrong -------------------------------------------------------------------------------

Change = Callable[[Data], object]


def _nested(depth: int) -> Data:
    inside: Data = {}
    for _n in range(depth):
        inside = {"a": inside}
    return inside


WRONG: dict[str, tuple[Change, str]] = {
    "format": (lambda d: d.update(format="else"), "format: input should be"),
    "version": (lambda d: d.update(version=2), "version: it is 2; this program reads 1."),
    "table": (lambda d: d.pop("ballots"), "ballots: field required."),
    "more": (lambda d: d.update(keys=[]), "keys: extra inputs are not permitted."),
    "column": (lambda d: d["stages"][1].pop("kind"), "stages[1].kind: field required."),
    "new column": (lambda d: d["areas"][0].update(x=1), "areas[0].x: extra inputs"),
    "type": (lambda d: d["proposals"][2].update(number="3"), "proposals[2].number: input should be"),
    "no row": (lambda d: d.update(areas=[7]), "areas[0]: input should be"),
    "word": (lambda d: d["stages"][0].update(kind="dance"), "stages[0].kind: input should be"),
    "long": (lambda d: d["proposals"][0].update(text="a" * 4001), "proposals[0].text: string should"),
    "large": (lambda d: d["stages"][0].update(opened_at=2**60), "stages[0].opened_at: input should"),
    "marks": (lambda d: d["ballots"][0].update(body={"a": "1"}), "ballots[0].body.a: input should"),
    "id": (lambda d: d["areas"][0].update(id="../x"), "areas[0].id: string should match"),
    "zero": (lambda d: d["minutes"][0].update(text="a\0b"), "minutes[0].text: a text has a character"),
    "half": (lambda d: d["stages"][0]["title"].update({"\ud800": ""}), "stages[0].title: a text"),
    "deep": (lambda d: d["stages"][0].update(settings=_nested(DEEPEST)), "objects lie more than 40"),
    "twice": (
        lambda d: d["areas"].append(d["areas"][0]),
        "areas[2]: a row before it has the same id.",
    ),
    "number twice": (
        lambda d: d["proposals"][1].update(number=d["proposals"][0]["number"]),
        "proposals[1]: a row before it has the same number.",
    ),
    "reference": (
        lambda d: d["proposals"][0].update(author_id="a" * 20),
        "proposals[0].author_id: no row of participants has this id.",
    ),
    "open stage": (
        lambda d: d["roundtable"].update(stage_id="b" * 20),
        "roundtable.stage_id: no row of stages has this id.",
    ),
    "counter": (
        lambda d: d["roundtable"].update(last_proposal=1),
        "roundtable.last_proposal: it is less than",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_named_by_its_path(
    full: tuple[Database, str], change: Change, said: str
) -> None:
    data = copy.deepcopy(_archive(full))
    change(data)
    with pytest.raises(archive.ArchiveError) as failed:
        checked(data)
    assert said in str(failed.value)
    assert "pydantic" not in str(failed.value)


_kept: list[Data] = []


def _archive(full: tuple[Database, str]) -> Data:
    if not _kept:
        _kept.append(out(*full))
    return _kept[0]


def test_many_problems_are_told_by_the_first(full: tuple[Database, str]) -> None:
    data = copy.deepcopy(_archive(full))
    for row in data["proposals"]:
        del row["number"]
    with pytest.raises(archive.ArchiveError) as failed:
        checked(data)
    assert str(failed.value).count("\n") == 5
    assert str(failed.value).endswith(" more.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "line 1: it is no JSON there"),
        (b"{\n}}", "line 2: it is no JSON there"),
        (b"\xff", "not UTF-8"),
        (b"[]", "it holds no object"),
        (b'{"a": NaN}', "a number in it that cannot be read"),
        (b'{"a": ' + b"9" * 5000 + b"}", "a number in it that cannot be read"),
        (b'{"a":' * 100_000, "deep in each other"),
    ],
)
def test_a_file_that_is_no_archive_is_told(content: bytes, said: str) -> None:
    with pytest.raises(archive.ArchiveError, match=said):
        archive.read(content)


def test_a_file_that_is_too_large_is_not_even_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roundtable.archive.complete.LARGEST", 10_000_000)
    with pytest.raises(archive.ArchiveError, match="more than 10 MB"):
        archive.read(b" " * 10_000_001)


def test_of_what_is_wrong_nothing_is_written(full: tuple[Database, str]) -> None:
    database, _key = full
    data = copy.deepcopy(_archive(full))
    data["log"][0]["at"] = None
    with database.read() as session:
        before = len(session.scalars(select(Roundtable.id)).all())
    with pytest.raises(archive.ArchiveError, match=r"log\[0\].at"):
        back(database, data)
    with database.read() as session:
        assert len(session.scalars(select(Roundtable.id)).all()) == before
