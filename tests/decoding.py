"""Pictures read as a phone's camera reads them."""

from __future__ import annotations

import io
from pathlib import Path

import zxingcpp
from PIL import Image


def codes_on(picture: Path | bytes) -> list[str]:
    """What a decoder reads from the codes in a picture, sorted."""
    with Image.open(io.BytesIO(picture) if isinstance(picture, bytes) else picture) as image:
        return sorted(each.text for each in zxingcpp.read_barcodes(image.convert("L")))
