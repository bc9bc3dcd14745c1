"""A room with people who have said and done something, in each kind of stage.

Before a server starts: `python -m tests.rooms KIND ...` makes one roundtable for each and prints
`[[code, secret], ...]`, the secret being that of somebody whose phone holds a bit of everything.
"""

from __future__ import annotations

import json
import sys
from itertools import cycle
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable import sources
from roundtable.actions.setup import create_roundtable
from roundtable.commands import FACILITATOR, PARTICIPANT, VISITOR, Actor
from roundtable.config import Config
from roundtable.core.errors import Refused
from roundtable.core.stages import KINDS
from roundtable.db import Database
from roundtable.demonstration import Player
from roundtable.models import Group, Option, Proposal, Roundtable, Stage, Turn
from roundtable.start import prepare
from tests.factories import GROUPS, make_full_format
from tests.made import TEXTS, TITLES

LEADS = Actor(FACILITATOR, "rooms")
PEOPLE = 26
AGREEMENT = (
    "We listen before we answer.\n- We speak for ourselves.\n- What is said here is shown without "
    "names.\n- Nobody has to speak."
)
QUESTIONS = {
    "welcome": "How do newcomers find work that fits their skills?",
    "inform": "What did the review find?",
    "write": "What would help newcomers find work that fits their skills?",
    "round": "One idea each, around the table",
    "propose": "What should the city do first?",
    "improve": "What would make these proposals better?",
    "tables": "What would make the first day at school easier?",
    "previous": "Where does the room stand, and why?",
    "discuss": "What would it take to begin this year?",
    "consent": "Shall these go into the plan of the city?",
    "vote": "Which of these should the city do first?",
}


