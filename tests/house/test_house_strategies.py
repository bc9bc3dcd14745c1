"""Strategies in the house: the list, starting one, and what is said where it cannot be."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import select

from roundtable.models import Key, Strategy, StrategyRoom
from tests.house.conftest import Browser, House

PAGE = "/house/strategies"


def test_a_strategy_is_started_listed_and_opened(house: House, web: Browser) -> None:
    assert "There is no strategy yet" in web.reads(PAGE)
    status, page = web.sends(
        PAGE, title="Work <b>that</b> fits", city="Testburg", language="ro",
        rooms=[house.collects, house.waits],
    )  # fmt: skip
    assert status == 200
    assert "The strategy is there." in page
    with house.database.read() as session:
        made = session.scalars(select(Strategy)).one()
        assert (made.title, made.language) == ("Work <b>that</b> fits", "ro")
        assert len(session.scalars(select(StrategyRoom)).all()) == 2
        code = made.code
    link = re.search(r'value="http://localhost(/k/[0-9a-z]+)"', page)
    assert link
    assert "Coordinate this strategy" in Browser(house.browser(house=False)).reads(link[1])
    page = web.reads(PAGE)
    assert "2 roundtables" in page
    assert "being written" in page
    assert f'href="/s/{code}"' in page
    assert "<b>that</b>" not in web.client.get(PAGE).get_data(as_text=True)
    shown = web.client.get(f"/s/{code}")
    assert shown.status_code == 200
    assert "coordinator" in shown.get_data(as_text=True)


REFUSED: list[tuple[dict[str, str], str]] = [
    ({"title": " "}, "Write what the strategy is called."),
    ({"title": "x" * 201}, "Shorten the title to 200 characters."),
    ({"city": ""}, "Write whose strategy it is."),
    ({"language": "xx"}, "Not a valid choice"),
    ({"city": "Turda"}, "All roundtables have to be of Turda. Leave out: "),
    ({"title": "a\x07b"}, "characters that cannot be shown"),
]


def test_what_cannot_be_is_said_and_nothing_is_made(house: House, web: Browser) -> None:
    for fields, said in REFUSED:
        given: dict[str, Any] = {
            "title": "Work",
            "city": "Testburg",
            "language": "en",
            "rooms": [house.collects],
        }
        status, page = web.sends(PAGE, **{**given, **fields})
        assert status == 422
        assert said in page
        assert 'aria-invalid="true"' in page
        assert f'value="{house.collects}" checked' in page
        with house.database.read() as session:
            assert session.scalars(select(Strategy)).all() == []
            assert session.scalars(select(Key).where(Key.role == "coordinator")).all() == []


def test_only_the_house_may(house: House, web: Browser) -> None:
    stranger = Browser(house.browser(house=False))
    assert stranger.client.get(PAGE).status_code == 403
    found = re.search(r'name="csrf_token" value="([^"]+)"', stranger.reads("/"))
    fields = {"csrf_token": found[1] if found else "", "title": "x", "city": "y"}
    assert stranger.client.post(PAGE, data=fields).status_code == 403
    assert f"{PAGE}" in web.reads("/house")
