"""Each format that is shipped is played from its first step to its last by people who do what it asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from roundtable import projections
from roundtable.actions.copying import format_of
from roundtable.core.formats import Format, parse
from roundtable.core.stages import KINDS
from roundtable.formats_folder import SHIPPED
from roundtable.record import record_of
from tests.actors import Guest, Table

SESSIONS = Path(__file__).parents[2] / "sessions"
#: Enough for four tables of six.
PEOPLE = 24


def shipped(name: str) -> Format:
    return parse((SESSIONS / f"{name}.toml").read_text("utf-8"), f"{name}.toml")


class Play:
    """One evening: each step is opened, and everybody does what its kind is for."""

    def __init__(self, table: Table, form: Format) -> None:
        self.table = table
        self.facilitator = table.facilitator
        groups = list(table.sees()["groups"])
        self.people: list[Guest] = []
        for number in range(PEOPLE):
            person = table.join(None, ("en", "ro")[number % 2])
            person.does("change_seat", group=groups[number % len(groups)], language="en")
            self.people.append(person)
        self.form = form

    def state(self, audience: str = projections.CONSOLE) -> dict[str, Any]:
        return self.table.sees(audience)

    def steps(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Id and step, in the order of the agenda."""
        stages = self.state()["stages"]
        yield from sorted(stages.items(), key=lambda item: item[1]["position"])

    def plays(self) -> None:
        for key, step in self.steps():
            if step["status"] != "open":
                self.facilitator.does("open_stage", stage=key)
            self.table.passes(2)
            getattr(self, step["kind"], lambda _key: None)(key)
            for audience in projections.AUDIENCES:
                assert self.state(audience)["stages"][key]["status"] == "open"
            for person in self.people[:2]:
                person.own()
        self.facilitator.does("close_roundtable")

    def shown(self) -> list[str]:
        """Proposals on the wall."""
        found = self.state()["proposals"]
        return [key for key, each in found.items() if each["status"] == "shown"]

    def welcome(self, _stage: str) -> None:
        for person in self.people:
            person.does("agree")

    def write(self, _stage: str) -> None:
        for number, person in enumerate(self.people):
            person.proposes(f"Kept to myself at first, number {number}")
        assert not self.shown()

    def propose(self, _stage: str) -> None:
        areas = list(self.state()["areas"]) or [None]
        for number, person in enumerate(self.people[:8]):
            person.proposes(f"A proposal of number {number}", area=areas[number % len(areas)])
        for key, each in self.state()["proposals"].items():
            if each["status"] == "held":
                self.facilitator.does("approve_proposal", proposal=key)
        assert len(self.shown()) == 8

    def round(self, _stage: str) -> None:
        """Whoever has kept something shares it in turn; else whoever likes raises a hand."""
        for person in self.people[:3]:
            if not person.own()["hand"]:
                person.does("raise_hand")
        for _ in range(3):
            self.facilitator.does("call_next")
            for person in self.people:
                own = person.own()
                kept = [each["id"] for each in own["proposals"] if each["status"] == "kept"]
                if kept and (own["hand"] or {}).get("status") == "speaking":
                    person.does("share_proposal", proposal=kept[0])
        assert self.shown()

    def clarify(self, _stage: str) -> None:
        for card in self.shown()[:2]:
            self.people[0].does("add_comment", proposal=card, text="What is it?", kind="question")

    def improve(self, _stage: str) -> None:
        card = self.shown()[0]
        self.people[1].does("add_comment", proposal=card, text="Say who does it.")
        author = next(p for p in self.people if card in [c["id"] for c in p.own()["proposals"]])
        author.does("edit_proposal", proposal=card, text="A proposal that says who does it")

    def group(self, _stage: str) -> None:
        cards = self.shown()
        half = len(cards) // 2
        self.facilitator.clusters("One", *cards[:half])
        self.facilitator.clusters("Other", *cards[half:])

    def _options(self, stage: str) -> list[str]:
        found = self.state()["options"]
        # An option's address tells its vote, where there are several.
        return [each.get("id", key) for key, each in found.items() if each["stage"] == stage]

    def vote(self, stage: str) -> None:
        options = self._options(stage)
        assert options
        for number, person in enumerate(self.people):
            marks = {options[number % len(options)]: 1}
            person.does("cast_ballot", stage=stage, marks=marks)

    def reveal(self, stage: str) -> None:
        vote = self.state()["stages"][stage]["settings"]["of"]
        self.facilitator.does("reveal_results", stage=vote)
        assert vote in self.state("phone")["results"]

    def previous(self, stage: str) -> None:
        vote = self.state()["stages"][stage]["settings"]["of"]
        assert vote in self.state("phone")["results"]

    def discuss(self, _stage: str) -> None:
        self.people[0].does("raise_hand")
        self.facilitator.does("call_next")

    def consent(self, stage: str) -> None:
        (option, *_) = self._options(stage)
        for person in self.people[1:]:
            person.does("take_position", stage=stage, option=option, position="consent", text="")
        self.people[0].does(
            "take_position", stage=stage, option=option, position="objection", text="Too soon"
        )
        self.facilitator.does("reveal_results", stage=stage)

    def tables(self, _stage: str) -> None:
        owns = [person.own() for person in self.people]
        assert all(own["table"] or own["place"] for own in owns)
        hosted = {own["table"] for own in owns if own["hosts"]}
        for person, own in zip(self.people, owns, strict=True):
            if own["table"] and own["table"] not in hosted:
                hosted.add(own["table"])
                person.does("host_table", on=True)
                person.does("write_minute", kind="note", text="What this table notes")

    def harvest(self, _stage: str) -> None:
        notes = [k for k, each in self.state()["minutes"].items() if each["kind"] == "note"]
        assert notes
        for note in notes:
            self.facilitator.does("harvest", minute=note)
        assert len(self.shown()) == len(notes)

    def decide(self, _stage: str) -> None:
        write = self.facilitator.does
        write("write_minute", kind="decision", text="We begin in May.")
        write("write_minute", kind="task", text="Find a room", who="The city", due="2027-01-31")

    def feedback(self, stage: str) -> None:
        for person in self.people[:6]:
            person.does("give_feedback", stage=stage, answers={"useful": 4, "good": "The talk"})


@pytest.mark.parametrize("name", SHIPPED)
def test_played_from_start_to_close(name: str, make_table: Callable[..., Table]) -> None:
    form = shipped(name)
    table = make_table(form)
    Play(table, form).plays()
    assert table.look(lambda _session, roundtable: roundtable.status) == "closed"
    record = table.look(record_of)
    assert [each["kind"] for each in record["stages"]] == [each.kind for each in form.stages]
    assert record["present"] == PEOPLE


@pytest.mark.parametrize("name", SHIPPED)
def test_its_agenda_is_the_format_again(name: str, make_table: Callable[..., Table]) -> None:
    form = shipped(name)
    found: Format = make_table(form).look(format_of)
    assert [(s.kind, s.title, s.minutes) for s in found.stages] == [
        (s.kind, s.title, s.minutes) for s in form.stages
    ]
    assert found.tables == form.tables
    assert [group.goal for group in found.groups] == [group.goal for group in form.groups]


def test_every_kind_is_played() -> None:
    plain = {"inform", "break", "close"}
    assert {kind for kind in KINDS if hasattr(Play, kind)} == set(KINDS) - plain
