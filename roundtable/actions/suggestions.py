"""Suggested groups. They are made beside the room, and nothing is grouped until somebody accepts it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field, JsonValue
from sqlalchemy import select

from roundtable import sources
from roundtable.actions.ballot_paper import put_up_anew, refuse_if_votes_are_in
from roundtable.actions.board import new_cluster, put
from roundtable.commands import FACILITATOR, SYSTEM, Act, Result, command
from roundtable.core import text
from roundtable.core.errors import Refused
from roundtable.models import Cluster, Proposal, Suggestion

Level = Annotated[int, Field(ge=0, le=4)]
Body = dict[str, JsonValue]
#: As many as `create_cluster` allows.
LONGEST_TITLE = 120
#: Status of the row of what is pointed out by itself: likely places and near duplicates.
PLACES = "places"


@command(FACILITATOR)
def suggest_groups(act: Act, level: Level = 2) -> Result:
    """Have groups suggested among the proposals in no group, from 0 (few and large) to 4.

    They are made beside the room, which goes on; `finish_suggestion` tells that they are there.
    """
    refuse_if_votes_are_in(act)
    if _rows(act, "making"):
        raise Refused("suggesting")
    return {"suggestion": _new(act, "making", level).id}


@command(SYSTEM, private=True, closed=True)
def finish_suggestion(act: Act, suggestion: Suggestion, body: Body | None = None) -> Result:
    """Note what is suggested, or that it could not be made (no `body`); what was before is put away."""
    if suggestion.status != "making":
        return None
    for row in _rows(act, "done", "failed", "dismissed"):
        row.status, row.body = "dismissed", None
    suggestion.status, suggestion.body = ("failed" if body is None else "done"), body
    return None


@command(SYSTEM, private=True)
def place_proposals(act: Act, body: Body) -> Result:
    """Note where proposals in no group may belong, and which ones say nearly the same."""
    row = next(iter(_rows(act, PLACES)), None)
    if row is None:
        row = _new(act, PLACES, 0)
    row.body = body
    return None


@command(FACILITATOR, undoable=True)
def accept_suggestion(
    act: Act, suggestion: Suggestion, groups: list[dict[str, JsonValue]]
) -> Result:
    """Make groups of what is suggested: of each {key, title?, proposals?}, what is not named as it is.

    Proposals that meanwhile lie in a group stay there: the result tells how many were left out.
    """
    _standing(suggestion)
    refuse_if_votes_are_in(act)
    made: list[Cluster] = []
    left_out = 0
    for title, language, ids in [_wanted(suggestion, each) for each in groups]:
        proposals = _loose(act, ids)
        left_out += len(ids) - len(proposals)
        if proposals:
            areas = {proposal.area_id for proposal in proposals}
            area = areas.pop() if len(areas) == 1 else None
            cluster = new_cluster(act, area, title, key=sources.new_id() if made else "")
            cluster.language = language or cluster.language
            put(act, proposals, cluster, None)
            made.append(cluster)
    if not made:
        raise Refused("nothing_left", "groups")
    act.says(count=len(made), cluster=made[0].title)
    put_up_anew(act)
    return {"clusters": [cluster.id for cluster in made], "left_out": left_out}


@command(FACILITATOR)
def dismiss_suggestion(act: Act, suggestion: Suggestion) -> Result:
    """Put a suggestion away; asked again, the same comes back. What was accepted of it stays."""
    _standing(suggestion)
    suggestion.status = "dismissed"
    return None


def _rows(act: Act, *statuses: str) -> Sequence[Suggestion]:
    query = select(Suggestion).where(
        Suggestion.roundtable_id == act.roundtable.id, Suggestion.status.in_(statuses)
    )
    return act.session.scalars(query.order_by(Suggestion.created_at, Suggestion.id)).all()


def _new(act: Act, status: str, level: int) -> Suggestion:
    row = Suggestion(
        id=act.id,
        roundtable_id=act.roundtable.id,
        status=status,
        level=level,
        created_at=act.now,
    )
    act.session.add(row)
    return row


def _standing(suggestion: Suggestion) -> None:
    """Refuse what is not there (any more): another console may have put it away."""
    if suggestion.status != "done":
        raise Refused("suggestion_gone", "suggestion")


def _wanted(suggestion: Suggestion, given: dict[str, JsonValue]) -> tuple[str, str, list[str]]:
    """Title, language ("": that of the roundtable) and proposals of a group as it was accepted."""
    title, proposals = given.get("title"), given.get("proposals")
    if given.keys() - {"key", "title", "proposals"}:
        raise Refused("arg_unknown", "groups")
    groups: list[Any] = (suggestion.body or {}).get("groups", [])
    suggested = next((group for group in groups if group["key"] == given.get("key")), None)
    if suggested is None:
        raise Refused("suggestion_gone", "groups")
    if title is None or title == suggested["title"]:
        title, language = suggested["title"], str(suggested["language"])
    else:
        language = ""
    if proposals is None:
        proposals = suggested["proposals"]
    if not isinstance(title, str) or not isinstance(proposals, list):
        raise Refused("arg_wrong", "groups")
    if not all(key in suggested["proposals"] for key in proposals):
        raise Refused("arg_wrong", "groups")
    return (
        text.clean(title, field="groups", longest=LONGEST_TITLE),
        language,
        list(map(str, proposals)),
    )


def _loose(act: Act, ids: Sequence[str]) -> list[Proposal]:
    """Those that still stand for themselves, in the order of the suggestion."""
    query = select(Proposal).where(
        Proposal.roundtable_id == act.roundtable.id,
        Proposal.id.in_(ids),
        Proposal.status == "shown",
        Proposal.cluster_id.is_(None),
    )
    found = {row.id: row for row in act.session.scalars(query)}
    return [found[key] for key in ids if key in found]
