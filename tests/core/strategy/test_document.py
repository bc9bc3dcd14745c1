"""A strategy's document holds together, and the thread is walked in every direction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from roundtable.core.charts_shapes import Drawing
from roundtable.core.document import (
    Block,
    Cell,
    Document,
    Figure,
    Gantt,
    Heading,
    Paragraph,
    Sheet,
    Span,
    Spans,
    Table,
    check,
    plain,
    spans_of,
)
from roundtable.core.draft_words import PlainWording
from roundtable.core.strategy import tree, versions
from roundtable.core.strategy.document import document_of
from roundtable.core.strategy.passages import pieces_of
from roundtable.core.strategy.strategy import Strategy, known
from roundtable.core.strategy.tree import Passage
from tests.core.strategy.made import W
from tests.core.strategy.made_strategy import DESK, DRAFT, make_strategy

STRATEGY = make_strategy()
DOCUMENT = document_of(STRATEGY, W)


def rows(document: Document) -> Iterator[tuple[Cell, ...]]:
    """Every row of every table."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from block.rows
        elif isinstance(block, Figure) and block.table:
            yield from block.table.rows


def targets(spans: Spans) -> set[str]:
    return {span.to.removeprefix("#") for span in spans if span.to}


def at(document: Document, anchor: str) -> Spans:
    """Everything that stands at an anchor: a row, a sheet, a paragraph."""
    for block in document.blocks:
        if isinstance(block, Sheet) and block.anchor == anchor:
            return tuple(span for _, found in block.fields for span in found or ())
        if isinstance(block, Paragraph) and block.anchor == anchor:
            return (*block.spans, *block.source)
    for row in rows(document):
        if any(cell.anchor == anchor for cell in row):
            return tuple(span for cell in row for span in cell.spans)
    raise AssertionError(anchor)


def test_it_holds_together_and_is_the_same_again() -> None:
    check(DOCUMENT)
    assert document_of(make_strategy(), W) == DOCUMENT
    check(document_of(Strategy("Cluj", "Empty", "en", "2021-11-30"), W))


def test_the_chapters_in_their_order() -> None:
    chapters = [plain(b.spans) for b in DOCUMENT.blocks if isinstance(b, Heading) and b.level == 1]
    assert chapters == [
        "In short", "Who took part, and how", "What the review found", "Labour market", "Schools",
        "The measures over time", "The pilot", "How it is evaluated", "What is held against it",
        "Said in several roundtables", "What became of each proposal", "The results",
        "How this came about",
    ]  # fmt: skip


def test_from_any_sentence_to_its_sources_and_back() -> None:
    sources = known(STRATEGY, W)
    seen = 0
    for passage in tree.passages(STRATEGY.draft):
        stands = f"part-{passage.id}"
        for sentence in tree.sentences(passage, sources):
            for ref in sentence.rests_on:
                seen += 1
                assert ref.anchor in targets(at(DOCUMENT, stands))
                assert stands in targets(at(DOCUMENT, ref.anchor))
    assert seen == 7
    for measure in tree.measures(STRATEGY.draft):
        for ref in (*measure.sources, *measure.findings):
            assert ref.anchor in targets(at(DOCUMENT, measure.cite))
            assert measure.cite in targets(at(DOCUMENT, ref.anchor))


def test_everything_that_can_be_cited_has_its_place() -> None:
    for ref in known(STRATEGY, W):
        at(DOCUMENT, ref.anchor)


def test_from_any_proposal_to_its_fate() -> None:
    told = {label: plain(at(DOCUMENT, label)) for label in (
        "KLM482-P-001", "KLM482-P-002", "KLM482-P-003", "KLM482-P-007", "KLM482-P-008", "RTV935-P-001",
    )}  # fmt: skip
    assert "Adopted in M1." in told["KLM482-P-001"]
    assert "M1" in targets(at(DOCUMENT, "KLM482-P-001"))
    assert "Declined. The reason: No money." in told["KLM482-P-002"]
    assert "Not answered yet." in told["KLM482-P-003"]
    assert "Merged into KLM482:P-003. Not answered yet." in told["KLM482-P-007"]
    assert "Returned to the person who wrote it" in told["KLM482-P-008"]
    assert "Merged into KLM482:P-001. Adopted in M1." in told["RTV935-P-001"]
    assert targets(at(DOCUMENT, "RTV935-P-001")) >= {"M1", "KLM482-P-001"}


