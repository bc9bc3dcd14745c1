"""Codes of paper cards: a number and a letter that tells a slip of the pen, such as "07K".

The letter is the remainder of the number's digits, weighted 1, 2, 3 … from the right, by a prime with
as many letters as it has values: one wrong digit, or two neighbours that changed places, give another
letter. It is the idea of ISBN-10 and ISO 7064, with letters that are not mixed up with digits.
"""

from __future__ import annotations

import re
from typing import Final

from roundtable.core.codes import LETTERS
from roundtable.core.errors import Refused

#: Seventeen of the letters of room codes; without the one that sounds like another in most languages.
CHECK: Final = LETTERS.replace("W", "")
MOST: Final = 9999

_TYPED = re.compile(rf"0*([0-9]{{1,4}})([{CHECK}])")


def card(number: int) -> str:
    """The code of a card: at least two digits, then the letter."""
    if not 1 <= number <= MOST:
        raise ValueError(f"no card has the number {number}")
    return f"{number:02}{_letter(number)}"


def read(typed: str) -> int:
    """The number of the card whose code was typed. Raises `Refused` (`card_wrong`).

    Spaces, hyphens, small letters and zeros in front are forgiven.
    """
    code = re.sub(r"[\s\-._]+", "", typed[:20]).upper()
    found = _TYPED.fullmatch(code)
    if found is None or not int(found[1]) or _letter(int(found[1])) != found[2]:
        raise Refused("card_wrong", "card")
    return int(found[1])


def _letter(number: int) -> str:
    digits = [int(digit) for digit in reversed(str(number))]
    weighted = sum(place * digit for place, digit in enumerate(digits, start=1))
    return CHECK[weighted % len(CHECK) - 1]
