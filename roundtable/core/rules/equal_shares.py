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
from dataclasses import dataclass
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
    """All possible ends of the runs.

    steps: after how many (None: a tie leaves it open).
    over: for how much would be bought with one more (None: nothing is left to buy).
    """

    followed: Followed[Purses]
    steps: int | None = None
    over: int | None = None


def count(profile: Profile, seats: int = 0, tiebreak: Sequence[str] = ()) -> Outcome:
    """Count by the Method of Equal Shares; without seats or a limit there is nothing to share out."""
    voters = Voters.of(profile)
    money = Money.of(profile, voters, seats)
    done = completed(voters, money, tiebreak)
    for end in done.followed.ends:
        end.rounds.update(dict.fromkeys(money.free, (0, 0)))
    result = seats_of(done.followed, voters, tiebreak, open_to=money.costs)
    table = table_of(voters, money, done.followed, result, done.steps)
    if money.limit <= 0:
        return outcome_of(result, [], {}, table)
    facts = general(table, result, done.followed, voters)
    if done.over is not None:
        facts.append({"fact": "shares_over", "cost": done.over, "limit": money.limit})
    facts += beyond(money, profile, voters)
    by_option = options_told(voters, money, done.followed, result, table)
    return outcome_of(result, facts, by_option, table)


def completed(voters: Voters, money: Money, tiebreak: Sequence[str] = ()) -> Completed:
    """Runs with more and more for everybody, up to the first that would spend too much."""
    market = Market(voters, money.costs, money.limit, money.share, money.step)
    held: list[int] = []
    added, states, over = 0, voters.states, 0
    while True:
        followed = follow(market.paths(added), market.expand, states, tiebreak, market.keep)
        if followed.capped:
            return Completed(Followed([Path(market.opening())], capped=True))
        states -= max(0, followed.seen - len(money.costs))
        within = kept(followed, money)
        too_much = len(within) < len(followed.ends)
        if too_much and added:
            over = max(end.state.spent for end in followed.ends)
            held.append(added - 1)
        if not within:
            break
        all_bought = all(len(end.state.taken) == len(money.costs) for end in within)
        if all_bought or market.steps is None or (too_much and market.steps):
            held.append(added)
        if all_bought or market.steps is None:
            break
        added += market.steps + 1
    return reported(voters, money, sorted(set(held)), over, tiebreak)


def reported(
    voters: Voters, money: Money, held: Sequence[int], over: int, tiebreak: Sequence[str]
) -> Completed:
    """The runs that may hold, from their beginning: where no tie is open it is one."""
    ends: list[Path[Purses]] = []
    broken: list[Fact] = []
    for added in held:
        market = Market(voters, money.costs, money.limit, money.share, money.step)
        followed = follow(market.paths(added), market.expand, voters.states, tiebreak)
        ends += kept(followed, money)
        broken = followed.broken
    steps = held[0] if len(held) == 1 else None
    return Completed(
        Followed(ends, broken=broken), steps, over if steps is not None and over else None
    )


def kept(followed: Followed[Purses], money: Money) -> list[Path[Purses]]:
    """The ends at which no more was spent than there is."""
    return [end for end in followed.ends if end.state.spent <= money.limit]


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
