"""Approval voting: most approvals first.

Source: Brams and Fishburn, Approval Voting (1983). Of opinions (agree, pass, disagree) agreements
count. Where options cost (knapsack voting: Goel, Krishnaswamy, Sakshuwong and Aitamurto, ACM TEAC 7,
2019), they are taken up by falling approvals; one that no longer fits is passed over and the next is
tried (the greedy rule of Talmon and Faliszewski, AAAI 2019); what nobody marked is not taken up.

Table: {"figures": {option: approvals as text}}; where options cost also {"spent": of the chosen,
"limit": what may be spent, "costs": {option: cost}}.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from roundtable.core.rules.base import Fact, Outcome, Profile, Rule, broken, by_score, exact
from roundtable.core.rules.ties import in_order, scored, tie_told

#: So many ways of filling the limit are followed where approvals tie.
MOST = 2000


def count(profile: Profile, seats: int = 0, tiebreak: Sequence[str] = ()) -> Outcome:
    """Options by falling approvals; where they cost, those that fit are chosen, whatever the seats."""
    yes = {
        option: sum(weight for marks, weight in profile.votes if marks.get(option) == 1)
        for option in profile.options
    }
    facts: list[Fact] = [
        {"fact": "approvals", "option": option, "yes": yes[option], "of": profile.people}
        for option in profile.options
    ]
    table: dict[str, Any] = {"figures": {option: exact(n) for option, n in yes.items()}}
    if profile.limit:
        return _filled(profile, yes, tiebreak, facts, table)
    return scored(yes, seats, tiebreak, ((), facts), table)


def _filled(
    profile: Profile,
    yes: dict[str, int],
    tiebreak: Sequence[str],
    facts: list[Fact],
    table: dict[str, Any],
) -> Outcome:
    undecided = by_score(yes)
    order = broken(undecided, tiebreak)
    ways, capped = _ways(profile, [each for each in order if yes[each[0]]])
    listed = [option for options in order for option in options]
    sure = frozenset.intersection(*ways)
    chosen = tuple(option for option in listed if option in sure)
    open_to = frozenset.union(*ways) - sure
    if capped:
        open_to |= {o for o in listed if yes[o] and o not in sure and _fits(profile, sure, o)}
    tied = tuple(option for option in listed if option in open_to)
    spent = sum(profile.costs[option] for option in chosen)
    general: list[Fact] = [
        {"fact": "fits", "options": list(chosen), "spent": spent, "limit": profile.limit}
    ]
    if tied:
        general.append(tie_told(tied, len(chosen) + 1, 0, ()) | {"limit": profile.limit - spent})
    if tiebreak:
        general.extend(_broken_told(profile, undecided, yes, tiebreak))
    general.extend([{"fact": "capped", "ways": MOST}] if capped else [])
    general.extend(
        {"fact": "too_dear", "option": o, "cost": profile.costs[o], "yes": yes[o]}
        for o in listed
        if yes[o] and o not in sure and o not in open_to
    )
    table |= {"spent": spent, "limit": profile.limit, "costs": dict(profile.costs)}
    return Outcome(order, chosen, tied, (*general, *in_order(facts, order)), table)


def _broken_told(
    profile: Profile,
    undecided: tuple[tuple[str, ...], ...],
    yes: dict[str, int],
    tiebreak: Sequence[str],
) -> list[Fact]:
    ways, _ = _ways(profile, [each for each in undecided if yes[each[0]]])
    open_to = frozenset.union(*ways) - frozenset.intersection(*ways)
    return [tie_told(open_to, 1, 0, tiebreak)] if open_to else []


def _ways(profile: Profile, order: Sequence[Sequence[str]]) -> tuple[set[frozenset[str]], bool]:
    """All sets that may be chosen over all orders of tied options, and whether not all were followed."""
    ways: set[frozenset[str]] = {frozenset()}
    followed = 0
    for options in order:
        ends: set[frozenset[str]] = set()
        seen, todo = set(ways), list(ways)
        while todo:
            way = todo.pop()
            followed += 1
            if followed > MOST:
                return ends | {way, *todo}, True
            more = _next(profile, way, options)
            ends |= set() if more else {way}
            todo.extend(each for each in more if each not in seen)
            seen.update(more)
        ways = ends
    return ways, False


def _next(profile: Profile, way: frozenset[str], options: Sequence[str]) -> list[frozenset[str]]:
    """The sets one option larger; where all that are left fit together, just the one with them all."""
    left = [o for o in options if o not in way and _fits(profile, way, o)]
    if sum(profile.costs[o] for o in way.union(left)) <= profile.limit:
        return [way.union(left)] if left else []
    return [way | {option} for option in left]


def _fits(profile: Profile, way: frozenset[str], option: str) -> bool:
    return sum(profile.costs[o] for o in way) + profile.costs[option] <= profile.limit


RULE = Rule("approval", count, frozenset({"approval", "opinion", "knapsack"}))