class Room:
    """One roundtable played through commands, stage by stage, until the one that is wanted."""

    def __init__(self, session: Session, **more: Any) -> None:
        form = make_full_format(moderation="look", **more)
        self.session = session
        self.row = create_roundtable(
            session, form, city="Testburg", title={"en": "Work that fits, schools that welcome"}
        )
        self.player = Player(session, self.row)
        self.people: list[Actor] = []
        self._write_agenda()

    def _write_agenda(self) -> None:
        for stage in self._rows(Stage):
            if stage.kind in QUESTIONS:
                stage.question = {"en": QUESTIONS[stage.kind]}
            if stage.kind == "welcome":
                stage.settings = stage.settings | {"agreement": {"en": AGREEMENT}}
        self.session.flush()

    def _rows(self, model: Any) -> list[Any]:
        query = select(model).where(model.roundtable_id == self.row.id)
        return list(self.session.scalars(query))

    def leads(self, command: str, **args: object) -> dict[str, Any]:
        """What the facilitator does."""
        return self.player.do(LEADS, command, **args)

    def play(self, until: str) -> Roundtable:
        """Play into the stage of this kind, and act there as a room would have by now."""
        self.join()
        for kind in [stage.kind for stage in sorted(self._rows(Stage), key=lambda s: s.position)]:
            if kind != "welcome":
                self.player.open(kind)
            act = getattr(self, f"in_{kind}", None)
            if act is not None:
                act()
            if kind == until:
                break
        return self.row

    @property
    def hero(self) -> Actor:
        """Whose phone is looked at."""
        return self.people[0]

    def join(self) -> None:
        """People of all groups, and one who says none."""
        ids = {group.title["en"].lower(): group.id for group in self._rows(Group)}
        for number in range(PEOPLE):
            group = ids[GROUPS[(number + 1) % 3]] if number != 7 else None
            language = ("en", "ro", "ar", "uk")[number % 4]
            made = self.player.do(Actor(VISITOR, "visitor"), "join", group=group, language=language)
            self.people.append(Actor(PARTICIPANT, made["participant"]))

    def everyone(self, share: float = 0.8) -> list[Actor]:
        """Most of the people, without the hero."""
        return self.people[1 : round(len(self.people) * share)]

    # -- what happens in each kind of stage ------------------------------------------------------

    def in_welcome(self) -> None:
        for person in self.everyone():
            self.player.do(person, "agree")

    def in_write(self) -> None:
        for person, (_language, text) in zip(self.people[:8], cycle(TEXTS), strict=False):
            self.player.do(person, "submit_proposal", text=text)

    def in_round(self) -> None:
        for _n in range(4):
            self.leads("call_next")
            speaking = select(Turn).where(
                Turn.roundtable_id == self.row.id, Turn.status == "speaking"
            )
            turn = self.session.scalars(speaking).one()
            if turn.participant_id == self.hero.id:
                continue
            mine = select(Proposal.id).where(
                Proposal.author_id == turn.participant_id, Proposal.status == "kept"
            )
            found = self.session.scalars(mine).first()
            if found:
                self.player.do(
                    Actor(PARTICIPANT, turn.participant_id), "share_proposal", proposal=found
                )

    def hands(self, *, hero: bool = True) -> None:
        """Some people raise their hands, the first of them speaks."""
        for person in [
            self.people[3],
            self.people[4],
            *([self.hero] if hero else []),
            self.people[8],
        ]:
            self.player.do(person, "raise_hand")
        self.leads("call_next")

    def shown(self) -> list[str]:
        """Ids of the proposals that the room sees."""
        return [row.id for row in self._rows(Proposal) if row.status == "shown"]

    def in_clarify(self) -> None:
        for person, text in ((2, "Which desk would that be?"), (5, "Is that for everybody?")):
            self.player.do(
                self.people[person],
                "add_comment",
                proposal=self.shown()[0],
                text=text,
                kind="question",
            )
        self.hands()

    def in_propose(self) -> None:
        mine = (
            "Evening courses next to the tram stop",
            "My boss Vasile never answers",
            "Ask Maria",
        )
        own = [self.player.do(self.hero, "submit_proposal", text=text)["id"] for text in mine]
        others = [
            self.player.do(person, "submit_proposal", text=text)["id"]
            for person, (_language, text) in zip(self.everyone(), TEXTS, strict=False)
        ]
        for one in (own[0], *others):
            self.leads("approve_proposal", proposal=one)
        self.leads("return_proposal", proposal=own[1], reason="It names a person. Say it without?")
        self.leads("pin_proposal", proposal=others[2], pinned=True)

    def in_improve(self) -> None:
        texts = self.shown()
        said = (
            "Also for diplomas from before 1990, please.",
            "Who pays for it?",
            "Begin with nurses.",
        )
        for person, text in zip(self.everyone(), said, strict=False):
            self.player.do(person, "add_comment", proposal=texts[0], text=text)
        self.player.do(self.hero, "add_comment", proposal=texts[1], text="In Dari as well.")

    def in_tables(self) -> None:
        for person, text in (
            (0, "A visit before the first day"),
            (1, "A buddy from the same class"),
            (2, "Letters that are read aloud"),
            (5, "One teacher who is free in the first hour"),
        ):
            self.player.do(self.people[person], "write_minute", kind="note", text=text)

    def in_harvest(self) -> None:
        self.hands()

    def in_group(self) -> None:
        texts = self.shown()
        for number, title in enumerate(TITLES):
            part = texts[number :: len(TITLES)]
            self.leads("create_cluster", title=title, proposals=part)

    def options(self, kind: str) -> list[str]:
        """Ids of what is up in the stage of a kind."""
        stage = next(stage for stage in self._rows(Stage) if stage.kind == kind)
        query = select(Option.id).where(Option.stage_id == stage.id).order_by(Option.position)
        return list(self.session.scalars(query))

    def in_vote(self) -> None:
        options = self.options("vote")
        stage = self.row.stage_id
        for number, person in enumerate(self.everyone()):
            wanted = {o: 1 for place, o in enumerate(options) if (number + place) % (place + 2)}
            self.player.do(person, "cast_ballot", stage=stage, marks=wanted)
        text = "Thirty days is not enough to check papers from abroad."
        self.player.do(self.people[4], "state_concern", stage=stage, option=options[0], text=text)
        own = "Not for those who work at night."
        self.player.do(self.hero, "cast_ballot", stage=stage, marks={options[1]: 1})
        self.player.do(self.hero, "state_concern", stage=stage, option=options[2], text=own)

    def in_reveal(self) -> None:
        stage = next(stage for stage in self._rows(Stage) if stage.kind == "vote")
        self.leads("reveal_results", stage=stage.id)
        options = self.options("vote")
        self.leads(
            "merge_options", stage=stage.id, options=[options[4]], into=options[3], rule="once"
        )

    def in_discuss(self) -> None:
        self.leads("spotlight", thing=self.options("vote")[0])
        self.hands()

    def in_consent(self) -> None:
        options, stage = self.options("consent"), self.row.stage_id
        for person in self.everyone():
            self.player.do(
                person, "take_position", stage=stage, option=options[0], position="consent"
            )
        text = "It would shut out people who have no papers yet."
        self.player.do(
            self.people[5],
            "take_position",
            stage=stage,
            option=options[1],
            position="objection",
            text=text,
        )

    def in_decide(self) -> None:
        for text in (
            "The city opens one desk for all papers by the first of March.",
            "Romanian courses begin where people work, in the evening.",
        ):
            self.leads("write_minute", kind="decision", text=text)
        self.leads(
            "write_minute", kind="task", text="Find rooms", who="Ana, town hall", due="2026-12-15"
        )
        self.leads("write_minute", kind="task", text="Ask the chamber", who="Chamber of commerce")

    def in_feedback(self) -> None:
        for number, person in enumerate(self.everyone(0.5)):
            answers = {"useful": 3 + number % 3, "heard": 5 - number % 2, "good": "The tables"}
            self.player.do(person, "give_feedback", stage=self.row.stage_id, answers=answers)


def main(kinds: list[str]) -> None:
    """Make the rooms in the order asked for."""
    config = Config.from_env()
    prepare(config)
    database = Database(config.database)
    made = []
    for kind in kinds or list(KINDS):
        with database.write() as session:
            room = Room(session)
            code = room.play(kind).code
            made.append([code, sources.secret_for(room.hero.id)])
    database.dispose()
    print(json.dumps(made))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Refused as refused:
        sys.exit(f"refused: {refused.code} {refused.field} {refused.params}")
