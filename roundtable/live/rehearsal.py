"""Plays rehearsals: gives the commands of simulated people, through the writer, as real ones would be."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roundtable import sources
from roundtable.commands import PARTICIPANT, VISITOR, Actor, Request
from roundtable.core import rehearsal
from roundtable.core.rehearsal import Cue, Player
from roundtable.db import Database
from roundtable.live.acting import Acting
from roundtable.live.writer import Writer
from roundtable.models import Group, LogEntry, Participant, Roundtable, Stage

log = structlog.get_logger()

TICK_SECONDS = 0.5
#: People who come in one second, at speed 1.
ARRIVING = 0.8
#: Commands in one tick: a rehearsal leaves the writer to those who practise.
MOST_AT_ONCE = 12
#: How often it is looked whether the open step was opened anew, or its votes thrown away.
LOOK_SECONDS = 2.0
#: Commands after which people act anew in a step.
_ANEW = ("open_stage", "reset_vote")


@dataclass(slots=True)
class Play:
    """How far simulated people have come in one roundtable: `clock` counts seconds in the open step."""

    stage: str = ""
    visit: int = 0
    clock: float = 0.0
    arriving: float = 0.0
    looked: float = -1e9
    done: set[str] = field(default_factory=set)


class Rehearsals:
    """All rehearsals of this installation that run.

    `leads` says whether it is this process that plays one; None: there is no other.
    """

    def __init__(
        self,
        database: Database,
        writer: Writer,
        sleep: Callable[[float], None],
        leads: Callable[[str], bool] | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._writer = writer
        self._sleep = sleep
        self._leads = leads
        self._now = now
        self._plays: dict[str, Play] = {}
        self._last = now()

    def run_forever(self) -> None:
        """The loop; runs in a greenlet of its own."""
        while True:
            self._sleep(TICK_SECONDS)
            try:
                self.turn()
            except Exception:  # practice must not end because of one fault
                log.exception("rehearsal_failed")

    def turn(self) -> int:
        """Do all that is due in all rehearsals; returns how many commands were given."""
        now, past = self._now(), self._now() - self._last
        self._last = now
        given = 0
        for roundtable_id in self._running():
            for request in self._requests(roundtable_id, past):
                self._writer.submit(request)
                given += 1
        return given

    def _running(self) -> list[str]:
        query = select(Roundtable.id, Roundtable.rehearsal).where(
            Roundtable.rehearsal.is_not(None), Roundtable.status == "open"
        )
        with self._database.read() as session:
            found = [key for key, how in session.execute(query) if how.get("running")]
        self._plays = {key: play for key, play in self._plays.items() if key in found}
        return [key for key in found if self._leads is None or self._leads(key)]

    def _requests(self, roundtable_id: str, past: float) -> list[Request]:
        play = self._plays.setdefault(roundtable_id, Play())
        with self._database.read() as session:
            roundtable = session.get_one(Roundtable, roundtable_id)
            if roundtable.rehearsal is None:
                return []
            turn = _Turn(session, roundtable, play, past, self._now())
            return list(turn.requests())


class _Turn:
    """What is due in one roundtable now."""

    def __init__(
        self, session: Session, roundtable: Roundtable, play: Play, past: float, now: float
    ) -> None:
        self._session = session
        self._roundtable = roundtable
        self._play = play
        self._stage = session.get_one(Stage, roundtable.stage_id)
        how = roundtable.rehearsal or {}
        self._people, speed = int(how["people"]), float(how["speed"])
        self._past, self._speed, self._now = past * speed, speed, now

    def requests(self) -> Iterator[Request]:
        """The commands that are due, the oldest first, not too many at once."""
        self._follow()
        self._play.clock += self._past
        here = self._here()
        groups = list(self._session.scalars(self._groups()))
        yield from self._come_and_go(here, groups)
        players = {n: self._player(n, len(groups)) for n in here}
        by_id = {person.id: players[n] for n, person in here.items() if person.left_at is None}
        acting = Acting(self._session, self._roundtable, self._stage, by_id)
        given = 0
        for person, command_id, command, args in acting.by_themselves():
            given += 1
            yield self._request(Actor(PARTICIPANT, person), command_id, command, args)
        for player, cue, key in self._due(here, players):
            if given >= MOST_AT_ONCE:
                break
            self._play.done.add(key)
            person = here[player.number].id
            for command, args in acting.cued(person, player, cue):
                given += 1
                several = command == "take_position"
                command_id = rehearsal.key(key, args["option"]) if several else key
                yield self._request(Actor(PARTICIPANT, person), command_id, command, args)

    def _follow(self) -> None:
        """Begin a step that was opened: after a restart, from where people had come."""
        play = self._play
        if play.stage == self._stage.id and self._now - play.looked < LOOK_SECONDS:
            return
        play.looked = self._now
        opened = select(func.count()).where(
            LogEntry.roundtable_id == self._roundtable.id,
            LogEntry.command.in_(_ANEW),
            LogEntry.args["stage"].as_string() == self._stage.id,
        )
        visit = int(self._session.scalar(opened) or 0)
        if (play.stage, play.visit) == (self._stage.id, visit):
            return
        play.stage, play.visit, play.clock, play.done = self._stage.id, visit, 0.0, set()
        every = {
            self._key(player.number, cue.what): cue.at
            for n in range(rehearsal.MOST_PEOPLE)
            for player in (self._player(n, 1),)
            for cue in self._cues(player)
        }
        sent = select(LogEntry.id).where(
            LogEntry.roundtable_id == self._roundtable.id, LogEntry.id.in_(every)
        )
        play.done = set(self._session.scalars(sent))
        play.clock = max((every[key] for key in play.done), default=0.0)

    def _here(self) -> dict[int, Participant]:
        """The simulated people who came, by number; also those who left."""
        ids = _ids(self._roundtable.id)
        query = select(Participant).where(Participant.id.in_(ids))
        return {ids[row.id]: row for row in self._session.scalars(query)}

    def _groups(self) -> Any:
        query = select(Group.id).where(Group.roundtable_id == self._roundtable.id)
        return query.order_by(Group.position)

    def _player(self, number: int, groups: int) -> Player:
        languages = tuple(self._roundtable.languages)
        return rehearsal.player(self._roundtable.id, number, groups, languages)

    def _come_and_go(self, here: dict[int, Participant], groups: list[str]) -> Iterator[Request]:
        """As many as are wanted: some come, or the last ones leave."""
        there = [n for n, person in here.items() if person.left_at is None]
        for number in sorted(there)[self._people :]:
            leaver = Actor(PARTICIPANT, here[number].id)
            yield self._request(leaver, sources.new_id(), "leave", {})
        self._play.arriving = min(8.0, self._play.arriving + self._past * ARRIVING)
        number = max(here, default=-1) + 1
        wanted = min(int(self._play.arriving), self._people - len(there), _MOST_NUMBERS - number)
        for new in range(number, number + max(0, wanted)):
            self._play.arriving -= 1
            player = self._player(new, len(groups))
            args = {
                "group": None if player.group is None else groups[player.group],
                "language": player.language,
            }
            key = rehearsal.key(self._roundtable.id, "join", new)
            yield self._request(Actor(VISITOR, "rehearsal"), key, "join", args)

    def _due(
        self, here: dict[int, Participant], players: dict[int, Player]
    ) -> list[tuple[Player, Cue, str]]:
        opened = self._stage.opened_at or 0
        due = []
        for number, person in here.items():
            if person.left_at is not None:
                continue
            late = max(0, person.joined_at - opened) / 1000 * self._speed
            for cue in self._cues(players[number]):
                key = self._key(number, cue.what)
                if key not in self._play.done and cue.at + late <= self._play.clock:
                    due.append((cue.at, players[number], cue, key))
        return [(player, cue, key) for _, player, cue, key in sorted(due, key=lambda d: d[0])]

    def _cues(self, player: Player) -> list[Cue]:
        stage = self._stage
        return rehearsal.cues(
            self._roundtable.id, player, stage.id, stage.kind, stage.minutes, self._play.visit
        )

    def _key(self, number: int, what: str) -> str:
        return rehearsal.key(self._roundtable.id, self._stage.id, self._play.visit, number, what)

    def _request(self, actor: Actor, command_id: str, command: str, args: object) -> Request:
        return Request(self._roundtable.id, actor, command_id, command, args)


#: Numbers are not given twice: who left does not come back, somebody else comes.
_MOST_NUMBERS = 4 * rehearsal.MOST_PEOPLE


@lru_cache(maxsize=64)
def _ids(roundtable_id: str) -> dict[str, int]:
    """The ids of all simulated people that there can be, with their numbers."""
    return {rehearsal.key(roundtable_id, "join", n): n for n in range(_MOST_NUMBERS)}
