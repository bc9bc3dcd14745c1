"""The tables, by part of the mission."""

from roundtable.models.base import Base, Mark
from roundtable.models.contributions import Cluster, Proposal, Wording
from roundtable.models.people import Key, Participant
from roundtable.models.process import Area, City, Group, Roundtable, Stage
from roundtable.models.record import LogEntry
from roundtable.models.voting import Ballot, Option, Result
from roundtable.models.writing import Export, Passage

__all__ = [
    "Area",
    "Ballot",
    "Base",
    "City",
    "Cluster",
    "Export",
    "Group",
    "Key",
    "LogEntry",
    "Mark",
    "Option",
    "Participant",
    "Passage",
    "Proposal",
    "Result",
    "Roundtable",
    "Stage",
    "Wording",
]
