"""A document in which every kind of block stands, in many languages."""

from __future__ import annotations

import io

from PIL import Image

from roundtable.core import charts
from roundtable.core.charts_opinion import opinion_map
from roundtable.core.charts_shapes import Bar, Drawing, Line, Text
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
    Spans,
    Table,
)

PASSAGES = {
    "ar": "مكتب واحد للعمل والأوراق في كل حي",
    "uk": "Щастям б’єш жук їх глицю в фон й ґедзь пріч",
    "ro": "Muzicologă în bej vând whisky și tequila, preț fix ț",
    "pl": "Zażółć gęślą jaźń ŁĄĘ",
    "lv": "Glāžšķūņa rūķīši dzērumā ēģļņ",
    "el": "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία ώϊΐΰ",
}

SEATS = [
    charts.Count(1, 14, 11),
    charts.Count(2, 10, 9),
    charts.Count(3, 8, 6),
    charts.Count(4, 6, 5),
]

LONG = (
    "The city opens one place where every question of work, papers and language gets an answer, and "
    "keeps it open on two evenings a week. It is run by the city hall together with those who have "
    "arrived in the last five years, who are paid for it. "
)


def spans(text: str) -> Spans:
    return (Span(text),)


def said(language: str) -> Spans:
    direction = "rtl" if language == "ar" else "ltr"
    return (Span(PASSAGES[language], language, direction),)  # type: ignore[arg-type]


def heading(level: int, text: str, anchor: str, number: str = "") -> Heading:
    return Heading(level, spans(text), anchor, number)  # type: ignore[arg-type]


def chip(number: int) -> Span:
    return Span(f"P-{number:03d}", chip=True, to=f"#P-{number:03d}")


def annex(rows: int = 70) -> Table:
    """A table over several pages, with passages in all the languages."""
    languages = list(PASSAGES)
    return Table(
        spans("What became of each proposal"),
        (
            Column("No.", 0.6),
            Column("In their words", 3),
            Column("Yes", 0.5, "end"),
            Column("Where", 1),
        ),
        tuple(
            (
                Cell((Span(f"P-{n:03d}", strong=True),), f"P-{n:03d}"),
                Cell(said(languages[n % len(languages)])),
                Cell(spans(str(n * 7 % 38))),
                Cell((Span("Measure 1.1", to="#measure"),) if n % 3 else spans("not taken up")),
            )
            for n in range(1, rows + 1)
        ),
    )


def arms() -> bytes:
    stream = io.BytesIO()
    image = Image.new("RGBA", (60, 72), (0, 0, 0, 0))
    image.paste((11, 93, 78, 255), (0, 0, 60, 50))
    image.save(stream, "PNG")
    return stream.getvalue()


def figures() -> tuple[Block, ...]:
    bars = Drawing(
        640,
        110,
        bars=(Bar(150, 10, 400, 22), Bar(150, 50, 220, 22, "level2", "rising")),
        lines=(Line(350, 0, 350, 84, "ink", dashed=True),),
        texts=(
            Text(0, 26, "Employers"),
            Text(0, 66, "Schools"),
            Text(350, 104, "needed", 12, "middle", "faint"),
        ),
    )
    numbers = Table(
        spans("The same in figures"),
        (Column("Group"), Column("Yes", align="end")),
        ((Cell(spans("Employers")), Cell(spans("8"))), (Cell(spans("Schools")), Cell(spans("5")))),
    )
    outline = {"x": 0.0, "y": 0.0, "rx": 1.2, "ry": 0.8, "turn": 20.0}
    groups = [
        {"label": 0, "size": 12, "dots": 12, "outline": outline},
        {"label": 1, "size": 20, "dots": 20, "outline": outline | {"x": 3.0, "y": 1.0}},
    ]
    day = 740000
    plan = Gantt(
        (("One place for all questions", day, day + 90), ("Evening courses", day + 60, day + 300)),
        ((day, "2027"), (day + 183, "July"), (day + 365, "2028")),
    )
    people = charts.ring(SEATS, size=400, hole=0.5, largest=0.085)
    return (
        Figure(
            bars,
            "Of 8 employers 8 said yes, of 6 schools 5.",
            spans("Who said yes"),
            "fig-1",
            numbers,
        ),
        Figure(
            opinion_map(groups),
            "Two groups of opinion, of 12 and of 20 people.",
            spans("How opinions lie"),
            "fig-2",
        ),
        Figure(
            plan,
            "One place opens in January 2027, evening courses follow in March.",
            spans("When what begins"),
            "fig-3",
        ),
        Figure(people, "Everybody around the table, by group.", ()),
    )


