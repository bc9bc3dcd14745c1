"""What every part of a strategy draft is made with: citations, words of people, notes, the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Cite:
    """A small mark in the text that leads to the anchor."""

    label: str
    anchor: str


@dataclass(frozen=True)
class Words:
    """Words of a person, with the language (BCP 47) and direction they were written in."""

    text: str
    language: str = "und"
    direction: str = "ltr"


@dataclass(frozen=True)
class Note:
    """A heading with sentences under it."""

    title: str
    sentences: tuple[str, ...]


class RecordError(ValueError):
    """A record from which no draft can be made; its text names what is wrong."""
