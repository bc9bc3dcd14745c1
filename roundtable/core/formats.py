"""Session formats: the TOML files from which a roundtable is made.

Text in, `Format` out; nothing is read from a disk here. All that is wrong in a file is told
at once, each problem with its line and its remedy, by `FormatError`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from roundtable.core.format_problems import FormatError, Problem
from roundtable.core.format_reader import Localized, Table, read, read_languages
from roundtable.core.stages import (
    KINDS,
    MAX_MINUTES,
    ChoiceSetting,
    NumberSetting,
    Setting,
    StageKind,
    StageSetting,
)

__all__ = [
    "AreaSpec",
    "Format",
    "FormatError",
    "GroupSpec",
    "Localized",
    "Problem",
    "StageSpec",
    "parse",
]

MAX_AREAS: Final = 12
MAX_GROUPS: Final = 6  # as many as there are colours and shapes for
MAX_STAGES: Final = 40
MAX_TITLE: Final = 80  # characters
MAX_QUESTION: Final = 200
MAX_HELP: Final = 400
MAX_DESCRIPTION: Final = 600

_COMMON = ("key", "kind", "title", "question", "help", "minutes")


@dataclass(frozen=True, slots=True)
class AreaSpec:
    """A policy area."""

    key: str
    title: Localized


@dataclass(frozen=True, slots=True)
class GroupSpec:
    """A stakeholder group; its place in the file is its colour and shape."""

    key: str
    title: Localized


@dataclass(frozen=True, slots=True)
class StageSpec:
    """A step of the agenda.

    minutes: None for a stage without a time limit.
    settings: those of its kind, complete: propose `max_length`; vote `ballot`, `budget` (0 unless
        the ballot is "dots") and `on`; reveal `of`, the key of a vote before it.
    """

    key: str
    kind: str
    title: Localized
    question: Localized
    help: Localized
    minutes: int | None
    settings: dict[str, int | str]


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
    stages: tuple[StageSpec, ...]

    def stage(self, key: str) -> StageSpec:
        """The stage with this key; KeyError if there is none."""
        return {stage.key: stage for stage in self.stages}[key]


def parse(text: str, name: str) -> Format:
    """The format in `text`, the content of the file `name`.

    Raises `FormatError` with every problem found.
    """
    top = read(text, name)
    read_languages(top)
    result = Format(
        name=name.removesuffix(".toml"),
        title=top.localized("title", MAX_TITLE),
        description=top.localized("description", MAX_DESCRIPTION, needed=False),
        languages=top.report.languages,
        language=top.report.language,
        areas=tuple(AreaSpec(*found) for found in _titled(top, "areas", MAX_AREAS)),
        groups=tuple(GroupSpec(*found) for found in _titled(top, "groups", MAX_GROUPS)),
        stages=_stages(top),
    )
    top.only(("title", "description", "languages", "language", "areas", "groups", "stages"))
    top.report.finish()
    return result


def _titled(top: Table, what: str, at_most: int) -> list[tuple[str, dict[str, str]]]:
    taken: dict[str, int] = {}
    found = []
    for table in top.tables(what, at_most):
        found.append((table.own_key(taken), table.localized("title", MAX_TITLE)))
        table.only(("key", "title"))
    return found


def _stages(top: Table) -> tuple[StageSpec, ...]:
    taken: dict[str, int] = {}
    tables = top.tables("stages", MAX_STAGES, needed=True)
    stages: list[StageSpec] = []
    for table in tables:
        stages.append(_stage(table, taken, tables, stages))
    _check_agenda(tables, stages)
    return tuple(stages)


def _stage(
    table: Table, taken: dict[str, int], tables: list[Table], before: list[StageSpec]
) -> StageSpec:
    key = table.own_key(taken)
    if "kind" not in table.data:
        table.note("missing", key="kind", example='kind = "propose"')
    kind = KINDS.get(table.choice("kind", KINDS) or "")
    needs_question = kind is not None and kind.asks
    _check_keys(table, kind)
    return StageSpec(
        key=key,
        kind=kind.name if kind else "",
        title=table.localized("title", MAX_TITLE),
        question=table.localized("question", MAX_QUESTION, needed=needs_question),
        help=table.localized("help", MAX_HELP, needed=False),
        minutes=table.whole("minutes", 1, MAX_MINUTES, "minutes"),
        settings=_settings(table, kind, tables, before) if kind else {},
    )


def _check_keys(table: Table, kind: StageKind | None) -> None:
    """Note unknown keys; a setting of another kind is told as such."""
    owners = {setting.name: owner.name for owner in KINDS.values() for setting in owner.settings}
    own = [setting.name for setting in kind.settings] if kind else list(owners)
    foreign = [key for key in owners if key not in own and key in table.data]
    for key in foreign:
        table.note("setting_of", key, key=key, kind=kind.name if kind else "", owner=owners[key])
    table.only((*_COMMON, *own), told=foreign)


def _settings(
    table: Table, kind: StageKind, tables: list[Table], before: list[StageSpec]
) -> dict[str, int | str]:
    settings = {each.name: _setting(table, each, tables, before) for each in kind.settings}
    if "budget" in settings and settings["ballot"] != "dots":
        # Said only where the ballot is right: a wrong one is told already.
        if "budget" in table.data and table.data.get("ballot", "approval") == settings["ballot"]:
            table.note("budget_unused", "budget")
        settings["budget"] = 0
    return settings


def _setting(
    table: Table, setting: Setting, tables: list[Table], before: list[StageSpec]
) -> int | str:
    match setting:
        case NumberSetting(name, default, low, high):
            number = table.whole(name, low, high)
            return default if number is None else number
        case ChoiceSetting(name, default, choices):
            return table.choice(name, choices) or default
        case StageSetting(name, of):
            rest = tables[len(before) + 1 :]
            later = [each.data.get("key") for each in rest if each.data.get("kind") == of]
            earlier = [stage.key for stage in before if stage.kind == of and stage.key]
            return _reference(table, name, earlier, later)


def _reference(table: Table, name: str, earlier: list[str], later: list[object]) -> str:
    """The key of an earlier stage; without a line in the file, the nearest one."""
    if not earlier:
        return ""  # told once, by the check of the agenda
    code = "of_later" if table.data.get(name) in later else "of_unknown"
    return table.choice(name, earlier, code) or earlier[-1]


def _check_agenda(tables: list[Table], stages: list[StageSpec]) -> None:
    """Note stages that have nothing to work with, or nothing that comes of them."""
    if any(stage.kind == "" for stage in stages):
        return  # a kind that is mistyped, and told, would only cause more sentences here
    revealed = {stage.settings.get("of") for stage in stages if stage.kind == "reveal"}
    kinds: set[str] = set()
    for table, stage in zip(tables, stages, strict=True):
        if stage.kind in ("group", "vote") and "propose" not in kinds:
            table.note("needs_propose")
        elif stage.settings.get("on") == "clusters" and "group" not in kinds:
            table.note("needs_group", "on")
        if stage.kind == "vote" and stage.key not in revealed:
            table.note("unrevealed")
        if stage.kind == "reveal" and "vote" not in kinds:
            table.note("needs_vote")
        if stage.kind == "close" and stage is not stages[-1]:
            table.note("close_last")
        kinds.add(stage.kind)
