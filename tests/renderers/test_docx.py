"""A document as DOCX: its structure is real, its text is text, and it is the same each time."""

from __future__ import annotations

import io
import re
import time
import zipfile
from dataclasses import replace
from fractions import Fraction
from typing import Any

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from roundtable.core import charts_results
from roundtable.core.charts import Count, ring
from roundtable.core.charts_opinion import opinion_map
from roundtable.core.charts_shapes import Drawing
from roundtable.core.document import (
    Art,
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
    Spans,
    Table,
)
from roundtable.core.draft import build
from roundtable.core.draft_document import document_of
from roundtable.core.draft_words import PlainWording
from roundtable.renderers import docx
from tests.reports.full import make_full_record

HOSTILE = (
    "<script>alert(1)</script> & </w:t>", "=cmd()", "a\x00b\x1bc", "half \ud83d pair \udc00",
    "\u202eoverride\u2066", "x" * 10_000, "y" * 40_000, "😀👩‍👩‍👧 ó̂̃", "two\nlines\r\nthree", "\ufffe\uffff",
    "%(page)s {x}", "]]>", "  spaces  ",
)  # fmt: skip
PLAIN = (
    "<script>alert(1)</script> & </w:t>", "=cmd()", "abc", "half  pair ", "override", "x" * 10_000,
    "y" * 40_000, "😀👩‍👩‍👧 ó̂̃", "two\nlines\nthree", "", "%(page)s {x}", "]]>", "  spaces  ",
)  # fmt: skip

ROWS = ((Cell((Span("Employers"),), "row-1"), Cell((Span("7"),))),)
TABLE = Table((Span("Who was there"),), (Column("Group", 3), Column("People", align="end")), ROWS)
AREAS: list[dict[str, Any]] = [
    {
        "outline": {"x": 0, "y": 0, "rx": 1, "ry": 0.6, "turn": 20},
        "label": 0,
        "size": 21,
        "dots": 21,
    }
]
ARTS: dict[str, Art] = {
    "drawing": charts_results.bars([charts_results.Row("كشك", Fraction(3), "3 of 5")], 5, needed=2),
    "picture": ring([Count(1, 9, 4), Count(2, 3, 3), Count(0, 2, 1)]),
    "map": opinion_map(AREAS),
    "gantt": Gantt((("Open", 738000, 738100), ("Close", 738050, 738300)), ((738000, "2027"),)),
    "empty gantt": Gantt((), ()),
    "nothing": Drawing(0, 0),
}


def spans(text: str, **more: Any) -> Spans:
    return (Span(text, **more),)


def heading(level: Any, text: str, anchor: str) -> Heading:
    return Heading(level, spans(text), anchor)


def document(*blocks: Block, **more: Any) -> Document:
    cover = Cover("Cluj-Napoca", spans("Together"), spans("A strategy"), "Advisory", "May 2021")
    made = Document(
        title="Together", language="en", direction="ltr", subject="Strategy", author="Cluj-Napoca",
        made="2026-11-23", cover=cover, blocks=blocks, contents="Contents", page="Page %(page)s",
        keywords=("work", "schools"),
    )  # fmt: skip
    return replace(made, **more)


def opened(made: Document) -> Any:
    return python_docx.Document(io.BytesIO(docx.render(made)))


def found(made: Any, path: str) -> list[Any]:
    return list(made.element.body.iter(qn(path)))


def styled(made: Any, style: str) -> list[Any]:
    return [p for p in made.paragraphs if p.style.name == style]


def test_blocks_have_words_own_styles() -> None:
    made = opened(
        document(
            heading(1, "One", "a"), heading(2, "Two", "b"), heading(3, "Three", "c"),
            heading(4, "Four", "d"), Paragraph(spans("begins"), "lead"),
            Paragraph(spans("said"), "quote", source=spans("someone")),
            Paragraph(spans("careful"), "warning"), Paragraph(spans("above"), "eyebrow"),
            Bullets((spans("dot"),)), Bullets((spans("first"),), ordered=True), TABLE,
        )
    )  # fmt: skip
    texts = {p.text: p.style.name for p in made.paragraphs}

    assert texts.items() >= {
        "Together": "Title", "A strategy": "Subtitle", "Advisory": "Status", "One": "Heading 1",
        "Two": "Heading 2", "Three": "Heading 3", "Four": "Heading 4", "begins": "Lead",
        "said": "Quote", "someone": "Quote Source", "careful": "Warning", "above": "Eyebrow",
        "dot": "List Bullet", "first": "List Number", "Table 1  Who was there": "Caption",
    }.items()  # fmt: skip


