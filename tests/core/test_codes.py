from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.core import codes


@given(st.integers(), st.sampled_from(["{}", " {} ", "{}\n"]), st.booleans())
def test_every_code_is_read_however_it_is_typed(seed: int, frame: str, small: bool) -> None:
    code = codes.make(Random(seed).choice)
    for typed in (code, codes.show(code), f"{code[:3]}-{code[3:]}", " ".join(code)):
        assert codes.read(frame.format(typed.lower() if small else typed)) == code


@given(st.text(max_size=60))
def test_anything_else_is_none(text: str) -> None:
    found = codes.read(text)
    assert found is None or (len(found) == 6 and found.isascii())


@pytest.mark.parametrize(
    "text", ["", "KLM48", "KLM4822", "AEI482", "KLM401", "482KLM", "ＫＬＭ482"]
)
def test_no_code(text: str) -> None:
    assert codes.read(text) is None


def test_no_letter_looks_like_a_digit() -> None:
    assert not set(codes.LETTERS) & set("AEIOUQSB")
    assert not set(codes.DIGITS) & set("01")
