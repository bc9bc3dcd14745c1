"""What is written down: notes of tables, what is parked, decisions in their wording, tasks."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field
from sqlalchemy import func, select, union_all

from roundtable import languages
from roundtable.actions.ballot_paper import put_up_anew
from roundtable.commands import (
    FACILITATOR,
    HOST,
    PARTICIPANT,
    Act,
    EntityId,
    Result,
    Words,
    command,
)
from roundtable.core.errors import Refused
from roundtable.core.text import direction
from roundtable.models import Cluster, Minute, Option, Participant, Proposal, RoomTable

MinuteText = Annotated[str, Words(2000, lines=True)]
Who = Annotated[str, Words(120, empty=True)]
#: A day as 2026-11-23, or "" for none.
Due = Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
#: What one person may write in one stage.
MOST_MINUTES = 100
#: The longest proposal there is; a longer note is none yet.
LONGEST_PROPOSAL = 1000


@command(FACILITATOR, HOST, PARTICIPANT, private=True)
def write_minute(
    act: Act,
    kind: Literal["note", "parking", "decision", "task"],
    text: MinuteText,
    *,
    who: Who = "",
    due: Due = "",
    subject: EntityId | None = None,
    table: RoomTable | None = None,
) -> Result:
    """Write something down. `who` and `due` belong to tasks; `subject` is what it is about.

    Participants park something at any time, and while tables or small groups talk they write notes of
    their own table (`table_wrong` for another); all else is refused with `not_your_role`.
    """
    author = None
    if act.actor.role == PARTICIPANT or act.behalf is not None:
        author = act.participant
        table = _table_of_author(act, author, kind, table)
    if (who or due) and kind != "task":
        raise Refused("arg_wrong", "who" if who else "due")
    if subject is not None:
        _check_subject(act, subject)
    spoken = author.language if author else act.roundtable.language
    language = languages.detect(text, spoken)
    act.session.add(
        Minute(
            id=act.id,
            roundtable_id=act.roundtable.id,
            stage_id=act.stage.id,
            table_id=table.id if table else None,
            kind=kind,
            text=text,
            language=language,
            direction=direction(text, language),
            who=who,
            due=_day(due),
            subject=subject,
            status="open",
            author_id=author.id if author else None,
            created_at=act.now,
        )
    )
    return None


def _table_of_author(
    act: Act, author: Participant, kind: str, table: RoomTable | None
) -> RoomTable | None:
    """The table of what a participant writes. Raises `Refused` for what is not theirs to write."""
    written = select(func.count()).where(
        Minute.author_id == author.id, Minute.stage_id == act.stage.id
    )
    if (act.session.scalar(written) or 0) >= MOST_MINUTES:
        raise Refused("too_many_notes", most=MOST_MINUTES)
    if kind == "parking" and table is None:
        return None
    if kind != "note":
        raise Refused("not_your_role", "kind")
    if act.stage.kind != "tables" and act.behalf is None:
        raise Refused("not_now", "kind")
    if act.stage.kind == "tables" and int(act.stage.settings.get("size", 0)) and table is None:
        return None  # a small group has no table
    own = act.session.get(RoomTable, author.table_id) if author.table_id else None
    if own is None or own.status != "shown" or (table is not None and table.id != own.id):
        raise Refused("table_wrong", "table")
    return own


def _check_subject(act: Act, subject: str) -> None:
    """A subject is a proposal, a group of them, or an option, of this roundtable."""
    found = (
        select(row.id).where(row.roundtable_id == act.roundtable.id, row.id == subject)
        for row in (Proposal, Cluster, Option)
    )
    if act.session.scalar(union_all(*found).limit(1)) is None:
        raise Refused("subject_unknown", "subject")


def _day(due: str) -> str | None:
    """A day that is in the calendar, or None. Raises `Refused`."""
    try:
        return date.fromisoformat(due).isoformat() if due else None
    except ValueError:
        raise Refused("arg_wrong", "due") from None


@command(FACILITATOR, HOST, undoable=True)
def edit_minute(
    act: Act,
    minute: Minute,
    *,
    text: MinuteText | None = None,
    who: Who | None = None,
    due: Due | None = None,
    was: MinuteText | None = None,
) -> Result:
    """Change a minute; what is not named stays, an empty `due` is taken away.

    `was` is the wording that was changed: if somebody else changed it meanwhile, it is refused with
    `conflict`, and both wordings are there to choose from.
    """
    _refuse_removed(minute)
    if (who or due) and minute.kind != "task":
        raise Refused("arg_wrong", "who" if who else "due")
    if text is not None:
        if was is not None and was != minute.text:
            raise Refused("conflict", "text")
        minute.text = text
        minute.language = languages.detect(text, minute.language)
        minute.direction = direction(text, minute.language)
    if who is not None:
        minute.who = who
    if due is not None:
        minute.due = _day(due)
    act.says(kind=minute.kind)
    return None


@command(FACILITATOR, HOST, undoable=True)
def remove_minute(act: Act, minute: Minute) -> Result:
    """Take a minute away."""
    _refuse_removed(minute)
    minute.status = "removed"
    act.says(kind=minute.kind)
    return None


@command(FACILITATOR, HOST, undoable=True)
def finish_task(act: Act, minute: Minute, done: bool) -> Result:
    """Mark a task as done, or as open again."""
    _refuse_removed(minute)
    if minute.kind != "task":
        raise Refused("arg_wrong", "minute")
    minute.status = "done" if done else "open"
    return None


@command(FACILITATOR, HOST, undoable=True)
def harvest(act: Act, minute: Minute) -> Result:
    """Make a proposal of what a table or a small group wrote. It has no author; it names the table.

    The note stays, and is about the proposal from then on. Refused with `harvested` the second time.
    """
    _refuse_removed(minute)
    if minute.kind != "note" or (minute.table_id is None and minute.author_id is None):
        raise Refused("arg_wrong", "minute")
    made = act.session.get(Proposal, minute.subject) if minute.subject else None
    if made is not None and made.status != "withdrawn":
        raise Refused("harvested", "minute")
    text = " ".join(minute.text.split())
    if len(text) > LONGEST_PROPOSAL:
        raise Refused("text_too_long", "minute", longest=LONGEST_PROPOSAL, length=len(text))
    act.roundtable.last_proposal += 1
    act.session.add(
        Proposal(
            id=act.id,
            roundtable_id=act.roundtable.id,
            number=act.roundtable.last_proposal,
            stage_id=act.stage.id,
            text=text,
            language=minute.language,
            direction=minute.direction,
            status="shown",
            table_id=minute.table_id,
            position=float(act.roundtable.last_proposal),
            created_at=act.now,
        )
    )
    minute.subject = act.id
    act.says(proposal=act.roundtable.last_proposal)
    put_up_anew(act)
    return {"number": act.roundtable.last_proposal}


def _refuse_removed(minute: Minute) -> None:
    if minute.status == "removed":
        raise Refused("minute_gone", "minute")
