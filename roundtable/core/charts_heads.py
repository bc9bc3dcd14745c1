"""Charts of rankings: votes round by round, and options head to head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from roundtable.core.charts_results import SIZE, SMALL, TITLE
from roundtable.core.charts_shapes import Bar, Drawing, Line, Text, fitting, wide

THIN: Final = 14.0
#: A column with less room for bars has its figures below them.
NARROWEST: Final = 48.0
#: Below this width titles stand above a matrix and not beside it.
NARROW: Final = 480.0


@dataclass(frozen=True, slots=True)
class Course:
    """One option through the rounds: its votes in each, fewer entries than rounds where it goes."""

    title: str
    votes: tuple[Fraction, ...]


def rounds(
    courses: Sequence[Course], labels: Sequence[str], whole: Fraction | int, width: float = 640
) -> Drawing:
    """Instant runoff: a column for each round, in it each option's votes; hatched is what moved to it.

    labels: what the rounds are called. whole: votes that fill a column's width. A dashed line
    stands at half of the votes that are still counted in the round.
    """
    columns = max(1, len(labels))
    gap = 14.0
    step = (width + gap) / columns
    figure = wide("000.0", SMALL)
    stacked = step - gap - figure < NARROWEST
    room = step - gap if stacked else step - gap - figure
    scale = room / (float(whole) or 1)
    head = SMALL + 8
    pitch = TITLE + THIN + (12 + SMALL if stacked else 12)
    half = [
        sum((c.votes[k] for c in courses if k < len(c.votes)), Fraction()) / 2
        for k in range(columns)
    ]
    drawn: list[Bar] = []
    lines: list[Line] = []
    texts = [
        Text(k * step, SMALL, fitting(label, step - 4, SMALL), SMALL, tone="faint")
        for k, label in enumerate(labels)
    ]
    for n, course in enumerate(courses):
        top = head + n * pitch
        texts.append(Text(0, top + SIZE, fitting(course.title, width, SIZE), SIZE, own=True))
        before = Fraction(0)
        for k, votes in enumerate(course.votes):
            y = top + TITLE
            kept = votes if not k else min(before, votes)
            stays = k + 1 < len(course.votes) or len(course.votes) == columns
            length, base = float(votes) * scale, float(kept) * scale
            if base > 0:
                drawn.append(Bar(k * step, y, base, THIN, "full" if stays else "soft"))
            if length - base > 0:
                drawn.append(Bar(k * step + base, y, length - base, THIN, "level3", "rising"))
            lines.append(_half(k * step + float(half[k]) * scale, y))
            x = _right(k * step + length, lines[-1].x1)
            at = (k * step, y + THIN + SMALL) if stacked else (x, y + THIN * 0.8)
            texts.append(Text(*at, _short(votes), SMALL, bold=stays))
            before = votes
        if len(course.votes) < columns:
            x = len(course.votes) * step
            y = top + TITLE + THIN / 2
            drawn_line = Text(x, y + 4, "—", SMALL, tone="faint")
            texts.append(drawn_line)
    height = head + len(courses) * pitch - 8
    return Drawing(width, height, tuple(drawn), tuple(lines), tuple(texts))


def _half(x: float, y: float) -> Line:
    return Line(x, y - 2, x, y + THIN + 2, "ink", dashed=True, thick=1.5)


def _right(end: float, half: float) -> float:
    """Where a figure begins: behind its bar, and never under the line at half."""
    return half + 4 if end - 2 <= half < end + wide("00", SMALL) + 8 else end + 4


def _short(votes: Fraction) -> str:
    return str(int(votes)) if votes.denominator == 1 else f"{float(votes):.1f}"


def pair_matrix(
    options: Sequence[str],
    titles: Mapping[str, str],
    matrix: Mapping[str, Mapping[str, int]],
    width: float = 640,
) -> Drawing:
    """Who beats whom: in each row how many prefer it to the one of the column; filled where it wins.

    Options stand in the order given and are numbered in it; where it is narrow their titles stand above.
    """
    count = max(1, len(options))
    above = width < NARROW
    cell = min(58.0, (width - 24 if above else width * 0.62) / count)
    left = 24.0 if above else width - cell * count
    head = count * TITLE + 8 if above else 0.0
    high = min(30.0, max(20.0, cell * 0.62))
    size = min(SMALL, max(7.0, cell * 0.3))
    top = head + SMALL + 8
    drawn: list[Bar] = []
    texts: list[Text] = []
    for n, a in enumerate(options):
        y = top + n * high
        if above:
            texts.append(Text(0, y + high * 0.66, str(n + 1), SMALL, tone="faint", bold=True))
        texts.append(
            Text(
                left + (n + 0.5) * cell,
                head + SMALL,
                str(n + 1),
                SMALL,
                "middle",
                "faint",
                bold=True,
            )
        )
        label = f"{n + 1}  {titles.get(a, '…')}"
        texts.append(
            Text(
                0,
                n * TITLE + SIZE if above else y + high * 0.66,
                fitting(label, width if above else left - 8, SMALL + 1),
                SMALL + 1,
                own=True,
            )
        )
        for k, b in enumerate(options):
            x = left + k * cell
            if a == b:
                drawn.append(Bar(x, y, cell - 1, high - 1, "track", "falling"))
                continue
            ours, theirs = matrix[a][b], matrix[b][a]
            wins = ours > theirs
            drawn.append(Bar(x, y, cell - 1, high - 1, "full" if wins else "track"))
            texts.append(
                Text(
                    x + cell / 2,
                    y + high * 0.64,
                    str(ours),
                    size,
                    "middle",
                    "paper" if wins else "ink",
                    bold=wins,
                )
            )
    return Drawing(width, top + count * high, tuple(drawn), (), tuple(texts))
