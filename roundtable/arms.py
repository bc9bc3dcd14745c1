"""A city's coat of arms: a picture that somebody brings in becomes a small PNG of ours, or is refused."""

from __future__ import annotations

import io
import warnings
from typing import Final, Literal

from PIL import Image, ImageOps

#: The largest file, in bytes; the most pixels of a picture, before any of it is unpacked.
MOST_BYTES: Final = 2_000_000
MOST_PIXELS: Final = 16_000_000
#: The longest side of what is kept, in pixels: enough for 4 cm on paper.
SIDE: Final = 600
#: A side below this is no picture that one could print.
LEAST: Final = 16

Why = Literal["empty", "too_large", "no_picture", "too_many_pixels", "too_small"]


class Unfit(Exception):
    """A file that cannot be a coat of arms."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def fit(content: bytes) -> bytes:
    """The picture as a PNG of at most `SIDE` pixels a side, without anything else that was in the file.

    What it is, is told by the content, whatever the file is called: PNG and JPEG are read. Raises `Unfit`.
    """
    if not content:
        raise Unfit("empty")
    if len(content) > MOST_BYTES:
        raise Unfit("too_large")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
                _measure(picture)
                picture.load()
                upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unfit("too_many_pixels") from None
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError):
        # Whatever is wrong inside a file that somebody brings: pillow has no one error for it.
        raise Unfit("no_picture") from None
    upright.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    upright.info.clear()
    made = io.BytesIO()
    upright.save(made, "PNG", optimize=True)
    return made.getvalue()


def _measure(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise Unfit("too_many_pixels")
    if min(picture.size) < LEAST:
        raise Unfit("too_small")
