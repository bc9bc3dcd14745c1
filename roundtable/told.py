"""A result in words as templates use it: `roundtable.explaining`, with people's own words marked as such."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup, escape

from roundtable import explaining
from roundtable.core import charts_results
from roundtable.core.charts_shapes import Drawing
from roundtable.explaining import About, Figure, Threshold
from roundtable.explaining.pictures import Chart, Group, charts_of

Data = Mapping[str, Any]

#: Ballots whose options have a distribution of marks, and no row of people who said yes.
SPREAD = frozenset({"score", "grade", "ranking", "pairs"})

#: Facts that name an option and say why the outcome is what it is.
WHOLE = frozenset({"condorcet", "majority", "path", "tie_same"})
#: What has no round comes after what has one.
LAST = 10**6


class Told:
    """What templates ask of a result.

    result: as the projections tell it. options: id → `{title, text, language, direction}`, of which
    all but one of the first two may be missing. groups: names and numbers of groups.
    """

    def __init__(
        self,
        result: Data,
        options: Mapping[str, Data],
        groups: Callable[[str], Group] | None = None,
    ) -> None:
        titles = result.get("titles") or {}
        known = {row["option"]: options.get(row["option"], {}) for row in result["options"]}
        known |= {option: options.get(option, {}) for option in titles}
        plain = {
            option: str(each.get("title") or each.get("text") or titles.get(option, "…"))
            for option, each in known.items()
        }
        self.result = result
        named = {g["group"]: groups(g["group"])[0] for g in result["groups"]} if groups else {}
        self.plain = replace(About.of(result, plain), groups=named)
        marked = {option: _own(plain[option], each) for option, each in known.items()}
        about = About.of(result, marked, str(escape(self.plain.unit)))
        self._about = replace(
            about, groups={group: str(escape(name)) for group, name in named.items()}
        )
        self._groups = groups

    def title(self, option: str) -> Markup:
        """What an option is called."""
        return Markup(self._about.title(option))  # noqa: S704 (`_own` escapes)

    @cached_property
    def verdict(self) -> Markup:
        """The result in one sentence."""
        return Markup(explaining.verdict(self.result, self._about))  # noqa: S704 (as all below)

    @property
    def method(self) -> Markup:
        """What each person could do."""
        return Markup(explaining.ballot_words(self.result, self._about))  # noqa: S704

    @property
    def turnout(self) -> str:
        """Who voted, abstained, did not vote."""
        return explaining.turnout(self.result)

    @property
    def rule(self) -> str:
        """What the rule that counts is called."""
        return explaining.rule_name(str(self.result.get("rule")), str(self.result["ballot"]))

    def rule_name(self, rule: str) -> str:
        """What a rule is called."""
        return explaining.rule_name(rule, str(self.result["ballot"]))

    def rule_words(self, rule: str) -> str:
        """How a rule counts."""
        return explaining.rule_words(rule, str(self.result["ballot"]))

    @property
    def thresholds(self) -> list[Threshold]:
        """What was needed, and whether it was reached."""
        found = explaining.thresholds(self.result, self._about)
        return [Threshold(Markup(each.words), each.met) for each in found]  # noqa: S704

    @property
    def tie(self) -> list[Markup]:
        """What is open, or how it was decided."""
        settled = self.result.get("settled")
        safe = {"settled": settled and {**settled, "reason": escape(settled["reason"])}}
        said = explaining.tie({**self.result, **safe}, self._about)
        return [Markup(each) for each in said]  # noqa: S704

    def sentences(self, facts: Iterable[Data]) -> list[Markup]:
        """Facts in words."""
        return [Markup(each) for each in explaining.sentences(facts, self._about)]  # noqa: S704

    @property
    def general(self) -> list[Markup]:
        """What the rule says of the vote as a whole."""
        return self.sentences(fact for fact in self._facts if not _of_one(fact))

    @property
    def steps(self) -> list[Markup]:
        """What the rule says of each option, round by round where there are rounds."""
        own = [fact for fact in self._facts if _of_one(fact)]
        return self.sentences(sorted(own, key=lambda fact: int(fact.get("round", LAST))))

    @property
    def _facts(self) -> Sequence[Data]:
        return (self.result.get("count") or {}).get("facts") or ()

    def figure(self, row: Data) -> Figure:
        """The figure of an option."""
        return explaining.row_figure(self.result, row, self.plain)

    def cost(self, option: str) -> str:
        """What an option cost in a vote with money to spend; "" where that is not told."""
        table = (self.result.get("count") or {}).get("table") or {}
        costs = {row["option"]: row["cost"] for row in table.get("chosen") or () if "cost" in row}
        costs |= table.get("costs") or {}
        facts = (
            fact for fact in self._facts if fact["fact"].startswith("shares_") and "cost" in fact
        )
        costs |= {fact["option"]: fact["cost"] for fact in facts if "option" in fact}
        if self.result["ballot"] != "knapsack" or option not in costs:
            return ""
        return self.plain.money(costs[option])

    def order(self, outcome: Data) -> list[tuple[int, Markup, bool]]:
        """The options of an outcome: place, title, and whether it is taken (or first, without seats)."""
        found, place = [], 1
        seated = bool(outcome["chosen"]) or explaining.takes_up(self.result)
        for options in outcome["order"]:
            for option in options:
                won = option in outcome["chosen"] if seated else place == 1
                found.append((place, self.title(option), won))
            place += len(options)
        return found

    def taken(self, option: str) -> bool:
        """Whether an option is taken up."""
        return explaining.takes_up(self.result) and option in explaining.taken(self.result)

    def charts(self, width: float = 640) -> list[Chart]:
        """All charts of the result."""
        return charts_of(self.result, self.plain, width, self._groups)

    @property
    def spreads(self) -> bool:
        """Whether options are shown as a distribution of marks."""
        return self.result["ballot"] in SPREAD

    def strip(self, row: Data, width: float = 640) -> Drawing:
        """The marks of one option as one bar, the best first."""
        return charts_results.strip([count for _name, count in self._parts(row)], width)

    def strip_words(self, row: Data) -> str:
        """The marks of one option, for those who do not see the bar."""
        return ", ".join(f"{name}: {count}" for name, count in self._parts(row) if count)

    def _parts(self, row: Data) -> list[tuple[str, int]]:
        """Marks by name with how many gave them, the best first."""
        ballot = self.result["ballot"]
        if ballot == "pairs":
            counts = row["counts"]
            names = (_("won"), _("equal"), _("lost"))
            return list(zip(names, (counts["for"], counts["pass"], counts["against"]), strict=True))
        spread = list(row.get("spread") or [])
        if ballot == "ranking":
            named = [(_("Place %(n)s", n=n), count) for n, count in enumerate(spread, 1)]
            return [*named, (_("not ranked"), explaining.voting(self.result) - sum(spread))]
        counted = ((self.result.get("count") or {}).get("table") or {}).get("counts") or {}
        given = counted.get(row["option"]) or spread
        marks = [(self.plain.mark(mark), count) for mark, count in enumerate(given)]
        return marks[::-1]

    @property
    def marks(self) -> list[tuple[int, str]]:
        """Every mark that a ballot can hold, with its name: scores, grades, places."""
        if self.result["ballot"] == "ranking":
            places = range(1, len(self.result["options"]) + 1)
            return [(n, str(_("Place %(n)s", n=n))) for n in places]
        return [(n, self.plain.mark(n)) for n in range(self.plain.best + 1)]

    @property
    def strip_means(self) -> str:
        """What the bar of one option shows."""
        ballot = self.result["ballot"]
        if ballot == "pairs":
            return str(_("Each bar: comparisons won, equal and lost, from the left."))
        if ballot == "ranking":
            return str(_("Each bar: how often it got each place, the first at the left."))
        if ballot == "grade":
            return str(_("Each bar: the grades it got, the best at the left."))
        return str(_("Each bar: the scores it got, the highest at the left."))


def _of_one(fact: Data) -> bool:
    """Whether a fact is about one option, and not about the outcome as a whole."""
    return "option" in fact and fact["fact"] not in WHOLE


def _own(title: str, option: Data) -> str:
    """A person's words, as a sentence of ours holds them."""
    return str(
        Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(
            option.get("language") or "und", option.get("direction") or "auto", title
        )
    )
