"""What happened, for the console: the last steps, with what can be undone and why something cannot."""

from __future__ import annotations

from collections.abc import Collection

from roundtable.projections.view import Entities, View


def timeline(_view: View, _ids: Collection[str] | None) -> Entities:
    """The last steps."""
    return {}
