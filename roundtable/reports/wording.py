"""The product's own sentences in the language of the document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

FOLDER = Path(__file__).resolve().parent.parent / "translations"


class BabelWording:
    """gettext catalogue and formats of a language; English where there is no catalogue."""

    def __init__(self, language: str, folder: Path = FOLDER) -> None:
        self._catalogue = _catalogue(language, folder)
        known = isinstance(self._catalogue, Translations) or language.startswith("en")
        #: The language in which the sentences come out, as BCP 47.
        self.language = language if known else "en"

    @cached_property
    def _locale(self) -> Locale:
        return Locale.parse(self.language, sep="-")

    def gettext(self, message: str) -> str:
        """The message in this language."""
        return str(self._catalogue.gettext(message))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The message for `n` of something in this language."""
        return str(self._catalogue.ngettext(singular, plural, n))

    def date(self, day: date) -> str:
        """A day, written out: "12 May 2021", which no line end divides."""
        pattern = "d MMMM y" if self.language.startswith("en") else "long"
        return format_date(day, pattern, locale=self._locale).replace(" ", "\u00a0")

    def number(self, value: float) -> str:
        """A number with one digit after the point: "4.2"."""
        return format_decimal(value, "0.0", locale=self._locale)

    def listed(self, parts: Sequence[str]) -> str:
        """The parts as an enumeration: "a, b and c"."""
        listed = format_list(list(parts), locale=self._locale) if parts else ""
        return listed.replace(", and ", " and ")


def _catalogue(language: str, folder: Path) -> NullTranslations:
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return NullTranslations()
    return Translations.load(folder, [str(locale), locale.language])
