"""Concerns and objections: what somebody holds against an option, who shares it, what became of it."""

from __future__ import annotations

from typing import Annotated, Literal

from sqlalchemy import select

from roundtable.actions.texts import said_in
from roundtable.commands import FACILITATOR, PARTICIPANT, Act, EntityId, Result, Words, command
from roundtable.core.errors import Refused
from roundtable.core.text import direction
from roundtable.models import Concern, Option, Stage, Support

Text = Annotated[str, Words(600, lines=True)]
Reasons = Annotated[str, Words(600, lines=True, empty=True)]


def _of(act: Act, stage: Stage, option: str) -> Concern | None:
    """What the person who acts holds against an option, withdrawn or not."""
    query = select(Concern).where(
        Concern.stage_id == stage.id,
        Concern.option_id == option,
        Concern.participant_id == act.participant.id,
    )
    return act.session.scalars(query).one_or_none()


def give_reason(act: Act, stage: Stage, option: str, kind: str, text: str) -> Concern | None:
    """Note what somebody says of an option, in place of what they said before; "" takes it back."""
    concern = _of(act, stage, option)
    if not text:
        if concern is not None:
            concern.status = "withdrawn"
        return None
    language = said_in(text, act.participant.language)
    if concern is None:
        concern = Concern(
            id=act.id,
            roundtable_id=act.roundtable.id,
            stage_id=stage.id,
            option_id=option,
            participant_id=act.participant.id,
            status="open",
            answer="",
            created_at=act.now,
        )
        act.session.add(concern)
    elif concern.text != text and concern.status == "integrated":
        concern.status, concern.answer = "open", ""  # the answer was to other words
    elif concern.status == "withdrawn":
        concern.status = "open"
    concern.kind, concern.text, concern.language = kind, text, language
    concern.direction = direction(text, language)
    return concern


@command(PARTICIPANT, during=("vote", "reveal", "discuss", "previous"), private=True)
def state_concern(act: Act, stage: Stage, option: EntityId, text: Text) -> Result:
    """Say what one holds against an option of a vote. Said again, it replaces what was said."""
    up = act.session.get(Option, (stage.id, option))
    if up is None or not up.up:
        raise Refused("option_unknown", "option")
    concern = give_reason(act, stage, option, "concern", text)
    assert concern is not None
    return {"concern": concern.id}


@command(PARTICIPANT)
def withdraw_concern(act: Act, concern: Concern) -> Result:
    """Take one's own concern or objection back."""
    if concern.participant_id != act.participant.id:
        raise Refused("not_yours", "concern")
    concern.status = "withdrawn"
    return None


@command(PARTICIPANT, during=("reveal", "discuss", "previous", "consent", "decide"), private=True)
def support_concern(act: Act, concern: Concern, stands: bool) -> Result:
    """Say that one shares a concern of somebody else, or does not any more."""
    person = act.participant
    support = act.session.get(Support, (concern.id, person.id))
    if support is None:
        support = Support(
            concern_id=concern.id, participant_id=person.id, roundtable_id=act.roundtable.id
        )
        act.session.add(support)
    support.stands = stands
    return None


@command(FACILITATOR, undoable=True)
def answer_concern(
    act: Act,
    concern: Concern,
    status: Literal["open", "integrated", "hidden"],
    answer: Reasons = "",
) -> Result:
    """Say what became of a concern: still open, integrated (`answer` says how), or hidden."""
    concern.status, concern.answer = status, answer
    return None
