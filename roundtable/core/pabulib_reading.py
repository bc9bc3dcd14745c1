"""`.pb` files of Pabulib, read and checked: what is wrong is told with its line and what to do."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from roundtable.core import text as texts
from roundtable.core.errors import Refused
from roundtable.core.pabulib_model import MONEY, TYPES, Election, ElectionError, Project
from roundtable.core.polis_files import quoted
from roundtable.core.rules.base import Marks

#: Characters of a file: the largest of Pabulib have some 10 million.
LARGEST: Final = 64_000_000
LONGEST_NAME: Final = 4000
SECTIONS: Final = ("META", "PROJECTS", "VOTES")
_NEEDED: Final = {
    "META": ("key", "value"),
    "PROJECTS": ("project_id", "cost"),
    "VOTES": ("voter_id", "vote"),
}
_WHOLE: Final = re.compile(r"(\d{1,15})(?:\.0+)?", re.ASCII)
#: Ballots that a file may say it comes from, by its type.
_OURS: Final = {name: {ours} for name, ours in TYPES.items()} | {"approval": {"approval", MONEY}}


@dataclass(slots=True)
class _Row:
    """One row of a section."""

    line: int
    cells: dict[str, str]

    def whole(self, column: str, what: str | None = None) -> int:
        """A cell as a whole number, 0 or more; "12.00" is one."""
        found = self.cells[column].strip()
        if (number := _WHOLE.fullmatch(found)) is None:
            raise ElectionError(
                self.line, f"{what or column} is {quoted(found)}; write a whole number, 0 or more."
            )
        return int(number[1])

    def parts(self, column: str) -> list[str]:
        """A cell as a list with commas; empty: none."""
        found = self.cells[column].strip()
        return [part.strip() for part in found.split(",")] if found else []


@dataclass(slots=True)
class _Section:
    line: int
    header: list[str] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)


class _Meta:
    """The keys of the section META, each with its line."""

    def __init__(self, section: _Section) -> None:
        self._rows: dict[str, _Row] = {}
        for row in section.rows:
            key = row.cells["key"].strip()
            if key in self._rows:
                raise ElectionError(row.line, f"{quoted(key)} is there twice; remove one of them.")
            self._rows[key] = row
        self._line = section.line

    def text(self, key: str) -> str:
        """A value, "" where there is none."""
        row = self._rows.get(key)
        return _clean(row, "value") if row else ""

    def number(self, key: str, default: int | None = None) -> int:
        """A value as a whole number. Raises `ElectionError` where it is none, or needed and missing."""
        row = self._rows.get(key)
        if row is None or (default is not None and not row.cells["value"].strip()):
            if default is None:
                raise ElectionError(self._line, f"META has no {key}; add a line {key};NUMBER.")
            return default
        return row.whole("value", key)

    def line(self, key: str) -> int:
        """Where a key stands; the section where it is missing."""
        return self._rows[key].line if key in self._rows else self._line


def read(text: str) -> Election:
    """The election in a `.pb` file. Raises `ElectionError`."""
    if len(text) > LARGEST:
        raise ElectionError(None, f"the file has more than {LARGEST:,} characters.")
    sections = _sections(text)
    meta = _Meta(sections["META"])
    vote_type = _vote_type(meta)
    projects = _projects(sections["PROJECTS"])
    ballot = meta.text("roundtable_ballot")
    if ballot and ballot not in _OURS[vote_type]:
        raise ElectionError(
            meta.line("roundtable_ballot"),
            f"{quoted(ballot)} is no ballot of {vote_type} votes; remove the line.",
        )
    rule = meta.text("rule")
    election = Election(
        vote_type=vote_type,
        budget=meta.number("budget"),
        projects=projects,
        ballots=_ballots(sections["VOTES"], vote_type, {project.id for project in projects}),
        most=_most(meta, vote_type),
        ballot=ballot,
        seats=meta.number("roundtable_seats", 0),
        rule="equal_shares" if rule == "equalshares/add1" else rule,
        description=meta.text("description"),
        unit=meta.text("unit"),
        code=meta.text("instance"),
    )
    _check_numbers(election, meta)
    _check_limits(election, sections["VOTES"])
    return election


def _sections(text: str) -> dict[str, _Section]:
    found: dict[str, _Section] = {}
    section: _Section | None = None
    for line, cells in _lines(text.removeprefix("\ufeff")):
        name = cells[0].strip().upper()
        if name in SECTIONS and not any(cell.strip() for cell in cells[1:]):
            if name != SECTIONS[len(found)] if len(found) < len(SECTIONS) else True:
                raise ElectionError(
                    line, f"{name} is not in its place; write {', '.join(SECTIONS)} once each."
                )
            section = found[name] = _Section(line)
        elif section is None:
            raise ElectionError(line, "the file does not begin with META; is it a .pb file?")
        elif not section.header:
            section.header = _header(line, cells, list(found)[-1])
        else:
            section.rows.append(_row(line, cells, section.header))
    for name in SECTIONS:
        if name not in found:
            raise ElectionError(None, f"the section {name} is missing; look if the file is whole.")
        if not found[name].header:
            names = ";".join(_NEEDED[name])
            raise ElectionError(found[name].line, f"below {name} there is no header {names}.")
    return found


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ElectionError(
                line, f"it cannot be read ({error}); check the quotes there."
            ) from None
        if any(cell.strip() for cell in cells):
            yield line, cells


def _header(line: int, cells: list[str], section: str) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    for name in _NEEDED[section]:
        if name not in names:
            raise ElectionError(line, f"{section} has no column {name}; add it to this line.")
    if len(set(names)) < len(names):
        raise ElectionError(line, "a column is there twice; remove one of the two.")
    return names


def _row(line: int, cells: list[str], header: list[str]) -> _Row:
    if len(cells) > len(header) and not any(cell.strip() for cell in cells[len(header) :]):
        cells = cells[: len(header)]
    if len(cells) != len(header):
        raise ElectionError(
            line,
            f"{len(cells)} cells instead of {len(header)}; look for a semicolon too many or too few.",
        )
    return _Row(line, dict(zip(header, cells, strict=True)))


def _vote_type(meta: _Meta) -> str:
    found = meta.text("vote_type").lower()
    if found == "choose-1":
        return "approval"
    if found not in TYPES:
        raise ElectionError(
            meta.line("vote_type"),
            f"vote_type is {quoted(found)}; write one of {', '.join(TYPES)}.",
        )
    return found


def _most(meta: _Meta, vote_type: str) -> int:
    if meta.text("vote_type").lower() == "choose-1":
        return 1
    key = {"approval": "max_length", "cumulative": "max_sum_points", "scoring": "max_points"}
    return meta.number(key[vote_type], 0) if vote_type in key else 0


def _clean(row: _Row, column: str) -> str:
    try:
        return texts.clean(row.cells[column], field=column, longest=LONGEST_NAME, empty=True)
    except Refused as refused:
        raise ElectionError(
            row.line,
            {
                "text_control": f"{column} has an invisible control character; delete it.",
                "text_too_long": f"{column} is too long; shorten it to {LONGEST_NAME} characters.",
            }[refused.code],
        ) from None


def _projects(section: _Section) -> tuple[Project, ...]:
    found: dict[str, Project] = {}
    for row in section.rows:
        key = row.cells["project_id"].strip()
        if not key or "," in key:
            raise ElectionError(
                row.line, f"project_id is {quoted(key)}; write an id without commas."
            )
        if key in found:
            raise ElectionError(row.line, f"the project {quoted(key)} is there twice.")
        name = _clean(row, "name") if "name" in row.cells else ""
        found[key] = Project(key, row.whole("cost"), name)
    if not found:
        raise ElectionError(section.line, "there is no project; look if the file is whole.")
    return tuple(found.values())


def _ballots(section: _Section, vote_type: str, known: set[str]) -> tuple[Marks, ...]:
    pointed = vote_type in ("cumulative", "scoring")
    if pointed and "points" not in section.header:
        raise ElectionError(section.line + 1, f"VOTES has no column points; {vote_type} needs it.")
    voters: set[str] = set()
    ballots = []
    for row in section.rows:
        voter = row.cells["voter_id"].strip()
        if not voter or voter in voters:
            raise ElectionError(
                row.line, f"voter_id is {quoted(voter)}; each needs one of its own."
            )
        voters.add(voter)
        chosen = _chosen(row, known)
        marks = _marks(row, chosen, vote_type)
        # A project without dots was not marked; in a score 0 is a mark like any other.
        ballots.append({p: m for p, m in marks.items() if m or vote_type == "scoring"})
    return tuple(ballots)


def _chosen(row: _Row, known: set[str]) -> list[str]:
    chosen = row.parts("vote")
    for project in chosen:
        if project not in known:
            raise ElectionError(
                row.line, f"a vote for {quoted(project)}, which PROJECTS does not have."
            )
    if len(set(chosen)) < len(chosen):
        raise ElectionError(row.line, "a project is named twice in this vote; remove one.")
    return chosen


def _marks(row: _Row, chosen: list[str], vote_type: str) -> Mapping[str, int]:
    column = {"approval": "", "ordinal": "places"}.get(vote_type, "points")
    if column not in row.cells:
        return dict.fromkeys(chosen, 1) if vote_type == "approval" else _places(chosen)
    given = row.parts(column)
    if len(given) != len(chosen):
        raise ElectionError(
            row.line, f"{len(given)} {column} for {len(chosen)} projects; give each its own."
        )
    numbers = [_Row(row.line, {column: each}).whole(column) for each in given]
    if column == "places" and (sorted(numbers) != numbers or 0 in numbers):
        raise ElectionError(row.line, "places have to be 1 or more, and the best come first.")
    return dict(zip(chosen, numbers, strict=True))


def _places(chosen: list[str]) -> dict[str, int]:
    return {project: place for place, project in enumerate(chosen, 1)}


def _check_numbers(election: Election, meta: _Meta) -> None:
    for key, found in (
        ("num_projects", len(election.projects)),
        ("num_votes", len(election.ballots)),
    ):
        if (said := meta.number(key)) != found:
            raise ElectionError(
                meta.line(key),
                f"{key} is {said}, but there are {found}; look if the file is whole.",
            )


def _check_limits(election: Election, section: _Section) -> None:
    """No ballot holds more than META allows."""
    most, kind = election.most, election.vote_type
    for row, marks in zip(section.rows, election.ballots, strict=True):
        used = {
            "approval": len(marks),
            "cumulative": sum(marks.values()),
            "scoring": max(marks.values(), default=0),
        }.get(kind, 0)
        if most and used > most:
            raise ElectionError(row.line, f"this vote has {used}, but META allows {most}.")
        if election.ballot == MONEY:
            spent = sum(election.costs[project] for project in marks)
            if spent > election.budget:
                raise ElectionError(
                    row.line, f"this vote costs {spent}, but the budget is {election.budget}."
                )
