"""What is printed for the room: signs, ballots, cards, forms, and the pack to go on without power.

`make` draws a record of `roundtable.printables`; each printable is a list of pages in a module of
its own. The same record gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from roundtable.core import codes
from roundtable.core.draft_words import Wording
from roundtable.core.printables import PAPERS, Printable, read
from roundtable.reports import styles as s
from roundtable.reports.fonts import Fonts
from roundtable.reports.printables import agenda, ballots, cards, forms, pack, signs, walls
from roundtable.reports.printables.kit import MM, Area, Page, Section, style
from roundtable.reports.printables.words import Words
from roundtable.reports.text import Setter

#: (pages done, pages in all, what is being made)
Progress = Callable[[int, int, str], None]
Maker = Callable[[Printable, Words], Section]

MAKERS: Mapping[str, Maker] = {
    "signs": signs.signs,
    "agenda": agenda.agenda,
    "posters": walls.posters,
    "people": cards.people,
    "cards": cards.proposals,
    "ballots": ballots.ballots,
    "tally": forms.tally,
    "dots": cards.dots,
    "seating": walls.seating,
    "minutes": forms.minutes,
    "feedback": forms.feedback,
}


def make(
    record: Mapping[str, Any],
    wording: Callable[[str], Wording],
    fonts: Fonts,
    progress: Progress | None = None,
) -> bytes:
    """The PDF of a record; `wording` gives the product's sentences in a language.

    Raises KeyError, TypeError or ValueError where the record is none.
    """
    printable = read(record)
    words = Words(printable, _wordings(printable, wording))
    if printable.what == "pack":
        sections = pack.sections(printable, words, MAKERS)
    else:
        sections = [MAKERS[printable.what](printable, words)]
    return _Drawn(printable, words, Setter(fonts), progress).document(sections)


def _wordings(printable: Printable, wording: Callable[[str], Wording]) -> list[Wording]:
    """The sentences in each language of the paper that the product speaks, else in English."""
    found = [wording(tag) for tag in printable.languages]
    spoken = [w for w, tag in zip(found, printable.languages, strict=True) if w.language == tag]
    return spoken or found[:1]


class _Drawn:
    """Draws sections on a canvas."""

    def __init__(
        self, printable: Printable, words: Words, setter: Setter, progress: Progress | None
    ) -> None:
        self.p, self.w, self.setter = printable, words, setter
        self.progress = progress

    def document(self, sections: Sequence[Section]) -> bytes:
        """The whole file."""
        stream = io.BytesIO()
        title = f"{self.w.t(self.p.title)}: {sections[0].title}"
        options: dict[str, Any] = {"initialFontName": "atkinson-regular", "lang": self.w.language}
        paper = PAPERS[self.p.paper]
        canvas = Canvas(stream, pagesize=paper, invariant=1, pageCompression=1, **options)
        canvas.setTitle(title)
        canvas.setAuthor(self.p.city)
        canvas.setCreator("Roundtable")
        canvas.setProducer("Roundtable")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        number, of = 0, sum(len(section.pages) for section in sections)
        for section in sections:
            for page in section.pages:
                number += 1
                if page is section.pages[0]:
                    canvas.bookmarkPage(f"page-{number}")
                    if len(sections) > 1:
                        canvas.addOutlineEntry(section.title, f"page-{number}", 0)
                    self._tell(number, of, section.title)
                self._page(canvas, page, section.title, number, of)
        canvas.save()
        return stream.getvalue()

    def _tell(self, done: int, of: int, words: str) -> None:
        if self.progress:
            self.progress(done, of, words)

    def _page(self, canvas: Any, page: Page, title: str, number: int, of: int) -> None:
        width, height = PAPERS[self.p.paper]
        if page.lying:
            width, height = height, width
        canvas.setPageSize((width, height))
        canvas.saveState()
        canvas.translate(0, height)
        area = Area(canvas, self.setter, self.w, width, height)
        page.draw(area)
        if page.foot:
            self._foot(area, title, number, of)
        if self.p.rehearsal:
            self._rehearsal(area)
        canvas.restoreState()
        canvas.showPage()

    def _foot(self, area: Area, title: str, number: int, of: int) -> None:
        """Whose paper it is, and the page."""
        how = style(8, color=s.FAINT)
        top, side = area.height - 9 * MM, 15 * MM
        code = f" · {codes.show(self.p.code)}" if self.p.code else ""
        room = (area.width - 2 * side) / 2
        area.text(f"{self.w.t(self.p.title)}{code}", how, side, top, room, most=1)
        end = f"{title} · {number}/{of}" if of > 1 else title
        area.text(end, how, side + room, top, room, align="end", most=1)

    def _rehearsal(self, area: Area) -> None:
        how = style(8, bold=True, color=s.ACCENT)
        words = self.w.gettext("Rehearsal: nothing of this is real")
        area.text(words, how, 15 * MM, 5 * MM, area.width - 30 * MM, align="middle")
