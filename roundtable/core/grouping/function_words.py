"""Words that tell nothing of a theme, by language (`function_words.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from roundtable.core.grouping.spelling import plain

FILE = Path(__file__).with_suffix(".toml")
_SAME = {"bs": "hbs", "hr": "hbs", "sr": "hbs", "nb": "no", "nn": "no"}


@cache
def function_words(language: str) -> frozenset[str]:
    """Those of a language, as `plain` writes them (BCP 47; its region does not matter)."""
    main = language.split("-", maxsplit=1)[0].lower()
    return frozenset(plain(_by_language().get(_SAME.get(main, main), "")).split())


@cache
def _by_language() -> dict[str, str]:
    return tomllib.loads(FILE.read_text("utf-8"))
