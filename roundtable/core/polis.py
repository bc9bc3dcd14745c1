"""Conversations that Polis exported: read, checked, and the matrix of last votes computed.

In these exports +1 is agree and -1 is disagree (inside Polis it is the other way round), rows of
`votes.csv` are every vote ever given, and a voter's last vote on a statement counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from roundtable.core import text
from roundtable.core.errors import Refused
from roundtable.core.polis_files import PolisError, Row, lines, rows

COMMENTS: Final = "comments.csv"
VOTES: Final = "votes.csv"
SUMMARY: Final = "summary.csv"
MATRIX: Final = "participants-votes.csv"
NEEDED: Final = (COMMENTS, VOTES)
FILES: Final = (*NEEDED, SUMMARY, MATRIX)
#: Characters of a statement: as many as a proposal may have.
LONGEST: Final = 1000
REJECTED: Final = -1

#: `{(voter, statement): mark}`; 1 agree, -1 disagree, 0 pass; no cell where there is no vote.
Matrix = dict[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement (Polis: comment). `at`: milliseconds since 1970."""

    id: int
    author: int
    text: str
    rejected: bool
    at: int


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote as it was given. `at`: milliseconds since 1970; `mark`: 1, -1 or 0."""

    at: int
    voter: int
    statement: int
    mark: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """An export: statements by id, votes in the order in which they were given.

    `given` is the matrix that came with it, None where there was none; `columns` its statements.
    """

    topic: str
    description: str
    url: str
    statements: tuple[Statement, ...]
    votes: tuple[Vote, ...]
    given: Matrix | None
    columns: frozenset[int]

    @property
    def voters(self) -> list[int]:
        """Everybody who voted, by number."""
        return sorted({vote.voter for vote in self.votes})

    @property
    def authors(self) -> list[int]:
        """Everybody who wrote a statement, by number."""
        return sorted({statement.author for statement in self.statements})

    def matrix(self) -> Matrix:
        """Each voter's last vote on each statement."""
        return {(vote.voter, vote.statement): vote.mark for vote in self.votes}


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that is not as it should be; None stands for no vote."""

    voter: int
    statement: int
    expected: int | None
    found: int | None

    def __str__(self) -> str:
        expected, found = (
            "no vote" if v is None else f"{v:+d}" for v in (self.expected, self.found)
        )
        return f"voter {self.voter}, statement {self.statement}: expected {expected}, found {found}"


def differences(expected: Matrix, found: Matrix) -> list[Difference]:
    """The cells in which two matrices differ, by voter and statement."""
    return [
        Difference(*cell, expected.get(cell), found.get(cell))
        for cell in sorted(expected.keys() | found.keys())
        if expected.get(cell) != found.get(cell)
    ]


def parse(files: Mapping[str, bytes]) -> Conversation:
    """The conversation in the files of an export, by their names. Raises `PolisError`."""
    for name in NEEDED:
        if name not in files:
            raise PolisError(
                name, None, "the file is missing; export the conversation from Polis again."
            )
    statements = _statements(files[COMMENTS])
    known = {statement.id for statement in statements}
    votes = _votes(files[VOTES], known)
    summary = _summary(files.get(SUMMARY, b""))
    given, columns = _matrix(files[MATRIX], known) if MATRIX in files else (None, frozenset[int]())
    return Conversation(
        topic=summary.get("topic", ""),
        description=summary.get("conversation-description", ""),
        url=summary.get("url", ""),
        statements=tuple(sorted(statements, key=lambda statement: statement.id)),
        votes=tuple(
            sorted(votes, key=lambda vote: vote.at)
        ),  # stable: rows of one moment keep theirs
        given=given,
        columns=columns,
    )


def _statements(content: bytes) -> list[Statement]:
    needed = ("timestamp", "comment-id", "author-id", "moderated", "comment-body")
    found: dict[int, Statement] = {}
    for row in rows(COMMENTS, content, needed):
        number = row.number("comment-id")
        if number in found:
            raise row.wrong(f"comment-id {number} is there twice; remove one of the two rows.")
        found[number] = Statement(
            id=number,
            author=row.number("author-id"),
            text=_body(row),
            rejected=_rejected(row),
            at=row.moment("timestamp"),
        )
    if not found:
        raise PolisError(
            COMMENTS, None, "there is no statement in it; export the conversation again."
        )
    return list(found.values())


def _rejected(row: Row) -> bool:
    if (moderated := row.whole("moderated")) not in (-1, 0, 1):
        raise row.wrong(f"moderated is {moderated}; write -1 (rejected), 0 (not moderated) or 1.")
    return moderated == REJECTED


def _body(row: Row) -> str:
    try:
        return text.clean(row.cells["comment-body"], field="comment-body", longest=LONGEST)
    except Refused as refused:
        raise row.wrong(
            {
                "text_empty": "the statement is empty; write its text or remove the row.",
                "text_control": "the statement has an invisible control character; delete it.",
                "text_too_long": f"the statement is too long; shorten it to {LONGEST} characters.",
            }[refused.code]
        ) from None


def _votes(content: bytes, known: set[int]) -> list[Vote]:
    votes = []
    for row in rows(VOTES, content, ("timestamp", "comment-id", "voter-id", "vote")):
        statement = row.number("comment-id")
        if statement not in known:
            raise row.wrong(
                f"a vote for the statement {statement}, which {COMMENTS} does not have; "
                "remove the row or export both files again."
            )
        at, voter = row.moment("timestamp"), row.number("voter-id")
        votes.append(Vote(at, voter, statement, row.mark("vote")))
    if not votes:
        raise PolisError(VOTES, None, "there is no vote in it; export the conversation again.")
    return votes


def _summary(content: bytes) -> dict[str, str]:
    """`summary.csv` has no header: one key and its value in each line."""
    return {
        cells[0].strip(): " ".join(cells[1].split())
        for _line, cells in lines(SUMMARY, content)
        if len(cells) > 1
    }


def _matrix(content: bytes, known: set[int]) -> tuple[Matrix, frozenset[int]]:
    """Cells, and the statements that have a column. Columns that are no number tell other things."""
    matrix: Matrix = {}
    columns: dict[str, int] = {}
    for row in rows(MATRIX, content, ("participant",)):
        columns = columns or _columns(row, known)
        voter = row.number("participant")
        for name, statement in columns.items():
            if row.cells[name].strip():
                matrix[voter, statement] = row.mark(name)
    return matrix, frozenset(columns.values())


def _columns(row: Row, known: set[int]) -> dict[str, int]:
    columns = {name: int(name) for name in row.cells if name.isascii() and name.isdigit()}
    if unknown := sorted(set(columns.values()) - known):
        raise PolisError(
            MATRIX,
            1,
            f"a column for the statement {unknown[0]}, which {COMMENTS} does not have; "
            "export both files again.",
        )
    return columns
