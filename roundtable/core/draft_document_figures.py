"""Figures of a draft: rows of marks with their names and figures, drawn once for every format.

One mark is one person, as in `charts`. Names stand over their marks, so that a figure fits a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from roundtable.core import charts, charts_results
from roundtable.core import draft_words as say
from roundtable.core.charts import Answers, Mark
from roundtable.core.charts_shapes import Drawing, Text, fitting, wide
from roundtable.core.document import Cell, Column, Figure, Span, Table
from roundtable.core.draft_document_parts import Maker, own, plainly
from roundtable.core.draft_model import Line, Priority, Share, Support

#: Width of every figure, its letters, and the radius of a mark. No unit.
WIDTH, SIZE, SMALL, MARK = 400.0, 14.0, 12.0, 5.0
_UNDER_NAME, _BETWEEN = 21.0, 12.0


@dataclass(frozen=True)
class Row:
    """A name (`own`: of a person), the marks under it, and the figure at its end."""

    name: str
    answers: tuple[Answers, ...]
    figure: str
    own: bool = False


def people(answers: Sequence[Answers]) -> int:
    """How many people, or dots, the answers are of."""
    return sum(a.yes + a.no + a.passed + a.silent for a in answers)


def rows_of_marks(rows: Sequence[Row], per: int, keys: Sequence[tuple[int, str]] = ()) -> Drawing:
    """Rows one under the other; `keys` (number and name of a group) say above them what a mark means."""
    texts, marks, top = _keys(keys)
    for row in rows:
        room = WIDTH - wide(row.figure, SIZE) - 12
        texts.append(Text(0, top + SIZE, fitting(row.name, room, SIZE), SIZE, own=row.own))
        texts.append(Text(WIDTH, top + SIZE, row.figure, SIZE, "end", bold=True))
        picture = charts.mark_rows(row.answers, MARK, WIDTH, per)
        marks += [replace(mark, y=mark.y + top + _UNDER_NAME) for mark in picture.shapes]
        top += _UNDER_NAME + picture.height + _BETWEEN
    return Drawing(WIDTH, max(0.0, top - _BETWEEN), texts=tuple(texts), marks=tuple(marks))


def _keys(keys: Sequence[tuple[int, str]]) -> tuple[list[Text], list[Mark], float]:
    texts: list[Text] = []
    marks: list[Mark] = []
    x, y = 0.0, SMALL
    for group, name in keys:
        shown = fitting(name, WIDTH - 18, SMALL)
        reach = 16 + wide(shown, SMALL)
        if x and x + reach > WIDTH:
            x, y = 0.0, y + SMALL * 1.6
        marks.append(Mark(x + MARK * 1.3, y - SMALL * 0.32, MARK, group))
        texts.append(Text(x + 16, y, shown, SMALL, tone="faint"))
        x += reach + 14
    return texts, marks, y + 16 if keys else 0.0


def counted(maker: Maker) -> str:
    """What the figures of the ballot count."""
    _ = maker.w.gettext
    named = {"dots": _("Dots"), "opinion": _("Agree")} | dict.fromkeys(say.PLACED, _("Result"))
    return named.get(maker.draft.ballot, _("Yes"))


def in_figures(support: Support) -> str:
    """The figure of an option with what stands beside it: "31 of 38"."""
    return " ".join(part for part in (support.figure, support.beside) if part)


# --- options of an area


def per_mark(maker: Maker) -> int:
    """How many people a mark is of, in all rows that tell of one option."""
    priorities = [p for area in maker.draft.areas for p in area.priorities]
    return charts.steps_for(
        max((people(p.support.answers) for p in priorities if p.support), default=1)
    )


def glance(maker: Maker, priorities: Sequence[Priority], alternative: str) -> Figure | None:
    """All options of an area that were voted on; None where none was."""
    voted = [(p, p.support) for p in priorities if p.support]
    if not voted:
        return None
    rows = [
        Row(f"{p.place}. {p.title.text}", support.answers, in_figures(support), own=True)
        for p, support in voted
    ]
    per = per_mark(maker)
    keys = [(group.answers.group, group.name) for group in voted[0][1].groups]
    legend = say.legend(maker.draft.ballot, per, maker.w)
    return Figure(rows_of_marks(rows, per, keys), alternative, plainly(legend))


def by_group(maker: Maker, support: Support) -> Figure:
    """Who said yes: each group's votes for one option."""
    _ = maker.w.gettext
    groups = support.groups
    supports = [p.support for area in maker.draft.areas for p in area.priorities if p.support]
    most = (people([group.answers]) for each in supports for group in each.groups)
    per = charts.steps_for(max(most, default=1))
    rows = [Row(group.name, (group.answers,), group.figure) for group in groups]
    columns = [Column(_("Group"), 2.0), Column(counted(maker), 1.0, "end")]
    cells = [[group.name, group.figure] for group in groups]
    if support.ballot in say.MARKED:
        columns += [Column(_("Against"), 1.0, "end"), Column(_("Passed"), 1.0, "end")]
        for row, group in zip(cells, groups, strict=True):
            row += [str(group.answers.no), str(group.answers.passed)]
    title = whose(maker, support.ballot)
    table = Table(
        plainly(title),
        tuple(columns),
        tuple(tuple(Cell(plainly(cell)) for cell in row) for row in cells),
    )
    alternative = "; ".join(f"{group.name}: {group.figure}" for group in groups)
    caption = (
        Span(title, strong=True),
        Span(f"\n{say.legend(support.ballot, per, maker.w)}", soft=True),
    )
    return Figure(rows_of_marks(rows, per), alternative, caption, table=table)


