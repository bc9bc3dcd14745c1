"""The commands, by family of verbs. Importing this package registers all of them."""

from roundtable.actions import (
    agenda,
    board,
    comments,
    concerns,
    feedback,
    history,
    mergers,
    moderation,
    people,
    proposals,
    screen,
    steps,
    voting,
    writing,
)

__all__ = [
    "agenda",
    "board",
    "comments",
    "concerns",
    "feedback",
    "history",
    "mergers",
    "moderation",
    "people",
    "proposals",
    "screen",
    "steps",
    "voting",
    "writing",
]
