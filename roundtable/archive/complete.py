"""A roundtable as one JSON object, out and in: docs/formats/json.md.

Out: every row that belongs to it, but for secrets. In: a roundtable with a new code, that nobody has
a key to yet. Ids stay as they are, unless this installation has some of them already: then all are
new, in the same order, wherever they stand.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from sqlalchemy import JSON, Column, String, UniqueConstraint, insert, select, update
from sqlalchemy.orm import Session

from roundtable import sources
from roundtable.actions.setup import city_named, free_code
from roundtable.archive.schema import FORMAT, TABLES, VERSION, archive_model, columns_of, table_of
from roundtable.models import Base, City, LogEntry, Proposal, Roundtable, Wording

Data = dict[str, Any]
#: Bytes of a file: some ten times what a large room makes.
LARGEST: Final = 100_000_000
#: How deep objects may lie in each other: ours lie in ten.
DEEPEST: Final = 40
#: So many problems are told.
MOST_TOLD: Final = 5
#: Ids that one query asks for: SQLite takes some thousands of parameters.
_ASKED: Final = 500
_ID: Final = re.compile(r"[0-9a-z]{20}")
#: What a draw was made with stays, else nobody could draw again; it is no reference.
_NO_REFERENCE: Final = frozenset({"seed"})
#: Numbers that were given last, and the column that has them.
_COUNTED: Final = (
    ("last_proposal", "proposals", "number"),
    ("last_cluster", "clusters", "number"),
    ("last_alias", "participants", "alias"),
    ("rev", "log", "rev"),
)


class ArchiveError(Exception):
    """An archive that cannot be used; the message is a line for each problem, with its path."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))


