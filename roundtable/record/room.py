"""What was written down in the room, and how people found the meeting, for documents."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roundtable.core.text import pick
from roundtable.models import (
    Answer,
    Ballot,
    Comment,
    Minute,
    Participant,
    Proposal,
    RoomTable,
    Roundtable,
    Stage,
)
from roundtable.projections import CONSOLE, room
from roundtable.projections.view import View

Data = dict[str, Any]


def minutes_of(session: Session, roundtable: Roundtable) -> list[Data]:
    """Notes, what is parked, decisions and tasks that stand, in the order in which they were written.

    `number` counts those of a kind, the removed ones too: a note that is cited keeps its number.
    """
    query = select(Minute).where(Minute.roundtable_id == roundtable.id)
    rows = list(session.scalars(query.order_by(Minute.created_at, Minute.id)))
    counters = defaultdict[str, Iterator[int]](lambda: itertools.count(1))
    numbers = {row.id: next(counters[row.kind]) for row in rows}
    return [
        {
            "number": numbers[row.id],
            "stage": row.stage_id,
            "table": row.table_id,
            "kind": row.kind,
            "text": row.text,
            "language": row.language,
            "direction": row.direction,
            "who": row.who,
            "due": row.due,
            "subject": row.subject,
            "done": row.status == "done",
        }
        for row in rows
        if row.status != "removed"
    ]


def tables_of(session: Session, roundtable: Roundtable) -> list[Data]:
    """The tables by name, also those that are gone: notes may be of them."""
    query = select(RoomTable).where(RoomTable.roundtable_id == roundtable.id)
    rows = session.scalars(query.order_by(RoomTable.position))
    return [{"id": row.id, "title": row.title, "position": row.position} for row in rows]


def feedback_of(session: Session, roundtable: Roundtable, language: str) -> list[Data]:
    """How people found the meeting, as the console is told it: `{stage, title, answers, questions}`."""
    told = room.feedback(View(session, roundtable, CONSOLE), None)
    query = select(Stage).where(Stage.id.in_(told)).order_by(Stage.position)
    return [
        {"stage": stage.id, "title": pick(stage.title, language), **told[stage.id]}
        for stage in session.scalars(query)
    ]


def comments_of(session: Session, roundtable: Roundtable) -> dict[str, Data]:
    """Proposal → how many comments and questions were shown to it."""
    query = (
        select(Comment.proposal_id, Comment.kind, func.count())
        .where(Comment.roundtable_id == roundtable.id, Comment.status == "shown")
        .group_by(Comment.proposal_id, Comment.kind)
    )
    found: dict[str, Data] = {}
    for proposal, kind, count in session.execute(query):
        found.setdefault(proposal, {})[kind] = count
    return found


def on_paper(session: Session, roundtable: Roundtable) -> int:
    """How many took part without a phone."""
    query = select(func.count()).where(
        Participant.roundtable_id == roundtable.id, Participant.channel == "desk"
    )
    return int(session.scalar(query) or 0)


def _written(kind: str) -> Any:
    return (Minute.status != "removed") & (Minute.kind == kind)


def came_of(session: Session, roundtable: Roundtable) -> dict[str, Data]:
    """Stage → what came of it in numbers: proposals, comments, voted, notes and other minutes, answers."""
    counted: tuple[tuple[str, Any, Any], ...] = (
        ("proposals", Proposal, Proposal.status != "withdrawn"),
        ("comments", Comment, Comment.status == "shown"),
        ("voted", Ballot, Ballot.marked),
        ("notes", Minute, _written("note")),
        ("decisions", Minute, _written("decision")),
        ("tasks", Minute, _written("task")),
        ("parked", Minute, _written("parking")),
        ("answers", Answer, Answer.body.is_not(None)),
    )
    came: dict[str, Data] = {}
    for name, model, condition in counted:
        query = (
            select(model.stage_id, func.count())
            .where(model.roundtable_id == roundtable.id, condition)
            .group_by(model.stage_id)
        )
        for stage, count in session.execute(query):
            came.setdefault(stage, {})[name] = count
    return came
