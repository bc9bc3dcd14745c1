"""Setting text: letters to fonts, words to lines, right-to-left lines in order.

Text is never markup here: a paragraph is a list of runs, and whatever people wrote stands in it as
it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from arabic_reshaper import ArabicReshaper
from bidi import algorithm as bidi  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics

from roundtable.reports.fonts import Fonts
from roundtable.reports.shaping import Glyph
from roundtable.reports.styles import FAINT, Style

_RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad]")
# A no-break space holds its words together.
_SPACES = re.compile(r"([^\S\u00a0\u202f]+)")


@dataclass(frozen=True)
class Run:
    """Words set alike. `link` is an anchor in the same document; None takes what the style has.

    `source` is carried over to the pieces that are made of it, so that they can be told.
    """

    text: str
    bold: bool | None = None
    color: str | None = None
    size: float | None = None
    link: str | None = None
    rise: float = 0.0
    source: int = -1


@dataclass(frozen=True)
class Piece:
    """Letters of one font on a line, in the order in which they are drawn."""

    text: str
    font: str
    size: float
    color: str
    track: float
    link: str | None
    rise: float
    glyphs: tuple[Glyph, ...] = ()
    #: BCP 47 where it is not that of the document: the names of characters are English.
    language: str = ""
    source: int = -1
    #: Its place on the line in the order of reading.
    place: int = field(default=0, compare=False)

    @property
    def width(self) -> float:
        """Width in points."""
        if self.glyphs:
            return sum(glyph.advance for glyph in self.glyphs) * self.size
        return advance(self.font, self.text) * self.size + self.track * len(self.text)


Line = tuple[Piece, ...]

#: Longer headings aren't balanced: nobody sees it, and it takes its time.
_MOST_BALANCED = 12
#: A last line shorter than this share of the width looks lost; how much narrower may be tried.
_LONE, _NARROWER = 0.22, (0.97, 0.94, 0.91, 0.88)


def width_of(line: Iterable[Piece]) -> float:
    """Width of a line in points."""
    return sum(piece.width for piece in line)


@cache
def advance(font: str, text: str) -> float:
    """Width of the text at a size of one point."""
    return float(pdfmetrics.stringWidth(text, font, 1))


class Setter:
    """Sets runs into lines with the given fonts."""

    def __init__(self, fonts: Fonts) -> None:
        self.fonts = fonts

    def lines(
        self, runs: Sequence[Run], style: Style, width: float, direction: str = "ltr"
    ) -> list[Line]:
        """The lines of a paragraph; a newline in a run begins a new line."""
        rtl = direction == "rtl"
        mixed = rtl or any(_RTL.search(run.text) for run in runs)
        made: list[Line] = []
        for paragraph in _paragraphs(runs):
            words = list(self._words(paragraph, style, mixed))
            made += _set(words, width, balance=style.balance)
        return [_ordered(line, rtl) for line in made] if mixed else made

    def _words(self, runs: Iterable[Run], style: Style, mixed: bool) -> Iterator[Line]:
        """Words and the spaces between them, each a tuple of pieces."""
        word: list[Piece] = []
        for run in runs:
            text = _joined(run.text) if mixed else run.text
            for part in _SPACES.split(text):
                if not part:
                    continue
                if not part.isspace():
                    word += self._pieces(part, run, style)
                    continue
                if word:
                    yield tuple(word)
                    word = []
                yield tuple(self._pieces(" ", run, style))
        if word:
            yield tuple(word)

    def _pieces(self, text: str, run: Run, style: Style) -> Iterator[Piece]:
        bold = style.bold if run.bold is None else run.bold
        size = run.size or style.size
        for words, font, stand_in in self.fonts.split(text, bold):
            color = FAINT if stand_in else run.color or style.color
            made = Piece(words, font, size, color, style.track * size, run.link, run.rise)
            yield replace(
                made,
                glyphs=self.fonts.glyphs(words, font),
                language="en" if stand_in else "",
                source=run.source,
            )


def _paragraphs(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The runs, cleaned, divided at newlines."""
    current: list[Run] = []
    for run in runs:
        first, *rest = unicodedata.normalize("NFC", _UNSEEN.sub("", run.text)).split("\n")
        current.append(replace(run, text=_visible(first)))
        for line in rest:
            yield current
            current = [replace(run, text=_visible(line))]
    yield current


