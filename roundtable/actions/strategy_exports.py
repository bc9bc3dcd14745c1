"""Having documents made of a strategy, as it stands or as it was frozen in a version."""

from __future__ import annotations

from sqlalchemy import select

from roundtable.actions.writing import Made
from roundtable.commands import (
    COORDINATOR,
    SYSTEM,
    WRITER,
    EntityId,
    Result,
    StrategyAct,
    strategy_command,
)
from roundtable.core.errors import Refused
from roundtable.models import StrategyExport, Version


@strategy_command(WRITER, COORDINATOR, closed=True)
def start_export(
    act: StrategyAct,
    format: Made = "pdf",  # noqa: A002 (its name on the wire)
    version: Version | None = None,
) -> Result:
    """Have a document made of a version, or of the strategy as it stands; its writers go on meanwhile."""
    making = select(StrategyExport.id).where(
        StrategyExport.strategy_id == act.strategy.id, StrategyExport.status == "making"
    )
    if act.session.scalar(making.limit(1)):
        raise Refused("export_running")
    act.session.add(
        StrategyExport(
            id=act.id,
            strategy_id=act.strategy.id,
            version_id=version.id if version else None,
            format=format,
            rev=act.strategy.rev,
            created_at=act.now,
        )
    )
    return {"export": act.id}


@strategy_command(SYSTEM, closed=True)
def note_export(act: StrategyAct, export: EntityId, file: str | None = None) -> Result:
    """Note that a document is made (`file`), or that making it failed (no file)."""
    row = act.session.get(StrategyExport, export)
    if row is None or row.strategy_id != act.strategy.id:
        raise Refused("export_unknown", "export")
    row.status, row.file = ("done" if file else "failed"), file
    return None
