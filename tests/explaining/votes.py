"""Results of every ballot by every rule that fits it, made by chance but always the same."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

from roundtable.core import ballots as b
from tests.core.counting import result_of

OPTIONS = ["bridge", "library", "night", "park", "school", "tram"]
TITLES = {
    "bridge": "A bridge for bicycles",
    "library": "The library open on Sundays",
    "night": "A night bus to the villages",
    "park": "Trees instead of parking places",
    "school": "Language lessons at school",
    "tram": "A tram to the industrial park",
}
COSTS = dict(zip(OPTIONS, (30_000, 8_000, 12_000, 15_000, 9_000, 60_000), strict=True))
GROUPS = ("city", "employers", "newcomers")
CASES = [(ballot, rule) for ballot in b.TYPES for rule in b.RULES[ballot]]


def marks_of(ballot: str, chance: random.Random) -> dict[str, int]:  # noqa: PLR0911
    """One ballot, as `core.ballots` has it, with a taste for the first options."""
    liked = [o for n, o in enumerate(OPTIONS) if chance.random() < 0.75 - 0.1 * n]
    liked = liked or [chance.choice(OPTIONS)]
    if ballot == "approval":
        return dict.fromkeys(liked, 1)
    if ballot == "dots":
        return {o: chance.randint(1, 2) for o in liked[:2]}
    if ballot == "opinion":
        return {o: chance.choice((1, 1, 0, -1)) for o in OPTIONS}
    if ballot in ("score", "grade"):
        return {o: min(5, max(0, 4 - n + chance.randint(-2, 3))) for n, o in enumerate(OPTIONS)}
    if ballot == "ranking":
        order = sorted(OPTIONS, key=lambda o: OPTIONS.index(o) + chance.random() * 6)
        return {o: n for n, o in enumerate(order[: chance.randint(2, 6)], 1)}
    if ballot == "pairs":
        pairs = [b.pair_key(one, other) for one, other in combinations(OPTIONS, 2)]
        return {pair: chance.choice((1, 1, 1, 0, -1)) for pair in pairs if chance.random() < 0.7}
    picked, left = {}, 50_000
    for o in chance.sample(OPTIONS, len(OPTIONS)):
        if COSTS[o] <= left and chance.random() < 0.6:
            picked[o], left = 1, left - COSTS[o]
    return picked or {"library": 1}


def settings_of(ballot: str, rule: str, **more: Any) -> dict[str, Any]:
    """Settings of a vote that this rule counts."""
    seats = 3 if ballot == "approval" and rule != "approval" else 0
    money = {"sum": 50_000, "unit": "€"} if ballot == "knapsack" else {}
    return {"ballot": ballot, "rule": rule, "seats": seats, "budget": 5, **money} | more


def result(ballot: str, rule: str, people: int = 38, seed: int = 1, **more: Any) -> dict[str, Any]:
    """A result; `more` goes into the settings."""
    chance = random.Random(seed)
    cast = [(GROUPS[n % 3], marks_of(ballot, chance)) for n in range(people)]
    here = dict.fromkeys(GROUPS, people // 3 + 3)
    given = settings_of(ballot, rule, **more)
    return result_of(
        settings=given,
        options=OPTIONS,
        ballots=cast,
        present=here,
        costs=COSTS,
        abstained={"city": 2},
        desk=6,
        seed="kept-since-the-morning",
    ) | {"settled": None, "revised": None}
