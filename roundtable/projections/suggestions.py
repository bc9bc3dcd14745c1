"""What the machine suggests, for the console: groups, likely places, near duplicates; a map of opinions."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from roundtable.models import Stage, Suggestion
from roundtable.projections.view import Data, Entities, View

#: What is looked at: one of each at most.
_STANDING = ("making", "failed", "done", "places")


def suggestions(view: View, _ids: Collection[str] | None) -> Entities:
    """The suggestion that is being made, the last one that stands, and what is pointed out by itself.

    By `status`: "making"; "done", with groups, or "failed"; "places", with likely places and near
    duplicates; "watched", with the map of the vote that is open, until its result is shown. `level` is
    from 0, coarse, to 4, fine.
    """
    query = select(Suggestion).where(
        Suggestion.roundtable_id == view.roundtable.id, Suggestion.status.in_(_STANDING)
    )
    newest: dict[str, Suggestion] = {}
    for row in view.session.scalars(query.order_by(Suggestion.created_at, Suggestion.id)):
        newest["done" if row.status == "failed" else row.status] = row
    return {row.id: _suggestion(row) for row in newest.values()} | _watched(view)


def _watched(view: View) -> Entities:
    """The map of the open vote, where it is watched; when ballots came is not told."""
    stage = view.session.get_one(Stage, view.roundtable.stage_id)
    query = select(Suggestion).where(
        Suggestion.roundtable_id == view.roundtable.id, Suggestion.status == "watched"
    )
    return {
        row.id: {"level": row.level, "status": row.status, "stage": stage.id, "map": body["map"]}
        for row in view.session.scalars(query)
        if (body := row.body or {}).get("stage") == stage.id and stage.revealed_at is None
    }


def _suggestion(row: Suggestion) -> Data:
    return {"level": row.level, **(row.body or {}), "status": row.status}
