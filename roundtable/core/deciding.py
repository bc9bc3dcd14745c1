"""What a vote decides: by the rule that counts, and what other rules would have made of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from roundtable.core import ballots as b
from roundtable.core.rules import RULES
from roundtable.core.rules.base import Fact, Outcome, Profile
from roundtable.core.rules.compare import why

Data = dict[str, Any]
#: Ballots times options times seats up to which equal shares is counted for comparison: half a second.
_MOST_WORK = 600_000


def drawn(options: Iterable[str], seed: str) -> tuple[str, ...]:
    """An order that a seed draws: by the SHA-256 of the seed and the id of each option, the least first.

    Anybody can draw it again: `sha256("SEED:OPTION")`.
    """
    return tuple(sorted(options, key=lambda o: hashlib.sha256(f"{seed}:{o}".encode()).hexdigest()))


#: From the ballots that pay for an option, as indices of `Profile.votes`, to the group that most of
#: those people belong to; None where that may not be told (`core.disclosure.mostly`).
Mostly = Callable[[Iterable[int]], str | None]


def decided(
    settings: Mapping[str, Any], profile: Profile, seed: str, mostly: Mostly | None = None
) -> Data | None:
    """What the rule of a vote makes of its ballots, and beside it what other rules would make of them.

    Returns `{"rule", "count": {order, chosen, tied, drawn, facts, table}, "others": [{rule, order,
    chosen, tied, facts, table, differs, why}], "left_out": [rule]}`; None where no rule counts, as in
    a consent round. Left out are rules that would take too long only to be compared: everyone waits. A
    tie is drawn by the `seed` where the settings say so; else it stays.
    """
    name = b.rule_of(settings)
    if name not in RULES:
        return None
    seats = _seats(settings, name, profile)
    count, draw = counted(settings, profile, seed)
    fitting = [
        other
        for other in b.RULES[str(settings.get("ballot") or "approval")]
        if other in RULES and other != name and (seats or profile.limit or other not in b.SEATED)
    ]
    left_out = [other for other in fitting if _takes_long(other, profile, seats)]
    others = [
        _beside(other, {name: count}, profile, seats, draw)
        for other in fitting
        if other not in left_out
    ]
    if mostly is not None:
        count = _paid_by(count, mostly)
    told = outcome_body(count) | {"drawn": {"seed": seed, "order": [*draw]} if draw else None}
    return {"rule": name, "count": told, "others": others, "left_out": left_out}


def _paid_by(outcome: Outcome, mostly: Mostly) -> Outcome:
    """The outcome, whose facts on who pays also name the group of most of them, where there is one."""
    paid = outcome.table.get("paid") or {}
    facts = tuple(
        {**fact, "mostly": mostly(index for index, _ in paid.get(fact["option"], ()))}
        if fact["fact"] == "shares_taken"
        else fact
        for fact in outcome.facts
    )
    return replace(outcome, facts=facts)


def _takes_long(rule: str, profile: Profile, seats: int) -> bool:
    work = len(profile.votes) * len(profile.options) * (seats or len(profile.options))
    return rule == "equal_shares" and work > _MOST_WORK


def _seats(settings: Mapping[str, Any], rule: str, profile: Profile) -> int:
    """As many as the settings say; a rule that needs seats and has none fills as many as there are."""
    seats = min(int(settings.get("seats") or 0), len(profile.options))
    return seats or (len(profile.options) if rule in b.SEATED and not profile.limit else 0)


def counted(
    settings: Mapping[str, Any], profile: Profile, seed: str
) -> tuple[Outcome, tuple[str, ...]]:
    """What the rule of a vote makes of its ballots, and the order that was drawn, if a tie was."""
    rule = b.rule_of(settings)
    seats = _seats(settings, rule, profile)
    count = RULES[rule].count(profile, seats)
    if not count.tied or settings.get("ties") != "draw":
        return count, ()
    order = drawn(profile.options, seed)
    return RULES[rule].count(profile, seats, order), order


def _beside(
    rule: str,
    counts: Mapping[str, Outcome],
    profile: Profile,
    seats: int,
    tiebreak: Sequence[str],
) -> Data:
    """Another rule beside the one that `counts`, `{its name: its outcome}`."""
    (counting,) = counts.values()
    other = RULES[rule].count(profile, seats, tiebreak)
    taken = seats or profile.limit
    differs = _taken(other, taken) != _taken(counting, taken)
    reasons: Iterable[Fact] = why(profile, {**counts, rule: other}) if differs else ()
    return {"rule": rule} | outcome_body(other) | {"differs": differs, "why": [*reasons]}


def _taken(outcome: Outcome, seats: int) -> tuple[frozenset[str], frozenset[str]]:
    """What is chosen, and between what it is open; without seats what comes first."""
    if seats:
        return frozenset(outcome.chosen), frozenset(outcome.tied)
    return frozenset(outcome.first), frozenset()


def outcome_body(outcome: Outcome) -> Data:
    """An outcome as JSON.

    What each single ballot pays is left out: it tells what is on ballots, and grows with the room.
    """
    return {
        "order": [list(each) for each in outcome.order],
        "chosen": [*outcome.chosen],
        "tied": [*outcome.tied],
        "facts": [dict(fact) for fact in outcome.facts],
        "table": {name: part for name, part in outcome.table.items() if name != "paid"},
    }
