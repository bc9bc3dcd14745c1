"""Published elections and their published results."""

from __future__ import annotations

from itertools import accumulate

import pytest

from roundtable.core.rules import RULES
from roundtable.core.rules.base import Fact, Outcome, Profile
from tests.core.rules.written import digits, order, ranked

TENNESSEE = ranked("M>N>C>K*42, N>C>K>M*26, C>K>N>M*15, K>C>N>M*17")
# Schulze 2011, section 3.1.
SCHULZE = ranked(
    "A>C>B>E>D*5, A>D>E>C>B*5, B>E>D>A>C*8, C>A>B>E>D*3, C>A>E>B>D*7, C>B>A>D>E*2, D>C>E>B>A*7,E>B>A>D>C*8"
)
# Condorcet 1785: 60 voters, A beats B with 33, B beats C with 42, C beats A with 35.
CYCLE = ranked("A>B>C*23, B>C>A*17, B>A>C*2, C>A>B*10, C>B>A*8")
# Mayor of Burlington, Vermont, 2009: Kiss, Montroll and Wright after the others left. Ornstein and Norman,
# Frequency of monotonicity failure under Instant Runoff Voting, Public Choice 161 (2014).
BURLINGTON = (
    "M>K>W*1332, M>W>K*767, M*455, K>M>W*2043, K>W>M*371, K*568, "
    "W>M>K*1513, W>K>M*{}, W*{}, K>W>M*{}"
)
# Balinski and Laraki, Election by Majority Judgment: Experimental Evidence (2007), Orsay: per mille from
# Excellent to To reject. The rest had no opinion, which they count as To reject.
ORSAY = {
    "Bayrou": (136, 307, 251, 148, 84, 45),
    "Royal": (167, 227, 191, 168, 122, 108),
    "Sarkozy": (191, 198, 143, 115, 71, 265),
    "Voynet": (29, 93, 175, 237, 261, 162),
    "Besancenot": (41, 99, 163, 160, 226, 279),
    "Buffet": (25, 76, 125, 206, 264, 261),
    "Bové": (15, 60, 114, 160, 257, 353),
    "Laguiller": (21, 53, 102, 166, 259, 348),
    "Nihous": (3, 18, 53, 110, 267, 478),
    "Villiers": (24, 64, 87, 113, 158, 512),
    "Schivardi": (5, 10, 39, 95, 249, 546),
    "Le Pen": (30, 46, 62, 65, 54, 717),
}


def _facts(outcome: Outcome, code: str) -> list[Fact]:
    return [fact for fact in outcome.facts if fact["fact"] == code]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("borda", "N>C>M>K"),
        ("instant_runoff", "K>M>N>C"),
        ("schulze", "N>C>K>M"),
        ("ranked_pairs", "N>C>K>M"),
        ("minimax", "N>M>C>K"),
    ],
)
def test_capital_of_tennessee(rule: str, expected: str) -> None:
    assert order(rule, TENNESSEE) == expected


def test_tennessee_in_figures() -> None:
    borda = RULES["borda"].count(TENNESSEE)
    assert borda.table["figures"] == {"N": "194", "C": "173", "M": "126", "K": "107"}
    runoff = RULES["instant_runoff"].count(TENNESSEE)
    assert [each["eliminated"] for each in runoff.table["rounds"]] == [["C"], ["N"], ["M"], []]
    assert _facts(runoff, "eliminated")[1] == {
        "fact": "eliminated",
        "option": "N",
        "round": 2,
        "votes": 26,
        "of": 100,
        "to": [{"option": "K", "votes": 26}],
        "resting": 0,
        "with": [],
    }
    closest = {"closest": "M", "for": 58, "against": 42}
    assert (
        RULES["schulze"].count(TENNESSEE).facts[0] == {"fact": "condorcet", "option": "N"} | closest
    )


def test_schulzes_example() -> None:
    outcome = RULES["schulze"].count(SCHULZE, 2)
    assert order("schulze", SCHULZE) == "E>A>C>B>D"
    assert outcome.chosen == ("E", "A")
    assert outcome.table["matrix"]["A"] == {"B": 20, "C": 26, "D": 30, "E": 22}
    # His table of the strongest paths.
    paths = {
        a: {b: link[0] for b, link in row.items()} for a, row in outcome.table["paths"].items()
    }
    assert paths["E"] == {"A": 25, "B": 28, "C": 28, "D": 31}
    assert paths["D"] == {"A": 25, "B": 28, "C": 28, "E": 24}
    (path,) = _facts(outcome, "path")
    assert (path["rival"], path["path"], path["back"]) == ("C", ["E", "D", "C"], ["C", "E"])


def test_condorcets_cycle() -> None:
    for rule in ("schulze", "ranked_pairs", "minimax"):
        outcome = RULES[rule].count(CYCLE)
        assert outcome.first == ("B",), rule
        assert outcome.facts[0] == {
            "fact": "cycle",
            "options": ["B", "C", "A"],
            "weakest": {"winner": "A", "loser": "B", "for": 33, "against": 27},
        }
    dropped = _facts(RULES["ranked_pairs"].count(CYCLE), "pair_dropped")
    assert [(each["winner"], each["loser"], each["path"]) for each in dropped] == [
        ("A", "B", ["B", "C", "A"])
    ]


