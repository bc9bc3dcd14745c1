"""Names for groups, of words that people used, and the words in common that are the reason.

A word names a group if many of the group's texts have it and few of all others: c-TF-IDF
(Grootendorst 2022, "BERTopic"). Words are counted by their lemmas, once in a text, and shown as people
wrote them. Where a group speaks many languages no word may be common to two of its texts; then those
words of its typical texts are taken that mean most nearly what the group does (Grootendorst 2020,
"KeyBERT"), if there is somebody to ask for that (`Nearness`), else those that are rare elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from roundtable.core.grouping.function_words import function_words
from roundtable.core.grouping.spelling import BREAK, plain

#: Words of a title, and words in common that are shown as the reason.
TITLE_WORDS, WHY_WORDS = 3, 5
#: Fewer words in common than these are filled up: with the best of the most typical texts for a title,
#: with one of each other language for the reason.
ENOUGH_FOR_TITLE, ENOUGH_WORDS = 2, 3
#: The most typical texts of a language that a title is taken from where no word is common to two.
TYPICAL = 2
#: Letters of a word that may name a group; longer ones are links, or a language without spaces.
SHORTEST, LONGEST = 3, 32
#: Two words that belong together say more than each of them.
PHRASE = 1.3
#: Letters of the one word that may stand between the two, as in "zona de joacă".
BETWEEN = 3
#: The share of the nearest word's nearness that another one needs.
NEAR_ENOUGH = 0.6
LONGEST_TITLE = 60


class Word(NamedTuple):
    """A word as it is written and its dictionary form (the same where that is not known)."""

    form: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Said:
    """One text: its words in their order, and its language (BCP 47)."""

    text: str
    language: str
    words: Sequence[Word]


@dataclass(frozen=True, slots=True)
class Named:
    """A title with its language, and the words in common that led to it."""

    title: str
    language: str
    why: tuple[str, ...]


#: How near words (forms of one language) are in meaning to what a group means, by its number.
Nearness = Callable[[int, str, Sequence[str]], Sequence[float]]


class _Term(NamedTuple):
    """Language and lemmas of a word, or of two words that stand together."""

    language: str
    lemmas: tuple[str, ...]


def name(
    groups: Sequence[Sequence[int]],
    texts: Sequence[Said],
    preferred: Sequence[str] = (),
    nearness: Nearness | None = None,
) -> list[Named]:
    """A name for each group (indices of `texts`, the most typical first).

    In the language of most of its texts; in a `preferred` one where that is about as common.
    """
    terms = [_terms(text) for text in texts]
    everywhere = _count(terms, range(len(texts)))
    average = sum(everywhere.values()) / max(1, len(groups))
    found = []
    for number, group in enumerate(groups):
        count = _count(terms, group)
        weights = {term: _weight(term, count, everywhere, average) for term in count}
        naming = _Naming(number, group, texts, terms, count, weights, nearness)
        found.append(naming.named(preferred))
    return found


def _weight(
    term: _Term, count: Counter[_Term], everywhere: Counter[_Term], average: float
) -> float:
    """The c-TF-IDF of a term of a group; a pair of words that stands together counts more."""
    weight = count[term] * log(1 + average / everywhere[term])
    return weight * PHRASE if len(term.lemmas) > 1 else weight


@dataclass(frozen=True, slots=True)
class _Naming:
    """One group: its terms, in how many of its texts each is, and how well each tells it apart."""

    number: int
    group: Sequence[int]
    texts: Sequence[Said]
    terms: Sequence[dict[_Term, str]]
    count: Counter[_Term]
    weights: dict[_Term, float]
    nearness: Nearness | None

    def named(self, preferred: Sequence[str]) -> Named:
        language = self._language(preferred)
        shared = self._ordered(term for term in self.weights if self.count[term] > 1)
        chosen = _distinct((term for term in shared if term.language == language), TITLE_WORDS)
        if len(chosen) < ENOUGH_FOR_TITLE and (not chosen or self.nearness is not None):
            chosen = _distinct([*chosen, *self._typical(language)], ENOUGH_FOR_TITLE)
        title = ", ".join(map(self._form, chosen))
        title = title or next(self._said_in(language)).text
        why = _distinct(shared, WHY_WORDS)
        if len(why) < ENOUGH_WORDS and self.nearness is not None:
            why += self._one_of_each({term.language for term in why})
        return Named(
            _cut(title[:1].upper() + title[1:]),
            language,
            tuple(dict.fromkeys(map(self._form, why[:WHY_WORDS]))),
        )

    def _language(self, preferred: Sequence[str]) -> str:
        """That of most texts, of the more typical ones where two have as many."""
        languages = [self.texts[index].language for index in self.group]
        times = Counter(languages)
        most = max(languages, key=times.__getitem__)
        quarter = len(languages) / 4
        least = quarter if times[most] >= quarter and times[most] > 1 else 1
        return next((language for language in preferred if times[language] >= least), most)

    def _said_in(self, language: str) -> Iterator[Said]:
        """The group's texts in a language, the most typical first."""
        said = (self.texts[index] for index in self.group)
        return (text for text in said if text.language == language)

    def _typical(self, language: str) -> list[_Term]:
        """The best words of the most typical texts, in the order in which they stand there."""
        indices = [index for index in self.group if self.texts[index].language == language]
        terms = dict.fromkeys(term for index in indices[:TYPICAL] for term in self.terms[index])
        best = _distinct(self._nearest(language, list(terms)), ENOUGH_FOR_TITLE)
        return [term for term in terms if term in best]

    def _one_of_each(self, but: set[str]) -> list[_Term]:
        """The best word of the most typical text of each language."""
        found: dict[str, _Term] = {}
        for index in self.group:
            language = self.texts[index].language
            words = [term for term in self.terms[index] if len(term.lemmas) == 1]
            if language not in but and language not in found and words and len(found) < WHY_WORDS:
                found[language] = self._nearest(language, words)[0]
        return list(found.values())

    def _nearest(self, language: str, terms: list[_Term]) -> list[_Term]:
        """`terms` by how near they are in meaning to the group; else by how they tell it apart.

        Of the former only those that are not much further away than the nearest.
        """
        if self.nearness is None:
            return self._ordered(term for term in terms if len(term.lemmas) == 1)
        near = self.nearness(self.number, language, [self._form(term) for term in terms])
        order = sorted(zip(near, terms, strict=True), key=lambda pair: (-pair[0], pair[1]))
        return [term for value, term in order if value >= order[0][0] * NEAR_ENOUGH]

    def _ordered(self, terms: Iterable[_Term]) -> list[_Term]:
        return sorted(terms, key=lambda term: (-self.weights[term], term))

    def _form(self, term: _Term) -> str:
        """How the group's texts write the term most often."""
        forms = Counter(
            self.terms[index][term] for index in self.group if term in self.terms[index]
        )
        return max(forms, key=lambda form: (forms[form], -len(form), form))


