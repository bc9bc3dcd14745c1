"""The formats of the house: chosen, taken away, brought in, refused in words, kept from a roundtable."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from roundtable import access, create_app, formats_folder
from roundtable.actions.setup import create_roundtable, make_key
from roundtable.config import Config
from roundtable.core.formats import parse
from roundtable.db import Database
from roundtable.models import Roundtable
from tests.factories import make_database, make_full_format

SESSIONS = Path(__file__).parents[2] / "sessions"
GOOD = (SESSIONS / "delphi.toml").read_text("utf-8")


class House:
    """An installation with the shipped formats, and a browser that may see all of it."""

    def __init__(self, folder: Path) -> None:
        self.sessions = folder
        for name in formats_folder.SHIPPED:
            shutil.copy(SESSIONS / f"{name}.toml", folder)
        self.database = make_database(folder)
        self.app = create_app(Config(sessions_dir=folder, exports_dir=folder, log_level="CRITICAL"))
        with self.database.write() as session:
            made = create_roundtable(session, make_full_format(), city="Testburg")
            self.code = made.code
            self.house_key = make_key(session, access.HOUSE, None)
            self.link = make_key(session, "facilitator", made)

    def browser(self, *, house: bool = True, leads: bool = False) -> FlaskClient:
        client = self.app.test_client()
        if house:
            client.set_cookie("rt-house", self.house_key)
        if leads:
            client.set_cookie(f"rt-{self.code}-facilitator", self.link)
        return client

    def close(self) -> None:
        self.database.dispose()
        parts: Any = self.app.extensions["roundtable"]
        database: Database = parts.database
        database.dispose()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    yield made
    made.close()


@pytest.fixture
def client(house: House) -> FlaskClient:
    return house.browser()


def token(client: FlaskClient, page: str = "/house/formats") -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).get_data(as_text=True))
    assert found
    return found.group(1)


def sends(client: FlaskClient, name: str, content: str | bytes, **more: str) -> Any:
    raw = content.encode() if isinstance(content, str) else content
    fields = {"csrf_token": token(client), "file": (io.BytesIO(raw), name), **more}
    return client.post("/house/formats", data=fields)


def test_each_format_with_its_length_and_its_steps(client: FlaskClient) -> None:
    text = unescape(client.get("/house/formats").get_data(as_text=True))
    for name in formats_folder.SHIPPED:
        form = parse((SESSIONS / f"{name}.toml").read_text("utf-8"), f"{name}.toml")
        assert form.title["en"] in text
        assert form.description["en"] in text
        assert f"{form.minutes} minutes" in text
        assert all(stage.title["en"] in text for stage in form.stages)
        assert f"/house/formats/{name}.toml" in text
        assert f"/house/formats/{name}/delete" not in text


def test_in_the_language_of_the_page(client: FlaskClient) -> None:
    client.set_cookie("rt-language", "ro")
    text = unescape(client.get("/house/formats").get_data(as_text=True))
    assert "Decizie prin consimțământ" in text
    assert "Consent decision" not in text


def test_only_with_a_key_of_the_house(house: House) -> None:
    nobody = house.browser(house=False)
    leader = house.browser(house=False, leads=True)
    for client in (nobody, leader):
        for path in ("/house/formats", "/house/formats/delphi.toml", "/house"):
            assert client.get(path).status_code == 403
    assert nobody.get(f"/r/{house.code}/format").status_code == 403
    assert leader.get(f"/r/{house.code}/format").status_code == 200
    assert leader.get("/r/ZZZ999/format").status_code == 404


def test_downloaded_as_it_lies_there(client: FlaskClient) -> None:
    answer = client.get("/house/formats/world-cafe.toml")
    assert answer.get_data() == (SESSIONS / "world-cafe.toml").read_bytes()
    assert "attachment" in answer.headers["Content-Disposition"]
    for name in ("nothing", "demonstration", "..%2Fsecret", "Delphi", ".hidden", "x" * 200):
        assert client.get(f"/house/formats/{name}.toml").status_code == 404


def test_brought_in_and_deleted(house: House, client: FlaskClient) -> None:
    answer = sends(client, "Our Delphi 2.toml", GOOD)
    assert answer.location == "/house/formats?done=our-delphi-2"
    assert (house.sessions / "our-delphi-2.toml").read_text("utf-8") == GOOD
    page = client.get(answer.location).get_data(as_text=True)
    assert "of this house" in page
    assert "Brought in" in page
    deleted = client.post("/house/formats/our-delphi-2/delete", data={"csrf_token": token(client)})
    assert deleted.status_code == 302
    assert not (house.sessions / "our-delphi-2.toml").exists()
    again = client.post("/house/formats/our-delphi-2/delete", data={"csrf_token": token(client)})
    assert (again.status_code, "does not exist here" in again.get_data(as_text=True)) == (422, True)


def test_a_format_of_the_house_is_replaced_only_if_said_so(
    house: House, client: FlaskClient
) -> None:
    sends(client, "mine.toml", GOOD)
    changed = GOOD.replace("Delphi in three rounds", "Delphi, changed")
    refused = sends(client, "mine.toml", changed)
    assert refused.status_code == 422
    assert "There is a format mine already" in refused.get_data(as_text=True)
    assert sends(client, "mine.toml", changed, replace="1").status_code == 302
    assert (house.sessions / "mine.toml").read_text("utf-8") == changed


@pytest.mark.parametrize("name", ["world-cafe.toml", "World Café.toml", "demonstration.toml"])
def test_what_is_shipped_is_never_written_over(
    house: House, client: FlaskClient, name: str
) -> None:
    before = {path.name: path.read_bytes() for path in house.sessions.glob("*.toml")}
    answer = sends(client, name, GOOD, replace="1")
    assert answer.status_code == 422
    deleted = client.post("/house/formats/delphi/delete", data={"csrf_token": token(client)})
    assert deleted.status_code == 422
    assert "came with Roundtable" in deleted.get_data(as_text=True)
    assert {path.name: path.read_bytes() for path in house.sessions.glob("*.toml")} == before


BROKEN: list[tuple[str | bytes, str]] = [
    (GOOD.replace('= "opinion"', '= "opinon"', 1), 'line 79: the stage "round-1" has the ballot'),
    (GOOD.replace("[[stages]]", "[[stages]", 1), "heading of a table is not closed"),
    ("", "add at least one, beginning with a line [[stages]]"),
    (b"\xff\xfe\x00title", "Save it with the encoding UTF-8"),
    (b'title.en = "a\x00b"', "invisible control character"),
    ("title = " + "[" * 5000, "nested too deeply"),
    ("#" * 260_000, "no &#34;languages&#34;"),
    ('title.en = "<script>alert(1)</script>"\nx', "key = &#34;value&#34;"),
]


@pytest.mark.parametrize(("content", "words"), BROKEN)
def test_a_broken_file_is_refused_in_words(
    house: House, client: FlaskClient, content: str | bytes, words: str
) -> None:
    answer = sends(client, "mine.toml", content)
    text = answer.get_data(as_text=True)
    assert answer.status_code in (413, 422)
    if answer.status_code == 422:
        assert words in text or words in unescape(text)
    assert "Traceback" not in text
    assert "<script>alert" not in text
    assert not list(house.sessions.glob("*mine*"))


@pytest.mark.parametrize(
    "name", ["", "....toml", "🦆.toml", "x" * 300 + ".toml", "../../evil.toml"]
)
def test_names_of_files_do_no_harm(house: House, client: FlaskClient, name: str) -> None:
    answer = sends(client, name, GOOD)
    assert answer.status_code in (302, 422)
    found = {path.stem for path in house.sessions.glob("*.toml")} - set(formats_folder.SHIPPED)
    assert all(re.fullmatch(r"[a-z][a-z0-9-]{0,59}", stem) for stem in found)
    assert not list(house.sessions.parent.glob("*.toml"))


def test_no_file_no_token(house: House, client: FlaskClient) -> None:
    missing = client.post("/house/formats", data={"csrf_token": token(client)})
    assert missing.status_code == 422
    forged = client.post("/house/formats", data={"file": (io.BytesIO(GOOD.encode()), "m.toml")})
    assert forged.status_code == 400
    assert not (house.sessions / "m.toml").exists()


def test_a_broken_file_in_the_folder_is_told_and_can_go(house: House, client: FlaskClient) -> None:
    (house.sessions / "broken.toml").write_text('title.en = "X"\nlanguage = 5\n', "utf-8")
    (house.sessions / "bytes.toml").write_bytes(b"\xff\xfe")
    for page in ("/house", "/house/formats"):
        text = unescape(client.get(page).get_data(as_text=True))
        assert "broken.toml, line 2:" in text
        assert "bytes.toml cannot be read." in text
    client.post("/house/formats/broken/delete", data={"csrf_token": token(client)})
    assert not (house.sessions / "broken.toml").exists()


def test_a_changed_file_is_read_again(house: House, client: FlaskClient) -> None:
    path = house.sessions / "delphi.toml"
    path.write_text(GOOD.replace("Delphi in three rounds", "Delphi, once more"), "utf-8")
    assert "Delphi, once more" in client.get("/house/formats").get_data(as_text=True)


def _newest(house: House) -> Roundtable:
    with house.database.read() as session:
        query = select(Roundtable).order_by(Roundtable.created_at.desc(), Roundtable.id.desc())
        return session.scalars(query).first() or Roundtable()


def test_started_and_rehearsed(house: House, client: FlaskClient) -> None:
    fields = {"csrf_token": token(client, "/house"), "format": "world-cafe"}
    started = client.post("/house", data=fields | {"title": "Homes"})
    assert re.fullmatch(r"/r/[A-Z]{3}[0-9]{3}/console", started.location)
    assert _newest(house).rehearsal is None
    rehearsed = client.post("/house", data=fields | {"rehearse": "1"})
    code = rehearsed.location.split("/")[2]
    with house.database.read() as session:
        made = session.scalars(select(Roundtable).where(Roundtable.code == code)).one()
    assert made.rehearsal == {"people": 24, "speed": 4, "running": False}
    assert made.title == {"en": "World Café"}
    assert "rehearsal" in client.get("/house").get_data(as_text=True)
    untitled = client.post("/house", data=fields)
    assert "There is no text yet." in untitled.get_data(as_text=True)


def test_an_agenda_is_downloaded_and_kept(house: House) -> None:
    client = house.browser(leads=True)
    here = f"/r/{house.code}/format"
    text = client.get(here).get_data(as_text=True)
    form = parse(text, "copy.toml")
    assert [stage.kind for stage in form.stages] == [s.kind for s in make_full_format().stages]
    fields = {"csrf_token": token(client), "name": "Our  way of doing it"}
    kept = client.post(here, data=fields)
    assert kept.status_code == 200
    assert kept.get_json()["name"] == "our-way-of-doing-it"
    own = parse((house.sessions / "our-way-of-doing-it.toml").read_text("utf-8"), "x.toml")
    assert own.title == {"en": "Our way of doing it", "ro": "O masă"}
    again = client.post(here, data=fields)
    assert again.status_code == 422
    assert "already" in again.get_json()["message"]
    assert client.post(here, data=fields | {"replace": "1"}).status_code == 200
    for name, words in (("", "no text"), ("World Café", "came with Roundtable")):
        refused = client.post(here, data=fields | {"name": name})
        assert refused.status_code == 422
        assert words in refused.get_json()["message"]


def test_a_link_of_one_roundtable_keeps_but_does_not_replace(house: House) -> None:
    client = house.browser(house=False, leads=True)
    fields = {"name": "Mine", "replace": "1"}
    here = f"/r/{house.code}/format"
    house.app.config["WTF_CSRF_ENABLED"] = False
    assert client.post(here, data=fields).status_code == 200
    assert client.post(here, data=fields).status_code == 422
    assert house.browser(house=False).post(here, data=fields).status_code == 403


def test_an_agenda_that_could_not_be_held_is_not_kept(house: House) -> None:
    from roundtable.models import RoomTable  # noqa: PLC0415

    with house.database.write() as session:
        for table in session.scalars(select(RoomTable)):
            table.status = "removed"
    client = house.browser(leads=True)
    fields = {"csrf_token": token(client), "name": "Without tables"}
    answer = client.post(f"/r/{house.code}/format", data=fields)
    assert answer.status_code == 422
    assert "seats people at tables, but the file names none" in answer.get_json()["message"]
    assert "line" not in answer.get_json()["message"]
