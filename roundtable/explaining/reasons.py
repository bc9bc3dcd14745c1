"""Sentences that say why another rule makes something else of the same ballots."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from roundtable.explaining.names import About, average, number, rule_name
from roundtable.explaining.telling import Fact, against, tells


@tells("only_tied")
def _only_tied(fact: Fact, about: About) -> str:
    return _(
        "%(rule)s: %(options)s tie for the first place. The other rule decides between them for "
        "%(first)s.",
        rule=rule_name(fact["rule"], about.ballot),
        options=about.each(fact["options"]),
        first=about.each(fact["first"]),
    )


@tells("few_firsts")
def _few_firsts(fact: Fact, about: About) -> str:
    return _(
        "%(option)s beats %(rival)s head to head, %(n)s to %(m)s. But instant runoff looks at first "
        "places alone: it had the fewest (%(votes)s of %(of)s) in round %(round)s, and went.",
        option=about.title(fact["option"]),
        rival=about.title(fact["rival"]),
        round=fact["round"],
        votes=number(fact["votes"]),
        of=number(fact["of"]),
        **against(fact),
    )


@tells("firsts_but_loses")
def _firsts_but_loses(fact: Fact, about: About) -> str:
    return _(
        "%(option)s has more first places than %(rival)s (%(firsts)s to %(rivals)s), but head to head "
        "%(m)s prefer %(rival)s and %(n)s prefer %(option)s.",
        option=about.title(fact["option"]),
        rival=about.title(fact["rival"]),
        firsts=number(fact["firsts"]),
        rivals=number(fact["rival_firsts"]),
        **against(fact),
    )


@tells("broad")
def _broad(fact: Fact, about: About) -> str:
    return _(
        "%(option)s stands higher on the average ballot (place %(place)s, %(rival)s place "
        "%(rival_place)s), though head to head %(m)s prefer %(rival)s and %(n)s prefer %(option)s.",
        option=about.title(fact["option"]),
        rival=about.title(fact["rival"]),
        place=number(fact["place"]),
        rival_place=number(fact["rival_place"]),
        **against(fact),
    )


@tells("duel")
def _duel(fact: Fact, about: About) -> str:
    return _(
        "Head to head %(n)s prefer %(option)s, and %(m)s prefer %(rival)s.",
        option=about.title(fact["option"]),
        rival=about.title(fact["rival"]),
        **against(fact),
    )


@tells("split")
def _split(fact: Fact, about: About) -> str:
    return _(
        "The room is more divided on %(option)s than on %(rival)s: %(top)s of %(of)s gave it the "
        "highest mark (%(rival)s: %(rival_top)s) and %(bottom)s the lowest (%(rival)s: "
        "%(rival_bottom)s).",
        option=about.title(fact["option"]),
        rival=about.title(fact["rival"]),
        top=number(fact["top"]),
        rival_top=number(fact["rival_top"]),
        bottom=number(fact["bottom"]),
        rival_bottom=number(fact["rival_bottom"]),
        of=number(fact["of"]),
    )


@tells("median_mean")
def _median_mean(fact: Fact, about: About) -> str:
    return _(
        "%(option)s has the higher mark in the middle (%(median)s, %(rival)s %(rival_median)s), "
        "%(rival)s the higher average (%(rival_mean)s, %(option)s %(mean)s).",
        option=about.title(fact["option"]),
        rival=about.title(fact["rival"]),
        median=about.mark(fact["median"]),
        rival_median=about.mark(fact["rival_median"]),
        mean=average(fact["mean"]),
        rival_mean=average(fact["rival_mean"]),
    )


@tells("close_gauge")
def _close_gauge(fact: Fact, about: About) -> str:
    return _(
        "%(option)s and %(rival)s have the same grade, %(mark)s. Majority judgment then looks at who "
        "gave more and who gave less: %(above)s and %(below)s for %(option)s, %(rival_above)s and "
        "%(rival_below)s for %(rival)s.",
        option=about.title(fact["option"]),
        rival=about.title(fact["rival"]),
        mark=about.mark(fact["grade"]),
        above=number(fact["above"]),
        below=number(fact["below"]),
        rival_above=number(fact["rival_above"]),
        rival_below=number(fact["rival_below"]),
    )


@tells("heard")
def _heard(fact: Fact, about: About) -> str:
    return ngettext(
        "By the rule that counts (%(rule)s) %(n)s of %(of)s person gets something they want; by the "
        "other one (%(other)s) %(m)s.",
        "By the rule that counts (%(rule)s) %(n)s of %(of)s people get something they want; by the "
        "other one (%(other)s) %(m)s.",
        fact["of"],
        rule=rule_name(fact["rule"], about.ballot),
        other=rule_name(fact["other"], about.ballot),
        n=number(fact["people"]),
        of=number(fact["of"]),
        m=number(fact["other_people"]),
    )


@tells("cheaper")
def _cheaper(fact: Fact, about: About) -> str:
    return _(
        "Taken up by the rule that counts: %(n)s, for %(cost)s. By the other one: %(m)s, for "
        "%(other_cost)s.",
        n=number(fact["chosen"]),
        m=number(fact["other_chosen"]),
        cost=about.money(fact["cost"]),
        other_cost=about.money(fact["other_cost"]),
    )
