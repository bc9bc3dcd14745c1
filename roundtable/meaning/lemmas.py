"""Dictionary forms of words, so that "course" and "courses" count as the same word."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from roundtable.core.grouping.names import Word
from roundtable.core.grouping.spelling import words

#: Where a dictionary goes by another name than the language.
_DICTIONARIES = {"bs": "hbs", "hr": "hbs", "sr": "hbs", "no": "nb"}
#: Words of a text that are looked at.
MOST = 200
#: Dictionaries that are kept open, of some 10 MB each; opening one takes up to a second.
OPEN = 16


def lemmas(text: str, language: str) -> list[Word]:
    """The words of `text` with their dictionary forms; as they are where there is no dictionary."""
    main = language.split("-", maxsplit=1)[0].lower()
    main = _DICTIONARIES.get(main, main)
    return [Word(form, _lemma(form, main)) for form in words(text)[:MOST]]


@lru_cache(maxsize=65536)
def _lemma(form: str, language: str) -> str:
    lemmatizer = _lemmatizer()
    if lemmatizer is None or language not in lemmatizer[1]:
        return form.lower()
    return str(lemmatizer[0].lemmatize(form, lang=language))


@cache
def _lemmatizer() -> tuple[Any, frozenset[str]] | None:
    """The lemmatizer and its languages, or None without the extra."""
    try:
        from simplemma import Lemmatizer  # noqa: PLC0415 (an extra)
        from simplemma.strategies import DefaultStrategy  # noqa: PLC0415
        from simplemma.strategies.dictionaries import StreamDictionaryFactory  # noqa: PLC0415
        from simplemma.strategies.dictionaries.dictionary_factory import (  # noqa: PLC0415
            SUPPORTED_LANGUAGES,
        )
    except ImportError:
        return None
    # Read as streams, and not unpacked, which would take ten times the memory.
    strategy = DefaultStrategy(dictionary_factory=StreamDictionaryFactory(cache_max_size=OPEN))
    return Lemmatizer(lemmatization_strategy=strategy), frozenset(SUPPORTED_LANGUAGES)
