"""Known answers by independent packages: writes *.json of the proportional rules beside it.

Needs `pip install --no-deps abcvoting==2.19.2 pabutools==1.2.3`, and what they import (numpy, networkx,
gmpy2, natsort, ruamel.yaml, preflibtools, prefsampling, pulp, gurobipy).

A case is text. By abcvoting: "ab*3 c -|4|2|ab ac", that is ballots ("*3": three people, "-": nobody), how
many options there are, seats, and all tied committees ("." for an empty one). By pabutools likewise, with
costs instead of the number of options ("3,4,5"; "1,1,1" for seats) and the limit, then: all outcomes of a run
with the first share; all that are possible by Add1, each run broken in any way; the one with ties broken
by the alphabet; and what the package itself gives as completed, which stops once nothing more would fit.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from abcvoting import abcrules  # type: ignore[import-not-found]
from abcvoting.preferences import Profile  # type: ignore[import-not-found]
from gmpy2 import mpq  # type: ignore[import-not-found]
from pabutools.election import (  # type: ignore[import-not-found]
    ApprovalBallot,
    ApprovalProfile,
    Cost_Sat,
    Instance,
    Project,
)
from pabutools.rules import BudgetAllocation, method_of_equal_shares  # type: ignore[import-not-found]
from pabutools.rules.mes.mes_rule import (  # type: ignore[import-not-found]
    method_of_equal_shares_scheme,
)

CASES = 220
LETTERS = "abcdefg"
Votes = Counter[str]


def ballots(chance: random.Random, most: int) -> tuple[Votes, int]:
    """Some groups of like-minded people, so that ties and blocs happen."""
    options = chance.randint(3, most)
    few = []
    for _ in range(chance.randint(2, 6)):
        size = chance.choice((0, 1, 1, 2, 2, 3, 3, 4))
        few.append("".join(sorted(chance.sample(LETTERS[:options], min(size, options)))))
    return Counter(chance.choice(few) for _ in range(chance.randint(3, 14))), options


def written(votes: Votes) -> str:
    return " ".join(f"{b or '-'}*{n}" if n > 1 else b or "-" for b, n in votes.items())


def names(committees: Iterable[Iterable[Any]]) -> str:
    return " ".join(sorted({"".join(sorted(map(str, each))) or "." for each in committees}))


def committees(rule: str, algorithm: str) -> Callable[[random.Random], str]:
    def case(chance: random.Random) -> str:
        votes, options = ballots(chance, 7)
        seats = chance.randint(1, options - 1)
        profile = Profile(options)
        for ballot, people in votes.items():
            profile.add_voters([[LETTERS.index(o) for o in ballot]] * people)
        found = abcrules.compute(rule, profile, seats, algorithm=algorithm, resolute=False)
        tied = names([LETTERS[o] for o in each] for each in found)
        return f"{written(votes)}|{options}|{seats}|{tied}"

    return case


class Script:
    """A tie-breaking rule that follows a script, then takes the first, and keeps how many tied."""

    def __init__(self, script: tuple[int, ...]) -> None:
        self.script = list(script)
        self.tied: list[int] = []

    def order(self, _instance: Any, _profile: Any, projects: Iterable[Any]) -> list[Any]:
        ordered = sorted(projects, key=str)
        if len(self.tied) == len(self.script):
            self.script.append(0)
        first = ordered[self.script[len(self.tied)]]
        self.tied.append(len(ordered))
        return [first]


def all_ways(run: Callable[[Script], Any]) -> list[Any]:
    """All outcomes of a run, every tie broken every way (the package's own way to do so fails)."""
    found: list[Any] = []
    waiting: list[tuple[int, ...]] = [()]
    while waiting:
        begun = waiting.pop()
        script = Script(begun)
        found.append(run(script))
        for n in range(len(begun), len(script.tied)):
            head = tuple(script.script[:n])
            waiting += [(*head, other) for other in range(1, script.tied[n])]
    return found


def shares(
    costs: Callable[[random.Random, int], tuple[list[int], int]],
) -> Callable[[random.Random], str]:
    def case(chance: random.Random) -> str:
        votes, options = ballots(chance, 5)
        prices, limit = costs(chance, options)
        unit = all(price == 1 for price in prices)
        projects = [Project(LETTERS[n], price) for n, price in enumerate(prices)]
        election = ApprovalProfile(
            [ApprovalBallot(projects[LETTERS.index(o)] for o in b) for b in votes.elements()]
        )
        instance = Instance(projects, budget_limit=limit)
        people = votes.total()
        step = mpq(1, people) if unit else mpq(1)

        def run(added: int, script: Script) -> Any:
            return method_of_equal_shares_scheme(
                instance,
                election,
                election.as_sat_profile(Cost_Sat),
                mpq(limit, people) + added * step,
                BudgetAllocation(),
                script,
            )

        wanted = sum(p.cost for p in projects if any(str(p) in b for b in votes))
        first = all_ways(lambda script: run(0, script))
        ways = add1(lambda added: all_ways(lambda script: run(added, script)), limit, wanted)
        one = add1(lambda added: [run(added, Script(()))], limit, wanted)
        own = method_of_equal_shares(instance, election, Cost_Sat, voter_budget_increment=step)
        answers = (first, ways, one, [own])
        figures = ",".join(map(str, prices))
        return "|".join([written(votes), figures, str(limit), *map(names, answers)])

    return case


def add1(run: Callable[[int], list[Any]], limit: int, wanted: int) -> list[Any]:
    """All outcomes before the first that spends too much, one step after another."""
    possible: list[Any] = []
    before: list[Any] = []
    added = 0
    while True:
        found = run(added)
        within = [each for each in found if sum(p.cost for p in each) <= limit]
        if len(within) < len(found):
            possible += before
        if not within or all(sum(p.cost for p in each) == wanted for each in within):
            return possible + within
        before = within
        added += 1


def money(chance: random.Random, options: int) -> tuple[list[int], int]:
    limit = chance.choice((20, 40, 60, 100))
    return [chance.randint(limit // 10, limit * 3 // 4) for _ in range(options)], limit


def seats(chance: random.Random, options: int) -> tuple[list[int], int]:
    return [1] * options, chance.randint(1, options - 1)


def write(name: str, package: str, case: Callable[[random.Random], str]) -> None:
    chance = random.Random(f"proportional {name}")
    made = {"package": package, "rule": name}
    cases = sorted({case(chance) for _ in range(CASES)})
    assert len(cases) >= 200, name
    text = ",\n".join(json.dumps(each) for each in cases)
    head = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in made.items())
    Path(__file__).with_name(f"{name}.json").write_text(f'{{\n{head},\n"cases": [\n{text}\n]}}\n')


def main() -> None:
    abc, pabu = "abcvoting 2.19.2", "pabutools 1.2.3"
    write("phragmen", abc, committees("seqphragmen", "standard-fractions"))
    write("sequential_proportional", abc, committees("seqpav", "standard"))
    without = committees("equal-shares-without-completion", "standard-fractions")
    write("equal_shares_run", abc, without)
    write("equal_shares_seats", pabu, shares(seats))
    write("equal_shares_costs", pabu, shares(money))


if __name__ == "__main__":
    main()
