"""The page says what the document says, does nothing, asks for nothing, and can be read by all."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html as lxml_html  # type: ignore[import-untyped]
from playwright.sync_api import Browser

from roundtable.core.document import Document, check, spans_of
from roundtable.core.draft import PlainWording, build
from roundtable.core.draft_document import document_of
from roundtable.renderers import html
from roundtable.renderers.html_colours import _contrast, accents
from roundtable.renderers.shown import on_one_line, shown
from tests.renderers.hostile import TEXTS, make_document
from tests.reports.full import make_full_record

OURS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "div", "p", "img", "h1", "h2", "h3",
    "h4", "h5", "h6", "svg", "g", "circle", "path", "rect", "text", "polygon", "nav", "ol", "ul", "li",
    "span", "main", "strong", "br", "figure", "figcaption", "blockquote", "details", "summary", "table",
    "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "section", "dl", "dt", "dd", "footer",
}  # fmt: skip


@pytest.fixture(scope="module")
def draft() -> Document:
    return document_of(build(make_full_record()), PlainWording())


def parsed(page: str) -> Any:
    return lxml_html.document_fromstring(page.encode())


def visible(root: Any) -> str:
    """The text of the page, a line end for each `<br>`, single spaces."""
    for end in root.iter("br"):
        end.tail = "\n" + (end.tail or "")
    for tag in ("style", "title"):
        for element in list(root.head.iter(tag)):
            element.text = ""
    return " ".join(root.text_content().split())


@pytest.mark.parametrize("kind", TEXTS)
def test_hostile_text_is_shown_and_does_nothing(kind: str) -> None:
    text = TEXTS[kind]
    document = make_document(text)
    check(document)
    root = parsed(html.render(document))
    assert {element.tag for element in root.iter() if isinstance(element.tag, str)} <= OURS
    for element in root.iter():
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
        link = element.get("href")
        assert link is None or link.startswith(("#", "https://example.org/"))
    if text:
        told = on_one_line(text)
        assert root.findtext(".//head/title") == told
        assert visible(root).count(told) > 60


@pytest.mark.parametrize("kind", TEXTS)
def test_the_same_document_gives_the_same_bytes(kind: str) -> None:
    assert html.render(make_document(TEXTS[kind])) == html.render(make_document(TEXTS[kind]))


def test_what_turns_directions_is_gone_and_what_belongs_to_words_stays() -> None:
    assert shown("a\u202eb\u2067c\x00\x1bd\ud800e\r\nf\tg") == "abcde\nf g"
    assert shown(TEXTS["signs"]) == TEXTS["signs"]
    page = html.render(make_document(TEXTS["turned"]))
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)


def test_every_word_of_a_draft_is_on_its_page(draft: Document) -> None:
    told = visible(parsed(html.render(draft)))
    assert [span.text for span in spans_of(draft) if on_one_line(span.text) not in told] == []


def test_it_has_its_styles_in_it_and_allows_nothing_else(draft: Document) -> None:
    page = html.render(draft)
    (style,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    policy = parsed(page).xpath("//meta[@http-equiv]/@content")[0]
    known = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{known}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "url(" not in style
    assert "@import" not in style
    assert not re.search(r'\b(src|srcset|action|data)="(?!data:)', page)


def test_links_lead_to_anchors_and_each_source_leads_back(draft: Document) -> None:
    root = parsed(html.render(draft))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = {href[1:] for href in root.xpath("//a/@href") if href.startswith("#")}
    assert links <= set(ids)
    for chip in root.xpath("//main//figure//a[@class='chip']"):
        row = root.get_element_by_id(chip.get("href")[1:]).getparent()
        back = row.xpath(".//p[@class='cited']//a/@href")
        # The way back is to a chip that leads to the same row.
        assert back, chip.text
        cited = [root.get_element_by_id(to[1:]).get("href") for to in back]
        assert set(cited) == {chip.get("href")}


def test_passages_have_their_language_and_direction(draft: Document) -> None:
    root = parsed(html.render(draft))
    (said, *_) = root.xpath("//blockquote[@lang='ar']")
    assert said.get("dir") == "rtl"
    assert root.xpath("//li[@lang='ro']")
    assert (root.get("lang"), root.get("dir")) == ("en", "ltr")
    # What is in the document's own language does not say so again.
    assert not root.xpath("//body//*[@lang='en']")


def test_figures_have_words_and_numbers(draft: Document) -> None:
    root = parsed(html.render(draft))
    pictures = root.xpath("//*[local-name()='svg']")
    assert len(pictures) > 6
    for picture in pictures:
        assert picture.get("role") == "img"
        assert picture.xpath("./*[local-name()='title']")[0].text
    assert root.xpath("//figure/details/summary[text()='The figures as a table']")


@pytest.mark.parametrize("accent", ["#0b5d4e", "#ffff00", "#ffffff", "#000000", "#ff00aa", "red;}"])
def test_any_accent_can_be_read_on_paper_and_in_the_dark(accent: str) -> None:
    light, dark = re.findall(
        "--accent:(#[0-9a-f]{6});--accent-soft:(#[0-9a-f]{6})", accents(accent)
    )
    for (ink, tint), paper in ((light, "#faf7f1"), (dark, "#12181f")):
        assert min(_contrast(ink, paper), _contrast(ink, tint)) >= 4.5


def problems(page: Any) -> list[str]:
    """Every violation that axe sees."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    browser: Browser, tmp_path: Path, draft: Document, scheme: Literal["light", "dark"]
) -> None:
    asked: list[str] = []
    page = browser.new_page(color_scheme=scheme)
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    for name, document in (("draft", draft), ("hostile", make_document(TEXTS["markup"]))):
        file = tmp_path / f"{name}.html"
        file.write_text(html.render(document), encoding="utf-8")
        page.goto(file.as_uri())
        assert problems(page) == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    page.close()


@pytest.mark.parametrize("kind", ["draft", "lists", "rtl"])
def test_it_fits_a_small_phone(
    browser: Browser, tmp_path: Path, draft: Document, kind: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    file = tmp_path / "page.html"
    text = TEXTS.get(kind, TEXTS["long"])
    document = draft if kind == "draft" else make_document(text, kind)
    file.write_text(html.render(document), encoding="utf-8")
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.close()
