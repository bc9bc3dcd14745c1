"""Headers, cookies and markup of every page; who is let in where; links that open roles."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from roundtable import access, sources
from tests.server import Answer, Browser, Server

POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
    "font-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'",
    "frame-ancestors 'none'",
}  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("pages"), wrong_codes_per_minute=1000)
    table = made.table
    people = table.people(city=6, newcomers=6)
    table.facilitator.opens("propose")
    cards = [
        person.proposes(f"<img src=x onerror=alert({n})> number {n}")
        for n, person in enumerate(people[:4])
    ]
    table.facilitator.opens("group")
    table.facilitator.clusters("</script><script>alert(1)</script>", *cards[:2])
    table.facilitator.opens("vote")
    for person in people:
        person.votes(cards[2])
    table.facilitator.opens("reveal")
    table.facilitator.reveals()
    made.start()
    yield made
    made.close()


ROLES = {"console": "facilitator", "screen": "screen", "draft": "writer"}


def _browser(server: Server, role: str) -> Browser:
    return server.browser(**{access.cookie_name(role, server.code): server.key(role)})


def _pages(server: Server) -> dict[str, Answer]:
    guest = server.table.join("city")
    seat = {access.cookie_name("participant", server.code): sources.secret_for(guest.id)}
    house = {"rt-house": server.key("house", house=True)}
    here = f"/r/{server.code}"
    nobody = server.browser()
    link = server.key("screen")
    return {
        "home": nobody.get("/"),
        "join": nobody.get(here),
        "phone": server.browser(**seat).get(here),
        "house": server.browser(**house).get("/house"),
        "formats": server.browser(**house).get("/house/formats"),
        "link": nobody.get(f"/k/{link}"),
        "unknown": nobody.get("/nothing/here"),
        "unknown code": nobody.get("/r/ZZZ999"),
        "no seat": nobody.get(f"{here}/console"),
        "bad link": nobody.get("/k/nothing"),
        "bad form": nobody.post("/", {}),
        **{name: _browser(server, role).get(f"{here}/{name}") for name, role in ROLES.items()},
    }


class _Markup(HTMLParser):
    """What a strict policy would block."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.faults += [
            f"{tag} {name}" for name in given if name.startswith("on") or name == "style"
        ]
        if tag == "style":
            self.faults.append("style")
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.faults.append("inline script")
        for name in ("src", "href", "action"):
            address = given.get(name) or ""
            if tag != "a" and re.match(r"(https?:)?//|javascript:", address):
                self.faults.append(f"{tag} {name}={address}")


def test_headers_and_markup_of_every_page(server: Server) -> None:
    wanted = {"unknown": 404, "unknown code": 404, "no seat": 403, "bad link": 410, "bad form": 400}
    for name, page in _pages(server).items():
        assert page.status == wanted.get(name, 200), name
        assert set(page.headers["Content-Security-Policy"].split("; ")) == POLICY, name
        assert page.headers["X-Content-Type-Options"] == "nosniff", name
        assert page.headers["X-Frame-Options"] == "DENY", name
        assert page.headers["Referrer-Policy"] == "same-origin", name
        assert page.headers["Cache-Control"] == "no-store", name
        assert page.headers["Content-Type"] == "text/html; charset=utf-8", name
        markup = _Markup()
        markup.feed(page.text)
        assert markup.faults == [], name
        assert re.search(r"<html lang=\"[a-z-]+\" dir=\"(ltr|rtl)\"", page.text), name
        assert "Traceback" not in page.text


def test_the_markup_check_sees_a_fault() -> None:
    markup = _Markup()
    markup.feed('<p style="x" onclick="y"><script>1</script><img src="//evil.example/x">')
    assert len(markup.faults) == 4


def test_other_answers_have_the_headers_too(server: Server) -> None:
    for path in ("/healthz", f"/r/{server.code}/qr.svg"):
        answer = server.browser().get(path)
        assert answer.status == 200
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_static_files_are_kept_for_good_and_are_what_they_say(server: Server) -> None:
    page = server.browser().get("/")
    paths = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)
    assert paths
    for path in paths:
        answer = server.browser().get(path)
        assert answer.status == 200
        assert "max-age=31536000" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert server.browser().get(paths[0].rsplit("/", 1)[0] + "/../../../config.py").status == 404


