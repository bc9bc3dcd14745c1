"""What stands in a roundtable's sheets, and what does not."""

from __future__ import annotations

from roundtable.core.sheets import Book, Cell, Sheet, sheets_of
from tests.reports.full import make_full_record
from tests.reports.records import make_proposal, make_record, make_vote


def sheet(book: Book, name: str) -> Sheet:
    return {each.name: each for each in book.sheets}[name]


def rows(of: Sheet) -> list[dict[str, Cell]]:
    return [dict(zip((column.title for column in of.columns), row, strict=True)) for row in of.rows]


def test_a_record_fills_five_sheets_in_which_each_row_has_a_cell_a_column() -> None:
    book = sheets_of(make_full_record())

    assert [each.name for each in book.sheets] == [
        "proposals", "options", "votes-by-group", "other-voices", "agenda",
    ]  # fmt: skip
    assert all(len(row) == len(each.columns) for each in book.sheets for row in each.rows)
    assert (book.made, book.author, book.direction) == ("2021-05-12", "Cluj-Napoca", "ltr")
    assert book == sheets_of(make_full_record())


def test_proposals_stand_in_their_words_with_their_language_and_what_became_of_them() -> None:
    found = rows(sheet(sheets_of(make_full_record()), "proposals"))

    arabic = found[5]
    assert arabic["No."] == Cell("P-006")
    assert arabic["In their words"] == Cell("كشك صغير للمعلومات قرب المحطة", "rtl")
    assert arabic["Language"] == Cell("ar")
    assert arabic["What became of it"] == Cell("Joined with others in C-2, place 2")
    assert found[6]["What became of it"] == Cell("Said the same as P-003, and was put with it")


def test_words_that_are_not_told_take_everything_about_them_along() -> None:
    hidden = make_proposal(1, "Secret words", status="hidden", cluster="C-9")
    book = sheets_of(make_record(proposals=[hidden]))
    (row,) = rows(sheet(book, "proposals"))

    assert "Secret words" not in repr(book)
    assert row["In their words"] == Cell(withheld=True)
    assert row["Group"] == Cell(withheld=True)
    assert row["Policy area"] == row["Cluster"] == row["Language"] == Cell()
    assert row["Withheld"] == Cell("In their words, Group")


def test_a_small_group_is_empty_and_marked_beside_a_group_that_is_named() -> None:
    proposals = [make_proposal(1, group=None, withheld=True), make_proposal(2, group="g1")]
    small, named = rows(sheet(sheets_of(make_record(proposals=proposals)), "proposals"))

    assert (small["Group"], small["Withheld"]) == (Cell(withheld=True), Cell("Group"))
    assert (named["Group"], named["Withheld"]) == (Cell("City"), Cell(None))


def test_nobody_having_said_a_group_is_not_something_withheld() -> None:
    book = sheets_of(make_record(proposals=[make_proposal(1, group=None)]))
    (row,) = rows(sheet(book, "proposals"))

    assert row["Group"] == Cell(None)
    assert "Withheld" not in row


def test_figures_by_group_are_those_of_the_record_alone() -> None:
    found = rows(sheet(sheets_of(make_record(votes=[])), "votes-by-group"))

    assert [(r["No."].value, r["Group"].value, r["For"].value, r["Voted"].value) for r in found] == [
        ("C-1", "City", 11, 14), ("C-1", "Newcomers", 9, 10), ("C-1", "Employers", 6, 8),
        ("C-1", "Schools", 5, 6), ("C-2", "City", 5, 14), ("C-2", "Newcomers", 2, 10),
        ("C-2", "Employers", 7, 8), ("C-2", "Schools", 1, 6),
    ]  # fmt: skip


def test_a_pool_of_small_groups_is_one_row_that_names_none_of_them() -> None:
    vote = make_vote({"c-1": (11, 9, 6, 5)})
    vote["groups"] = [{"group": "g1", "voted": 14}, {"group": "other", "voted": 24}]
    vote["options"][0]["by_group"] = [
        {"for": 11, "against": 0, "pass": 0, "of": 14},
        {"for": 20, "against": 0, "pass": 0, "of": 24},
    ]
    found = rows(sheet(sheets_of(make_record(vote=vote)), "votes-by-group"))

    assert [(r["Group"].value, r["For"].value) for r in found] == [
        ("City", 11), ("Other groups together", 20),
    ]  # fmt: skip


def test_a_vote_that_is_not_told_by_group_has_no_figures_there() -> None:
    vote = make_vote({"c-1": (11, 9, 6, 5)}, groups=[])
    vote["options"][0]["by_group"] = []
    book = sheets_of(make_record(vote=vote))
    (row,) = rows(sheet(book, "votes-by-group"))

    withheld = [title for title, cell in row.items() if cell.withheld]
    assert withheld == ["Group", "In favour", "For", "Against", "Passed", "Voted"]
    assert row["Withheld"] == Cell(", ".join(withheld))
    assert rows(sheet(book, "options"))[0]["For"] == Cell(31)


def test_a_room_without_groups_has_no_rows_by_group() -> None:
    vote = make_vote({"c-1": (11, 9, 6, 5)}, groups=[])
    vote["options"][0]["by_group"] = []

    assert not sheet(sheets_of(make_record(vote=vote, groups=[])), "votes-by-group").rows


def test_options_are_told_as_shown_and_as_they_stand_after_the_vote() -> None:
    found = rows(sheet(sheets_of(make_full_record()), "options"))
    second = [
        (r["Counted"].value, r["No."].value, r["For"].value)
        for r in found
        if r["Vote"] == Cell("Second round")
    ]

    assert second == [
        ("as shown", "C-1", 31), ("as shown", "C-2", 19), ("as shown", "C-3", 16),
        ("as shown", "P-006", 9), ("after the vote", "C-1", 31), ("after the vote", "C-2", 23),
        ("after the vote", "C-3", 16), ("after the vote", "C-3b", 16),
    ]  # fmt: skip
    assert found[-1]["Option"] == Cell("May this draft go to the council?", "ltr")


def test_an_option_whose_words_are_not_told_any_more_keeps_its_figures() -> None:
    record = make_full_record()
    record["votes"][0]["texts"]["c-1"]["title"] = ""
    row = rows(sheet(sheets_of(record), "options"))[0]

    assert (row["No."], row["Option"], row["For"]) == (Cell("C-1"), Cell(withheld=True), Cell(22))


def test_other_voices_are_concerns_objections_and_positions() -> None:
    found = rows(sheet(sheets_of(make_full_record()), "other-voices"))

    assert [(r["No."].value, r["Kind"].value, r["What became of it"].value) for r in found] == [
        ("C-1", "Concern", "Answered"), ("C-2", "Concern", "Not answered yet"),
        ("C-3", "Minority position", None), ("", "Objection", "Taken in"),
    ]  # fmt: skip
    assert found[0]["In their words"].direction == "rtl"


def test_the_agenda_says_what_came_of_each_step() -> None:
    found = rows(sheet(sheets_of(make_full_record()), "agenda"))

    assert (found[0]["Minutes"], found[0]["What came of it"]) == (
        Cell(10), Cell("9 proposals, 3 comments"),
    )  # fmt: skip
