"""Who sees what: each entity of a roundtable as phone, console, screen and writers may see it.

State is `{collection: {id: data}}`. `snapshot` reads all of it for an audience, `some` only what is
named; both use the same functions, so that frames and snapshots cannot differ. What an audience may
not see does not appear in its state: there is no second place that hides anything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roundtable.core import names
from roundtable.core.disclosure import pooled, pools
from roundtable.core.stages import KINDS
from roundtable.models import (
    Area,
    Ballot,
    Cluster,
    Export,
    Group,
    Key,
    LogEntry,
    Mark,
    Option,
    Participant,
    Passage,
    Proposal,
    Result,
    Roundtable,
    Stage,
)
from roundtable.models.process import City

PHONE, CONSOLE, SCREEN, WRITER = "phone", "console", "screen", "writer"

Data = dict[str, Any]
Entities = dict[str, Data]
State = dict[str, Entities]

#: Stages from which on phones are sent the proposals: before, they would only distract.
_PHONE_READS = ("vote", "reveal", "close")


@dataclass(frozen=True, slots=True)
class View:
    """One audience's look at one roundtable, in one reading session."""

    session: Session
    roundtable: Roundtable
    audience: str

    @property
    def stage(self) -> Stage:
        """The open stage."""
        return self.session.get_one(Stage, self.roundtable.stage_id)

    def rows(self, model: Any, ids: Collection[str] | None, key: Any = None) -> list[Any]:
        """Rows of this roundtable, all or those named."""
        query = select(model).where(model.roundtable_id == self.roundtable.id)
        if ids is not None:
            query = query.where((key if key is not None else model.id).in_(ids))
        return list(self.session.scalars(query))


def _roundtable(view: View, _ids: Collection[str] | None) -> Entities:
    row = view.roundtable
    city = view.session.get(City, row.city_id)
    data: Data = {
        "code": row.code,
        "title": row.title,
        "status": row.status,
        "stage": row.stage_id,
        "language": row.language,
        "languages": row.languages,
        "demonstration": row.demonstration,
        "city": city.name if city else "",
    }
    if view.audience in (CONSOLE, SCREEN):
        data["screen"] = {"mode": row.screen_mode, "area": row.screen_area}
    if view.audience == CONSOLE:
        data |= _steps_back(view)
    if view.audience in (CONSOLE, WRITER):
        data["draft"] = {
            "title": row.draft_title,
            "subtitle": row.draft_subtitle,
            "summary": row.draft_summary,
            "version": row.draft_version,
        }
    return {row.id: data}


def _steps_back(view: View) -> Data:
    """What the next undo and redo would act on; a step that was followed by another cannot be redone."""
    query = select(LogEntry).where(
        LogEntry.roundtable_id == view.roundtable.id,
        LogEntry.images.is_not(None),
        LogEntry.undone_by.is_(None),
    )
    latest = query.order_by(LogEntry.rev.desc()).limit(1)
    undo = view.session.scalars(latest.where(LogEntry.command != "undo")).one_or_none()
    undoes = LogEntry.names["command"].as_string() != "undo"  # one that redoes is no step back
    redo = view.session.scalars(latest.where(LogEntry.command == "undo", undoes)).one_or_none()
    if redo is not None and undo is not None and undo.rev > redo.rev:
        redo = None
    return {"undo": _step(undo), "redo": _step(redo)}


def _step(entry: LogEntry | None) -> Data | None:
    if entry is None:
        return None
    said = entry.names or {}
    if entry.command != "undo":
        return {"id": entry.id, "command": entry.command, "names": said}
    return {"id": entry.id, "command": said.get("command"), "names": said.get("names", {})}


def _areas(view: View, ids: Collection[str] | None) -> Entities:
    return {r.id: {"position": r.position, "title": r.title} for r in view.rows(Area, ids)}


def _groups(view: View, ids: Collection[str] | None) -> Entities:
    return {r.id: {"position": r.position, "title": r.title} for r in view.rows(Group, ids)}


def _stages(view: View, ids: Collection[str] | None) -> Entities:
    return {r.id: _stage(r) for r in view.rows(Stage, ids)}


