"""The strategy draft as a PDF: pages, headers, contents, links, metadata."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from roundtable.core import charts
from roundtable.core.draft_model import Draft
from roundtable.core.draft_words import Wording
from roundtable.reports import styles as s
from roundtable.reports.blocks import draw_lines
from roundtable.reports.drawing import draw_picture
from roundtable.reports.fonts import Fonts
from roundtable.reports.story import Story
from roundtable.reports.text import Run, Setter

#: (steps done, steps in all, what is being made)
Progress = Callable[[int, int, str], None]

_PASSES = 5
#: Passes until the page numbers are right, nearly always.
_USUAL = 3
#: Diameter of the ring on the cover, and how far it runs over the corner.
_RING, _BLEED = 570.0, 142.0


class DraftCanvas(Canvas):
    """A canvas that knows where things are, and in which section a page begins."""

    def __init__(self, *args: Any, places: dict[str, int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.places = places
        self.section = ""
        self._opened = False

    def begin_section(self, name: str) -> None:
        """A section begins here; the first one on a page names the page."""
        if not self._opened:
            self.section, self._opened = name, True
        self._next = name

    def page_done(self) -> None:
        """The next page continues the last section."""
        self.section, self._opened = getattr(self, "_next", self.section), False


def make(draft: Draft, words: Wording, fonts: Fonts, progress: Progress | None = None) -> bytes:
    """The PDF of a draft. The same draft gives the same bytes.

    It is set again until the page numbers that it names are those that it has.
    """
    places: dict[str, int] = {}
    parts = 6 + sum(1 + sum(p.detailed for p in area.priorities) for area in draft.areas)
    report = _steps(progress, parts, words.gettext("Page numbers"))
    for turn in range(_PASSES):
        made, found = _once(draft, words, fonts, places, partial(report, turn))
        if found == places:
            return made
        places = found
    return made


def _steps(progress: Progress | None, parts: int, again: str) -> Callable[[int, str], None]:
    """Counts parts over the passes that there usually are. Each is named once, in the first one."""
    said, done, of = {""}, 0, _USUAL * parts

    def report(turn: int, words: str) -> None:
        nonlocal done
        done = min(done + 1, of - 1)
        words = again if turn else words
        if progress:
            progress(done, of, "" if words in said else words)
        said.add(words)

    return report


def _once(
    draft: Draft,
    words: Wording,
    fonts: Fonts,
    places: dict[str, int],
    report: Callable[[str], None],
) -> tuple[bytes, dict[str, int]]:
    found: dict[str, int] = {}
    stream = io.BytesIO()
    pages = Story(draft, words, Setter(fonts), places, report)
    document = _document(draft, words, stream, pages)
    document.build(pages.story(), canvasmaker=partial(DraftCanvas, places=found))
    return stream.getvalue(), found


def _document(draft: Draft, words: Wording, stream: io.BytesIO, pages: Story) -> BaseDocTemplate:
    document = BaseDocTemplate(
        stream, pagesize=(s.WIDTH, s.HEIGHT), title=draft.cover.title, author=draft.cover.city,
        subject=draft.subject, creator="Roundtable", producer="Roundtable", invariant=1,
        lang=words.language, pageCompression=1, initialFontName="atkinson-regular",
        displayDocTitle=True,
    )  # fmt: skip
    ornaments = Ornaments(draft, words, pages)
    body = (s.SIDE, s.BOTTOM, s.FULL, s.HEIGHT - s.TOP - s.BOTTOM)
    document.addPageTemplates(
        [
            PageTemplate("cover", [_frame(*body)], onPage=ornaments.cover),
            PageTemplate("text", [_frame(*body)], onPageEnd=ornaments.page),
            PageTemplate("annex", [_frame(*body[:3], body[3] - 24)], onPageEnd=ornaments.annex),
        ]
    )
    return document


def _frame(x: float, y: float, width: float, height: float) -> Frame:
    return Frame(x, y, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


class Ornaments:
    """What stands on pages around the text: the cover, running headers, page numbers."""

    def __init__(self, draft: Draft, words: Wording, pages: Story) -> None:
        self.draft, self.words, self.pages = draft, words, pages
        self.setter = pages.setter

    def cover(self, canvas: Any, _document: Any) -> None:
        """Warm paper, and the table with everyone around it, bled off the corner."""
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.setFillColor(s.PAPER)
        canvas.rect(0, 0, s.WIDTH, s.HEIGHT, stroke=0, fill=1)
        ring = charts.ring(self.draft.cover.seats, size=400, hole=0.5, largest=0.085)
        left = s.WIDTH + _BLEED - _RING
        draw_picture(canvas, ring, left, _RING - _BLEED, _RING / 400)
        self._rehearsal(canvas)
        if self.draft.cover.seats:
            lines = self.setter.lines([Run(self.draft.cover.legend)], s.SMALL, 104)
            top = 46 + len(lines) * s.SMALL.leading
            draw_lines(canvas, lines, s.SMALL, top, s.SIDE, 104, False)

    def _rehearsal(self, canvas: Any) -> None:
        """A band over the whole width: nobody must take a rehearsal for what a room has said."""
        if not self.draft.rehearsal:
            return
        height = 22.0
        canvas.setFillColor(s.WARNING)
        canvas.rect(0, s.HEIGHT - height, s.WIDTH, height, stroke=0, fill=1)
        style = s.Style(8.6, 12, s.WHITE, bold=True, track=0.06)
        words = self.words.gettext("REHEARSAL · invented people, invented words, no result")
        lines = self.setter.lines([Run(words)], style, s.FULL)[:1]
        draw_lines(canvas, lines, style, s.HEIGHT - 5, s.SIDE, s.FULL, False)

    def page(self, canvas: Any, _document: Any) -> None:
        """Header and page number."""
        rows = self.draft.annex.rows
        leads = self.words.gettext("Every mark such as %(mark)s leads to annex A")
        self._frame(canvas, leads % {"mark": rows[0].cite.label} if rows else "")

    def _frame(self, canvas: Any, foot: str) -> None:
        self._rehearsal(canvas)
        self._line(canvas, s.HEIGHT - 30, self.draft.cover.title, canvas.section)
        self._line(canvas, 46, foot, str(canvas.getPageNumber()))
        canvas.page_done()

    def annex(self, canvas: Any, _document: Any) -> None:
        """As on any page, and the head of the table."""
        top = s.HEIGHT - s.TOP + 4
        canvas.saveState()
        canvas.translate(s.SIDE, 0)
        for cell in self.pages.annex_head():
            cell.draw(canvas, top)
        canvas.restoreState()
        self._frame(canvas, self.words.gettext("Every page number leads back to the priority"))

    def _line(self, canvas: Any, top: float, start: str, end: str) -> None:
        style = s.Style(8.6, 12, s.FAINT)
        room = s.FULL * 0.6
        for text, at_end, width in ((start, False, room), (end, True, s.FULL - room - 12)):
            lines = self.setter.lines([Run(text)], style, width)
            if len(lines) > 1:
                lines = self.setter.lines([Run(_cut(text))], style, width)[:1]
            left = s.SIDE if not at_end else s.SIDE + s.FULL - width
            draw_lines(canvas, lines, style, top, left, width, at_end)


def _cut(title: str) -> str:
    """As much of a title as goes into a running header."""
    return title[:40].rsplit(" ", 1)[0].rstrip(" ·,:") + "…"
