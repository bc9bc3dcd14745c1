"""The Method of Equal Shares: all have an equal sum, and pay with it for what they want.

Source: as for `shares`, which tells how one run goes; completion "Add1" as in Peters, Pierczyński
and Skowron (NeurIPS 2021) and Faliszewski et al., Participatory Budgeting: Data, Tools, and
Analysis (IJCAI 2023): as money is usually left, everybody is given one step more, only for the sake
of the count, and it is run anew, until what is bought would cost more than there is; the last
outcome before that holds. Nothing stops it earlier, not even that nothing more could be afforded,
and nothing is filled up afterwards: both would give other outcomes.

With costs a step is one unit of money for each person, the first share limit / people. With seats
every option costs 1 and a step is one seat more, shared by all. Steps that change nothing are
skipped (see `shares`); the outcome is that of one step after another. Options that nobody approves
of or that cost more than the limit are left aside, those that cost nothing are taken.

Ties: each run may break its ties in any way, and all outcomes that this may lead to are possible
ones.

A run with the first share gives extended justified representation to seats (Peters and Skowron
2020). With more money everybody can buy at least as much, but purchases come in another order: the
completed outcome has no proof of it.

Table: `limit`, `spent` and `left` (money or seats; null where a tie leaves it open), `unit` "money"
or "seats"; `share`, `steps` and `given` (the first share of each person, the steps added, the share
in the count; the last two null likewise); `chosen`, by option in its order: `{option, round, cost,
supporters, people, price, most, less}` (round 0: it costs nothing; how many approve of it; how many
of them pay; the most that one pays, as text; how many pay that; how many less); `paid`: `{option:
[[index in profile.votes, amount as text], …]}`, what each person with that ballot pays. What
depends on how an open tie is broken is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from roundtable.core.rules.base import Fact, Outcome, Profile, Rule
from roundtable.core.rules.branching import Followed, Path, Voters, follow, outcome_of, seats_of
from roundtable.core.rules.shares import Market, Purses
from roundtable.core.rules.shares_told import general, options_told, table_of


@dataclass(frozen=True, slots=True)
class Money:
    """What there is to spend.

    costs: of the options that may be bought; free: those that cost nothing; beyond: those that cost more
        than the limit.
    limit: what may be spent.
    share: what everybody has at first; step: by how much that grows; seats: the options are seats.
    """

    costs: Mapping[str, int]
    limit: int
    share: Fraction
    step: Fraction
    seats: bool = False
    free: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()

    @classmethod
    def of(cls, profile: Profile, voters: Voters, seats: int) -> Money:
        """The money of a profile with costs and a limit, else of `seats`."""
        people = max(1, sum(voters.weights))
        wanted = voters.supported
        if profile.limit <= 0:
            costs = dict.fromkeys(wanted, 1) if seats else {}
            return cls(costs, seats, Fraction(seats, people), Fraction(1, people), seats=True)
        costs = {option: profile.costs.get(option, 0) for option in wanted}
        return cls(
            {option: cost for option, cost in costs.items() if 0 < cost <= profile.limit},
            profile.limit,
            Fraction(profile.limit, people),
            Fraction(1),
            free=tuple(option for option, cost in costs.items() if cost <= 0),
            beyond=tuple(option for option, cost in costs.items() if cost > profile.limit),
        )


@dataclass(slots=True)
class Completed:
    """All possible ends of the runs, and the steps added where that is the same for all of them.

    over: what would be bought for with one step more, null where nothing is left to buy.
    """

    ends: list[Path[Purses]] = field(default_factory=list)
    steps: set[int] = field(default_factory=set)
    over: int | None = None
    capped: bool = False
    broken: list[Fact] = field(default_factory=list)

    def add(self, ends: Sequence[Path[Purses]], steps: int, broken: list[Fact]) -> None:
        """Further possible ends, after so many steps."""
        self.ends.extend(ends)
        self.steps.add(steps)
        self.broken = broken


def count(profile: Profile, seats: int = 0, tiebreak: Sequence[str] = ()) -> Outcome:
    """Count by the Method of Equal Shares; without seats or a limit there is nothing to share out."""
    voters = Voters.of(profile)
    money = Money.of(profile, voters, seats)
    done = completed(voters, money, tiebreak)
    followed = Followed(done.ends, done.capped, done.broken)
    for end in followed.ends:
        end.rounds.update(dict.fromkeys(money.free, (0, 0)))
    result = seats_of(followed, voters, open_to=money.costs)
    steps = next(iter(done.steps)) if len(done.steps) == 1 and not done.capped else None
    table = table_of(voters, money, followed, result, steps)
    facts = [*general(table, result, followed, voters), *beyond(money, profile, voters)]
    if done.over is not None and steps is not None:
        facts.insert(1, {"fact": "shares_over", "cost": done.over, "limit": money.limit})
    by_option = options_told(voters, money, followed, result, table)
    return outcome_of(result, facts, by_option, table)


def completed(voters: Voters, money: Money, tiebreak: Sequence[str] = ()) -> Completed:
    """Runs with more and more for everybody, up to the first that would spend too much."""
    done = Completed()
    before: list[Path[Purses]] = []
    added, states = 0, voters.states
    while True:
        market, followed = run(voters, money, added, tiebreak, states)
        if followed.capped:
            return Completed([Path(market.opening())], capped=True)
        states -= max(0, followed.seen - len(money.costs))
        within = [end for end in followed.ends if end.state.spent <= money.limit]
        over = len(within) < len(followed.ends)
        if over:
            done.over = max(end.state.spent for end in followed.ends)
            if before:
                earlier = run(voters, money, added - 1, tiebreak, voters.states)[1]
                done.add(kept(earlier, money), added - 1, earlier.broken)
        if not within:
            return done
        ended = market.steps is None or all(
            len(end.state.taken) == len(money.costs) for end in within
        )
        if ended or (over and market.steps):
            done.add(within, added, followed.broken)
        if ended or market.steps is None:
            return done
        before = within
        added += market.steps + 1


def kept(followed: Followed[Purses], money: Money) -> list[Path[Purses]]:
    """The ends at which no more was spent than there is."""
    return [end for end in followed.ends if end.state.spent <= money.limit]


def run(
    voters: Voters, money: Money, added: int, tiebreak: Sequence[str], states: int
) -> tuple[Market, Followed[Purses]]:
    """One run, with `added` steps more for everybody."""
    share = money.share + added * money.step
    market = Market(voters, money.costs, money.limit, share, money.step)
    return market, follow(market.opening(), market.expand, states, tiebreak)


def beyond(money: Money, profile: Profile, voters: Voters) -> list[Fact]:
    """Options that cost more than there is."""
    return [
        {
            "fact": "shares_beyond",
            "option": option,
            "people": voters.people[option],
            "cost": profile.costs[option],
            "limit": money.limit,
        }
        for option in money.beyond
    ]


RULE = Rule("equal_shares", count, frozenset({"approval", "knapsack"}), seated=True)
