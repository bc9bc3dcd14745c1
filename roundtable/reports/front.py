"""The front of the document: cover, contents, in short, who took part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Spacer

from roundtable.core import charts
from roundtable.core import draft_words as say
from roundtable.core.draft_model import Area, Finding, Share, Step
from roundtable.reports import decided, meeting
from roundtable.reports import styles as s
from roundtable.reports.blocks import Cell, Paragraph, Place, Row
from roundtable.reports.builder import Builder, Scale, height, shortened
from roundtable.reports.styles import Style
from roundtable.reports.text import Run, width_of

_WIDE = 400.0
_STEP = 128.0
#: Room on the cover between the first line of the title and the ring.
_ABOVE_RING = 232.0
_MINUTES = 80.0


class Leader(Cell):
    """Dots that lead the eye along the last of the `lines` to a page number."""

    def draw(self, canvas: Any, top: float) -> None:
        """Draw with the upper edge at `top`."""
        y = top - self.height + (self.style.leading - self.style.size * 0.68) / 2
        canvas.setStrokeColor(s.LEADER)
        canvas.setLineWidth(0.9)
        canvas.setLineCap(1)
        canvas.setDash([0, 4])
        # All rows have their dots at the same places.
        end = self.left + self.width
        if self.width > 12:  # noqa: PLR2004  (three dots)
            canvas.line(end - self.width // 4 * 4, y, end, y)
        canvas.setDash([])
        canvas.setLineCap(0)


def cover(b: Builder) -> Iterator[Flowable]:
    """City, title, who and when; the picture is drawn by the page itself."""
    front = b.draft.cover
    invented = ""
    if b.draft.rehearsal:
        invented = b.w.gettext("Rehearsal: played by invented people")
    elif b.draft.demonstration:
        invented = b.w.gettext("Demonstration: an invented roundtable")
    status = f"{front.status}\n{invented}".strip()
    half = s.FULL / 2
    yield Place("cover", outline=front.title, reached=b.report)
    city = b.cell(0, half, front.city, Style(10.75, 15, bold=True))
    yield Row((city, b.cell(half, half, status, Style(10.75, 15, align="end"))), s.FULL)
    yield Spacer(0, 77 if invented else 92)
    yield from _title(b)
    yield NextPageTemplate("text")


def _title(b: Builder) -> list[Flowable]:
    """Title, subtitle, people and date, as large as lets them stay above the ring."""
    for size, text in ((44, 13.5), (38, 13.5), (32, 12), (27, 11), (22, 10)):
        made = _titled(b, size, text)
        if height(made) <= _ABOVE_RING:
            break
    return made


def _titled(b: Builder, size: float, text: float) -> list[Flowable]:
    front = b.draft.cover
    style = Style(size, size * 1.06, bold=True, track=-0.025, balance=True)
    words = Style(text, text * 1.48, balance=True)
    subtitle = [_at_most(b.text(front.subtitle, words, 300), 5)] if front.subtitle else []
    return [
        _at_most(b.text(front.title, style, 390), 5),
        Spacer(0, size * 0.45),
        *subtitle,
        b.text(front.people, words, 300),
        Spacer(0, 14),
        b.text(front.date, s.COVER_DATE, 300),
    ]


def _at_most(made: Paragraph, lines: int) -> Paragraph:
    made.lines = list(shortened(Cell(0, made.box, made.style, made.lines), lines).lines)
    return made


def contents(b: Builder) -> Iterator[Flowable]:
    """The table of contents with page numbers."""
    _ = b.w.gettext
    yield PageBreak()
    yield from b.opening("contents", _("Contents"))
    yield Spacer(0, 4)
    if has_summary(b):
        yield _entry(b, _("In short"), "summary", line=False)
    if decided.title(b):
        yield _entry(b, decided.title(b), "decided", line=has_summary(b))
    yield _entry(b, _("Who took part, and how"), "process", line=has_summary(b))
    for area in b.draft.areas:
        yield from _area_entries(b, area)
    for there, title, anchor in (
        (b.draft.dissent, _("Concerns and minority positions"), "dissent"),
        (b.draft.rounds, _("The votes, one by one"), "rounds"),
        (b.draft.written, meeting.written_title(b), "written"),
        (b.draft.said, _("How people found the meeting"), "feedback"),
        (True, _("How this came about"), "method"),
        (True, _("Annex A: what became of each proposal"), "annex"),
        (b.draft.annex_mergers, _("Annex B: what was put together after the vote"), "mergings"),
        (b.draft.annex_counts, _("Annex C: the counts in full, and the rules"), "counts"),
    ):
        if there:
            yield _entry(b, title, anchor)


def _area_entries(b: Builder, area: Area) -> Iterator[Flowable]:
    yield _entry(b, area.title, area.anchor)
    detailed = [p for p in area.priorities if p.detailed]
    small, faint = Style(10, 14.5, s.SOFT), Style(10, 14.5, s.FAINT)
    for priority in detailed:
        link = b.link(priority.cite.anchor)
        title = b.cell(22, s.FULL - 72, [Run(priority.title.text, link=link)], small)
        number = b.cell(0, 20, str(priority.place or "–"), faint)
        yield _line(number, shortened(title, 2), _page(b, priority.cite.anchor, small))
    if detailed:
        yield Spacer(0, 8)


def _line(number: Cell, title: Cell, page: Cell) -> Row:
    """A line of the contents, with dots from the title to the page."""
    first, last = (width_of(cell.lines[-1]) if cell.lines else 0.0 for cell in (title, page))
    start = s.FULL if title.rtl else title.left + first + 7
    dots = Leader(start, s.FULL - last - 7 - start, title.style, title.lines)
    return Row((number, title, dots, page), s.FULL, air=2.5)


def _entry(b: Builder, title: str, anchor: str, *, line: bool = True) -> Row:
    style = Style(11.5, 16, bold=True)
    name = b.cell(0, s.FULL - 50, [Run(title, link=b.link(anchor))], style)
    return Row((shortened(name, 2), _page(b, anchor, style)), s.FULL, air=8, line=line)


def _page(b: Builder, anchor: str, like: Style) -> Cell:
    style = Style(like.size, like.leading, like.color, like.bold, "end")
    return b.cell(s.FULL - 40, 40, [Run(b.page_of(anchor), link=b.link(anchor))], style)


def has_summary(b: Builder) -> bool:
    """Whether there is anything to say in short."""
    return bool(b.draft.summary or b.draft.findings)


def summary(b: Builder) -> Iterator[Flowable]:
    """In short: what the writer says, what came out, where groups differ."""
    if has_summary(b):
        yield from b.chapter(_summary(b))


def _summary(b: Builder) -> Iterator[Flowable]:
    _ = b.w.gettext
    yield from b.opening("summary", _("In short"))
    for index, words in enumerate(b.draft.summary):
        yield b.text(words, s.LEAD if index == 0 else s.BODY, _WIDE)
    if b.draft.findings:
        if b.draft.summary:
            yield b.text(_("What the room wants"), s.H2, keep=True)
        yield from _findings(b)
    if b.draft.differences:
        yield b.text(_("Where groups differ"), s.H2, keep=True)
        for sentence in b.draft.differences:
            yield b.text(sentence, s.BODY, _WIDE)


def _findings(b: Builder) -> Iterator[Flowable]:
    """The first options of each area, with their marks."""
    several, area = len(b.draft.areas) > 1, ""
    for finding in b.draft.findings:
        if several and finding.area != area:
            yield b.text(finding.area, s.AREA, s.FULL, keep=True)
        area = finding.area
        yield _finding(b, finding, s.OPTION_WIDTH, b.option_scale)
    yield Spacer(0, 4)
    yield b.text(say.legend(b.draft.ballot, b.option_scale[1], b.w), s.SMALL, s.FULL)


def _finding(b: Builder, finding: Finding, width: float, scale: Scale) -> Row:
    runs = [Run(finding.title.text, link=b.link(finding.cite.anchor))]
    title = b.cell(0, width, runs, s.OPTION, direction=finding.title.direction)
    title = shortened(title, 4)
    picture = b.marks(finding.support.answers, scale, width)
    marks = Cell(0, width, s.OPTION, picture=picture, down=title.height + 4)
    return Row((title, marks, *b.figure(finding.support)), s.FULL, air=8, line=True)


def process(b: Builder) -> Iterator[Flowable]:
    """Who took part, when and how."""
    yield from b.chapter(_took_part(b))


def _took_part(b: Builder) -> Iterator[Flowable]:
    _ = b.w.gettext
    told = b.draft.process
    yield from b.opening("process", _("Who took part, and how"))
    yield b.text(" ".join(told.sentences), s.LEAD, _WIDE)
    if told.shares:
        yield b.text(_("Around the table"), s.H2, keep=True)
        yield from _shares(b)
    if told.steps:
        yield b.text(_("What happened"), s.H2, keep=True)
        for step in told.steps:
            yield _step(b, step, last=step is told.steps[-1])


def _shares(b: Builder) -> Iterator[Flowable]:
    shares = b.draft.process.shares
    label = max(_STEP, b.label_width([share.name for share in shares], s.FULL))
    room = s.FULL - label - s.ROW_FIGURE
    scale = b.scale([[_seats(share)] for share in shares], room)
    of = b.w.gettext("%(yes)d of %(of)d")
    for share in shares:
        voted = of % {"yes": share.voted or 0, "of": share.present}
        figure = str(share.present) if share.voted is None else voted
        yield b.marks_row((share.name, figure), [_seats(share)], scale, label, s.FULL)
    full = b.w.gettext("Full: voted.") if b.draft.ballot else ""
    yield Spacer(0, 4)
    if goals := [share.goal for share in shares if share.goal]:
        wished = b.w.gettext("Wished for: %(groups)s.") % {"groups": b.w.listed(goals)}
        yield b.text(wished, Style(10, 15, before=4, after=4), s.FULL)
    yield b.text(f"{say.legend('', scale[1], b.w)} {full}", s.SMALL, s.FULL)


def _seats(share: Share) -> charts.Answers:
    voted = share.present if share.voted is None else share.voted
    return charts.Answers(share.group, voted, silent=max(0, share.present - voted))


def _step(b: Builder, step: Step, *, last: bool) -> Row:
    """A stage: its name, what was asked, and how long it was to take. All stand on one page."""
    minutes = b.w.ngettext("%(n)d minute", "%(n)d minutes", step.minutes or 0)
    when = step.note or (minutes % {"n": step.minutes} if step.minutes else "")
    cells = (
        b.cell(0, _STEP - 10, step.title, Style(10, 14.5, bold=True)),
        *_asked(b, step),
        b.cell(s.FULL - _MINUTES, _MINUTES, when, Style(9.4, 14.5, s.SOFT, align="end")),
    )
    made = Row(cells, s.FULL, air=6, line=True)
    made.keepWithNext = int(not last)
    return made


def _asked(b: Builder, step: Step) -> Iterator[Cell]:
    """What was asked, and under it what came of it."""
    width = s.FULL - _STEP - _MINUTES
    question = b.cell(_STEP, width, step.question, Style(10, 14.5, s.SOFT))
    yield question
    if step.came:
        down = question.height if step.question else 0.0
        yield b.cell(_STEP, width, step.came, Style(9.4, 14.5, s.ACCENT), down=down)
