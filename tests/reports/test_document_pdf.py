"""A document as a PDF keeps to PDF/UA-1, reads in order, and shows whatever people wrote as text."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import outloud
import pdfua
import pytest
from pdfminer.high_level import extract_text
from pdfminer.layout import LAParams
from pypdf import PdfReader

from roundtable.core.document import (
    Block,
    Break,
    Bullets,
    Cell,
    Column,
    Cover,
    Document,
    Figure,
    Gantt,
    Heading,
    Paragraph,
    Sheet,
    Span,
    Table,
    check,
)
from roundtable.reports.document_pdf import make
from roundtable.reports.fonts import Fonts
from tests.reports.a_document import PASSAGES, annex, document, figures, heading, spans
from tests.reports.records import poppler

HOSTILE = {
    "markup": "<b>bold</b> <img src=x onerror=alert(1)> &amp; &#60; %(page)s {0} \\(( ) BDC EMC ET",
    "controls": "a\x00b\x07c\x1bd\x7fe\u0085f\ud800g\ufffeh\tj",
    "overrides": "\u202egnorw\u202c \u2067right\u2069 \u200fmark\u200e \u061c",
    "long": "x" * 500,
    "emoji": "👍🏽 👨‍👩‍👧 🇷🇴 yes",
    "marks": "Z" + "\u0351\u0322\u0341" * 60 + " o\u0308 e\u0301",
    "scripts": "汉字 हिन्दी ไทย עברית العربية ქართული",
    "empty": "",
    "spaces": " \u00a0\n\n\u2028 ",
}


def found(content: bytes, path: Path) -> list[str]:
    """What the checkers say against a file, errors and warnings."""
    path.write_bytes(content)
    mine = [f"{f.rule_id}: {f.message}" for f in pdfua.validate(str(path)).findings]
    result = outloud.check(str(path))
    assert not result.error
    other = [f"{f.rule}: {f.message}" for f in result.findings if f.severity != "info"]
    return mine + other


def pages(content: bytes) -> list[str]:
    return [flat(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def tree(content: bytes) -> Any:
    reader: Any = PdfReader(io.BytesIO(content))
    return reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()


def elements(root: Any) -> list[Any]:
    """The element and all in it, in reading order."""
    kids = root.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    within = [kid.get_object() for kid in kids if not isinstance(kid, int)]
    return [root, *(one for kid in within if "/S" in kid for one in elements(kid))]


@pytest.fixture(scope="module")
def content() -> bytes:
    check(document())
    return make(document(), Fonts())


def test_the_checkers_find_nothing(content: bytes, tmp_path: Path) -> None:
    assert found(content, tmp_path / "a.pdf") == []


def test_a_document_in_arabic_is_as_sound(tmp_path: Path) -> None:
    words = spans(PASSAGES["ar"])
    blocks: tuple[Block, ...] = (
        Heading(1, words, "one", "1"), Paragraph(words * 20), Paragraph(words, "quote", source=words),
        Bullets((words, words)), Sheet(words, "two", (("x", words),)), *figures(),
        replace(annex(30), rows=tuple((*row[:3], row[2]) for row in annex(30).rows)),
    )  # fmt: skip
    made = document(
        *blocks, language="ar", direction="rtl", title=PASSAGES["ar"], contents="المحتويات"
    )
    assert found(make(made, Fonts()), tmp_path / "a.pdf") == []


def test_it_is_the_same_each_time(content: bytes) -> None:
    assert make(document(), Fonts()) == content


def test_it_reads_in_order(content: bytes) -> None:
    text = flat(extract_text(io.BytesIO(content), laparams=LAParams(boxes_flow=None)))
    at = 0
    for words in (
        "Arriving, learning, working", "A strategy for those who come", "23 November 2026", "Contents",
        "Part one", "What the room wants most", "Nothing of this has been decided", "In their words",
        *(PASSAGES[language] for language in ("uk", "ro", "pl", "lv", "el")), "Find rooms", "First of all",
        "City hall, social affairs", "not said yet", "Who said yes", "The same in figures", "Annex",
        "P-001", "P-070", "The end.",
    ):  # fmt: skip
        assert words in text[at:], words
        at = text.index(words, at)


def test_arabic_is_said_in_the_order_of_reading(content: bytes) -> None:
    said = [str(e["/ActualText"]) for e in elements(tree(content)) if "/ActualText" in e]
    assert PASSAGES["ar"] in said
    languages = {str(e["/Lang"]) for e in elements(tree(content)) if "/Lang" in e}
    assert set(PASSAGES) <= languages


def test_what_it_is_made_of_is_told(content: bytes) -> None:
    kinds = [str(e["/S"]) for e in elements(tree(content))]
    for kind in ("/H1", "/H2", "/H3", "/H4", "/P", "/BlockQuote", "/L", "/LI", "/Lbl", "/LBody", "/Table",
                 "/TR", "/TH", "/TD", "/Caption", "/Figure", "/Link", "/Span", "/TOC", "/TOCI"):  # fmt: skip
        assert kind in kinds, kind


def test_a_table_over_pages_is_one_and_its_headers_are_read_once(content: bytes) -> None:
    tables = [e for e in elements(tree(content)) if e["/S"] == "/Table"]
    longest = max(tables, key=lambda table: len(table["/K"]))
    heads = [e for e in elements(longest) if e["/S"] == "/TH"]
    scopes = [str(e["/A"]["/Scope"]) for e in heads]
    assert scopes.count("/Column") == 4
    assert scopes.count("/Row") == 70
    shown = [page for page in pages(content) if "In their words" in page and "Where" in page]
    assert len(shown) == 3


def test_contents_name_the_pages_and_lead_there(content: bytes) -> None:
    reader = PdfReader(io.BytesIO(content))
    numbers = re.findall(r"Annex (\d+)", flat(reader.pages[1].extract_text()))
    assert "A Annex" in flat(reader.pages[int(numbers[0]) - 1].extract_text())
    links: Any = [a.get_object() for a in reader.pages[1]["/Annots"]]  # type: ignore[attr-defined]
    assert all(link["/Contents"] and "/Dest" in link for link in links)
    assert len(links) == 7
    titles = [str(entry["/Title"]) for entry in reader.outline if not isinstance(entry, list)]
    assert titles == [
        "Arriving, learning, working",
        "Contents",
        "1 Arriving and working",
        "A Annex",
    ]


def test_progress_ends_before_the_end() -> None:
    told: list[tuple[int, int, str]] = []
    make(document(), Fonts(), lambda *step: told.append(step))
    assert [words for _done, _of, words in told[:3]] == [
        "Contents",
        "1 Arriving and working",
        "A Annex",
    ]
    assert all(0 < done < of for done, of, _words in told)


def test_a_sheet_is_kept_together() -> None:
    sheets = [
        Sheet(
            spans(f"Measure {n}"), f"m-{n}", tuple((f"name {i}", spans("said")) for i in range(9))
        )
        for n in range(8)
    ]
    for page in pages(make(document(heading(1, "One", "one"), *sheets), Fonts())):
        assert len(re.findall(r"Measure \d", page)) == page.count("name 8")


def test_a_heading_is_never_the_last_of_a_page() -> None:
    blocks: list[Block] = [heading(1, "One", "one")]
    for n in range(40):
        blocks += [
            heading(2, f"Heading {n}", f"h-{n}"),
            Paragraph(spans("Words under it. " * (n + 3))),
        ]
    for page in pages(make(document(*blocks), Fonts()))[2:]:
        assert not re.search(r"Heading \d+ (Advisory )?Page \d+$", page)


def test_a_cell_higher_than_a_page_goes_on() -> None:
    rows = (
        (Cell(spans("one")), Cell(spans("word " * 4000))),
        (Cell(spans("two")), Cell(spans("last"))),
    )
    table = Table(spans("High"), (Column("A"), Column("B")), rows)
    made = make(document(heading(1, "One", "one"), table), Fonts())
    assert sum(page.count("word") for page in pages(made)) == 4000
    assert "last" in pages(made)[-1]


def everywhere(words: str) -> Document:
    """The words in every field that holds text."""
    said = (Span(words), Span(words, "ar", "rtl", strong=True), Span(words, chip=True, to="#one"),
            Span("x" + words, to=f"https://example.org/{words}"))  # fmt: skip
    table = Table(said, (Column(words), Column(words, align="end")), ((Cell(said), Cell(said)),))
    gantt = Gantt(((words, 1, 9),), ((3, words),))
    blocks: tuple[Block, ...] = (
        Heading(1, said, "one", words), *(Paragraph(said, look, source=said) for look in (
            "body", "lead", "quote", "small", "warning", "eyebrow")),
        Bullets((said, said), ordered=True), table,
        Sheet(said, "two", ((words, said), (words, None)), words, words),
        Figure(gantt, words, said, table=table), Break(), Break(), Heading(2, said, "three"),
    )  # fmt: skip
    cover = Cover(
        words, said, said, words, words, words, None, words, words, words.encode("utf-8", "replace")
    )
    return Document(
        title=words, language="en", direction="ltr", subject=words, author=words, made=words,
        cover=cover, blocks=blocks, contents=words, page=words, keywords=(words,), accent=words,
    )  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_whatever_people_wrote_is_shown_as_text(kind: str, tmp_path: Path) -> None:
    fonts = Fonts()
    path = tmp_path / "hostile.pdf"
    path.write_bytes(make(everywhere(HOSTILE[kind]), fonts))
    result = poppler("pdftotext", str(path), "-")
    assert "Syntax" not in result
    assert pdfua.validate(str(path)).findings == () or kind in ("empty", "spaces", "controls")
    text = flat(" ".join(pages(path.read_bytes())))
    if kind == "markup":
        assert "<b>bold</b>" in text
        assert "onerror=alert(1)" in text
    if kind == "emoji":
        assert "👍" in fonts.missing
        assert "[thumbs up sign]" in text
    if kind == "scripts":
        assert "[Han × 2]" in text
    if kind == "long":
        assert text.count("x") > 10_000


def test_ten_thousand_letters_without_a_space_are_all_there() -> None:
    long = spans("x" * 10_000)
    table = Table(spans("Words"), (Column("A"), Column("B")), ((Cell(long), Cell(spans("end"))),))
    blocks = (heading(1, "One", "one"), Paragraph(long), Paragraph(long, "quote"), table)
    text = "".join(pages(make(document(*blocks), Fonts())))
    assert text.count("x") >= 30_000
