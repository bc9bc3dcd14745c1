"""Facts that explain outcomes: every code with its fields. `roundtable.explaining` makes sentences of them.

Options are ids. Figures are integers; where ballots are split or averaged a figure that is not whole is
text ("7/2", see `plain`), and fields marked ~ are always text. `of` is the number of ballots.

Of several rules
    tie            options, place, seats: they tie for this place; `seats` of the seats are open between
                   them (0: none); with `limit` instead, that much is left to spend between them
    tie_broken     options, place, seats: likewise, but the stated order decided, in this order
    tie_same       option, all: there were ties on the way, yet it comes first whichever way they are
                   broken (`all`: and every other option has the same place too)
    capped         ways: ties lead to more ways than the `ways` that were followed; what is open is left
                   open
    blank          options {option: people}, of: so many gave it no mark, which counts as the lowest
By option
    approvals      option, yes, of
    dots           option, dots, all (dots of all options), people (who gave it any), of
    mean           option, mean~, total, best (highest score), of
    median         option, grade, at_least (people who give at least that), of
    majority_grade option, grade, at_least, above, below (people above and below the grade), of
    borda          option, points, most (points of an option first on all ballots), place~ (average
                   place)
    duels          option, won, lost, drawn: head to head against each other option
Approval where options cost
    fits           options, spent, limit: those chosen, most approvals first
    too_dear       option, cost, yes: it did not fit when its turn came
Instant runoff
    majority       option, round, votes, counting, of: the winner first has more than half of the
                   `counting` votes
    led            options, votes, of, winner, winner_votes: who had the most first places, but did not
                   win
    fewest_tie     round, options, votes: they tie for the fewest votes, and the rule does not say who
                   goes
    eliminated     option, round, votes, of, to [{option, votes}], resting (votes that now rest), with
                   [options that go in the same round, in whatever order]
Head to head (schulze, ranked_pairs, minimax)
    condorcet      option, closest, for, against: it beats every other; the closest is `closest`
    unbeaten       options: nobody beats them, but none of them beats all others
    cycle          options, weakest {winner, loser, for, against}: each beats the next and the last the
                   first
    path           option, rival, path, back, weakest, weakest_back {winner, loser, for, against}: the
                   rival beats the option, but the path from option to rival is as strong as `weakest`,
                   the one back only as `weakest_back`
    pair_dropped   winner, loser, for, against, path: this victory is not kept, since the stronger
                   `path` leads from the loser to the winner
    pair_open      winner, loser, for, against: equally strong victories contradict it, so it is open
    worst_defeat   option, by, for, against: most people prefer `by` to it (who has no such fact loses
                   to nobody)
Why two rules differ (`compare`)
    only_tied      rule, options, first: `options` tie for the first place by this rule; by the other one only
                   `first` of them have it
    condorcet      as above, where one of the two that are first beats all others head to head
    no_condorcet   options: nobody beats all others, and the rules break this cycle in different places
    few_firsts     option, rival, round, votes, of, for, against: it beats the rival (first by instant
                   runoff) head to head, but went out in this round, having the fewest votes then
    firsts_but_loses option, firsts, rival, rival_firsts, of, for, against: it has more first places than the
                   rival, but fewer people (`for`) prefer it to the rival than the reverse
    broad          option, rival, place~, rival_place~, for, against: it has the better average place, though
                   the rival wins head to head
    duel           option, rival, for, against: head to head, where nothing above tells it
    split          option, rival, best, top, rival_top, bottom, rival_bottom, of: more people give it the
                   highest mark (`best`), and more the lowest
    median_mean    option, rival, median, rival_median, mean~, rival_mean~: it has the higher median, the
                   rival the higher mean
    close_gauge    option, rival, grade, above, below, rival_above, rival_below: both have this majority
                   grade, and majority judgment looked at the people above and below it
    heard          rule, people, other, other_people, of: so many people marked something that is chosen
    cheaper        rule, chosen, cost, other, other_chosen, other_cost: how many are chosen, what they cost;
                   like `heard` told only where no open tie changes the figures
"""

from __future__ import annotations

from fractions import Fraction

from roundtable.core.rules.base import exact


def plain(value: Fraction | int) -> int | str:
    """A figure of a fact: an integer where it is whole, else exact text."""
    return int(value) if value == int(value) else exact(value)
