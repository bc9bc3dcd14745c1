"""What a draft tells of votes by each ballot: how they were held, counted and compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from roundtable.core.draft import Draft, build
from tests.reports.played import make_played
from tests.reports.records import make_pdf

#: c-1 beats both others by 13 to 7, c-2 beats c-3 by 13 to 7; first places 6, 7, 7.
RANKING = [
    *[("g1", {"c-1": 1, "c-2": 2, "c-3": 3})] * 6, *[("g1", {"c-2": 1, "c-1": 2, "c-3": 3})] * 4,
    *[("g2", {"c-2": 1, "c-1": 2, "c-3": 3})] * 3, *[("g2", {"c-3": 1, "c-1": 2, "c-2": 3})] * 7,
]  # fmt: skip
GRADES = [
    *[("g1", {"c-1": 5, "c-2": 3, "c-3": 0})] * 8, *[("g2", {"c-1": 4, "c-2": 3, "c-3": 1})] * 6,
]  # fmt: skip
BASKETS = [
    *[("g1", {"c-1": 1})] * 8, *[("g2", {"c-2": 1})] * 6, *[("g2", {"c-2": 1, "c-3": 1})] * 2,
]  # fmt: skip
COSTS = {"c-1": 40, "c-2": 40, "c-3": 60}


def notes(draft: Draft) -> dict[str, str]:
    (told,) = draft.rounds
    assert told.account is not None
    return {note.title: " ".join(note.sentences) for note in told.account.notes}


def test_a_ranking_is_told_with_its_rule_quorum_and_majority() -> None:
    settings = {"ballot": "ranking", "quorum": 50, "majority": "voting", "order": "shuffled"}
    draft = build(make_played(settings, RANKING))
    (told,), said = draft.rounds, notes(draft)
    assert told.account is not None
    assert told.account.verdict == "“Title of c-1” beats every other option head to head."
    assert "an order of its own for each person" in said["The ballot"]
    assert said["The rule"].startswith("Schulze method. All options are compared in pairs.")
    assert said["The rule"].endswith("This was declared before the vote was opened.")
    assert "City 10 of 10 and Newcomers 10 of 10" in said["Who voted"]
    assert "6 of 20 voting in favour; 11 were needed: not reached." in said["What was needed"]
    assert said["What was needed"].endswith("In favour is who put it first.")
    assert [(line.place, line.figure, line.detail) for line in told.lines] == [
        (1, "6", "put it first"), (2, "7", "put it first"), (3, "7", "put it first"),
    ]  # fmt: skip
    assert told.account.groups is not None
    assert told.account.groups.heads == ("City", "Newcomers")
    assert told.account.groups.rows[0] == ("Title of c-1", ("6 of 10", "0 of 10"))


def test_other_rules_stand_beside_it_with_what_changes_and_why() -> None:
    (told,) = build(make_played({"ballot": "ranking"}, RANKING)).rounds
    assert told.account is not None
    others = {each.name: each for each in told.account.others}
    assert others["Ranked pairs"].outcome == "Comes to the same."
    # c-1 has the fewest first places and goes; its votes make c-2 win.
    assert others["Instant runoff"].outcome == "Would have: Title of c-2."
    assert others["Instant runoff"].why


def test_annex_c_has_the_figures_behind_the_count_and_the_sources() -> None:
    draft = build(make_played({"ballot": "ranking"}, RANKING))
    (counted,) = draft.annex_counts
    matrix = next(t for t in counted.tables if t.title.startswith("How many prefer"))
    assert matrix.heads == ("C-1", "C-2", "C-3")
    assert matrix.rows[0] == ("C-1 Title of c-1", ("–", "13", "13"))
    schulze = next(note for note in draft.annex_rules if note.title == "Schulze method")
    assert "Source: M. Schulze" in schulze.sentences[1]


def test_grades_stand_in_words_with_how_often_each_was_given() -> None:
    draft = build(make_played({"ballot": "grade"}, GRADES))
    (told,) = draft.rounds
    assert [(line.figure, line.detail, line.spread) for line in told.lines] == [
        ("Excellent", "14 in favour", (8, 6, 0, 0, 0, 0)),
        ("Good", "14 in favour", (0, 0, 14, 0, 0, 0)),
        ("To reject", "0 in favour", (0, 0, 0, 0, 6, 8)),
    ]
    first = draft.areas[0].priorities[0]
    assert first.support is not None
    assert (first.place, first.support.figure) == (1, "Excellent")
    assert first.support.sentence.startswith("14 of the 14 people who voted graded it good")


def test_of_money_it_tells_what_is_taken_up_and_what_it_costs() -> None:
    settings = {"ballot": "knapsack", "sum": 100, "unit": {"en": "lei", "ro": "de lei"}}
    (told,) = build(make_played(settings, BASKETS, costs=COSTS)).rounds
    assert [(line.title.text, line.figure, line.detail) for line in told.lines] == [
        ("Title of c-1", "8", "costs 40 lei, taken up"),
        ("Title of c-2", "8", "costs 40 lei, taken up"),
        ("Title of c-3", "2", "costs 60 lei"),
    ]


def test_priorities_follow_what_was_put_together_and_counted_anew() -> None:
    draft = build(make_played({"ballot": "ranking"}, RANKING, merged=True))
    first, second = draft.areas[0].priorities
    assert [p.cite.label for p in (first, second)] == ["C-1", "C-3"]
    assert notes(draft)["Afterwards"].endswith(
        "“Title of c-1” beats every other option head to head."
    )
    # As it was voted the table stays.
    assert len(draft.rounds[0].lines) == 3
    (step,) = draft.annex_mergers
    assert step.rule == "Each person once: the best place given to any of them."
    assert [line.figure for line in step.after] == ["Place 1"]


def test_a_vote_of_one_mind_is_told_by_no_group_and_says_so() -> None:
    cast = [*[("g1", {"c-1": 1})] * 8, *[("g2", {"c-2": 1})] * 6]
    (told,) = build(make_played({"ballot": "approval"}, cast, unanimous=True)).rounds
    assert told.account is not None
    assert told.account.groups is None
    assert told.account.withheld.startswith("This vote is not told by group")


def test_sentences_are_in_the_language_of_the_draft() -> None:
    record = make_played({"ballot": "ranking"}, RANKING, language="ro")
    assert record["votes"][0]["told"]["turnout"] != "20 of 20 people voted."


@pytest.mark.parametrize("ballot", ["score", "pairs"])
def test_every_ballot_comes_out_as_a_document(ballot: str, tmp_path: Path) -> None:
    cast: list[tuple[str, dict[str, int]]] = [
        ("g1", {"c-1-c-2": 1} if ballot == "pairs" else {"c-1": 5})
    ] * 6
    settings: dict[str, Any] = {"ballot": ballot}
    done = make_pdf(make_played(settings, cast), tmp_path / "draft.pdf")
    assert (done.returncode, done.stderr) == (0, "")
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "draft.pdf").pages)
    assert "The counts in full" in text
