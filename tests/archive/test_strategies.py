"""A strategy as one object: out, in and out again it is the same; whatever its tables hold is in it."""

from __future__ import annotations

import copy
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import select

from roundtable import archive
from roundtable.archive import ballots, schema
from roundtable.archive.schema import STRATEGY_TABLES, columns_of, table_of
from roundtable.core.errors import Refused
from roundtable.core.strategy import versions
from roundtable.db import Database
from roundtable.models import Base, Roundtable, Strategy, Version
from roundtable.projections.strategy import documents
from roundtable.projections.strategy.reading import Reading
from tests.archive.conftest import Play
from tests.factories import make_database
from tests.strategies import Desk, code_of, room_with_results, same_city

Data = dict[str, Any]
#: Tables that this strategy need not fill: they come with work that has tests of its own.
MAY_BE_EMPTY = {"findings"}


def written(database: Database) -> Desk:
    """A strategy of two rooms on which every command left something."""
    desk = Desk(database)
    rooms = [room_with_results(database) for _ in range(2)]
    same_city(desk, *rooms)
    one, two = map(code_of, rooms)
    ana, ben = desk.ana, desk.ben
    node = desk.do(ana, "add_node", kind="passage", text=f"One desk. [[{one}:P-001]] Two.")["node"]
    desk.do(ana, "write", node=node, base=1, text=f"A desk. [[{one}:P-001]] Two.")
    desk.do(ben, "write", node=node, base=1, text="Another desk.")
    measure = _measure(desk, f"{one}:C-1")
    desk.do(ana, "set_fate", refs=[f"{one}:P-001"], kind="adopted", measure=measure)
    desk.do(ana, "set_fate", refs=[f"{two}:P-002"], kind="merged", into=f"{one}:P-001")
    desk.do(ana, "join_results", members=[f"{one}:P-001", f"{two}:P-001"], title="One desk")
    version = desk.do(ana, "save_version", name="First")["version"]
    round_ = desk.do(
        ana, "open_review", version=version, closes="2030-01-01", questions=["Enough?"]
    )["round"]
    said = desk.do(desk.partner, "suggest", node=node, quoted="Two.", wording="Three.")["remark"]
    desk.do(desk.partner, "state_opinion", round=round_, text="Yes", question=0)
    desk.do(ana, "answer", remark=said, outcome="not", why="No money.")
    adoption = {"label": "adopted", "on": "2026-11-23", "body": "Council"}
    desk.do(desk.lead, "adopt", version=version, **adoption)
    return desk


def _measure(desk: Desk, ref: str) -> str:
    chapter = desk.do(desk.ana, "add_node", kind="chapter", text="Work")["node"]
    priority = desk.do(desk.ana, "add_node", kind="priority", into=chapter, text="Skills")["node"]
    made = desk.do(desk.ana, "add_node", kind="measure", into=priority, text="A desk")["node"]
    desk.do(desk.ana, "set_measure", node=made, base=1, fields={"objective": "One desk."})
    desk.do(desk.ana, "set_sources", node=made, sources=[ref])
    return str(made)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    database = make_database(tmp_path_factory.mktemp("written"))
    yield written(database)
    database.dispose()


def out(database: Database, key: str) -> bytes:
    with database.read() as session:
        return archive.strategy_json_of(session, session.get_one(Strategy, key))


def back(database: Database, content: bytes) -> str:
    with database.write() as session:
        return archive.load_strategy(session, archive.read(content)).id


def content(database: Database, key: str) -> Data:
    """What its documents are made of."""
    with database.read() as session:
        look = Reading(session, session.get_one(Strategy, key), keeps=False)
        return documents.content(look)


def test_out_in_and_out_again_elsewhere_is_the_same(full: Desk, database: Database) -> None:
    before = out(full.database, full.id)
    key = back(database, before)
    assert key == full.id
    assert out(database, key) == before
    assert content(database, key) == content(full.database, full.id)


def test_every_table_of_it_has_rows(full: Desk) -> None:
    data = json.loads(out(full.database, full.id))
    assert {name for name in STRATEGY_TABLES if not data[name]} <= MAY_BE_EMPTY | {"decisions"}
    assert len(data["roundtables"]) == 2


