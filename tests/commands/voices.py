"""A room in which people say all that they can say to each other, every command watched."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from roundtable.commands import FACILITATOR, PARTICIPANT, VISITOR, Actor
from tests.commands.values import fresh_text
from tests.commands.watch import Watch

LEADS = Actor(FACILITATOR, "key-of-a-facilitator")
STEPS = (
    "write", "round turns=free moderation=look", "clarify", "propose moderation=rule",
    "improve moderation=rule", "vote as=first on=proposals", "previous of=first", "discuss",
    "consent on=proposals", "feedback",
)  # fmt: skip


class Play:
    """A watched room; every command is checked for what it tells whom."""

    def __init__(self, watch: Watch) -> None:
        self.watch, self.table, self.chance = watch, watch.table, Random(5)
        self.people = [self._joins(place) for place in range(7)]

    def _joins(self, place: int) -> Actor:
        group = self.table.group(("city", "newcomers")[place % 2])
        args = {"group": group, "language": "en"}
        result = self.watch.does(Actor(VISITOR, "visitor"), "join", args).result
        assert result is not None
        return Actor(PARTICIPANT, result["participant"])

    def opens(self, key: str) -> str:
        """Open a step."""
        stage = self.table.step(key)
        self.does(LEADS, "open_stage", stage=stage)
        return stage

    def does(self, who: Actor, command: str, **args: object) -> None:
        """A command that must be accepted."""
        outcome = self.watch.does(who, command, args)
        assert outcome.refused is None, (command, outcome.refused)

    def says(self, extra: str = "") -> str:
        """A text that occurs nowhere else."""
        return f"{fresh_text(self.chance, 40)} {extra}"

    def there_and_back(self, command: str, **args: object) -> None:
        """What the facilitator does is undone to what was, and redone to what is."""
        before = self.watch.picture()
        self.does(LEADS, command, **args)
        after = self.watch.picture()
        for wanted in (before, after):
            state = self.watch.clients["console"]["roundtable"][self.table.id]
            step = state["undo" if wanted is before else "redo"]
            self.does(LEADS, "undo", entry=step["id"])
            assert self.watch.picture() == wanted, command

    def mine(self, who: Actor, what: str) -> list[dict[str, Any]]:
        """Somebody's own things."""
        found: list[dict[str, Any]] = self.watch.own[who.id][what]
        return found


def _silence_and_round(play: Play) -> None:
    alice, bob, *_ = play.people
    play.opens("write-1")
    for who in play.people[:3]:
        play.does(who, "submit_proposal", text=play.says())
        play.does(who, "submit_proposal", text=play.says())
    mine, other = play.mine(alice, "proposals")
    play.does(alice, "edit_proposal", proposal=mine["id"], text=play.says())
    play.does(alice, "withdraw_proposal", proposal=other["id"])
    play.opens("round-2")
    play.does(alice, "share_proposal", proposal=mine["id"])
    play.there_and_back("return_proposal", proposal=mine["id"], reason=play.says())
    play.does(alice, "edit_proposal", proposal=mine["id"], text=play.says())
    play.there_and_back("approve_proposal", proposal=mine["id"])
    theirs = play.mine(bob, "proposals")[0]["id"]
    play.does(bob, "share_proposal", proposal=theirs)
    play.there_and_back("approve_proposal", proposal=theirs)


def _proposals(play: Play) -> None:
    play.opens("propose-4")
    _, _, carol, dan, *_ = play.people
    for who in (carol, dan):
        play.does(who, "submit_proposal", text=play.says())
        play.does(who, "submit_proposal", text=play.says("www.example.com"))
    shown, held = play.mine(dan, "proposals")
    assert (shown["status"], held["status"]) == ("shown", "held")
    play.there_and_back("pin_proposal", proposal=shown["id"], pinned=True)
    play.there_and_back("hide_proposal", proposal=held["id"], reason=play.says())
    play.does(LEADS, "spotlight", thing=shown["id"])


def _comments(play: Play) -> None:
    alice, bob, carol, dan, *_ = play.people
    card = play.mine(dan, "proposals")[0]["id"]
    play.opens("clarify-3")
    play.does(alice, "add_comment", proposal=card, text=play.says(), kind="question")
    play.opens("improve-5")
    play.does(bob, "add_comment", proposal=card, text=play.says())
    play.does(carol, "add_comment", proposal=card, text=play.says("0722 123 456"))
    held = play.mine(carol, "comments")[0]["id"]
    play.there_and_back("approve_comment", comment=held)
    play.there_and_back("hide_comment", comment=held)
    play.does(carol, "withdraw_comment", comment=held)
    other = play.mine(alice, "proposals")[0]["id"]
    play.there_and_back("merge_proposals", proposals=[card], into=other)
    play.there_and_back("hide_proposal", proposal=other, reason="")
    play.there_and_back("restore_proposal", proposal=other)


def _votes(play: Play) -> None:
    alice, bob, carol, *_ = play.people
    vote = play.opens("first")
    options = sorted(play.watch.clients["phone"]["options"])
    for who in play.people:
        play.does(who, "cast_ballot", stage=vote, marks={play.chance.choice(options): 1})
    play.does(alice, "state_concern", stage=vote, option=options[0], text=play.says())
    play.does(alice, "state_concern", stage=vote, option=options[0], text=play.says())
    play.does(bob, "state_concern", stage=vote, option=options[0], text=play.says())
    play.opens("previous-7")
    first, second = (play.mine(who, "concerns")[0]["id"] for who in (alice, bob))
    for who in play.people[2:]:
        play.does(who, "support_concern", concern=first, stands=True)
    play.does(carol, "support_concern", concern=first, stands=False)
    play.does(carol, "change_seat", group=None)
    play.there_and_back("answer_concern", concern=first, status="integrated", answer=play.says())
    play.there_and_back("answer_concern", concern=second, status="hidden")
    play.opens("discuss-8")
    play.does(carol, "state_concern", stage=vote, option=options[0], text=play.says())
    play.does(carol, "withdraw_concern", concern=play.mine(carol, "concerns")[0]["id"])
    play.does(alice, "leave")


def _consent(play: Play) -> None:
    _, bob, carol, dan, *rest = play.people
    play.there_and_back(
        "hide_proposal", proposal=min(play.watch.clients["phone"]["proposals"]), reason=""
    )
    stage = play.opens("consent-9")
    option = min(play.watch.clients["phone"]["options"])
    takes = {"stage": stage, "option": option}
    play.does(bob, "take_position", **takes, position="objection", text=play.says())
    play.does(carol, "take_position", **takes, position="aside", text=play.says())
    play.does(dan, "take_position", **takes, position="consent")
    play.does(bob, "take_position", **takes, position="consent", text=play.says())
    play.does(carol, "take_position", **takes, position="consent")
    play.does(LEADS, "reset_vote", stage=stage)
    play.does(rest[0], "take_position", **takes, position="objection", text=play.says())
    play.does(LEADS, "reveal_results", stage=stage)
    asked = play.opens("feedback-10")
    for who in (bob, carol):
        said = {"useful": 4, "good": play.says(), "change": play.says()}
        play.does(who, "give_feedback", stage=asked, answers=said)
    play.does(bob, "give_feedback", stage=asked, answers={"good": None})


PARTS: dict[str, Callable[[Play], None]] = {
    "round": _silence_and_round,
    "propose": _proposals,
    "comments": _comments,
    "votes": _votes,
    "consent": _consent,
}
