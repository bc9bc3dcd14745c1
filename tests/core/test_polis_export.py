"""Conversations as Polis exports them: what is written is read again as it was."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from roundtable.core import polis, polis_export

TEXTS = ["One desk for all papers", '=SUM(A1:A9), "quoted"', "O şcoală; deschisă 🙂", "-1", "خبز"]
OPTIONS = [(f"option-{n}", text) for n, text in enumerate(TEXTS)]
MARKS = st.dictionaries(
    st.sampled_from([key for key, _text in OPTIONS]), st.sampled_from([1, -1, 0]), min_size=1
)
BALLOTS = st.lists(MARKS, min_size=1, max_size=12)
AT = 1_790_000_000_000


def files_of(ballots: list[dict[str, int]]) -> dict[str, bytes]:
    said = {"topic": "Streets", "description": "What, and why?", "url": "https://polis.example/1"}
    return polis_export.write(polis_export.conversation_of(OPTIONS, ballots, AT, **said))


@given(BALLOTS)
def test_the_matrix_is_the_same_after_reading(ballots: list[dict[str, int]]) -> None:
    conversation = polis.parse(files_of(ballots))
    assert conversation.given == conversation.matrix()
    assert conversation.columns == set(range(len(OPTIONS)))
    number = {key: n for n, (key, _text) in enumerate(OPTIONS)}
    found: dict[int, dict[int, int]] = {}
    for (voter, statement), mark in conversation.matrix().items():
        found.setdefault(voter, {})[statement] = mark
    cast = [sorted((number[o], mark) for o, mark in marks.items()) for marks in ballots]
    assert sorted(sorted(each.items()) for each in found.values()) == sorted(cast)


@given(BALLOTS)
def test_what_was_read_is_written_byte_for_byte(ballots: list[dict[str, int]]) -> None:
    files = files_of(ballots)
    assert polis_export.write(polis.parse(files)) == files


@given(BALLOTS, st.randoms())
def test_the_files_do_not_tell_who_voted_in_which_order(
    ballots: list[dict[str, int]], chance: random.Random
) -> None:
    before = files_of(ballots)
    chance.shuffle(ballots)
    assert files_of(ballots) == before


def test_plus_one_is_agree() -> None:
    files = files_of([{"option-0": 1, "option-1": -1, "option-2": 0}])
    rows = files["votes.csv"].decode().splitlines()[1:]
    assert [row.split(",")[2:] for row in rows] == [
        ["0", "0", "1"],
        ["1", "0", "-1"],
        ["2", "0", "0"],
    ]
    comments = files["comments.csv"].decode().splitlines()
    assert comments[1].split(",")[4:7] == ["1", "0", "1"]
    assert comments[2].split(",")[4:7] == ["0", "1", "1"]


def test_texts_come_back_as_they_were_and_no_author_is_a_voter() -> None:
    conversation = polis.parse(files_of([{"option-0": 1}, {"option-3": -1}]))
    assert [statement.text for statement in conversation.statements] == TEXTS
    assert len(conversation.authors) == len(TEXTS)
    assert not set(conversation.authors) & set(conversation.voters)
    assert (conversation.topic, conversation.description) == ("Streets", "What, and why?")
    assert {vote.at for vote in conversation.votes} == {AT}
