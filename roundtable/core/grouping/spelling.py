"""Texts as letters: what is left of them when case, accents and punctuation do not matter."""

from __future__ import annotations

import unicodedata


class _Kept(dict[int, str]):
    """For `str.translate`: letters, marks and digits stay, what parts clauses becomes a sign of its own.

    All else becomes a space. Signs in `also` stay too; those of the category `without` vanish.
    """

    def __init__(self, also: str = "", without: str = "", parting: str = " ") -> None:
        self._also, self._without, self._parting = also, without, parting

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        kind = unicodedata.category(sign)
        if kind == self._without:
            found = ""
        elif sign in self._also or kind[0] in "LMN":
            found = sign
        else:
            found = self._parting if kind in _PARTING else " "
        self[code] = found
        return found


#: Categories of what stands between clauses: full stops and commas, brackets, quotes, line breaks.
_PARTING = frozenset({"Po", "Ps", "Pe", "Pi", "Pf", "Pd", "Cc"})
#: What stands for any of them among words.
BREAK = "|"
_WORDS = _Kept(also="'’-", parting=f" {BREAK} ")
_PLAIN = _Kept(without="Mn")


def plain(text: str) -> str:
    """Lower case, without accents and punctuation: "Grădinițe – ACUM!" is "gradinite acum".

    People type the same thing with and without accents, most of all on a phone.
    """
    small = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(unicodedata.normalize("NFKD", small).translate(_PLAIN).split())


def words(text: str) -> list[str]:
    """The words as they are written, and `BREAK` where punctuation parts them."""
    split = unicodedata.normalize("NFC", text).translate(_WORDS).split()
    return [word for piece in split if (word := piece.strip("'’-"))]
