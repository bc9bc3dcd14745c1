"""`roundtable replay`: the votes of a Polis export are given again, live, by real connections."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

import click

from roundtable import sources
from roundtable.cli.installation import Failed, Installation, installation, json_option, tell
from roundtable.cli.performance import DONE, Cast, Performance
from roundtable.cli.polis import (
    Imported,
    Importer,
    Labels,
    city_option,
    language_option,
    read_folder,
    source_of,
    source_option,
)
from roundtable.cli.voter import Figures, Gone
from roundtable.core import codes
from roundtable.core.polis import MATRIX, VOTES, Conversation, Difference, Matrix, differences

MOST_TOLD = 10


class Connections(click.ParamType):
    """`all`, or how many voters take part."""

    name = "all|N"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | None:
        """None for all."""
        if value is None or value == "all":
            return None
        if not str(value).isdigit() or int(value) < 1:
            self.fail(f"{value!r} is neither all nor a number of voters.", param, ctx)
        return int(value)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The ballots in the database beside a matrix of the export."""

    file: str
    cells: int
    differences: list[Difference]

    def __str__(self) -> str:
        if not self.differences:
            return f"{self.cells:,} cells equal ({self.file})"
        told = [f"  {difference}" for difference in self.differences[:MOST_TOLD]]
        if more := len(self.differences) - MOST_TOLD:
            told += [f"  and {more:,} more"] if more > 0 else []
        return "\n".join(
            [f"{len(self.differences):,} of {self.cells:,} cells differ ({self.file}):", *told]
        )


