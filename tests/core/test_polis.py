"""Exports of Polis: what is read, which vote counts, and every way in which a folder can be broken."""

from __future__ import annotations

import csv
import io

import pytest

from roundtable.core.polis import differences, parse
from roundtable.core.polis_files import PolisError

COMMENTS = (
    "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
    '3000,then,2,11,0,0,-1,"Rejected, with a comma"\n'
    '1000,then,0,10,1,0,1,"A text\nof two lines"\n'
    "2000,then,1,10,0,0,0,Închidem strada\n"
)
VOTES = (
    "timestamp,datetime,comment-id,voter-id,vote\n"
    "5000,then,0,11,-1\n"
    "4000,then,0,11,1\n"
    "4000,then,0,10,1\n"
    "6000,then,1,10,0\n"
    "6000,then,1,10,1\n"
)
SUMMARY = 'topic,Streets\nurl,https://polis.example/1\nconversation-description,"What, and why?"\n'
MATRIX = "participant,xid,group-id,n-votes,0,1\n10,,0,2,1,1\n11,,,1,-1,\n"


def export(**changed: str | bytes | None) -> dict[str, bytes]:
    given: dict[str, str | bytes | None] = {"comments": COMMENTS, "votes": VOTES}
    given |= {"summary": SUMMARY, "participants_votes": MATRIX}
    given |= changed
    return {
        f"{name.replace('_', '-')}.csv": content if isinstance(content, bytes) else content.encode()
        for name, content in given.items()
        if content is not None
    }


def test_statements_are_read_in_the_order_of_their_ids() -> None:
    conversation = parse(export())
    assert [(s.id, s.author, s.rejected) for s in conversation.statements] == [
        (0, 10, False), (1, 10, False), (2, 11, True)
    ]  # fmt: skip
    assert [s.text for s in conversation.statements] == [
        "A text of two lines", "Închidem strada", "Rejected, with a comma"
    ]  # fmt: skip
    assert (conversation.topic, conversation.description) == ("Streets", "What, and why?")
    assert conversation.url == "https://polis.example/1"
    assert (conversation.voters, conversation.authors) == ([10, 11], [10, 11])


def test_the_last_vote_counts_by_time_and_then_by_row() -> None:
    conversation = parse(export())
    assert [vote.at for vote in conversation.votes] == [4000, 4000, 5000, 6000, 6000]
    assert conversation.matrix() == {(10, 0): 1, (10, 1): 1, (11, 0): -1}
    assert conversation.given == conversation.matrix()
    assert conversation.columns == {0, 1}


def test_plus_one_is_agree_and_stays_plus_one() -> None:
    votes = "timestamp,comment-id,voter-id,vote\n1,0,1,1\n2,0,2,-1\n3,0,3,0\n"
    assert parse(export(votes=votes)).matrix() == {(1, 0): 1, (2, 0): -1, (3, 0): 0}


def test_differences_name_missing_wrong_and_surplus_cells() -> None:
    found = differences({(1, 0): 1, (1, 1): -1, (2, 0): 0}, {(1, 0): 1, (1, 1): 1, (3, 0): 0})
    assert [str(each) for each in found] == [
        "voter 1, statement 1: expected -1, found +1",
        "voter 2, statement 0: expected +0, found no vote",
        "voter 3, statement 0: expected no vote, found +0",
    ]


def test_summary_and_matrix_may_be_missing_and_a_byte_order_mark_is_no_harm() -> None:
    conversation = parse(
        export(summary=None, participants_votes=None, comments=b"\xef\xbb\xbf" + COMMENTS.encode())
    )
    assert (conversation.topic, conversation.given, len(conversation.statements)) == ("", None, 3)


def test_blank_lines_and_carriage_returns_are_no_harm() -> None:
    conversation = parse(export(votes=VOTES.replace("\n", "\r\n") + "\r\n\r\n"))
    assert len(conversation.votes) == 5


HEAD = "timestamp,comment-id,author-id,moderated,comment-body\n"
VOTE_HEAD = "timestamp,comment-id,voter-id,vote\n"

