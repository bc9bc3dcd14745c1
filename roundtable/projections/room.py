"""The room: tables, people without phones, who speaks, what was written down, how it was found."""

from __future__ import annotations

from collections.abc import Collection

from roundtable.projections.view import Entities, View


def tables(_view: View, _ids: Collection[str] | None) -> Entities:
    """The tables, and who sits where by count."""
    return {}


def cards(_view: View, _ids: Collection[str] | None) -> Entities:
    """People without a phone, by their paper's code."""
    return {}


def queue(_view: View, _ids: Collection[str] | None) -> Entities:
    """Who wants to speak and who speaks."""
    return {}


def talk(_view: View, _ids: Collection[str] | None) -> Entities:
    """How long each group spoke."""
    return {}


def minutes(_view: View, _ids: Collection[str] | None) -> Entities:
    """Notes, what is parked, decisions, tasks."""
    return {}


def feedback(_view: View, _ids: Collection[str] | None) -> Entities:
    """What people said of the meeting."""
    return {}
