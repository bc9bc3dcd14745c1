"""Proposals: what people say, and what becomes visible of it."""

from __future__ import annotations

from typing import Annotated

from sqlalchemy import func, select

from roundtable import languages
from roundtable.actions.voting import put_up_anew, refuse_if_revealed, refuse_if_voted_on
from roundtable.commands import FACILITATOR, PARTICIPANT, Act, LanguageTag, Result, Words, command
from roundtable.core.errors import Refused
from roundtable.core.text import direction
from roundtable.models import Area, Participant, Proposal, Wording

#: The longest that any stage allows; the stage's own limit is checked besides.
Text = Annotated[str, Words(1000)]
Reason = Annotated[str, Words(280, empty=True)]
#: What one person may send in one stage. More is not a contribution but a flood.
MOST_PROPOSALS = 60


@command(PARTICIPANT, during=("propose",), timed=True, private=True)
def submit_proposal(
    act: Act, text: Text, area: Area | None = None, language: LanguageTag = "und"
) -> Result:
    """Send one idea. It gets a number for good, and appears on the wall without a name."""
    person = act.participant
    _check_length(act, text)
    sent = select(func.count()).where(
        Proposal.author_id == person.id, Proposal.stage_id == act.stage.id
    )
    if (act.session.scalar(sent) or 0) >= MOST_PROPOSALS:
        raise Refused("too_many", most=MOST_PROPOSALS)
    act.roundtable.last_proposal += 1
    said_in = languages.detect(text, language if language != "und" else person.language)
    act.session.add(
        Proposal(
            id=act.id,
            roundtable_id=act.roundtable.id,
            number=act.roundtable.last_proposal,
            stage_id=act.stage.id,
            area_id=area.id if area else None,
            author_id=person.id,
            text=text,
            language=said_in,
            direction=direction(text, said_in),
            position=float(act.roundtable.last_proposal),
            created_at=act.now,
        )
    )
    return {"number": act.roundtable.last_proposal}


def _check_length(act: Act, text: str) -> None:
    longest = int(act.stage.settings.get("max_length", 280))
    if len(text) > longest:
        raise Refused("text_too_long", "text", longest=longest, length=len(text))


def _own(act: Act, proposal: Proposal) -> Participant:
    person = act.participant
    if proposal.author_id != person.id:
        raise Refused("not_yours", "proposal")
    return person


@command(PARTICIPANT, during=("propose",), timed=True, private=True)
def edit_proposal(act: Act, proposal: Proposal, text: Text, area: Area | None = None) -> Result:
    """Say one's own proposal better. The earlier wording is kept in its history."""
    person = _own(act, proposal)
    if proposal.status == "withdrawn":
        raise Refused("was_withdrawn", "proposal")
    _check_length(act, text)
    act.session.add(
        Wording(
            proposal_id=proposal.id, text=proposal.text, language=proposal.language, until=act.now
        )
    )
    proposal.text = text
    proposal.area_id = area.id if area else None
    proposal.language = languages.detect(text, person.language)
    proposal.direction = direction(text, proposal.language)
    proposal.edited_at = act.now
    put_up_anew(act)
    return None


@command(PARTICIPANT, during=("propose",), timed=True)
def withdraw_proposal(act: Act, proposal: Proposal) -> Result:
    """Take one's own proposal back. Its number stays taken, its text is shown to nobody."""
    _own(act, proposal)
    if proposal.status == "withdrawn":
        raise Refused("was_withdrawn", "proposal")
    refuse_if_voted_on(act, proposal)
    proposal.status = "withdrawn"
    proposal.cluster_id = None
    put_up_anew(act)
    return None


@command(FACILITATOR, undoable=True)
def hide_proposal(act: Act, proposal: Proposal, reason: Reason = "") -> Result:
    """Take a proposal off every surface, also off a running vote. It stays in the record."""
    if proposal.status != "shown":
        raise Refused("proposal_unknown", "proposal")
    refuse_if_revealed(act)
    proposal.status, proposal.reason = "hidden", reason or None
    act.says(proposal=proposal.number)
    put_up_anew(act)
    return None


@command(FACILITATOR, undoable=True)
def restore_proposal(act: Act, proposal: Proposal) -> Result:
    """Show a hidden proposal again."""
    if proposal.status != "hidden":
        raise Refused("proposal_unknown", "proposal")
    refuse_if_revealed(act)
    proposal.status, proposal.reason = "shown", None
    act.says(proposal=proposal.number)
    put_up_anew(act)
    return None
