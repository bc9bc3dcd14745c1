"""The tables, by part of the mission."""

from roundtable.models.base import Base, Mark
from roundtable.models.contributions import Cluster, Comment, Proposal, Wording
from roundtable.models.people import Key, Participant
from roundtable.models.process import Area, City, Group, Roundtable, Stage
from roundtable.models.record import LogEntry
from roundtable.models.room import (
    Answer,
    Minute,
    RoomTable,
    Seat,
    Suggestion,
    Turn,
)
from roundtable.models.voting import Ballot, Concern, Merger, Option, Result, Support
from roundtable.models.writing import Export, Passage

#: Tables whose rows undo puts back. What follows from them (options, the log) is made anew.
UNDOABLE: dict[str, type[Base]] = {
    row.__tablename__: row
    for row in (Cluster, Comment, Concern, Group, Merger, Minute, Proposal, RoomTable, Stage)
}

__all__ = [
    "UNDOABLE",
    "Answer",
    "Area",
    "Ballot",
    "Base",
    "City",
    "Cluster",
    "Comment",
    "Concern",
    "Export",
    "Group",
    "Key",
    "LogEntry",
    "Mark",
    "Merger",
    "Minute",
    "Option",
    "Participant",
    "Passage",
    "Proposal",
    "Result",
    "RoomTable",
    "Roundtable",
    "Seat",
    "Stage",
    "Suggestion",
    "Support",
    "Turn",
    "Wording",
]
