"""Texts of people as formats can hold them."""

from __future__ import annotations

import re
from typing import Final

#: What XML 1.0 cannot hold (controls, half of a pair, U+FFFE, U+FFFF), and controls that it should not.
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
#: Embeddings, overrides and isolates would turn round what stands after them.
_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NEWLINES: Final = re.compile("\r\n?|[\u0085\u2028\u2029]")


def fit(text: str) -> str:
    """The text with "\\n" for every line break; what no format can hold is a space or gone."""
    return _TURNS.sub("", _UNFIT.sub(" ", _NEWLINES.sub("\n", text)))
