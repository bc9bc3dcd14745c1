"""What a result says in short: its verdict, who voted, what was needed, ties, the figure of a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from roundtable.core.ballots import SEATED
from roundtable.explaining.names import About, average, many, number

Data = Mapping[str, Any]

#: So many options are named in a verdict; more are counted.
NAMED = 3


class Figure(NamedTuple):
    """What stands beside an option: the figure, what follows it small, whether it is a word."""

    value: str
    small: str = ""
    word: bool = False


def seats_of(result: Data) -> int:
    """How many places were to be given, 0 where only an order was asked for."""
    return int((result.get("settings") or {}).get("seats") or 0)


def takes_up(result: Data) -> bool:
    """Whether the rule says what is taken up, and not only what comes first."""
    count = result.get("count")
    by_money = result["ballot"] == "knapsack"
    return bool(count) and bool(seats_of(result) or by_money or result.get("rule") in SEATED)


def taken(result: Data) -> list[str]:
    """What is taken up: by the rule, and by the room where it settled a tie for the last places."""
    count, settled = result.get("count") or {}, result.get("settled")
    chosen = [str(option) for option in count.get("chosen", ())]
    if settled and (left := seats_of(result) - len(chosen)) > 0:
        chosen += [str(option) for option in settled["order"][:left]]
    return chosen


def verdict(result: Data, about: About) -> str:
    """The result in one sentence."""
    first = [row for row in result["options"] if row["rank"] == 1]
    if not voting(result) or not first:
        return _("All who voted abstained.") if result["voted"] else _("Nobody has voted.")
    if result["ballot"] == "consent":
        return _agreed(result)
    return _decided(result, first, about)


def _decided(result: Data, first: list[Data], about: About) -> str:
    if takes_up(result):
        return _taken_up(result, about)
    if result["ballot"] not in ("ranking", "pairs") and not first[0]["total"]:
        return _("No proposal found support.")
    if len(first) > 1:
        return _shared(result, [row["option"] for row in first], about)
    return _winner(result, first[0], about)


def _agreed(result: Data) -> str:
    rows = result["options"]
    free = [row for row in rows if not row["counts"]["against"]]
    if len(rows) == 1:
        if against := rows[0]["counts"]["against"]:
            return ngettext(
                "One person objects: it is not agreed yet.",
                "%(num)s people object: it is not agreed yet.",
                against,
            )
        return _("Nobody objects: it is agreed.")
    if len(free) == len(rows):
        return _("Nobody objects to any of them: all are agreed.")
    return _("%(n)s of %(of)s are agreed without an objection.", n=len(free), of=len(rows))


def _taken_up(result: Data, about: About) -> str:
    chosen, tied = taken(result), result["count"]["tied"]
    open_ties = len(tied) if not result.get("settled") else 0
    if not chosen and not open_ties:
        return _("No proposal found support.")
    if result["ballot"] == "knapsack":
        said = _paid(result, chosen, about)
    elif not chosen and open_ties <= NAMED:
        return ngettext(
            "%(options)s tie for the place",
            "%(options)s tie for the %(num)s places",
            seats_of(result) or open_ties,
            options=about.each(tied),
        )
    elif not chosen:
        said = _("No place is decided yet")
    elif len(chosen) <= NAMED:
        said = ngettext(
            "%(options)s has the place", "%(options)s have the places", len(chosen),
            options=about.each(chosen),
        )  # fmt: skip
    else:
        said = _("%(n)s of %(of)s have a place", n=len(chosen), of=len(result["options"]))
    if not open_ties:
        return said
    return _("%(verdict)s; %(n)s tie for what is left", verdict=said, n=open_ties)


def _paid(result: Data, chosen: list[str], about: About) -> str:
    table = result["count"]["table"]
    spent, limit = table.get("spent"), table.get("limit", 0)
    if len(chosen) <= NAMED and chosen:
        what = about.each(chosen)
    else:
        what = _("%(n)s of %(of)s", n=len(chosen), of=len(result["options"]))
    if spent is None:
        return _("%(options)s taken up, of %(limit)s", options=what, limit=about.money(limit))
    return _(
        "%(options)s taken up: %(spent)s of %(limit)s",
        options=what,
        spent=number(spent) if about.unit else about.money(spent),
        limit=about.money(limit),
    )


def _shared(result: Data, first: list[str], about: About) -> str:
    total = result["options"][0]["total"]
    counted = result["ballot"] in ("approval", "dots", "opinion")
    named = {"total": number(total)}
    if len(first) > 2:  # noqa: PLR2004 (two are named)
        if counted:
            return _(
                "%(n)s options share the first place, with %(total)s each", n=len(first), **named
            )
        return _("%(n)s options share the first place", n=len(first))
    one, two = (about.title(option) for option in first)
    if counted:
        return _(
            "%(one)s and %(two)s share the first place, with %(total)s each",
            one=one,
            two=two,
            **named,
        )
    return _("%(one)s and %(two)s share the first place", one=one, two=two)


def _winner(result: Data, row: Data, about: About) -> str:
    title, total = about.title(row["option"]), number(row["total"])
    of = number(result["voted"] - int(result.get("abstained") or 0))
    match result["ballot"]:
        case "dots":
            return _("%(title)s got the most dots: %(n)s", n=total, title=title)
        case "opinion":
            return _("%(n)s of %(of)s agree: %(title)s", n=total, of=of, title=title)
        case "score" | "grade" if figure_of(result, row["option"]) is not None:
            return _best_mark(result, row["option"], about)
        case "ranking" | "pairs":
            return _head(result, row["option"], about)
    return _("%(n)s of %(of)s want %(title)s", n=total, of=of, title=title)


def figure_of(result: Data, option: str) -> str | None:
    """The figure by which the rule that counts ranks an option, as exact text."""
    figures = ((result.get("count") or {}).get("table") or {}).get("figures") or {}
    return figures.get(option)


def _best_mark(result: Data, option: str, about: About) -> str:
    value, title = str(figure_of(result, option)), about.title(option)
    if result["rule"] == "mean":
        return _(
            "%(title)s has the best average: %(mean)s of %(best)s",
            title=title,
            mean=average(value),
            best=about.best,
        )
    if result["ballot"] == "grade":
        return _("%(title)s has the best grade: %(mark)s", title=title, mark=about.mark(value))
    return _(
        "%(title)s has the best mark in the middle: %(mark)s of %(best)s",
        title=title,
        mark=number(value),
        best=about.best,
    )


def _head(result: Data, option: str, about: About) -> str:
    title = about.title(option)
    for fact in (result.get("count") or {}).get("facts", ()):
        if fact["fact"] == "majority" and fact["option"] == option:
            return ngettext(
                "%(title)s wins with %(n)s of %(of)s votes, at once",
                "%(title)s wins with %(n)s of %(of)s votes, after %(num)s rounds",
                fact["round"],
                title=title,
                n=number(fact["votes"]),
                of=number(fact["counting"]),
            )
        if fact["fact"] == "condorcet" and fact["option"] == option:
            return _("%(title)s beats every other option head to head", title=title)
    return _("%(title)s comes first", title=title)


def row_figure(result: Data, row: Data, about: About) -> Figure:
    """The figure of an option that makes sense for the ballot and the rule."""
    ballot, rule, option = result["ballot"], result.get("rule"), row["option"]
    if ballot == "dots":
        return Figure(number(row["total"]), ngettext("dot", "dots", row["total"]))
    value = figure_of(result, option)
    if ballot == "score" and value is not None:
        return Figure(average(value), f"/ {about.best}")
    if ballot == "grade" and value is not None:
        if rule == "mean":
            return Figure(average(value), f"/ {about.best}")
        return Figure(about.mark(value), "", word=True)
    if ballot in ("ranking", "pairs"):
        points = ""
        if rule == "borda" and value is not None:
            points = ngettext("%(n)s point", "%(n)s points", many(value), n=number(value))
        return Figure(_("Place %(n)s", n=row["rank"]), points, word=True)
    return Figure(number(row["total"]), f"/ {number(voting(result))}")


def voting(result: Data) -> int:
    """How many voted and did not abstain."""
    return int(result["voted"]) - int(result.get("abstained") or 0)


def turnout(result: Data) -> str:
    """Who voted, who abstained, who did not vote."""
    said = [
        _(
            "%(voted)s of %(present)s people voted.",
            voted=result["voted"],
            present=result["present"],
        )
    ]
    if abstained := int(result.get("abstained") or 0):
        said.append(ngettext("One of them abstained.", "%(num)s of them abstained.", abstained))
    if silent := int(result.get("silent") or 0):
        said.append(ngettext("One person did not vote.", "%(num)s people did not vote.", silent))
    if result.get("desk"):
        said.append(
            ngettext(
                "One of them voted on paper.", "%(num)s of them voted on paper.", result["desk"]
            )
            if not silent
            else ngettext(
                "One ballot was on paper.", "%(num)s ballots were on paper.", result["desk"]
            )
        )
    return " ".join(said)


class Threshold(NamedTuple):
    """What was needed, in words, and whether it was reached."""

    words: str
    met: bool


def thresholds(result: Data, about: About) -> list[Threshold]:
    """The quorum, and the majority of each option that is first or taken up."""
    asked = result.get("thresholds") or {}
    found: list[Threshold] = []
    if quorum := asked.get("quorum"):
        found.append(_quorum(quorum, result))
    if majority := asked.get("majority"):
        first = taken(result) if takes_up(result) else []
        first = first or [row["option"] for row in result["options"] if row["rank"] == 1]
        known = [option for option in first if option in majority["options"]]
        found.extend(_majority(majority, option, about) for option in known)
    return found


def _quorum(quorum: Data, result: Data) -> Threshold:
    named = {
        "have": number(quorum["have"]),
        "present": number(result["present"]),
        "need": number(quorum["need"]),
    }
    if quorum["met"]:
        words = _(
            "%(have)s of %(present)s voted; %(need)s were needed: the quorum is met.", **named
        )
    else:
        words = _(
            "%(have)s of %(present)s voted; %(need)s were needed: the quorum is not met.", **named
        )
    return Threshold(words, bool(quorum["met"]))


def _majority(majority: Data, option: str, about: About) -> Threshold:
    each = majority["options"][option]
    named = {
        "option": about.title(option),
        "have": number(each["have"]),
        "base": number(majority["base"]),
        "need": number(majority["need"]),
    }
    of_present = majority["of"] == "present"
    if each["met"] and of_present:
        words = _(
            "%(option)s: %(have)s of %(base)s present in favour; %(need)s were needed: reached.",
            **named,
        )
    elif each["met"]:
        words = _(
            "%(option)s: %(have)s of %(base)s voting in favour; %(need)s were needed: reached.",
            **named,
        )
    elif of_present:
        words = _(
            "%(option)s: %(have)s of %(base)s present in favour; %(need)s were needed: not reached.",
            **named,
        )
    else:
        words = _(
            "%(option)s: %(have)s of %(base)s voting in favour; %(need)s were needed: not reached.",
            **named,
        )
    return Threshold(words, bool(each["met"]))


def tie(result: Data, about: About) -> list[str]:
    """What is open, or how it was decided: by the room, or drawn, and how to draw it again."""
    count = result.get("count") or {}
    if drawn := count.get("drawn"):
        return [
            _(
                "A tie was drawn. The order that was drawn: %(options)s.",
                options=about.each(drawn["order"]),
            ),
            _(
                "Everybody can draw it again: the options stand in the order of SHA-256 of "
                "“%(seed)s:ID”, the least first, ID being that of the option. The seed was fixed before "
                "the vote.",
                seed=drawn["seed"],
            ),
        ]
    if not count.get("tied"):
        return []
    if settled := result.get("settled"):
        return [
            _(
                "There was a tie. The room put it into this order: %(options)s.",
                options=about.each(settled["order"]),
            ),
            _("Its reason: %(reason)s", reason=settled["reason"]),
        ]
    left = seats_of(result) - len(count["chosen"])
    options = about.each(count["tied"])
    if left > 0:
        return [
            ngettext(
                "%(options)s tie for the last place. The room decides.",
                "%(options)s tie for the last %(num)s places. The room decides.",
                left,
                options=options,
            )
        ]
    return [_("%(options)s tie for what is left. The room decides.", options=options)]
