from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise

import pytest

from roundtable.core import charts_heads as heads
from roundtable.core import charts_results as shapes
from roundtable.core.charts_shapes import Bar, Drawing, fitting, levels

WIDTHS = (320, 640, 1200)
LONG = "A very long title of an option that somebody wrote with great care, twice over and more"


def inside(picture: Drawing) -> None:
    """Nothing outside the box, but for what letters are estimated to need."""
    box = picture.width + 0.01, picture.height + 0.01
    for bar in picture.bars:
        assert bar.width > 0
        assert bar.x >= -0.01
        assert bar.y >= -0.01
        assert bar.x + bar.width <= box[0]
        assert bar.y + bar.height <= box[1]
        for x1, y1, x2, y2 in bar.hatching:
            assert all(bar.x - 0.01 <= x <= bar.x + bar.width + 0.01 for x in (x1, x2))
            assert all(bar.y - 0.01 <= y <= bar.y + bar.height + 0.01 for y in (y1, y2))
    for line in picture.lines:
        assert all(0 <= x <= box[0] for x in (line.x1, line.x2))
        assert all(0 <= y <= box[1] for y in (line.y1, line.y2))
    for text in picture.texts:
        shift = {"start": 0.0, "middle": -text.reach / 2, "end": -text.reach}[text.anchor]
        assert text.x + shift >= -0.5, text
        assert text.x + shift + text.reach <= box[0] + 0.5, text
        assert text.size <= text.y <= box[1], text
    for mark in picture.marks:
        assert mark.size <= mark.x <= box[0] - mark.size


@pytest.mark.parametrize("width", WIDTHS)
def test_bars(width: float) -> None:
    rows = [shapes.Row(LONG, Fraction(n), f"{n} / 38", n > 9) for n in (38, 19, 7, 0)]
    picture = shapes.bars(rows, 38, width, needed=20, needed_label="20 needed")
    inside(picture)
    tracks = [bar for bar in picture.bars if bar.tone == "track"]
    drawn = [bar for bar in picture.bars if bar.tone != "track"]
    assert [round(bar.width / tracks[0].width * 38, 6) for bar in drawn] == [38, 19, 7]
    assert picture.lines[0].x1 == pytest.approx(tracks[0].width * 20 / 38)
    assert shapes.bars([], 0, width).height == 0


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("marks", [3, 6, 11])
def test_distributions_add_up_and_the_line_is_the_median(width: float, marks: int) -> None:
    chance = random.Random(marks)
    rows = [
        shapes.Spread(LONG, tuple(chance.randint(0, 9) for _ in range(marks)), "Very good")
        for _ in range(5)
    ]
    names = ["Excellent", "Very good", "Good", "Acceptable", "Poor", "To reject", *"43210"][:marks]
    picture = shapes.graded(rows, names, width)
    inside(picture)
    tops = sorted({bar.y for bar in picture.bars if bar.y > 0})
    for top, row in zip(tops, rows, strict=True):
        parts = [bar for bar in picture.bars if bar.y == top]
        assert len(parts) == sum(1 for count in row.counts if count)
        assert parts[-1].x + parts[-1].width == pytest.approx(width)
        assert all(a.x + a.width <= b.x + 0.01 for a, b in pairwise(parts))
        half, seen, median = sum(row.counts) / 2, 0, 0
        while seen + row.counts[median] < half:
            seen += row.counts[median]
            median += 1
        tone = levels(marks - 1)[::-1][median]
        middle = picture.lines[0].x1
        at = [bar for bar in parts if bar.x <= middle + 0.01 <= bar.x + bar.width + 1.6]
        assert f"level{tone}" in {bar.tone for bar in at}


@pytest.mark.parametrize("width", WIDTHS)
def test_rounds(width: float) -> None:
    courses = [
        heads.Course(LONG, (Fraction(15), Fraction(17), Fraction(35, 2), Fraction(20))),
        heads.Course("B", (Fraction(14), Fraction(14), Fraction(18), Fraction(18))),
        heads.Course("C", (Fraction(6), Fraction(7))),
        heads.Course("D", (Fraction(3),)),
    ]
    picture = heads.rounds(courses, [f"Round {n}" for n in range(1, 5)], 20, width)
    inside(picture)
    moved = [bar for bar in picture.bars if bar.hatch]
    scale = next(bar.width for bar in picture.bars) / 15
    assert [bar.width / scale for bar in moved] == pytest.approx([2, 0.5, 2.5, 4, 1])
    assert picture.lines[0].x1 == pytest.approx(19 * scale)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", [1, 6, 14])
def test_pairs(width: float, count: int) -> None:
    options = [f"o{n}" for n in range(count)]
    matrix = {a: {b: 20 + n for n, b in enumerate(options) if b != a} for a in options}
    picture = heads.pair_matrix(options, dict.fromkeys(options, LONG), matrix, width)
    inside(picture)
    won = sum(1 for bar in picture.bars if bar.tone == "full")
    assert won == sum(matrix[a][b] > matrix[b][a] for a in options for b in options if a != b)


@pytest.mark.parametrize("width", WIDTHS)
def test_groups(width: float) -> None:
    rows = [shapes.Shares(LONG, ((1, Fraction(0)), (2, Fraction(1, 2)), (3, Fraction(1))))] * 3
    picture = shapes.by_group(rows, width)
    inside(picture)
    first, second, third = (mark.x for mark in picture.marks[:3])
    assert second == pytest.approx(width / 2, abs=0.01)
    assert third - second == pytest.approx(second - first, abs=0.02)


@pytest.mark.parametrize("width", WIDTHS)
def test_who_paid(width: float) -> None:
    cost, price = Fraction(30_000), Fraction(2_000)
    row = shapes.Bought(LONG, cost, 12, price, 5, "17 people")
    crowd = shapes.Bought("B", cost, 1_200, Fraction(20), 600, "1,800 people")
    picture = shapes.paid([row, crowd], 40_000, width)
    inside(picture)
    whole = next(bar.width for bar in picture.bars if bar.tone == "track")
    first = [bar for bar in picture.bars if bar.y == picture.bars[0].y and bar.tone == "full"]
    assert len(first) == (12 if float(price) / 40_000 * whole > 3 else 1)
    rest = next(bar for bar in picture.bars if bar.hatch)
    assert rest.width / whole == pytest.approx(6_000 / 40_000)
    assert rest.x / whole == pytest.approx(24_000 / 40_000)


def test_hatching_covers_the_bar_evenly() -> None:
    bar = Bar(13, 7, 100, 18, hatch="crossed")
    assert 30 < len(bar.hatching) < 45
    assert {round(abs(x2 - x1) - abs(y2 - y1), 6) for x1, y1, x2, y2 in bar.hatching} == {0}


def test_titles_are_cut_with_dots() -> None:
    assert fitting("short", 300, 14) == "short"
    assert fitting(LONG, 100, 14).endswith("…")
