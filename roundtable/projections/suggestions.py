"""Groups suggested by the machine, for the console."""

from __future__ import annotations

from collections.abc import Collection

from roundtable.projections.view import Entities, View


def suggestions(_view: View, _ids: Collection[str] | None) -> Entities:
    """The suggestion that is being made or looked at."""
    return {}
