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
from roundtable.models.strategy import (
    Decision,
    Fate,
    Join,
    Lease,
    Node,
    NodeWording,
    Remark,
    Reply,
    Round,
    Strategy,
    StrategyExport,
    StrategyLogEntry,
    StrategyRoom,
    Version,
    Writing,
)
from roundtable.models.voting import Ballot, Concern, Merger, Option, Result, Support
from roundtable.models.writing import Export, Passage

#: Tables whose rows undo puts back. What follows from them (options, the log) is made anew.
UNDOABLE: dict[str, type[Base]] = {
    row.__tablename__: row
    for row in (Cluster, Comment, Concern, Group, Merger, Minute, Proposal, RoomTable, Stage)
}
#: The same for strategies. What was written is not among them: it has a history of its own.
UNDOABLE_IN_STRATEGIES: dict[str, type[Base]] = {
    row.__tablename__: row for row in (Fate, Join, Node, StrategyRoom)
}

__all__ = [
    "UNDOABLE",
    "UNDOABLE_IN_STRATEGIES",
    "Answer",
    "Area",
    "Ballot",
    "Base",
    "City",
    "Cluster",
    "Comment",
    "Concern",
    "Decision",
    "Export",
    "Fate",
    "Group",
    "Join",
    "Key",
    "Lease",
    "LogEntry",
    "Mark",
    "Merger",
    "Minute",
    "Node",
    "NodeWording",
    "Option",
    "Participant",
    "Passage",
    "Proposal",
    "Remark",
    "Reply",
    "Result",
    "RoomTable",
    "Round",
    "Roundtable",
    "Seat",
    "Stage",
    "Strategy",
    "StrategyExport",
    "StrategyLogEntry",
    "StrategyRoom",
    "Suggestion",
    "Support",
    "Turn",
    "Version",
    "Wording",
    "Writing",
]
