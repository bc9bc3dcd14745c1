"""A document as a tagged PDF (PDF/UA-1): pages, headers, contents, links, metadata."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate

from roundtable.core.document import Document, Heading
from roundtable.reports import document_cover
from roundtable.reports import styles as s
from roundtable.reports.document_story import DocumentStory
from roundtable.reports.document_text import Typesetter
from roundtable.reports.fonts import Fonts
from roundtable.reports.lines import draw_lines
from roundtable.reports.styles import Style
from roundtable.reports.text import Run
from roundtable.tagged import About, Element, TaggedCanvas

#: (steps done, steps in all, what is being made)
Progress = Callable[[int, int, str], None]

_PASSES = 5
#: Passes until the page numbers are right, nearly always.
_USUAL = 2
_RUNNING = Style(8.6, 12, s.FAINT)
_BAND = 16.0
#: So many letters of a title are looked at for a header.
_HEADER = 160
#: Words of a chapter's title at the foot of a page.
_WORDS = 5


class DocumentCanvas(TaggedCanvas):
    """A canvas that knows where things are, and in which chapter a page begins."""

    def __init__(self, *args: Any, places: dict[str, int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.places = places
        self.section = self._next = ""
        self._opened = False

    def begin_section(self, name: str) -> None:
        """A chapter begins here; the first one on a page names the page."""
        if not self._opened:
            self.section, self._opened = name, True
        self._next = name

    def page_done(self) -> None:
        """The next page continues the last chapter."""
        self.section, self._opened = self._next, False


def make(document: Document, fonts: Fonts, progress: Progress | None = None) -> bytes:
    """The PDF of a document that `core.document.check` finds nothing wrong with.

    The same document gives the same bytes. It is set again until the page numbers that it names are
    those that it has. What no font can show is in `fonts.missing` afterwards.
    """
    chapters = sum(isinstance(b, Heading) and b.level == 1 for b in document.blocks)
    report = _steps(progress, (chapters + 1) * _USUAL)
    places: dict[str, int] = {}
    for _turn in range(_PASSES):
        made, found = _once(document, fonts, places, report)
        if found == places:
            return made
        places = found
    return made


def _steps(progress: Progress | None, of: int) -> Callable[[str], None]:
    """Counts chapters over the passes that there usually are."""
    done = 0

    def report(words: str) -> None:
        nonlocal done
        done = min(done + 1, of - 1)
        if progress:
            progress(done, of, words)

    return report


def _once(
    document: Document, fonts: Fonts, places: dict[str, int], report: Callable[[str], None]
) -> tuple[bytes, dict[str, int]]:
    found: dict[str, int] = {}
    stream, root = io.BytesIO(), Element("Document")
    types = Typesetter(document, fonts)
    ornaments = Ornaments(document, types, root)
    template = BaseDocTemplate(
        stream, pagesize=(s.WIDTH, s.HEIGHT), pageCompression=1, initialFontName="atkinson-regular"
    )
    frame = partial(Frame, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    body = (s.SIDE, s.BOTTOM, s.FULL, s.HEIGHT - s.TOP - s.BOTTOM)
    template.addPageTemplates(
        [
            PageTemplate("cover", [frame(*body)], onPage=ornaments.cover),
            PageTemplate("text", [frame(*body)], onPageEnd=ornaments.page),
        ]
    )
    story = DocumentStory(document, types, root, places, report)
    canvas = partial(DocumentCanvas, places=found, root=root, about=_about(document))
    template.build([NextPageTemplate("text"), PageBreak(), *story.flowables()], canvasmaker=canvas)
    return stream.getvalue(), found


def _about(document: Document) -> About:
    return About(
        title=document.title,
        language=document.language,
        made=_day(document.made),
        author=document.author,
        subject=document.subject,
        keywords=document.keywords,
    )


def _day(made: str) -> date:
    """The day of the content; the beginning of the century where none is told."""
    try:
        return date.fromisoformat(made[:10])
    except ValueError:
        return date(2000, 1, 1)


class Ornaments:
    """What stands on pages around the text: the cover, running headers, page numbers."""

    def __init__(self, document: Document, types: Typesetter, root: Element) -> None:
        self.document, self.types, self.root = document, types, root

    def cover(self, canvas: Any, _template: Any) -> None:
        """The first page."""
        document_cover.draw(canvas, self.document.cover, self.types, self.root)
        canvas.addOutlineEntry(self.document.title, "cover-of-document", 0)

    def page(self, canvas: Any, _template: Any) -> None:
        """Header and page number; the warning, too, as pages are passed on one by one."""
        number = self.document.page.replace("%(page)s", str(canvas.getPageNumber()))
        with canvas.artifact("Pagination"):
            if self.document.cover.warning:
                self._warning(canvas)
            section = canvas.section if canvas.section != self.document.title else ""
            self._line(canvas, s.HEIGHT - 30, self.document.title, self.document.cover.status)
            self._line(canvas, 46, _brief(section), number)
        canvas.page_done()

    def _warning(self, canvas: Any) -> None:
        canvas.setFillColor(s.WARNING)
        canvas.rect(0, s.HEIGHT - _BAND, s.WIDTH, _BAND, stroke=0, fill=1)
        style = Style(8.2, 11, s.WHITE, bold=True, track=0.04)
        self._draw(canvas, self.document.cover.warning, style, s.HEIGHT - 2, False, s.FULL)

    def _line(self, canvas: Any, top: float, start: str, end: str) -> None:
        room = s.FULL * 0.56
        self._draw(canvas, start, _RUNNING, top, False, room)
        self._draw(canvas, end, _RUNNING, top, True, s.FULL - room - 12)

    def _draw(
        self, canvas: Any, words: str, style: Style, top: float, at_end: bool, width: float
    ) -> None:
        """One line at the start or the end of the page, cut where it is too long."""
        rtl = self.types.rtl
        direction = self.document.direction
        lines = self.types.setter.lines([Run(words[:_HEADER])], style, width, direction)
        if len(lines) > 1:
            cut = [Run(_cut(words))]
            lines = self.types.setter.lines(cut, style, width, direction)[:1]
        right = at_end != rtl
        left = s.WIDTH - s.SIDE - width if right else s.SIDE
        draw_lines(canvas, lines, style, top, left, width, right)


def _cut(title: str) -> str:
    """As much of a title as goes into a running header."""
    return title[:40].rsplit(" ", 1)[0].rstrip(" ·,:") + "…"


def _brief(title: str) -> str:
    """The first words of a title: a whole sentence at the foot is taken for text that nobody reads out."""
    words = title.split()
    return title if len(words) <= _WORDS else " ".join(words[:_WORDS]).rstrip(" ·,:") + "…"
