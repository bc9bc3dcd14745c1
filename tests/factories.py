"""What tests begin with: a migrated database, a format, a roundtable in it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
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


_FULL = """
[tables]
count = 4
seats = 6
[[stages]]
key = "welcome"
kind = "welcome"
minutes = 5
title.en = "Welcome"
agreement.en = "We listen to each other."
agreement.ro = "Ne ascultăm unii pe alții."
[[stages]]
key = "inform"
kind = "inform"
title.en = "Where we stand"
text.en = "Half of the newcomers have no work that fits their skills."
source.en = "City survey"
unit.en = "%"
[[stages.chart]]
label.en = "Fits"
label.ro = "Se potrivește"
value = 48
[[stages.chart]]
label.en = "Does not fit"
value = 52.5
[[stages]]
key = "write"
kind = "write"
minutes = 5
title.en = "Write"
question.en = "What would help?"
[[stages]]
key = "round"
kind = "round"
title.en = "Round"
question.en = "One idea each, in turn"
[[stages]]
key = "clarify"
kind = "clarify"
title.en = "Clarify"
[[stages]]
key = "propose"
kind = "propose"
minutes = 8
max_length = 280
moderation = "{moderation}"
listed = ["nonsense"]
title.en = "Propose"
question.en = "What should the city do?"
[[stages]]
key = "improve"
kind = "improve"
minutes = 10
title.en = "Improve"
question.en = "What would make it better?"
[[stages]]
key = "tables"
kind = "tables"
seating = "{seating}"
title.en = "At the tables"
question.en = "What would it take?"
[[stages]]
key = "harvest"
kind = "harvest"
title.en = "Harvest"
[[stages]]
key = "break"
kind = "break"
minutes = 10
title.en = "Break"
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
seats = 1
title.en = "Vote"
question.en = "What first?"
[[stages]]
key = "reveal"
kind = "reveal"
of = "vote"
title.en = "Reveal"
[[stages]]
key = "previous"
kind = "previous"
of = "vote"
title.en = "What we said"
question.en = "Why do we differ?"
[[stages]]
key = "discuss"
kind = "discuss"
minutes = 20
title.en = "Discuss"
question.en = "What do we make of it?"
[[stages]]
key = "consent"
kind = "consent"
minutes = 20
on = "{consent}"
title.en = "Consent"
question.en = "Is it safe enough to try?"
[[stages]]
key = "decide"
kind = "decide"
title.en = "Decide"
[[stages]]
key = "feedback"
kind = "feedback"
minutes = 5
title.en = "Feedback"
[[stages]]
key = "close"
kind = "close"
title.en = "Thanks"
"""


def make_full_format(
    *,
    ballot: str = "approval",
    on: str = "clusters",
    budget: int = 5,
    consent: str = "clusters",
    seating: str = "draw",
    moderation: str = "open",
) -> Format:
    """A format with one stage of every kind there is, four tables of six, and goals for groups."""
    parts = [f'[[areas]]\nkey = "{key}"\ntitle.en = "{key.title()}"\n' for key in AREAS]
    parts += [
        f'[[groups]]\nkey = "{key}"\ntitle.en = "{key.title()}"\ngoal = {goal}\n'
        for key, goal in zip(GROUPS, (4, 12, 8), strict=True)
    ]
    stages = _FULL.format(
        ballot=ballot,
        on=on,
        budget=f"budget = {budget}" if ballot == "dots" else "",
        consent=consent,
        seating=seating,
        moderation=moderation,
    )
    return parse(_HEAD + "".join(parts) + stages, "full.toml")


def make_agenda(*steps: str, tables: int = 0, seats: int = 6) -> Format:
    """A format of these steps, as in "propose moderation=look most=3"; `as=KEY` gives one its key.

    A welcome goes ahead and a close behind; every step has a title and a question.
    """
    parts = [f"[tables]\ncount = {tables}\nseats = {seats}\n"] if tables else []
    parts += [
        f'[[{name}]]\nkey = "{key}"\ntitle.en = "{key.title()}"\n'
        for name, keys in (("areas", AREAS), ("groups", GROUPS))
        for key in keys
    ]
    stages = [_step(place, line) for place, line in enumerate(("welcome", *steps, "close"))]
    return parse(_HEAD + "".join(parts) + "".join(stages), "agenda.toml")


def _step(place: int, line: str) -> str:
    kind, *words = line.split()
    settings = dict(word.split("=", 1) for word in words)
    key = settings.pop("as", f"{kind}-{place}")
    lines = [
        f'[[stages]]\nkey = "{key}"\nkind = "{kind}"\ntitle.en = "{key}"\nquestion.en = "What?"'
    ]
    for name, value in settings.items():
        given = value if value.isdigit() or value[0] == "[" else f'"{value}"'
        lines.append(f"{name} = {given}")
    return "\n".join(lines) + "\n"


@cache
def _migrated() -> Path:
    """An empty database at this version, to be copied: migrating takes longer than most tests."""
    path = Path(mkdtemp(prefix="rt-template-")) / "empty.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.dispose()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "VACUUM"
        )  # migrations leave empty pages, which a full disk would not have
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
