"""By which rule a text waits until somebody has looked at it. The rules only ask for a look.

A rule that holds back too much costs a facilitator a tap; one that holds back too little is what
"look" is for. All rules work on any script; none says anything about whether a text is good.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

#: The names of the rules, in the order in which they are asked.
RULES = ("link", "contact", "shouting", "listed", "look")

_ENDINGS = (
    "com|org|net|info|eu|ro|md|gov|edu|io|me|app|dev|site|online|shop|xyz|"
    "de|at|ch|fr|it|es|pt|nl|pl|cz|sk|hu|bg|rs|ua|ru|gr|uk|us|tv|gl|ly|рф|укр|бг"
)
_LINK = re.compile(r"(?:https?|ftp)\s?:\s?//|\bwww\s?\.")
#: A name of the web. Not "…in the park.De ce…", where only the space is missing.
_DOMAIN = re.compile(rf"\b\w[\w-]*\.(?:{_ENDINGS}|{_ENDINGS.upper()})(?![\w-]|\.\w)")
#: An address, also one with its signs spelt out. It is found by what stands around the sign.
_MAIL = re.compile(
    r"[\w+-]\s?(?:@|[\[({]\s?(?:at|a|@|arond|arobase)\s?[\])}])\s?\w[\w-]{0,62}"
    r"(?:[.][\w-]{1,62}){0,4}?\s?(?:[.]|[\[({]\s?(?:dot|punct|point)\s?[\])}])\s?[a-z]{2,}",
    re.IGNORECASE,
)
#: A number that is dialled: it begins with + or 0, and its digits stand close together.
_PHONE = re.compile(r"(?<![\d.,])(?:\+|0)[\d](?:[ \-./()]{0,2}\d){7,14}(?!\d)")

_SHOUTED_LETTERS = 12
_SHOUTED_SHARE = 0.6
_SHOUTED_MARKS = re.compile(r"[!?¡¿！？]{4,}")

#: Letters that Unicode does not take apart, and that people type without their stroke.
_STROKES = str.maketrans("łøđħŧıæœ", "lodhtiao")
_NOT_SEEN = frozenset({"Mn", "Cf", "Lm"})


def folded(text: str) -> str:
    """The text without case, accents, vowel points and characters that are not seen."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = (c for c in text if unicodedata.category(c) not in _NOT_SEEN)
    return unicodedata.normalize("NFC", "".join(kept).translate(_STROKES))


def held_for(text: str, setting: str, listed: Iterable[str] = ()) -> str | None:
    """The rule by which `text` waits, None where it is shown at once.

    `setting`: "open" (nothing waits), "look" (all wait, under the rule that would ask for it if
    there is one), or "rule". `listed`: words and phrases; one that ends in * stands for all that
    begin so.
    """
    if setting == "open":
        return None
    compatible = unicodedata.normalize("NFKC", text)
    plain = _plain_digits(compatible.casefold())
    if _LINK.search(plain) or _DOMAIN.search(_without_mail(compatible)):
        return "link"
    if _MAIL.search(plain) or _PHONE.search(plain):
        return "contact"
    if _is_shouted(text):
        return "shouting"
    if _has_listed(text, listed):
        return "listed"
    return "look" if setting == "look" else None


def _plain_digits(text: str) -> str:
    """Digits of every script as 0 to 9."""
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)


def _without_mail(text: str) -> str:
    """The text without its addresses: those are contacts, although they end as links do."""
    return _MAIL.sub(" ", text)


def _is_shouted(text: str) -> bool:
    high = sum(c.isupper() for c in text)
    cased = high + sum(c.islower() for c in text)
    loud = cased >= _SHOUTED_LETTERS and high >= _SHOUTED_SHARE * cased
    return loud or _SHOUTED_MARKS.search(text) is not None


def _has_listed(text: str, listed: Iterable[str]) -> bool:
    there = folded(text)
    return any(_listed(entry).search(there) for entry in listed if folded(entry).strip("* "))


def _listed(entry: str) -> re.Pattern[str]:
    """A listed entry as a pattern. In scripts without spaces between words it may stand anywhere."""
    word = folded(entry).strip()
    begins = word.endswith("*")
    word = re.sub(r"\s+", r"\\s+", re.escape(word.rstrip("* ")).replace(r"\ ", " "))
    if _runs_on(word):
        return re.compile(word)
    return re.compile(rf"(?<!\w){word}" + ("" if begins else r"(?!\w)"))


def _runs_on(word: str) -> bool:
    """Whether the word is of a script that puts no spaces between words."""
    names = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
    return any(unicodedata.name(c, "").startswith(names) for c in word)
