"""Arguments of commands, checked from the annotations of the function that carries them out.

A row class (`Proposal`) stands for the id of such a row *in this roundtable* (or strategy), and arrives as
the row; `Annotated[str, Words(...)]` is a text of a person; the rest is what pydantic makes of it.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError, create_model
from sqlalchemy.orm import Session

from roundtable.core import text
from roundtable.core.errors import Refused
from roundtable.models import Base, Roundtable, Strategy

ID_PATTERN = r"^[0-9a-z]{20}$"
EntityId = Annotated[str, Field(pattern=ID_PATTERN)]
LanguageTag = Annotated[
    str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", max_length=20)
]
#: How many ids one command may name: more than any room holds, less than harms.
MOST_IDS = 1000


@dataclass(frozen=True, slots=True)
class Words:
    """A text of a person: at most `longest` characters; `lines` keeps line breaks."""

    longest: int
    lines: bool = False
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument: its name, its shape on the wire in words, and how to make use of it."""

    name: str
    wire: Any
    shape: str
    required: bool
    default: Any
    row: type[Base] | None = None
    words: Words | None = None


class Arguments:
    """All arguments of one command; rows belong to what it acts on by their column `owner`."""

    def __init__(self, function: Callable[..., object], owner: str = "roundtable_id") -> None:
        self._owner = owner
        hints = get_type_hints(function, include_extras=True)
        signature = list(inspect.signature(function).parameters.values())[1:]
        self.parameters = [_parameter(p, hints[p.name]) for p in signature]
        fields: dict[str, Any] = {
            p.name: (p.wire, ... if p.required else p.default) for p in self.parameters
        }
        self._model: type[BaseModel] = create_model(
            function.__name__, __config__=ConfigDict(extra="forbid", strict=True), **fields
        )

    def check(self, given: object) -> dict[str, Any]:
        """The arguments in the shape of the wire, texts made clean. Raises `Refused`."""
        if not isinstance(given, dict):
            raise Refused("arg_wrong", "args")
        try:
            valid = self._model.model_validate(given)
        except ValidationError as error:
            raise _refusal(error) from None
        return {p.name: _cleaned(p, getattr(valid, p.name)) for p in self.parameters}

    def resolve(
        self, session: Session, subject: Roundtable | Strategy, checked: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Ids replaced by rows of `subject`. Raises `Refused` where there is no such row."""
        return {
            p.name: self._rows(session, subject, p, checked[p.name]) if p.row else checked[p.name]
            for p in self.parameters
        }

    def _rows(
        self, session: Session, subject: Roundtable | Strategy, parameter: Parameter, value: Any
    ) -> Any:
        if isinstance(value, list):
            if len(set(value)) != len(value):
                raise Refused("arg_wrong", parameter.name)
            return [self._row(session, subject, parameter, one) for one in value]
        return None if value is None else self._row(session, subject, parameter, value)

    def _row(
        self, session: Session, subject: Roundtable | Strategy, parameter: Parameter, key: str
    ) -> Base:
        kind = cast(type[Base], parameter.row)
        row = session.get(kind, key)
        if row is None or getattr(row, self._owner, None) != subject.id:
            raise Refused(f"{kind.__name__.lower()}_unknown", parameter.name)
        return row


def _parameter(signature: inspect.Parameter, hint: Any) -> Parameter:
    required = signature.default is inspect.Parameter.empty
    default = None if required else signature.default
    row = next((t for t in _flatten(hint) if isinstance(t, type) and issubclass(t, Base)), None)
    words = next((m for m in _metadata(hint) if isinstance(m, Words)), None)
    wire = _wire(hint)
    return Parameter(signature.name, wire, _shape(hint, words), required, default, row, words)


def _flatten(hint: Any) -> list[Any]:
    arguments = [a for a in get_args(hint) if not isinstance(a, (str, Words))]
    return [hint, *(inner for a in arguments for inner in _flatten(a))]


def _metadata(hint: Any) -> list[Any]:
    found = list(getattr(hint, "__metadata__", ()))
    return found + [m for a in get_args(hint) if a is not hint for m in _metadata(a)]


def _wire(hint: Any) -> Any:
    """The annotation with row classes replaced by ids."""
    if isinstance(hint, type) and issubclass(hint, Base):
        return EntityId
    if isinstance(hint, types.UnionType) or get_origin(hint) is Union:
        return Union[tuple(_wire(a) for a in get_args(hint))]  # noqa: UP007 (made at run time)
    if get_origin(hint) is list:
        return Annotated[list[_wire(get_args(hint)[0])], Field(max_length=MOST_IDS)]  # type: ignore[misc]
    return hint


def _shape(hint: Any, words: Words | None) -> str:  # noqa: PLR0911 (one for each kind of hint)
    """The annotation in words, for docs/protocol.md."""
    if hint is EntityId or hint is LanguageTag:
        return "id" if hint is EntityId else "language tag (BCP 47)"
    origin, inner = get_origin(hint), get_args(hint)
    if isinstance(hint, types.UnionType) or origin is Union:
        return " or ".join(_shape(a, words) for a in inner)
    if origin is list:
        return f"list of: {_shape(inner[0], words)}"
    if origin is dict:
        return f"object from {_shape(inner[0], None)} to {_shape(inner[1], None)}"
    if origin is Literal:
        return " or ".join(f'"{value}"' for value in inner)
    if origin is Annotated:
        limits = [limit for extra in inner[1:] if (limit := _limit(extra))]
        return ", ".join([_shape(inner[0], None), *limits])
    if isinstance(hint, type) and issubclass(hint, Base):
        name = hint.__name__.lower()
        return f"id of {'an' if name[0] in 'aeo' else 'a'} {name}"
    return _PLAIN[hint]


_PLAIN = {
    str: "text",
    int: "whole number",
    bool: "true or false",
    type(None): "null",
    JsonValue: "value",
}


def _limit(extra: object) -> str:
    if isinstance(extra, Words):
        return f"at most {extra.longest} characters"
    said = [
        f"{words} {value}"
        for words, name in (("from", "ge"), ("to", "le"))
        for item in getattr(extra, "metadata", ())
        if (value := getattr(item, name, None)) is not None
    ]
    return " ".join(said)


def _refusal(error: ValidationError) -> Refused:
    first = error.errors(include_url=False, include_input=False)[0]
    field = str(first["loc"][0])[:40] if first["loc"] else "args"
    codes = {"missing": "arg_missing", "extra_forbidden": "arg_unknown"}
    return Refused(codes.get(first["type"], "arg_wrong"), field)


def _cleaned(parameter: Parameter, value: Any) -> Any:
    words = parameter.words
    if words is None or value is None:
        return value
    if isinstance(value, dict):
        return {language: _clean(parameter.name, words, one) for language, one in value.items()}
    return _clean(parameter.name, words, value)


def _clean(name: str, words: Words, value: str) -> str:
    return text.clean(
        value, field=name, longest=words.longest, lines=words.lines, empty=words.empty
    )
