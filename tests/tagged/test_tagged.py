"""Files of the tagged canvas keep to PDF/UA-1, and the checkers that say so see what is left out."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import outloud
import pdfua
import pytest
from pypdf import PdfReader

from roundtable.reports.fonts import Fonts
from roundtable.tagged import About, Element, TagError, TaggedCanvas
from roundtable.tagged.metadata import xmp

ABOUT = About(
    "Together & <apart>", "ro", date(2026, 11, 23), author="Cluj", keywords=("a", "b\x00")
)


def made(draw: Callable[[TaggedCanvas, Element], None], about: About = ABOUT) -> bytes:
    """A file whose pages are drawn so, with fonts of ours: those of reportlab aren't embedded."""
    Fonts()
    stream, root = io.BytesIO(), Element("Document")
    canvas = TaggedCanvas(stream, root=root, about=about, initialFontName="atkinson-regular")
    draw(canvas, root)
    canvas.save()
    return stream.getvalue()


def found(content: bytes, folder: Path) -> list[str]:
    """The rules that a file breaks, errors and warnings."""
    path = folder / "file.pdf"
    path.write_bytes(content)
    mine = [finding.rule_id for finding in pdfua.validate(str(path)).findings]
    result = outloud.check(str(path))
    assert not result.error
    other = [finding.rule for finding in result.findings if finding.severity != "info"]
    return sorted(mine + other)


def say(canvas: TaggedCanvas, element: Element, text: str, y: float, x: float = 60) -> None:
    with canvas.mark(element):
        canvas.drawString(x, y, text)


def whole(
    canvas: TaggedCanvas, root: Element, *, alternative: str = "A ring", scope: Any = "Column"
) -> None:
    """One of each: heading, paragraph with a link, list, table over two pages, figure, note."""
    canvas.bookmarkPage("top")
    canvas.addOutlineEntry("A\x07 heading", "top")
    say(canvas, root.add("H1"), "A heading", 760)
    paragraph = root.add("P")
    with canvas.mark(paragraph):
        canvas.drawString(60, 730, "Words and ")
        link = paragraph.add("Link")
        with canvas.mark(link):
            canvas.drawString(140, 730, "a link")
            canvas.link(link, "https://example.org/ț", (140, 726, 180, 742), "A page elsewhere")
        canvas.drawString(190, 730, "and more.")
    items = root.add("L", numbering="Disc")
    for number in range(2):
        item = items.add("LI")
        say(canvas, item.add("Lbl"), "•", 700 - 20 * number)
        say(canvas, item.add("LBody"), f"Item number {number}", 700 - 20 * number, 80)
    table = root.add("Table")
    head = table.add("TR")
    for column in range(3):
        cell = head.add("TH", scope=scope)
        say(canvas, cell, f"Column {column}", 640, 60 + 100 * column)
    _rows(canvas, table, range(3))
    figure = root.add("Figure", alternative=alternative)
    canvas.frame(figure, (60, 300, 160, 400))
    with canvas.mark(figure):
        canvas.circle(110, 350, 50)
    with canvas.artifact():
        canvas.line(60, 280, 300, 280)
    canvas.showPage()
    with canvas.artifact("Pagination"):
        canvas.drawString(60, 820, "Column 0")
    _rows(canvas, table, range(3, 6))
    say(canvas, root.add("Note"), "Said beside the matter.", 400)
    say(canvas, root.add("P", language="lv"), "Glāžšķūņa rūķīši", 300)


def _rows(canvas: TaggedCanvas, table: Element, numbers: range) -> None:
    for number in numbers:
        row = table.add("TR")
        for column in range(3):
            kind = row.add("TH", scope="Row") if column == 0 else row.add("TD")
            say(canvas, kind, f"Cell {number}.{column}", 620 - 20 * number, 60 + 100 * column)


def test_the_checkers_find_nothing(tmp_path: Path) -> None:
    assert found(made(whole), tmp_path) == []


def _no_alternative(canvas: TaggedCanvas, root: Element) -> None:
    whole(canvas, root, alternative="")


def _no_scope(canvas: TaggedCanvas, root: Element) -> None:
    whole(canvas, root, scope=None)


def _unmarked(canvas: TaggedCanvas, root: Element) -> None:
    whole(canvas, root)
    canvas.drawString(60, 200, "Nobody said what this is.")


def _skipped(canvas: TaggedCanvas, root: Element) -> None:
    whole(canvas, root)
    say(canvas, root.add("H3"), "Two levels deeper", 200)


def _bare_link(canvas: TaggedCanvas, root: Element) -> None:
    whole(canvas, root)
    canvas.linkURL("https://example.org", (60, 100, 200, 120))


@pytest.mark.parametrize(
    ("draw", "rules"),
    [
        (_no_alternative, {"UA-13-004", "FIG-001"}),
        (_no_scope, {"TBL-002"}),
        (_unmarked, {"UA-01-003", "TAG-001"}),
        (_skipped, {"HDG-001"}),
        (_bare_link, {"LNK-001", "UA-18-005"}),
    ],
)
def test_the_checkers_see_what_is_left_out(
    draw: Callable[[TaggedCanvas, Element], None], rules: set[str], tmp_path: Path
) -> None:
    assert rules <= set(found(made(draw), tmp_path))


def test_a_file_is_the_same_each_time_and_another_has_another_name() -> None:
    first = made(whole)
    assert first == made(whole)
    names = [PdfReader(io.BytesIO(c)).trailer["/ID"] for c in (first, made(_unmarked))]
    assert names[0] != names[1]


def test_it_says_what_it_is() -> None:
    reader = PdfReader(io.BytesIO(made(whole)))
    catalog: Any = reader.trailer["/Root"]
    assert catalog["/Lang"] == "ro"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert [str(entry["/Title"]) for entry in reader.outline if not isinstance(entry, list)] == [
        "A  heading"
    ]
    assert reader.metadata is not None
    assert str(reader.metadata.get("/CreationDate")).startswith("D:20261123")
    packet = xmp(ABOUT)
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet
    assert "Together &amp; &lt;apart&gt;" in packet
    assert "\x00" not in packet


def test_a_table_over_two_pages_is_one() -> None:
    reader = PdfReader(io.BytesIO(made(whole)))
    root: Any = reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()  # type: ignore[index]
    kids = [kid.get_object() for kid in root["/K"]]
    table = next(kid for kid in kids if kid["/S"] == "/Table")
    assert len(table["/K"]) == 7
    pages = {str(row.get_object()["/K"][1].get_object()["/Pg"]) for row in table["/K"]}
    assert len(pages) == 2


def test_nothing_is_left_of_what_nothing_was_drawn_for() -> None:
    def draw(canvas: TaggedCanvas, root: Element) -> None:
        whole(canvas, root)
        with canvas.mark(root.add("P")):
            canvas.setFillColorRGB(1, 0, 0)
        root.add("L").add("LI")

    reader = PdfReader(io.BytesIO(made(draw)))
    root: Any = reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()  # type: ignore[index]
    kinds = [kid.get_object()["/S"] for kid in root["/K"]]
    assert kinds == ["/H1", "/P", "/L", "/Table", "/Figure", "/Note", "/P"]


def test_a_page_can_not_end_inside_a_mark() -> None:
    def draw(canvas: TaggedCanvas, root: Element) -> None:
        with canvas.mark(root.add("P")):
            canvas.showPage()

    with pytest.raises(TagError, match="ends inside"):
        made(draw)
