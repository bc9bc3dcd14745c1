"""Votes as `.pb` files of Pabulib: written here, read by `core.pabulib_reading`, both by way of `Election`.

Ballots are written in the order of what is on them, and numbered so. That order follows from the
ballots alone: it cannot tell who voted, nor when (docs/formats/pb.md).
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from roundtable.core import ballots as b
from roundtable.core.errors import Refused
from roundtable.core.pabulib_model import MONEY, TYPES, Election, ElectionError, Project
from roundtable.core.pabulib_reading import read
from roundtable.core.rules.base import Marks

__all__ = ["TYPES", "Election", "ElectionError", "Project", "election_of", "read", "write"]

Row = tuple[str | int, ...]
#: What Pabulib calls the rules that it knows.
_RULES = {"equal_shares": "equalshares/add1"}


def election_of(
    settings: Mapping[str, Any],
    projects: Sequence[Project],
    ballots: Iterable[Marks],
    seats: int = 0,
    **said: str,
) -> Election:
    """A vote of a roundtable as an election; `said`: its rule, description, unit and code.

    ballots: marks by the ids of projects; empty ones are left out, as they are not counted either.
    seats: as many as its rule took up. Without costs each project costs 1, and the budget is the
    seats (1 where only an order was asked for).
    Raises `Refused` (`ballot_unfit`) for a ballot that the format has no word for.
    """
    kind = b.of_settings(settings)
    money = kind.name == MONEY
    vote_type = "approval" if money else {ours: name for name, ours in TYPES.items()}.get(kind.name)
    if vote_type is None:
        raise Refused("ballot_unfit", "ballot", ballot=kind.name)
    return Election(
        vote_type=vote_type,
        budget=kind.budget if money else max(1, seats),
        projects=tuple(p if money else Project(p.id, 1, p.name) for p in projects),
        ballots=tuple(sorted((dict(marks) for marks in ballots if marks), key=_content)),
        most=kind.best or (0 if money else kind.budget),
        ballot=kind.name,
        seats=0 if money else seats,
        **said,
    )


def _content(marks: Marks) -> list[tuple[str, int]]:
    return sorted(marks.items())


def write(election: Election) -> str:
    """The election as a `.pb` file; the same for the same ballots, in whatever order they were given."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\n")
    rows.writerows([("META",), ("key", "value"), *_meta(election)])
    rows.writerows([("PROJECTS",), ("project_id", "cost", "votes", "name")])
    named = Counter(project for marks in election.ballots for project in marks)
    rows.writerows((p.id, p.cost, named[p.id], p.name) for p in election.projects)
    rows.writerows([("VOTES",), *_votes(election)])
    return out.getvalue()


def _meta(election: Election) -> list[Row]:
    kind, most = election.vote_type, election.most
    found: dict[str, str | int] = {
        "description": election.description,
        "country": "",
        "unit": election.unit,
        "instance": election.code,
        "num_projects": len(election.projects),
        "num_votes": len(election.ballots),
        "budget": election.budget,
        "vote_type": kind,
        "rule": _RULES.get(election.rule, election.rule),
    }
    if kind == "approval" and most:
        found["max_length"] = most
    if election.ballot == MONEY:
        found["max_sum_cost"] = election.budget
    if kind == "cumulative":
        found["max_sum_points"] = most
    if kind == "scoring":
        found |= {"min_points": 0, "max_points": most, "default_score": 0}
    if _has_ties(election):
        found["comment"] = "Projects may share a place: see the column places."
    if election.ballot:
        found |= {"roundtable_ballot": election.ballot, "roundtable_seats": election.seats}
    return list(found.items())


def _votes(election: Election) -> list[Row]:
    """The header and a row for each ballot; the cells of a ballot are in the order of its file."""
    names, ties = ["voter_id", "vote"], _has_ties(election)
    if election.vote_type in ("cumulative", "scoring"):
        names.append("points")
    elif ties:
        names.append("places")
    place = {project.id: n for n, project in enumerate(election.projects)}
    rows: list[Row] = [tuple(names)]
    for voter, marks in enumerate(sorted(election.ballots, key=_content), 1):
        order = sorted(marks, key=place.__getitem__)
        if election.vote_type == "ordinal":
            order.sort(key=marks.__getitem__)
        row: tuple[str | int, ...] = (voter, ",".join(order))
        rows.append(
            (*row, ",".join(str(marks[p]) for p in order)) if len(names) > len(row) else row
        )
    return rows


def _has_ties(election: Election) -> bool:
    """Whether some ranking is not simply 1, 2, 3 and so on, which is all that the format knows."""
    return election.vote_type == "ordinal" and any(
        sorted(marks.values()) != list(range(1, len(marks) + 1)) for marks in election.ballots
    )
