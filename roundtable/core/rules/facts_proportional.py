"""The facts that the proportional rules tell (`fact` in `Outcome.facts`), for those who make sentences.

Ids of options stand in `option`, `options`, `taken` and in the rows of `paid`. Figures are integers,
those marked (text) exact text such as "7/3". General facts come first, then at most one for each
option, in the order of the outcome. People are persons, not ballots that are alike.

phragmen: people
    So many ballots; each seat is a load of 1 for its supporters.
phragmen_taken: option, round, people, load (text), before (text)
    In this round its supporters carry `load` each (together they carried `before`): the least
    greatest load that any option would have led to.
phragmen_not_taken: option, people, load (text), greatest (text)
    Its supporters would have to carry `load` each; with what is taken nobody carries more than
    `greatest`.
proportional: people
    So many ballots; an approval counts 1 / (1 + what its voter already has).
proportional_taken: option, round, people, score (text), whole
    Taken with `score`; `whole` of its supporters had nothing yet and counted whole.
proportional_not_taken: option, people, score (text), whole
    It would have added `score` after the last round.
seats_left: left
    Nobody approves of anything more, seats stay free (phragmen, proportional).
shares: people, unit ("money", "seats"), limit, share (text), steps or null, given (text) or null
    Each person has `share` of the limit, and `given` in the count, after `steps` steps of Add1 (null
    where an open tie leaves it open).
shares_over: cost, limit
    With one step more, options for `cost` would have been bought, more than there is.
shares_left: unit, limit, spent, left
    What is spent and what is left unspent.
shares_taken: option, round, cost, supporters, people, price (text), most, less, mostly
    Of `supporters` who approve of it `people` pay for it: `most` of them `price` each, `less` of them
    less, which is all that they have left. Round 0: it costs nothing. `mostly` is the stakeholder
    group of most of them, in the result that counts and where it may be told (`core.deciding`).
shares_not_taken: option, people, cost, had (text), paid [{option, people, sum (text)}]
    Those who approve of it had `had` left together, less than it costs; before, so many of them had
    paid `sum` together for other options, the greatest sum first.
shares_beyond: option, people, cost, limit
    It costs more than there is and was left aside.
tie_open: options
    The rule does not decide between these options for what is left.
ties_many: states
    There are more ways to break ties than can be followed (`states` were): only what was taken
    before they part is sure. By Equal Shares nothing is sure then, as each run begins anew.
tie_broken: round, options, taken
    These tied in that round, and the stated order (they stand in it) decided for `taken`.

What depends on how an open tie is broken is not told: then an option has no `…_taken` where it would be
paid for in different ways, and `…_not_taken` only where it is the same in all outcomes.
"""