@pytest.mark.parametrize(("text", "plain"), list(zip(HOSTILE, PLAIN, strict=True)))
def test_what_somebody_wrote_is_text_wherever_it_stands(text: str, plain: str) -> None:
    said = spans(text, language="x'y", to=text)
    row = (Cell(said), Cell(said))
    blocks: tuple[Block, ...] = (
        Heading(1, said, "one", number=text),
        Paragraph(said, "quote", source=said),
        Bullets((said,), ordered=True),
        Table(said, (Column(text), Column(text)), (row,)),
        Sheet(said, "sheet", ((text, said), (text, None)), number=text, missing=text),
        Figure(Gantt(((text, 1, 9),), ((1, text),)), text, said),
    )
    cover = Cover(text, said, said, text, text, people=text, alternative=text, warning=text)
    made = opened(
        document(
            *blocks, cover=cover, title=text, subject=text, author=text, keywords=(text,),
            contents=text, page=text, made=text, accent=text, figure=text, table=text,
        )
    )  # fmt: skip

    assert styled(made, "Title")[0].text == plain
    assert styled(made, "Quote")[0].text == plain
    assert styled(made, "List Number")[0].text == plain
    assert made.tables[0].cell(1, 1).text == plain
    assert made.tables[1].cell(0, 1).text == plain
    assert plain in styled(made, "Heading 1")[0].text
    assert not found(made, "w:hyperlink") or all(
        link.get(qn("w:anchor")) for link in found(made, "w:hyperlink")
    )


def test_headings_stay_with_what_follows_them() -> None:
    made = opened(document())
    names = [
        *(f"Heading {level}" for level in range(1, 5)),
        "Eyebrow",
        "Sheet Title",
        "TOC Heading",
    ]

    assert [name for name in names if not made.styles[name].paragraph_format.keep_with_next] == []


def test_links_inside_lead_to_bookmarks_and_links_outside_to_addresses() -> None:
    made = opened(
        document(
            heading(1, "One", "P-014"),
            Paragraph((Span("see", to="#P-014"), Span("row", to="#row-1", chip=True))),
            Paragraph(spans("page", to="https://example.org/?a=1&b=2")), TABLE,
        )
    )  # fmt: skip
    names = {mark.get(qn("w:name")) for mark in found(made, "w:bookmarkStart")}
    led = [link.get(qn("w:anchor")) for link in found(made, "w:hyperlink")]
    inside = [name for name in led if name]

    assert len(inside) == 3
    assert set(inside) <= names
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name) for name in names)
    outside = [rel.target_ref for rel in made.part.rels.values() if rel.is_external]
    assert outside == ["https://example.org/?a=1&b=2"]


@pytest.mark.parametrize(
    "to", ["javascript:alert(1)", "file:///etc", "data:text/html,x", "//x", "x y"]
)
def test_a_link_that_is_no_web_address_is_only_text(to: str) -> None:
    made = opened(document(Paragraph(spans("here", to=to))))

    assert "here" in [p.text for p in made.paragraphs]
    assert not found(made, "w:hyperlink")
    assert not [rel for rel in made.part.rels.values() if rel.is_external]


def test_anchors_that_differ_by_capitals_or_at_their_ends_have_bookmarks_of_their_own() -> None:
    anchors = ("a-b", "A-B", "x" * 60, "x" * 61, "1")
    made = opened(document(*(Paragraph(spans("t"), anchor=anchor) for anchor in anchors)))
    names = [mark.get(qn("w:name")) for mark in found(made, "w:bookmarkStart")]

    assert len({name.lower() for name in names}) == len(anchors)
    assert max(map(len, names)) <= 40


def test_the_contents_are_filled_in_and_lead_to_the_headings() -> None:
    made = opened(
        document(
            heading(1, "One", "a"), heading(2, "Two", "b"), heading(3, "Three", "c"),
            heading(4, "Four", "d"),
        )
    )  # fmt: skip
    (block,) = found(made, "w:sdt")
    words = ["".join(t.text for t in p.iter(qn("w:t"))) for p in block.iter(qn("w:p"))]
    codes = [code.text.strip() for code in block.iter(qn("w:instrText"))]
    names = [mark.get(qn("w:name")) for mark in found(made, "w:bookmarkStart")]

    assert words == ["Contents", "One", "Two", "Three"]
    assert codes == ['TOC \\o "1-3" \\h \\z \\u', *(f"PAGEREF {name} \\h" for name in names[:3])]
    assert [link.get(qn("w:anchor")) for link in block.iter(qn("w:hyperlink"))] == names[:3]


def test_every_field_that_begins_ends() -> None:
    made = opened(document(heading(1, "One", "a"), heading(1, "Two", "b"), TABLE))
    kinds = [mark.get(qn("w:fldCharType")) for mark in found(made, "w:fldChar")]
    depth = 0
    for kind in kinds:
        depth += {"begin": 1, "separate": 0, "end": -1}[kind]
        assert depth >= 0

    assert depth == 0
    assert kinds.count("begin") == kinds.count("separate") == 4


