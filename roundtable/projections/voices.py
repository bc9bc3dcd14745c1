"""What people say to each other's proposals: comments, questions, concerns, objections."""

from __future__ import annotations

from collections.abc import Collection

from roundtable.projections.view import Entities, View


def comments(_view: View, _ids: Collection[str] | None) -> Entities:
    """Comments and questions."""
    return {}


def concerns(_view: View, _ids: Collection[str] | None) -> Entities:
    """Concerns and objections with those who share them, as counts."""
    return {}
