"""Before a server starts: `python -m tests.e2e.ballot_rooms NAME ...` makes a room for each ballot.

Prints `{name: [code, secret, ...]}`, the secrets being those of people whose phones are looked at.
"""

from __future__ import annotations

import json
import sys

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable import sources
from roundtable.actions.setup import create_roundtable
from roundtable.commands import FACILITATOR, PARTICIPANT, VISITOR, Actor
from roundtable.config import Config
from roundtable.core.formats import Format, parse
from roundtable.db import Database
from roundtable.demonstration import Player
from roundtable.models import Option, Proposal
from roundtable.start import prepare

#: Name of a room → the settings of its vote.
VOTES = {
    "approval": 'ballot = "approval"\nlimit = 2\nconcerns = "yes"',
    "score": 'ballot = "score"\nscale = "5"',
    "ten": 'ballot = "score"\nscale = "10"',
    "grade": 'ballot = "grade"\nquorum = 20\nmajority = "voting"',
    "ranking": 'ballot = "ranking"\nconcerns = "yes"',
    "pairs": 'ballot = "pairs"',
    "knapsack": 'ballot = "knapsack"\nsum = 100000\nunit.en = "€"',
    "shuffled": 'ballot = "approval"\norder = "shuffled"',
}
#: The same for votes that are sealed; made where they are asked for by name.
SEALED = {
    "sealed": 'ballot = "approval"\nsealed = "yes"',
    "purse": 'ballot = "knapsack"\nsum = 100000\nunit.en = "€"\nsealed = "yes"',
}
TITLES = (
    "One desk where a diploma is checked",
    "Courses in the evening, with childcare",
    "A welcome guide in five languages",
    "Longer opening hours in the library",
    "A tree for every child who starts school",
    "A night bus to the hospital and the factories on the ring road",
)
COSTS = (60_000, 45_000, 5_000, 30_000, 12_500, 80_000)
PHONES = 4

_FORMAT = """
title.en = "Ballots"
languages = ["en"]
language = "en"
[[areas]]
key = "city"
title.en = "City"
[[groups]]
key = "all"
title.en = "All"
[[stages]]
key = "propose"
kind = "propose"
title.en = "Propose"
question.en = "What should the city do?"
[[stages]]
key = "vote"
kind = "vote"
minutes = 60
on = "proposals"
title.en = "Vote"
question.en = "What should the city do first?"
{vote}
[[stages]]
key = "reveal"
kind = "reveal"
title.en = "Reveal"
"""


def form(name: str) -> Format:
    """A format with one vote, its settings by the name of its room."""
    vote = (VOTES | SEALED)[name]
    if "concerns" not in vote:
        vote += '\nconcerns = "no"'
    return parse(_FORMAT.format(vote=vote), f"{name}.toml")


def joined(player: Player) -> Actor:
    """Somebody who has just joined."""
    seat = player.do(Actor(VISITOR, "visitor"), "join", language="en")
    return Actor(PARTICIPANT, seat["participant"])


def room(session: Session, name: str) -> list[str]:
    """A roundtable whose vote is open: its code, and the secrets of its people."""
    row = create_roundtable(session, form(name), city="Testburg", title={"en": "Ballots"})
    player = Player(session, row)
    people = [joined(player) for _n in range(PHONES)]
    lead = Actor(FACILITATOR, "rooms")
    if name != "propose":
        player.open("propose")
    for title in TITLES:
        player.do(people[0], "submit_proposal", text=title)
    mine = select(Proposal).where(Proposal.roundtable_id == row.id).order_by(Proposal.number)
    if "knapsack" in (VOTES | SEALED)[name]:
        for proposal, cost in zip(session.scalars(mine).all(), COSTS, strict=True):
            player.do(lead, "set_cost", thing=proposal.id, cost=cost)
    stage = player.open("vote")
    if name in SEALED:  # with so few on phones alone no single ballot would be published
        options = session.scalars(select(Option).where(Option.stage_id == stage.id)).all()
        for number in range(6):
            person = joined(player)
            marks = {option.id: 1 for option in options if option.title == TITLES[2 + number % 3]}
            player.do(person, "cast_ballot", stage=stage.id, marks=marks)
    return [row.code, *(sources.secret_for(person.id) for person in people)]


def main(names: list[str]) -> None:
    """Make the rooms."""
    config = Config.from_env()
    prepare(config)
    database = Database(config.database)
    made = {}
    for name in names or VOTES:
        with database.write() as session:
            made[name] = room(session, name)
    database.dispose()
    print(json.dumps(made))


if __name__ == "__main__":
    main(sys.argv[1:])
