"""The room: tables, people without phones, who speaks, what was written down, how it was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import func, select

from roundtable.models import (
    Answer,
    Ballot,
    Key,
    Minute,
    Participant,
    Proposal,
    RoomTable,
    Seat,
    Stage,
    Turn,
)
from roundtable.projections import rounds
from roundtable.projections.floor import floor
from roundtable.projections.view import PHONE, SCREEN, Data, Entities, View

#: Stages in which phones are told how many sit at each table: there they choose one, or go to it.
_SEATING = ("welcome", "tables")


def tables(view: View, _ids: Collection[str] | None) -> Entities:
    """The tables with who sits there by count, and (`now`) how the open stage seats people."""
    query = select(RoomTable).where(
        RoomTable.roundtable_id == view.roundtable.id, RoomTable.status == "shown"
    )
    rows = list(view.session.scalars(query.order_by(RoomTable.position)))
    told = view.audience != PHONE or view.stage.kind in _SEATING
    sitting = _sitting(view) if rows and told else {}
    hosted = _hosted(view) if rows else set()
    found: Entities = {"now": _seating_now(view)}
    for row in rows:
        groups = sitting.get(row.id, {})
        found[row.id] = {
            "position": row.position,
            "title": row.title,
            "seats": row.seats,
            "people": sum(groups.values()) if told else None,
            "groups": groups if view.audience != PHONE else {},
            "hosted": row.id in hosted,
        }
    return found


def _sitting(view: View) -> dict[str, dict[str, int]]:
    """Table → group → people who are here."""
    query = (
        select(Participant.table_id, Participant.group_id, func.count())
        .where(
            Participant.roundtable_id == view.roundtable.id,
            Participant.left_at.is_(None),
            Participant.table_id.is_not(None),
        )
        .group_by(Participant.table_id, Participant.group_id)
        .order_by(Participant.table_id, Participant.group_id)
    )
    found: dict[str, dict[str, int]] = {}
    for table, group, count in view.session.execute(query):
        found.setdefault(str(table), {})[group or ""] = count
    return found


def _hosted(view: View) -> set[str]:
    """Tables with somebody who stays, or with a host's link."""
    people = select(Participant.table_id).where(
        Participant.roundtable_id == view.roundtable.id,
        Participant.left_at.is_(None),
        Participant.hosts,
    )
    keys = select(Key.table_id).where(
        Key.roundtable_id == view.roundtable.id,
        Key.table_id.is_not(None),
        Key.withdrawn_at.is_(None),
    )
    return {str(table) for table in view.session.scalars(people.union_all(keys)) if table}


def _seating_now(view: View) -> Data:
    """The seating of the open stage; `places` are small groups, `promise` belongs to a rotation."""
    stage = view.stage
    if stage.kind != "tables":
        return {"stage": None, "way": None, "places": {}, "promise": None, "round": 0, "rounds": 0}
    run = rounds.of_stage(view.session, stage)
    at = run.index(stage.id)
    promise = None
    if len(run) > 1:
        sat, order = rounds.rotation(view.session, run, sat=at + 1)
        promise = sat.promises if order else None
    return {
        "stage": stage.id,
        "way": stage.settings.get("seating", "keep"),
        "places": _places(view, stage),
        "promise": promise,
        "round": at + 1,
        "rounds": len(run),
    }


def _places(view: View, stage: Stage) -> dict[str, int]:
    query = (
        select(Seat.place, func.count())
        .join(Participant, Participant.id == Seat.participant_id)
        .where(
            Seat.stage_id == stage.id,
            Seat.table_id.is_(None),
            Seat.place > 0,
            Participant.left_at.is_(None),
        )
        .group_by(Seat.place)
        .order_by(Seat.place)
    )
    return {str(place): count for place, count in view.session.execute(query)}


