"""Text in CommonMark: what people wrote stays text, and is never a heading, link, list or HTML."""

from __future__ import annotations

import re
from urllib.parse import quote

from markupsafe import escape

from roundtable.core.document import Document, Span, Spans
from roundtable.renderers.places import Place, Places
from roundtable.renderers.shown import on_one_line, shown

#: Signs that mean something in CommonMark or its usual additions: tables, strike, mathematics, notes,
#: attributes, emoji, addresses that become links.
_MEANT = re.compile(r"[\\`*_\[\]<>|~$&#{}^@]|!(?=\[|$)|:(?=//|[\w+-]+:)|(?<=[wW]{3})\.")
#: Signs that mean something where a line begins; the begin of a passage may be one.
_BEGINS = re.compile(r"^( *)([+\-=.):])", re.MULTILINE)
_NUMBERED = re.compile(r"^( *\d+)([.)])", re.MULTILINE)
_OUTSIDE = ("https://", "http://")


def escaped(text: str) -> str:
    """The text as CommonMark shows it, with its lines."""
    plain = _MEANT.sub(lambda found: f"\\{found[0]}", shown(text))
    return _NUMBERED.sub(r"\1\\\2", _BEGINS.sub(r"\1\\\2", plain))


def line(text: str) -> str:
    """The text on one line."""
    return escaped(on_one_line(text))


def anchor(name: str) -> str:
    """A place that can be led to; nothing where it has no name."""
    return f'<a id="{escape(name)}"></a>' if name else ""


def link(words: str, to: str) -> str:
    """A link; `words` are escaped already."""
    start = "#" if to.startswith("#") else ""
    target = quote(to.removeprefix("#"), safe="" if start else ":/?#[]@!$&'*+,;=%~")
    return f"[{words}]({start}{target})"


class Writer:
    """Writes spans of a document; `place` is the anchor of what they stand in."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.places = Places(document)
        self.place = ""

    def text(self, spans: Spans, *, links: bool = True) -> str:
        """Spans as a paragraph: each line on a line of its own."""
        return "\\\n".join(self._lines(spans, links=links))

    def flat(self, spans: Spans, *, links: bool = True) -> str:
        """Spans on one line, for headings and entries."""
        return " ".join(self._lines(spans, links=links))

    def cell(self, spans: Spans) -> str:
        """Spans in a cell of a table, which is one line."""
        return "<br>".join(self._lines(spans, links=True))

    def _lines(self, spans: Spans, *, links: bool) -> list[str]:
        """The lines that have something in them. Spans end with their line, and go on in the next."""
        rows = [""]
        for span in spans:
            first, *others = shown(span.text).split("\n")
            rows[-1] += self._span(span, first, links)
            rows += [self._span(span, other, links) for other in others]
        return [row.strip(" ") for row in rows if row.strip(" ")]

    def _span(self, span: Span, text: str, links: bool) -> str:
        words = escaped(text)
        inner = words.strip(" ")
        if not inner:
            return words
        before, after = (
            words[: len(words) - len(words.lstrip(" "))],
            words[len(words.rstrip(" ")) :],
        )
        if span.strong:
            inner = _strong(inner)
        inner = self.tongued(inner, span)
        if links and span.to.startswith("#"):
            back = anchor(self.places.first(self.place, span))
            inner = f"{back}{link(inner, span.to)}"
        elif links and span.to.startswith(_OUTSIDE):
            inner = link(inner, span.to)
        return f"{before}{inner}{after}"

    def tongued(self, inner: str, words: Span | Place) -> str:
        """With language and direction where they are not the document's."""
        language = "" if words.language == self.document.language else on_one_line(words.language)
        direction = "" if words.direction == self.document.direction else words.direction
        told = f' lang="{escape(language)}"' if language else ""
        told += f' dir="{direction}"' if direction else ""
        return f"<span{told}>{inner}</span>" if told else inner

    def back(self, name: str) -> str:
        """The places that cite what stands here, each a link; nothing where none does."""
        links = [
            link(self.tongued(line(place.name), place), f"#{to}")
            for to, place in self.places.to(name)
        ]
        return f"↩ {line(self.document.cited)} {' · '.join(links)}" if links else ""


def _strong(inner: str) -> str:
    """Strong text; with a tag where stars beside signs would stay stars."""
    plain = inner[0].isalnum() and inner[-1].isalnum()
    return f"**{inner}**" if plain else f"<strong>{inner}</strong>"
