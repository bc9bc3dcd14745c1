"""What is shown in each kind of stage, to each audience, in each language; and never what is one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, render_template

from roundtable import create_app, i18n, projections, reading, views
from roundtable.config import Config
from roundtable.core.stages import KINDS
from tests import made
from tests.factories import make_database

SHOWN = (projections.PHONE, projections.SCREEN, projections.OBSERVER)
LANGUAGES = ("en", "ro")
PLACEHOLDER = re.compile(r"%\(\w+\)|\{\{|\{%|None\b|Undefined")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("kinds")
    make_database(folder).dispose()
    app = create_app(Config(sessions_dir=folder, exports_dir=folder, log_level="CRITICAL"))
    yield app
    app.extensions["roundtable"].database.dispose()


def page(app: Flask, kind: str, language: str, me: dict[str, Any] | None) -> str:
    """The phone's whole page."""
    state = made.made(kind, projections.PHONE)
    with app.test_request_context(), i18n.speaking(language):
        given = views.context(state, language, me)
        return render_template("phone/page.html", **given, rev=1, key=None, message=None)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", SHOWN)
@pytest.mark.parametrize("kind", KINDS)
def test_regions(app: Flask, kind: str, audience: str, language: str) -> None:
    with app.app_context():
        for more in ({}, {"spotlight": made.ident("proposal0")}, {"rehearsal": True}):
            parts = views.regions(audience, made.made(kind, audience, **more), language)
            html = "".join(parts.values())
            assert re.search(r"<h1[^>]*>\s*\S", html), "there is no heading"
            assert not PLACEHOLDER.search(re.sub(r"<[^>]*>", "", html))
            assert 'name="csrf_token"' not in html
            assert 'name="id"' not in html
            if audience == projections.PHONE:
                assert parts["main"].count("<h1") == 1
                assert parts["main"].count("data-stage=") >= 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_closed_roundtable(app: Flask, kind: str) -> None:
    with app.app_context():
        for audience in SHOWN:
            assert views.regions(audience, made.made(kind, audience, closed=True), "en")


@pytest.mark.parametrize("kind", KINDS)
def test_own_things_stay_with_their_person(app: Flask, kind: str) -> None:
    """A region is the same whoever acts: what is a person's own is only in that person's page."""
    html = page(app, kind, "en", made.me(kind))
    data = html.index('<script type="application/json" id="me">')
    assert made.SECRET in html[data:]
    if kind in ("propose", "clarify", "vote", "tables", "round", "improve"):
        assert made.SECRET in html[:data], "without scripts one does not see one's own"
    with app.app_context():
        for audience in SHOWN:
            assert made.SECRET not in "".join(
                views.regions(audience, made.made(kind, audience), "en").values()
            )


@pytest.mark.parametrize("kind", KINDS)
def test_parts_are_places_in_the_region(app: Flask, kind: str) -> None:
    """Each part has one empty place to go to, and the page holds it in that place."""
    with app.app_context():
        parts = views.regions(projections.PHONE, made.made(kind, projections.PHONE), "en")
    main = parts.pop("main")
    whole = page(app, kind, "en", made.me(kind))
    for name in parts:
        assert main.count(f'data-region="{name}"') == 1
        assert re.search(rf'data-region="{name}" data-keep="inside"></', main)
        assert f'data-region="{name}"' in whole
    assert set(re.findall(r'data-region="([^"]+)"', main)) == set(parts)


@pytest.mark.parametrize("kind", KINDS)
def test_ids_are_there_once(app: Flask, kind: str) -> None:
    html = re.sub(
        r"<template.*?</template>", "", page(app, kind, "en", made.me(kind)), flags=re.DOTALL
    )
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)


def test_what_one_sees_by_wishes() -> None:
    me = made.me("vote")
    own = reading.Own(me)
    vote, option = made.ident("stagevote"), made.ident("cluster2")
    assert own("hand")
    assert own("hand.status=waiting")
    assert not own("hand.status=speaking")
    assert own("hand.place=2")
    assert own("!agreed")
    assert own(f"concern.{vote}.{option}")
    assert own(f"mark.{vote}.{option}=1")
    assert own(f"support.{made.ident('concern1')}")
    assert not own(f"proposal.{made.ident('proposal0')}")
    assert own.value("hand.place") == 2
    assert own.value("hand.nothing.at.all") is None
    nobody = reading.Own(None)
    assert not nobody("hand")
    assert nobody("!hand")


def test_bars_begin_at_zero() -> None:
    label = {"en": "x"}
    found = reading.bars([{"label": label, "value": -10}, {"label": label, "value": 30}])
    assert [(bar["x"], bar["width"]) for bar in found] == [(0, 25), (25, 75)]
    share = reading.bars([{"label": label, "value": 46}], whole=100)
    assert (share[0]["x"], share[0]["width"]) == (0, 46)
    assert reading.bars([{"label": label, "value": 0}])[0]["width"] == 0


def test_prose() -> None:
    text = "First.\n\n- one\n- two\n\nLast."
    assert reading.prose(text) == [("p", ["First."]), ("ul", ["one", "two"]), ("p", ["Last."])]


def test_proposals_to_be_read_come_in_order() -> None:
    state = made.made("clarify", projections.PHONE, spotlight=made.ident("proposal5"))
    numbers = [proposal["number"] for _key, proposal in reading.voices(state)]
    assert numbers == [6, 4, 1, 2, 3, 5, 7, 8, 9]
    parts = reading.by_area(state, reading.voices(state))
    assert [area["position"] if area else None for area, _here in parts] == [1, 2]
