"""The fonts of documents, and which of them has a given letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFStream
from reportlab.pdfbase.ttfonts import TTFont

from roundtable.reports.shaping import COMPLEX, Glyph, can_shape, shaper

FOLDER = Path(__file__).resolve().parent.parent / "static" / "vendor" / "fonts"

#: In this order a letter is looked for.
FAMILIES = ("atkinson", "noto-sans", "noto-sans-arabic")

_ENTRIES = re.compile(r"(<[0-9A-F]{2}> )<([EF][0-9A-F]{3})>")
_JOINED = range(0xFB50, 0xFF00)


class FontError(RuntimeError):
    """The fonts are not there, or can't be read."""


class ReadableFont(TTFont):
    """A font whose joined Arabic letters are copied and searched as the letters they stand for."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802  (reportlab's name)
        """Write the font, then name the letters behind the joined forms."""
        known = set(doc.idToObject)
        super().addObjects(doc)
        for name in set(doc.idToObject) - known:
            stream = doc.idToObject[name]
            if name.startswith("toUnicodeCMap:") and isinstance(stream, PDFStream):
                stream.content = _ENTRIES.sub(self._entry, str(stream.content))

    def _entry(self, match: re.Match[str]) -> str:
        """An entry of the map from glyphs to letters, with the letters that are meant."""
        code = int(match[2], 16)
        shaped = shaper(self).letters if can_shape() else {}
        letters = shaped.get(code) or _plain(code)
        return f"{match[1]}<{letters.encode('utf-16-be').hex().upper()}>"


def _plain(code: int) -> str:
    """The letters behind a joined form.

    Lines are drawn as they are seen, and readers turn them round, the letters of a ligature
    included: so these stand as they are seen, too.
    """
    form = chr(code)
    plain = unicodedata.normalize("NFKC", form).strip()[::-1] if code in _JOINED else ""
    return plain or form


class Fonts:
    """All fonts in both weights; remembers which letters it was asked for in vain."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Register the fonts of `folder`.

        Raises:
            FontError: a font is missing or broken.
        """
        self.missing: set[str] = set()
        self.unshaped: set[str] = set()
        self._maps: dict[str, frozenset[int]] = {}
        for family in FAMILIES:
            for weight in ("regular", "bold"):
                name = f"{family}-{weight}"
                self._maps[name] = _registered(name, str(folder / f"{name}.ttf"))
        self._found: dict[tuple[str, bool], str | None] = {}

    def split(self, text: str, bold: bool) -> Iterator[tuple[str, str, bool]]:
        """The text in pieces (words, font name, is in place of something no font has)."""
        piece, current = "", ""
        for cluster in _clusters(text):
            font = self._font(cluster, bold)
            if font == current:
                piece += cluster
                continue
            if piece:
                yield from self._made(piece, current, bold)
            piece, current = cluster, font
        if piece:
            yield from self._made(piece, current, bold)

    def glyphs(self, text: str, font: str) -> tuple[Glyph, ...]:
        """The shaped glyphs of a text that needs it; none where letters simply follow."""
        if not can_shape() or not COMPLEX.search(text):
            return ()
        return shaper(pdfmetrics.getFont(font)).shape(text)

    def _made(self, piece: str, font: str, bold: bool) -> Iterator[tuple[str, str, bool]]:
        if font:
            found = COMPLEX.search(piece)
            if found and not can_shape():
                self.unshaped.add(_script(found[0]))
            yield piece, font, False
        elif mark := self._in_place(piece):
            yield mark, f"{FAMILIES[0]}-{'bold' if bold else 'regular'}", True

    def _font(self, cluster: str, bold: bool) -> str:
        """The first font that has the whole cluster; empty if none has."""
        key = (cluster, bold)
        if key not in self._found:
            self._found[key] = self._find(cluster, bold=bold)
        return self._found[key] or ""

    def _find(self, cluster: str, *, bold: bool) -> str | None:
        for family in FAMILIES:
            name = f"{family}-{'bold' if bold else 'regular'}"
            if all(ord(c) in self._maps[name] for c in cluster):
                return name
        return None

    def _in_place(self, piece: str) -> str:
        """What is printed for characters that no font has: a sign's name, a script's."""
        letters = [c for c in piece if unicodedata.category(c) not in {"Cf", "Sk", "Mn", "Cn"}]
        letters = letters or [c for c in piece if unicodedata.category(c) in {"Mn", "Cn"}]
        self.missing.update(letters)
        return " ".join(dict.fromkeys(_names(letters)))


def _names(letters: list[str]) -> Iterator[str]:
    scripts: dict[str, int] = {}
    for letter in letters:
        if unicodedata.category(letter)[0] in "LMN":
            scripts[_script(letter)] = scripts.get(_script(letter), 0) + 1
        else:
            yield f"[{unicodedata.name(letter, f'U+{ord(letter):04X}').lower()}]"
    for script, n in scripts.items():
        yield f"[{script} × {n}]"


def _script(letter: str) -> str:
    name = unicodedata.name(letter, f"U+{ord(letter):04X}").split()[0].title()
    return "Han" if name == "Cjk" else name


def _clusters(text: str) -> Iterator[str]:
    """Letters with the marks that sit on them."""
    cluster = ""
    for character in text:
        if cluster and unicodedata.combining(character):
            cluster += character
            continue
        if cluster:
            yield cluster
        cluster = character
    if cluster:
        yield cluster


@cache
def _registered(name: str, path: str) -> frozenset[int]:
    """Register a font once for the process; returns the code points that it has."""
    try:
        font = ReadableFont(name, path)
    except Exception as wrong:
        raise FontError(f"font {name}.ttf can't be read: {wrong}") from wrong
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)
