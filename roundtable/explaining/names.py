"""What things of a vote are called in the reader's language: figures, lists, grades, rules, ballots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from babel.lists import format_list
from flask_babel import format_decimal, get_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as N_

from roundtable.core import ballots as b
from roundtable.core.text import pick

#: How a figure that is not whole is shown, the exact one being in the table; small ones need more places.
PLACES, SMALL = "#,##0.##", "0.###"

GRADES = (
    N_("To reject"),
    N_("Poor"),
    N_("Acceptable"),
    N_("Good"),
    N_("Very good"),
    N_("Excellent"),
)

#: Rule → its name, and how it counts in one sentence.
RULES = {
    "approval": (
        N_("Most yes"),
        N_("What most people said yes to comes first."),
    ),
    "cumulative": (
        N_("Most dots"),
        N_("All dots are added up; what got most comes first."),
    ),
    "mean": (
        N_("Average score"),
        N_("The scores of all people are averaged; who gave none counts as giving the lowest one."),
    ),
    "median": (
        N_("Middle score"),
        N_("All marks are put in a line from worst to best; the one in the middle counts."),
    ),
    "majority_judgment": (
        N_("Majority judgment"),
        N_(
            "What counts is the best grade that more than half of the room would give at least. "
            "Where it is the same for two, those who gave more and those who gave less decide."
        ),
    ),
    "borda": (
        N_("Borda count"),
        N_("On each ballot an option gets a point for every other that stands below it."),
    ),
    "instant_runoff": (
        N_("Instant runoff"),
        N_(
            "The option with the fewest first places goes, and its votes move to what these people "
            "put next, until one is left."
        ),
    ),
    "schulze": (
        N_("Schulze method"),
        N_(
            "All options are compared in pairs. Where the room goes in circles, the stronger chain "
            "of victories decides."
        ),
    ),
    "ranked_pairs": (
        N_("Ranked pairs"),
        N_(
            "All options are compared in pairs. Victories are kept from the clearest down; one that "
            "contradicts clearer ones is dropped."
        ),
    ),
    "minimax": (
        N_("Smallest defeat"),
        N_(
            "All options are compared in pairs. The one whose worst defeat is smallest comes first."
        ),
    ),
    "phragmen": (
        N_("Phragmén's method"),
        N_(
            "Each place is a load that its supporters carry together. The next place goes where it "
            "weighs least, so that every part of the room gets its share."
        ),
    ),
    "sequential_proportional": (
        N_("Proportional approval"),
        N_(
            "A person's yes counts whole for the first place, half after one that they got, a third "
            "after two: so every part of the room gets its share."
        ),
    ),
    "equal_shares": (
        N_("Equal shares"),
        N_(
            "Each person has the same share of what there is to give, and pays with it for what "
            "they want; what its supporters can pay for together is taken up."
        ),
    ),
}

#: Where the money is not shared out: the greedy way that most participatory budgets go.
SPENT = (
    N_("Most yes, while it fits"),
    N_("What most people wanted is taken up first; what no longer fits is passed over."),
)

BALLOTS = {
    "approval": N_("Each person could say yes to as many as they liked."),
    "opinion": N_("Each person could agree, pass or disagree."),
    "grade": N_("Each person could give each option one of six grades in words."),
    "ranking": N_("Each person could put the options in an order, some of them equal."),
    "pairs": N_("Each person could say which of two options they prefer, pair by pair."),
    "consent": N_("Each person could consent, stand aside or object."),
}


@dataclass(frozen=True, slots=True)
class About:
    """Whom and what facts are about.

    titles: option → what it is called. unit: of money, as the settings have it ("€").
    groups: stakeholder group → its name; where one is missing, nothing is said of it.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    ballot: str = ""
    unit: str = ""
    best: int = 0
    groups: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, result: Mapping[str, Any], titles: Mapping[str, str], unit: str = "") -> About:
        """What the facts of a result are about; `unit`: as it is to be written, else its own."""
        settings = result.get("settings") or {}
        ballot = str(result["ballot"])
        best = b.of_settings({**settings, "ballot": ballot}).best
        return cls(titles, ballot, unit or _spoken(settings.get("unit") or ""), best)

    def title(self, option: str) -> str:
        """What an option is called."""
        return self.titles.get(option, "…")

    def each(self, options: Iterable[str]) -> str:
        """Options as a list in words: "A, B and C"."""
        return listed([self.title(option) for option in options])

    def money(self, value: int | str) -> str:
        """A sum with its unit."""
        return f"{number(value)} {self.unit}" if self.unit else number(value)

    def mark(self, value: int | str) -> str:
        """A grade in words, or a score as a number."""
        exact = Fraction(value)
        if self.ballot == "grade" and exact.denominator == 1:
            return grade(int(exact))
        return number(value)


def _spoken(text: Mapping[str, str] | str) -> str:
    """A text of the settings in the reader's language, or as it stands."""
    if isinstance(text, str):
        return text
    locale = get_locale()
    return pick(dict(text), locale.language if locale else "en", "en")


def number(value: int | str) -> str:
    """An exact figure ("31", "7/2") as one reads it: "31", "3.5"."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return str(format_decimal(int(exact)))
    return str(format_decimal(float(exact), SMALL if abs(exact) < 1 else PLACES))


def average(value: int | str) -> str:
    """An average score as one reads it, each with as many places: "3.88", "0.47"."""
    return str(format_decimal(float(Fraction(value)), PLACES))


def many(value: int | str) -> int:
    """The number that decides between singular and plural: what is not whole is several."""
    exact = Fraction(value)
    return int(exact) if exact.denominator == 1 else 2


def listed(words: Iterable[str]) -> str:
    """Words as a list: "A, B and C"."""
    return str(format_list(list(words), locale=get_locale() or "en"))


def grade(value: int) -> str:
    """The name of a grade, 0 the worst."""
    return str(GRADES[value]) if 0 <= value < len(GRADES) else str(value)


def rule_name(rule: str, ballot: str = "") -> str:
    """What a rule is called."""
    return str(_rule(rule, ballot)[0])


def rule_words(rule: str, ballot: str = "") -> str:
    """How a rule counts, in a sentence or two."""
    return str(_rule(rule, ballot)[1])


def _rule(rule: str, ballot: str) -> tuple[Any, Any]:
    if rule == "approval" and ballot == "knapsack":
        return SPENT
    return RULES.get(rule, (rule, ""))


def ballot_words(result: Mapping[str, Any], about: About) -> str:
    """What each person could do, in one sentence."""
    settings = result.get("settings") or {}
    ballot = str(result["ballot"])
    limit = int(settings.get("limit") or 0)
    if ballot == "approval" and limit:
        return ngettext(
            "Each person could say yes to one.", "Each person could say yes to %(num)s.", limit
        )
    if ballot == "dots":
        return ngettext(
            "Each person had one dot.",
            "Each person had %(num)s dots to spread.",
            int(result["budget"]),
        )
    if ballot == "score":
        return _("Each person could give each option a number from 0 to %(best)s.", best=about.best)
    if ballot == "knapsack":
        return _(
            "Each person could pick what they want, for %(sum)s in all.",
            sum=about.money(int(settings.get("sum") or 0)),
        )
    return str(BALLOTS.get(ballot, ""))
