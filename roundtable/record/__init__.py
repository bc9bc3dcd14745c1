"""The record of a roundtable: all that documents are made of, as one JSON object without live parts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable.core import names
from roundtable.core.disclosure import OTHER, apart, authors
from roundtable.core.text import pick
from roundtable.models import (
    Area,
    City,
    Cluster,
    Group,
    Participant,
    Passage,
    Proposal,
    Roundtable,
    Stage,
)
from roundtable.record import room, votes

Data = dict[str, Any]


def record_of(session: Session, roundtable: Roundtable, language: str | None = None) -> Data:
    """The record, titles in `language` (default: the roundtable's). Results only once revealed.

    A proposal's group is named only where that hides who wrote it (`core.disclosure.authors`).
    """
    language = language or roundtable.language
    people = _people(session, roundtable)
    results = votes.votes_of(session, roundtable, language)
    vote = votes.main_vote(results)
    concerns = votes.concerns_of(session, roundtable, results)
    desk = room.on_paper(session, roundtable)
    return {
        "city": session.get_one(City, roundtable.city_id).name,
        "roundtable": _head(roundtable, language),
        "draft": {
            "title": roundtable.draft_title,
            "subtitle": roundtable.draft_subtitle,
            "summary": roundtable.draft_summary,
        },
        "present": sum(people.values()),
        "desk": apart(desk, sum(people.values()), roundtable.threshold),
        "threshold": roundtable.threshold,
        "groups": [
            {
                "id": g.id,
                "title": pick(g.title, language),
                "position": g.position,
                "present": people.get(g.id, 0),
                "goal": g.goal,
            }
            for g in _rows(session, Group, roundtable)
        ],
        "no_group": people.get("", 0),
        "areas": [
            {"id": a.id, "title": pick(a.title, language)} for a in _rows(session, Area, roundtable)
        ],
        "stages": _stages(session, roundtable, language),
        "tables": room.tables_of(session, roundtable),
        "vote": vote,
        "votes": results,
        "concerns": concerns,
        "positions": votes.positions_of(results, concerns),
        "minutes": room.minutes_of(session, roundtable),
        "feedback": room.feedback_of(session, roundtable, language),
        "passages": _passages(session, roundtable, vote),
        "proposals": _proposals(session, roundtable, authors(people, roundtable.threshold)),
    }


def _rows(session: Session, model: Any, roundtable: Roundtable) -> Iterable[Any]:
    query = select(model).where(model.roundtable_id == roundtable.id).order_by(model.position)
    return session.scalars(query)


def _head(roundtable: Roundtable, language: str) -> Data:
    day = datetime.fromtimestamp(roundtable.created_at / 1000, UTC).date().isoformat()
    return {
        "code": roundtable.code,
        "title": pick(roundtable.title, language, roundtable.language),
        "language": language,
        "date": day,
        "demonstration": roundtable.demonstration,
        "rehearsal": roundtable.rehearsal is not None,
        "source": roundtable.source,
    }


def _people(session: Session, roundtable: Roundtable) -> dict[str, int]:
    """Everyone who took part, by group, those who left early included."""
    groups = session.scalars(
        select(Participant.group_id).where(Participant.roundtable_id == roundtable.id)
    )
    # In the order of the groups, not of rows, which no database promises: by it small groups of one
    # size are told apart, and a roundtable that was restored must not tell another one of them.
    counts = dict.fromkeys([*(g.id for g in _rows(session, Group, roundtable)), ""], 0)
    for group in groups:
        counts[group or ""] += 1
    return {group: number for group, number in counts.items() if number}


def _stages(session: Session, roundtable: Roundtable, language: str) -> list[Data]:
    """The agenda, without what was taken off it, and in numbers what came of each step."""
    came = room.came_of(session, roundtable)
    return [
        _stage(stage, roundtable, language) | {"came": came.get(stage.id, {})}
        for stage in _rows(session, Stage, roundtable)
        if stage.status != "removed"
    ]


def _stage(stage: Stage, roundtable: Roundtable, language: str) -> Data:
    # What came from elsewhere was opened when it was imported, which tells nothing about it.
    opened = None if roundtable.source else stage.opened_at
    return {
        "id": stage.id,
        "kind": stage.kind,
        "title": pick(stage.title, language),
        "question": pick(stage.question, language),
        "minutes": stage.minutes,
        "opened": datetime.fromtimestamp(opened / 1000, UTC).isoformat() if opened else None,
    }


def _shown(session: Session, ids: list[str]) -> list[str]:
    """Those of `ids` whose proposals are shown, in their order."""
    query = select(Proposal.id).where(Proposal.id.in_(ids), Proposal.status == "shown")
    shown = set(session.scalars(query))
    return [key for key in ids if key in shown]


def _passages(session: Session, roundtable: Roundtable, vote: Data | None) -> list[Data]:
    """Passages in order of support; before the reveal, the groups as they stand."""
    if vote is None:
        return _unvoted(session, roundtable)
    order = [row["option"] for row in vote["options"]]
    passages = [
        _passage(session, roundtable, key, vote["texts"][key])
        for key in order
        if key in vote["texts"]
    ]
    return [one for one in passages if one["title"] or one["proposals"]]


def _passage(session: Session, roundtable: Roundtable, option: str, text: Data) -> Data:
    written = session.get(Passage, (roundtable.id, option)) if text["title"] else None
    return {
        "option": option,
        "number": text["label"],
        "kind": text["kind"],
        "area": text["area"],
        "title": (written.title if written else "") or text["title"],
        "text": written.text if written else text["text"],
        "language": text["language"],
        "proposals": _shown(session, text["proposals"]),
    }


def _unvoted(session: Session, roundtable: Roundtable) -> list[Data]:
    query = select(Proposal).where(
        Proposal.roundtable_id == roundtable.id, Proposal.status == "shown"
    )
    shown = list(session.scalars(query.order_by(Proposal.position)))
    clusters = [c for c in _rows(session, Cluster, roundtable) if c.status == "shown"]
    return [
        {
            "option": c.id,
            "number": names.citation("cluster", c.number),
            "kind": "cluster",
            "area": c.area_id,
            "title": c.title,
            "text": c.summary,
            "language": c.language,
            "proposals": [p.id for p in shown if p.cluster_id == c.id],
        }
        for c in clusters
    ]


def _proposals(session: Session, roundtable: Roundtable, told: dict[str, str]) -> list[Data]:
    query = (
        select(Proposal, Participant.group_id, Cluster.number)
        .outerjoin(Participant, Participant.id == Proposal.author_id)
        .outerjoin(Cluster, Cluster.id == Proposal.cluster_id)
        .where(Proposal.roundtable_id == roundtable.id)
        .order_by(Proposal.number)
    )
    comments = room.comments_of(session, roundtable)
    rows = list(session.execute(query))
    numbers = {row.id: row.number for row, _, _ in rows}
    by_id = {row.id: row for row, _, _ in rows}
    return [
        _proposal(row, cluster, shown=_stands_for(row, by_id).status == "shown")
        | _author(told.get(group or "", ""), anybody=row.author_id is not None)
        | {"comments": comments.get(row.id, {}), "into": numbers.get(row.merged_into or "")}
        for row, group, cluster in rows
    ]


def _stands_for(row: Proposal, by_id: dict[str, Proposal]) -> Proposal:
    """The proposal in which one stands that was merged: if that is hidden, so is what says the same."""
    seen = {row.id}
    while row.status == "merged" and row.merged_into in by_id and row.merged_into not in seen:
        row = by_id[row.merged_into]
        seen.add(row.id)
    return row


def _author(told: str, *, anybody: bool) -> Data:
    """The group of who wrote it; or that it is of a small one, which those who named none are, too."""
    withheld = anybody and told == OTHER
    return {"group": told if told and told != OTHER and anybody else None, "withheld": withheld}


def _proposal(row: Proposal, cluster: int | None, *, shown: bool) -> Data:
    return {
        "id": row.id,
        "number": row.number,
        "text": row.text if shown else "",
        "language": row.language,
        "direction": row.direction,
        "area": row.area_id,
        "cluster": names.citation("cluster", cluster) if cluster else None,
        "status": row.status,
    }
