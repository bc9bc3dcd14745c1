"""The chapters beside the priorities: each tells what the record holds, and is absent where it does not."""

from __future__ import annotations

import pytest

from roundtable.core.draft import build
from tests.reports.full import make_full_record
from tests.reports.records import make_record


def test_a_plain_record_has_none_of_them() -> None:
    draft = build(make_record())
    assert not draft.rehearsal
    assert (draft.dissent, draft.rounds, draft.written, draft.said) == ((), (), (), ())
    assert draft.annex_mergers == ()
    assert not draft.decided.decisions
    assert not draft.decided.tasks
    assert not draft.decided.parked


def test_decisions_tasks_and_what_was_put_off() -> None:
    told = build(make_full_record()).decided
    assert [d.about for d in told.decisions] == ["What we do", "What we do"]
    assert told.decisions[0].words.text.startswith("The city opens one place")
    assert [(t.who, t.due, t.done) for t in told.tasks] == [
        ("Ioana, city hall", "1 June 2021", False),
        ("Chamber of commerce", "30 September 2021", False),
        ("", "", True),
    ]
    assert [(w.text[:4], w.language) for w in told.parked] == [("What", "en"), ("Cine", "ro")]


def test_rounds_of_one_vote_stand_side_by_side() -> None:
    rounds, consent = build(make_full_record()).rounds
    assert (rounds.title, rounds.columns) == (
        "First round · Second round", ("First round", "Second round"),
    )  # fmt: skip
    assert [(line.label, line.earlier, line.figure) for line in rounds.lines] == [
        ("C-1", ("22",), "31"), ("C-2", ("16",), "19"), ("C-3", ("13",), "16"), ("P-006", ("7",), "9"),
    ]  # fmt: skip
    assert "Second round: 38 of 38 people voted." in rounds.sentences
    assert "9 of them voted on paper, at the desk." in rounds.sentences
    assert consent.columns == ()
    assert [(line.title.text, line.figure, line.detail) for line in consent.lines] == [
        ("May this draft go to the council?", "26", "1 objection, 3 aside")
    ]


def test_votes_by_different_ballots_stand_apart() -> None:
    record = make_full_record()
    record["votes"][0]["ballot"] = "dots"
    rounds = build(record).rounds
    assert [round_.title for round_ in rounds] == [
        "First round", "Second round", "Consent on the draft",
    ]  # fmt: skip
    assert rounds[1].lines[0].earlier == ()


def test_mergers_stand_side_by_side_with_their_rule() -> None:
    merged, split = build(make_full_record()).annex_mergers
    assert merged.rule == "Each person once: who had said yes to any of them counts as one."
    assert [(line.label, line.figure) for line in merged.before] == [("C-2", "19"), ("P-006", "9")]
    assert [(line.label, line.figure) for line in merged.after] == [("C-2", "23")]
    assert split.rule == "Taken apart: each part keeps all the votes of the whole."
    assert [(line.label, line.figure) for line in split.after] == [("C-3", "16"), ("C-3b", "16")]


def test_priorities_follow_what_was_put_together() -> None:
    work = build(make_full_record()).areas[0]
    assert [(p.cite.label, p.place, p.remark[:8]) for p in work.priorities] == [
        ("C-1", 1, ""), ("C-2", 2, "Put toge"), ("C-3", 3, "Taken ap"), ("C-3b", 3, "Taken ap"),
    ]  # fmt: skip
    assert [q.cite.label for q in work.priorities[1].quotes] == ["P-003", "P-006"]
    assert work.priorities[1].held == "1 concern or position"


def test_added_up_figures_are_not_told_as_people() -> None:
    record = make_full_record()
    record["vote"]["options"][1]["rules"] = ["sum"]
    support = build(record).areas[0].priorities[1].support
    assert support is not None
    assert support.beside == ""
    assert support.sentence == (
        "23 yes in all, added up from several options: who had chosen more than one counts for each."
    )


def test_concerns_positions_and_what_became_of_them() -> None:
    one, two, three, draft = build(make_full_record()).dissent
    assert (one.cite.label, one.asked, one.held[0].kind) == ("C-1", "Second round", "Concern")
    assert (one.held[0].support, one.held[0].outcome) == ("Shared by 2 people.", "Answered")
    assert two.held[0].support == "Shared by 13 people. By group: Employers 7 and City 6."
    assert (two.held[0].outcome, two.held[0].answer) == ("Not answered yet", "")
    assert (three.held[0].kind, three.held[0].words) == ("Minority position", None)
    assert three.held[0].support == (
        "In all, 16 of 38 were in favour; a majority was for it among: Newcomers 7 of 10 and "
        "Employers 7 of 8."
    )
    assert (draft.about.text, draft.held[0].kind, draft.held[0].outcome) == (
        "May this draft go to the council?", "Objection", "Taken in",
    )  # fmt: skip


def test_what_the_tables_wrote() -> None:
    (step,) = build(make_full_record()).written
    assert step.title == "At the tables"
    assert [(name, len(notes)) for name, notes in step.tables] == [
        ("Table 1", 2), ("Table 2", 1), ("", 1),
    ]  # fmt: skip
    assert step.tables[1][1][0].direction == "rtl"


def test_how_people_found_the_meeting() -> None:
    useful, _heard, good, change = build(make_full_record()).said
    assert useful.sentence == "21 people answered; on average 4.3 of 5."
    assert [n for _label, n in useful.counts] == [12, 6, 2, 0, 1]
    assert [w.text for w in good.words] == ["Everyone spoke.", "S-a votat repede."]
    assert (change.counts, change.words) == ((), ())


def test_who_came_of_whom_was_wished_for_and_on_paper() -> None:
    draft = build(make_full_record())
    assert [share.goal for share in draft.process.shares] == [
        "City 10", "Newcomers 12", "Employers 8", "",
    ]  # fmt: skip
    assert "9 of them took part on paper, at the desk." in draft.process.sentences
    assert [step.came for step in draft.process.steps][:3] == [
        "9 proposals, 3 comments", "4 notes", "36 people voted",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1, "3 comments; Joined with others in C-1, place 1"),
        (7, "Said the same as P-003, and was put with it"),
    ],
)
def test_annex_a_tells_what_was_said_and_what_said_the_same(number: int, told: str) -> None:
    rows = build(make_full_record()).annex.rows
    assert rows[number - 1].fate == told
    assert rows[number - 1].words is not None


@pytest.mark.parametrize(("number", "told"), [(8, "Returned to the person"), (9, "Kept by the")])
def test_words_that_were_not_shared_are_not_printed(number: int, told: str) -> None:
    row = build(make_full_record()).annex.rows[number - 1]
    assert row.words is None
    assert row.instead.startswith(told)


def test_the_words_of_a_hidden_option_are_nowhere() -> None:
    record = make_full_record()
    record["votes"][1]["texts"]["p6"]["title"] = ""
    lines = build(record).rounds[0].lines
    assert lines[-1].title.text == "Hidden by the facilitator; the words are not printed."
