"""The shape of an archive, made from the tables: what a row may hold, and what is left out of it.

`python -m roundtable.archive` prints it as a JSON Schema, with "strategy" that of a strategy's;
`roundtable-archive-1.schema.json` and `strategy-archive-1.schema.json` in this folder are what it printed.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Final, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, JsonValue, create_model
from sqlalchemy import JSON, BigInteger, Boolean, Column, Float, Integer, String, Table
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from roundtable.commands.arguments import ID_PATTERN
from roundtable.core.stages import KINDS
from roundtable.core.strategy import fates
from roundtable.models import (
    Answer,
    Area,
    Ballot,
    Base,
    Cluster,
    Comment,
    Concern,
    Group,
    Key,
    Lease,
    LogEntry,
    Merger,
    Minute,
    Option,
    Participant,
    Passage,
    Proposal,
    Result,
    RoomTable,
    Roundtable,
    Seat,
    Stage,
    Strategy,
    StrategyExport,
    StrategyLogEntry,
    Suggestion,
    Support,
    Turn,
    Version,
    Wording,
)

FORMAT: Final = "roundtable archive"
STRATEGY_FORMAT: Final = "strategy archive"
VERSION: Final = 1
#: Rows of one table: more than any room makes, less than harms.
MOST_ROWS: Final = 200_000
#: What belongs to a roundtable, by the name of its table. Keys are secrets; exports are files elsewhere.
TABLES: Final[dict[str, type[Base]]] = {
    model.__tablename__: model
    for model in (
        Area, Group, Stage, RoomTable, Participant, Cluster, Proposal, Wording, Comment, Option,
        Ballot, Concern, Support, Merger, Result, Seat, Turn, Minute, Answer, Suggestion, Passage,
        LogEntry,
    )
}  # fmt: skip
#: Of a strategy's tables: who types just now, keys, which are secrets, and files that lie elsewhere.
NOT_OF_STRATEGY: Final[tuple[type[Base], ...]] = (Lease, Key, StrategyExport)
#: All other tables with a strategy's id, told by the models themselves so that no new one is forgotten.
STRATEGY_TABLES: Final[dict[str, type[Base]]] = {
    name: model
    for name, model in sorted(
        (str(mapper.class_.__tablename__), mapper.class_) for mapper in Base.registry.mappers
    )
    if "strategy_id" in model.__table__.columns and model not in NOT_OF_STRATEGY
}
#: Columns that are not handed out: the roundtable is said once, running numbers are made anew, and the
#: fingerprints of commands are made with this installation's secret.
LEFT_OUT: Final = {
    **{name: frozenset({"roundtable_id"}) for name in TABLES},
    **{name: frozenset({"strategy_id"}) for name in STRATEGY_TABLES},
    "roundtables": frozenset({"city_id"}),
    "strategies": frozenset({"city_id"}),
    "strategy_log": frozenset({"strategy_id", "seq", "fingerprint"}),
    "wordings": frozenset({"id"}),
    "log": frozenset({"roundtable_id", "seq", "fingerprint"}),
}
#: Rows of these are known by the id of a command, which is none of a row.
_LOGS: Final = (LogEntry, StrategyLogEntry)
_SHOWN: Final = ("shown", "removed")
#: Words of which one stands in a column.
_WORDS: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("roundtables", "status"): ("open", "closed"),
    ("stages", "kind"): tuple(KINDS),
    ("stages", "status"): ("waiting", "open", "done", "removed"),
    ("tables", "status"): _SHOWN,
    ("participants", "channel"): ("phone", "desk"),
    ("clusters", "status"): _SHOWN,
    ("proposals", "status"): (
        "shown", "kept", "held", "returned", "hidden", "merged", "withdrawn",
    ),
    ("comments", "kind"): ("comment", "question"),
    ("comments", "status"): ("shown", "held", "hidden", "withdrawn"),
    ("concerns", "kind"): ("concern", "objection"),
    ("concerns", "status"): ("open", "integrated", "withdrawn", "hidden"),
    ("mergers", "status"): _SHOWN,
    ("turns", "status"): ("waiting", "speaking", "done", "withdrawn"),
    ("minutes", "status"): ("open", "done", "removed"),
    ("nodes", "kind"): ("chapter", "priority", "passage", "measure"),
    ("nodes", "status"): _SHOWN,
    ("strategy_rooms", "status"): _SHOWN,
    ("fates", "kind"): fates.KINDS,
    ("remarks", "kind"): ("comment", "suggestion", "answer", "opinion"),
    ("replies", "outcome"): ("taken", "part", "not"),
    ("suggestions", "status"): ("making", "done", "failed", "dismissed"),
}  # fmt: skip
_INTEGER: Final = 2**31
#: Roundtables of one strategy.
MOST_ROOMS: Final = 500
#: The tables of which each strategy's archive has a part.
FIRST: Final = frozenset(
    {"strategy_rooms", "nodes", "node_wordings", "writings", "fates", "joins", "decisions", "versions",
     "rounds", "remarks", "replies", "strategy_log"}
)  # fmt: skip
#: Beyond it JSON numbers lose digits in some programs.
_BIG: Final = 2**53
#: A sealed ballot, which is the only text whose column has no length.
_LONGEST: Final = 100_000
#: A version: a whole strategy as a text.
_LONGEST_VERSION: Final = 20_000_000

_CONFIG: Final = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


@cache
def archive_model() -> type[BaseModel]:
    """The shape of a whole archive."""
    rows: dict[str, Any] = {
        name: (Annotated[list[_row(model)], Field(max_length=MOST_ROWS)], ...)  # type: ignore[misc]
        for name, model in TABLES.items()
    }
    head: dict[str, Any] = {
        "format": (Literal["roundtable archive"], ...),
        "version": (Literal[1], ...),
        "city": (Annotated[str, Field(min_length=1, max_length=120)], ...),
        "roundtable": (_row(Roundtable), ...),
    }
    return create_model("Archive", __config__=_CONFIG, **head, **rows)


@cache
def strategy_model() -> type[BaseModel]:
    """The shape of a whole strategy's archive."""
    rows: dict[str, Any] = {
        name: (Annotated[list[_row(model)], Field(max_length=MOST_ROWS)], _older(name))  # type: ignore[misc]
        for name, model in STRATEGY_TABLES.items()
    }
    room: Any = archive_model()
    roundtables = Annotated[list[room], Field(max_length=MOST_ROOMS)]
    head: dict[str, Any] = {
        "format": (Literal["strategy archive"], ...),
        "version": (Literal[1], ...),
        "city": (Annotated[str, Field(min_length=1, max_length=120)], ...),
        "strategy": (_row(Strategy), ...),
        "roundtables": (roundtables, ...),
    }
    return create_model("StrategyArchive", __config__=_CONFIG, **head, **rows)


