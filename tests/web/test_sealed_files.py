"""The two files of a sealed vote: who gets which, when, and that the command line accepts them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from roundtable import access, create_app, sources
from roundtable.actions.setup import make_key
from roundtable.cli import main
from roundtable.config import Config
from roundtable.models import Ballot, Roundtable
from tests.actors import Guest, Table
from tests.factories import make_agenda, make_database


class Sealed:
    """A sealed vote of seven people, and one that is not sealed."""

    def __init__(self, folder: Path) -> None:
        # The app first: it sets the secret with which ballots are sealed.
        self.app: Flask = create_app(
            Config(sessions_dir=folder, exports_dir=folder, log_level="CRITICAL")
        )
        database = make_database(folder)
        self.table = Table(
            database,
            make_agenda(
                "propose", "vote sealed=yes on=proposals", "reveal",
                "vote as=open on=proposals", "reveal as=last",
            ),
        )  # fmt: skip
        self.lead = self.table.facilitator
        self.lead.opens("propose")
        self.people = self.table.people(city=7)
        options = [self.people[n].proposes(f"Idea {n}") for n in range(3)]
        self.stage = self.lead.opens("vote")
        for n, person in enumerate(self.people):
            person.votes(options[n % 3])
        self.code = str(self.table.look(lambda _session, roundtable: roundtable.code))
        self.page = self.phone(self.people[3]).get(f"/r/{self.code}").get_data(as_text=True)
        self.lead.goes_to("open")
        self.people[0].does("cast_ballot", stage=self.table.step("open"), marks={options[0]: 1})
        with database.write() as session:
            here = session.get_one(Roundtable, self.table.id)
            self.keys = {role: make_key(session, role, here) for role in ("facilitator", "host")}

    def browser(self, role: str = "") -> FlaskClient:
        client = self.app.test_client()
        if role:
            client.set_cookie(access.cookie_name(role, self.code), self.keys[role])
        return client

    def phone(self, person: Guest) -> FlaskClient:
        client = self.app.test_client()
        secret = sources.secret_for(person.actor.id)
        client.set_cookie(access.cookie_name("participant", self.code), secret)
        return client

    def address(self, end: str = ".json", stage: str = "") -> str:
        return f"/r/{self.code}/sealed/{stage or self.stage}{end}"


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sealed]:
    made = Sealed(tmp_path_factory.mktemp("sealed"))
    yield made
    made.table.database.dispose()


def test_a_voter_sees_their_own_receipt_and_hash_and_no_other(sealed: Sealed) -> None:
    mine, others = sealed.people[3].own(), sealed.people[2].own()
    for name in ("receipt", "hash"):
        assert f">{mine['receipts'][sealed.stage][name]}</b>" in sealed.page
        assert others["receipts"][sealed.stage][name] not in sealed.page


def test_the_files_are_there_once_the_result_was_shown(sealed: Sealed, tmp_path: Path) -> None:
    everyone, lead = sealed.browser(), sealed.browser("facilitator")
    for end in (".json", "/openings.json"):
        assert lead.get(sealed.address(end)).status_code == 404
    sealed.lead.goes_to("last")
    sealed.lead.does("reveal_results", stage=sealed.stage)
    sealed.lead.does("reveal_results", stage=sealed.table.step("open"))
    result = sealed.table.sees("phone")["results"][sealed.stage]
    files: list[Path] = []
    for browser, end in ((everyone, ".json"), (lead, "/openings.json")):
        answer = browser.get(sealed.address(end))
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert "attachment" in answer.headers["Content-Disposition"]
        files.append(tmp_path / f"file{len(files)}.json")
        files[-1].write_bytes(answer.data)
    assert result["seal"]["file"] == sealed.address()
    me = sealed.people[3].own()["receipts"][sealed.stage]
    done = CliRunner().invoke(
        main,
        ["verify", str(files[0]), "--openings", str(files[1]), "--receipt", me["receipt"],
         "--root", result["seal"]["root"], "--fingerprint", result["seal"]["fingerprint"]],
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert me["hash"] in done.output
    assert "WRONG" not in done.output


def test_openings_are_for_who_runs_the_room_alone(sealed: Sealed) -> None:
    for role in ("", "host"):
        answer = sealed.browser(role).get(sealed.address("/openings.json"))
        assert answer.status_code in (403, 404)
        assert b"nonce" not in answer.data


def test_there_is_no_file_of_another_vote_or_room(sealed: Sealed) -> None:
    other = sealed.table.step("open")
    for address in (
        sealed.address(stage=other),
        sealed.address(stage="0" * 20),
        f"/r/ZZZ999/sealed/{sealed.stage}.json",
    ):
        assert sealed.browser().get(address).status_code == 404


def test_without_the_secret_no_file_is_made_up(sealed: Sealed) -> None:
    with sealed.table.database.write() as session:
        row = session.get_one(Ballot, (sealed.stage, sealed.people[0].actor.id))
        row.seal, before = str(row.seal)[:-8] + "AAAAAAA=", row.seal
    answer = sealed.browser().get(sealed.address())
    assert answer.status_code >= 400
    assert "cannot be opened" in answer.get_data(as_text=True)
    with sealed.table.database.write() as session:
        session.get_one(Ballot, (sealed.stage, sealed.people[0].actor.id)).seal = before