def test_a_citation_that_leads_nowhere_is_text_and_is_told() -> None:
    assert "Lost. [[KLM482:P-099]] <b>&</b> [[F-7]]" in plain(at(DOCUMENT, "part-p3"))
    words = "\n".join(span.text for span in spans_of(DOCUMENT))
    assert "KLM482:P-099" in words.split("Citations that lead nowhere:")[1]
    assert "4 of 11 sentences rest on nothing." in words


def test_chapters_of_a_room_lead_to_what_stands_here() -> None:
    start = next(
        n for n, block in enumerate(DOCUMENT.blocks)
        if isinstance(block, Heading) and block.anchor == "KLM482-in-round-1"
    )  # fmt: skip
    table = next(block for block in DOCUMENT.blocks[start:] if isinstance(block, Table))
    assert targets(table.rows[0][0].spans) == {"KLM482-C-1"}


def test_votes_and_places_have_their_names() -> None:
    assert "First round" in plain(at(DOCUMENT, "KLM482-V-s3-C-1"))
    assert "Second round" in plain(at(DOCUMENT, "KLM482-V-s5-C-1"))
    assert plain(at(DOCUMENT, "F-7")).endswith("In short 1.1 M1")


def test_what_is_not_said_of_a_measure_is_seen() -> None:
    sheets = [block for block in DOCUMENT.blocks if isinstance(block, Sheet)]
    assert [sheet.anchor for sheet in sheets] == ["M1", "M2"]
    fields = dict(sheets[0].fields)
    assert {name for name, found in fields.items() if found is None} == {
        "Partners", "Assumptions", "Risks",
    }  # fmt: skip
    assert (
        plain(fields["Indicators"] or ())
        == "Days until recognition: from 140 to 30 days (registry)"
    )
    assert plain(fields["Budget"] or ()) == "120000 EUR (City)"
    assert plain(fields["When"] or ()) == "2021-06 – Q4 2021"
    assert sheets[0].missing == "not yet said"


def test_measures_over_time() -> None:
    (figure,) = (b for b in DOCUMENT.blocks if isinstance(b, Figure) and isinstance(b.art, Gantt))
    assert isinstance(figure.art, Gantt)
    assert [row[0] for row in figure.art.rows] == ["M1 Recognition desk", "M2 Romanian at work"]
    assert [label for _, label in figure.art.ticks] == ["Q3 2021", "Q4 2021", "Q1 2022", "Q2 2022"]
    assert "1 June 2021 – 31 December 2021" in figure.alternative


def test_dissent_stands_unless_it_was_decided() -> None:
    position = plain(at(DOCUMENT, "KLM482-D-s5-C-3"))
    assert "a majority was for it among: Newcomers 7 of 10 and Employers 7 of 8." in position
    out = plain(at(DOCUMENT, "KLM482-O-k52"))
    assert "Left out on 2021-06-01 by Ana. The reason: Answered." in out
    assert "مكان" not in out
    others = [
        s
        for s in known(STRATEGY, W).values()
        if s.ref.kind == "concern" and "k52" not in s.ref.label
    ]
    assert len(others) == 2
    assert all(source.text in plain(at(DOCUMENT, source.ref.anchor)) for source in others)