def test_bordas_own_election() -> None:
    # Borda 1781: A has most first places of 21, and C the most points.
    assert order("borda", ranked("A>B>C, A>C>B*7, B>C>A*7, C>B>A*6")) == "C>B>A"


def test_orsay_by_majority_judgment() -> None:
    ends = {name: list(accumulate(counts)) for name, counts in ORSAY.items()}
    votes = tuple(
        (
            {
                name: 5 - next(n for n, end in enumerate(each) if end > person)
                for name, each in ends.items()
                if person < each[-1]
            },
            1,
        )
        for person in range(1000)
    )
    outcome = RULES["majority_judgment"].count(Profile(tuple(sorted(ORSAY)), votes, best=5))
    assert [option for (option,) in outcome.order] == list(ORSAY)
    # Published: Bayrou 44.3 % above Good, 30.6 % below; Besancenot 46.3 % above Poor.
    assert outcome.table["gauges"]["Bayrou"] == [443, 3, 306]
    assert outcome.table["gauges"]["Besancenot"][:2] == [463, 1]
    assert outcome.facts[0]["fact"] == "blank"


def test_spoiler_in_burlington() -> None:
    everyone = ranked(BURLINGTON.format(495, 1289, 0).replace(", K>W>M*0", ""))
    assert order("instant_runoff", everyone) == "K>W>M"
    assert order("schulze", everyone) == "M>K>W"
    without = ranked(
        BURLINGTON.format(495, 1289, 0).replace(", K>W>M*0", "").replace("W>", ""), "KM"
    )
    assert order("instant_runoff", without) == "M>K"


def test_more_votes_can_cost_the_victory_in_instant_runoff() -> None:
    # 753 who had Wright first put Kiss first, who loses by it.
    raised = ranked(BURLINGTON.format(1, 1030, 753).replace("W>K>M*1,", ""))
    assert order("instant_runoff", raised)[0] == "M"


def test_staying_at_home_can_help_in_instant_runoff() -> None:
    # The no-show paradox: Fishburn and Brams, Paradoxes of Preferential Voting, Mathematics Magazine 56
    # (1983). Three who like C least elect it by voting.
    assert order("instant_runoff", ranked("A>B>C*10, B>C>A*8, C>A>B*9"))[0] == "C"
    assert order("instant_runoff", ranked("A>B>C*7, B>C>A*8, C>A>B*9"))[0] == "B"


def test_borda_may_pass_over_a_majority() -> None:
    profile = ranked("A>B>C*51, B>C>A*49")
    assert order("borda", profile)[0] == "B"
    assert order("minimax", profile)[0] == "A"


def test_medians_are_lower_and_blanks_lowest() -> None:
    profile = digits("15 32", -1)
    assert order("median", profile) == "b>a"
    assert RULES["median"].count(profile).table["figures"] == {"a": "1", "b": "2"}
    blank = Profile(("a", "b"), (({"a": 5}, 1), ({"a": 1, "b": 2}, 2)), best=5)
    assert RULES["mean"].count(blank).table["figures"] == {"a": "7/3", "b": "4/3"}
    assert RULES["mean"].count(blank).facts[0]["options"] == {"b": 1}


def test_pairs_count_as_answered() -> None:
    profile = Profile(
        ("a", "b", "c"),
        (({"a-b": 1, "b-c": 1}, 3), ({"a-c": -1}, 2), ({"a-b": 0, "b-c": -1}, 1)),
    )
    outcome = RULES["ranked_pairs"].count(profile)
    assert outcome.table["matrix"] == {
        "a": {"b": 3, "c": 0},
        "b": {"a": 0, "c": 3},
        "c": {"a": 2, "b": 1},
    }
    # The victories over b with 3 to 0 and over c with 3 to 1 stand against c's over a with 2 to 0.
    assert [option for (option,) in outcome.order] == ["a", "b", "c"]


def test_knapsack_by_approvals_passes_over_what_does_not_fit() -> None:
    costs = {"a": 60, "b": 50, "c": 40, "d": 10}
    votes = (({"a": 1, "c": 1}, 5), ({"a": 1, "b": 1}, 4), ({"b": 1}, 2))
    outcome = RULES["approval"].count(Profile(("a", "b", "c", "d"), votes, costs, 100))
    assert (outcome.chosen, outcome.tied) == (("a", "c"), ())
    assert _facts(outcome, "too_dear") == [
        {"fact": "too_dear", "option": "b", "cost": 50, "yes": 6}
    ]
    assert outcome.facts[0] == {"fact": "fits", "options": ["a", "c"], "spent": 100, "limit": 100}


def test_knapsack_ties_are_open_only_where_they_matter() -> None:
    votes = (({"a": 1, "b": 1, "c": 1}, 1), ({"c": 1}, 1))
    costs = {"a": 60, "b": 50, "c": 40}
    profile = Profile(("a", "b", "c"), votes, costs, 100)
    outcome = RULES["approval"].count(profile)
    assert (outcome.chosen, set(outcome.tied)) == (("c",), {"a", "b"})
    assert RULES["approval"].count(profile, tiebreak=("b", "a", "c")).chosen == ("c", "b")
    enough = Profile(("a", "b", "c"), votes, costs, 150)
    assert RULES["approval"].count(enough).chosen == ("c", "a", "b")