def test_captions_are_counted_by_fields_in_the_words_of_the_document() -> None:
    figure = Figure(ARTS["picture"], "A ring", spans("Who"))
    made = opened(
        document(TABLE, figure, TABLE, table="Tabelul %(number)s.", figure="Figura %(number)s.")
    )

    assert [p.text for p in styled(made, "Caption")] == [
        "Tabelul 1.  Who was there", "Figura 1.  Who", "Tabelul 2.  Who was there",
    ]  # fmt: skip
    codes = [code.text.strip() for code in found(made, "w:instrText")]
    assert codes == ["SEQ Table \\* ARABIC", "SEQ Figure \\* ARABIC", "SEQ Table \\* ARABIC"]


def test_tables_tell_their_headers_and_repeat_them() -> None:
    made = opened(document(TABLE, replace(TABLE, heads=False)))
    with_heads, without = made.tables

    assert [cell.text for cell in with_heads.rows[0].cells] == ["Group", "People"]
    assert with_heads.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert with_heads.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    looks = [t._tbl.tblPr.find(qn("w:tblLook")) for t in (with_heads, without)]
    assert [look.get(qn("w:firstRow")) for look in looks] == ["1", "1"]
    assert [look.get(qn("w:firstColumn")) for look in looks] == ["1", "0"]
    wide = [int(col.get(qn("w:w"))) for col in with_heads._tbl.tblGrid]
    assert sum(wide) == 9184
    assert wide[0] > 2 * wide[1]


@pytest.mark.parametrize("columns", [0, 1, 40])
def test_a_table_of_any_width_opens(columns: int) -> None:
    row = tuple(Cell(spans("x")) for _ in range(columns))
    table = Table(spans("Wide"), tuple(Column(str(n), n) for n in range(columns)), (row,))
    made = opened(document(table))

    assert len(made.tables) == (1 if columns else 0)
    for each in made.tables:
        wide = [int(col.get(qn("w:w"))) for col in each._tbl.tblGrid]
        assert sum(wide) == 9184
        assert min(wide) > 0


def test_ordered_lists_begin_at_one_each() -> None:
    made = opened(document(*(Bullets((spans("x"), spans("y")), ordered=True) for _ in range(2))))
    numbers = [p._p.pPr.numPr.numId.val for p in styled(made, "List Number")]
    starts = made.part.numbering_part.element.findall(".//" + qn("w:startOverride"))

    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    assert [start.get(qn("w:val")) for start in starts] == ["1", "1"]


def test_each_run_tells_its_language_and_each_passage_its_direction() -> None:
    arabic = Span("مكان واحد", language="ar", direction="rtl")
    made = opened(
        document(
            Paragraph((arabic,)),
            Paragraph((Span("Bună ziua, oameni buni, "), replace(arabic, text="مك"))),
            Paragraph(spans("Bună", language="ro")), Paragraph(spans("?", language="und")),
        )
    )  # fmt: skip
    whole, mixed, romanian, unknown = styled(made, "Normal")

    assert whole._p.pPr.find(qn("w:bidi")) is not None
    assert mixed._p.pPr.find(qn("w:bidi")) is None
    looks = [p.runs[-1]._r.rPr for p in (whole, mixed, romanian, unknown)]
    assert [look.find(qn("w:rtl")) is not None for look in looks] == [True, True, False, False]
    tongues = [look.find(qn("w:lang")) for look in looks]
    assert [t.get(qn("w:bidi")) for t in tongues[:2]] == ["ar", "ar"]
    assert [t.get(qn("w:val")) for t in tongues[2:]] == ["ro", "x-none"]
    assert mixed.runs[0]._r.rPr.find(qn("w:lang")) is None


def test_a_document_that_is_read_from_the_right_is_so_as_a_whole() -> None:
    made = opened(document(TABLE, Paragraph(spans("نص")), language="ar", direction="rtl"))

    assert made.sections[0]._sectPr.find(qn("w:bidi")) is not None
    assert made.tables[0]._tbl.tblPr.find(qn("w:bidiVisual")) is not None
    assert styled(made, "Normal")[0]._p.pPr.find(qn("w:bidi")) is not None
    defaults = made.styles.element.find(".//" + qn("w:docDefaults") + "//" + qn("w:lang"))
    assert defaults.get(qn("w:bidi")) == "ar"