def _older(name: str) -> Any:
    """A table that the first archives did not have is taken to be empty in them."""
    return ... if name in FIRST else []


def schema(kind: str = "") -> dict[str, Any]:
    """The archive as a JSON Schema (draft 2020-12); `kind` "strategy": that of a strategy."""
    made = (strategy_model() if kind == "strategy" else archive_model()).model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | made


def columns_of(model: type[Base]) -> list[Column[Any]]:
    """The columns of a table that an archive holds."""
    left_out = LEFT_OUT[model.__tablename__]
    return [column for column in table_of(model).columns if column.name not in left_out]


def table_of(model: type[Base]) -> Table:
    """The table of a model."""
    return cast(Table, model.__table__)


def _row(model: type[Base]) -> Any:
    fields: dict[str, Any] = {}
    for column in columns_of(model):
        shape = _shape(model, column)
        fields[column.name] = (shape | None if column.nullable else shape, _default(column))
    return create_model(model.__name__, __config__=_CONFIG, **fields)


def _default(column: Column[Any]) -> Any:
    """What an archive of an earlier version, which had no such column, is taken to have in it."""
    if column.nullable:
        return None
    default = column.default
    return default.arg if isinstance(default, ScalarElementColumnDefault) else ...


def _shape(model: type[Base], column: Column[Any]) -> Any:  # noqa: PLR0911 (one for each type)
    if words := _WORDS.get((model.__tablename__, column.name)):
        return Literal[words]
    if (column.name == "id" and model not in _LOGS) or column.foreign_keys:
        return Annotated[str, Field(pattern=ID_PATTERN)]
    kind = column.type
    if isinstance(kind, JSON):
        return _json(model, column.name)
    if isinstance(kind, Boolean):
        return bool
    if isinstance(kind, Float):
        return float
    if isinstance(kind, Integer):
        most = _BIG if isinstance(kind, BigInteger) else _INTEGER
        return Annotated[int, Field(gt=-most, lt=most)]
    assert isinstance(kind, String), column
    longest = kind.length or (_LONGEST_VERSION if model is Version else _LONGEST)
    return Annotated[str, Field(max_length=longest)]


def _json(model: type[Base], name: str) -> Any:
    """What a column of JSON holds, as its annotation says."""
    said = str(model.__annotations__[name])
    if model is Ballot:
        return dict[str, int]
    if "Localized" in said:
        return dict[str, str]
    if (model, name) in ((Option, "proposals"), (Roundtable, "languages")):
        return list[str]
    return list[JsonValue] if "list" in said else dict[str, JsonValue]
