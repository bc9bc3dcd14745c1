"""In which language a text is written: asked of py3langid, unless it is not sure."""

from __future__ import annotations

from functools import cache
from typing import Any

#: Below this probability the language that the person chose for the interface is the better guess.
SURE = 0.9


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loads in a tenth of a second

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect(text: str, chosen: str) -> str:
    """The BCP 47 tag of `text`'s language; `chosen` (of its author's interface) where unsure."""
    language, probability = _identifier().classify(text[:1000])
    return str(language) if probability >= SURE else chosen
