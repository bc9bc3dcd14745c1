"""Files of single ballots, made of played rooms: counted as in the room, and when none is made."""

from __future__ import annotations

import io
import zipfile

import pytest
from sqlalchemy import select

from roundtable.archive import ballots
from roundtable.core import pabulib, polis
from roundtable.core.errors import Refused
from roundtable.core.names import citation
from roundtable.core.rules import RULES
from roundtable.db import Database
from roundtable.models import Ballot, Option, Participant, Result, Roundtable, Stage
from tests.archive.conftest import Play
from tests.voted import Voted


def stages(room: Voted, database: Database) -> dict[str, str]:
    """Votes by the key under which they were held."""
    with database.read() as session:
        query = select(Stage).where(Stage.roundtable_id == room.row.id, Stage.kind == "vote")
        return {stage.title["en"]: stage.id for stage in session.scalars(query)}


def pb(room: Voted, database: Database, stage: str | None = None) -> str:
    with database.read() as session:
        return ballots.pb_of(session, session.get_one(Roundtable, room.row.id), stage)


def test_every_vote_is_counted_from_its_file_as_in_the_room(play: Play, database: Database) -> None:
    room = play()
    held = stages(room, database)
    for name in ("yes", "dots", "score", "order", "money", "secret"):
        election = pabulib.read(pb(room, database, held[name]))
        with database.read() as session:
            result = session.get_one(Result, held[name]).body
            query = select(Option).where(Option.stage_id == held[name])
            labels = {o.id: citation(o.kind, o.number) for o in session.scalars(query)}
        again = RULES[result["rule"]].count(election.profile(), election.seats)
        told = result["count"]
        in_room = [sorted(labels[option] for option in each) for each in told["order"]]
        assert [sorted(each) for each in again.order] == in_room, name
        assert set(again.chosen) == {labels[option] for option in told["chosen"]}
        assert set(again.tied) == {labels[option] for option in told["tied"]}
        assert len(election.ballots) == result["voted"] - result["abstained"]


def test_without_a_stage_the_last_vote_that_fits_is_meant(play: Play, database: Database) -> None:
    room = play()
    held = stages(room, database)
    assert pb(room, database) == pb(room, database, held["secret"])
    with database.read() as session:
        row = session.get_one(Roundtable, room.row.id)
        assert ballots.polis_of(session, row) == ballots.polis_of(session, row, held["opinion"])


def test_no_file_names_a_person_a_group_or_a_time(play: Play, database: Database) -> None:
    room = play()
    text = pb(room, database)
    with database.read() as session:
        query = select(Participant).where(Participant.roundtable_id == room.row.id)
        people = list(session.scalars(query))
        receipts = session.scalars(select(Ballot.receipt).where(Ballot.receipt.is_not(None))).all()
    assert receipts
    for secret in (*(p.id for p in people), *(str(p.group_id) for p in people), *receipts):
        assert str(secret) not in text
    votes = text.split("VOTES\n")[1].splitlines()
    assert votes[0] == "voter_id;vote"
    assert [line.split(";")[0] for line in votes[1:]] == [str(n + 1) for n in range(len(votes) - 1)]


def test_a_polis_export_of_a_room_has_its_matrix(play: Play, database: Database) -> None:
    room = play()
    stage = stages(room, database)["opinion"]
    with database.read() as session:
        data = ballots.polis_of(session, session.get_one(Roundtable, room.row.id))
        cast = session.scalars(select(Ballot).where(Ballot.stage_id == stage, Ballot.marked)).all()
        query = select(Option).where(Option.stage_id == stage).order_by(Option.position)
        options = [(option.id, option.title) for option in session.scalars(query)]
        revealed = session.get_one(Stage, stage).revealed_at
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        conversation = polis.parse({name: archive.read(name) for name in archive.namelist()})
    assert [statement.text for statement in conversation.statements] == [t for _, t in options]
    place = {key: n for n, (key, _title) in enumerate(options)}
    wanted = sorted(sorted((place[o], m) for o, m in row.body.items()) for row in cast if row.body)
    found: dict[int, list[tuple[int, int]]] = {}
    for (voter, statement), mark in conversation.matrix().items():
        found.setdefault(voter, []).append((statement, mark))
    assert sorted(map(sorted, found.values())) == wanted
    assert conversation.given == conversation.matrix()
    assert {vote.at for vote in conversation.votes} == {revealed}


def refused(room: Voted, database: Database, stage: str | None = None) -> str:
    with pytest.raises(Refused) as why:
        pb(room, database, stage)
    return why.value.code


def test_nothing_is_written_before_the_result_is_shown(play: Play, database: Database) -> None:
    room = play(12, "vote as=yes ballot=approval", reveal=False)
    assert refused(room, database) == "no_vote"


def test_a_ballot_without_a_word_in_the_format_is_refused(play: Play, database: Database) -> None:
    room = play(12, "vote as=pairs ballot=pairs", "vote as=yes ballot=approval")
    held = stages(room, database)
    assert refused(room, database, held["pairs"]) == "ballot_unfit"
    with database.read() as session, pytest.raises(Refused, match="ballot_unfit"):
        ballots.polis_of(session, session.get_one(Roundtable, room.row.id))


@pytest.mark.parametrize("sealed", ["yes", "no"])
def test_of_few_people_no_ballots_are_written(play: Play, database: Database, sealed: str) -> None:
    vote = f"vote as=yes ballot=approval sealed={sealed}"
    assert refused(play(4, vote), database) == "few_voted"
    assert pb(play(6, vote), database)
    # Of 14 people 13 voted, one of whom abstained: who abstains is nobody to hide among.
    room = play(14, vote)
    for threshold, told in ((12, True), (13, False)):
        with database.write() as session:
            session.get_one(Roundtable, room.row.id).threshold = threshold
        if told:
            assert pb(room, database)
        else:
            assert refused(room, database) == "few_voted"


def test_of_a_sealed_vote_nothing_is_written_where_its_seals_are_broken(
    play: Play, database: Database
) -> None:
    room = play(12, "vote as=yes ballot=approval sealed=yes")
    with database.write() as session:
        session.scalars(select(Ballot)).first().seal = "AAAA"  # type: ignore[union-attr]
    assert refused(room, database) == "seal_broken"


def test_other_roundtables_votes_are_not_found(play: Play, database: Database) -> None:
    one, other = play(12, "vote as=yes ballot=approval"), play(12, "vote as=yes ballot=approval")
    assert refused(one, database, stages(other, database)["yes"]) == "no_vote"
