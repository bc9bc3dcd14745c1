"""Paper by its addresses: for hosts and facilitators, for as many as they ask for."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from roundtable.core import cards
from roundtable.core.printables import WHAT
from tests.decoding import codes_on
from tests.reports.papers import pictures
from tests.server import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("papers"), public_url="http://rt.city.example").start()
    yield made
    made.close()


def fetch(server: Server, path: str, role: str = "host") -> bytes:
    request = urllib.request.Request(f"{server.address}/r/{server.code}/print/{path}")  # noqa: S310
    request.add_header("Cookie", f"rt-{server.code}-{role}={server.key(role)}")
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 (our own server)
        assert answer.headers["Content-Type"] == "application/pdf"
        return bytes(answer.read())


def saved(content: bytes, folder: Path) -> Path:
    path = folder / "paper.pdf"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("what", WHAT)
def test_every_printable_comes_for_a_host(server: Server, what: str, tmp_path: Path) -> None:
    pdf = saved(fetch(server, f"{what}.pdf?count=3"), tmp_path)
    assert what == "seating" or len(PdfReader(pdf).pages) > 0


def test_the_same_question_gives_the_same_bytes(server: Server) -> None:
    assert fetch(server, "ballots.pdf?count=2") == fetch(server, "ballots.pdf?count=2")


def test_what_is_asked_for_is_printed(server: Server, tmp_path: Path) -> None:
    pdf = saved(fetch(server, "people.pdf?count=5&first=7&paper=letter", "facilitator"), tmp_path)
    page = PdfReader(pdf).pages[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (612, 792)
    words = page.extract_text()
    for number in range(7, 12):
        assert cards.card(number) in words
    assert cards.card(12) not in words
    (picture,) = pictures(pdf)
    assert codes_on(picture) == [f"http://rt.city.example/r/{server.code}"] * 5


def test_signs_lead_to_their_tables(server: Server, tmp_path: Path) -> None:
    pdf = saved(fetch(server, "signs.pdf?count=3"), tmp_path)
    codes = [codes_on(page) for page in pictures(pdf, dots=72)]
    join = f"http://rt.city.example/r/{server.code}"
    assert codes == [[f"{join}?table={number}"] * 2 for number in (1, 2, 3)]


@pytest.mark.parametrize(
    "query", ["count=0", "count=-1", "count=x", "count=99999999", "start=99:99", "paper=a0",
              "language=xx-yy", "language=..%2F..%2Fetc", "first=0", "count=%E0%A4%83"],
)  # fmt: skip
def test_what_is_asked_wrongly_is_left_out(server: Server, query: str) -> None:
    assert fetch(server, f"minutes.pdf?{query}").startswith(b"%PDF")


def test_strangers_and_phones_get_nothing(server: Server) -> None:
    assert server.browser().get(f"/r/{server.code}/print/pack.pdf").status == 403
    assert server.browser().get(f"/r/{server.code}/print").status == 403
    phone = server.browser(**{f"rt-{server.code}-screen": server.key("screen")})
    assert phone.get(f"/r/{server.code}/print/pack.pdf").status == 403
    host = server.browser(**{f"rt-{server.code}-host": server.key("host")})
    assert host.get(f"/r/{server.code}/print/nonsense").status == 404
    assert host.get("/r/AAA222/print/pack.pdf").status == 404


def test_the_page_offers_what_the_agenda_needs(server: Server) -> None:
    host = server.browser(**{f"rt-{server.code}-host": server.key("host")})
    page = host.get(f"/r/{server.code}/print?count=12&start=18:30&paper=letter")
    assert page.status == 200
    pack = f"/r/{server.code}/print/pack.pdf?paper=letter&amp;count=12&amp;start=18:30"
    assert pack in page.text
    assert "/print/ballots.pdf" in page.text
    assert "/print/feedback.pdf" not in page.text, "this agenda asks for none"
    assert host.get(f"/r/{server.code}/print/fallback").url.endswith("/print/pack.pdf")
