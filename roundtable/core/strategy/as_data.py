"""A strategy's values as JSON and back, told by their types, so that no new field is forgotten.

A dataclass is an object with its fields and "is", its name in small letters; a tuple is an array; a
reference is its text. What is read is checked: it comes from files of people.
"""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from roundtable.core.strategy import refs
from roundtable.core.strategy.refs import Ref

_T = TypeVar("_T")


class DataError(ValueError):
    """Data that is not what it should be; its text names the place."""


def data_of(value: Any) -> Any:
    """The value as what JSON knows: objects, arrays, texts, whole numbers, true and false, null."""
    if isinstance(value, Ref):
        return str(value)
    if dataclasses.is_dataclass(value):
        fields = {f.name: data_of(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {"is": type(value).__name__.lower(), **fields}
    return [data_of(each) for each in value] if isinstance(value, tuple) else value


def read(kind: type[_T], data: Any, place: str = "") -> _T:
    """The value of this type in `data`. Raises `DataError`."""
    return cast("_T", _read(kind, data, place or kind.__name__.lower()))


def _read(kind: Any, data: Any, place: str) -> Any:
    origin = get_origin(kind)
    if kind is Ref:
        return _ref(data, place)
    if origin in (Union, UnionType):
        return _one_of(get_args(kind), data, place)
    if origin is tuple:
        if not isinstance(data, list):
            raise DataError(f"{place} is not a list")
        of = get_args(kind)[0]
        return tuple(_read(of, each, f"{place}[{n}]") for n, each in enumerate(data))
    if origin is Literal:
        if data not in get_args(kind):
            raise DataError(f"{place} is none of {', '.join(map(str, get_args(kind)))}")
        return data
    if dataclasses.is_dataclass(kind):
        return _object(kind, data, place)
    if type(data) is not kind:
        raise DataError(f"{place} is not of the type {kind.__name__}")
    return data


def _ref(data: Any, place: str) -> Ref:
    ref = refs.read(data) if isinstance(data, str) else None
    if ref is None:
        raise DataError(f"{place} is not a reference")
    return ref


def _one_of(kinds: tuple[Any, ...], data: Any, place: str) -> Any:
    if data is None and NoneType in kinds:
        return None
    for kind in kinds:
        told = isinstance(data, dict) and data.get("is") == getattr(kind, "__name__", "").lower()
        if kind is not NoneType and (told or not dataclasses.is_dataclass(kind) or kind is Ref):
            return _read(kind, data, place)
    raise DataError(f"{place} is none of what can stand there")


@lru_cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _object(kind: Any, data: Any, place: str) -> Any:
    if not isinstance(data, dict) or data.get("is") != kind.__name__.lower():
        raise DataError(f"{place} is not a {kind.__name__.lower()}")
    fields = {field.name: field for field in dataclasses.fields(kind)}
    if strange := sorted(str(key) for key in data.keys() - fields.keys() - {"is"}):
        raise DataError(f"{place} has an unknown field: {strange[0]}")
    for name, field in fields.items():
        needed = dataclasses.MISSING is field.default is field.default_factory
        if name not in data and needed:
            raise DataError(f"{place} lacks {name}")
    hints = _hints(kind)
    return kind(**{n: _read(hints[n], data[n], f"{place}.{n}") for n in fields if n in data})
