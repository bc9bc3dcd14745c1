"""The agenda of a roundtable as a format, to be held again or given to others. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable.core.format_model import (
    AreaSpec,
    Format,
    GroupSpec,
    Settings,
    SmallGroups,
    StageSpec,
    TableSpec,
)
from roundtable.core.format_reader import MAX_KEY
from roundtable.core.stages import (
    KINDS,
    ChartSetting,
    ChoiceSetting,
    NumberSetting,
    StageSetting,
    TextSetting,
    WordsSetting,
)
from roundtable.core.text import pick, slug
from roundtable.models import Area, Group, RoomTable, Roundtable, Stage


def format_of(session: Session, roundtable: Roundtable, name: str = "", title: str = "") -> Format:
    """What a new roundtable like this one begins with: its parts and its agenda as they are now.

    `title` in the main language instead of the roundtable's. Texts are those in the roundtable's
    languages; the main one has what there is where it has none of its own.
    """
    copy = _Copy(roundtable)
    stages = [row for row in _rows(session, Stage, roundtable) if row.status != "removed"]
    tables = [row for row in _rows(session, RoomTable, roundtable) if row.status == "shown"]
    keys = copy.keys((row.id, row.kind) for row in stages)
    areas, groups = (list(_rows(session, model, roundtable)) for model in (Area, Group))
    named = {
        row.id: key
        for rows, what in ((areas, "area"), (groups, "group"))
        for row, key in zip(rows, copy.slugs(rows, what), strict=True)
    }
    heading = copy.text(roundtable.title)
    return Format(
        name=name or roundtable.format,
        title=heading | {roundtable.language: title} if title else heading,
        description={},
        languages=tuple(roundtable.languages),
        language=roundtable.language,
        areas=tuple(AreaSpec(named[row.id], copy.text(row.title)) for row in areas),
        groups=tuple(GroupSpec(named[row.id], copy.text(row.title), row.goal) for row in groups),
        tables=tuple(TableSpec(row.seats, row.title) for row in tables),
        stages=tuple(copy.stage(row, keys) for row in stages),
        small_groups=SmallGroups(roundtable.threshold, roundtable.unanimous),
    )


def _rows(session: Session, model: Any, roundtable: Roundtable) -> Iterable[Any]:
    query = select(model).where(model.roundtable_id == roundtable.id)
    return session.scalars(query.order_by(model.position, model.id))


class _Copy:
    """Texts and keys as a file wants them, for one roundtable."""

    def __init__(self, roundtable: Roundtable) -> None:
        self.languages = tuple(roundtable.languages)
        self.main = roundtable.language

    def text(self, texts: dict[str, str]) -> dict[str, str]:
        """A text in the roundtable's languages, in the main one by all means."""
        found = {language: texts[language] for language in self.languages if texts.get(language)}
        anyhow = pick(texts, self.main)
        return {self.main: anyhow, **found} if anyhow else {}

    def keys(self, named: Iterable[tuple[str, str]]) -> dict[str, str]:
        """Id → key: the name given, numbered where it comes again."""
        taken: dict[str, int] = {}
        keys = {}
        for row_id, name in named:
            taken[name] = taken.get(name, 0) + 1
            keys[row_id] = name if taken[name] == 1 else f"{name}-{taken[name]}"
        return keys

    def slugs(self, rows: list[Any], what: str) -> list[str]:
        """Keys made of titles, each once."""
        named = [
            (row.id, slug(pick(row.title, "en", self.main), MAX_KEY - 4) or what) for row in rows
        ]
        keys = self.keys(named)
        if len(set(keys.values())) < len(keys):  # "work-2" was a title itself
            keys = self.keys((row.id, what) for row in rows)
        return [keys[row.id] for row in rows]

    def stage(self, row: Stage, keys: dict[str, str]) -> StageSpec:
        """A step; `keys` are those of all steps by their ids."""
        return StageSpec(
            key=keys[row.id],
            kind=row.kind,
            title=self.text(row.title),
            question=self.text(row.question),
            help=self.text(row.help),
            minutes=row.minutes,
            settings=self._settings(row, keys),
        )

    def _settings(self, row: Stage, keys: dict[str, str]) -> Settings:
        """The settings, complete also where the step was made before there were so many."""
        settings: Settings = {}
        for setting in KINDS[row.kind].settings:
            value = row.settings.get(setting.name)
            match setting:
                case NumberSetting(name, default) | ChoiceSetting(name, default):
                    settings[name] = default if value is None else value
                case StageSetting(name):
                    settings[name] = keys.get(str(value), "")
                case TextSetting(name):
                    settings[name] = self.text(value or {})
                case WordsSetting(name):
                    settings[name] = list(value or [])
                case ChartSetting(name):
                    settings[name] = [
                        {"label": self.text(bar["label"]), "value": bar["value"]}
                        for bar in value or []
                    ]
        return settings
