"""What the machine suggests, for the console: groups, likely places, near duplicates."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from roundtable.models import Suggestion
from roundtable.projections.view import Data, Entities, View

#: What is looked at: one of each at most.
_STANDING = ("making", "failed", "done", "places")


def suggestions(view: View, _ids: Collection[str] | None) -> Entities:
    """The suggestion that is being made, the last one that stands, and what is pointed out by itself.

    By `status`: "making"; "done", with groups, or "failed"; "places", with likely places and near
    duplicates. `level` is from 0, coarse, to 4, fine.
    """
    query = select(Suggestion).where(
        Suggestion.roundtable_id == view.roundtable.id, Suggestion.status.in_(_STANDING)
    )
    newest: dict[str, Suggestion] = {}
    for row in view.session.scalars(query.order_by(Suggestion.created_at, Suggestion.id)):
        newest["done" if row.status == "failed" else row.status] = row
    return {row.id: _suggestion(row) for row in newest.values()}


def _suggestion(row: Suggestion) -> Data:
    return {"level": row.level, **(row.body or {}), "status": row.status}
