"""Sentences of instant runoff, and of rules that compare options head to head."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from roundtable.explaining.names import About, listed, many, number
from roundtable.explaining.telling import Fact, against, tells


@tells("majority")
def _majority(fact: Fact, about: About) -> str:
    return _(
        "In round %(round)s %(option)s has %(n)s of the %(counting)s votes that still count: more "
        "than half.",
        round=fact["round"],
        option=about.title(fact["option"]),
        n=number(fact["votes"]),
        counting=number(fact["counting"]),
    )


@tells("led")
def _led(fact: Fact, about: About) -> str:
    return ngettext(
        "Most first places (%(n)s of %(of)s) went to %(options)s at the start, but the votes of "
        "those who went moved to %(winner)s, who had begun with %(m)s.",
        "Most first places (%(n)s of %(of)s) went to %(options)s at the start, each of them, but the "
        "votes of those who went moved to %(winner)s, who had begun with %(m)s.",
        len(fact["options"]),
        n=number(fact["votes"]),
        of=number(fact["of"]),
        options=about.each(fact["options"]),
        winner=about.title(fact["winner"]),
        m=number(fact["winner_votes"]),
    )


@tells("fewest_tie")
def _fewest_tie(fact: Fact, about: About) -> str:
    return _(
        "In round %(round)s %(options)s tie for the fewest votes (%(n)s each), and the rule does not "
        "say which of them goes.",
        round=fact["round"],
        options=about.each(fact["options"]),
        n=number(fact["votes"]),
    )


@tells("eliminated")
def _eliminated(fact: Fact, about: About) -> str:
    said = ngettext(
        "Round %(round)s: %(option)s has the fewest votes (%(n)s of %(of)s) and goes.",
        "Round %(round)s: %(option)s has the fewest votes (%(n)s of %(of)s) and goes.",
        many(fact["votes"]),
        round=fact["round"],
        option=about.title(fact["option"]),
        n=number(fact["votes"]),
        of=number(fact["of"]),
    )
    if fact["with"] and not fact["votes"]:
        return _(
            "Round %(round)s: %(options)s have no votes and go together.",
            round=fact["round"],
            options=about.each(sorted([fact["option"], *fact["with"]])),
        )
    if fact["with"]:
        said = _(
            "Round %(round)s: %(option)s (%(n)s of %(of)s votes) goes together with %(others)s, in "
            "whatever order.",
            round=fact["round"],
            option=about.title(fact["option"]),
            n=number(fact["votes"]),
            of=number(fact["of"]),
            others=about.each(fact["with"]),
        )
    moves = [
        _("%(n)s to %(option)s", n=number(each["votes"]), option=about.title(each["option"]))
        for each in fact["to"]
    ]
    if moves:
        said += " " + _("These votes move: %(moves)s.", moves=listed(moves))
    if fact["resting"]:
        said += " " + ngettext(
            "%(n)s vote rests, since its ballot names nobody who is left.",
            "%(n)s votes rest, since their ballots name nobody who is left.",
            many(fact["resting"]),
            n=number(fact["resting"]),
        )
    return said


@tells("condorcet")
def _condorcet(fact: Fact, about: About) -> str:
    return _(
        "%(option)s beats every other option head to head. The closest is %(closest)s: %(n)s "
        "prefer %(option)s, %(m)s prefer %(closest)s.",
        option=about.title(fact["option"]),
        closest=about.title(fact["closest"]),
        **against(fact),
    )


@tells("unbeaten")
def _unbeaten(fact: Fact, about: About) -> str:
    return ngettext(
        "Nobody beats %(options)s head to head, but it does not beat all others.",
        "Nobody beats %(options)s head to head, but none of them beats all others.",
        len(fact["options"]),
        options=about.each(fact["options"]),
    )


@tells("cycle")
def _cycle(fact: Fact, about: About) -> str:
    circle = " → ".join(about.title(o) for o in [*fact["options"], fact["options"][0]])
    return _(
        "The room goes in a circle; each of these beats the next: %(circle)s. The weakest link is "
        "%(winner)s over %(loser)s, %(n)s to %(m)s.",
        circle=circle,
        winner=about.title(fact["weakest"]["winner"]),
        loser=about.title(fact["weakest"]["loser"]),
        **against(fact["weakest"]),
    )


@tells("no_condorcet")
def _no_condorcet(fact: Fact, about: About) -> str:
    circle = " → ".join(about.title(o) for o in [*fact["options"], fact["options"][0]])
    return _(
        "Nobody beats all others: the room goes in a circle (%(circle)s), and the two rules break it "
        "in different places.",
        circle=circle,
    )


@tells("path")
def _path(fact: Fact, about: About) -> str:
    return _(
        "%(rival)s beats %(option)s head to head. But the chain of victories from %(option)s to "
        "%(rival)s (%(path)s) is at its weakest %(n)s to %(m)s, the one back (%(back)s) only %(k)s "
        "to %(j)s.",
        rival=about.title(fact["rival"]),
        option=about.title(fact["option"]),
        path=" → ".join(about.title(o) for o in fact["path"]),
        back=" → ".join(about.title(o) for o in fact["back"]),
        **against(fact["weakest"]),
        k=number(fact["weakest_back"]["for"]),
        j=number(fact["weakest_back"]["against"]),
    )


@tells("pair_dropped")
def _pair_dropped(fact: Fact, about: About) -> str:
    return _(
        "That %(winner)s beats %(loser)s (%(n)s to %(m)s) is not kept: clearer victories lead the "
        "other way, %(path)s.",
        winner=about.title(fact["winner"]),
        loser=about.title(fact["loser"]),
        path=" → ".join(about.title(o) for o in fact["path"]),
        **against(fact),
    )


@tells("pair_open")
def _pair_open(fact: Fact, about: About) -> str:
    return _(
        "Whether %(winner)s over %(loser)s (%(n)s to %(m)s) is kept is open: victories that are just "
        "as clear contradict it.",
        winner=about.title(fact["winner"]),
        loser=about.title(fact["loser"]),
        **against(fact),
    )


@tells("worst_defeat")
def _worst_defeat(fact: Fact, about: About) -> str:
    return _(
        "The worst defeat of %(option)s: %(m)s prefer %(by)s to it, %(n)s the reverse.",
        option=about.title(fact["option"]),
        by=about.title(fact["by"]),
        **against(fact),
    )