def cards(view: View, ids: Collection[str] | None) -> Entities:
    """People without a phone, by their paper's code."""
    query = select(Participant).where(
        Participant.roundtable_id == view.roundtable.id,
        Participant.channel == "desk",
        Participant.left_at.is_(None),
    )
    if ids is not None:
        query = query.where(Participant.id.in_(ids))
    rows = list(view.session.scalars(query.order_by(Participant.alias)))
    here = [row.id for row in rows]
    voted: dict[str, list[str]] = {}
    receipts: dict[str, dict[str, str]] = {}
    ballots = select(Ballot.participant_id, Ballot.stage_id, Ballot.receipt).where(
        Ballot.participant_id.in_(here), Ballot.marked
    )
    found = view.session.execute(ballots.order_by(Ballot.stage_id)) if here else ()
    for person, stage, receipt in found:
        voted.setdefault(person, []).append(stage)
        if receipt:
            receipts.setdefault(person, {})[stage] = receipt
    said = (
        select(Proposal.author_id, func.count())
        .where(Proposal.author_id.in_(here), Proposal.status != "withdrawn")
        .group_by(Proposal.author_id)
    )
    proposals = {str(person): n for person, n in view.session.execute(said)} if here else {}
    return {
        r.id: {
            "card": r.card,
            "alias": r.alias,
            "group": r.group_id,
            "table": r.table_id,
            "language": r.language,
            "voted": voted.get(r.id, []),
            "receipts": receipts.get(r.id, {}),
            "proposals": proposals.get(r.id, 0),
            "agreed": r.agreed_at is not None,
        }
        for r in rows
    }


def queue(view: View, _ids: Collection[str] | None) -> Entities:
    """Who wants to speak, who speaks, and (but for phones) who spoke, in the open stage."""
    told = ("waiting", "speaking") if view.audience == PHONE else ("waiting", "speaking", "done")
    query = (
        select(Turn, Participant.alias, Participant.group_id, Participant.channel)
        .join(Participant, Participant.id == Turn.participant_id)
        .where(Turn.stage_id == view.stage.id, Turn.status.in_(told))
        .order_by(Turn.position)
    )
    return {
        turn.id: {
            "stage": turn.stage_id,
            "who": alias,
            "group": group,
            "desk": channel == "desk",
            "status": turn.status,
            "position": turn.position,
            "asked": turn.asked_at,
            "begun": turn.begun_at,
            "ended": turn.ended_at,
        }
        for turn, alias, group, channel in view.session.execute(query)
    }


def talk(view: View, _ids: Collection[str] | None) -> Entities:
    """How often and how long each group spoke so far, and whose turn is suggested."""
    now = floor(view.session, view.stage)
    groups = [
        {"group": group, "turns": heard.turns, "seconds": heard.seconds}
        for group, heard in now.heard.items()
    ]
    return {"now": {"groups": groups, "next": now.next}}


def minutes(view: View, ids: Collection[str] | None) -> Entities:
    """Notes, what is parked, decisions, tasks; the room sees those that the open stage is about.

    `by`: "table", "people" (a small group without one, or somebody), or "staff".
    """
    rows = [r for r in view.rows(Minute, ids) if r.status != "removed"]
    if view.audience in (PHONE, SCREEN):
        rows = [r for r in rows if _for_the_room(r, view.stage.kind)]
    return {
        r.id: {
            "stage": r.stage_id,
            "table": r.table_id,
            "by": "table" if r.table_id else "people" if r.author_id else "staff",
            "kind": r.kind,
            "text": r.text,
            "language": r.language,
            "direction": r.direction,
            "who": r.who,
            "due": r.due,
            "subject": r.subject,
            "status": r.status,
            "created": r.created_at,
        }
        for r in rows
    }


def _for_the_room(row: Minute, kind: str) -> bool:
    if row.kind == "decision":
        return True
    if row.kind == "task":
        return kind in ("decide", "close")
    told = row.table_id is not None or row.author_id is not None
    return row.kind == "note" and told and kind == "harvest"


def feedback(view: View, _ids: Collection[str] | None) -> Entities:
    """What people said of the meeting, once so many have that nobody is known by it."""
    query = select(Answer.stage_id, Answer.body).where(Answer.roundtable_id == view.roundtable.id)
    bodies: dict[str, list[Mapping[str, Any]]] = {}
    for stage, body in view.session.execute(query):
        if body:
            bodies.setdefault(stage, []).append(body)
    least = view.roundtable.threshold
    return {
        stage: {
            "answers": len(answers),
            "questions": _questions(answers) if len(answers) >= least else {},
        }
        for stage, answers in bodies.items()
    }


def _questions(answers: Collection[Mapping[str, Any]]) -> Data:
    """Counts for numbers, the texts for texts; sorted, so that no order says who wrote what."""
    said: dict[str, list[Any]] = {}
    for body in answers:
        for key, value in body.items():
            said.setdefault(key, []).append(value)
    return {
        key: {"texts": sorted(str(value) for value in values)}
        if any(isinstance(value, str) for value in values)
        else {"counts": {str(value): n for value, n in sorted(Counter(values).items())}}
        for key, values in sorted(said.items())
    }
