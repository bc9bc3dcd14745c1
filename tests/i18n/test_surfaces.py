"""Whoever asks for Romanian is answered in it, on every surface, down to the labels nobody sees."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable import access, create_app, demonstration, documents, i18n, sources, words
from roundtable.actions.setup import make_key
from roundtable.config import Config
from roundtable.core.errors import Refused
from roundtable.db import Database
from roundtable.models import Participant, Roundtable
from roundtable.record import record_of
from roundtable.start import prepare
from tools import messages

SESSIONS = Path(__file__).resolve().parents[2] / "sessions"
STAGES = ("welcome", "propose", "group", "vote", "reveal", "close")
ROMANIAN = {"Accept-Language": "ro-RO,ro;q=0.9,en;q=0.5"}
ATTRIBUTES = {"aria-label", "alt", "title", "placeholder"}
PLACE = re.compile(r"%\((\w+)\)[sd]")
#: Places that hold words; all others hold numbers.
WORDY = {
    "title",
    "group",
    "groups",
    "name",
    "into",
    "what",
    "one",
    "two",
    "some",
    "others",
    "why",
    "day",
    "how",
    "source",
    "table",
}


class Words(HTMLParser):
    """What a page says itself: its texts and labels, without what people wrote and without data."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        #: For each open element, whether it holds words of a person (or of a script).
        self._foreign: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        outer = bool(self._foreign) and self._foreign[-1][1]
        foreign = outer or tag in ("script", "style") or given.get("lang", "ro") != "ro"
        if not foreign:
            template = tag == "template"
            self.said += [
                part.strip()
                for name, value in given.items()
                if name in ATTRIBUTES or (template and name.startswith("data-"))
                for part in value.split("|")
            ]
        if tag not in ("input", "meta", "link", "img", "br", "hr", "circle", "path", "polygon"):
            self._foreign.append((tag, foreign))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self._foreign and self._foreign[-1][0] == tag:
            self._foreign.pop()

    def handle_endtag(self, tag: str) -> None:
        while self._foreign:
            name, _foreign = self._foreign.pop()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if data.strip() and not (self._foreign and self._foreign[-1][1]):
            self.said.append(" ".join(data.split()))


def english() -> list[re.Pattern[str]]:
    """Every English text that has a Romanian one, as a pattern for a whole text of a page."""
    patterns = []
    for message in messages.catalogue("ro"):
        several = not isinstance(message.id, str)
        texts = [message.id] if isinstance(message.id, str) else list(message.id)
        for number, text in enumerate(texts):
            # Of what is but places and signs, and of "Format", nothing can be said.
            if text == message.string or not re.search(r"[A-Za-z]{2}", PLACE.sub("", text)):
                continue
            patterns.append(pattern(text, one=several and number == 0))
    return patterns


def pattern(text: str, *, one: bool) -> re.Pattern[str]:
    """What an English text looks like with its places filled; `one`: it is about one thing."""
    figure = "1" if one else r"\d[\d.,]*"
    parts = PLACE.split(text)
    made = [
        (".+" if part in WORDY else figure) if number % 2 else re.escape(part)
        for number, part in enumerate(parts)
    ]
    return re.compile("".join(made))


