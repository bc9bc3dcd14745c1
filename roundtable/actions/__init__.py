"""The commands, by family of verbs. Importing this package registers all of them."""

from roundtable.actions import agenda, board, history, people, proposals, screen, voting, writing

__all__ = ["agenda", "board", "history", "people", "proposals", "screen", "voting", "writing"]
