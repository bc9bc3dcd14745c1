"""Partners and experts say, writers answer; nothing said is left out of the count."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from roundtable.core.draft_words import PlainWording
from roundtable.core.errors import Refused
from roundtable.core.strategy import review
from roundtable.core.strategy.review import Remark, Reply, Round

W = PlainWording()
ROUND = Round("r1", "abc", "2021-10-01", "2021-10-15", ("Is it feasible?",))
COMMENT = Remark("a", "r1", "comment", "Mia", "expert", "2021-10-02", "Good.", "p1")
SUGGESTION = Remark(
    "b", "r1", "suggestion", "Leo", "partner", "2021-10-15", part="p1", quoted="desk", before=20,
    wording="counter",
)  # fmt: skip


def test_what_is_said_and_what_waits_for_an_answer() -> None:
    remarks = review.said(ROUND, review.said(ROUND, (), COMMENT), SUGGESTION)
    replies = review.answered(remarks, (), Reply("a", "taken", "Ana", "2021-10-16"))
    assert review.unanswered(remarks, replies) == (SUGGESTION,)
    assert review.unanswered(remarks, replies, among=("r2",)) == ()
    replies = review.answered(
        remarks, replies, Reply("b", "not", "Ana", "2021-10-16", "A desk it is.")
    )
    assert review.unanswered(remarks, replies) == ()
    replies = review.answered(remarks, replies, Reply("b", "part", "Ana", "2021-10-17", "Once."))
    assert len(replies) == 3
    assert review.told(review.reply_to("b", replies), W) == "Taken in part. Once."
    assert review.told(review.reply_to("a", replies), W) == "Taken."
    assert review.told(None, W) == "Not answered yet."


def test_only_writers_edit() -> None:
    assert [review.may_edit(role) for role in ("writer", "partner", "expert")] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"round": "r2"}, "round_unknown"),
        ({"on": "2021-10-16"}, "round_closed"),
        ({"on": "soon"}, "round_closed"),
        ({"id": "b"}, "remark_twice"),
        ({"kind": "answer", "question": 1}, "question_unknown"),
        ({"kind": "answer"}, "question_unknown"),
        ({"kind": "suggestion"}, "nothing_quoted"),
        ({"text": " "}, "text_empty"),
        ({"text": "x" * 6001}, "text_too_long"),
    ],
)
def test_what_cannot_be_said(change: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        review.said(ROUND, (SUGGESTION,), replace(COMMENT, **change))
    assert review.said(ROUND, (), replace(COMMENT, kind="answer", question=0))


def test_an_answer_has_its_reason() -> None:
    with pytest.raises(Refused, match="text_empty"):
        review.answered((COMMENT,), (), Reply("a", "not", "Ana", "2021-10-16", " "))
    with pytest.raises(Refused, match="remark_unknown"):
        review.answered((COMMENT,), (), Reply("zz", "taken", "Ana", "2021-10-16"))


def test_a_suggestion_finds_its_words_or_says_that_they_are_gone() -> None:
    text = "A desk opens. There is a desk in town."
    assert review.applied(SUGGESTION, text) == "A desk opens. There is a counter in town."
    assert review.applied(replace(SUGGESTION, before=0), text).startswith("A counter opens.")
    with pytest.raises(Refused, match="words_gone"):
        review.applied(SUGGESTION, "Nothing of it.")
    with pytest.raises(Refused, match="nothing_quoted"):
        review.applied(COMMENT, text)
    assert review.place_of(COMMENT, text) is None
