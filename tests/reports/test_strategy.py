"""A strategy in each format: twice the same bytes, every thread walked, hostile text shown as text."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from docx import Document as DocxFile
from openpyxl import load_workbook
from pypdf import PdfReader

from roundtable.core.strategy import tree
from roundtable.core.strategy.document_review import Reviews
from roundtable.core.strategy.refs import Ref
from roundtable.core.strategy.review import Remark, Reply, Round
from roundtable.core.strategy.sending import received, sent
from roundtable.core.strategy.strategy import Strategy, answers, known, whole
from roundtable.documents import FORMATS
from roundtable.reports.fonts import Fonts
from roundtable.reports.formats import MAKERS
from roundtable.reports.wording import BabelWording
from tests.core.strategy.made_strategy import make_strategy
from tests.renderers.hostile import TEXTS

REVIEWS = Reviews(
    (Round("r1", "v1", "2021-06-01", "2021-06-20", ("Is it enough?",)),),
    (
        Remark("a", "r1", "comment", "Chamber", "partner", "2021-06-02", "Too little.", "p1", "They wait."),
        Remark("b", "r1", "answer", "Union", "partner", "2021-06-02", "Not yet.", question=0),
        Remark("c", "", "suggestion", "Union", "partner", "2021-06-02", "", "m1", "desk", 0, "office"),
    ),
    (Reply("a", "part", "Editor", "2021-06-03", "Some of it."),),
)  # fmt: skip
WORDS = BabelWording("en")


def made(data: dict[str, Any], kind: str) -> bytes:
    return MAKERS[kind](data, WORDS, Fonts(), lambda *_: None)


@pytest.fixture(scope="module")
def strategy() -> Strategy:
    return make_strategy()


@pytest.fixture(scope="module")
def data(strategy: Strategy) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(sent(strategy, REVIEWS)))
    return found


def test_nothing_is_lost_on_the_way_to_the_process(
    strategy: Strategy, data: dict[str, Any]
) -> None:
    found = received(data)
    assert dataclasses.replace(found.strategy, records=()) == dataclasses.replace(
        strategy, records=()
    )
    assert found.reviews == REVIEWS
    assert len(found.strategy.records) == 2


def test_two_processes_write_the_same_bytes(data: dict[str, Any], tmp_path: Path) -> None:
    """With hashes of other seeds: the order of sets and dictionaries is nowhere in a file."""
    code = (
        "import json, sys, pathlib\n"
        "from roundtable.reports.fonts import Fonts\n"
        "from roundtable.reports.formats import MAKERS\n"
        "from roundtable.reports.wording import BabelWording\n"
        "data = json.load(sys.stdin)\n"
        "for kind, make in MAKERS.items():\n"
        "    content = make(data, BabelWording('en'), Fonts(), lambda *_: None)\n"
        "    pathlib.Path(sys.argv[1], 'made.' + kind).write_bytes(content)\n"
    )
    folders = [tmp_path / seed for seed in ("1", "2")]
    for folder in folders:
        folder.mkdir()
        environment = os.environ | {"PYTHONHASHSEED": folder.name}
        command = [sys.executable, "-c", code, str(folder)]
        subprocess.run(command, input=json.dumps(data), text=True, check=True, env=environment)
    for kind in FORMATS:
        first, second = (folder / f"made.{kind}" for folder in folders)
        assert first.read_bytes() == second.read_bytes(), kind


# -- the thread ----------------------------------------------------------------------------------


class Page(HTMLParser):
    """The links that stand in each element with an anchor; an anchor of a table's cell is its row's."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.links: dict[str, set[str]] = {}
        self.tags: set[str] = set()
        self.handlers: set[str] = set()
        self._stack: list[tuple[str, list[str]]] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.handlers |= {name for name, _ in attrs if name.startswith("on")}
        given = {name: value or "" for name, value in attrs}
        anchor, target = given.get("id", ""), given.get("href", "")
        if tag not in VOID:
            self._stack.append((tag, []))
        if anchor:
            self.links.setdefault(anchor, set())
            rows = [held for name, held in self._stack if name == "tr"]
            (rows[-1] if rows and tag in ("th", "td") else self._stack[-1][1]).append(anchor)
        if target.startswith("#"):
            for _tag, held in self._stack:
                for each in held:
                    self.links[each].add(target[1:])

    def handle_endtag(self, tag: str) -> None:
        while self._stack and self._stack.pop()[0] != tag:
            pass


