"""What leaves a roundtable as data, and what comes back: files of ballots, tables, the whole of it."""

from roundtable.archive.complete import ArchiveError, dump, json_of, load, read

__all__ = ["ArchiveError", "dump", "json_of", "load", "read"]
