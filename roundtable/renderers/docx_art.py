"""Pictures of a DOCX: vector shapes (DrawingML), sharp at any size, their words real text.

A picture is one group. What looks alike is one shape of many outlines, as large as the picture, so that
a table of a thousand dots is a handful of shapes. Lengths are in EMU (12,700 to a point).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from roundtable.core.charts import Mark, Picture
from roundtable.core.charts_opinion import OpinionMap
from roundtable.core.charts_shapes import Drawing, Text
from roundtable.core.document import Art, Gantt, Span
from roundtable.core.text import direction
from roundtable.renderers import colours
from roundtable.renderers.docx_text import Pen
from roundtable.renderers.docx_xml import Element, element, value
from roundtable.renderers.gantt import drawn as gantt_drawn
from roundtable.renderers.shown import shown

POINT: Final = 12_700
#: Points between the margins, and the highest that a picture may be.
WIDTH, HIGHEST = 459.0, 560.0
#: A drawing of this width fills the page; narrower ones are drawn to the same scale.
FULL: Final = 640.0
_OPACITY: Final = {"full": 1.0, "hollow": 0.55, "against": 1.0, "faint": 0.4}
_GROUP: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
#: Texts are estimated; in this much more room than that none is broken.
_ROOM: Final = 1.35
_LONGEST: Final = 4000

Point = tuple[float, float]


def art(pen: Pen, what: Art, alternative: str, *, width: float = 0.0) -> Element:
    """A run that draws it, so many points wide where that is said; an empty picture is only its words."""
    drawing = gantt_drawn(what, pen.document.direction) if isinstance(what, Gantt) else what
    if drawing.width <= 0 or drawing.height <= 0:
        return pen.run(Span(alternative, soft=True))
    scale = min(width or WIDTH * drawing.width / FULL, WIDTH) / drawing.width
    scale = min(scale, HIGHEST / drawing.height)
    board = _Board(pen, drawing.width, drawing.height, scale * POINT)
    if isinstance(drawing, Picture):
        shapes = list(board.marks(drawing.shapes))
    elif isinstance(drawing, OpinionMap):
        shapes = list(board.map(drawing))
    else:
        shapes = list(board.drawing(drawing))
    return board.run(shapes, alternative)


class _Board:
    """Where shapes are put: a box of `width` by `height`, `unit` EMU to one of its units."""

    def __init__(self, pen: Pen, width: float, height: float, unit: float) -> None:
        self.pen, self.unit = pen, unit
        self.across, self.down = max(1, round(width * unit)), max(1, round(height * unit))
        self.tones = colours.tones(colours.accent_of(pen.document.accent))
        self.groups = colours.groups(colours.accent_of(pen.document.accent))

    def run(self, shapes: Sequence[Element], alternative: str) -> Element:
        """The group in a run, with its words for who does not see it, or whose program can't draw it."""
        number = self.pen.next("picture")
        words = shown(alternative)[:_LONGEST]
        group = element(
            "wpg:wgp",
            element("wpg:cNvGrpSpPr"),
            element("wpg:grpSpPr", self._frame(grouped=True)),
            *shapes,
        )
        inline = element(
            "wp:inline",
            element("wp:extent", cx=self.across, cy=self.down),
            element("wp:effectExtent", l=0, t=0, r=0, b=0),
            element("wp:docPr", id=number, name=f"Picture {number}", descr=words),
            element("wp:cNvGraphicFramePr"),
            element("a:graphic", element("a:graphicData", group, uri=_GROUP)),
            distT=0, distB=0, distL=0, distR=0,
        )  # fmt: skip
        choice = element("mc:Choice", element("w:drawing", inline), Requires="wpg")
        instead = element("mc:Fallback")
        instead.extend(self.pen.run(Span(words, soft=True))[1:])
        return element("w:r", element("mc:AlternateContent", choice, instead))

    def marks(self, marks: Iterable[Mark]) -> Iterator[Element]:
        """Marks, those that look alike in one shape."""
        alike = sorted(marks, key=lambda mark: (mark.group, mark.state, mark.size))
        for (group, state, size), some in groupby(alike, lambda m: (m.group, m.state, m.size)):
            of_group = self.groups[group] if 0 <= group < len(self.groups) else self.groups[0]
            each = tuple(some)
            outlines = [path for mark in each for path in self._outline(mark)]
            if state == "full":
                yield self._shape(outlines, fill=of_group)
            else:
                pen = colours.mixed(of_group, _OPACITY[state])
                yield self._shape(outlines, stroke=pen, thick=size * 0.22)

    def drawing(self, drawing: Drawing) -> Iterator[Element]:
        """Bars, lines, marks and words, in their order."""
        for (tone, hatch), some in groupby(drawing.bars, lambda bar: (bar.tone, bar.hatch)):
            bars = tuple(some)
            corners = [
                ((b.x, b.y), (b.x + b.width, b.y), (b.x + b.width, b.y + b.height), (b.x, b.y + b.height))
                for b in bars
            ]  # fmt: skip
            yield self._shape([self._closed(each) for each in corners], fill=self.tones[tone])
            lines = [line for bar in bars for line in bar.hatching] if hatch else []
            if lines:
                yield self._strokes(lines, self.tones["paper"], 0.8)
        for (tone, dashed, thick), found in groupby(
            drawing.lines, lambda line: (line.tone, line.dashed, line.thick)
        ):
            ends = [(line.x1, line.y1, line.x2, line.y2) for line in found]
            yield self._strokes(ends, self.tones[tone], thick, dashed=dashed)
        yield from self.marks(drawing.marks)
        yield from (self._words(text) for text in drawing.texts if shown(text.text).strip())

    def map(self, whole: OpinionMap) -> Iterator[Element]:
        """The map of opinions: each group's outline, hatching, dots and letter."""
        strong = self.tones["full"]
        for area in whole.areas:
            yield self._shape([self._closed(area.corners)], fill=self.tones["track"])
            if area.hatching:
                yield self._strokes(area.hatching, self.tones["faint"], 0.5)
            yield self._shape([self._closed(area.corners)], stroke=strong, thick=1.6)
            dots = [path for mark in area.dots for path in self._outline(mark)]
            if dots:
                yield self._shape(dots, fill=strong)
        for area in whole.areas:
            x, y = area.label
            yield self._words(Text(x, y, f"{area.letter} · {area.size}", 18, "middle", bold=True))

    def _at(self, length: float) -> int:
        return round(length * self.unit)

    def _point(self, point: Point) -> Element:
        return element("a:pt", x=self._at(point[0]), y=self._at(point[1]))

    def _closed(self, corners: Sequence[Point]) -> list[Element]:
        first, *rest = corners
        return [
            element("a:moveTo", self._point(first)),
            *(element("a:lnTo", self._point(each)) for each in rest),
            element("a:close"),
        ]

    def _outline(self, mark: Mark) -> Iterator[list[Element]]:
        """The outline of a mark, and its cross."""
        if mark.corners:
            yield self._closed(mark.corners)
        else:
            radius = self._at(mark.size)
            yield [
                element("a:moveTo", self._point((mark.x - mark.size, mark.y))),
                element("a:arcTo", wR=radius, hR=radius, stAng=10_800_000, swAng=21_600_000),
                element("a:close"),
            ]
        yield from (self._stroke(line) for line in mark.cross)

    def _stroke(self, line: Sequence[float]) -> list[Element]:
        x1, y1, x2, y2 = line
        return [
            element("a:moveTo", self._point((x1, y1))),
            element("a:lnTo", self._point((x2, y2))),
        ]

    def _strokes(
        self, lines: Iterable[Sequence[float]], colour: str, thick: float, *, dashed: bool = False
    ) -> Element:
        return self._shape(
            [self._stroke(line) for line in lines], stroke=colour, thick=thick, dashed=dashed
        )

    def _frame(
        self, *, grouped: bool = False, box: tuple[int, int, int, int] | None = None
    ) -> Element:
        x, y, cx, cy = box or (0, 0, self.across, self.down)
        inner = (
            element("a:chOff", x=0, y=0),
            element("a:chExt", cx=self.across, cy=self.down),
        )
        place = (element("a:off", x=x, y=y), element("a:ext", cx=cx, cy=cy))
        return element("a:xfrm", *place, *(inner if grouped else ()))

    def _shape(
        self,
        outlines: Sequence[Sequence[Element]],
        *,
        fill: str = "",
        stroke: str = "",
        thick: float = 1.0,
        dashed: bool = False,
    ) -> Element:
        """One shape of all these outlines, filled or drawn as lines."""
        path = element("a:path", w=self.across, h=self.down)
        for outline in outlines:
            path.extend(outline)
        form = element(
            "a:custGeom",
            *(element(f"a:{name}") for name in ("avLst", "gdLst", "ahLst", "cxnLst")),
            element("a:rect", l="0", t="0", r="r", b="b"),
            element("a:pathLst", path),
        )
        line = element(
            "a:ln",
            _paint(stroke) if stroke else element("a:noFill"),
            element("a:prstDash", val="dash") if dashed else None,
            w=max(3175, self._at(thick)),
        )
        look = element(
            "wps:spPr", self._frame(), form, _paint(fill) if fill else element("a:noFill"), line
        )
        return self._part("wps:cNvSpPr", look, element("wps:bodyPr"))

    def _part(self, kind: str, *children: Element, **attributes: object) -> Element:
        number = self.pen.next("picture")
        return element(
            "wps:wsp",
            element("wps:cNvPr", id=number, name=f"Part {number}"),
            element(kind, **attributes),
            *children,
        )

    def _words(self, text: Text) -> Element:
        """One line of text in a box of its own, its baseline where it is meant to be."""
        size = max(2, round(text.size * self.unit / POINT * 2))
        high = size / 2 * 1.25
        wide = self._at(max(text.reach, text.size) * _ROOM)
        left = self._at(text.x) - {"start": 0, "middle": wide // 2, "end": wide}[text.anchor]
        top = self._at(text.y) - round(high * 0.78 * POINT)
        box = (left, top, wide, round(high * POINT))
        look = element(
            "wps:spPr",
            self._frame(box=box),
            element("a:prstGeom", element("a:avLst"), prst="rect"),
            element("a:noFill"),
            element("a:ln", element("a:noFill")),
        )
        return self._part(
            "wps:cNvSpPr",
            look,
            element("wps:txbx", element("w:txbxContent", self._line(text, size, high))),
            element(
                "wps:bodyPr", element("a:noAutofit"),
                wrap="none", lIns=0, tIns=0, rIns=0, bIns=0, anchor="t",
            ),
            txBox=1,
        )  # fmt: skip

    def _line(self, text: Text, size: int, high: float) -> Element:
        turned = text.own and direction(text.text) == "rtl"
        # Sides are told apart by "start" and "end" of the picture, which is never turned.
        side = {"start": "left", "middle": "center", "end": "right"}[text.anchor]
        if turned and side != "center":
            side = "left" if side == "right" else "right"
        span = Span(
            text.text, direction="rtl" if turned else "ltr", language="und" if text.own else ""
        )
        run = self.pen.run(span)
        looks = run[0]
        looks[:] = [
            *((element("w:b"), element("w:bCs")) if text.bold else ()),
            value("w:color", self.tones[text.tone][1:]),
            value("w:sz", size),
            value("w:szCs", size),
            *looks,
        ]
        return element(
            "w:p",
            element(
                "w:pPr",
                value("w:pStyle", "Drawn"),
                element("w:bidi") if turned else None,
                element("w:spacing", before=0, after=0, line=round(high * 20), lineRule="exact"),
                value("w:jc", side),
            ),
            run,
        )


def _paint(colour: str) -> Element:
    return element("a:solidFill", element("a:srgbClr", val=colour[1:].upper()))