def test_beside_the_first_everything_is_new_and_leads_to_the_new(full: Desk) -> None:
    before = json.loads(out(full.database, full.id))
    key = back(full.database, out(full.database, full.id))
    text = out(full.database, key).decode()
    after = json.loads(text)
    kept = set(STRATEGY_TABLES) - {"strategy_log"}  # commands that made no row keep their ids
    old = {row["id"] for name in kept for row in before[name] if "id" in row}
    old |= {room["roundtable"]["id"] for room in before["roundtables"]} | {full.id}
    codes = [room["roundtable"]["code"] for room in before["roundtables"]]
    assert not [each for each in (*old, *codes) if each in text]
    assert re.sub(r"[0-9a-z]{20,}|[A-Z]{3}\d{3}", "", text) == re.sub(
        r"[0-9a-z]{20,}|[A-Z]{3}\d{3}", "", json.dumps(before, ensure_ascii=False, indent=1) + "\n"
    )
    with full.database.read() as session:
        look = Reading(session, session.get_one(Strategy, key), keeps=False)
        known = look.known()
        assert all(ref in known for node in look.draft().summary for ref in node.sources)
        version = session.scalars(select(Version).where(Version.strategy_id == key)).one()
        frozen = documents.content(look, version)["strategy"]
        assert versions.hash_of(version.content) == version.hash
    cited = re.search(r"\[\[(.*?)\]\]", frozen["draft"]["summary"][0]["text"])
    assert cited
    assert cited[1] in {str(ref) for ref in known}
    assert after["strategy"]["rev"] == before["strategy"]["rev"]


def test_every_table_is_in_it_or_is_left_out_knowingly() -> None:
    """A new table of strategies is in the archive by itself; one that only leads to them must be, too."""
    ours = {*STRATEGY_TABLES, "strategies"}
    tables = [table_of(mapper.class_) for mapper in Base.registry.mappers]
    near = {
        table.name
        for table in tables
        for key in table.foreign_keys
        if key.column.table.name in ours
    }
    assert near - ours == {"keys", "leases", "strategy_exports"}
    for name, model in STRATEGY_TABLES.items():
        left = {c.name for c in table_of(model).columns} - {c.name for c in columns_of(model)}
        assert left <= {"strategy_id", "seq", "fingerprint"}, name


def test_what_a_later_program_adds_is_taken_to_be_as_it_was(full: Desk, database: Database) -> None:
    data = json.loads(out(full.database, full.id))
    for name in set(STRATEGY_TABLES) - schema.FIRST:
        del data[name]
    assert back(database, json.dumps(data).encode()) == full.id


Change = Callable[[Data], object]
WRONG: dict[str, tuple[Change, str]] = {
    "of something newer": (lambda d: d.update(version=2), "version: it is 2"),
    "a column too many": (lambda d: d["nodes"][0].update(colour="red"), "nodes[0].colour"),
    "a part of elsewhere": (
        lambda d: d["fates"][0].update(measure_id="0" * 20),
        "fates[0].measure_id: no row of nodes",
    ),
    "no reference": (lambda d: d["fates"][0].update(ref="<b>"), "fates[0].ref: this is no reference"),
    "twice": (lambda d: d["nodes"].append(d["nodes"][0]), "a row before it has the same id"),
    "a room twice": (lambda d: d["roundtables"].append(d["roundtables"][0]), "is there twice"),
    "a room that is wrong": (
        lambda d: d["roundtables"][1]["stages"][0].update(kind="lunch"),
        "roundtables[1].stages[0].kind",
    ),
    "half a character": (lambda d: d["strategy"].update(title="\ud800"), "cannot be stored"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_by_its_path_and_nothing_is_written(
    full: Desk, database: Database, name: str
) -> None:
    change, told = WRONG[name]
    data = copy.deepcopy(json.loads(out(full.database, full.id)))
    change(data)
    with pytest.raises(archive.ArchiveError) as error, database.write() as session:
        archive.load_strategy(session, data)
    assert told in str(error.value)
    with database.read() as session:
        assert session.scalars(select(Strategy)).all() == []


def test_ballots_of_a_strategy_are_a_folder_for_each_roundtable(
    play: Play, database: Database
) -> None:
    room = play()
    desk = Desk(database)
    with database.write() as session:
        city = session.get_one(Strategy, desk.id).city_id
        row = session.get_one(Roundtable, room.row.id)
        row.city_id, code = city, row.code
    bare = room_with_results(database)
    same_city(desk, bare)
    desk.do(desk.lead, "add_roundtable", code=code)
    with database.read() as session:
        strategy = session.get_one(Strategy, desk.id)
        made = ballots.polis_of_strategy(session, strategy)
        assert made == ballots.polis_of_strategy(session, strategy)
        counted = ballots.pb_of_strategy(session, strategy)
        alone = ballots.pb_of(session, session.get_one(Roundtable, room.row.id))
    with zipfile.ZipFile(io.BytesIO(made)) as folder:
        assert {name.partition("/")[0] for name in folder.namelist()} == {code, "roundtables.csv"}
        told = folder.read("roundtables.csv").decode().splitlines()
    assert [line.rpartition(",")[2] for line in told] == ["left out", "no_vote", ""]
    with zipfile.ZipFile(io.BytesIO(counted)) as folder:
        assert folder.read(f"{code}.pb").decode() == alone


def test_a_strategy_without_a_vote_has_no_ballots_to_give(full: Desk) -> None:
    with full.database.read() as session, pytest.raises(Refused) as refused:
        ballots.polis_of_strategy(session, session.get_one(Strategy, full.id))
    assert refused.value.code == "no_vote"
