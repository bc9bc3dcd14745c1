"""How far a room has come before something happens in it."""

from __future__ import annotations

from random import Random

from roundtable.commands import FACILITATOR, PARTICIPANT, VISITOR, Actor
from tests.actors import Table
from tests.commands.generator import fresh_text
from tests.commands.watch import Watch

LEADS = Actor(FACILITATOR, "key-of-a-facilitator")
KINDS = ("welcome", "propose", "group", "vote", "reveal", "close")


def play(watch: Watch, until: str, people: int = 7, voters: int = 6) -> None:
    """Play a small room up to the stage of the kind `until`, every command watched."""
    table, chance = watch.table, Random(7)
    seats = [_join(watch, chance, table) for _ in range(people)]
    for kind in KINDS[1 : KINDS.index(until) + 1]:
        stage = table.stage(kind)
        _ok(watch, LEADS, "open_stage", stage=stage)
        if kind == "propose":
            for seat in seats[:5]:
                _ok(watch, seat, "submit_proposal", text=fresh_text(chance))
            mine = next(iter(watch.own[seats[0].id]["proposals"]))
            _ok(watch, seats[0], "edit_proposal", proposal=mine["id"], text=fresh_text(chance))
        elif kind == "group":
            cards = list(watch.clients["console"]["proposals"])
            _ok(watch, LEADS, "create_cluster", title="One", proposals=cards[:2])
            _ok(watch, LEADS, "create_cluster", title="Two", proposals=cards[2:3])
            _ok(watch, LEADS, "hide_proposal", proposal=cards[3], reason="Twice")
        elif kind == "vote":
            for seat in seats[:voters]:
                option = chance.choice(list(watch.clients["phone"]["options"]))
                _ok(watch, seat, "cast_ballot", stage=stage, marks={option: 1})
        elif kind == "reveal":
            _ok(watch, LEADS, "reveal_results", stage=table.stage("vote"))


def _join(watch: Watch, chance: Random, table: Table) -> Actor:
    group = chance.choice((table.group("city"), table.group("employers"), None))
    outcome = watch.does(Actor(VISITOR, "visitor"), "join", {"group": group, "language": "en"})
    assert outcome.result is not None
    return Actor(PARTICIPANT, outcome.result["participant"])


def _ok(watch: Watch, actor: Actor, command: str, **args: object) -> None:
    outcome = watch.does(actor, command, args)
    assert outcome.refused is None, (command, outcome.refused)
