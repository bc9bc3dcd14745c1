"""Conversations written as Polis exports them: what `core.polis` reads, it finds as it was.

+1 is agree in these files (inside Polis it is the other way round). Voters are numbered in the order
of what is on their ballots, which follows from the ballots alone, and everything bears one time: the
files tell neither who voted nor when. Each statement has an author of its own, with a number that no
voter has: that somebody wrote one and how the same person voted is not told (docs/formats/polis.md).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from roundtable.core.polis import (
    COMMENTS,
    MATRIX,
    REJECTED,
    SUMMARY,
    VOTES,
    Conversation,
    Statement,
    Vote,
)
from roundtable.core.rules.base import Marks

#: What Polis writes for a statement that was let in.
ACCEPTED = 1


def conversation_of(
    options: Sequence[tuple[str, str]],
    ballots: Iterable[Marks],
    at: int,
    **said: str,
) -> Conversation:
    """A vote with agree, disagree and pass as a conversation.

    options: `(id, text)`, which become statements 0, 1 and so on; ballots: marks by these ids, 1
    agree, -1 disagree, 0 pass; at: the time that everything bears, milliseconds since 1970; said:
    topic, description and url.
    """
    number = {option: n for n, (option, _text) in enumerate(options)}
    cast = sorted(sorted((number[o], m) for o, m in marks.items()) for marks in ballots if marks)
    statements = [
        Statement(n, len(cast) + n, text, rejected=False, at=at)
        for n, (_option, text) in enumerate(options)
    ]
    votes = [Vote(at, voter, n, mark) for voter, marks in enumerate(cast) for n, mark in marks]
    return Conversation(
        topic=said.get("topic", ""),
        description=said.get("description", ""),
        url=said.get("url", ""),
        statements=tuple(statements),
        votes=tuple(votes),
        given=None,
        columns=frozenset(number.values()),
    )


def write(conversation: Conversation) -> dict[str, bytes]:
    """The four files of an export, by their names."""
    return {
        SUMMARY: _csv(_summary(conversation)),
        COMMENTS: _csv(_comments(conversation)),
        VOTES: _csv(_votes(conversation)),
        MATRIX: _csv(_matrix(conversation)),
    }


def _csv(rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def _summary(conversation: Conversation) -> list[tuple[str, str | int]]:
    return [
        ("topic", conversation.topic),
        ("url", conversation.url),
        ("voters", len(conversation.voters)),
        ("voters-in-conv", len(conversation.voters)),
        ("commenters", len(conversation.authors)),
        ("comments", len(conversation.statements)),
        ("conversation-description", conversation.description),
    ]


def _comments(conversation: Conversation) -> list[tuple[Any, ...]]:
    header = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body"
    by_statement = _by(conversation, lambda cell: cell[1])
    return [tuple(header.split(","))] + [
        (
            statement.at,
            _day(statement.at),
            statement.id,
            statement.author,
            by_statement.get(statement.id, []).count(1),
            by_statement.get(statement.id, []).count(-1),
            REJECTED if statement.rejected else ACCEPTED,
            statement.text,
        )
        for statement in conversation.statements
    ]


def _votes(conversation: Conversation) -> list[tuple[Any, ...]]:
    return [("timestamp", "datetime", "comment-id", "voter-id", "vote")] + [
        (vote.at, _day(vote.at), vote.statement, vote.voter, vote.mark)
        for vote in conversation.votes
    ]


def _matrix(conversation: Conversation) -> list[tuple[Any, ...]]:
    names = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
    columns, cells = sorted(conversation.columns), conversation.matrix()
    by_voter = _by(conversation, lambda cell: cell[0])
    return [(*names, *columns)] + [
        (
            voter,
            "",
            "",
            len(by_voter[voter]),
            by_voter[voter].count(1),
            by_voter[voter].count(-1),
            *(cells.get((voter, column), "") for column in columns),
        )
        for voter in conversation.voters
    ]


def _by(conversation: Conversation, part: Any) -> Mapping[int, list[int]]:
    """The marks of the matrix by voter or by statement."""
    found: dict[int, list[int]] = {}
    for cell, mark in conversation.matrix().items():
        found.setdefault(part(cell), []).append(mark)
    return found


def _day(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="seconds")
