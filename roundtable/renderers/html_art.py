"""Pictures as SVG inside a page: classes and attributes only, so that no style is needed in line."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from markupsafe import Markup

from roundtable.core.charts import Mark, Picture
from roundtable.core.charts_opinion import OpinionMap
from roundtable.core.charts_shapes import Bar, Drawing, Line, Text, wide
from roundtable.core.document import Art, Gantt
from roundtable.renderers.shown import on_one_line

#: A drawing with letters that is wider than this (in its own units) would be too small on a phone.
_LEGIBLE = 480
_OPACITY = {"hollow": ".55", "faint": ".35"}
#: Bars over time: height of a row, of its bar, and room for a label at the left where there is room.
_ROW, _BAR, _LABEL, _WIDE, _NARROW, _TICKS = 34.0, 14.0, 230.0, 720.0, 340.0, 22.0
_OUTLINE = Markup('<path class="area" d="{}"/><path class="hatching" d="{}"/>')


def svg(art: Art, alternative: str, *, name: str = "drawing") -> Markup:
    """The picture with its words for who does not see it. A plan is drawn twice, for wide and narrow."""
    title = Markup("<title>{}</title>").format(on_one_line(alternative))
    if isinstance(art, Gantt):
        return Markup("").join(
            _box(*_plan(art, narrow=narrow), title, f"{name} {'narrow' if narrow else 'wide'}")
            for narrow in (False, True)
        )
    name = f"{name} large" if is_large(art) else name
    return _box(art.width, art.height, _inside(art), title, name)


def is_large(art: Art) -> bool:
    """Whether it is wider than a phone can show it with letters that can be read."""
    return isinstance(art, Drawing) and bool(art.texts) and art.width > _LEGIBLE


def _box(width: float, height: float, inside: Markup, title: Markup, name: str) -> Markup:
    box = Markup('<svg class="{}" role="img" viewBox="0 0 {} {}" width="{}" height="{}">{}{}</svg>')
    size = (_n(width), _n(height))
    return box.format(name, *size, *size, title, inside)


@singledispatch
def _inside(art: object) -> Markup:
    raise TypeError(f"{type(art).__name__} cannot be drawn")


@_inside.register
def _(art: Picture) -> Markup:
    return Markup("").join(_marks(group, state, marks) for group, state, marks in art.runs)


def _marks(group: int, state: str, marks: Iterable[Mark]) -> Markup:
    alike = tuple(marks)
    if state == "full":
        pen = Markup('fill="currentColor"')
    else:
        faint = Markup(' stroke-opacity="{}"').format(_OPACITY[state]) if state in _OPACITY else ""
        pen = Markup('fill="none" stroke="currentColor" stroke-width="{}"{}').format(
            _n(alike[0].size * 0.22), faint
        )
    drawn = Markup("".join(mark.svg for mark in alike))  # noqa: S704  (numbers alone)
    return Markup('<g class="g{}" {}>{}</g>').format(group, pen, drawn)


@_inside.register
def _(art: Drawing) -> Markup:
    marks = Picture(art.width, art.height, art.marks)
    parts = [*map(_bar, art.bars), *map(_line, art.lines), _inside(marks), *map(_text, art.texts)]
    return Markup("").join(parts)


def _bar(bar: Bar) -> Markup:
    drawn = Markup('<rect class="t-{}" x="{}" y="{}" width="{}" height="{}"/>').format(
        bar.tone, *map(_n, (bar.x, bar.y, bar.width, bar.height))
    )
    if not bar.hatch:
        return drawn
    return drawn + Markup('<path class="hatching" d="{}"/>').format(_path(bar.hatching))


def _line(line: Line) -> Markup:
    dashed = Markup(' stroke-dasharray="4 3"') if line.dashed else ""
    path = _path([(line.x1, line.y1, line.x2, line.y2)])
    drawn = Markup('<path class="stroke t-{}" d="{}" stroke-width="{}"{}/>')
    return drawn.format(line.tone, path, _n(line.thick), dashed)


def _text(text: Text) -> Markup:
    anchor = "" if text.anchor == "start" else Markup(' text-anchor="{}"').format(text.anchor)
    bold = Markup(' font-weight="700"') if text.bold else ""
    turned = Markup(' unicode-bidi="plaintext"') if text.own else ""
    drawn = Markup('<text class="t-{}" x="{}" y="{}" font-size="{}"{}{}{}>{}</text>')
    place = map(_n, (text.x, text.y, text.size))
    return drawn.format(text.tone, *place, anchor, bold, turned, on_one_line(text.text))


@_inside.register
def _(art: OpinionMap) -> Markup:
    parts = []
    for area in art.areas:
        dots = Markup(area.marks)  # noqa: S704  (numbers alone)
        parts.append(_OUTLINE.format(area.path, area.lines))
        parts.append(Markup('<g class="dots" fill="currentColor">{}</g>').format(dots))
        label = f"{area.letter} · {area.size}"
        parts.append(_text(Text(*area.label, label, 24, "middle", bold=True)))
    return Markup("").join(parts)


def _plan(plan: Gantt, *, narrow: bool) -> tuple[float, float, Markup]:
    """Bars over time; on a phone each label stands over its bar."""
    width, left = (_NARROW, 0.0) if narrow else (_WIDE, _LABEL)
    row = _ROW + 14 if narrow else _ROW
    days = [day for _, first, last in plan.rows for day in (first, last + 1)]
    days += [day for day, _ in plan.ticks]
    start, end = min(days, default=0), max(days, default=1)
    scale = (width - left) / max(1, end - start)
    height = _TICKS + row * len(plan.rows)
    parts, free = [], left
    for day, label in plan.ticks:
        x = left + (day - start) * scale
        parts.append(_line(Line(x, _TICKS - 4, x, height)))
        reach = wide(label, 12)
        if free <= x and x + reach <= width:
            parts.append(_text(Text(x, 12, label, 12, tone="faint")))
            free = x + reach + 8
    for number, (label, first, last) in enumerate(plan.rows):
        top = _TICKS + number * row
        x, long = left + (first - start) * scale, max(3.0, (last + 1 - first) * scale)
        parts.append(
            _text(Text(0, top + (13 if narrow else 20), _short(label, left or width), 14, own=True))
        )
        bar = Markup('<rect class="t-full" x="{}" y="{}" width="{}" height="{}" rx="{}"/>')
        parts.append(bar.format(*map(_n, (x, top + row - _BAR - 9, long, _BAR, _BAR / 2))))
    return width, height, Markup("").join(parts)


def _short(label: str, room: float) -> str:
    most = int((room - 8) / wide("n", 14))
    return label if len(label) <= most else f"{label[: most - 1].rstrip()}…"


def _path(lines: Iterable[tuple[float, float, float, float]]) -> str:
    return "".join(f"M{a:.1f} {b:.1f}L{c:.1f} {d:.1f}" for a, b, c, d in lines)


def _n(value: float) -> str:
    """A number as short as it can be."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
