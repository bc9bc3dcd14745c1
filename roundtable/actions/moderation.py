"""What is shown of what people said, and what the room looks at. Every step of it can be undone."""

from __future__ import annotations

from typing import Annotated

from sqlalchemy import select

from roundtable.actions.ballot_paper import put_up_anew, refuse_if_revealed
from roundtable.actions.texts import refuse_unless
from roundtable.commands import FACILITATOR, Act, EntityId, Result, Words, command
from roundtable.core.errors import Refused
from roundtable.models import Cluster, Option, Proposal

Reason = Annotated[str, Words(280)]
NoReason = Annotated[str, Words(280, empty=True)]


def _set(act: Act, proposal: Proposal, status: str, reason: str | None = None) -> None:
    refuse_if_revealed(act, proposal.id)
    proposal.status, proposal.reason = status, reason
    act.says(proposal=proposal.number)
    put_up_anew(act)


@command(FACILITATOR, undoable=True)
def approve_proposal(act: Act, proposal: Proposal) -> Result:
    """Show a proposal that waits to be looked at."""
    refuse_unless(proposal, "held")
    proposal.held_for = None
    _set(act, proposal, "shown")
    return None


@command(FACILITATOR, undoable=True)
def return_proposal(act: Act, proposal: Proposal, reason: Reason) -> Result:
    """Give a proposal back to its author with a reason, to be said better. Nobody else sees it."""
    refuse_unless(proposal, "held", "shown")
    _set(act, proposal, "returned", reason)
    return None


@command(FACILITATOR, undoable=True)
def hide_proposal(act: Act, proposal: Proposal, reason: NoReason = "") -> Result:
    """Take a proposal off every surface, also off a running vote. It stays in the record."""
    refuse_unless(proposal, "shown", "held", "returned")
    _set(act, proposal, "hidden", reason or None)
    return None


@command(FACILITATOR, undoable=True)
def restore_proposal(act: Act, proposal: Proposal) -> Result:
    """Show a hidden proposal again."""
    refuse_unless(proposal, "hidden")
    _set(act, proposal, "shown")
    return None


@command(FACILITATOR, undoable=True)
def pin_proposal(act: Act, proposal: Proposal, pinned: bool) -> Result:
    """Put a proposal ahead of all others wherever proposals are read, or take it back into the row."""
    refuse_unless(proposal, "shown", "held")
    proposal.pinned = pinned
    act.says(proposal=proposal.number, pinned=pinned)
    return None


@command(FACILITATOR)
def spotlight(act: Act, thing: EntityId | None = None) -> Result:
    """Let the screen and the phones look at one proposal, group or option; None ends it."""
    if thing is not None and not _is_there(act, thing):
        raise Refused("thing_unknown", "thing")
    act.roundtable.spotlight = thing
    return None


def _is_there(act: Act, thing: str) -> bool:
    up = select(Option.id).where(
        Option.id == thing, Option.roundtable_id == act.roundtable.id, Option.up
    )
    if act.session.scalar(up.limit(1)) is not None:
        return True
    row = act.session.get(Proposal, thing) or act.session.get(Cluster, thing)
    return row is not None and row.roundtable_id == act.roundtable.id and row.status == "shown"
