"""Colours, type and space of documents, of one family with the tokens of the surfaces.

Lengths are in points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportlab.lib.pagesizes import A4

PAPER, WHITE = "#faf7f1", "#ffffff"
INK, SOFT, FAINT, LINE = "#1b2733", "#4d5b68", "#6d7883", "#e2dacb"
LEADER = "#bdb5a6"
#: The band that says that nothing in a document is real.
WARNING = "#8a3d12"
ACCENT, ACCENT_LINE = "#0b6455", "#9fcfc2"
#: By group; 0 is "no group, or one too small to be told apart".
GROUPS = (SOFT, ACCENT, "#c8641b", "#2f64b0", "#95427f", "#6b7a1f", "#4f5390")
#: Of charts (`core.charts_shapes`): marks from the worst to the best, as dark as they are strong.
TONES = {
    "level0": "#8a3d12", "level1": "#c8752f", "level2": "#dcb98a", "level3": "#a9cfc4",
    "level4": "#4f9a89", "level5": ACCENT, "full": ACCENT, "soft": ACCENT_LINE, "track": "#efe9dd",
    "line": LINE, "ink": INK, "faint": FAINT, "paper": WHITE,
}  # fmt: skip

WIDTH, HEIGHT = A4
SIDE, TOP, BOTTOM = 63.0, 78.0, 70.0
FULL = WIDTH - 2 * SIDE
#: What fits a page; a chapter that is higher begins at the top of one.
PAGE = HEIGHT - TOP - BOTTOM - 10
#: Between chapters, and between priorities, that share a page.
CHAPTER = 42.0


@dataclass(frozen=True)
class Style:
    """How a paragraph is set. `track` is extra space between letters, in em."""

    size: float
    leading: float
    color: str = INK
    bold: bool = False
    align: Literal["start", "end"] = "start"
    track: float = 0.0
    balance: bool = False
    before: float = 0.0
    after: float = 0.0


EYEBROW = Style(10, 14, ACCENT, bold=True)
H1 = Style(25.5, 30, bold=True, track=-0.02, balance=True, before=4, after=14)
H1_LONG = Style(19, 24, bold=True, track=-0.015, balance=True, before=4, after=12)
#: From so many characters on a heading is set smaller.
LONG_TITLE = 70
LEAD = Style(13.6, 20.4, after=10)
BODY = Style(10.75, 17, after=8)
TABLE = Style(9, 13)
TABLE_HEAD = Style(8.6, 12, bold=True)
