"""What a count needs besides ballots: what options cost, and how the room settles a tie."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from roundtable.actions.ballot_paper import put_up_anew, refuse_if_votes_are_in
from roundtable.commands import FACILITATOR, Act, EntityId, Result, Words, command
from roundtable.core.errors import Refused
from roundtable.models import Cluster, Proposal, Stage
from roundtable.models import Result as ResultRow

Cost = Annotated[int, Field(ge=0, le=10**9)]
Reason = Annotated[str, Words(280)]


@command(FACILITATOR, undoable=True)
def set_cost(act: Act, thing: EntityId, cost: Cost | None = None) -> Result:
    """What a group or a proposal costs, in the unit of a vote with money to spend; null: not known.

    Not while a vote has begun: people voted on what things cost then.
    """
    row = act.session.get(Cluster, thing) or act.session.get(Proposal, thing)
    if row is None or row.roundtable_id != act.roundtable.id or row.status != "shown":
        raise Refused("option_unknown", "thing")
    refuse_if_votes_are_in(act)
    row.cost = cost
    act.says(title=row.title if isinstance(row, Cluster) else row.text[:120], cost=cost)
    put_up_anew(act)
    return None


@command(FACILITATOR, undoable=True)
def settle_tie(act: Act, stage: Stage, order: list[EntityId], reason: Reason) -> Result:
    """Say who comes first of options that tie for the last seats, the best first, and why.

    Only where the vote leaves ties to the room. The result stays as it was counted; this stands beside.
    """
    result = act.session.get(ResultRow, stage.id)
    tied = ((result.body.get("count") or {}).get("tied") or []) if result else []
    if result is None or not tied:
        raise Refused("no_tie", "stage")
    if sorted(order) != sorted(tied):
        raise Refused("not_the_tied", "order")
    result.settled = {"order": list(order), "reason": reason, "at": act.now}
    act.says(stage=stage.title, reason=reason)
    return None
