"""Results in plain sentences, in the reader's language, for pages, the screen, and documents.

Facts (`core.rules.facts`, `facts_proportional`) go in, sentences come out; no templates, no markup.
What options are called is given by whoever asks, as `About.titles`: a page may give markup there and
must then give all of `About` so, for nothing is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from roundtable.explaining import heads, options, proportional, reasons
from roundtable.explaining.names import (
    About,
    ballot_words,
    grade,
    listed,
    number,
    rule_name,
    rule_words,
)
from roundtable.explaining.result import (
    Figure,
    Threshold,
    row_figure,
    taken,
    takes_up,
    thresholds,
    tie,
    turnout,
    verdict,
    voting,
)
from roundtable.explaining.telling import SENTENCES

__all__ = [
    "SENTENCES",
    "About",
    "Figure",
    "Threshold",
    "ballot_words",
    "grade",
    "listed",
    "number",
    "row_figure",
    "rule_name",
    "rule_words",
    "sentence",
    "sentences",
    "taken",
    "takes_up",
    "thresholds",
    "tie",
    "turnout",
    "verdict",
    "voting",
]

_MODULES = (heads, options, proportional, reasons)


def sentence(fact: Mapping[str, Any], about: About) -> str:
    """A fact in words; nothing for a fact that is not known here."""
    tell = SENTENCES.get(str(fact["fact"]))
    return tell(fact, about) if tell else ""


def sentences(facts: Iterable[Mapping[str, Any]], about: About) -> list[str]:
    """Facts in words, in their order; what several facts say alike is said once."""
    said = dict.fromkeys(sentence(fact, about) for fact in facts)
    return [each for each in said if each]
