from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from roundtable.meaning.suggestion import Body, suggest
from roundtable.meaning.texts import Text, Wish
from roundtable.meaning.vectors import Meanings, Reader

HERE = Path(__file__).parent


def proposals(name: str) -> list[tuple[str, Text]]:
    """The proposals of a file with their themes."""
    themes = tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))
    said = [
        (theme, language, text)
        for theme, languages in themes.items()
        for language, texts in languages.items()
        for text in texts
    ]
    return [
        (theme, Text(f"p{number}", text, language))
        for number, (theme, language, text) in enumerate(said)
    ]


def suggested(
    reader: Reader,
    texts: Sequence[Text],
    level: int | None = 2,
    languages: Sequence[str] = ("en",),
    shares: list[float] | None = None,
) -> Body:
    """What is suggested for the texts; what was told of its progress goes to `shares`."""
    told = [] if shares is None else shares
    *_, body = suggest(Wish(tuple(texts), level, tuple(languages)), reader, told.append)
    assert body is not None
    return body


@pytest.fixture(scope="session")
def meanings() -> Meanings:
    """The model, loaded once, with what it has read."""
    return Meanings()