BROKEN: dict[str, tuple[dict[str, str | bytes | None], str]] = {
    "no comments": ({"comments": None}, "comments.csv: the file is missing"),
    "no votes": ({"votes": None}, "votes.csv: the file is missing"),
    "empty": ({"comments": ""}, "comments.csv: the file is empty"),
    "blank": ({"votes": "\n \n"}, "votes.csv: the file is empty"),
    "only a header": ({"votes": VOTE_HEAD}, "votes.csv: there is no vote in it"),
    "no statement": ({"comments": HEAD}, "comments.csv: there is no statement in it"),
    "wrong header": (
        {"votes": "time,comment,voter,vote\n1,0,1,1\n"},
        'votes.csv, line 1: the header has no column "timestamp"',
    ),
    "wrong header of the matrix": (
        {"participants_votes": "who,0\n1,1\n"},
        'participants-votes.csv, line 1: the header has no column "participant"',
    ),
    "unknown statement": (
        {"votes": VOTES + "7000,then,99,10,1\n"},
        "votes.csv, line 7: a vote for the statement 99, which comments.csv does not have",
    ),
    "unknown column": (
        {"participants_votes": "participant,7\n1,1\n"},
        "participants-votes.csv, line 1: a column for the statement 7",
    ),
    "other vote": (
        {"votes": VOTE_HEAD + "1,0,1,2\n"},
        'votes.csv, line 2: vote is "2"; write 1 for',
    ),
    "empty vote": (
        {"votes": VOTE_HEAD + "1,0,1,\n"},
        "votes.csv, line 2: vote is empty; write 1 for",
    ),
    "other cell": (
        {"participants_votes": "participant,0\n1,x\n"},
        'participants-votes.csv, line 2: 0 is "x"; write 1 for agree',
    ),
    "no number": ({"votes": VOTE_HEAD + "1,zero,1,1\n"}, 'votes.csv, line 2: comment-id is "zero"'),
    "below zero": ({"votes": VOTE_HEAD + "1,0,-4,1\n"}, "votes.csv, line 2: voter-id is -4"),
    "no time": (
        {"votes": VOTE_HEAD + "9999999999999999,0,4,1\n"},
        "votes.csv, line 2: timestamp is 9999999999999999; write the milliseconds since 1970.",
    ),
    "moderated": ({"comments": HEAD + "1,0,1,7,Text\n"}, "comments.csv, line 2: moderated is 7"),
    "twice": ({"comments": COMMENTS + "1,t,0,1,0,0,1,Again\n"}, "comment-id 0 is there twice"),
    "no text": (
        {"comments": HEAD + '1,0,1,1,"  "\n'},
        "comments.csv, line 2: the statement is empty",
    ),
    "control": ({"comments": HEAD + "1,0,1,1,a\x07b\n"}, "line 2: the statement has an invisible"),
    "too long": (
        {"comments": HEAD + f"1,0,1,1,{'a' * 1001}\n"},
        "line 2: the statement is too long",
    ),
    "cells": ({"votes": VOTE_HEAD + "1,0,1\n"}, "votes.csv, line 2: 3 cells instead of 4"),
    "quotes": (
        {"comments": COMMENTS + '1,t,5,1,0,0,1,"open\n'},
        "comments.csv, line 6: it is not CSV",
    ),
    "encoding": (
        {"comments": COMMENTS.encode("latin-1", "replace").replace(b"?nchidem", b"\xcenchidem")},
        "comments.csv, line 5: it is not UTF-8; save the file with the encoding UTF-8.",
    ),
}


@pytest.mark.parametrize(("changed", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_export_is_told_with_file_line_and_remedy(
    changed: dict[str, str | bytes | None], said: str
) -> None:
    with pytest.raises(PolisError) as failed:
        parse(export(**changed))
    sentence = str(failed.value)
    assert said in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_what_a_csv_writer_writes_is_what_is_read() -> None:
    texts = ['"quoted"', "a, b", "Ünïcode 🙂", "=1+1", "<b>&amp;"]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD.strip().split(","))
    writer.writerows([n, n, 1, 1, text] for n, text in enumerate(texts))
    found = parse(export(comments=out.getvalue(), participants_votes=None))
    assert [statement.text for statement in found.statements] == texts


def test_a_separator_inside_a_text_does_not_end_its_row() -> None:
    comments = HEAD + "1,0,1,1,One\u2028and\x85two\n2,1,1,1,Three\n"
    found = parse(export(comments=comments, participants_votes=None))
    assert [statement.text for statement in found.statements] == ["One and two", "Three"]