def blocks() -> tuple[Block, ...]:
    return (
        Paragraph(spans("Part one"), "eyebrow"),
        heading(1, "Arriving and working", "work", "1"),
        Paragraph(
            spans(
                "What the room wants most is one place that has an answer, open when people are free."
            ),
            "lead",
        ),
        Paragraph(
            (
                Span(LONG),
                chip(1),
                Span(" "),
                chip(2),
                Span(" and "),
                Span("a law", to="https://example.org/law?a=1&b=ț"),
                Span(", "),
                Span("strongly", strong=True),
                Span(" or "),
                Span("softly", soft=True),
                Span("."),
            )
        ),
        Paragraph(spans(LONG * 3)),
        Paragraph(spans("Nothing of this has been decided by the council yet."), "warning"),
        heading(2, "In their words", "words", "1.1"),
        *(
            Paragraph(said(language), "quote", source=(chip(n), Span(" · Newcomers")))
            for n, language in enumerate(PASSAGES, 3)
        ),
        Paragraph((Span("Somebody wrote "), *said("ar"), Span(", and nobody objected."))),
        Paragraph(spans("Percentages are of those who voted."), "small"),
        heading(3, "What to do first", "first"),
        Bullets(
            (
                spans("Find rooms"),
                (Span("Ask "), Span("P-001", chip=True, to="#P-001")),
                spans(LONG),
            )
        ),
        Bullets((spans("First of all"), said("uk"), spans("Then the rest")), ordered=True),
        Sheet(
            spans("One place where every question gets an answer"),
            "measure",
            (
                ("Who", spans("City hall, social affairs")),
                ("By when", spans("June 2027")),
                ("Cost", None),
                ("Rests on", (chip(1), Span(" "), chip(2))),
                ("In short", spans(LONG)),
            ),
            "1.1",
            "not said yet",
        ),
        heading(2, "Pictures", "pictures", "1.2"),
        *figures(),
        Break(),
        heading(1, "Annex", "annex", "A"),
        annex(),
        heading(2, "Deeper", "deeper"),
        heading(3, "And deeper", "deeper-3"),
        heading(4, "The deepest", "deeper-4"),
        Paragraph(spans("The end.")),
    )


def document(*made: Block, **changes: object) -> Document:
    """The whole, or one with these blocks instead."""
    cover = Cover(
        "Cluj-Napoca",
        spans("Arriving, learning, working"),
        spans("A strategy for those who come"),
        "Advisory",
        "23 November 2026",
        "Written with 38 people at one roundtable.",
        charts.ring(SEATS, size=400, hole=0.5, largest=0.085),
        "38 people around a table, each a mark in the shape of their group.",
        "Demonstration: an invented roundtable",
        arms(),
    )
    values: dict[str, object] = {
        "title": "Arriving, learning, working", "language": "en", "direction": "ltr",
        "subject": "Strategy of a city", "author": "Cluj-Napoca", "made": "2026-11-23",
        "cover": cover, "blocks": made or blocks(), "contents": "Contents", "page": "Page %(page)s",
        "keywords": ("migration", "work & papers"),
    }  # fmt: skip
    return Document(**(values | changes))  # type: ignore[arg-type]
