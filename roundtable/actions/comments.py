"""Comments on proposals, and questions that clarify them."""

from __future__ import annotations

from typing import Annotated, Literal

from sqlalchemy import func, select

from roundtable.actions.texts import (
    held_for,
    refuse_if_late,
    refuse_unless,
    said_in,
    stage_for,
)
from roundtable.commands import FACILITATOR, PARTICIPANT, Act, Result, Words, command
from roundtable.core.errors import Refused
from roundtable.core.text import direction
from roundtable.models import Comment, Proposal

Text = Annotated[str, Words(600, lines=True)]
COMMENTED = ("clarify", "improve")
#: What one person may say to the proposals in one stage.
MOST_COMMENTS = 60


@command(PARTICIPANT, during=COMMENTED, private=True)
def add_comment(
    act: Act, proposal: Proposal, text: Text, kind: Literal["comment", "question"] = "comment"
) -> Result:
    """Comment on a proposal, or ask what it means. It appears without a name."""
    stage = stage_for(act, COMMENTED)
    refuse_if_late(act, COMMENTED)
    refuse_unless(proposal, "shown")
    person = act.participant
    said = select(func.count()).where(Comment.author_id == person.id, Comment.stage_id == stage.id)
    if (act.session.scalar(said) or 0) >= MOST_COMMENTS:
        raise Refused("too_many_comments", most=MOST_COMMENTS)
    language, rule = said_in(text, person.language), held_for(text, stage)
    act.session.add(
        Comment(
            id=act.id,
            roundtable_id=act.roundtable.id,
            proposal_id=proposal.id,
            stage_id=stage.id,
            author_id=person.id,
            kind=kind,
            text=text,
            language=language,
            direction=direction(text, language),
            status="held" if rule else "shown",
            held_for=rule,
            created_at=act.now,
        )
    )
    return {"comment": act.id}


@command(PARTICIPANT)
def withdraw_comment(act: Act, comment: Comment) -> Result:
    """Take one's own comment back. Its text is shown to nobody any more."""
    if comment.author_id != act.participant.id:
        raise Refused("not_yours", "comment")
    if comment.status == "withdrawn":
        raise Refused("was_withdrawn", "comment")
    comment.status = "withdrawn"
    return None


@command(FACILITATOR, undoable=True)
def hide_comment(act: Act, comment: Comment) -> Result:
    """Take a comment off every surface."""
    refuse_unless(comment, "shown", "held")
    comment.status = "hidden"
    _says(act, comment)
    return None


@command(FACILITATOR, undoable=True)
def approve_comment(act: Act, comment: Comment) -> Result:
    """Show a comment that waits to be looked at, or one that was hidden."""
    refuse_unless(comment, "held", "hidden")
    comment.status, comment.held_for = "shown", None
    _says(act, comment)
    return None


def _says(act: Act, comment: Comment) -> None:
    act.says(proposal=act.session.get_one(Proposal, comment.proposal_id).number)
