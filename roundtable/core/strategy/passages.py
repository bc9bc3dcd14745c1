r"""The text of a passage: words, and chips that cite what they rest on.

In the text a chip is "[[KLM482:P-014]]" (`core.strategy.refs`). Only what reads exactly so is one; all
other brackets are words. Words that would read as a chip have a backslash before them, and backslashes
that stand directly before a chip are doubled: of n backslashes before "[[P-014]]", n // 2 stay, and with
an odd n it is words. Backslashes anywhere else are themselves. So `text_of` and `pieces_of` undo each other
whatever people write.

A chip is known where the strategy has what it cites. One that is not known stays in the text, is shown as the
text it is, counts as no source, and is reported (`unknown`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from roundtable.core.strategy import refs
from roundtable.core.strategy.refs import Ref

_TOKEN = re.compile(rf"(?<!\\)(\\*)\[\[({refs.PATTERN})\]\]")


@dataclass(frozen=True, slots=True)
class Chip:
    """A citation in a text."""

    ref: Ref

    @property
    def text(self) -> str:
        """As it is written."""
        return f"[[{self.ref}]]"


#: What a passage consists of: words, and chips.
Piece = str | Chip


def pieces_of(text: str) -> tuple[Piece, ...]:
    """Words and chips of a text, in order; no words are empty, and none follow words."""
    found: list[Piece] = []
    words, at = "", 0
    for match in _TOKEN.finditer(text):
        slashes, ref = len(match[1]), refs.read(match[2])
        words += text[at : match.start()] + "\\" * (slashes // 2)
        at = match.end()
        if slashes % 2 or ref is None:
            words += f"[[{match[2]}]]"
            continue
        found += [words, Chip(ref)] if words else [Chip(ref)]
        words = ""
    words += text[at:]
    return (*found, words) if words else tuple(found)


def text_of(pieces: Iterable[Piece]) -> str:
    """The text that reads as these pieces."""
    text = ""
    for piece in _joined(pieces):
        if isinstance(piece, Chip):
            text += "\\" * (len(text) - len(text.rstrip("\\"))) + piece.text
        else:
            text += _TOKEN.sub(lambda m: f"{m[1] * 2}\\[[{m[2]}]]", piece)
    return text


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, words that follow each other as one."""
    words = ""
    for piece in pieces:
        if isinstance(piece, str):
            words += piece
            continue
        if words:
            yield words
        words = ""
        yield piece
    if words:
        yield words


def cited(pieces: Iterable[Piece]) -> tuple[Ref, ...]:
    """What is cited, each once, in order."""
    return tuple(dict.fromkeys(p.ref for p in pieces if isinstance(p, Chip)))


def unknown(pieces: Iterable[Piece], known: Collection[Ref]) -> tuple[Ref, ...]:
    """What is cited and is not there."""
    return tuple(ref for ref in cited(pieces) if ref not in known)


def resolved(pieces: Iterable[Piece], known: Collection[Ref]) -> tuple[Piece, ...]:
    """The pieces, with chips that are not known as the words they are."""
    shown = (p if isinstance(p, str) or p.ref in known else p.text for p in pieces)
    return tuple(_joined(shown))


def plain(pieces: Sequence[Piece]) -> str:
    """The words alone, as they are read aloud: no space is left where a chip was."""
    words = "".join(p if isinstance(p, str) else " " for p in pieces)
    return re.sub(r" +([.,;:!?…])", r"\1", re.sub(r" {2,}", " ", words)).strip()