def _stage(row: Stage) -> Data:
    data: Data = {
        "position": row.position,
        "kind": row.kind,
        "title": row.title,
        "question": row.question,
        "help": row.help,
        "minutes": row.minutes,
        "status": row.status,
        "ends_at": row.ends_at,
        "remaining": row.remaining,
        "settings": row.settings,
    }
    if row.kind == "vote":
        data["revealed"] = row.revealed_at is not None
        data["opened"] = row.opened_at is not None
    return data


def _people(view: View, _ids: Collection[str] | None) -> Entities:
    counts = _present(view)
    return {"now": {"present": sum(counts.values()), "groups": counts}}


def _present(view: View) -> dict[str, int]:
    query = (
        select(Participant.group_id, func.count())
        .where(Participant.roundtable_id == view.roundtable.id, Participant.left_at.is_(None))
        .group_by(Participant.group_id)
    )
    return {group or "": count for group, count in view.session.execute(query)}


def _turnout(view: View, _ids: Collection[str] | None) -> Entities:
    """How many have acted in the open stage; by group only where groups are large enough."""
    stage = view.stage
    if not KINDS[stage.kind].acts:
        return {}
    present, acted = _present(view), _acted(view, stage)
    told = pools(present)
    here, done = pooled(present, told), pooled(acted, told)
    return {
        stage.id: {
            "present": sum(present.values()),
            "acted": sum(acted.values()),
            "groups": [{"group": g, "present": here[g], "acted": done[g]} for g in sorted(here)],
        }
    }


def _acted(view: View, stage: Stage) -> dict[str, int]:
    """People at the table who have acted in this stage, by group."""
    who: Any
    if stage.kind == "vote":
        who = select(Ballot.participant_id).where(Ballot.stage_id == stage.id, Ballot.marked)
    else:
        who = select(Proposal.author_id).where(
            Proposal.stage_id == stage.id, Proposal.status != "withdrawn"
        )
    query = (
        select(Participant.group_id, func.count())
        .where(
            Participant.roundtable_id == view.roundtable.id,
            Participant.left_at.is_(None),
            Participant.id.in_(who),
        )
        .group_by(Participant.group_id)
    )
    return {group or "": count for group, count in view.session.execute(query)}


def _proposals(view: View, ids: Collection[str] | None) -> Entities:
    if view.audience == PHONE and view.stage.kind not in _PHONE_READS:
        return {}
    told = ("shown", "hidden") if view.audience == CONSOLE else ("shown",)
    return {r.id: _proposal(view, r) for r in view.rows(Proposal, ids) if r.status in told}


def _proposal(view: View, row: Proposal) -> Data:
    data: Data = {
        "number": row.number,
        "text": row.text,
        "language": row.language,
        "direction": row.direction,
        "area": row.area_id,
        "cluster": row.cluster_id,
        "position": row.position,
        "edited": row.edited_at is not None,
    }
    if view.audience == CONSOLE:
        data |= {"status": row.status, "reason": row.reason}
    return data


def _clusters(view: View, ids: Collection[str] | None) -> Entities:
    if view.audience == PHONE and view.stage.kind != "group":
        return {}
    rows = [r for r in view.rows(Cluster, ids) if r.status == "shown"]
    return {
        r.id: {
            "number": r.number,
            "area": r.area_id,
            "title": r.title,
            "summary": r.summary,
            "language": r.language,
            "position": r.position,
        }
        for r in rows
    }


def _options(view: View, ids: Collection[str] | None) -> Entities:
    """What is up for vote, or was: of the open vote, or of the vote that the open stage is about."""
    stage = view.stage
    shown = stage.id if stage.kind == "vote" else _vote_behind(view, stage)
    rows = [r for r in view.rows(Option, ids) if r.stage_id == shown and r.up]
    hidden = _hidden(view) if rows else set()
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
        }
        for r in rows
    }


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
        Stage.kind == "vote",
        Stage.opened_at.is_not(None),
    )
    found: str | None = view.session.scalar(query.order_by(Stage.position.desc()).limit(1))
    return found


def _results(view: View, ids: Collection[str] | None) -> Entities:
    return {r.stage_id: r.body for r in view.rows(Result, ids, Result.stage_id)}


