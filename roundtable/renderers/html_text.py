"""Spans as HTML: everything escaped, each passage with its language and direction, links with a way back."""

from __future__ import annotations

from markupsafe import Markup, escape

from roundtable.core.document import Document, Span, Spans
from roundtable.renderers.places import Place, Places
from roundtable.renderers.shown import on_one_line, shown

#: A chip that is no longer stays on one line.
_SHORT = 12
_OUTSIDE = ("https://", "http://")


class Writer:
    """Writes spans of a document; `place` is the anchor of what they stand in."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.places = Places(document)
        self.place = ""

    def spans(self, spans: Spans, *, links: bool = True, within: Span | None = None) -> Markup:
        """Spans one after the other. `within`: whose language and direction what is around them has."""
        return Markup("").join(self._span(span, links, within) for span in spans)

    def _span(self, span: Span, links: bool, within: Span | None) -> Markup:
        inner = lines(span.text)
        if span.strong:
            inner = Markup("<strong>{}</strong>").format(inner)
        attributes = Markup("") if within and _alike(span, within) else self.tongue(span)
        names = " ".join(name for name in ("chip", "soft") if getattr(span, name))
        if span.chip and len(span.text) > _SHORT:
            names = f"{names} long"
        if names:
            attributes = attr("class", names) + attributes
        if links and span.to.startswith("#"):
            back = self.places.first(self.place, span)
            inner = _element("a", attr("href", span.to) + attr("id", back) + attributes, inner)
        elif links and span.to.startswith(_OUTSIDE):
            inner = _element(
                "a", attr("href", span.to) + attr("rel", "noreferrer") + attributes, inner
            )
        elif attributes:
            inner = _element("span", attributes, inner)
        return inner

    def tongue(self, words: Span | Place | None) -> Markup:
        """Language and direction as attributes, as far as they are not the document's.

        A direction that is named is always written: it keeps the words to themselves.
        """
        if words is None:
            return Markup("")
        language = "" if words.language == self.document.language else words.language
        return attr("lang", on_one_line(language)) + attr("dir", words.direction)

    def back(self, anchor: str) -> Markup:
        """The places that cite what stands here, each a link; nothing where none does."""
        links = [
            Markup('<a href="#{}"{}>{}</a>').format(to, self.tongue(place), place.name)
            for to, place in self.places.to(anchor)
        ]
        if not links:
            return Markup("")
        told = Markup('<p class="cited"><span>{}</span> {}</p>')
        return told.format(on_one_line(self.document.cited), Markup(" · ").join(links))


def attr(name: str, value: str) -> Markup:
    """An attribute with a space before it; nothing where it has no value."""
    return Markup(' {}="{}"').format(name, value) if value else Markup("")


def lines(text: str) -> Markup:
    """The text, escaped, its lines on lines of their own."""
    return Markup("<br>").join(escape(line) for line in shown(text).split("\n"))


def whole(spans: Spans) -> Span | None:
    """The span whose language and direction all of them have; None where they differ or say none."""
    first = next((span for span in spans if span.text.strip()), None)
    if first is None or not first.direction:
        return None
    return first if all(_alike(span, first) or not span.text.strip() for span in spans) else None


def _alike(one: Span, other: Span) -> bool:
    return (one.language, one.direction) == (other.language, other.direction)


def _element(name: str, attributes: Markup, inner: Markup) -> Markup:
    return Markup("<{}{}>{}</{}>").format(name, attributes, inner, name)
