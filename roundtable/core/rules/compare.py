"""Why another rule has another result on the same ballots: facts, as `facts` lists them.

The rule that counts and another one are compared by who is first and by who is chosen. Where they agree
there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from roundtable.core.rules.ballots_left import Ballots
from roundtable.core.rules.base import Fact, Outcome, Profile, exact
from roundtable.core.rules.borda import count as borda
from roundtable.core.rules.facts import plain
from roundtable.core.rules.graded import distributions
from roundtable.core.rules.majority_judgment import gauge
from roundtable.core.rules.pairwise import Matrix, beats, duel, matrix_of, told

GRADED = frozenset({"mean", "median", "majority_judgment"})
RANKED = frozenset({"schulze", "borda", "instant_runoff", "ranked_pairs", "minimax"})
#: Outcomes by the names of their rules, the one that counts first.
Both = Mapping[str, Outcome]


def why(profile: Profile, both: Both) -> tuple[Fact, ...]:
    """What explains that two rules differ; nothing where they do not.

    both: the outcome of the rule that counts and that of the other one, by their names.
    """
    (rule, outcome), (other_rule, other) = both.items()
    facts: list[Fact] = []
    ours, theirs = set(outcome.first), set(other.first)
    if ours < theirs or theirs < ours:
        name = other_rule if ours < theirs else rule
        first = {"options": sorted(ours | theirs), "first": sorted(ours & theirs)}
        facts.append({"fact": "only_tied", "rule": name} | first)
    elif ours != theirs:
        a, b = min(ours - theirs), min(theirs - ours)
        if set(both) <= RANKED:
            facts.extend(_ranked(profile, both, a, b))
        elif set(both) <= GRADED:
            facts.extend(_graded(profile, both, a, b))
    if set(outcome.chosen) != set(other.chosen):
        facts.extend(_seated(profile, both))
    return tuple(facts)


def _ranked(profile: Profile, both: Both, a: str, b: str) -> list[Fact]:
    matrix = matrix_of(profile)
    winner, loser = (b, a) if beats(matrix, b, a) else (a, b)
    facts = [
        {"fact": "no_condorcet", "options": fact["options"]} if fact["fact"] == "cycle" else fact
        for fact in told(matrix, (a, b))
        if fact["fact"] == "cycle" or fact.get("option") in {a, b}
    ]
    if beats(matrix, winner, loser):
        facts.extend(_by_firsts(profile, matrix, both, winner, loser))
        facts.extend(_by_places(profile, matrix, both, winner, loser))
    if not any("for" in fact and {winner, loser} <= set(fact.values()) for fact in _flat(facts)):
        between = {"fact": "duel", "option": winner, "rival": loser}
        facts.append(between | duel(matrix, winner, loser))
    return facts


def _flat(facts: list[Fact]) -> list[Fact]:
    return [{k: v for k, v in fact.items() if isinstance(v, str | int)} for fact in facts]


def _by_firsts(profile: Profile, matrix: Matrix, both: Both, winner: str, loser: str) -> list[Fact]:
    """When the winner head to head had the fewest votes, so that instant runoff does not elect it."""
    runoff = both["instant_runoff"].facts if "instant_runoff" in both else ()
    for fact in runoff:
        if fact["fact"] == "eliminated" and fact["option"] == winner:
            then = {"round": fact["round"], "votes": fact["votes"], "of": profile.people}
            between: Fact = {"fact": "few_firsts", "option": winner, "rival": loser}
            return [between | then | duel(matrix, winner, loser)]
    return []


def _by_places(profile: Profile, matrix: Matrix, both: Both, winner: str, loser: str) -> list[Fact]:
    """The loser head to head has the better average place, or more first places."""
    if "borda" not in both or loser not in both["borda"].first:
        return _more_firsts(profile, matrix, winner, loser)
    places = {f["option"]: f["place"] for f in borda(profile).facts if f["fact"] == "borda"}
    fact: Fact = {"fact": "broad", "option": loser, "rival": winner, "place": places[loser]}
    return [fact | {"rival_place": places[winner]} | duel(matrix, loser, winner)]


def _more_firsts(profile: Profile, matrix: Matrix, winner: str, loser: str) -> list[Fact]:
    firsts = Ballots.of(profile).votes(profile.options)
    if firsts[loser] <= firsts[winner]:
        return []
    fact: Fact = {"fact": "firsts_but_loses", "option": loser, "rival": winner}
    figures = {"firsts": plain(firsts[loser]), "rival_firsts": plain(firsts[winner])}
    return [fact | figures | {"of": profile.people} | duel(matrix, loser, winner)]


def _graded(profile: Profile, both: Both, a: str, b: str) -> list[Fact]:
    counts = distributions(profile)
    gauges = {option: gauge(counts[option]) for option in (a, b)}
    facts = _split(counts, a, b, profile.people)
    means = {
        option: Fraction(sum(mark * n for mark, n in enumerate(counts[option])), profile.people)
        for option in (a, b)
    }
    high, low = sorted((a, b), key=lambda option: gauges[option][1], reverse=True)
    if gauges[high][1] > gauges[low][1] and means[low] > means[high]:
        medians = {"median": gauges[high][1], "rival_median": gauges[low][1]}
        exactly = {"mean": exact(means[high]), "rival_mean": exact(means[low])}
        facts.append({"fact": "median_mean", "option": high, "rival": low} | medians | exactly)
    elif gauges[high][1] == gauges[low][1] and "majority_judgment" in both:
        first, rival = (a, b) if a in both["majority_judgment"].first else (b, a)
        above, grade, below = gauges[first]
        if _leading(gauges[first]) == _leading(gauges[rival]):
            return facts  # decided by grades further away, which no sentence makes plain
        theirs = {"rival_above": gauges[rival][0], "rival_below": gauges[rival][2]}
        ours = {"grade": grade, "above": above, "below": below}
        facts.append({"fact": "close_gauge", "option": first, "rival": rival} | ours | theirs)
    return facts


def _leading(gauge: tuple[int, int, int]) -> int:
    """By what the majority gauge compares those of the same grade, more being better."""
    above, _, below = gauge
    return above if above > below else -below


def _split(counts: Mapping[str, list[int]], a: str, b: str, people: int) -> list[Fact]:
    """The room is more divided on one of the two: more give it the highest mark, and more the lowest."""
    for option, rival in ((a, b), (b, a)):
        ours, theirs = counts[option], counts[rival]
        if ours[-1] > theirs[-1] and ours[0] > theirs[0]:
            fact: Fact = {"fact": "split", "option": option, "rival": rival, "best": len(ours) - 1}
            top = {"top": ours[-1], "rival_top": theirs[-1]}
            bottom = {"bottom": ours[0], "rival_bottom": theirs[0], "of": people}
            return [fact | top | bottom]
    return []


def _seated(profile: Profile, both: Both) -> list[Fact]:
    """How many people each choice reaches, and what it costs."""
    (rule, outcome), (other_rule, other) = both.items()
    names: Fact = {"rule": rule, "other": other_rule}
    facts: list[Fact] = []
    if not set(both) & (RANKED | GRADED):
        people, other_people = _heard(profile, outcome), _heard(profile, other)
        if people is not None and other_people is not None:
            heard = {"people": people, "other_people": other_people, "of": profile.people}
            facts.append({"fact": "heard"} | names | heard)
    if profile.costs and not outcome.tied and not other.tied:
        ours = {"chosen": len(outcome.chosen), "cost": _cost(profile, outcome)}
        theirs = {"other_chosen": len(other.chosen), "other_cost": _cost(profile, other)}
        facts.append({"fact": "cheaper"} | names | ours | theirs)
    return facts


def _heard(profile: Profile, outcome: Outcome) -> int | None:
    """How many people marked something in favour that is chosen; None where an open tie decides that."""
    people = 0
    for marks, weight in profile.votes:
        marked = {option for option, mark in marks.items() if mark > 0}
        # One of those who tie is chosen, so whoever marked them all is heard.
        if marked & set(outcome.chosen) or (outcome.tied and marked >= set(outcome.tied)):
            people += weight
        elif marked & set(outcome.tied):
            return None
    return people


def _cost(profile: Profile, outcome: Outcome) -> int:
    return sum(profile.costs.get(option, 0) for option in outcome.chosen)
