"""What people say to each other's proposals: comments, questions, concerns, objections."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from roundtable.core import disclosure
from roundtable.models import Comment, Concern, Option, Participant, Proposal, Stage, Support
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
    Who says another group moves a figure in all that they share, so all are read together.
    """
    rows = [r for r in view.rows(Concern, None) if r.status != "withdrawn"]
    if view.audience != CONSOLE:
        read = _read(view) if rows else set()
        rows = [r for r in rows if r.status != "hidden" and (r.stage_id, r.option_id) in read]
    sizes = _supporters(view, rows)
    return {r.id: _concern(r, sizes[r.id]) for r in rows}


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


def _supporters(view: View, rows: Collection[Concern]) -> dict[str, dict[str, int]]:
    """Concern → people by group who hold it, whoever stated it included."""
    sizes: dict[str, dict[str, int]] = {row.id: {} for row in rows}
    if not rows:
        return sizes
    own = select(Concern.id, Participant.group_id).join(
        Participant, Participant.id == Concern.participant_id
    )
    shared = (
        select(Support.concern_id, Participant.group_id)
        .join(Participant, Participant.id == Support.participant_id)
        .where(Support.stands, Support.concern_id.in_(sizes))
    )
    for query in (own.where(Concern.id.in_(sizes)), shared):
        for concern, group in view.session.execute(query):
            sizes[concern][group or ""] = sizes[concern].get(group or "", 0) + 1
    return sizes


def _concern(row: Concern, sizes: dict[str, int]) -> Data:
    told = disclosure.supporters(sizes)
    return {
        "stage": row.stage_id,
        "option": row.option_id,
        "kind": row.kind,
        "text": row.text,
        "language": row.language,
        "direction": row.direction,
        "status": row.status,
        "answer": row.answer,
        "supporters": sum(sizes.values()),
        "groups": [{"group": group, "n": n} for group, n in told],
    }
