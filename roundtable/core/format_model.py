"""What a format is once it was read: areas, groups, tables and stages, with the limits of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from roundtable.core.disclosure import THRESHOLD
from roundtable.core.format_reader import Localized

MAX_AREAS: Final = 12
MAX_GROUPS: Final = 6  # as many as there are colours and shapes for
MAX_STAGES: Final = 40
MAX_TABLES: Final = 60
MIN_SEATS: Final = 2
MAX_SEATS: Final = 20
MIN_THRESHOLD: Final = 3  # people; a pair would know of each other
MAX_GOAL: Final = 500  # people
MAX_TITLE: Final = 120  # characters
MAX_SIGN: Final = 80
MAX_QUESTION: Final = 300
MAX_HELP: Final = 400
MAX_DESCRIPTION: Final = 600

#: The settings of a stage by name, as JSON holds them: numbers and words as they are, texts as
#: `{language: text}`, lists of words, and the bars of a chart as
#: `[{"label": {language: text}, "value": number}]`.
Settings = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AreaSpec:
    """A policy area."""

    key: str
    title: Localized


@dataclass(frozen=True, slots=True)
class GroupSpec:
    """A stakeholder group; its place in the file is its colour and shape.

    goal: how many people of it are wished for, None where nobody said.
    """

    key: str
    title: Localized
    goal: int | None = None


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of the room with so many `seats`; without a `title` it goes by its number."""

    seats: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class StageSpec:
    """A step of the agenda.

    minutes: None for a stage without a time limit.
    settings: those of its kind, complete; what another ballot than its own uses is 0 or empty
        (`budget` unless the ballot is "dots"), `of` is the key of a vote before it.
    """

    key: str
    kind: str
    title: Localized
    question: Localized
    help: Localized
    minutes: int | None
    settings: Settings


@dataclass(frozen=True, slots=True)
class SmallGroups:
    """What is told of small groups (`core.disclosure`): none below `threshold` people by itself.

    unanimous: the figures of a group that is of one mind are withheld too.
    """

    threshold: int = THRESHOLD
    unanimous: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """A format as its file describes it.

    Texts are `{language: text}`; `language` is the main one, in which each text is there.
    """

    name: str
    title: Localized
    description: Localized
    languages: tuple[str, ...]
    language: str
    areas: tuple[AreaSpec, ...]
    groups: tuple[GroupSpec, ...]
    tables: tuple[TableSpec, ...]
    stages: tuple[StageSpec, ...]
    small_groups: SmallGroups = SmallGroups()

    def stage(self, key: str) -> StageSpec:
        """The stage with this key; KeyError if there is none."""
        return {stage.key: stage for stage in self.stages}[key]

    @property
    def minutes(self) -> int:
        """How long all stages with a time limit take together."""
        return sum(stage.minutes or 0 for stage in self.stages)
