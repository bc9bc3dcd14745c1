"""Proposals of a CSV file in a room that collects them: by its rules, all or none, and only once."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from roundtable.archive.proposals import Taken, known_of, take_in
from roundtable.core import proposals_csv
from roundtable.core.errors import Refused
from roundtable.db import Database
from roundtable.models import LogEntry, Participant, Proposal, Roundtable
from tests.archive.opening import opened
from tests.factories import make_agenda

FILE = "text,language,area,group\nA desk,en,Work,City\nO şcoală,ro,,City\nTrees,,,Newcomers\n"


def imported(database: Database, key: str, content: bytes, *more: proposals_csv.Proposed) -> Taken:
    with database.write() as session:
        row = session.get_one(Roundtable, key)
        mapping = proposals_csv.preview(content).mapping
        found = proposals_csv.read(content, mapping, known_of(session, row))
        assert not found.wrong
        return take_in(session, row, content, [*found.proposals, *more])


def proposals(database: Database, key: str) -> list[Proposal]:
    with database.read() as session:
        query = select(Proposal).where(Proposal.roundtable_id == key).order_by(Proposal.number)
        return list(session.scalars(query))


def test_rows_become_proposals_of_people_who_have_left(database: Database) -> None:
    key = opened(database, make_agenda("propose"), "propose")
    assert imported(database, key, FILE.encode()) == Taken(3, 2, again=False)
    made = proposals(database, key)
    assert [(p.number, p.text, p.language, p.status) for p in made] == [
        (1, "A desk", "en", "shown"),
        (2, "O şcoală", "ro", "shown"),
        (3, "Trees", "en", "shown"),
    ]
    assert [p.area_id is not None for p in made] == [True, False, False]
    with database.read() as session:
        people = list(session.scalars(select(Participant)))
    assert len({p.author_id for p in made}) == len(people) == 2
    assert all(person.left_at for person in people)


def test_the_same_file_again_changes_nothing_also_later(database: Database) -> None:
    key = opened(database, make_agenda("propose", "group"), "propose")
    imported(database, key, FILE.encode())
    with database.read() as session:
        before = session.scalar(select(func.count()).select_from(LogEntry))
    assert imported(database, key, FILE.encode()) == Taken(3, 0, again=True)
    opened(database, None, "group", key)
    assert imported(database, key, FILE.encode()).again
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(LogEntry)) == (before or 0) + 1
    assert len(proposals(database, key)) == 3


def test_another_file_with_the_same_texts_is_another_one(database: Database) -> None:
    key = opened(database, make_agenda("propose"), "propose")
    imported(database, key, FILE.encode())
    assert not imported(database, key, FILE.encode() + b"Trees,,,\n").again
    assert len(proposals(database, key)) == 7


def test_as_many_seats_are_taken_as_the_rules_ask_for(database: Database) -> None:
    key = opened(database, make_agenda("propose most=2"), "propose")
    content = b"text\n" + b"".join(b"Idea %d\n" % n for n in range(5))
    assert imported(database, key, content) == Taken(5, 3, again=False)


def test_moderation_holds_for_rows_too(database: Database) -> None:
    key = opened(database, make_agenda("propose moderation=look"), "propose")
    imported(database, key, FILE.encode())
    assert {p.status for p in proposals(database, key)} == {"held"}


@pytest.mark.parametrize("stage", ["welcome", "write", "group"])
def test_another_step_takes_nothing(database: Database, stage: str) -> None:
    key = opened(database, make_agenda("write", "propose", "group"), stage)
    with pytest.raises(Refused, match="not_now"):
        imported(database, key, FILE.encode())
    assert proposals(database, key) == []


def test_where_one_row_is_refused_nothing_is_there(database: Database) -> None:
    key = opened(database, make_agenda("propose"), "propose")
    content = FILE.encode()
    long = proposals_csv.Proposed(5, "a" * 999)
    with pytest.raises(Refused, match="text_too_long"):
        imported(database, key, content, long)
    assert proposals(database, key) == []
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Participant)) == 0


def test_what_rows_are_checked_against_is_the_open_step(database: Database) -> None:
    key = opened(database, make_agenda("propose max_length=120"), "propose")
    with database.read() as session:
        known = known_of(session, session.get_one(Roundtable, key))
    assert known.longest == 120
    assert set(known.areas) == {"education", "work"}
