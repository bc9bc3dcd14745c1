from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest
from flask import Flask

from roundtable import explaining, i18n
from roundtable.core.rules import RULES, facts, facts_proportional
from roundtable.explaining import SENTENCES, About
from tests.explaining.votes import CASES, TITLES, result

LEFT_OPEN = re.compile(r"%\(|%s|None\b|\{|…| {2}|\.\.|\d\.\d{4}")


@pytest.fixture(scope="module", autouse=True)
def speaking() -> Iterator[None]:
    app = Flask("roundtable")
    i18n.init_app(app)
    with app.app_context(), i18n.speaking("en"):
        yield


def codes() -> set[str]:
    """All codes of facts that the rules say they tell."""
    listed = re.findall(r"^    ([a-z_]+) +\S", facts.__doc__ or "", re.MULTILINE)
    listed += re.findall(r"^([a-z_]+): ", facts_proportional.__doc__ or "", re.MULTILINE)
    return set(listed)


def test_every_fact_has_a_sentence() -> None:
    assert len(codes()) > 45
    assert codes() == set(SENTENCES)


def test_every_rule_has_a_name_and_words() -> None:
    for rule in RULES:
        assert explaining.rule_name(rule) != rule
        assert explaining.rule_words(rule).endswith(".")
    assert explaining.rule_name("approval", "knapsack") != explaining.rule_name("approval")


@pytest.mark.parametrize(("ballot", "rule"), CASES)
def test_results_are_told(ballot: str, rule: str) -> None:
    told: set[str] = set()
    asked: list[dict[str, Any]] = [{}, {"seats": 3}, {"ties": "draw", "seats": 2}]
    for seed, more in enumerate(asked):
        for people in (4, 9, 38):
            body = result(ballot, rule, people, seed + people, **more)
            about = About.of(body, TITLES)
            all_facts = chain(
                body["count"]["facts"], *(o["facts"] + o["why"] for o in body["others"])
            )
            for fact in all_facts:
                said = explaining.sentence(fact, about)
                told.add(fact["fact"])
                assert said.endswith("."), said
                assert not LEFT_OPEN.search(said), (fact, said)
            for said in (
                explaining.verdict(body, about),
                explaining.turnout(body),
                explaining.ballot_words(body, about),
                *explaining.tie(body, about),
                *("".join(explaining.row_figure(body, row, about)[:2]) for row in body["options"]),
            ):
                assert said
                assert not LEFT_OPEN.search(said), said
    assert told


def test_thresholds() -> None:
    body = result("approval", "approval", quorum=60, majority="voting", share=50)
    quorum, majority = explaining.thresholds(body, About.of(body, TITLES))
    assert quorum.words == "40 of 45 voted; 27 were needed: the quorum is met."
    assert quorum.met
    assert majority.words.startswith("A bridge for bicycles: ")
    assert "of 38 voting in favour; 20 were needed: reached." in majority.words
    body = result("approval", "approval", quorum=100, majority="present", share=90)
    quorum, majority = explaining.thresholds(body, About.of(body, TITLES))
    assert quorum.words.endswith("45 were needed: the quorum is not met.")
    assert majority.words.endswith("of 45 present in favour; 41 were needed: not reached.")


def test_turnout_and_abstentions() -> None:
    body = result("grade", "majority_judgment")
    assert explaining.turnout(body) == (
        "40 of 45 people voted. 2 of them abstained. 5 people did not vote. 6 ballots were on paper."
    )


def test_a_tie_is_open_then_settled_by_the_room() -> None:
    body = result("approval", "approval") | {"settled": None}
    body["settings"]["seats"] = 2
    body["count"] |= {"chosen": ["park"], "tied": ["night", "tram"]}
    about = About.of(body, {"park": "Trees", "night": "Bus", "tram": "Tram"})
    assert explaining.tie(body, about) == ["Bus and Tram tie for the last place. The room decides."]
    assert explaining.verdict(body, about) == "Trees has the place; 2 tie for what is left"
    settled = {"order": ["tram", "night"], "reason": "It is cheaper.", "at": 1}
    body |= {"settled": settled}
    assert explaining.tie(body, about)[-1] == "Its reason: It is cheaper."
    assert explaining.taken(body) == ["park", "tram"]
    assert explaining.verdict(body, about) == "Trees and Tram have the places"


def test_a_drawn_tie_can_be_drawn_again() -> None:
    body = result("approval", "approval")
    body["count"] |= {"drawn": {"seed": "morning", "order": ["tram", "park"]}}
    order, how = explaining.tie(body, About.of(body, TITLES))
    assert order.endswith("A tram to the industrial park and Trees instead of parking places.")
    assert "“morning:ID”" in how


def test_parts_of_a_whole_are_readable() -> None:
    assert explaining.number("7/2") == "3.5"
    assert explaining.number("1/3") == "0.333"
    assert explaining.number(1_000_000) == "1,000,000"


def test_ballots_of_pairs_are_counted_head_to_head() -> None:
    body = result("pairs", "ranked_pairs")
    assert sum(row["total"] for row in body["options"]) > 0
    said = explaining.verdict(body, About.of(body, TITLES))
    assert said == "A bridge for bicycles beats every other option head to head"
