"""Charts of results: bars, distributions of marks, what groups wanted, who paid for what.

Words (titles, labels) are given by the caller, in the reader's language. All charts have rows with the
title above, so that they fit a phone's width as well as a page's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from roundtable.core.charts import Mark
from roundtable.core.charts_shapes import (
    HATCHES,
    LETTER,
    Bar,
    Drawing,
    Hatch,
    Line,
    Text,
    fitting,
    levels,
    shifted,
    wide,
)

SIZE: Final = 14.0
SMALL: Final = 12.0
#: From the top of a row to its bar, the bar, and to the next row.
TITLE: Final = 19.0
THICK: Final = 18.0
GAP: Final = 14.0
ROW: Final = TITLE + THICK + GAP
#: Size of a group's mark.
MARK: Final = 6.0
#: Between the parts of a bar.
SEAM: Final = 1.5


@dataclass(frozen=True, slots=True)
class Row:
    """One option with one figure: its title, the figure as a length and in words, whether it is taken."""

    title: str
    value: Fraction
    label: str
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Spread:
    """One option with the number of people by mark, the best mark first; `label`: its figure in words."""

    title: str
    counts: tuple[int, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Shares:
    """One option with what each group wanted: `(number of the group, share of it)`."""

    title: str
    groups: tuple[tuple[int, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Bought:
    """What was paid for: its cost, how many paid the full price, that price, and how many paid less."""

    title: str
    cost: Fraction
    full: int
    price: Fraction
    less: int
    label: str


def bars(
    rows: Sequence[Row],
    most: Fraction | int,
    width: float = 640,
    needed: Fraction | int | None = None,
    needed_label: str = "",
) -> Drawing:
    """Bars from zero; one that reaches the end is `most`. A dashed line where `needed` is."""
    room = width - max((wide(row.label, SIZE) for row in rows), default=0) - 12
    drawn: list[Bar] = []
    texts: list[Text] = []
    for n, row in enumerate(rows):
        top = n * ROW
        texts.append(_title(row.title, top, width))
        length = float(Fraction(row.value) / (most or 1)) * room
        drawn.append(Bar(0, top + TITLE, room, THICK, "track"))
        if length > 0:
            drawn.append(
                Bar(0, top + TITLE, min(length, room), THICK, "full" if row.strong else "soft")
            )
        texts.append(
            Text(width, top + TITLE + THICK * 0.76, row.label, SIZE, "end", bold=row.strong)
        )
    picture = Drawing(width, len(rows) * ROW - (GAP if rows else 0), tuple(drawn), (), tuple(texts))
    if needed is None or not rows:
        return picture
    x = min(1.0, float(Fraction(needed) / (most or 1))) * room
    return _with_limit(picture, x, needed_label)


def _title(title: str, top: float, width: float) -> Text:
    return Text(0, top + SIZE, fitting(title, width, SIZE), SIZE, own=True)


def _with_limit(picture: Drawing, x: float, label: str) -> Drawing:
    """A dashed line through all rows, with its words above them."""
    lower = shifted(picture, 20)
    line = Line(x, 16, x, lower.height, "ink", dashed=True, thick=1.5)
    reach = wide(label, SMALL)
    at = min(max(0.0, x - reach / 2), max(0.0, lower.width - reach))
    text = Text(at, SMALL, label, SMALL, tone="faint")
    return Drawing(
        lower.width, lower.height, lower.bars, (line,), (text, *lower.texts), lower.marks
    )


def parts(
    counts: Sequence[int], width: float, height: float, x: float = 0, y: float = 0
) -> tuple[Bar, ...]:
    """A bar of several parts, the best mark first: for a row on its own, and for `graded`."""
    whole = sum(counts)
    tones = levels(len(counts) - 1)[::-1]
    found: list[Bar] = []
    seen = 0
    for count, tone in zip(counts, tones, strict=True):
        if count:
            left, right = width * seen / whole, width * (seen + count) / whole
            end = right if seen + count == whole else max(left + 0.5, right - SEAM)
            found.append(Bar(x + left, y, end - left, height, f"level{tone}", HATCHES[tone]))
        seen += count
    return tuple(found)


def strip(counts: Sequence[int], width: float = 640, height: float = 16) -> Drawing:
    """The distribution of one option, without words: its figures stand beside it."""
    return Drawing(width, height, parts(counts, width, height))


def graded(rows: Sequence[Spread], names: Sequence[str], width: float = 640) -> Drawing:
    """How often each mark was given, from best to worst, and a line at the middle of the room.

    names: what the marks are called, the best first. Where the line falls, there is the median.
    """
    key = _key(names, width)
    below = key.height + 10
    drawn, texts = [*key.bars], [*key.texts]
    for n, row in enumerate(rows):
        top = below + n * ROW
        room = width - wide(row.label, SIZE) - 12 if row.label else width
        texts.append(Text(0, top + SIZE, fitting(row.title, room, SIZE), SIZE, own=True))
        if row.label:
            texts.append(Text(width, top + SIZE, row.label, SIZE, "end", bold=True))
        segments = parts(row.counts, width, THICK, y=top + TITLE)
        drawn.extend(segments)
        texts.extend(_inside(segments, [count for count in row.counts if count]))
    height = below + len(rows) * ROW - GAP + 6
    tops = [below + n * ROW + TITLE for n in range(len(rows))]
    middle = [Line(width / 2, y - 3, width / 2, y + THICK + 3, "ink", thick=2) for y in tops]
    return Drawing(width, height, tuple(drawn), tuple(middle), tuple(texts))


def _key(names: Sequence[str], width: float) -> Drawing:
    """The marks in order, each over its name: best at the left."""
    step = width / len(names)
    tones = levels(len(names) - 1)[::-1]
    drawn, texts = [], []
    for n, (name, tone) in enumerate(zip(names, tones, strict=True)):
        drawn.append(Bar(n * step, 0, step - SEAM, 7, f"level{tone}", HATCHES[tone]))
        size = min(SMALL, max(8.5, (step - 4) / (len(name) * LETTER or 1)))
        texts.append(Text(n * step, 20, fitting(name, step, size), size, tone="faint"))
    return Drawing(width, 24, tuple(drawn), (), tuple(texts))


def _inside(segments: Sequence[Bar], counts: Sequence[int]) -> list[Text]:
    """Figures in the parts that are wide enough; all of them are in the table."""
    texts = []
    for bar, count in zip(segments, counts, strict=True):
        label = str(count)
        if bar.width > wide(label, SMALL) + 6 and not bar.hatch:
            tone = "paper" if bar.tone in ("level5", "level4") else "ink"
            x, y = bar.x + bar.width / 2, bar.y + bar.height * 0.74
            texts.append(Text(x, y, label, SMALL, "middle", tone))
    return texts


def by_group(rows: Sequence[Shares], width: float = 640) -> Drawing:
    """Where each group stands between nobody and everybody; a line joins the outermost."""
    edge, pitch = 10.0, TITLE + 30
    room = width - 2 * edge
    lines: list[Line] = []
    texts: list[Text] = []
    marks: list[Mark] = []
    for n, row in enumerate(rows):
        top = n * pitch
        y = top + TITLE + 14
        texts.append(_title(row.title, top, width))
        lines.append(Line(edge, y, width - edge, y, "line"))
        places = [edge + float(share) * room for _, share in row.groups]
        if len(places) > 1:
            lines.append(Line(min(places), y, max(places), y, "ink", thick=2))
        marks.extend(_apart([group for group, _ in row.groups], places, y))
    foot = len(rows) * pitch + SMALL
    ends = (("0 %", edge, "start"), ("50 %", width / 2, "middle"), ("100 %", width - edge, "end"))
    for label, x, anchor in ends:
        texts.append(Text(x, foot, label, SMALL, anchor, "faint"))  # type: ignore[arg-type]
    lines.append(Line(width / 2, TITLE, width / 2, foot - SMALL - 2, "line", dashed=True))
    return Drawing(width, foot + 4, (), tuple(lines), tuple(texts), tuple(marks))


def _apart(groups: Sequence[int], places: Sequence[float], y: float) -> list[Mark]:
    """Marks on a line; those that would cover one another stand above one another."""
    placed = sorted(zip(places, groups, strict=True))
    marks: list[Mark] = []
    while placed:
        near = [each for each in placed if each[0] - placed[0][0] < MARK * 1.6]
        placed = placed[len(near) :]
        for n, (x, group) in enumerate(near):
            shift = (n - (len(near) - 1) / 2) * min(MARK * 1.5, 18 / len(near))
            marks.append(Mark(round(x, 2), round(y + shift, 2), MARK, group))
    return marks


def paid(rows: Sequence[Bought], limit: Fraction | int, width: float = 640) -> Drawing:
    """Who paid for what: a bar as long as the cost, each part of it what one person paid.

    Those who had less left than the price stand together at the end, hatched. Where people are too many
    to be told apart the bar is whole.
    """
    room = width - max((wide(row.label, SMALL) for row in rows), default=0) - 12
    scale = room / (float(limit) or 1)
    drawn: list[Bar] = []
    texts: list[Text] = []
    for n, row in enumerate(rows):
        top = n * ROW
        texts.append(_title(row.title, top, width))
        texts.append(Text(width, top + TITLE + THICK * 0.76, row.label, SMALL, "end"))
        drawn.append(Bar(0, top + TITLE, room, THICK, "track"))
        drawn.extend(_payers(row, scale, top + TITLE))
    return Drawing(width, len(rows) * ROW - (GAP if rows else 0), tuple(drawn), (), tuple(texts))


def _payers(row: Bought, scale: float, y: float) -> list[Bar]:
    each = float(row.price) * scale
    whole = float(row.cost) * scale
    split = min(float(row.price) * row.full * scale, whole)
    found = []
    if each > SEAM * 2:
        found = [Bar(k * each, y, each - SEAM, THICK, "full") for k in range(row.full)]
    elif split:
        found = [Bar(0, y, split, THICK, "full")]
    if row.less and whole - split > 0:
        hatch: Hatch = "rising"
        found.append(Bar(split, y, max(0.5, whole - split), THICK, "soft", hatch))
    return found