@pytest.mark.parametrize("name", ARTS)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_picture_has_its_words_and_stands_between_the_margins(name: str, direction: str) -> None:
    figure = Figure(ARTS[name], "What <is> seen", spans("Caption"), "figure-1", TABLE)
    made = opened(document(figure, direction=direction))
    pictures = found(made, "wp:docPr")

    if name in ("nothing", "empty gantt"):
        assert not pictures
        assert "What <is> seen" in [p.text for p in made.paragraphs]
        return
    (picture,) = pictures
    assert picture.get("descr") == "What <is> seen"
    (extent,) = found(made, "wp:extent")
    assert 0 < int(extent.get("cx")) <= 459 * 12_700
    assert 0 < int(extent.get("cy")) <= 560 * 12_700
    ids = [e.get("id") for e in made.element.body.iter() if str(e.tag).endswith("}cNvPr")]
    assert ids
    assert len(set(ids)) == len(ids)


def test_words_in_a_picture_are_text() -> None:
    made = opened(document(Figure(ARTS["drawing"], "Bars", spans("Caption"))))
    words = ["".join(t.text for t in box.iter(qn("w:t"))) for box in found(made, "w:txbxContent")]

    assert {"كشك", "3 of 5"} <= set(words)


def test_a_thousand_people_are_a_handful_of_shapes() -> None:
    made = opened(document(Figure(ring([Count(1, 600, 300), Count(2, 400, 400)]), "All", ())))
    shapes = [e for e in made.element.body.iter() if str(e.tag).endswith("}wsp")]

    assert len(shapes) == 3


def test_no_shape_is_without_an_outline() -> None:
    made = opened(document(*(Figure(art, "x", ()) for art in ARTS.values())))
    paths = [e for e in made.element.body.iter() if str(e.tag).endswith("}path")]

    assert len(paths) > 8
    assert all(len(path) for path in paths)


def test_arms_and_the_ring_stand_on_the_cover_with_words() -> None:
    image = io.BytesIO()
    Image.new("RGB", (30, 60), "red").save(image, "PNG")
    cover = Cover(
        "Cluj", spans("Together"), (), "Advisory", "2021", picture=ring([Count(1, 5, 2)]),
        alternative="Five people", arms=image.getvalue(),
    )  # fmt: skip
    made = opened(document(cover=cover))

    assert [p.get("descr") for p in found(made, "wp:docPr")] == ["Cluj", "Five people"]
    extent = found(made, "wp:extent")[0]
    assert int(extent.get("cy")) == 2 * int(extent.get("cx"))


def test_a_break_begins_a_page_with_what_follows() -> None:
    made = opened(document(Paragraph(spans("a")), Break(), Break(), Paragraph(spans("b")), Break()))
    fresh = [p.text for p in made.paragraphs if p._p.pPr.find(qn("w:pageBreakBefore")) is not None]

    assert fresh == ["a", "b"]


def test_a_sheet_says_what_is_missing_and_stays_together() -> None:
    sheet = Sheet(
        spans("Kiosk"), "m-1", (("Goal", spans("All")), ("Cost", None)), "M-1", "not said"
    )
    made = opened(document(sheet))
    (table,) = made.tables

    assert styled(made, "Sheet Title")[0].text == "M-1  Kiosk"
    assert [[c.text for c in row.cells] for row in table.rows] == [
        ["Goal", "All"],
        ["Cost", "not said"],
    ]
    keeps = [row.cells[0].paragraphs[0]._p.pPr.find(qn("w:keepNext")) for row in table.rows]
    assert [keep is not None for keep in keeps] == [True, False]


def test_properties_are_those_of_the_content() -> None:
    made = opened(document(title="T" * 400))
    core = made.core_properties

    assert (core.author, core.subject, core.language) == ("Cluj-Napoca", "Strategy", "en")
    assert core.title == "T" * 255
    assert core.keywords == "work, schools"
    assert str(core.created)[:19] == str(core.modified)[:19] == "2026-11-23 00:00:00"
    section = made.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.footer.paragraphs[0].text == "Page 1"
    assert "PAGE" in [c.text.strip() for c in section.footer._element.iter(qn("w:instrText"))]


@pytest.mark.parametrize("accent", ["#ffee88", "#0b5d4e", "red", ""])
def test_text_in_the_accent_can_be_read(accent: str) -> None:
    made = opened(document(accent=accent))
    colour = made.styles["Eyebrow"].font.color.rgb
    parts = [part / 255 for part in colour]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]

    assert (
        1.05 / (sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True)) + 0.05)
        >= 4.5
    )


def test_a_whole_draft_is_the_same_bytes_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = build(make_full_record(), PlainWording())
    first = docx.render(document_of(draft, PlainWording()))
    later = time.time() + 1_000_000
    monkeypatch.setattr(time, "time", lambda: later)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(later))

    assert docx.render(document_of(draft, PlainWording())) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in archive.namelist()
    words = [p.text for p in python_docx.Document(io.BytesIO(first)).paragraphs]
    assert "One place where every question gets an answer" in words
