"""The front of the document: cover, contents, in short, who took part."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import CondPageBreak, Flowable, NextPageTemplate, Spacer

from roundtable.core import charts
from roundtable.core import draft_words as say
from roundtable.core.draft_model import Area, Finding, Share, Step
from roundtable.reports import styles as s
from roundtable.reports.blocks import Cell, Paragraph, Place, Row
from roundtable.reports.builder import Builder, Scale, height, label_width, shortened
from roundtable.reports.styles import Style
from roundtable.reports.text import Run

_WIDE = 400.0
_STEP = 104.0
#: What is shorter than this, in points, needs no page of its own.
_SHORT = 330.0


def cover(b: Builder) -> Iterator[Flowable]:
    """City, title, who and when; the picture is drawn by the page itself."""
    front = b.draft.cover
    invented = b.w.gettext("Demonstration: an invented roundtable")
    status = f"{front.status}\n{invented}" if b.draft.demonstration else front.status
    half = s.FULL / 2
    yield Place("cover", outline=front.title, reached=b.report)
    city = b.cell(0, half, front.city, Style(10.75, 15, bold=True))
    yield Row((city, b.cell(half, half, status, Style(10.75, 15, align="end"))), s.FULL)
    yield Spacer(0, 77 if b.draft.demonstration else 92)
    yield _title(b, front.title)
    yield Spacer(0, 20)
    for words in (front.subtitle, front.people):
        if words:
            yield b.text(words, s.COVER_TEXT, 300)
    yield Spacer(0, 16)
    yield b.text(front.date, s.COVER_DATE, 300)
    yield NextPageTemplate("text")


def _title(b: Builder, title: str) -> Paragraph:
    """As large as lets it stay above the ring."""
    made = None
    for size, most in ((44, 4), (36, 4), (29, 5), (23, 6)):
        style = Style(size, size * 1.06, bold=True, track=-0.025, balance=True)
        made = b.text(title, style, 390)
        if len(made.lines) <= most:
            return made
    assert made is not None
    made.lines = list(shortened(Cell(0, 390, made.style, made.lines), 6).lines)
    return made


def contents(b: Builder) -> Iterator[Flowable]:
    """The table of contents with page numbers."""
    _ = b.w.gettext
    yield from b.opening("contents", _("Contents"))
    yield Spacer(0, 4)
    if has_summary(b):
        yield _entry(b, _("In short"), "summary", line=False)
    yield _entry(b, _("Who took part, and how"), "process", line=has_summary(b))
    for area in b.draft.areas:
        yield from _area_entries(b, area)
    yield _entry(b, _("How this came about"), "method")
    yield _entry(b, _("Annex A: what became of each proposal"), "annex")


def _area_entries(b: Builder, area: Area) -> Iterator[Flowable]:
    yield _entry(b, area.title, area.anchor)
    detailed = [p for p in area.priorities if p.detailed]
    small, faint = Style(10, 14.5, s.SOFT), Style(10, 14.5, s.FAINT)
    for priority in detailed:
        link = b.link(priority.cite.anchor)
        title = b.cell(22, s.FULL - 72, [Run(priority.title.text, link=link)], small)
        number = b.cell(0, 20, str(priority.place or "–"), faint)
        yield Row(
            (number, shortened(title, 2), _page(b, priority.cite.anchor, small)), s.FULL, air=2.5
        )
    if detailed:
        yield Spacer(0, 8)


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
    _ = b.w.gettext
    if not has_summary(b):
        return
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
    width = s.FULL - s.FIGURE_WIDTH - 40
    scale = b.scale([f.support.answers for f in b.draft.findings], width)
    several, area = len(b.draft.areas) > 1, ""
    for finding in b.draft.findings:
        if several and finding.area != area:
            yield b.text(finding.area, s.AREA, s.FULL, keep=True)
        area = finding.area
        yield _finding(b, finding, width, scale)
    yield Spacer(0, 4)
    yield b.text(say.legend(b.draft.ballot, scale[1], b.w), s.SMALL, s.FULL)


def _finding(b: Builder, finding: Finding, width: float, scale: Scale) -> Row:
    runs = [Run(finding.title.text, link=b.link(finding.cite.anchor))]
    title = b.cell(0, width, runs, s.OPTION, direction=finding.title.direction)
    title = shortened(title, 4)
    picture = b.marks(finding.support.answers, scale, width)
    marks = Cell(0, width, s.OPTION, picture=picture, down=title.height + 4)
    return Row((title, marks, *b.figure(finding.support)), s.FULL, air=8, line=True)


def process(b: Builder) -> Iterator[Flowable]:
    """Who took part, when and how: on the page before, where there is room for all of it."""
    _ = b.w.gettext
    rest = list(_took_part(b))
    slim = height(rest) < _SHORT
    slim = slim and has_summary(b)
    if slim:
        yield CondPageBreak(height(rest) + 120)
    yield from b.opening("process", _("Who took part, and how"), slim=slim)
    yield from rest


def _took_part(b: Builder) -> Iterator[Flowable]:
    _ = b.w.gettext
    told = b.draft.process
    yield b.text(" ".join(told.sentences), s.LEAD, _WIDE)
    if told.shares:
        yield b.text(_("Around the table"), s.H2, keep=True)
        yield from _shares(b)
    if told.steps:
        yield b.text(_("What happened"), s.H2, keep=True)
        for step in told.steps:
            yield _step(b, step)


def _shares(b: Builder) -> Iterator[Flowable]:
    shares = b.draft.process.shares
    scale = b.scale([[_seats(share)] for share in shares], s.FULL - label_width(s.FULL) - 74)
    of = b.w.gettext("%(yes)d of %(of)d")
    for share in shares:
        voted = of % {"yes": share.voted or 0, "of": share.present}
        figure = str(share.present) if share.voted is None else voted
        yield b.marks_row(share.name, [_seats(share)], figure, scale, s.FULL)
    full = b.w.gettext("Full: voted.") if b.draft.ballot else ""
    yield Spacer(0, 4)
    yield b.text(f"{say.legend('', scale[1], b.w)} {full}", s.SMALL, s.FULL)


def _seats(share: Share) -> charts.Answers:
    voted = share.present if share.voted is None else share.voted
    return charts.Answers(share.group, voted, silent=max(0, share.present - voted))


def _step(b: Builder, step: Step) -> Row:
    minutes = b.w.ngettext("%(n)d minute", "%(n)d minutes", step.minutes or 0)
    when = step.note or (minutes % {"n": step.minutes} if step.minutes else "")
    runs = [Run(step.title, bold=True)]
    if step.question:
        runs.append(Run(f"\n{step.question}", color=s.SOFT))
    name = b.cell(_STEP, 330, runs, Style(10, 14.5))
    return Row((b.cell(0, 90, when, Style(9.4, 14.5, s.SOFT)), name), s.FULL, air=7, line=True)
