"""A roundtable's record, thing by thing: what is cited, found, joined."""

from __future__ import annotations

from fractions import Fraction

import pytest

from roundtable.core.errors import Refused
from roundtable.core.strategy import joining, search
from roundtable.core.strategy.fates import Fate
from roundtable.core.strategy.joining import Join
from roundtable.core.strategy.refs import read
from roundtable.core.strategy.search import Filter, folded
from roundtable.core.strategy.sources import Finding, finding_source
from tests.core.strategy.made import TWO, W, known, ref

KNOWN = known()


def test_every_kind_of_thing_is_there_and_its_reference_can_be_written() -> None:
    kinds = {source.kind for source in KNOWN}
    assert kinds == {"proposal", "cluster", "vote", "concern", "position", "note"}
    assert all(read(str(each)) == each for each in KNOWN)
    assert len({each.anchor for each in KNOWN}) == len(KNOWN)


def test_what_a_source_says() -> None:
    cluster = KNOWN[ref("C-1")]
    assert (cluster.area, cluster.members) == ("Work", (ref("P-001"), ref("P-002")))
    assert cluster.votes is not None
    assert (cluster.votes.yes, cluster.votes.of, cluster.votes.figure) == (31, 38, "31 of 38")
    assert cluster.votes.groups[1] == ("Newcomers", 9, 10)
    vote = KNOWN[ref("V-s5/C-1")]
    assert (vote.cite, vote.about) == ("31 of 38", ref("C-1"))
    assert KNOWN[ref("V-s7/Q")].cite == "26 of 30"
    assert KNOWN[ref("P-006")].direction == "rtl"
    assert (KNOWN[ref("P-007")].status, KNOWN[ref("P-007")].into) == ("merged", ref("P-003"))
    assert KNOWN[ref("D-s5/C-3")].votes is not None
    assert [KNOWN[ref(f"N-{n}")].language for n in (1, 2, 3)] == ["en", "ro", "ar"]
    assert [KNOWN[ref(f"P-00{n}")].text for n in (8, 9)] == ["", ""]
    assert finding_source(Finding(7, "They wait", "en"), W).cite == "Finding 7"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Școală pentru toți", "scoala"), ("Łódź", "lodz"), ("STRASSE", "straße"), ("ΛΌΓΟΣ", "λογος"),
        ("Їжак", "іжак"), ("مَكْتَب", "مكتب"), ("إدارة", "اداره"), ("ﬁnd", "FIND"), ("Ünï", "uni"),
    ],
)  # fmt: skip
def test_words_are_found_without_case_and_accents(text: str, word: str) -> None:
    assert folded(word) in folded(text)


def test_filters() -> None:
    fates = {ref("P-001"): Fate(ref("P-001"), "adopted", "m1")}

    def labels(**wanted: object) -> list[str]:
        return [str(s.ref) for s in search.found(KNOWN.values(), Filter(**wanted), fates)]  # type: ignore[arg-type]

    assert labels(words="LISTA birou") == ["RTV935:P-001"]
    assert labels(words="klm482:p-001") == ["KLM482:P-001"]
    assert "KLM482:C-1" in labels(support=Fraction(31, 38))
    assert "KLM482:C-1" not in labels(support=Fraction(32, 38))
    assert "KLM482:C-3" in labels(support=Fraction(1, 2), group="Employers")
    assert "KLM482:C-3" not in labels(support=Fraction(1, 2), group="City")
    assert labels(fate="adopted") == ["KLM482:P-001", "KLM482:C-1"]
    assert "KLM482:C-1" in labels(fate="none")
    assert "KLM482:P-001" not in labels(fate="none", area="Work")
    assert "KLM482:P-002" in labels(group="Newcomers")
    assert labels(area="Schools") == []
    assert len(labels()) == len(KNOWN)


JOIN = Join("j1", (ref("P-001", TWO), ref("C-1")), "One desk", "en", "Ana", "2021-06-01")


def test_what_says_the_same_in_two_rooms_is_joined_and_taken_apart() -> None:
    joins = joining.joined((), JOIN, KNOWN)
    assert joining.others(ref("C-1"), joins) == (ref("P-001", TWO),)
    assert joining.told(joins[0], KNOWN, W) == (
        "Each room by itself: KLM482:C-1: 31 of 38 and RTV935:P-001: not voted on. "
        "Figures of different rooms are not added up."
    )
    after = joining.apart(joins, "j1", "Ion", "2021-06-02")
    assert after[0].apart_by == "Ion"
    assert joining.others(ref("C-1"), after) == ()
    again = Join("j2", JOIN.members, "One desk", "en", "Ana", "2021-06-03")
    assert len(joining.joined(after, again, KNOWN)) == 2
    with pytest.raises(Refused, match="join_unknown"):
        joining.apart(after, "j1", "Ion", "2021-06-02")


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ((ref("C-1"), ref("P-003")), "one_room"),
        ((ref("C-1"),), "one_room"),
        ((ref("C-1"), ref("P-999", TWO)), "source_unknown"),
        ((ref("V-s5/C-1"), ref("P-001", TWO)), "not_joinable"),
        ((ref("C-2"), ref("P-001", TWO)), "join_twice"),
    ],
)
def test_what_cannot_be_joined(members: tuple[object, ...], code: str) -> None:
    joins = joining.joined((), JOIN, KNOWN)
    with pytest.raises(Refused, match=code):
        joining.joined(joins, Join("j2", members, "x", "en", "Ana", "2021-06-01"), KNOWN)  # type: ignore[arg-type]
