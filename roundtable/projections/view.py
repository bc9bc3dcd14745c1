"""One audience's look at one roundtable."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable.models import Roundtable, Stage

PHONE, CONSOLE, SCREEN, WRITER = "phone", "console", "screen", "writer"
#: The desk and the hosts of tables; and who reads along.
DESK, OBSERVER = "desk", "observer"

Data = dict[str, Any]
Entities = dict[str, Data]
State = dict[str, Entities]


@dataclass(frozen=True, slots=True)
class View:
    """One audience's look at one roundtable, in one reading session."""

    session: Session
    roundtable: Roundtable
    audience: str

    @property
    def stage(self) -> Stage:
        """The open stage."""
        return self.session.get_one(Stage, self.roundtable.stage_id)

    def rows(self, model: Any, ids: Collection[str] | None, key: Any = None) -> list[Any]:
        """Rows of this roundtable, all or those named."""
        query = select(model).where(model.roundtable_id == self.roundtable.id)
        if ids is not None:
            query = query.where((key if key is not None else model.id).in_(ids))
        return list(self.session.scalars(query))
