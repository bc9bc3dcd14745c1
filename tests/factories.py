"""What tests begin with: a migrated database, a format, a roundtable in it."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import event

from roundtable import actions, sources  # noqa: F401 (actions registers the commands)
from roundtable.actions.setup import create_roundtable
from roundtable.core.formats import Format, parse
from roundtable.db import Database, migrate

AREAS = ("education", "work")
GROUPS = ("city", "newcomers", "employers")

_HEAD = """
title = {en = "A table", ro = "O masă"}
languages = ["en", "ro"]
language = "en"
"""
_STAGES = """
[[stages]]
key = "welcome"
kind = "welcome"
title.en = "Welcome"
[[stages]]
key = "propose"
kind = "propose"
minutes = 8
max_length = 280
title.en = "Propose"
question.en = "What should the city do?"
[[stages]]
key = "group"
kind = "group"
title.en = "Group"
question.en = "What belongs together?"
[[stages]]
key = "vote"
kind = "vote"
minutes = 6
ballot = "{ballot}"
on = "{on}"
{budget}
title.en = "Vote"
question.en = "What first?"
[[stages]]
key = "reveal"
kind = "reveal"
of = "vote"
title.en = "Reveal"
[[stages]]
key = "close"
kind = "close"
title.en = "Thanks"
"""


def new_id() -> str:
    """A fresh id, as a client makes it."""
    return sources.new_id()


def make_format(ballot: str = "approval", on: str = "clusters", budget: int = 5) -> Format:
    """A format with two areas, three groups and one stage of each kind."""
    parts = [
        f'[[{name}]]\nkey = "{key}"\ntitle.en = "{key.title()}"\n'
        for name, keys in (("areas", AREAS), ("groups", GROUPS))
        for key in keys
    ]
    line = f"budget = {budget}" if ballot == "dots" else ""
    stages = _STAGES.format(ballot=ballot, on=on, budget=line)
    return parse(_HEAD + "".join(parts) + stages, "table.toml")


@cache
def _migrated() -> Path:
    """An empty database at this version, to be copied: migrating takes longer than most tests."""
    path = Path(mkdtemp(prefix="rt-template-")) / "empty.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.dispose()
    return path


def make_database(folder: Path) -> Database:
    """An empty SQLite database at this version, in `folder`."""
    path = folder / "roundtable.db"
    shutil.copyfile(_migrated(), path)
    database = Database(f"sqlite:///{path}")
    event.listen(database.engine, "connect", _do_not_wait)
    return database


def _do_not_wait(connection: Any, _record: object) -> None:
    """These databases are not meant to survive the machine; real ones wait for the disk."""
    connection.execute("PRAGMA synchronous=OFF")


def make_roundtable(database: Database, form: Format | None = None) -> str:
    """A new roundtable; returns its id."""
    with database.write() as session:
        return create_roundtable(session, form or make_format(), city="Testburg").id