def _passages(view: View, ids: Collection[str] | None) -> Entities:
    revealed = select(Result.stage_id).where(Result.roundtable_id == view.roundtable.id)
    query = select(Option).where(Option.stage_id.in_(revealed))
    options = {o.id: o for o in view.session.scalars(query)}
    return {
        r.id: {
            "area": options[r.id].area_id,
            "number": names.citation(options[r.id].kind, options[r.id].number),
            "title": r.title,
            "text": r.text,
            "version": r.version,
        }
        for r in view.rows(Passage, ids)
        if r.id in options
    }


def _exports(view: View, ids: Collection[str] | None) -> Entities:
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


def _links(view: View, ids: Collection[str] | None) -> Entities:
    """Links for others; not the keys of participants, nor those of browsers that a link opened."""
    return {
        r.id: {
            "role": r.role,
            "label": r.label,
            "created": r.created_at,
            "used": r.used_at is not None,
            "withdrawn": r.withdrawn_at is not None,
        }
        for r in view.rows(Key, ids)
        if r.participant_id is None and r.opened_with is None and not r.once
    }


COLLECTIONS: dict[str, Callable[[View, Collection[str] | None], Entities]] = {
    "roundtable": _roundtable,
    "areas": _areas,
    "groups": _groups,
    "stages": _stages,
    "people": _people,
    "turnout": _turnout,
    "proposals": _proposals,
    "clusters": _clusters,
    "options": _options,
    "results": _results,
    "passages": _passages,
    "exports": _exports,
    "links": _links,
}

_SHARED = ("roundtable", "areas", "groups", "stages", "proposals", "options", "results")
AUDIENCES: dict[str, tuple[str, ...]] = {
    PHONE: (*_SHARED, "clusters"),
    SCREEN: (*_SHARED, "clusters", "people", "turnout"),
    CONSOLE: tuple(COLLECTIONS),
    WRITER: (*_SHARED, "passages", "exports", "people"),
}


def snapshot(session: Session, roundtable: Roundtable, audience: str) -> State:
    """All that `audience` may see now."""
    view = View(session, roundtable, audience)
    return {name: COLLECTIONS[name](view, None) for name in AUDIENCES[audience]}


def some(session: Session, roundtable: Roundtable, audience: str, marks: set[Mark]) -> State:
    """What `audience` may see of the entities marked; what is absent is not to be seen (any more)."""
    view = View(session, roundtable, audience)
    wanted: dict[str, set[str]] = {}
    for collection, key in marks:
        if collection in AUDIENCES[audience]:
            wanted.setdefault(collection, set()).add(key)
    return {name: COLLECTIONS[name](view, ids) for name, ids in wanted.items()}


def own(session: Session, participant: Participant) -> Data:
    """A participant's own things: seat, proposals, ballots. For that person alone."""
    proposals = session.execute(
        select(*_OWN).where(Proposal.author_id == participant.id).order_by(Proposal.number)
    )
    cast = session.execute(
        select(Ballot.stage_id, Ballot.body).where(Ballot.participant_id == participant.id)
    )
    return {
        "id": participant.id,
        "alias": participant.alias,
        "group": participant.group_id,
        "language": participant.language,
        "proposals": [_own_proposal(row) for row in proposals],
        "ballots": {row.stage_id: row.body for row in cast},
    }


#: Columns, not rows: a person's own things are read after every vote.
_OWN = (
    Proposal.id,
    Proposal.number,
    Proposal.stage_id,
    Proposal.text,
    Proposal.language,
    Proposal.direction,
    Proposal.area_id,
    Proposal.status,
    Proposal.reason,
    Proposal.cluster_id,
    Proposal.edited_at,
)


def _own_proposal(row: Any) -> Data:
    return {
        "id": row.id,
        "number": row.number,
        "stage": row.stage_id,
        "text": "" if row.status == "withdrawn" else row.text,
        "language": row.language,
        "direction": row.direction,
        "area": row.area_id,
        "status": row.status,
        "reason": row.reason,
        "cluster": row.cluster_id,
        "edited": row.edited_at is not None,
    }