def json_of(session: Session, roundtable: Roundtable) -> bytes:
    """The archive as a file."""
    text = json.dumps(dump(session, roundtable), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def dump(session: Session, roundtable: Roundtable) -> Data:
    """All that belongs to a roundtable; rows in the order of their ids, the log in that of its commands."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "city": session.get_one(City, roundtable.city_id).name,
        "roundtable": row_of(roundtable),
        **{
            name: [row_of(row) for row in session.scalars(_query(model, roundtable))]
            for name, model in TABLES.items()
        },
    }


def row_of(row: Base) -> Data:
    """The columns of a row that an archive holds."""
    return {column.name: getattr(row, column.name) for column in columns_of(type(row))}


def _query(model: Any, roundtable: Roundtable) -> Any:
    if model is Wording:
        mine = select(Proposal.id).where(Proposal.roundtable_id == roundtable.id)
        return select(Wording).where(Wording.proposal_id.in_(mine)).order_by(Wording.id)
    query = select(model).where(model.roundtable_id == roundtable.id)
    return query.order_by(*([LogEntry.rev] if model is LogEntry else table_of(model).primary_key))


def read(content: bytes) -> Data:
    """The object in a file, not yet checked. Raises `ArchiveError`."""
    if len(content) > LARGEST:
        raise ArchiveError(f"the file has more than {LARGEST // 1_000_000} MB.")
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise ArchiveError("the file is not UTF-8.") from None
    except json.JSONDecodeError as error:
        raise ArchiveError(
            f"line {error.lineno}: it is no JSON there; look if the file is whole."
        ) from None
    except RecursionError:
        raise ArchiveError(f"objects lie more than {DEEPEST} deep in each other.") from None
    except ValueError:
        raise ArchiveError("there is a number in it that cannot be read.") from None
    if not isinstance(data, dict):
        raise ArchiveError("it holds no object; is it an archive?")
    return data


def _no_number(name: str) -> float:
    raise ValueError(name)


def load(session: Session, data: Data) -> Roundtable:
    """A new roundtable with all that an archive holds. Raises `ArchiveError`; the caller commits."""
    rows = checked(data)
    return load_checked(session, rows, new_ids(session, rows), free_code(session))


def load_checked(session: Session, rows: Data, ids: Mapping[str, str], code: str) -> Roundtable:
    """A new roundtable of these rows, with `ids` in the place of old ones, under a code that is free."""
    made = {
        name: [_with_ids(TABLES[name], row, ids) for row in rows[name]] for name in TABLES
    }  # before anything is written
    head = _with_ids(Roundtable, rows["roundtable"], ids)
    head |= {"code": code, "city_id": city_named(session, rows["city"]).id}
    session.execute(insert(Roundtable), [head])
    for table in Base.metadata.sorted_tables:
        if made.get(table.name):
            insert_rows(
                session, TABLES[table.name], made[table.name], {"roundtable_id": head["id"]}
            )
    return session.get_one(Roundtable, head["id"])


def insert_rows(
    session: Session, model: type[Base], rows: list[Data], owner: Mapping[str, str]
) -> None:
    """Write rows of `owner`; what points to rows of the same table is written once all are there."""
    table = table_of(model)
    more: Data = {name: key for name, key in owner.items() if name in table.columns}
    if "fingerprint" in table.columns:
        more["fingerprint"] = ""  # no command that is sent again is taken for one of these
    inward = [c.name for c in table.columns for key in c.foreign_keys if key.column.table is table]
    session.execute(insert(model), [{**row, **more, **dict.fromkeys(inward)} for row in rows])
    for name in inward:
        for row in rows:
            if row[name] is not None:
                change = update(model).where(table.c.id == row["id"]).values({name: row[name]})
                session.execute(change, execution_options={"synchronize_session": False})


# -- checks --------------------------------------------------------------------------------------


def checked(data: Data) -> Data:
    """The archive in its shape, with every reference inside it. Raises `ArchiveError`."""
    rows = shaped(data, archive_model())
    refuse([*_references(rows), *doubles(rows, TABLES, "roundtable_id"), *_counters(rows)])
    return rows


def shaped(data: Data, model: type[BaseModel]) -> Data:
    """The archive in its shape. Raises `ArchiveError`."""
    if (version := data.get("version")) != VERSION and isinstance(version, int):
        raise ArchiveError(f"version: it is {version}; this program reads {VERSION}.")
    _check_strings(data)
    try:
        rows: Data = model.model_validate(data).model_dump()
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False, include_context=False)
        raise ArchiveError(
            *_told(_path(e["loc"]) + ": " + _words(e["msg"]) for e in found)
        ) from None
    return rows


def refuse(problems: list[str]) -> None:
    """Raise `ArchiveError` where there are problems."""
    if problems:
        raise ArchiveError(*_told(problems))


def _told(problems: Iterable[str]) -> list[str]:
    found = list(problems)
    more = len(found) - MOST_TOLD
    return [*found[:MOST_TOLD], f"… and {more} more."] if more > 0 else found


def _path(parts: Iterable[int | str]) -> str:
    """As in `ballots[3].body`; what a file calls its keys is cut."""
    told = (f"[{part}]" if isinstance(part, int) else f".{str(part)[:60]}" for part in parts)
    return "".join(told).removeprefix(".") or "the file"


def _words(message: str) -> str:
    return message[:1].lower() + message[1:] + "."


def _check_strings(data: Data) -> None:
    """No text has a character that a database refuses, and nothing lies too deep."""
    waiting: list[tuple[tuple[int | str, ...], Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if len(path) > DEEPEST:
            raise ArchiveError(
                f"{_path(path[:4])}: objects lie more than {DEEPEST} deep in each other."
            )
        if isinstance(value, dict):
            waiting += [((*path, str(key)), inside) for key, inside in value.items()]
            texts: Iterable[str] = value
        elif isinstance(value, list):
            waiting += [((*path, n), inside) for n, inside in enumerate(value)]
            continue
        else:
            texts = [value] if isinstance(value, str) else []
        if any("\0" in text or _has_half(text) for text in texts):
            raise ArchiveError(f"{_path(path)}: a text has a character that cannot be stored.")


def _has_half(text: str) -> bool:
    """Whether half of a character stands alone, which no encoding has."""
    return not text.isascii() and any(unicodedata.category(each) == "Cs" for each in text)


def _references(rows: Data) -> Iterator[str]:
    """What points to a row that the archive does not have: it may be somebody else's."""
    known = {
        name: {row["id"] for row in rows[name]} for name, model in TABLES.items() if has_id(model)
    }
    if rows["roundtable"]["stage_id"] not in known["stages"]:
        yield "roundtable.stage_id: no row of stages has this id."
    for name, model in TABLES.items():
        for column in columns_of(model):
            for key in column.foreign_keys:
                target = key.column.table.name
                for n, row in enumerate(rows[name]):
                    value = row[column.name]
                    if value is not None and value not in known[target]:
                        yield f"{name}[{n}].{column.name}: no row of {target} has this id."


def doubles(rows: Data, tables: Mapping[str, type[Base]], owner: str) -> Iterator[str]:
    """Rows that are there twice, by their keys and by what is said to be unique within their `owner`."""
    for name, model in tables.items():
        held = {column.name for column in columns_of(model)}
        unique = [
            constraint.columns
            for constraint in table_of(model).constraints
            if isinstance(constraint, UniqueConstraint)
        ]
        for columns in (table_of(model).primary_key.columns, *unique):
            names = [column.name for column in columns if column.name != owner]
            if not set(names) <= held:
                continue  # a running number, made anew
            seen: set[tuple[Any, ...]] = set()
            for n, row in enumerate(rows[name]):
                value = tuple(row[each] for each in names)
                if value in seen:
                    yield f"{name}[{n}]: a row before it has the same {' and '.join(names)}."
                seen.add(value)


def _counters(rows: Data) -> Iterator[str]:
    for counter, name, column in _COUNTED:
        highest = max((row[column] for row in rows[name]), default=0)
        if rows["roundtable"][counter] < highest:
            yield f"roundtable.{counter}: it is less than {highest}, which {name} have."


# -- ids -----------------------------------------------------------------------------------------


def has_id(model: type[Base]) -> bool:
    """Whether rows are known by an id of their own."""
    return [column.name for column in table_of(model).primary_key] == [
        "id"
    ] and model is not Wording


def new_ids(session: Session, rows: Data) -> dict[str, str]:
    """Old id → new id; empty where none of them is taken here.

    New ids are in the order of the old ones, for what is equal otherwise is shown in their order.
    """
    by_model: dict[Any, list[str]] = {Roundtable: [rows["roundtable"]["id"]]}
    for name, model in TABLES.items():
        if has_id(model):
            by_model[model] = [row["id"] for row in rows[name]]
    if not any(taken(session, model, ids) for model, ids in by_model.items()):
        return {}
    old = {key for ids in by_model.values() for key in ids}
    old |= {row["id"] for row in rows["options"]}
    new = sorted(sources.new_id() for _ in old)
    return dict(zip(sorted(old), new, strict=True))


def taken(session: Session, model: Any, ids: list[str]) -> bool:
    """Whether a row of the table has one of these ids."""
    parts = (ids[n : n + _ASKED] for n in range(0, len(ids), _ASKED))
    return any(
        session.scalar(select(model.id).where(model.id.in_(part)).limit(1)) for part in parts
    )


def _with_ids(model: type[Base], row: Mapping[str, Any], ids: Mapping[str, str]) -> Data:
    """A row with new ids wherever old ones stand, but in the words of people."""
    if not ids:
        return dict(row)

    def renamed(match: re.Match[str]) -> str:
        return ids.get(match[0], match[0])

    return {
        column.name: _renamed(row[column.name], renamed) if _may_refer(column) else row[column.name]
        for column in columns_of(model)
    }


def _may_refer(column: Column[Any]) -> bool:
    length = getattr(column.type, "length", None)
    return isinstance(column.type, JSON) or (isinstance(column.type, String) and length == 20)  # noqa: PLR2004


def _renamed(value: Any, renamed: Callable[[re.Match[str]], str]) -> Any:
    if isinstance(value, dict):
        return {
            _renamed(key, renamed): inside if key in _NO_REFERENCE else _renamed(inside, renamed)
            for key, inside in value.items()
        }
    if isinstance(value, list):
        return [_renamed(inside, renamed) for inside in value]
    # One id, or the two of a pair; a sentence that has one in it stays as it was said.
    if isinstance(value, str) and re.fullmatch(f"{_ID.pattern}(-{_ID.pattern})?", value):
        return _ID.sub(renamed, value)
    return value
