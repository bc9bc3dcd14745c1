"""The accent of a document on warm paper and in the dark, so that text in it can be read on both."""

from __future__ import annotations

from collections.abc import Iterator
from colorsys import hls_to_rgb, rgb_to_hls

from roundtable.renderers.colours import CONTRAST, accent_of, mixed

#: Paper, and what text on the accent is written in, in light and dark.
_PAPER, _DARK = "#faf7f1", "#12181f"
_STEPS = 40


def accents(accent: str) -> str:
    """The declarations that a style sheet begins with: the accent and its kin, light and dark."""
    given = accent_of(accent)
    light = _against(given, 0.0, _PAPER)
    dark = _against(given, 1.0, _DARK)
    lines = "".join(_declared(light, _PAPER))
    return (
        f":root{{{lines}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{''.join(_declared(dark, _DARK))}}}}}\n"
    )


def _declared(accent: str, paper: str) -> Iterator[str]:
    yield f"--accent:{accent};"
    yield f"--accent-soft:{mixed(accent, 0.12, paper)};"
    yield f"--accent-line:{mixed(accent, 0.42, paper)};"
    yield f"--g1:{accent};"


def _against(colour: str, end: float, *papers: str) -> str:
    """The colour, so much lighter (end: 1) or darker (0) that it can be read on all of the papers."""
    hue, lightness, saturation = rgb_to_hls(
        *(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    )
    for step in range(_STEPS + 1):
        lit = lightness + (end - lightness) * step / _STEPS
        # What is bright looks stronger in colour than what is dark.
        parts = hls_to_rgb(hue, lit, min(saturation, 0.5) if end else saturation)
        tried = "#" + "".join(f"{round(255 * part):02x}" for part in parts)
        # A chip stands on a tint of the accent itself.
        if all(_contrast(tried, mixed(tried, 0.12, paper)) >= CONTRAST for paper in papers):
            break
    return tried


def _contrast(one: str, other: str) -> float:
    """The contrast ratio (WCAG 2.2, "contrast ratio")."""
    dark, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2, "relative luminance")."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
