"""Strategies: what is acknowledged is kept, and whoever follows the frames sees what a snapshot shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from roundtable import access, sources
from roundtable.actions.setup import make_key
from roundtable.commands import PARTNER, STRATEGIES, SYSTEM, WRITER, Actor, Request, run
from roundtable.core.errors import Refused
from roundtable.db import Database, migrate
from roundtable.models import Roundtable, Strategy
from roundtable.projections import strategy as seen
from tests.factories import make_database, new_id
from tests.strategies import Desk, room_with_results, same_city

WORDS = ("Teach. ", "Hire. ", "Listen. ", "Build homes. ", "Open doors. ", "Count twice. ")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(make_database(tmp_path))
    same_city(made, room_with_results(made.database), room_with_results(made.database))
    return made


def _passage(desk: Desk, text: str = "One. Two. Three.") -> str:
    return str(desk.do(desk.ana, "add_node", kind="passage", text=text)["node"])


def _measure(desk: Desk) -> str:
    chapter = desk.do(desk.ana, "add_node", kind="chapter", text="Work")["node"]
    priority = desk.do(desk.ana, "add_node", kind="priority", text="First", into=chapter)["node"]
    return str(desk.do(desk.ana, "add_node", kind="measure", text="Do it", into=priority)["node"])


def _some(desk: Desk, kind: str, n: int = 0) -> str:
    refs = [ref for ref, r in desk.sees()["results"].items() if r["kind"] == kind]
    return sorted(refs)[n]


def test_two_who_change_different_sentences_are_merged(desk: Desk) -> None:
    node = _passage(desk)
    assert desk.do(desk.ana, "write", node=node, base=1, text="Uno. Two. Three.")["how"] == "saved"
    assert desk.do(desk.ben, "write", node=node, base=1, text="One. Two. Tre.")["how"] == "merged"
    assert desk.sees()["nodes"][node]["body"] == {"text": "Uno. Two. Tre."}


def test_two_who_change_the_same_are_kept_side_by_side_and_joined_by_a_person(desk: Desk) -> None:
    node = _passage(desk)
    desk.do(desk.ana, "write", node=node, base=1, text="Uno. Two. Three.")
    mine = new_id()
    done = desk.do(desk.ben, "write", mine, node=node, base=1, text="Eins. Two. Three.")
    assert done == {"how": "aside", "version": 2}
    assert desk.sees()["sides"][mine]["began"] == {"text": "One. Two. Three."}
    assert "sides" not in desk.sees(seen.PARTNER)
    join = {"node": node, "joined": [mine], "text": "Uno, eins. Two. Three."}
    assert desk.tries(desk.ana, "join_sides", base=1, **join) == "version_newer"
    desk.do(desk.ana, "join_sides", base=2, **join)
    assert desk.sees()["sides"] == {}
    assert desk.tries(desk.ana, "join_sides", base=3, **join) == "side_unknown"


def test_sent_again_it_is_done_once(desk: Desk) -> None:
    node, key = _passage(desk), new_id()
    first = desk.send(desk.ana, "write", key, node=node, base=1, text="Uno.")
    again = desk.send(desk.ana, "write", key, node=node, base=1, text="Uno.")
    assert (first.rev, first.result) == (again.rev, again.result)
    assert desk.send(desk.ana, "write", key, node=node, base=1, text="Due.").refused is not None


def test_what_is_written_in_a_part_that_is_gone_waits(desk: Desk) -> None:
    node = _passage(desk)
    desk.do(desk.ana, "remove_node", node=node)
    assert desk.do(desk.ben, "write", node=node, base=1, text="Late.")["how"] == "aside"
    desk.do(desk.ana, "restore_node", node=node)
    assert len(desk.sees()["sides"]) == 1


def test_fields_of_a_measure_are_merged_field_by_field(desk: Desk) -> None:
    node = _measure(desk)
    budget = {"amount": "120000", "currency": "EUR", "source": "City"}
    desk.do(desk.ana, "set_measure", node=node, base=1, fields={"budget": budget})
    done = desk.do(desk.ben, "set_measure", node=node, base=1, fields={"responsible": "Office"})
    assert done["how"] == "saved"
    held = desk.sees()["nodes"][node]
    assert held["said"] == ["responsible", "budget"]
    clash = {"budget": budget | {"amount": "5"}}
    assert desk.do(desk.ben, "set_measure", node=node, base=1, fields=clash)["how"] == "aside"
    wrongs: list[dict[str, Any]] = [
        {"budget": 5},
        {"x": ""},
        {"indicators": {}},
        {"timeline": {"first": 1}},
    ]
    for wrong in wrongs:
        assert desk.tries(desk.ana, "set_measure", node=node, base=1, fields=wrong) == "arg_wrong"


def test_a_lease_keeps_others_waiting_and_runs_out(desk: Desk) -> None:
    node = _passage(desk)
    desk.do(desk.ana, "hold", node=node)
    assert desk.tries(desk.ben, "hold", node=node) == "part_taken"
    desk.now += 31_000
    machine = Actor(SYSTEM, "machine")
    desk.do(machine, "end_leases")
    assert desk.sees()["leases"] == {}
    assert desk.tries(desk.ben, "hold", node=node) == "accepted"
    desk.do(machine, "end_leases", who=desk.ben.id)
    assert desk.sees()["leases"] == {}


def test_results_become_parts_with_their_sources_and_get_their_fates(desk: Desk) -> None:
    chapter = desk.do(desk.ana, "add_node", kind="chapter", text="Work")["node"]
    ref = _some(desk, "cluster")
    priority = desk.do(desk.ana, "take_in", ref=ref, kind="priority", into=chapter)["node"]
    taken = desk.do(desk.ana, "take_in", ref=ref, kind="measure", into=priority)
    assert ref in desk.sees()["nodes"][taken["node"]]["sources"]
    assert len(taken["suggested"]) == 2
    left = len(desk.sees()["figures"]["now"]["without"])
    key = new_id()
    fate = {"refs": taken["suggested"], "kind": "adopted", "measure": taken["node"]}
    desk.do(desk.ana, "set_fate", key, **fate)
    assert len(desk.sees()["figures"]["now"]["without"]) == left - 2
    desk.do(desk.ben, "undo", entry=key)
    assert desk.sees()["fates"] == {}
    assert (
        desk.tries(desk.ana, "set_fate", refs=[_some(desk, "proposal")], kind="declined")
        == "text_missing"
    )
    assert desk.tries(desk.ana, "take_in", ref="AAA222:P-001", kind="passage") == "source_unknown"


def test_versions_come_back_and_are_adopted(desk: Desk) -> None:
    node, other = _passage(desk), _measure(desk)
    version = desk.do(desk.ana, "save_version", name="First")["version"]
    desk.do(desk.ana, "write", node=node, base=1, text="Something else.")
    desk.do(desk.ana, "remove_node", node=other)
    desk.do(desk.ana, "restore_version", version=version)
    nodes = desk.sees()["nodes"]
    assert nodes[node]["body"]["text"] == "One. Two. Three."
    assert nodes[other]["status"] == "shown"
    adoption = {"version": version, "label": "adopted", "on": "2026-11-23", "body": "Council"}
    assert desk.tries(desk.ana, "adopt", **adoption) == "not_your_role"
    desk.do(desk.lead, "adopt", **adoption)
    assert desk.sees()["versions"][version]["label"] == "adopted"


def test_partners_say_something_and_never_edit(desk: Desk) -> None:
    node = _passage(desk)
    remark = desk.do(
        desk.partner, "suggest", node=node, quoted="Two.", before=5, wording="Two and a half."
    )["remark"]
    desk.do(desk.ana, "answer", remark=remark, outcome="taken", apply=True)
    assert desk.sees()["nodes"][node]["body"]["text"] == "One. Two and a half. Three."
    version = desk.do(desk.ana, "save_version", name="For review")["version"]
    round_ = desk.do(
        desk.ana, "open_review", version=version, closes="2030-01-01", questions=["Enough?"]
    )["round"]
    desk.do(desk.partner, "state_opinion", round=round_, text="Yes", question=0)
    desk.do(desk.ana, "close_review", round=round_)
    assert desk.tries(desk.partner, "state_opinion", round=round_, text="No") == "round_closed"
    mine = {name for name, command in STRATEGIES.items() if PARTNER in command.roles}
    assert mine == {"comment", "suggest", "state_opinion"}


def test_a_key_opens_what_it_is_for_and_nothing_else(desk: Desk) -> None:
    with desk.database.write() as session:
        strategy = session.get_one(Strategy, desk.id)
        table = session.scalars(select(Roundtable)).first()
        assert table is not None
        of_room, house = make_key(session, WRITER, table), make_key(session, "house", None)
        stray = make_key(session, WRITER, None)
        session.flush()
        of_strategy = sources.secret_for(desk.ana.id)
        for role in access.OPENS:
            assert access.actor(session, table, role, [of_strategy]) is None
        assert access.strategy_actor(session, strategy, WRITER, [of_room, stray]) is None
        assert access.strategy_actor(session, strategy, "coordinator", [of_strategy]) is None
        for role, secret in ((WRITER, of_strategy), ("coordinator", house), (PARTNER, of_strategy)):
            assert access.strategy_actor(session, strategy, role, [secret]) is not None


# -- by chance -------------------------------------------------------------------------------------


class Chance:
    """Gives commands by chance, with what there is."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk, self.random = desk, Random(seed)

    def args(self, command: str) -> dict[str, Any]:
        codes = [r["code"] for r in self.desk.sees()["rooms"].values()]
        pick, state = self.random.choice, self.desk.sees()
        nodes = state["nodes"]
        node = pick(sorted(nodes)) if nodes else new_id()
        base = self.random.randint(1, nodes[node]["version"]) if nodes else 1
        ref = pick(sorted(state["results"]) or ["AAA222:P-001"])
        version = self._one(state["versions"])
        proposals = [r for r, s in state["results"].items() if s["kind"] == "proposal"]
        proposals = proposals if len(proposals) > 1 else ["AAA222:P-001", "AAA222:P-002"]
        text = "".join(self.random.sample(WORDS, 3))
        side = self._one(state["sides"])
        if command == "join_sides" and side in state["sides"]:
            node = state["sides"][side]["node"]
            base = nodes[node]["version"]
        kind = pick(("chapter", "priority", "passage", "measure"))
        fits = [
            k
            for k, n in nodes.items()
            if (n["kind"], kind) in {("chapter", "priority"), ("priority", "measure")}
        ]
        into = pick(sorted(fits)) if fits else None
        place = self.random.randint(0, 3)
        fields = {pick(("objective", "risks")): text}
        return {
            "add_node": {"kind": kind, "into": into, "place": place, "text": text},
            "take_in": {"ref": ref, "kind": "passage", "place": place},
            "move_node": {"node": node, "into": nodes.get(node, {}).get("parent"), "place": place},
            "remove_node": {"node": node},
            "restore_node": {"node": node},
            "write": {"node": node, "base": base, "text": text},
            "set_measure": {"node": node, "base": base, "fields": fields},
            "join_sides": {"node": node, "base": base, "joined": [side], "text": text, "fields": fields},
            "set_sources": {"node": node, "sources": [ref], "covers": True},
            "hold": {"node": node},
            "release": {"node": node},
            "set_fate": {"refs": self.random.sample(proposals, 2), "kind": "later", "text": "Soon"},
            "clear_fate": {"refs": proposals},
            "join_results": {"members": self.random.sample(proposals, 2), "title": "Same"},
            "unjoin_results": {"join": self._one(state["joins"])},
            "decide_dissent": {"ref": ref, "out": True, "why": "Decided"},
            "save_version": {"name": text},
            "restore_version": {"version": version},
            "adopt": {"version": version, "label": "advisory", "on": "2026-11-23", "body": "Council"},
            "comment": {"text": text, "node": node},
            "suggest": {"node": node, "quoted": "Hire.", "wording": "Hire well."},
            "answer": {"remark": self._one(state["remarks"]), "outcome": "part", "why": text},
            "open_review": {"version": version, "closes": "2030-01-01", "questions": ["Why?"]},
            "state_opinion": {"round": self._one(state["reviews"]), "text": text},
            "close_review": {"round": self._one(state["reviews"])},
            "make_link": {"role": "partner", "label": "Guest"},
            "withdraw_link": {"link": self._link(state)},
            "add_roundtable": {"code": pick(codes), "day": "2026-01-01"},
            "remove_roundtable": {"room": new_id()},
            "set_titles": {"title": text},
            "set_phases": {"phases": [{"kind": "pilot", "first": "2027-01-01"}]},
            "close_strategy": {"closed": False},
            "start_export": {"format": "md"},
            "undo": {"entry": self._one(state["timeline"])},
        }[command]  # fmt: skip

    def _one(self, entities: dict[str, Any]) -> str:
        return self.random.choice(sorted(entities)) if entities else new_id()

    def _link(self, state: Any) -> str:
        links = [k for k in state["links"] if k not in self.desk.keys]
        return links[0] if links else new_id()


