"""The sentences that the product writes into a strategy draft.

All go through gettext by the `Wording` that is handed in. Words of people are parameters of these
sentences and never part of a message.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations
from typing import Protocol

from roundtable.core.charts import Answers

#: Ballots in which people say more than yes.
MARKED = ("opinion", "consent")
#: Ballots whose figure is not how many were in favour: a mark, a place.
PLACED = ("score", "grade", "ranking", "pairs")
#: Ballots by which half of a group can be for an option.
FOR_IT = ("approval", "opinion", "consent", "score", "grade", "knapsack")
#: From this difference between two groups on (as a share of 1) the draft speaks of it.
WIDE_GAP = 0.4


class Wording(Protocol):
    """What a sentence needs from a language."""

    language: str

    def gettext(self, message: str) -> str:
        """The message in this language."""

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The message for `n` of something in this language."""

    def date(self, day: date) -> str:
        """A day, written out."""

    def number(self, value: float) -> str:
        """A number with one digit after the point: "4.2"."""

    def listed(self, parts: Sequence[str]) -> str:
        """The parts as an enumeration: "a, b and c"."""


class PlainWording(NullTranslations):
    """English, with nothing but the standard library."""

    language = "en"

    def date(self, day: date) -> str:
        """The day as "12 May 2021"."""
        return f"{day.day} {day:%B %Y}"

    def number(self, value: float) -> str:
        """The number with a point."""
        return f"{value:.1f}"

    def listed(self, parts: Sequence[str]) -> str:
        """The parts with commas and a last "and"."""
        return " and ".join([p for p in (", ".join(parts[:-1]), *parts[-1:]) if p])


@dataclass(frozen=True)
class GroupAnswers:
    """What one stakeholder group answered, with the words beside its marks."""

    name: str
    answers: Answers
    of: int
    figure: str

    @property
    def share(self) -> float:
        """Yes among those of the group who voted, 0 to 1."""
        return min(1.0, self.answers.yes / self.of) if self.of else 0.0


def support(ballot: str, counts: Mapping[str, int], voted: int, given: int, w: Wording) -> str:
    """The sentence that says what came out for one option.

    `given` is the number of dots that were placed in all (dots only). `counts` may tell by
    `people` how many placed some here.
    """
    yes, no, passed = counts.get("for", 0), counts.get("against", 0), counts.get("pass", 0)
    if ballot == "dots":
        message = w.ngettext(
            "%(yes)d of the %(given)d dots placed in the room went here.",
            "%(yes)d of the %(given)d dots placed in the room went here.",
            given,
        )
        return message % {"yes": yes, "given": given} + _from(counts.get("people", 0), w)
    if ballot == "opinion":
        return _opinion(yes, no, passed, voted, w)
    if ballot == "consent":
        values = {"yes": yes, "no": no, "aside": passed}
        return w.gettext("%(yes)d consented, %(no)d objected, %(aside)d stood aside.") % values
    if ballot in (*PLACED, "knapsack"):
        return _people_for(ballot, counts.get("people", 0), voted, w)
    message = w.ngettext(
        "%(yes)d of the %(voted)d person who voted said yes.",
        "%(yes)d of the %(voted)d people who voted said yes.",
        voted,
    )
    return message % {"yes": yes, "voted": voted}


def _from(people: int, w: Wording) -> str:
    if not people:
        return ""
    message = w.ngettext("They came from %(n)d person.", "They came from %(n)d people.", people)
    return " " + message % {"n": people}


def _opinion(yes: int, no: int, passed: int, voted: int, w: Wording) -> str:
    values = {"yes": yes, "no": no, "passed": passed, "silent": voted - yes - no - passed}
    said = w.gettext("%(yes)d agreed, %(no)d disagreed, %(passed)d passed.") % values
    if values["silent"] <= 0:
        return said
    silent = w.ngettext(
        "%(silent)d person did not come to it.",
        "%(silent)d people did not come to it.",
        values["silent"],
    )
    return f"{said} {silent % values}"


