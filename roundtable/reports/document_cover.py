"""The first page: the city, what this is, how far it is decided, and the table of dots."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from roundtable.core.document import Cover, Span, Spans
from roundtable.reports import styles as s
from roundtable.reports.document_text import Text, Typesetter
from roundtable.reports.drawing import draw_picture
from roundtable.reports.styles import Style
from roundtable.tagged import Element

#: Diameter of the picture, how far it runs over the corner, and where the text must end above it.
_RING, _BLEED, _ABOVE = 570.0, 142.0, 320.0
_BAND, _ARMS = 26.0, 46.0
_SIZES = ((44, 13.5), (38, 13.5), (32, 12), (27, 11), (22, 10))
_HALF = s.FULL / 2 - 8


def draw(canvas: Any, cover: Cover, types: Typesetter, root: Element) -> None:
    """Draw the whole page."""
    with canvas.artifact("Background"):
        canvas.setFillColor(s.PAPER)
        canvas.rect(0, 0, s.WIDTH, s.HEIGHT, stroke=0, fill=1)
    top = s.HEIGHT - 62.0
    if cover.warning:
        _warning(canvas, cover.warning, types, root.add("P"))
    beside = _arms(canvas, cover.arms, top, rtl=types.rtl)
    height = _head(canvas, cover, types, root, top - (beside - 15) / 2 if beside else top)
    _title(canvas, cover, types, root, top - max(height, beside) - 64)
    if cover.picture is not None:
        _picture(canvas, cover, types, root)


def _warning(canvas: Any, words: str, types: Typesetter, element: Element) -> None:
    """A band over the whole width: nobody must take an invented thing for a real one."""
    with canvas.artifact("Background"):
        canvas.setFillColor(s.WARNING)
        canvas.rect(0, s.HEIGHT - _BAND, s.WIDTH, _BAND, stroke=0, fill=1)
    style = Style(10, 14, s.WHITE, bold=True, track=0.03)
    types.text(words, style, s.FULL, element, most=1).draw(canvas, s.SIDE, s.HEIGHT - 6)


def _arms(canvas: Any, content: bytes, top: float, *, rtl: bool) -> float:
    """The coat of arms, an ornament beside the city's name; returns the height it takes."""
    image = _read(content) if content else None
    if image is None:
        return 0.0
    scale = min(_ARMS / image.height, _ARMS * 1.6 / image.width)
    wide, high = image.width * scale, image.height * scale
    left = s.WIDTH - s.SIDE - wide if rtl else s.SIDE
    with canvas.artifact():
        canvas.drawImage(ImageReader(image), left, top - high, wide, high, mask="auto")
    return float(high) + 10


def _read(content: bytes) -> Image.Image | None:
    """The picture on paper's colour; None where it is none."""
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as found:
            seen = found.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    paper = Image.new("RGBA", seen.size, s.PAPER)
    return Image.alpha_composite(paper, seen).convert("RGB")


def _head(canvas: Any, cover: Cover, types: Typesetter, root: Element, top: float) -> float:
    """The city on the side where one begins, the status on the other."""
    indent = _ARMS + 12 if cover.arms and _read(cover.arms) else 0.0
    start = s.WIDTH - s.SIDE - _HALF - indent if types.rtl else s.SIDE + indent
    far = s.SIDE if types.rtl else s.WIDTH - s.SIDE - _HALF
    width = _HALF - (indent if not types.rtl else 0)
    city = types.text(cover.city, Style(12, 16, bold=True), width, root.add("P"), rtl=types.rtl)
    city.draw(canvas, start + (_HALF - width if types.rtl else 0), top)
    style = Style(12, 16, types.accent, bold=True, align="end")
    status = types.text(cover.status, style, _HALF, root.add("P"), rtl=types.rtl, most=4)
    status.draw(canvas, far, top)
    return max(city.height, status.height)


def _title(canvas: Any, cover: Cover, types: Typesetter, root: Element, top: float) -> None:
    """Title, subtitle, people and date, as large as lets them stay above the picture."""
    elements = [root.add(kind) for kind in ("H1", "P", "P", "P")]
    texts: list[Text] = []
    for size, small in _SIZES:
        texts = _titled(cover, types, elements, size, small)
        if sum(text.height for text in texts) + 40 <= s.HEIGHT * 0.62 - _ABOVE + 60:
            break
    for number, text in enumerate(texts):
        left = s.WIDTH - s.SIDE - text.width if types.rtl else s.SIDE
        if number == 0:
            canvas.bookmarkPage("cover-of-document", fit="XYZ", left=0, top=s.HEIGHT)
        text.draw(canvas, left, top)
        top -= text.height + (0.45 * text.style.size if number == 0 else 7)


def _titled(
    cover: Cover, types: Typesetter, elements: list[Element], size: float, small: float
) -> list[Text]:
    title = Style(size, size * 1.06, bold=True, track=-0.025, balance=True)
    words = Style(small, small * 1.48, balance=True)
    quiet = Style(11.25, 16, s.SOFT)
    parts: list[tuple[Spans, Style, float, int]] = [
        (cover.title, title, 410, 5),
        (cover.subtitle, words, 330, 5),
        ((Span(cover.people),), words, 330, 4),
        ((Span(cover.date),), quiet, 330, 2),
    ]
    return [
        types.text(spans, style, width, element, rtl=types.rtl, most=most)
        for element, (spans, style, width, most) in zip(elements, parts, strict=True)
    ]


def _picture(canvas: Any, cover: Cover, types: Typesetter, root: Element) -> None:
    """The table with everyone around it, bled off the corner."""
    picture = cover.picture
    assert picture is not None
    scale = _RING / max(picture.width, picture.height, 1)
    left = -_BLEED if types.rtl else s.WIDTH + _BLEED - _RING
    right, top = min(left + _RING, s.WIDTH), _RING - _BLEED
    if not cover.alternative.strip():
        with canvas.artifact():
            draw_picture(canvas, picture, left, top, scale)
        return
    element = root.add("Figure", alternative=cover.alternative)
    canvas.frame(element, (max(left, 0), 0, right, top))
    with canvas.mark(element):
        draw_picture(canvas, picture, left, top, scale)
