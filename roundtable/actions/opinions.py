"""The map of opinions while votes come in, for those who run the room. It is drawn beside the room.

What it tells must not tell of one ballot, whenever one asks: the next map is put up only when so many
people have voted, or changed their vote, since the last one as a group needs to be told of.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, JsonValue
from sqlalchemy import func, select

from roundtable.actions.sealed import is_sealed
from roundtable.commands import FACILITATOR, SYSTEM, Act, Result, command
from roundtable.core.errors import Refused
from roundtable.models import Ballot, Stage, Suggestion

Moment = Annotated[int, Field(ge=0)]
#: The row of a vote's map while it is looked at, and while it is not. It stays, with what it was made of.
WATCHED, UNWATCHED = "watched", "unwatched"


@command(FACILITATOR, during=("vote",))
def watch_opinions(act: Act, stage: Stage, on: bool = True) -> Result:
    """Have the map of opinions drawn on the consoles while votes come in, or not any more.

    Of a vote with the ballot "opinion", before its result is shown. It is put up anew only when enough
    ballots have come or changed since (`threshold` of the roundtable), so that it tells of no single one.
    """
    if stage.settings.get("ballot") != "opinion" or stage.opened_at is None:
        raise Refused("nothing_to_vote_on", "stage")
    if stage.revealed_at is not None:
        raise Refused("already_revealed", "stage")
    if is_sealed(stage):
        raise Refused("vote_sealed", "stage")
    row = _row(act, stage)
    if row is None:
        if not on:
            return None
        row = Suggestion(
            id=act.id,
            roundtable_id=act.roundtable.id,
            level=0,
            body={"stage": stage.id, "at": 0, "map": None},
            created_at=act.now,
        )
        act.session.add(row)
    row.status = WATCHED if on else UNWATCHED
    return None


@command(SYSTEM, private=True)
def draw_opinions(
    act: Act, suggestion: Suggestion, at: Moment, body: dict[str, JsonValue] | None = None
) -> Result:
    """Put up a map that holds all ballots up to `at`; nothing where too few came since the last one.

    Without a `body` the map is taken down, as the ballots were thrown away.
    """
    before = suggestion.body or {}
    if suggestion.status != WATCHED or "stage" not in before:
        return None
    news = select(func.count()).where(
        Ballot.stage_id == before["stage"],
        Ballot.changed_at > before["at"],
        Ballot.changed_at <= at,
    )
    few = (act.session.scalar(news) or 0) < act.roundtable.threshold
    if before["map"] == body or (few and body is not None):
        return None
    suggestion.body = {"stage": before["stage"], "at": at, "map": body}
    return None


def _row(act: Act, stage: Stage) -> Suggestion | None:
    query = select(Suggestion).where(
        Suggestion.roundtable_id == act.roundtable.id,
        Suggestion.status.in_((WATCHED, UNWATCHED)),
    )
    rows = act.session.scalars(query)
    return next((row for row in rows if (row.body or {}).get("stage") == stage.id), None)