def _people_for(ballot: str, people: int, voted: int, w: Wording) -> str:
    """How many were in favour, where the figure is another one."""
    message = {
        "score": w.ngettext(
            "%(n)d of the %(voted)d person who voted gave it more than half of the points.",
            "%(n)d of the %(voted)d people who voted gave it more than half of the points.",
            voted,
        ),
        "grade": w.ngettext(
            "%(n)d of the %(voted)d person who voted graded it good or better.",
            "%(n)d of the %(voted)d people who voted graded it good or better.",
            voted,
        ),
        "ranking": w.ngettext(
            "%(n)d of the %(voted)d person who voted put it first.",
            "%(n)d of the %(voted)d people who voted put it first.",
            voted,
        ),
        "pairs": w.ngettext(
            "%(n)d of the %(voted)d person who voted chose it more often than not.",
            "%(n)d of the %(voted)d people who voted chose it more often than not.",
            voted,
        ),
        "knapsack": w.ngettext(
            "%(n)d of the %(voted)d person who voted picked it.",
            "%(n)d of the %(voted)d people who voted picked it.",
            voted,
        ),
    }[ballot]
    return message % {"n": people, "voted": voted}


def in_favour(ballot: str, w: Wording) -> str:
    """What counts as in favour of an option."""
    return {
        "dots": w.gettext("In favour is who gave it a dot."),
        "opinion": w.gettext("In favour is who agreed."),
        "consent": w.gettext("In favour is who consented."),
        "score": w.gettext("In favour is who gave it more than half of the points."),
        "grade": w.gettext("In favour is who graded it good or better."),
        "ranking": w.gettext("In favour is who put it first."),
        "pairs": w.gettext("In favour is who chose it more often than not."),
        "knapsack": w.gettext("In favour is who picked it."),
    }.get(ballot, w.gettext("In favour is who said yes."))


def across_groups(groups: Sequence[GroupAnswers], ballot: str, w: Wording) -> str:
    """Whether the groups see it alike; empty where groups can't be told apart."""
    named = [g for g in groups if g.of]
    if ballot not in FOR_IT or len(named) < 2:  # noqa: PLR2004  (one group has nothing to differ from)
        return ""
    for_it = [g for g in named if g.share >= 0.5]  # noqa: PLR2004  (half of a group)
    if len(for_it) == len(named):
        return w.gettext("At least half of every group is for it.")
    if not for_it:
        return w.gettext("In no group is half of the people for it.")
    against = [g.name for g in named if g not in for_it]
    message = w.gettext("At least half are for it among: %(some)s. Fewer among: %(others)s.")
    return message % {"some": w.listed([g.name for g in for_it]), "others": w.listed(against)}


def contrast(
    groups: Sequence[GroupAnswers], ballot: str, w: Wording
) -> tuple[float, tuple[str, ...]]:
    """How far apart the two most different groups are (0 to 1), and their figures."""
    named = [g for g in groups if g.of]
    if ballot not in FOR_IT or len(named) < 2:  # noqa: PLR2004  (one group differs from nothing)
        return 0.0, ()
    most = max(named, key=lambda g: g.share)
    least = min(named, key=lambda g: g.share)
    message = w.gettext("%(group)s %(yes)d of %(of)d")
    values = [{"group": g.name, "yes": g.answers.yes, "of": g.of} for g in (most, least)]
    return most.share - least.share, tuple(message % v for v in values)


def detail(ballot: str, counts: Mapping[str, int], w: Wording) -> str:
    """What stands small under the figure."""
    if ballot == "opinion":
        message = w.gettext("%(no)d against, %(passed)d passed")
        return message % {"no": counts.get("against", 0), "passed": counts.get("pass", 0)}
    if ballot == "consent":
        values = {"no": counts.get("against", 0), "aside": counts.get("pass", 0)}
        objected = w.ngettext("%(no)d objection", "%(no)d objections", values["no"])
        return f"{objected}, {w.gettext('%(aside)d aside')}" % values
    if ballot in PLACED:
        if ballot == "ranking":
            return w.gettext("%(n)d put it first") % {"n": counts.get("people", 0)}
        return w.gettext("%(n)d in favour") % {"n": counts.get("people", 0)}
    return w.gettext("dots") if ballot == "dots" else ""


def firsts(ballot: str, w: Wording) -> str:
    """What the figure beside a place counts."""
    return w.gettext("put it first") if ballot == "ranking" else w.gettext("chose it more often")


