"""What is told about an outcome of the Method of Equal Shares: facts and table (`equal_shares`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Any, Protocol

from roundtable.core.rules.base import Fact, exact
from roundtable.core.rules.branching import (
    Followed,
    Path,
    Seats,
    Voters,
    agreed,
    by_vote,
    tie_facts,
)
from roundtable.core.rules.shares import Bought, Purses

Table = dict[str, Any]


class Money(Protocol):
    """What there is to spend, see `equal_shares.Money`."""

    @property
    def costs(self) -> Mapping[str, int]:
        """Of the options that may be bought."""

    @property
    def limit(self) -> int:
        """What may be spent."""

    @property
    def share(self) -> Fraction:
        """What everybody has at first."""

    @property
    def step(self) -> Fraction:
        """By how much that grows."""

    @property
    def seats(self) -> bool:
        """Whether the options are seats."""

    @property
    def free(self) -> tuple[str, ...]:
        """Options that cost nothing."""


def table_of(
    voters: Voters, money: Money, followed: Followed[Purses], result: Seats, steps: int | None
) -> Table:
    """The working behind the outcome."""
    rows: Mapping[str, Bought] = Path.together(followed.ends).rows
    placed = [o for each in result.order for o in each if o in rows or o in money.free]
    spent = {end.state.spent for end in followed.ends}
    known = next(iter(spent)) if len(spent) == 1 and not followed.capped else None
    return {
        "unit": "seats" if money.seats else "money",
        "limit": money.limit,
        "spent": known,
        "left": None if known is None else money.limit - known,
        "share": exact(money.share),
        "steps": steps,
        "given": None if steps is None else exact(money.share + steps * money.step),
        "chosen": [row_of(voters, money, option, followed, rows.get(option)) for option in placed],
        "paid": {
            option: by_vote(voters, {n: exact(each) for n, each in amounts(rows[option])})
            if option in rows
            else []
            for option in placed
        },
    }


def row_of(
    voters: Voters,
    money: Money,
    option: str,
    followed: Followed[Purses],
    row: Bought | None,
) -> dict[str, Any]:
    """A chosen option as a row of the table."""
    paid = amounts(row) if row else []
    price = Fraction(row.price, row.unit) if row else Fraction()
    people = sum(voters.weights[n] for n, _ in paid)
    most = sum(voters.weights[n] for n, each in paid if each == price)
    return {
        "option": option,
        "round": min(end.rounds[option][0] for end in followed.ends if option in end.rounds),
        "cost": money.costs.get(option, 0),
        "supporters": voters.people[option],
        "people": people,
        "price": exact(price),
        "most": most,
        "less": people - most,
    }


def amounts(row: Bought) -> list[tuple[int, Fraction]]:
    """What each group of voters pays for an option."""
    return [(n, Fraction(each, row.unit)) for n, each in row.paid]


def general(table: Table, result: Seats, followed: Followed[Purses], voters: Voters) -> list[Fact]:
    """What there was for everybody, what is left, and ties."""
    told = ("unit", "limit", "share", "steps", "given")
    facts: list[Fact] = [
        {"fact": "shares", "people": sum(voters.weights), **{key: table[key] for key in told}}
    ]
    if table["left"] is not None:
        facts.append(
            {"fact": "shares_left", "unit": table["unit"], "limit": table["limit"]}
            | {"spent": table["spent"], "left": table["left"]}
        )
    return facts + tie_facts(result, followed, voters.states)


def options_told(
    voters: Voters, money: Money, followed: Followed[Purses], result: Seats, table: Table
) -> dict[str, Fact]:
    """How each option was paid for, or why it was not."""
    facts = {row["option"]: {"fact": "shares_taken", **row} for row in table["chosen"]}
    if not followed.capped:
        open_to = [o for o in money.costs if o not in result.chosen and o not in result.tied]
        facts.update(agreed([not_taken(voters, money, end, open_to) for end in followed.ends]))
    return facts


def not_taken(
    voters: Voters, money: Money, end: Path[Purses], options: Collection[str]
) -> dict[str, Fact]:
    """What the supporters of options had left, and what they had paid for."""
    return {
        option: {
            "fact": "shares_not_taken",
            "option": option,
            "people": voters.people[option],
            "cost": money.costs[option],
            "had": exact(left_to(voters, end.state, option)),
            "paid": paid_for(voters, end, option),
        }
        for option in options
    }


def left_to(voters: Voters, purses: Purses, option: str) -> Fraction:
    """What the supporters of an option have left together."""
    together = sum(voters.weights[n] * purses.money[n] for n in voters.supporters[option])
    return Fraction(together, purses.unit)


def paid_for(voters: Voters, end: Path[Purses], option: str) -> list[dict[str, Any]]:
    """What the supporters of an option paid for instead, the greatest sum first."""
    own = frozenset(voters.supporters[option])
    sums: list[tuple[Fraction, str, int]] = []
    for other, row in end.rows.items():
        paid = [(n, each) for n, each in amounts(row) if n in own]
        if paid:
            together = sum((voters.weights[n] * each for n, each in paid), Fraction())
            sums.append((together, other, sum(voters.weights[n] for n, _ in paid)))
    sums.sort(key=lambda each: each[0], reverse=True)
    return [
        {"option": other, "people": people, "sum": exact(together)}
        for together, other, people in sums
    ]
