from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from roundtable.core.talk import Hand, Heard, suggested


def test_nobody_waits() -> None:
    assert suggested([], {}, round_=False) is None


def test_among_equals_the_first_hand_counts() -> None:
    hands = [Hand("b", "city", 0, 2.0), Hand("a", "city", 0, 1.0)]
    assert suggested(hands, {}, round_=False) == "a"


def test_who_has_not_spoken_goes_first() -> None:
    hands = [Hand("again", "", 1, 1.0), Hand("new", "", 0, 2.0)]
    assert suggested(hands, {}, round_=False) == "new"


def test_a_group_that_spoke_less_for_its_size_goes_first() -> None:
    hands = [Hand("many", "city", 0, 2.0), Hand("few", "newcomers", 0, 1.0)]
    heard = {"city": Heard(6, 300, 20), "newcomers": Heard(2, 120, 4)}
    assert suggested(hands, heard, round_=False) == "many"  # 15 seconds a head, not 30
    heard = {"city": Heard(6, 300, 20), "newcomers": Heard(0, 0, 4)}
    assert suggested(hands, heard, round_=False) == "few"


def test_short_turns_count_too() -> None:
    hands = [Hand("one", "a", 0, 1.0), Hand("other", "b", 0, 2.0)]
    heard = {"a": Heard(3, 0, 3), "b": Heard(0, 0, 3)}
    assert suggested(hands, heard, round_=False) == "other"


def test_a_round_goes_round() -> None:
    hands = [Hand("second", "b", 0, 2.0), Hand("first", "a", 5, 1.0)]
    assert suggested(hands, {"a": Heard(9, 900, 1)}, round_=True) == "first"


_HANDS = st.lists(
    st.builds(
        Hand,
        id=st.uuids().map(str),
        group=st.sampled_from(("", "a", "b")),
        spoke=st.integers(0, 3),
        position=st.floats(1, 99),
    ),
    min_size=1,
    max_size=9,
    unique_by=(lambda hand: hand.id, lambda hand: hand.position),
)
_HEARD = st.dictionaries(
    st.sampled_from(("", "a", "b")),
    st.builds(Heard, st.integers(0, 9), st.integers(0, 999), st.integers(0, 30)),
)


@given(_HANDS, _HEARD, st.booleans())
def test_the_order_in_which_hands_are_read_does_not_matter(
    hands: list[Hand], heard: dict[str, Heard], round_: bool
) -> None:
    found = suggested(hands, heard, round_=round_)
    assert found in {hand.id for hand in hands}
    shuffled = sorted(hands, key=lambda hand: hand.id)
    assert suggested(shuffled, heard, round_=round_) == found
