"""What the stages of an agenda need of each other: something to work on, and something that comes of it."""

from __future__ import annotations

from collections.abc import Sequence

from roundtable.core.format_model import StageSpec
from roundtable.core.format_reader import Table

#: Stages that work on proposals.
_WORKS_ON_PROPOSALS = frozenset({"improve", "group", "vote"})


def check_agenda(tables: Sequence[Table], stages: Sequence[StageSpec], *, has_tables: bool) -> None:
    """Note stages that have nothing to work with, or nothing that comes of them.

    `tables` are the parts of the file of which `stages` were read; `has_tables`: whether the format
    says what tables the room has.
    """
    if any(stage.kind == "" for stage in stages):
        return  # a kind that is mistyped, and told, would only cause more sentences here
    seen = _Seen({stage.settings.get("of") for stage in stages})
    for table, stage in zip(tables, stages, strict=True):
        _check_material(table, stage, seen)
        _check_room(table, stage, seen, has_tables)
        if stage.kind == "vote" and stage.key not in seen.shown:
            table.note("unrevealed")
        if stage.kind in ("reveal", "previous") and "vote" not in seen.kinds:
            table.note("needs_vote")
        if stage.kind == "close" and stage is not stages[-1]:
            table.note("close_last")
        seen.add(stage)


class _Seen:
    """What has happened on the agenda so far; `shown` are the votes whose result is shown."""

    def __init__(self, shown: set[object]) -> None:
        self.shown = shown
        self.kinds: set[str] = set()
        self.small_groups = False
        self.proposals = False

    def add(self, stage: StageSpec) -> None:
        """Take a stage as done."""
        self.kinds.add(stage.kind)
        self.small_groups = self.small_groups or bool(stage.settings.get("size"))
        # What was written alone is told in a round; what tables wrote is harvested.
        self.proposals = (
            self.proposals
            or stage.kind == "propose"
            or (stage.kind == "round" and "write" in self.kinds)
            or (stage.kind == "harvest" and "tables" in self.kinds)
        )


def _check_material(table: Table, stage: StageSpec, seen: _Seen) -> None:
    on = stage.settings.get("on")
    if (stage.kind in _WORKS_ON_PROPOSALS or on in ("clusters", "proposals")) and not (
        seen.proposals
    ):
        table.note("needs_propose")
    elif on == "clusters" and "group" not in seen.kinds:
        table.note("needs_group", "on")
    if stage.kind == "harvest" and "tables" not in seen.kinds:
        table.note("needs_tables_stage")


def _check_room(table: Table, stage: StageSpec, seen: _Seen, has_tables: bool) -> None:
    if stage.kind != "tables":
        return
    seating, size = stage.settings["seating"], stage.settings["size"]
    if size == 1:
        table.note("size_one", "size")
    if seating == "rotate" and size:
        table.note("rotate_size", "size")
    elif size == 0 and not has_tables:
        table.note("needs_tables", "seating")
    if seating == "join" and not seen.small_groups:
        table.note("needs_small_groups", "seating")
