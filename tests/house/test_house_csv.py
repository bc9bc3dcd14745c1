"""Proposals of a CSV file on the web: looked at, columns said, and then all of them or none."""

from __future__ import annotations

import io
import re

import pytest
from sqlalchemy import select

from roundtable.models import Proposal, Roundtable, Stage
from roundtable.web import house_csv
from tests.house.conftest import Browser, House

PAGE = "/house/import"
ROWS = "Idee;Von;Gruppe\nEin Tisch für alle;Ana;\n=cmd()|' /C calc'!A0;Ben;\n"


def looks(web: Browser, house: House, content: bytes | str, into: str = "") -> tuple[int, str]:
    raw = content.encode() if isinstance(content, str) else content
    return web.sends(PAGE, into=into or house.collects, file=(io.BytesIO(raw), "ideas.csv"))


def takes(web: Browser, house: House, page: str, **fields: str) -> tuple[int, str]:
    held = re.search(r'name="content" value="([^"]*)"', page)
    assert held
    given = {"into": house.collects, "content": held[1], "text": "Idee", **fields}
    return web.sends(PAGE, f"{PAGE}/proposals", **given)


def texts(house: House) -> list[str]:
    with house.database.read() as session:
        return sorted(session.scalars(select(Proposal.text)))


@pytest.mark.parametrize(
    ("encoding", "delimiter", "words"),
    [("utf-8", ";", "semicolons"), ("utf-16", "\t", "tabs"), ("cp1252", ",", "commas")],
)
def test_two_steps_bring_all_rows_in(
    house: House, web: Browser, encoding: str, delimiter: str, words: str
) -> None:
    status, page = looks(web, house, ROWS.replace(";", delimiter).encode(encoding))
    assert status == 200
    assert words in page
    assert "Ein Tisch für alle" in page
    assert "<td" in page
    assert "Ben" not in re.sub(r'value="[^"]*"', "", page)
    assert '<option value="Gruppe" selected>' in page
    assert '<option value="Idee" selected>' in page
    assert texts(house) == []
    status, page = takes(web, house, page, group="Gruppe")
    assert (status, "2 proposals are now in" in page) == (200, True)
    assert texts(house) == ["=cmd()|' /C calc'!A0", "Ein Tisch für alle"]


def test_again_nothing_changes(house: House, web: Browser) -> None:
    page = looks(web, house, ROWS)[1]
    takes(web, house, page)
    assert "was taken before" in takes(web, house, page)[1]
    assert len(texts(house)) == 2


def test_rows_that_cannot_be_used_are_told_and_nothing_is_taken(house: House, web: Browser) -> None:
    rows = ROWS + "\nDrei;Cia;Martians\n;Dan;\n" + "x" * 5000 + ";Eva;\n"
    page = looks(web, house, rows)[1]
    status, page = takes(web, house, page, group="Gruppe")
    assert status == 422
    assert "3 lines cannot be used. Nothing was taken." in page
    for said in ("line 5: the group", "line 6: the text is empty", "line 7: the text is too long"):
        assert said in page
    assert texts(house) == []
    status, page = takes(web, house, page, group="Nowhere")
    assert status == 422
    assert "there is no column" in page


UNREADABLE: list[tuple[bytes, str]] = [
    (b"", "Choose a file first."),
    (b"a,a\n1,2\n", "two columns are named"),
    (b'a,b\n"1,2\n', "check the quotes"),
    (b"a,b\n" + b"x" * 200_000, "too large"),
]


def test_a_file_that_cannot_be_read_is_told(
    house: House, web: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house_csv, "MOST_BYTES", 190_000)
    for content, said in UNREADABLE:
        status, page = looks(web, house, content)
        assert status == 422
        assert said in page


def test_more_rows_than_a_room_should_wait_for(
    house: House, web: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = looks(web, house, ROWS)[1]
    monkeypatch.setattr(house_csv, "MOST_ROWS", 1)
    status, page = takes(web, house, page)
    assert (status, "more than 1 lines" in page) == (422, True)
    assert texts(house) == []


def test_markup_in_a_file_is_text(house: House, web: Browser) -> None:
    answer = looks(web, house, "text\n<img src=x onerror=alert(1)>\n")
    assert answer[0] == 200
    raw = web.client.get(PAGE)
    assert raw.status_code == 200
    taken = takes(web, house, answer[1], text="text")
    assert taken[0] == 200
    assert texts(house) == ["<img src=x onerror=alert(1)>"]


def test_what_is_carried_along_is_checked(house: House, web: Browser) -> None:
    for content in ("", "AAAA", "§", house_csv._packed(b"x" * 100)[:-8]):
        status, page = takes(web, house, f'name="content" value="{content}"')
        assert (status, "did not arrive whole" in page) == (422, True)


def test_only_a_roundtable_that_collects(house: House, web: Browser) -> None:
    assert house.collects in web.reads(PAGE)
    assert house.waits not in web.reads(PAGE)
    status, page = looks(web, house, ROWS, into=house.waits)
    assert (status, "collects proposals now" in page) == (422, True)
    assert f"{PAGE}?into={house.collects}" in web.reads("/house")
    page = looks(web, house, ROWS)[1]
    with house.database.write() as session:
        row = session.scalars(select(Roundtable).where(Roundtable.code == house.collects)).one()
        query = select(Stage.id).where(Stage.roundtable_id == row.id, Stage.kind == "vote")
        row.stage_id = session.scalars(query).one()
    status, page = takes(web, house, page)
    assert (status, "does not collect proposals any more" in page) == (422, True)
    assert house.browser(house=False).get(PAGE).status_code == 403
