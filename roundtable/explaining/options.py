"""Sentences about ties, and about what each option got."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from roundtable.explaining.names import About, average, listed, many, number
from roundtable.explaining.telling import Fact, tells


@tells("tie")
def _tie(fact: Fact, about: About) -> str:
    options = about.each(fact["options"])
    if "limit" in fact:
        return _(
            "%(options)s tie: %(left)s is left, and the rule does not say for which of them.",
            options=options,
            left=about.money(fact["limit"]),
        )
    if fact["seats"]:
        return ngettext(
            "%(options)s tie for the last place.",
            "%(options)s tie for the last %(num)s places.",
            fact["seats"],
            options=options,
        )
    return _("%(options)s share place %(place)s.", options=options, place=fact["place"])


@tells("tie_broken")
def _tie_broken(fact: Fact, about: About) -> str:
    options = about.each(fact["options"])
    if "taken" in fact:
        return _(
            "In round %(round)s %(options)s tied. The order that was drawn decided for %(taken)s.",
            round=fact["round"],
            options=options,
            taken=about.title(fact["taken"]),
        )
    return _("There was a tie. The order that was drawn decided: %(options)s.", options=options)


@tells("tie_same")
def _tie_same(fact: Fact, about: About) -> str:
    if fact["all"]:
        return _("There were ties on the way. However they are broken, the order is the same.")
    return _(
        "There were ties on the way. However they are broken, %(option)s comes first.",
        option=about.title(fact["option"]),
    )


@tells("tie_open")
def _tie_open(fact: Fact, about: About) -> str:
    return _(
        "The rule does not decide between %(options)s for what is left.",
        options=about.each(fact["options"]),
    )


@tells("capped")
def _capped(fact: Fact, _about: About) -> str:
    return _(
        "There are more ways to break the ties than the %(n)s that were followed. What they leave "
        "open is left open.",
        n=number(fact["ways"]),
    )


@tells("ties_many")
def _ties_many(fact: Fact, _about: About) -> str:
    return _(
        "There are more ways to break the ties than the %(n)s that can be followed. Only what is "
        "sure however they are broken is said.",
        n=number(fact["states"]),
    )


@tells("blank")
def _blank(fact: Fact, about: About) -> str:
    told = [
        _("%(option)s (%(n)s)", option=about.title(option), n=number(people))
        for option, people in fact["options"].items()
    ]
    return _(
        "Who gave no mark counts as giving the lowest one. So many left it empty: %(options)s.",
        options=listed(told),
    )


@tells("approvals")
def _approvals(fact: Fact, about: About) -> str:
    named = {
        "n": number(fact["yes"]),
        "of": number(fact["of"]),
        "option": about.title(fact["option"]),
    }
    if about.ballot == "opinion":
        return ngettext(
            "%(n)s of %(of)s agreed: %(option)s.",
            "%(n)s of %(of)s agreed: %(option)s.",
            fact["yes"],
            **named,
        )
    if about.ballot == "knapsack":
        return ngettext(
            "%(n)s of %(of)s picked %(option)s.",
            "%(n)s of %(of)s picked %(option)s.",
            fact["yes"],
            **named,
        )
    return ngettext(
        "%(n)s of %(of)s said yes to %(option)s.",
        "%(n)s of %(of)s said yes to %(option)s.",
        fact["yes"],
        **named,
    )


@tells("dots")
def _dots(fact: Fact, about: About) -> str:
    option = about.title(fact["option"])
    if not fact["dots"]:
        return _("%(option)s got no dot.", option=option)
    got = ngettext(
        "%(option)s got one of %(all)s dots",
        "%(option)s got %(n)s of %(all)s dots",
        fact["dots"],
        option=option,
        n=number(fact["dots"]),
        all=number(fact["all"]),
    )
    people = ngettext(
        "from one of %(of)s people",
        "from %(n)s of %(of)s people",
        fact["people"],
        n=number(fact["people"]),
        of=number(fact["of"]),
    )
    return _("%(got)s, %(people)s.", got=got, people=people)


@tells("mean")
def _mean(fact: Fact, about: About) -> str:
    return _(
        "%(option)s got %(mean)s on average, from 0 to %(best)s (%(total)s points from %(of)s people).",
        option=about.title(fact["option"]),
        mean=average(fact["mean"]),
        best=number(fact["best"]),
        total=number(fact["total"]),
        of=number(fact["of"]),
    )


@tells("median")
def _median(fact: Fact, about: About) -> str:
    return _(
        "%(option)s: the mark in the middle is %(mark)s. %(n)s of %(of)s gave at least that.",
        option=about.title(fact["option"]),
        mark=about.mark(fact["grade"]),
        n=number(fact["at_least"]),
        of=number(fact["of"]),
    )


@tells("majority_grade")
def _majority_grade(fact: Fact, about: About) -> str:
    return _(
        "%(option)s: %(mark)s. %(n)s of %(of)s gave at least that; %(above)s gave more, %(below)s "
        "gave less.",
        option=about.title(fact["option"]),
        mark=about.mark(fact["grade"]),
        n=number(fact["at_least"]),
        of=number(fact["of"]),
        above=number(fact["above"]),
        below=number(fact["below"]),
    )


@tells("borda")
def _borda(fact: Fact, about: About) -> str:
    return _(
        "%(option)s has %(points)s of at most %(most)s points: place %(place)s on the average ballot.",
        option=about.title(fact["option"]),
        points=number(fact["points"]),
        most=number(fact["most"]),
        place=number(fact["place"]),
    )


@tells("duels")
def _duels(fact: Fact, about: About) -> str:
    parts = [
        ngettext("beats one other", "beats %(num)s others", fact["won"])
        if fact["won"]
        else _("beats no other"),
        ngettext("loses to one", "loses to %(num)s", fact["lost"])
        if fact["lost"]
        else _("loses to none"),
    ]
    if fact["drawn"]:
        parts.append(ngettext("is level with one", "is level with %(num)s", fact["drawn"]))
    return _(
        "%(option)s %(duels)s, head to head.",
        option=about.title(fact["option"]),
        duels=listed(parts),
    )


@tells("fits")
def _fits(fact: Fact, about: About) -> str:
    if not fact["options"]:
        return _("Nothing is taken up of %(limit)s.", limit=about.money(fact["limit"]))
    return _(
        "Taken up in the order of their yes, as long as they fit: %(options)s. Together they cost "
        "%(spent)s of %(limit)s.",
        options=about.each(fact["options"]),
        spent=about.money(fact["spent"]),
        limit=about.money(fact["limit"]),
    )


@tells("too_dear")
def _too_dear(fact: Fact, about: About) -> str:
    return ngettext(
        "%(option)s costs %(cost)s and did not fit when its turn came; %(n)s person picked it.",
        "%(option)s costs %(cost)s and did not fit when its turn came; %(n)s people picked it.",
        many(fact["yes"]),
        option=about.title(fact["option"]),
        cost=about.money(fact["cost"]),
        n=number(fact["yes"]),
    )