def test_cookies_are_for_the_server_alone(server: Server) -> None:
    browser = server.browser()
    page = browser.get(f"/r/{server.code}")
    fields = {name: page.field(name) for name in ("id", "csrf_token")} | {"language": "ro"}
    browser.post(f"/r/{server.code}/join", fields)
    cookies = {cookie.name: cookie for cookie in browser.jar}
    assert cookies.keys() == {"rt-session", "rt-language", f"rt-{server.code}-participant"}
    for cookie in cookies.values():
        assert cookie.has_nonstandard_attr("HttpOnly"), cookie.name
        assert cookie.get_nonstandard_attr("SameSite") == "Lax", cookie.name


def test_cookies_by_https_only(tmp_path_factory: pytest.TempPathFactory) -> None:
    server = Server(tmp_path_factory.mktemp("https"), secure_cookies=1).start()
    try:
        answer = server.browser().get(f"/r/{server.code}")
        assert "Secure" in answer.headers["Set-Cookie"]
    finally:
        server.close()


@pytest.mark.parametrize("name", sorted(ROLES))
def test_each_page_needs_its_role(server: Server, name: str) -> None:
    opens = {
        role: _browser(server, role).get(f"/r/{server.code}/{name}").status == 200
        for role in ("facilitator", "writer", "screen", "participant")
    }
    assert opens == {
        "facilitator": True,
        "writer": name == "draft",
        "screen": name == "screen",
        "participant": False,
    }


def test_a_link_is_opened_by_its_button_alone(server: Server) -> None:
    browser, secret = server.browser(), server.key("facilitator")
    page = browser.get(f"/k/{secret}")
    assert page.status == 200
    assert not [c for c in browser.jar if c.name.startswith(f"rt-{server.code}")]
    answer = browser.post(f"/k/{secret}", {"csrf_token": page.field("csrf_token")})
    assert answer.url == f"{server.address}/r/{server.code}/console"
    held = next(c for c in browser.jar if c.name == f"rt-{server.code}-facilitator")
    assert held.value != secret, "the browser has a key of its own"


def test_a_withdrawn_link_closes_the_browsers_it_opened(server: Server) -> None:
    lead = server.connect("facilitator")
    made = lead.do("create_link", role="screen", label="Hall")
    secret = made["result"]["secret"]
    browser = server.browser()
    token = browser.get(f"/k/{secret}").field("csrf_token")
    assert browser.post(f"/k/{secret}", {"csrf_token": token}).status == 200
    held = next(c.value for c in browser.jar if c.name == f"rt-{server.code}-screen")
    screen = server.connect("screen", held or "")
    assert lead.do("withdraw_link", link=made["result"]["link"])["ok"]
    assert screen.event("bye") == {"reason": "withdrawn"}
    screen.wait_for(lambda: screen.closed)
    assert browser.get(f"/r/{server.code}/screen").status == 403
    assert browser.get(f"/k/{secret}").status == 410


def test_the_link_of_the_start_works_once(server: Server) -> None:
    found = re.search(r"Facilitator\s+http://\S+/k/([0-9a-z]{26})", server.log.read_text())
    assert found
    secret = found.group(1)
    browser = server.browser()
    token = browser.get(f"/k/{secret}").field("csrf_token")
    assert browser.post(f"/k/{secret}", {"csrf_token": token}).status == 200
    assert browser.get("/house").status == 200
    assert server.browser().get(f"/k/{secret}").status == 410
    assert server.browser(**{"rt-house": secret}).get("/house").status == 403


def test_secrets_are_nowhere_in_the_clear(server: Server) -> None:
    lead = server.connect("facilitator")
    secret = lead.do("create_link", role="writer", label="x")["result"]["secret"]
    files = [path for path in server.sessions.iterdir() if path.is_file()]
    assert not [path for path in files if secret.encode() in path.read_bytes()]
    assert secret not in server.log.read_text()


def test_what_is_secret_is_the_owners_alone(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("owner")
    server = Server(folder)
    server.database.dispose()
    for path in server.sessions.glob("roundtable.db*"):
        path.unlink()
    server.start()
    try:
        for path in [server.sessions / "secret.key", *server.sessions.glob("roundtable.db*")]:
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    finally:
        server.close()


def test_a_document_is_for_those_who_write(server: Server) -> None:
    path = f"/r/{server.code}/exports/{'0' * 20}"
    assert server.browser().get(path).status == 403
    assert _browser(server, "screen").get(path).status == 403
    assert _browser(server, "writer").get(path).status == 404