def _terms(said: Said) -> dict[_Term, str]:
    """The terms of a text and how they are written in it, in the order of the text."""
    functional = function_words(said.language)
    found: dict[_Term, str] = {}
    last, last_lemma = -3, ""
    for place, word in enumerate(said.words):
        lemma = plain(word.lemma)
        if not _tells(word, lemma, functional):
            continue
        found.setdefault(_Term(said.language, (lemma,)), _written(said, place, place))
        if _together(said, last, place) and lemma != last_lemma:
            pair = _Term(said.language, (last_lemma, lemma))
            found.setdefault(pair, _written(said, last, place))
        last, last_lemma = place, lemma
    return found


def _together(said: Said, first: int, last: int) -> bool:
    """Whether two words stand side by side, or with one short word between them."""
    between = [word.form for word in said.words[first + 1 : last]] if first >= 0 else [BREAK]
    return not between or (len(between) == 1 and between[0] != BREAK and len(between[0]) <= BETWEEN)


def _tells(word: Word, lemma: str, functional: frozenset[str]) -> bool:
    return (
        SHORTEST <= len(lemma) <= LONGEST
        and not lemma.isnumeric()
        and lemma not in functional
        and plain(word.form) not in functional
    )


def _written(said: Said, first: int, last: int) -> str:
    """The words from `first` to `last`; the first of a text without its capital letter."""
    forms = [word.form for word in said.words[first : last + 1]]
    capitals = said.language in {"de", "lb"}
    if first == 0 and not capitals and not forms[0][1:2].isupper():
        forms[0] = forms[0][:1].lower() + forms[0][1:]
    return " ".join(forms)


def _count(terms: Sequence[dict[_Term, str]], group: Iterable[int]) -> Counter[_Term]:
    """In how many texts of the group each term is."""
    return Counter(term for index in group for term in terms[index])


def _distinct(terms: Iterable[_Term], most: int) -> list[_Term]:
    """The first of `terms` of which none has a word of another."""
    chosen: list[_Term] = []
    said: set[tuple[str, str]] = set()
    for term in terms:
        lemmas = {(term.language, lemma) for lemma in term.lemmas}
        if len(chosen) < most and not said & lemmas:
            chosen.append(term)
            said |= lemmas
    return chosen


def _cut(title: str) -> str:
    if len(title) <= LONGEST_TITLE:
        return title
    head = title[: LONGEST_TITLE - 1]
    return (head.rsplit(" ", maxsplit=1)[0] or head).rstrip(" ,;:.") + "…"
