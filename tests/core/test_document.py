"""What a document must hold together by, and that it is said where it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roundtable.core.document import (
    Block,
    Cell,
    Column,
    Cover,
    Document,
    DocumentError,
    Heading,
    Paragraph,
    Span,
    Table,
    check,
    spans_of,
)


def heading(level: int, anchor: str) -> Heading:
    return Heading(level, (Span(anchor),), anchor)  # type: ignore[arg-type]


def document(*blocks: Block) -> Document:
    """A small document with these blocks."""
    cover = Cover("Cluj-Napoca", (Span("Together"),), (), "Advisory", "November 2026")
    return Document(
        title="Together", language="en", direction="ltr", subject="Strategy", author="Cluj-Napoca",
        made="2026-11-23", cover=cover, blocks=blocks, contents="Contents", page="%(page)s",
    )  # fmt: skip


TABLE = Table(
    (Span("Who"),),
    (Column("Group"), Column("People", align="end")),
    ((Cell((Span("Employers", to="#one"),), "group-1"), Cell((Span("7"),))),),
)


def test_what_holds_together_passes() -> None:
    led = Paragraph((Span("see "), Span("P-1", chip=True, to="#group-1")))
    whole = document(heading(1, "one"), heading(2, "two"), heading(1, "three"), TABLE, led)
    check(whole)
    assert [span.text for span in spans_of(whole)] == [
        "Together", "one", "two", "three", "Who", "Employers", "7", "see ", "P-1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ((heading(1, "one"), heading(1, "one")), "twice"),
        ((heading(1, "one"), heading(3, "two")), "leaves out a level"),
        ((heading(2, "one"),), "leaves out a level"),
        ((Paragraph((Span("P-9", to="#P-9"),)),), "which is not there"),
        ((heading(1, "one"), replace(TABLE, columns=TABLE.columns[:1])), "one cell a column"),
    ],
)
def test_what_contradicts_itself_is_named(blocks: tuple[Block, ...], words: str) -> None:
    with pytest.raises(DocumentError, match=words):
        check(document(*blocks))
