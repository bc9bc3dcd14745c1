"""Having the map of opinions made: in a process of its own, which reads the ballots itself.

Neither ballots nor arithmetic pass through the server, so that a hall that votes does not wait for it.

``python -m roundtable.opinions``: a wish on stdin, {"database", "stage", "threshold", "memory"}; on stdout
{"at", "map", "memory"}: the map holds all ballots changed up to `at` (ms since 1970).
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

Body = dict[str, Any]
#: Seconds after which the process is taken to be stuck.
PATIENCE = 60.0
#: How polite it is: the room goes first.
_NICE = 10
#: One thread: what is beside a server must leave it a core.
_ALONE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
#: Of the body, while the vote goes on, besides its groups and statements.
_TOLD = ("people", "left_out", "least", "needed", "reliable", "reason", "k")


class OpinionsFailed(Exception):
    """There is no map; the message is one line, for the log."""


def ask(wish: Body, sleep: Callable[[float], None]) -> Body:
    """What a process of its own answers to a wish. Raises `OpinionsFailed`.

    Its words come by a socket, because waiting for one lets other greenlets run.
    """
    ours, theirs = socket.socketpair()
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as errors, ours:
        given.write(json.dumps(wish).encode())
        given.seek(0)
        with theirs:
            os.set_blocking(theirs.fileno(), True)  # a patched socket is not
            process = subprocess.Popen(
                [sys.executable, "-m", "roundtable.opinions"],
                stdin=given,
                stdout=theirs.fileno(),
                stderr=errors,
                env=os.environ | _ALONE,
            )
        ours.settimeout(PATIENCE)
        try:
            said = _all(ours)
        except TimeoutError:
            process.kill()
            raise OpinionsFailed(f"no word for {PATIENCE:.0f} s") from None
        finally:
            while process.poll() is None:
                sleep(0.02)
        if process.returncode != 0:
            errors.seek(0)
            lines = errors.read().decode("utf-8", "replace").strip().splitlines()
            raise OpinionsFailed(lines[-1] if lines else f"exit code {process.returncode}")
    answer: Body = json.loads(said)
    return answer


def _all(line: socket.socket) -> bytes:
    parts = []
    while part := line.recv(1 << 16):
        parts.append(part)
    return b"".join(parts)


def answer(wish: Body) -> Body:
    """The map of a vote as its ballots are now."""
    from sqlalchemy import select  # noqa: PLC0415 (the server that asks needs none of these)

    from roundtable.core.consensus import look  # noqa: PLC0415
    from roundtable.core.consensus.groups import Memory  # noqa: PLC0415
    from roundtable.db import Database  # noqa: PLC0415
    from roundtable.models import Ballot, Option  # noqa: PLC0415

    database, stage = Database(wish["database"]), wish["stage"]
    with database.read() as session:
        options = list(
            session.scalars(select(Option.id).where(Option.stage_id == stage, Option.up))
        )
        query = select(Ballot.body, Ballot.changed_at).where(Ballot.stage_id == stage)
        rows = session.execute(query).all()
    database.dispose()
    remembered = wish["memory"]
    before = None
    if remembered:
        profiles = {int(label): each for label, each in remembered["profiles"].items()}
        before = Memory(**(remembered | {"profiles": profiles}))
    body, memory = look(options, [body for body, _ in rows], None, wish["threshold"], before)
    return {
        "at": max((changed for _, changed in rows), default=0),
        "map": body and brief(body),
        "memory": memory and asdict(memory),
    }


def brief(body: Body) -> Body:
    """What the map of a vote that goes on tells: groups, and statements without their figures.

    What the last few voted, after the last map, could be had from its figures and those of the result.
    """
    told = {name: body[name] for name in _TOLD}
    if not body["reliable"]:
        return told | {"groups": []}
    groups = [group | {"stands_for": _bare(group["stands_for"])} for group in body["groups"]]
    return told | {
        "groups": groups,
        "agree": _bare(body["agree"]),
        "divides": _bare(body["divides"]),
    }


def _bare(rows: list[Body]) -> list[Body]:
    return [{name: value for name, value in row.items() if name != "by_group"} for row in rows]


def main() -> int:
    """Read a wish, answer it."""
    os.nice(_NICE)
    json.dump(answer(json.load(sys.stdin)), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