def whose(maker: Maker, ballot: str) -> str:
    """What the answers of groups are called."""
    _ = maker.w.gettext
    return {
        "dots": _("Whose dots"),
        "opinion": _("Who agreed"),
        "score": _("Who gave more than half"),
        "grade": _("Who found it good"),
        "ranking": _("Who put it first"),
        "pairs": _("Who chose it more often"),
        "knapsack": _("Who picked it"),
    }.get(ballot, _("Who said yes"))


# --- people


def around(maker: Maker, shares: Sequence[Share]) -> Figure:
    """Who was at the table, by group, and who of them voted."""
    _ = maker.w.gettext
    voted = any(share.voted is not None for share in shares)
    of = _("%(yes)d of %(of)d")
    rows, cells = [], []
    for share in shares:
        yes = share.present if share.voted is None else share.voted
        answers = Answers(share.group, yes, silent=max(0, share.present - yes))
        figure = of % {"yes": yes, "of": share.present} if voted else str(share.present)
        rows.append(Row(share.name, (answers,), figure))
        values = [share.name, str(share.present), *([str(yes)] if voted else [])]
        cells.append(tuple(Cell(plainly(value)) for value in values))
    per = charts.steps_for(max(people(row.answers) for row in rows))
    columns = [Column(_("Group"), 2.0), Column(_("Present"), 1.0, "end")]
    legend = say.legend("", per, maker.w)
    if voted:
        columns.append(Column(_("Voted"), 1.0, "end"))
        legend = f"{legend} {_('Full: voted.')}"
    table = Table(plainly(_("Around the table")), tuple(columns), tuple(cells))
    alternative = "; ".join(f"{row.name}: {row.figure}" for row in rows)
    return Figure(rows_of_marks(rows, per), alternative, plainly(legend), table=table)


def answers(maker: Maker, counts: Sequence[tuple[str, int]], alternative: str, per: int) -> Figure:
    """How many gave each answer to a question on the meeting."""
    _ = maker.w.gettext
    rows = [Row(name, (Answers(1, n),), str(n)) for name, n in counts]
    cells = tuple((Cell(plainly(name)), Cell(plainly(str(n)))) for name, n in counts)
    columns = (Column(_("Answer"), 3.0), Column(_("People"), 1.0, "end"))
    table = Table(plainly(alternative), columns, cells)
    caption = plainly(say.legend("", per, maker.w))
    return Figure(rows_of_marks(rows, per), alternative, caption, table=table)


def spreads(maker: Maker, lines: Sequence[Line]) -> Figure | None:
    """How many gave each mark to each option, the best mark first; None where nobody gave marks."""
    marked = [line for line in lines if sum(line.spread)]
    if not marked:
        return None
    _ = maker.w.gettext
    names = [str(n) for n in reversed(range(len(marked[0].spread)))]
    rows = [charts_results.Spread(line.title.text, line.spread, line.figure) for line in marked]
    columns = (Column(_("Option"), 3.0), *(Column(name, 1.0, "end") for name in names))
    cells = tuple(
        (Cell((own(line.title),)), *(Cell(plainly(str(n))) for n in line.spread)) for line in marked
    )
    alternative = _("How many gave each mark, 0 being the worst")
    caption = _("Bars: how many gave each mark, the best first, on the left.")
    table = Table(plainly(alternative), columns, cells)
    drawn = charts_results.graded(rows, names, WIDTH)
    return Figure(drawn, alternative, plainly(caption), table=table)
