"""A document in the look of its city: its colour, and its coat of arms.

They come beside the record and are not in it: a version of a strategy stays what it was when the city
takes another colour.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from roundtable.core.document import Document
from roundtable.renderers.colours import PLAIN, accent_of, readable


def dressed(document: Document, look: Mapping[str, Any] | None) -> Document:
    """The document in a look: `{"accent", "arms"}`, arms as the base64 of an image, "" for none.

    A colour that the document has of its own stays. It is darkened as far as text in it can be read on
    white paper. What is no look changes nothing.
    """
    given = look or {}
    theirs = str(given.get("accent") or "")
    own = accent_of(document.accent)
    accent = theirs if theirs and own == PLAIN else own
    try:
        arms = base64.b64decode(str(given.get("arms") or ""), validate=True)
    except (binascii.Error, ValueError):
        arms = b""
    cover = replace(document.cover, arms=arms or document.cover.arms)
    return replace(document, accent=readable(accent_of(accent)), cover=cover)
