"""Writing the strategy draft, and having documents made of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from sqlalchemy import select

from roundtable.commands import FACILITATOR, SYSTEM, WRITER, Act, EntityId, Result, Words, command
from roundtable.core.errors import Refused
from roundtable.models import Export, Passage

#: What a document can be made as: to print, to write on in, to read, to work with its text, to count.
Made = Literal["pdf", "docx", "html", "md", "xlsx", "csv"]
Version = Annotated[int, Field(ge=0)]
Title = Annotated[str, Words(200, empty=True)]
Body = Annotated[str, Words(4000, lines=True, empty=True)]


@command(FACILITATOR, WRITER, closed=True)
def edit_front(
    act: Act,
    title: Title,
    subtitle: Annotated[str, Words(400, empty=True)],
    summary: Body,
    version: Version,
) -> Result:
    """Write the draft's title, subtitle and summary.

    `version` is the one that was read; refused with `conflict` if somebody wrote since.
    """
    roundtable = act.roundtable
    if version != roundtable.draft_version:
        raise Refused("conflict", "version")
    roundtable.draft_title, roundtable.draft_subtitle = title, subtitle
    roundtable.draft_summary, roundtable.draft_version = summary, version + 1
    return {"version": version + 1}


@command(FACILITATOR, WRITER, closed=True)
def edit_passage(act: Act, passage: EntityId, title: Title, text: Body, version: Version) -> Result:
    """Write a passage's title and text; `version` as in `edit_front`."""
    row = act.session.get(Passage, (act.roundtable.id, passage))
    if row is None:
        raise Refused("passage_unknown", "passage")
    if version != row.version:
        raise Refused("conflict", "version")
    row.title, row.text, row.version = title, text, version + 1
    return {"version": row.version}


@command(FACILITATOR, WRITER, closed=True)
def start_export(act: Act, format: Made = "pdf") -> Result:  # noqa: A002 (its name on the wire)
    """Have a document made of the draft as it stands; it is made beside the room, which goes on."""
    making = select(Export.id).where(
        Export.roundtable_id == act.roundtable.id, Export.status == "making"
    )
    if act.session.scalar(making.limit(1)):
        raise Refused("export_running")
    act.session.add(
        Export(
            id=act.id,
            roundtable_id=act.roundtable.id,
            format=format,
            rev=act.roundtable.rev,
            created_at=act.now,
        )
    )
    return {"export": act.id}


@command(SYSTEM, closed=True)
def finish_export(act: Act, export: Export, file: str | None = None) -> Result:
    """Note that a document is made (`file`), or that making it failed (no file)."""
    export.status, export.file = ("done" if file else "failed"), file
    return None
