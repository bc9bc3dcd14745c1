"""Which words may be seen by whom: for every text that not all may see, the audiences that may."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from roundtable import projections
from roundtable.models import (
    Answer,
    Comment,
    Concern,
    Minute,
    Option,
    Proposal,
    Roundtable,
    Stage,
    Wording,
)
from tests.actors import Table

AUDIENCES = tuple(projections.AUDIENCES)
#: State of a text → who may see it, where not all may.
_OPEN_TO: dict[str, tuple[str, ...]] = {
    "kept": ("author",),
    "held": ("console", "author"),
    "returned": ("console", "author"),
    "hidden": ("console", "author"),
    "withdrawn": (),
}
_CONCERNS = select(Concern, Stage.kind, Stage.revealed_at).join(Stage, Stage.id == Concern.stage_id)


def secrets(table: Table) -> dict[str, tuple[str, ...]]:
    """Sentinel → the audiences that may see it, for every text that not all may see."""
    found: dict[str, tuple[str, ...]] = {}
    with table.database.read() as session:
        shown = select(Option.title).join(Stage, Stage.id == Option.stage_id)
        revealed = set(session.scalars(shown.where(Stage.revealed_at.is_not(None))))
        told = {o.title for o in session.scalars(select(Option))}
        for row in session.scalars(select(Proposal)):
            if row.text not in revealed:  # what a result has shown stays
                found[sentinel(row.text)] = _OPEN_TO.get(row.status, AUDIENCES)
            found[sentinel(row.reason or "")] = ("console", "author")
        for old in session.scalars(select(Wording)):
            if old.text not in told:
                found[sentinel(old.text)] = ()
        for said in session.scalars(select(Comment)):
            found[sentinel(said.text)] = _OPEN_TO.get(said.status, AUDIENCES)
        for concern, kind, over in session.execute(_CONCERNS):
            read = kind == "consent" or over is not None
            found[sentinel(concern.text)] = _OPEN_TO.get(
                concern.status, AUDIENCES if read else ("console", "author")
            )
        found |= _minutes(session)
        for answer in session.scalars(select(Answer)):
            for value in answer.body.values():
                found[sentinel(str(value))] = ("console", "author")
    return {word: open_to for word, open_to in found.items() if word and open_to != AUDIENCES}


def _minutes(session: Any) -> dict[str, tuple[str, ...]]:
    """What is written down: all of it for who runs the room, of it what the step is about for all."""
    found: dict[str, tuple[str, ...]] = {}
    query = select(Minute, Stage.kind).join(Roundtable, Roundtable.id == Minute.roundtable_id)
    for row, kind in session.execute(query.join(Stage, Stage.id == Roundtable.stage_id)):
        of_people = row.table_id is not None or row.author_id is not None
        everyone = row.kind == "decision" or (
            (row.kind == "note" and of_people and kind == "harvest")
            or (row.kind == "task" and kind in ("decide", "close"))
            # What was harvested stands on the wall, too.
            or (row.kind == "note" and row.subject is not None)
        )
        if row.status == "removed" and row.subject is None:
            found[sentinel(row.text)] = ("console", "author")  # the timeline names it
        else:
            staff = ("console", "desk", "observer", "writer", "author")
            found[sentinel(row.text)] = AUDIENCES if everyone else staff
    return found


def sentinel(text: str) -> str:
    """The word in a generated text by which it is found again, "" where it has none."""
    return next((word for word in text.split() if word.startswith("zq")), "")
