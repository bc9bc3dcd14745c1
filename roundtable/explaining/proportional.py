"""Sentences of the proportional rules."""

from __future__ import annotations

from fractions import Fraction

from flask_babel import gettext as _
from flask_babel import ngettext

from roundtable.explaining.names import About, listed, many, number
from roundtable.explaining.telling import Fact, tells


@tells("phragmen")
def _phragmen(fact: Fact, _about: About) -> str:
    return ngettext(
        "%(n)s person voted. Each place is a load of 1 that its supporters carry together.",
        "%(n)s people voted. Each place is a load of 1 that its supporters carry together.",
        many(fact["people"]),
        n=number(fact["people"]),
    )


@tells("phragmen_taken")
def _phragmen_taken(fact: Fact, about: About) -> str:
    said = ngettext(
        "Round %(round)s: %(option)s. Its one supporter then carries %(load)s: with any other option "
        "somebody would carry more.",
        "Round %(round)s: %(option)s. Its %(n)s supporters then carry %(load)s each: with any other "
        "option somebody would carry more.",
        fact["people"],
        round=fact["round"],
        option=about.title(fact["option"]),
        n=number(fact["people"]),
        load=number(fact["load"]),
    )
    if Fraction(fact["before"]):
        said += " " + _("Before, they carried %(n)s together.", n=number(fact["before"]))
    return said


@tells("phragmen_not_taken")
def _phragmen_not_taken(fact: Fact, about: About) -> str:
    return ngettext(
        "%(option)s is not taken: its one supporter would carry %(load)s. With what is taken nobody "
        "carries more than %(greatest)s.",
        "%(option)s is not taken: its %(n)s supporters would carry %(load)s each. With what is taken "
        "nobody carries more than %(greatest)s.",
        fact["people"],
        option=about.title(fact["option"]),
        n=number(fact["people"]),
        load=number(fact["load"]),
        greatest=number(fact["greatest"]),
    )


@tells("proportional")
def _proportional(fact: Fact, _about: About) -> str:
    return ngettext(
        "%(n)s person voted. A yes counts 1 for a person who has no place yet, 1/2 after one, 1/3 "
        "after two.",
        "%(n)s people voted. A yes counts 1 for a person who has no place yet, 1/2 after one, 1/3 "
        "after two.",
        many(fact["people"]),
        n=number(fact["people"]),
    )


@tells("proportional_taken")
def _proportional_taken(fact: Fact, about: About) -> str:
    return ngettext(
        "Round %(round)s: %(option)s, with %(score)s. %(whole)s of its %(n)s supporter had no place "
        "yet and counts whole.",
        "Round %(round)s: %(option)s, with %(score)s. %(whole)s of its %(n)s supporters had no place "
        "yet and count whole.",
        fact["people"],
        round=fact["round"],
        option=about.title(fact["option"]),
        score=number(fact["score"]),
        whole=number(fact["whole"]),
        n=number(fact["people"]),
    )


@tells("proportional_not_taken")
def _proportional_not_taken(fact: Fact, about: About) -> str:
    return ngettext(
        "%(option)s is not taken: after the last round it would have added %(score)s. %(whole)s of "
        "its %(n)s supporter had no place.",
        "%(option)s is not taken: after the last round it would have added %(score)s. %(whole)s of "
        "its %(n)s supporters had no place.",
        fact["people"],
        option=about.title(fact["option"]),
        score=number(fact["score"]),
        whole=number(fact["whole"]),
        n=number(fact["people"]),
    )


@tells("seats_left")
def _seats_left(fact: Fact, _about: About) -> str:
    return ngettext(
        "One place stays free: nobody said yes to anything more.",
        "%(num)s places stay free: nobody said yes to anything more.",
        fact["left"],
    )


def _sum(fact: Fact, about: About, value: int | str) -> str:
    """A sum of what is shared out: money, or parts of places."""
    if fact.get("unit") == "seats" or not about.unit:
        return number(value)
    return about.money(value)


@tells("shares")
def _shares(fact: Fact, about: About) -> str:
    named = {
        "n": number(fact["people"]),
        "limit": _sum(fact, about, fact["limit"]),
        "share": _sum(fact, about, fact["share"]),
    }
    if fact["unit"] == "seats":
        said = _(
            "There are %(limit)s places for %(n)s people: each person's share is %(share)s.",
            **named,
        )
    else:
        said = _(
            "There is %(limit)s to spend for %(n)s people: each person's share is %(share)s.",
            **named,
        )
    if fact["given"] is None or not fact["steps"]:
        return said
    more = _(
        "As something was left over, the count went on with more for everybody, up to %(given)s each.",
        given=_sum(fact, about, fact["given"]),
    )
    return f"{said} {more}"


@tells("shares_over")
def _shares_over(fact: Fact, about: About) -> str:
    return _(
        "With a little more for everybody %(cost)s would be needed, which is more than %(limit)s.",
        cost=about.money(fact["cost"]),
        limit=about.money(fact["limit"]),
    )


@tells("shares_left")
def _shares_left(fact: Fact, about: About) -> str:
    if fact["unit"] == "seats":
        return _(
            "%(spent)s of %(limit)s places are filled, %(left)s stay free.",
            spent=number(fact["spent"]),
            limit=number(fact["limit"]),
            left=number(fact["left"]),
        )
    return _(
        "%(spent)s of %(limit)s is spent, %(left)s is left.",
        spent=about.money(fact["spent"]),
        limit=about.money(fact["limit"]),
        left=about.money(fact["left"]),
    )


@tells("shares_taken")
def _shares_taken(fact: Fact, about: About) -> str:
    named = {"option": about.title(fact["option"]), "n": number(fact["people"])}
    if not fact["round"]:
        return _("%(option)s costs nothing and is taken.", **named)
    price = about.money(fact["price"])
    said = ngettext(
        "Round %(round)s: %(option)s. One of %(of)s who want it pays, %(price)s.",
        "Round %(round)s: %(option)s. %(n)s of %(of)s who want it pay, at most %(price)s each.",
        fact["people"],
        **named,
        round=fact["round"],
        of=number(fact["supporters"]),
        price=price,
    )
    if group := about.groups.get(str(fact.get("mostly") or "")):
        said += " " + _("Most of those who pay: %(group)s.", group=group)
    if fact["less"]:
        said += " " + ngettext(
            "One of them pays less, which is all they have left.",
            "%(n)s of them pay less, which is all they have left.",
            fact["less"],
            n=number(fact["less"]),
        )
    return said


@tells("shares_not_taken")
def _shares_not_taken(fact: Fact, about: About) -> str:
    said = ngettext(
        "%(option)s is not taken: the one person who wants it had %(had)s left, and it costs %(cost)s.",
        "%(option)s is not taken: the %(n)s people who want it had %(had)s left together, and it costs "
        "%(cost)s.",
        fact["people"],
        option=about.title(fact["option"]),
        n=number(fact["people"]),
        had=about.money(fact["had"]),
        cost=about.money(fact["cost"]),
    )
    paid = [
        _(
            "%(sum)s for %(option)s",
            sum=about.money(each["sum"]),
            option=about.title(each["option"]),
        )
        for each in fact["paid"][:3]
    ]
    if paid:
        said += " " + _("Before, they had paid %(sums)s.", sums=listed(paid))
    return said


@tells("shares_beyond")
def _shares_beyond(fact: Fact, about: About) -> str:
    return _(
        "%(option)s costs %(cost)s, more than the %(limit)s that there is, and was left aside.",
        option=about.title(fact["option"]),
        cost=about.money(fact["cost"]),
        limit=about.money(fact["limit"]),
    )
