"""The draft says what the record says, and nothing that may not be told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir

from roundtable.core import draft as drafts
from roundtable.core.draft import RecordError, build
from tests.reports.records import GROUPS, make_passage, make_proposal, make_record, make_vote


def test_priorities_stand_in_order_of_support() -> None:
    work = build(make_record()).areas[0]
    assert [(p.place, p.cite.label, p.support and p.support.figure) for p in work.priorities] == [
        (1, "C-1", "31"),
        (2, "C-2", "15"),
    ]
    assert work.headline == "Wanted most, by 31 people: Title of c-1."
    assert [q.cite.label for q in work.priorities[0].quotes] == ["P-001", "P-002"]


def test_it_says_how_groups_saw_it() -> None:
    draft = build(make_record())
    first, second = draft.areas[0].priorities
    assert first.support is not None
    assert first.support.sentence.endswith("At least half of every group is for it.")
    assert second.support is not None
    assert "At least half are for it among: Employers." in second.support.sentence
    assert second.contrast == ("Employers 7 of 8", "Schools 1 of 6")
    assert draft.differences == ("Title of c-2: Employers 7 of 8, Schools 1 of 6.",)


def test_groups_stand_in_the_order_of_their_marks_whatever_the_order_of_the_result() -> None:
    record = make_record()
    vote = record["vote"]
    vote["groups"].reverse()
    for option in vote["options"]:
        option["by_group"].reverse()
    draft = build(record)
    assert [s.name for s in draft.process.shares] == [title for _, title, _ in GROUPS]
    support = draft.areas[0].priorities[0].support
    assert support is not None
    assert [(g.name, g.figure) for g in support.groups][:2] == [
        ("City", "11 of 14"),
        ("Newcomers", "9 of 10"),
    ]


def test_a_tie_shares_its_place() -> None:
    record = make_record(vote=make_vote({"c-1": (5, 5, 5, 5), "c-2": (5, 5, 5, 5)}))
    work = build(record).areas[0]
    assert [(p.place, p.shared) for p in work.priorities] == [(1, True), (1, True)]
    assert work.headline == "2 options share the first place."


def test_hidden_and_withdrawn_words_are_nowhere() -> None:
    record = make_record()
    record["proposals"][0] |= {"status": "hidden", "text": "SECRET ONE"}
    record["proposals"][5] |= {"status": "withdrawn", "text": "SECRET TWO"}
    draft = build(record)
    assert "SECRET" not in repr(draft)
    assert [r.instead.split()[0] for r in draft.annex.rows if r.words is None] == [
        "Hidden",
        "Withdrawn",
    ]
    assert draft.areas[0].priorities[0].withheld.startswith("1 more proposal")


def test_a_small_group_is_not_named() -> None:
    record = make_record()
    record["proposals"][0] |= {"withheld": True, "group": "g4"}
    draft = build(record)
    assert draft.annex.rows[0].who == "small group"
    assert draft.areas[0].priorities[0].quotes[0].who == "small group"


def test_without_a_vote_small_groups_are_pooled_in_who_took_part() -> None:
    record = make_record(vote=None, passages=[])
    record["groups"][3]["present"] = 2
    record["no_group"] = 4
    shares = build(record).process.shares
    assert ("Schools", 2) not in [(s.name, s.present) for s in shares]
    assert sum(s.present for s in shares) == 14 + 10 + 8 + 2 + 4


def test_every_proposal_is_traced_to_its_priority_and_back() -> None:
    draft = build(make_record())
    rows = {row.cite.anchor: row for row in draft.annex.rows}
    assert len(rows) == 6
    for area in draft.areas:
        for priority in area.priorities:
            for quote in priority.quotes:
                assert rows[quote.cite.anchor].leads_to == priority.cite.anchor
    assert rows["P-001"].fate == "Joined with others in C-1, place 1"
    assert rows["P-003"].fate == "Stands as C-2, place 2"
    assert rows["P-006"].fate == "Not joined with others, not voted on"
    assert draft.annex.sentences[:2] == (
        "6 proposals were made.",
        "3 stand in this draft; each says where.",
    )


def test_areas_without_anything_and_options_without_proposals() -> None:
    record = make_record(passages=[make_passage("c-1", [])], proposals=[])
    draft = build(record)
    assert [a.title for a in draft.areas] == ["Work", "Schools"]
    assert draft.areas[1].priorities == ()
    assert draft.annex.sentences == ("No proposal was made.",)


def test_before_a_vote_proposals_stand_in_their_area() -> None:
    draft = build(make_record(vote=None, passages=[]))
    assert len(draft.areas[0].loose) == 6
    assert draft.findings == ()
    assert draft.process.sentences[-1] == "No vote has been revealed yet."
    assert all(row.fate == "No vote revealed yet" for row in draft.annex.rows)


def test_groups_that_were_not_voted_on_have_no_place() -> None:
    draft = build(make_record(vote=None))
    assert [(p.place, p.shared) for p in draft.areas[0].priorities] == [(0, False)] * 2
    assert draft.areas[0].headline == ""
    assert draft.annex.rows[0].fate == "Stands in C-1; not voted on yet"


def test_single_proposals_as_options_keep_their_own_words() -> None:
    own = make_proposal(7, "مكتب واحد للعمل", language="ar", direction="rtl", area=None)
    passage = make_passage(
        "p7", ["p7"], kind="proposal", number="P-007", title=own["text"], area=None
    )
    vote = make_vote({"p7": (1, 1, 1, 1)}, ballot="opinion")
    vote["options"][0]["counts"] = {"for": 4, "against": 3, "pass": 2}
    draft = build(make_record(passages=[passage], proposals=[own], vote=vote))
    option = draft.areas[-1].priorities[0]
    assert not option.detailed
    assert (option.title.direction, option.title.text) == ("rtl", own["text"])
    assert option.support is not None
    assert (option.support.figure, option.support.beside) == ("4", "of 9"), "of those who answered"
    assert option.support.detail == "3 against, 2 passed"
    assert option.support.sentence.startswith(
        "4 agreed, 3 disagreed, 2 passed. 29 people did not come to it."
    )
    assert draft.annex.rows[0].fate == "Voted on by itself, place 1"


def test_a_question_that_stages_share_is_said_once() -> None:
    record = make_record()
    stage = record["stages"][0] | {"opened": None, "question": "Why?"}
    record["stages"] = [stage | {"kind": kind} for kind in ("propose", "vote", "reveal")]
    steps = build(record).process.steps
    assert [step.question for step in steps] == ["Why?", "", ""]
    assert {step.note for step in steps} == {"not opened"}
    record["roundtable"]["source"] = "Polis"
    assert {step.note for step in build(record).process.steps} == {""}, "imports have no times"


def test_one_person_is_one_person() -> None:
    record = make_record(vote=make_vote({"c-1": (1, 0, 0, 0)}))
    assert build(record).areas[0].headline == "Wanted most, by one person: Title of c-1."


def test_dots_are_counted_as_dots() -> None:
    record = make_record(
        vote=make_vote({"c-1": (9, 9, 9, 9), "c-2": (1, 0, 0, 0)}, ballot="dots", budget=3)
    )
    draft = build(record)
    support = draft.areas[0].priorities[0].support
    assert support is not None
    assert support.sentence == "36 of the 37 dots placed in the room went here."
    assert "Each person could place 3 dots" in draft.method[0].sentences[1]


def test_a_room_too_small_for_groups_is_drawn_as_one() -> None:
    vote = make_vote({"c-1": (1, 1, 0, 0)}, groups=[], voted=4, present=4)
    vote["options"][0]["by_group"] = []
    draft = build(make_record(vote=vote, present=4))
    assert [(s.name, s.present, s.group) for s in draft.process.shares] == [("Everyone", 4, 0)]
    support = draft.areas[0].priorities[0].support
    assert support is not None
    assert (support.answers[0].yes, support.answers[0].silent) == (2, 2)


def test_words_of_people_are_never_part_of_a_message() -> None:
    record = make_record()
    record["roundtable"]["title"] = "100 %s %(n)d {{7*7}}"
    record["passages"][1]["title"] = "%(yes)d %"
    draft = build(record)
    assert "100 %s %(n)d {{7*7}}" in draft.process.sentences[0]
    assert draft.areas[0].headline == "Wanted most, by 31 people: %(yes)d %."


@pytest.mark.parametrize(
    "record", [{}, {"roundtable": 3}, [], {"roundtable": {}, "proposals": [{}]}]
)
def test_what_is_no_record_is_refused(record: Any) -> None:
    with pytest.raises(RecordError):
        build(record)


def test_the_sentences_can_be_extracted_for_translation() -> None:
    folder = Path(drafts.__file__).parent
    found = {
        message for _, _, message, *_ in extract_from_dir(str(folder)) if isinstance(message, str)
    }
    assert {"Draft, advisory", "One mark is one person.", "No proposal was made."} <= found
