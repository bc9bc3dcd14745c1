"""A strategy as one JSON object, with its roundtables, out and in: docs/formats/json.md.

Out: every row that belongs to it, but for secrets, and the archive of each of its roundtables. In: ids and
codes stay, unless this installation has some of them already; then all are new, wherever they stand: in rows,
in citations within texts, in versions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from roundtable import sources
from roundtable.actions.setup import city_named, code_is_free, free_code
from roundtable.archive.complete import (
    ArchiveError,
    checked,
    doubles,
    dump,
    has_id,
    insert_rows,
    load_checked,
    refuse,
    row_of,
    shaped,
    taken,
)
from roundtable.archive.schema import (
    STRATEGY_FORMAT,
    STRATEGY_TABLES,
    TABLES,
    VERSION,
    columns_of,
    strategy_model,
    table_of,
)
from roundtable.core.strategy import refs, versions
from roundtable.models import (
    Base,
    City,
    Roundtable,
    Strategy,
    StrategyLogEntry,
    StrategyRoom,
)
from roundtable.models import Version as VersionRow

Data = dict[str, Any]
#: Columns of references: they are read wherever the strategy is shown.
_REFS: Final = (
    ("nodes", "sources"), ("nodes", "findings"), ("fates", "ref"), ("fates", "into"), ("joins", "members"),
    ("decisions", "ref"),
)  # fmt: skip
_WORD: Final = re.compile(r"[0-9a-z]{20}")
_IDS: Final = re.compile(r"[0-9a-z]{20}(-[0-9a-z]{20})?")
_CITED: Final = re.compile(rf"\[\[({refs.PATTERN})\]\]")


def strategy_json_of(session: Session, strategy: Strategy) -> bytes:
    """The archive as a file."""
    text = json.dumps(dump_strategy(session, strategy), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def dump_strategy(session: Session, strategy: Strategy) -> Data:
    """All that belongs to a strategy, those roundtables too that were taken out of it again."""
    rooms = (
        select(Roundtable)
        .join(StrategyRoom, StrategyRoom.room_id == Roundtable.id)
        .where(StrategyRoom.strategy_id == strategy.id)
        .order_by(StrategyRoom.position, StrategyRoom.id)
    )
    return {
        "format": STRATEGY_FORMAT,
        "version": VERSION,
        "city": session.get_one(City, strategy.city_id).name,
        "strategy": row_of(strategy),
        "roundtables": [dump(session, room) for room in session.scalars(rooms)],
        **{
            name: [row_of(row) for row in session.scalars(_query(model, strategy))]
            for name, model in STRATEGY_TABLES.items()
        },
    }


def _query(model: Any, strategy: Strategy) -> Any:
    query = select(model).where(model.strategy_id == strategy.id)
    keys = [StrategyLogEntry.rev] if model is StrategyLogEntry else table_of(model).primary_key
    return query.order_by(*keys)


def load_strategy(session: Session, data: Data) -> Strategy:
    """A strategy and its roundtables with all of an archive. Raises `ArchiveError`; the caller commits."""
    rows = checked_strategy(data)
    ids = _new_ids(session, rows)
    coded = _new_codes(session, rows)
    change = _Changed(ids, coded)
    for room in rows["roundtables"]:
        load_checked(session, room, ids, coded[room["roundtable"]["code"]])
    head = change.row(Strategy, rows["strategy"])
    head["city_id"] = city_named(session, rows["city"]).id
    session.execute(insert(Strategy), [head])
    for table in Base.metadata.sorted_tables:
        if made := rows.get(table.name) if table.name in STRATEGY_TABLES else None:
            model = STRATEGY_TABLES[table.name]
            insert_rows(
                session,
                model,
                [change.row(model, row) for row in made],
                {"strategy_id": head["id"]},
            )
    return session.get_one(Strategy, head["id"])


# -- checks --------------------------------------------------------------------------------------


def checked_strategy(data: Data) -> Data:
    """The archive in its shape, with every reference inside it. Raises `ArchiveError`."""
    rows = shaped(data, strategy_model())
    for n, room in enumerate(data["roundtables"]):
        try:
            checked(room)
        except ArchiveError as error:
            lines = str(error).split("\n")
            raise ArchiveError(*(f"roundtables[{n}].{line}" for line in lines)) from None
    refuse([*_references(rows), *doubles(rows, STRATEGY_TABLES, "strategy_id"), *_unreadable(rows)])
    return rows


def _references(rows: Data) -> Iterator[str]:
    """What points to a row that the archive does not have: it may be somebody else's."""
    known = {
        name: {row["id"] for row in rows[name]}
        for name, model in STRATEGY_TABLES.items()
        if has_id(model)
    }
    known["roundtables"] = {room["roundtable"]["id"] for room in rows["roundtables"]}
    for name, model in STRATEGY_TABLES.items():
        for column in columns_of(model):
            for key in column.foreign_keys:
                target = key.column.table.name
                for n, row in enumerate(rows[name]):
                    value = row[column.name]
                    if value is not None and value not in known[target]:
                        yield f"{name}[{n}].{column.name}: no row of {target} has this id."
    codes = [room["roundtable"]["code"] for room in rows["roundtables"]]
    keys = [room["roundtable"]["id"] for room in rows["roundtables"]]
    if len(set(codes)) < len(codes) or len(set(keys)) < len(keys):
        yield "roundtables: one of them is there twice."


