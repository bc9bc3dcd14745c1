"""The settings of one stage, read by what its kind knows, from a file or from the console."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from roundtable.core import ballots
from roundtable.core.errors import Refused
from roundtable.core.format_model import Settings
from roundtable.core.format_problems import Place
from roundtable.core.format_reader import Table
from roundtable.core.format_report import Report
from roundtable.core.stages import (
    KINDS,
    ChartSetting,
    ChoiceSetting,
    NumberSetting,
    StageKind,
    StageSetting,
    TextSetting,
    WordsSetting,
)
from roundtable.core.toml_lines import Path

MAX_LABEL = 60  # characters under a bar
MAX_VALUE = 10**9
_COMMON = ("key", "kind", "title", "question", "help", "minutes")


def read_settings(
    table: Table,
    kind: StageKind,
    earlier: Sequence[tuple[str, str]],
    later: Sequence[tuple[Any, Any]] = (),
) -> Settings:
    """All settings of the stage in `table`, those without a line by their default.

    `earlier` are the stages before it as `(key, kind)`, `later` those after it as the file has them:
    a reference the wrong way round is told as that.
    """
    settings: Settings = {}
    for setting in kind.settings:
        match setting:
            case NumberSetting(name, default, low, high):
                number = table.whole(name, low, high)
                settings[name] = default if number is None else number
            case ChoiceSetting(name, default, choices):
                settings[name] = table.choice(name, choices) or default
            case StageSetting(name, of):
                keys = [key for key, its in earlier if its == of and key]
                after = [key for key, its in later if its == of]
                settings[name] = _reference(table, name, keys, after)
            case TextSetting(name, longest):
                settings[name] = table.localized(name, longest, needed=False, lines=True)
            case WordsSetting(name, most, longest):
                settings[name] = table.words(name, most, longest)
            case ChartSetting(name, most):
                settings[name] = _bars(table, name, most)
    return _fitting(table, settings)


def check_keys(table: Table, kind: StageKind | None) -> None:
    """Note unknown keys; a setting of another kind is told as such."""
    owners = {setting.name: owner.name for owner in KINDS.values() for setting in owner.settings}
    own = [setting.name for setting in kind.settings] if kind else list(owners)
    foreign = [key for key in owners if key not in own and key in table.data]
    for key in foreign:
        table.note("setting_of", key, key=key, kind=kind.name if kind else "", owner=owners[key])
    table.only((*_COMMON, *own), told=foreign)


def changed_settings(
    kind: StageKind,
    before: Settings,
    given: Settings,
    languages: Sequence[str],
    earlier: Sequence[tuple[str, str]],
) -> Settings:
    """The settings `before` with those `given` put in, checked as in a file. Raises `Refused`.

    `languages` are those of the roundtable, the main one first; `earlier` the ids and kinds of the
    stages before this one.
    """
    known = {setting.name for setting in kind.settings}
    if unknown := sorted(set(given) - known):
        raise Refused("setting_unknown", "settings", setting=unknown[0][:40])
    report = _Noted(tuple(languages))
    data = {name: value for name, value in (before | given).items() if name in known}
    for name, (of, unused) in _OF_BALLOT.items():
        if data.get("ballot") != of or (name not in given and before.get(name) in (None, unused)):
            data.pop(name, None)
    data = {name: value for name, value in data.items() if value not in (None, {}, "")}
    settings = read_settings(Table(report, data, (), Place("settings")), kind, earlier)
    for problem in report.problems[:1]:
        if problem.code.startswith("text_"):
            raise Refused(problem.code, report.first, **dict(problem.params))
        raise Refused("setting_wrong", "settings", setting=report.first)
    return settings


class _Noted(Report):
    """A report on settings that come from no file: it knows which of them is wrong first."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        super().__init__("", {})
        self.languages, self.language = languages, languages[0]
        self.first = ""

    def note(self, path: Path, code: str, place: Place, **params: object) -> None:
        """Add a problem with the setting at the beginning of `path`.

        Whoever writes at the console may write in any of the languages.
        """
        if code == "no_main_language":
            return
        self.first = self.first or str(path[0] if path else "")
        super().note(path, code, place, **params)


#: Settings of a vote that one ballot alone uses, with what they are where they are not used.
_OF_BALLOT: Mapping[str, tuple[str, object]] = {
    "budget": ("dots", 0),
    "limit": ("approval", 0),
    "scale": ("score", "5"),
    "sum": ("knapsack", 0),
    "unit": ("knapsack", {}),
}


def _fitting(table: Table, settings: Settings) -> Settings:
    """What one ballot alone uses is for that; said only where the ballot is right: a wrong one is told."""
    if "ballot" not in settings:
        return settings
    ballot = settings["ballot"]
    is_said = table.data.get("ballot", "approval") == ballot
    for name, (of, unused) in _OF_BALLOT.items():
        if ballot != of:
            if name in table.data and is_said:
                table.note("setting_unused", name, key=name, ballot=of)
            settings[name] = unused
    if is_said:
        _countable(table, settings, ballot)
    return settings


def _countable(table: Table, settings: Settings, ballot: str) -> None:
    """The rule can count the ballot, and knows what it needs."""
    if ballot == "knapsack" and not settings["sum"]:
        table.note("sum_missing")
    rules = ballots.RULES[ballot]
    if settings["rule"] not in (ballots.USUAL, *rules):
        table.note(
            "rule_unfit",
            "rule",
            found=settings["rule"],
            ballot=ballot,
            choices=", ".join(f'"{rule}"' for rule in rules),
        )
        settings["rule"] = ballots.USUAL
    elif (
        ballots.rule_of(settings) in ballots.SEATED
        and ballot != "knapsack"
        and not settings["seats"]
    ):
        table.note("seats_missing", "rule", found=settings["rule"])


def _reference(table: Table, name: str, earlier: list[str], later: Sequence[Any]) -> str:
    """The key of an earlier stage; without a line in the file, the nearest one."""
    if not earlier:
        return ""  # told once, by the check of the agenda
    code = "of_later" if table.data.get(name) in later else "of_unknown"
    return table.choice(name, earlier, code) or earlier[-1]


def _bars(table: Table, name: str, most: int) -> list[dict[str, Any]]:
    bars = []
    for bar in table.tables(name, most, code="too_long_list"):
        label = bar.localized("label", MAX_LABEL)
        bars.append({"label": label, "value": bar.number("value", 0, MAX_VALUE)})
        bar.only(("label", "value"))
    return bars
