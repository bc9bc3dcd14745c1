"""In which language a text is written: asked of py3langid, unless it is not sure."""

from __future__ import annotations

from functools import cache
from typing import Any

#: Below this probability the language that the person chose for the interface is the better guess.
SURE = 0.6
#: Languages spoken in European cities. Told apart from fewer, a short text is told apart better.
SPOKEN = (  # noqa: SIM905 (a list of sixty quoted pairs of letters cannot be read)
    "am ar bg bn bs ca cs da de el en es et eu fa fi fr ga gl he hi hr hu hy it ja ka ko ku lt lv mk "
    "ml mr ms mt ne nl no pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur vi zh"
).split()


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 (loads numpy)

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([tag for tag in SPOKEN if tag in set(identifier.labels)])
    return identifier


def detect(text: str, chosen: str) -> str:
    """The BCP 47 tag of `text`'s language; `chosen` (of its author's interface) where unsure."""
    try:
        identifier = _identifier()
    except OSError:  # it unpacks its model to a disk that may be full: no reason to lose an idea
        return chosen
    language, probability = identifier.classify(text[:1000])
    return str(language) if probability >= SURE else chosen
