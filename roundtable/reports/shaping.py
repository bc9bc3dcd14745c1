"""Scripts in which letters change places or grow together, as in Nepali and Hindi.

The work is HarfBuzz's (the package ``uharfbuzz``). Where it is not installed, letters stand in the
order in which they were typed, and the maker of the document is told so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

try:
    import uharfbuzz
except ImportError:  # an extra: documents without such scripts don't need it
    uharfbuzz = None

#: Scripts that need it: those of India and Sri Lanka, Thai to Burmese, Khmer.
COMPLEX = re.compile("[\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff]")

_PRIVATE = range(0xE000, 0xF8FF)
_NOTHING = "\u200b"


@dataclass(frozen=True)
class Glyph:
    """One glyph: the private character that draws it; lengths for a size of one point."""

    character: str
    advance: float
    dx: float
    dy: float


def can_shape() -> bool:
    """Whether HarfBuzz is there."""
    return uharfbuzz is not None


class Shaper:
    """Shapes text of one font, and knows which letters each of its glyphs stands for."""

    def __init__(self, face: Any) -> None:
        self._face = face
        self._font = uharfbuzz.Font(uharfbuzz.Face(bytes(face._ttf_data)))
        self._free = (code for code in _PRIVATE if code not in face.charToGlyph)
        self._codes: dict[tuple[int, str], int] = {}
        #: Private code point → the letters to copy and search for.
        self.letters: dict[int, str] = {}

    def shape(self, text: str) -> tuple[Glyph, ...]:
        """The glyphs of the text from left to right."""
        return tuple(self._glyphs(unicodedata.normalize("NFC", text)))

    def _glyphs(self, text: str) -> Iterator[Glyph]:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._font, buffer)
        em = float(self._face.unitsPerEm)
        starts = sorted({info.cluster for info in buffer.glyph_infos})
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        seen: set[int] = set()
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            first = info.cluster not in seen
            seen.add(info.cluster)
            letters = text[info.cluster : ends[info.cluster]] if first else _NOTHING
            code = self._code(info.codepoint, letters)
            yield Glyph(chr(code), at.x_advance / em, at.x_offset / em, at.y_offset / em)

    def _code(self, glyph: int, letters: str) -> int:
        """A private code point for the glyph where it stands for these letters."""
        key = (glyph, letters)
        if key not in self._codes:
            code = self._codes[key] = next(self._free)
            self.letters[code] = letters
            self._face.charToGlyph[code] = glyph
            wide = self._font.get_glyph_h_advance(glyph)
            self._face.charWidths[code] = wide * 1000 / self._face.unitsPerEm
        return self._codes[key]


@cache
def shaper(font: Any) -> Shaper:
    """The shaper of a font; one for the process."""
    return Shaper(font.face)
