"""Profiles of approval ballots as short text: "ab*3 c -" (a letter for each option, "-": nobody)."""

from __future__ import annotations

from fractions import Fraction

from roundtable.core.rules import RULES, equal_shares, phragmen, sequential_proportional
from roundtable.core.rules.base import Outcome, Profile
from roundtable.core.rules.branching import Voters, follow
from roundtable.core.rules.shares import Market


def approvals(text: str, options: int | str, costs: str = "", limit: int = 0) -> Profile:
    """`options`: their letters, or how many; `costs`: "3,4,5"."""
    names = "abcdefgh"[:options] if isinstance(options, int) else options
    votes = []
    for each in text.split():
        ballot, _, people = each.partition("*")
        votes.append(({option: 1 for option in ballot if option != "-"}, int(people or 1)))
    figures = [int(cost) for cost in costs.split(",") if cost]
    return Profile(tuple(names), tuple(votes), dict(zip(names, figures, strict=False)), limit)


def outcome(rule: str, profile: Profile, seats: int = 0, tiebreak: str = "") -> Outcome:
    return RULES[rule].count(profile, seats, tuple(tiebreak))


def ways(rule: str, profile: Profile, seats: int = 0) -> set[str]:
    """All possible outcomes, however ties are broken."""
    voters = Voters.of(profile)
    places = min(seats, len(voters.supported))
    if rule == "phragmen":
        return {written(e.state.taken) for e in phragmen.filled(voters, places).ends}
    if rule == "sequential_proportional":
        return {written(e.state) for e in sequential_proportional.filled(voters, places).ends}
    money = equal_shares.Money.of(profile, voters, seats)
    return {written(e.state.taken) for e in equal_shares.completed(voters, money).followed.ends}


def first_run(profile: Profile, seats: int = 0) -> set[str]:
    """All possible outcomes of Equal Shares without its completion."""
    voters = Voters.of(profile)
    money = equal_shares.Money.of(profile, voters, seats)
    market = Market(voters, money.costs, money.limit, money.share, money.step)
    followed = follow(market.paths(0), market.expand, voters.states)
    return {written(end.state.taken) for end in followed.ends}


def plainly(profile: Profile, seats: int, tiebreak: str) -> list[str]:
    """Equal Shares with Add1, as plainly as it can be written: what is taken with each step."""
    costs = {o: profile.costs[o] if profile.limit else 1 for o in profile.options}
    limit = profile.limit or seats
    share, step = Fraction(limit, profile.people), Fraction(1)
    if not profile.limit:
        step = Fraction(1, profile.people)
    wanted = {o for o in supported(profile) if costs[o] <= limit}
    held: list[str] = []
    while not held or held[-1] != written(wanted):
        taken = bought(profile, costs, wanted, share + len(held) * step, tiebreak)
        if sum(costs[o] for o in taken) > limit:
            break
        held.append(written(taken))
    return held


def supported(profile: Profile) -> set[str]:
    """What somebody approves of."""
    return {option for marks, _ in profile.votes for option in marks}


def bought(
    profile: Profile, costs: dict[str, int], wanted: set[str], share: Fraction, tiebreak: str
) -> set[str]:
    """One run of Equal Shares with cost utilities."""
    left = [share] * len(profile.votes)
    taken: set[str] = set()
    while True:
        prices = {
            option: price / costs[option]
            for option in wanted - taken
            if (price := greatest(profile, left, option, costs[option])) is not None
        }
        if not prices:
            return taken
        option = min(prices, key=lambda o: (prices[o], tiebreak.index(o)))
        price = prices[option] * costs[option]
        for n, (marks, _) in enumerate(profile.votes):
            if option in marks:
                left[n] -= min(price, left[n])
        taken.add(option)


def greatest(profile: Profile, left: list[Fraction], option: str, cost: int) -> Fraction | None:
    """The payment of those who can, where all who approve pay for an option."""
    payers = sorted(
        (left[n], people) for n, (marks, people) in enumerate(profile.votes) if option in marks
    )
    rest, people = Fraction(cost), sum(each for _, each in payers)
    for sum_left, weight in payers:
        if sum_left * people >= rest:
            return rest / people
        rest -= sum_left * weight
        people -= weight
    return None


def written(options: frozenset[str] | set[str] | tuple[str, ...]) -> str:
    return "".join(sorted(options)) or "."
