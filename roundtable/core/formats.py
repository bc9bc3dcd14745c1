"""Session formats: the TOML files from which a roundtable is made.

Text in, `Format` out; nothing is read from a disk here. All that is wrong in a file is told
at once, each problem with its line and its remedy, by `FormatError`.
"""

from __future__ import annotations

from roundtable.core.disclosure import THRESHOLD
from roundtable.core.format_agenda import check_agenda
from roundtable.core.format_model import (
    MAX_AREAS,
    MAX_DESCRIPTION,
    MAX_GOAL,
    MAX_GROUPS,
    MAX_HELP,
    MAX_QUESTION,
    MAX_SEATS,
    MAX_SIGN,
    MAX_STAGES,
    MAX_TABLES,
    MAX_TITLE,
    MIN_SEATS,
    MIN_THRESHOLD,
    AreaSpec,
    Format,
    GroupSpec,
    Settings,
    SmallGroups,
    StageSpec,
    TableSpec,
)
from roundtable.core.format_problems import FormatError, Problem
from roundtable.core.format_reader import Localized, Table, read, read_languages
from roundtable.core.format_settings import check_keys, read_settings
from roundtable.core.stages import KINDS, MAX_MINUTES

__all__ = [
    "MAX_QUESTION",
    "MAX_TITLE",
    "AreaSpec",
    "Format",
    "FormatError",
    "GroupSpec",
    "Localized",
    "Problem",
    "Settings",
    "StageSpec",
    "TableSpec",
    "parse",
]

_TOP = (
    "title", "description", "languages", "language", "small_groups", "areas", "groups", "tables",
    "stages",
)  # fmt: skip


def parse(text: str, name: str) -> Format:
    """The format in `text`, the content of the file `name`.

    Raises `FormatError` with every problem found.
    """
    top = read(text, name)
    read_languages(top)
    tables = _tables(top)
    result = Format(
        name=name.removesuffix(".toml"),
        title=top.localized("title", MAX_TITLE),
        description=top.localized("description", MAX_DESCRIPTION, needed=False),
        languages=top.report.languages,
        language=top.report.language,
        areas=_areas(top),
        groups=_groups(top),
        tables=tables,
        stages=_stages(top, bool(tables)),
        small_groups=_small_groups(top),
    )
    top.only(_TOP)
    top.report.finish()
    return result


def _small_groups(top: Table) -> SmallGroups:
    """`[small_groups]` with `threshold` and `unanimous`; as usual where it is not there."""
    table = top.table("small_groups")
    if table is None:
        return SmallGroups()
    table.only(("threshold", "unanimous"))
    unanimous = table.choice("unanimous", ("shown", "withheld")) == "withheld"
    return SmallGroups(table.whole("threshold", MIN_THRESHOLD, 50) or THRESHOLD, unanimous)


def _areas(top: Table) -> tuple[AreaSpec, ...]:
    taken: dict[str, int] = {}
    areas = []
    for table in top.tables("areas", MAX_AREAS):
        areas.append(AreaSpec(table.own_key(taken), table.localized("title", MAX_TITLE)))
        table.only(("key", "title"))
    return tuple(areas)


def _groups(top: Table) -> tuple[GroupSpec, ...]:
    taken: dict[str, int] = {}
    groups = []
    for table in top.tables("groups", MAX_GROUPS):
        key, title = table.own_key(taken), table.localized("title", MAX_TITLE)
        groups.append(GroupSpec(key, title, table.whole("goal", 1, MAX_GOAL)))
        table.only(("key", "title", "goal"))
    return tuple(groups)


def _tables(top: Table) -> tuple[TableSpec, ...]:
    """The tables of the room: `[tables]` with `count` and `seats`, or one `[[tables]]` for each."""
    if not isinstance(top.data.get("tables"), dict):
        tables = []
        for each in top.tables("tables", MAX_TABLES):
            tables.append(TableSpec(_needed(each, "seats", MIN_SEATS, MAX_SEATS), _sign(each)))
            each.only(("title", "seats"))
        return tuple(tables)
    all_alike = top.table("tables")
    assert all_alike is not None
    count = _needed(all_alike, "count", 1, MAX_TABLES)
    seats = _needed(all_alike, "seats", MIN_SEATS, MAX_SEATS)
    all_alike.only(("count", "seats"))
    return (TableSpec(seats),) * count


def _sign(table: Table) -> str:
    return table.text("title", MAX_SIGN)


def _needed(table: Table, key: str, low: int, high: int) -> int:
    """A whole number that must be there; `low` where it is not, or is wrong."""
    if key not in table.data:
        table.note("missing", key=key, example=f"{key} = {min(6, high)}")
    return table.whole(key, low, high) or low


def _stages(top: Table, has_tables: bool) -> tuple[StageSpec, ...]:
    taken: dict[str, int] = {}
    tables = top.tables("stages", MAX_STAGES, needed=True)
    stages: list[StageSpec] = []
    for table in tables:
        stages.append(_stage(table, taken, tables, stages))
    check_agenda(tables, stages, has_tables=has_tables)
    return tuple(stages)


def _stage(
    table: Table, taken: dict[str, int], tables: list[Table], before: list[StageSpec]
) -> StageSpec:
    key = table.own_key(taken)
    if "kind" not in table.data:
        table.note("missing", key="kind", example='kind = "propose"')
    kind = KINDS.get(table.choice("kind", KINDS) or "")
    check_keys(table, kind)
    earlier = [(stage.key, stage.kind) for stage in before]
    rest = tables[len(before) + 1 :]
    later = [(each.data.get("key"), each.data.get("kind")) for each in rest]
    return StageSpec(
        key=key,
        kind=kind.name if kind else "",
        title=table.localized("title", MAX_TITLE),
        question=table.localized("question", MAX_QUESTION, needed=kind is not None and kind.asks),
        help=table.localized("help", MAX_HELP, needed=False),
        minutes=table.whole("minutes", 1, MAX_MINUTES, "minutes"),
        settings=read_settings(table, kind, earlier, later) if kind else {},
    )
