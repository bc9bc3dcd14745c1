"""What leaves a roundtable or a strategy as data, and what comes back: ballots, tables, the whole of it."""

from roundtable.archive.complete import ArchiveError, dump, json_of, load, read
from roundtable.archive.schema import FORMAT, STRATEGY_FORMAT
from roundtable.archive.strategies import dump_strategy, load_strategy, strategy_json_of

__all__ = [
    "FORMAT",
    "STRATEGY_FORMAT",
    "ArchiveError",
    "dump",
    "dump_strategy",
    "json_of",
    "load",
    "load_strategy",
    "read",
    "strategy_json_of",
]
