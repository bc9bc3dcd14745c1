"""The policy areas: options at a glance, then each priority with votes and people's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from roundtable.core import charts
from roundtable.core import draft_words as say
from roundtable.core.draft_model import Area, Priority, Support
from roundtable.core.draft_source import paragraphs
from roundtable.reports import styles as s
from roundtable.reports.blocks import Cell, Margin, Place, Row
from roundtable.reports.builder import Builder, Scale, heading, height, shortened
from roundtable.reports.quotes import quotes
from roundtable.reports.styles import Style
from roundtable.reports.text import Line, Run

_WIDE = 400.0
#: So many citations stand in the margin; annex A and the quotes have all of them.
_MOST_CITES = 24
#: A headline longer than this only repeats what stands under it.
_LONG = 140


def areas(b: Builder) -> Iterator[Flowable]:
    """Each area with its priorities."""
    for area in b.draft.areas:
        detailed = [p for p in area.priorities if p.detailed]
        yield from b.chapter(_area(b, area))
        for priority in detailed:
            yield from _priority(b, area, priority)


def _area(b: Builder, area: Area) -> Iterator[Flowable]:
    _ = b.w.gettext
    eyebrow = _("Policy area") if area.anchor != "area-none" else ""
    yield from b.opening(area.anchor, area.title, eyebrow)
    if area.headline and len(area.headline) < _LONG:
        yield b.text(area.headline, s.LEAD, _WIDE)
    if area.priorities:
        yield from _glance(b, area)
    elif not area.loose:
        yield b.text(_("Nothing was proposed for this area."), s.BODY, _WIDE)
    if area.loose and b.draft.ballot:
        more = b.w.ngettext(
            "%(n)d more proposal was made here and not voted on; annex A shows it.",
            "%(n)d more proposals were made here and not voted on; annex A shows them.",
            len(area.loose),
        )
        yield b.text(more % {"n": len(area.loose)}, Style(8.6, 12.4, s.SOFT, before=8), _WIDE)
    elif area.loose:
        title = _("Not joined with others") if area.priorities else _("What was proposed")
        yield b.text(title, s.H2, keep=True)
        yield from quotes(b, area.loose)


# --- at a glance


def _glance(b: Builder, area: Area) -> Iterator[Flowable]:
    """All options of an area, one under the other, with a row of marks each."""
    supports = [p.support for p in area.priorities if p.support]
    if supports:
        yield from _key(b, supports[0])
    rows = [_option(b, priority, b.option_scale) for priority in area.priorities]
    # The last row never stands alone on a page, nor what its marks mean.
    for row in rows[-2:] if supports else rows[-2:-1]:
        row.keepWithNext = 1
    yield from rows
    if supports:
        space = Spacer(0, 6)
        space.keepWithNext = 1
        yield space
        yield b.text(say.legend(b.draft.ballot, b.option_scale[1], b.w), s.SMALL, s.FULL)


def _key(b: Builder, support: Support) -> Iterator[Flowable]:
    """The marks of the groups, side by side."""
    cells: list[Cell] = []
    x, down = 0.0, 0.0
    for group in support.groups:
        lines = b.lines(group.name, s.SMALL, 150)
        width = max(sum(piece.width for piece in line) for line in lines) + 30
        if x + width > s.FULL and cells:
            x, down = 0.0, down + 2 * s.SMALL.leading
        picture = charts.key(group.answers.group, 3.6)
        cells.append(Cell(x, 12, s.SMALL, picture=picture, down=down + 1))
        cells.append(Cell(x + 14, width, s.SMALL, lines, down=down))
        x += width
    if cells:
        yield Row(cells, s.FULL, air=5)
    yield Spacer(0, 4)


def _option(b: Builder, priority: Priority, scale: Scale) -> Row:
    """One line of an area: place, title, marks, figure."""
    detailed = priority.detailed
    link = b.link(priority.cite.anchor if detailed else priority.cite.label)
    mark = Run(f"\u00a0 {priority.cite.label}", color=s.ACCENT, size=7.9, link=link, rise=1)
    runs = [Run(priority.title.text, link=link), *([] if detailed else [mark])]
    title = b.cell(26, s.OPTION_WIDTH, runs, s.OPTION, direction=priority.title.direction)
    title = shortened(title, 3) if detailed else title
    cells = [b.cell(0, 22, str(priority.place or "–"), Style(11, 15, s.FAINT)), title]
    if priority.support:
        picture = b.marks(priority.support.answers, scale, s.OPTION_WIDTH)
        cells.append(Cell(26, 300, s.OPTION, picture=picture, down=title.height + 4))
        cells += b.figure(priority.support)
    anchor = "" if detailed else priority.cite.anchor
    return Row(cells, s.FULL, air=7, line=True, anchor=anchor)


# --- one priority


def _priority(b: Builder, area: Area, priority: Priority) -> Iterator[Flowable]:
    """A priority: what came out, what is meant, who said yes, in whose words.

    It begins where its head, the notes and the first paragraphs fit; the rest may run over.
    """
    head, told = list(_head(b, area, priority)), list(_told(b, priority))
    rest = [*_who_said_yes(b, priority.support), *_in_their_words(b, priority)]
    notes = list(_beside(b, priority))
    beside = sum(style.before + len(lines) * style.leading for lines, style in notes)
    start = height(head) + max(height(told[:2]), beside)
    yield CondPageBreak(min(start, s.PAGE))
    yield from head
    if notes:
        yield Margin(notes, s.MAIN + s.GUTTER, s.MARGIN)
    yield from [*told, *rest]
    yield Spacer(0, max(0.0, beside - height([*told, *rest])))


def _head(b: Builder, area: Area, priority: Priority) -> Iterator[Flowable]:
    title = priority.title
    section = f"{area.title} · {title.text}"
    outline = f"{priority.place}. {title.text}" if priority.place else title.text
    named = {"outline": outline, "section": section}
    yield Place(priority.cite.anchor, level=1, before=s.CHAPTER, reached=b.report, **named)
    eyebrow = (_place(b, priority), priority.cite.label)
    yield b.text(" · ".join(eyebrow), s.EYEBROW, keep=True)
    yield b.text(title.text, heading(title.text), 370, direction=title.direction, keep=True)


def _in_their_words(b: Builder, priority: Priority) -> Iterator[Flowable]:
    if priority.quotes or priority.withheld:
        yield b.text(b.w.gettext("In their words"), s.H2, keep=True)
        yield from quotes(b, priority.quotes)
        if priority.withheld:
            yield b.text(priority.withheld, s.SMALL)


def _place(b: Builder, priority: Priority) -> str:
    """Its place in words."""
    _ = b.w.gettext
    if not priority.place:
        return _("Not voted on yet")
    place = _("Priority %(n)d, shared") if priority.shared else _("Priority %(n)d")
    return place % {"n": priority.place}


def _told(b: Builder, priority: Priority) -> Iterator[Flowable]:
    """The sentence about the vote, and the text that the writer wrote; the margin has its sources."""
    if priority.support:
        yield b.text(priority.support.sentence, s.LEAD)
    for words in paragraphs(priority.text.text):
        yield b.text(words, s.BODY)


def _beside(b: Builder, priority: Priority) -> Iterator[tuple[Sequence[Line], Style]]:
    """What the priority rests on and where groups differ, for the margin."""
    if n := len(priority.quotes):
        rests = b.w.ngettext("%(n)d proposal", "%(n)d proposals", n) % {"n": n}
        marks = list(b.cites(priority.quotes[:_MOST_CITES]))[1:]
        more = [Run(" …")] if n > _MOST_CITES else []
        yield b.lines(b.w.gettext("Rests on"), s.NOTE_TITLE, s.MARGIN), s.NOTE_TITLE
        yield b.lines(rests, s.NOTE, s.MARGIN), s.NOTE
        yield b.lines([*marks, *more], s.NOTE, s.MARGIN), s.NOTE
    title = Style(8.6, 12.6, bold=True, before=12 if n else 0)
    note = Style(8.6, 12.6, s.SOFT, balance=True)
    if priority.contrast:
        yield b.lines(b.w.gettext("Groups differ"), title, s.MARGIN), title
        for figures in priority.contrast:
            yield b.lines(figures, note, s.MARGIN), note
    for words, anchor in ((priority.held, "dissent"), (priority.remark, "mergings")):
        if words:
            link = b.link(anchor)
            page = b.w.gettext("page %(n)s") % {"n": b.page_of(anchor)}
            turn = (
                [Run(f"{words} "), Run(page, color=s.ACCENT, link=link)] if link else [Run(words)]
            )
            apart = Style(8.6, 12.6, s.SOFT, balance=True, before=12)
            yield b.lines(turn, apart, s.MARGIN), apart


def _who_said_yes(b: Builder, support: Support | None) -> Iterator[Flowable]:
    if not support or not support.groups:
        return
    _ = b.w.gettext
    other = {
        "dots": _("Whose dots"),
        "opinion": _("Who agreed"),
        "score": _("Who gave more than half"),
        "grade": _("Who found it good"),
        "ranking": _("Who put it first"),
        "pairs": _("Who chose it more often"),
        "knapsack": _("Who picked it"),
    }
    yield b.text(other.get(support.ballot, _("Who said yes")), s.H2, keep=True)
    label = b.label_width([group.name for group in support.groups], s.MAIN)
    for group in support.groups:
        words = (group.name, group.figure)
        yield b.marks_row(words, [group.answers], b.group_scale, label, s.MAIN)
    legend = say.legend(support.ballot, b.group_scale[1], b.w)
    yield b.text(legend, Style(8.6, 12.4, s.FAINT, before=4))
