"""Who has the floor: hands that are raised, how long each group spoke, whose turn comes next."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roundtable.core.talk import Hand, Heard, suggested
from roundtable.models import Group, Participant, Stage, Turn


class Floor(NamedTuple):
    """What each group was heard of, in the order of the groups, and the turn that comes next."""

    heard: dict[str, Heard]
    next: str | None


def floor(session: Session, stage: Stage) -> Floor:
    """The floor of the open stage; what was said in the stages before counts, too."""
    ours = Participant.roundtable_id == stage.roundtable_id
    query = (
        select(Participant.group_id, func.count())
        .outerjoin(Group, Group.id == Participant.group_id)
        .where(ours, Participant.left_at.is_(None))
        .group_by(Participant.group_id, Group.position)
        .order_by(Group.position.is_(None), Group.position)
    )
    present = {group or "": count for group, count in session.execute(query)}
    turns, seconds, spoke = Counter[str](), Counter[str](), Counter[str]()
    waiting: list[tuple[Turn, str]] = []
    said = select(Turn, Participant.group_id).join(
        Participant, Participant.id == Turn.participant_id
    )
    for turn, group in session.execute(said.where(ours, Turn.status != "withdrawn")):
        if turn.status == "waiting" and turn.stage_id == stage.id:
            waiting.append((turn, group or ""))
        elif turn.status == "done" and turn.begun_at is not None:
            turns[group or ""] += 1
            spoke[turn.participant_id] += 1
            seconds[group or ""] += max(0, (turn.ended_at or turn.begun_at) - turn.begun_at) // 1000
    heard = {
        group: Heard(turns[group], seconds[group], present.get(group, 0))
        for group in [*present, *sorted(turns.keys() - present.keys())]
    }
    hands = [Hand(t.id, group, spoke[t.participant_id], t.position) for t, group in waiting]
    return Floor(heard, suggested(hands, heard, round_=stage.kind == "round"))
