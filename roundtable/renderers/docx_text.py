"""Paragraphs of a DOCX: runs with their language and direction, links, bookmarks, captions, lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE

from roundtable.core.document import Align, Document, Span, Spans, plain
from roundtable.core.text import direction as direction_of
from roundtable.renderers.docx_styles import EDGED, edge, style_id
from roundtable.renderers.docx_xml import Element, element, text_parts, value
from roundtable.renderers.docx_xml import field as field_of
from roundtable.renderers.shown import shown

#: BCP 47 as far as Word reads it; what else is said of a language is left out.
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_ADDRESS: Final = re.compile(r"(https?|mailto):\S+", re.IGNORECASE)
_NOT_A_NAME: Final = re.compile(r"[^A-Za-z0-9]")
#: So many characters of an anchor are in the name of its bookmark.
_LONGEST_NAME: Final = 32
_EAST: Final = frozenset({"zh", "ja", "ko"})


@dataclass(slots=True)
class Pen:
    """What writing takes along: the document, its part, the names of bookmarks, and what is counted.

    `fresh`: the next paragraph begins a page. `below`: it stands under the line that belongs to it.
    """

    document: Document
    part: Any
    numbering: Element
    fresh: bool = False
    below: bool = False
    names: dict[str, str] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)

    def next(self, what: str) -> int:
        """The next number of its kind, from 1."""
        self.counted[what] = self.counted.get(what, 0) + 1
        return self.counted[what]

    def paragraph(
        self,
        spans: Spans,
        style: str = "Normal",
        *,
        anchor: str = "",
        align: Align = "start",
        keep: bool = False,
        lead: Sequence[Element] = (),
    ) -> Element:
        """A paragraph; `lead` stands before its text, `keep` keeps it with the next one."""
        turned = self.reads(spans)
        look = self.look(style, turned=turned, align=align, keep=keep)
        start, end = self.marks(anchor)
        return element("w:p", look, start, *lead, *self.runs(spans), end)

    def look(
        self, style: str, *, turned: bool = False, align: Align = "start", keep: bool = False
    ) -> Element:
        """The properties of a paragraph; the first one after a `Break` begins a page."""
        fresh, self.fresh = self.fresh, False
        below, self.below = self.below, style == "Eyebrow"
        edged = turned and style in EDGED
        return element(
            "w:pPr",
            value("w:pStyle", style_id(style)),
            element("w:keepNext") if keep else None,
            element("w:pageBreakBefore") if fresh else None,
            element(
                "w:pBdr", value("w:left", "nil"), edge("right", EDGED[style](self.document.accent))
            )
            if edged
            else None,
            element("w:bidi") if turned else None,
            element("w:spacing", before=40) if below else None,
            # "right" is where lines end: the left side in a text that is written from the right.
            value("w:jc", "right") if align == "end" else None,
        )

    def beside(self) -> Element:
        """The properties of a paragraph that holds a picture.

        It is never turned, as programs would turn the picture's words with it: it only stands where
        reading begins.
        """
        return self.look("Picture", align="end" if self.document.direction == "rtl" else "start")

    def reads(self, spans: Spans) -> bool:
        """Whether a paragraph is written from the right: as most of its text is."""
        weight = {"ltr": 0, "rtl": 0}
        for span in spans:
            if not span.chip:
                weight[span.direction or self.document.direction] += len(span.text)
        if weight["ltr"] == weight["rtl"]:
            return self.document.direction == "rtl"
        return weight["rtl"] > weight["ltr"]

    def marks(self, anchor: str) -> tuple[Element | None, Element | None]:
        """Where a bookmark begins and ends."""
        if not anchor:
            return None, None
        number = self.next("bookmark")
        start = element("w:bookmarkStart", id=number, name=self.name(anchor))
        return start, element("w:bookmarkEnd", id=number)

    def name(self, anchor: str) -> str:
        """The name of an anchor's bookmark.

        Names begin with a letter, have no hyphens, 40 characters at the most, and differ by more than
        capitals.
        """
        if anchor not in self.names:
            taken = {name.lower() for name in self.names.values()}
            begin = "a_" + _NOT_A_NAME.sub("_", anchor)[:_LONGEST_NAME]
            tried, number = begin, 1
            while tried.lower() in taken:
                number += 1
                tried = f"{begin}_{number}"
            self.names[anchor] = tried
        return self.names[anchor]

    def runs(self, spans: Iterable[Span]) -> Iterator[Element]:
        """The text, with its links."""
        for span in spans:
            if not shown(span.text):
                continue
            link = self.link(span.to)
            run = self.run(span, linked=link is not None)
            if link is not None:
                link.append(run)
            yield run if link is None else link

    def link(self, to: str) -> Element | None:
        """An empty link, or None where it leads nowhere one should be led."""
        if to.startswith("#"):
            return element("w:hyperlink", anchor=self.name(to[1:]), history=1)
        address = shown(to).strip()
        if not _ADDRESS.fullmatch(address):
            return None
        related = self.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return element("w:hyperlink", r_id=related, history=1)

    def run(self, span: Span, *, linked: bool = False) -> Element:
        """A run in the language and direction of its text."""
        style = "Chip" if span.chip else "Hyperlink" if linked else "Soft" if span.soft else ""
        if span.strong and not style:
            style = "Strong"
        both = span.strong and style != "Strong"
        way = span.direction or (direction_of(span.text) if span.chip else self.document.direction)
        return element(
            "w:r",
            element(
                "w:rPr",
                value("w:rStyle", style) if style else None,
                element("w:b") if both else None,
                element("w:bCs") if both else None,
                element("w:rtl") if way == "rtl" else None,
                self.tongue(span.language, turned=way == "rtl"),
            ),
            *text_parts(span.text),
        )

    def tongue(self, language: str, *, turned: bool) -> Element | None:
        """The language of a run, for reading aloud and for spelling; None where it is the document's."""
        if not language or language == self.document.language:
            return None
        if not _LANGUAGE.fullmatch(language) or language == "und":
            return element("w:lang", val="x-none", eastAsia="x-none", bidi="x-none")
        if turned:
            return element("w:lang", bidi=language)
        if language.partition("-")[0].lower() in _EAST:
            return element("w:lang", val=language, eastAsia=language)
        return element("w:lang", val=language)

    def caption(
        self, words: str, kind: str, spans: Spans, *, anchor: str = "", keep: bool = False
    ) -> Element:
        """A caption with its number as a field: `words` are those around the number, `kind` the series."""
        number = str(self.next(kind))
        before, _, after = words.partition("%(number)s")
        shown = [self.run(Span(number, strong=True))]
        label = [
            *self.runs((Span(before, strong=True),)),
            *field_of(f"SEQ {kind} \\* ARABIC", shown),
            *self.runs((Span(after, strong=True),)),
            *self.runs((Span("  "),) if plain(spans) else ()),
        ]
        turned = self.reads(spans)
        look = self.look("caption", turned=turned, keep=keep)
        start, end = self.marks(anchor)
        return element("w:p", look, start, *label, *self.runs(spans), end)

    def listed(self, items: Iterable[Spans], *, ordered: bool) -> Iterator[Element]:
        """A list; each ordered one is counted from 1."""
        number = self._counted_list() if ordered else 1
        for spans in items:
            made = self.paragraph(spans, "List Number" if ordered else "List Bullet")
            look = made[0]
            counted = element("w:numPr", value("w:ilvl", 0), value("w:numId", number))
            # After what keeps paragraphs together and before their direction, as the schema has it.
            before = [
                e for e in look if e.tag.endswith(("}pStyle", "}keepNext", "}pageBreakBefore"))
            ]
            look.insert(len(before), counted)
            yield made

    def _counted_list(self) -> int:
        number = 2 + self.next("list")
        again = element("w:lvlOverride", value("w:startOverride", 1), ilvl=0)
        self.numbering.append(element("w:num", value("w:abstractNumId", 1), again, numId=number))
        return number


def own(spans: Spans, **change: Any) -> Spans:
    """The spans with something about each changed."""
    return tuple(replace(span, **change) for span in spans)
