"""A city's colour and coat of arms: what comes in is a small PNG of ours, or refused in a sentence."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from sqlalchemy import select

from roundtable import arms, new_strategy
from roundtable.core.document import Cover, Document
from roundtable.models import City, Roundtable
from roundtable.projections.strategy import documents
from roundtable.projections.strategy.reading import Reading
from roundtable.record import record_of
from roundtable.record.look import look_of
from roundtable.renderers.look import dressed
from roundtable.reports.formats import MAKERS
from roundtable.reports.wording import BabelWording
from tests.house.conftest import Browser, House

PAGE = "/house/city?city=Testburg"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(size: tuple[int, int] = (900, 1200), kind: str = "PNG", **more: Any) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "#aa2211").save(made, kind, **more)
    return made.getvalue()


def bomb(side: int = 60_000) -> bytes:
    """A PNG of a few hundred bytes that says it has 3.6 thousand million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def sends(web: Browser, content: bytes, words: str = "Three towers") -> tuple[int, str]:
    file = (io.BytesIO(content), "arms.png", "image/png")
    return web.sends(PAGE, "/house/city/arms", city="Testburg", arms_words=words, arms=file)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_becomes_a_png_of_ours(house: House, web: Browser, kind: str) -> None:
    notes = PngInfo()
    notes.add_text("Comment", "secret place")
    status, page = sends(web, picture(kind=kind, pnginfo=notes) + b"<script>", "Three “towers”")
    assert status == 200
    assert 'alt="Three “towers”"' in page
    given = web.client.get("/house/city/arms.png?city=Testburg")
    assert given.headers["Content-Type"] == "image/png"
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert b"secret" not in given.data
    assert b"<script>" not in given.data
    with Image.open(io.BytesIO(given.data)) as held:
        assert (held.format, held.size) == ("PNG", (450, 600))
    status, _page = sends(web, b"", "Four towers")
    assert status == 200
    with house.database.read() as session:
        city = session.scalars(select(City).where(City.name == "Testburg")).one()
        assert (city.arms_words, city.arms) == ("Four towers", given.data)
    web.sends(PAGE, "/house/city/arms/remove", city="Testburg")
    assert web.client.get("/house/city/arms.png?city=Testburg").status_code == 404


UNFIT: list[tuple[bytes, str, str]] = [
    (b"", "Towers", "Choose a picture first."),
    (SVG, "Towers", "This is no picture that can be read."),
    (picture(kind="GIF"), "Towers", "This is no picture that can be read."),
    (picture()[:200], "Towers", "This is no picture that can be read."),
    (picture((4001, 4000)), "Towers", "too many pixels"),
    (bomb(), "Towers", "too many pixels"),
    (picture((8, 400)), "Towers", "too small"),
    (b"\x89PNG\r\n\x1a\n" + bytes(200_000), "Towers", "too large"),
    (picture(), " ", "Say in a few words what can be seen on it."),
    (picture(), "x" * 201, "at most 200 characters"),
]


def test_what_is_no_coat_of_arms_is_refused(
    house: House, web: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arms, "MOST_BYTES", 190_000)
    for content, words, said in UNFIT:
        status, page = sends(web, content, words)
        assert status == 422
        assert said in page
        with house.database.read() as session:
            assert session.scalars(select(City.arms)).all() == [None, None]


def test_the_colour_is_kept_and_what_is_too_pale_is_said(house: House, web: Browser) -> None:
    send = {"page": PAGE, "to": "/house/city/colour", "city": "Testburg"}
    assert "can be read well" in web.sends(**send, accent="#7A1020")[1]
    status, page = web.sends(**send, accent="#ffe066")
    assert status == 200
    assert "too pale" in page
    status, page = web.sends(**send, accent="red; }")
    assert status == 422
    assert "as in #0b5d4e" in page
    with house.database.read() as session:
        city = session.scalars(select(City).where(City.name == "Testburg")).one()
        assert city.accent == "#ffe066"
    web.sends(**send, accent="x", plain="1")
    with house.database.read() as session:
        assert session.scalars(select(City.accent)).all() == ["", ""]


def test_documents_wear_it(house: House, web: Browser) -> None:
    sends(web, picture())
    web.sends(PAGE, "/house/city/colour", city="Testburg", accent="#ffe066")
    with house.database.read() as session:
        city = session.scalars(select(City).where(City.name == "Testburg")).one()
        look, held = look_of(session, city.id), city.arms
        room = session.get_one(Roundtable, house.ids[0])
        record = record_of(session, room) | {"look": look}
        strategy, _secret = new_strategy.start(
            session, city="Testburg", title="T", language="en", rooms=[]
        )
        sent = documents.content(Reading(session, strategy, keeps=False))
        session.rollback()
    said = BabelWording("en")
    for one in (record, sent):
        page = MAKERS["html"](one, said, None, None).decode()  # type: ignore[arg-type]
        assert base64.b64encode(held or b"").decode() in page
        assert page.count("#ffe066") == 0
    cover = Cover("Testburg", (), (), "", "")
    plain = Document("T", "en", "ltr", "", "", "2026-11-24", cover, (), "", "")
    worn = dressed(plain, look)
    assert worn.cover.arms == held
    assert worn.accent not in ("#ffe066", plain.accent)
    own = dressed(Document(**{**_fields(plain), "accent": "#7a1020"}), look)
    assert own.accent == "#7a1020"
    assert dressed(plain, None) == plain
    assert dressed(plain, {"accent": "no", "arms": "§"}) == plain


def _fields(document: Document) -> dict[str, Any]:
    return {name: getattr(document, name) for name in document.__slots__}


def test_only_the_house_may(house: House) -> None:
    stranger = house.browser(house=False)
    assert stranger.get("/house/city").status_code == 403
    assert stranger.get("/house/city/arms.png?city=Testburg").status_code == 403