def test_how_far_it_is_decided_stands_on_the_cover() -> None:
    assert DOCUMENT.cover.status == "Draft"
    version = versions.named(STRATEGY, "final", "Ana", "2021-11-30")
    adopted = versions.adopted(STRATEGY, version, "adopted", "2021-12-16", "Local Council")
    cover = document_of(adopted, W).cover
    assert cover.status == (
        f"Adopted by Local Council on 16 December 2021 · {versions.short(version.hash)}"
    )
    assert cover.people == "From 2 roundtables"


def test_passages_keep_language_and_direction() -> None:
    first = at(DOCUMENT, "part-p2")[0]
    assert (first.language, first.direction) == ("ar", "rtl")
    chip = at(DOCUMENT, "part-p2")[1]
    assert (chip.text, chip.chip) == ("KLM482 P-006", True)


class Marked(PlainWording):
    """A language in which every message is seen."""

    def gettext(self, message: str) -> str:
        return f"§{message}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"§{msgid1 if n == 1 else msgid2}"


def test_what_the_product_says_goes_through_the_wording() -> None:
    document = document_of(STRATEGY, Marked())
    check(document)
    own = {"Labour market", "Schools"}
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            assert plain(block.spans) in own or plain(block.spans).startswith("§")
        if isinstance(block, Sheet):
            assert all(name.startswith("§") for name, _ in block.fields)
        if isinstance(block, Table):
            assert all(column.title.startswith("§") for column in block.columns[:1])


HOSTILE = [
    "<script>",
    "=cmd()",
    "\u202e",
    "x" * 3000,
    "👩‍👩‍👧",
    "[[",
    "[[F-7]]\\",
    "a\n\n\nb",
    "؟؟",
    "{0}%s%(n)d",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    passage = Passage("sum", text, text)
    measure = replace(DESK, title=text, objective=text, responsible=text, partners=text)
    draft = tree.replaced(tree.replaced(DRAFT, passage), measure)
    fates = tuple(replace(fate, text=text, who=text) for fate in STRATEGY.fates)
    hostile = replace(
        STRATEGY, city=text, title=text, subtitle=text, draft=draft, fates=fates,
        phases=tuple(replace(phase, title=text, last=text) for phase in STRATEGY.phases),
        decisions=tuple(replace(one, why=text, who=text) for one in STRATEGY.decisions),
        joins=tuple(replace(join, title=text) for join in STRATEGY.joins),
    )  # fmt: skip
    document = document_of(hostile, W)
    check(document)
    blocks: dict[str, Block] = {b.anchor: b for b in document.blocks if isinstance(b, Sheet)}
    sheet = blocks["M1"]
    assert isinstance(sheet, Sheet)
    assert dict(sheet.fields)["Objective"] == (Span(text, "en", sheet.title[0].direction),)
    assert len(at(document, "part-sum")) == len(pieces_of(text))


def test_a_priority_shows_how_each_group_supported_it() -> None:
    figures = {b.anchor: b for b in DOCUMENT.blocks if isinstance(b, Figure)}
    figure = figures["part-skills-support-1"]
    assert figure.alternative == (
        "City: 11 of 14; Newcomers: 9 of 10; Employers: 6 of 8; Schools: 5 of 6"
    )
    assert isinstance(figure.art, Drawing)
    assert {"City", "11 of 14"} <= {text.text for text in figure.art.texts}
    following = DOCUMENT.blocks[DOCUMENT.blocks.index(figure) + 1]
    assert isinstance(following, Sheet), "before the first measure"


def test_many_measures_are_shown_in_several_pictures() -> None:
    parts = tuple(replace(DESK, id=f"m{n}", number=n) for n in range(1, 46))
    chapter = DRAFT.chapters[0]
    many = replace(chapter, priorities=(replace(chapter.priorities[0], parts=parts),))
    document = document_of(replace(STRATEGY, draft=replace(DRAFT, chapters=(many,)), fates=()), W)
    art = [b.art for b in document.blocks if isinstance(b, Figure) and isinstance(b.art, Gantt)]
    assert [len(gantt.rows) for gantt in art] == [20, 20, 5]
    assert len({gantt.ticks for gantt in art}) == 1
    check(document)
