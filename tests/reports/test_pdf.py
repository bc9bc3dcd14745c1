"""The PDF opens, reads well, and shows what people wrote as they wrote it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from roundtable.reports.shaping import can_shape
from tests.reports.records import (
    make_passage,
    make_pdf,
    make_proposal,
    make_record,
    make_vote,
    poppler,
)

EUROPE = {
    "bg": "Жълтата дюля беше щастлива",
    "cs": "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "da": "Høj bly gom vandt fræk sexquiz på wc åæø",
    "de": "Zwölf Boxkämpfer über große Straßen, ẞ",
    "el": "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία ώϊΐΰ",
    "es": "El pingüino Wenceslao hizo kilómetros, ¿añejo?",
    "et": "Põdur Zagrebi tšellomängija šžäöü",
    "fi": "Törkylempijävongahdus åÅ",
    "fr": "Voix ambiguë d’un cœur, où l’été ÿ naïf",
    "ga": "Chuaigh bé mhórshách le dlúthspád fíorfhinn",
    "hr": "Gojazni đačić s biciklom šžčć",
    "hu": "Árvíztűrő tükörfúrógép ŐŰ",
    "it": "Perché più città così è",
    "lt": "Įlinkdama fechtuotojo špaga ąčęėįšųūž",
    "lv": "Glāžšķūņa rūķīši dzērumā ēģļņ",
    "mt": "Ġgħin ħobż żgħir ċavetta",
    "nl": "Zoë geeft ’n coördinatie ij",
    "pl": "Zażółć gęślą jaźń ŁĄĘ",
    "pt": "À noite, vovô Kowalsky vê o ímã pé ção",
    "ro": "Muzicologă în bej vând whisky și tequila, preț fix ț",
    "sk": "Kŕdeľ šťastných ďatľov učí ĺôŕ",
    "sl": "V kožuščku hudobnega fanta čšž",
    "sv": "Flygande bäckasiner söka hwila på mjuka tuvor å",
    "en": "The quick brown fox, “quoted” — 5 €",
    "uk": "Щастям б’єш жук їх глицю в фон й ґедзь пріч",
    "sr": "Љубазни фењерџија чађавог лица",
}


def text_of(pdf: Path, *options: str) -> str:
    return poppler("pdftotext", *options, str(pdf), "-")


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "draft.pdf"


def made(record: dict[str, Any], out: Path) -> Path:
    done = make_pdf(record, out)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return out


def test_it_opens_without_a_warning_and_tells_its_title(out: Path) -> None:
    info = poppler("pdfinfo", str(made(make_record(), out)))
    assert "Title:           Arriving, learning, working" in info
    assert "Author:          Cluj-Napoca" in info
    assert "A4" in info
    poppler("pdftoppm", "-r", "30", "-png", str(out), str(out.with_suffix("")))
    assert str(PdfReader(out).root_object["/Lang"]) == "en"


def test_text_comes_out_in_reading_order(out: Path) -> None:
    words = flat(text_of(made(make_record(), out)))
    chapters = ["Contents", "In short", "Who took part, and how", "Work", "Priority 1 · C-1",
                "Who said yes", "In their words", "Priority 2 · C-2", "How this came about",
                "What became of each proposal", "P-006"]  # fmt: skip
    at = 0
    for chapter in chapters:
        at = words.index(chapter, at + 1)


def test_letters_of_every_language_of_the_union_and_cyrillic_come_out(out: Path) -> None:
    proposals = [
        make_proposal(n, text, language=language)
        for n, (language, text) in enumerate(EUROPE.items(), 1)
    ]
    ids = [p["id"] for p in proposals]
    record = make_record(proposals=proposals, passages=[make_passage("c-1", ids)])
    words = flat(text_of(made(record, out)))
    for text in EUROPE.values():
        assert words.count(text) >= 1, text
        assert set(text.upper()) - {"ẞ"} <= set(words.upper())


def test_arabic_is_joined_and_reads_in_order(out: Path) -> None:
    text = "مكتب واحد للعمل والأوراق"
    record = make_record(proposals=[make_proposal(1, text, language="ar", direction="rtl")])
    words = re.sub("[\u200e\u200f\u202a-\u202e]", "", flat(text_of(made(record, out))))
    assert text in words
    assert "NotoSansArabic" in poppler("pdffonts", str(out))


def test_bold_is_bold_in_every_script(out: Path) -> None:
    record = make_record(passages=[make_passage("c-1", title="Навички مهارات")])
    fonts = poppler("pdffonts", str(made(record, out)))
    for font in ("AtkinsonHyperlegibleNext-Bold", "NotoSans-Bold", "NotoSansArabic-Bold"):
        assert font in fonts


def test_the_same_record_gives_the_same_bytes(tmp_path: Path) -> None:
    first = made(make_record(), tmp_path / "a.pdf").read_bytes()
    assert made(make_record(), tmp_path / "b.pdf").read_bytes() == first


def test_contents_name_the_pages_where_things_are(out: Path) -> None:
    made(make_record(), out)
    contents = text_of(out, "-layout", "-f", "2", "-l", "2")
    for title in ("Work", "Title of c-1", "How this came about"):
        line = next(line for line in contents.splitlines() if title in line)
        page = line.split()[-1]
        assert title in flat(text_of(out, "-f", page, "-l", page)), title


def test_every_citation_leads_to_the_annex_and_the_annex_leads_back(out: Path) -> None:
    made(make_record(), out)
    reader = PdfReader(out)
    pages = [flat(page.extract_text()) for page in reader.pages]
    links = [list(_led_to(reader, page)) for page in reader.pages]
    annex = next(
        n for n, words in enumerate(pages) if words.find("What became of each") > 0 and n > 2
    )
    first = next(n for n, words in enumerate(pages) if "Priority 1 · C-1" in words)
    second = next(n for n, words in enumerate(pages) if "Priority 2 · C-2" in words)
    cited = [to for page in links[2:annex] for to in page if to == annex]
    assert len(cited) == 9, "the six proposals, and annex A by its name"
    back = [to for to in links[annex] if to in {first, second}]
    assert len(back) == 3, "the groups of three proposals"
    assert {first, second, annex} <= set(links[1]), "the contents"
    titles = [entry["/Title"] for entry in _flat(reader.outline)]
    assert "Title of c-1" in titles
    assert "Annex A What became of each proposal" in titles


def _led_to(reader: PdfReader, page: Any) -> Iterator[int]:
    """The pages (from 0) to which the links of a page lead."""
    numbers = {
        p.indirect_reference.idnum: n for n, p in enumerate(reader.pages) if p.indirect_reference
    }
    for annotation in page.get("/Annots") or ():
        target = annotation.get_object()["/Dest"].get_object()[0]
        yield numbers[target.idnum]


def _flat(outline: list[Any]) -> list[Any]:
    return [e for entry in outline for e in (_flat(entry) if isinstance(entry, list) else [entry])]


HOSTILE = (
    '<b>&"',
    "{{7*7}}",
    "&amp; <para>",
    "=cmd()|' /C calc'!A0",
    "%(title)s %d",
    "<font size=99>x</font>",
    "A" * 400,
    "b" * 50 + " " + "c" * 300,
    "\\n (parentheses) \\",
    "<a href='#x'>y</a>",
    "]]>",
    "<!-- -->",
)


def test_hostile_words_are_words(out: Path) -> None:
    proposals = [make_proposal(n, text) for n, text in enumerate(HOSTILE, 1)]
    record = make_record(proposals=proposals)
    record["passages"] = [
        make_passage("c-1", [p["id"] for p in proposals], title='<b>&"</b>', text="{{7*7}}\n&lt;")
    ]
    record["draft"] = {"title": "<h1>&amp;", "subtitle": "<i>", "summary": "%s {{x}}"}
    record["city"] = "<City & Co>"
    record["groups"][1]["title"] = "<u>New & comers"
    words = text_of(made(record, out))
    squeezed = re.sub(r"\s", "", words)
    for text in (
        *HOSTILE,
        "<h1>&amp;",
        "<i>",
        "%s {{x}}",
        "<City & Co>",
        "<u>New & comers",
        "&lt;",
    ):
        assert re.sub(r"\s", "", text) in squeezed, text
    assert "49" not in words.split("In short")[1].split("Who took part")[0]


def test_what_no_font_has_stands_as_its_name_and_is_reported(out: Path) -> None:
    texts = ["Homework 😀 clubs", "漢字", "සිංහල", "👍🏽", "a\u0000b", "\U000e0041x"]
    record = make_record(proposals=[make_proposal(n, t) for n, t in enumerate(texts, 1)])
    done = make_pdf(record, out)
    assert done.returncode == 0, done.stderr
    assert "U+1F600" in done.stdout.splitlines()[-1]
    words = flat(text_of(out))
    assert "Homework [grinning face] clubs" in words
    assert "[Han × 2]" in words
    assert "[Sinhala × " in words
    assert "[thumbs up sign]" in words
    assert "Signs that the fonts" in words
    # The names are English, whatever the language of the document.
    content = [page.get_contents() for page in PdfReader(out).pages]
    assert any(b"/Lang (en)" in part.get_data() for part in content if part is not None)


def test_short_chapters_and_priorities_share_pages(out: Path) -> None:
    pages = text_of(made(make_record(), out)).split("\f")
    assert "In short" in pages[1], "after the contents"
    assert len(pages) < 12, "no page is nearly empty"
    assert any("P-002" in page and "Priority 2 · C-2" in page for page in pages)


def test_three_hundred_proposals_go_over_many_pages(out: Path) -> None:
    proposals = [make_proposal(n, f"word{n} " * (n % 30 + 1)) for n in range(1, 301)]
    passages = [
        make_passage(f"c-{k}", [p["id"] for p in proposals[k * 10 : k * 10 + 12]])
        for k in range(30)
    ]
    vote = make_vote({f"c-{k}": (k % 14, k % 10, k % 8, k % 6) for k in range(30)})
    done = make_pdf(make_record(proposals=proposals, passages=passages, vote=vote), out)
    assert done.returncode == 0, done.stderr
    words = text_of(out)
    for n in (1, 150, 300):
        assert f"P-{n:03d}" in words
    annex = words[words.rindex("What became of each proposal") :]
    assert annex.count("In their words") >= 5
    numbers = [int(n) for n in re.findall(r"^ *P-(\d{3})\n", annex, re.MULTILINE)]
    assert numbers == list(range(1, 301))


@pytest.mark.parametrize("people", [0, 1, 2, 339])
@pytest.mark.parametrize("ballot", ["approval", "dots", "opinion"])
def test_rooms_of_every_size_and_every_ballot(people: int, ballot: str, out: Path) -> None:
    options = [
        {"option": "c-1", "rank": 1, "total": people, "by_group": [],
         "counts": {"for": people // 2, "against": people - people // 2, "pass": 0}},
    ]  # fmt: skip
    vote = make_vote(
        {}, ballot=ballot, budget=5, voted=people, present=people, groups=[], options=options
    )
    record = make_record(vote=vote, present=people, groups=[], areas=[], stages=[])
    words = flat(text_of(made(record, out)))
    assert "Title of c-1" in words


def test_records_with_next_to_nothing(out: Path) -> None:
    record = {
        "city": "",
        "roundtable": {"title": "", "language": "xx", "date": ""},
        "proposals": [],
    }
    assert "No proposal was made." in flat(text_of(made(record, out)))


def test_before_a_vote_groups_stand_as_they_are(out: Path) -> None:
    words = flat(text_of(made(make_record(vote=None, draft={}), out)))
    assert "Not voted on yet · C-1" in words
    assert "In short" not in words
    assert "Priority 1" not in words


def test_long_words_stay_on_the_page(out: Path) -> None:
    record = make_record(proposals=[make_proposal(1, "W" * 400)])
    record["passages"] = [make_passage("c-1", ["p1"], title="M" * 300)]
    record["draft"]["title"] = "Q" * 200
    made(record, out)
    boxes = poppler("pdftotext", "-bbox", str(out), "-")
    right = [float(x) for x in re.findall(r'xMax="([\d.]+)"', boxes)]
    assert max(right) <= 595 - 40


def test_nepali_reads_as_it_was_written_and_says_so_where_it_is_not_shaped(out: Path) -> None:
    text = "रोजगारदाताले सीप प्रमाणपत्र स्वीकार गर्नुपर्छ"
    record = make_record(proposals=[make_proposal(1, text, language="ne")])
    done = make_pdf(record, out)
    assert done.returncode == 0, done.stderr
    assert text in flat(text_of(out))
    assert json.loads(done.stdout.splitlines()[-1])["unshaped"] == (
        [] if can_shape() else ["Devanagari"]
    )
