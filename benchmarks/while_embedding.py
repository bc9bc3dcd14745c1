"""What reading texts for suggested groups costs those who vote meanwhile.

    python -m benchmarks.while_embedding [--phones 200] [--texts 2000] [--seconds 20] [--turns 3]

In one room phones vote; in another room of the same server a facilitator has groups suggested among
many proposals, whose meanings are read for the first time. Each turn has the votes once with the server
idle otherwise, and once while it reads. It fails where the 95th percentile of the latencies, the best
of all turns, is more than twice as high, or a vote was lost.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from benchmarks.grouping import many
from benchmarks.hall import Hall, Phone
from benchmarks.servers import FORMAT, Product, asking
from benchmarks.vote_storm import Storm, options_for, storm
from roundtable import demonstration, sources
from roundtable.actions.setup import create_roundtable, make_key
from roundtable.commands import FACILITATOR
from roundtable.config import ROOT, Config
from roundtable.core.formats import parse
from roundtable.core.text import direction
from roundtable.db import Database
from roundtable.models import Proposal

#: How much slower votes may be.
MOST = 2.0
#: Seconds until the reading has begun.
BEGINNING = 60


class Reading(Product):
    """Roundtable with a second room, in which `texts` proposals wait to be read."""

    def __init__(self, folder: Path, phones: int, options: int, texts: int) -> None:
        super().__init__(folder, phones, options)
        config = Config(sessions_dir=folder / "sessions", exports_dir=folder / "exports")
        database = Database(config.database)
        with database.write() as session:
            form = parse((ROOT / "sessions" / FORMAT).read_text("utf-8"), FORMAT)
            room = create_roundtable(session, form, city="Cluj-Napoca")
            player = demonstration.Player(session, room)
            stage = player.open("propose")
            session.execute(insert(Proposal), [
                {
                    "id": sources.new_id(),
                    "roundtable_id": room.id,
                    "number": number,
                    "stage_id": stage.id,
                    "text": each.text[:280],
                    "language": each.language,
                    "direction": direction(each.text),
                    "status": "shown",
                    "position": float(number),
                    "created_at": sources.now(),
                }
                for number, each in enumerate(many(texts), start=1)
            ])  # fmt: skip
            player.open("group")
            key = make_key(session, FACILITATOR, room)
            says = {"code": room.code, "role": FACILITATOR, "key": key, "data": True}
        database.dispose()
        self.facilitator = Phone(says, votes=False)
        self.watchers.append(self.facilitator)

    def ask(self, hall: Hall) -> None:
        """Have groups suggested; returns when the reading goes on. Raises `RuntimeError`."""
        hall.say(self.facilitator, asking("suggest_groups"))
        for _ in range(BEGINNING):
            hall.rest(1.0, 1.0)
            if self.done() > 0:
                return
        raise RuntimeError("the reading does not begin")

    def done(self) -> float:
        """How much of the suggestion is made, as the facilitator was told last."""
        if not self.facilitator.event.startswith(b'["progress"'):
            return 0.0
        return float(json.loads(self.facilitator.event)[1].get("share", 0))


def compare(make: Callable[[Path, int], Any], name: str, options: argparse.Namespace) -> int:
    """Votes with and without the other work, by turns; prints the table; 1 where votes had to wait.

    `make` gives a `Product` in a folder and for so many votes of each phone, with `ask(hall)`, which
    begins the other work, and `done()`, how much of it is done. `options` has `phones`, `seconds` and
    `turns`. Raises `RuntimeError` where the work was over before the votes.
    """
    found: dict[str, list[Storm]] = {"idle": [], name: []}
    print(
        "| turn | server | p50 | p95 | CPU for a vote | votes lost | done |\n|--:|---|--:|--:|--:|--:|--:|"
    )
    for turn in range(options.turns):
        for kind, storms in found.items():
            with tempfile.TemporaryDirectory(prefix="roundtable-bench-") as folder:
                server = make(Path(folder), options_for(options.phones, options.seconds))
                before: Callable[[Hall], None] | None = None if kind == "idle" else server.ask
                one = storm(server, Path(folder), options.seconds, before)
                share = server.done()
            if kind != "idle" and not 0 < share < 1:
                raise RuntimeError("the other work was over before the votes were")
            storms.append(one)
            print(
                f"| {turn + 1} | {kind} | {one.p50:.1f} ms | {one.p95:.1f} ms | "
                f"{one.measured.cpu:.2f} ms | {one.lost} of {one.sent} | {share:.0%} |",
                flush=True,
            )
    idle, busy = (min(one.p95 for one in storms) for storms in found.values())
    print(f"\nbest p95, {name} / idle: {busy:.1f} / {idle:.1f} ms = {busy / idle:.2f}")
    lost = any(one.lost for storms in found.values() for one in storms)
    return 1 if lost or busy > MOST * idle else 0


def main() -> int:
    """Print the table; 1 where votes had to wait too long."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    for name, value in (("phones", 200), ("texts", 2000), ("seconds", 20), ("turns", 3)):
        parser.add_argument(f"--{name}", type=int, default=value)
    options = parser.parse_args()

    def make(folder: Path, votes: int) -> Reading:
        return Reading(folder, options.phones, votes, options.texts)

    return compare(make, "reading", options)


if __name__ == "__main__":
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    sys.exit(main())
