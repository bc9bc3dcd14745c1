"""What charts of results are made of: bars, lines and texts inside a box, drawn alike as SVG and as PDF.

Lengths have no unit; the y axis points down. A *tone* is a name that each surface gives a colour:
"level0" (worst) to "level5" (best), "full", "soft", "track", "line", "ink", "faint", "paper". Nothing
is told by tone alone: bars have hatching, gaps and figures beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from roundtable.core.charts import Mark

Anchor = Literal["start", "middle", "end"]
Hatch = Literal["", "rising", "falling", "crossed"]
LineOf = tuple[float, float, float, float]

#: How far apart the lines of a hatching are.
PITCH: Final = 6.0
#: A letter is about so wide, as a share of the size: widths of texts are only ever estimated.
LETTER: Final = 0.56


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    tone: str = "full"
    hatch: Hatch = ""

    @property
    def hatching(self) -> tuple[LineOf, ...]:
        """The lines of its hatching, inside it."""
        lines: list[LineOf] = []
        if self.hatch in ("rising", "crossed"):
            lines.extend(self._slanted(rising=True))
        if self.hatch in ("falling", "crossed"):
            lines.extend(self._slanted(rising=False))
        return tuple(lines)

    def _slanted(self, *, rising: bool) -> Iterator[LineOf]:
        """Lines at 45 degrees, cut at the edges; those of neighbouring bars meet."""
        w, h = self.width, self.height
        # Each line is x - y = c, in the bar's own coordinates (mirrored where it rises).
        first = int((self.x - h) // PITCH) + 1
        for k in range(first, int((self.x + w) // PITCH) + 1):
            c = k * PITCH - self.x
            left, right = max(0.0, c), min(w, c + h)
            if right > left:
                top, bottom = left - c, right - c
                if rising:
                    top, bottom = h - top, h - bottom
                yield self.x + left, self.y + top, self.x + right, self.y + bottom


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; `dashed` ones are limits, such as what is needed."""

    x1: float
    y1: float
    x2: float
    y2: float
    tone: str = "line"
    dashed: bool = False
    thick: float = 1.0


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text on its baseline; `own` words are people's, in their own direction."""

    x: float
    y: float
    text: str
    size: float = 14
    anchor: Anchor = "start"
    tone: str = "ink"
    bold: bool = False
    own: bool = False

    @property
    def reach(self) -> float:
        """About how wide it is."""
        return wide(self.text, self.size)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes inside a box of `width` by `height`, to be drawn in their order."""

    width: float
    height: float
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()
    texts: tuple[Text, ...] = ()
    marks: tuple[Mark, ...] = ()


def wide(text: str, size: float) -> float:
    """About how wide a text is."""
    return len(text) * size * LETTER


def fitting(text: str, room: float, size: float) -> str:
    """The text, cut with "…" where it is wider than the room."""
    most = int(room / (size * LETTER))
    return text if len(text) <= most else text[: max(1, most - 1)].rstrip() + "…"


def shifted(drawing: Drawing, dy: float) -> Drawing:
    """The same, so much lower, in a box so much higher."""
    return Drawing(
        drawing.width,
        drawing.height + dy,
        tuple(Bar(b.x, b.y + dy, b.width, b.height, b.tone, b.hatch) for b in drawing.bars),
        tuple(
            Line(e.x1, e.y1 + dy, e.x2, e.y2 + dy, e.tone, e.dashed, e.thick) for e in drawing.lines
        ),
        tuple(
            Text(t.x, t.y + dy, t.text, t.size, t.anchor, t.tone, t.bold, t.own)
            for t in drawing.texts
        ),
        tuple(Mark(m.x, m.y + dy, m.size, m.group, m.state) for m in drawing.marks),
    )


def levels(best: int) -> list[int]:
    """Which of the six levels each mark from 0 to the best is shown in."""
    return [round(5 * mark / best) for mark in range(best + 1)] if best else [5]


#: How the levels are hatched beside their colour: what is worse than the middle.
HATCHES: Final[Sequence[Hatch]] = ("crossed", "rising", "", "", "", "")
