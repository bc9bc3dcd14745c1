"""Roundtables in which people have voted in several ways and seen the results.

`python -m tests.voted PEOPLE ...` makes one of each size before a server starts and prints `[[code, secret],
...]`; the secret is that of somebody who voted. "tie" instead of a size: two options tie for one place.
"""

from __future__ import annotations

import json
import random
import sys
from itertools import cycle

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable import sources
from roundtable.actions.setup import create_roundtable
from roundtable.commands import FACILITATOR, PARTICIPANT, VISITOR, Actor
from roundtable.config import Config
from roundtable.core.ballots import pair_key
from roundtable.db import Database
from roundtable.demonstration import Player
from roundtable.models import Cluster, Group, Option, Roundtable, Stage
from roundtable.start import prepare
from tests.explaining.votes import COSTS, OPTIONS, TITLES, marks_of
from tests.factories import make_agenda

LEADS = Actor(FACILITATOR, "voted")
#: One vote of each ballot, by rules that say different things.
VOTES = (
    "vote as=yes ballot=approval rule=phragmen seats=2 quorum=50",
    "vote as=plain ballot=approval majority=voting share=50 quorum=80",
    "vote as=dots ballot=dots budget=5",
    "vote as=opinion ballot=opinion",
    "vote as=score ballot=score",
    "vote as=grade ballot=grade",
    "vote as=ranking ballot=ranking rule=instant_runoff",
    "vote as=order ballot=ranking rule=schulze",
    "vote as=pairs ballot=pairs",
    "vote as=money ballot=knapsack sum=50000 unit.en=€",
)


TIE = ("vote as=tie ballot=approval seats=1",)


class Voted:
    """A roundtable that goes through all votes."""

    def __init__(self, session: Session, votes: tuple[str, ...] = VOTES) -> None:
        steps = ["propose", "group"]
        for vote in votes:
            steps += [vote, f"reveal of={vote.split()[1].removeprefix('as=')}"]
        self.session = session
        self.row: Roundtable = create_roundtable(session, make_agenda(*steps), city="Cluj-Napoca")
        self.player = Player(session, self.row)
        self.ids: dict[str, str] = {}
        self.people: list[Actor] = []

    def play(self, people: int, *, reveal: bool = True, seed: int = 7) -> Roundtable:
        """Everybody joins and votes in all of them; then all results are shown."""
        chance = random.Random(seed)
        self._join(people)
        self._board()
        for stage in self._stages():
            if stage.kind == "vote":
                self._vote(stage, chance)
            elif stage.kind == "reveal":
                self.player.do(LEADS, "open_stage", stage=stage.id)
                if reveal:
                    self.player.do(LEADS, "reveal_results", stage=stage.settings["of"])
        return self.row

    def _stages(self) -> list[Stage]:
        query = select(Stage).where(Stage.roundtable_id == self.row.id).order_by(Stage.position)
        return list(self.session.scalars(query))

    def _join(self, people: int) -> None:
        groups = self.session.scalars(select(Group.id).where(Group.roundtable_id == self.row.id))
        for group, _n in zip(cycle(groups.all()), range(people), strict=False):
            made = self.player.do(Actor(VISITOR, "visitor"), "join", group=group, language="en")
            self.people.append(Actor(PARTICIPANT, made["participant"]))

    def _board(self) -> None:
        self.player.open("propose")
        texts = [
            self.player.do(person, "submit_proposal", text=TITLES[key])["id"]
            for person, key in zip(cycle(self.people), OPTIONS, strict=False)
        ]
        self.player.open("group")
        for key, text in zip(OPTIONS, texts, strict=True):
            self.player.do(LEADS, "create_cluster", title=TITLES[key], proposals=[text])
        clusters = select(Cluster).where(Cluster.roundtable_id == self.row.id)
        self.ids = {cluster.title: cluster.id for cluster in self.session.scalars(clusters)}
        for key in OPTIONS:
            self.player.do(LEADS, "set_cost", thing=self.ids[TITLES[key]], cost=COSTS[key])

    def _vote(self, stage: Stage, chance: random.Random) -> None:
        self.player.do(LEADS, "open_stage", stage=stage.id)
        ballot = str(stage.settings.get("ballot") or "approval")
        voters = self.people[: max(3, round(len(self.people) * 0.9))]
        for number, person in enumerate(voters):
            if number and number % 12 == 0:
                self.player.do(person, "cast_ballot", stage=stage.id, marks={}, abstain=True)
                continue
            marks = {self._key(key): mark for key, mark in marks_of(ballot, chance).items()}
            if stage.title["en"] == "tie":
                marks = {self._key(OPTIONS[number % 2]): 1}
            if ballot == "pairs":
                marks = self._turned(marks_of(ballot, chance))
            self.player.do(person, "cast_ballot", stage=stage.id, marks=marks)
        if ballot == "grade":
            option = self.session.scalars(
                select(Option.id).where(Option.stage_id == stage.id)
            ).first()
            text = "It would take the last trees of the street."
            self.player.do(voters[1], "state_concern", stage=stage.id, option=option, text=text)

    def _key(self, key: str) -> str:
        return self.ids[TITLES[key]] if key in TITLES else key

    def _turned(self, marks: dict[str, int]) -> dict[str, int]:
        """Pairs by the ids of this roundtable, whose letters may stand in another order."""
        found = {}
        for key, mark in marks.items():
            one, other = (self._key(part) for part in key.split("-"))
            found[pair_key(one, other)] = mark if one < other else -mark
        return found


def main(sizes: list[str]) -> None:
    """Make the rooms in the order asked for."""
    config = Config.from_env()
    prepare(config)
    database = Database(config.database)
    made = []
    for size in sizes:
        with database.write() as session:
            room = Voted(session, TIE if size == "tie" else VOTES)
            code = room.play(9 if size == "tie" else int(size)).code
            made.append([code, sources.secret_for(room.people[0].id)])
    database.dispose()
    print(json.dumps(made))


if __name__ == "__main__":
    main(sys.argv[1:])
