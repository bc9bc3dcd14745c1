"""Proposals of a CSV file into a roundtable that collects them, by the commands of a room, exactly once.

People of the file are not in the room, yet every proposal needs a seat. So the fewest seats are taken
that may send so many, for each group of the file its own, and left again when all is sent. The id of
each command follows from the file and the row: the same file again finds everything done.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable import actions, sources  # noqa: F401 (actions registers the commands)
from roundtable.actions.proposals import MOST_PROPOSALS
from roundtable.commands import PARTICIPANT, VISITOR, Actor, Outcome, Request, run
from roundtable.core.errors import Refused
from roundtable.core.proposals_csv import Known, Proposed
from roundtable.models import Area, Group, LogEntry, Roundtable, Stage

#: The longest that any stage allows, as the command has it.
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of an import. `again`: the file was imported before, and nothing has changed now."""

    proposals: int
    seats: int
    again: bool


def known_of(session: Session, roundtable: Roundtable) -> Known:
    """What rows are checked against: the open stage's length, titles of areas and groups in all languages."""
    stage = session.get_one(Stage, roundtable.stage_id)
    return Known(
        min(LONGEST, int(stage.settings.get("max_length", LONGEST))),
        _titles(session, Area, roundtable),
        _titles(session, Group, roundtable),
    )


def _titles(session: Session, model: Any, roundtable: Roundtable) -> dict[str, str]:
    """Titles in any language, in small letters, → ids; of two that are the same the first."""
    query = select(model).where(model.roundtable_id == roundtable.id).order_by(model.position)
    found: dict[str, str] = {}
    for row in session.scalars(query):
        for title in row.title.values():
            found.setdefault(" ".join(str(title).split()).casefold(), row.id)
    return found


def take_in(
    session: Session, roundtable: Roundtable, content: bytes, proposals: Sequence[Proposed]
) -> Taken:
    """Submit all proposals of a file, in its order; the caller commits, or takes everything back.

    Raises `Refused` with the code of the command that was refused; `not_now` where the open stage
    does not collect proposals.
    """
    importer = _Importer(session, roundtable, hashlib.sha256(content).hexdigest())
    if importer.done(proposals[0]):
        return Taken(len(proposals), 0, again=True)
    importer.refuse_unless_collecting()
    seats = importer.sit(proposals)
    importer.submit(proposals, seats)
    importer.leave(seats)
    return Taken(len(proposals), len(seats), again=False)


class _Importer:
    """One file into one roundtable."""

    def __init__(self, session: Session, roundtable: Roundtable, content: str) -> None:
        self.session, self.roundtable, self.content = session, roundtable, content
        self.stage = session.get_one(Stage, roundtable.stage_id)

    def id_of(self, *what: str | int) -> str:
        """The id of a command: the same for the same file, and nobody else's."""
        said = "\n".join(map(str, ("import-csv", self.roundtable.id, self.content, *what)))
        digest = hashlib.sha256(said.encode()).digest()
        return "".join(sources.ALPHABET[byte & 31] for byte in digest[: sources.ID_LENGTH])

    def done(self, first: Proposed) -> bool:
        """Whether this file was imported before."""
        query = select(LogEntry.rev).where(
            LogEntry.roundtable_id == self.roundtable.id,
            LogEntry.id == self.id_of("submit", first.line),
        )
        return self.session.scalar(query) is not None

    def refuse_unless_collecting(self) -> None:
        """What is written in silence is kept for its author alone: here nobody would ever share it."""
        if self.stage.kind != "propose":
            raise Refused("not_now")

    def sit(self, proposals: Sequence[Proposed]) -> dict[tuple[str | None, int], Actor]:
        """Seats by group and number, as many as are needed."""
        needed = dict.fromkeys(self._seats(proposals))
        language = self.roundtable.language
        visitor = Actor(VISITOR, "import")
        joins = [
            self._request(
                visitor, ("join", group or "", n), "join", {"group": group, "language": language}
            )
            for group, n in needed
        ]
        results = [outcome.result or {} for outcome in self._run(joins)]
        return {
            seat: Actor(PARTICIPANT, result["participant"])
            for seat, result in zip(needed, results, strict=True)
        }

    def submit(
        self, proposals: Sequence[Proposed], seats: dict[tuple[str | None, int], Actor]
    ) -> None:
        """Send each row from a seat of its group."""
        requests = []
        for each, seat in zip(proposals, self._seats(proposals), strict=True):
            args = {"text": each.text, "area": each.area, "language": each.language or "und"}
            requests.append(
                self._request(seats[seat], ("submit", each.line), "submit_proposal", args)
            )
        self._run(requests)

    def leave(self, seats: dict[tuple[str | None, int], Actor]) -> None:
        """Leave all seats."""
        self._run(
            self._request(actor, ("leave", group or "", n), "leave", {})
            for (group, n), actor in seats.items()
        )

    def _seats(self, proposals: Iterable[Proposed]) -> list[tuple[str | None, int]]:
        """For each proposal the group and number of its seat: a person may send only so many."""
        most = min(MOST_PROPOSALS, int(self.stage.settings.get("most", MOST_PROPOSALS)))
        sent: dict[str | None, int] = {}
        seats = []
        for each in proposals:
            number = sent.get(each.group, 0)
            sent[each.group] = number + 1
            seats.append((each.group, number // max(1, most)))
        return seats

    def _request(
        self, actor: Actor, what: tuple[str | int, ...], command: str, args: dict[str, Any]
    ) -> Request:
        return Request(self.roundtable.id, actor, self.id_of(*what), command, args)

    def _run(self, requests: Iterable[Request]) -> list[Outcome]:
        outcomes = run(self.session, list(requests))
        for outcome in outcomes:
            if outcome.refused is not None:
                raise outcome.refused
        return outcomes
