"""What making a large strategy's PDF costs those who vote meanwhile.

    python -m benchmarks.while_making [--phones 200] [--proposals 600] [--seconds 4] [--turns 3]

In a room phones vote; on the same server a writer has the PDF of a large strategy made, which takes longer
than the votes. Each turn has the votes once with the server idle otherwise, and once while it
is made. It fails where the 95th percentile of the latencies, the best of all turns, is more than twice as
high, or a vote was lost.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks import large_strategy
from benchmarks.hall import Hall, Phone
from benchmarks.servers import Product, asking
from benchmarks.while_embedding import BEGINNING, compare
from roundtable import sources
from roundtable.actions.strategy_setup import create_strategy
from roundtable.commands import COORDINATOR, STRATEGY, Actor, Request, run
from roundtable.config import Config
from roundtable.db import Database
from roundtable.models import Key, Strategy
from roundtable.projections.strategy.reading import Reading


class Making(Product):
    """Roundtable with a strategy of two more rooms with so many `proposals`."""

    def __init__(self, folder: Path, phones: int, options: int, proposals: int) -> None:
        super().__init__(folder, phones, options)
        config = Config(sessions_dir=folder / "sessions", exports_dir=folder / "exports")
        database = Database(config.database)
        with database.write() as session:
            rooms = [
                large_strategy.room(session, proposals // large_strategy.ROOMS)
                for _n in range(large_strategy.ROOMS)
            ]
            row = create_strategy(session, city="Cluj-Napoca", title="Arriving", language="en")
            lead = sources.new_id()
            key = sources.secret_for(lead)
            session.add(
                Key(id=lead, strategy_id=row.id, role=COORDINATOR, secret_hash=sources.hash_of(key),
                    label="Ana", created_at=sources.now())
            )  # fmt: skip
            _write(session, row, Actor(COORDINATOR, lead), [room.code for room in rooms])
        database.dispose()
        says = {"strategy": row.code, "role": COORDINATOR, "key": key, "data": True}
        self.writer = Phone(says, votes=False)
        self.watchers.append(self.writer)

    def ask(self, hall: Hall) -> None:
        """Have the PDF made; returns when it is being made. Raises `RuntimeError`."""
        hall.say(self.writer, asking("start_export", format="pdf"))
        for _ in range(BEGINNING):
            hall.rest(0.2, 1.0)
            if self.writer.event.startswith(b'["progress"'):
                return
        raise RuntimeError("the document is not being made")

    def done(self) -> float:
        """0 where no document was asked for, 1 where it is made, between them while it is being made."""
        with closing(sqlite3.connect(self.path)) as database:
            found = database.execute("SELECT status FROM strategy_exports").fetchone()
        return {None: 0.0, "making": 0.5}.get(found and found[0], 1.0)


def _write(session: Any, row: Strategy, lead: Actor, codes: list[str]) -> None:
    """A chapter with priorities and measures from every cluster, as a writer would have taken them in."""

    def do(command: str, **args: object) -> dict[str, Any]:
        request = Request(row.id, lead, sources.new_id(), command, args, on=STRATEGY)
        outcome = run(session, [request])[0]
        if outcome.refused is not None:
            raise outcome.refused
        return outcome.result or {}

    for code in codes:
        do("add_roundtable", code=code, area="Work", day="2026-05-20")
    clusters = [
        str(ref)
        for ref in Reading(session, row, keeps=False).known()
        if ref.kind == "cluster"
    ]  # fmt: skip
    chapter = do("add_node", kind="chapter", text="Work")["node"]
    for n, ref in enumerate(clusters):
        priority = do("take_in", ref=ref, kind="priority", into=chapter, place=n)["node"]
        text = large_strategy.TOLD.format(a=f"[[{ref}]]", b="")
        do("add_node", kind="passage", text=text, into=priority)
        taken = do("take_in", ref=ref, kind="measure", into=priority, place=1)
        do("set_fate", refs=taken["suggested"], kind="adopted", measure=taken["node"])


def main() -> int:
    """Print the table; 1 where votes had to wait too long."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    for name, value in (("phones", 200), ("proposals", 600), ("seconds", 4), ("turns", 3)):
        parser.add_argument(f"--{name}", type=int, default=value)
    options = parser.parse_args()

    def make(folder: Path, votes: int) -> Making:
        return Making(folder, options.phones, votes, options.proposals)

    return compare(make, "making", options)


if __name__ == "__main__":
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    sys.exit(main())