@pytest.mark.parametrize("seed", range(2))
def test_frames_lead_to_what_a_snapshot_shows(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "new_id", _ids(seed))
    desk = Desk(make_database(tmp_path))
    same_city(desk, room_with_results(desk.database), room_with_results(desk.database))
    chance = Chance(desk, seed)
    names = sorted(name for name, command in STRATEGIES.items() if command.roles != {SYSTEM})
    faces = {audience: desk.face(audience) for audience in seen.AUDIENCES}
    states = {audience: desk.sees(audience) for audience in seen.AUDIENCES}
    accepted = set()
    for turn in range(110):
        name = names[turn % len(names)] if turn < 2 * len(names) else chance.random.choice(names)
        desk.now += 1000
        actor = desk.lead if turn % 3 else desk.ana
        outcome = desk.send(actor, name, **chance.args(name))
        assert outcome.refused is None or outcome.refused.code != "fault", name
        if outcome.refused is None:
            accepted.add(name)
        for audience, face in faces.items():
            states[audience] = desk.follow(face, states[audience], outcome)
        if turn % 4 == 0 or turn > 104:
            for audience in faces:
                assert states[audience] == desk.sees(audience), (name, audience)
    assert len(accepted) > 15, sorted(set(names) - accepted)


def _ids(seed: int) -> Callable[[], str]:
    """Ids that follow from a seed, so that what once went wrong goes wrong again."""
    random = Random(f"ids of {seed}")
    return lambda: "".join(random.choices(sources.ALPHABET, k=sources.ID_LENGTH))


def test_the_same_on_postgresql(postgres_url: str) -> None:
    database = Database(postgres_url)
    migrate(database)
    desk = Desk(database)
    same_city(desk, room_with_results(database), room_with_results(database))
    test_results_become_parts_with_their_sources_and_get_their_fates(desk)
    database.dispose()


def test_a_batch_of_both_kinds_is_one_transaction(desk: Desk) -> None:
    node = _passage(desk)
    wrong = Request(
        desk.id,
        desk.ana,
        new_id(),
        "write",
        {"node": node, "base": 9, "text": "x"},
        1,
        on="strategy",
    )
    right = Request(
        desk.id,
        desk.ana,
        new_id(),
        "write",
        {"node": node, "base": 1, "text": "Uno."},
        1,
        on="strategy",
    )
    stray = Request(desk.id, desk.ana, new_id(), "write", {}, 1)  # a roundtable has no such command
    with desk.database.write() as session:
        found = [o.refused.code if o.refused else "" for o in run(session, [wrong, right, stray])]
    assert found == ["version_unknown", "", "unknown_code"]
    with pytest.raises(Refused):
        desk.do(desk.partner, "write", node=node, base=1, text="Mine")