@pytest.fixture(scope="module")
def leftovers() -> list[re.Pattern[str]]:
    return english()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The product with a demonstration in each stage, and a format that is broken."""
    folder = tmp_path_factory.mktemp("romanian")
    shutil.copytree(SESSIONS, folder / "sessions", ignore=shutil.ignore_patterns("*.db*", "*.key"))
    config = Config(sessions_dir=folder / "sessions", exports_dir=folder / "exports")
    prepare(config)
    database = Database(config.database)
    with database.write() as session:
        for stage in STAGES:
            demonstration.seed(session, config.sessions_dir, stage)
    database.dispose()
    (config.sessions_dir / "broken.toml").write_text('title.en = "X"\nlanguage = 5\n', "utf-8")
    app = create_app(config)
    yield app
    app.extensions["roundtable"].database.dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    with app.extensions["roundtable"].database.read() as session:
        yield session


@pytest.fixture(scope="module")
def codes(app: Flask) -> dict[str, str]:
    """The code of the roundtable in each stage."""
    with app.extensions["roundtable"].database.read() as session:
        query = select(Roundtable).order_by(Roundtable.created_at.desc(), Roundtable.code)
        found = {row.stage_id: row.code for row in session.scalars(query)}
        return {_kind(session, stage): code for stage, code in found.items()}


def _kind(session: Session, stage_id: str) -> str:
    from roundtable.models import Stage  # noqa: PLC0415

    return str(session.get_one(Stage, stage_id).kind)


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def facilitator(app: Flask) -> FlaskClient:
    """A browser that may run every roundtable of the house."""
    with app.extensions["roundtable"].database.write() as session:
        secret = make_key(session, access.HOUSE, None)
    client = app.test_client()
    client.set_cookie(access.cookie_name(access.HOUSE, ""), secret)
    return client


def seated(app: Flask, session: Session, code: str) -> FlaskClient:
    """A phone of somebody who sits at this table."""
    query = (
        select(Participant)
        .join(Roundtable, Roundtable.id == Participant.roundtable_id)
        .where(Roundtable.code == code)
        .order_by(Participant.alias.desc())
    )
    person = session.scalars(query).first()
    assert person is not None
    client = app.test_client()
    client.set_cookie(access.cookie_name("participant", code), sources.secret_for(person.id))
    client.set_cookie("rt-language", "ro")
    return client


def romanian(
    client: FlaskClient, path: str, leftovers: list[re.Pattern[str]], status: int = 200
) -> str:
    """The page, once it is sure that it says nothing in English."""
    answer = client.get(path, headers=ROMANIAN)
    assert answer.status_code == status, path
    html = answer.get_data(as_text=True)
    assert '<html lang="ro"' in html
    said = Words(html).said
    assert said
    assert [text for text in said if any(p.fullmatch(text) for p in leftovers)] == []
    return " ".join(said)


@pytest.mark.parametrize("stage", STAGES)
def test_phone(
    app: Flask,
    session: Session,
    codes: dict[str, str],
    leftovers: list[re.Pattern[str]],
    stage: str,
) -> None:
    page = romanian(seated(app, session, codes[stage]), f"/r/{codes[stage]}", leftovers)
    expected = {
        "welcome": "Sunteți la masă.",
        "propose": "Trimiteți propunerea",
        "group": "Grupuri până acum",
        "vote": "Salvați alegerile",
        "reveal": "din 38.",
        "close": "Vă găsiți propunerile în proiect după numărul lor.",
    }
    assert expected[stage] in page


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("surface", ["screen", "console", "draft"])
def test_staff(
    facilitator: FlaskClient,
    codes: dict[str, str],
    leftovers: list[re.Pattern[str]],
    stage: str,
    surface: str,
) -> None:
    page = romanian(facilitator, f"/r/{codes[stage]}/{surface}", leftovers)
    if surface == "console":
        assert "Se deschide consola…" in page


def test_the_console_is_given_its_words(facilitator: FlaskClient, codes: dict[str, str]) -> None:
    html = facilitator.get(f"/r/{codes['group']}/console", headers=ROMANIAN).get_data(as_text=True)
    found = re.search(
        r'<script type="application/json" id="messages">(.*?)</script>', html, re.DOTALL
    )
    assert found is not None
    said = json.loads(found[1])
    assert said["Redo"] == "Refaceți"
    assert said["%(num)s proposal"] == [
        "%(num)s propunere",
        "%(num)s propuneri",
        "%(num)s de propuneri",
    ]


def test_join_page(
    visitor: FlaskClient, codes: dict[str, str], leftovers: list[re.Pattern[str]]
) -> None:
    page = romanian(visitor, f"/r/{codes['propose']}", leftovers)
    assert "Din ce grup faceți parte?" in page
    assert "Piața muncii" in page


def test_pages_around(
    visitor: FlaskClient, codes: dict[str, str], leftovers: list[re.Pattern[str]]
) -> None:
    assert "Intrați la o masă rotundă" in romanian(visitor, "/", leftovers)
    assert "Nu există nicio masă rotundă" in romanian(visitor, "/r/ZZZ999", leftovers, 404)
    assert "Aici nu este nimic" in romanian(visitor, "/nowhere", leftovers, 404)
    console = f"/r/{codes['vote']}/console"
    assert "Aici este nevoie de un link" in romanian(visitor, console, leftovers, 403)
    assert "acest link" in romanian(visitor, "/k/NOSUCHSECRET", leftovers, 410).lower()


def test_a_refused_form_says_why(visitor: FlaskClient, codes: dict[str, str]) -> None:
    answer = visitor.post(f"/r/{codes['vote']}/do", headers=ROMANIAN)
    assert answer.status_code == 400
    assert "Reîncărcați-o și încercați din nou." in answer.get_data(as_text=True)


def test_the_house_says_what_is_wrong_with_a_format(
    facilitator: FlaskClient, leftovers: list[re.Pattern[str]]
) -> None:
    page = romanian(facilitator, "/house", leftovers)
    assert "38 de persoane" in page
    assert "broken.toml, rândul" in page
    assert "broken.toml, rândul" in romanian(facilitator, "/house/formats", leftovers)


def test_who_asks_for_english_gets_it(visitor: FlaskClient, codes: dict[str, str]) -> None:
    page = visitor.get(f"/r/{codes['propose']}", headers={"Accept-Language": "en"})
    assert "Which group are you from?" in page.get_data(as_text=True)


@pytest.mark.parametrize("code", sorted(words.MESSAGES))
def test_each_refusal_is_said_in_romanian(app: Flask, code: str) -> None:
    places = dict.fromkeys(re.findall(r"%\((\w+)\)", str(words.MESSAGES[code])), 7)
    places.pop("field", None)
    with app.app_context():
        with i18n.speaking("en"):
            source = words.say(Refused(code, "text", **places))
        with i18n.speaking("ro"):
            said = words.say(Refused(code, "text", **places))
    assert said
    assert said != source
    assert "%(" not in said


def test_the_draft_speaks_romanian(
    session: Session, codes: dict[str, str], leftovers: list[re.Pattern[str]], tmp_path: Path
) -> None:
    from pypdf import PdfReader  # noqa: PLC0415

    query = select(Roundtable).where(Roundtable.code == codes["reveal"])
    record = record_of(session, session.scalars(query).one(), language="ro")
    documents.make(record, tmp_path / "draft.pdf")
    reader = PdfReader(tmp_path / "draft.pdf")
    lines = [line.strip() for page in reader.pages for line in page.extract_text().splitlines()]
    whole = " ".join(lines)
    for expected in ("Cuprins", "Pe scurt", "Cum s-a ajuns aici", "Anexa A", "din cele", "Pagina"):
        assert expected in whole, expected
    assert [line for line in lines if any(p.fullmatch(line) for p in leftovers)] == []
