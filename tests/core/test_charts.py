"""One mark is one person, wherever it is drawn."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader

from roundtable.core import charts
from roundtable.core.charts import Answers, Count

ROOM = [Count(1, 14, 11), Count(2, 10, 9), Count(3, 8, 6), Count(4, 6, 5)]
TEMPLATES = Path(charts.__file__).parents[1] / "templates"

people = st.integers(0, 90)
count = st.builds(lambda g, n, k: Count(g, n, min(n, k)), st.integers(0, 6), people, people)
counts = st.lists(count, max_size=8)


def overlapping(picture: charts.Picture) -> bool:
    marks = picture.shapes
    return any(
        math.hypot(a.x - b.x, a.y - b.y) < (a.size + b.size) * 0.98
        for i, a in enumerate(marks)
        for b in marks[i + 1 :]
    )


@settings(deadline=None)
@given(counts)
def test_a_ring_seats_everyone_once_and_fills_those_who_acted(room: list[Count]) -> None:
    for picture in (charts.ring(room), charts.half_ring(room), charts.ring(room, rings=2)):
        assert len(picture.shapes) == sum(c.present for c in room)
        for group in range(7):
            full = sum(m.full for m in picture.shapes if m.group == group)
            assert full == sum(c.acted for c in room if c.group == group)


@given(counts)
def test_marks_stay_inside_their_picture(room: list[Count]) -> None:
    for picture in (charts.ring(room), charts.half_ring(room)):
        for mark in picture.shapes:
            for x, y in mark.corners or (
                (mark.x - mark.size, mark.y),
                (mark.x + mark.size, mark.y),
            ):
                assert -0.5 <= x <= picture.width + 0.5
                assert -0.5 <= y <= picture.height + 0.5


@pytest.mark.parametrize("people", [1, 2, 3, 12, 26, 38, 76, 339, 1000])
def test_people_do_not_sit_on_each_other(people: int) -> None:
    assert not overlapping(charts.ring([Count(1, people, 0)]))
    assert not overlapping(charts.half_ring([Count(1, people, 0)]))


def test_once_full_a_seat_stays_full() -> None:
    before: set[tuple[float, float]] = set()
    for acted in range(15):
        ring = charts.ring([Count(1, 14, acted), Count(2, 5, 2)])
        full = {(m.x, m.y) for m in ring.shapes if m.full and m.group == 1}
        assert before <= full
        before = full


def test_a_row_shows_each_group_with_its_own_answers() -> None:
    row = charts.mark_rows([Answers(1, 11, silent=3), Answers(2, 2, no=1, passed=1)])
    states = [(m.group, m.state) for m in row.shapes]
    assert states == [(1, "full")] * 11 + [(1, "hollow")] * 3 + [
        (2, "full"), (2, "full"), (2, "against"), (2, "faint"),
    ]  # fmt: skip
    assert row.per_mark == 1


def test_beyond_sixty_a_mark_stands_for_several_and_nobody_is_rounded_away() -> None:
    row = charts.mark_rows([Answers(1, 1, no=199), Answers(2, 138, silent=1)])
    assert row.per_mark == 10
    first = [m.state for m in row.shapes if m.group == 1]
    assert (first.count("full"), first.count("against")) == (1, 19)
    assert [m.state for m in row.shapes if m.group == 2].count("hollow") == 1


def test_a_row_wraps_inside_its_width() -> None:
    row = charts.mark_rows([Answers(1, 60)], size=5, width=200)
    assert max(m.x for m in row.shapes) + 5 <= 200
    assert len({m.y for m in row.shapes}) == 5
    assert not overlapping(row)


def test_every_group_has_a_shape_of_its_own() -> None:
    shapes = [charts.shape_of(g) for g in range(1, 7)]
    assert shapes == ["circle", "diamond", "triangle", "square", "hexagon", "plus"]
    assert charts.shape_of(99) == "circle"


def test_a_picture_is_drawn_as_svg_without_style_attributes() -> None:
    env = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    macros: object = env.get_template("_macros/charts.html").module
    picture = charts.mark_rows([Answers(1, 2, no=1), Answers(3, 1, silent=2)])
    svg = str(macros.picture(picture, '3 of 6 "said" <yes>'))  # type: ignore[attr-defined]
    assert svg.count("<circle") == 3
    assert svg.count("<polygon") == 3
    assert svg.count("<path") == 2
    assert "style=" not in svg
    assert "<yes>" not in svg
    assert 'class="g3 hollow"' in svg
