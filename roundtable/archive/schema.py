"""The shape of an archive, made from the tables: what a row may hold, and what is left out of it.

`python -m roundtable.archive` prints it as a JSON Schema; `roundtable-archive-1.schema.json`
in this folder is what it printed.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Final, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, JsonValue, create_model
from sqlalchemy import JSON, BigInteger, Boolean, Column, Float, Integer, String, Table
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from roundtable.commands.arguments import ID_PATTERN
from roundtable.core.stages import KINDS
from roundtable.models import (
    Answer,
    Area,
    Ballot,
    Base,
    Cluster,
    Comment,
    Concern,
    Group,
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
    Suggestion,
    Support,
    Turn,
    Wording,
)

FORMAT: Final = "roundtable archive"
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
#: Columns that are not handed out: the roundtable is said once, running numbers are made anew, and the
#: fingerprints of commands are made with this installation's secret.
LEFT_OUT: Final = {
    **{name: frozenset({"roundtable_id"}) for name in TABLES},
    "roundtables": frozenset({"city_id"}),
    "wordings": frozenset({"id"}),
    "log": frozenset({"roundtable_id", "seq", "fingerprint"}),
}
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
    ("suggestions", "status"): ("making", "done", "failed", "dismissed"),
}  # fmt: skip
_INTEGER: Final = 2**31
#: Beyond it JSON numbers lose digits in some programs.
_BIG: Final = 2**53
#: A sealed ballot, which is the only text whose column has no length.
_LONGEST: Final = 100_000

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


def schema() -> dict[str, Any]:
    """The archive as a JSON Schema (draft 2020-12)."""
    made = archive_model().model_json_schema()
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
    if (column.name == "id" and model is not LogEntry) or column.foreign_keys:
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
    return Annotated[str, Field(max_length=kind.length or _LONGEST)]


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
