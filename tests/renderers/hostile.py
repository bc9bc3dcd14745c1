"""Documents with every kind of block, each text of them hostile in the same way."""

from __future__ import annotations

from datetime import date

from roundtable.core.charts import Count, Mark, Picture, ring
from roundtable.core.charts_opinion import OpinionMap
from roundtable.core.charts_shapes import Bar, Drawing, Line, Text
from roundtable.core.document import (
    Art,
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
)

TEXTS = {
    "markup": "<script>alert(1)</script> <b onclick=x>&amp; ]]> --> {{ 7*7 }} {% x %} %s %(n)d",
    "attributes": "\"' onload=\"alert(1)\" ` / > ' style='x",
    "markdown": "# no *heading* _at_ [all](javascript:x) ![i](x) `code` ~~gone~~ | a | <http://x.y> www.x.y",
    "lists": "1. one\n- two\n+ three\n> four\n2) five\n=====\n-----\n    code\n```\n[x]: http://y.z\n***",
    "formula": "=cmd|'/c calc'!A1 +1 -2 @SUM(1) =HYPERLINK(\"http://x.y\")",
    "controls": "a\x00b\x07c\x1bd\x7fe\x85f\ufffeg\ud800h\tu\u2028v",
    "turned": "right \u202egnp.exe\u202c \u2066isolated \u2067never closed",
    "long": "x" * 10_000,
    "signs": "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 é ṩ̣̇ नेपाली ไทย 𝔘 ‎ \u00a0 ﷽",
    "ends": "  \\ spaces and backslashes \\",
    "entities": "&lt;b&gt; &#60;i&#62; &copy &nbsp; \\<u\\>",
    "empty": "",
}
DAY = date(2026, 6, 1).toordinal()


def arts(text: str) -> tuple[Art, ...]:
    """A picture of each kind, with the text where it has one."""
    return (
        ring([Count(1, 5, 3), Count(2, 4, 4)]),
        Picture(10, 10, (Mark(5, 5, 4, 3, "against"), Mark(5, 5, 4, 0, "faint"))),
        Drawing(
            640, 40, (Bar(0, 0, 60, 10, "level0", "crossed"),), (Line(0, 0, 9, 9, "ink", dashed=True),),
            (Text(0, 20, text, own=True), Text(640, 20, text, anchor="end", bold=True)),
            (Mark(5, 5, 4, 2),),
        ),
        OpinionMap(100, 50, ()),
        Gantt(((text, DAY, DAY + 30), (text, DAY + 20, DAY + 90)), ((DAY, text), (DAY + 60, text))),
    )  # fmt: skip


def make_document(text: str, direction: str = "ltr") -> Document:
    """Every block and field, the text in each."""
    own = Span(text, "ar", "rtl")
    spans = (
        Span(text), own, Span(text, strong=True), Span(text, soft=True), Span(text, chip=True, to="#P-1"),
        Span(text, to="https://example.org/a?b=c&d=%22"), Span(text, to="javascript:alert(1)"),
    )  # fmt: skip
    columns = (Column(text), Column(text, 2.0, "end"), Column(text), Column(text, 0.5, "end"))
    rows = (
        (Cell((Span(text),), "P-1"), Cell((own,)), Cell(spans), Cell(())),
        (Cell((own,), "P-2"), Cell(spans), Cell(()), Cell((Span(text, to="#P-1"),))),
    )
    table = Table(spans, columns, rows, anchor="table")
    figures = tuple(
        Figure(
            art, text, spans, f"figure-{n}", Table((), columns[:2], ((Cell((own,)), Cell(spans)),))
        )
        for n, art in enumerate(arts(text))
    )
    return Document(
        title=text, language="en", direction="rtl" if direction == "rtl" else "ltr", subject=text,
        author=text, made="2026-11-23", contents=text or "Contents", page="%(page)s",
        keywords=(text, text), accent="red;}</style><script>", skip=text or "Go", figures=text or "Table",
        cited=text,
        cover=Cover(
            text, spans, spans, text, text, text, ring([Count(1, 3, 2)]), text, text, b"\x89PNG\r\n\x1a\nx",
        ),
        blocks=(
            Heading(1, (Span(text or "-"),), "one", text), Paragraph(spans), Paragraph(spans, "lead", "lead"),
            Paragraph((own,), "quote", "quote", spans), Paragraph(spans, "eyebrow"),
            Heading(2, (Span(text or "-", "ar", "rtl"),), "two"), Paragraph(spans, "small", source=spans),
            Paragraph(spans, "warning"), Bullets((spans, (own,))), Bullets((spans, ()), ordered=True),
            table, Break(),
            Sheet(spans, "sheet", ((text, spans), (text, None)), text, text), *figures,
            Heading(3, (Span(text or "-"),), "three"), Heading(4, (Span(text or "-"),), "four"),
        ),
    )  # fmt: skip
