"""The talk: hands that are raised, who speaks, and whose turn comes next.

Facilitators at two consoles may call the next person at the same time: a call names the turn that it
means, so that nobody is skipped.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select

from roundtable import sources
from roundtable.commands import FACILITATOR, HOST, PARTICIPANT, Act, Result, command
from roundtable.core.errors import Refused
from roundtable.models import Participant, Proposal, RoomTable, Stage, Turn
from roundtable.projections.floor import floor

#: Stages in which everybody works for themselves: nobody asks to speak.
QUIET = ("vote", "feedback")
_UP = ("waiting", "speaking")


@command(PARTICIPANT)
def raise_hand(act: Act) -> Result:
    """Ask to speak. One hand a person: refused with `hand_up` while it is up, or one speaks."""
    person = act.participant
    if act.stage.kind in QUIET:
        raise Refused("not_now", "command")
    if _turn_of(act, person) is not None:
        raise Refused("hand_up")
    _ask(act, person, act.id, act.stage)
    return None


@command(PARTICIPANT)
def lower_hand(act: Act) -> Result:
    """Take one's hand down, or end one's turn. Refused with `hand_down` where none is up."""
    if not take_down(act, act.participant):
        raise Refused("hand_down")
    return None


@command(FACILITATOR, HOST)
def call_next(act: Act, turn: Turn | None = None) -> Result:
    """Give the floor to this turn, or to the one that is suggested; who speaks has ended.

    A turn that speaks already is refused with `speaks_already`, one that is over with `turn_over`:
    then another console was faster. In a round that is through, those who still have something to
    share get another turn. Refused with `nobody_waits` where nobody does.
    """
    if turn is None:
        turn = _next(act)
    elif turn.stage_id != act.stage.id or turn.status not in _UP:
        raise Refused("turn_over", "turn")
    elif turn.status == "speaking":
        raise Refused("speaks_already", "turn")
    for speaking in _turns(act, act.stage, "speaking"):
        _end(act, speaking)
    turn.status, turn.begun_at = "speaking", act.now
    _tell_waiting(act)
    return {"turn": turn.id}


@command(FACILITATOR, HOST)
def end_turn(act: Act, turn: Turn | None = None) -> Result:
    """End the turn of who speaks. A turn that is named and is over is refused with `turn_over`."""
    speaking = _turns(act, act.stage, "speaking")
    if turn is not None and turn not in speaking:
        raise Refused("turn_over", "turn")
    if not speaking:
        raise Refused("nobody_speaks")
    for each in speaking:
        _end(act, each)
    return None


def take_down(act: Act, person: Participant) -> bool:
    """Take a person's hand down, or end their turn; False where none is up."""
    turn = _turn_of(act, person)
    if turn is None:
        return False
    if turn.status == "speaking":
        _end(act, turn)
    else:
        turn.status = "withdrawn"
    _tell_waiting(act)
    return True


def fill_round(act: Act, stage: Stage) -> None:
    """Give everybody a turn who has something to share; called when a `round` opens.

    Where nothing was written before, everybody has. It goes round the tables, and in the order in
    which people came.
    """
    kept = select(Proposal.author_id).where(
        Proposal.roundtable_id == act.roundtable.id, Proposal.status == "kept"
    )
    written = select(Stage.id).where(
        Stage.roundtable_id == act.roundtable.id,
        Stage.kind == "write",
        Stage.opened_at.is_not(None),
        Stage.position < stage.position,
    )
    people = (
        select(Participant)
        .outerjoin(RoomTable, RoomTable.id == Participant.table_id)
        .where(Participant.roundtable_id == act.roundtable.id, Participant.left_at.is_(None))
        .order_by(RoomTable.position.is_(None), RoomTable.position, Participant.alias)
    )
    if act.session.scalar(written.limit(1)) is not None:
        people = people.where(Participant.id.in_(kept))
    up = {turn.participant_id for turn in _turns(act, stage, *_UP)}
    last = _last_position(act, stage)
    for person in act.session.scalars(people):
        if person.id not in up:
            last += 1
            _ask(act, person, sources.new_id(), stage, last)


def hush(act: Act, stage: Stage) -> None:
    """End who speaks and take all hands down; called when a stage closes."""
    for turn in _turns(act, stage, *_UP):
        if turn.status == "speaking":
            _end(act, turn)
        else:
            turn.status = "withdrawn"


def has_floor(act: Act, participant: Participant) -> bool:
    """Whether it is this person's turn to speak in the open stage (always, where turns are free)."""
    if act.stage.settings.get("turns") == "free":
        return True
    turn = _turn_of(act, participant)
    return turn is not None and turn.status == "speaking"


def _next(act: Act) -> Turn:
    """The turn that is suggested; a round that is through begins again."""
    key = floor(act.session, act.stage).next
    if key is None and act.stage.kind == "round":
        for speaking in _turns(act, act.stage, "speaking"):
            _end(act, speaking)  # who speaks may have more to share
        fill_round(act, act.stage)
        act.session.flush()
        key = floor(act.session, act.stage).next
    if key is None:
        raise Refused("nobody_waits")
    return act.session.get_one(Turn, key)


def _turn_of(act: Act, person: Participant) -> Turn | None:
    query = select(Turn).where(
        Turn.participant_id == person.id, Turn.stage_id == act.stage.id, Turn.status.in_(_UP)
    )
    found: Turn | None = act.session.scalars(query.limit(1)).first()
    return found


def _turns(act: Act, stage: Stage, *statuses: str) -> Collection[Turn]:
    query = select(Turn).where(Turn.stage_id == stage.id, Turn.status.in_(statuses))
    return list(act.session.scalars(query))


def _last_position(act: Act, stage: Stage) -> float:
    query = select(func.max(Turn.position)).where(Turn.stage_id == stage.id)
    return act.session.scalar(query) or 0.0


def _ask(
    act: Act, person: Participant, key: str, stage: Stage, position: float | None = None
) -> None:
    act.session.add(
        Turn(
            id=key,
            roundtable_id=act.roundtable.id,
            stage_id=stage.id,
            participant_id=person.id,
            status="waiting",
            position=_last_position(act, stage) + 1 if position is None else position,
            asked_at=act.now,
        )
    )


def _end(act: Act, turn: Turn) -> None:
    turn.status, turn.ended_at = "done", act.now


def _tell_waiting(act: Act) -> None:
    """Who waits is told of their new place in the queue."""
    act.others.update(turn.participant_id for turn in _turns(act, act.stage, "waiting"))
