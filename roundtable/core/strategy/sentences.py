"""Sentences of a passage, and what each of them rests on.

A chip belongs to the sentence in which it stands; after the full stop, to the sentence that has just
ended, as in "…may use it. [Finding 7] The roundtable…". A sentence rests on something where a known
chip belongs to it.

The sources that are attached to a whole passage cover its sentences only where the writer has said so
(`covers`). They come in with the cluster from which the passage was made; a sentence that is
written into it a week later rests on nothing until somebody says on what, and would look supported by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from roundtable.core.strategy.passages import Chip, Piece, cited, pieces_of
from roundtable.core.strategy.refs import Ref

#: Stands for a chip while sentences are looked for.
_CHIP: Final = "\ufffc"
_CLOSERS: Final = "\"'”’»“)]}›"
_END = re.compile(r"\n+|[.!?…؟۔。！？]+")
_GREEK_END = re.compile(r"\n+|[.!?…;]+")
_AFTER = re.compile(rf"[{re.escape(_CLOSERS)}]*[\s{_CHIP}]*")
_LAST_WORD = re.compile(r"[^\W_](?:[^\W_]|\.(?=[^\W_]))*\Z")
#: No abbreviation is longer; so hostile words do not make it slow.
_LONGEST_WORD: Final = 40
_OPENERS: Final = "\"'“„«‘‚([{¿¡‹ "

_SHORT: Final = (
    "dr mr mrs ms prof cf vs approx e.g i.e p.a "  # en
    "bzw z.b d.h u.a ca ggf inkl vgl bspw sog "  # de
    "dl dna ing jud op "  # ro
    "np tzn tj m.in ul mgr inż wg "  # pl
    "piem t.i plkst "  # lv
    "t.ex bl.a dvs s.k "  # sv
    "sig sig.ra dott sr sra srta p.ej av "  # it, es
    "т.е вул див напр ім просп ул проф см "  # uk, ru
    "π.χ δηλ βλ"  # el
)
_BEFORE_NUMBERS: Final = (
    "no nr art fig p pp vol abs str alin lit pct pkt ust pag pág núm kl st ст п р αρ σελ"
)
#: What ends in a full stop and no sentence with it, in small letters; the second only before a figure.
_ABBREVIATIONS: Final = frozenset(_SHORT.split())
_NUMBERED: Final = frozenset(_BEFORE_NUMBERS.split())
#: Languages that write ordinals with a full stop before a word that may begin with a capital.
_ORDINALS: Final = frozenset({"de"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its chips; the pieces of all sentences of a passage are those of the passage."""

    pieces: tuple[Piece, ...]
    rests_on: tuple[Ref, ...]

    @property
    def says(self) -> bool:
        """Whether anything is said in it: letters or digits."""
        return any(c.isalnum() for p in self.pieces if isinstance(p, str) for c in p)

    @property
    def bare(self) -> bool:
        """Whether it says something and rests on nothing."""
        return self.says and not self.rests_on


def sentences_of(
    text: str,
    language: str,
    known: Collection[Ref] | None = None,
    covering: Iterable[Ref] = (),
) -> tuple[Sentence, ...]:
    """The sentences of a passage's text (`core.strategy.passages`).

    `known`: what there is; without it every chip counts. `covering`: what every sentence rests on.
    """
    pieces = pieces_of(text)
    base = tuple(ref for ref in covering if known is None or ref in known)
    found = []
    for part in _cut(pieces, ends_of(pieces, language)):
        own = tuple(ref for ref in cited(part) if known is None or ref in known)
        found.append(Sentence(part, tuple(dict.fromkeys((*own, *base)))))
    return tuple(found)


def units(text: str, language: str) -> tuple[str, ...]:
    """The text cut at its sentences, with the chips and spaces after each; together they are the text."""
    # Escapes count for nothing here: only where a sentence ends matters, and no letter may be lost.
    line = re.sub(r"\[\[[^\[\]\n]{1,90}\]\]", lambda m: _CHIP * len(m[0]), _masked(text))
    ends = _ends(line, language)
    return tuple(text[a:b] for a, b in zip((0, *ends), (*ends, len(text)), strict=True) if a < b)


def ends_of(pieces: Sequence[Piece], language: str) -> tuple[int, ...]:
    """Where sentences end, counted in characters, a chip as one."""
    return _ends("".join(_CHIP if isinstance(p, Chip) else _masked(p) for p in pieces), language)


def _masked(words: str) -> str:
    return words.replace(_CHIP, "\ufffd")


def _ends(line: str, language: str) -> tuple[int, ...]:
    primary = language.split("-", maxsplit=1)[0]
    ends: list[int] = []
    for match in (_GREEK_END if primary == "el" else _END).finditer(line):
        after = _AFTER.match(line, match.end())
        end = after.end() if after else match.end()
        if ends and end <= ends[-1]:
            continue
        start = ends[-1] if ends else 0
        if end < len(line) and _is_end(line, match, end, line[start : match.start()], primary):
            ends.append(end)
    return tuple(ends)


def _is_end(line: str, match: re.Match[str], end: int, before: str, language: str) -> bool:
    if "\n" in line[match.start() : end]:
        return True
    if not line[match.end() : end].strip(_CLOSERS):
        return False  # "3.5", "Art.12": nothing but a closing mark between it and the next word
    following = line[end:].lstrip(_OPENERS)[:1]
    if following and unicodedata.category(following) == "Ll":
        return False
    return match[0] != "." or not _abbreviates(before, following, language)


def _abbreviates(before: str, following: str, language: str) -> bool:
    """Whether the full stop after `before`, from the sentence's beginning, is that of a word or number."""
    tail = before[-_LONGEST_WORD:]
    last = _LAST_WORD.search(tail)
    if last is None:
        return False
    word = last[0]
    if word.isdigit():
        alone = tail == before and not tail[: last.start()].strip(_OPENERS + _CHIP)
        return alone or (language in _ORDINALS and len(word) <= 2)  # noqa: PLR2004  (days, floors)
    if following.isdigit() and word.lower() in _NUMBERED:
        return True
    return (len(word) == 1 and word.isalpha() and _has_case(word)) or word.lower() in _ABBREVIATIONS


def _has_case(letter: str) -> bool:
    return letter.lower() != letter.upper()


def _cut(pieces: Sequence[Piece], ends: Sequence[int]) -> list[tuple[Piece, ...]]:
    """The pieces, cut at the ends."""
    parts: list[tuple[Piece, ...]] = []
    part: list[Piece] = []
    at, waiting = 0, list(ends)
    for whole in pieces:
        piece: Piece = whole
        while waiting and at + _length(piece) >= waiting[0]:
            cut = waiting.pop(0) - at
            if isinstance(piece, str):
                part += [piece[:cut]] if cut else []
                piece, at = piece[cut:], at + cut
            else:
                part.append(piece)
                piece, at = "", at + 1
            parts.append(tuple(part))
            part = []
        if piece:
            part.append(piece)
            at += _length(piece)
    return [*parts, tuple(part)] if part else parts


def _length(piece: Piece) -> int:
    return len(piece) if isinstance(piece, str) else 1