def figure(ballot: str, counts: Mapping[str, int], of: int, w: Wording) -> str:
    """The figure beside a row of marks."""
    yes = counts.get("people" if ballot in PLACED else "for", 0)
    if ballot == "dots":
        return w.ngettext("%(n)d dot", "%(n)d dots", yes) % {"n": yes}
    if ballot in MARKED:
        no, passed = counts.get("against", 0), counts.get("pass", 0)
        return w.gettext("%(yes)d of %(of)d") % {"yes": yes, "of": yes + no + passed}
    return w.gettext("%(yes)d of %(of)d") % {"yes": yes, "of": of}


def legend(ballot: str, per_mark: int, w: Wording) -> str:
    """What a mark means."""
    return " ".join((_one_mark(ballot, per_mark, w), _fillings(ballot, w))).strip()


def _one_mark(ballot: str, per_mark: int, w: Wording) -> str:
    if ballot == "dots":
        if per_mark == 1:
            return w.gettext("One mark is one dot.")
        return w.gettext("One mark is about %(n)d dots.") % {"n": per_mark}
    if per_mark == 1:
        return w.gettext("One mark is one person.")
    return w.gettext("One mark is about %(n)d people.") % {"n": per_mark}


def _fillings(ballot: str, w: Wording) -> str:
    return {
        "approval": w.gettext("Full: said yes."),
        "opinion": w.gettext("Full: agreed; crossed: disagreed; faint: passed."),
        "consent": w.gettext("Full: consented; crossed: objected; faint: stood aside."),
        "score": w.gettext("Full: gave more than half of the points."),
        "grade": w.gettext("Full: good or better."),
        "ranking": w.gettext("Full: put it first."),
        "pairs": w.gettext("Full: chose it more often than not."),
        "knapsack": w.gettext("Full: picked it."),
    }.get(ballot, "")


def how_voted(ballot: str, budget: int, w: Wording) -> str:
    """How the ballot works."""
    if ballot == "dots":
        message = w.ngettext(
            "Each person could place %(n)d dot.",
            "Each person could place %(n)d dots, several on one option if they liked.",
            budget,
        )
        return message % {"n": budget}
    if ballot == "opinion":
        return w.gettext("On each option people could agree, disagree or pass.")
    if ballot == "consent":
        return w.gettext(
            "On each option people could consent, stand aside, or object with a reason."
        )
    return w.gettext("Each person could say yes to as many options as they liked.")


def how_counted(ballot: str, w: Wording) -> str:
    """How the order came about."""
    ties = w.gettext("Options with the same figure share their place.")
    first = {
        "dots": w.gettext("Options are in order of the dots that they received."),
        "opinion": w.gettext("Options are in order of the people who agreed."),
        "consent": w.gettext(
            "Options with fewer objections come first, then those with more consent."
        ),
    }.get(ballot, w.gettext("Options are in order of the people who said yes."))
    return f"{first} {ties}"


def merged_by(rule: str, ballot: str, w: Wording) -> str:
    """The rule by which options were put together or taken apart."""
    if rule == "inherit":
        return w.gettext("Taken apart: each part keeps all the votes of the whole.")
    if rule == "sum":
        return w.gettext("Added up: who had chosen several of them counts for each.")
    if rule == "higher":
        return w.gettext("The higher figure: the option that had more stands for all of them.")
    return {
        "dots": w.gettext("Each person once: the dots of a person are added up."),
        "opinion": w.gettext("Each person once: who agreed to any of them agrees."),
        "consent": w.gettext("Each person once: an objection to any of them is one to the whole."),
        "score": w.gettext("Each person once: the highest score given to any of them."),
        "grade": w.gettext("Each person once: the best grade given to any of them."),
        "ranking": w.gettext("Each person once: the best place given to any of them."),
        "knapsack": w.gettext(
            "Each person once: who had picked any of them counts as one. Together they cost what the "
            "dearest did."
        ),
    }.get(ballot, w.gettext("Each person once: who had said yes to any of them counts as one."))


def added_up(ballot: str, n: int, w: Wording) -> str:
    """The sentence for an option whose figure counts some people more than once."""
    if ballot == "dots":
        return ""
    message = w.ngettext(
        "%(n)d yes in all, added up from several options: who had chosen more than one counts for each.",
        "%(n)d yes in all, added up from several options: who had chosen more than one counts for each.",
        n,
    )
    return message % {"n": n}
