"""What all parts of the document are built with: paragraphs, cells, rows of marks, links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from reportlab.platypus import CondPageBreak, Flowable

from roundtable.core import charts
from roundtable.core.draft_model import Draft, Quote, Support
from roundtable.core.draft_words import Wording
from roundtable.reports import styles as s
from roundtable.reports.blocks import Cell, Paragraph, Place, Row
from roundtable.reports.styles import Style
from roundtable.reports.text import Line, Run, Setter, width_of

#: Size of a mark in points, and people to a mark.
Scale = tuple[float, int]

_FIGURE_SIZES = (4.1, 3.6, 3.1, 2.7)


class Builder:
    """A draft, its language, and `places`: the pages of anchors as the pass before found them."""

    def __init__(
        self,
        draft: Draft,
        words: Wording,
        setter: Setter,
        places: dict[str, int],
        report: Callable[[str], None],
    ) -> None:
        self.draft, self.w, self.setter = draft, words, setter
        self.places, self.report = places, report

    # --- text

    def lines(
        self, content: str | Sequence[Run], style: Style, width: float, direction: str = "ltr"
    ) -> list[Line]:
        """Lines of text."""
        runs = [Run(content)] if isinstance(content, str) else content
        return self.setter.lines(runs, style, width, direction)

    def text(
        self,
        content: str | Sequence[Run],
        style: Style,
        width: float = s.MAIN,
        *,
        direction: str = "ltr",
        keep: bool = False,
    ) -> Paragraph:
        """A paragraph; `keep` holds it on the page of what follows."""
        lines = self.lines(content, style, width, direction)
        made = Paragraph(lines, style, width=width, rtl=direction == "rtl")
        made.keepWithNext = int(keep)
        return made

    def cell(
        self,
        left: float,
        width: float,
        content: str | Sequence[Run],
        style: Style,
        *,
        direction: str = "ltr",
        down: float = 0,
    ) -> Cell:
        """A cell with text."""
        lines = self.lines(content, style, width, direction)
        return Cell(left, width, style, lines, rtl=direction == "rtl", down=down)

    # --- links

    def link(self, anchor: str | None) -> str | None:
        """The anchor, if it is somewhere in the document."""
        return anchor if anchor in self.places else None

    def page_of(self, anchor: str) -> str:
        """Its page as a number; empty in the first pass."""
        return str(self.places.get(anchor, ""))

    def cites(self, quotes: Sequence[Quote]) -> Iterator[Run]:
        """Citation marks that lead to annex A, each with a space before it."""
        for quote in quotes:
            link = self.link(quote.cite.anchor)
            yield Run(" ")
            yield Run(quote.cite.label, bold=True, color=s.ACCENT, size=7.9, link=link, rise=1)

    # --- chapters

    def chapter(self, made: Iterable[Flowable], start: float = s.START) -> Iterator[Flowable]:
        """A chapter: it follows on the same page if it fits there, or at least a good start."""
        parts = list(made)
        yield CondPageBreak(min(height(parts), start, s.PAGE))
        yield from parts

    def opening(
        self, anchor: str, title: str, eyebrow: str = "", *, section: str = ""
    ) -> Iterator[Flowable]:
        """The head of a chapter."""
        section = section or title
        yield Place(anchor, outline=title, section=section, before=s.CHAPTER, reached=self.report)
        if eyebrow:
            yield self.text(eyebrow, s.EYEBROW, keep=True)
        yield self.text(title, heading(title), s.FULL * 0.86, keep=True)

    # --- marks

    def scale(self, rows: Sequence[Sequence[charts.Answers]], width: float) -> Scale:
        """One size for marks and one number of people to a mark, so that rows can be compared."""
        per = charts.steps_for(max((sum(people(a) for a in row) for row in rows), default=1))
        for size in _FIGURE_SIZES:
            if all(charts.mark_rows(row, size, None, per).width <= width for row in rows):
                return size, per
        return _FIGURE_SIZES[-1], per

    @cached_property
    def _supports(self) -> list[Support]:
        return [p.support for a in self.draft.areas for p in a.priorities if p.support]

    @cached_property
    def option_scale(self) -> Scale:
        """The scale of all rows that tell of one option: the same on every page."""
        return self.scale([support.answers for support in self._supports], s.OPTION_WIDTH)

    @cached_property
    def group_scale(self) -> Scale:
        """The scale of all rows that tell of one group's votes for one option."""
        groups = [group for support in self._supports for group in support.groups]
        label = self.label_width([group.name for group in groups], s.MAIN)
        room = s.MAIN - label - s.ROW_FIGURE
        return self.scale([[group.answers] for group in groups], room)

    def label_width(self, names: Sequence[str], width: float) -> float:
        """Room for the names before rows of marks; a long name takes two lines."""
        lines = [line for name in names for line in self.lines(name, s.LABEL, width)]
        widest = max((width_of(line) for line in lines), default=0.0)
        return min(widest + 14, width * 0.36)

    def marks(self, row: Sequence[charts.Answers], scale: Scale, width: float) -> charts.Picture:
        """A row of marks; it wraps where it must."""
        return charts.mark_rows(row, scale[0], width, scale[1])

    def marks_row(
        self,
        words: tuple[str, str],
        row: Sequence[charts.Answers],
        scale: Scale,
        label: float,
        width: float,
    ) -> Row:
        """A name (`label` wide), marks and a figure side by side; `words` are name and figure."""
        name, figure = words
        picture = self.marks(row, scale, width - label - s.ROW_FIGURE)
        down = max(0.0, (13 - picture.height) / 2)
        cells = (
            self.cell(0, label - 8, name, s.LABEL),
            Cell(label, 10, s.LABEL, picture=picture, down=down),
            self.cell(width - s.ROW_FIGURE, s.ROW_FIGURE, figure, s.FIGURE),
        )
        made = Row(cells, width, air=2.6)
        made.keepWithNext = 1
        return made

    def figure(self, support: Support) -> Iterator[Cell]:
        """The figure at the end of a row, with what stands beside and under it."""
        left = s.FULL - s.FIGURE_WIDTH
        runs = [Run(support.figure), Run(f" {support.beside}", bold=False, color=s.SOFT, size=9.4)]
        yield self.cell(left, s.FIGURE_WIDTH, runs, s.BIG)
        if support.detail:
            yield self.cell(left, s.FIGURE_WIDTH, support.detail, s.DETAIL, down=23)


def heading(title: str) -> Style:
    """The style of a heading: smaller where the title is long."""
    return s.H1 if len(title) < s.LONG_TITLE else s.H1_LONG


def people(answers: charts.Answers) -> int:
    """How many people, or dots, the answers are of."""
    return answers.yes + answers.no + answers.passed + answers.silent


def shortened(cell: Cell, most: int) -> Cell:
    """The cell with at most so many lines; the last one shows that there is more."""
    if len(cell.lines) <= most:
        return cell
    *before, last = cell.lines[most - 1]
    kept = replace(last, text=last.text[:-2].rstrip() + "…")
    return replace(cell, lines=[*cell.lines[: most - 1], (*before, kept)])


def height(flowables: Sequence[Flowable]) -> float:
    """The height of flowables one under the other, in points; of two spaces the larger counts."""
    total, after = 0.0, 0.0
    for flowable in flowables:
        total += max(0.0, flowable.getSpaceBefore() - after) + flowable.wrap(s.FULL, s.HEIGHT)[1]
        after = flowable.getSpaceAfter()
        total += after
    return total
