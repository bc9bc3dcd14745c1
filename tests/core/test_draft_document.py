"""The draft as a document: it tells what the printed draft tells, under the same anchors, and holds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from roundtable.core.document import (
    Document,
    Figure,
    Heading,
    Paragraph,
    Span,
    Table,
    check,
    plain,
    spans_of,
)
from roundtable.core.draft import PlainWording, build
from roundtable.core.draft_document import document_of
from tests.reports.full import make_full_record
from tests.reports.played import make_played
from tests.reports.records import Record, make_proposal, make_record


def document(record: Record) -> Document:
    return document_of(build(record), PlainWording())


def headings(made: Document, level: int) -> list[str]:
    return [
        plain(block.spans)
        for block in made.blocks
        if isinstance(block, Heading) and block.level == level
    ]


def leaves(value: object) -> list[str]:
    """All texts of people in a part of a record, as far as they may be told."""
    if isinstance(value, list):
        return [words for each in value for words in leaves(each)]
    if not isinstance(value, dict) or value.get("status") in {"returned", "kept"}:
        return []
    words = [str(value[key]) for key in ("text", "answer", "who") if value.get(key)]
    return words + [
        words for each in value.values() if isinstance(each, dict | list) for words in leaves(each)
    ]


def test_it_has_the_chapters_of_the_printed_draft() -> None:
    assert headings(document(make_full_record()), 1) == [
        "In short", "What was decided", "Who took part, and how", "Work", "Schools",
        "Concerns and minority positions", "The votes, one by one", "What the tables wrote",
        "How people found the meeting", "How this came about", "What became of each proposal",
        "What was put together after the vote",
    ]  # fmt: skip
    plain_one = headings(document(make_record()), 1)
    assert "Concerns and minority positions" not in plain_one
    assert plain_one[-1] == "What became of each proposal"


@pytest.mark.parametrize(
    "record", [make_full_record(), make_record(), make_record(vote=None, passages=[], proposals=[])]
)
def test_it_holds_together_and_comes_out_the_same(record: Record) -> None:
    made = document(record)
    check(made)
    assert document(json.loads(json.dumps(record))) == made


def test_every_word_that_was_written_stands_in_it() -> None:
    record = make_full_record()
    told = [span.text for span in spans_of(document(record))]
    parts = [record[name] for name in ("proposals", "concerns", "minutes", "feedback")]
    assert [words for words in leaves(parts) if words not in told] == []


def test_words_keep_their_language_and_direction() -> None:
    spans = [span for span in spans_of(document(make_full_record())) if span.direction == "rtl"]
    assert {span.language for span in spans} == {"ar"}
    assert "ابدأوا بالأمهات" in [span.text for span in spans]


def test_a_quote_leads_to_its_row_and_the_row_to_its_priority() -> None:
    made = document(make_full_record())
    quote = next(
        b
        for b in made.blocks
        if isinstance(b, Paragraph) and b.look == "quote" and b.source[0].chip
    )
    assert (quote.source[0].text, quote.source[0].to) == ("P-001", "#P-001")
    annex = made.blocks[[getattr(b, "anchor", "") for b in made.blocks].index("annex") :]
    table = next(b for b in annex if isinstance(b, Table))
    rows = {row[0].anchor: row for row in table.rows}
    assert list(rows) == [f"P-00{n}" for n in range(1, 10)]
    fates = {
        anchor: [(s.text, s.to) for s in row[-1].spans if s.to] for anchor, row in rows.items()
    }
    assert fates["P-001"] == [("C-1", "#at-C-1")]
    assert fates["P-007"] == [("P-003", "#P-003")]
    assert plain(rows["P-007"][-1].spans) == "Said the same as P-003, and was put with it"


def test_words_that_are_withheld_are_nowhere() -> None:
    hidden = [make_proposal(n) for n in range(1, 6)] + [make_proposal(6, "Secret", status="hidden")]
    told = [span.text for span in spans_of(document(make_record(proposals=hidden)))]
    assert "Hidden by the facilitator; the words are not printed." in told
    assert "Secret" not in "".join(told)


def test_figures_say_in_words_and_numbers_what_they_show() -> None:
    made = document(make_full_record())
    figures = [block for block in made.blocks if isinstance(block, Figure)]
    assert len(figures) > 6
    assert all(figure.alternative for figure in figures)
    votes = next(f for f in figures if f.table and plain(f.table.caption) == "Who said yes")
    assert (
        votes.alternative
        == "City: 11 of 14; Newcomers: 9 of 10; Employers: 6 of 8; Schools: 5 of 6"
    )
    assert votes.table is not None
    first = [plain(cell.spans) for cell in votes.table.rows[0]]
    assert first == ["City", "11 of 14"]
    assert votes.table.rows[1][0].spans == (Span("Newcomers"),)


def test_the_people_are_around_the_table_on_the_cover() -> None:
    cover = document(make_record()).cover
    assert cover.picture is not None
    assert len(cover.picture.shapes) == 38
    assert (cover.city, cover.status, cover.warning) == ("Cluj-Napoca", "Draft, advisory", "")
    record = make_record()
    record["roundtable"]["rehearsal"] = True
    assert document(record).cover.warning.startswith("REHEARSAL")


def test_made_is_the_day_of_the_roundtable() -> None:
    assert document(make_record()).made == "2021-05-12"


def test_a_vote_with_marks_shows_how_many_gave_each() -> None:
    cast = [("g1", {"c-1": 5, "c-2": 2, "c-3": 0}), ("g2", {"c-1": 4, "c-2": 4, "c-3": 1})] * 6
    made = document(make_played({"ballot": "score"}, cast))
    check(made)
    drawn = [
        b for b in made.blocks if isinstance(b, Figure) and b.alternative.startswith("How many")
    ]
    assert drawn
    assert drawn[0].table is not None
    assert [plain(cell.spans) for cell in drawn[0].table.rows[0]] == [
        "Title of c-1",
        "6",
        "6",
        "0",
        "0",
        "0",
        "0",
    ]
    assert "The counts in full" in headings(made, 1)


BALLOTS: dict[str, Record] = {
    "approval": {"c-1": 1},
    "dots": {"c-1": 2, "c-2": 1},
    "ranking": {"c-1": 1, "c-2": 2},
    "grade": {"c-1": 5, "c-2": 0},
    "opinion": {"c-1": 1, "c-2": -1},
}


@pytest.mark.parametrize("ballot", BALLOTS)
def test_votes_by_any_ballot_make_a_document(ballot: str) -> None:
    cast = [(group, BALLOTS[ballot]) for group in ("g1", "g2") for _ in range(7)]
    made = document(make_played({"ballot": ballot}, cast, merged=True))
    check(made)
    titles = headings(made, 1)
    assert titles.index("The votes, one by one") < titles.index("The counts in full")
    assert [t for t in headings(made, 2) if t == "Title of c-3"]


@pytest.mark.parametrize("text", ["", "P-001 and C-1", "a\nb", "<b>", "x" * 10_000])
def test_it_holds_together_whatever_people_write(text: str) -> None:
    def written(value: Any) -> Any:
        if isinstance(value, list):
            return [written(each) for each in value]
        if not isinstance(value, dict):
            return value
        return {
            key: text if key in own and isinstance(each, str) else written(each)
            for key, each in value.items()
        }

    own = {"text", "title", "question", "answer"}
    made = document(written(make_full_record()))
    check(made)
    # Only the product's own sentences have sources in them: a person's stay one span.
    words = [span for span in spans_of(made) if span.direction]
    ours = {"Untitled", "Hidden by the facilitator; the words are not printed."}
    assert {span.text for span in words} <= {text, *text.split("\n"), *ours}
    assert not [span for span in words if span.chip]
