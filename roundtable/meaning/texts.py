"""What the worker is given: texts with what is known of them, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from roundtable.core.grouping import LEVELS

#: Texts of one request; more are not read by anybody at a board.
MOST_TEXTS = 5000
LONGEST_ID = 64


class RequestWrong(Exception):
    """The request is not what it should be; the message says in what."""


@dataclass(frozen=True, slots=True)
class Text:
    """A proposal: the ids of its policy area and of the cluster that it lies in, None for none."""

    id: str
    text: str
    language: str
    area: str | None = None
    cluster: str | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be suggested: groups at a level (None: only places and duplicates).

    Names are wanted in one of `languages`, the best first.
    """

    texts: tuple[Text, ...]
    level: int | None
    languages: tuple[str, ...]


def read(message: dict[str, Any]) -> Wish:
    """The wish in a message. Raises `RequestWrong`."""
    texts, level, languages = (message.get(key) for key in ("texts", "level", "languages"))
    if not isinstance(texts, list) or len(texts) > MOST_TEXTS:
        raise RequestWrong(f"texts: a list of at most {MOST_TEXTS}")
    if level is not None and (type(level) is not int or not 0 <= level < LEVELS):
        raise RequestWrong(f"level: 0 to {LEVELS - 1}, or null")
    if not isinstance(languages, list) or not all(isinstance(tag, str) for tag in languages):
        raise RequestWrong("languages: a list of tags")
    return Wish(tuple(map(_text, texts)), level, tuple(languages))


def _text(given: Any) -> Text:
    if not isinstance(given, dict):
        raise RequestWrong("a text is an object")
    said = [given.get(key) for key in ("id", "text", "language")]
    within = [given.get(key) for key in ("area", "cluster")]
    if not all(isinstance(field, str) for field in said):
        raise RequestWrong("id, text and language are strings")
    if not all(field is None or isinstance(field, str) for field in within):
        raise RequestWrong("area and cluster are strings or null")
    if any(field is not None and len(field) > LONGEST_ID for field in (said[0], *within)):
        raise RequestWrong(f"an id has at most {LONGEST_ID} characters")
    return Text(*map(str, said), *within)
