"""Words of ballots in the reader's language: grades, scores, what one does, and how a vote is counted.

The same words stand on phones, on the screen, on paper and in documents. Names of rules and grades are
those of `roundtable.explaining`; here is what people read while they vote.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as N_
from flask_babel import ngettext

from roundtable import explaining
from roundtable.core import ballots
from roundtable.core.thresholds import HALF

#: What a score says about an option, from the lowest to the highest.
_SCORES: Final = (
    N_("not at all"),
    N_("hardly"),
    N_("rather not"),
    N_("rather"),
    N_("very much"),
    N_("fully"),
)

grade = explaining.grade
number = explaining.number
rule_name = explaining.rule_name


def grades() -> list[tuple[int, str]]:
    """Each grade of a majority judgment with its name, the best first."""
    return [(n, grade(n)) for n in reversed(range(len(ballots.GRADES)))]


def score(value: int, best: int) -> str:
    """What a score means in a word: "0" of 10 is "not at all", "10" of 10 is "fully"."""
    return str(_SCORES[_step(value, best)])


def _step(value: int, best: int) -> int:
    """Which of the words: the ends belong to the lowest and the highest score alone."""
    last = len(_SCORES) - 1
    if value in (0, best):
        return last if value else 0
    return 1 + (value - 1) * (last - 1) // (best - 1)


def scores(best: int) -> list[tuple[int, str]]:
    """Each score with its word, the lowest first."""
    return [(n, score(n, best)) for n in range(best + 1)]


def money(value: int, unit: str) -> str:
    """A sum with its unit: "12,000 €"."""
    return explaining.About(unit=unit).money(value)


def how(settings: Mapping[str, Any], unit: str = "") -> str:
    """What one does with this ballot, in one or two sentences.

    settings: those of a vote stage; unit: of its money, in the reader's language.
    """
    ballot = str(settings.get("ballot") or "approval")
    most = ballots.of_settings(settings)
    if ballot == "approval" and most.budget:
        return str(
            ngettext("Say yes to one of them.", "Say yes to at most %(num)s of them.", most.budget)
        )
    if ballot == "dots":
        return str(
            ngettext(
                "You have one dot. Give it to what matters most to you.",
                "You have %(num)s dots. Give one or more to what matters most to you.",
                most.budget,
            )
        )
    if ballot == "score":
        return str(_("Give each a number from 0 to %(best)s.", best=most.best))
    if ballot == "knapsack":
        return str(
            _(
                "There is %(sum)s to spend. Choose what you would spend it on.",
                sum=money(most.budget, unit),
            )
        )
    return str(_HOW.get(ballot, _HOW["approval"]))


_HOW: Final = {
    "approval": N_("Say yes to as many as you like."),
    "opinion": N_("Say for each whether you agree. Pass if you are not sure."),
    "grade": N_("Say of each how good it is."),
    "ranking": N_("Tap them in your order, the best first. Several may share a place."),
    "pairs": N_("Which of the two would you rather have? Stop whenever you like."),
}


def counting(settings: Mapping[str, Any]) -> list[str]:
    """How a vote is counted, a sentence for each thing that counts: rule, seats, quorum, majority."""
    ballot, rule = str(settings.get("ballot") or "approval"), ballots.rule_of(settings)
    said = [
        _(
            "Counted by: %(name)s. %(words)s",
            name=explaining.rule_name(rule, ballot),
            words=explaining.rule_words(rule, ballot),
        )
    ]
    if seats := int(settings.get("seats") or 0):
        said.append(ngettext("One of them is taken up.", "%(num)s of them are taken up.", seats))
    if quorum := int(settings.get("quorum") or 0):
        said.append(
            _("It counts if at least %(percent)s percent of those here vote.", percent=quorum)
        )
    majority, share = str(settings.get("majority") or "none"), int(settings.get("share") or 50)
    if majority in _MAJORITY:
        half, least, everyone = _MAJORITY[majority]
        words = everyone if share >= ALL else half if share == HALF else least
        said.append(str(words) % {"percent": share})
    return said


ALL: Final = 100
_MAJORITY: Final = {
    "voting": (
        N_("An option is accepted if more than half of those who vote are for it."),
        N_("An option is accepted if at least %(percent)s percent of those who vote are for it."),
        N_("An option is accepted if all who vote are for it."),
    ),
    "present": (
        N_("An option is accepted if more than half of those who are here are for it."),
        N_(
            "An option is accepted if at least %(percent)s percent of those who are here are for it."
        ),
        N_("An option is accepted if all who are here are for it."),
    ),
}
