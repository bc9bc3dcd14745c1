"""Proposals as people send them: said aloud at once, or kept until their author shares them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from sqlalchemy import case, func, select

from roundtable.actions.ballot_paper import put_up_anew, refuse_if_voted_on
from roundtable.actions.texts import (
    MODERATED,
    held_for,
    last_opened,
    refuse_if_late,
    refuse_if_long,
    refuse_unless,
    said_in,
    stage_for,
)
from roundtable.commands import PARTICIPANT, Act, LanguageTag, Result, Words, command
from roundtable.core.errors import Refused
from roundtable.core.text import direction
from roundtable.models import Area, Participant, Proposal, Stage, Turn, Wording

#: The longest that any stage allows; the stage's own limit is checked besides.
Text = Annotated[str, Words(1000)]
#: What one person may send in one stage, withdrawn or not. More is not a contribution but a flood.
MOST_PROPOSALS = 60
WRITTEN = ("propose", "write")
#: Where one's own proposals may be said better or taken back. What was returned, or what only its
#: author knows of, may be so at any time.
REWRITTEN = (*WRITTEN, "round", "clarify", "improve")


@command(PARTICIPANT, during=WRITTEN, timed=True, private=True)
def submit_proposal(
    act: Act, text: Text, area: Area | None = None, language: LanguageTag = "und"
) -> Result:
    """Send one idea. It gets a number for good, and appears on the wall without a name.

    In silent writing it is kept for its author alone, until it is shared. By the stage's moderation
    it may wait until somebody has looked at it. At the desk it goes to the open stage if that takes
    proposals, else to the last one that did; once silence is over, it is shared as it is typed in.
    """
    person, stage = act.participant, stage_for(act, WRITTEN)
    refuse_if_long(text, stage.settings)
    _refuse_flood(act, person, stage)
    act.roundtable.last_proposal += 1
    said = said_in(text, language if language != "und" else person.language)
    kept = act.stage.kind == "write"
    rule = None if kept else _rule(text, _moderating(act, stage))
    act.session.add(
        Proposal(
            id=act.id,
            roundtable_id=act.roundtable.id,
            number=act.roundtable.last_proposal,
            stage_id=stage.id,
            area_id=area.id if area else None,
            author_id=person.id,
            text=text,
            language=said,
            direction=direction(text, said),
            status="kept" if kept else "held" if rule else "shown",
            held_for=rule,
            position=float(act.roundtable.last_proposal),
            created_at=act.now,
        )
    )
    if not kept and not rule:  # a vote may have been opened before, and wait for its first ballot
        put_up_anew(act)
    return {"number": act.roundtable.last_proposal}


def _refuse_flood(act: Act, person: Participant, stage: Stage) -> None:
    standing = func.sum(case((Proposal.status == "withdrawn", 0), else_=1))
    sent = select(func.count(), standing).where(
        Proposal.author_id == person.id, Proposal.stage_id == stage.id
    )
    count, stand = act.session.execute(sent).one()
    most = int(stage.settings.get("most", MOST_PROPOSALS))
    if count >= MOST_PROPOSALS or (stand or 0) >= most:
        raise Refused("too_many", most=most)


def _own(act: Act, proposal: Proposal) -> Participant:
    person = act.participant
    if proposal.author_id != person.id:
        raise Refused("not_yours", "proposal")
    return person


@command(PARTICIPANT, private=True)
def edit_proposal(act: Act, proposal: Proposal, text: Text, area: Area | None = None) -> Result:
    """Say one's own proposal better. The earlier wording is kept in its history.

    While proposals are written, shared, clarified or improved; what was returned by the facilitator
    at any time. Then it is looked at again, where the stage says so.
    """
    person = _own(act, proposal)
    refuse_unless(proposal, "shown", "kept", "held", "returned")
    if proposal.status != "returned":
        refuse_if_late(act, REWRITTEN)
    first = act.session.get_one(Stage, proposal.stage_id)
    refuse_if_long(text, first.settings, act.stage.settings)
    act.session.add(
        Wording(
            proposal_id=proposal.id, text=proposal.text, language=proposal.language, until=act.now
        )
    )
    proposal.text = text
    proposal.area_id = area.id if area else None
    proposal.language = said_in(text, person.language)
    proposal.direction = direction(text, proposal.language)
    proposal.edited_at = act.now
    if proposal.status != "kept":
        _show(proposal, _moderating(act, first))
    put_up_anew(act)
    return None


def _show(proposal: Proposal, looking: Sequence[Stage]) -> None:
    """Show a text, or let it wait where a rule of these stages says so."""
    proposal.held_for = _rule(proposal.text, looking)
    proposal.status = "held" if proposal.held_for else "shown"
    proposal.reason = None


def _rule(text: str, looking: Sequence[Stage]) -> str | None:
    rules = (held_for(text, stage) for stage in looking)
    return next((rule for rule in rules if rule), None)


def _moderating(act: Act, first: Stage) -> list[Stage]:
    """The stages by whose rules a text is looked at again: the open one and its own, else the last.

    The stricter of both counts: what waits is not let in by the back door of a later stage.
    """
    found = [stage for stage in (act.stage, first) if stage.kind in MODERATED]
    if not found and (last := last_opened(act, MODERATED)) is not None:
        found = [last]
    return found


@command(PARTICIPANT)
def withdraw_proposal(act: Act, proposal: Proposal) -> Result:
    """Take one's own proposal back. Its number stays taken, its text is shown to nobody."""
    _own(act, proposal)
    refuse_unless(proposal, "shown", "kept", "held", "returned", "hidden")
    if proposal.status not in ("kept", "held", "returned"):
        refuse_if_late(act, REWRITTEN)
    refuse_if_voted_on(act, proposal)
    proposal.status = "withdrawn"
    proposal.cluster_id = None
    # What others said and was put into it is not theirs to take back: it stands by itself again.
    for other in act.session.scalars(select(Proposal).where(Proposal.merged_into == proposal.id)):
        if other.status == "merged":
            other.status, other.merged_into = "shown", None
    put_up_anew(act)
    return None


@command(PARTICIPANT, during=("round",))
def share_proposal(act: Act, proposal: Proposal) -> Result:
    """Share what one wrote in silence: it appears on the wall without a name.

    Where the round goes in strict turns, only while one speaks.
    """
    person = _own(act, proposal)
    stage = stage_for(act, ("round",))
    if proposal.status != "kept":
        refuse_unless(proposal, "shown", "held")
        raise Refused("shared_already", "proposal")
    if stage.settings.get("turns", "strict") == "strict" and not _speaks(act, person, stage):
        raise Refused("not_your_turn")
    proposal.position = _last_place(act) + 1
    _show(proposal, [stage])
    put_up_anew(act)
    return None


def _speaks(act: Act, person: Participant, stage: Stage) -> bool:
    query = select(Turn.id).where(
        Turn.stage_id == stage.id, Turn.participant_id == person.id, Turn.status == "speaking"
    )
    return act.session.scalar(query.limit(1)) is not None


def _last_place(act: Act) -> Any:
    query = select(func.max(Proposal.position)).where(
        Proposal.roundtable_id == act.roundtable.id, Proposal.status != "kept"
    )
    return act.session.scalar(query) or 0.0