def _visible(text: str) -> str:
    """Control characters and lone surrogates become spaces."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in text)


def _joined(text: str) -> str:
    """Arabic letters in the forms in which they join their neighbours."""
    return _reshaper().reshape(text) if _RTL.search(text) else text


@cache
def _reshaper() -> Any:
    return ArabicReshaper(
        {"delete_harakat": False, "support_ligatures": True, "RIAL SIGN": False,
         "ARABIC LIGATURE ALLAH": False, "shift_harakat_position": False}
    )  # fmt: skip


def _set(words: Sequence[Line], width: float, *, balance: bool) -> list[Line]:
    """Words to lines: balanced if wanted, else without a short word alone on the last line."""
    if balance:
        return _broken(words, _balanced(words, width))
    lines = _broken(words, width)
    for share in _NARROWER:
        if len(lines) == 1 or width_of(lines[-1]) > width * _LONE:
            break
        tried = _broken(words, width * share)
        if len(tried) > len(lines):
            break
        lines = tried
    return lines


def _broken(words: Sequence[Line], width: float) -> list[Line]:
    """Words to lines; a word wider than the line is divided where it must."""
    lines: list[list[Piece]] = [[]]
    room = width
    for word in words:
        if word[0].text == " ":
            if lines[-1]:
                lines[-1] += word
                room -= word[0].width
            continue
        wide = width_of(word)
        if wide > room and wide <= width and lines[-1]:
            lines.append([])
            room = width
        for part in [word] if wide <= room else _divided(word, room, width):
            taken = width_of(part)
            if taken > room + 0.01 and lines[-1]:
                lines.append([])
                room = width
            lines[-1] += part
            room -= taken
    return [_merged(_stripped(line)) for line in lines]


def _divided(word: Line, room: float, width: float) -> Iterator[Line]:
    """A long word in parts: the first fits the room that is left if that is worth it."""
    left = room if room > width / 3 else width
    part: list[Piece] = []
    for piece in word:
        made: dict[str, Piece] = {}
        for letter in piece.text:
            if letter not in made:
                made[letter] = replace(piece, text=letter, glyphs=())
            one = made[letter]
            if one.width > left and part and not unicodedata.combining(letter):
                yield _merged(part)
                part, left = [], width
            part.append(one)
            left -= one.width
    yield _merged(part)


def _balanced(words: Sequence[Line], width: float) -> float:
    """The narrowest width that needs no more lines: headings without a lone last word."""
    count = len(_broken(words, width))
    low, high = width / 3, width
    if count == 1 or count > _MOST_BALANCED:
        return width
    while high - low > 2:  # noqa: PLR2004  (two points are not seen)
        middle = (low + high) / 2
        low, high = (low, middle) if len(_broken(words, middle)) <= count else (middle, high)
    longest = max(width_of(word) for word in words)
    return max(high, min(longest, width))


def _stripped(line: list[Piece]) -> list[Piece]:
    while line and line[-1].text == " ":
        line.pop()
    return line


_look = attrgetter("font", "size", "color", "track", "link", "rise", "glyphs", "language", "source")


def _merged(pieces: Iterable[Piece]) -> Line:
    """Neighbours that look alike become one piece."""
    merged: list[Piece] = []
    for _alike, found in groupby(pieces, _look):
        alike = list(found)
        if len(alike) == 1 or alike[0].glyphs:
            merged += alike
            continue
        text = "".join(piece.text for piece in alike)
        merged.append(replace(alike[0], text=text, place=min(piece.place for piece in alike)))
    return tuple(merged)


def _ordered(line: Line, rtl: bool) -> Line:
    """The line as it is seen, from left to right (Unicode bidirectional algorithm)."""
    letters = [replace(piece, text=letter, glyphs=()) for piece in line for letter in piece.text]
    storage: dict[str, Any] = bidi.get_empty_storage()
    storage["base_level"], storage["base_dir"] = (1, "R") if rtl else (0, "L")
    bidi.get_embedding_levels("".join(letter.text for letter in letters), storage)
    for index, letter in enumerate(storage["chars"]):
        letter["index"] = index
    bidi.explicit_embed_and_overrides(storage)
    bidi.resolve_weak_types(storage)
    bidi.resolve_neutral_types(storage, False)
    bidi.resolve_implicit_levels(storage, False)
    bidi.reorder_resolved_levels(storage, False)
    bidi.apply_mirroring(storage, False)
    return _merged(
        replace(letters[c["index"]], text=c["ch"], place=c["index"]) for c in storage["chars"]
    )