@click.command(
    epilog="\b\nExample:\n  roundtable replay downloads/london --url http://127.0.0.1:8000 --cut 0.5",
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--url", required=True, help="Where the server is, such as http://127.0.0.1:8000.")
@click.option(
    "--speed",
    type=click.FloatRange(min=0),
    default=50,
    show_default=True,
    help="Votes a second in all; 0 for as fast as they are acknowledged.",
)
@click.option(
    "--cut",
    type=click.FloatRange(0, 1),
    default=0.3,
    show_default=True,
    help="Share of the voters whose connection is cut while a vote is in flight.",
)
@click.option(
    "--connections",
    type=Connections(),
    default="all",
    show_default=True,
    help="All voters, or the first N.",
)
@source_option
@city_option
@language_option
@json_option
def replay(
    folder: Path,
    url: str,
    speed: float,
    cut: float,
    connections: int | None,
    as_json: bool,
    **labels: Any,
) -> None:
    """Play the votes of a Polis export live, one real connection for each voter.

    Statements are imported into the database that the environment names, which must be the one of
    the server at URL (same SESSIONS_DIR or DATABASE_URL). Then everybody connects and votes in the
    order of the export; some are cut off without a goodbye, come back, and send again what was in
    flight. In the end the vote is closed and revealed, and the ballots in the database are compared
    with the export cell for cell. Exit code 1 if a cell differs or a vote was refused.
    """
    conversation = read_folder(folder)
    source = source_of(conversation, labels.pop("source"))
    with installation(new=True) as here:
        asyncio.run(_reach(url))
        made, link = _import(
            here, conversation, Labels(folder.resolve().name, source=source, **labels)
        )
        cast = _cast(conversation, made, connections, url.rstrip("/"), link)
        figures, seconds = asyncio.run(_play(cast, speed, cut))
        voters = set(cast.seats)
        with here.database.read() as session:
            comparisons = compare(conversation, made.matrix(session), voters)
    _report(made, figures, seconds, comparisons, cast, as_json)
    if figures.refused or any(comparison.differences for comparison in comparisons):
        raise SystemExit(1)


async def _reach(url: str) -> None:
    try:
        await Performance.reach(url)
    except Gone as error:
        raise Failed(
            f"The server at {url} can't be reached ({error}); start it, or correct --url."
        ) from None


def _import(here: Installation, conversation: Conversation, labels: Labels) -> tuple[Imported, str]:
    """Rejected statements that nobody voted on are hidden before the vote, the others after it."""
    voted = {vote.statement for vote in conversation.votes}
    unvoted = [s.id for s in conversation.statements if s.rejected and s.id not in voted]
    with here.database.write() as session:
        importer = Importer(session, conversation)
        made = importer.statements(labels, hide=unvoted)
        return made, importer.link(made, "replay")


def _cast(
    conversation: Conversation, made: Imported, connections: int | None, url: str, link: str
) -> Cast:
    arrived = list(dict.fromkeys(vote.voter for vote in conversation.votes))[:connections]
    seats = {number: sources.secret_for(made.people[number]) for number in arrived}
    stage = made.stages["vote"].id
    votes = [
        (v.voter, {"stage": stage, "marks": {made.proposals[v.statement]: v.mark}})
        for v in conversation.votes
        if v.voter in seats
    ]
    rejected = [
        made.proposals[s.id]
        for s in conversation.statements
        if s.rejected and s.id not in made.hidden
    ]
    return Cast(
        url=url,
        code=made.roundtable.code,
        facilitator=link,
        seats=seats,
        votes=votes,
        rejected=rejected,
        stages={kind: stage.id for kind, stage in made.stages.items()},
    )


async def _play(cast: Cast, speed: float, cut: float) -> tuple[Figures, float]:
    async with Performance(cast, _teller()) as performance:
        try:
            await performance.gather()
            began = time.monotonic()
            await performance.vote(speed, cut)
            seconds = time.monotonic() - began
            await performance.finish()
        except Gone as error:
            raise Failed(_gone(cast, str(error))) from None
        return performance.figures, seconds


def _gone(cast: Cast, why: str) -> str:
    if why in {"unknown_code", "no_seat"}:
        return (
            f"The server at {cast.url} does not know {codes.show(cast.code)}: it uses another database; "
            "start both with the same SESSIONS_DIR and DATABASE_URL."
        )
    return f"The replay of {codes.show(cast.code)} stopped: {why}."


def _teller() -> Callable[[str], None]:
    """Progress on standard error: one line that changes on a terminal, else a line each time."""
    lively = sys.stderr.isatty()

    def tell_progress(words: str) -> None:
        again = lively and words != DONE
        click.echo(f"\r\033[K{words}" if lively else words, err=True, nl=not again)

    return tell_progress


def compare(conversation: Conversation, found: Matrix, voters: set[int]) -> list[Comparison]:
    """Compare with the last votes of votes.csv, and with the matrix where one was given."""
    expected = {VOTES: conversation.matrix()}
    if conversation.given is not None:
        expected[MATRIX] = conversation.given
    comparisons = []
    for file, matrix in expected.items():
        cells = {cell: mark for cell, mark in matrix.items() if cell[0] in voters}
        wrong = differences(cells, found)
        comparisons.append(Comparison(file, len(cells), wrong))
    return comparisons


def _report(
    made: Imported,
    figures: Figures,
    seconds: float,
    comparisons: list[Comparison],
    cast: Cast,
    as_json: bool,
) -> None:
    p50, p95 = _percentiles(figures.waits)
    rate = figures.acknowledged / seconds if seconds else 0.0
    data = {
        "code": made.roundtable.code,
        "voters": len(cast.seats),
        "connections": figures.connections,
        "votes": figures.sent,
        "resent": figures.resent,
        "acknowledged": figures.acknowledged,
        "refused": dict(figures.refused),
        "told_to_wait": dict(figures.told_to_wait),
        "cuts": figures.cuts,
        "seconds": round(seconds, 2),
        "votes_per_second": round(rate, 1),
        "p50_ms": round(p50, 1),
        "p95_ms": round(p95, 1),
        "hidden_before": len(made.hidden),
        "hidden_after": cast.hidden,
        "rejected_kept": len(cast.rejected) - cast.hidden,
        "comparison": [
            {"file": c.file, "cells": c.cells, "differences": [str(d) for d in c.differences]}
            for c in comparisons
        ],
    }
    tell(as_json, data, _words(data, comparisons))


def _words(data: dict[str, Any], comparisons: list[Comparison]) -> str:
    kept = data["rejected_kept"]
    refused, wait = _by_code(data["refused"]), _by_code(data["told_to_wait"])
    return "\n".join(
        [
            f"{codes.show(data['code'])}",
            f"{data['voters']} voters, {data['connections']} connections, {data['cuts']} cut",
            f"{data['votes']:,} votes, {data['acknowledged']:,} acknowledged",
            f"{data['resent']} sent again, told to wait: {wait}, refused: {refused}",
            f"{data['seconds']} s, {data['votes_per_second']} votes a second",
            f"acknowledged in {data['p50_ms']} ms (median), {data['p95_ms']} ms (95 %)",
            f"rejected statements: {data['hidden_before']} hidden before the vote, "
            f"{data['hidden_after']} after it"
            + (f", {kept} stay: the server keeps what was voted on" if kept else ""),
            *[str(comparison) for comparison in comparisons],
        ]
    )


def _by_code(counts: dict[str, int]) -> str:
    """Counts in words, such as: 3 (2 too_fast, 1 busy)."""
    parts = ", ".join(f"{count} {code}" for code, count in counts.items())
    return f"{sum(counts.values())} ({parts})" if parts else "0"


def _percentiles(waits: list[float]) -> tuple[float, float]:
    """The 50th and 95th percentile, milliseconds."""
    if len(waits) < 2:  # noqa: PLR2004 (quantiles needs two)
        return (sum(waits) * 1000, sum(waits) * 1000)
    cuts = quantiles(waits, n=20, method="inclusive")
    return cuts[9] * 1000, cuts[18] * 1000
