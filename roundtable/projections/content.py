"""What people said, how it was grouped and voted on, and what is made of it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select

from roundtable.core.stages import KINDS
from roundtable.models import (
    Cluster,
    Export,
    Key,
    Option,
    Participant,
    Passage,
    Proposal,
    Result,
    Stage,
)
from roundtable.projections import revised
from roundtable.projections.view import CONSOLE, PHONE, Data, Entities, View
from roundtable.projections.votes import PUTS_UP

#: What the console is told of. What is "kept" is its author's alone.
_CONSOLE_READS = frozenset({"shown", "held", "returned", "hidden", "merged"})


def proposals(view: View, ids: Collection[str] | None) -> Entities:
    """What people said; phones are sent it in stages that are about it: before, it would distract."""
    if view.audience == PHONE and not KINDS[view.stage.kind].reads:
        return {}
    if view.audience != CONSOLE:
        return {r.id: _proposal(r) for r in view.rows(Proposal, ids) if r.status == "shown"}
    desk = _at_the_desk(view)
    rows = [r for r in view.rows(Proposal, ids) if r.status in _CONSOLE_READS]
    return {r.id: _proposal(r) | _moderated(r, r.author_id in desk) for r in rows}


def _at_the_desk(view: View) -> set[str]:
    """The people for whom somebody enters what is on their paper."""
    query = select(Participant.id).where(
        Participant.roundtable_id == view.roundtable.id, Participant.channel == "desk"
    )
    return set(view.session.scalars(query))


def _moderated(row: Proposal, desk: bool) -> Data:
    return {
        "status": row.status,
        "reason": row.reason,
        "held_for": row.held_for,
        "merged_into": row.merged_into,
        "desk": desk,
        "table": row.table_id,
    }


def _proposal(row: Proposal) -> Data:
    return {
        "number": row.number,
        "text": row.text,
        "language": row.language,
        "direction": row.direction,
        "area": row.area_id,
        "cluster": row.cluster_id,
        "position": row.position,
        "edited": row.edited_at is not None,
        "pinned": row.pinned,
        "cost": row.cost,
    }


def clusters(view: View, ids: Collection[str] | None) -> Entities:
    """The groups of proposals that stand."""
    if view.audience == PHONE and view.stage.kind != "group":
        return {}
    counts = _counts(view) if view.audience == PHONE else None
    rows = [r for r in view.rows(Cluster, ids if counts is None else None) if r.status == "shown"]
    return {
        r.id: {
            **({} if counts is None else {"count": counts.get(r.id, 0)}),
            "number": r.number,
            "area": r.area_id,
            "title": r.title,
            "summary": r.summary,
            "language": r.language,
            "position": r.position,
            "cost": r.cost,
        }
        for r in rows
    }


def _counts(view: View) -> dict[str, int]:
    """How many proposals each group has: phones are told that, not the proposals."""
    query = (
        select(Proposal.cluster_id, func.count())
        .where(Proposal.roundtable_id == view.roundtable.id, Proposal.status == "shown")
        .where(Proposal.cluster_id.is_not(None))
        .group_by(Proposal.cluster_id)
    )
    return {str(cluster): count for cluster, count in view.session.execute(query)}


def options(view: View, ids: Collection[str] | None) -> Entities:
    """What is up for vote, or was: of the open vote, or of the vote that the open stage is about.

    Once its result was shown, an option names all that it was made of when people voted.
    """
    stage = view.stage
    shown = stage.id if KINDS[stage.kind].puts_up else _vote_behind(view, stage)
    rows = [r for r in view.rows(Option, ids) if r.stage_id == shown and r.up]
    hidden = _hidden(view) if rows and not _is_revealed(view, shown) else set()
    return {
        r.id: {
            "stage": r.stage_id,
            "position": r.position,
            "kind": r.kind,
            "number": r.number,
            "area": r.area_id,
            "title": r.title,
            "text": r.text,
            "language": r.language,
            "direction": r.direction,
            "proposals": [key for key in r.proposals if key not in hidden],
            "cost": r.cost,
        }
        for r in rows
    }


def _is_revealed(view: View, stage_id: str | None) -> bool:
    stage = view.session.get(Stage, stage_id) if stage_id else None
    return stage is not None and stage.revealed_at is not None


def _hidden(view: View) -> set[str]:
    query = select(Proposal.id).where(
        Proposal.roundtable_id == view.roundtable.id, Proposal.status != "shown"
    )
    return set(view.session.scalars(query))


def _vote_behind(view: View, stage: Stage) -> str | None:
    """The vote that a stage looks back on: the one it names, else the last one that was opened."""
    if of := stage.settings.get("of"):
        return str(of)
    query = select(Stage.id).where(
        Stage.roundtable_id == view.roundtable.id,
        Stage.kind.in_(PUTS_UP),
        Stage.opened_at.is_not(None),
    )
    later = Stage.position > stage.position  # only where there is none before
    found: str | None = view.session.scalar(query.order_by(later, Stage.position.desc()).limit(1))
    return found


def results(view: View, ids: Collection[str] | None) -> Entities:
    """The results that were revealed, in that order; `titles`, as `options` holds those of one vote."""
    rows = sorted(view.rows(Result, ids, Result.stage_id), key=lambda r: r.body["revealed_at"])
    told = {r.stage_id: revised.told(view.session, r) for r in rows}
    titles: dict[str, dict[str, str]] = {stage: {} for stage in told}
    for option in view.session.scalars(select(Option).where(Option.stage_id.in_(told), Option.up)):
        titles[option.stage_id][option.id] = option.title
    return {stage: data | {"titles": titles[stage]} for stage, data in told.items()}


def passages(view: View, ids: Collection[str] | None) -> Entities:
    """The passages of the draft, once there is a result to write about."""
    headings = revised.headings(view.session, view.roundtable)
    return {
        r.id: {
            "area": headings[r.id].area,
            "number": headings[r.id].label,
            "title": r.title,
            "text": r.text,
            "version": r.version,
        }
        for r in view.rows(Passage, ids)
        if r.id in headings
    }


def exports(view: View, ids: Collection[str] | None) -> Entities:
    """The documents that were made."""
    return {
        r.id: {
            "format": r.format,
            "status": r.status,
            "file": r.file,
            "created": r.created_at,
            "rev": r.rev,
        }
        for r in view.rows(Export, ids)
    }


def links(view: View, ids: Collection[str] | None) -> Entities:
    """Links for others; not the keys of participants, nor those of browsers that a link opened."""
    return {
        r.id: {
            "role": r.role,
            "label": r.label,
            "table": r.table_id,
            "created": r.created_at,
            "used": r.used_at is not None,
            "withdrawn": r.withdrawn_at is not None,
        }
        for r in view.rows(Key, ids)
        if r.participant_id is None and r.opened_with is None and not r.once
    }
