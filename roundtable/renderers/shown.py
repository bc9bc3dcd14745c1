"""Text as it may be shown: nothing in it acts on what stands around it."""

from __future__ import annotations

import re
import unicodedata

_NEWLINES = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")
#: Embeddings, overrides and isolates of direction, and the deprecated signs that shape letters: they make
#: a text show as another, also beyond its end. What a text needs of them its own direction gives.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u206f]")


def shown(text: str) -> str:
    """The text without control characters, lone surrogates, and what turns directions.

    Newlines of any kind are newlines, tabs are spaces. Emoji, joiners and combining marks stay.
    """
    text = _TURNING.sub("", _NEWLINES.sub("\n", text).replace("\t", " "))
    if text.isascii() and text.isprintable():
        return text
    return "".join(sign for sign in text if sign == "\n" or _may_stand(sign))


def on_one_line(text: str) -> str:
    """The same, with spaces for newlines."""
    return " ".join(shown(text).split())


def _may_stand(sign: str) -> bool:
    # The last two places of each plane are no characters (Unicode 23.7).
    return unicodedata.category(sign) not in {"Cc", "Cs"} and ord(sign) & 0xFFFE != 0xFFFE  # noqa: PLR2004
