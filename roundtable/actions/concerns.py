"""Concerns and objections: what somebody holds against an option, who shares it, what became of it."""

from __future__ import annotations

from typing import Annotated, Literal

from sqlalchemy import select

from roundtable.actions.texts import refuse_if_late, said_in
from roundtable.commands import FACILITATOR, PARTICIPANT, Act, EntityId, Result, Words, command
from roundtable.core.errors import Refused
from roundtable.core.text import direction
from roundtable.models import Concern, Option, Stage, Support
from roundtable.projections.votes import PUTS_UP

Text = Annotated[str, Words(600, lines=True)]
Reasons = Annotated[str, Words(600, lines=True, empty=True)]
#: Where concerns are stated, and where those of others can be shared.
STATED = ("vote", "reveal", "discuss", "previous")
SHARED = ("reveal", "discuss", "previous", "consent", "decide")


def concern_of(act: Act, stage: Stage, option: str) -> Concern | None:
    """What the person who acts holds against an option, withdrawn or not."""
    query = select(Concern).where(
        Concern.stage_id == stage.id,
        Concern.option_id == option,
        Concern.participant_id == act.participant.id,
    )
    return act.session.scalars(query).one_or_none()


def give_reason(act: Act, stage: Stage, option: str, kind: str, text: str) -> None:
    """Note what somebody says of an option, in place of what they said before; "" takes it back.

    What was integrated is open again when it is said in other words; what was hidden stays hidden.
    Who shared it shared its words: of other ones nobody else is told to hold them.
    """
    concern = concern_of(act, stage, option)
    if not text:
        if concern is not None and concern.status != "hidden":
            concern.status = "withdrawn"
        return
    person = act.participant
    language = said_in(text, person.language)
    words = {"text": text, "language": language, "direction": direction(text, language)}
    if concern is None:
        ids = {"id": act.id, "roundtable_id": act.roundtable.id, "participant_id": person.id}
        where = {"stage_id": stage.id, "option_id": option, "created_at": act.now}
        act.session.add(Concern(**ids, **where, **words, kind=kind))
        return
    if concern.status == "withdrawn" or (concern.status == "integrated" and concern.text != text):
        concern.status, concern.answer = "open", ""
    if text.casefold().split() != concern.text.casefold().split():
        shared = select(Support).where(Support.concern_id == concern.id, Support.stands)
        for support in act.session.scalars(shared):
            support.stands = False
    concern.kind = kind
    for column, value in words.items():
        setattr(concern, column, value)


@command(PARTICIPANT, during=STATED, private=True)
def state_concern(act: Act, stage: Stage, option: EntityId, text: Text) -> Result:
    """Say what one holds against an option of a vote. Said again, it replaces what was said.

    While the vote is open, if it asks for concerns; the room reads them once the result was shown,
    and may add to them then.
    """
    refuse_if_late(act, STATED)
    if stage.kind not in PUTS_UP or stage.opened_at is None:
        raise Refused("nothing_to_vote_on", "stage")
    if act.stage.kind == "vote" and act.behalf is None and stage.id != act.stage.id:
        raise Refused("too_late", "stage")
    if stage.revealed_at is None and stage.settings.get("concerns", "yes") != "yes":
        raise Refused("no_concerns", "stage")
    _option(act, stage, option)
    said = concern_of(act, stage, option)
    kind = said.kind if said is not None and said.status != "withdrawn" else "concern"
    give_reason(act, stage, option, kind, text)
    return None


def _option(act: Act, stage: Stage, option: str) -> Option:
    up = act.session.get(Option, (stage.id, option))
    if up is None or not up.up:
        raise Refused("option_unknown", "option")
    return up


@command(PARTICIPANT)
def withdraw_concern(act: Act, concern: Concern) -> Result:
    """Take one's own concern back. An objection is taken back by another position, until the reveal."""
    if concern.participant_id != act.participant.id:
        raise Refused("not_yours", "concern")
    if concern.status in ("withdrawn", "hidden"):
        raise Refused(f"was_{concern.status}", "concern")
    stage = act.session.get_one(Stage, concern.stage_id)
    if concern.kind == "objection" and stage.revealed_at is None:
        raise Refused("objection_stands", "concern")
    concern.status = "withdrawn"
    return None


@command(PARTICIPANT, during=SHARED, private=True)
def support_concern(act: Act, concern: Concern, stands: bool) -> Result:
    """Say that one shares a concern of somebody else, or does not any more."""
    person, stage = act.participant, act.session.get_one(Stage, concern.stage_id)
    read = stage.kind == "consent" or stage.revealed_at is not None
    if not read or concern.status not in ("open", "integrated"):
        raise Refused("concern_unknown", "concern")
    _option(act, stage, concern.option_id)
    if concern.participant_id == person.id:
        raise Refused("own_concern", "concern")
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
    if concern.status == "withdrawn":
        raise Refused("was_withdrawn", "concern")
    concern.status, concern.answer = status, answer
    option = act.session.get(Option, (concern.stage_id, concern.option_id))
    act.says(status=status, option=option.title[:120] if option else "")
    return None
