"""What people say to each other's proposals: comments, questions, concerns, objections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from roundtable.core import disclosure
from roundtable.models import Ballot, Comment, Concern, Option, Proposal, Result, Stage, Support
from roundtable.projections.view import CONSOLE, Data, Entities, View

#: Stages in which the room reads comments.
_TALKED_ABOUT = frozenset({"clarify", "improve", "group", "discuss"})
_CONSOLE_READS = frozenset({"shown", "held", "hidden"})


def comments(view: View, _ids: Collection[str] | None) -> Entities:
    """Comments and questions on the proposals that the audience sees: with those they come and go."""
    if view.audience != CONSOLE and view.stage.kind not in _TALKED_ABOUT:
        return {}
    rows = view.rows(Comment, None)
    if view.audience == CONSOLE:
        return {r.id: _comment(r) | _moderated(r) for r in rows if r.status in _CONSOLE_READS}
    there = _shown(view) if rows else set()
    return {r.id: _comment(r) for r in rows if r.status == "shown" and r.proposal_id in there}


def _shown(view: View) -> set[str]:
    query = select(Proposal.id).where(
        Proposal.roundtable_id == view.roundtable.id, Proposal.status == "shown"
    )
    return set(view.session.scalars(query))


def _comment(row: Comment) -> Data:
    return {
        "proposal": row.proposal_id,
        "kind": row.kind,
        "text": row.text,
        "language": row.language,
        "direction": row.direction,
        "created": row.created_at,
    }


def _moderated(row: Comment) -> Data:
    return {"status": row.status, "held_for": row.held_for}


def concerns(view: View, _ids: Collection[str] | None) -> Entities:
    """Concerns and objections with those who share them, as counts.

    The room is told of a vote's concerns once its result was shown: before, they would move votes;
    and of what is up: what is held against a hidden proposal is off the surfaces with it.
    By group they are told once the result is, by its blocks.
    """
    rows = [r for r in view.rows(Concern, None) if r.status != "withdrawn"]
    if view.audience != CONSOLE:
        read = _read(view) if rows else set()
        rows = [r for r in rows if r.status != "hidden" and (r.stage_id, r.option_id) in read]
    holders, bodies = _holders(view, rows), _bodies(view, rows)
    return {r.id: _concern(r, holders[r.id], bodies.get(r.stage_id)) for r in rows}


def _read(view: View) -> set[tuple[str, str]]:
    """Options whose concerns the room may read: of consent rounds, and of votes that were revealed."""
    query = (
        select(Option.stage_id, Option.id)
        .join(Stage, Stage.id == Option.stage_id)
        .where(
            Option.roundtable_id == view.roundtable.id,
            Option.up,
            (Stage.kind == "consent") | Stage.revealed_at.is_not(None),
        )
    )
    return {(stage, option) for stage, option in view.session.execute(query)}


def _holders(view: View, rows: Collection[Concern]) -> dict[str, list[str | None]]:
    """Concern → those who hold it, whoever stated it included, each as the group of their ballot.

    That is the group by which the result counted them, "" for none said; None for who did not vote.
    """
    held: dict[str, list[str | None]] = {row.id: [] for row in rows}
    if not rows:
        return held
    own = (
        select(Concern.id, Ballot.participant_id, Ballot.group_id)
        .outerjoin(Ballot, _ballot(Concern.participant_id))
        .where(Concern.id.in_(held))
    )
    shared = (
        select(Concern.id, Ballot.participant_id, Ballot.group_id)
        .join(Support, Support.concern_id == Concern.id)
        .outerjoin(Ballot, _ballot(Support.participant_id))
        .where(Support.stands, Concern.id.in_(held))
    )
    for query in (own, shared):
        for concern, voter, group in view.session.execute(query):
            held[concern].append((group or "") if voter else None)
    return held


def _ballot(person: Any) -> Any:
    return (Ballot.stage_id == Concern.stage_id) & (Ballot.participant_id == person) & Ballot.marked


def _bodies(view: View, rows: Collection[Concern]) -> dict[str, Data]:
    """The results of the votes that these are about, by stage, as far as they were revealed."""
    stages = {row.stage_id for row in rows}
    found = view.session.scalars(select(Result).where(Result.stage_id.in_(stages))) if rows else ()
    return {row.stage_id: row.body for row in found}


def _concern(row: Concern, holders: list[str | None], body: Data | None) -> Data:
    return {
        "stage": row.stage_id,
        "option": row.option_id,
        "kind": row.kind,
        "text": row.text,
        "language": row.language,
        "direction": row.direction,
        "status": row.status,
        "answer": row.answer,
        "supporters": len(holders),
        "groups": _by_group(holders, body) if body else [],
    }


def _by_group(holders: list[str | None], body: Data) -> list[Data]:
    if body.get("unanimous"):  # who holds nothing gives an answer, too, and often all of a group
        return []
    voters = Counter(group for group in holders if group is not None)
    others = len(holders) - voters.total()
    told = disclosure.shared_by(body["groups"], voters, others, int(body["threshold"]))
    return [{"group": group, "n": n} for group, n in told]