def _unreadable(rows: Data) -> Iterator[str]:
    """What stands where a reference must stand and is none."""
    for name, column in _REFS:
        for n, row in enumerate(rows[name]):
            value = row[column]
            for one in value if isinstance(value, list) else [value]:
                if one is not None and (not isinstance(one, str) or refs.read(one) is None):
                    yield f"{name}[{n}].{column}: this is no reference."


# -- ids and codes -------------------------------------------------------------------------------


def _rows_with_ids(rows: Data) -> Iterator[tuple[type[Base], list[str]]]:
    yield Strategy, [rows["strategy"]["id"]]
    for name, model in STRATEGY_TABLES.items():
        if has_id(model):
            yield model, [row["id"] for row in rows[name]]
    for room in rows["roundtables"]:
        yield Roundtable, [room["roundtable"]["id"]]
        for name, model in TABLES.items():
            if has_id(model):
                yield model, [row["id"] for row in room[name]]


def _new_ids(session: Session, rows: Data) -> dict[str, str]:
    """Old id → new id, in the same order; empty where none of them is taken here."""
    found = list(_rows_with_ids(rows))
    if not any(taken(session, model, ids) for model, ids in found):
        return {}
    old = {key for _, ids in found for key in ids}
    old |= {option["id"] for room in rows["roundtables"] for option in room["options"]}
    new = sorted(sources.new_id() for _ in old)
    return dict(zip(sorted(old), new, strict=True))


def _new_codes(session: Session, rows: Data) -> dict[str, str]:
    """Old code → code here: the same where it is free."""
    old = [rows["strategy"]["code"], *(room["roundtable"]["code"] for room in rows["roundtables"])]
    found: dict[str, str] = {}
    for code in old:
        made = code
        while not code_is_free(session, made) or made in found.values():
            made = free_code(session)
        found[code] = made
    return found


class _Changed:
    """Rows with new ids and codes wherever old ones stand."""

    def __init__(self, ids: Mapping[str, str], codes: Mapping[str, str]) -> None:
        self._ids = ids
        self._codes = codes
        self._same = not ids and all(old == new for old, new in codes.items())

    def row(self, model: type[Base], row: Mapping[str, Any]) -> Data:
        """A row as it is to be written."""
        if self._same:
            return dict(row)
        made = {column.name: self._value(row[column.name]) for column in columns_of(model)}
        if model is VersionRow:
            made |= self._version(row)
        return made

    def _version(self, row: Mapping[str, Any]) -> Data:
        """A version that cites what is here; one that was damaged stays so."""
        content, told = row["content"], row["hash"]
        if versions.hash_of(content) != told:
            return {"content": content, "hash": told}
        made = versions.canonical(self._value(json.loads(content)))
        return {"content": made, "hash": versions.hash_of(made)}

    def _value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {self._text(key): self._value(inside) for key, inside in value.items()}
        if isinstance(value, list):
            return [self._value(inside) for inside in value]
        return self._text(value) if isinstance(value, str) else value

    def _text(self, text: str) -> str:
        """An id, a pair of them, a code, a reference; in a sentence, what it cites."""
        if text in self._codes:
            return self._codes[text]
        if _IDS.fullmatch(text):
            return self._renamed(text)
        if refs.read(text) is not None:
            return self._ref(text)
        return _CITED.sub(lambda match: f"[[{self._ref(match[1])}]]", text)

    def _ref(self, written: str) -> str:
        code, colon, label = written.rpartition(":")
        return f"{self._codes.get(code, code)}{colon}{self._renamed(label)}"

    def _renamed(self, text: str) -> str:
        return _WORD.sub(lambda match: self._ids.get(match[0], match[0]), text)