VOID = {"meta", "link", "br", "hr", "img", "col", "input", "path", "circle", "rect", "line", "use"}


def passages(strategy: Strategy) -> Iterator[tuple[str, Ref]]:
    """The place of each passage, and each source on which a sentence of it rests."""
    sources = known(strategy, WORDS)
    for passage in tree.passages(whole(strategy)):
        for sentence in tree.sentences(passage, sources):
            for ref in sentence.rests_on:
                yield f"part-{passage.id}", ref


def fates(strategy: Strategy) -> Iterator[tuple[str, str]]:
    """The place of each proposal that became part of a measure, and that measure."""
    sources = known(strategy, WORDS)
    told, cites = answers(strategy, sources), {m.id: m.cite for m in tree.measures(strategy.draft)}
    for ref, fate in told.fates.items():
        if fate.measure:
            yield ref.anchor, cites[fate.measure]
        if fate.into:
            yield ref.anchor, fate.into.anchor


def test_every_thread_is_walked_in_the_html(strategy: Strategy, data: dict[str, Any]) -> None:
    page = Page(made(data, "html").decode())
    rests = list(passages(strategy))
    assert len(rests) > 4
    for part, ref in rests:
        assert ref.anchor in page.links[part], (part, ref)
        assert ref.anchor in page.links, ref
    ends = list(fates(strategy))
    assert len(ends) > 2
    for proposal, end in ends:
        assert end in page.links[proposal], (proposal, end)
        assert end in page.links
    assert all(to in page.links for found in page.links.values() for to in found)


class Leaves:
    """Where words and links stand in a PDF: (page, height from below, what)."""

    def __init__(self, content: bytes) -> None:
        reader = PdfReader(io.BytesIO(content))
        numbers = {
            page.indirect_reference.idnum: n
            for n, page in enumerate(reader.pages)
            if page.indirect_reference is not None
        }
        self.words: list[tuple[int, float, str]] = []
        #: Page, height, the words of the link, the page and the height to which it leads.
        self.links: list[tuple[int, float, str, int, float]] = []
        for n, page in enumerate(reader.pages):
            self._read(page, n)
            for each in page.get("/Annots") or ():
                link = each.get_object()
                if "/Dest" in link:
                    to, top = link["/Dest"][0], float(link["/Dest"][3])
                    height = float(link["/Rect"][1])
                    said = str(link["/Contents"])
                    self.links.append((n, height, said, numbers[to.idnum], top))

    def _read(self, page: Any, n: int) -> None:
        def found(words: str, cm: Any, tm: Any, _font: Any, _size: Any) -> None:
            if words.strip():
                self.words.append((n, float(tm[5] * cm[3] + cm[5]), words.strip()))

        page.extract_text(visitor_text=found)

    def at(self, page: int, top: float, below: float = 40) -> str:
        """The words that begin a place: those just under it."""
        return " ".join(
            words
            for n, height, words in self.words
            if n == page and top - below <= height <= top + 3
        )


