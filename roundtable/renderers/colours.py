"""Colours of drawings and text from a document's one accent: the same in every format that has colours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

INK: Final = "#1b2733"
SOFT: Final = "#4d5b68"
LINE: Final = "#e2dacb"
TRACK: Final = "#efe9dd"
WARNING: Final = "#8a3d12"
PLAIN: Final = "#0b5d4e"
#: What text must be set off by (WCAG 2, 1.4.3).
CONTRAST: Final = 4.5

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def accent_of(colour: str) -> str:
    """The accent, or the house's own where it is no colour."""
    return colour.lower() if _HEX.fullmatch(colour) else PLAIN


def mixed(colour: str, share: float, other: str = "#ffffff") -> str:
    """So much of the colour (0 to 1) in the other."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)


def readable(colour: str) -> str:
    """The colour, darkened until text in it can be read on white."""
    for step in range(20, 0, -1):
        tried = mixed(colour, step / 20, "#000000")
        if 1.05 / (_luminance(tried) + 0.05) >= CONTRAST:
            return tried
    return "#000000"


def tones(accent: str) -> Mapping[str, str]:
    """The colour of each tone of `core.charts_shapes`: marks are as dark as they are strong."""
    strong = readable(accent)
    return {
        "level0": WARNING, "level1": "#c8752f", "level2": "#dcb98a", "level3": mixed(strong, 0.36),
        "level4": mixed(strong, 0.72), "level5": strong, "full": strong, "soft": mixed(strong, 0.4),
        "track": TRACK, "line": LINE, "ink": INK, "faint": "#5d6873", "paper": "#ffffff",
    }  # fmt: skip


def groups(accent: str) -> tuple[str, ...]:
    """The colour of each group's marks; 0 is no group, or one too small to be told apart."""
    return (SOFT, readable(accent), "#c8641b", "#2f64b0", "#95427f", "#6b7a1f", "#4f5390")


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2)."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in (value / 255 for value in _parts(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
