"""Each contribution has one answer, and what dissents stays until somebody says why not."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.core.errors import Refused
from roundtable.core.strategy import dissent, fates
from roundtable.core.strategy.dissent import Decision
from roundtable.core.strategy.fates import Fate, Problem
from roundtable.core.strategy.refs import Ref
from tests.core.strategy.made import W, known, ref

KNOWN = known()
GIVEN = fates.contributions(s for s in KNOWN.values() if s.ref.roundtable == "KLM482")
P = [ref(f"P-{n:03d}") for n in range(8)]
MEASURES = {"m1": "M1", "m2": "M2"}


def stand(*made: Fate) -> dict[Ref, Fate]:
    return fates.standing(made, GIVEN)


def test_what_was_withdrawn_or_kept_needs_no_answer() -> None:
    assert [s.ref for s in GIVEN] == P[1:]


def test_the_list_of_those_without_a_fate_shrinks() -> None:
    refs = [s.ref for s in GIVEN]
    assert fates.without(refs, stand()) == tuple(refs)
    one = stand(Fate(P[3], "adopted", "m1"))
    assert fates.without(refs, one) == (P[1], P[2], P[4], P[5], P[6])  # P-007 was put with P-003
    everything = stand(*(Fate(p, "declined", text="No money.") for p in P[1:7]))
    assert fates.without(refs, everything) == ()
    assert list(fates.counted(GIVEN, everything, W))[-1] == "Each has its answer."
    assert list(fates.counted(GIVEN, one, W)) == [
        "7 proposals were made.", "Adopted: 1; Merged into another: 1.", "5 have no answer yet.",
    ]  # fmt: skip
    assert fates.figures(GIVEN, one) == {"Work": Counter({"": 5, "adopted": 1, "merged": 1})}


def test_what_does_not_stand_is_named_and_counts_as_none() -> None:
    made = stand(
        Fate(P[1], "adopted", "gone"),
        Fate(P[2], "declined", text=" "),
        Fate(P[3], "merged", into=P[4]),
        Fate(P[4], "merged", into=P[3]),
        Fate(P[5], "merged", into=ref("P-099")),
        Fate(P[6], "part", "m1", text="The interpreter."),
    )
    wrong = fates.problems(made, [s.ref for s in GIVEN], MEASURES)
    assert sorted(wrong, key=lambda p: p.ref) == [
        Problem(P[1], "measure_unknown"), Problem(P[2], "text_missing"), Problem(P[3], "into_circle"),
        Problem(P[4], "into_circle"), Problem(P[5], "into_unknown"), Problem(P[7], "into_circle"),
    ]  # fmt: skip
    assert fates.without(P[1:], made, wrong) == (*P[1:6], P[7])


@pytest.mark.parametrize(
    ("fate", "words"),
    [
        (Fate(P[1], "adopted", "m1"), "Adopted in M1."),
        (
            Fate(P[1], "part", "m2", text="Sundays."),
            "Taken up in part, in M2. Not taken up: Sundays.",
        ),
        (Fate(P[1], "declined", text="100% new."), "Declined. The reason: 100% new."),
        (
            Fate(P[1], "outside", text="the state."),
            "Outside the city's power. It is in that of: the state.",
        ),
        (Fate(P[1], "later", text="from 2028."), "For later: from 2028."),
        (
            Fate(P[1], "merged", into=P[7]),
            "Merged into KLM482:P-007. With that it became part of KLM482:P-003. Adopted in M1.",
        ),
    ],
)
def test_fates_in_sentences(fate: Fate, words: str) -> None:
    assert fates.told(P[1], stand(Fate(P[3], "adopted", "m1"), fate), MEASURES, W) == words


def test_no_fate_and_a_merger_into_none() -> None:
    assert fates.told(P[1], stand(), MEASURES, W) == "Not answered yet."
    told = fates.told(P[7], stand(), MEASURES, W)
    assert told == "Merged into KLM482:P-003. Not answered yet."


def test_a_cluster_that_is_taken_suggests_and_a_person_confirms() -> None:
    made = stand(Fate(P[1], "declined", text="No."))
    suggestions = fates.suggested(KNOWN[ref("C-1")], "m1", made)
    assert suggestions == (Fate(P[2], "adopted", "m1"),)
    assert fates.confirmed(suggestions, (), "Ana", "2021-06-01") == ()
    assert fates.confirmed(suggestions, None, "Ana", "2021-06-01") == (
        Fate(P[2], "adopted", "m1", who="Ana", on="2021-06-01"),
    )


mergers = st.dictionaries(st.sampled_from(P[1:]), st.sampled_from(P[1:]), max_size=7)


@given(mergers)
def test_following_mergers_always_ends(into: dict[Ref, Ref]) -> None:
    made = {a: Fate(a, "merged", into=b) for a, b in into.items()}
    for each in P[1:]:
        end = fates.end_of(each, made)
        assert (end is None) == (each in {p.ref for p in fates.problems(made, P, ())})
        assert end is None or end not in made
        assert fates.told(each, made, {}, W)


VOICES = [s for s in KNOWN.values() if s.ref.kind in ("concern", "position")]


def test_dissent_is_in_by_itself_and_leaves_by_a_decision_only() -> None:
    position = ref("D-s5/C-3")
    standing = dissent.voices(KNOWN.values(), ())
    assert [v.source for v in standing] == VOICES
    assert all(v.inside for v in standing)
    out = Decision(position, True, "Ana", "2021-06-01", "Said twice.")
    made = dissent.decided(KNOWN.values(), (), out)
    assert [v.source.ref for v in dissent.voices(KNOWN.values(), made) if not v.inside] == [
        position
    ]
    back = Decision(position, False, "Ion", "2021-06-02", "Not the same.")
    made = dissent.decided(KNOWN.values(), made, back)
    (voice,) = (v for v in dissent.voices(KNOWN.values(), made) if v.source.ref == position)
    assert voice.inside
    assert voice.decisions == (out, back)
    assert dissent.told(out, W) == "Left out on 2021-06-01 by Ana. The reason: Said twice."


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (Decision(ref("P-001"), True, "Ana", "2021-06-01", "x"), "voice_unknown"),
        (Decision(ref("D-s5/C-3"), True, "Ana", "2021-06-01", " "), "text_empty"),
        (Decision(ref("D-s5/C-3"), True, "", "2021-06-01", "x"), "text_empty"),
        (Decision(ref("D-s5/C-3"), False, "Ana", "2021-06-01", "x"), "no_change"),
    ],
)
def test_a_decision_says_who_when_and_why(decision: Decision, code: str) -> None:
    with pytest.raises(Refused, match=code):
        dissent.decided(KNOWN.values(), (), decision)