def test_every_thread_is_walked_in_the_pdf(strategy: Strategy, data: dict[str, Any]) -> None:
    """From the marks of a sentence to the row of its source, and from there to its fate."""
    leaves = Leaves(made(data, "pdf"))
    sources, coded = known(strategy, WORDS), len(strategy.records) > 1
    for part, ref in passages(strategy):
        source = sources[ref]
        named = coded and ref.roundtable and ref.kind != "vote"
        chip = f"{ref.roundtable} {source.cite}" if named else source.cite
        label = source.cite if ref.kind != "vote" else ref.label.rpartition("/")[2]
        ends = [(to, top) for _n, _h, said, to, top in leaves.links if said == chip]
        assert ends, (part, chip)
        assert all(label in leaves.at(*end) for end in ends), (part, chip)
        assert len(set(ends)) == 1, "one source has one place"
        page, top = ends[0]
        back = [link for link in leaves.links if link[0] == page and top - 60 < link[1] <= top]
        assert back, f"from {chip} nothing leads back to where it is used"
    proposals = [
        ref for ref in sources if ref.kind == "proposal" and ref.anchor in dict(fates(strategy))
    ]
    for ref in proposals:
        cite = f"{ref.roundtable} {sources[ref].cite}" if coded else sources[ref].cite
        end = dict(fates(strategy))[ref.anchor].replace("-", " ", 1)
        for _n, _h, said, page, top in [link for link in leaves.links if link[2] == cite]:
            marks = {
                link[2] for link in leaves.links if link[0] == page and top - 60 < link[1] <= top
            }
            assert end in marks, (cite, said, end, marks)


# -- what people write ---------------------------------------------------------------------------

#: Fields that hold words of people.
OWN = frozenset(
    {
        "city", "title", "subtitle", "text", "area", "figure", "source", "why", "who", "objective",
        "description", "responsible", "partners", "assumptions", "risks", "evidence", "name", "baseline",
        "target", "unit", "apart_by", "quoted", "wording", "body", "format", "questions", "answer",
    }
)  # fmt: skip
#: Fields in which so much fits that it is worth while to set pages of it.
LARGE = frozenset({"description", "objective", "wording"})


def hostile(data: Any, text: str, key: str = "", fields: frozenset[str] = OWN) -> Any:
    """The data with this text in every field that people write."""
    if isinstance(data, dict):
        if key in ("title", "question") and data and all(isinstance(v, str) for v in data.values()):
            return dict.fromkeys(data, text)
        return {name: hostile(value, text, name, fields) for name, value in data.items()}
    if isinstance(data, list):
        return [hostile(value, text, key, fields) for value in data]
    if isinstance(data, str) and key in fields:
        return f"{text} [[F-7]] after" if "[[" in data else text
    return data


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_in_every_field_opens_and_is_text(data: dict[str, Any], name: str) -> None:
    bad = hostile(data, TEXTS[name])
    page, clean = (Page(made(each, "html").decode("utf-8")) for each in (bad, data))
    assert page.tags <= clean.tags, page.tags - clean.tags
    assert page.handlers <= clean.handlers
    assert DocxFile(io.BytesIO(made(bad, "docx"))).paragraphs
    book = load_workbook(io.BytesIO(made(bad, "xlsx")))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert made(bad, "md").decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(made(bad, "csv"))) as folder:
        for file in folder.namelist():
            rows = list(csv.reader(io.StringIO(folder.read(file).decode("utf-8-sig"), newline="")))
            assert len({len(row) for row in rows}) == 1, file
            assert not [c for row in rows for c in row if c[:1] in ("=", "@", "\t", "\r")], file


@pytest.mark.parametrize("name", ["markup", "formula", "controls", "turned", "long", "signs"])
def test_hostile_text_in_every_field_of_a_pdf(data: dict[str, Any], name: str) -> None:
    bad = hostile(data, TEXTS[name], fields=LARGE if name == "long" else OWN)
    pages = PdfReader(io.BytesIO(made(bad, "pdf"))).pages
    assert len(pages) > 10
    words = "".join(page.extract_text() for page in pages)
    sign = {"markup": "<script>alert(1)</script>", "formula": "=cmd|", "long": "xxxxxxxxxx"}.get(
        name
    )
    assert sign is None or sign in words.replace("\n", "")
