"""A strategy as large as a county's: two roundtables, 600 proposals, 80 priorities with a chart each."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable import demonstration
from roundtable.actions.setup import create_roundtable
from roundtable.commands import PARTICIPANT, VISITOR, Actor
from roundtable.config import ROOT
from roundtable.core import charts_results
from roundtable.core.document import Block, Cell, Column, Document, Figure, Heading, Span, Table
from roundtable.core.formats import parse
from roundtable.core.strategy.document import document_of
from roundtable.core.strategy.fates import Fate
from roundtable.core.strategy.measures import Budget, Indicator, Measure, Timeline
from roundtable.core.strategy.refs import Ref
from roundtable.core.strategy.strategy import Phase, Room, Strategy
from roundtable.core.strategy.tree import Chapter, Draft, Passage, Priority
from roundtable.db import Database, migrate
from roundtable.models import Option, Roundtable
from roundtable.record import record_of
from roundtable.reports.wording import BabelWording

FORMAT = "policy-roundtable.toml"
ROOMS, CLUSTERS, PEOPLE, CHAPTERS = 2, 40, 24, 8
SAID = (
    "Recognise diplomas within thirty days, at one desk, with an interpreter",
    "Open the One-Stop-Shop after six, for those who work shifts",
    "Cursuri de limba română la locul de muncă, plătite de angajator",
    "مكتب واحد للعمل والسكن والأوراق، مع مترجم",
    "Курси для дітей ще до початку навчального року",
    "Tell employers in plain words which papers are needed, and which are not",
)
TOLD = (
    "People who come with a profession wait between four and eleven months before they may use it. {a} "
    "The roundtable asked for one thing above all others: recognition within thirty days, at one desk. {b} "
    "The city opens that desk, and publishes each month how long a case took. {a} "
    "It begins with the professions that the town lacks most, and says so in all languages. {b}"
)


def rooms(folder: Path, proposals: int) -> list[dict[str, Any]]:
    """The records of roundtables in which so many proposals were made, grouped and voted on."""
    database = Database(f"sqlite:///{folder / 'large.db'}")
    migrate(database)
    with database.write() as session:
        made = [room(session, proposals // ROOMS) for _n in range(ROOMS)]
        records = [record_of(session, one, "en") for one in made]
    database.dispose()
    return records


def room(session: Session, proposals: int) -> Roundtable:
    """A roundtable in which so many proposals were made, grouped and voted on."""
    form = parse((ROOT / "sessions" / FORMAT).read_text("utf-8"), FORMAT)
    made = create_roundtable(session, form, city="Cluj-Napoca")
    _play(demonstration.Player(session, made), proposals)
    session.flush()
    return made


def _play(player: demonstration.Player, proposals: int) -> None:
    visitor = Actor(VISITOR, "visitor")
    people = [Actor(PARTICIPANT, player.do(visitor, "join")["participant"]) for _ in range(PEOPLE)]
    player.open("propose")
    texts = islice(cycle(SAID), proposals)
    made = [
        player.do(who, "submit_proposal", text=f"{text} ({n})")["id"]
        for n, (who, text) in enumerate(zip(cycle(people), texts, strict=False), start=1)
    ]
    player.open("group")
    for n in range(CLUSTERS):
        player.do(
            demonstration.FACILITATES, "create_cluster", title=f"{SAID[n % 3]}, {n + 1}",
            area=None, proposals=made[n::CLUSTERS],
        )  # fmt: skip
    stage = player.open("vote")
    query = select(Option.id).where(Option.stage_id == stage.id).order_by(Option.position)
    options = list(player.session.scalars(query))
    for n, person in enumerate(people):
        marks = {option: 1 for k, option in enumerate(options) if (n * 7 + k * 5) % 3}
        player.do(person, "cast_ballot", stage=stage.id, marks=marks)
    player.open("reveal")
    player.do(demonstration.FACILITATES, "reveal_results", stage=stage.id)


def strategy(records: list[dict[str, Any]]) -> Strategy:
    """The strategy that rests on them."""
    clusters = [
        Ref(record["roundtable"]["code"], f"C-{n}")
        for record in records
        for n in range(1, CLUSTERS + 1)
    ]
    each = len(clusters) // CHAPTERS
    chapters = tuple(
        Chapter(
            f"chapter{n}", f"Policy area {n + 1}", "en", f"Area {n + 1}", (),
            tuple(_priority(k, ref) for k, ref in enumerate(clusters) if k // each == n),
        )
        for n in range(CHAPTERS)
    )  # fmt: skip
    return Strategy(
        city="Cluj-Napoca",
        title="Arriving, learning, working",
        language="en",
        day="2026-11-23",
        phases=(Phase("roundtables", "2026-05-01", "2026-06-30"),),
        rooms=tuple(Room(r["roundtable"]["code"], f"Area {n}") for n, r in enumerate(records)),
        draft=Draft((Passage("summary", TOLD.format(a="", b=""), "en"),), chapters),
        fates=tuple(
            Fate(Ref(r["roundtable"]["code"], f"P-{p['number']:03d}"), "adopted", f"m{p['number'] % 80}")
            for r in records
            for p in r["proposals"]
        ),
        records=tuple(records),
    )  # fmt: skip


def _priority(n: int, ref: Ref) -> Priority:
    text = TOLD.format(a=f"[[{ref}]]", b=f"[[{ref.roundtable}:P-{n % CLUSTERS + 1:03d}]]")
    measure = Measure(
        f"m{n}", n + 1, f"A desk for everything, {n + 1}", "en",
        objective="Skills count from the first month.",
        description=TOLD.format(a="", b=""),
        responsible="Directorate for Social Assistance",
        partners="Chamber of Commerce, two universities",
        timeline=Timeline(f"{2027 + n % 3}-Q{n % 4 + 1}", "2030"),
        budget=Budget("120000", "EUR", "City"),
        indicators=(Indicator("Days until recognition", "140", "30", "days", "registry"),),
        sources=(ref,),
    )  # fmt: skip
    parts = (Passage(f"a{n}", text, "en"), measure)
    return Priority(f"p{n}", f"Skills count from the first month, {n + 1}", "en", parts, (ref,))


def document(records: list[dict[str, Any]], pictures: int) -> Document:
    """Its document, with so many charts: those that it has, and more after priorities."""
    made = document_of(strategy(records), BabelWording("en"))
    lacks = pictures - sum(isinstance(block, Figure) for block in made.blocks)
    blocks: list[Block] = []
    for n, block in enumerate(made.blocks):
        blocks.append(block)
        if (
            lacks > 0
            and isinstance(block, Heading)
            and block.level == 2
            and block.anchor.startswith("part-")
        ):
            blocks.append(_chart(n))
            lacks -= 1
    if lacks > 0:
        raise RuntimeError(f"{lacks} charts are missing")
    return replace(made, blocks=tuple(blocks))


def _chart(n: int) -> Figure:
    values = [(n * 7 + k * 3) % 31 + 7 for k in range(6)]
    rows = [
        charts_results.Row(SAID[k], Fraction(value), f"{value} of 38")
        for k, value in enumerate(values)
    ]
    caption = (Span("Support by group"),)
    cells = tuple((Cell((Span(r.title),)), Cell((Span(r.label),))) for r in rows)
    table = Table(caption, (Column("Group", 3), Column("Support", 1, "end")), cells)
    alternative = "; ".join(f"{row.title}: {row.label}" for row in rows)
    return Figure(charts_results.bars(rows, 38), alternative, caption, f"chart-{n}", table)
