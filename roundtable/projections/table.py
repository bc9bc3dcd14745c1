"""The roundtable itself: its agenda, and who is at the table."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, or_, select

from roundtable.core.disclosure import pooled, pools
from roundtable.core.stages import KINDS
from roundtable.models import Area, City, Group, LogEntry, Participant, RoomTable, Stage
from roundtable.projections.acts import who_acted
from roundtable.projections.view import CONSOLE, SCREEN, WRITER, Data, Entities, View


def roundtable(view: View, _ids: Collection[str] | None) -> Entities:
    """The roundtable; for the console with the steps that can be undone and redone."""
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
        "rehearsal": row.rehearsal is not None,
        "city": city.name if city else "",
        "spotlight": row.spotlight,
        "threshold": row.threshold,
        "unanimous": row.unanimous,
    }
    if view.audience in (CONSOLE, SCREEN):
        data["screen"] = {"mode": row.screen_mode, "area": row.screen_area}
    if view.audience == CONSOLE:
        data |= _steps_back(view)
        data["rehearsal"] = row.rehearsal or False
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


def areas(view: View, ids: Collection[str] | None) -> Entities:
    """The policy areas."""
    return {r.id: {"position": r.position, "title": r.title} for r in view.rows(Area, ids)}


def groups(view: View, ids: Collection[str] | None) -> Entities:
    """The stakeholder groups."""
    return {
        r.id: {"position": r.position, "title": r.title, "goal": r.goal}
        for r in view.rows(Group, ids)
    }


def stages(view: View, ids: Collection[str] | None) -> Entities:
    """The agenda, without the steps that were taken off it."""
    return {r.id: _stage(r) for r in view.rows(Stage, ids) if r.status != "removed"}


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
        "nudged": row.nudged_at is not None,
    }
    if KINDS[row.kind].puts_up:
        data["revealed"] = row.revealed_at is not None
        data["opened"] = row.opened_at is not None
        data["seal"] = row.seal
    return data


def people(view: View, _ids: Collection[str] | None) -> Entities:
    """How many are here: by group, by table, and how many of them without a phone."""
    counts = _present(view)
    here = Participant.roundtable_id == view.roundtable.id, Participant.left_at.is_(None)
    tables = (
        select(RoomTable.id, func.count())
        .join(Participant, Participant.table_id == RoomTable.id)
        .where(*here, RoomTable.status == "shown")
        .group_by(RoomTable.id, RoomTable.position)
        .order_by(RoomTable.position)
    )
    desk = select(func.count()).where(*here, Participant.channel == "desk")
    return {
        "now": {
            "present": sum(counts.values()),
            "groups": counts,
            "tables": {str(table): count for table, count in view.session.execute(tables)},
            "desk": view.session.scalar(desk) or 0,
        }
    }


def _present(view: View) -> dict[str, int]:
    """People at the table by group, in the order of the groups."""
    query = (
        select(Participant.group_id, func.count())
        .outerjoin(Group, Group.id == Participant.group_id)
        .where(Participant.roundtable_id == view.roundtable.id, Participant.left_at.is_(None))
        .group_by(Participant.group_id, Group.position)
        .order_by(Group.position.is_(None), Group.position)
    )
    return {group or "": count for group, count in view.session.execute(query)}


def turnout(view: View, _ids: Collection[str] | None) -> Entities:
    """How many have acted in the open stage; by group only where groups are large enough."""
    stage = view.stage
    if not KINDS[stage.kind].acts:
        return {}
    present, acted = _present(view), _acted(view, stage)
    told = pools(present, view.roundtable.threshold)
    here, done = pooled(present, told), pooled(acted, told)
    return {
        stage.id: {
            "present": sum(present.values()),
            "acted": sum(acted.values()),
            "groups": [{"group": g, "present": here[g], "acted": done[g]} for g in here],
        }
    }


def _acted(view: View, stage: Stage) -> dict[str, int]:
    """People at the table who have acted in this stage, by group."""
    who = or_(*(Participant.id.in_(query) for query in who_acted(stage)))
    query = (
        select(Participant.group_id, func.count())
        .where(
            Participant.roundtable_id == view.roundtable.id,
            Participant.left_at.is_(None),
            who,
        )
        .group_by(Participant.group_id)
    )
    return {group or "": count for group, count in view.session.execute(query)}
