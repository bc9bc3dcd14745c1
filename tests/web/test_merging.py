"""What putting options together would do is told exactly, to facilitators alone, and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from roundtable import access, create_app
from roundtable.actions.setup import make_key
from roundtable.config import Config
from roundtable.models import Roundtable
from tests.actors import Table
from tests.factories import make_database, make_format


class Voted:
    """A vote on three proposals that was revealed: who supports two of them is one person."""

    def __init__(self, folder: Path) -> None:
        database = make_database(folder)
        self.table = Table(database, make_format(on="proposals"))
        self.lead = self.table.facilitator
        self.lead.opens("propose")
        ana, ben, cem = self.table.people(city=3)
        self.one, self.two, self.three = (
            person.proposes(f"An idea of {name}")
            for person, name in ((ana, "ana"), (ben, "ben"), (cem, "cem"))
        )
        self.stage = self.lead.opens("vote")
        ana.votes(self.one, self.two)
        ben.votes(self.two, self.three)
        cem.votes(self.one, self.three)
        self.lead.opens("reveal")
        self.lead.reveals()
        self.app: Flask = create_app(
            Config(sessions_dir=folder, exports_dir=folder, log_level="CRITICAL")
        )
        self.code = str(self.table.look(lambda _session, roundtable: roundtable.code))
        with database.write() as session:
            here = session.get_one(Roundtable, self.table.id)
            self.keys = {
                role: make_key(session, role, here) for role in ("facilitator", "observer")
            }

    def browser(self, role: str) -> FlaskClient:
        """A browser with the key of a role."""
        client = self.app.test_client()
        client.set_cookie(access.cookie_name(role, self.code), self.keys[role])
        return client

    def asks(self, role: str = "facilitator", **query: Any) -> Any:
        """The answer, as it came."""
        address = f"/r/{self.code}/merged/{self.stage}"
        return self.browser(role).get(address, query_string=query)


@pytest.fixture(scope="module")
def voted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Voted]:
    made = Voted(tmp_path_factory.mktemp("merging"))
    yield made
    made.table.database.dispose()


def totals(rows: list[dict[str, Any]]) -> dict[str, int]:
    return {row["option"]: row["total"] for row in rows}


def test_each_rule_before_anybody_decides(voted: Voted) -> None:
    rev = voted.table.rev
    told = voted.asks(into=voted.one, option=[voted.two]).get_json()
    assert {rule: totals(rows)[voted.one] for rule, rows in told.items()} == {
        "once": 3,
        "sum": 4,
        "higher": 2,
    }
    assert all(totals(rows)[voted.three] == 2 for rows in told.values())
    assert voted.table.rev == rev
    assert voted.table.sees()["results"][voted.stage]["revised"] is None


def test_it_is_what_the_command_then_does(voted: Voted) -> None:
    told = voted.asks(into=voted.one, option=[voted.two]).get_json()
    entry = voted.lead.does(
        "merge_options", stage=voted.stage, options=[voted.two], into=voted.one, rule="once"
    )
    assert voted.table.sees()["results"][voted.stage]["revised"]["options"] == told["once"]
    after = voted.asks(into=voted.one, option=[voted.three]).get_json()
    assert totals(after["sum"]) == {voted.one: 5}
    voted.lead.undoes(entry)


def test_what_makes_no_sense_has_no_figures(voted: Voted) -> None:
    for query in ({}, {"into": voted.one}, {"into": voted.one, "option": "x" * 900}):
        assert voted.asks(**query).get_json() == {}


def test_only_those_who_lead_are_told(voted: Voted) -> None:
    query = {"into": voted.one, "option": [voted.two]}
    assert voted.asks("observer", **query).status_code in (403, 404)
    unknown = voted.browser("facilitator").get(f"/r/{voted.code}/merged/{'0' * 20}")
    assert unknown.status_code in (400, 404, 422)
