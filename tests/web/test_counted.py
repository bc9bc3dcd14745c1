"""The page "How it was counted", and what phones, screen and console say of the same results."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from roundtable import access, create_app, i18n, projections, sources, views
from roundtable.config import Config
from roundtable.db import Database
from roundtable.models import Roundtable
from tests.factories import make_database
from tests.voted import VOTES, Voted

LEFT_OPEN = re.compile(r"%\(|\{\{|\{%|None\b|Undefined|\d\.\d{4}")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, str, str]]:
    """The app, the code, and the secret of somebody who is here."""
    folder = tmp_path_factory.mktemp("counted")
    database = make_database(folder)
    with database.write() as session:
        voted = Voted(session)
        code, secret = voted.play(24).code, sources.secret_for(voted.people[0].id)
    database.dispose()
    app = create_app(Config(sessions_dir=folder, exports_dir=folder, log_level="CRITICAL"))
    yield app, code, secret
    app.extensions["roundtable"].database.dispose()


def seated(app: Flask, code: str, secret: str) -> FlaskClient:
    client = app.test_client()
    client.set_cookie(access.cookie_name("participant", code), secret)
    return client


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def test_only_who_is_here_reads_it(room: tuple[Flask, str, str]) -> None:
    app, code, secret = room
    assert app.test_client().get(f"/r/{code}/results").status_code == 403
    assert app.test_client().get("/r/AAA111/results").status_code == 404
    assert seated(app, code, secret).get(f"/r/{code}/results").status_code == 200


def test_every_vote_is_told(room: tuple[Flask, str, str]) -> None:
    app, code, secret = room
    html = seated(app, code, secret).get(f"/r/{code}/results").text
    articles = html.split("<article")[1:]
    assert len(articles) == len(VOTES)
    for article in articles:
        said = words(article)
        assert not LEFT_OPEN.search(said), LEFT_OPEN.search(said)
        for heading in ("What was asked", "Who voted", "How it was counted"):
            assert heading in said
        assert "people voted." in said
        assert "The figures as a table" in said
        assert article.count("<svg") >= 2
        assert not re.search(r'<svg class="drawing[^>]*role=', article), "a table tells it instead"
    assert "the quorum is met" in words(articles[0])
    assert "voting in favour" in words(articles[1])
    compared = words(html).count("Comparison only; it does not count.")
    assert compared == len(VOTES) - 3, "others need seats, or another ballot"
    assert "€" not in words(articles[0])


def test_nothing_is_told_before_the_reveal(tmp_path: Path) -> None:
    database = make_database(tmp_path)
    with database.write() as session:
        voted = Voted(session, VOTES[:1])
        row = voted.play(9, reveal=False)
        code, secret = row.code, sources.secret_for(voted.people[0].id)
    database.dispose()
    app = create_app(Config(sessions_dir=tmp_path, exports_dir=tmp_path, log_level="CRITICAL"))
    html = seated(app, code, secret).get(f"/r/{code}/results").text
    assert "<article" not in html
    assert "No result has been revealed yet" in html
    app.extensions["roundtable"].database.dispose()


@pytest.mark.parametrize("audience", [projections.PHONE, projections.SCREEN, projections.CONSOLE,
                                      projections.OBSERVER])  # fmt: skip
def test_surfaces_say_it_in_short(room: tuple[Flask, str, str], audience: str) -> None:
    app, code, _secret = room
    database: Database = app.extensions["roundtable"].database
    with app.app_context(), database.read() as session:
        row = access.find_roundtable(session, code)
        assert isinstance(row, Roundtable)
        agenda = projections.snapshot(session, row, projections.CONSOLE)["stages"]
        stages = [key for key, each in agenda.items() if each["kind"] == "vote"]
        reveal = row.stage_id
        for stage in stages:
            state = projections.snapshot(session, row, audience)
            state["stages"][reveal]["settings"]["of"] = stage
            with i18n.speaking("en"):
                html = "".join(views.regions(audience, state, "en").values())
            said = words(html)
            assert not LEFT_OPEN.search(said), LEFT_OPEN.search(said)
            assert "people voted." in said
