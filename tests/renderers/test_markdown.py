"""The Markdown shows what the document says, and nothing of it became anything else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import html as lxml_html  # type: ignore[import-untyped]
from markdown_it import MarkdownIt

from roundtable.core.document import Document, spans_of
from roundtable.core.draft import PlainWording, build
from roundtable.core.draft_document import document_of
from roundtable.renderers import markdown
from roundtable.renderers.markdown_text import escaped
from roundtable.renderers.shown import on_one_line, shown
from tests.renderers.hostile import TEXTS, make_document
from tests.reports.full import make_full_record

OURS = {
    "html", "body", "h1", "h2", "h3", "h4", "h5", "h6", "p", "a", "span", "strong", "br", "ul", "ol", "li",
    "blockquote", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


def parsed(text: str) -> Any:
    """What a reader of CommonMark with tables and links makes of it."""
    reader = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    return lxml_html.document_fromstring(reader.render(text))


def visible(root: Any) -> str:
    for end in root.iter("br"):
        end.tail = "\n" + (end.tail or "")
    return " ".join(root.text_content().split())


@pytest.fixture(scope="module")
def draft() -> Document:
    return document_of(build(make_full_record()), PlainWording())


def shape(root: Any) -> list[str]:
    """The blocks: of what stands in a line, there is more where a text has more lines."""
    inline = {"br", "strong", "a", "span"}
    return [e.tag for e in root.iter() if isinstance(e.tag, str) and e.tag not in inline]


@pytest.fixture(scope="module")
def plain_shape() -> list[str]:
    return shape(parsed(markdown.render(make_document("word"))))


@pytest.mark.parametrize("kind", TEXTS)
def test_hostile_text_stays_text(kind: str, plain_shape: list[str]) -> None:
    text = TEXTS[kind]
    root = parsed(markdown.render(make_document(text)))
    assert {element.tag for element in root.iter() if isinstance(element.tag, str)} <= OURS
    for element in root.iter():
        assert set(element.attrib) <= {"href", "id", "lang", "dir", "style", "start"}
        assert element.get("style") in {None, "text-align:right"}
        link = element.get("href")
        assert link is None or link.startswith(("#", "https://example.org/"))
    if text:
        assert visible(root).count(on_one_line(text)) > 60
        assert shape(root) == plain_shape


@pytest.mark.parametrize("kind", TEXTS)
def test_the_same_document_gives_the_same_text(kind: str) -> None:
    made = markdown.render(make_document(TEXTS[kind]))
    assert made == markdown.render(make_document(TEXTS[kind]))
    made.encode()


@pytest.mark.parametrize(
    "text", [*TEXTS.values(), "1) a", "12. b", "+ c", ": d", "a\n# b\n1. c\n    d"]
)
def test_escaped_text_is_one_paragraph_of_that_text(text: str) -> None:
    root = parsed(escaped(text).replace("\n", "\\\n") or "x")
    if on_one_line(text):
        assert [child.tag for child in root.body] == ["p"]
        assert {child.tag for child in root.body[0]} <= {"br"}
        assert visible(root) == on_one_line(text)


def test_every_word_of_a_draft_stands_in_it(draft: Document) -> None:
    told = visible(parsed(markdown.render(draft)))
    assert [span.text for span in spans_of(draft) if on_one_line(span.text) not in told] == []


def test_links_lead_to_anchors_and_back(draft: Document) -> None:
    root = parsed(markdown.render(draft))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = [href[1:] for href in root.xpath("//a/@href") if href.startswith("#")]
    assert set(links) <= set(ids)
    assert {to for to in ids if to.startswith("from-")} <= set(links)
    assert root.xpath(
        "//td[a[@id='P-001']]/following-sibling::td//a[starts-with(@href, '#from-P-001')]"
    )


def test_tables_are_whole_and_headings_in_order(draft: Document) -> None:
    text = markdown.render(draft)
    root = parsed(text)
    for table in root.xpath("//table"):
        columns = len(table.xpath(".//th"))
        assert {len(row.xpath("./td")) for row in table.xpath(".//tbody/tr")} == {columns}
    assert len(root.xpath("//h1")) == 1
    assert '<span lang="ar" dir="rtl">' in text
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x09]", text)
    assert shown(text) == text
