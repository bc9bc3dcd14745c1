from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.core.cards import CHECK, MOST, card, read
from roundtable.core.errors import Refused

NUMBERS = st.integers(1, MOST)


@given(NUMBERS)
def test_a_card_is_read_back(number: int) -> None:
    assert read(card(number)) == number


def test_cards_look_alike() -> None:
    assert [card(n) for n in (1, 7, 12, 123)] == ["01C", "07K", "12G", "123N"]
    assert len(set(CHECK)) == 17
    assert not set("01OIQSW") & set(CHECK)


@pytest.mark.parametrize("typed", ["07K", "7k", " 7 K ", "007k", "07-K"])
def test_what_is_typed_in_a_hurry_is_read(typed: str) -> None:
    assert read(typed) == 7


@pytest.mark.parametrize(
    "typed", ["", "K", "07", "0K", "00C", "07L", "K07", "12345K", "07KK", "7A", "٧K", "x" * 500]
)
def test_what_is_no_card_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read(typed)
    assert (refused.value.code, refused.value.field) == ("card_wrong", "card")


@given(NUMBERS, st.data())
def test_a_slip_of_the_pen_is_noticed(number: int, data: st.DataObject) -> None:
    """One wrong digit, or two neighbours that changed places, is no card, or the same one."""
    code = card(number)
    digits, letter = code[:-1], code[-1]
    place = data.draw(st.integers(0, len(digits) - 1))
    wrong = digits[:place] + data.draw(st.sampled_from("0123456789")) + digits[place + 1 :]
    swapped = digits[:place] + digits[place : place + 2][::-1] + digits[place + 2 :]
    for slip in (wrong, swapped):
        if slip != digits:
            with pytest.raises(Refused):
                read(slip + letter)


@pytest.mark.parametrize("number", [0, -1, MOST + 1])
def test_there_are_so_many_cards(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        card(number)
