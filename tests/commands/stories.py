"""How far a room has come before something happens in it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from roundtable.commands import FACILITATOR, HOST, PARTICIPANT, VISITOR, Actor
from roundtable.core import stages
from tests.actors import Table
from tests.commands.values import fresh_text
from tests.commands.watch import Watch

LEADS = Actor(FACILITATOR, "key-of-a-facilitator")
HELPS = Actor(HOST, "key-of-a-host-000000")
#: The steps without which the later ones have nothing to be about.
CORE = ("propose", "group", "vote", "reveal")
#: The kinds of a small agenda, and of one with all there are (`factories.make_full_format`).
KINDS = ("welcome", *CORE, "close")
ALL_KINDS = tuple(stages.KINDS)


class Story:
    """A small room, every command of which is watched."""

    def __init__(self, watch: Watch, people: int, voters: int) -> None:
        self.watch, self.table, self.chance = watch, watch.table, Random(7)
        self.voters = voters
        self.seats = [_join(watch, self.chance, self.table) for _ in range(people)]

    def opens(self, kind: str) -> None:
        """Open the step of a kind, and do what is usual in it."""
        stage = self.table.stage(kind)
        if stage != self.table.look(lambda _session, roundtable: roundtable.stage_id):
            self.ok(LEADS, "open_stage", stage=stage)
        if kind in USUAL:
            USUAL[kind](self, stage)

    def ok(self, actor: Actor, command: str, behalf: str | None = None, **args: object) -> Any:
        """A command that must be accepted; returns its result."""
        outcome = self.watch.does(actor, command, args, behalf)
        assert outcome.refused is None, (command, outcome.refused)
        return outcome.result

    def says(self) -> str:
        """A text that occurs nowhere else."""
        return fresh_text(self.chance)

    def seen(self, audience: str, collection: str) -> list[str]:
        """Ids of what an audience sees."""
        return list(self.watch.clients[audience][collection])


def play(watch: Watch, until: str, people: int = 7, voters: int = 6, paper: int = 0) -> Story:
    """Play a small room up to the step of the kind `until`, by the steps that it needs.

    `paper`: so many more people, who have no phone.
    """
    story = Story(watch, people, voters)
    for _ in range(paper):
        made = story.ok(HELPS, "add_person", group=None, language="ro")
        story.seats.append(Actor(PARTICIPANT, made["participant"]))
    kinds = KINDS if until in KINDS else ALL_KINDS
    before = kinds[: kinds.index(until)]
    needed = ("write",) if until == "round" else CORE
    for kind in (*(kind for kind in needed if kind in before), until):
        story.opens(kind)
    return story


def _propose(story: Story, _stage: str) -> None:
    for seat in story.seats[:5]:
        story.ok(seat, "submit_proposal", text=story.says())
    mine = next(iter(story.watch.own[story.seats[0].id]["proposals"]))
    story.ok(story.seats[0], "edit_proposal", proposal=mine["id"], text=story.says())


def _group(story: Story, _stage: str) -> None:
    cards = story.seen("console", "proposals")
    story.ok(LEADS, "create_cluster", title="One", proposals=cards[:2])
    story.ok(LEADS, "create_cluster", title="Two", proposals=cards[2:3])
    story.ok(LEADS, "hide_proposal", proposal=cards[3], reason="Twice")


def _vote(story: Story, stage: str) -> None:
    for place, seat in enumerate(story.seats[: story.voters]):  # two options tie
        option = sorted(story.seen("phone", "options"))[place % 2]
        story.ok(seat, "cast_ballot", stage=stage, marks={option: 1})
    if story.voters:
        option = min(story.seen("phone", "options"))
        for seat in story.seats[:2]:
            story.ok(seat, "state_concern", stage=stage, option=option, text=story.says())


def _reveal(story: Story, _stage: str) -> None:
    story.ok(LEADS, "reveal_results", stage=story.table.stage("vote"))


def _write(story: Story, _stage: str) -> None:
    for seat in (*story.seats[:2], *story.seats[:1] * 3):
        story.ok(seat, "submit_proposal", text=story.says())


def _round(story: Story, _stage: str) -> None:
    """Somebody who has written has the word."""
    hand = story.watch.own[story.seats[0].id]["hand"]
    story.ok(LEADS, "call_next", turn=hand["id"])


def _improve(story: Story, _stage: str) -> None:
    card = story.seen("console", "proposals")[0]
    for seat in story.seats[:3]:
        story.ok(seat, "add_comment", proposal=card, text=story.says())
    story.ok(LEADS, "hide_comment", comment=story.seen("console", "comments")[0])


def _consent(story: Story, stage: str) -> None:
    options = story.seen("phone", "options")
    for place, seat in enumerate(story.seats[: story.voters]):
        position = "objection" if place == 0 else "consent"
        taken = {"stage": stage, "option": options[0], "position": position}
        story.ok(seat, "take_position", **taken, text=story.says() if place == 0 else "")


def _tables(story: Story, _stage: str) -> None:
    tables = sorted(set(story.seen("console", "tables")) - {"now"})
    for seat in story.seats[:2]:
        if story.watch.own[seat.id]["table"] is None:
            story.ok(seat, "choose_table", table=tables[0])
        story.ok(seat, "write_minute", kind="note", text=story.says())


def _decide(story: Story, _stage: str) -> None:
    for kind in ("decision", "task", "parking"):
        story.ok(LEADS, "write_minute", kind=kind, text=story.says())


def _hands(story: Story, _stage: str) -> None:
    for seat in story.seats[:3]:
        story.ok(seat, "raise_hand")


USUAL: dict[str, Callable[[Story, str], None]] = {
    "propose": _propose, "group": _group, "vote": _vote, "reveal": _reveal, "write": _write,
    "round": _round, "improve": _improve, "consent": _consent, "tables": _tables,
    "decide": _decide, "discuss": _hands,
}  # fmt: skip


def _join(watch: Watch, chance: Random, table: Table) -> Actor:
    group = chance.choice((table.group("city"), table.group("employers"), None))
    outcome = watch.does(Actor(VISITOR, "visitor"), "join", {"group": group, "language": "en"})
    assert outcome.result is not None
    return Actor(PARTICIPANT, outcome.result["participant"])
