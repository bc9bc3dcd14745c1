"""Links that open roles: what they say, where they lead, and that a table goes with its host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest

from roundtable import sources
from tests.factories import make_full_format
from tests.server import Browser, Server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("links"), form=make_full_format())
    made.start()
    yield made
    made.close()


def link(server: Server, role: str, **more: object) -> str:
    """The address of a new link."""
    given = {"role": role, "label": "For a friend"} | more
    _id, outcome = server.table.facilitator.tells("create_link", given)
    assert outcome.result is not None
    return f"/k/{sources.secret_for(str(outcome.result['link']))}"


@pytest.mark.parametrize(
    ("role", "surface", "words"),
    [
        ("facilitator", "console", "Lead this roundtable"),
        ("host", "desk", "Help at a table or at the desk"),
        ("writer", "draft", "Write the strategy draft"),
        ("observer", "follow", "Read along"),
        ("screen", "screen", "Show the screen"),
    ],
)
def test_a_link_says_what_it_opens_and_leads_there(
    server: Server, role: str, surface: str, words: str
) -> None:
    browser, path = server.browser(), link(server, role)
    page = browser.get(path)
    assert words in unescape(page.text)
    assert "A table" in page.text  # the roundtable's title
    opened = browser.post(path, {"csrf_token": page.field("csrf_token")})
    assert opened.url == f"{server.address}/r/{server.code}/{surface}"
    assert opened.status == 200


def test_a_host_keeps_the_table_of_the_link(server: Server) -> None:
    tables = {
        t["position"]: key for key, t in server.table.sees()["tables"].items() if key != "now"
    }
    path = link(server, "host", table=tables[2])
    browser = server.browser()
    page = browser.get(path)
    assert "Table 2" in page.text
    opened = browser.post(path, {"csrf_token": page.field("csrf_token")})
    assert f'data-table="{tables[2]}"' in opened.text


def test_who_reads_along_sees_no_more(server: Server) -> None:
    browser = server.browser()
    path = link(server, "observer")
    browser.post(path, {"csrf_token": browser.get(path).field("csrf_token")})
    for surface in ("console", "draft", "desk", "screen"):
        assert browser.get(f"/r/{server.code}/{surface}").status == 403
    assert browser.get(f"/r/{server.code}/follow").status == 200
    follow = browser.get(f"/r/{server.code}/follow").text
    assert not re.search(r'data-do="', follow), "there is nothing to be done there"


def test_what_a_browser_got_by_a_link_is_no_link(server: Server) -> None:
    browser, path = server.browser(), link(server, "facilitator")
    browser.post(path, {"csrf_token": browser.get(path).field("csrf_token")})
    own = next(c.value for c in browser.jar if c.name == f"rt-{server.code}-facilitator")
    assert browser.get(f"/k/{own}").status == 410, (
        "its copies would stay when the link is withdrawn"
    )


def test_strangers_are_told_to_ask_for_a_link(server: Server) -> None:
    stranger: Browser = server.browser()
    for surface in ("desk", "follow"):
        assert stranger.get(f"/r/{server.code}/{surface}").status == 403
