"""An archive from SQLite in PostgreSQL: databases that order, type and check differently."""

from __future__ import annotations

from roundtable import archive
from roundtable.db import Database, migrate
from roundtable.models import Roundtable
from tests.archive.conftest import Play


def test_what_was_in_sqlite_is_in_postgresql(
    play: Play, database: Database, postgres_url: str
) -> None:
    room = play(12, "vote as=yes ballot=approval sealed=yes", "vote as=order ballot=ranking")
    with database.read() as session:
        before = archive.dump(session, session.get_one(Roundtable, room.row.id))
    other = Database(postgres_url)
    migrate(other)
    with other.write() as session:
        key = archive.load(session, before).id
    with other.read() as session:
        after = archive.dump(session, session.get_one(Roundtable, key))
    with other.write() as session:
        beside = archive.load(session, before)
        assert beside.id != key
    other.dispose()
    for data in (before, after):
        data["roundtable"]["code"] = ""
    assert after == before
