"""A roundtable opened at one of its stages."""

from __future__ import annotations

from roundtable.actions.setup import create_roundtable
from roundtable.core.formats import Format
from roundtable.db import Database
from roundtable.demonstration import Player
from roundtable.models import Roundtable


def opened(database: Database, form: Format | None, kind: str, key: str = "") -> str:
    """Open the stage of a kind, in a new roundtable of this format or in that of `key`; its id."""
    with database.write() as session:
        row = (
            create_roundtable(session, form, city="Testburg")
            if form is not None
            else session.get_one(Roundtable, key)
        )
        Player(session, row).open(kind)
        return row.id
