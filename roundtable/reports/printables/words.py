"""What stands on paper, in the languages of the roundtable: the product's sentences and the format's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from roundtable.core.draft_words import Wording
from roundtable.core.printables import Printable
from roundtable.core.text import pick


def N_(message: str) -> str:  # noqa: N802 (gettext's name: it marks a text to be translated)
    """The message itself; it is said later, in each language."""
    return message


class Words:
    """The product's own sentences and the format's texts, in the languages of the paper."""

    def __init__(self, printable: Printable, wordings: Sequence[Wording]) -> None:
        self._wordings = wordings
        self.languages, self._fallback = printable.languages, printable.fallback

    @property
    def language(self) -> str:
        """The language in which the product's own sentences lead."""
        return self._wordings[0].language

    def gettext(self, message: str, **values: object) -> str:
        """A sentence in the leading language."""
        said = self._wordings[0].gettext(message)
        return said % values if values else said

    def ngettext(self, one: str, many: str, n: int) -> str:
        """A sentence about `n` of something, in the leading language; `%(n)s` is filled."""
        return self._wordings[0].ngettext(one, many, n) % {"n": n}

    def also(self, message: str, **values: object) -> list[str]:
        """The sentence in the other languages of the paper, where it reads differently there."""
        said = [w.gettext(message) for w in self._wordings]
        said = [each % values if values else each for each in said]
        return list(dict.fromkeys(each for each in said[1:] if each != said[0]))

    def all(self, message: str, between: str = " · ", **values: object) -> str:
        """The sentence in every language, one after the other."""
        return between.join([self.gettext(message, **values), *self.also(message, **values)])

    def t(self, text: Mapping[str, str]) -> str:
        """A text of the format in the leading language."""
        return pick(dict(text), self.languages[0], self._fallback)

    def others(self, text: Mapping[str, str]) -> list[str]:
        """A text of the format in the other languages."""
        first = self.t(text)
        found = [text.get(tag, "") for tag in self.languages[1:]]
        return list(dict.fromkeys(each for each in found if each and each != first))
